"""Runs over many photos: found without a look at every probability, written in steps."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoclip.bench.made_up import make_up
from photoclip.catalog.entries import RunTags
from photoclip.catalog.transaction import Transaction
from photoclip.clip.heads import Head
from photoclip.errors import LibraryError
from photoclip.library.library import Library
from photoclip.library.tagging import TagProposal
from photoclip.query import Filter
from photoclip.records import LabelList

PHOTOS = 4_000
NAMES = ("a kite", "a ladder", "a tent")
LABELS = LabelList("Many", NAMES, exclusive=False, thresholds=dict.fromkeys(NAMES, 1e-6))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large") / "library"
    make_up(folder, PHOTOS)
    return folder


@pytest.fixture
def library(made: Path) -> Iterator[Library]:
    with Library.open(made) as opened:
        yield opened
        for run in opened.tagging.runs():
            if not run.undone:
                opened.tagging.undo(run.id)


def holding(library: Library, label: str) -> set[int]:
    return set(library.showing.browse([Filter("tag", label)]).tolist())


def given_by(proposal: TagProposal) -> dict[str, set[int]]:
    return {
        label: set(proposal.photo_ids[proposal.label_index == place].tolist())
        for place, label in enumerate(proposal.labels.labels)
    }


@settings(deadline=None)
@given(
    st.integers(0, 2**32 - 1),
    st.booleans(),
    st.lists(st.sampled_from([0.0, 1e-9, 0.02, 0.5, 0.9, 1 - 1e-7, 1.0]), min_size=4, max_size=4),
    st.sampled_from([0, 3, 20]),
)
def test_what_fits_is_what_the_probabilities_say(
    seed: int, exclusive: bool, wanted: list[float], prompts: int
) -> None:
    rng = np.random.default_rng(seed)
    rows = rng.standard_normal((4 + prompts + 50, 16)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    head = Head.of_text(rows[:4], rows[4 : 4 + prompts], scale=30.0, exclusive=exclusive)
    thresholds = np.array(wanted, np.float32)
    chances = head.probabilities(rows[4 + prompts :])
    fits = (chances >= thresholds) & (chances > 0)
    if exclusive:
        fits &= np.arange(4) == chances.argmax(axis=1)[:, None]
    found, columns, probability = head.fitting(rows[4 + prompts :], thresholds)
    assert list(zip(found, columns, strict=True)) == list(zip(*np.nonzero(fits), strict=True))
    assert np.array_equal(probability, chances[found, columns])


@pytest.mark.parametrize("exclusive", [False, True])
def test_a_proposal_is_what_every_probability_says(library: Library, exclusive: bool) -> None:
    labels = LabelList("Some", LABELS.labels, exclusive)
    scores = library.tagging.scores(labels)
    assert len(scores.photo_ids) == PHOTOS
    least = float(np.median(scores.chances.max(axis=1)))
    labels = LabelList("Some", LABELS.labels, exclusive, thresholds=dict.fromkeys(
        LABELS.labels, least))  # fmt: skip
    proposal = library.tagging.propose(labels)
    fits = scores.chances >= np.float32(least)
    if exclusive:
        fits &= np.arange(3) == scores.chances.argmax(axis=1)[:, None]
    expected = {
        label: set(scores.photo_ids[fits[:, place]].tolist())
        for place, label in enumerate(labels.labels)
    }
    assert given_by(proposal) == expected
    assert proposal.looked_at.tolist() == sorted(scores.photo_ids.tolist())
    assert (np.diff(proposal.probability) <= 0).all()


def test_answers_count_in_a_large_library(library: Library) -> None:
    before = given_by(library.tagging.propose(LABELS))
    some = sorted(before["a kite"])[:5]
    library.tagging.save(LABELS)
    library.tagging.reject(np.array(some), "Many", "a kite")
    proposal = library.tagging.propose(LABELS)
    assert not given_by(proposal)["a kite"] & set(some)
    assert set(proposal.looked_at.tolist()) >= set(some)
    for _ in range(2):
        library.organising.undo()


def test_a_long_run_is_written_whole_and_taken_back_whole(library: Library) -> None:
    proposal = library.tagging.propose(LABELS)
    assert len(proposal.photo_ids) > PHOTOS  # which is more than a step
    applied = library.tagging.apply(proposal)
    expected = given_by(proposal)
    assert {label: holding(library, label) for label in LABELS.labels} == expected
    (run,) = (each for each in library.tagging.runs() if each.id == applied.run)
    assert run.tags == len(proposal.photo_ids)
    assert {label: each[0] for label, each in run.changes.items()} == proposal.counts()
    assert library.tagging.diff(proposal).text.startswith("+0 ")
    fewer = replace(LABELS, labels=NAMES[:2])
    again = library.tagging.apply(library.tagging.propose(fewer))
    assert not holding(library, "a tent")
    assert library.organising.undo() is not None
    assert {label: holding(library, label) for label in LABELS.labels} == expected
    assert library.tagging.undo(applied.run or 0) == len(proposal.photo_ids)
    assert not any(holding(library, label) for label in LABELS.labels)
    with pytest.raises(LibraryError, match="taken back already"):
        library.tagging.undo(again.run or 0)


def test_edits_go_on_between_the_steps_of_a_run(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the person says while a run is being written counts as if they had said it before."""
    proposal = library.tagging.propose(LABELS)
    photo = int(proposal.looked_at[-1])
    asked: list[object] = []
    write = Transaction.write_run

    def write_and_edit(tx: Transaction, said: RunTags) -> int:
        if not asked:
            asked.append(library.organising)
            tx.reject([photo], "a kite")
        return write(tx, said)

    monkeypatch.setattr(Transaction, "write_run", write_and_edit)
    library.tagging.apply(proposal)
    assert photo not in holding(library, "a kite")
    assert photo in holding(library, "a tent")


def test_a_run_whose_list_changes_meanwhile_leaves_nothing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = LabelList("Many", ("a kite", "a boat"), exclusive=False)
    write = Transaction.write_run

    def write_and_change(tx: Transaction, said: RunTags) -> int:
        run = write(tx, said)
        tx.save_label_list(changed)
        return run

    with monkeypatch.context() as patch:
        patch.setattr(Transaction, "write_run", write_and_change)
        with pytest.raises(LibraryError, match="was changed while it was being applied"):
            library.tagging.apply(library.tagging.propose(LABELS))
    library.tagging.apply(library.tagging.propose(changed))  # waits until nothing is left
    assert not holding(library, "a ladder")


def test_a_run_that_was_cut_off_is_taken_back_at_the_next_start(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[int] = []
    write = Transaction.write_run

    def break_off(tx: Transaction, said: RunTags) -> int:
        steps.append(write(tx, said))
        if len(steps) > 1:
            raise KeyboardInterrupt
        return steps[-1]

    def refuse(_tx: Transaction, _run: int, _most: int) -> tuple[int, bool]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, Library.open(made) as library:
        patch.setattr(Transaction, "write_run", break_off)
        patch.setattr(Transaction, "undo_part", refuse)
        with pytest.raises(KeyboardInterrupt):
            library.tagging.apply(library.tagging.propose(LABELS))
        assert any(holding(library, label) for label in LABELS.labels)
    with Library.open(made):
        pass  # closing finishes what was begun
    with Library.open(made) as library:
        assert not any(holding(library, label) for label in LABELS.labels)
        assert all(run.undone for run in library.tagging.runs() if run.list_name == "Many")
