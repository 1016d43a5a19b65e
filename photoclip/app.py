"""The desktop program: puts window and library together, and ends in order."""

import builtins
import importlib
import logging
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from photoclip import paths
from photoclip.errors import PhotoclipError
from photoclip.seal import SEAL
from photoclip.ui import display

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from photoclip.library.library import Library
    from photoclip.ui.coming import Wanted
    from photoclip.ui.ending import Ending
    from photoclip.ui.single_instance import SingleInstance

_log = logging.getLogger(__name__)

_CLOSING_SECONDS = 2.5
_MAKING_ROOM_SECONDS = 30.0  # before a backup is put back, all must have ended
_TURN_SECONDS = (
    0.0005  # for which a thread keeps Python while the window waits for it; 0.005 otherwise
)
_PLAIN_IMPORT = builtins.__import__  # before Qt's is there
_MANNERS = ("only_when_idle", "pause_on_battery", "cpu_limit")
_FOLLOWED = ("appearance", "no_network")


def has_display() -> bool:
    """Whether a window could be shown: a display is there and lets itself be connected to."""
    return display.has_display()


def why_no_window() -> str:
    """Why no window can be shown here, in one sentence; empty where one can."""
    return display.missing()


class Desktop:
    """The window and all it owns: threads and, once it is open, the library."""

    def __init__(self, application: "QApplication", folder: Path) -> None:
        from photoclip.ui.garbage import WindowGarbage

        self._garbage = WindowGarbage()  # first: nothing of what is imported now is garbage
        from PySide6.QtGui import QIcon

        from photoclip.ui.jobs import Jobs
        from photoclip.ui.language import Language
        from photoclip.ui.main_window import MainWindow
        from photoclip.ui.opening import Opening
        from photoclip.ui.preferences import Preferences
        from photoclip.ui.settings.surroundings import Surroundings
        from photoclip.ui.theme import Theme
        from photoclip.ui.tray import Tray
        from photoclip.ui.welcome.model_store import ModelStore

        resources = paths.resources()
        self.preferences = Preferences(paths.settings_file())
        self.language = Language(application, resources)
        self.language.choose(self.preferences.now.language)
        picture = QIcon()
        for side in (64, 256):
            picture.addFile(str(resources / "icons" / f"photoclip-{side}.png"))
        self._library: Library | None = None
        self._jobs = Jobs()
        self.theme = Theme(application, resources)
        self.store = ModelStore(self._jobs, self.preferences.path)
        self.preferences.changed.connect(self._follow)
        SEAL.watch()
        for setting in _FOLLOWED:
            self._follow(setting)
        self.on_restore: Callable[[str], object] = lambda _name: None
        self._jobs.damaged.connect(self._make_room)
        around = Surroundings(
            self.preferences,
            self.store,
            self._jobs,
            self.theme,
            picture,
            folder,
            restore=self._make_room,
        )
        self.window = MainWindow(around, pictures=paths.pictures_folder())
        self._former: list[Library] = []  # that could only be read
        if sys.platform == "darwin":
            from photoclip.ui.coming import OpenedFiles

            application.installEventFilter(OpenedFiles(self.window.coming))
        self._opening = Opening(self._jobs, folder, self.window)
        self._opening.opened.connect(self._opened)
        self._opening.failed.connect(self.window.show_trouble)
        self._opening.gone.connect(lambda: self.window.show_gone(folder))
        self.window.retry_wanted.connect(self._opening.open)
        self.window.anew_wanted.connect(lambda: self._opening.open(anew=True))
        self.tray = Tray(self.window, self.preferences, picture)

    @property
    def library(self) -> "Library | None":
        """What the window shows; None until it is open."""
        return self._library

    def start(self) -> None:
        """Show the window at once, and open the library meanwhile."""
        self.window.show()
        self._opening.open()

    def come_forward(self) -> None:
        """Show the window in front of others, because photoclip was started again."""
        from PySide6.QtCore import Qt

        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def open_told(self, line: bytes) -> None:
        """Show the files that photoclip was started with again."""
        from photoclip.ui.coming import Wanted

        wanted = Wanted.of_line(line)
        if wanted is not None:
            self.window.coming.take(wanted)

    def leave(self) -> None:
        """End the program as by its menu, whatever is open over the window."""
        from PySide6.QtWidgets import QApplication

        self.window.quitting.emit()
        self.window.close()
        QApplication.exit()

    def close(self, seconds: float = _CLOSING_SECONDS) -> bool:
        """End all work and close the library; False when something did not end in time."""
        deadline = time.monotonic() + seconds
        self.window.stop()
        self.window.hide()
        self._opening.stop()
        libraries = [*self._former, *([self._library] if self._library is not None else [])]
        self._library = None
        idle = self._jobs.close(seconds)
        libraries += self._opening.unclaimed()
        for work in (self.preferences, self.store):
            idle = work.close(max(0.1, deadline - time.monotonic())) and idle
        self.language.remove()
        idle = _closed(libraries, max(0.1, deadline - time.monotonic())) and idle
        self._garbage.close()
        return idle

    def _opened(self, library: "Library", notice: str) -> None:
        if self._library is not None:
            self._former.append(self._library)  # what still reads there may come to its end
        self._library = library
        self._follow("cpu_limit")
        self.store.set_library(library)
        self.window.set_library(library, notice)

    def _make_room(self, backup: str = "") -> None:
        """For a backup to be put back, "": what a damaged library still holds."""
        self.on_restore(backup)

    def _follow(self, setting: str) -> None:
        """What was chosen takes effect at once."""
        from photoclip.ui.theme import scheme_of

        chosen = self.preferences.now
        if setting == "appearance":
            self.theme.choose(scheme_of(chosen.appearance))
        elif setting == "no_network":
            SEAL.close(sealed=chosen.no_network)
        elif setting in _MANNERS and self._library is not None:
            from photoclip.library.manners import Manners

            self._library.manners = Manners(
                only_when_idle=chosen.only_when_idle,
                pause_on_battery=chosen.pause_on_battery,
                cpu_limit=chosen.cpu_limit / 100,
            )


