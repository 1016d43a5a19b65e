"""Makes the pictures of the window that the README shows, from the sample library.

    python packaging/screenshots.py docs/pictures

Every state is drawn in light and dark, at 100 % and 200 %. No display is needed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTabBar, QWidget

SCALES = {"1": "", "2": "@2x"}
QUESTION = "a sailboat at sunset"


def main() -> None:
    """Make all pictures; one process for each scale, because Qt reads it only at its start."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures are put")
    parser.add_argument("--pictures", type=Path, help="photos to show in place of drawn samples")
    parser.add_argument("--count", type=int, default=240, help="how many samples to draw")
    parser.add_argument("--question", default=QUESTION)
    parser.add_argument("--one-scale", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--library", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    if chosen.one_scale:
        draw(chosen.folder, chosen.pictures, chosen.library, chosen.question)
        return
    with tempfile.TemporaryDirectory() as scratch:
        pictures = chosen.pictures or samples(Path(scratch) / "Pictures", chosen.count)
        for scale in SCALES:
            library = Path(scratch) / f"library{scale}"
            subprocess.run(
                [
                    *(sys.executable, __file__, "--one-scale", str(chosen.folder)),
                    *("--pictures", str(pictures), "--library", str(library)),
                    *("--question", chosen.question),
                ],
                env={
                    **os.environ,
                    "QT_QPA_PLATFORM": "offscreen",
                    "QT_SCALE_FACTOR": scale,
                    "HOME": scratch,  # folders are shown as below a home
                },
                check=True,
            )


def samples(folder: Path, count: int) -> Path:
    """Draw the sample library."""
    from photoclip.samples.library import write_samples

    write_samples(folder, count=count, seed=7)
    return folder


class Walk:
    """One walk through the window, with its picture taken in every state."""

    def __init__(self, folder: Path, library: Path) -> None:
        from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QProgressBar

        from photoclip.app import Desktop, make_application

        self.desktop = Desktop(make_application(), library)
        self.window = self.desktop.window
        self.folder = folder
        self.suffix = SCALES[os.environ.get("QT_SCALE_FACTOR", "1")]
        self.field = self.window.findChild(QLineEdit, "searchField")
        self.grid = self.window.findChild(QAbstractItemView, "photoGrid")
        self.headline = self.window.findChild(QLabel, "headline")
        self.progress = self.window.findChild(QProgressBar, "indexProgress")

    def wait(self, milliseconds: int) -> None:
        """Let the window work."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the window work until something holds."""
        while not holds():
            self.wait(50)

    def until_shown(self, name: str) -> None:
        """Let the window work until a part of it is seen."""
        self.until(lambda: self.part(name) is not None and self.part(name).isVisible())

    def part(self, name: str) -> "QWidget":
        """A part of the window by its name."""
        from PySide6.QtWidgets import QWidget

        return self.window.findChild(QWidget, name)

    def do(self, name: str) -> None:
        """Do what an entry of the menus does."""
        from PySide6.QtGui import QAction

        self.window.findChild(QAction, name).trigger()

    def ask(self, text: str) -> None:
        """Type a question in place of what stands there."""
        from PySide6.QtTest import QTest

        self.part("clearSearch").click()
        self.field.setFocus()
        QTest.keyClicks(self.field, text)

    def press(self, key: str) -> None:
        """Press a key where the keyboard is."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClick(self.window.focusWidget(), getattr(Qt.Key, f"Key_{key}"))

    def take(self, name: str, part: str = "") -> None:
        """Take the picture of the window or a part of it, dark and light."""
        from PySide6.QtCore import Qt

        for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
            self.desktop.theme.choose(scheme)
            self.wait(400)
            file = f"{name}-{scheme.name.lower()}{self.suffix}.png"
            (self.part(part) if part else self.window).grab().save(str(self.folder / file))

    def take_dialog(self, action: str, part: str) -> None:
        """Open a dialog, take its picture and close it."""
        self.do(action)
        self.until_shown(part)
        self.wait(1200)
        self.take(part, part)
        self.part(part).close()
        self.wait(200)

    def adding(self, pictures: Path) -> None:
        """The first run, and photos while they are being added."""
        self.desktop.start()
        self.until_shown("welcomePage")
        self.take("welcome")
        self.window.add_folders((pictures,))
        self.until(lambda: self.grid.isVisible() and self.progress.value() > 0)
        self.wait(1200)
        self.take("indexing")
        self.part("activityButton").click()
        self.wait(600)
        self.take("activity-indexing", "activityPanel")
        self.part("activityPanel").close()
        self.until(lambda: not self.progress.isVisible())
        self.desktop.close(seconds=30)

    def browsing(self) -> None:
        """All photos, in groups and small; a part of them; nothing in it."""
        self.desktop.start()
        self.until(lambda: self.grid.isVisible() and self.grid.model().rowCount() > 0)
        self.wait(2500)
        self.take("all-photos")
        self.grid.setFocus()
        self.press("Home")
        self.choose("groupChoice", "month")
        self.wait(1500)
        self.take("by-month")
        self.choose("groupChoice", "none")

    def choose(self, control: str, key: str) -> None:
        """Choose from a menu above the grid."""
        from PySide6.QtGui import QAction

        self.window.findChild(QAction, f"{control}-{key}").trigger()

    def asking(self, question: str) -> None:
        """An answer, one of its photos, and questions without one."""
        self.ask(question)
        self.until(lambda: self.headline.text() == f"“{question}”")
        self.wait(1500)
        self.take("results")
        self.grid.setFocus()
        self.press("Home")
        self.press("Return")
        self.until_shown("viewer")
        self.wait(2500)
        self.take("viewer")
        self.press("I")
        self.wait(600)
        self.take("viewer-plain")
        self.press("I")
        self.press("Escape")
        self.ask("boat -people after:2019 ")
        self.wait(2000)
        self.take("chips")
        self.ask("cam")
        self.wait(900)
        self.take("completion")
        self.ask("boat camra:nikon")
        self.until_shown("searchMessage")
        self.take("wrong-filter")
        self.ask("qwxz blorpf")
        self.until(lambda: self.headline.text() == "“qwxz blorpf”")
        self.wait(600)
        self.take("nothing-likely")
        self.ask("boat before:1900")
        self.until_shown("nothingFound")
        self.take("nothing-found")
        self.part("clearSearch").click()
        self.wait(800)

    def labels(self) -> None:
        """Label lists: edited, applied, what is missing, what was done, ten answers."""
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QListWidget, QTabBar

        from photoclip.ui.speech import tr

        self.do("labelLists")
        self.until_shown("labelListDialog")
        lists = self.window.findChild(QListWidget, "labelLists")
        self.until(lambda: bool(lists.findItems("scenes", Qt.MatchFlag.MatchExactly)))
        lists.setCurrentItem(lists.findItems("scenes", Qt.MatchFlag.MatchExactly)[0])
        self.until(lambda: self.part("thresholdSaid").text() != "")
        tabs = self.window.findChild(QTabBar, "labelTabs")
        self.wait(1500)
        self.take("labels", "labelListDialog")
        self.part("reviewLabel").click()
        self.until_shown("reviewYes")
        self.until(lambda: self.part("reviewYes").isEnabled())
        for key in "YYNYYYNYYY":
            self.wait(900)
            self.press_in("reviewDialog", key)
        self.wait(1200)
        self.take("review", "reviewDialog")
        self.part("reviewDialog").close()
        self.turn_to(tabs, tr("Labels", "Apply"))
        self.part("lookLabels").click()
        self.until(lambda: self.part("applyLabels").isEnabled())
        self.wait(1500)
        self.take("labels-apply", "labelListDialog")
        self.part("applyLabels").click()
        self.until(lambda: not self.part("applyLabels").isEnabled())
        self.turn_to(tabs, tr("Labels", "None of these"))
        self.part("lookUnlabelled").click()
        self.until_shown("groupPhotos")
        self.wait(1500)
        self.take("labels-missing", "labelListDialog")
        self.turn_to(tabs, tr("Labels", "Runs"))
        self.take("labels-runs", "labelListDialog")
        self.turn_to(tabs, tr("Labels", "Learning"))
        self.take("labels-learning", "labelListDialog")
        self.part("labelListDialog").close()

    def turn_to(self, tabs: "QTabBar", page: str) -> None:
        """Turn to a page by what its tab says."""
        tabs.setCurrentIndex([tabs.tabText(n) for n in range(tabs.count())].index(page))
        self.wait(600)

    def press_in(self, name: str, key: str) -> None:
        """Press a key in a part of the window."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClick(self.part(name), getattr(Qt.Key, f"Key_{key}"))

    def dialogs(self) -> None:
        """Everything that opens over the window."""
        self.grid.setFocus()
        self.press("Home")
        self.wait(300)
        self.do("palette")
        self.wait(500)
        self.take("palette")
        self.part("palette").close()
        for action, part in (
            ("settings", "settingsDialog"),
            ("models", "modelChooser"),
            ("keys", "keysSheet"),
            ("help", "helpWindow"),
            ("failures", "failuresDialog"),
            ("addTags", "tagDialog"),
            ("addToAlbum", "albumDialog"),
            ("export", "exportDialog"),
        ):
            self.take_dialog(action, part)
        self.part("activityButton").click()
        self.wait(600)
        self.take("activity", "activityPanel")
        self.part("activityPanel").close()

    def carrying(self) -> None:
        """The whole library on its way out."""
        from PySide6.QtWidgets import QLineEdit

        self.do("exportLibrary")
        self.until_shown("exportLibraryDialog")
        folder = self.window.findChild(QLineEdit, "carryFolder")
        folder.setText("/home/ann/Documents/photoclip library")
        self.take("exportLibraryDialog", "exportLibraryDialog")
        self.part("exportLibraryDialog").close()
        self.wait(200)


def organise(folder: Path) -> None:
    """Give a library what a person would have given it after a while."""
    from photoclip.library.library import Library
    from photoclip.query import parse

    with Library.open(folder) as library:
        do = library.organising
        for words, tag in (("a boat", "boats"), ("mountains", "hiking"), ("a cat", "Tom")):
            found = library.search(parse(words), limit=9)
            do.tag([hit.photo_id for hit in found.hits], tag)
        sunsets = [hit.photo_id for hit in library.search(parse("sunset"), limit=24).hits]
        do.new_album("Evenings by the sea", sunsets)
        do.new_album("For the calendar", sunsets[:5])
        for stars, photo in zip((5, 4, 5, 3, 4), sunsets, strict=False):
            do.rate([photo], stars)
        do.flag(sunsets[1:3], 1)
        do.save_search("Boats at sunset", "boat sunset")
        do.save_search("Snow, no houses", "snow -house")


def draw(folder: Path, pictures: Path, library: Path, question: str) -> None:
    """Take all pictures at one scale."""
    (pictures / "half copied.jpg").write_bytes(b"\xff\xd8\xff\xe0 and no more")
    Walk(folder, library).adding(pictures)
    organise(library)
    walk = Walk(folder, library)
    walk.browsing()
    walk.asking(question)
    walk.labels()
    walk.dialogs()
    walk.carrying()
    walk.desktop.close(seconds=30)


if __name__ == "__main__":
    main()
