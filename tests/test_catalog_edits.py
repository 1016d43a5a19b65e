"""Edits are taken back row by row, exactly, and never touch what changed otherwise."""

import contextlib
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photoclip.catalog import edits
from photoclip.catalog.edits import Deed, Plan
from photoclip.catalog.entries import Indexed
from photoclip.catalog.store import Catalog
from photoclip.errors import LibraryError, UsageError
from photoclip.records import (
    ChangeKind,
    DecodedPhoto,
    FileChange,
    FileState,
    PhotoFacts,
)
from tests.run_of import run_of

TABLES = {
    "tag": "photo_id, name, key, source, run_id, probability, rejected, dropped, superseded_by,"
    " created_at",
    "decision": "*",
    "album": "*",
    "album_photo": "*",
    "saved_search": "*",
}


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    """Six photos; the files of the first two name the keyword "Sea"."""
    with Catalog.open(tmp_path / "catalog.sqlite") as opened:
        model = opened.ensure_model("d", "mini", 4)
        with opened.transaction() as tx:
            root = tx.add_root("/photos")
            for number in range(1, 7):
                name = b"%d.jpg" % number
                keywords = ("Sea",) if number < 3 else ()
                facts = PhotoFacts(4, 3, "JPEG", keywords=keywords, rating=number % 3)
                pixels = np.zeros((1, 1, 3), np.uint8)
                photo = DecodedPhoto(name.ljust(16), 10, name.ljust(16), 1, pixels, b"", facts)
                state = FileState(name, 10, number, number, 1)
                tx.record(Indexed(FileChange(ChangeKind.ADDED, root.id, state), photo), model)
        yield opened


def do(catalog: Catalog, plan: Plan) -> Deed:
    with catalog.transaction() as tx:
        return tx.edit(plan)


def undo(catalog: Catalog, deed: Deed) -> None:
    with catalog.transaction() as tx:
        tx.undo(deed)


def redo(catalog: Catalog, deed: Deed) -> None:
    with catalog.transaction() as tx:
        tx.redo(deed)


def everything(catalog: Catalog) -> dict[str, set[tuple]]:
    with contextlib.closing(sqlite3.connect(catalog.path)) as connection:
        return {
            table: set(connection.execute(f"SELECT {columns} FROM {table}"))
            for table, columns in TABLES.items()
        }


def drawn(catalog: Catalog, dice: random.Random) -> Plan:
    """Any edit that can be made now."""
    ids = dice.sample(range(1, 7), dice.randint(0, 4))
    name = dice.choice(("sea", "SEA", "Boat", "new one"))
    albums, searches = catalog.albums(), catalog.searches()
    choices = [
        edits.tag(ids, name),
        edits.untag(ids, name),
        edits.rate(ids, dice.randint(0, 5)),
        edits.flag(ids, dice.choice((1, 0, -1))),
        edits.save_search(name, dice.choice(("a", "b"))),
    ]
    if len(albums) < 3:
        choices.append(edits.new_album(f"album {dice.random()}", ids))
    if albums:
        album = dice.choice(albums).id
        choices += [
            edits.add_to_album(album, ids),
            edits.remove_from_album(album, ids),
            edits.rename_album(album, f"other {dice.random()}"),
            edits.delete_album(album),
        ]
    if searches:
        choices.append(edits.delete_search(dice.choice(searches).id))
    return dice.choice(choices)


@pytest.mark.parametrize("seed", range(8))
def test_any_row_of_edits_can_be_walked_back_and_forth(catalog: Catalog, seed: int):
    dice = random.Random(seed)
    with catalog.transaction() as tx:
        tx.write_run(run_of(*((photo, "boat") for photo in (1, 3, 4))))
    states, deeds = [everything(catalog)], list[Deed]()
    for _ in range(25):
        if deeds and dice.random() < 0.3:  # back, and on from there
            undo(catalog, deeds.pop())
            states.pop()
            assert everything(catalog) == states[-1]
        deeds.append(do(catalog, drawn(catalog, dice)))
        states.append(everything(catalog))
        assert (states[-1] == states[-2]) == (deeds[-1].rows == 0)
    for place in reversed(range(len(deeds))):
        undo(catalog, deeds[place])
        assert everything(catalog) == states[place], deeds[place]
    for place, deed in enumerate(deeds):
        redo(catalog, deed)
        assert everything(catalog) == states[place + 1], deed


