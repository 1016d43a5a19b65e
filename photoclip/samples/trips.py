"""Where and when sample photos were taken, and with which camera: their EXIF."""

import functools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from photoclip.samples.world import SETTINGS


@dataclass(frozen=True, slots=True)
class Trip:
    """A journey: its folder, its place on earth, its hour's distance to UTC, what was seen."""

    folder: str
    year: int
    latitude: float
    longitude: float
    hours: float
    settings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera and how it names its files; `{n}` is the number, `{t}` the time."""

    make: str
    model: str
    lens: str
    name: str
    focal: tuple[float, ...]
    has_gps: bool


TRIPS = (
    Trip("2016/Sahara", 2016, 31.1, -4.0, 1, ("desert", "city", "street")),
    Trip(
        "2017/Norway",
        2017,
        61.9,
        6.7,
        2,
        ("mountains", "lake", "harbour", "sea", "forest", "snowfield", "sky"),
    ),
    Trip("2018/Côte d'Azur", 2018, 43.6, 7.1, 2, ("beach", "harbour", "sea", "street", "sky")),
    Trip("2019/Home", 2019, 52.5, 13.4, 1, ("living room", "kitchen", "street", "city", "meadow")),
    Trip(
        "2019/Alps",
        2019,
        46.6,
        8.0,
        2,
        ("mountains", "lake", "meadow", "snowfield", "forest", "sky"),
    ),
    Trip(
        "2020/Garden and kitchen",
        2020,
        52.5,
        13.4,
        2,
        ("kitchen", "living room", "meadow", "forest"),
    ),
    Trip(
        "2021/Norway",
        2021,
        69.6,
        18.9,
        1,
        ("snowfield", "mountains", "harbour", "sea", "lake", "forest"),
    ),
    Trip(
        "2022/日本 Japan",
        2022,
        35.0,
        135.8,
        9,
        ("city", "street", "harbour", "mountains", "forest", "kitchen"),
    ),
    Trip("2023/Namibia", 2023, -24.7, 15.3, 2, ("desert", "sky", "beach", "street")),
    Trip(
        "2023/Brazil/Rio", 2023, -22.9, -43.2, -3, ("beach", "city", "sea", "street", "sky", "lake")
    ),
    Trip(
        "2024/Home",
        2024,
        52.5,
        13.4,
        1,
        ("living room", "kitchen", "snowfield", "city", "lake", "meadow"),
    ),
)

CAMERAS = (
    Camera(
        "Canon",
        "Canon EOS 80D",
        "EF-S18-135mm f/3.5-5.6 IS USM",
        "IMG_{n:04d}.JPG",
        (18, 24, 50, 85, 135),
        has_gps=False,
    ),
    Camera(
        "NIKON CORPORATION",
        "NIKON D5600",
        "AF-P DX NIKKOR 18-55mm f/3.5-5.6G VR",
        "DSC_{n:04d}.JPG",
        (18, 24, 35, 55),
        has_gps=False,
    ),
    Camera(
        "SONY",
        "ILCE-7M3",
        "FE 24-105mm F4 G OSS",
        "DSC{n:05d}.jpg",
        (24, 35, 70, 105),
        has_gps=False,
    ),
    Camera("FUJIFILM", "X-T3", "XF35mmF2 R WR", "DSCF{n:04d}.JPG", (35,), has_gps=False),
    Camera(
        "Apple",
        "iPhone 12",
        "iPhone 12 back dual wide camera 4.2mm f/1.6",
        "IMG_{n:04d}.jpeg",
        (4.2,),
        has_gps=True,
    ),
    Camera(
        "Google",
        "Pixel 6",
        "Pixel 6 back camera 6.81mm f/1.85",
        "PXL_{t}{n:04d}.jpg",
        (6.81,),
        has_gps=True,
    ),
)

_HOURS = {"dawn": (5.2, 6.8), "noon": (11.0, 14.8), "sunset": (18.4, 20.4), "night": (21.6, 23.8)}


@dataclass(frozen=True, slots=True)
class Shot:
    """When, where and how a photo was taken; `taken` is the local time without its zone."""

    trip: Trip
    camera: Camera
    taken: datetime
    number: int
    gps: tuple[float, float, float] | None
    exposure: float
    aperture: float
    iso: int
    focal: float

    @property
    def offset(self) -> str:
        """The distance to UTC as EXIF writes it, "+02:00"."""
        minutes = round(abs(self.trip.hours) * 60)
        sign = "-" if self.trip.hours < 0 else "+"
        return f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"

    @property
    def timestamp(self) -> float:
        """Seconds since 1970."""
        return (self.taken - timedelta(hours=self.trip.hours)).replace(tzinfo=UTC).timestamp()


@functools.cache
def _fitting(setting: str) -> tuple[Trip, ...]:
    return tuple(t for t in TRIPS if setting in t.settings) or TRIPS


def make_shot(
    rng: np.random.Generator, setting: str, light: str, weather: str, number: int
) -> Shot:
    """A random shot that fits what the picture shows."""
    trips = _fitting(setting) if setting in SETTINGS else TRIPS
    trip = trips[int(rng.integers(len(trips)))]
    camera = CAMERAS[int(rng.integers(len(CAMERAS)))]
    cold = weather == "snow" or setting == "snowfield"
    month = int(rng.choice([1, 2, 12])) if cold else int(rng.integers(4, 11))
    first, last = _HOURS.get(light, (9.0, 18.0))
    hour = float(rng.uniform(first, last))
    day = datetime(trip.year, month, int(rng.integers(1, 29)))  # noqa: DTZ001 - a camera's local time
    taken = day + timedelta(seconds=round(hour * 3600))
    gps = None
    if camera.has_gps or rng.random() < 0.3:
        gps = (
            round(trip.latitude + float(rng.normal(0, 0.08)), 6),
            round(trip.longitude + float(rng.normal(0, 0.08)), 6),
            round(float(rng.uniform(2, 900)), 1),
        )
    dark = light == "night"
    exposure = float(rng.choice([8, 15, 30, 60] if dark else [125, 250, 500, 1000]))
    iso = int(rng.choice([800, 1600, 3200] if dark else [100, 200, 400]))
    focal = float(camera.focal[int(rng.integers(len(camera.focal)))])
    aperture = float(rng.choice([1.8, 2.8, 4.0, 5.6, 8.0]))
    return Shot(trip, camera, taken, number, gps, exposure, aperture, iso, focal)


def _degrees(value: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    value = abs(value)
    minutes = (value % 1) * 60
    seconds = round((minutes % 1) * 60 * 100)
    return IFDRational(int(value)), IFDRational(int(minutes)), IFDRational(seconds, 100)


def make_exif(shot: Shot, orientation: int, seconds_later: int = 0) -> Image.Exif:
    """The EXIF block a camera would have written."""
    exif = Image.Exif()
    taken = (shot.taken + timedelta(seconds=seconds_later)).strftime("%Y:%m:%d %H:%M:%S")
    exif[0x010F], exif[0x0110] = shot.camera.make, shot.camera.model
    exif[0x0112] = orientation
    exif[0x0132] = taken
    exif.get_ifd(0x8769).update(
        {
            0x9003: taken,
            0x9004: taken,
            0x9010: shot.offset,
            0x9011: shot.offset,
            0x829A: IFDRational(1, round(shot.exposure)),
            0x829D: IFDRational(round(shot.aperture * 10), 10),
            0x8827: shot.iso,
            0x920A: IFDRational(round(shot.focal * 100), 100),
            0xA434: shot.camera.lens,
            0xA433: shot.camera.make,
        }
    )
    if shot.gps is not None:
        latitude, longitude, altitude = shot.gps
        exif.get_ifd(0x8825).update(
            {
                1: "S" if latitude < 0 else "N",
                2: _degrees(latitude),
                3: "W" if longitude < 0 else "E",
                4: _degrees(longitude),
                5: b"\x00",
                6: IFDRational(round(altitude * 10), 10),
            }
        )
    return exif
