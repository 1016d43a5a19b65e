"""A made-up life with a camera: journeys of several days, outings at home, and which is which."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from photoclip.errors import DataError
from photoclip.samples.camera import make_look
from photoclip.samples.captions import scene_truth
from photoclip.samples.library import CAPTIONS
from photoclip.samples.picture import paint
from photoclip.samples.scene import Scene, make_scene
from photoclip.samples.trips import CAMERAS, TRIPS, Camera, Shot, Trip, make_exif

_HOME = next(trip for trip in TRIPS if trip.folder == "2019/Home")
_AWAY = tuple(trip for trip in TRIPS if trip.latitude != _HOME.latitude)
_FIRST = datetime(2016, 1, 1)  # noqa: DTZ001 - a camera's local time
_JOURNEYS = 90.0  # days between two journeys, in the mean
_OUTINGS = 9.0  # days between two outings at home
_CELEBRATION = 0.08  # share of the outings at home with many photos
_MEDIAN_GAP = 75.0  # seconds between two photos of an outing
_SLOW, _SLOW_GAP = 0.2, 600.0  # share of outings such as hikes, and their gap
_PAUSE = 0.04  # share of the gaps that are a rest of up to two and a half hours
_BETWEEN = (0.7, 5.0)  # hours from the end of an outing to the next one of the day
_WITHOUT_GPS = 0.12  # photos of a camera with GPS that did not find where it was
_TRIES = 400


@dataclass(frozen=True, slots=True)
class DiaryPhoto:
    """One photo of the diary; photos of one `outing` belong to one walk, meal or visit.

    `event` is what a person would call by one name: a whole journey, or an outing at home.
    """

    shot: Shot
    setting: str
    light: str
    outing: int
    event: int


def diary(count: int, seed: int) -> tuple[DiaryPhoto, ...]:
    """The first `count` photos of a life from 2016 on, by time; the same for the same seed.

    Times within an outing are lognormal gaps with rests between; a camera without GPS comes along
    half of the time. At home there is an outing every nine days, a journey of 3 to 14 days every
    three months.
    """
    dice = np.random.default_rng([seed, 41])
    pages: list[DiaryPhoto] = []
    day, journey = _FIRST, _FIRST + timedelta(days=float(dice.exponential(_JOURNEYS)))
    event = outing = 0
    while len(pages) < count:
        if day >= journey:
            trip = _AWAY[int(dice.integers(len(_AWAY)))]
            days = int(dice.integers(3, 15))
            cameras = _cameras(dice)
            for number in range(days):
                when = day + timedelta(days=number, hours=float(dice.uniform(7.5, 12)))
                for _ in range(int(dice.integers(0, 4))):
                    pages += _outing(dice, trip, cameras, when, (event, outing))
                    pause = timedelta(hours=float(dice.uniform(*_BETWEEN)))
                    when = pages[-1].shot.taken + pause
                    outing += 1
                    if when >= day + timedelta(days=number, hours=23):
                        break
            day += timedelta(days=days + 1)
            journey = day + timedelta(days=float(dice.exponential(_JOURNEYS)))
        else:
            when = day + timedelta(hours=float(dice.uniform(8, 21)))
            many = dice.random() < _CELEBRATION
            pages += _outing(dice, _HOME, _cameras(dice), when, (event, outing), many=many)
            outing += 1
            day += timedelta(days=1 + round(float(dice.exponential(_OUTINGS))))
        event += 1
    pages.sort(key=lambda page: page.shot.taken)
    return tuple(pages[:count])


def scene_of(page: DiaryPhoto, seed: int) -> Scene:
    """What a photo of the diary shows: something in the setting and the light of its outing."""
    dice = np.random.default_rng([seed, 43, page.shot.number])
    scene = make_scene(dice, "train")
    for _ in range(_TRIES):
        if scene.setting == page.setting and scene.light in (page.light, "night"):
            break
        scene = make_scene(dice, "train")
    return scene


def write_diary(
    folder: Path,
    *,
    count: int,
    seed: int = 0,
    short_side: int = 480,
    on_progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Draw the photos of a diary below `folder`, and return the path of its captions.json.

    Its entries have "outing" and "event" among their attributes. On the card of a camera, the
    folders are the months.

    Raises:
        DataError: the folder holds something else, or cannot be written.
    """
    entries: list[dict[str, Any]] = []
    try:
        if folder.is_dir() and any(folder.iterdir()) and not (folder / CAPTIONS).is_file():
            raise DataError(f"The folder {folder} is not empty; choose a new one for the samples.")
        for page, path, text in _drawn(folder, count, seed, short_side):
            attributes = {"setting": page.setting, "outing": page.outing, "event": page.event}
            entries.append({"file": path, "captions": list(text), "attributes": attributes})
            if on_progress is not None:
                on_progress(len(entries), count)
        path = folder / CAPTIONS
        path.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise DataError(f"The samples cannot be written to {folder}: {error.strerror}.") from error
    return path


