"""Many files at once are written as one by one, with as few statements as for few."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy

from photoclip.catalog.entries import Indexed
from photoclip.catalog.transaction import Transaction
from photoclip.records import ChangeKind, FileChange
from tests.test_catalog_recording import Desk, decoded, vector


def new_files(desk: Desk, count: int, start: int = 0) -> list[Indexed]:
    numbers = range(start, start + count)
    return [
        Indexed(
            FileChange(ChangeKind.ADDED, desk.root.id, desk.state(b"trip/%d.jpg" % number)),
            decoded(f"photo {number}", keywords=("sea", f"day {number}")),
            vector(number) if number % 3 else None,
        )
        for number in numbers
    ]


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that reach any database meanwhile."""
    found: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        found.append(statement)

    sqlalchemy.event.listen(sqlalchemy.Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        sqlalchemy.event.remove(sqlalchemy.Engine, "before_cursor_execute", note)


def cost(desk: Desk, write) -> int:
    with statements() as found, desk.catalog.transaction() as tx:
        write(tx)
    return len(found)


def test_the_statements_of_a_batch_do_not_grow_with_its_photos(tmp_path: Path):
    desk = Desk(tmp_path)

    def recorded(batch: list[Indexed]) -> int:
        return cost(desk, lambda tx: tx.record_all(batch, desk.model))

    few, many = new_files(desk, 4), new_files(desk, 300, start=4)
    assert recorded(few) == recorded(many)
    known = desk.catalog.known_files(desk.root.id)
    moves = [
        FileChange(ChangeKind.MOVED, desk.root.id, desk.state(b"moved/" + rel), each)
        for rel, each in known.items()
    ]
    few_moved = cost(desk, lambda tx: tx.move(moves[:4]))
    assert cost(desk, lambda tx: tx.move(moves[4:])) == few_moved
    gone = [FileChange(ChangeKind.GONE, desk.root.id, each.state) for each in moves]
    few_gone = cost(desk, lambda tx: tx.gone(*gone[:4]))
    assert cost(desk, lambda tx: tx.gone(*gone[4:])) == few_gone
    assert desk.catalog.counts() == (0, 0)
    desk.catalog.close()


def contents(desk: Desk) -> list[object]:
    catalog = desk.catalog
    photos = catalog.photos(catalog.browse("added"))
    said = [(each.content_hash, each.paths, each.facts, each.tags, each.rating) for each in photos]
    vectors = catalog.searchable(desk.model)
    stored = catalog.vectors_of(desk.model, vectors.vector_ids).tolist()
    return [said, stored, vectors.photo_ids.tolist(), catalog.failures(), catalog.counts()]


def mixed(desk: Desk) -> list[Indexed]:
    """New photos, copies of each other and of known ones, and one where a failure was."""
    batch = new_files(desk, 6)
    same = decoded("photo 2")
    for rel in (b"copy.jpg", b"again.jpg", b"was broken.jpg", b"came back.jpg"):
        change = FileChange(ChangeKind.ADDED, desk.root.id, desk.state(rel))
        photo = decoded("old") if rel == b"again.jpg" else same
        batch.append(Indexed(change, photo, vector(3)))
    return batch


def prepared(folder: Path) -> Desk:
    desk = Desk(folder)
    desk.put(b"old.jpg", decoded("old"), None)
    desk.put(b"came back.jpg", decoded("elsewhere"))
    desk.gone(b"came back.jpg")
    desk.fail(b"was broken.jpg")
    return desk


def test_a_batch_is_written_as_its_files_one_by_one(tmp_path: Path):
    together, alone = prepared(tmp_path / "together"), prepared(tmp_path / "alone")

    def one_by_one(tx: Transaction) -> list[str]:
        return [tx.record(each, alone.model) for each in mixed(alone)]

    with alone.catalog.transaction() as tx:
        expected = one_by_one(tx)
    with together.catalog.transaction() as tx:
        assert sorted(tx.record_all(mixed(together), together.model)) == sorted(expected)
    found, wanted = contents(together), contents(alone)
    assert sorted(map(str, found[0])) == sorted(map(str, wanted[0]))
    assert found[3:] == wanted[3:]
    assert sorted(map(str, found[1])) == sorted(map(str, wanted[1]))
    for desk in (together, alone):
        desk.catalog.close()
