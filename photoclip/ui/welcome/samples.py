"""Draws the sample library in a process of its own, with progress, until it is stopped."""

import multiprocessing
import shutil
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from photoclip.errors import DataError
from photoclip.ui.errand import Errand, Steps, StoppedError
from photoclip.ui.speech import tr

COUNT = 240
_SEED = 7
_LONG_SIDE = (1000, 2000)
_PATIENCE = 0.1  # s between two looks at whether to stop


class _Reading(Protocol):
    """One end of a pipe."""

    def poll(self, timeout: float, /) -> bool: ...
    def recv(self) -> Any: ...


class _Writing(Protocol):
    """The other end."""

    def send(self, obj: Any, /) -> None: ...
    def close(self) -> None: ...


class SampleDrawing(QObject):
    """Draws the sample library into a folder; `done` gives the folder, ready to be added."""

    progressed = Signal(object, object)  # pictures drawn, pictures in all
    done = Signal(Path)
    failed = Signal(str)  # a sentence
    stopped = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None, *, count: int = COUNT) -> None:
        super().__init__(parent)
        self._folder, self._count = folder, count
        self._errand = Errand("samples", self)
        self._errand.progressed.connect(self.progressed)
        self._errand.done.connect(self.done)
        self._errand.failed.connect(self.failed)
        self._errand.stopped.connect(self.stopped)

    @property
    def folder(self) -> Path:
        """Where the pictures are drawn."""
        return self._folder

    @property
    def is_running(self) -> bool:
        """Whether pictures are being drawn."""
        return self._errand.is_running

    def start(self) -> bool:
        """Begin; False while it is running already."""
        folder, count = self._folder, self._count
        return self._errand.start(lambda steps: _draw(folder, count, steps))

    def stop(self) -> None:
        """Give up; what was drawn is removed."""
        self._errand.stop()

    def close(self, seconds: float = 2.0) -> bool:
        """Stop for good; False when it did not end in time."""
        return self._errand.close(seconds)


def _draw(folder: Path, count: int, steps: Steps) -> Path:
    """Draw in another process, so that the window stays quick; blocks."""
    from photoclip.samples.library import CAPTIONS

    if (folder / CAPTIONS).is_file():
        return folder
    steps.report(0, count)
    fresh = not folder.exists() or not any(folder.iterdir())
    context = multiprocessing.get_context("spawn")
    reading, writing = context.Pipe(duplex=False)
    drawing = context.Process(target=_draw_there, args=(folder, count, writing), daemon=True)
    drawing.start()
    writing.close()
    try:
        _follow(reading, count, steps)
    except StoppedError:
        drawing.terminate()
        drawing.join()
        if fresh:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        reading.close()
        drawing.join()
        drawing.close()
    return folder


def _follow(reading: _Reading, count: int, steps: Steps) -> None:
    """Report what the other process says until all is drawn."""
    done = 0
    while done < count:
        if not reading.poll(_PATIENCE):
            steps.report(done, count)
            continue
        try:
            heard: int | str = reading.recv()
        except EOFError:
            raise DataError(
                tr("Welcome", "The sample pictures could not be drawn; the log has the details.")
            ) from None
        if isinstance(heard, str):
            raise DataError(heard)
        done = heard
        steps.report(min(done, count - 1), count)


def _draw_there(folder: Path, count: int, writing: _Writing) -> None:
    """In the other process."""
    from photoclip.samples.library import write_samples

    try:
        write_samples(
            folder,
            count=count,
            seed=_SEED,
            long_side=_LONG_SIDE,
            on_progress=lambda done, _all: writing.send(min(done, count - 1)),
        )
        writing.send(count)
    except DataError as error:
        writing.send(str(error))
    finally:
        writing.close()
