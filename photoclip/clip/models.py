"""The models that can be used: the built-in one and those a person brought."""

import json
import logging
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import blake3

from photoclip.clip import architecture as towers
from photoclip.clip import loading, weights
from photoclip.clip.loading import load_towers
from photoclip.errors import ModelError
from photoclip.paths import resources

BUILT_IN = "photoclip-mini"
_BUILT_IN_DESCRIPTION = (
    "Photoclip's own small demonstration model: it knows the scenes of the sample library and "
    "about 150 everyday things. For your own photos choose one of the recommended models."
)
PREPROCESS_POLICY = "upright, model's own transform, 1"
"""Part of every digest: it changes whenever pictures are prepared for the model in another way."""

_DRAFT = ".import-"
_LEFT_SECONDS = 24 * 3600.0  # an import that was not written on for so long has crashed


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """One usable model; two with equal digests make equal vectors."""

    name: str
    digest: str  # hex, blake3 of weights, configuration and preprocessing policy
    folder: Path
    dimension: int
    image_size: int  # px, the side of the square the image tower sees
    description: str
    licence: str
    builtin: bool
    languages: tuple[str, ...]


def available(models_folder: Path) -> list[ModelFiles]:
    """The built-in model, then those in the models folder by name; damaged ones are left out."""
    found: list[ModelFiles] = []
    built_in = _built_in_folder()
    folders = [built_in] if (built_in / towers.CONFIG_FILE).is_file() else []
    if models_folder.is_dir():
        folders += sorted(p.parent for p in models_folder.glob(f"[!.]*/{towers.CONFIG_FILE}"))
    for folder in folders:
        try:
            found.append(describe_folder(folder))
        except ModelError as error:
            logging.getLogger(__name__).warning("%s", error)
    return found


def find(name_or_digest: str, models_folder: Path) -> ModelFiles:
    """The model of a name, or of a digest (its first 8 or more digits).

    Raises:
        ModelError: there is none, or it is damaged.
    """
    wanted = name_or_digest.strip()
    direct = _built_in_folder() if wanted == BUILT_IN else models_folder / wanted
    if wanted and Path(wanted).name == wanted and (direct / towers.CONFIG_FILE).is_file():
        return describe_folder(direct)
    models = available(models_folder)
    for model in models:
        if wanted == model.name or (len(wanted) >= 8 and model.digest.startswith(wanted)):
            return model
    names = ", ".join(model.name for model in models) or "none"
    raise ModelError(f"There is no model {wanted!r} (available: {names}); import or download it.")


def builtin() -> ModelFiles:
    """The model that comes with photoclip.

    Raises:
        ModelError: photoclip is not wholly installed.
    """
    return describe_folder(_built_in_folder())


def describe_folder(folder: Path) -> ModelFiles:
    """Read what a model folder holds, without loading the weights.

    Raises:
        ModelError: configuration or weights are missing, or these are not what was brought here.
    """
    builtin = folder.resolve() == _built_in_folder().resolve()
    try:
        config = towers.read_config(folder / towers.CONFIG_FILE)
        digest = _digest(weights.used_in(folder), config)
    except ModelError as error:
        what = str(error).partition(";")[0].rstrip(".")
        if builtin:
            raise ModelError(f"{what}; it came with photoclip: install photoclip again.") from None
        if ";" not in str(error):
            raise ModelError(f"{what}; import or download the model again.") from None
        raise
    facts = towers.read_facts(folder)
    languages = facts.get("languages")
    model_cfg = config["model_cfg"]
    size = model_cfg["vision_cfg"].get("image_size", 224)
    return ModelFiles(
        name=BUILT_IN if builtin else folder.name,
        digest=digest,
        folder=folder,
        dimension=int(model_cfg["embed_dim"]),
        image_size=int(size if isinstance(size, int) else size[0]),
        description=_BUILT_IN_DESCRIPTION if builtin else str(facts.get("description", "")),
        licence="MIT" if builtin else str(facts.get("licence", "")),
        builtin=builtin,
        languages=tuple(str(one) for one in cast("list[Any]", languages))
        if isinstance(languages, list)
        else _languages(model_cfg),
    )


def _languages(model_cfg: dict[str, Any]) -> tuple[str, ...]:
    """What a model speaks that does not say so: CLIP's own tokenizer was made for English."""
    return () if loading.foreign_tokenizer(model_cfg) else ("English",)


def load(model: ModelFiles) -> Any:
    """The towers of a model, after a look whether its folder still holds this very model.

    Raises:
        ModelError: a file is missing, damaged or another's by now.
    """
    if describe_folder(model.folder).digest != model.digest:
        raise ModelError(
            f"The files of the model {model.name} were exchanged while photoclip used it; "
            "start photoclip again."
        )
    return load_towers(model.folder)


