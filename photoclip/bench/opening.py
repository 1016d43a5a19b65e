"""Opens the window on a library, in a process of its own, and says when it could be used.

    python -m photoclip.bench.opening LIBRARY PHOTOS STARTED [SECONDS]

STARTED is when the process was started (seconds since 1970), PHOTOS how many the grid must show.
After SECONDS of doing nothing the memory is measured. Prints one JSON object.
"""

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

import psutil

from photoclip import app
from photoclip.leaving import Leaving

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

_LOOK = 5  # ms
_HEAVY = ("torch", "faiss", "open_clip")


def main(folder: Path, photos: int, started: float, seconds: float) -> None:
    """Open, wait, and print."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QAbstractItemView

    said: dict[str, object] = {}
    application = app.make_application()
    desktop = app.Desktop(application, folder)
    grid = desktop.window.findChild(QAbstractItemView, "photoGrid")
    assert grid is not None
    desktop.start()
    said["shown"] = time.time() - started

    def look() -> None:
        model = cast("QAbstractItemModel | None", grid.model())  # there is none at first
        if model is not None and model.rowCount() >= photos:
            timer.stop()
            QTimer.singleShot(0, usable)  # when what is there has been drawn

    def usable() -> None:
        said["usable"] = time.time() - started
        said["loaded"] = [name for name in _HEAVY if name in sys.modules]
        QTimer.singleShot(int(seconds * 1000), ended)

    def ended() -> None:
        said["memory_mb"] = psutil.Process().memory_info().rss / 2**20
        application.quit()

    timer = QTimer(interval=_LOOK)
    timer.timeout.connect(look)
    timer.start()
    application.exec()
    sys.stdout.write(json.dumps(said) + "\n")
    desktop.close(10.0)


if __name__ == "__main__":
    leaving = Leaving()
    import_module("photoclip.cli")  # the program loads its command line before its window
    main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), float([*sys.argv, "0"][4]))
    leaving.status = 0
