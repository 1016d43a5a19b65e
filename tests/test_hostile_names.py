"""Odd names and what is no picture, through the whole program: index, ask, list, look."""

import base64
import json
import os
import shutil
import subprocess
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hostile_names import Odd, fill
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QTreeWidget
from pytestqt.qtbot import QtBot
from ui_driver import driven

from photoclip.library.library import Library

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what names may be differs")

TOO_LONG = "Its path is longer than this system can open; move it to a folder further up."
NOT_ALLOWED = "There is no permission to open it."
NO_PICTURE = "It is not a picture in a format that photoclip reads."
NOT_READABLE = "There is no permission to read the file."


@dataclass(frozen=True)
class World:
    """An indexed library of odd names, and what each command printed of it."""

    folder: Path
    library: Path
    odd: Odd
    said: dict[str, Any]
    text: str


def _rightless() -> list[str]:
    """What makes root respect the rights of files, for a command that follows."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may read everything, and there is no setpriv")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


_PROGRAM = """
import io, json, os, sys
from contextlib import redirect_stdout
from pathlib import Path
from photoclip.cli import run

def ask(*words):
    out = io.StringIO()
    with redirect_stdout(out):
        status = run(["--library", sys.argv[1], *words])
    assert status == 0, (words, status)
    return out.getvalue()

if __name__ == "__main__":
    folder = Path(sys.argv[2])
    said = {"index": json.loads(ask("index", str(folder), "--json"))}
    said["failures"] = json.loads(ask("failures", "--json"))
    said["status"] = json.loads(ask("status", "--json"))
    said["search"] = json.loads(ask("search", "type:jpeg", "--all", "--json"))
    text = ask("search", "type:jpeg", "--all") + ask("failures") + ask("status")
    said["again"] = json.loads(ask("index", "--json"))
    (folder / "secret.jpg").chmod(0o600)
    (folder / "closed").chmod(0o700)
    said["opened"] = json.loads(ask("index", "--json"))
    print(json.dumps([said, text]))
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, own_places: Path) -> World:
    place = tmp_path_factory.mktemp("odd")
    folder = place / "photos"
    folder.mkdir()
    odd = fill(folder)
    for name in ("secret.jpg", "closed/inside.jpg"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(folder / "~.jpg", folder / name)
        with (folder / name).open("ab") as file:
            file.write(name.encode())  # a photo of its own
    (folder / "empty.jpg").touch()
    (folder / "damaged.jpg").write_bytes(b"x" * 700)
    (folder / "secret.jpg").chmod(0)
    (folder / "closed").chmod(0)
    script = place / "program.py"
    script.write_text(textwrap.dedent(_PROGRAM))
    done = subprocess.run(
        [*_rightless(), sys.executable, str(script), str(place / "library"), str(folder)],
        capture_output=True,
        timeout=300,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    said, text = json.loads(done.stdout)
    return World(folder, place / "library", odd, said, text)


def paths_of(rows: list[dict[str, str]]) -> set[bytes]:
    """The exact paths that a JSON answer names."""
    return {
        base64.b64decode(row["path_bytes"]) if "path_bytes" in row else os.fsencode(row["path"])
        for row in rows
    }


def test_every_name_is_embedded_and_found_by_its_exact_bytes(world: World) -> None:
    assert world.said["index"]["embedded"] == len(world.odd.pictures)
    assert paths_of(world.said["search"]["hits"]) == world.odd.pictures
    assert world.said["status"]["photos"] == len(world.odd.pictures)
    assert world.said["again"]["embedded"] == 0


def test_what_cannot_be_opened_is_listed_with_its_reason(world: World) -> None:
    base = os.fsencode(world.folder) + b"/"
    expected = {
        base + b"secret.jpg": NOT_READABLE,
        base + b"closed": NOT_ALLOWED,
        base + b"empty.jpg": "The file is empty.",
        base + b"damaged.jpg": NO_PICTURE,
        world.odd.beyond: TOO_LONG,
    }
    for command in ("index", "failures", "again"):
        rows = world.said[command]["failed"]
        assert paths_of(rows) == expected.keys()
        assert {row["reason"] for row in rows} == set(expected.values())


def test_pipes_sockets_devices_and_links_are_ignored(world: World) -> None:
    assert world.said["index"]["ignored"] == world.odd.special


def test_what_may_be_opened_later_is_read_by_the_next_run(world: World) -> None:
    """Rights leave no trace in a file's time or size."""
    opened = world.said["opened"]
    assert opened["embedded"] == 2
    left = {row["reason"] for row in opened["failed"]}
    assert left == {"The file is empty.", NO_PICTURE, TOO_LONG}


def test_a_terminal_is_told_names_and_nothing_else(world: World) -> None:
    assert not {"\x07", "\x1b", "\u202e"} & set(world.text)
    assert "[bold]markup[blink].jpg" in "".join(world.text.split())  # long paths are broken


@pytest.mark.qt_log_ignore("propagateSizeHints|does not support")
def test_the_window_shows_all_and_tries_failed_ones_again(qtbot: QtBot, world: World) -> None:
    with driven(qtbot, world.library) as window:
        count = len(world.odd.pictures) + 2
        window.wait_for_photos(count)
        window.wait(lambda: not window.is_shown("indexProgress"))
        window.grid.setFocus()
        window.grid.setCurrentIndex(window.grid.model().index(0, 0))
        window.key(Qt.Key.Key_Return)
        window.wait(lambda: window.is_shown("viewer"))
        for place in range(1, count + 1):
            window.wait(lambda at=place: window.text("viewerPosition") == f"{at} of {count}")
            window.wait(lambda: window.text("viewerTitle") != "")
            title = window.window.findChild(QLabel, "factsTitle")
            assert title is None or title.minimumSizeHint().width() < 400  # px; it can break
            window.key(Qt.Key.Key_Right)
        window.find(QToolButton, "viewerBack").click()
        window.wait(lambda: not window.is_shown("viewer"))
        failures = window.find(QPushButton, "failures")
        assert failures.text() == "3 files could not be read"
        failures.click()
        window.wait(lambda: window.is_shown("failureList"))
        assert window.find(QTreeWidget, "failureList").topLevelItemCount() == 3
        damaged = world.folder / "damaged.jpg"
        _draw_over(damaged, damaged.stat())
        window.find(QPushButton, "retryFailures").click()
        window.wait_for_photos(count + 1)


def test_failed_files_can_be_read_again(own_library_folder: Path, tmp_path: Path) -> None:
    """A file that failed and looks unchanged is read again when the person wants it."""
    folder = tmp_path / "more"
    folder.mkdir()
    file = folder / "photo.jpg"
    with Library.open(own_library_folder) as library:
        file.write_bytes(b"x" * 700)
        before = file.stat()
        assert [each.reason for each in library.index([folder]).failed] != []
        _draw_over(file, before)
        assert library.index([folder]).embedded == 0
        library.retry_failures()
        report = library.index([folder])
        assert (report.embedded, report.failed) == (1, ())


def _draw_over(file: Path, before: os.stat_result) -> None:
    """Writes a picture in place, of the same size and time, which no scan can see."""
    from PIL import Image

    with file.open("r+b") as stream:
        Image.new("RGB", (8, 8), "red").save(stream, "JPEG")
        stream.truncate(before.st_size)
        stream.seek(0, os.SEEK_END)
        stream.write(b"\0" * (before.st_size - stream.tell()))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
