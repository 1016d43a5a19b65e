"""Training pictures, decoded once into one file, and the random crops taken from them."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip.clip.pairs import Pair, PictureLoader
from photoclip.errors import PhotoError

_LONGEST_ASPECT = 2.0
_CHUNK = 256


@dataclass(frozen=True, slots=True)
class Crops:
    """How random crops are taken: shares of the area, widest aspect, mirrored or not, brightness.

    Attributes:
        area: shares of the picture that a crop may have.
        described_area: the same where a text tells of all there is, also at the edges.
        aspect: the widest aspect ratio.
        squash: aspects are those of the picture, because the model sees whole pictures squeezed
            into a square; otherwise crops are square themselves, give or take `aspect`.
        mirror: every second one is mirrored.
        brightness: how far it may change.

    Colours are never touched: they are words. Changing them only where the text is a label, which
    says nothing of colours, cost half of the built-in model's colours all the same.
    """

    area: tuple[float, float] = (0.3, 1.0)
    described_area: tuple[float, float] = (0.6, 1.0)
    aspect: float = 4 / 3
    squash: bool = False
    mirror: bool = True
    brightness: float = 0.15


class PackedPictures:
    """Small upright RGB pictures in one memory-mapped file."""

    def __init__(self, path: Path, shapes: npt.NDArray[np.int64]) -> None:
        """Open `path`: pictures of the (height, width) in `shapes`, one after another."""
        self._shapes = shapes
        self._ends = np.cumsum(shapes[:, 0] * shapes[:, 1] * 3)
        self._bytes = np.memmap(path, dtype=np.uint8, mode="r")

    def __len__(self) -> int:
        return len(self._shapes)

    def __getitem__(self, index: int) -> npt.NDArray[np.uint8]:
        """The picture at `index`, (height, width, 3) uint8."""
        height, width = self._shapes[index]
        end = self._ends[index]
        return self._bytes[end - height * width * 3 : end].reshape(height, width, 3)

    def crop(
        self, index: int, side: int, how: Crops, rng: np.random.Generator, *, labelled: bool
    ) -> npt.NDArray[np.uint8]:
        """A random crop of one picture, (side, side, 3) uint8; `labelled`: its text is a label."""
        return _crop(self[index], side, how, rng, how.area if labelled else how.described_area)


@dataclass(frozen=True, slots=True)
class Packing:
    """Packed pictures, whose pairs they are (same order), and what could not be read."""

    pictures: PackedPictures
    kept: tuple[int, ...]  # positions among the pairs that were to be packed
    problems: tuple[str, ...]


def pack(
    pairs: Sequence[Pair],
    loader: PictureLoader,
    *,
    short_side: int,
    path: Path,
    threads: int = 2,
    on_progress: Callable[[int, int], None] | None = None,
) -> Packing:
    """Decode pictures once, shrink them to `short_side` and write them one after another to `path`.

    Pictures that cannot be read are reported and left out; very long ones lose their ends.
    """
    kept: list[int] = []
    shapes: list[tuple[int, int]] = []
    problems: list[str] = []
    path.parent.mkdir(parents=True, exist_ok=True)

    def load(pair: Pair) -> npt.NDArray[np.uint8] | str:
        try:
            return _shrink(loader(pair.path), short_side)
        except PhotoError as error:
            return f"{pair.path.name}: {error}"

    with path.open("wb") as stream, ThreadPoolExecutor(threads) as pool:
        for start in range(0, len(pairs), _CHUNK):
            chunk = pairs[start : start + _CHUNK]
            for place, picture in enumerate(pool.map(load, chunk), start=start):
                if isinstance(picture, str):
                    problems.append(picture)
                    continue
                stream.write(picture.tobytes())
                shapes.append((picture.shape[0], picture.shape[1]))
                kept.append(place)
            if on_progress is not None:
                on_progress(len(kept) + len(problems), len(pairs))
        if not kept:
            stream.write(b"\0")
    packed = PackedPictures(path, np.array(shapes, np.int64).reshape(-1, 2))
    return Packing(packed, tuple(kept), tuple(problems))


def _shrink(picture: npt.NDArray[np.uint8], short_side: int) -> npt.NDArray[np.uint8]:
    from PIL import Image

    height, width = picture.shape[:2]
    short = min(height, width)
    crop_h, crop_w = (
        min(height, round(short * _LONGEST_ASPECT)),
        min(width, round(short * _LONGEST_ASPECT)),
    )
    top, left = (height - crop_h) // 2, (width - crop_w) // 2
    scale = min(1.0, short_side / short)
    size = (max(1, round(crop_w * scale)), max(1, round(crop_h * scale)))
    box = (left, top, left + crop_w, top + crop_h)
    shrunk = Image.fromarray(picture).resize(size, Image.Resampling.BICUBIC, box=box)
    return np.asarray(shrunk, np.uint8)


def whole_picture(
    picture: npt.NDArray[np.uint8], side: int, *, squash: bool
) -> npt.NDArray[np.uint8]:
    """A picture as a model sees it, (side, side, 3) uint8: squeezed, or its middle."""
    from PIL import Image

    height, width = picture.shape[:2]
    short = min(height, width)
    left, top = (0, 0) if squash else ((width - short) / 2, (height - short) / 2)
    box = (left, top, width - left, height - top)
    small = Image.fromarray(picture).resize((side, side), Image.Resampling.BICUBIC, box)
    return np.asarray(small, np.uint8)


def _crop(
    picture: npt.NDArray[np.uint8],
    side: int,
    how: Crops,
    rng: np.random.Generator,
    area: tuple[float, float],
) -> npt.NDArray[np.uint8]:
    from PIL import Image

    height, width = picture.shape[:2]
    share = rng.uniform(*area)
    stretch = np.exp(rng.uniform(-np.log(how.aspect), np.log(how.aspect)))
    if not how.squash:
        stretch *= height / width
    crop_w = width * min(1.0, (share * stretch) ** 0.5)
    crop_h = height * min(1.0, (share / stretch) ** 0.5)
    left, top = rng.uniform(0, width - crop_w), rng.uniform(0, height - crop_h)
    small = Image.fromarray(picture).resize(
        (side, side), Image.Resampling.BILINEAR, box=(left, top, left + crop_w, top + crop_h)
    )
    out = np.asarray(small, np.uint8)
    if how.mirror and rng.random() < 0.5:
        out = out[:, ::-1]
    if how.brightness:
        gain = rng.uniform(1 - how.brightness, 1 + how.brightness)
        out = np.clip(out * np.float32(gain), 0, 255).astype(np.uint8)
    return out
