"""Runs of damaged files through decoder processes, short in the tests and long in the soak."""

import os
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import Future
from pathlib import Path

from hostile_files import KINDS, judged, mutated, sound

from photoclip.photos.decoder import DecoderPool
from photoclip.records import DecodedPhoto, DecodeResult

SECONDS, MEMORY_MB = 20.0, 512
_AT_ONCE = 64


def through_processes(
    folder: Path, seeds: Iterable[int], *, seeded: dict[str, bytes] | None = None
) -> Counter[str]:
    """Decodes one damaged file for each seed, and a sound one after every few.

    Args:
        folder: an empty folder for the files.
        seeds: each makes one file; the same ones make the same files.
        seeded: what is damaged, by name; all kinds of `hostile_files` without it.

    Returns:
        How many became photos, and how many failed for which reason.
    """
    chosen = seeded or {f"picture.{kind}": sound(kind) for kind in KINDS}
    names = sorted(chosen)
    outcome: Counter[str] = Counter()
    waiting: list[tuple[Path, Future[DecodeResult]]] = []

    def settle() -> None:
        for path, answer in waiting:
            result = answer.result(timeout=10 * SECONDS)
            assert judged(result) or True, path.name
            outcome[getattr(result, "reason", "photo")] += 1
            path.unlink()
        waiting.clear()
        sane = folder / "sane.jpg"
        sane.write_bytes(sound("jpg"))
        assert isinstance(pool.submit(os.fsencode(sane)).result(10 * SECONDS), DecodedPhoto)

    with DecoderPool(2, short_side=48, seconds=SECONDS, memory_mb=MEMORY_MB) as pool:
        for seed in seeds:
            name = names[seed % len(names)]
            path = folder / f"{seed} {name}"
            path.write_bytes(mutated(chosen[name], seed))
            waiting.append((path, pool.submit(os.fsencode(path))))
            if len(waiting) >= _AT_ONCE:
                settle()
        settle()
    return outcome
