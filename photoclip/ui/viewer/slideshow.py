"""The clock of a slideshow: when it is time for the next photo."""

from PySide6.QtCore import QObject, QTimer, Signal

INTERVAL = 4000  # ms that each photo is shown


class Slideshow(QObject):
    """Counts the time of a photo from when its picture is there."""

    due = Signal()  # the next photo, please
    changed = Signal()  # started, paused, went on, ended

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running = False
        self._paused = False
        self._timer = QTimer(self, singleShot=True, interval=INTERVAL)
        self._timer.timeout.connect(self.due)

    @property
    def is_running(self) -> bool:
        """Whether a slideshow is on, paused or not."""
        return self._running

    @property
    def is_paused(self) -> bool:
        """Whether it waits for a person."""
        return self._paused

    def set_interval(self, milliseconds: int) -> None:
        """How long each photo is shown."""
        self._timer.setInterval(milliseconds)

    def start(self) -> None:
        """Begin with the photo shown."""
        self._running, self._paused = True, False
        self._timer.start()
        self.changed.emit()

    def stop(self) -> None:
        """End it."""
        self._running = self._paused = False
        self._timer.stop()
        self.changed.emit()

    def toggle_pause(self) -> None:
        """Pause, or go on with a photo's full time."""
        self._paused = self._running and not self._paused
        self.restart()
        self.changed.emit()

    def restart(self) -> None:
        """A picture has come: its time begins."""
        self._timer.stop()
        if self._running and not self._paused:
            self._timer.start()
