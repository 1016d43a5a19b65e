"""The window as the owner of a library, and beside another one."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QMessageBox, QPushButton, QTreeView
from pytestqt.qtbot import QtBot
from test_library_index import paint
from ui_driver import driven, elsewhere

from photoclip.library.handover.sharing import open_shared
from photoclip.library.lock import OwnerLock, owner_of

PHOTOS = 56  # of the sample library


def aside(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def titles(view: QTreeView, above: QModelIndex | None = None) -> list[str]:
    model, above = view.model(), above or QModelIndex()
    rows = [model.index(row, 0, above) for row in range(model.rowCount(above))]
    return [title for row in rows for title in (str(row.data()), *titles(view, row))]


def test_the_window_does_and_shows_the_work_of_others(
    qtbot: QtBot, own_library_folder: Path, tmp_path: Path
) -> None:
    for seed in range(4):
        paint(tmp_path / "more" / f"{seed}.jpg", seed)
    done: list[object] = []

    def work() -> None:
        with open_shared(own_library_folder) as shared:
            done.append(shared.index([tmp_path / "more"]).embedded)
            shared.organising.new_album("from outside")

    with driven(qtbot, own_library_folder) as ui:
        ui.wait_for_photos(PHOTOS)
        asking = aside(work)
        ui.wait_for_photos(PHOTOS + 4)
        ui.wait(lambda: not asking.is_alive())
        assert done == [4]
        paint(tmp_path / "more" / "later.jpg", 99)  # the new folder is watched from now on
        ui.wait_for_photos(PHOTOS + 5)
        ui.wait(lambda: "from outside" in titles(ui.find(QTreeView, "sidebarTree")))


def test_a_window_that_could_only_read_writes_when_the_owner_has_ended(
    qtbot: QtBot, own_library_folder: Path
) -> None:
    lock = OwnerLock(own_library_folder)
    try:
        with driven(qtbot, own_library_folder) as ui:
            ui.wait_for_photos(PHOTOS)
            reader = ui.desktop.library
            assert reader is not None
            assert not reader.writable
            assert "being written by process" in ui.text("bannerSentence")
            lock.release()
            ui.wait(lambda: ui.desktop.library is not reader)
            ui.wait_for_photos(PHOTOS)
            library = ui.desktop.library
            assert library is not None
            assert library.writable
            assert "can be changed again" in ui.text("bannerSentence")
            elsewhere(lambda: library.organising.new_album("mine"))
    finally:
        lock.release()


@pytest.mark.qt_log_ignore("This plugin does not support")  # boxes, offscreen
@pytest.mark.parametrize("answer", ["Take it over", "Leave it"])
def test_another_machines_library_is_taken_over_only_by_a_yes(
    qtbot: QtBot, own_library_folder: Path, answer: str
) -> None:
    foreign = json.dumps({"host": "another", "pid": 7})
    (own_library_folder / "owner.lock").write_text(foreign, "utf-8")
    with driven(qtbot, own_library_folder) as ui:
        ui.wait_for_photos(PHOTOS)
        library = ui.desktop.library
        assert library is not None
        assert not library.writable
        box = ui.find(QMessageBox, "takeOver")
        assert "another" in box.text()
        assert isinstance(box.defaultButton(), QPushButton)
        assert box.defaultButton().text() == "Leave it"
        next(each for each in box.buttons() if each.text() == answer).click()
        if answer == "Leave it":
            assert (own_library_folder / "owner.lock").read_text("utf-8") == foreign
            return
        ui.wait(lambda: bool(ui.desktop.library and ui.desktop.library.writable))
        ui.wait_for_photos(PHOTOS)
        found = elsewhere(lambda: owner_of(own_library_folder))
        assert found is not None
        assert not found.is_elsewhere


def test_a_window_closed_while_it_opens_leaves_nobody_the_owner(
    qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    for _ in range(3):
        with driven(qtbot, folder):
            pass  # closed before it was told that the library is open
        OwnerLock(folder).release()
