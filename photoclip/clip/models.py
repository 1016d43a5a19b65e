"""The models that can be used: the built-in one and those a person brought."""

import json
import logging
import shutil
import tempfile
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import blake3

from photoclip.clip import architecture as towers
from photoclip.errors import ModelError
from photoclip.paths import resources

BUILT_IN = "photoclip-mini"
_BUILT_IN_DESCRIPTION = (
    "Photoclip's own small demonstration model: it knows the scenes of the sample library and "
    "about 150 everyday things. For your own photos choose one of the recommended models."
)
INSTALL_TOKENIZERS = "pip install 'photoclip[multilingual]'"
PREPROCESS_POLICY = "upright, model's own transform, 1"
"""Part of every digest: it changes whenever pictures are prepared for the model in another way."""

_WEIGHTS = (
    towers.WEIGHTS_FILE,
    "open_clip_pytorch_model.safetensors",
    "model.safetensors",
    "open_clip_pytorch_model.bin",
    "open_clip_pytorch_model.pt",
)
_LOADING_ERRORS = (RuntimeError, ValueError, TypeError, KeyError, OSError, AssertionError)
_MEMO = "digest.json"
_SMALL = 64 << 20


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
        ModelError: configuration or weights are missing.
    """
    config = towers.read_config(folder / towers.CONFIG_FILE)
    weights = weights_of(folder)
    facts = towers.read_facts(folder)
    model_cfg = config["model_cfg"]
    size = model_cfg["vision_cfg"].get("image_size", 224)
    builtin = folder.resolve() == _built_in_folder().resolve()
    return ModelFiles(
        name=BUILT_IN if builtin else folder.name,
        digest=_digest(folder, weights, config),
        folder=folder,
        dimension=int(model_cfg["embed_dim"]),
        image_size=int(size if isinstance(size, int) else size[0]),
        description=_BUILT_IN_DESCRIPTION if builtin else str(facts.get("description", "")),
        licence="MIT" if builtin else str(facts.get("licence", "")),
        builtin=builtin,
        languages=tuple(str(one) for one in facts.get("languages", _languages(model_cfg))),
    )


def _languages(model_cfg: dict[str, Any]) -> tuple[str, ...]:
    """What a model speaks that does not say so: CLIP's own tokenizer was made for English."""
    return () if _foreign_tokenizer(model_cfg) else ("English",)


def _foreign_tokenizer(model_cfg: dict[str, Any]) -> str:
    """The tokenizer of transformers that a model needs, "" for CLIP's own."""
    text_cfg = model_cfg["text_cfg"]
    return str(text_cfg.get("hf_tokenizer_name") or text_cfg.get("hf_model_name") or "")


def weights_of(folder: Path) -> Path:
    """The weights file of a model folder.

    Raises:
        ModelError: there is none.
    """
    for name in _WEIGHTS:
        if (folder / name).is_file():
            return folder / name
    raise ModelError(
        f"The model folder {folder} has no weights ({towers.WEIGHTS_FILE} is missing); "
        "import or download the model again."
    )


def load_towers(folder: Path) -> Any:
    """An open_clip model with the weights of a folder, float32 on CPU, in evaluation mode.

    Raises:
        ModelError: a file is missing or damaged, or a needed tokenizer library is not installed.
    """
    import open_clip
    from safetensors import SafetensorError

    weights = weights_of(folder)
    config = towers.read_config(folder / towers.CONFIG_FILE)
    require_tokenizer(config["model_cfg"])
    try:
        with quiet_libraries():
            model = cast(
                "Any",
                open_clip.create_model(
                    f"local-dir:{folder}", precision="fp32", require_pretrained=True
                ),
            )
    except (*_LOADING_ERRORS, SafetensorError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "it is damaged"
        raise ModelError(
            f"The model {folder.name} cannot be loaded from {weights.name} ({reason}); "
            "import or download it again."
        ) from None
    return model.eval()


def require_tokenizer(model_cfg: dict[str, Any]) -> None:
    """Check that the tokenizer of a model is there.

    Raises:
        ModelError: it needs transformers, which is not installed.
    """
    if _foreign_tokenizer(model_cfg) and not has_tokenizers():
        raise ModelError(
            "This model needs the tokenizers of transformers, which are not installed; "
            f"run: {INSTALL_TOKENIZERS}"
        )


def has_tokenizers() -> bool:
    """Whether transformers is installed, whose tokenizers multilingual models need."""
    from importlib.util import find_spec

    return find_spec("transformers") is not None


def load_tokenizer(folder: Path) -> Any:
    """The tokenizer of a model folder: a callable from n texts to an (n, context) int64 tensor.

    Raises:
        ModelError: the model brings a tokenizer of its own, whose files or library are missing.
    """
    config = towers.read_config(folder / towers.CONFIG_FILE)
    require_tokenizer(config["model_cfg"])
    try:
        with quiet_libraries():
            return towers.tokenizer(config["model_cfg"], folder)
    except (*_LOADING_ERRORS, ImportError) as error:
        reason = (str(error).strip().splitlines() or ["it is damaged"])[0].rstrip(" .:")
        raise ModelError(
            f"The model's tokenizer cannot be loaded ({reason}); "
            "put its files, such as tokenizer.json, beside the weights, or download it again."
        ) from None


def import_model(
    source: Path, models_folder: Path, name: str | None = None, architecture: str | None = None
) -> ModelFiles:
    """Copy a model into the models folder and check that it loads.

    Args:
        source: a folder with open_clip_config.json and weights, or one weights file
            (.safetensors, or a checkpoint .pt, .pth, .bin that holds tensors only).
        models_folder: where imported models live.
        name: what to call it; None: the source's name.
        architecture: of a single file: an open_clip name ("ViT-B-32") or a configuration file.

    Raises:
        ModelError: the source is no model that open_clip reads, or the name is taken.
    """
    if not source.exists():
        raise ModelError(f"{source} does not exist; name a model folder or a weights file.")
    chosen = name or (source.name if source.is_dir() else source.stem)
    target = models_folder / checked_name(chosen)
    if target.exists() or chosen == BUILT_IN:
        raise ModelError(f"There is already a model named {chosen}; choose another name.")
    models_folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=models_folder, prefix=".import-") as scratch:
        draft = Path(scratch) / "model"
        draft.mkdir()
        _copy_parts(source, draft, architecture)
        load_tokenizer(draft)
        load_towers(draft)
        draft.rename(target)
    return describe_folder(target)


