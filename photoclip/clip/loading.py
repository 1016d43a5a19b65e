"""Loads what a model folder holds: towers and tokenizer, without a network."""

from pathlib import Path
from typing import Any, cast

from photoclip.clip import architecture as towers
from photoclip.clip import weights
from photoclip.clip.lean import import_open_clip, without_random_weights
from photoclip.clip.quiet import quiet_libraries
from photoclip.errors import ModelError

INSTALL_TOKENIZERS = "pip install 'photoclip[multilingual]'"

_LOADING_ERRORS = (
    RuntimeError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    OSError,
    AssertionError,
    MemoryError,
)


def load_towers(folder: Path) -> Any:
    """An open_clip model with the weights of a folder, float32 on CPU, in evaluation mode.

    Raises:
        ModelError: a file is missing or damaged, or a needed tokenizer library is not installed.
    """
    import_open_clip()
    import open_clip
    from safetensors import SafetensorError

    used = weights.used_in(folder)
    config = towers.read_config(folder / towers.CONFIG_FILE)
    require_tokenizer(config["model_cfg"])
    weights.verified(used)
    try:
        with quiet_libraries(), without_random_weights():  # all are read, or it fails
            model = cast(
                "Any",
                open_clip.create_model(
                    f"local-dir:{folder}",
                    precision="fp32",
                    require_pretrained=True,
                    **_without_network(config["model_cfg"], folder),
                ),
            )
    except (*_LOADING_ERRORS, ImportError, SafetensorError) as error:
        reason = weights.first_line(error, "it is damaged")
        raise ModelError(
            f"The model {folder.name} cannot be loaded from {used.name} ({reason}); "
            "import or download it again."
        ) from None
    weights.check_numbers(model.parameters(), folder.name)
    return model.eval()


def _without_network(model_cfg: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What to say otherwise than the configuration, so that nothing is fetched.

    A text tower of transformers is described by the config.json beside the weights, not by a
    name that would be looked up on the hub.
    """
    if not model_cfg["text_cfg"].get("hf_model_name"):
        return {}
    own = {"hf_model_name": str(folder), "hf_model_pretrained": False}
    return {"text_cfg": {**model_cfg["text_cfg"], **own}}


def check_working(folder: Path) -> None:
    """Check that a model makes vectors of a picture and a text, as long as it says.

    Raises:
        ModelError: it does not, or a file is missing or damaged.
    """
    import torch

    tokenizer, loaded = load_tokenizer(folder), load_towers(folder)
    dimension = towers.read_config(folder / towers.CONFIG_FILE)["model_cfg"]["embed_dim"]
    size = loaded.visual.image_size
    sides = [size, size] if isinstance(size, int) else list(size)
    try:
        with torch.inference_mode(), quiet_libraries():
            rows = loaded.encode_image(torch.zeros([1, 3, *sides]))
            texts = loaded.encode_text(tokenizer(["a photo"]))
    except _LOADING_ERRORS as error:
        reason = weights.first_line(error, "its parts do not fit")
        raise ModelError(f"The model cannot be used ({reason}); take another one.") from None
    for each in (rows, texts):
        usable = tuple(each.shape) == (1, dimension) and bool(each.isfinite().all())
        if not usable or not float(each.norm()):
            raise ModelError(
                "The model cannot be used (what it makes of a picture or a text is no vector of "
                f"{dimension} numbers); take another one."
            )


def require_tokenizer(model_cfg: dict[str, Any]) -> None:
    """Check that the tokenizer of a model is there.

    Raises:
        ModelError: it needs transformers, which is not installed.
    """
    if foreign_tokenizer(model_cfg) and not has_tokenizers():
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
        reason = weights.first_line(error, "it is damaged")
        raise ModelError(
            f"The model's tokenizer cannot be loaded ({reason}); "
            "put its files, such as tokenizer.json, beside the weights, or download it again."
        ) from None


def foreign_tokenizer(model_cfg: dict[str, Any]) -> str:
    """The tokenizer of transformers that a model needs, "" for CLIP's own."""
    text_cfg = model_cfg["text_cfg"]
    return str(text_cfg.get("hf_tokenizer_name") or text_cfg.get("hf_model_name") or "")
