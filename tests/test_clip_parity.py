"""Every family of open_clip models, at full size: photoclip's vectors are open_clip's own."""

import gc
import logging
import sys
import types
from collections.abc import Iterator
from copy import deepcopy
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import numpy as np
import open_clip
import pytest
import torch
from open_clip.model import CLIP, CustomTextCLIP
from PIL import Image

from photoclip.clip.architecture import STANDARD_PREPROCESSING, write_model
from photoclip.clip.embedder import Embedder
from photoclip.clip.loading import load_tokenizer
from photoclip.clip.models import describe_folder, import_model
from photoclip.errors import ModelError

TEXTS = [
    "a photo of a dog",
    "two red balloons over the sea",
    "",
    "A Photo  of a DOG &amp; a cat",
    "naïve Straßencafé in 東京, 🎈",
    "a very long sentence about a red sailboat " * 30,
]
PREPARATIONS: dict[str, dict[str, Any]] = {
    "ViT-B-32": dict(STANDARD_PREPROCESSING),
    "RN50": dict(STANDARD_PREPROCESSING),
    "ViT-B-16-SigLIP": {
        "mean": [0.5] * 3, "std": [0.5] * 3, "interpolation": "bicubic", "resize_mode": "squash",
    },
    "MobileCLIP-S1": {
        "mean": [0.0] * 3, "std": [1.0] * 3, "interpolation": "bilinear", "resize_mode": "shortest",
    },
}  # fmt: skip
SHAPES = {
    "landscape": (300, 400),
    "portrait": (500, 260),
    "panorama": (90, 900),
    "tiny": (5, 3),
    "exact": (224, 224),
}


def pictures() -> list[np.ndarray]:
    """Pictures with coarse shapes and fine grain, (height, width, 3) uint8."""
    rng = np.random.default_rng(3)
    made = []
    for height, width in SHAPES.values():
        coarse = Image.fromarray(rng.integers(0, 256, (4, 4, 3), np.uint8))
        smooth = np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC), np.int16)
        grain = rng.integers(-20, 21, (height, width, 3))
        made.append(np.clip(smooth + grain, 0, 255).astype(np.uint8))
    return made


def configuration(name: str) -> dict[str, Any]:
    """Open_clip's configuration of a name, with a tokenizer that needs no network.

    SigLIP's own vocabulary is only on Hugging Face's hub; its text tower gets CLIP's vocabulary
    instead, and is otherwise as it is.
    """
    config = deepcopy(open_clip.get_model_config(name))
    text = config["text_cfg"]
    if text.pop("hf_tokenizer_name", None):
        text.pop("tokenizer_kwargs", None)
        text["vocab_size"] = 49408
    return config


def random_model(config: dict[str, Any]) -> Any:
    """A model in which every weight, bias and running statistic is random and of usual size."""
    config = deepcopy(config)
    kind = CustomTextCLIP if config.pop("custom_text", False) else CLIP
    with torch.device("meta"):  # without the slow default initialisation
        model = kind(**config)
    model.to_empty(device="cpu")
    generator = torch.Generator().manual_seed(7)
    for name, value in model.state_dict().items():
        if name in {"logit_scale", "logit_bias"}:
            value.fill_(2.0)
        elif not value.dtype.is_floating_point:
            value.zero_()
        elif value.ndim >= 2 and value[0].numel() > 1:
            value.normal_(0, value[0].numel() ** -0.5, generator=generator)
        else:
            value.normal_(0, 0.1, generator=generator)
            if name.endswith(("weight", "running_var")):
                value.add_(1).abs_()
    return model


@pytest.fixture(autouse=True)
def one_quiet_thread() -> Iterator[None]:
    """One thread of torch, no handler of open_clip's on the root log, and memory given back."""
    root, guard = logging.getLogger(), logging.NullHandler()
    root.addHandler(guard)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)
    root.removeHandler(guard)
    gc.collect()


