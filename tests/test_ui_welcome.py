"""The first run: folders, models and the sample library."""

import http.server
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from photoclip import app, paths
from photoclip.clip.download import RECOMMENDED
from photoclip.library.library import Library
from photoclip.ui.jobs import Jobs
from photoclip.ui.language import Language
from photoclip.ui.theme import Theme
from photoclip.ui.welcome.model_chooser import ModelChooser
from photoclip.ui.welcome.model_store import ModelStore
from photoclip.ui.welcome.page import WelcomePage
from photoclip.ui.welcome.samples import SampleDrawing

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PATIENCE = 60_000
QUICK = RECOMMENDED[0].name.replace("/", "-")


@pytest.fixture
def theme(qtbot: QtBot) -> Iterator[Theme]:
    application = app.make_application()
    language = Language(application, paths.resources())
    language.choose("en")
    yield Theme(application, paths.resources())
    language.remove()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, tmp_path: Path) -> WelcomePage:
    pictures = tmp_path / "Pictures"
    pictures.mkdir()
    page = WelcomePage(theme, pictures, QIcon())
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.propose(there=True)
    return page


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    assert jobs.close(30)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setenv("PHOTOCLIP_MODELS", str(tmp_path / "models"))
    settings = tmp_path / "settings.toml"
    with Library.open(tmp_path / "library", settings_path=settings) as library:
        yield library


@pytest.fixture
def store(jobs: Jobs, library: Library, tmp_path: Path) -> Iterator[ModelStore]:
    store = ModelStore(jobs, tmp_path / "settings.toml")
    store.set_library(library)
    yield store
    assert store.close(30)


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    ground = QWidget()
    qtbot.addWidget(ground)
    return ground


@pytest.fixture
def chooser(qtbot: QtBot, theme: Theme, store: ModelStore, ground: QWidget) -> ModelChooser:
    chooser = ModelChooser(store, theme, ground)
    chooser.show()
    _wait_for_models(qtbot, chooser)
    return chooser


def _button(widget: QWidget, name: str) -> QPushButton:
    found = widget.findChild(QPushButton, name)
    assert found is not None, name
    return found


def _has(widget: QWidget, name: str) -> bool:
    found = widget.findChildren(QWidget, name)
    return any(each.isVisible() for each in found)


def _texts(widget: QWidget, name: str) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel, name) if each.isVisible()]


def _click(qtbot: QtBot, widget: QWidget, name: str) -> None:
    qtbot.mouseClick(_button(widget, name), Qt.MouseButton.LeftButton)


# Folders


def test_the_picture_folder_is_proposed_and_added(
    qtbot: QtBot, page: WelcomePage, tmp_path: Path
) -> None:
    add = _button(page, "addPictures")
    assert add.text() == "Add “Pictures”"
    assert page.focusWidget() is add
    with qtbot.waitSignal(page.folders_chosen) as chosen:
        qtbot.keyClick(add, Qt.Key.Key_Space)
    assert chosen.args == [(tmp_path / "Pictures",)]


def test_several_folders_are_listed_and_can_be_left_out(
    qtbot: QtBot, page: WelcomePage, tmp_path: Path
) -> None:
    _click(qtbot, page, "chooseFolder")
    dialog = page.findChild(QFileDialog, "folderDialog")
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "Scans"))
    dialog.reject()
    page.add_folders([tmp_path / "Pictures" / "inside", tmp_path / "Scans"])
    qtbot.waitUntil(lambda: _texts(page, "folderName") == ["Pictures", "Scans"])
    assert _button(page, "addPictures").text() == "Add 2 folders"
    out = page.findChildren(QToolButton, "leaveOut")[0]
    assert out.accessibleName() == "Do not add Pictures"
    qtbot.mouseClick(out, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.folders_chosen) as chosen:
        _click(qtbot, page, "addPictures")
    assert chosen.args == [(tmp_path / "Scans",)]


def test_a_folder_above_takes_the_place_of_those_in_it(
    qtbot: QtBot, page: WelcomePage, tmp_path: Path
) -> None:
    page.add_folders([tmp_path])
    qtbot.waitUntil(lambda: _texts(page, "folderName") == [tmp_path.name])


