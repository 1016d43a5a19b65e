"""Indexing, beside what decoding and embedding alone would allow, and its memory."""

import os
import shutil
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from photoclip import paths
from photoclip.bench.pictures import camera_files, files_of, small_files
from photoclip.bench.rows import OnStage, Row
from photoclip.bench.sizes import Sizes
from photoclip.clip import models
from photoclip.clip.embedder import Embedder, Picture
from photoclip.library.library import Library
from photoclip.library.manners import look_at_machine
from photoclip.library.tower import Tower
from photoclip.photos.decode import decode
from photoclip.photos.decoder import get_ready
from photoclip.records import DecodedPhoto, IndexProgress, IndexReport

_LOOKED_AT = 48  # pictures whose stages are measured alone
_LOOK_SECONDS = 0.5  # between two looks at the memory


@dataclass(frozen=True, slots=True)
class Stages:
    """What one photo takes in each stage alone: seconds of one core, or of a GPU."""

    decode: float
    embed: float
    on_gpu: bool

    @property
    def limit(self) -> float:
        """Photos a second that all cores (and the GPU beside them) could do at best."""
        cores = os.cpu_count() or 1
        if self.on_gpu:
            return min(cores / self.decode, 1 / self.embed)
        return cores / (self.decode + self.embed)


def rows(sizes: Sizes, scratch: Path, on_stage: OnStage) -> list[Row]:
    """Photographs of 12 and of 0.4 megapixels, indexed with the built-in model."""
    on_stage("Photographing 12-megapixel pictures…")
    large = camera_files(scratch, sizes.camera_files)
    on_stage("Photographing 0.4-megapixel pictures…")
    small = small_files(scratch, sizes.small_files)
    return [
        *_indexing(large, "12 MP", scratch, on_stage),
        *_indexing(small, "0.4 MP", scratch, on_stage),
        _memory(sizes, scratch, on_stage),
    ]


def _indexing(pictures: Path, named: str, scratch: Path, on_stage: OnStage) -> list[Row]:
    tower = Tower(models.find(models.BUILT_IN, paths.models_folder()), paths.settings_file())
    on_stage(f"Decoding and embedding {named} pictures one by one (the limit)…")
    stages = _stages(tower, files_of(pictures, _LOOKED_AT))
    on_stage(f"Indexing {named} pictures…")
    report, others = _indexed(pictures, scratch)
    alone = "GPU" if stages.on_gpu else "core"
    limit_is = "of both alone on all cores"
    if stages.on_gpu:
        limit_is = "of the slower: decoding on all cores, the tower on the GPU"
    return [
        Row("", f"decode {named}, one core", 1 / stages.decode, "photos/s"),
        Row("", f"embed {named}, one {alone}", 1 / stages.embed, "photos/s"),
        Row(
            "P10" if stages.on_gpu else "P1",
            f"index {named}",
            report.photos_per_second,
            "photos/s",
            stages.limit,
            note=f"limit: the speed {limit_is}, measured in this run; beside it other programs "
            f"took {others:.0%} of the processors",
            target=0.85,
            size=report.embedded,
        ),
    ]


def _indexed(pictures: Path, scratch: Path) -> tuple[IndexReport, float]:
    """Index a folder into a library of its own, model and libraries being loaded already.

    Returns:
        What came of it, and the share of the processors' time that other programs used.
    """
    folder = scratch / "pipeline"
    try:
        with Library.open(folder) as library:
            get_ready()
            library.tower().embedder()
            before = look_at_machine()
            report = library.index([pictures])
            after = look_at_machine()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    others = (after.everyone - before.everyone) - (after.own - before.own)
    everything = (after.moment - before.moment) * after.processors
    return report, min(max(others / everything, 0.0), 0.99)


def _stages(tower: Tower, files: list[bytes]) -> Stages:
    """Each stage alone, as the pipeline has it done."""
    embedder = tower.embedder()
    assert tower.choice is not None
    before = time.process_time()
    decoded = [decode(path, short_side=tower.decode_side, view=tower.view) for path in files]
    decode_seconds = (time.process_time() - before) / len(files)
    pixels = [
        each.pixels if each.seen is None else each.seen
        for each in decoded
        if isinstance(each, DecodedPhoto)
    ]
    on_gpu = tower.choice.device != "cpu"
    return Stages(decode_seconds, _embed_seconds(embedder, pixels, on_gpu=on_gpu), on_gpu)


def _embed_seconds(embedder: Embedder, pictures: list[Picture], *, on_gpu: bool) -> float:
    """Of one thread's processor time, or by the clock where a GPU works."""
    clock = time.perf_counter if on_gpu else time.process_time
    embedder.use_threads(1)
    try:
        embedder.encode_images(pictures)
        before = clock()
        embedder.encode_images(pictures)
        return (clock() - before) / len(pictures)
    finally:
        embedder.use_threads(os.cpu_count() or 1)


def _memory(sizes: Sizes, scratch: Path, on_stage: OnStage) -> Row:
    """What all processes hold after a warm-up, and after many photos more."""
    count = sizes.warm_up_photos + sizes.memory_photos
    on_stage(f"Photographing {count:,} small pictures…")
    pictures = small_files(scratch, count)
    on_stage(f"Watching the memory while {count:,} pictures are indexed…")
    looks: list[tuple[int, float]] = []
    last = 0.0

    def look(now: IndexProgress) -> None:
        nonlocal last
        if now.phase == "indexing" and time.monotonic() - last >= _LOOK_SECONDS:
            last = time.monotonic()
            looks.append((now.done, _held_mb()))

    folder = scratch / "memory"
    try:
        with Library.open(folder) as library:
            library.tower().embedder()
            library.index([pictures], on_progress=look)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    tenth = max(1, sizes.memory_photos // 10)
    warm = [mb for done, mb in looks if 0 <= done - sizes.warm_up_photos <= tenth]
    late = [mb for done, mb in looks if done >= count - tenth]
    return Row(
        "P9",
        f"memory after {sizes.memory_photos:,} photos more",
        statistics.median(late or [_held_mb()]),
        "MB",
        statistics.median(warm or [mb for _, mb in looks] or [_held_mb()]),
        higher_is_better=False,
        note=f"limit: after {sizes.warm_up_photos:,} photos; all processes together",
        target=1.05,
        size=count,
    )


def _held_mb() -> float:
    """Resident memory of this process and its children, MB."""
    own = psutil.Process()
    held = own.memory_info().rss
    for child in own.children(recursive=True):
        try:
            held += child.memory_info().rss
        except psutil.Error:
            continue  # it has just ended
    return held / 1e6
