"""Tags know where they come from; runs can be taken back exactly; a person's word is final."""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photoclip.catalog.entries import Indexed
from photoclip.catalog.store import Catalog
from photoclip.errors import LibraryError, UsageError
from photoclip.query import Filter
from photoclip.records import (
    ChangeKind,
    DecodedPhoto,
    FileChange,
    FileState,
    LabelList,
    PhotoFacts,
    ProposedTag,
)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """Four photos; the first one's file names the keyword "Sea"."""
    with Catalog.open(tmp_path / "catalog.sqlite") as opened:
        model = opened.ensure_model("d", "mini", 4)
        with opened.transaction() as tx:
            root = tx.add_root("/photos")
            for number in range(1, 5):
                name = b"%d.jpg" % number
                facts = PhotoFacts(4, 3, "JPEG", keywords=("Sea",) if number == 1 else ())
                content = name.ljust(16)
                pixels = np.zeros((1, 1, 3), np.uint8)
                photo = DecodedPhoto(content, 10, content, 1, pixels, b"", facts)
                change = FileChange(
                    ChangeKind.ADDED, root.id, FileState(name, 10, number, number, 1)
                )
                tx.record(Indexed(change, photo, np.ones(4, np.float32) / 2), model)
        yield opened


def run(catalog: Catalog, *tags: tuple[int, str], name: str = "list", retire: bool = False) -> int:
    with catalog.transaction() as tx:
        run_id = tx.start_run(name, 1, 1)
        tx.add_run_tags(run_id, [ProposedTag(photo, label, 0.5) for photo, label in tags])
        if retire:
            tx.retire_tags(run_id)
    return run_id


def undo(catalog: Catalog, run_id: int) -> int:
    with catalog.transaction() as tx:
        return tx.undo_run(run_id)


def held(catalog: Catalog) -> set[tuple[int, str, str, int | None]]:
    return {
        (photo.id, tag.name, tag.source, tag.run_id)
        for photo in catalog.photos(range(1, 5))
        for tag in photo.tags
    }


def test_a_person_gives_and_takes_tags(catalog: Catalog):
    with catalog.transaction() as tx:
        assert tx.tag([1, 2, 2, 99], "  Red  car ") == 2
        assert tx.tag([2, 3], "red car") == 1
    assert held(catalog) == {
        (1, "Sea", "file", None),
        (1, "Red car", "person", None),
        (2, "red car", "person", None),
        (3, "red car", "person", None),
    }
    with catalog.transaction() as tx:
        assert tx.untag([1, 2, 4], "RED CAR") == 2
    assert (3, "red car", "person", None) in held(catalog)
    assert catalog.tags_of(2) == ()  # the person's own tag went; nothing was rejected
    with pytest.raises(UsageError), catalog.transaction() as tx:
        tx.tag([1], "  ")


def test_untag_rejects_what_a_file_or_a_run_said(catalog: Catalog):
    first = run(catalog, (1, "Boat"), (2, "boat"))
    with catalog.transaction() as tx:
        assert tx.untag([1], "sea") == 1
        assert tx.untag([1], "boat") == 1
    assert held(catalog) == {(2, "boat", "run", first)}
    assert {(tag.name, tag.source) for tag in catalog.tags_of(1) if tag.rejected} >= {
        ("Sea", "file"),
        ("Boat", "run"),
    }
    assert catalog.tag_names() == ("boat",)
    run(catalog, (1, "boat"), (2, "boat"))
    assert (1, "boat") not in {(photo, name) for photo, name, *_ in held(catalog)}
    with catalog.transaction() as tx:
        tx.tag([1], "Sea")
    assert {(1, "Sea", "file", None), (1, "Sea", "person", None)} <= held(catalog)


def test_a_rejection_outlives_the_run_that_it_answered(catalog: Catalog):
    first = run(catalog, (2, "boat"))
    with catalog.transaction() as tx:
        tx.untag([2], "boat")
    undo(catalog, first)
    run(catalog, (2, "boat"))
    assert held(catalog) == {(1, "Sea", "file", None)}


def test_a_run_never_touches_what_a_person_gave(catalog: Catalog):
    with catalog.transaction() as tx:
        tx.tag([2], "boat")
        tx.reject([3], "boat")
        run_id = tx.start_run("list", 1, 1)
        proposed = [ProposedTag(photo, "boat", 0.7) for photo in (2, 3, 4, 99)]
        assert tx.add_run_tags(run_id, proposed) == 1
    assert undo(catalog, run_id) == 1
    assert held(catalog) == {(1, "Sea", "file", None), (2, "boat", "person", None)}


def test_a_run_beside_a_file_tag(catalog: Catalog):
    first = run(catalog, (1, "sea"))
    assert {(1, "Sea", "file", None), (1, "sea", "run", first)} <= held(catalog)
    undo(catalog, first)
    assert held(catalog) == {(1, "Sea", "file", None)}


def test_undo_restores_what_a_run_replaced_in_any_order(catalog: Catalog):
    first = run(catalog, (2, "boat"), (3, "boat"))
    second = run(catalog, (2, "boat"), (4, "boat"))
    third = run(catalog, (2, "boat"), name="other")
    assert {tag.id: tag.tags for tag in catalog.runs()} == {third: 1, second: 1, first: 1}
    assert undo(catalog, second) == 2
    assert held(catalog) - {(1, "Sea", "file", None)} == {
        (2, "boat", "run", third),
        (3, "boat", "run", first),
    }
    undo(catalog, third)
    assert (2, "boat", "run", first) in held(catalog)
    undo(catalog, first)
    assert held(catalog) == {(1, "Sea", "file", None)}
    assert all(each.undone for each in catalog.runs())


