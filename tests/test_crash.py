"""A killed index run loses nothing: the next one ends where an undisturbed one would."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from test_library_index import paint

from photoclip.library.library import Library
from photoclip.library.lock import OwnerLock

KILLS = 20
NEW_A_RUN = 12

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")


def add_pictures(folder: Path, number: int) -> None:
    """Some new pictures, a copy of an old one, and a file that cannot be read."""
    for seed in range(number * NEW_A_RUN, (number + 1) * NEW_A_RUN):
        paint(folder / f"{seed % 7}" / f"{seed:04}.jpg", seed, keyword=f"word{seed % 5}")
    first = folder / "0" / "0000.jpg"
    (folder / f"copy {number}.jpg").write_bytes(first.read_bytes())
    (folder / f"broken {number}.jpg").write_bytes(b"\xff\xd8\xff nothing more")


def start_index(library: Path, pictures: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "photoclip", "--library", library, "index", pictures, "--json"],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def contents(folder: Path) -> dict[str, object]:
    """All that a library knows, in a form that two libraries can be compared by."""
    with Library.open(folder) as library:
        assert library.vectors() == library.indexed() == library.showing.counts()[0]
        photos = {}
        for photo_id in library.showing.browse().tolist():
            photo = library.showing.photo(photo_id)
            vector = library.vector(photo_id)
            assert vector is not None
            photos[photo.content_hash] = (
                sorted(photo.paths),
                sorted((tag.name, tag.source) for tag in photo.tags),
                [round(float(x), 1) for x in vector[:8]],
            )
        failures = [(each.text, each.reason) for each in library.showing.failures()]
        return {"photos": photos, "failures": failures, "counts": library.showing.counts()}


def kill(process: subprocess.Popen[bytes], *, group: bool) -> bool:
    """Kill a run, alone or with all its processes; whether it was still running."""
    if process.poll() is not None:
        return False
    children = psutil.Process(process.pid).children(recursive=True)
    if group:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait(timeout=20)
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive, "decoder processes outlive a killed parent"
    return True


@pytest.mark.slow
def test_killed_twenty_times_the_library_is_the_same(tmp_path: Path) -> None:
    """At each start there is something new to index, and each run is killed somewhere in it."""
    pictures, killed, whole = tmp_path / "pictures", tmp_path / "killed", tmp_path / "whole"
    rng = random.Random(4)
    longest, kills = 6.0, 0
    for number in range(4 * KILLS):
        add_pictures(pictures, number)
        process = start_index(killed, pictures)
        time.sleep(longest * rng.uniform(0.3, 1.0))
        was_running = kill(process, group=bool(number % 2))
        kills += was_running
        longest *= 1.07 if was_running else 0.85  # the kills spread over the whole of a run
        if (killed / "owner.lock").exists():
            OwnerLock(killed).release()  # raises where the dead process still holds it
        if kills == KILLS:
            break
    assert kills == KILLS
    assert start_index(killed, pictures).wait(timeout=240) == 0
    assert start_index(whole, pictures).wait(timeout=240) == 0
    assert contents(killed) == contents(whole)
