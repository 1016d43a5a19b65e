"""A run of a label list is taken back by the ordinary undo when it was the last thing done."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from photoclip.errors import UsageError
from photoclip.library.library import Library
from photoclip.query import Filter
from photoclip.records import Edit, LabelList

LABELS = LabelList("Mine", ("a car", "a house", "a beach", "a mountain"))


@pytest.fixture
def library(own_library_folder: Path) -> Iterator[Library]:
    with Library.open(own_library_folder) as opened:
        yield opened


def kind(edit: Edit | None) -> str:
    return "" if edit is None else edit.kind


def tagged(library: Library) -> dict[str, list[int]]:
    return {
        label: sorted(library.showing.browse([Filter("tag", label)]).tolist())
        for label in LABELS.labels
    }


def test_a_run_goes_with_undo_and_comes_with_redo(library: Library) -> None:
    organising, tagging = library.organising, library.tagging
    before = tagged(library)
    applied = tagging.apply(tagging.propose(LABELS))
    after = tagged(library)
    assert after != before
    kept = organising.can_undo()
    assert kept is not None
    assert (kept.kind, kept.name, kept.target) == ("run", "Mine", applied.run)
    photos = {each for ids in after.values() for each in ids}
    assert set(kept.photo_ids) == photos
    assert organising.undo() == kept
    assert tagged(library) == before
    assert organising.redo() is not None
    assert tagged(library) == after
    assert organising.undo() is not None  # the run that came of doing it again
    assert tagged(library) == before


def test_edits_before_and_after_a_run_keep_their_order(library: Library) -> None:
    organising, tagging = library.organising, library.tagging
    photo = library.showing.browse()[:1].tolist()
    organising.rate(photo, 3)
    tagging.apply(tagging.propose(LABELS))
    after = tagged(library)
    organising.rate(photo, 5)
    assert [kind(organising.undo()) for _ in range(3)] == ["rate", "run", "rate"]
    assert [kind(organising.redo()) for _ in range(3)] == ["rate", "run", "rate"]
    assert tagged(library) == after
    assert library.showing.photo(photo[0]).rating == 5


def test_a_run_that_was_taken_back_elsewhere_is_passed_over(library: Library) -> None:
    organising, tagging = library.organising, library.tagging
    photo = library.showing.browse()[:1].tolist()
    organising.rate(photo, 3)
    applied = tagging.apply(tagging.propose(LABELS))
    assert applied.run is not None
    tagging.undo(applied.run)
    assert kind(organising.can_undo()) == "rate"
    assert kind(organising.undo()) == "rate"
    assert organising.undo() is None


def test_a_run_is_not_done_again_by_a_list_that_changed(library: Library) -> None:
    organising, tagging = library.organising, library.tagging
    tagging.apply(tagging.propose(LABELS))
    organising.undo()
    before = tagged(library)
    tagging.save(LabelList("Mine", ("a car", "a whale")))
    with pytest.raises(UsageError, match="another one now"):
        organising.redo()
    assert tagged(library) == before
