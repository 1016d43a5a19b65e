"""A full disk: one sentence, nothing that was confirmed is lost, and it goes on with room."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from full_disk import play, refused

DEEDS = "edits settings export labels rate backup"


@pytest.mark.parametrize("kind", ["disk", "limit"])
def test_a_full_disk_loses_nothing_that_was_confirmed(
    kind: str, tmp_path: Path, sample_library_folder: Path, sample_pictures: Path
) -> None:
    found = play(
        kind,
        tmp_path / "disk",
        sample_library_folder,
        sample_pictures,
        rounds=len(DEEDS.split()),
        seed=7,
        deeds=DEEDS,
    )
    assert refused(found) >= 2
    assert any("full" in said or "has room" in said for said in found["sentences"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_log_that_cannot_be_written_is_no_news(own_library_folder: Path) -> None:
    (own_library_folder / "catalog.columns").write_bytes(b"damaged")  # which the log is told
    done = subprocess.run(
        [sys.executable, "-m", "photoclip", "--library", own_library_folder, "status"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PHOTOCLIP_LOG": "/dev/full"},
    )
    assert (done.returncode, done.stderr) == (0, "")
