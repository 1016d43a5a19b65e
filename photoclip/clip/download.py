"""Fetching models from the hub: described ones and any open_clip tag, resumable, checked."""

import hashlib
import http.client
import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any, Literal, cast

from photoclip.clip import architecture as towers
from photoclip.clip import weights as model_weights
from photoclip.clip.lean import import_open_clip
from photoclip.clip.loading import require_tokenizer
from photoclip.clip.models import ModelFiles, checked_name, describe_folder, is_whole, settle
from photoclip.errors import ModelError

HUB = "https://huggingface.co"
_WEIGHTS = ("open_clip_model.safetensors", "open_clip_pytorch_model.safetensors")
_TOKENIZER = (
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "sentencepiece.bpe.model",
    "spiece.model",
    "vocab.txt",
)
_PARTS = ".download-"
_SECONDS = 10.0
_BLOCK = 1 << 20

Progress = Callable[[int, int], None]
"""Hears (bytes fetched, bytes in all)."""


class UnreachableError(ModelError):
    """The hub cannot be reached."""


@dataclass(frozen=True, slots=True)
class RecommendedModel:
    """A model worth choosing, for people; `name` is what `download` takes."""

    name: str
    megabytes: int
    speed: str  # "fast", "medium", "slow", on a processor without graphics card
    languages: tuple[str, ...]
    licence: str
    description: str
    needs_transformers: bool = False


RECOMMENDED: tuple[RecommendedModel, ...] = (
    RecommendedModel(
        "ViT-B-32/laion2b_s34b_b79k",
        605,
        "fast",
        ("English",),
        "MIT",
        "A good first choice: quick on any computer, knows most everyday things.",
    ),
    RecommendedModel(
        "ViT-B-32-256/datacomp_s34b_b86k",
        605,
        "fast",
        ("English",),
        "MIT",
        "Nearly as quick, and finds more; the best small model.",
    ),
    RecommendedModel(
        "ViT-B-16/datacomp_xl_s13b_b90k",
        599,
        "medium",
        ("English",),
        "MIT",
        "Sees finer detail; about four times slower.",
    ),
    RecommendedModel(
        "ViT-L-14/datacomp_xl_s13b_b90k",
        1711,
        "slow",
        ("English",),
        "MIT",
        "The best answers; for computers with a graphics card, or for patience.",
    ),
    RecommendedModel(
        "xlm-roberta-base-ViT-B-32/laion5b_s13b_b90k",
        1466,
        "fast",
        ("100 languages",),
        "MIT",
        "Ask in your own language; pictures are as quick as with the small models.",
        needs_transformers=True,
    ),
)
"""Sizes are of the download."""


def download(
    tag: str,
    models_folder: Path,
    on_progress: Progress | None = None,
    *,
    name: str | None = None,
    hub: str | None = None,
) -> ModelFiles:
    """Fetch a model of open_clip's list into the models folder.

    An interrupted download goes on where it stopped; the checksum that the hub states is verified.
    Only safetensors are fetched: of a pickled checkpoint a person has to say yes, see
    `models.import_model`.

    Args:
        tag: architecture/weights, such as "ViT-B-32/laion2b_s34b_b79k".
        models_folder: where downloaded models live.
        on_progress: hears (bytes fetched, bytes in all).
        name: what to call it; None: the tag with a dash.
        hub: another hub's address; None: HF_ENDPOINT or the public one.

    Raises:
        ModelError: the tag is unknown, its tokenizer library is missing, the network is not there,
            or the file is not what it should be.
    """
    architecture, _, weights = tag.partition("/")
    config, repository, file = _known(architecture, weights, tag)
    require_tokenizer(config["model_cfg"])
    if file and not file.endswith(".safetensors"):
        raise ModelError(_pickled_only(tag))
    target = models_folder / checked_name(name or f"{architecture}-{weights}")
    if is_whole(target):
        return describe_folder(target)
    hub = (hub or os.environ.get("HF_ENDPOINT") or HUB).rstrip("/")
    base = f"{hub}/{repository}/resolve/main"
    draft = models_folder / f"{_PARTS}{target.name}"
    _make(draft)
    fetched = _fetch_first(base, (file,) if file else _WEIGHTS, draft, on_progress, tag)
    _fetch_texts(base, hub, config["model_cfg"], draft)
    facts = {"name": target.name, "description": tag, **_recommended_facts(tag)}
    try:
        (draft / towers.CONFIG_FILE).write_text(json.dumps(config, indent=2), "utf-8")
        (draft / towers.FACTS_FILE).write_text(json.dumps(facts), "utf-8")
        fetched = fetched.replace(draft / towers.WEIGHTS_FILE)
    except OSError as error:
        raise ModelError(_not_kept(draft, error)) from None
    model_weights.record(fetched)
    return settle(draft, target)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ModelError(_not_kept(folder, error)) from None


def _not_kept(path: Path, error: OSError) -> str:
    return (
        f"The model cannot be kept in {path.parent} ({error.strerror or error}); make room there "
        "and repeat the download, which goes on where it stopped."
    )


def _pickled_only(tag: str) -> str:
    return (
        f"The hub has the model {tag} as a pickled checkpoint only, which photoclip does not "
        "download; choose another one, or fetch the file yourself and import it with --pickled."
    )