def run(library_folder: Path, wanted: "Wanted | None" = None) -> int:
    """Show the window until it is closed; the exit status.

    Where this library has a window already, that one comes forward instead. `wanted` are files to
    show there.

    Raises:
        PhotoclipError: there is no display, or the system lacks a library that Qt needs.
    """
    trouble = display.missing()
    if trouble:
        raise PhotoclipError(trouble)
    _import_library()
    from photoclip.ui.ending import Ending
    from photoclip.ui.single_instance import SingleInstance

    application = make_application()
    sys.excepthook = _log_exception
    only = SingleInstance(library_folder)
    if not only.claim(wanted.to_line() if wanted is not None else b""):
        return 0
    ending = Ending()
    status, ended, backup = _shown(application, library_folder, only, ending, wanted)
    while ended and backup is not None:
        if not _restored(application, library_folder, backup, only, ending):
            break
        status, ended, backup = _shown(application, library_folder, only, ending)
    only.release()
    ending.close()
    if not ended:
        # A download or a model that is being loaded cannot be interrupted. What was committed is
        # safe, and the lock ends with the process.
        _log.warning("Some work did not end in time; leaving without it.")
        logging.shutdown()
        os._exit(status)
    return status


def _shown(
    application: "QApplication",
    folder: Path,
    only: "SingleInstance",
    ending: "Ending",
    wanted: "Wanted | None" = None,
) -> tuple[int, bool, str | None]:
    """Show the window until it is closed or makes room for a backup to be put back.

    Returns:
        The exit status; whether all work ended; and the name of the backup, "" for the best one
        of a damaged library, None where the person closed the window.
    """
    desktop = Desktop(application, folder)
    backups: list[str] = []

    def make_room(name: str) -> None:
        backups.append(name)
        application.exit()

    desktop.on_restore = make_room
    coming = only.raise_wanted.connect(desktop.come_forward)
    told = only.told.connect(desktop.open_told)
    asked = ending.asked.connect(desktop.leave)
    if wanted is not None:
        desktop.window.coming.take(wanted)
    desktop.start()
    status = application.exec()
    only.raise_wanted.disconnect(coming)
    only.told.disconnect(told)
    ending.asked.disconnect(asked)
    ended = desktop.close(_MAKING_ROOM_SECONDS if wanted else _CLOSING_SECONDS)
    desktop.window.deleteLater()
    return status, ended, backups[0] if backups else None


def _restored(
    application: "QApplication", folder: Path, name: str, only: "SingleInstance", ending: "Ending"
) -> bool:
    """Put a backup back, in a window of its own; whether the library is to be opened again."""
    from photoclip.ui.recovery import Recovery

    recovery = Recovery(application, folder, paths.settings_file(), name)
    coming = only.raise_wanted.connect(recovery.window.raise_)
    asked = ending.asked.connect(recovery.window.close)
    recovery.finished.connect(lambda _again: application.exit())
    recovery.start()
    application.exec()
    only.raise_wanted.disconnect(coming)
    ending.asked.disconnect(asked)
    recovery.close()
    return recovery.again


def make_application() -> "QApplication":
    """The application of this process, with its names."""
    from PySide6.QtCore import QDir
    from PySide6.QtWidgets import QApplication

    sys.setswitchinterval(_TURN_SECONDS)
    # PySide6's own reads, and keeps, the source of each module in search of `__feature__`
    builtins.__import__ = _PLAIN_IMPORT
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(["photoclip"])
    application.setApplicationName("photoclip")
    application.setApplicationDisplayName("photoclip")
    application.setOrganizationName("photoclip")
    application.setDesktopFileName("photoclip")
    QDir.setSearchPaths("photoclip", [str(paths.resources() / "icons")])  # for style sheets
    return application


def _import_library() -> None:
    """Before Qt, whose own import reads sources until `make_application` (0.15 s, 25 MB)."""
    importlib.import_module("photoclip.library.library")


def _closed(libraries: "list[Library]", seconds: float) -> bool:
    """Close libraries away from this thread; False when that takes too long."""
    import threading

    def close() -> None:
        for library in libraries:
            library.close()

    closing = threading.Thread(target=close, name="photoclip-closing", daemon=True)
    closing.start()
    closing.join(seconds)
    return not closing.is_alive()


def _log_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Bugs go to the log, not to the terminal of a person."""
    _log.critical("Unexpected error", exc_info=(kind, error, trace))
