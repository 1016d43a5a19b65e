"""Another model comes into use: while photos are indexed, cancelled, with other dimensions."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from tiny_models import paint, tiny_model

from photoclip import paths
from photoclip.clip import models
from photoclip.clip.embedder import Embedder
from photoclip.library.library import Library
from photoclip.query import parse
from photoclip.records import LabelList
from photoclip.ui.jobs import Jobs
from photoclip.ui.welcome.model_store import ModelStore

COUNT = 8


@pytest.fixture(autouse=True)
def own_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PHOTOCLIP_MODELS", str(tmp_path / "models"))


@pytest.fixture(scope="module")
def painted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return paint(tmp_path_factory.mktemp("painted"), COUNT)


@pytest.fixture
def library(tmp_path: Path, painted: Path) -> Iterator[Library]:
    """A library of painted pictures, searched with a tiny model of 16 dimensions."""
    with Library.open(tmp_path / "library") as opened:
        opened.use_model(tiny_model(tmp_path, "old", 16))
        opened.index([painted])
        yield opened


def is_of(library: Library, model: models.ModelFiles) -> bool:
    """Whether every photo has the vector that this model makes of its file, and is found by it."""
    embedder = Embedder.load(model, threads=1)
    for photo in library.showing.browse([]).tolist():
        path = library.showing.photo(photo).paths[0].decode()
        with Image.open(path) as picture:
            (made,) = embedder.encode_images([np.asarray(picture.convert("RGB"))])
        kept = library.vector(photo)
        assert kept is not None
        assert kept.shape == (model.dimension,)
        assert float(kept @ made) > 0.98
        assert library.similar_to(photo).total == COUNT - 1
    return library.vectors() == library.indexed() == COUNT


def test_a_model_chosen_while_photos_are_indexed(tmp_path: Path, painted: Path) -> None:
    """The run goes on with the model it began with; both models' vectors are right afterwards."""
    old, new = tiny_model(tmp_path, "old", 16), tiny_model(tmp_path, "new", 24)
    with Library.open(tmp_path / "library") as library:
        library.use_model(old)
        chosen: list[bool] = []

        def choose(_photos: tuple[int, ...]) -> None:
            if not chosen:
                chosen.append(False)
                threading.Thread(target=lambda: library.use_model(new)).start()

        report = library.index([painted], on_photos=choose)
        assert report.embedded == COUNT
        while not library.coming_model():
            threading.Event().wait(0.01)
        assert (library.model_name(), library.coming_model()) == ("old", "new")
        assert is_of(library, old)
        assert library.index().embedded == COUNT
        assert (library.model_name(), library.coming_model()) == ("new", "")
        assert is_of(library, new)
        assert library.use_model(old) is True
        assert is_of(library, old)
    with Library.open(tmp_path / "library", write=False) as reader:
        assert is_of(reader, old)


def test_questions_and_edits_while_another_model_takes_over(
    library: Library, tmp_path: Path
) -> None:
    """No answer mixes two models, and the index follows edits made at that very moment."""
    every = {"old": 16, "new": 24}
    others = [tiny_model(tmp_path, "new", 24), models.find("old", paths.models_folder())]
    library.use_model(others[0])
    library.index()
    ended, troubles, answers = threading.Event(), list[BaseException](), set[str]()

    def ask() -> None:
        while not ended.is_set():
            try:
                answer = library.search(parse("red -blue"))
                answers.add(answer.model)
                assert answer.total == len(answer.hits) == COUNT
                assert all(np.isfinite(hit.score or 0.0) for hit in answer.hits)
                library.tagging.propose(LabelList("colours", ("red", "blue"), exclusive=False))
            except BaseException as trouble:  # noqa: BLE001 - told by the test
                troubles.append(trouble)
                return

    def edit() -> None:
        photos = library.showing.browse([]).tolist()
        while not ended.is_set():
            library.organising.rate(photos[:3], 3)
            library.organising.rate(photos[:3], 4)

    working = [threading.Thread(target=work) for work in (ask, ask, edit)]
    for each in working:
        each.start()
    for turn in range(int(os.environ.get("PHOTOCLIP_SWITCHES", "10"))):
        assert library.use_model(others[turn % 2 == 0])
        assert library.indexed() == COUNT
    ended.set()
    for each in working:
        each.join()
    assert not troubles, repr(troubles[0])
    assert answers <= set(every)
    assert library.vectors() == library.indexed() == COUNT