def _known(architecture: str, weights: str, tag: str) -> tuple[dict[str, Any], str, str]:
    """Configuration, hub repository and file ("": the usual ones) of a tag."""
    import_open_clip()
    import open_clip

    entry = cast("dict[str, Any]", open_clip.get_pretrained_cfg(architecture, weights))
    model_cfg = cast("dict[str, Any] | None", open_clip.get_model_config(architecture))
    if not entry or model_cfg is None:
        raise ModelError(
            f"open_clip knows no model {tag!r}; write architecture/weights, for example "
            f"{RECOMMENDED[0].name}."
        )
    repository, _, file = str(entry.get("hf_hub", "")).rpartition("/")
    if not repository:
        raise ModelError(f"The model {tag} is not on the hub; download its file and import it.")
    if entry.get("quick_gelu"):
        model_cfg["quick_gelu"] = True
    kept = ("mean", "std", "interpolation", "resize_mode")
    preprocess = {key: entry[key] for key in kept if key in entry}
    return {"model_cfg": model_cfg, "preprocess_cfg": preprocess}, repository, file


def _recommended_facts(tag: str) -> dict[str, Any]:
    for model in RECOMMENDED:
        if model.name == tag:
            return {
                "description": model.description,
                "licence": model.licence,
                "languages": list(model.languages),
            }
    return {}


def _fetch_first(
    base: str, names: tuple[str, ...], folder: Path, on_progress: Progress | None, tag: str
) -> Path:
    for name in names:
        path = folder / name.rpartition("/")[2]
        if _fetch(f"{base}/{name}", path, on_progress):
            return path
    raise ModelError(_pickled_only(tag))


def _fetch_texts(base: str, hub: str, model_cfg: Mapping[str, Any], folder: Path) -> None:
    """What the text tower needs travels with the weights: then the model needs no network."""
    text_cfg = model_cfg["text_cfg"]
    tower = text_cfg.get("hf_model_name")
    if tower:
        url = f"{hub}/{tower}/resolve/main/config.json"
        if not _fetch(url, folder / "config.json", None):
            raise ModelError(f"The hub has no {url}; choose another model.")
    if not text_cfg.get("hf_tokenizer_name"):
        return
    found = [name for name in _TOKENIZER if _fetch(f"{base}/{name}", folder / name, None)]
    if not found:
        raise ModelError(f"The hub has no tokenizer files at {base}; choose another model.")


def _fetch(url: str, path: Path, on_progress: Progress | None) -> bool:
    """Fetch a file, going on where an earlier try stopped; False where the hub has none."""
    part = path.with_name(f"{path.name}.part")
    if path.is_file():
        return True
    try:
        size, checksum = _ask(url)
        _fetch_rest(url, part, size, on_progress)
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return False
        raise ModelError(
            f"The hub refused {url} ({error.code} {error.reason}); try again later."
        ) from None
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        reason = getattr(error, "reason", None) or error
        raise UnreachableError(
            f"The model cannot be downloaded because {url} cannot be reached ({reason}); connect "
            "to the internet and repeat the download, or import a model file."
        ) from None
    if size is not None and part.stat().st_size != size:
        raise ModelError("The download ended early; repeat it to go on where it stopped.")
    if checksum is not None and _sha256(part) != checksum:
        part.unlink()
        raise ModelError(f"The downloaded {path.name} is damaged (wrong checksum); repeat it.")
    part.rename(path)
    return True


class _Stay(urllib.request.HTTPRedirectHandler):
    """Shows redirects instead of following them: the hub states checksums there."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing."""
        return


def _ask(url: str) -> tuple[int | None, str | None]:
    """Size in bytes and sha256 of a file, as far as the hub states them."""
    request = urllib.request.Request(_checked(url), method="HEAD")  # noqa: S310 - http(s) only
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=_SECONDS) as answer:
            headers = answer.headers
    except urllib.error.HTTPError as error:
        if not 300 <= error.code < 400:
            raise
        headers = error.headers
    size = headers.get("X-Linked-Size") or headers.get("Content-Length")
    tag = (headers.get("X-Linked-Etag") or "").strip('W/"')
    checksum = tag if re.fullmatch(r"[0-9a-f]{64}", tag) else None
    moved = headers.get("Location") is not None and headers.get("X-Linked-Size") is None
    return (int(size) if size and not moved else None), checksum


def _fetch_rest(url: str, part: Path, size: int | None, on_progress: Progress | None) -> None:
    have = part.stat().st_size if part.is_file() else 0
    if size is not None and have >= size:
        if have == size:
            return
        part.unlink()
        have = 0
    request = urllib.request.Request(_checked(url))  # noqa: S310 - http(s) only
    if have:
        request.add_header("Range", f"bytes={have}-")
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
        goes_on = answer.status == 206
        have = have if goes_on else 0
        total = size or have + int(answer.headers.get("Content-Length") or 0)
        with _opened(part, "ab" if goes_on else "wb") as stream:
            while block := answer.read(_BLOCK):
                _write(stream, block, part)
                have += len(block)
                if on_progress is not None:
                    on_progress(have, total)


@contextmanager
def _opened(part: Path, mode: Literal["ab", "wb"]) -> Generator[FileIO]:
    """A file to write what comes, nothing of which waits in memory for its close."""
    try:
        stream = part.open(mode, buffering=0)
    except OSError as error:
        raise ModelError(_not_kept(part.parent, error)) from None
    try:
        yield stream
    finally:
        try:
            stream.close()
        except OSError as error:
            raise ModelError(_not_kept(part.parent, error)) from None


def _write(stream: FileIO, block: bytes, part: Path) -> None:
    rest = memoryview(block)
    try:
        while rest:
            rest = rest[stream.write(rest) :]
    except OSError as error:
        raise ModelError(_not_kept(part.parent, error)) from None


def _checked(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise ModelError(f"{url} is no web address; correct HF_ENDPOINT.")
    return url


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