def test_a_deed_names_the_photos_that_it_changed(catalog: Catalog):
    do(catalog, edits.tag([2, 3], "mine"))
    assert do(catalog, edits.tag([3, 4, 4, 99], "mine")).photos == (4,)
    assert do(catalog, edits.untag([1, 4, 5], "mine")).photos == (4,)
    assert do(catalog, edits.untag([1, 3], "sea")).photos == (1,)
    assert do(catalog, edits.rate([1, 2], 3)).photos == (1, 2)
    assert do(catalog, edits.rate([2, 3], 3)).photos == (3,)
    made = do(catalog, edits.new_album("Trip", [1, 2]))
    assert made.photos == (1, 2)
    assert made.target == catalog.albums()[0].id
    assert do(catalog, edits.add_to_album(made.target, [2, 6])).photos == (6,)
    assert do(catalog, edits.flag([5], 0)).rows == 0


def test_taking_back_leaves_what_changed_otherwise(catalog: Catalog):
    with catalog.transaction() as tx:
        first = tx.write_run(run_of((3, "boat"), (4, "boat")))
    untagged = do(catalog, edits.untag([3, 4], "boat"))
    rated = do(catalog, edits.rate([1, 2], 5))
    with catalog.transaction() as tx:  # not through edits: they are not known to the deeds
        tx.tag([3], "boat")
        tx.undo_run(first)
        tx.edit(edits.rate([2], 1))
        tx.edit(edits.flag([1], 1))
    undo(catalog, rated)
    undo(catalog, untagged)
    photos = {photo.id: photo for photo in catalog.photos(range(1, 7))}
    assert (photos[1].rating, photos[1].flag) == (5, 1)  # its row has another flag since
    assert (photos[2].rating, photos[2].flag) == (1, 0)
    assert [tag.source for tag in photos[3].tags] == ["person"]
    assert photos[4].tags == ()
    assert all(not tag.rejected for tag in catalog.tags_of(4))


def test_a_run_between_an_edit_and_its_undoing_stands(catalog: Catalog):
    with catalog.transaction() as tx:
        tx.write_run(run_of((3, "boat")))
    untagged = do(catalog, edits.untag([3], "boat"))
    with catalog.transaction() as tx:
        later = tx.write_run(run_of((5, "boat"), looked_at=tuple(range(1, 7))))
    undo(catalog, untagged)
    assert {photo.id for photo in catalog.photos(range(1, 7)) if photo.tags} == {1, 2, 3, 5}
    with catalog.transaction() as tx:
        tx.undo_run(later)
    assert {photo.id for photo in catalog.photos(range(1, 7)) if photo.tags} == {1, 2, 3}


def test_edits_that_cannot_be_made_change_nothing(catalog: Catalog):
    made = do(catalog, edits.new_album("Trip", [1]))
    before = everything(catalog)
    for plan, says in (
        (edits.new_album(" trip ", []), "There is an album named 'Trip' already"),
        (edits.new_album("  ", []), "An album needs a name"),
        (edits.rename_album(made.target, ""), "An album needs a name"),
        (edits.tag([1], " "), "A tag needs a name"),
        (edits.save_search("", "x"), "A saved search needs a name"),
    ):
        with pytest.raises(UsageError, match=says):
            do(catalog, plan)
    for plan in (
        edits.add_to_album(99, [1]),
        edits.remove_from_album(99, [1]),
        edits.rename_album(99, "x"),
        edits.delete_album(99),
        edits.delete_search(99),
    ):
        with pytest.raises(LibraryError, match="with the number 99"):
            do(catalog, plan)
    assert everything(catalog) == before
    assert do(catalog, edits.rename_album(made.target, "TRIP")).rows == 1  # its own name


def test_a_deleted_album_s_number_is_never_given_again(catalog: Catalog):
    first = do(catalog, edits.new_album("one", [1, 2]))
    deleted = do(catalog, edits.delete_album(first.target))
    second = do(catalog, edits.new_album("two", []))
    assert second.target > first.target
    undo(catalog, second)
    undo(catalog, deleted)
    assert [(each.id, each.name, each.photos) for each in catalog.albums()] == [
        (first.target, "one", 2)
    ]
