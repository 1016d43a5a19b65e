"""Many damages of one library, at places drawn by chance."""

import shutil
from pathlib import Path

from damage_world import live_in, suffer_often

from photoclip.library import backups

TIMES = 400


def test_damage_upon_damage(sample_library_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "library"
    shutil.copytree(sample_library_folder, folder)
    live_in(folder)
    backups.make(folder)
    came = suffer_often(folder, tmp_path / "damaged", TIMES, seed=7)
    print(dict(came))
    assert came["restored"] + came["rescued"] > TIMES // 20
    assert came["another value"] < TIMES // 20
