"""Pictures that other programs open with photoclip, in a running window and by a second start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui_driver import driven, elsewhere

from photoclip.library.library import Library
from photoclip.ui.coming import Wanted

_FIRST = """
import sys
from pathlib import Path
from photoclip import app
from photoclip.ui.viewer.viewer import Viewer

class Watched(Viewer):
    def show_photo(self, photos, photo_id, question=""):
        super().show_photo(photos, photo_id, question)
        print("viewing", photo_id, flush=True)

import photoclip.ui.parts
photoclip.ui.parts.Viewer = Watched

from photoclip.ui.main_window import MainWindow
class Shown(MainWindow):
    def showEvent(self, event):
        super().showEvent(event)
        print("shown", flush=True)
import photoclip.ui.main_window
photoclip.ui.main_window.MainWindow = Shown
sys.exit(app.run(Path(sys.argv[1])))
"""


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    file = tmp_path / "elsewhere" / "a boat.png"
    file.parent.mkdir()
    Image.new("RGB", (300, 200), (40, 90, 160)).save(file)
    return file


def _first_photo(folder: Path) -> tuple[int, Path]:
    with Library.open(folder, write=False) as library:
        photo = library.showing.photos(library.showing.browse()[:1].tolist())[0]
        return photo.id, Path(os.fsdecode(library.showing.paths([photo.id])[photo.id][0]))


def test_a_file_of_the_library_is_shown(qtbot: QtBot, own_library_folder: Path) -> None:
    _, file = _first_photo(own_library_folder)
    with driven(qtbot, own_library_folder) as window:
        window.desktop.window.coming.take(Wanted((file,)))  # before there is a library
        window.wait(lambda: window.is_shown("viewerStrip"))
        window.wait(lambda: file.name in window.text("viewerTitle"))
        library = window.desktop.library
        assert library is not None
        count = elsewhere(lambda: len(library.showing.browse()))
        assert window.text("viewerPosition").endswith(f"of {count}")  # one leafs through all
        assert not window.is_shown("banner")


def test_a_picture_from_elsewhere_is_asked_for_and_its_folder_offered(
    qtbot: QtBot, own_library_folder: Path, outside: Path
) -> None:
    with driven(qtbot, own_library_folder) as window:
        window.wait(lambda: window.is_shown("photoGrid"))
        window.desktop.window.coming.take(Wanted((outside,)))
        window.wait(lambda: window.text("headline") == "Like a boat.png")
        assert "a boat.png is not in the library" in window.text("bannerSentence")
        window.find(QPushButton, "bannerAction").click()
        library = window.desktop.library
        assert library is not None
        window.wait(lambda: _has_folder(library, outside.parent))


def test_similar_ones_are_searched_when_that_is_wanted(
    qtbot: QtBot, own_library_folder: Path
) -> None:
    _, file = _first_photo(own_library_folder)
    with driven(qtbot, own_library_folder) as window:
        window.wait(lambda: window.is_shown("photoGrid"))
        window.desktop.window.coming.take(Wanted((file,), similar=True))
        window.wait(lambda: window.text("headline") == f"Like {file.name}")
        assert not window.is_shown("viewer")
        assert not window.is_shown("banner")


def test_a_second_start_hands_its_files_to_the_window(own_library_folder: Path) -> None:
    photo, file = _first_photo(own_library_folder)
    offscreen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    first = subprocess.Popen(
        [sys.executable, "-c", _FIRST, str(own_library_folder)],
        stdout=subprocess.PIPE,
        text=True,
        env=offscreen,
    )
    try:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == "shown"
        words = ["-m", "photoclip", "--library", str(own_library_folder), file.name]
        second = subprocess.run(
            [sys.executable, *words], env=offscreen, cwd=file.parent, timeout=120, check=False
        )
        assert second.returncode == 0
        assert first.stdout.readline().strip() == f"viewing {photo}"
    finally:
        first.kill()
        first.communicate()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("open", "nothing.jpg"), "There is no file nothing.jpg."),
        (("open", "."), "'photoclip index' adds folders"),
        ((".",), "'photoclip index' adds folders"),
        (("nothing.jpg",), "nothing.jpg"),
    ],
)
def test_what_cannot_be_opened_is_said_in_one_sentence(
    words: tuple[str, ...], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from photoclip.cli import run

    with pytest.MonkeyPatch.context() as here:
        here.chdir(tmp_path)
        assert run(words) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert len(said.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted((Path("/a/b c.jpg"),)),
        Wanted((Path("/ü/\udcff.jpg"), Path("/line\nbreak.png")), similar=True),
    ],
)
def test_a_line_says_all_of_it(wanted: Wanted) -> None:
    line = wanted.to_line()
    assert b"\n" not in line
    assert Wanted.of_line(line) == wanted


@pytest.mark.parametrize(
    "line", [b"", b"{", b"[]", b'{"open": 3}', b'{"open": [1]}', b"\xff", b"[" * 9999]
)
def test_another_line_is_not_taken(line: bytes) -> None:
    assert Wanted.of_line(line) is None


def _has_folder(library: Library, folder: Path) -> bool:
    return any(root.path == os.fsencode(folder) for root in elsewhere(library.roots.all))
