"""Tags know where they come from; runs can be taken back exactly; a person's word is final."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from photoclip.catalog import edits
from photoclip.catalog.entries import HeadVersion, Indexed, ReviewAnswer
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
)
from tests.run_of import run_of


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


def run(
    catalog: Catalog, *tags: tuple[int, str], name: str = "list", everything: bool = False
) -> int:
    """Write a run of these tags; `everything`: it looked at all photos."""
    with catalog.transaction() as tx:
        looked_at = (1, 2, 3, 4) if everything else None
        return tx.write_run(run_of(*tags, name=name, looked_at=looked_at))


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
    first = run(catalog, (1, "Boat"), (2, "Boat"))
    with catalog.transaction() as tx:
        assert tx.untag([1], "sea") == 1
        assert tx.untag([1], "boat") == 1
    assert held(catalog) == {(2, "Boat", "run", first)}
    assert {(tag.name, tag.source) for tag in catalog.tags_of(1) if tag.rejected} >= {
        ("Sea", "file"),
        ("Boat", "run"),
    }
    assert catalog.tag_names() == ("Boat",)
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
        run_id = tx.write_run(run_of(*((photo, "boat") for photo in (2, 3, 4))))
    assert catalog.runs()[0].changes == {"boat": (1, 0, 0)}
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
    third = run(catalog, (2, "boat"))
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


def test_lists_do_not_replace_what_other_lists_say(catalog: Catalog):
    mine = run(catalog, (2, "boat"), name="mine")
    other = run(catalog, (2, "Boat"), (3, "boat"), name="other")
    run(catalog, (3, "boat"), name="OTHER", everything=True)
    assert (2, "boat", "run", mine) in held(catalog)
    assert (2, "Boat", "run", other) not in held(catalog)


def test_a_run_takes_off_what_it_does_not_repeat(catalog: Catalog):
    first = run(catalog, (2, "boat"), (3, "car"))
    other = run(catalog, (3, "tree"), name="other")
    said = run_of((2, "boat"), (3, "house"), looked_at=(1, 2, 3, 4))
    changes = {each.label: each for each in catalog.run_changes(said)}
    assert {
        name: (each.added.tolist(), each.removed.tolist(), each.kept)
        for name, each in changes.items()
    } == {"boat": ([], [], 1), "house": ([3], [], 0), "car": ([], [3], 0)}
    second = run(catalog, (2, "boat"), (3, "house"), everything=True)
    assert catalog.runs()[0].changes == {"boat": (0, 0, 1), "house": (1, 0, 0), "car": (0, 1, 0)}
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
            tx.write_run(run_of((1, "x"), run=run_id))


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
                looked_at = tuple(dice.sample((2, 3, 4), dice.randint(1, 3)))
                wanted = {place for place in wanted if place[0] in looked_at}
                run_id = tx.write_run(run_of(*wanted, looked_at=looked_at))
                before = {place for each in said.values() for place in each}
                said[run_id] = dict.fromkeys(
                    {place for place in before - yes - no if place[0] in looked_at}, False
                )
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


def test_a_renamed_label_takes_its_tags_and_answers_along(catalog: Catalog):
    pets = LabelList("Pets", ("dog", "cat"), phrases={"dog": ("puppy",)}, thresholds={"dog": 0.3})
    with catalog.transaction() as tx:
        tx.save_label_list(pets)
    first = run(catalog, (1, "dog"), (2, "dog"), (4, "cat"), name="Pets")
    with catalog.transaction() as tx:
        tx.tag([2, 3], "dog")
        tx.reject([1], "dog")
        deed = tx.edit(edits.rename_label("pets", "Dog", "Hound"))
    renamed = catalog.label_list("pets")
    assert (renamed.labels, renamed.phrases) == (("Hound", "cat"), {"Hound": ("puppy",)})
    assert (renamed.thresholds, renamed.version) == ({"Hound": 0.3}, 2)
    after = {(2, "Hound", "run", first), (2, "Hound", "person", None), (3, "Hound", "person", None)}
    cat = {(4, "cat", "run", first), (1, "Sea", "file", None)}
    assert held(catalog) == after | cat
    found = catalog.feedback(renamed)
    assert found.photo_ids.tolist() == [1, 2, 3]
    assert found.accepted.tolist() == [False, True, True]
    with catalog.transaction() as tx:
        tx.undo(deed)
    assert catalog.label_list("pets").labels == ("dog", "cat")
    assert held(catalog) == {(p, n.replace("Hound", "dog"), *rest) for p, n, *rest in after} | cat
    undo(catalog, first)
    assert {photo for photo, *_ in held(catalog)} == {1, 2, 3}
    with pytest.raises(UsageError, match="names 'cat' twice"), catalog.transaction() as tx:
        tx.edit(edits.rename_label("pets", "dog", "cat"))
    known = r"no label 'cow' \(it has dog, cat\)"
    with pytest.raises(UsageError, match=known), catalog.transaction() as tx:
        tx.edit(edits.rename_label("pets", "cow", "bull"))


def test_a_tag_that_another_list_has_too_stays_when_a_label_is_renamed(catalog: Catalog):
    with catalog.transaction() as tx:
        tx.save_label_list(LabelList("Pets", ("dog",)))
        tx.save_label_list(LabelList("Farm", ("Dog", "cow")))
        tx.tag([2], "dog")
        tx.reject([1], "sea")
        tx.save_label_list(LabelList("Water", ("sea",)))
        tx.edit(edits.rename_label("pets", "dog", "hound"))
        tx.edit(edits.rename_label("water", "sea", "ocean"))
    assert held(catalog) == {(2, "dog", "person", None), (2, "hound", "person", None)}
    assert {tag.name for tag in catalog.tags_of(1) if tag.rejected} == {"Sea", "sea", "ocean"}


def test_photos_that_come_to_a_folder_of_a_list(catalog: Catalog):
    labels = LabelList("Pets", ("dog",), folders=("/photos",))
    with catalog.transaction() as tx:
        tx.save_label_list(labels)
    assert catalog.arrivals(labels).tolist() == []  # they were there before
    elsewhere = LabelList("Farm", ("cow",), folders=("/other",))
    with catalog.transaction() as tx:
        tx.save_label_list(elsewhere)
        tx.add_root("/other")
    assert catalog.arrivals(elsewhere).tolist() == []
    everywhere = LabelList("All", ("cow",))
    with catalog.transaction() as tx:
        tx.save_label_list(everywhere)
    watched = LabelList("All", ("cow",), folders=("/photos",))
    assert catalog.arrivals(watched).tolist() == [1, 2, 3, 4]
    assert catalog.arrivals(watched, np.array([3, 9])).tolist() == [3]
    with catalog.transaction() as tx:
        tx.see_arrivals("all", np.array([1, 2]))
    assert catalog.arrivals(watched).tolist() == [3, 4]
    assert catalog.arrivals(LabelList("All", ("cow",), folders=("/",))).tolist() == [3, 4]
    assert catalog.arrivals(LabelList("All", ("cow",), folders=("/photos/a",))).tolist() == []


def test_what_was_learned_and_asked_is_kept_until_its_list_goes(catalog: Catalog):
    head = HeadVersion(0, 1, 1, ("dog",), "print", 4, None, b"data", datetime.now(UTC))
    with catalog.transaction() as tx:
        tx.save_label_list(LabelList("Pets", ("dog",)))
        assert tx.keep_head("pets", head) == 1
        assert tx.keep_head("PETS", replace(head, data=None, restored_from=1)) == 2
        for photo, answer in ((2, 1), (3, -1), (2, 0)):
            tx.note_answer("pets", "Dog", ReviewAnswer(photo, 0.5, answer))
    first, second = catalog.head_versions("pets")
    assert (first.data, first.labels, first.examples) == (b"data", ("dog",), 4)
    assert (second.version, second.data, second.restored_from) == (2, None, 1)
    asked = [(each.photo_id, each.answer) for each in catalog.review_answers("pets", "dog")]
    assert asked == [(2, 0), (3, -1)]
    with catalog.transaction() as tx:
        tx.forget_answers("pets", "dog", 2)
        assert tx.keep_head("pets", head) == 3
    assert [each.photo_id for each in catalog.review_answers("pets", "dog")] == [3]
    with catalog.transaction() as tx:
        tx.delete_label_list("pets")
        tx.save_label_list(LabelList("Pets", ("dog",)))
    assert catalog.head_versions("pets") == catalog.review_answers("pets", "dog") == ()
