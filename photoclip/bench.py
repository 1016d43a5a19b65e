"""The speed of every stage, each with a limit measured in the same run beside it."""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from photoclip import paths
from photoclip.clip import models
from photoclip.index.vectors import VectorIndex
from photoclip.library.library import Library
from photoclip.library.tower import Tower
from photoclip.photos.decode import decode
from photoclip.query import parse
from photoclip.records import DecodedPhoto
from photoclip.samples.library import write_samples


@dataclass(frozen=True, slots=True)
class Row:
    """One measured stage; `higher_is_better` says which way `ratio` (achieved to limit) points."""

    what: str
    achieved: float
    unit: str
    limit: float | None = None
    higher_is_better: bool = True

    @property
    def ratio(self) -> float | None:
        """Achieved over limit."""
        return self.achieved / self.limit if self.limit else None


def document(row: Row) -> dict[str, Any]:
    """A row for JSON."""
    return {**asdict(row), "ratio": row.ratio}


def run(*, photos: int, vectors: int, on_stage: Callable[[str], None]) -> list[Row]:
    """Measure everything; draws `photos` pictures and makes up `vectors` vectors."""
    with tempfile.TemporaryDirectory(prefix="photoclip-bench-") as scratch:
        folder = Path(scratch)
        on_stage("Drawing pictures…")
        write_samples(folder / "pictures", count=photos, seed=1, processes=os.cpu_count() or 1)
        on_stage("Decoding and embedding one by one (the limit)…")
        decode_seconds, embed_seconds = _stage_seconds(folder / "pictures")
        on_stage("Indexing…")
        return [*_library(folder, decode_seconds, embed_seconds), *_search(vectors)]


def _stage_seconds(folder: Path) -> tuple[float, float]:
    """Core seconds a photo to decode, and wall seconds a photo to embed, each alone."""
    tower = Tower(models.find(models.BUILT_IN, paths.models_folder()), paths.settings_file())
    embedder = tower.embedder()
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in {".jpg", ".png"}][:48]
    side = tower.decode_side
    before = time.process_time()
    decoded = [decode(os.fsencode(path), short_side=side) for path in files]
    decode_seconds = (time.process_time() - before) / max(len(files), 1)
    pixels = [each.pixels for each in decoded if isinstance(each, DecodedPhoto)]
    embedder.encode_images(pixels)
    before = time.process_time()
    embedder.encode_images(pixels)
    return decode_seconds, (time.process_time() - before) / max(len(pixels), 1)


def _library(folder: Path, decode_seconds: float, embed_seconds: float) -> list[Row]:
    cores = os.cpu_count() or 1
    with Library.open(folder / "library") as library:
        library.tower().embedder()
        first = library.index([folder / "pictures"])
        again = library.index()
        started = time.monotonic()
        library.search(parse("a red sailboat"))
        cold = time.monotonic() - started
        warm = [library.search(parse(f"a red car {n}")).seconds for n in range(20)]
    limit = cores / (decode_seconds + embed_seconds)
    return [
        Row("decode, one core", 1 / decode_seconds, "photos/s"),
        Row("embed, core time", 1 / embed_seconds, "photos/s"),
        Row("index", first.photos_per_second, "photos/s", limit),
        Row("rescan, nothing changed", again.unchanged / again.seconds, "files/s", 50_000),
        Row("first question", cold * 1000, "ms", higher_is_better=False),
        Row(
            "typed words to photos",
            float(np.percentile(warm, 95)) * 1000,
            "ms",
            120,
            higher_is_better=False,
        ),
    ]


def _search(count: int) -> list[Row]:
    """One question over made-up clustered vectors, beside the time to read them once."""
    rng = np.random.default_rng(0)
    dimension = 512
    centres = rng.standard_normal((256, dimension), dtype=np.float32)
    index = VectorIndex.create(dimension)
    for start in range(0, count, 20_000):
        size = min(20_000, count - start)
        rows = centres[rng.integers(0, 256, size)]
        rows = rows + 0.7 * rng.standard_normal((size, dimension), dtype=np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        index.add(np.arange(start, start + size, dtype=np.int64), rows)
    query = centres[0] / np.linalg.norm(centres[0])
    tenth = np.sort(rng.choice(count, count // 10, replace=False)).astype(np.int64)
    data = np.zeros(count * dimension, np.uint16)
    reading = _best(data.max)
    everything = _best(lambda: index.search(query, 100, None))
    narrowed = _best(lambda: index.search(query, 100, tenth))
    return [
        Row(
            f"search {count:,} vectors",
            everything * 1000,
            "ms",
            reading * 1000,
            higher_is_better=False,
        ),
        Row(
            "the same among a random tenth",
            narrowed * 1000,
            "ms",
            everything * 1000,
            higher_is_better=False,
        ),
    ]


def _best(work: Callable[[], object], times: int = 7) -> float:
    taken: list[float] = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)
