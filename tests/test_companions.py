"""Raw files and their pictures are one photo, whatever comes, goes and is renamed when."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from old_libraries import OLD, released
from test_catalog_recording import Desk, decoded

from photoclip.catalog import edits
from photoclip.catalog.examining import CatalogExam
from photoclip.catalog.store import Catalog
from photoclip.library.library import Library
from photoclip.query import Filter
from photoclip.records import ChangeKind, FileChange
from photoclip.records_files import LIVE_VIDEO, RAW_FILE, Moving

RAW_ONE = decoded("raw", format="RAW")
CLIP = decoded("clip", format="VIDEO", moving=Moving(2.0))


@pytest.fixture
def desk(tmp_path: Path):
    made = Desk(tmp_path)
    yield made
    made.catalog.close()


def ids(desk: Desk, *filters: Filter) -> list[int]:
    return sorted(desk.catalog.browse("newest", list(filters)).tolist())


def test_a_pair_is_one_photo_with_two_files(desk: Desk):
    desk.put(b"a/x.CR2", RAW_ONE, 1)
    desk.put(b"a/x.jpg", decoded("jpg"), 2)
    photo = desk.at(b"a/x.jpg")
    assert desk.at(b"a/x.CR2") == photo
    assert desk.catalog.counts() == (1, 2)
    shown = desk.catalog.photo(photo)
    assert shown.facts.format == "JPEG"
    assert shown.paths == (b"/photos/a/x.jpg", b"/photos/a/x.CR2")
    assert [(each.kind, each.format) for each in shown.companions] == [(RAW_FILE, "RAW")]
    (row,) = desk.catalog.rows([photo])
    assert (row.name, row.copies, row.beside) == ("x.jpg", 1, {RAW_FILE})
    assert len(desk.catalog.searchable_ids(desk.model)) == 1
    assert desk.catalog.missing_vectors(desk.model) == []
    for order in ("newest", "oldest", "added", "name", "folder", "rating"):
        assert desk.catalog.browse(order).tolist() == [photo]
    assert [node.photos for node in desk.catalog.folders()] == [1, 1]


def test_filters_and_their_counts_know_pairs(desk: Desk):
    desk.put(b"a/x.CR2", RAW_ONE)
    desk.put(b"a/x.jpg", decoded("jpg"))
    desk.put(b"b/y.nef", decoded("other raw", format="RAW"))
    pair, alone = desk.at(b"a/x.jpg"), desk.at(b"b/y.nef")
    assert ids(desk, Filter("type", "raw")) == sorted([pair, alone])
    assert ids(desk, Filter("type", "cr2")) == ids(desk, Filter("is", "pair")) == [pair]
    assert ids(desk, Filter("type", "jpg")) == [pair]
    assert ids(desk, Filter("is", "duplicate")) == []
    for value in desk.catalog.values("type"):
        assert len(ids(desk, Filter("type", value.value))) == value.photos


def test_a_picture_that_comes_later_takes_over_what_was_said_of_the_raw_file(desk: Desk):
    desk.put(b"a/x.CR2", RAW_ONE)
    raw = desk.at(b"a/x.CR2")
    desk.tag(b"a/x.CR2", "beach")
    with desk.catalog.transaction() as tx:
        tx.edit(edits.rate([raw], 4))
        tx.edit(edits.flag([raw], 1))
        tx.edit(edits.new_album("Summer", [raw]))
    desk.put(b"a/x.jpg", decoded("jpg"))
    pair = desk.catalog.photo(desk.at(b"a/x.jpg"))
    assert {tag.name for tag in pair.tags} == {"beach"}
    assert (pair.rating, pair.flag, pair.albums) == (4, 1, ("Summer",))
    assert [(each.name, each.photos) for each in desk.catalog.albums()] == [("Summer", 1)]


def test_stars_of_one_and_the_flag_of_the_other_come_together(desk: Desk):
    desk.put(b"a/x.CR2", RAW_ONE)
    desk.put(b"b/x.jpg", decoded("jpg"))
    with desk.catalog.transaction() as tx:
        tx.edit(edits.rate([desk.at(b"a/x.CR2")], 4))
        tx.edit(edits.flag([desk.at(b"b/x.jpg")], -1))
    desk.moved((b"b/x.jpg", b"a/x.jpg"))
    pair = desk.catalog.photo(desk.at(b"a/x.jpg"))
    assert (pair.rating, pair.flag) == (4, -1)


def test_what_stays_keeps_what_was_said_of_the_pair(desk: Desk):
    desk.put(b"a/x.CR2", RAW_ONE)
    desk.tag(b"a/x.CR2", "wrong")
    desk.put(b"a/x.jpg", decoded("jpg"))
    pair = desk.at(b"a/x.jpg")
    with desk.catalog.transaction() as tx:
        tx.untag([pair], "wrong")
        tx.tag([pair], "right")
        tx.edit(edits.rate([pair], 3))
    desk.gone(b"a/x.jpg")
    raw = desk.catalog.photo(desk.at(b"a/x.CR2"))
    assert ({tag.name for tag in raw.tags}, raw.rating) == ({"right"}, 3)
    assert desk.catalog.counts() == (1, 1)
    assert desk.catalog.searchable_ids(desk.model).tolist()  # found again at once
    with desk.catalog.transaction() as tx:  # and what is said meanwhile is not lost either
        tx.untag([raw.id], "right")
        tx.tag([raw.id], "meanwhile")
    desk.put(b"a/x.jpg", decoded("jpg"))
    assert desk.tags(desk.at(b"a/x.CR2")) == {("meanwhile", "person")}


def test_a_live_photo_is_one_photo_and_its_video_none(desk: Desk):
    desk.put(b"a/IMG_1.MOV", CLIP, None)
    desk.put(b"a/IMG_1.HEIC", decoded("heic", format="HEIF"))
    photo = desk.at(b"a/IMG_1.MOV")
    assert desk.catalog.counts() == (1, 2)
    assert ids(desk, Filter("is", "live")) == [photo]
    assert ids(desk, Filter("is", "video")) == []
    assert desk.catalog.photo(photo).companions[0].kind == LIVE_VIDEO


def test_a_long_video_of_the_same_name_is_its_own(desk: Desk):
    desk.put(b"a/1.jpg", decoded("jpg"))
    desk.put(b"a/1.mov", decoded("film", format="VIDEO", moving=Moving(60.0)))
    assert desk.catalog.counts() == (2, 2)
    assert ids(desk, Filter("type", "video")) == ids(desk, Filter("is", "video"))
    assert len(ids(desk, Filter("is", "video"))) == 1


def test_apples_identifiers_decide(desk: Desk):
    def still(name: str, live_id: str):
        return decoded(name, format="HEIF", moving=Moving(live_id=live_id))

    desk.put(b"a/one.heic", still("one", "A"))
    desk.put(b"a/two.heic", still("two", "B"))
    film = decoded("film", format="VIDEO", moving=Moving(3.0, live_id="B"))
    desk.put(b"a/one.mov", film)
    assert desk.at(b"a/one.mov") == desk.at(b"a/two.heic")  # not the one of the same name
    assert desk.catalog.counts() == (2, 3)


def test_pairs_can_be_shown_apart_and_together_again(desk: Desk):
    desk.put(b"a/x.CR2", RAW_ONE)
    desk.put(b"a/x.jpg", decoded("jpg"))
    desk.tag(b"a/x.jpg", "sea")
    with desk.catalog.transaction() as tx:
        tx.settle_pairs(together=False)
    assert desk.catalog.counts() == (2, 2)
    assert desk.tags(desk.at(b"a/x.CR2")) == {("sea", "person")}
    desk.put(b"b/y.CR2", decoded("raw 2", format="RAW"))
    desk.put(b"b/y.jpg", decoded("jpg 2"))
    assert desk.catalog.counts() == (4, 4)
    with desk.catalog.transaction() as tx:
        tx.settle_pairs(together=True)
    assert desk.catalog.counts() == (2, 4)


def test_a_raw_file_in_another_folder_shows_the_pair_there(desk: Desk):
    desk.put(b"a/x.CR2", RAW_ONE)
    desk.put(b"a/x.jpg", decoded("jpg"))
    desk.put(b"b/x.CR2", RAW_ONE)
    pair = desk.at(b"a/x.jpg")
    assert ids(desk, Filter("folder", "b")) == [pair]
    assert desk.catalog.counts() == (1, 3)


def test_a_removed_root_leaves_no_half_pairs(desk: Desk, tmp_path: Path):
    desk.put(b"a/x.CR2", RAW_ONE)
    desk.put(b"a/x.jpg", decoded("jpg"))
    desk.tag(b"a/x.jpg", "sea")
    with desk.catalog.transaction() as tx:
        other = tx.add_root(b"/elsewhere")
    state = replace(desk.state(b"x.CR2"))
    with desk.catalog.transaction() as tx:
        from photoclip.catalog.entries import Indexed

        tx.record(Indexed(FileChange(ChangeKind.ADDED, other.id, state), RAW_ONE), desk.model)
    with desk.catalog.transaction() as tx:
        tx.remove_root(desk.root.id)
    assert desk.catalog.counts() == (1, 1)
    (left,) = desk.catalog.photos(desk.catalog.browse())
    assert left.facts.format == "RAW"
    assert {tag.name for tag in left.tags} == {"sea"}


def test_an_older_library_joins_its_pairs_when_it_is_opened(tmp_path: Path):
    folder = released(tmp_path / "library", OLD[-1])
    with closing(sqlite3.connect(folder / "catalog.sqlite")) as connection, connection:
        rows = connection.execute(
            "SELECT file.id, photo_id FROM file WHERE gone_at IS NULL ORDER BY photo_id LIMIT 2"
        ).fetchall()
        (first, raw), (second, picture) = rows
        for file, name in ((first, "trip/one.NEF"), (second, "trip/one.jpg")):
            connection.execute(
                "UPDATE file SET rel = CAST(? AS BLOB), folder = 'trip', name = ?, root_id ="
                " (SELECT min(root_id) FROM file WHERE gone_at IS NULL) WHERE id = ?",
                (name, name.rpartition("/")[2], file),
            )
        connection.execute("UPDATE photo SET format = 'RAW' WHERE id = ?", (raw,))
        connection.execute("UPDATE photo SET format = 'JPEG' WHERE id = ?", (picture,))
        connection.execute("DELETE FROM decision WHERE photo_id IN (?, ?)", (raw, picture))
        connection.execute("INSERT INTO decision (photo_id, rating, flag) VALUES (?, 5, 0)", (raw,))
    with Library.open(folder) as library:
        assert raw not in library.showing.browse()
        shown = library.showing.photo(picture)
        assert [each.kind for each in shown.companions] == [RAW_FILE]
        assert shown.rating == 5


def test_an_examination_finds_and_mends_wrong_pairs(desk: Desk):
    desk.put(b"a/x.CR2", RAW_ONE)
    desk.put(b"a/x.jpg", decoded("jpg"))
    desk.put(b"a/y.jpg", decoded("other"))
    path = desk.catalog.path
    with CatalogExam(path) as exam:
        assert exam.wrong_pairs() == 0
    with closing(sqlite3.connect(path)) as connection, connection:
        other = desk.at(b"a/y.jpg")
        connection.execute("UPDATE companion SET lead_id = ?", (other,))
    with CatalogExam(path) as exam:
        assert exam.wrong_pairs() == 1
    with desk.catalog.transaction() as tx:
        tx.settle_pairs()
    with CatalogExam(path) as exam:
        assert exam.wrong_pairs() == 0
    assert desk.at(b"a/x.CR2") == desk.at(b"a/x.jpg")


@pytest.mark.parametrize("first", ["one", "two"])
def test_who_leaves_takes_nothing_of_who_comes(desk: Desk, first: str):
    for name in (first, "one", "two"):
        if desk.at(f"a/{name}.CR2".encode()) is None:
            desk.put(f"a/{name}.CR2".encode(), decoded(f"raw {name}", format="RAW"))
    desk.put(b"a/one.jpg", decoded("picture", format="JPEG"))
    desk.tag(b"a/two.CR2", "of two")
    desk.moved((b"a/one.jpg", b"a/two.jpg"))
    assert desk.tags(desk.at(b"a/one.CR2")) == set()
    assert {name for name, _ in desk.tags(desk.at(b"a/two.jpg"))} == {"of two"}


STEMS = ("a/1", "a/2", "b/1")
ENDINGS = {".cr2": "RAW", ".jpg": "JPEG"}
WORDS = ("sea", "dog")
contents = st.tuples(st.integers(0, 1), st.sampled_from(sorted(ENDINGS)))
stems = st.sampled_from(STEMS)


@pytest.fixture(scope="module", autouse=True)
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("empty")
    Desk(folder).catalog.close()
    Pairs.empty = folder


class Pairs(RuleBasedStateMachine):
    """Two raw files and two pictures that come, go and move, beside a plain model of them."""

    empty: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="photoclip-pairs-"))
        shutil.copytree(self.empty, self.folder, dirs_exist_ok=True)
        self.desk = Desk(self.folder)
        self.files: dict[str, tuple[int, str]] = {}  # place -> content
        self.words: dict[tuple[int, str], set[str]] = {}
        self.former: dict[tuple[int, str], tuple[tuple[int, str], str]] = {}

    def teardown(self) -> None:
        self.desk.catalog.close()
        shutil.rmtree(self.folder)

    # ── the model ───────────────────────────────────────────────────────────────────────────

    def _here(self, content: tuple[int, str]) -> bool:
        return content in self.files.values()

    def _wanted(self, raw: tuple[int, str]) -> tuple[int, str] | None:
        place = next((each for each, held in self.files.items() if held == raw), None)
        return None if place is None else self.files.get(place[:-4] + ".jpg")

    def _stays(self, raw: tuple[int, str]) -> bool:
        wanted, (lead, state) = self._wanted(raw), self.former.get(raw, (raw, ""))
        away = wanted is None and not self._here(raw) and not self._here(lead)
        return state == "joined" and (away or wanted == lead)

    def _settle(self) -> None:
        every = sorted(each for each in self.words if each[1] == ".cr2")
        moved = [each for each in every if not self._stays(each)]
        for raw in moved:
            lead, state = self.former.get(raw, (raw, ""))
            if state == "joined":
                self.words[raw] = set(self.words[lead])
        for raw in moved:
            wanted, (lead, state) = self._wanted(raw), self.former.get(raw, (None, ""))
            if wanted is not None:
                if (lead, state) == (wanted, "alone"):
                    self.words[wanted] = set(self.words[raw])
                elif (lead, state) != (wanted, "joined"):
                    self.words[wanted] |= self.words[raw]
                self.former[raw] = (wanted, "joined")
            elif lead is not None and (state != "apart"):
                self.former[raw] = (lead, "apart" if self._here(lead) else "alone")

    def _shown(self, content: tuple[int, str]) -> tuple[int, str]:
        lead, state = self.former.get(content, (content, ""))
        return lead if state == "joined" else content

    # ── what happens ────────────────────────────────────────────────────────────────────────

    @rule(content=contents, stem=stems)
    def come(self, content: tuple[int, str], stem: str) -> None:
        place = stem + content[1]
        if place in self.files or self._here(content):
            return
        photo = decoded(f"{content[0]}{content[1]}", format=ENDINGS[content[1]])
        self.desk.put(place.encode(), photo, content[0])
        self.files[place] = content
        self.words.setdefault(content, set())
        self._settle()

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def go(self, data: st.DataObject) -> None:
        some = data.draw(st.sets(st.sampled_from(sorted(self.files)), min_size=1, max_size=2))
        known = self.desk.catalog.known_files(self.desk.root.id)
        gone = [known[each.encode()] for each in sorted(some)]
        with self.desk.catalog.transaction() as tx:
            root = self.desk.root.id
            tx.gone(*(FileChange(ChangeKind.GONE, root, each.state, each) for each in gone))
        for each in some:
            del self.files[each]
        self._settle()

    @precondition(lambda self: self.files)
    @rule(data=st.data(), stem=stems, both=st.booleans())
    def rename(self, data: st.DataObject, stem: str, both: bool) -> None:
        place = data.draw(st.sampled_from(sorted(self.files)))
        places = [each for each in self.files if each[:-4] == place[:-4]] if both else [place]
        pairs = [(each, stem + each[-4:]) for each in places]
        if any(new in self.files for _, new in pairs):
            return
        self.desk.moved(*((old.encode(), new.encode()) for old, new in pairs))
        for old, new in pairs:
            self.files[new] = self.files.pop(old)
        self._settle()

    @precondition(lambda self: self.files)
    @rule(data=st.data(), word=st.sampled_from(WORDS), gives=st.booleans())
    def say(self, data: st.DataObject, word: str, gives: bool) -> None:
        place = data.draw(st.sampled_from(sorted(self.files)))
        photo = self.desk.at(place.encode())
        told = self.words[self._shown(self.files[place])]
        with self.desk.catalog.transaction() as tx:
            (tx.tag if gives else tx.untag)([photo], word)
        (told.add if gives else told.discard)(word)

    # ── what holds ──────────────────────────────────────────────────────────────────────────

    @invariant()
    def the_catalog_says_the_same(self) -> None:
        catalog = self.desk.catalog
        shown: dict[int, tuple[int, str]] = {}
        for place, content in self.files.items():
            photo = self.desk.at(place.encode())
            assert photo is not None
            assert shown.setdefault(photo, self._shown(content)) == self._shown(content), place
        assert catalog.counts() == (len(shown), len(self.files))
        assert sorted(catalog.browse("name").tolist()) == sorted(shown)
        for photo, content in shown.items():
            assert {name for name, _ in self.desk.tags(photo)} == self.words[content], content
            assert set(catalog.paths([photo])[photo]) == {
                b"/photos/" + place.encode()
                for place, held in self.files.items()
                if self._shown(held) == content
            }
        found = catalog.photos_of_vectors(catalog.searchable_ids(self.desk.model))
        assert sorted(found.tolist()) == sorted(shown)

    @rule()
    def what_is_kept_in_memory_follows(self) -> None:
        with Catalog.open(self.desk.catalog.path, readonly=True) as fresh:
            for order in ("name", "folder", "added"):
                kept = self.desk.catalog.browse(order)
                assert np.array_equal(kept, fresh.browse(order))
            assert self.desk.catalog.folders() == fresh.folders()
            assert self.desk.catalog.values("type") == fresh.values("type")


TestPairs = Pairs.TestCase
TestPairs.settings = settings(
    max_examples=4,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
