"""Writes a sample library: folders of picture files as cameras leave them, and captions.json."""

import contextlib
import dataclasses
import json
import multiprocessing
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageEnhance

from photoclip.errors import DataError, UsageError
from photoclip.samples.camera import Look
from photoclip.samples.captions import SceneTruth
from photoclip.samples.draw import draw_original
from photoclip.samples.picture import paint
from photoclip.samples.plan import Group, group_scene, plan
from photoclip.samples.trips import Shot, make_exif, make_shot
from photoclip.samples.world import Split

CAPTIONS = "captions.json"

_STORED: dict[int, Image.Transpose] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How upright pixels are turned before they are stored with an EXIF orientation."""

_FORMATS = {3: "PNG", 11: "WEBP", 13: "TIFF", 16: "GIF", 21: "AVIF", 33: "WEBP", 45: "AVIF"}
"""The format of a place in every 48 groups; all others are JPEG."""
_SUFFIXES = {"PNG": ".png", "WEBP": ".webp", "TIFF": ".tif", "GIF": ".gif", "AVIF": ".avif"}

_LARGE_PLACE = 10
"""The place in every 12 groups of a picture as large as good cameras make them."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Task:
    group: Group
    folder: str
    long_side: tuple[int, int]


def write_samples(  # noqa: PLR0913 - all but the folder by name
    folder: Path,
    *,
    count: int,
    seed: int = 0,
    split: Split = "train",
    long_side: tuple[int, int] = (1600, 4000),
    processes: int = 0,
    on_progress: Callable[[int, int], None] | None = None,
) -> Path:
    """Writes `count` picture files below `folder`, and returns the path of its captions.json.

    The same seed, split and count give the same library. `long_side` is the range of the longer
    side in pixels: most pictures are in its lower third, every 12th in its upper part. With more
    than one of `processes` the pictures are drawn in that many new processes, otherwise here.
    `on_progress` gets (files written, count).

    Raises:
        UsageError: `count` is below 1 or `long_side` is no range.
        DataError: the folder holds something else, or cannot be written.
    """
    if count < 1:
        raise UsageError(f"A sample library needs at least 1 picture, not {count}.")
    if not 64 <= long_side[0] <= long_side[1]:
        raise UsageError("The long side needs two numbers of pixels, the smaller one first.")
    _prepare(folder)
    groups = plan(count, seed, split)
    tasks = [_Task(group, str(folder), long_side) for group in groups]
    entries: list[dict[str, Any]] = []
    try:
        for written in _run(tasks, processes):
            entries.extend(written)
            if on_progress is not None:
                on_progress(len(entries), count)
        path = folder / CAPTIONS
        text = json.dumps(entries, ensure_ascii=False, indent=1)
        partial = path.with_suffix(".part")
        partial.write_text(text + "\n", encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        raise DataError(f"The samples cannot be written to {folder}: {error.strerror}.") from error
    return path


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strangers = any(folder.iterdir()) and not (folder / CAPTIONS).is_file()
    except OSError as error:
        raise DataError(f"The folder {folder} cannot be used: {error.strerror}.") from error
    if strangers:
        raise DataError(f"The folder {folder} is not empty; choose a new one for the samples.")


def _run(tasks: list[_Task], processes: int) -> Iterator[list[dict[str, Any]]]:
    if processes <= 1:
        yield from map(_write_group, tasks)
        return
    context = multiprocessing.get_context("spawn")
    with contextlib.closing(context.Pool(processes)) as pool:
        yield from pool.imap(_write_group, tasks, chunksize=4)
    pool.join()


def _write_group(task: _Task) -> list[dict[str, Any]]:
    """Writes the files of one group; returns their entries of captions.json."""
    group = task.group
    rng = group.random(2)
    longest = _longest(rng, group, task.long_side)
    if group.kind in {"screenshot", "document"}:
        return _write_page(task, longest)
    scene, look, truth = group_scene(group)
    short = round(longest / max(scene.width, scene.height))
    shot = make_shot(rng, scene.setting, scene.light, scene.weather, 1000 + group.number * 3)
    picture = paint(scene, short, look)
    format_name = _FORMATS.get(group.number % 48, "JPEG") if group.kind != "burst" else "JPEG"
    first = _free_path(task.folder, shot, format_name, 0)
    orientation = _orientation(group.number) if format_name == "JPEG" else 1
    _save(picture, first, format_name, shot, orientation)
    paths = [first]
    if group.kind == "copy" and group.files > 1:
        paths.append(_copy(first, shot, group))
    elif group.kind == "edit" and group.files > 1:
        paths.append(_edit(picture, first, shot, group))
    elif group.kind == "burst":
        for step in range(1, group.files):
            frame = paint(scene, short, _shaken(look, group, step))
            path = _free_path(task.folder, shot, "JPEG", step)
            _save(frame, path, "JPEG", shot, orientation, step)
            paths.append(path)
    return [_entry(task.folder, path, truth) for path in paths]


def _longest(rng: np.random.Generator, group: Group, limits: tuple[int, int]) -> int:
    """The longer side in pixels; as with cameras, a multiple of 16 where there is one."""
    low, high = limits
    if group.number % 12 == _LARGE_PLACE:
        low += (high - low) * 7 // 12
    else:
        high = low + (high - low) // 3
    longest = int(rng.integers(low, high + 1))
    even = round(longest / 16) * 16
    return even if low <= even <= high else longest


def _write_page(task: _Task, longest: int) -> list[dict[str, Any]]:
    group = task.group
    rng = group.random(3)
    ratio = 2.0 if group.kind == "screenshot" else 1.414
    picture, truth = draw_original(group, max(400, round(longest / ratio)))
    shot = make_shot(rng, "", "", "", 1000 + group.number * 3)
    stamp = shot.taken.strftime("%Y%m%d-%H%M%S")
    if group.kind == "screenshot":
        path = Path(task.folder, "Screenshots", f"Screenshot_{stamp}_{shot.number}.png")
        path.parent.mkdir(parents=True, exist_ok=True)
        picture.save(path, compress_level=6)
        os.utime(path, (shot.timestamp, shot.timestamp))
    else:
        path = Path(task.folder, "Documents", f"Scan {stamp} {shot.number}.jpg")
        _save(picture, path, "JPEG", shot, 1)
    return [_entry(task.folder, path, truth)]


def _orientation(number: int) -> int:
    """Every orientation value comes up among the first 16 groups; most pictures are upright."""
    turned = (number * 5 + 1) % 16
    return turned if 1 <= turned <= 8 else 1


def _free_path(folder: str, shot: Shot, format_name: str, step: int) -> Path:
    stamp = shot.taken.strftime("%Y%m%d_%H%M%S")
    name = Path(shot.camera.name.format(n=shot.number + step, t=stamp))
    if format_name != "JPEG":
        name = name.with_suffix(_SUFFIXES[format_name])
    return Path(folder, shot.trip.folder, name)


def _save(
    picture: Image.Image, path: Path, format_name: str, shot: Shot, orientation: int, later: int = 0
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    stored = picture.transpose(_STORED[orientation]) if orientation != 1 else picture
    exif = make_exif(shot, orientation, later)
    match format_name:
        case "PNG":
            stored.save(path, "PNG", compress_level=1, exif=exif)
        case "WEBP":
            stored.save(path, "WEBP", quality=84, method=1, exif=exif)
        case "TIFF":
            stored.save(path, "TIFF", exif=exif.tobytes())
        case "GIF":
            stored.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
                path, "GIF"
            )
        case "AVIF":
            stored.save(path, "AVIF", quality=70, speed=10, max_threads=1, exif=exif)
        case _:
            stored.save(path, "JPEG", quality=88, exif=exif)
    os.utime(path, (shot.timestamp + later, shot.timestamp + later))


def _copy(first: Path, shot: Shot, group: Group) -> Path:
    """The same bytes under another name."""
    if group.number % 24 == 4:
        path = first.with_name(f"{first.stem} (1){first.suffix}")
    else:
        path = first.parents[1] / "Best of" / f"favourite {shot.number}{first.suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(first.read_bytes())
    os.utime(path, (shot.timestamp, shot.timestamp))
    return path


def _edit(picture: Image.Image, first: Path, shot: Shot, group: Group) -> Path:
    """A cropped, brightened and shrunk version, as an editor saves it."""
    rng = group.random(4)
    w, h = picture.size
    cut = rng.uniform(0.0, 0.05, 4)
    box = (round(w * cut[0]), round(h * cut[1]), round(w * (1 - cut[2])), round(h * (1 - cut[3])))
    edited = ImageEnhance.Brightness(picture.crop(box)).enhance(float(rng.uniform(0.88, 1.15)))
    share = float(rng.uniform(0.6, 0.85))
    edited = edited.resize((round(edited.width * share), round(edited.height * share)))
    path = first.with_name(f"{first.stem}-edited.jpg")
    _save(edited, path, "JPEG", shot, 1)
    return path


def _shaken(look: Look, group: Group, step: int) -> Look:
    """The look of a later frame of a burst: nearly the same."""
    rng = group.random(10 + step)
    return dataclasses.replace(
        look,
        tilt=look.tilt + float(rng.uniform(-0.4, 0.4)),
        zoom=look.zoom + float(rng.uniform(0, 0.02)),
        exposure=look.exposure * float(rng.uniform(0.97, 1.03)),
        seed=int(rng.integers(2**31)),
    )


def _entry(folder: str, path: Path, truth: SceneTruth) -> dict[str, Any]:
    return {
        "file": path.relative_to(folder).as_posix(),
        "captions": list(truth.captions),
        "attributes": {
            "kind": truth.kind,
            "setting": truth.setting,
            "light": truth.light,
            "weather": truth.weather,
            "things": [dataclasses.asdict(thing) for thing in truth.things],
            "group": truth.group,
        },
    }
