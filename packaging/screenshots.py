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
        from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QProgressBar

        from photoclip.app import Desktop, make_application

        self.desktop = Desktop(make_application(), library)
        self.window = self.desktop.window
        self.folder = folder
        self.suffix = SCALES[os.environ.get("QT_SCALE_FACTOR", "1")]
        self.field = self.window.findChild(QLineEdit, "searchField")
        self.grid = self.window.findChild(QListView, "photoGrid")
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
        from PySide6.QtWidgets import QWidget

        self.until(lambda: self.window.findChild(QWidget, name).isVisible())

    def ask(self, text: str) -> None:
        """Type a question."""
        from PySide6.QtTest import QTest

        self.field.clear()
        QTest.keyClicks(self.field, text)

    def press(self, key: str) -> None:
        """Press a key where the keyboard is."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        QTest.keyClick(self.window.focusWidget(), getattr(Qt.Key, f"Key_{key}"))

    def take(self, name: str) -> None:
        """Take the picture, dark and light."""
        from PySide6.QtCore import Qt

        for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
            self.desktop.theme.choose(scheme)
            self.wait(400)
            file = f"{name}-{scheme.name.lower()}{self.suffix}.png"
            self.window.grab().save(str(self.folder / file))

    def adding(self, pictures: Path) -> None:
        """The first run, and photos while they are being added."""
        self.desktop.start()
        self.until_shown("welcomePage")
        self.take("welcome")
        self.window.add_folders((pictures,))
        self.until(lambda: self.grid.isVisible() and self.progress.value() > 0)
        self.wait(1200)
        self.take("indexing")
        self.until(lambda: not self.progress.isVisible())
        self.wait(1500)
        self.take("all-photos")

    def asking(self, question: str) -> None:
        """An answer, one of its photos, and questions without one."""
        self.ask(question)
        self.until(lambda: self.headline.text() == f"“{question}”")
        self.wait(1000)
        self.take("results")
        self.grid.setFocus()
        self.grid.setCurrentIndex(self.grid.model().index(0, 0))
        self.press("Return")
        self.until_shown("viewer")
        self.wait(1500)
        self.take("viewer")
        self.press("Escape")
        self.ask("boat camra:nikon")
        self.until_shown("searchMessage")
        self.take("wrong-filter")
        self.ask("before:1900")
        self.until_shown("nothingFound")
        self.take("nothing-found")


def draw(folder: Path, pictures: Path, library: Path, question: str) -> None:
    """Take all pictures at one scale."""
    walk = Walk(folder, library)
    walk.adding(pictures)
    walk.asking(question)
    walk.desktop.close(seconds=30)


if __name__ == "__main__":
    main()
