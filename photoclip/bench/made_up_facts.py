"""What is said of photos that never were: when, where and with what they were taken."""

import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

ROOTS = ("Pictures", "Phone", "Archive")
KEYWORDS = (
    "Family", "Friends", "Holidays", "Garden", "Birthday", "Mountains", "Sea", "Snow", "City",
    "Dog", "Cat", "Horses", "Flowers", "Food", "Concert", "Wedding", "School", "Sports", "Boat",
    "Train", "Museum", "Night", "Autumn", "Sunset",
)  # fmt: skip
_PLACES = (
    ("Lisbon", 38.72, -9.14), ("Bergen", 60.39, 5.32), ("Kyoto", 35.01, 135.77),
    ("Tyrol", 47.26, 11.39), ("Cape Town", -33.92, 18.42), ("Home", 52.52, 13.40),
    ("Naxos", 37.10, 25.38), ("Chicago", 41.88, -87.63), ("Lima", -12.05, -77.04),
    ("Skye", 57.27, -6.22), ("Birthday", 52.51, 13.45), ("Hoi An", 15.88, 108.33),
)  # fmt: skip
_CAMERAS = (  # camera, lens, width, height, format, suffix, prefix, knows where it is
    ("Canon EOS R5", "RF24-105mm F4 L IS USM", 8192, 5464, "JPEG", "jpg", "IMG_", False),
    ("NIKON Z 6", "NIKKOR Z 24-70mm f/4 S", 6048, 4024, "RAW", "nef", "DSC_", False),
    ("FUJIFILM X-T4", "XF18-55mmF2.8-4 R LM OIS", 6240, 4160, "JPEG", "jpg", "DSCF", False),
    ("iPhone 14", "iPhone 14 back camera", 4032, 3024, "HEIF", "heic", "IMG_", True),
    ("Pixel 8", "Pixel 8 back camera", 4080, 3072, "JPEG", "jpg", "PXL_", True),
    ("Canon PowerShot G7 X", "", 5472, 3648, "JPEG", "jpg", "IMG_", False),
    ("Samsung SM-G991B", "", 4000, 3000, "JPEG", "jpg", "", True),
    ("", "", 1600, 1200, "PNG", "png", "scan", False),
)
_FIRST, _YEARS = datetime(2005, 1, 1), 20  # noqa: DTZ001 - local time, as cameras say it
_TRIP = 180  # photos in a folder, on the average


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One photo and the file it lies in."""

    number: int
    root: int  # into `ROOTS`
    folder: str
    name: str
    suffix: str
    size: int
    width: int
    height: int
    format: str
    taken_at: datetime | None
    camera: str
    lens: str
    latitude: float | None
    longitude: float | None
    facts: str  # JSON, as the catalog keeps it
    keywords: tuple[str, ...]
    rating: int
    has_copy: bool


def made_up(count: int) -> Iterator[MadeUp]:
    """`count` photos in the order in which they were taken, in folders of a few days each.

    Every 97th does not say when it was taken, every fifth has keywords, every 21st stars, every
    101st a copy elsewhere.
    """
    rng = np.random.default_rng(11)
    sizes = rng.integers(_TRIP // 6, 2 * _TRIP - _TRIP // 6, max(1, count // (_TRIP // 6)))
    done, trip = 0, 0
    last = max(1, count // _TRIP)
    while done < count:
        size = min(int(sizes[trip]), count - done)
        yield from _trip(done, size, trip, last)
        done, trip = done + size, trip + 1


def _trip(first: int, size: int, trip: int, trips: int) -> Iterator[MadeUp]:
    rng = np.random.default_rng((13, trip))
    begins = _FIRST + timedelta(days=_YEARS * 365.25 * min(trip / trips, 1), hours=8)
    place, north, east = _PLACES[int(rng.integers(len(_PLACES)))]
    root = int(rng.choice(3, p=(0.72, 0.23, 0.05)))
    folder = f"{begins:%Y}/{begins:%Y-%m-%d} {place}"
    chosen = (trip % len(_CAMERAS), int(rng.integers(len(_CAMERAS))))
    cameras = rng.choice(chosen, size, p=(0.7, 0.3)).tolist()
    seconds = np.cumsum(rng.exponential(150.0, size)).astype(np.int64).tolist()
    steps = np.round(rng.normal(0, 0.02, (size, 2)), 5).tolist()
    bytes_ = rng.integers(600_000, 9_000_000, size).tolist()
    exposure = rng.integers(0, 40, size).tolist()
    for at in range(size):
        number = first + at
        camera, lens, width, height, kind, suffix, prefix, knows = _CAMERAS[cameras[at]]
        keywords = _keywords(number)
        rating = number % 5 + 1 if number % 21 == 0 else 0
        yield MadeUp(
            number=number,
            root=root,
            folder=folder,
            name=f"{prefix}{number:07}.{suffix}",
            suffix=suffix,
            size=bytes_[at],
            width=width,
            height=height,
            format=kind,
            taken_at=None if number % 97 == 0 else begins + timedelta(seconds=seconds[at]),
            camera=camera,
            lens=lens,
            latitude=round(north + steps[at][0], 5) if knows else None,
            longitude=round(east + steps[at][1], 5) if knows else None,
            facts=_facts(exposure[at], keywords, rating),
            keywords=keywords,
            rating=rating,
            has_copy=number % 101 == 0,
        )


def _keywords(number: int) -> tuple[str, ...]:
    if number % 5:
        return ()
    first = number // 5 % len(KEYWORDS)
    return (KEYWORDS[first], KEYWORDS[first - 7]) if number % 3 == 0 else (KEYWORDS[first],)


@functools.cache
def _facts(exposure: int, keywords: tuple[str, ...], rating: int) -> str:
    shown = {
        "Exposure time": f"1/{30 * (exposure % 8 + 1)} s",
        "Aperture": f"f/{2 + exposure % 5}",
        "ISO": f"{100 * (exposure % 6 + 1)}",
    }
    said = {"exposure": shown, "keywords": keywords, "title": "", "description": ""}
    return json.dumps({**said, "rating": rating or None})


def digests(first: int, count: int, salt: int) -> list[bytes]:
    """Digests of consecutive numbers, 16 bytes each, as evenly spread as a hash's.

    The mixing is splitmix64's (Steele et al. 2014); different salts give different digests.
    """
    mixed = np.arange(2 * first, 2 * (first + count), dtype=np.uint64) + np.uint64(salt << 40)
    mixed *= np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    data = (mixed ^ (mixed >> np.uint64(31))).astype(">u8").tobytes()
    return [data[at : at + 16] for at in range(0, len(data), 16)]
