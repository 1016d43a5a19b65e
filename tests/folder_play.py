"""What happens to folders of pictures, as people and programs do it."""

import io
from pathlib import Path

import numpy as np
from PIL import Image


def small_picture(seed: int, side: tuple[int, int] = (64, 48)) -> bytes:
    """A JPEG of a few kilobytes that differs clearly from those of other seeds."""
    coarse = np.random.default_rng(seed).integers(0, 255, (4, 5, 3), dtype=np.uint8)
    picture = Image.fromarray(coarse).resize(side, Image.Resampling.BICUBIC)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()


def paint_small(path: Path, seed: int) -> Path:
    """Write one to a file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(small_picture(seed))
    return path
