"""The desktop program: puts window and library together, and ends in order."""

import logging
import os
import sys
import time
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from photoclip import paths
from photoclip.errors import LibraryLockedError, PhotoclipError
from photoclip.ui import display

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from photoclip.library.library import Library

_log = logging.getLogger(__name__)

_CLOSING_SECONDS = 2.5


def has_display() -> bool:
    """Whether a window could be shown: a display is there and lets itself be connected to."""
    return display.has_display()


def why_no_window() -> str:
    """Why no window can be shown here, in one sentence; empty where one can."""
    return display.missing()


class Desktop:
    """The window and all it owns: threads and, once it is open, the library."""

    def __init__(self, application: "QApplication", folder: Path) -> None:
        from PySide6.QtGui import QIcon

        from photoclip.ui.jobs import Jobs
        from photoclip.ui.main_window import MainWindow
        from photoclip.ui.theme import Theme

        resources = paths.resources()
        picture = QIcon()
        for side in (64, 256):
            picture.addFile(str(resources / "icons" / f"photoclip-{side}.png"))
        self._folder = folder
        self._library: Library | None = None
        self._jobs = Jobs()
        self.theme = Theme(application, resources)
        self.window = MainWindow(
            self.theme, self._jobs, pictures=paths.pictures_folder(), picture=picture
        )
        self.window.retry_wanted.connect(self._open_library)

    def start(self) -> None:
        """Show the window at once, and open the library meanwhile."""
        self.window.show()
        self._open_library()

    def close(self, seconds: float = _CLOSING_SECONDS) -> bool:
        """End all work and close the library; False when something did not end in time."""
        deadline = time.monotonic() + seconds
        self.window.stop()
        self.window.hide()
        library, self._library = self._library, None
        idle = self._jobs.close(seconds)
        if library is None:
            return idle
        return idle and _closed(library, max(0.1, deadline - time.monotonic()))

    def _open_library(self) -> None:
        from photoclip.ui.jobs import Lane

        self._jobs.run(
            Lane.EDIT,
            partial(_open, self._folder),
            self._opened,
            self.window.show_trouble,
        )

    def _opened(self, opened: "tuple[Library, str]") -> None:
        self._library, notice = opened
        self.window.set_library(self._library, notice)


def run(library_folder: Path) -> int:
    """Show the window until it is closed; the exit status.

    Raises:
        PhotoclipError: there is no display, or the system lacks a library that Qt needs.
    """
    trouble = display.missing()
    if trouble:
        raise PhotoclipError(trouble)
    application = make_application()
    sys.excepthook = _log_exception
    desktop = Desktop(application, library_folder)
    desktop.start()
    status = application.exec()
    if not desktop.close():
        # A download or a model that is being loaded cannot be interrupted. What was committed is
        # safe, and the lock ends with the process.
        _log.warning("Some work did not end in time; leaving without it.")
        logging.shutdown()
        os._exit(status)
    return status


def make_application() -> "QApplication":
    """The application of this process, with its names."""
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(["photoclip"])
    application.setApplicationName("photoclip")
    application.setApplicationDisplayName("photoclip")
    application.setOrganizationName("photoclip")
    application.setDesktopFileName("photoclip")
    return application


def _open(folder: Path) -> "tuple[Library, str]":
    """Open a library, for reading only when another process owns it."""
    from photoclip.library.library import Library

    try:
        return Library.open(folder, write=True), ""
    except LibraryLockedError as locked:
        library = Library.open(folder, write=False)
        return library, f"{locked} Until then you can look and search, but not add folders."


def _closed(library: "Library", seconds: float) -> bool:
    """Close a library away from this thread; False when that takes too long."""
    import threading

    closing = threading.Thread(target=library.close, name="photoclip-closing", daemon=True)
    closing.start()
    closing.join(seconds)
    return not closing.is_alive()


def _log_exception(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Bugs go to the log, not to the terminal of a person."""
    _log.critical("Unexpected error", exc_info=(kind, error, trace))
