"""Finding out what changed in folders: nothing, everything moved, everything new."""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from photoclip import paths
from photoclip.bench.children import answer_of
from photoclip.bench.clusters import clustered
from photoclip.bench.rows import OnStage, Row
from photoclip.bench.sizes import Sizes
from photoclip.catalog.entries import Indexed
from photoclip.catalog.store import Catalog
from photoclip.clip import models
from photoclip.folders.scanner import CandidateRule, scan
from photoclip.library.library import Library
from photoclip.photos.formats import PICTURE_EXTENSIONS, sniff
from photoclip.records import DecodedPhoto, FileChange, PhotoFacts

_A_FOLDER = 200  # files in each
_BATCH = 500


def rows(sizes: Sizes, scratch: Path, on_stage: OnStage) -> list[Row]:
    """A folder is looked at again, after a move, and for the first time."""
    on_stage(f"Writing {sizes.files:,} files…")
    pictures = _pictures(scratch, sizes.files)
    return [
        *_again(sizes, scratch, pictures, on_stage),
        _first_sight(scratch, pictures, on_stage),
    ]


def _again(sizes: Sizes, scratch: Path, pictures: Path, on_stage: OnStage) -> list[Row]:
    folder = scratch / f"scanning-{sizes.files}"
    _record(folder, pictures)
    on_stage("Scanning again…")
    with Library.open(folder) as library:
        runs = [library.index() for _ in range(3)]
        best = min(runs, key=lambda run: run.seconds)
        on_stage(f"Moving {sizes.moved_files:,} files…")
        moved = _move(pictures, sizes.moved_files)
        after = library.index()
        _move_back(pictures)
    return [
        Row(
            "P3",
            "rescan, nothing changed",
            best.unchanged / best.seconds,
            "files/s",
            50_000,
            note="a whole index run, best of 3, warm file cache; no photo is read",
            size=best.unchanged,
        ),
        Row(
            "P4",
            f"photos embedded again after {moved:,} files moved",
            after.embedded + after.reused + (moved - after.moved),
            "photos",
            0,
            higher_is_better=False,
            note="read again, or not recognised as moved",
            size=best.unchanged,
        ),
        Row("", f"index run that finds {moved:,} moved files", after.seconds, "s", None, False),
    ]


def _first_sight(scratch: Path, pictures: Path, on_stage: OnStage) -> Row:
    on_stage("Seeing files for the first time…")
    words = [sys.executable, "-m", "photoclip.bench.first_sight", str(pictures)]
    said = answer_of([*words, str(scratch / "first-sight")], os.environ).said
    return Row(
        "",
        "first photos of a new folder",
        float(said["seconds"]),
        "s",
        2.0,
        higher_is_better=False,
        note="from adding it until rows and thumbnails can be shown; the model is not loaded yet",
        size=len(list(_files(pictures))),
    )


def _pictures(scratch: Path, count: int) -> Path:
    """Small pictures in folders by year, each with other bytes."""
    folder = scratch / f"files-{count}"
    if folder.exists():
        return folder
    data = io.BytesIO()
    noise = np.random.default_rng(0).integers(0, 256, (12, 16, 3), dtype=np.uint8)
    Image.fromarray(noise).resize((160, 120)).save(data, "JPEG", quality=60)
    for start in range(0, count, _A_FOLDER):
        trip = folder / f"{2000 + start // 5_000}" / f"trip {start // _A_FOLDER:05}"
        trip.mkdir(parents=True)
        for number in range(start, min(start + _A_FOLDER, count)):
            (trip / f"IMG_{number:07}.jpg").write_bytes(data.getvalue() + b"%d" % number)
    return folder


def _files(folder: Path) -> Iterator[Path]:
    return folder.glob("*/*/*.jpg")


def _move(pictures: Path, count: int) -> int:
    """Give the first folders of pictures other names; how many files lie in them."""
    moved = 0
    for trip in sorted(pictures.glob("*/*")):
        if moved >= count:
            break
        moved += len(list(trip.iterdir()))
        trip.rename(trip.with_name(f"moved {trip.name}"))
    return moved


def _move_back(pictures: Path) -> None:
    for trip in pictures.glob("*/moved *"):
        trip.rename(trip.with_name(trip.name.removeprefix("moved ")))


def _record(folder: Path, pictures: Path) -> None:
    """A library that knows all the pictures, written as an index run would, without reading."""
    model = models.find(models.BUILT_IN, paths.models_folder())
    with Catalog.open(folder / "catalog.sqlite") as catalog:
        model_id = catalog.ensure_model(model.digest, model.name, model.dimension)
        with catalog.transaction() as transaction:
            transaction.set_meta("model", model.digest)
            root = transaction.add_root(pictures.absolute())
        found = scan(root, {}, rule=CandidateRule(PICTURE_EXTENSIONS, sniff)).changes
        vectors = np.concatenate(
            [block for _, block in clustered(len(found), model.dimension)]
        ).astype(np.float32)
        for start in range(0, len(found), _BATCH):
            some = found[start : start + _BATCH]
            batch = [
                Indexed(change, _made_up(start + at, change), vectors[start + at])
                for at, change in enumerate(some)
            ]
            with catalog.transaction() as transaction:
                transaction.record_all(batch, model_id)


def _made_up(number: int, change: FileChange) -> DecodedPhoto:
    return DecodedPhoto(
        content_hash=number.to_bytes(32, "big"),
        size=change.state.size,
        pixel_hash=number.to_bytes(16, "big"),
        perceptual_hash=number,
        pixels=np.zeros((1, 1, 3), np.uint8),
        thumbnail=b"",
        facts=PhotoFacts(160, 120, "JPEG"),
    )
