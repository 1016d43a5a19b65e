"""A day with photoclip in one process: index, search, tag, describe, and the window.

Run as a program, it is what is looked at from outside: which sockets the whole process tree makes.
"""

import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"


def commands(library: Path, pictures: Path) -> None:
    """What a person does on the command line."""
    from photoclip.cli import run

    first = next(iter(sorted(pictures.glob("*.png"))))
    for words in (
        ["index", pictures],
        ["search", "a red car", "-blue"],
        ["similar", first],
        ["tag", "--label", "red", "--label", "blue", "--apply"],
        ["describe", first, "--label", "red"],
        ["albums", "create", "Best"],
        ["models", "list"],
        ["status"],
    ):
        status = run(["--library", str(library), *map(str, words)])
        assert status == 0, words


def window(library: Path) -> None:
    """What a person does in the window: look, ask, look at one photo, its settings."""
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QLineEdit

    from photoclip.app import Desktop, make_application
    from photoclip.seal import SEAL

    application = make_application()
    desktop = Desktop(application, library)

    def until(condition: str, done: object) -> None:
        end = time.monotonic() + 120
        while not done():
            assert time.monotonic() < end, condition
            application.processEvents()
            time.sleep(0.005)

    desktop.start()
    until("the library is open", lambda: desktop.library is not None)
    field = desktop.window.findChild(QLineEdit, "searchField")
    field.setText("something red")
    headline = desktop.window.findChild(QObject, "headline")
    until("the question is answered", lambda: "something red" in headline.text())
    assert desktop.close(seconds=60)
    assert SEAL.attempts == 0


if __name__ == "__main__":
    commands(Path(sys.argv[1]), Path(sys.argv[2]))
    window(Path(sys.argv[1]))
    print("a quiet day")
