"""Opening the window's library: to write, or else to read until it can be written."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from photoclip.errors import LibraryError, LibraryGoneError, LibraryLockedError, ReadOnlyError
from photoclip.ui.jobs import Jobs, Lane
from photoclip.ui.naming import named
from photoclip.ui.speech import tr

if TYPE_CHECKING:
    from photoclip.library.library import Library

_LOOK = 2000  # ms between two looks whether the owner has finished, or the drive is there


@dataclass(frozen=True, slots=True)
class _Opened:
    """What came of it.

    Attributes:
        library: it; None where it may not even be read.
        locked: who owns it, where it is another process.
        refused: it lies where nothing can be written.
        gone: it was opened before and is not there.
    """

    library: "Library | None"
    locked: LibraryLockedError | None = None
    refused: bool = False
    gone: bool = False


class Opening(QObject):
    """Opens a library, and once more when its owner has ended or its drive is back."""

    opened = Signal(object, str)  # a Library, and what a person should know of how it is open
    failed = Signal(str)
    gone = Signal()  # it was opened before and is not there

    def __init__(self, jobs: Jobs, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._folder, self._window = jobs, folder, window
        self._waited = self._gone = False
        self._unclaimed: list[Library] = []
        self._look = QTimer(self, interval=_LOOK)
        self._look.timeout.connect(self._look_again)

    def open(self, *, break_lock: bool = False, anew: bool = False) -> None:
        """Open it.

        Args:
            break_lock: the person's yes to take it from another machine.
            anew: the person's yes to a new one where it was and is not.
        """
        self._look.stop()
        work = partial(self._open, break_lock=break_lock, anew=anew)
        self._jobs.run(Lane.EDIT, work, self._done, self.failed.emit)

    def stop(self) -> None:
        """Look no more."""
        self._look.stop()

    def unclaimed(self) -> list["Library"]:
        """What was opened too late to be told; when all jobs have ended, close it."""
        return self._unclaimed

    def _open(self, *, break_lock: bool, anew: bool) -> _Opened:
        found = _open(self._folder, break_lock=break_lock, anew=anew)
        if found.library is not None:
            self._unclaimed.append(found.library)
        return found

    def _done(self, found: _Opened) -> None:
        if found.library is not None:
            self._unclaimed.remove(found.library)
        locked, self._gone = found.locked, found.gone
        if locked is not None and not locked.elsewhere:
            self._waited = True
            self._look.start()
        if found.gone:
            self._look.start()
            self.gone.emit()
        if found.library is not None:
            self.opened.emit(found.library, self._notice(found))
        elif locked is not None:
            self.failed.emit(str(locked))
        if locked is not None and locked.elsewhere:
            self._ask(locked)

    def _notice(self, found: _Opened) -> str:
        if found.refused:
            return tr(
                "Window",
                "This library lies where nothing can be written: you can look and search, but "
                "not change anything.",
            )
        if found.locked is not None:
            said = tr(
                "Window",
                "This library is being written by process {pid} on {host}. "
                "Until it has finished, you can look and search, but not add folders.",
            )
            return said.format(pid=found.locked.pid, host=found.locked.host)
        if self._waited:
            return tr("Window", "The other process has finished: everything can be changed again.")
        return ""

    def _look_again(self) -> None:
        look = _is_there if self._gone else _is_free
        self._jobs.run(Lane.READ, partial(look, self._folder), self._looked)

    def _looked(self, better: bool) -> None:
        if better and self._look.isActive():
            self.open()

    def _ask(self, locked: LibraryLockedError) -> None:
        """Whether the library is taken from another machine; only a yes does it."""
        box = named(QMessageBox(self._window), "takeOver")
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)  # a lock file names the machine as it likes
        box.setWindowTitle(tr("Window", "The library is in use"))
        box.setText(tr("Window", "“{host}” has this library open.").format(host=locked.host))
        box.setInformativeText(
            tr(
                "Window",
                "If photoclip still runs there and both write, what you decided can be lost. Take "
                "the library over only when it surely does not: after a crash, or when its drive "
                "was pulled out.",
            )
        )
        yes = box.addButton(tr("Window", "Take it over"), QMessageBox.ButtonRole.DestructiveRole)
        no = box.addButton(tr("Window", "Leave it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yes.clicked.connect(lambda: self.open(break_lock=True))
        box.open()


def _open(folder: Path, *, break_lock: bool, anew: bool) -> _Opened:
    from photoclip.library.library import Library

    try:
        return _Opened(Library.open(folder, write=True, break_lock=break_lock, anew=anew))
    except LibraryGoneError:
        return _Opened(None, gone=True)
    except LibraryLockedError as locked:
        try:
            return _Opened(Library.open(folder, write=False), locked)
        except LibraryError:
            return _Opened(None, locked)  # another machine's alone, or not made yet
    except ReadOnlyError as refused:
        try:
            return _Opened(Library.open(folder, write=False), refused=True)
        except LibraryError:
            raise refused from None  # there is no library to read


def _is_free(folder: Path) -> bool:
    from photoclip.library.lock import owner_of

    return owner_of(folder) is None


def _is_there(folder: Path) -> bool:
    return (folder / "catalog.sqlite").exists()
