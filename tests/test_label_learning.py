"""What a list learned, version by version, in a real library; also when the model is another."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photoclip import paths
from photoclip.clip import models
from photoclip.errors import LibraryError, UsageError
from photoclip.library.library import Library
from photoclip.records import LabelList

PLACES = LabelList("places", ("beach", "forest", "living room", "street"))


@pytest.fixture
def library(own_library_folder: Path) -> Iterator[Library]:
    with Library.open(own_library_folder) as opened:
        opened.tagging.save(PLACES)
        yield opened


@pytest.fixture
def other_model(tmp_path: Path) -> models.ModelFiles:
    """The built-in model with other colours before its eyes: another model, by its digest."""
    source = tmp_path / "other"
    shutil.copytree(paths.resources() / "models" / "photoclip-mini", source)
    file = source / "open_clip_config.json"
    config = json.loads(file.read_text("utf-8"))
    config["preprocess_cfg"]["mean"] = [0.3, 0.6, 0.3]
    file.write_text(json.dumps(config), "utf-8")
    return models.import_model(source, paths.models_folder(), f"other-{tmp_path.name}")


def teach(library: Library, pictures: Path, count: int) -> None:
    """Accept some photos of each label, as the samples' captions say."""
    drawn = json.loads((pictures / "captions.json").read_text("utf-8"))
    shows = {Path(each["file"]).name: each["attributes"].get("setting") for each in drawn}
    at = library.showing.paths(library.showing.browse().tolist())
    for label in PLACES.labels:
        fit = [photo for photo, files in at.items() if shows[Path(files[0].decode()).name] == label]
        library.tagging.accept(fit[:count], "places", label)


def test_history_says_what_counts_and_what_was_gained(
    library: Library, sample_pictures: Path
) -> None:
    tagging = library.tagging
    nothing = tagging.history("places")
    assert [each.number for each in nothing.versions] == [0]
    assert (nothing.now, nothing.answers) == (0, 0)
    teach(library, sample_pictures, 2)
    unkept = tagging.history("places")
    assert (unkept.now, unkept.answers) == (None, 8)
    tagging.learn("places")
    teach(library, sample_pictures, 4)
    tagging.learn("places")
    known = tagging.history("places")
    assert [each.number for each in known.versions] == [2, 1, 0]
    assert known.now == 2
    newest = known.versions[0]
    assert newest.answers == known.answers == len(tagging.feedback("places").photo_ids)
    assert 8 < newest.judged <= newest.answers
    assert 0 <= newest.right_before <= newest.judged
    assert 0 <= newest.right <= newest.judged


def test_going_back_does_what_was_shown_and_is_undone(
    library: Library, sample_pictures: Path
) -> None:
    tagging = library.tagging
    teach(library, sample_pictures, 1)
    tagging.learn("places")
    teach(library, sample_pictures, 4)
    tagging.learn("places")
    before = set(tagging.propose(PLACES).tags)
    shown = tagging.changes_by("places", 1)
    tagging.revert("places", 1)
    assert tagging.history("places").now == 3
    assert tagging.history("places").versions[0].restored_from == 1
    after = tagging.propose(PLACES)
    pairs = {(each.photo_id, each.label) for each in before}
    now = {(each.photo_id, each.label) for each in after.tags}
    wanted = {(photo, each.label) for each in shown.changes for photo in each.added.tolist()}
    lost = {(photo, each.label) for each in shown.changes for photo in each.removed.tolist()}
    assert (now - pairs, pairs - now) == (wanted, lost)
    assert tagging.changes_by("places", 3).text == "+0 \N{MINUS SIGN}0"
    undone = library.organising.undo()
    assert undone is not None
    assert (undone.kind, undone.name) == ("head-revert", "places")
    assert tagging.history("places").now == 2
    assert set(tagging.propose(PLACES).tags) == before
    library.organising.redo()
    assert tagging.history("places").now == 3


def test_another_model_learns_anew_from_the_same_answers(
    library: Library, sample_pictures: Path, other_model: models.ModelFiles
) -> None:
    tagging = library.tagging
    teach(library, sample_pictures, 3)
    first = tagging.learn("places")
    assert first is not None
    applied = tagging.apply(tagging.propose(PLACES))
    answers = tagging.feedback("places")
    held = tagging.scores(PLACES)
    library.use_model(other_model)
    library.index()

    known = tagging.history("places")
    assert (known.now, known.answers) == (None, len(answers.photo_ids))
    assert known.versions[0].other == "model"
    for use in (tagging.revert, tagging.changes_by):
        with pytest.raises(LibraryError, match="another model; learn anew"):
            use("places", first.version)
    after = tagging.feedback("places")
    assert np.array_equal(after.photo_ids, answers.photo_ids)
    assert np.array_equal(after.accepted, answers.accepted)
    anew = tagging.scores(PLACES)
    assert anew.learned is not None
    assert anew.learned.version is None  # it is not the head of the other model's vectors
    assert anew.learned.examples == len(answers.photo_ids)
    assert not np.allclose(anew.chances, held.chances)
    second = tagging.learn("places")
    assert second is not None
    assert (second.version, second.data == first.data) == (first.version + 1, False)
    assert tagging.history("places").now == second.version
    run = tagging.apply(tagging.propose(PLACES)).run
    assert [each.head_version for each in tagging.runs()] == [second.version, first.version]
    assert run is not None
    tagging.undo(run)
    assert tagging.runs()[1].tags == len(applied.photo_ids)


def test_a_version_of_other_labels_is_not_used(library: Library, sample_pictures: Path) -> None:
    tagging = library.tagging
    teach(library, sample_pictures, 2)
    tagging.learn("places")
    tagging.save(LabelList("places", (*PLACES.labels, "kitchen")))
    known = tagging.history("places")
    assert (known.now, known.versions[0].other) == (None, "labels")
    with pytest.raises(UsageError, match="had other labels"):
        tagging.changes_by("places", 1)
