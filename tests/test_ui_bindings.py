"""What Python's side of Qt does with errors and threads must not end the program."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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


# Two threads ask for types at the same time; made one by one, some lack what belongs to them.
THREADS = """
import sys, threading
import {first}
from PySide6 import QtGui

sys.setswitchinterval(1e-6)
wanted = ["QColorSpace.NamedColorSpace", "QPainterPath.Element", "QImage.Format", "QFont.Weight",
    "QPalette.ColorRole", "QTextLayout.FormatRange", "QAccessible.Event", "QPixmapCache.Key",
    "QPainter.PixmapFragment", "QInputMethodEvent.Attribute", "QKeySequence.StandardKey"]
together, found = threading.Barrier(2), []

def ask(names):
    together.wait()
    for name in names:
        outer, inner = name.split(".")
        found.append(getattr(getattr(QtGui, outer), inner))

there = "QAccessible" in vars(QtGui)
threads = [threading.Thread(target=ask, args=(names,)) for names in (wanted, wanted[::-1])]
[each.start() for each in threads]
[each.join() for each in threads]
print(there, len(found) == 2 * len(wanted))
"""


def test_an_error_of_c_code_below_two_overrides_is_told_and_the_program_goes_on() -> None:
    said = run(PROGRAM)
    assert "list index out of range" in said
    assert said.endswith("goes on\n")


@pytest.mark.parametrize("first", ["photoclip.app", "photoclip.bench.opening", "photoclip.ui.jobs"])
def test_qts_types_are_all_there_before_threads_ask_for_them(first: str) -> None:
    assert run(THREADS.format(first=first)) == "True True\n"


def test_every_override_of_the_window_is_such_a_one() -> None:
    folder = Path(photoclip.ui.__file__).parent
    others = [
        each.name
        for each in folder.rglob("*.py")
        if each.name != "overrides.py" and "typing_extensions import" in each.read_text("utf-8")
    ]
    assert not others


def run(program: str) -> str:
    """What a program says, in a process of its own that does not know what this one set."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYSIDE6_OPTION_LAZY", None)
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
