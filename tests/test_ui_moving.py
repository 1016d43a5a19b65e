"""The window shows pairs, Live and motion photos and videos for what they are, and plays them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from formats_files import saved, scene
from hostile_files import small_dng
from moving_pictures import bare_movie, motion_photo, video
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from ui_driver import Driver, driven, elsewhere

from photoclip.library.exporting import ExportPlan
from photoclip.library.library import Library
from photoclip.ui.jobs import Jobs
from photoclip.ui.organise.export_dialog import ExportDialog
from photoclip.ui.settings.pairs_choice import PairsChoice
from photoclip.ui.wording import length


class Player(QObject):
    """Takes the files that are opened with the system's programs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()).name)


@pytest.fixture
def player() -> Iterator[Player]:
    made = Player()
    QDesktopServices.setUrlHandler("file", made, "take")
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture(scope="module")
def moving_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("moving")
    pictures = folder / "pictures"
    pictures.mkdir()
    (pictures / "live.jpg").write_bytes(saved(scene(), "JPEG"))
    (pictures / "live.mov").write_bytes(bare_movie(2.0))
    (pictures / "motion.jpg").write_bytes(motion_photo(bare_movie(1.5)))
    (pictures / "pair.jpg").write_bytes(saved(scene().rotate(9), "JPEG"))
    (pictures / "pair.dng").write_bytes(small_dng(64, 48))
    video(pictures / "film.mp4", [(200, 20, 20), (20, 40, 200)], 4.0)
    with Library.open(folder / "library") as library:
        library.index([pictures])
    return folder / "library"


def described(driver: Driver) -> dict[str, list[str]]:
    model = driver.grid.model()
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    lines = [str(model.data(model.index(row, 0), role)).split("\n") for row in range(4)]
    return {first: rest for first, *rest in lines}


def test_grid_and_viewer_say_what_it_is_and_play_it(
    qtbot: QtBot, moving_library: Path, player: Player
) -> None:
    with driven(qtbot, moving_library) as driver:
        driver.wait_for_photos(4)
        driver.wait(lambda: len(described(driver)) == 4)
        said = described(driver)
        assert "Video 0:08" in said["film.mp4"]
        assert "Live Photo" in said["live.jpg"]
        assert "Motion photo" in said["motion.jpg"]
        assert "Raw file and picture" in said["pair.jpg"]
        names = list(said)
        for name, button, played in (
            ("film.mp4", "0:08", "film.mp4"),
            ("live.jpg", "Live", "live.mov"),
            ("motion.jpg", "Motion", ".mp4"),
        ):
            driver.grid.setCurrentIndex(driver.grid.model().index(names.index(name), 0))
            driver.grid.setFocus()
            driver.key(Qt.Key.Key_Return)
            play = driver.find(QToolButton, "viewerPlay")
            driver.wait(lambda text=button, shown=play: shown.isVisible() and shown.text() == text)
            driver.key(Qt.Key.Key_V)
            driver.wait(lambda: bool(player.opened))
            assert player.opened.pop().endswith(played)
            driver.key(Qt.Key.Key_Escape)
        driver.grid.setCurrentIndex(driver.grid.model().index(names.index("pair.jpg"), 0))
        driver.grid.setFocus()
        driver.key(Qt.Key.Key_Return)
        driver.wait(
            lambda: any(
                label.text() == "RAW + JPEG" for label in driver.window.findChildren(QLabel)
            )
        )
        assert not driver.find(QToolButton, "viewerPlay").isVisible()


def test_the_choice_to_show_pairs_apart(qtbot: QtBot, moving_library: Path) -> None:
    with Library.open(moving_library) as library:
        jobs = Jobs()
        choice = PairsChoice(library, jobs)
        qtbot.addWidget(choice)
        qtbot.waitUntil(choice.isEnabled)
        assert choice.isChecked()
        with qtbot.waitSignal(choice.changed):
            choice.click()
        assert elsewhere(library.showing.counts) == (5, 6)
        with qtbot.waitSignal(choice.changed):
            choice.click()
        assert elsewhere(library.showing.counts) == (4, 6)
        jobs.close()


def test_an_export_can_take_all_files(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ExportDialog(1, ExportPlan(tmp_path), parent)
    box = dialog.findChild(QComboBox, "exportFiles")
    assert box is not None
    box.setCurrentIndex(1)
    start = dialog.findChild(QPushButton, "startExport")
    assert start is not None
    with qtbot.waitSignal(dialog.wanted) as asked:
        start.click()
    assert asked.args[0].all_files
    dialog.show_failure("")
    dialog.close()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, ""), (0.4, "0:01"), (7.4, "0:07"), (83, "1:23"), (3723, "1:02:03")],
)
def test_lengths_as_people_read_them(seconds: float, said: str) -> None:
    assert length(seconds) == said