def _drawn(
    folder: Path, count: int, seed: int, short_side: int
) -> Iterator[tuple[DiaryPhoto, str, tuple[str, ...]]]:
    for page in diary(count, seed):
        scene, shot = scene_of(page, seed), page.shot
        dice = np.random.default_rng([seed, 47, shot.number])
        name = f"{shot.taken:%Y%m%d_%H%M%S}_{shot.number:05d}.jpg"
        path = folder / f"{shot.taken:%Y}" / f"{shot.taken:%Y-%m}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = paint(scene, short_side, make_look(dice))
        picture.save(path, "JPEG", quality=85, exif=make_exif(shot, 1))
        os.utime(path, (shot.timestamp, shot.timestamp))
        yield page, path.relative_to(folder).as_posix(), scene_truth(scene, dice, 0).captions


def _cameras(dice: np.random.Generator) -> tuple[Camera, ...]:
    """A telephone, and half of the time a camera without GPS as well."""
    phones = [camera for camera in CAMERAS if camera.has_gps]
    others = [camera for camera in CAMERAS if not camera.has_gps]
    phone = phones[int(dice.integers(len(phones)))]
    return (phone, others[int(dice.integers(len(others)))]) if dice.random() < 0.5 else (phone,)


def _outing(
    dice: np.random.Generator,
    trip: Trip,
    cameras: tuple[Camera, ...],
    start: datetime,
    numbers: tuple[int, int],
    *,
    many: bool = False,
) -> list[DiaryPhoto]:
    event, outing = numbers
    photos = int(dice.integers(25, 70)) if many else 1 + int(dice.lognormal(1.6, 0.9))
    setting = trip.settings[int(dice.integers(len(trip.settings)))]
    light = "noon" if 9 <= start.hour < 17 else ("dawn" if start.hour < 9 else "sunset")
    spread = 0.02 if trip is _HOME else 0.12  # degrees round the place
    place = np.array([trip.latitude, trip.longitude]) + dice.normal(0, spread, 2)
    usual = _SLOW_GAP if dice.random() < _SLOW else _MEDIAN_GAP
    gaps = np.minimum(dice.lognormal(np.log(usual), 1.3, photos), 3600.0)
    gaps = np.where(dice.random(photos) < _PAUSE, dice.uniform(1200, 9000, photos), gaps)
    found: list[DiaryPhoto] = []
    taken = start
    for step in range(photos):
        taken += timedelta(seconds=round(float(gaps[step])))
        place = place + dice.normal(0, 0.001, 2)
        camera = cameras[int(dice.integers(len(cameras)))]
        sees = camera.has_gps and dice.random() >= _WITHOUT_GPS
        gps = (round(float(place[0]), 6), round(float(place[1]), 6), 100.0) if sees else None
        number = outing * 100 + step
        shot = Shot(trip, camera, taken, number, gps, 250.0, 4.0, 200, camera.focal[0])
        found.append(DiaryPhoto(shot, setting, light, outing, event))
    return found
