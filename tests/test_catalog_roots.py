"""Watched folders can be added, absorbed, removed and moved without losing a photo."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photoclip.catalog.entries import Indexed
from photoclip.catalog.store import Catalog
from photoclip.errors import LibraryError
from photoclip.folders.exclusions import Unwanted
from photoclip.records import (
    ChangeKind,
    DecodedPhoto,
    FileChange,
    FileState,
    PhotoFacts,
    Root,
)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with Catalog.open(tmp_path / "catalog.sqlite") as opened:
        opened.ensure_model("d", "mini", 4)
        yield opened


def put(catalog: Catalog, root: Root, rel: bytes, content: str) -> int:
    digest = content.encode().ljust(16)
    facts = PhotoFacts(4, 3, "JPEG")
    photo = DecodedPhoto(digest, 1, digest, 1, np.zeros((1, 1, 3), np.uint8), b"", facts)
    change = FileChange(ChangeKind.ADDED, root.id, FileState(rel, 1, 1, 1, 1))
    with catalog.transaction() as tx:
        tx.record(Indexed(change, photo, np.ones(4, np.float32) / 2), 1)
    found = catalog.photo_by_hash(digest)
    assert found is not None
    return found


def add(catalog: Catalog, path) -> Root:
    with catalog.transaction() as tx:
        return tx.add_root(path)


def fail(catalog: Catalog, root: Root, rel: bytes) -> None:
    with catalog.transaction() as tx:
        tx.fail(FileChange(ChangeKind.ADDED, root.id, FileState(rel, 1, 1, 1, 1)), "Broken.")


def test_a_folder_inside_a_watched_one_is_covered(catalog: Catalog):
    root = add(catalog, "/photos/")
    assert root.path == b"/photos"
    assert add(catalog, Path("/photos/2019/x")) == root
    assert add(catalog, b"/photos") == root
    assert add(catalog, "/photos2") != root
    assert [each.path for each in catalog.roots()] == [b"/photos", b"/photos2"]


def test_a_parent_absorbs_its_children(catalog: Catalog):
    child, other = add(catalog, "/p/a/b"), add(catalog, "/p/ab")
    photo = put(catalog, child, b"x/1.jpg", "one")
    second = put(catalog, child, b"2.jpg", "two")
    fail(catalog, child, b"bad.jpg")
    generation, ids = catalog.generation(), catalog.searchable_ids(1)
    parent = add(catalog, "/p/a")
    assert set(catalog.roots()) == {parent, other}
    assert set(catalog.known_files(parent.id)) == {b"b/x/1.jpg", b"b/2.jpg", b"b/bad.jpg"}
    assert catalog.photo(photo).paths == (b"/p/a/b/x/1.jpg",)
    assert catalog.photo_at(b"/p/a/b/2.jpg") == second
    assert catalog.folder_names() == ("b", "x")
    assert [each.path for each in catalog.failures()] == [b"/p/a/b/bad.jpg"]
    assert catalog.generation() == generation
    np.testing.assert_array_equal(catalog.searchable_ids(1), ids)
    assert set(catalog.known_files(parent.id, b"b/x")) == {b"b/x/1.jpg"}


def test_the_root_of_the_file_system_can_be_watched(catalog: Catalog):
    child = add(catalog, "/p")
    photo = put(catalog, child, b"1.jpg", "one")
    whole = add(catalog, "/")
    assert catalog.roots() == (whole,)
    assert catalog.photo(photo).paths == (b"/p/1.jpg",)
    assert catalog.photo_at(b"/p/1.jpg") == photo


def test_a_removed_root_takes_its_files_along_and_comes_back(catalog: Catalog):
    root, other = add(catalog, "/p"), add(catalog, "/q")
    photo = put(catalog, root, b"1.jpg", "one")
    kept = put(catalog, other, b"2.jpg", "two")
    fail(catalog, root, b"bad.jpg")
    with catalog.transaction() as tx:
        tx.tag([photo], "sea")
        tx.remove_root(root.id)
        assert tx.delta(1) is None
    assert catalog.roots() == (other,)
    assert catalog.counts() == (1, 1)
    assert catalog.browse().tolist() == [kept]
    assert catalog.failures() == ()
    assert catalog.photo_at(b"/p/1.jpg") is None
    assert [tag.name for tag in catalog.photo(photo).tags] == ["sea"]
    with pytest.raises(LibraryError, match="watches no folder"), catalog.transaction() as tx:
        tx.remove_root(root.id)
    again = add(catalog, "/p")
    assert catalog.known_files(again.id) == {}
    assert put(catalog, again, b"1.jpg", "one") == photo
    assert catalog.photo_at(b"/p/1.jpg") == photo


def test_a_parent_that_was_removed_takes_the_present_files_of_its_child(catalog: Catalog):
    parent = add(catalog, "/p")
    put(catalog, parent, b"c/1.jpg", "one")
    put(catalog, parent, b"c/2.jpg", "two")
    with catalog.transaction() as tx:
        tx.remove_root(parent.id)
    child = add(catalog, "/p/c")
    photo = put(catalog, child, b"1.jpg", "new")
    parent = add(catalog, "/p")
    assert catalog.roots() == (parent,)
    assert set(catalog.known_files(parent.id)) == {b"c/1.jpg"}
    assert catalog.photo_at(b"/p/c/1.jpg") == photo


def test_relocation_keeps_photos(catalog: Catalog):
    root, other = add(catalog, "/old"), add(catalog, "/other")
    photo = put(catalog, root, b"a/1.jpg", "one")
    generation = catalog.generation()
    with catalog.transaction() as tx:
        moved = tx.relocate_root(root.id, "/new place/")
    assert moved == Root(root.id, b"/new place")
    assert catalog.photo(photo).paths == (b"/new place/a/1.jpg",)
    assert catalog.generation() == generation
    for place in ("/other", "/other/below", "/"):
        with pytest.raises(LibraryError, match="overlaps"), catalog.transaction() as tx:
            tx.relocate_root(root.id, place)
    with catalog.transaction() as tx:
        assert tx.relocate_root(root.id, "/new place") == moved
        assert tx.relocate_root(root.id, "/new place/deeper").path == b"/new place/deeper"
        tx.remove_root(other.id)
        assert tx.relocate_root(root.id, "/other").path == b"/other"
    assert catalog.photo(photo).paths == (b"/other/a/1.jpg",)
    with pytest.raises(LibraryError, match="watches no folder"), catalog.transaction() as tx:
        tx.relocate_root(99, "/x")


def test_unwanted_folders_belong_to_their_root(catalog: Catalog):
    root = add(catalog, "/p/[c]")
    with catalog.transaction() as tx:
        tx.exclude(root.id, ["Cache", " /top ", "", "a/b", "Cache"])
    assert catalog.exclusions(root.id) == ("/top", "Cache", "a/b")
    with catalog.transaction() as tx:
        tx.remove_root(root.id)
    root = add(catalog, "/p/[c]")
    assert catalog.exclusions(root.id) == ("/top", "Cache", "a/b")
    parent = add(catalog, "/p")
    unwanted = Unwanted(catalog.exclusions(parent.id))
    inside = {b"[c]/Cache", b"[c]/x/Cache", b"[c]/top", b"[c]/a/b"}
    outside = {b"Cache", b"top", b"x/Cache", b"c/Cache", b"[c]/x/top", b"[c]/b"}
    assert {each for each in inside | outside if unwanted.has(each)} == inside
    with catalog.transaction() as tx:
        tx.exclude(parent.id, [])
    assert catalog.exclusions(parent.id) == ()
    with pytest.raises(LibraryError, match="watches no folder"), catalog.transaction() as tx:
        tx.exclude(99, ["x"])
