"""The two towers: built from a configuration, written in open_clip's local folder layout."""

import json
import math
from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from photoclip.clip.lean import import_open_clip
from photoclip.errors import ModelError

CONFIG_FILE = "open_clip_config.json"
WEIGHTS_FILE = "open_clip_model.safetensors"
FACTS_FILE = "photoclip.json"
RECORD_FILE = "digest.json"
"""What a folder's weights are, written when they are brought, so that damage is noticed."""

MINI: Mapping[str, Any] = {
    "embed_dim": 256,
    "vision_cfg": {
        "timm_model_name": "resnet10t",
        "timm_model_pretrained": False,
        "timm_pool": "avg",
        "timm_proj": "linear",
        "image_size": 96,
    },
    "text_cfg": {
        "context_length": 32,
        "vocab_size": 49408,
        "width": 128,
        "heads": 4,
        "layers": 3,
    },
}
"""The built-in model: a ResNet of ten layers and a text tower of three layers."""

STANDARD_PREPROCESSING: Mapping[str, Any] = {
    "mean": [0.48145466, 0.4578275, 0.40821073],
    "std": [0.26862954, 0.26130258, 0.27577711],
    "interpolation": "bicubic",
    "resize_mode": "shortest",
}
"""CLIP's own: short side to the model's size, bicubic, centre crop, CLIP's mean and deviation."""

WHOLE_PICTURE: Mapping[str, Any] = {**STANDARD_PREPROCESSING, "resize_mode": "squash"}
"""The built-in model's: the whole picture squeezed into a square, so that no edge is lost."""


def build(architecture: Mapping[str, Any]) -> Any:
    """A model with random weights (for training only), open_clip's CLIP on CPU in float32.

    Raises:
        ModelError: open_clip knows no such architecture, or its parts do not fit each other.
    """
    import_open_clip()
    import torch
    from open_clip.model import CLIP, CustomTextCLIP

    config = deepcopy(dict(architecture))
    custom = bool(config.pop("custom_text", False))
    try:
        model = (CustomTextCLIP if custom else CLIP)(**config).eval()
        size = model.visual.image_size
        sides = [size, size] if isinstance(size, int) else list(cast("Any", size))
        with torch.inference_mode():
            model.encode_image(torch.zeros([1, 3, *sides]))
    except (TypeError, ValueError, RuntimeError, KeyError, AssertionError) as error:
        raise ModelError(f"The model configuration cannot be built: {error}.") from None
    return model.train()


def named_architecture(name: str) -> dict[str, Any]:
    """The configuration of a name: photoclip's `mini`, a JSON file, or one of open_clip's.

    Raises:
        ModelError: there is none of that name.
    """
    if name in {"mini", "photoclip-mini"}:
        return deepcopy(dict(MINI))
    if name.endswith(".json"):
        return read_config(Path(name))["model_cfg"]
    import_open_clip()
    import open_clip

    found = cast("dict[str, Any] | None", open_clip.get_model_config(name))
    if found is None:
        raise ModelError(f"open_clip knows no architecture {name!r}; try ViT-B-32 or RN50.")
    return found


def read_config(path: Path) -> dict[str, Any]:
    """An open_clip configuration as {"model_cfg": …, "preprocess_cfg": …}.

    Raises:
        ModelError: the file is missing or no such configuration.
    """
    try:
        config = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"The model configuration {path} cannot be read: {error}.") from None
    if isinstance(config, dict) and "model_cfg" not in config and "embed_dim" in config:
        config = {"model_cfg": config, "preprocess_cfg": {}}
    model_cfg = cast("Any", config.get("model_cfg")) if isinstance(config, dict) else None
    if not isinstance(model_cfg, dict) or not {"vision_cfg", "text_cfg"} <= set(
        cast("dict[str, Any]", model_cfg)
    ):
        raise ModelError(f"{path} is no open_clip configuration (model_cfg is missing).")
    wrong = _wrong_with(cast("dict[str, Any]", config))
    if wrong:
        raise ModelError(f"{path} is no open_clip configuration ({wrong}).")
    return cast("dict[str, Any]", config)


