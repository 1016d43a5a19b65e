"""Label lists in a real library: what a run changes, what is learned, reviewed and left over."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photoclip.errors import LibraryError, UsageError
from photoclip.library.labels import write_label_list
from photoclip.library.library import Library
from photoclip.records import LabelList

SCENES = LabelList("Scenes", ("beach", "forest", "living room", "street"))


@pytest.fixture
def library(own_library_folder: Path) -> Iterator[Library]:
    with Library.open(own_library_folder) as opened:
        yield opened


def where_taken(library: Library, pictures: Path) -> dict[int, str]:
    """The place that each sample photo shows, as its captions.json says."""
    drawn = json.loads((pictures / "captions.json").read_text("utf-8"))
    settings = {Path(each["file"]).name: each["attributes"].get("setting", "") for each in drawn}
    paths = library.showing.paths(library.showing.browse().tolist())
    return {photo: settings[Path(found[0].decode()).name] for photo, found in paths.items()}


def test_a_run_shows_what_it_changes_and_can_be_taken_back(
    library: Library, sample_pictures: Path
) -> None:
    tagging = library.tagging
    first = tagging.propose(SCENES)
    truth = where_taken(library, sample_pictures)
    right = [truth[tag.photo_id] == tag.label for tag in first.tags]
    assert np.mean(right) > 0.6
    assert tagging.diff(first).added == first.counts()
    applied = tagging.apply(first)
    assert tagging.diff(tagging.propose(SCENES)).text == "+0 \N{MINUS SIGN}0"
    narrow = replace(SCENES, labels=("beach", "street"), thresholds={"beach": 0.95})
    diff = tagging.diff(tagging.propose(narrow))
    assert diff.removed["forest"] == first.counts()["forest"] > 0
    second = tagging.apply(tagging.propose(narrow))
    (latest, earlier) = tagging.runs()
    assert (latest.id, latest.list_version, earlier.id) == (second.run, 2, applied.run)
    assert latest.changes["forest"] == (0, first.counts()["forest"], 0)
    assert second.run is not None
    tagging.undo(second.run)
    held = library.showing.photos(first.photo_ids.tolist())
    assert [each.tags[0].name for each in held] == [tag.label for tag in first.tags]
    assert held[0].tags[0].probability == pytest.approx(first.tags[0].probability, abs=1e-6)


def test_answers_are_not_proposed_and_a_rejection_is_permanent(library: Library) -> None:
    tagging = library.tagging
    first = tagging.apply(tagging.propose(SCENES))
    beach = first.photo_ids[first.label_index == 0].tolist()
    other = first.photo_ids[first.label_index == 1].tolist()
    tagging.reject(beach[:1], "scenes", "Beach")
    tagging.accept(other[:1], "Scenes", "street")
    again = tagging.propose(SCENES)
    assert (beach[0], 0) not in set(zip(again.photo_ids, again.label_index, strict=True))
    assert other[0] not in again.photo_ids  # one label fits, and the person said which
    tagging.apply(again)
    write_label_list(SCENES, library.folder / "scenes.json")
    tagging.import_file(library.folder / "scenes.json")
    for run in tagging.runs():
        tagging.undo(run.id)
    photo = library.showing.photo(beach[0])
    assert "beach" not in [tag.name for tag in photo.tags]
    assert [tag.name for tag in library.showing.photo(other[0]).tags] == ["street"]
    found = tagging.feedback("scenes")
    assert sorted(zip(found.photo_ids, found.accepted, strict=True)) == sorted(
        [(beach[0], False), (other[0], True)]
    )


def test_what_was_learned_has_versions(library: Library, sample_pictures: Path) -> None:
    tagging = library.tagging
    tagging.save(SCENES)
    assert tagging.learn("scenes") is None
    truth = where_taken(library, sample_pictures)
    for label in SCENES.labels:
        photos = [photo for photo, place in truth.items() if place == label][:2]
        tagging.accept(photos, "scenes", label)
    first = tagging.learn("scenes")
    assert first is not None
    assert (first.version, first.examples) == (1, len(tagging.feedback("scenes").photo_ids))
    again = tagging.learn("scenes")
    assert again is not None
    assert again.version == 1  # nothing new was said
    proposal = tagging.propose(SCENES)
    assert proposal.learned is not None
    assert proposal.learned.version == 1
    applied = tagging.apply(proposal)
    assert tagging.runs()[0].head_version == 1
    back = tagging.revert("scenes", 0)
    assert (back.version, back.restored_from, back.data) == (2, 0, None)
    diff = tagging.compare("scenes", 1, 2)
    assert diff.added == tagging.compare("scenes", 1, 0).added
    kitchen = next(photo for photo, place in truth.items() if place not in SCENES.labels)
    tagging.reject([kitchen], "scenes", "street")
    third = tagging.learn("scenes")
    assert third is not None
    assert (third.version, third.examples) == (3, first.examples + 1)
    with pytest.raises(LibraryError, match=r"no version 9 .*there are 1, 2, 3"):
        tagging.revert("scenes", 9)
    assert applied.run is not None


def test_rejections_alone_do_not_take_all_tags_away(
    library: Library, sample_pictures: Path
) -> None:
    tagging = library.tagging
    tagging.save(SCENES)
    truth = where_taken(library, sample_pictures)
    before = tagging.propose(SCENES)
    right = {tag.photo_id for tag in before.tags if truth[tag.photo_id] == tag.label}
    wrong = [tag for tag in before.tags if tag.photo_id not in right][:4]
    for tag in wrong:
        tagging.reject([tag.photo_id], "scenes", tag.label)
    after = tagging.propose(SCENES)
    assert after.learned is not None
    assert after.learned.examples == len(wrong) > 0
    still = {tag.photo_id for tag in after.tags if truth[tag.photo_id] == tag.label}
    assert len(still) >= 0.8 * len(right)


def test_a_review_asks_and_claims_no_more_than_it_knows(
    library: Library, sample_pictures: Path
) -> None:
    tagging = library.tagging
    tagging.save(replace(SCENES, exclusive=False))
    truth = where_taken(library, sample_pictures)
    looking = tagging.review("scenes", "beach")
    with pytest.raises(UsageError, match="too few"):
        looking.finish()
    assert looking.knowledge.right is None
    said: dict[int, bool] = {}
    while (photo := looking.next()) is not None and len(said) < 12:
        said[photo] = truth[photo] == "beach"
        looking.answer(photo, said[photo])
    assert len(said) == looking.knowledge.clicks  # nothing is asked twice
    known = looking.knowledge
    assert known.low <= (known.right if known.right is not None else 0.5) <= known.high
    taken_up = tagging.review("scenes", "beach")
    assert taken_up.knowledge == known
    assert taken_up.next() == looking.next()
    last = list(said)[-1]
    assert taken_up.back() == last
    assert taken_up.knowledge.clicks == len(said) - 1
    assert last not in tagging.feedback("scenes").photo_ids
    saved = taken_up.finish()
    assert 0 < saved.thresholds["beach"] < 1
    assert tagging.label_list("scenes").thresholds == saved.thresholds
    taken_up.restart()
    assert taken_up.knowledge.clicks == 0
    assert len(tagging.feedback("scenes").photo_ids) == len(said) - 1


def test_what_no_label_explains_is_grouped(library: Library, sample_pictures: Path) -> None:
    tagging = library.tagging
    tagging.save(LabelList("Places", ("beach", "street")))
    given = set(tagging.propose(tagging.label_list("places")).photo_ids.tolist())
    groups = tagging.none_of_these("places")
    shown = [photo for each in groups for photo in each.photo_ids.tolist()]
    assert len(shown) == len(set(shown))
    assert not given & set(shown)
    assert len(groups) > 1
    assert not {"beach", "street"} & {word for each in groups for word in each.words}
    truth = where_taken(library, sample_pictures)
    fitting = [
        truth[photo] in each.words
        for each in groups
        for photo in each.photo_ids.tolist()
        if truth[photo] in {"forest", "living room", "mountains", "desert", "lake", "harbour"}
    ]
    assert np.mean(fitting) > 0.15  # three of sixty words at random: 0.05
    again = tagging.none_of_these("places")
    assert [each.photo_ids.tolist() for each in again] == [g.photo_ids.tolist() for g in groups]
    tagging.dismiss("places", groups[0].photo_ids)
    left = {photo for each in tagging.none_of_these("places") for photo in each.photo_ids.tolist()}
    assert not left & set(groups[0].photo_ids.tolist())


def test_new_photos_are_tagged_where_a_list_watches(library: Library, tmp_path: Path) -> None:
    inbox = tmp_path / "camera"
    inbox.mkdir()
    paths = library.showing.paths(library.showing.browse().tolist()[:3])
    old, new, moved = (Path(each[0].decode()) for each in paths.values())
    tagging = library.tagging
    everything = LabelList("All", ("a photo",), exclusive=False, thresholds={"a photo": 0.0})
    tagging.save(replace(everything, folders=(str(inbox),)))
    (inbox / "first.jpg").write_bytes(old.read_bytes())
    told: list[tuple[int, ...]] = []
    library.index([inbox], on_photos=told.append)
    first = library.showing.photo_at(inbox / "first.jpg")
    assert [run.origin for run in tagging.runs()] == ["arrived"]
    assert [tag.name for tag in library.showing.photo(first).tags] == ["a photo"]
    assert (first,) in told
    run = tagging.runs()[0].id
    tagging.undo(run)
    tagging.reject([first], "all", "a photo")
    tagging.revert("all", 0)  # so that the list still says it of every photo
    (inbox / "second.jpg").write_bytes(new.read_bytes())
    library.index()
    second = library.showing.photo_at(inbox / "second.jpg")
    assert library.showing.photo(first).tags == ()  # looked at once; a rejection stays
    assert [tag.name for tag in library.showing.photo(second).tags] == ["a photo"]
    latest = tagging.runs()[0]
    assert (latest.id > run, latest.changes) == (True, {"a photo": (1, 0, 0)})
    outside = library.showing.photo_at(moved)
    assert library.showing.photo(outside).tags == ()


def test_a_list_that_makes_no_sense_is_refused(library: Library) -> None:
    tagging = library.tagging
    for wrong, says in (
        (replace(SCENES, thresholds={"beach": 1.5}), "not between 0 and 1"),
        (replace(SCENES, templates=("a photo",)), "needs {} where"),
        (replace(SCENES, folders=("here",)), "whole path"),
    ):
        with pytest.raises(UsageError, match=says):
            tagging.save(wrong)
        with pytest.raises(UsageError, match=says):
            tagging.propose(wrong)
    tagging.save(SCENES)
    with pytest.raises(UsageError, match=r"no label 'boat' \(it has beach"):
        tagging.accept([1], "scenes", "boat")
    with pytest.raises(LibraryError, match="no label list named 'x'; there are Scenes"):
        tagging.review("x", "boat")
