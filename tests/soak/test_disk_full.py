"""The long form of `test_disk_full`: FULL_DISK_ROUNDS (300) moments at which the disk is full."""

import os
from pathlib import Path

import pytest
from full_disk import play, refused

ROUNDS = int(os.environ.get("FULL_DISK_ROUNDS", "300"))
DEEDS = {
    "decisions": ("edits settings export labels rate backup tag", ROUNDS),
    "files": ("index index watch model", ROUNDS // 10),
}


@pytest.mark.parametrize("deeds", DEEDS)
@pytest.mark.parametrize("kind", ["disk", "limit"])
def test_a_full_disk_loses_nothing_that_was_confirmed(
    kind: str, deeds: str, tmp_path: Path, sample_library_folder: Path, sample_pictures: Path
) -> None:
    names, rounds = DEEDS[deeds]
    if kind == "limit":
        names = names.replace(" watch", "")  # more room is not seen there
    found = play(
        kind,
        tmp_path / "disk",
        sample_library_folder,
        sample_pictures,
        rounds=rounds,
        seed=len(deeds),
        deeds=names,
    )
    print(kind, deeds, found)
    assert refused(found) > rounds // 8
