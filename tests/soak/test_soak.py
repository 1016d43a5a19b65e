"""An hour with a library, and what is too long for `make test` of folders."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest
from test_folders_storms import unprivileged
from test_soak_short import soak

from photoclip.library.library import Library
from photoclip.records import IndexReport
from tests.folder_play import small_picture

STORM = int(os.environ.get("PHOTOCLIP_SOAK_STORM", "10000"))  # pictures
WAIT = 1800.0


def test_an_hour_of_random_deeds_loses_nothing(tmp_path: Path) -> None:
    minutes = float(os.environ.get("PHOTOCLIP_SOAK_MINUTES", "60"))
    seed = int(os.environ.get("PHOTOCLIP_SOAK_SEED", str(int(time.time()))))
    soak(tmp_path, minutes, seed)


def test_ten_thousand_pictures_copied_into_a_watched_folder(tmp_path: Path) -> None:
    """None is lost, memory stays bounded, and there are few runs."""
    camera, pictures = tmp_path / "camera", tmp_path / "pictures"
    for seed in range(STORM):
        file = camera / f"{seed // 500}" / f"{seed}.jpg"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(small_picture(seed))
    pictures.mkdir()
    (pictures / "first.jpg").write_bytes(small_picture(STORM))
    reports: list[IndexReport] = []
    stop, ready, process = threading.Event(), threading.Event(), psutil.Process()
    with Library.open(tmp_path / "library") as library:
        library.roots.add(pictures)
        watching = threading.Thread(
            target=lambda: library.watch(on_report=reports.append, stop=stop, on_ready=ready.set)
        )
        watching.start()
        try:
            assert ready.wait(WAIT)
            end = time.monotonic() + WAIT
            while not reports:
                assert time.monotonic() < end
                time.sleep(0.1)
            before = highest = process.memory_info().rss
            shutil.copytree(camera, pictures / "camera")
            while library.showing.counts() != (STORM + 1, STORM + 1) or (
                library.vectors() != STORM + 1
            ):
                assert time.monotonic() < end, library.showing.counts()
                highest = max(highest, process.memory_info().rss)
                time.sleep(0.2)
        finally:
            stop.set()
            watching.join(WAIT)
        assert library.indexed() == STORM + 1
        assert library.showing.failures() == ()
    print(f"{len(reports)} runs, {(highest - before) >> 20} MB more at most")
    assert len(reports) <= 300  # rather than one for each file
    assert highest - before < 600 << 20


def test_doctor_names_the_limit_of_watches(tmp_path: Path) -> None:
    if not Path("/proc/sys/user/max_inotify_watches").exists() or shutil.which("unshare") is None:
        pytest.skip("there are no user namespaces here")
    if subprocess.run(unprivileged("true"), capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody make a user namespace")
    for name in "abcd":
        (tmp_path / "pictures" / name).mkdir(parents=True)
    with Library.open(tmp_path / "library") as library:
        library.roots.add(tmp_path / "pictures")
    photoclip = [sys.executable, "-m", "photoclip", "--library", str(tmp_path / "library")]
    command = unprivileged(*photoclip, "doctor", "--no-measure", "--json")
    found = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)
    assert found["library"]["watched"] == {str(tmp_path / "pictures"): "limit"}
    assert any("watches no more folders" in problem for problem in found["problems"])
