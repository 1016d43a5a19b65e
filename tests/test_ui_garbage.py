"""What belongs to the window ends on its thread, also where nothing refers to it any more."""

import gc
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from photoclip.ui.garbage import WindowGarbage
from photoclip.ui.jobs import Jobs, Lane


class Ending(QObject):
    """Says on which threads its kind ended."""

    ended: list[int]

    def __init__(self, ended: list[int], *, cycle: bool) -> None:
        super().__init__()
        self.ended = ended
        self.own = self if cycle else None

    def take(self, _result: object) -> None:
        """Wait for work."""

    def __del__(self) -> None:
        self.ended.append(threading.get_ident())


@pytest.fixture
def kept(qtbot: QtBot) -> Iterator[WindowGarbage]:
    _ = qtbot
    gc.collect()
    kept = WindowGarbage()
    yield kept
    kept.close()
    assert gc.isenabled()


def on_a_thread(work: object) -> threading.Thread:
    assert callable(work)
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_garbage_is_found_on_the_thread_of_the_window(qtbot: QtBot, kept: WindowGarbage) -> None:
    _ = kept
    ended: list[int] = []
    made: list[list[int]] = []  # so much that Python would look for garbage
    for _number in range(20):
        Ending(ended, cycle=True)
    on_a_thread(lambda: made.extend([] for _ in range(100_000))).join()
    assert ended == []
    qtbot.waitUntil(lambda: len(ended) == 20, timeout=60_000)
    assert set(ended) == {threading.get_ident()}


def test_who_waited_for_work_ends_on_the_thread_of_the_window(qtbot: QtBot) -> None:
    ended: list[int] = []
    jobs = Jobs()
    for number in range(300):
        jobs.run(Lane.THUMBNAIL, lambda: None, Ending(ended, cycle=False).take)
        if number % 3 == 0:
            jobs.run(Lane.PICTURE, lambda: None, Ending(ended, cycle=False).take)  # newest wins
    qtbot.waitUntil(lambda: len(ended) == 400, timeout=60_000)
    assert set(ended) == {threading.get_ident()}
    assert jobs.close()


def test_closing_waits_for_what_runs_and_not_for_what_was_cancelled(qtbot: QtBot) -> None:
    jobs = Jobs()
    begun, goes_on = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        assert goes_on.wait(60)

    jobs.run(Lane.READ, work, lambda _result: None)
    for _number in range(3):
        jobs.run(Lane.READ, lambda: None, lambda _result: None)
    qtbot.waitUntil(begun.is_set, timeout=60_000)
    assert not jobs.close(0.05)
    goes_on.set()
    assert jobs.close(60)


@pytest.mark.parametrize("before", ["", "import torch"])  # as the settings' page of models does
def test_what_comes_with_torch_is_not_looked_through_on_the_windows_thread(
    tmp_path: Path, before: str
) -> None:
    """Half a million objects, for which a look stopped the window for 0.2 s."""
    program = f"""
import gc
{before}
from pathlib import Path
from photoclip.library.library import Library

gc.disable()  # as the window does
with Library.open(Path({str(tmp_path / "library")!r})) as library:
    library.warm_up()
    assert gc.get_freeze_count() > 100_000, gc.get_freeze_count()
    assert len(gc.get_objects()) < 50_000, len(gc.get_objects())
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.returncode == 0, ran.stderr
