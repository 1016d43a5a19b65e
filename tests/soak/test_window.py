"""A hand that does anything: no deeds of a person, in no order, may break the window."""

import os
import random
import shutil
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QDesktopServices, QDrag, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QSlider,
    QWidget,
)
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from ui_driver import Driver, driven, elsewhere

from photoclip.library.library import Library
from photoclip.library.lock import OwnerLock
from photoclip.library.verifying.verify import verify
from tests.folder_play import paint_small

pytestmark = pytest.mark.qt_log_ignore(".*")

MINUTES = float(os.environ.get("PHOTOCLIP_SOAK_WINDOW_MINUTES", "15"))
SEED = int(os.environ.get("PHOTOCLIP_SOAK_SEED", str(int(time.time()))))

WORDS = (
    "boat", "two dogs in snow", "-winter", "forest -people", "after:2019", "rating:>=3", "a", "…",
    "\N{CAMERA} \N{SNOWFLAKE}", '"', "tag:", "in:nowhere", "like:", "(((", "<b>red</b>", "%_'",
    "is:pick", "place:Norway", "within:10,170,20,-170", "camera:canon type:raw", "x" * 300,
)  # fmt: skip
NAMES = (
    "Left Right Up Down Home End PageUp PageDown Return Escape Tab Backtab Space Delete Backspace "
    "F2 F3 F5 F9 F10 F11 Plus Minus Menu"
)
LETTERS = "ABCDEFGHIJKLMNOPRSTUVWXYZ0123456789"  # Q with Ctrl ends the program
KEYS = [getattr(Qt.Key, f"Key_{name}") for name in (*NAMES.split(), *LETTERS)]
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)
LEFT = Qt.MouseButton.LeftButton
OURS = ("writer", "embedder", "decoder", "folder-watcher", "scanner")  # threads
# They end the window, or leave it for another program.
LEFT_ALONE = ("quit", "restoreBackup", "minimize", "openWith", "showInFileManager")


