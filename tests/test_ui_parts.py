"""Parts of the window on their own: jobs, the list of photos, colours, words, displays."""

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from photoclip import app, paths
from photoclip.errors import PhotoclipError
from photoclip.library.library import Library
from photoclip.records import IndexProgress, PhotoFacts
from photoclip.ui import images, theme, wording
from photoclip.ui.jobs import Jobs, Lane, went_wrong
from photoclip.ui.photo_list_model import PhotoListModel


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    assert made.close(seconds=30)


def test_work_runs_elsewhere_and_its_result_comes_here(qtbot: QtBot, jobs: Jobs) -> None:
    seen: list[int] = []
    jobs.run(
        Lane.READ, threading.get_ident, lambda there: seen.extend((there, threading.get_ident()))
    )
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0] != seen[1] == threading.get_ident()


def test_only_the_newest_question_is_answered(qtbot: QtBot, jobs: Jobs) -> None:
    go_on = threading.Event()
    answers: list[int] = []

    def slow() -> int:
        go_on.wait(30)
        return 0

    jobs.run(Lane.SEARCH, slow, answers.append)
    for number in (1, 2, 3):
        jobs.run(Lane.SEARCH, lambda number=number: number, answers.append)
    go_on.set()
    qtbot.waitUntil(lambda: bool(answers))
    jobs.run(Lane.READ, lambda: 99, answers.append)
    qtbot.waitUntil(lambda: 99 in answers)
    assert answers == [3, 99]


def test_a_widget_that_is_gone_hears_of_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    go_on = threading.Event()
    closed, open_ = QLabel("closed"), QLabel("open")
    qtbot.addWidget(open_)

    def slow() -> str:
        go_on.wait(30)
        return "done"

    jobs.run(Lane.READ, slow, closed.setText)
    jobs.run(Lane.READ, slow, partial(closed.setText))
    jobs.run(Lane.READ, slow, lambda text: closed.setText(f"{text}!"))
    jobs.run(Lane.READ, slow, open_.setText)
    delete(closed)
    go_on.set()
    qtbot.waitUntil(lambda: open_.text() == "done")


