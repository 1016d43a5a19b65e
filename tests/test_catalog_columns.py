"""What the catalog keeps in memory and on disk says the same as the database itself."""

import random
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from photoclip.catalog import columns, counting
from photoclip.catalog.store import Catalog
from photoclip.catalog.transaction import Transaction
from photoclip.places.locating import locator
from photoclip.query import Filter
from photoclip.records import ChangeKind, FileChange
from tests.test_catalog_recording import Desk, decoded

ORDERS = ("newest", "oldest", "added", "name", "folder", "rating")
FILTERS = (
    Filter("before", "2021"),
    Filter("after", "2021-06"),
    Filter("on", "2020-12..2021-03"),
    Filter("year", "2021"),
    Filter("camera", "d5"),
    Filter("type", "jpg"),
    Filter("folder", "b"),
    Filter("size", ">1kb"),
    Filter("near", "48,11,300km"),
    Filter("near", "Munich,300"),
    Filter("place", "Germany"),
    Filter("region", "Bayern"),
    Filter("country", "DE"),
    Filter("orientation", "portrait"),
    Filter("has", "gps"),
    Filter("has", "title"),
    Filter("is", "duplicate"),
    Filter("is", "offline"),
)


def looks(catalog: Catalog, model: int) -> list[object]:
    """Everything that goes by what is kept, in a form that can be compared."""
    found: list[object] = [catalog.counts(), catalog.folders(), catalog.dates()]
    found += [catalog.values(name, (1,)) for name in counting.VALUES]
    for order in ORDERS:
        ids = catalog.browse(order)
        found.append((order, ids.tolist(), catalog.in_order(ids[::-1], order).tolist()))
        for by in ("day", "month", "year", "folder"):
            sections = catalog.sections(ids, by)
            found.append((sections.starts.tolist(), sections.titles))
    for each in FILTERS:
        found.append((each, catalog.browse("name", [each], (1,)).tolist()))
        narrowed = catalog.narrow([each], model, (1,))
        found.append(None if narrowed is None else narrowed.tolist())
    searchable = catalog.searchable(model)
    found += [searchable.vector_ids.tolist(), searchable.photo_ids.tolist()]
    found += [searchable.photos.tolist(), catalog.missing_vectors(model)]
    found += [catalog.missing_parts(model, 1.2), catalog.cameras(), catalog.folder_names()]
    return found


def read_anew(path: Path, model: int) -> list[object]:
    """The same from the database alone."""
    path.with_suffix(".columns").unlink(missing_ok=True)
    with Catalog.open(path, readonly=True) as catalog:
        return looks(catalog, model)


def facts(choice: random.Random) -> dict[str, object]:
    moments = (
        None,
        datetime(2020, 12, 31, 23, 59, 59, 7, UTC),
        datetime(2021, 6, 1, 8, tzinfo=UTC),
        datetime(2022, 1, 2, tzinfo=UTC),
    )
    width, height = choice.choice(((40, 30), (30, 40), (90, 30)))
    return {
        "width": width,
        "height": height,
        "taken_at": choice.choice(moments),
        "camera": choice.choice(("", "Nikon D5", "Pixel 8")),
        "latitude": choice.choice((None, 48.1, -33.0)),
        "longitude": 11.5,
        "title": choice.choice(("", "A title")),
        "rating": choice.choice((None, 4)),
        "keywords": choice.choice(((), ("sea",))),
    }


def act(desk: Desk, choice: random.Random, step: int) -> None:
    """Something that happens to files, photos or vectors."""
    known = desk.catalog.known_files(desk.root.id)
    places = sorted(rel for rel, each in known.items() if each.photo_id is not None)
    new = b"%s/img %d.%s" % (
        choice.choice((b"a", b"a/b", b"c")),
        step,
        choice.choice((b"jpg", b"png")),
    )
    what = choice.randrange(8)
    if what < 3 or len(places) < 3:
        pixels = f"pixels {choice.randrange(12)}"
        desk.put(
            new,
            decoded(f"photo {choice.randrange(40)}", pixels, **facts(choice)),
            choice.choice((None, 1)),
        )
    elif what == 3:
        desk.gone(choice.choice(places))
    elif what == 4:
        desk.moved((choice.choice(places), new))
    elif what == 5:
        desk.put(choice.choice(places), decoded(f"changed {step}", **facts(choice)), 2)
    elif what == 6:
        desk.tag(choice.choice(places), choice.choice(("sea", "Boat")))
    else:
        photo = desk.at(choice.choice(places))
        parts = np.eye(4, dtype=np.float32)[: choice.choice((1, 3))]
        with desk.catalog.transaction() as tx:
            tx.put_vectors(desk.model, [(photo, parts)])


