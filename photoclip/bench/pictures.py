"""Pictures that are measured with, each drawn once in a run."""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops

from photoclip.samples.library import write_samples

_CAMERA, _SMALL = (4000, 3000), (730, 548)  # px: 12 and 0.4 megapixels
_SCENES = 12
_GRAIN = 11.0  # standard deviation of the noise, so that files are as long as a camera's
_QUALITY = 92
_ASIDE = 500  # px by which the grain of two pictures differs


def camera_files(scratch: Path, count: int) -> Path:
    """A folder of `count` JPEG files of 12 megapixels, 4 to 5 MB each, all different."""
    return _photographed(scratch, "camera", count, _CAMERA)


def small_files(scratch: Path, count: int) -> Path:
    """A folder of `count` JPEG files of 0.4 megapixels, all different."""
    return _photographed(scratch, "small", count, _SMALL)


def files_of(folder: Path, most: int) -> list[bytes]:
    """Paths of up to `most` JPEG and PNG files below a folder, in a fixed order."""
    found = (path for path in sorted(folder.rglob("*")) if path.suffix in {".jpg", ".png"})
    return [os.fsencode(path) for path in found][:most]


def _photographed(scratch: Path, name: str, count: int, size: tuple[int, int]) -> Path:
    """Drawn scenes, each seen from a little elsewhere, with the grain of a sensor."""
    folder = scratch / f"{name}-{count}"
    if folder.exists():
        return folder
    scenes = _scenes(scratch)
    rng = np.random.default_rng(3)
    noise = rng.normal(128, _GRAIN, (size[1] + _ASIDE, size[0] + _ASIDE)).clip(0, 255)
    grain = Image.fromarray(noise.astype(np.uint8)).convert("RGB")
    folder.mkdir()
    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        list(threads.map(partial(_photograph, folder, scenes, grain, size), range(count)))
    return folder


def _scenes(scratch: Path) -> list[Image.Image]:
    folder = scratch / "scenes"
    if not folder.exists():
        processes = os.cpu_count() or 1
        write_samples(folder, count=_SCENES, seed=9, long_side=(1000, 1000), processes=processes)
    files = sorted(folder.rglob("*.jpg"))
    return [Image.open(path).convert("RGB") for path in files]


def _photograph(
    folder: Path, scenes: list[Image.Image], grain: Image.Image, size: tuple[int, int], number: int
) -> None:
    rng = np.random.default_rng(number)
    scene = scenes[number % len(scenes)]
    width = scene.width * rng.uniform(0.6, 0.9)
    height = min(width * size[1] / size[0], scene.height)
    left, top = rng.uniform(0, scene.width - width), rng.uniform(0, scene.height - height)
    box = (left, top, left + width, top + height)
    seen = scene.resize(size, Image.Resampling.BILINEAR, box)
    right, down = (int(each) for each in rng.integers(0, _ASIDE, 2))
    over = grain.crop((right, down, right + size[0], down + size[1]))
    picture = ImageChops.add(seen, over, offset=-128)
    picture.save(folder / f"IMG_{number:05}.jpg", quality=_QUALITY)
