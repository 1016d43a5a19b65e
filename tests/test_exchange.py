"""A library written out as open files and taken in again: nothing is lost, nothing overwritten."""

import contextlib
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from exchange_world import contents, files, fill, of_row, replace, rewrite
from hypothesis import given, settings
from hypothesis import strategies as st
from old_libraries import OLD, released

from photoclip.catalog import schema
from photoclip.catalog.exchange.tables import DERIVED, TRAVELLING, VECTORS
from photoclip.cli import run
from photoclip.errors import DataError, LibraryError, UsageError
from photoclip.library import backups
from photoclip.library.exchange import Exchange, Imported
from photoclip.library.library import Library
from photoclip.library.stores import Stores
from photoclip.query import parse
from photoclip.records import LabelList

seeds = st.integers(0, 2**32)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty library to copy: making one takes a while."""
    folder = tmp_path_factory.mktemp("empty") / "library"
    folder.mkdir()
    Stores(folder, write=True).close()
    return folder


@pytest.fixture(scope="module")
def lived_in(sample_library_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library in which a person has done everything once; never change it."""
    folder = tmp_path_factory.mktemp("lived") / "library"
    shutil.copytree(sample_library_folder, folder)
    with Library.open(folder) as library:
        live_in(library)
    return folder


@pytest.fixture(scope="module")
def exported(lived_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its export; never change it."""
    folder = tmp_path_factory.mktemp("exported") / "out"
    with Library.open(lived_in, write=False) as library:
        library.exchange.export(folder)
    return folder


@pytest.fixture
def export(exported: Path, tmp_path: Path) -> Path:
    """An export to change."""
    return shutil.copytree(exported, tmp_path / "export")


@pytest.fixture
def new(empty: Path, tmp_path: Path) -> Path:
    """An empty library."""
    return shutil.copytree(empty, tmp_path / "new")


@contextlib.contextmanager
def exchange(folder: Path) -> Iterator[Exchange]:
    stores = Stores(folder, write=True)
    try:
        yield Exchange(stores, folder)
    finally:
        stores.close()


def take_in(library: Path, export: Path, *places: tuple[str, str]) -> Imported:
    with exchange(library) as into:
        return into.bring_in(export, places)


def live_in(library: Library) -> None:
    """Everything that a person can say."""
    ids = [int(each) for each in library.showing.browse()]
    organising, tagging = library.organising, library.tagging
    tagging.save(LabelList("Pets", ("cat", "dog"), exclusive=True, thresholds={"cat": 0.2}))
    tagging.apply(tagging.propose(tagging.label_list("Pets")))
    tagging.accept(ids[:6], "Pets", "cat")
    tagging.reject(ids[6:12], "Pets", "cat")
    tagging.accept(ids[12:18], "Pets", "dog")
    tagging.learn("Pets")
    first = tagging.apply(tagging.propose(tagging.label_list("Pets")))
    assert first.run is not None
    tagging.undo(first.run)
    review = tagging.review("Pets", "dog")
    for asked in review.questions(2):
        review.answer(asked, True)
    organising.tag(ids[:4], "Sea ⛵")
    organising.refuse(ids[4:7], "beach")
    organising.rate(ids[:5], 4)
    organising.flag(ids[3:9], -1)
    organising.new_album("Holidays", ids[:10])
    organising.save_search("boats", "a boat -night")
    organising.pin(organising.searches()[0].id, ids[:2])
    library.search_health.check()
    library.set_relevance_line(0.4)
    (root,) = library.roots.all()
    library.watch_modes.poll(root.id, 30)
    library.roots.exclude(root.id, ["Cache"])


# What travels


def test_every_table_of_the_schema_travels_or_is_named_as_derived(empty: Path) -> None:
    named = {each.name for each in TRAVELLING} | {VECTORS} | DERIVED.keys()
    with contextlib.closing(sqlite3.connect(empty / "catalog.sqlite")) as connection:
        rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    there = {name for (name,) in rows if not name.startswith("sqlite_")}
    missing = there - named
    assert not missing, f"add them to catalog/exchange/tables.py: {sorted(missing)}"
    assert named == there
    assert {*schema.Base.metadata.tables} <= named


def test_what_a_table_names_comes_before_it() -> None:
    seen: set[str] = set()
    for each in TRAVELLING:
        assert set(each.parents.values()) <= seen, each.name
        assert set(each.identity) <= {*each.table.columns.keys()}, each.name
        seen.add(each.name)


# There and back


def test_a_library_comes_back_as_it_was(lived_in: Path, exported: Path, new: Path) -> None:
    counts = {name: len(rows) for name, rows in contents(lived_in / "catalog.sqlite").items()}
    lived = {"tag", "decision", "album_photo", "search_pin", "label_head", "label_review", "run"}
    assert all(counts[name] for name in lived | {"vector", "search_health", "root_exclusion"})
    done = take_in(new, exported)
    assert done.added("photo") == counts["photo"]
    assert not backups.listed(new)
    assert not done.differences
    assert contents(new / "catalog.sqlite") == contents(lived_in / "catalog.sqlite")
    again = new.parent / "again"
    with Library.open(new, write=False) as library:
        library.exchange.export(again)
    assert files(again) == files(exported)


def test_questions_have_the_same_answers_after_it(
    lived_in: Path, exported: Path, new: Path
) -> None:
    take_in(new, exported)
    answers = []
    for folder in (lived_in, new):
        with Library.open(folder) as library:
            asked = [parse("a boat at sea"), parse("tag:cat"), parse("album:Holidays rating:4")]
            found = [library.search(each).hits for each in asked]
            answers.append([[(hit.photo_id, hit.score) for hit in hits] for hits in found])
            assert library.relevance_line() == 0.4
            assert not library.index().embedded
    assert answers[0] == answers[1]
    assert all(answers[0])


@settings(max_examples=3, deadline=None)
@given(seeds)
def test_any_library_comes_back_as_it_was(empty: Path, seed: int) -> None:
    comes_back(empty, seed)


def comes_back(empty: Path, seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        first, second = (shutil.copytree(empty, Path(name) / each) for each in ("a", "b"))
        fill(first / "catalog.sqlite", seed)
        out, again = Path(name) / "out", Path(name) / "again"
        with exchange(first) as library:
            library.export(out)
        with exchange(second) as library:
            library.bring_in(out)
            library.export(again)
        assert contents(second / "catalog.sqlite") == contents(first / "catalog.sqlite")
        assert files(again) == files(out)


@pytest.mark.parametrize("revision", OLD)
def test_libraries_of_every_release_can_be_exported(
    revision: str, tmp_path: Path, new: Path
) -> None:
    old = released(tmp_path / "old", revision)
    with exchange(old) as library:
        library.export(tmp_path / "out")
    take_in(new, tmp_path / "out")
    assert contents(new / "catalog.sqlite") == contents(old / "catalog.sqlite")


def test_others_read_it_without_photoclip(exported: Path, lived_in: Path) -> None:
    photos = [json.loads(line) for line in (exported / "photo.jsonl").read_bytes().splitlines()]
    vectors = np.load(exported / "vectors/1.npy", allow_pickle=False)
    owners = [json.loads(line) for line in (exported / "vectors/1.jsonl").read_bytes().splitlines()]
    assert len(vectors) == len(owners)
    with Library.open(lived_in, write=False) as library:
        at = owners[3]["photo_id"]
        own = library.vector(at)
        assert own is not None
        assert np.array_equal(vectors[3].astype(np.float32), own)
        hashes = {photo["id"]: photo["content_hash"] for photo in photos}
        assert hashes[at] == library.showing.photo(at).content_hash.hex()
    names = (exported / "README.txt").read_text("utf-8")
    assert all(f"{each.name}.jsonl" in names for each in TRAVELLING)


# Into a library that has photos already


def said(library: Path) -> dict[str, dict[tuple, tuple]]:
    """What the person decided, by photos' hashes and by names."""
    queries = {
        "tag": "SELECT hex(content_hash), tag.key, rejected FROM tag JOIN photo ON"
        " photo.id = photo_id WHERE source = 'person'",
        "rating": "SELECT hex(content_hash), '', decision.rating FROM decision JOIN photo ON"
        " photo.id = photo_id WHERE decision.rating IS NOT NULL",
        "flag": "SELECT hex(content_hash), '', decision.flag FROM decision JOIN photo ON"
        " photo.id = photo_id WHERE decision.flag != 0",
        "album": "SELECT album.key, hex(content_hash), 1 FROM album_photo JOIN photo ON"
        " photo.id = photo_id JOIN album ON album.id = album_id",
        "search": "SELECT key, '', text FROM saved_search",
        "list": "SELECT label_list.key, label.name, phrases, threshold FROM label JOIN label_list"
        " ON label_list.id = list_id",
    }
    with contextlib.closing(sqlite3.connect(library / "catalog.sqlite")) as connection:
        return {
            name: {row[:2]: row[2:] for row in connection.execute(query)}
            for name, query in queries.items()
        }


@settings(max_examples=3, deadline=None)
@given(seeds, seeds, st.booleans())
def test_what_was_decided_here_stays_and_the_rest_comes(
    empty: Path, mine: int, theirs: int, shared: bool
) -> None:
    what_is_here_stays(empty, mine, theirs, shared=shared)


def what_is_here_stays(empty: Path, mine: int, theirs: int, *, shared: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        here, there = (shutil.copytree(empty, Path(name) / each) for each in ("a", "b"))
        fill(there / "catalog.sqlite", theirs)
        fill(here / "catalog.sqlite", mine)
        if shared:
            same_photos(here, there)
        with exchange(there) as library:
            library.export(Path(name) / "out")
        before, other, lists = said(here), said(there), lists_of(here)
        take_in(here, Path(name) / "out")
        after = said(here)
        for kind, mine_said in before.items():
            assert mine_said.items() <= after[kind].items(), kind
            for key, value in other[kind].items():
                if key not in mine_said and not (kind == "list" and key[0] in lists):
                    assert after[kind][key] == value, (kind, key)
        once = contents(here / "catalog.sqlite")
        assert not take_in(here, Path(name) / "out").added("photo")
        assert contents(here / "catalog.sqlite") == once


def lists_of(library: Path) -> set[str]:
    with contextlib.closing(sqlite3.connect(library / "catalog.sqlite")) as connection:
        return {key for (key,) in connection.execute("SELECT key FROM label_list")}


def same_photos(here: Path, there: Path) -> None:
    """Let photos of two libraries be of the same bytes."""
    hashes = {}
    for folder in (here, there):
        with contextlib.closing(sqlite3.connect(folder / "catalog.sqlite")) as connection:
            for (photo_id,) in connection.execute("SELECT id FROM photo").fetchall():
                content = hashes.setdefault(photo_id, bytes([photo_id]) * 16)
                connection.execute(
                    "UPDATE photo SET content_hash = ? WHERE id = ?", (content, photo_id)
                )
            connection.commit()


def test_differences_are_named_and_nothing_here_is_overwritten(
    exported: Path, own_library_folder: Path
) -> None:
    with Library.open(own_library_folder) as library:
        ids = [int(each) for each in library.showing.browse()]
        paths = {each: library.showing.photo(each).paths[0] for each in ids}
        library.organising.refuse([ids[0]], "sea ⛵")
        library.organising.rate([ids[1]], 1)
        library.organising.rate([ids[20]], 5)
        library.organising.flag([ids[3]], 1)
        library.organising.save_search("Boats", "ships")
        library.organising.new_album("holidays", [ids[30]])
        library.tagging.save(LabelList("pets", ("cat", "hamster"), exclusive=True))
        library.set_relevance_line(0.7)
        before = contents(own_library_folder / "catalog.sqlite")
        no_folder = own_library_folder / "backups"
        no_folder.touch()
        with pytest.raises(LibraryError, match="cannot be made"):
            library.exchange.bring_in(exported)
        assert contents(own_library_folder / "catalog.sqlite") == before
        no_folder.unlink()
        done = library.exchange.bring_in(exported)
        found = {(each.kind, each.name, each.photo): each for each in done.differences}
        assert found.keys() == {
            ("tag", "sea ⛵", os.fsdecode(paths[ids[0]])),
            ("stars", "", os.fsdecode(paths[ids[1]])),
            ("flag", "", os.fsdecode(paths[ids[3]])),
            ("search", "Boats", ""),
            ("list", "pets", ""),
            ("setting", "relevance line", ""),
        }
        stars = found["stars", "", os.fsdecode(paths[ids[1]])]
        assert (stars.here, stars.there) == ("1", "4")
        assert done.difference_count == 6
        photos = {each: library.showing.photo(each) for each in ids}
        assert [photos[each].rating for each in (ids[0], ids[1], ids[20])] == [4, 1, 5]
        assert [photos[each].flag for each in (ids[3], ids[4])] == [1, -1]
        assert "sea ⛵" not in [tag.name for tag in photos[ids[0]].tags if not tag.rejected]
        assert "Sea ⛵" in [tag.name for tag in photos[ids[2]].tags]
        assert photos[ids[30]].albums == photos[ids[1]].albums != ()
        assert [each.text for each in library.organising.searches()] == ["ships"]
        assert library.tagging.label_list("pets").labels == ("cat", "hamster")
        assert library.relevance_line() == 0.7
    (made,) = backups.listed(own_library_folder)
    assert (made.kind, made.photos) == ("import", len(ids))
    backups.restore(own_library_folder, made.name)
    assert contents(own_library_folder / "catalog.sqlite") == before


def test_folders_that_lie_elsewhere_are_mapped_and_nothing_is_embedded_again(
    exported: Path, sample_pictures: Path, lived_in: Path, new: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "other machine" / "pictures"
    shutil.copytree(sample_pictures, moved)
    done = take_in(new, exported, (str(sample_pictures.parent), str(moved.parent)))
    assert not done.away
    with Library.open(new) as library, Library.open(lived_in, write=False) as before:
        assert [root.text for root in library.roots.all()] == [str(moved)]
        report = library.index()
        assert (report.embedded, report.gone) == (0, 0)
        assert report.photos == len(before.showing.browse())
        for each in library.showing.browse():
            mine, theirs = library.showing.photo(int(each)), before.showing.photo(int(each))
            assert (mine.tags, mine.rating, mine.flag) == (theirs.tags, theirs.rating, theirs.flag)
            assert all(path.startswith(os.fsencode(moved)) for path in mine.paths)


def test_a_folder_inside_a_watched_one_becomes_a_part_of_it(
    exported: Path, sample_pictures: Path, new: Path
) -> None:
    with Library.open(new) as library:
        library.roots.add(sample_pictures.parent)
        library.exchange.bring_in(exported)
        (root,) = library.roots.all()
        assert Path(root.text) == sample_pictures.parent
        assert not library.index([sample_pictures]).embedded


def test_a_folder_above_a_watched_one_takes_it_in_with_its_sidecars(
    empty: Path, new: Path, tmp_path: Path
) -> None:
    there = shutil.copytree(empty, tmp_path / "there")
    with Library.open(there) as library, Library.open(new) as here:
        photos = tmp_path / "photos"
        (photos / "2020").mkdir(parents=True)
        here.roots.add(photos / "2020")
        library.roots.add(photos)
        library.exchange.export(tmp_path / "out")
    with contextlib.closing(sqlite3.connect(new / "catalog.sqlite")) as connection:
        connection.execute(
            "INSERT INTO sidecar VALUES (1, 1, CAST('a.xmp' AS BLOB), 1, 1, '{}', '')"
        )
        connection.commit()
    take_in(new, tmp_path / "out")
    with Library.open(new) as here:
        assert [Path(root.text) for root in here.roots.all()] == [photos]
    with contextlib.closing(sqlite3.connect(new / "catalog.sqlite")) as connection:
        assert connection.execute("SELECT rel FROM sidecar").fetchall() == [(b"2020/a.xmp",)]


def test_a_folder_that_was_removed_here_stays_out(
    exported: Path, own_library_folder: Path, sample_pictures: Path
) -> None:
    with Library.open(own_library_folder) as library:
        (root,) = library.roots.all()
        library.roots.remove(root.id)
        done = library.exchange.bring_in(exported)
        assert [(each.kind, each.name) for each in done.differences] == [
            ("folder", str(sample_pictures))
        ]
        assert not library.roots.all()
        assert not len(library.showing.browse())
        assert not library.index([sample_pictures]).embedded
        (first, *_) = library.showing.browse()
        assert library.showing.photo(int(first)).rating == 4


# Exports that are wrong


def cut(export: Path) -> None:
    path = export / "tag.jsonl"
    path.write_bytes(path.read_bytes()[:-20])


def flip(export: Path) -> None:
    path = export / "vectors/1.npy"
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(content)


def edit_manifest(**changes: object) -> Callable[[Path], None]:
    def change(export: Path) -> None:
        path = export / "manifest.json"
        path.write_text(json.dumps(json.loads(path.read_bytes()) | changes))

    return change


def outside(name: str) -> Callable[[Path], None]:
    """A manifest that names a file elsewhere."""

    def change(export: Path) -> None:
        (export.parent / "outside.jsonl").write_text("{}\n")
        path = export / "manifest.json"
        manifest = json.loads(path.read_bytes())
        manifest["files"][name] = manifest["files"]["tag.jsonl"]
        path.write_text(json.dumps(manifest))

    return change


def link(export: Path) -> None:
    path = export / "tag.jsonl"
    path.rename(export.parent / "elsewhere")
    path.symlink_to(export.parent / "elsewhere")


def pipe(export: Path) -> None:
    (export / "tag.jsonl").unlink()
    os.mkfifo(export / "tag.jsonl")


def row(name: str, number: int = 0, /, **changes: object) -> Callable[[Path], None]:
    return lambda export: rewrite(export, f"{name}.jsonl", of_row(number, **changes))


def lines(name: str, change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Path], None]:
    return lambda export: rewrite(export, f"{name}.jsonl", change)


def long_vectors(export: Path) -> None:
    path = export / "vectors/1.npy"
    vectors = np.load(path)
    content = path.read_bytes()[: -vectors.nbytes] + (vectors * 3).tobytes()
    replace(export, "vectors/1.npy", content)


def objects(export: Path) -> None:
    """An array that only pickle can read."""
    np.save(export / "vectors/1.npy", np.array([{"a": 1}], object), allow_pickle=True)
    replace(export, "vectors/1.npy", (export / "vectors/1.npy").read_bytes())


HOSTILE: dict[str, tuple[Callable[[Path], None], str]] = {
    "cut": (cut, "cut off"),
    "flipped": (flip, "not as it was written"),
    "missing": (lambda export: (export / "tag.jsonl").unlink(), "tag.jsonl is missing"),
    "newer form": (edit_manifest(version=2), "newer photoclip"),
    "newer tables": (edit_manifest(schema="0099"), "newer photoclip"),
    "another program's": (edit_manifest(format="x"), "does not describe"),
    "no manifest": (lambda export: (export / "manifest.json").unlink(), "no exported library"),
    "deep": (
        lambda export: (export / "manifest.json").write_text("[" * 100_000),
        "does not describe",
    ),
    "up": (outside("../outside.jsonl"), "no export has"),
    "absolute": (outside("/etc/passwd"), "no export has"),
    "vectors elsewhere": (outside("vectors/../../outside.jsonl"), "no export has"),
    "link": (link, "no plain file"),
    "pipe": (pipe, "no plain file"),
    "file outside its root": (row("file", rel="../../x.jpg"), "line 1 of file.jsonl, rel"),
    "absolute file": (row("file", rel="/etc/x.jpg"), "line 1 of file.jsonl, rel"),
    "relative root": (row("root", path="photos"), "none on this system"),
    "far number": (row("photo", -1, id=2**40), "photo.jsonl, id"),
    "number twice": (row("photo", 1, id=1), "line 2 of photo.jsonl, id"),
    "photo twice": (lines("decision", lambda old: [*old, old[-1]]), "contradict"),
    "unknown photo": (row("tag", photo_id=99_999), "names another one that is not there"),
    "unknown column": (row("album", colour="red"), "album.jsonl, colour"),
    "wrong type": (row("photo", width="wide"), "photo.jsonl, width"),
    "no moment": (row("tag", created_at="yesterday"), "tag.jsonl, created_at"),
    "no stars": (row("decision", rating=77), "decision.jsonl, rating"),
    "half a character": (row("album", name="\ud800", key="\ud800"), "album.jsonl, name"),
    "bad facts": (row("photo", facts='{"keywords": 5}'), "photo.jsonl, facts"),
    "deep facts": (row("photo", facts="[" * 50_000), "photo.jsonl, facts"),
    "no JSON": (lines("photo", lambda old: [b"{\n", *old[1:]]), "line 1 of photo.jsonl"),
    "lines fewer": (lambda export: replace(export, "tag.jsonl", b""), "has 0 lines"),
    "derived note": (row("meta", key="generation", value="9"), "meta.jsonl"),
    "unfinished run": (row("meta", key="run_unfinished", value="1"), "meta.jsonl"),
    "bad head": (row("label_head", data="AAAA"), "has learned"),
    "long vectors": (long_vectors, "no unit vector"),
    "pickle": (objects, "does not hold"),
}


@pytest.mark.skipif(os.name != "posix", reason="links and pipes as on POSIX")
@pytest.mark.parametrize("how", HOSTILE)
def test_a_wrong_export_is_refused_whole_in_one_sentence(how: str, export: Path, new: Path) -> None:
    spoil, sentence = HOSTILE[how]
    before = contents(new / "catalog.sqlite")
    spoil(export)
    with pytest.raises(DataError, match=sentence) as raised:
        take_in(new, export)
    assert len(str(raised.value)) < 400
    assert "\n" not in str(raised.value)
    assert contents(new / "catalog.sqlite") == before


def test_an_import_that_is_stopped_changes_nothing(exported: Path, new: Path) -> None:
    class StopError(Exception):
        pass

    def step(done: int, _total: int) -> None:
        if done > 60:
            raise StopError

    before = contents(new / "catalog.sqlite")
    with exchange(new) as library, pytest.raises(StopError):
        library.bring_in(exported, on_step=step)
    assert contents(new / "catalog.sqlite") == before
    take_in(new, exported)


def test_an_export_is_there_wholly_or_not_at_all(lived_in: Path, tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    def step(done: int, _total: int) -> None:
        if done > 60:
            raise StopError

    with Library.open(lived_in, write=False) as library:
        with pytest.raises(StopError):
            library.exchange.export(tmp_path / "out", on_step=step)
        assert not list(tmp_path.iterdir())
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "letter.txt").write_text("dear")
        with pytest.raises(UsageError, match="not empty"):
            library.exchange.export(tmp_path / "mine")
        with pytest.raises(UsageError, match="is a file"):
            library.exchange.export(tmp_path / "mine" / "letter.txt")


def test_a_run_that_is_being_written_is_not_exported_half(
    own_library_folder: Path, tmp_path: Path
) -> None:
    with contextlib.closing(sqlite3.connect(own_library_folder / "catalog.sqlite")) as connection:
        connection.execute("INSERT INTO meta VALUES ('run_unfinished', '3')")
        connection.commit()
    with (
        Library.open(own_library_folder, write=False) as library,
        pytest.raises(LibraryError, match="not finished"),
    ):
        library.exchange.export(tmp_path / "out")


# The command line


def test_commands(
    lived_in: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], sample_pictures: Path
) -> None:
    def call(library: Path, *words: object) -> tuple[int, str, str]:
        status = run(["--library", str(library), "library", *map(str, words)])
        return status, *capsys.readouterr()

    status, out, _ = call(lived_in, "export", tmp_path / "out")
    assert (status, "56 photos" in out) == (0, True)
    moved = f"{sample_pictures}={tmp_path / 'gone'}"
    status, out, err = call(tmp_path / "new", "import", tmp_path / "out", "--map", moved)
    assert (status, "56 photos" in out) == (0, True)
    assert str(tmp_path / "gone") in err
    status, out, _ = call(tmp_path / "new", "import", tmp_path / "out", "--json")
    document = json.loads(out)
    assert (status, document["tables"]["photo"]["here"]) == (0, 56)
    assert call(tmp_path / "new", "import", tmp_path / "none")[0] == 3
    assert call(tmp_path / "new", "import", tmp_path / "out", "--map", "nothing")[0] == 2
    assert call(lived_in, "export", tmp_path / "out")[0] == 2


def test_an_import_is_handed_to_who_has_the_library_open(
    exported: Path, new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library.open(new) as owner:
        owner.serve()
        assert run(["--library", str(new), "library", "import", str(exported), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["tables"]["photo"]["added"] == 56
        assert len(owner.showing.browse()) == 56
        assert owner.search(parse("a boat"), limit=3).hits