class Hand:
    """Does one thing after another, and remembers the last."""

    def __init__(self, driver: Driver, pictures: Path, seed: int) -> None:
        self.driver, self.pictures = driver, pictures
        self.chance = random.Random(seed)
        self.done: deque[str] = deque(maxlen=40)
        self.count = 0
        self.deeds: list[tuple[Callable[[], str], int]] = [
            (self.press_button, 6), (self.trigger, 5), (self.press_key, 8), (self.click, 6),
            (self.drag, 3), (self.wheel, 3), (self.write, 3), (self.ask, 2), (self.choose, 2),
            (self.resize, 1), (self.change_files, 1), (self.go_away, 3),
        ]  # fmt: skip

    def do_one(self) -> None:
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QFileDialog) and each.isVisible():
                each.reject()  # it can delete what is not ours
        if not self.driver.window.isVisible():
            self.driver.window.show()
        deeds, weights = zip(*self.deeds, strict=True)
        deed = self.chance.choices(deeds, weights)[0]
        self.done.append(deed.__name__)
        self.done[-1] = f"{deed.__name__} {deed()}"
        self.count += 1
        if self.chance.random() < 0.7:
            self.driver.qtbot.wait(self.chance.choice((0, 1, 10, 40, 150)))

    def attend(self) -> None:
        """Choose from a menu that waits for it in a loop of its own, or close it."""
        QTimer.singleShot(200, self.attend)
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            self.trigger()
            menu.close()

    # Where

    def top(self) -> QWidget:
        """The window that a person can reach."""
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        return popup or modal or self.driver.window

    def some(self, kind: type[QWidget]) -> QWidget | None:
        found = [
            each
            for each in self.top().findChildren(kind)
            if each.isVisible() and each.isEnabled() and each.objectName() not in LEFT_ALONE
        ]
        return self.chance.choice(found) if found else None

    def spot(self, widget: QWidget) -> QPoint:
        return QPoint(
            self.chance.randrange(max(1, widget.width())),
            self.chance.randrange(max(1, widget.height())),
        )

    # Deeds; each says what it was

    def press_button(self) -> str:
        button = self.some(QAbstractButton)
        if not isinstance(button, QAbstractButton):
            return ""
        name = f"{button.objectName()} {button.text()}"
        button.click()
        return name

    def trigger(self) -> str:
        top = self.top()
        owner = top if isinstance(top, QMenu) else self.driver.window
        if owner is not top and isinstance(top, QDialog):
            return "behind a dialog"
        found = [
            each
            for each in (
                owner.actions() if isinstance(owner, QMenu) else owner.findChildren(QAction)
            )
            if each.isEnabled() and each.isVisible() and each.objectName() not in LEFT_ALONE
        ]
        if not found:
            return ""
        action = self.chance.choice(found)
        name = f"{action.objectName()} {action.text()}"
        action.trigger()
        return name

    def press_key(self) -> str:
        key, modifier = self.chance.choice(KEYS), self.chance.choice(MODIFIERS)
        target = QApplication.focusWidget() or self.top()
        for _ in range(self.chance.choice((1, 1, 1, 5))):
            if isValid(target):
                self.driver.qtbot.keyClick(target, key, modifier)
        return f"{key} {modifier}"

    def click(self) -> str:
        widget = self.some(QWidget)
        if widget is None or isinstance(widget, QAbstractButton):
            return ""
        name, place = f"{type(widget).__name__} {widget.objectName()}", self.spot(widget)
        modifier = self.chance.choice(MODIFIERS)
        button = self.chance.choice((LEFT, LEFT, LEFT, Qt.MouseButton.RightButton))
        if self.chance.random() < 0.2:
            self.driver.qtbot.mouseDClick(widget, button, modifier, place)
        else:
            self.driver.qtbot.mouseClick(widget, button, modifier, place)
        return f"{name} {place} {modifier}"

    def drag(self) -> str:
        widget = self.some(QWidget)
        if widget is None or isinstance(widget, QAbstractButton):
            return ""
        name, modifier = (
            f"{type(widget).__name__} {widget.objectName()}",
            self.chance.choice(MODIFIERS),
        )
        self.driver.qtbot.mousePress(widget, LEFT, modifier, self.spot(widget))
        for _ in range(self.chance.randrange(1, 5)):
            if isValid(widget):
                self.driver.qtbot.mouseMove(widget, self.spot(widget))
        if isValid(widget):
            self.driver.qtbot.mouseRelease(widget, LEFT, modifier, self.spot(widget))
        return name

    def wheel(self) -> str:
        widget = self.some(QWidget)
        if widget is None:
            return ""
        at, keys = QPointF(self.spot(widget)), self.chance.choice(MODIFIERS)
        turn = QPoint(0, 120 * self.chance.choice((-5, -1, 1, 5)))
        turned = QWheelEvent(
            at, widget.mapToGlobal(at), QPoint(), turn, Qt.MouseButton.NoButton, keys,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(widget, turned)
        return f"{type(widget).__name__} {widget.objectName()}"

    def write(self) -> str:
        field = self.some(QLineEdit)
        if not isinstance(field, QLineEdit):
            return ""
        name, text = field.objectName(), self.chance.choice(WORDS)
        self.put_in(field, text)
        if isValid(field) and self.chance.random() < 0.4:
            self.driver.qtbot.keyClick(field, Qt.Key.Key_Return)
        return f"{name} {text[:40]}"

    def ask(self) -> str:
        if self.top() is not self.driver.window:
            return ""
        text = self.chance.choice(WORDS)
        self.driver.field.setFocus()
        self.driver.field.clear()
        self.put_in(self.driver.field, text)
        return text[:40]

    def put_in(self, field: QLineEdit, text: str) -> None:
        """Type letters, also such as are on no keyboard."""
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                if isValid(field):
                    key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                    QApplication.sendEvent(field, key)

    def choose(self) -> str:
        box = self.some(self.chance.choice((QComboBox, QSlider)))
        if isinstance(box, QComboBox) and box.count():
            box.setCurrentIndex(self.chance.randrange(box.count()))
            box.activated.emit(box.currentIndex())
        elif isinstance(box, QSlider):
            box.setValue(self.chance.randint(box.minimum(), box.maximum()))
        return box.objectName() if box is not None and isValid(box) else ""

    def resize(self) -> str:
        width, height = self.chance.randrange(300, 1900), self.chance.randrange(200, 1100)
        self.driver.window.resize(width, height)
        return f"{width} {height}"

    def change_files(self) -> str:
        there = sorted(self.pictures.rglob("*.jpg"))
        how = self.chance.choice(("add", "add", "remove", "move", "change")) if there else "add"
        one = self.chance.choice(there) if there else self.pictures
        if how == "add":
            for number in range(self.chance.choice((1, 1, 20))):
                seed = self.count * 100 + number
                paint_small(self.pictures / f"new {seed % 7}" / f"{seed}.jpg", seed)
        elif how == "remove":
            one.unlink()
        elif how == "move":
            target = self.pictures / f"moved {self.count}"
            target.mkdir(exist_ok=True)
            one.rename(target / one.name)
        else:
            paint_small(one, self.count)
        return f"{how} {one.name}"

    def go_away(self) -> str:
        """Leave what is open, or go back to the photos."""
        top = self.top()
        if top is not self.driver.window:
            top.close()
            return f"close {top.objectName()}"
        for _ in range(3):
            self.driver.key(Qt.Key.Key_Escape)
        return "escape"


@pytest.fixture
def folder(tmp_path: Path, sample_pictures: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of the sample pictures; nothing outside can be reached from it."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_url: True)
    monkeypatch.setattr(QDrag, "exec", lambda *_actions: Qt.DropAction.IgnoreAction)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))  # exports, proposed folders, the trash
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))
    monkeypatch.chdir(tmp_path)
    shutil.copytree(sample_pictures, tmp_path / "pictures")
    elsewhere(lambda: index(tmp_path / "library", tmp_path / "pictures"))
    print(f"seed {SEED}")
    return tmp_path / "library"


