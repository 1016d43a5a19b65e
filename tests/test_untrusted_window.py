"""The window shows hostile texts as they are: no rich text, no keys of menus, on every screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_world import NAMES, Hostile, make
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtGui import Qt as Texts
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QInputDialog,
    QLabel,
    QListWidget,
    QMenu,
    QMessageBox,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven

from photoclip.ui.naming import caption, tip

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|does not support")

_MOST_ROWS, _MOST_COLUMNS = 60, 5


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    place = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PHOTOCLIP_MODELS", str(place / "models"))
        yield make(place)


def obeyed() -> Iterator[str]:
    """What of all that there is now would be read as rich text or as a key to press."""
    for widget in QApplication.allWidgets():
        where = f"{type(widget).__name__} {widget.objectName()}"
        if isinstance(widget, QLabel) and not inside_of_qt(widget) and is_rich(widget):
            yield f"{where}: {widget.text()!r}"
        if isinstance(widget, QMessageBox) and widget.textFormat() != Qt.TextFormat.PlainText:
            yield f"{where}: {widget.text()!r}"
        if is_obeyed_tip(widget.toolTip()):
            yield f"{where}: hint {widget.toolTip()!r}"
        if isinstance(widget, QAbstractButton) and has_key(widget.text()):
            yield f"{where}: key in {widget.text()!r}"
        if isinstance(widget, QTabBar):
            yield from (
                each for each in map(widget.tabText, range(widget.count())) if has_key(each)
            )
        if isinstance(widget, QMenu):
            yield from (f"{where}: {each.text()!r}" for each in widget.actions() if key_of(each))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from (f"{where}: hint {each!r}" for each in hints(widget.model()))


def inside_of_qt(label: QLabel) -> bool:
    """Labels that Qt makes of a message, whose format is the message's."""
    return isinstance(label.parent(), QMessageBox) or label.objectName().startswith("qt_")


def is_rich(label: QLabel) -> bool:
    return label.textFormat() == Qt.TextFormat.RichText or (
        label.textFormat() == Qt.TextFormat.AutoText and Texts.mightBeRichText(label.text())
    )


def is_obeyed_tip(text: str) -> bool:
    return Texts.mightBeRichText(text) and ("<b>" in text or "<img" in text or "<i>" in text)


def has_key(text: str) -> bool:
    return "R&B" in text or "B &Z" in text.replace("&&", "")


def key_of(action: QAction) -> bool:
    return has_key(action.text())


def hints(model: QAbstractItemModel) -> Iterator[str]:
    def walk(parent: QModelIndex) -> Iterator[QModelIndex]:
        for row in range(min(model.rowCount(parent), _MOST_ROWS)):
            yield from (model.index(row, column, parent) for column in range(_MOST_COLUMNS))
            yield from walk(model.index(row, 0, parent))

    for index in walk(QModelIndex()):
        said = index.data(Qt.ItemDataRole.ToolTipRole)
        if index.isValid() and isinstance(said, str) and is_obeyed_tip(said):
            yield said


def look(desk: Driver, screen: str) -> None:
    desk.qtbot.wait(30)
    found = list(obeyed())
    assert not found, f"{screen}: {found[:5]}"


def close_dialogs(desk: Driver) -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.close()
    desk.qtbot.wait(10)


@pytest.fixture
def desk(qtbot: QtBot, hostile: Hostile) -> Iterator[Driver]:
    with driven(qtbot, hostile.library) as driver:
        driver.wait_for_photos(len(NAMES) + 2)
        yield driver


def test_every_screen_shows_names_and_obeys_none(desk: Driver, hostile: Hostile) -> None:
    look(desk, "all photos")
    desk.grid.setFocus()
    desk.key(Qt.Key.Key_Home)
    desk.wait(desk.find(QAction, "rate4").isEnabled)
    for action, part in (
        ("activity", "activityPanel"),
        ("settings", "settingsDialog"),
        ("models", "modelChooser"),
        ("failures", "failuresDialog"),
        ("labelLists", "labelListDialog"),
        ("addTags", "tagDialog"),
        ("addToAlbum", "albumDialog"),
        ("export", "exportDialog"),
        ("trash", "trashDialog"),
        ("palette", "palette"),
    ):
        desk.find(QAction, action).trigger()
        try:
            desk.qtbot.waitUntil(lambda part=part: shown(part), timeout=20_000)
        except Exception:  # noqa: BLE001 - told with its name
            pytest.fail(f"{part} does not open")
        pages = desk.window.findChild(QListWidget, "settingsPages")
        for page in range(pages.count() if part == "settingsDialog" and pages else 1):
            if part == "settingsDialog" and pages:
                pages.setCurrentRow(page)
            look(desk, f"{part} {page}")
        close_dialogs(desk)
        desk.grid.setFocus()
    for way in ("timeline", "events", "map", "likeness", "copies"):
        desk.find(QAction, f"way-{way}").trigger()
        desk.qtbot.wait(200)
        assert desk.is_shown(f"{way}Page"), way
        look(desk, way)


def shown(part: str) -> bool:
    return any(each.objectName() == part and each.isVisible() for each in QApplication.allWidgets())


def test_the_viewer_search_and_menus(desk: Driver, hostile: Hostile) -> None:
    desk.grid.setFocus()
    desk.key(Qt.Key.Key_Home)
    desk.key(Qt.Key.Key_Return)
    desk.wait(lambda: desk.is_shown("viewer"))
    for _ in range(len(NAMES)):
        desk.qtbot.wait(60)
        look(desk, "viewer")
        desk.key(Qt.Key.Key_Right)
    desk.key(Qt.Key.Key_Escape)
    for question in ("tag:[/foo] ", 'album:"<img src=x:y><b>bold</b>" ', "<b>bold</b> red"):
        desk.field.clear()
        desk.type(question)
        desk.qtbot.wait(400)
        look(desk, f"search {question}")


def test_a_pickled_checkpoint_is_asked_about_first(desk: Driver, tmp_path: Path) -> None:
    file = tmp_path / "<b>R&B.pt"
    file.write_bytes(b"")
    desk.find(QAction, "models").trigger()
    for answer, architecture in (("Cancel", False), ("importPickled", True)):
        desk.find(QPushButton, "importModelFile").click()
        dialog = desk.find(QFileDialog, "modelFileDialog")
        dialog.fileSelected.emit(str(file))
        dialog.close()
        box = desk.find(QMessageBox, "pickledBox")
        look(desk, "pickled")
        assert "R&B.pt" in box.text()
        yes = box.findChild(QPushButton, "importPickled")
        (yes if architecture else box.button(QMessageBox.StandardButton.Cancel)).click()
        desk.qtbot.wait(30)
        asked = desk.window.findChild(QInputDialog, "architectureDialog")
        assert (asked is not None and asked.isVisible()) == architecture, answer
        look(desk, "architecture")
    close_dialogs(desk)


def test_a_tip_and_a_caption_show_what_is_written(qtbot: QtBot) -> None:
    for name in NAMES:
        assert not is_obeyed_tip(tip(name))
        assert not has_key(caption(name))
        widget = QWidget()
        qtbot.addWidget(widget)
        widget.setToolTip(tip(name))
    assert tip("plain & simple") == "plain & simple"
    assert tip("<b>x") == "<p>&lt;b&gt;x</p>"