def test_a_known_error_is_one_sentence(qtbot: QtBot, jobs: Jobs) -> None:
    said: list[str] = []

    def work() -> None:
        raise PhotoclipError("The disk is full; make room.")

    jobs.run(Lane.READ, work, lambda _none: None, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["The disk is full; make room."]


def test_a_bug_is_a_general_sentence_and_reaches_the_hook(qtbot: QtBot, jobs: Jobs) -> None:
    said: list[str] = []
    with qtbot.capture_exceptions() as bugs:
        jobs.run(Lane.READ, lambda: 1 // 0, lambda _number: None, said.append)
        qtbot.waitUntil(lambda: bool(said))
    assert said == [went_wrong()]
    assert [kind for kind, _, _ in bugs] == [ZeroDivisionError]


def test_the_list_asks_only_for_what_is_looked_at(
    qtbot: QtBot, jobs: Jobs, qtmodeltester: ModelTester, sample_library_folder: Path
) -> None:
    with Library.open(sample_library_folder, write=False) as library:
        photos = PhotoListModel(library, jobs)
        ids = library.showing.browse()
        photos.show_ids(ids[:20])
        qtmodeltester.check(photos)
        photos.show_ids(ids)
        assert photos.rowCount() == len(ids)
        assert photos.row_of(int(ids[41])) == 41
        index = photos.index(41)
        assert index.data() is None
        qtbot.waitUntil(lambda: index.data() is not None)
        photos.set_thumbnail_side(90)
        qtbot.waitUntil(lambda: isinstance(index.data(Qt.ItemDataRole.DecorationRole), QPixmap))
        assert index.data(Qt.ItemDataRole.DecorationRole).width() == 90
        assert jobs.close(seconds=30)


def test_a_cell_is_the_middle_square_with_round_corners() -> None:
    pixels = np.zeros((40, 100, 3), np.uint8)
    pixels[:, 30:70] = (0, 200, 0)
    cell = images.cell(images.from_array(pixels), 20, 5.0)
    assert (cell.width(), cell.height()) == (20, 20)
    assert cell.pixelColor(10, 10) == QColor(0, 200, 0)
    assert cell.pixelColor(0, 0).alpha() < 128


def _luminance(colour: str) -> float:
    parts = QColor(colour).getRgbF()[:3]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [theme.DARK, theme.LIGHT])
def test_text_can_be_read_in_both_themes(colours: theme.Colours) -> None:
    for ground in (colours.window, colours.surface, colours.raised):
        assert _contrast(colours.text, ground) >= 7
        assert _contrast(colours.quiet, ground) >= 4.5
    assert _contrast(colours.quiet, colours.stage) >= 4.5
    assert _contrast(colours.on_accent, colours.accent) >= 4.5
    assert _contrast(colours.on_warning, colours.warning) >= 4.5
    assert _contrast(colours.danger, colours.surface) >= 4.5


def test_the_theme_follows_a_choice(qtbot: QtBot) -> None:
    application = app.make_application()
    shown = theme.Theme(application, paths.resources())
    with qtbot.waitSignal(shown.changed):
        shown.choose(Qt.ColorScheme.Dark)
    assert shown.is_dark
    assert application.palette().window().color() == QColor(theme.DARK.window)
    assert "@" not in application.styleSheet()
    shown.choose(Qt.ColorScheme.Light)
    assert not shown.is_dark
    application.setStyleSheet("")
    shown.deleteLater()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (None, ""),
        (12.0, "less than a minute left"),
        (125.0, "about 2 min left"),
        (3600.0, "about 1 h left"),
        (2 * 3600 + 600.0, "about 2 h 10 min left"),
    ],
)
def test_time_left_is_rough(seconds: float | None, said: str) -> None:
    assert wording.time_left(seconds) == said


def test_progress_is_one_line() -> None:
    now = IndexProgress("indexing", 1200, 20_000, 1100, 3, 84.6, 222.0)
    assert (
        wording.progress(now) == "Adding photos: 1,200 of 20,000 · 85 a second · about 4 min left"
    )
    assert wording.progress(IndexProgress("scanning", 0, None, 0, 0, 0.0, None)).startswith(
        "Looking"
    )


def test_facts_are_written_for_people() -> None:
    east = datetime(2024, 6, 1, 18, 30, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))
    assert wording.day_and_time(east) == "1 June 2024, 18:30 (UTC\u22123:30)"
    assert wording.day_and_time(east.astimezone(UTC).replace(tzinfo=None)) == "1 June 2024, 22:00"
    facts = PhotoFacts(4032, 3024, "JPEG", latitude=-33.5, longitude=18.25, altitude=12.4)
    assert wording.place(facts) == "33.5000° S, 18.2500° E, 12 m"
    assert wording.exposure(replace(facts, exposure={"Aperture": "f/2.8", "ISO": "400"})) == (
        "f/2.8 · ISO 400"
    )
    assert wording.dimensions(facts) == "4,032 \u00d7 3,024 px, 12 MP"


def test_an_offscreen_platform_is_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert not app.has_display()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no sockets with a path here")
def test_a_display_is_one_that_answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("DISPLAY", ":987")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    assert not app.has_display()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        assert app.has_display()


def test_an_answer_never_comes_before_the_question_is_asked(
    qtbot: QtBot, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the work is done before the thread that asks goes on."""
    submit = ThreadPoolExecutor.submit

    def done_at_once(pool: ThreadPoolExecutor, work: Callable[[], int]) -> "Future[int]":
        future = submit(pool, work)
        wait([future])
        return future

    monkeypatch.setattr(ThreadPoolExecutor, "submit", done_at_once)
    heard: list[str] = []
    jobs.run(Lane.READ, lambda: 1, lambda _: heard.append("answer"))
    heard.append("asked")
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == ["asked", "answer"]
