"""The clock is set while photoclip watches: what comes meanwhile is seen, nothing is lost."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from handing import PATIENCE, ended, photoclip, wait_for_owner
from test_library_index import paint

from photoclip.library.library import Library

_COMPILER = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
_DAY = 86_400
_SET_TO = (-730, 3_650, -1, 0)  # days from now, one after the other

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or _COMPILER is None, reason="needs Linux and a C compiler"
)


def _answer(library: Path, *words: object) -> dict[str, Any]:
    status, out, err = ended(photoclip(library, *words, "--json"))
    assert status == 0, err
    return json.loads(out)


def _wait_for(library: Path, photos: int) -> None:
    until = time.monotonic() + PATIENCE
    while (found := _answer(library, "status"))["photos"] != photos or found["vectors"] != photos:
        assert time.monotonic() < until, found
        time.sleep(1)


def _save_as_editors_do(file: Path, seed: int) -> None:
    draft = file.with_suffix(".tmp")
    paint(draft.with_suffix(".jpg.jpg"), seed)
    draft.with_suffix(".jpg.jpg").rename(draft)
    draft.replace(file)


def test_photos_are_seen_and_edits_kept_while_the_clock_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shim, clock = tmp_path / "clock.so", tmp_path / "clock"
    source = Path(__file__).with_name("clock_shim.c")
    subprocess.run([str(_COMPILER), "-shared", "-fPIC", "-O1", "-o", shim, source], check=True)
    clock.write_text("0")
    monkeypatch.setenv("LD_PRELOAD", str(shim))
    monkeypatch.setenv("CLOCK_FILE", str(clock))
    pictures, library = tmp_path / "pictures", tmp_path / "library"
    for seed in range(10):
        paint(pictures / f"{seed:02}.jpg", seed)
    watching = photoclip(library, "watch", pictures)
    wait_for_owner(library, watching)
    _wait_for(library, 10)
    for number, days in enumerate(_SET_TO):
        clock.write_text(str(days * _DAY))
        shown = subprocess.run(["date", "+%s"], capture_output=True, text=True, check=True)
        assert abs(int(shown.stdout) - days * _DAY - time.time()) < 60, "the clock is not moved"
        paint(pictures / f"new {number}.jpg", 100 + number)
        (pictures / f"{number:02}.jpg").rename(pictures / f"renamed {number}.jpg")
        _save_as_editors_do(pictures / f"{5 + number:02}.jpg", 200 + number)
        _wait_for(library, 11 + number)
        rated = pictures / f"renamed {number}.jpg"
        _answer(library, "rate", rated, "--stars", 1 + number)
        assert _answer(library, "info", rated)["rating"] == 1 + number
        assert watching.poll() is None
    os.killpg(watching.pid, signal.SIGINT)
    status, _, err = ended(watching)
    assert status == 0, err
    monkeypatch.delenv("LD_PRELOAD")
    assert _answer(library, "doctor", "--verify")["problems"] == []
    with Library.open(library) as found:
        assert found.showing.counts() == (14, 14)
        again = found.index()
        assert (again.embedded, len(again.failed)) == (0, 0)
