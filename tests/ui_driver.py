"""Drives the window as a person does: finds widgets by their names, types, drops, waits."""

import faulthandler
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget
from pytestqt import exceptions
from pytestqt.qtbot import QtBot
from sqlalchemy import event
from sqlalchemy.engine import Engine

from photoclip import paths, settings
from photoclip.app import Desktop, make_application
from photoclip.settings import Settings
from photoclip.ui.photo_list_model import PhotoListModel

T = TypeVar("T")
W = TypeVar("W", bound=QObject)

PATIENCE = 60_000  # ms; the first question loads torch


class Driver:
    """One running window."""

    def __init__(self, qtbot: QtBot, desktop: Desktop, folder: Path) -> None:
        self.qtbot = qtbot
        self.desktop = desktop
        self.folder = folder
        self.window = desktop.window

    def find(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def is_shown(self, name: str) -> bool:
        found = self.window.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def wait(self, condition: Callable[[], bool]) -> None:
        try:
            self.qtbot.waitUntil(condition, timeout=PATIENCE)
        except exceptions.TimeoutError:
            faulthandler.dump_traceback(2, all_threads=True)  # what every thread was at
            raise

    @property
    def grid(self) -> QAbstractItemView:
        return self.find(QAbstractItemView, "photoGrid")

    @property
    def field(self) -> QLineEdit:
        return self.find(QLineEdit, "searchField")

    def shown_ids(self) -> list[int]:
        model = self.grid.model()
        return [
            model.data(model.index(row, 0), PhotoListModel.ID) for row in range(model.rowCount())
        ]

    def wait_for_photos(self, count: int) -> None:
        self.wait(
            lambda: (
                self.grid.isVisible()
                and self.grid.model() is not None
                and self.grid.model().rowCount() == count
            )
        )

    def type(self, text: str) -> None:
        self.field.setFocus()
        self.qtbot.keyClicks(self.field, text)

    def ask(self, text: str) -> None:
        """Type a question and wait for its answer."""
        self.type(text)
        self.wait(lambda: self.text("headline") == f"“{text}”")

    def key(self, key: Qt.Key, *, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the keyboard is."""
        target = self.window.focusWidget() or self.window
        self.qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)

    def drop(self, *paths: Path) -> None:
        """Drop files from a file manager on the middle of the window."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        place = self.window.rect().center()
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        copy = Qt.DropAction.CopyAction
        enter = QDragEnterEvent(QPoint(place), copy, mime, buttons, keys)
        QApplication.sendEvent(self.window, enter)
        assert enter.isAccepted()
        assert self.is_shown("dropOverlay")
        QApplication.sendEvent(self.window, QDropEvent(place, copy, mime, buttons, keys))
        assert not self.is_shown("dropOverlay")


def elsewhere(work: Callable[[], T]) -> T:
    """Call a library as the window must: not on the GUI thread."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


@contextmanager
def driven(qtbot: QtBot, folder: Path, *, remembering: bool = False) -> Iterator[Driver]:
    """A window on a library folder; fails when the GUI thread runs SQL.

    Unless `remembering`, it looks as on its first day, whatever earlier tests chose.
    """
    gui = threading.get_ident()
    on_gui: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if threading.get_ident() == gui:
            on_gui.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    if not remembering:
        settings.update(paths.settings_file(), lambda kept: Settings(towers=kept.towers))
    desktop = Desktop(make_application(), folder)
    try:
        desktop.start()
        assert desktop.window.isVisible()
        yield Driver(qtbot, desktop, folder)
    finally:
        assert desktop.close(seconds=30)
        desktop.window.deleteLater()
        QApplication.sendPostedEvents(desktop.window, QEvent.Type.DeferredDelete)
        event.remove(Engine, "before_cursor_execute", note)
    assert not on_gui, f"SQL on the GUI thread: {on_gui[0]}"