@pytest.mark.parametrize("seed", range(2))
def test_what_is_kept_follows_every_commit(tmp_path: Path, seed: int):
    desk, choice = Desk(tmp_path), random.Random(seed)
    for step in range(36):
        act(desk, choice, step)
        if step % 6 == 3 * seed:
            assert looks(desk.catalog, desk.model) == read_anew(desk.catalog.path, desk.model)
    with desk.catalog.transaction() as tx:
        tx.add_root(b"/")  # takes the other one in
    assert looks(desk.catalog, desk.model) == read_anew(desk.catalog.path, desk.model)
    with desk.catalog.transaction() as tx:
        tx.remove_root(desk.catalog.roots()[0].id)
    assert desk.catalog.counts() == (0, 0)
    desk.catalog.close()


def filled(folder: Path) -> Desk:
    desk, choice = Desk(folder), random.Random(7)
    for step in range(25):
        act(desk, choice, step)
    return desk


def test_what_was_kept_is_found_again(tmp_path: Path):
    desk = filled(tmp_path)
    before, path = looks(desk.catalog, desk.model), desk.catalog.path
    desk.catalog.close()
    assert path.with_suffix(".columns").is_file()
    for _ in range(2):
        with Catalog.open(path) as again:
            assert looks(again, desk.model) == before
    assert read_anew(path, desk.model) == before


@pytest.mark.parametrize("harm", ["of another state", "cut off", "rubbish"])
def test_what_was_kept_is_no_more_than_a_cache(tmp_path: Path, harm: str, caplog):
    desk = filled(tmp_path)
    looks(desk.catalog, desk.model)
    path = desk.catalog.path
    kept = path.with_suffix(".columns")
    desk.catalog.close()
    data = kept.read_bytes()
    if harm == "of another state":
        with Catalog.open(path) as catalog, catalog.transaction() as tx:
            state = desk.state(b"new/one.jpg")
            tx.fail(FileChange(ChangeKind.ADDED, desk.root.id, state), "It is broken.")
            known = catalog.known_files(desk.root.id)
            rel = next(rel for rel, each in known.items() if each.photo_id is not None)
            tx.gone(FileChange(ChangeKind.GONE, desk.root.id, replace(state, rel=rel)))
        kept.write_bytes(data)
    else:
        kept.write_bytes(data[:200] if harm == "cut off" else b"rubbish")
    with Catalog.open(path, readonly=True) as catalog:
        found = looks(catalog, desk.model)
    assert found == read_anew(path, desk.model)
    assert ("damaged" in caplog.text) == (harm != "of another state")


