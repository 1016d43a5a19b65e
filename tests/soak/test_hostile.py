"""Damaged files for minutes: PHOTOCLIP_FUZZ says how many, PHOTOCLIP_FUZZ_SEED from which on."""

import os
from pathlib import Path

import numpy as np
from hostile_files import KINDS
from hostile_runs import through_processes
from PIL import Image

from photoclip.photos.decoder import DecoderPool
from photoclip.photos.formats import PICTURE_EXTENSIONS
from photoclip.records import DecodedPhoto

MANY = int(os.environ.get("PHOTOCLIP_FUZZ", "20000"))
FIRST = int(os.environ.get("PHOTOCLIP_FUZZ_SEED", "1"))
_MOST_SEED_BYTES = 400_000


def _tell(outcome: dict[str, int]) -> None:
    for reason, count in sorted(outcome.items(), key=lambda each: -each[1]):
        print(f"{count:7,} {reason}")


def test_damaged_files_of_every_kind(tmp_path: Path) -> None:
    outcome = through_processes(tmp_path, range(FIRST, FIRST + MANY))
    _tell(outcome)
    assert outcome.total() == MANY
    assert outcome["photo"] > len(KINDS)


def test_damaged_files_of_cameras_and_programs(shared_data: Path, tmp_path: Path) -> None:
    """Real files are damaged here: formats that nothing in Python writes."""
    real = {
        path.name: path.read_bytes()
        for part in ("hostile", "exif", "orientation")
        for path in sorted((shared_data / "data" / part).rglob("*"))
        if path.suffix.lower() in PICTURE_EXTENSIONS
        and path.is_file()
        and path.stat().st_size < _MOST_SEED_BYTES
    }
    outcome = through_processes(tmp_path, range(FIRST, FIRST + MANY // 4), seeded=real)
    _tell(outcome)
    assert outcome.total() == MANY // 4


def test_large_pictures_that_pack_well_stay_within_the_limits(tmp_path: Path) -> None:
    """Just below the limit of pixels: each is decoded, or refused for its memory or time."""
    for name, mode, side in (
        ("grey", "L", 15_500),
        ("colour", "RGB", 12_000),
        ("clear", "RGBA", 9000),
    ):
        Image.new(mode, (side, side)).save(tmp_path / f"{name}.png", compress_level=1)
    Image.fromarray(np.zeros((12_000, 12_000, 3), np.uint8)).save(tmp_path / "plain.jpg")
    with DecoderPool(1, short_side=256) as pool:
        for path in sorted(tmp_path.iterdir()):
            result = pool.submit(os.fsencode(path)).result(timeout=120)
            print(path.name, getattr(result, "reason", "photo"))
            assert isinstance(result, DecodedPhoto) or "memory" in result.reason