def checked_name(name: str) -> str:
    """A name as it may be a folder's.

    Raises:
        ModelError: it is empty or would leave the models folder.
    """
    if not name or name.startswith(".") or Path(name).name != name or "\\" in name:
        raise ModelError(f"{name!r} cannot be the name of a model; use letters, digits and dashes.")
    return name


def _copy_parts(source: Path, draft: Path, architecture: str | None) -> None:
    if source.is_dir():
        towers.read_config(source / towers.CONFIG_FILE)
        weights = weights_of(source)
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
        weights = source
    (draft / _MEMO).unlink(missing_ok=True)
    store_weights(weights, draft / towers.WEIGHTS_FILE)


def store_weights(source: Path, target: Path) -> None:
    """Write weights as safetensors; a checkpoint's tensors are read without running any code.

    Raises:
        ModelError: the checkpoint holds something other than tensors.
    """
    if source.suffix == ".safetensors":
        shutil.copyfile(source, target)
        return
    import pickle  # noqa: TID251 - only for the name of the error that refuses pickles

    import torch
    from open_clip.factory import load_state_dict
    from safetensors.torch import save_file

    try:
        with quiet_libraries():
            state = cast("dict[str, torch.Tensor]", load_state_dict(str(source), weights_only=True))
        tensors = {name: value.contiguous().clone() for name, value in state.items()}
    except (pickle.UnpicklingError, RuntimeError, ValueError, AttributeError, EOFError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else "it is empty"
        raise ModelError(
            f"{source.name} is no plain checkpoint of tensors ({reason}); "
            "convert it to safetensors first."
        ) from None
    save_file(tensors, target, metadata={"format": "pt"})


@contextmanager
def quiet_libraries() -> Generator[None]:
    """Keep the libraries' warnings and log lines off the terminal while a model is loaded."""
    root = logging.getLogger()
    guard = (
        logging.NullHandler()
    )  # without any handler the libraries would install one of their own
    root.addHandler(guard)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        root.removeHandler(guard)


def _built_in_folder() -> Path:
    return resources() / "models" / BUILT_IN


def _digest(folder: Path, weights: Path, config: dict[str, Any]) -> str:
    hasher = blake3.blake3(_weights_digest(folder, weights).encode())
    parts = {key: config.get(key, {}) for key in ("model_cfg", "preprocess_cfg")}
    hasher.update(json.dumps(parts, sort_keys=True).encode())
    hasher.update(PREPROCESS_POLICY.encode())
    return hasher.hexdigest(16)


def _weights_digest(folder: Path, weights: Path) -> str:
    """Of big weights, the digest is remembered beside them, with size and time."""
    stat = weights.stat()
    memo = folder / _MEMO
    mark = [weights.name, stat.st_size, stat.st_mtime_ns]
    if stat.st_size > _SMALL:
        try:
            known = json.loads(memo.read_text("utf-8"))
            if known["mark"] == mark:
                return str(known["digest"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
    hasher = blake3.blake3()
    hasher.update_mmap(weights)
    digest = hasher.hexdigest()
    if stat.st_size > _SMALL:
        try:
            memo.write_text(json.dumps({"mark": mark, "digest": digest}), "utf-8")
        except OSError:
            logging.getLogger(__name__).info("The digest of %s cannot be remembered.", weights)
    return digest