def _wrong_with(config: dict[str, Any]) -> str:
    """What of a configuration, which may come from anywhere, cannot be used; "": nothing."""
    model_cfg: dict[str, Any] = config["model_cfg"]
    vision, text = model_cfg["vision_cfg"], model_cfg["text_cfg"]
    if not isinstance(vision, dict) or not isinstance(text, dict):
        return "a tower is missing"
    if not _is_count(model_cfg.get("embed_dim"), 1 << 16):
        return "embed_dim is no usable number"
    size = cast("Any", vision.get("image_size", 224))
    sides = cast("list[Any]", size) if isinstance(size, list) else [size]
    if not sides or not all(_is_count(side, 1 << 12) for side in sides):
        return "image_size is no usable number"
    towers = cast("list[dict[str, Any]]", [vision, text])
    if any(":" in str(tower.get("timm_model_name")) for tower in towers):
        return "a tower is to be fetched from the network"
    for tower in towers:
        layers = tower.get("layers", 1)
        depths = cast("list[Any]", layers) if isinstance(layers, list) else [layers]
        if not all(_is_count(each, 1 << 10) for each in depths):
            return "layers is no usable number"
    return _wrong_preparation(config.get("preprocess_cfg"))


def _wrong_preparation(preparation: object) -> str:
    if preparation is not None and not isinstance(preparation, dict):
        return "preprocess_cfg is no table"
    for name in ("mean", "std"):
        values = cast("dict[str, Any]", preparation or {}).get(name, [1.0, 1.0, 1.0])
        numbers = cast("list[Any]", values) if isinstance(values, list) else []
        fit = [isinstance(each, int | float) and math.isfinite(each) for each in numbers]
        if fit != [True] * 3 or (name == "std" and 0 in numbers):
            return f"{name} is not three usable numbers"
    known = cast("dict[str, Any]", preparation or {})
    if str(known.get("interpolation", "bicubic")) not in {"bicubic", "bilinear", "random"}:
        return "interpolation is unknown"
    if str(known.get("resize_mode", "shortest")) not in {"shortest", "longest", "squash"}:
        return "resize_mode is unknown"
    return ""


def _is_count(value: object, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= most


def preparation(folder: Path) -> dict[str, Any]:
    """How the model of a folder has pictures prepared: the names of `STANDARD_PREPROCESSING`.

    Raises:
        ModelError: its configuration cannot be read.
    """
    config = read_config(folder / CONFIG_FILE)
    return {**STANDARD_PREPROCESSING, **(config.get("preprocess_cfg") or {})}


def write_model(
    folder: Path,
    model: Any,
    architecture: Mapping[str, Any],
    *,
    preprocessing: Mapping[str, Any] = STANDARD_PREPROCESSING,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Write a model as open_clip's `local-dir:` reads it, weights in float16; replaces whole files.

    `facts` (name, description, licence, languages, words seen in training) go to photoclip.json.
    """
    import torch
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    tensors = {
        name: (value.half() if value.dtype.is_floating_point else value).detach().cpu().contiguous()
        for name, value in cast("dict[str, torch.Tensor]", model.state_dict()).items()
    }
    draft = folder / f".{WEIGHTS_FILE}"
    save_file(tensors, draft, metadata={"format": "pt"})
    draft.chmod(0o644)
    (folder / RECORD_FILE).unlink(missing_ok=True)  # which is of the weights that were there
    config = {"model_cfg": dict(architecture), "preprocess_cfg": dict(preprocessing)}
    _write_json(folder / CONFIG_FILE, config, indent=2)
    if facts is not None:
        _write_json(folder / FACTS_FILE, dict(facts), indent=None)
    draft.replace(folder / WEIGHTS_FILE)


def _write_json(path: Path, value: Mapping[str, Any], *, indent: int | None) -> None:
    draft = path.with_name(f".{path.name}")
    draft.write_text(json.dumps(value, indent=indent, ensure_ascii=False) + "\n", "utf-8")
    draft.replace(path)


def tokenizer(architecture: Mapping[str, Any], folder: Path | None = None) -> Any:
    """The tokenizer of an architecture: a callable from n texts to an (n, context) int64 tensor."""
    text_cfg = architecture["text_cfg"]
    if text_cfg.get("hf_tokenizer_name") and folder is not None:
        import_open_clip()
        import open_clip

        return open_clip.get_tokenizer(f"local-dir:{folder}")
    length, ways = text_cfg.get("context_length", 77), text_cfg.get("tokenizer_kwargs", {})
    return _clips_own(length, json.dumps(ways))


@lru_cache(maxsize=4)
def _clips_own(context_length: int, ways: str) -> Any:
    """CLIP's own, whose merges are read once; `ways` are its other options as JSON."""
    import_open_clip()
    import open_clip

    return open_clip.SimpleTokenizer(context_length=context_length, **json.loads(ways))


def read_facts(folder: Path) -> dict[str, Any]:
    """What photoclip.json in a model's folder says; empty where there is none."""
    try:
        facts = json.loads((folder / FACTS_FILE).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", facts) if isinstance(facts, dict) else {}
