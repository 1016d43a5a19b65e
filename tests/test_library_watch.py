"""A watched library follows its folders; a chosen model takes over when it is complete."""

import json
import queue
import shutil
import threading
from pathlib import Path

import pytest
from test_library_index import paint

from photoclip import paths
from photoclip.clip import models
from photoclip.library.library import Library
from photoclip.query import parse
from photoclip.records import IndexReport

WAIT = 60


def test_new_renamed_and_deleted_pictures_are_followed(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    paint(folder / "a.jpg", 1)
    reports: queue.Queue[IndexReport] = queue.Queue()
    stop = threading.Event()
    with Library.open(tmp_path / "library") as library:
        library.roots.add(folder)
        watching = threading.Thread(
            target=lambda: library.watch(on_report=reports.put, stop=stop), name="watching"
        )
        watching.start()
        try:
            assert reports.get(timeout=WAIT).embedded == 1
            paint(folder / "new" / "b.jpg", 2)
            assert reports.get(timeout=WAIT).embedded == 1
            (folder / "new").rename(folder / "renamed")
            report = reports.get(timeout=WAIT)
            assert (report.moved, report.embedded) == (1, 0)
            (folder / "a.jpg").unlink()
            assert reports.get(timeout=WAIT).gone == 1
            assert library.showing.counts() == (1, 1)
        finally:
            stop.set()
            watching.join(timeout=WAIT)
        assert not watching.is_alive()


@pytest.fixture
def other_model(tmp_path: Path) -> models.ModelFiles:
    """The built-in model with another configuration: another model, by its digest."""
    source = tmp_path / "other"
    shutil.copytree(paths.resources() / "models" / "photoclip-mini", source)
    file = source / "open_clip_config.json"
    config = json.loads(file.read_text("utf-8"))
    config["preprocess_cfg"]["mean"] = [0.4, 0.4, 0.4]
    file.write_text(json.dumps(config), "utf-8")
    return models.import_model(source, paths.models_folder(), f"other-{tmp_path.name}")


def test_a_new_model_is_built_beside_the_old_one_and_then_used(
    tmp_path: Path, other_model: models.ModelFiles
) -> None:
    folder = tmp_path / "pictures"
    for seed in range(4):
        paint(folder / f"{seed}.jpg", seed)
    with Library.open(tmp_path / "library") as library:
        library.index([folder])
        before = library.search(parse("blue"))
        assert library.use_model(other_model) is False
        assert library.model_name() == "photoclip-mini"
        assert library.search(parse("blue")).hits == before.hits
        report = library.index()
        assert (report.embedded, report.photos) == (4, 4)
        assert library.model_name() == other_model.name
        assert library.search(parse("blue")).total == 4
        assert library.vectors() == library.indexed() == 4
    with Library.open(tmp_path / "library", write=False) as reader:
        assert reader.search(parse("blue")).model == other_model.name
        assert reader.indexed() == 4
