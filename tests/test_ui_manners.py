"""Settings, palette, shortcuts, help, language and the place of the window."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QSlider,
    QSplitter,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from sqlalchemy import event
from sqlalchemy.engine import Engine
from ui_driver import elsewhere

from photoclip import app, paths, settings
from photoclip.library.library import Library
from photoclip.settings import Settings, TowerChoice
from photoclip.ui import help_window
from photoclip.ui.help_window import HelpWindow
from photoclip.ui.jobs import Jobs
from photoclip.ui.language import Language, of_system
from photoclip.ui.palette import Palette, fit
from photoclip.ui.preferences import Preferences
from photoclip.ui.settings.dialog import SettingsDialog
from photoclip.ui.settings.surroundings import Surroundings
from photoclip.ui.shortcut_sheet import ShortcutSheet
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme
from photoclip.ui.welcome.model_store import ModelStore
from photoclip.ui.window_state import WindowState, fitted

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|does not support raise")

PATIENCE = 60_000


@pytest.fixture
def theme(qtbot: QtBot) -> Iterator[Theme]:
    application = app.make_application()
    language = Language(application, paths.resources())
    language.choose("en")
    yield Theme(application, paths.resources())
    language.remove()


@pytest.fixture
def preferences(qtbot: QtBot, tmp_path: Path) -> Iterator[Preferences]:
    preferences = Preferences(tmp_path / "config" / "settings.toml")
    yield preferences
    assert preferences.close()


# Preferences


def test_choices_are_told_at_once_and_written_soon_after(
    qtbot: QtBot, preferences: Preferences
) -> None:
    told: list[str] = []
    preferences.changed.connect(told.append)
    preferences.choose(appearance="dark", cpu_limit=100)
    preferences.choose(language="de")
    assert told == ["appearance", "language"], "what stays the same is not told"
    assert preferences.now.appearance == "dark"
    assert not preferences.path.exists(), "writing does not happen on the window's thread"
    qtbot.waitUntil(lambda: settings.load(preferences.path).language == "de")
    assert settings.load(preferences.path).appearance == "dark"


def test_closing_writes_what_was_just_chosen_and_keeps_measurements(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    preferences = Preferences(file)
    tower = TowerChoice("cpu", "fp32", 16, 9.0, 1.0)
    settings.save(Settings().with_tower("digest", tower), file)  # as the library does meanwhile
    preferences.choose(cpu_limit=30)
    preferences.remember("searches", "boat", 3)
    for text in ("dog", "cat", "boat", "sea"):
        preferences.remember("searches", text, 3)
    assert preferences.close()
    assert settings.load(file) == replace(
        Settings(), cpu_limit=30, searches=("sea", "boat", "cat"), towers={"digest": tower}
    )


def test_a_file_that_is_not_understood_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("appearance = 7")
    preferences = Preferences(file)
    assert "correct it or delete it" in preferences.trouble
    preferences.choose(appearance="dark")
    assert preferences.close()
    assert file.read_text() == "appearance = 7"


def test_a_file_that_cannot_be_written_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    preferences = Preferences(tmp_path / "new" / "settings.toml")
    (tmp_path / "new").symlink_to(tmp_path / "taken")
    with qtbot.waitSignal(preferences.failed) as failed:
        preferences.choose(appearance="dark")
    assert "cannot be" in failed.args[0]
    assert preferences.close()


# The settings dialog


@pytest.fixture
def gui_without_sql() -> Iterator[None]:
    gui = threading.get_ident()
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if threading.get_ident() == gui:
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield
    event.remove(Engine, "before_cursor_execute", note)
    assert not seen


@pytest.fixture
def open_settings(
    qtbot: QtBot,
    theme: Theme,
    preferences: Preferences,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[str], SettingsDialog]]:
    """Opens the dialog at a page, for a library with the folders One and Two."""
    monkeypatch.setenv("PHOTOCLIP_MODELS", str(tmp_path / "models"))

    def made() -> Library:
        library = Library.open(tmp_path / "library", settings_path=preferences.path)
        for name in ("One", "Two"):
            (tmp_path / name).mkdir()
            library.roots.add(tmp_path / name)
        return library

    library = elsewhere(made)
    jobs, ground = Jobs(), QWidget()
    store = ModelStore(jobs, preferences.path)
    store.set_library(library)
    around = Surroundings(preferences, store, jobs, theme, QIcon(), library.folder, library)
    qtbot.addWidget(ground)

    def opened(page: str) -> SettingsDialog:
        dialog = SettingsDialog(around, ground)
        dialog.show()
        dialog.show_page(page)
        return dialog

    yield opened
    assert jobs.close(60)
    assert store.close()
    elsewhere(library.close)


def _seen(widget: QWidget, kind: type[QLabel], name: str) -> list[str]:
    return [each.text() for each in widget.findChildren(kind, name) if each.isVisible()]


def _press(qtbot: QtBot, widget: QWidget, name: str, which: int = 0) -> None:
    found = [each for each in widget.findChildren(QAbstractButton, name) if each.isVisible()]
    qtbot.mouseClick(found[which], Qt.MouseButton.LeftButton)


@pytest.mark.usefixtures("gui_without_sql")
def test_folders_are_added_moved_and_removed(
    qtbot: QtBot, open_settings: Callable[[str], SettingsDialog], tmp_path: Path
) -> None:
    dialog = open_settings("folders")
    changes: list[None] = []
    dialog.folders_changed.connect(lambda: changes.append(None))

    def shows(*names: str) -> Callable[[], bool]:
        return lambda: _seen(dialog, QLabel, "folderName") == list(names)

    qtbot.waitUntil(shows("One", "Two"), timeout=PATIENCE)
    (tmp_path / "Three").mkdir()
    _press(qtbot, dialog, "settingsAddFolder")
    chosen = dialog.findChild(QFileDialog, "settingsFolderDialog")
    assert chosen is not None
    chosen.fileSelected.emit(str(tmp_path / "Three"))
    chosen.reject()
    qtbot.waitUntil(shows("One", "Two", "Three"), timeout=PATIENCE)
    (tmp_path / "Two").rename(tmp_path / "Moved")
    _press(qtbot, dialog, "relocateFolder", 1)
    chosen = dialog.findChild(QFileDialog, "relocateDialog")
    assert chosen is not None
    chosen.fileSelected.emit(str(tmp_path / "Moved"))
    chosen.reject()
    qtbot.waitUntil(shows("One", "Moved", "Three"), timeout=PATIENCE)
    _press(qtbot, dialog, "removeFolder", 0)
    box = dialog.findChild(QMessageBox, "removeFolderBox")
    assert box is not None
    _press(qtbot, box, "reallyRemove")
    qtbot.waitUntil(shows("Moved", "Three"), timeout=PATIENCE)
    assert (tmp_path / "One").is_dir()
    assert len(changes) == 3


@pytest.mark.usefixtures("gui_without_sql")
def test_a_folder_that_is_not_there_says_so(
    qtbot: QtBot, open_settings: Callable[[str], SettingsDialog], tmp_path: Path
) -> None:
    (tmp_path / "Two").rmdir()
    dialog = open_settings("folders")
    qtbot.waitUntil(lambda: len(_seen(dialog, QLabel, "folderState")) == 2, timeout=PATIENCE)
    states = _seen(dialog, QLabel, "folderState")
    assert states[0] == "0 photos"
    assert states[1].startswith("0 photos · not there now")


def test_what_is_chosen_takes_effect_at_once(
    qtbot: QtBot, open_settings: Callable[[str], SettingsDialog], preferences: Preferences
) -> None:
    dialog = open_settings("appearance")
    dark = dialog.findChild(QRadioButton, "setting-appearance-dark")
    assert dark is not None
    dark.setFocus()
    qtbot.keyClick(dark, Qt.Key.Key_Space)
    assert preferences.now.appearance == "dark"
    dialog.show_page("language")
    german = dialog.findChild(QRadioButton, "setting-language-de")
    assert german is not None
    german.click()
    assert preferences.now.language == "de"
    dialog.show_page("adding")
    limit = dialog.findChild(QSlider, "setting-cpu_limit")
    idle = dialog.findChild(QCheckBox, "setting-only_when_idle")
    assert limit is not None
    assert idle is not None
    qtbot.keyClick(limit, Qt.Key.Key_PageDown)
    qtbot.keyClick(idle, Qt.Key.Key_Space)
    assert preferences.now.cpu_limit == 90
    assert preferences.now.only_when_idle
    dialog.show_page("privacy")
    sealed = dialog.findChild(QCheckBox, "setting-no_network")
    assert sealed is not None
    sealed.click()
    assert preferences.now.no_network
    assert _seen(dialog, QLabel, "connectionCount")[0].startswith("Connections attempted since")


def test_the_device_can_be_chosen(
    qtbot: QtBot, open_settings: Callable[[str], SettingsDialog], preferences: Preferences
) -> None:
    dialog = open_settings("model")
    box = dialog.findChild(QComboBox, "setting-device")
    assert box is not None
    qtbot.waitUntil(lambda: box.findData("cpu") > 0, timeout=PATIENCE)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert preferences.now.device == box.itemData(1)


def test_places_have_sizes_and_caches_can_be_cleared(
    qtbot: QtBot, open_settings: Callable[[str], SettingsDialog]
) -> None:
    left = paths.models_folder() / ".download-some"
    left.mkdir(parents=True)
    (left / "weights.part").write_bytes(b"\0" * 5_000_000)
    dialog = open_settings("places")
    size = dialog.findChild(QLabel, "placeSize-models")
    assert size is not None
    qtbot.waitUntil(lambda: size.text() == "5 MB", timeout=PATIENCE)
    _press(qtbot, dialog, "clear-models")
    qtbot.waitUntil(lambda: size.text() == "0 bytes", timeout=PATIENCE)
    assert not left.exists()
    assert dialog.findChild(QPushButton, "clear-library") is None


def test_the_pages_are_walked_with_the_keyboard_and_every_control_is_named(
    qtbot: QtBot, open_settings: Callable[[str], SettingsDialog]
) -> None:
    dialog = open_settings("folders")
    pages = dialog.findChild(QListWidget, "settingsPages")
    assert pages is not None
    assert dialog.focusWidget() is pages
    shown: list[str] = []
    for _page in range(pages.count()):
        shown += _seen(dialog, QLabel, "settingsHeading")
        for kind in (QAbstractButton, QComboBox, QSlider):
            for each in dialog.findChildren(kind):
                if each.isVisible() and each.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    assert each.accessibleName(), each.objectName()
        qtbot.keyClick(pages, Qt.Key.Key_Down)
    assert shown == [
        *("Folders", "Model and device", "Adding photos", "Metadata", "Appearance", "Language"),
        *("Privacy", "Places", "Backups", "About"),
    ]


# The palette


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    return window


@pytest.fixture
def actions(window: QMainWindow) -> list[QAction]:
    made: list[QAction] = []
    for group, name, text, keys in (
        ("File", "addFolder", "&Add folder…", "Ctrl+O"),
        ("Find", "similar", "Find si&milar", "Ctrl+Shift+F"),
        ("View", "fullScreen", "&Full screen", "F11"),
        ("View", "failures", "Files that could n&ot be read", ""),
    ):
        action = QAction(text, window)
        action.setObjectName(name)
        action.setProperty("group", group)
        action.setShortcut(QKeySequence(keys))
        made.append(action)
    return made


def _open_palette(
    window: QMainWindow, actions: list[QAction], recent: tuple[str, ...] = ()
) -> tuple[Palette, QLineEdit, QListWidget]:
    palette = Palette(lambda: actions, recent, window)
    palette.appear()
    field = palette.findChild(QLineEdit, "paletteField")
    found = palette.findChild(QListWidget, "paletteList")
    assert field is not None
    assert found is not None
    return palette, field, found


def _said(found: QListWidget) -> list[str]:
    rows = (found.item(row) for row in range(found.count()))
    return [row.data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]


def test_a_few_letters_find_a_command_and_enter_does_it(
    qtbot: QtBot, window: QMainWindow, actions: list[QAction]
) -> None:
    palette, field, found = _open_palette(window, actions)
    assert window.focusWidget() is field
    assert _said(found)[0] == "Add folder, File, Ctrl+O"
    qtbot.keyClicks(field, "fs")
    assert _said(found)[0] == "Full screen, View, F11"
    with qtbot.waitSignal(palette.used) as used, qtbot.waitSignal(actions[2].triggered):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert used.args == ["fullScreen"]
    qtbot.waitUntil(lambda: not isValid(palette))
    palette, field, found = _open_palette(window, actions)
    qtbot.keyClicks(field, "zzz")
    assert found.count() == 0
    assert _seen(palette, QLabel, "paletteNothing")


def test_recent_commands_come_first_and_arrows_move(
    qtbot: QtBot, window: QMainWindow, actions: list[QAction]
) -> None:
    _palette, field, found = _open_palette(window, actions, ("failures", "similar"))
    assert [text.partition(",")[0] for text in _said(found)] == [
        *("Files that could not be read", "Find similar", "Add folder", "Full screen")
    ]
    qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(actions[1].triggered):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_what_cannot_be_done_now_is_greyed_and_does_nothing(
    qtbot: QtBot, window: QMainWindow, actions: list[QAction]
) -> None:
    actions[2].setEnabled(False)
    _palette, field, found = _open_palette(window, actions)
    qtbot.keyClicks(field, "full screen")
    assert not found.item(0).flags() & Qt.ItemFlag.ItemIsEnabled
    with qtbot.assertNotEmitted(actions[2].triggered):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.isVisible()


def test_escape_gives_the_keyboard_back(
    qtbot: QtBot, window: QMainWindow, actions: list[QAction]
) -> None:
    before = QLineEdit(window)
    before.show()
    window.activateWindow()
    before.setFocus()
    qtbot.waitUntil(before.hasFocus)
    palette, field, _found = _open_palette(window, actions)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(palette))
    assert window.focusWidget() is before


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("fs", "Full screen", "Find similar photos of this"),
        ("fol", "Add folder", "Full of old letters"),
        ("all", "All photos", "Smaller thumbnails"),
    ],
)
def test_beginnings_of_words_and_neighbours_fit_better(typed: str, better: str, worse: str) -> None:
    assert fit(typed, better) > fit(typed, worse) > 0
    assert fit(typed, "xyz") < 0


# Shortcuts and help


def test_the_sheet_shows_the_windows_own_keys_and_can_be_searched(
    qtbot: QtBot, window: QMainWindow, actions: list[QAction]
) -> None:
    sheet = ShortcutSheet(actions, window)
    sheet.show()
    qtbot.waitUntil(lambda: "Full screen" in _seen(sheet, QLabel, "keysText"))
    assert "F11" in _seen(sheet, QLabel, "keyCap")
    assert "Files that could not be read" not in _seen(sheet, QLabel, "keysText")
    assert _seen(sheet, QLabel, "keysGroup") == ["File", "Find", "View", "Photos"]
    field = sheet.findChild(QLineEdit, "keysField")
    assert field is not None
    qtbot.keyClicks(field, "similar")
    qtbot.waitUntil(lambda: _seen(sheet, QLabel, "keysText") == ["Find similar"])
    qtbot.keyClicks(field, " nothing")
    qtbot.waitUntil(lambda: bool(_seen(sheet, QLabel, "keysNothing")))


@pytest.mark.parametrize(("language", "word"), [("en", "Counting"), ("de", "Zählen")])
def test_help_is_there_in_both_languages(
    window: QMainWindow, theme: Theme, language: str, word: str
) -> None:
    shown = HelpWindow(theme, paths.resources(), language, window)
    shown.show()
    text = shown.findChild(QTextBrowser, "helpText")
    assert text is not None
    assert word in text.toPlainText()
    assert help_window.page(paths.resources(), "fr").stem == "en"


# Language


def test_a_chosen_language_is_spoken_with_its_plurals_and_numbers(qtbot: QtBot) -> None:
    language = Language(app.make_application(), paths.resources())
    language.choose("en")
    assert [tr("Settings", "%n photo(s)", "", n) for n in (1, 2)] == ["1 photo", "2 photos"]
    language.choose("de")
    assert language.code == "de"
    assert [tr("Settings", "%n photo(s)", "", n) for n in (1, 2)] == ["1 Foto", "2 Fotos"]
    assert tr("Settings", "Folders") == "Ordner"
    assert QLocale().toString(1234) == "1.234"
    language.choose("system")
    language.remove()
    assert tr("Settings", "Folders") == "Folders"
    assert QPushButton.tr("Cancel") == "Cancel"


def test_the_system_decides_when_nothing_is_chosen() -> None:
    assert of_system(QLocale("de_AT")) == "de"
    assert of_system(QLocale("en_GB")) == "en"
    assert of_system(QLocale("fr_FR")) == "en"


# The place of the window


def test_the_window_comes_back_where_it_was(
    qtbot: QtBot, theme: Theme, preferences: Preferences
) -> None:
    def window() -> tuple[QMainWindow, QSplitter]:
        made, splitter = QMainWindow(), QSplitter()
        for _side in range(2):
            splitter.addWidget(QWidget())
        made.setCentralWidget(splitter)
        made.resize(700, 500)
        qtbot.addWidget(made)
        WindowState(made, preferences, {"body": splitter})
        made.show()
        return made, splitter

    first, splitter = window()
    first.move(40, 60)
    first.resize(640, 420)
    qtbot.waitUntil(lambda: preferences.now.window_place == (40, 60, 640, 420))
    splitter.setSizes([100, 540])
    splitter.splitterMoved.emit(100, 1)
    kept = preferences.now.splitters["body"]
    again, splitter_again = window()
    assert (again.pos(), again.size()) == (QPoint(40, 60), QSize(640, 420))
    assert tuple(splitter_again.sizes()) == kept
    again.showMaximized()
    qtbot.waitUntil(lambda: preferences.now.window_maximised)
    assert preferences.now.window_place == (40, 60, 640, 420)
    third, _splitter = window()
    assert third.isMaximized()


def test_a_place_on_a_screen_that_is_gone_is_brought_back() -> None:
    screens = [QRect(0, 0, 1280, 800)]
    assert fitted(QRect(100, 50, 900, 700), screens) == QRect(100, 50, 900, 700)
    assert fitted(QRect(2000, 50, 900, 700), screens) == QRect(190, 50, 900, 700)
    assert fitted(QRect(1250, 50, 900, 700), screens).intersects(QRect(0, 0, 1200, 800))
    assert screens[0].contains(fitted(QRect(5000, 5000, 4000, 3000), screens))
