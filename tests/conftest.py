"""Fixtures that every test may use; Qt runs without a screen."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import gc
import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

import photoclip.ui  # noqa: F401 (before Qt, whose types it wants made at once)
from tests.drives import Drives
from tests.processes import decoders

QtBot.waitUntil.__kwdefaults__["timeout"] = 60_000  # ms: a busy machine is waited for


settings.register_profile("photoclip", deadline=None)  # no timing decides a test
settings.load_profile("photoclip")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest file first, then those of many tests: both processes end together."""
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: (item.path.name != "test_soak_short.py", -tests[item.path]))


def pytest_collection_finish() -> None:
    """What is imported by now is no garbage: a look through all of it takes half a second."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def own_places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Settings, models, log and default library of the tests lie in a folder of their own."""
    folder = tmp_path_factory.mktemp("places")
    places = {
        "PHOTOCLIP_CONFIG": folder / "config",
        "PHOTOCLIP_MODELS": folder / "models",
        "PHOTOCLIP_LOG": folder / "photoclip.log",
        "PHOTOCLIP_CACHE": folder / "cache",
        "PHOTOCLIP_LIBRARY": folder / "library",
        "XDG_PICTURES_DIR": folder / "no pictures",  # nor is the person's own folder proposed
    }
    before = {name: os.environ.get(name) for name in places}
    os.environ.update({name: str(place) for name, place in places.items()})
    yield folder
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data; tests that need it are skipped where it is absent."""
    named = os.environ.get("PHOTOCLIP_TEST_DATA")
    if not named or not Path(named).is_dir():
        pytest.skip("PHOTOCLIP_TEST_DATA does not name a folder of real data")
    return Path(named).resolve()


@pytest.fixture(scope="session")
def sample_pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty drawn pictures with their captions.json; never change them."""
    from photoclip.samples.library import write_samples

    folder = tmp_path_factory.mktemp("samples") / "pictures"
    write_samples(folder, count=60, seed=5, long_side=(800, 1000), processes=2)
    return folder


@pytest.fixture(scope="session")
def sample_library_folder(
    tmp_path_factory: pytest.TempPathFactory, sample_pictures: Path, own_places: Path
) -> Path:
    """An indexed library of the sample pictures; open it for reading only, or copy it."""
    from photoclip.library.library import Library

    folder = tmp_path_factory.mktemp("library") / "library"
    with Library.open(folder) as library:
        report = library.index([sample_pictures])
    assert not report.failed
    return folder


@pytest.fixture
def own_library_folder(sample_library_folder: Path, tmp_path: Path) -> Path:
    """A copy of the indexed sample library that a test may change."""
    folder = tmp_path / "library"
    shutil.copytree(sample_library_folder, folder)
    return folder


@pytest.fixture
def drives(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Drives:
    """Drives that a test mounts and takes away."""
    table = tmp_path_factory.mktemp("drives") / "mounts"
    monkeypatch.setenv("PHOTOCLIP_MOUNTS", str(table))
    return Drives(table)


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """A test that leaves a thread or a process of photoclip's running has a fault."""
    threads = set(threading.enumerate())
    yield
    left = [
        thread
        for thread in threading.enumerate()
        if thread not in threads and thread.name.startswith(("writer", "embedder", "decoder"))
    ]
    for thread in left:  # one that loads a model is not waited for by a run that was stopped
        thread.join(timeout=10)
    alive = [thread.name for thread in left if thread.is_alive()]
    assert not alive, f"threads left behind: {alive}"
    _, running = psutil.wait_procs(decoders(), timeout=5)
    assert not running, f"processes left behind: {running}"
