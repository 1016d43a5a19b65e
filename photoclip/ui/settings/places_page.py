"""Settings: where photoclip keeps its things, how large they are, and clearing what can be."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from photoclip import paths
from photoclip.errors import PhotoclipError
from photoclip.ui.buttons import own_enter
from photoclip.ui.elided import Elided
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.naming import named
from photoclip.ui.settings.forms import Page, hint_label
from photoclip.ui.speech import tr
from photoclip.ui.welcome.model_words import size


@dataclass(frozen=True, slots=True)
class Place:
    """Files of one kind: `clear` blocks and removes what can be made or fetched again."""

    name: str
    title: str
    path: Path
    measure: Callable[[], int]
    clear: Callable[[], object] | None = None
    clear_hint: str = ""


class PlacesPage(Page):
    """Library, pictures' thumbnails, models, settings and log."""

    def __init__(self, places: tuple[Place, ...], jobs: Jobs) -> None:
        super().__init__(
            "placesPage",
            tr("Settings", "Places"),
            tr("Settings", "All that photoclip writes lies in these places."),
        )
        self._jobs = jobs
        self._sizes: dict[str, QLabel] = {}
        self._message = hint_label("", "settingsMessage")
        self._message.hide()
        for place in places:
            self.column.addWidget(self._row(place))
        self.column.addWidget(self._message)
        self.column.addStretch(1)
        self.column.setSpacing(8)
        self._places = places
        self.look()

    def look(self) -> None:
        """Measure all places again."""
        for place in self._places:
            shown = partial(self._show_size, place.name)
            self._jobs.run(Lane.READ, place.measure, shown, self._say)

    def _row(self, place: Place) -> QFrame:
        row = named(QFrame(), f"place-{place.name}", place.title)
        row.setProperty("card", True)
        amount = self._sizes[place.name] = named(QLabel(), f"placeSize-{place.name}")
        amount.setProperty("quiet", True)
        amount.setMinimumWidth(64)
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(named(QLabel(place.title), "folderName"))
        told.addWidget(named(Elided(str(place.path), Qt.TextElideMode.ElideMiddle), "folderPlace"))
        across = QHBoxLayout(row)
        across.setContentsMargins(16, 8, 12, 8)
        across.setSpacing(8)
        across.addLayout(told, 1)
        across.addWidget(amount)
        across.addSpacing(8)
        if place.clear is not None:
            spoken = tr("Settings", "Clear: {place}").format(place=place.title)
            clear = named(QPushButton(tr("Settings", "Clear")), f"clear-{place.name}", spoken)
            clear.setToolTip(place.clear_hint)
            clear.clicked.connect(partial(self._clear, place.clear))
            own_enter(clear)
            across.addWidget(clear)
        spoken = tr("Settings", "Show in the file manager: {place}").format(place=place.title)
        show = named(QPushButton(tr("Settings", "Show")), f"show-{place.name}", spoken)
        show.setToolTip(tr("Settings", "Show in the file manager"))
        show.clicked.connect(partial(self._show, place.path))
        own_enter(show)
        across.addWidget(show)
        return row

    def _clear(self, clear: Callable[[], object]) -> None:
        self._jobs.run(Lane.EDIT, clear, lambda _nothing: self.look(), self._say)

    def _show(self, path: Path) -> None:
        self._jobs.run(Lane.READ, partial(_folder_of, path), _open_folder, self._say)

    def _show_size(self, name: str, number_of_bytes: int) -> None:
        self._sizes[name].setText(size(number_of_bytes))

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._message.setVisible(bool(sentence))


def usual(library: Path, clear_thumbnails: Callable[[], object] | None) -> tuple[Place, ...]:
    """The places of this installation.

    Args:
        library: the library's folder.
        clear_thumbnails: empties the cache of the open library; None: it cannot be emptied now.
    """
    thumbnails = library / "thumbnails.sqlite"
    log = paths.log_file()
    return (
        Place("library", tr("Settings", "Library"), library, partial(_size_but, library)),
        Place(
            "thumbnails",
            tr("Settings", "Thumbnails"),
            thumbnails,
            partial(_size_like, thumbnails),
            clear_thumbnails,
            tr("Settings", "They are made again when they are looked at"),
        ),
        Place(
            "models",
            tr("Settings", "Models"),
            paths.models_folder(),
            partial(_size_below, paths.models_folder()),
            _discard_downloads,
            tr("Settings", "Throw away downloads that were not finished"),
        ),
        Place(
            "log",
            tr("Settings", "Log"),
            log,
            partial(_size_like, log),
            partial(_clear_log, log),
            tr("Settings", "Empty the log"),
        ),
        Place(
            "settings",
            tr("Settings", "Settings"),
            paths.settings_file(),
            partial(_size_like, paths.settings_file()),
        ),
    )


def _size_below(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _size_like(file: Path) -> int:
    """A file with those that belong to it: journals, older logs."""
    return sum(path.stat().st_size for path in file.parent.glob(f"{file.name}*"))


def _size_but(library: Path) -> int:
    """A library without its thumbnails, which are a place of their own."""
    return _size_below(library) - _size_like(library / "thumbnails.sqlite")


def _clear_log(log: Path) -> None:
    """Older logs go; the one that is being written is emptied."""
    try:
        for path in log.parent.glob(f"{log.name}.*"):
            path.unlink()
        if log.exists():
            with log.open("r+b") as stream:
                stream.truncate()
    except OSError as error:
        raise PhotoclipError(
            tr("Settings", "The log cannot be emptied ({reason}).").format(reason=error.strerror)
        ) from None


def _discard_downloads() -> None:
    for draft in paths.models_folder().glob(".download-*"):
        shutil.rmtree(draft, ignore_errors=True)


def _folder_of(path: Path) -> Path:
    """The nearest folder that is there."""
    while not path.is_dir() and path != path.parent:
        path = path.parent
    return path


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
