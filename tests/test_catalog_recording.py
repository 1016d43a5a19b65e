"""The catalog keeps photos, tags and vectors through everything that happens to files."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photoclip.catalog import edits
from photoclip.catalog.entries import Indexed
from photoclip.catalog.store import Catalog
from photoclip.errors import LibraryError
from photoclip.query import Filter
from photoclip.records import (
    ChangeKind,
    DecodedPhoto,
    FileChange,
    FileState,
    KnownPhoto,
    PhotoFacts,
)
from tests.run_of import run_of

PIXELS = np.zeros((2, 2, 3), np.uint8)


def decoded(content: str, pixels: str | None = None, **facts) -> DecodedPhoto:
    digest = content.encode().ljust(16, b".")
    pixel_hash = (pixels or content).encode().ljust(16, b".")
    about = replace(PhotoFacts(40, 30, "JPEG"), **facts)
    return DecodedPhoto(digest, 1000, pixel_hash, 2**63 + 5, PIXELS, b"", about)


def vector(number: int) -> np.ndarray:
    return np.eye(4, dtype=np.float32)[number % 4]


class Desk:
    """One catalog with one root and short words for what the tests do to it."""

    def __init__(self, folder: Path) -> None:
        self.catalog = Catalog.open(folder / "library" / "catalog.sqlite")
        self.model = self.catalog.ensure_model("d1", "mini", 4)
        with self.catalog.transaction() as tx:
            self.root = tx.add_root(b"/photos")
        self._clock = 0

    def state(self, rel: bytes) -> FileState:
        self._clock += 1
        return FileState(rel, 1000, self._clock, 2**64 - self._clock, 2**63 + 1)

    def change(self, kind: ChangeKind, rel: bytes) -> FileChange:
        known = self.catalog.known_files(self.root.id).get(rel)
        return FileChange(kind, self.root.id, self.state(rel), known)

    def put(self, rel: bytes, photo, number: int | None = 0, model: int | None = None) -> str:
        there = rel in self.catalog.known_files(self.root.id)
        change = self.change(ChangeKind.CHANGED if there else ChangeKind.ADDED, rel)
        indexed = Indexed(change, photo, None if number is None else vector(number))
        with self.catalog.transaction() as tx:
            return tx.record(indexed, model or self.model)

    def gone(self, rel: bytes) -> None:
        change = self.change(ChangeKind.GONE, rel)
        with self.catalog.transaction() as tx:
            tx.gone(replace(change, state=change.known.state))

    def fail(self, rel: bytes, reason: str = "It is broken.") -> None:
        there = rel in self.catalog.known_files(self.root.id)
        change = self.change(ChangeKind.CHANGED if there else ChangeKind.ADDED, rel)
        with self.catalog.transaction() as tx:
            tx.fail(change, reason)

    def moved(self, *pairs: tuple[bytes, bytes]) -> None:
        known = self.catalog.known_files(self.root.id)
        changes = [
            FileChange(
                ChangeKind.MOVED, self.root.id, replace(known[old].state, rel=new), known[old]
            )
            for old, new in pairs
        ]
        with self.catalog.transaction() as tx:
            tx.move(changes)

    def tag(self, rel: bytes, name: str) -> None:
        with self.catalog.transaction() as tx:
            tx.tag([self.at(rel)], name)

    def at(self, rel: bytes) -> int | None:
        return self.catalog.photo_at(b"/photos/" + rel)

    def tags(self, photo_id: int) -> set[tuple[str, str]]:
        return {(tag.name, tag.source) for tag in self.catalog.photo(photo_id).tags}

    def vector(self, photo_id: int):
        return self.catalog.vector_of_photo(self.model, photo_id)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.catalog.close()


def test_a_new_file_becomes_a_photo_with_its_facts(desk: Desk):
    assert desk.put(b"a/x.jpg", decoded("one", camera="Nikon D5", rating=3), 1) == "embedded"
    photo = desk.catalog.photo(desk.at(b"a/x.jpg"))
    assert photo.paths == (b"/photos/a/x.jpg",)
    assert (photo.facts.camera, photo.facts.rating, photo.facts.width) == ("Nikon D5", 3, 40)
    np.testing.assert_array_equal(desk.vector(photo.id), vector(1))
    assert desk.catalog.counts() == (1, 1)
    known = desk.catalog.known_files(desk.root.id)[b"a/x.jpg"]
    assert known.photo_id == photo.id
    assert known.state.inode > 2**63  # unsigned, as the system says it


def test_names_that_are_no_text_are_kept_exactly(desk: Desk):
    rel = b"\xff\xfe/caf\xe9\n.jpg"
    desk.put(rel, decoded("one"))
    assert list(desk.catalog.known_files(desk.root.id)) == [rel]
    assert list(desk.catalog.known_files(desk.root.id, b"\xff\xfe")) == [rel]
    photo = desk.catalog.photo(desk.at(rel))
    assert photo.paths == (b"/photos/" + rel,)
    photo.name.encode()
    with desk.catalog.transaction() as tx:
        root = tx.add_root(b"/other \xff")
    assert root in desk.catalog.roots()


def test_a_copy_is_the_same_photo(desk: Desk):
    desk.put(b"a.jpg", decoded("one"), 1)
    desk.tag(b"a.jpg", "sea")
    assert desk.put(b"b.jpg", KnownPhoto(decoded("one").content_hash, 1000), None) == "reused"
    assert desk.put(b"c.jpg", decoded("one"), 2) == "reused"
    assert desk.at(b"a.jpg") == desk.at(b"b.jpg") == desk.at(b"c.jpg")
    assert desk.catalog.counts() == (1, 3)
    np.testing.assert_array_equal(desk.vector(1), vector(1))


def test_known_bytes_that_are_known_no_more_must_be_decoded_again(desk: Desk):
    assert desk.put(b"a.jpg", KnownPhoto(b"n" * 16, 5), None) == "again"
    assert desk.catalog.counts() == (0, 0)
    assert desk.catalog.known_files(desk.root.id) == {}


def test_a_photo_without_a_vector_takes_the_one_that_is_given(desk: Desk):
    desk.put(b"a.jpg", decoded("one"), None)
    assert [each.path for each in desk.catalog.missing_vectors(desk.model)] == [b"/photos/a.jpg"]
    assert desk.put(b"b.jpg", decoded("one"), 3) == "embedded"
    assert desk.catalog.missing_vectors(desk.model) == []


def test_an_edited_file_keeps_tags_and_loses_vectors(desk: Desk):
    other = desk.catalog.ensure_model("d2", "other", 4)
    desk.put(b"a.jpg", decoded("one"), 1)
    desk.put(b"a2.jpg", decoded("one"), 1, other)
    desk.gone(b"a2.jpg")
    desk.tag(b"a.jpg", "sea")
    photo = desk.at(b"a.jpg")
    before = desk.catalog.searchable_ids(desk.model)
    assert desk.put(b"a.jpg", decoded("two", camera="Leica"), 2) == "embedded"
    assert desk.at(b"a.jpg") == photo
    assert desk.tags(photo) == {("sea", "person")}
    assert desk.catalog.photo(photo).facts.camera == "Leica"
    np.testing.assert_array_equal(desk.vector(photo), vector(2))
    assert desk.catalog.vector_of_photo(other, photo) is None
    assert not np.intersect1d(before, desk.catalog.searchable_ids(desk.model)).size
    assert desk.catalog.photo_by_hash(decoded("one").content_hash) is None


def test_thumbnails_are_kept_of_what_is_a_photo_then(desk: Desk):
    one, two = (replace(decoded(each), thumbnail=each.encode()) for each in ("one", "two"))
    added = Indexed(desk.change(ChangeKind.ADDED, b"a.jpg"), one, vector(1))
    with desk.catalog.transaction() as tx:
        tx.record_all([added], desk.model)
        tx.keep_thumbnail(two.content_hash, b"of no photo yet")
        assert tx.thumbnails() == [(one.content_hash, b"one")]
    changed = Indexed(desk.change(ChangeKind.CHANGED, b"a.jpg"), two, vector(2))
    with desk.catalog.transaction() as tx:
        tx.record(changed, desk.model)
        tx.keep_thumbnail(one.content_hash, b"of no photo any more")
        assert tx.thumbnails() == [(two.content_hash, b"two")]


def test_a_keyword_written_into_a_file_keeps_its_vectors(desk: Desk):
    desk.put(b"a.jpg", decoded("one", "same", keywords=("old", "Both")), 1)
    ids = desk.catalog.searchable_ids(desk.model)
    assert desk.put(b"a.jpg", decoded("two", "same", keywords=("both", "new")), 2) == "reused"
    np.testing.assert_array_equal(desk.catalog.searchable_ids(desk.model), ids)
    np.testing.assert_array_equal(desk.vector(1), vector(1))
    assert desk.tags(1) == {("Both", "file"), ("new", "file")}
    assert desk.catalog.pixel_hashes([1, 7]) == {1: decoded("two", "same").pixel_hash}


def test_keywords_never_touch_what_others_said(desk: Desk):
    desk.put(b"a.jpg", decoded("one", keywords=("sea", "sky")))
    with desk.catalog.transaction() as tx:
        tx.write_run(run_of((1, "sea"), model=desk.model))
        tx.tag([1], "sky")
        tx.reject([1], "later")
    desk.put(b"a.jpg", decoded("two", keywords=("later",)))
    assert desk.tags(1) == {("sea", "run"), ("sky", "person")}
    desk.put(b"a.jpg", decoded("three"))
    desk.put(b"a.jpg", decoded("four", keywords=("Later", "sea")))
    assert desk.tags(1) == {("sea", "run"), ("sea", "file"), ("sky", "person")}


@pytest.mark.parametrize("same_pixels", [True, False])
def test_an_edited_copy_becomes_a_photo_of_its_own(desk: Desk, same_pixels: bool):
    desk.put(b"a.jpg", decoded("one", "px", keywords=("k",)), 1)
    desk.put(b"b.jpg", decoded("one", "px"), 1)
    with desk.catalog.transaction() as tx:
        run = tx.write_run(run_of((1, "auto"), model=desk.model))
        tx.tag([1], "mine")
        tx.reject([1], "never")
    outcome = desk.put(b"b.jpg", decoded("two", "px" if same_pixels else "other"), 2)
    assert outcome == ("reused" if same_pixels else "embedded")
    old, new = desk.at(b"a.jpg"), desk.at(b"b.jpg")
    assert old != new
    assert desk.tags(old) == {("k", "file"), ("auto", "run"), ("mine", "person")}
    assert desk.tags(new) == {("auto", "run"), ("mine", "person")}
    np.testing.assert_array_equal(desk.vector(new), vector(1 if same_pixels else 2))
    with desk.catalog.transaction() as tx:
        tx.write_run(run_of((new, "never"), name="other", model=desk.model))
        assert tx.undo_run(run) == 2
    assert desk.tags(new) == {("mine", "person")}


def test_a_rejection_comes_along_to_a_photo_that_a_run_has_tagged(desk: Desk):
    desk.put(b"a.jpg", decoded("one"))
    desk.put(b"copy.jpg", decoded("two"), newest := desk.catalog.newest_photo())
    with desk.catalog.transaction() as tx:
        tx.reject([desk.at(b"a.jpg")], "boat")
        tx.write_run(run_of((desk.at(b"copy.jpg"), "boat"), model=desk.model))
    change = desk.change(ChangeKind.CHANGED, b"a.jpg")
    with desk.catalog.transaction() as tx:
        tx.record(Indexed(change, decoded("two"), vector(1)), desk.model, newest_before=newest)
    assert desk.at(b"a.jpg") == desk.at(b"copy.jpg")
    assert desk.tags(desk.at(b"copy.jpg")) == set()


def decide(desk: Desk, photo_id: int, stars: int, *albums: str) -> None:
    with desk.catalog.transaction() as tx:
        tx.edit(edits.rate([photo_id], stars))
        tx.edit(edits.flag([photo_id], 1))
        for album in albums:
            tx.edit(edits.new_album(album, [photo_id]))


def decisions(desk: Desk, photo_id: int) -> tuple[int, int, tuple[str, ...]]:
    photo = desk.catalog.photo(photo_id)
    return photo.rating, photo.flag, photo.albums


def test_a_changed_file_keeps_what_the_person_decided(desk: Desk):
    desk.put(b"a.jpg", decoded("one", rating=2))
    assert decisions(desk, 1) == (2, 0, ())
    desk.put(b"a.jpg", decoded("two", rating=3))
    assert decisions(desk, 1) == (3, 0, ())
    decide(desk, 1, 0, "b", "a")
    desk.put(b"a.jpg", decoded("three", rating=5))
    assert desk.at(b"a.jpg") == 1
    assert decisions(desk, 1) == (0, 1, ("a", "b"))
    desk.gone(b"a.jpg")
    assert [album.photos for album in desk.catalog.albums()] == [0, 0]
    desk.put(b"b.jpg", decoded("three"))
    assert decisions(desk, desk.at(b"b.jpg")) == (0, 1, ("a", "b"))


def test_an_edited_copy_takes_the_decisions_along(desk: Desk):
    desk.put(b"a.jpg", decoded("one"))
    desk.put(b"b.jpg", decoded("one"))
    decide(desk, 1, 4, "trip")
    desk.put(b"b.jpg", decoded("two"))
    assert desk.at(b"b.jpg") != desk.at(b"a.jpg") == 1
    assert decisions(desk, 1) == decisions(desk, desk.at(b"b.jpg")) == (4, 1, ("trip",))
    assert desk.catalog.albums()[0].photos == 2


def test_a_file_edited_and_then_copied_takes_everything_along(desk: Desk):
    """The copy is met first; it has the same keyword and a decision of its own."""
    desk.put(b"a.jpg", decoded("one", keywords=("sea", "old")))
    desk.tag(b"a.jpg", "mine")
    decide(desk, 1, 4, "trip")
    newest = desk.catalog.newest_photo()
    desk.put(b"copy.jpg", decoded("two", keywords=("sea",)))
    copy = desk.at(b"copy.jpg")
    with desk.catalog.transaction() as tx:
        tx.edit(edits.rate([copy], 1))
    change = desk.change(ChangeKind.CHANGED, b"a.jpg")
    with desk.catalog.transaction() as tx:
        tx.record(Indexed(change, decoded("two")), desk.model, newest_before=newest)
    assert desk.at(b"a.jpg") == copy
    assert desk.tags(copy) >= {("sea", "file"), ("mine", "person")}
    assert decisions(desk, copy) == (1, 0, ("trip",))


def test_removing_a_root_forgets_no_decision(desk: Desk):
    desk.put(b"a.jpg", decoded("one"))
    decide(desk, 1, 4, "trip")
    with desk.catalog.transaction() as tx:
        tx.remove_root(desk.root.id)
    assert desk.catalog.browse(filters=[Filter("album", "trip")]).size == 0
    with desk.catalog.transaction() as tx:
        tx.add_root(b"/photos")
    desk.put(b"a.jpg", KnownPhoto(decoded("one").content_hash, 1000), None)
    assert decisions(desk, desk.at(b"a.jpg")) == (4, 1, ("trip",))


def test_an_edit_beside_a_copy_that_is_gone_keeps_the_photo(desk: Desk):
    desk.put(b"a.jpg", decoded("one"))
    desk.put(b"b.jpg", decoded("one"))
    desk.gone(b"a.jpg")
    photo = desk.at(b"b.jpg")
    desk.put(b"b.jpg", decoded("two"))
    assert desk.at(b"b.jpg") == photo


def test_two_files_that_change_places_keep_their_photos(desk: Desk):
    desk.put(b"a.jpg", decoded("one"), 1)
    desk.put(b"b.jpg", decoded("two"), 2)
    desk.tag(b"a.jpg", "first")
    first, second = desk.at(b"a.jpg"), desk.at(b"b.jpg")
    desk.put(b"a.jpg", KnownPhoto(decoded("two").content_hash, 1000), None)
    desk.put(b"b.jpg", KnownPhoto(decoded("one").content_hash, 1000), None)
    assert (desk.at(b"a.jpg"), desk.at(b"b.jpg")) == (second, first)
    assert desk.tags(first) == {("first", "person")}
    assert len(desk.catalog.searchable_ids(desk.model)) == 2


def test_an_overwritten_photo_comes_back_with_its_tags(desk: Desk):
    desk.put(b"a.jpg", decoded("one"))
    desk.put(b"b.jpg", decoded("two"))
    desk.tag(b"b.jpg", "mine")
    lost = desk.at(b"b.jpg")
    desk.put(b"b.jpg", decoded("one"))
    assert desk.at(b"b.jpg") == desk.at(b"a.jpg")
    assert desk.catalog.photo(lost).paths == ()
    desk.put(b"c.jpg", decoded("two"))
    assert desk.at(b"c.jpg") == lost
    assert desk.tags(lost) == {("mine", "person")}


def test_moves_keep_everything(desk: Desk):
    desk.put(b"in/a.jpg", decoded("one"), 1)
    desk.put(b"b.jpg", decoded("two"), 2)
    desk.fail(b"bad.jpg")
    first, second = desk.at(b"in/a.jpg"), desk.at(b"b.jpg")
    generation = desk.catalog.generation()
    desk.moved((b"in/a.jpg", b"out/c.png"), (b"bad.jpg", b"worse.jpg"))
    assert desk.at(b"in/a.jpg") is None
    assert desk.at(b"out/c.png") == first
    assert desk.catalog.rows([first])[0].name == "c.png"
    assert desk.catalog.folder_names() == ("out", "photos")
    assert [each.path for each in desk.catalog.failures()] == [b"/photos/worse.jpg"]
    assert desk.catalog.generation() == generation
    desk.moved((b"out/c.png", b"b.jpg"), (b"b.jpg", b"out/c.png"))
    assert (desk.at(b"b.jpg"), desk.at(b"out/c.png")) == (first, second)
    desk.gone(b"out/c.png")
    desk.moved((b"b.jpg", b"out/c.png"))
    assert desk.at(b"out/c.png") == first
    assert desk.catalog.counts() == (1, 1)


def test_a_gone_file_comes_back(desk: Desk):
    desk.put(b"a.jpg", decoded("one"), 1)
    desk.tag(b"a.jpg", "sea")
    known = desk.catalog.known_files(desk.root.id)[b"a.jpg"]
    desk.gone(b"a.jpg")
    assert desk.catalog.counts() == (0, 0)
    assert desk.catalog.known_files(desk.root.id) == {}
    assert desk.catalog.searchable_ids(desk.model).size == 0
    assert desk.catalog.browse().size == 0
    assert desk.catalog.missing_vectors(desk.model) == []
    assert desk.catalog.photo(1).paths == ()
    assert desk.catalog.hashes_by_size([1000]) == {1000: {decoded("one").content_hash}}
    desk.put(b"a.jpg", KnownPhoto(decoded("one").content_hash, 1000), None)
    assert desk.catalog.known_files(desk.root.id)[b"a.jpg"].file_id == known.file_id
    assert desk.catalog.searchable_ids(desk.model).size == 1
    assert desk.tags(1) == {("sea", "person")}


def test_other_bytes_at_a_gone_place_are_a_new_photo(desk: Desk):
    desk.put(b"a.jpg", decoded("one"))
    desk.tag(b"a.jpg", "sea")
    desk.gone(b"a.jpg")
    desk.put(b"a.jpg", decoded("two"))
    assert desk.at(b"a.jpg") == 2
    assert desk.tags(2) == set()


def test_a_failure_is_noted_and_cleared(desk: Desk):
    desk.put(b"a.jpg", decoded("one"))
    desk.tag(b"a.jpg", "sea")
    desk.fail(b"a.jpg", "It ends too early.")
    desk.fail(b"sub/b.jpg")
    assert desk.catalog.counts() == (0, 0)
    known = desk.catalog.known_files(desk.root.id)
    assert {rel: entry.photo_id for rel, entry in known.items()} == {
        b"a.jpg": None,
        b"sub/b.jpg": None,
    }
    assert [(each.path, each.reason) for each in desk.catalog.failures()] == [
        (b"/photos/a.jpg", "It ends too early."),
        (b"/photos/sub/b.jpg", "It is broken."),
    ]
    assert len(desk.catalog.failures([(desk.root.id, b"sub")])) == 1
    assert len(desk.catalog.failures([(desk.root.id, b"a.jpg"), (desk.root.id, b"")])) == 2
    assert desk.catalog.failures([(desk.root.id, b"su")]) == ()
    desk.put(b"a.jpg", decoded("two"))  # the save that was seen half is whole now
    assert desk.tags(desk.at(b"a.jpg")) == {("sea", "person")}
    desk.gone(b"sub/b.jpg")
    assert desk.catalog.failures() == ()


def test_touch_updates_only_the_stat(desk: Desk):
    desk.put(b"a.jpg", decoded("one"))
    desk.fail(b"b.jpg")
    generation = desk.catalog.generation()
    for rel in (b"a.jpg", b"b.jpg"):
        change = desk.change(ChangeKind.CHANGED, rel)
        with desk.catalog.transaction() as tx:
            tx.touch(change)
        assert desk.catalog.known_files(desk.root.id)[rel].state == change.state
    assert desk.catalog.generation() == generation


def test_a_transaction_is_whole_or_nothing(desk: Desk):
    change = desk.change(ChangeKind.ADDED, b"a.jpg")

    def half() -> None:
        with desk.catalog.transaction() as tx:
            tx.record(Indexed(change, decoded("one"), vector(1)), desk.model)
            tx.set_meta("note", "x")
            raise KeyError

    with pytest.raises(KeyError):
        half()
    assert desk.catalog.counts() == (0, 0)
    assert desk.catalog.meta("note") is None
    assert desk.catalog.generation() == 0


def test_the_delta_leads_an_index_to_the_searchable_ids(desk: Desk):
    held: set[int] = set()
    random = np.random.default_rng(3)
    names = [b"%d.jpg" % number for number in range(6)]
    for step in range(150):
        rel = names[random.integers(6)]
        known = desk.catalog.known_files(desk.root.id)
        with desk.catalog.transaction() as tx:
            if rel in known and random.random() < 0.3:
                tx.gone(FileChange(ChangeKind.GONE, desk.root.id, known[rel].state, known[rel]))
            else:
                kind = ChangeKind.CHANGED if rel in known else ChangeKind.ADDED
                change = FileChange(kind, desk.root.id, desk.state(rel), known.get(rel))
                content = f"c{random.integers(9)}"
                given = None if random.random() < 0.2 else vector(step)
                tx.record(Indexed(change, decoded(content), given), desk.model)
            delta = tx.delta(desk.model)
            assert tx.changed_photos
        held = (held - set(delta.removed.tolist())) | set(delta.added.tolist())
        assert sorted(held) == desk.catalog.searchable_ids(desk.model).tolist()


def test_vectors_can_be_put_replaced_and_dropped(desk: Desk):
    for number in range(3):
        desk.put(b"%d.jpg" % number, decoded(f"c{number}"), None)
    with desk.catalog.transaction() as tx:
        tx.put_vectors(desk.model, [(1, vector(1)), (3, vector(3))])
    first = desk.catalog.searchable_ids(desk.model)
    with desk.catalog.transaction() as tx:
        tx.put_vectors(desk.model, [(3, vector(2))])
    ids = desk.catalog.searchable_ids(desk.model)
    assert ids[0] == first[0]
    assert ids[1] not in first
    asked = [int(ids[1]), 999, int(ids[0]), int(ids[1])]
    np.testing.assert_array_equal(desk.catalog.photos_of_vectors(asked), [3, -1, 1, 3])
    rows = desk.catalog.vectors_of(desk.model, asked)
    assert rows.dtype == np.float16
    np.testing.assert_array_equal(rows, [vector(2), np.zeros(4), vector(1), vector(2)])
    np.testing.assert_array_equal(desk.catalog.vectors_of_photos(desk.model, [3]), ids[1:])
    assert [each.photo_id for each in desk.catalog.missing_vectors(desk.model)] == [2]
    with desk.catalog.transaction() as tx:
        assert tx.drop_vectors(desk.model) == 2
        assert tx.delta(desk.model) is None
    assert desk.catalog.searchable_ids(desk.model).size == 0


def test_long_lists_of_vectors_find_their_photos(desk: Desk):
    with desk.catalog.transaction() as tx:
        for number in range(2500):
            state = desk.state(b"%d.jpg" % number)
            change = FileChange(ChangeKind.ADDED, desk.root.id, state)
            tx.record(Indexed(change, decoded(f"c{number}"), vector(number)), desk.model)
    ids = desk.catalog.searchable_ids(desk.model)[::-1]
    photos = desk.catalog.photos_of_vectors(ids)
    np.testing.assert_array_equal(photos, [desk.catalog.photos_of_vectors([i])[0] for i in ids])
    np.testing.assert_array_equal(desk.catalog.photos_of_vectors([*ids, 10**9])[-1:], [-1])


def test_unknown_photos(desk: Desk):
    desk.put(b"a.jpg", decoded("one"))
    assert desk.catalog.photos([5, 1, 9])[0].id == 1
    assert [row.id for row in desk.catalog.rows([5, 1])] == [1]
    with pytest.raises(LibraryError, match="no photo 5"):
        desk.catalog.photo(5)