def import_model(
    source: Path,
    models_folder: Path,
    name: str | None = None,
    architecture: str | None = None,
    *,
    pickled: bool = False,
) -> ModelFiles:
    """Copy a model into the models folder and check that it loads.

    Args:
        source: a folder with open_clip_config.json and weights, or one weights file
            (.safetensors, or a checkpoint .pt, .pth, .bin that holds tensors only).
        models_folder: where imported models live.
        name: what to call it; None: the source's name.
        architecture: of a single file: an open_clip name ("ViT-B-32") or a configuration file.
        pickled: whether a pickled checkpoint may be read, see `weights.is_pickled`; of it only
            the tensors are.

    Raises:
        ModelError: the source is no model that open_clip reads, it is pickled and may not be, the
            name is taken, or the disk refuses.
    """
    if not source.exists():
        raise ModelError(f"{source} does not exist; name a model folder or a weights file.")
    chosen = name or (source.name if source.is_dir() else source.stem)
    target = models_folder / checked_name(chosen)
    if chosen == BUILT_IN or is_whole(target):
        raise ModelError(f"There is already a model named {chosen}; choose another name.")
    try:
        models_folder.mkdir(parents=True, exist_ok=True)
        _tidy(models_folder)
        with tempfile.TemporaryDirectory(dir=models_folder, prefix=_DRAFT) as scratch:
            draft = Path(scratch) / "model"
            draft.mkdir()
            _copy_parts(source, draft, architecture, pickled=pickled)
            return settle(draft, target)
    except OSError as error:
        raise ModelError(
            f"The model cannot be copied ({error.filename or models_folder}: "
            f"{error.strerror or error}); see that there is room and that it may be read."
        ) from None


def settle(draft: Path, target: Path) -> ModelFiles:
    """Put a model that was brought in its place, once it was seen working; the draft is gone then.

    Raises:
        ModelError: it cannot be used.
    """
    loading.check_working(draft)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=_DRAFT) as scratch:
        if target.exists():  # a damaged one
            target.rename(Path(scratch) / "damaged")
        draft.rename(target)
    return describe_folder(target)


def is_whole(folder: Path) -> bool:
    """Whether a folder holds a model whose weights can be loaded."""
    if not (folder / towers.CONFIG_FILE).is_file():
        return False
    try:
        load_towers(folder)
    except ModelError:
        return False
    return True


def _tidy(models_folder: Path) -> None:
    """Remove what crashes left of earlier imports."""
    now = time.time()
    for left in models_folder.glob(f"{_DRAFT}*"):
        if now - left.stat().st_mtime > _LEFT_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def checked_name(name: str) -> str:
    """A name as it may be a folder's.

    Raises:
        ModelError: it is empty or would leave the models folder.
    """
    plain = name.isprintable() and "\\" not in name and Path(name).name == name
    if not plain or name.startswith("."):
        raise ModelError(f"{name!r} cannot be the name of a model; use letters, digits and dashes.")
    return name


def _copy_parts(source: Path, draft: Path, architecture: str | None, *, pickled: bool) -> None:
    if source.is_dir():
        towers.read_config(source / towers.CONFIG_FILE)
        for path in source.iterdir():
            if path.is_file() and path.suffix in {".json", ".txt", ".model", ".md"}:
                shutil.copyfile(path, draft / path.name)
    else:
        if architecture is None:
            raise ModelError(
                f"A single weights file does not say what it is; "
                f"name its architecture, for example ViT-B-32 for {source.name}."
            )
        config = {
            "model_cfg": towers.named_architecture(architecture),
            "preprocess_cfg": dict(towers.STANDARD_PREPROCESSING),
        }
        (draft / towers.CONFIG_FILE).write_text(json.dumps(config, indent=2), "utf-8")
    brought = weights.to_import(source)
    if weights.is_pickled(source) and not pickled:
        weights.refuse_pickle(brought)
    (draft / towers.RECORD_FILE).unlink(missing_ok=True)
    weights.store(brought, draft / towers.WEIGHTS_FILE)
    weights.record(draft / towers.WEIGHTS_FILE)


def _built_in_folder() -> Path:
    return resources() / "models" / BUILT_IN


def _digest(used: Path, config: dict[str, Any]) -> str:
    hasher = blake3.blake3(weights.digest_of(used).encode())
    parts = {key: config.get(key, {}) for key in ("model_cfg", "preprocess_cfg")}
    hasher.update(json.dumps(parts, sort_keys=True).encode())
    hasher.update(PREPROCESS_POLICY.encode())
    return hasher.hexdigest(16)