def test_without_a_picture_folder_choosing_comes_first(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    page = WelcomePage(theme, tmp_path / "none", QIcon())
    qtbot.addWidget(page)
    page.show()
    page.propose(there=False)
    assert not _button(page, "addPictures").isVisible()
    assert page.focusWidget() is _button(page, "chooseFolder")
    assert _button(page, "chooseFolder").property("primary")


def test_every_control_of_the_page_has_a_name(page: WelcomePage) -> None:
    for kind in (QPushButton, QToolButton):
        assert all(each.accessibleName() for each in page.findChildren(kind))


def test_models_and_samples_are_asked_for(qtbot: QtBot, page: WelcomePage) -> None:
    with qtbot.waitSignal(page.model_wanted):
        _click(qtbot, page, "chooseModel")
    with qtbot.waitSignal(page.samples_wanted):
        _click(qtbot, page, "trySamples")


# The sample library


def test_samples_are_drawn_with_progress(qtbot: QtBot, page: WelcomePage, tmp_path: Path) -> None:
    drawing = SampleDrawing(tmp_path / "samples", count=6)
    page.follow(drawing)
    page.samples_wanted.connect(drawing.start)
    told: list[tuple[int, int]] = []
    drawing.progressed.connect(lambda done, total: told.append((done, total)))
    with qtbot.waitSignal(drawing.done, timeout=PATIENCE) as done:
        _click(qtbot, page, "trySamples")
        qtbot.waitUntil(lambda: _has(page, "sampleProgress"), timeout=PATIENCE)
    assert done.args == [tmp_path / "samples"]
    assert (tmp_path / "samples" / "captions.json").is_file()
    assert told[0] == (0, 6)
    assert [each for each, _total in told] == sorted(each for each, _total in told)
    assert not _has(page, "sampleProgress")
    with qtbot.waitSignal(drawing.done, timeout=PATIENCE):  # they are there already
        drawing.start()
    assert drawing.close(30)


def test_drawing_samples_can_be_cancelled(qtbot: QtBot, page: WelcomePage, tmp_path: Path) -> None:
    drawing = SampleDrawing(tmp_path / "samples", count=5000)
    page.follow(drawing)
    drawing.start()
    qtbot.waitUntil(lambda: _has(page, "stopSamples"), timeout=PATIENCE)
    with qtbot.waitSignal(drawing.stopped, timeout=PATIENCE):
        _click(qtbot, page, "stopSamples")
    assert not (tmp_path / "samples").exists()
    assert _button(page, "trySamples").isVisible()
    assert drawing.close(30)


def test_a_folder_in_use_is_refused_in_a_sentence(
    qtbot: QtBot, page: WelcomePage, tmp_path: Path
) -> None:
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "mine.txt").write_text("mine")
    drawing = SampleDrawing(tmp_path / "samples", count=6)
    page.follow(drawing)
    with qtbot.waitSignal(drawing.failed, timeout=PATIENCE) as failed:
        drawing.start()
    assert "not empty" in failed.args[0]
    assert (tmp_path / "samples" / "mine.txt").exists()
    assert drawing.close(30)


# Models


def _wait_for_models(qtbot: QtBot, chooser: ModelChooser) -> None:
    """Until all of them can be seen; they are listed again when more is known of them."""
    qtbot.waitUntil(
        lambda: (
            len(_texts(chooser, "modelTitle")) == 1 + len(RECOMMENDED)
            and _texts(chooser, "modelState")[:1] == ["In use"]
        ),
        timeout=PATIENCE,
    )


def test_the_models_are_listed_with_their_facts(qtbot: QtBot, chooser: ModelChooser) -> None:
    _wait_for_models(qtbot, chooser)
    assert _texts(chooser, "modelTitle")[0] == "Built-in demo model"
    assert len(_texts(chooser, "modelTitle")) == 1 + len(RECOMMENDED)
    facts = _texts(chooser, "modelFacts")
    assert facts[0] == "English · MIT licence", "no speed is told that was not measured"
    assert facts[1] == "605 MB · English · MIT licence"
    assert "100 languages" in facts[-1]
    assert _texts(chooser, "modelState")[0] == "In use"


def test_a_speed_is_told_once_it_was_measured(qtbot: QtBot, chooser: ModelChooser) -> None:
    _click(qtbot, chooser, "measure-photoclip-mini")
    qtbot.waitUntil(
        lambda: "photos a second here (processor)" in "".join(_texts(chooser, "modelFacts")),
        timeout=PATIENCE,
    )
    assert not _has(chooser, "measure-photoclip-mini")