def rewritten(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    with np.load(path) as stored:
        arrays = dict(stored)
    change(arrays)
    with path.open("wb") as file:
        np.savez(file, **arrays)


def test_a_column_that_is_damaged_is_found_out_when_it_is_read(tmp_path: Path, caplog):
    desk = filled(tmp_path)
    before, path = looks(desk.catalog, desk.model), desk.catalog.path
    desk.catalog.close()
    kept = path.with_suffix(".columns")
    with zipfile.ZipFile(kept) as stored:
        place = stored.getinfo("photo/moment.npy").header_offset
    data = bytearray(kept.read_bytes())
    data[place + 200] ^= 1  # behind the headers of the archive and the array
    kept.write_bytes(data)
    with Catalog.open(path) as catalog:
        assert catalog.counts() == before[0]
        assert "damaged" not in caplog.text
        assert looks(catalog, desk.model) == before
        assert "damaged" in caplog.text
    caplog.clear()
    with Catalog.open(path) as catalog:  # the next start finds whole ones
        assert looks(catalog, desk.model) == before
    assert "damaged" not in caplog.text


@pytest.mark.parametrize("name", [b"text/camera", b"photo/camera", b"file/photos"])
def test_columns_under_another_name_are_found_out(tmp_path: Path, caplog, name: bytes):
    desk = filled(tmp_path)
    before, path = looks(desk.catalog, desk.model), desk.catalog.path
    desk.catalog.close()
    kept = path.with_suffix(".columns")
    data = bytearray(kept.read_bytes())
    data[data.rindex(name) + 5] ^= 1  # in the archive's list of what it holds
    kept.write_bytes(data)
    with Catalog.open(path) as catalog:
        assert looks(catalog, desk.model) == before
    assert "damaged" in caplog.text


@pytest.mark.parametrize("last", ["read", "commit"])
def test_columns_of_another_file_are_not_mixed_in(tmp_path: Path, last: str):
    """Another process may have written its own, with other numbers for the same texts."""
    desk = filled(tmp_path)
    before, path = looks(desk.catalog, desk.model), desk.catalog.path
    desk.catalog.close()

    def count_backwards(arrays: dict[str, Any]) -> None:
        texts = arrays["text/camera"].tobytes().split(b"\0")[1:]
        arrays["text/camera"] = np.frombuffer(b"\0".join([b"", *texts[::-1]]), np.uint8)
        arrays["photo/camera"] = (len(texts) - 1 - arrays["photo/camera"]).astype(np.int32)
        stamp, _, names = arrays["stamp"].tobytes().partition(b"\n")
        arrays["stamp"] = np.frombuffer(stamp + b"x\n" + names, np.uint8)

    with Catalog.open(path) as catalog:
        assert catalog.counts() == before[0]
        rewritten(path.with_suffix(".columns"), count_backwards)
        if last == "commit":
            with catalog.transaction() as tx:
                tx.remove_root(tx.add_root(b"/nowhere").id)
        assert looks(catalog, desk.model) == before
    with Catalog.open(path) as catalog:
        assert looks(catalog, desk.model) == before


def test_another_opening_sees_what_this_one_commits(tmp_path: Path):
    desk = filled(tmp_path)
    with Catalog.open(desk.catalog.path, readonly=True) as reader:
        for step in range(30, 33):
            act(desk, random.Random(step), step)
            assert looks(reader, desk.model) == looks(desk.catalog, desk.model)
    desk.catalog.close()


def _fail_half_way(tx: Transaction, change: FileChange, model: int) -> None:
    tx.gone(change)
    tx.put_vectors(model, [(1, np.zeros(7, np.float32))])


def test_a_commit_that_fails_leaves_what_is_kept(tmp_path: Path):
    desk = filled(tmp_path)
    before = looks(desk.catalog, desk.model)
    known = desk.catalog.known_files(desk.root.id)
    rel = next(rel for rel, each in known.items() if each.photo_id is not None)
    with pytest.raises(ValueError, match="vector"), desk.catalog.transaction() as tx:
        _fail_half_way(tx, FileChange(ChangeKind.GONE, desk.root.id, known[rel].state), desk.model)
    assert looks(desk.catalog, desk.model) == before
    desk.put(b"later.jpg", decoded("later"))
    assert looks(desk.catalog, desk.model) == read_anew(desk.catalog.path, desk.model)
    desk.catalog.close()


def test_a_commit_does_not_wait_for_one_who_reads_a_whole_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    desk = filled(tmp_path)
    began, go_on = threading.Event(), threading.Event()

    def slow(*given: Any) -> Any:
        began.set()
        assert go_on.wait(60)
        return columns.read_columns(*given)

    monkeypatch.setattr("photoclip.catalog.snapshot.read_columns", slow)
    reader = threading.Thread(target=lambda: desk.catalog.values("camera"))
    reader.start()
    assert began.wait(60)
    try:
        committed = threading.Thread(target=lambda: desk.put(b"a/late.jpg", decoded("late")))
        committed.start()
        committed.join(30)
        assert not committed.is_alive()
    finally:
        go_on.set()
        reader.join()
    assert looks(desk.catalog, desk.model) == read_anew(desk.catalog.path, desk.model)
    desk.catalog.close()


def test_where_photos_were_taken_is_found_out_once_also_while_others_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    desk, asked = Desk(tmp_path), list[int]()
    for number in range(20):
        place = {"latitude": 48.0 + number / 100, "longitude": 11.5}
        desk.put(b"%d.jpg" % number, decoded(f"photo {number}", **place))

    class Locator:
        def locate(self, latitude: Any, longitude: Any) -> Any:
            asked.append(len(latitude))
            if len(asked) == 1:
                desk.put(b"19.jpg", decoded("elsewhere", latitude=-33.9, longitude=18.4), 2)
                desk.put(b"20.jpg", decoded("new", latitude=59.9, longitude=10.7))
                desk.catalog.counts()  # somebody looks meanwhile
            return locator().locate(latitude, longitude)

    monkeypatch.setattr(columns, "locator", Locator)

    def taken_in(country: str) -> int:
        return len(desk.catalog.browse("added", [Filter("country", country)]))

    assert taken_in("DE") == 20  # as it was asked
    assert [taken_in(each) for each in ("DE", "ZA", "NO")] == [19, 1, 1]
    assert len(asked) == 2
    assert asked[1] <= 2
    assert looks(desk.catalog, desk.model) == read_anew(desk.catalog.path, desk.model)
    desk.catalog.close()
