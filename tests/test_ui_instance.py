"""One window for each library: real processes, one after the other and at once."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_PROGRAM = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs the tests may ignore it
from pathlib import Path
from PySide6.QtCore import QTimer
from photoclip import app
from photoclip.ui.main_window import MainWindow

def say(text):
    print(text, flush=True)

class Watched(MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        say("shown")
    def raise_(self):
        super().raise_()
        say("raised")

import photoclip.ui.main_window
photoclip.ui.main_window.MainWindow = Watched
sys.exit(app.run(Path(sys.argv[1])))
"""


@pytest.fixture
def starts() -> Iterator[list[subprocess.Popen[str]]]:
    running: list[subprocess.Popen[str]] = []
    yield running
    for each in running:
        each.kill()
        each.communicate()


def _start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_start_brings_the_first_window_forward(
    tmp_path: Path, starts: list[subprocess.Popen[str]]
) -> None:
    first = _start(tmp_path / "library")
    starts.append(first)
    assert _line(first) == "shown"
    second = _start(tmp_path / "other" / ".." / "library")
    starts.append(second)
    assert second.wait(120) == 0
    assert second.stdout is not None
    assert second.stdout.read() == "", "the second start showed a window of its own"
    assert _line(first) == "raised"
    assert first.poll() is None


def test_another_library_has_a_window_of_its_own_which_a_polite_kill_closes(
    tmp_path: Path, starts: list[subprocess.Popen[str]]
) -> None:
    for name in ("one", "two"):
        process = _start(tmp_path / name)
        starts.append(process)
        assert _line(process) == "shown"
    assert starts[0].poll() is None
    if sys.platform != "win32":
        for process, number in zip(starts, (signal.SIGTERM, signal.SIGINT), strict=True):
            process.send_signal(number)
        for process in starts:
            _, said = process.communicate(timeout=120)
            assert process.returncode == 0, "it ends as by its menu"
            assert "Traceback" not in said


def test_what_a_killed_window_left_behind_stops_nobody(
    tmp_path: Path, starts: list[subprocess.Popen[str]]
) -> None:
    killed = _start(tmp_path / "library")
    assert _line(killed) == "shown"
    killed.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    killed.communicate()
    again = _start(tmp_path / "library")
    starts.append(again)
    assert _line(again) == "shown"
    third = _start(tmp_path / "library")
    starts.append(third)
    assert third.wait(120) == 0
    assert _line(again) == "raised"
