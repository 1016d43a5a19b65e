"""What goes wrong in a method that Qt calls is an error, never the end of the program."""

import os
import subprocess
import sys
from pathlib import Path

import photoclip.ui

# Painting fails in C code, below another method that Qt calls.
PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from photoclip.ui.overrides import override

class Broken(QWidget):
    @override
    def event(self, event):
        return super().event(event)

    @override
    def paintEvent(self, event):
        [][19]

told = []
sys.excepthook = lambda _kind, error, _trace: told.append(str(error))
application = QApplication([])
broken = Broken()
broken.show()
while not told:
    application.processEvents()
print(told[0])
print("goes on")
"""


def test_an_error_of_c_code_below_two_overrides_is_told_and_the_program_goes_on() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "list index out of range" in done.stdout
    assert done.stdout.endswith("goes on\n")


def test_every_override_of_the_window_is_such_a_one() -> None:
    folder = Path(photoclip.ui.__file__).parent
    others = [
        each.name
        for each in folder.rglob("*.py")
        if each.name != "overrides.py" and "typing_extensions import" in each.read_text("utf-8")
    ]
    assert not others
