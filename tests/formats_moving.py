"""The section of docs/formats.md on pairs, Live and motion photos and videos."""

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
from formats_files import saved, scene
from formats_rows import Section
from hostile_files import small_dng
from moving_pictures import bare_movie, live_still, motion_photo, saying, video

from photoclip.catalog.store import Catalog
from photoclip.library.library import Library
from photoclip.photos.video import is_readable
from photoclip.query import parse
from photoclip.records import Photo
from photoclip.records_files import LIVE_VIDEO, VIDEO

COLOURS = [(200, 20, 20), (20, 160, 40), (20, 40, 200)]
CODECS = {"avi": "MJPG", "mkv": "mp4v", "mov": "mp4v", "mp4": "mp4v", "webm": "VP80"}
LEAD = """
A camera raw file beside a JPEG or HEIF of the same name is one photo with two files (`photoclip
pairs apart` shows them apart); tags, stars and albums hold for both, also when one of them goes.
The video of a Live Photo belongs to its picture by its name (up to 10 s) or by Apple's content
identifier. Videos need `pip install 'photoclip[video]'` (OpenCV, whose wheels hold FFmpeg under the
LGPL); without it they are counted and named, and Live Photos are whole all the same. Embedded: how
many pictures stand for it in a search. Files are made by `tests/moving_pictures.py`.
"""


def section(folder: Path, _data: Path | None) -> Section | None:
    """Index one folder for each case, and say what each became."""
    if not is_readable():
        return None
    pictures = folder / "pictures"
    rows: list[list[str]] = []
    photos: list[int] = []
    for number, (_, make) in enumerate(CASES.items()):
        (pictures / str(number)).mkdir(parents=True)
        make(pictures / str(number))
    with Library.open(folder / "library") as library:
        library.index([pictures])
        for number, what in enumerate(CASES):
            place = pictures / str(number)
            answer = library.search(parse(f'folder:"{place}"'))
            (photo,) = library.showing.photos([hit.photo_id for hit in answer.hits])
            rows.append([what, *_told(library, photo, place)])
            photos.append(photo.id)
    with Catalog.open(folder / "library" / "catalog.sqlite", readonly=True) as catalog:
        (model,) = catalog.models()
        for row, photo_id in zip(rows, photos, strict=True):
            row[4] = str(len(catalog.vectors_of_photos(model.id, [photo_id])))
    return Section(
        "Pairs, Live Photos, motion photos, videos",
        LEAD,
        ("In the folder", "Files", "Shown as", "Found by", "Embedded", "Length", "Date, place"),
        rows,
    )


def _told(library: Library, photo: Photo, place: Path) -> list[str]:
    questions = ("type:raw", "type:video", "is:pair", "is:live", "is:motion", "is:video")
    found = [
        each
        for each in questions
        if photo.id in [hit.photo_id for hit in library.search(parse(each)).hits]
    ]
    files = sorted(each.name for each in place.iterdir())
    seconds = photo.facts.moving.seconds if photo.facts.moving else 0.0
    said = [
        "date" if photo.facts.taken_source not in {"", "file", "name"} else "",
        "place" if photo.facts.latitude is not None else "",
        "camera" if photo.facts.camera else "",
    ]
    shown = "video" if photo.facts.format == VIDEO else photo.facts.format
    kinds = ["its video" if each.kind == LIVE_VIDEO else each.format for each in photo.companions]
    return [
        ", ".join(f"`{each}`" for each in files),
        " + ".join([f"one photo: {shown}", *kinds]),
        ", ".join(f"`{each}`" for each in found),
        "",  # filled in at the end
        f"{seconds:.0f} s" if seconds else "none",
        ", ".join(filter(None, said)) or "none",
    ]


def _pair(folder: Path) -> None:
    (folder / "DSC_1.JPG").write_bytes(saved(scene(), "JPEG"))
    (folder / "DSC_1.DNG").write_bytes(small_dng(64, 48))


def _live(folder: Path) -> None:
    (folder / "IMG_1.JPG").write_bytes(saved(scene().rotate(3), "JPEG"))
    (folder / "IMG_1.MOV").write_bytes(bare_movie(2.0))


def _live_by_identifier(folder: Path) -> None:
    (folder / "IMG_E1.JPG").write_bytes(live_still("A-1"))
    saying(video(folder / "IMG_1.MOV", COLOURS), 3.0, "A-1")


def _motion(folder: Path) -> None:
    (folder / "PXL_1.MP.jpg").write_bytes(motion_photo(bare_movie(1.5)))


def _apple_video(folder: Path) -> None:
    saying(
        video(folder / "IMG_2.MOV", COLOURS),
        3.0,
        creationdate="2024-06-01T10:20:30+0200",
        make="Apple",
        model="iPhone 15",
        **{"location.ISO6709": "+60.3913+005.3221+012.500/"},
    )


def _video(ending: str) -> Callable[[Path], object]:
    def make(folder: Path) -> None:
        import cv2

        path = folder / f"clip.{ending}"
        code = cv2.VideoWriter_fourcc(*CODECS[ending])
        writer = cv2.VideoWriter(os.fspath(path), cv2.CAP_FFMPEG, code, 10, (160, 120))
        if not writer.isOpened():
            raise OSError(f"OpenCV does not write {ending} here")
        for number in range(30):
            frame = np.full((120, 160, 3), COLOURS[number // 10][::-1], np.uint8)
            frame[30:60, 10 + number : 60 + number] = 8 * number
            writer.write(frame)
        writer.release()

    return make


CASES: dict[str, Callable[[Path], object]] = {
    "RAW + JPEG": _pair,
    "Live Photo, by its name": _live,
    "Live Photo, by Apple's identifier": _live_by_identifier,
    "Motion photo (MP4 behind a JPEG)": _motion,
    "Video of an iPhone": _apple_video,
    **{f"Video in {ending.upper()}": _video(ending) for ending in CODECS},
}