def index(folder: Path, *pictures: Path) -> None:
    with Library.open(folder) as library:
        library.index(pictures)


def let_go() -> None:
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog) and each.isVisible():
            each.reject()


def is_whole(folder: Path) -> bool:
    elsewhere(lambda: index(folder))  # takes note of the last changes
    return not elsewhere(lambda: verify(folder)).problems


def test_a_hand_that_does_anything_breaks_nothing(
    qtbot: QtBot, tmp_path: Path, folder: Path
) -> None:
    with driven(qtbot, folder) as driver:
        driver.wait(lambda: driver.grid.isVisible() and driver.grid.model().rowCount() > 20)
        hand, end = Hand(driver, tmp_path / "pictures", SEED), time.monotonic() + MINUTES * 60
        hand.attend()
        with capture_exceptions() as broken:
            while time.monotonic() < end and not broken:
                hand.do_one()
        let_go()
        print(f"{hand.count} deeds, the last of them:", *hand.done, sep="\n  ")
        assert not broken, broken
    assert is_whole(folder)


def test_a_window_that_is_closed_at_any_moment_leaves_nothing(
    qtbot: QtBot, tmp_path: Path, folder: Path
) -> None:
    hand, end = None, time.monotonic() + MINUTES * 30
    while time.monotonic() < end:
        with capture_exceptions() as broken, driven(qtbot, folder) as driver:
            if hand is None:
                hand = Hand(driver, tmp_path / "pictures", SEED)
                hand.attend()
            hand.driver = driver
            qtbot.wait(hand.chance.choice((0, 30, 300, 3000)))
            for _ in range(hand.chance.choice((0, 3, 30))):
                hand.do_one()
            let_go()
        assert not broken, (broken, *hand.done)
        OwnerLock(folder).release()
        left = [each.name for each in threading.enumerate() if each.name.startswith(OURS)]
        assert not left, (left, *hand.done)
    assert is_whole(folder)
