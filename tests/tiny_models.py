"""Small models of random weights, and a library whose model can be changed or damaged."""

import json
import struct
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from photoclip import paths
from photoclip.clip import models
from photoclip.clip.architecture import WEIGHTS_FILE, build, write_model


def tiny_folder(place: Path, dimension: int = 16, seed: int = 0) -> Path:
    """A model in open_clip's local layout, of so many dimensions."""
    architecture = {
        "embed_dim": dimension,
        "vision_cfg": {"layers": 1, "width": 64, "patch_size": 16, "image_size": 32},
        "text_cfg": {
            "context_length": 16,
            "vocab_size": 49408,
            "width": 16,
            "heads": 1,
            "layers": 1,
        },
    }
    torch.manual_seed(seed)
    folder = place / f"source-{dimension}-{seed}"
    write_model(folder, build(architecture), architecture, facts={"description": "tiny"})
    return folder


def tiny_model(place: Path, name: str, dimension: int = 16, seed: int = 0) -> models.ModelFiles:
    """The same, imported into the models folder."""
    source = tiny_folder(place, dimension, seed)
    return models.import_model(source, paths.models_folder(), name)


def paint(folder: Path, count: int, first: int = 0) -> Path:
    """Different pictures of coarse structure."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        rng = np.random.default_rng(number)
        coarse = Image.fromarray(rng.integers(0, 256, (6, 6, 3), np.uint8))
        coarse.resize((96, 96), Image.Resampling.NEAREST).save(folder / f"{number:03}.png")
    return folder


def change_tensors(weights: Path, value: float) -> None:
    """Overwrite all numbers of a float16 safetensors file, whose header stays."""
    data = bytearray(weights.read_bytes())
    (header,) = struct.unpack("<Q", data[:8])
    count = (len(data) - 8 - header) // 2
    data[8 + header : 8 + header + 2 * count] = np.full(count, value, "<f2").tobytes()
    weights.write_bytes(data)


def forget_record(folder: Path) -> None:
    """As a folder is that an older photoclip imported: nothing says what its weights were."""
    (folder / "digest.json").unlink()


def config_of(folder: Path) -> dict[str, object]:
    """The configuration of a model folder."""
    return json.loads((folder / "open_clip_config.json").read_text("utf-8"))


WEIGHTS = WEIGHTS_FILE