def test_a_run_can_retire_what_it_does_not_repeat(catalog: Catalog):
    first = run(catalog, (2, "boat"), (3, "car"))
    other = run(catalog, (3, "tree"), name="other")
    second = run(catalog, (2, "boat"), (3, "house"), retire=True)
    tags = held(catalog) - {(1, "Sea", "file", None)}
    assert tags == {
        (2, "boat", "run", second),
        (3, "house", "run", second),
        (3, "tree", "run", other),
    }
    assert undo(catalog, second) == 2
    tags = held(catalog) - {(1, "Sea", "file", None)}
    assert tags == {
        (2, "boat", "run", first),
        (3, "car", "run", first),
        (3, "tree", "run", other),
    }


def test_runs_that_cannot_be_undone(catalog: Catalog):
    first = run(catalog, (2, "boat"))
    undo(catalog, first)
    for run_id, message in ((first, "taken back already"), (77, "no tagging run 77")):
        with pytest.raises(LibraryError, match=message):
            undo(catalog, run_id)
        with pytest.raises(LibraryError, match=message), catalog.transaction() as tx:
            tx.add_run_tags(run_id, [ProposedTag(1, "x", 0.5)])


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_runs_undos_and_decisions_agrees_with_a_replay(catalog: Catalog, seed: int):
    """The model keeps for each run what it said and forgets the run at its undo."""
    dice = random.Random(seed)
    names = ("a", "b", "c")
    said: dict[int, dict[tuple[int, str], bool]] = {}  # run -> (photo, name) -> given or retired
    yes: set[tuple[int, str]] = set()
    no: set[tuple[int, str]] = set()
    for _ in range(60):
        spot = dice.randint(2, 4), dice.choice(names)
        action = dice.choice(("run", "run", "undo", "tag", "untag", "reject"))
        given = {
            place
            for place in ((p, n) for p in (2, 3, 4) for n in names)
            for run_id in [max((r for r in said if place in said[r]), default=None)]
            if run_id is not None and said[run_id][place]
        } - no
        with catalog.transaction() as tx:
            if action == "run":
                wanted = {(dice.randint(2, 4), dice.choice(names)) for _ in range(4)}
                run_id = tx.start_run("list", 1, 1)
                tx.add_run_tags(run_id, [ProposedTag(p, n, 0.5) for p, n in wanted])
                tx.retire_tags(run_id)
                before = {place for each in said.values() for place in each}
                said[run_id] = dict.fromkeys(before, False)
                said[run_id].update(dict.fromkeys(wanted - yes - no, True))
            elif action == "undo" and said:
                victim = dice.choice(sorted(said))
                tx.undo_run(victim)
                del said[victim]
            elif action == "tag":
                tx.tag([spot[0]], spot[1])
                yes.add(spot)
                no.discard(spot)
            elif action == "untag":
                tx.untag([spot[0]], spot[1])
                yes.discard(spot)
                if spot in given:
                    no.add(spot)
            elif action == "reject":
                tx.reject([spot[0]], spot[1])
                yes.discard(spot)
                no.add(spot)
        expected = {(p, n, "person") for p, n in yes} | {
            (p, n, "run")
            for p in (2, 3, 4)
            for n in names
            for run_id in [max((r for r in said if (p, n) in said[r]), default=None)]
            if run_id is not None and said[run_id][p, n] and (p, n) not in no
        }
        found = {(p, n, source) for p, n, source, _ in held(catalog) if p > 1}
        assert found == expected
        for name in names:
            vectors = catalog.narrow([Filter("tag", name)], 1)
            assert vectors is not None
            photos = set(catalog.photos_of_vectors(vectors).tolist())
            assert photos == {p for p, n, _ in expected if n == name}


def test_label_lists_have_versions(catalog: Catalog):
    pets = LabelList(
        "Pets",
        ("cat", "dog"),
        exclusive=False,
        templates=("a {}.",),
        phrases={"cat": ("kitten",), "bird": ("x",)},
        thresholds={"dog": 0.25},
    )
    with catalog.transaction() as tx:
        saved = tx.save_label_list(pets)
        assert saved.version == 1
        assert tx.save_label_list(saved).version == 1
        assert tx.save_label_list(LabelList("PETS", ("dog", "cat"))).version == 2
        tx.save_label_list(LabelList("Animals", ("cow",)))
    assert [each.name for each in catalog.label_lists()] == ["Animals", "PETS"]
    assert catalog.label_list("pets").labels == ("dog", "cat")
    assert saved.phrases == {"cat": ("kitten",)}
    with catalog.transaction() as tx:
        assert tx.save_label_list(pets).version == 3
    kept = catalog.label_list("pets")
    assert (kept.phrases, kept.thresholds, kept.exclusive, kept.templates) == (
        {"cat": ("kitten",)},
        {"dog": 0.25},
        False,
        ("a {}.",),
    )
    with catalog.transaction() as tx:
        tx.delete_label_list("pets")
    with pytest.raises(LibraryError, match=r"no label list named 'pets'; there are Animals"):
        catalog.label_list("pets")


@pytest.mark.parametrize(
    "labels", [(), ("a", "A "), ("a", " ")], ids=["empty", "twice", "nameless"]
)
def test_label_lists_that_make_no_sense(catalog: Catalog, labels: tuple[str, ...]):
    with pytest.raises(UsageError), catalog.transaction() as tx:
        tx.save_label_list(LabelList("x", labels))