def test_without_a_network_one_plain_sentence_says_so(
    qtbot: QtBot, chooser: ModelChooser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
    _click(qtbot, chooser, f"download-{QUICK}")
    qtbot.waitUntil(lambda: _has(chooser, "modelMessage"), timeout=PATIENCE)
    assert _texts(chooser, "modelMessage") == [
        "The model could not be downloaded because there is no connection. Everything else works "
        "without one; try again later, or import a model from a file."
    ]
    qtbot.waitUntil(lambda: _has(chooser, f"download-{QUICK}"), timeout=PATIENCE)


class SlowHub(http.server.BaseHTTPRequestHandler):
    """A hub whose weights come in drops."""

    SIZE = 12 << 20
    ranges: list[str | None]

    def do_HEAD(self) -> None:
        self._head(self.SIZE, 200)

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        self.ranges.append(asked)
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        self._head(self.SIZE - start, 206 if asked else 200)
        for _block in range(start, self.SIZE, 1 << 18):
            try:
                self.wfile.write(b"\0" * (1 << 18))
            except OSError:
                return
            time.sleep(0.05)

    def _head(self, size: int, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(size))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def slow_hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[SlowHub]]:
    handler = type("OneHub", (SlowHub,), {"ranges": []})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    yield handler
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_download_can_be_paused_resumed_and_cancelled(
    qtbot: QtBot, chooser: ModelChooser, slow_hub: type[SlowHub]
) -> None:
    def amount() -> str:
        return "".join(_texts(chooser, "modelAmount"))

    _click(qtbot, chooser, f"download-{QUICK}")
    qtbot.waitUntil(lambda: "of 13 MB" in amount(), timeout=PATIENCE)
    _click(qtbot, chooser, f"pause-{QUICK}")
    resume = f"download-{QUICK}"
    qtbot.waitUntil(lambda: _has(chooser, resume), timeout=PATIENCE)
    qtbot.waitUntil(lambda: _button(chooser, resume).text() == "Resume", timeout=PATIENCE)
    assert any("are here" in text for text in _texts(chooser, "modelState"))
    _click(qtbot, chooser, resume)
    qtbot.waitUntil(lambda: "of 13 MB" in amount(), timeout=PATIENCE)
    assert slow_hub.ranges[-1] is not None, "it went on where it stopped"
    _click(qtbot, chooser, f"cancel-{QUICK}")
    qtbot.waitUntil(lambda: _has(chooser, resume), timeout=PATIENCE)
    qtbot.waitUntil(lambda: _button(chooser, resume).text() == "Download", timeout=PATIENCE)
    assert not list(paths.models_folder().glob(".download-*"))


def test_a_download_goes_on_while_the_chooser_is_closed(
    qtbot: QtBot, theme: Theme, ground: QWidget, store: ModelStore, slow_hub: type[SlowHub]
) -> None:
    chooser = ModelChooser(store, theme, ground)
    chooser.show()
    qtbot.waitUntil(lambda: _has(chooser, f"download-{QUICK}"), timeout=PATIENCE)
    _click(qtbot, chooser, f"download-{QUICK}")
    _click(qtbot, chooser, "modelLater")
    assert store.busy_with == QUICK
    again = ModelChooser(store, theme, ground)
    again.show()
    qtbot.waitUntil(lambda: _has(again, f"cancel-{QUICK}"), timeout=PATIENCE)
    _click(qtbot, again, f"cancel-{QUICK}")
    qtbot.waitUntil(lambda: _has(again, f"download-{QUICK}"), timeout=PATIENCE)


def test_a_model_from_a_folder_is_imported_and_used(
    qtbot: QtBot, chooser: ModelChooser, store: ModelStore, library: Library, tmp_path: Path
) -> None:
    source = tmp_path / "my-model"
    shutil.copytree(paths.resources() / "models" / "photoclip-mini", source)
    config = source / "open_clip_config.json"  # pictures prepared in another way: another model
    config.write_text(config.read_text().replace('"squash"', '"shortest"'))
    _click(qtbot, chooser, "importModelFolder")
    dialog = chooser.findChild(QFileDialog, "modelFolderDialog")
    assert dialog is not None
    dialog.fileSelected.emit(str(source))
    dialog.reject()
    qtbot.waitUntil(lambda: _has(chooser, "use-my-model"), timeout=PATIENCE)
    with qtbot.waitSignal(store.chosen, timeout=PATIENCE) as chosen:
        _click(qtbot, chooser, "use-my-model")
    assert chosen.args == ["my-model", True]
    qtbot.waitUntil(lambda: not _has(chooser, "use-my-model"), timeout=PATIENCE)
    assert _button(chooser, "modelLater").text() == "Done"


def test_a_single_file_asks_for_its_architecture_and_says_what_is_wrong(
    qtbot: QtBot, chooser: ModelChooser, tmp_path: Path
) -> None:
    weights = tmp_path / "weights.safetensors"
    weights.write_bytes(b"nothing of the kind")
    _click(qtbot, chooser, "importModelFile")
    dialog = chooser.findChild(QFileDialog, "modelFileDialog")
    assert dialog is not None
    dialog.fileSelected.emit(str(weights))
    dialog.reject()
    asked = chooser.findChild(QInputDialog, "architectureDialog")
    assert asked is not None
    asked.setTextValue("ViT-B-32")
    asked.accept()
    qtbot.waitUntil(lambda: _has(chooser, "modelMessage"), timeout=PATIENCE)
    qtbot.waitUntil(lambda: "Importing" not in _texts(chooser, "modelMessage")[0], timeout=PATIENCE)
    assert _texts(chooser, "modelMessage")[0].count(".") >= 1
    assert not list(paths.models_folder().glob("weights*"))
