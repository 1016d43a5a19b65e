"""What the person chose, in reach of every part of the window and kept in the settings file."""

from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from photoclip import settings
from photoclip.errors import PhotoclipError
from photoclip.settings import Settings
from photoclip.ui.speech import tr

_REST = 400  # ms between two writings


class Preferences(QObject):
    """The settings of this machine: read once, changed at once, written soon after.

    Only what was changed here is written, so that measurements that the library keeps in the
    same file stay. A file that is not understood is never overwritten: `trouble` says why.
    """

    changed = Signal(str)  # the name of the setting
    failed = Signal(str)  # a sentence: the file could not be written
    _written = Signal(str)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._pending: dict[str, Any] = {}
        self._pool = ThreadPoolExecutor(1, "photoclip-preferences")
        self._writing: Future[None] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_REST)
        self._timer.timeout.connect(self._write)
        self._written.connect(self._tell)
        self.trouble = ""
        try:
            self._now = settings.load(path)
        except PhotoclipError as error:
            self._now, self.trouble = Settings(), str(error)

    @property
    def now(self) -> Settings:
        """What is chosen now; measurements in it may be older than those in the file."""
        return self._now

    @property
    def path(self) -> Path:
        """The settings file."""
        return self._path

    def choose(self, **values: Any) -> None:
        """Change settings by their names; `changed` tells of each that is another now."""
        other = {name: value for name, value in values.items() if getattr(self._now, name) != value}
        if not other:
            return
        self._now = replace(self._now, **other)
        self._pending.update(other)
        if not self._timer.isActive():
            self._timer.start()
        for name in other:
            self.changed.emit(name)

    def remember(self, name: str, value: str, most: int) -> None:
        """Put a text in front of a remembered list, such as `searches`, of at most so many."""
        before: tuple[str, ...] = getattr(self._now, name)
        rest = (each for each in before if each != value)
        self.choose(**{name: (value, *rest)[:most]})

    def close(self, seconds: float = 2.0) -> bool:
        """Write what is not written yet; False when that did not end in time."""
        self._timer.stop()
        self._write()
        self._pool.shutdown(wait=False)
        return self._writing is None or bool(wait([self._writing], seconds).done)

    def _write(self) -> None:
        if not self._pending or self.trouble:
            return
        values, self._pending = self._pending, {}
        self._writing = self._pool.submit(self._save, values)

    def _save(self, values: dict[str, Any]) -> None:
        """In a thread of its own."""
        try:
            settings.update(self._path, lambda before: replace(before, **values))
        except PhotoclipError as error:
            self._written.emit(str(error))
        except OSError as error:
            said = tr(
                "Settings",
                "The settings cannot be written to {path} ({reason}); "
                "they hold until photoclip is closed.",
            )
            self._written.emit(said.format(path=self._path, reason=error.strerror))

    def _tell(self, sentence: str) -> None:
        self.failed.emit(sentence)