def test_a_cancelled_switch_keeps_what_was_made(library: Library, tmp_path: Path) -> None:
    before = library.search(parse("red"))
    old, new = models.find("old", paths.models_folder()), tiny_model(tmp_path, "new", 24)
    assert library.use_model(new) is False
    stop = threading.Event()
    first = library.index(on_photos=lambda _photos: stop.set(), stop=stop)
    assert first.stopped
    assert 0 < first.embedded <= COUNT
    assert library.use_model(old) is True
    assert (library.model_name(), library.coming_model()) == ("old", "")
    assert library.search(parse("red")).hits == before.hits
    assert library.index().embedded == 0
    assert library.model_name() == "old"
    at_once = library.use_model(new)
    assert at_once == (first.embedded == COUNT)
    assert library.index().embedded == COUNT - first.embedded
    assert is_of(library, new)


def test_a_photo_that_changed_meanwhile_is_made_again_for_both(
    library: Library, tmp_path: Path
) -> None:
    own = paint(tmp_path / "own", 1, first=500)
    library.index([own])
    (photo,) = library.showing.browse(parse("folder:own").filters).tolist()
    was = library.vector(photo)
    library.use_model(tiny_model(tmp_path, "new", 24))
    library.index()
    (own / "500.png").unlink()
    paint(tmp_path / "other", 1, first=501)
    (tmp_path / "other" / "501.png").rename(own / "500.png")
    library.index()
    (changed,) = library.showing.browse(parse("folder:own").filters).tolist()
    assert library.use_model(models.find("old", paths.models_folder())) is False
    assert library.index().embedded == 1
    now = library.vector(changed)
    assert was is not None
    assert now is not None
    assert float(was @ now) < 0.999  # not the vector of the picture that was there


def test_other_dimensions_reach_into_everything_that_is_kept(
    library: Library, tmp_path: Path
) -> None:
    """Learned heads, the bank of unrelated texts, the index's files: each is its model's own."""
    photos = library.showing.browse([]).tolist()
    library.tagging.save(LabelList("things", ("red", "blue"), exclusive=True))
    for place, photo in enumerate(photos):
        label = "red" if place % 2 else "blue"
        library.tagging.accept(np.array([photo]), "things", label)
    library.tagging.learn("things")
    labels = library.tagging.label_list("things")
    before = library.tagging.scores(labels).chances
    library.use_model(tiny_model(tmp_path, "wide", 40))
    library.index()
    assert library.model_name() == "wide"
    assert library.search(parse("red")).total == COUNT
    assert library.tagging.scores(labels).chances.shape == before.shape
    assert library.indexed() == COUNT
    library.use_model(models.find("old", paths.models_folder()))
    assert library.tagging.scores(labels).chances == pytest.approx(before, abs=1e-3)
    library.close()
    with Library.open(library.folder) as again:
        assert again.model_name() == "old"
        assert again.indexed() == COUNT
        assert again.search(parse("red")).total == COUNT


def test_the_window_knows_of_a_begun_switch_and_ends_it(
    library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    """Also one that was begun before the window was opened."""
    library.use_model(tiny_model(tmp_path, "new", 24))
    jobs = Jobs()
    store = ModelStore(jobs, tmp_path / "settings.toml")
    try:
        with qtbot.waitSignal(store.changed, timeout=60_000):
            store.set_library(library)
        assert store.coming == "new"
        with qtbot.waitSignals([store.chosen, store.changed], timeout=60_000):
            store.stay()
        assert store.coming == ""
        assert library.coming_model() == ""
        assert library.model_name() == "old"
    finally:
        store.close()
        assert jobs.close(30)
