"""Copies of real pictures as people and programs make them, and what each is a copy of."""

import csv
import dataclasses
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from photoclip.errors import DataError

Random = np.random.Generator
Retouch = Callable[[Image.Image, Random], Image.Image]

MANIFEST = "copies.csv"
"""The name of the file that says what is a copy of what: file, group, kind."""
ORIGINAL, BYTES, PIXELS, BURST = "original", "bytes", "pixels", "burst"
_FIRST_SHOT = datetime(2021, 5, 1, 9)  # noqa: DTZ001 - a camera's local time
_PAUSE = 5  # seconds between a picture and the next, different one


@dataclasses.dataclass(frozen=True, slots=True)
class Made:
    """One written picture: `group` is equal for a picture and all that was made of it."""

    file: str
    group: int
    kind: str


def _scaled(image: Image.Image, share: float) -> Image.Image:
    size = (max(32, round(image.width * share)), max(32, round(image.height * share)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _cut(image: Image.Image, random: Random, area: float) -> Image.Image:
    """A part of a picture that has this share of its area, somewhere in it."""
    share = float(np.sqrt(area))
    width, height = round(image.width * share), round(image.height * share)
    left = int(random.integers(image.width - width + 1))
    top = int(random.integers(image.height - height + 1))
    return image.crop((left, top, left + width, top + height))


def _lettered(image: Image.Image, _random: Random) -> Image.Image:
    """A caption over its lower edge."""
    copy = image.copy()
    size = max(10, image.height // 14)
    font = ImageFont.load_default(size)
    ImageDraw.Draw(copy).text(
        (size, image.height - 2 * size), "Summer 2021, by the sea", "white", font,
        stroke_width=max(1, size // 10), stroke_fill="black",
    )  # fmt: skip
    return copy


def _straightened(image: Image.Image, random: Random) -> Image.Image:
    """Turned by up to three degrees, without the empty corners."""
    angle = float(random.uniform(1, 3)) * (1 if random.random() < 0.5 else -1)
    turned = image.rotate(angle, Image.Resampling.BICUBIC)
    margin = np.tan(np.radians(abs(angle))) * 0.5
    dx, dy = round(image.height * margin) + 1, round(image.width * margin) + 1
    return turned.crop((dx, dy, image.width - dx, image.height - dy))


def _toned(image: Image.Image, random: Random) -> Image.Image:
    """Brighter or darker, with other contrast and colours."""
    brightness = float(random.uniform(0.7, 0.85) if random.random() < 0.5 else 1.2)
    toned = ImageEnhance.Brightness(image).enhance(brightness)
    toned = ImageEnhance.Contrast(toned).enhance(float(random.uniform(0.85, 1.2)))
    return ImageEnhance.Color(toned).enhance(float(random.uniform(0.6, 1.4)))


EDITS: Mapping[str, Retouch] = {
    "smaller": lambda image, random: _scaled(image, float(random.uniform(0.4, 0.7))),
    "recompressed": lambda image, _random: image,  # written at a low quality
    "crop 90%": lambda image, random: _cut(image, random, 0.9),
    "crop 70%": lambda image, random: _cut(image, random, 0.7),
    "crop 50%": lambda image, random: _cut(image, random, 0.5),
    "straightened": _straightened,
    "brightness, colours": _toned,
    "grey": lambda image, _random: image.convert("L").convert("RGB"),
    "text over it": _lettered,
    "mirrored": lambda image, _random: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    "turned 90°": lambda image, _random: image.transpose(Image.Transpose.ROTATE_90),
}
"""What an editor does to a picture, by kind."""
KINDS = (BYTES, PIXELS, *EDITS, BURST)
"""All kinds of copies that are made."""
_QUALITY = {"recompressed": 25, "smaller": 70}


def shaken(image: Image.Image, random: Random) -> Image.Image:
    """The next frame of a burst: the hand and the light have moved a little, and noise is new."""
    zoom = float(random.uniform(0.93, 0.97))
    turned = image.rotate(float(random.uniform(-0.8, 0.8)), Image.Resampling.BICUBIC)
    width, height = round(image.width * zoom), round(image.height * zoom)
    left = int(random.integers(1, max(2, image.width - width)))
    top = int(random.integers(1, max(2, image.height - height)))
    frame = turned.crop((left, top, left + width, top + height)).resize(image.size)
    if random.random() < 0.4:
        frame = frame.filter(ImageFilter.GaussianBlur(max(image.size) / 500))
    values = np.asarray(frame, np.float32) * float(random.uniform(0.95, 1.05))
    values += random.normal(0, 3, values.shape)
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def make_copies(
    originals: Iterable[Image.Image],
    folder: Path,
    *,
    share: float = 0.5,
    seed: int = 0,
) -> Path:
    """Write pictures that are all different, and copies of some, below an empty folder.

    Each copied picture gets one copy of one kind, in turn through all `KINDS`. Pictures that
    follow each other are said to be taken seconds apart with one camera, so that what is alike
    by chance is the hard case of a burst. The same seed gives the same files.

    Args:
        originals: upright RGB pictures, all of them different.
        folder: is made.
        share: of the pictures that get a copy.
        seed: of all that is left to chance.

    Returns:
        The manifest: a CSV with the columns file, group, kind.

    Raises:
        DataError: it cannot be written.
    """
    made: list[Made] = []
    every = round(1 / share) if share > 0 else 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for group, image in enumerate(originals):
            _save(image, folder / f"{group:05d}.jpg", _exif(group))
            made.append(Made(f"{group:05d}.jpg", group, ORIGINAL))
            if every and group % every == 0:
                kind = KINDS[group // every % len(KINDS)]
                random = np.random.default_rng([seed, group])
                made.append(Made(_copy(folder, group, image, kind, random), group, kind))
        path = folder / MANIFEST
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("file", "group", "kind"))
            rows.writerows((each.file, each.group, each.kind) for each in made)
    except OSError as error:
        raise DataError(f"The copies cannot be written to {folder}: {error.strerror}.") from error
    return path


def read_manifest(path: Path) -> list[Made]:
    """What a manifest says is a copy of what.

    Raises:
        DataError: it cannot be read, or lacks one of the columns file, group, kind.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return [Made(row["file"], int(row["group"]), row["kind"]) for row in rows]
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read: {error}.") from error
    except (KeyError, TypeError, ValueError):
        raise DataError(f"{path} needs the columns file, group (a number) and kind.") from None


def _copy(folder: Path, group: int, image: Image.Image, kind: str, random: Random) -> str:
    """Write a copy of a picture; its name."""
    original = folder / f"{group:05d}.jpg"
    stem = f"{group:05d}-{kind.replace(' ', '-').replace(',', '').strip('%°')}"
    if kind == BYTES:
        path = original.with_name(f"{stem}.jpg")
        path.write_bytes(original.read_bytes())
    elif kind == PIXELS:
        path = original.with_name(f"{stem}.png")
        with Image.open(original) as written:
            written.convert("RGB").save(path, "PNG", compress_level=1)
    elif kind == BURST:
        path = original.with_name(f"{stem}.jpg")
        _save(shaken(image, random), path, _exif(group, 1))
    else:
        path = original.with_name(f"{stem}.jpg")
        kept = _exif(group) if random.random() < 0.5 else None  # many programs lose it
        _save(EDITS[kind](image, random), path, kept, _QUALITY.get(kind, 88))
    return path.name


def _exif(group: int, later: int = 0) -> Image.Exif:
    """What the camera says: it took each picture seconds after the one before."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Canon", "Canon EOS 80D"
    taken = _FIRST_SHOT + timedelta(seconds=group * _PAUSE + later)
    exif.get_ifd(0x8769)[0x9003] = taken.strftime("%Y:%m:%d %H:%M:%S")
    return exif


def _save(image: Image.Image, path: Path, exif: Image.Exif | None, quality: int = 88) -> None:
    if exif is None:
        image.save(path, "JPEG", quality=quality)
    else:
        image.save(path, "JPEG", quality=quality, exif=exif)
