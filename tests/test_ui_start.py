"""The start of the program: what is there first, and what waits until it is needed."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from photoclip.ui import icons

SIDE = 32


def test_photos_are_there_before_any_model_library(own_library_folder: Path) -> None:
    words = [sys.executable, "-m", "photoclip.bench.opening", str(own_library_folder), "1"]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        [*words, repr(time.time())], env=environment, capture_output=True, text=True, check=True
    )
    said = json.loads(ended.stdout.splitlines()[-1])
    assert said["loaded"] == []
    assert 0 < said["shown"] <= said["usable"]


def test_help_of_the_command_line_needs_no_qt() -> None:
    words = "import sys, photoclip.cli; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", words], check=False).returncode == 0


def test_the_source_of_what_is_imported_is_not_read_for_qt() -> None:
    words = (
        "import linecache, sys; from photoclip.app import make_application; make_application();"
        "import http.server; sys.exit(any('http' in each for each in linecache.cache))"
    )
    assert subprocess.run([sys.executable, "-c", words], check=False).returncode == 0


@pytest.mark.parametrize("name", sorted(icons.NAMES))
def test_an_icon_is_drawn_in_its_colour(qtbot: QtBot, name: str) -> None:
    _ = qtbot
    icon = icons.icon(name, "#ff0000", "#00ff00")
    for mode, red, green in ((QIcon.Mode.Normal, 255, 0), (QIcon.Mode.Disabled, 0, 255)):
        picture = icon.pixmap(QSize(SIDE, SIDE), mode).toImage()
        pixels = [picture.pixelColor(x, y) for x in range(SIDE) for y in range(SIDE)]
        ink = [each for each in pixels if each.alpha() > 200]
        assert len(ink) > 8
        assert all((each.red(), each.green()) == (red, green) for each in ink)