def reference(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Vectors as open_clip's own example computes them from a folder."""
    model, prepare = open_clip.create_model_from_pretrained(f"local-dir:{folder}")
    tokens = open_clip.get_tokenizer(f"local-dir:{folder}")(TEXTS)
    model.eval()
    with torch.inference_mode():
        batch = torch.stack([prepare(Image.fromarray(picture)) for picture in pictures()])
        images = model.encode_image(batch, normalize=True)
        texts = model.encode_text(tokens, normalize=True)
    return images.numpy(), texts.numpy()


def assert_same(mine: np.ndarray, theirs: np.ndarray) -> None:
    """Equal vectors, and equal differences between them.

    Towers of random weights put everything near one direction, so cosines alone would say little:
    what is left without the common part must agree as well.
    """
    assert mine.shape == theirs.shape
    assert (mine * theirs).sum(axis=1).min() >= 0.9999
    assert np.abs(mine - theirs).max() <= 2e-5
    apart = [rows - rows.mean(axis=0) for rows in (mine, theirs)]
    lengths = [np.linalg.norm(rows, axis=1) for rows in apart]
    assert lengths[1].min() > 5e-3, "the reference tells nothing apart"
    assert ((apart[0] * apart[1]).sum(axis=1) / (lengths[0] * lengths[1])).min() >= 0.9999


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(PREPARATIONS))
def test_vectors_equal_open_clips_own(name: str, tmp_path: Path) -> None:
    config = configuration(name)
    write_model(tmp_path, random_model(config), config, preprocessing=PREPARATIONS[name])
    theirs = reference(tmp_path)
    gc.collect()
    embedder = Embedder.load(describe_folder(tmp_path), batch_size=2, threads=1)
    assert embedder.dimension == config["embed_dim"]
    assert_same(embedder.encode_images(pictures()), theirs[0])
    assert_same(embedder.encode_texts(TEXTS), theirs[1])


SMALL = {
    "embed_dim": 32,
    "custom_text": True,
    "vision_cfg": {"layers": 1, "width": 64, "patch_size": 16, "image_size": 64},
    "text_cfg": {
        "context_length": 16,
        "vocab_size": 600,
        "hf_tokenizer_name": "somewhere/far-away",
        "tokenizer_kwargs": {"clean": "canonicalize"},
        "width": 64,
        "heads": 2,
        "layers": 1,
        "no_causal_mask": True,
        "pool_type": "last",
    },
}


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A small model that needs a tokenizer of transformers, whose files are not there."""
    folder = tmp_path / "foreign"
    write_model(folder, random_model(SMALL), SMALL)
    return folder


def test_a_model_with_a_tokenizer_of_its_own_is_read_with_it(foreign: Path) -> None:
    reason = "transformers (the extra 'multilingual') is not installed"
    transformers = pytest.importorskip("transformers", reason=reason)
    from tokenizers import Tokenizer, models, trainers

    trained = Tokenizer(models.BPE())
    trained.train_from_iterator(TEXTS, trainers.BpeTrainer(vocab_size=600, special_tokens=["</s>"]))
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=trained, pad_token="</s>", eos_token="</s>"
    ).save_pretrained(foreign)
    theirs = reference(foreign)
    embedder = Embedder.load(describe_folder(foreign), threads=1)
    assert_same(embedder.encode_images(pictures()), theirs[0])
    assert_same(embedder.encode_texts(TEXTS), theirs[1])


def test_without_transformers_one_sentence_says_what_to_install(
    foreign: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ModelError, match=r"pip install 'photoclip\[multilingual\]'") as caught:
        Embedder.load(describe_folder(foreign))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("installed", ["really", "as a stand-in"])
def test_a_tokenizer_whose_files_are_missing_is_one_sentence(
    installed: str, foreign: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once with transformers, where it is there; once with what it does then (OSError)."""
    if installed == "really":
        pytest.importorskip("transformers", reason="transformers is not installed")
    else:

        def refuse(*_: object, **__: object) -> None:
            raise OSError("Can't load tokenizer.\nIf you were trying to load it from the hub, …")

        stand_in: Any = types.ModuleType("transformers")
        stand_in.__spec__ = ModuleSpec("transformers", None)
        stand_in.__file__ = "transformers.py"
        stand_in.AutoTokenizer = types.SimpleNamespace(from_pretrained=refuse)
        monkeypatch.setitem(sys.modules, "transformers", stand_in)
    for attempt in (
        lambda: Embedder.load(describe_folder(foreign)),
        lambda: load_tokenizer(foreign),
        lambda: import_model(foreign, tmp_path / "models"),
    ):
        with pytest.raises(ModelError, match=r"tokenizer.*cannot be loaded") as caught:
            attempt()
        assert "\n" not in str(caught.value)
    assert not (tmp_path / "models" / "foreign").exists()


def test_a_siglip_checkpoint_alone_lacks_its_tokenizer(tmp_path: Path) -> None:
    """Its name says the architecture, but the tokenizer's files have to come with it."""
    weights = tmp_path / "siglip.safetensors"
    weights.write_bytes(b"")
    with pytest.raises(ModelError, match="tokenizer"):
        import_model(weights, tmp_path / "models", architecture="ViT-B-16-SigLIP")
