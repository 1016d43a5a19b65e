"""Filters agree with a brute-force look at every photo, alone and in pairs."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest

from photoclip.catalog import edits
from photoclip.catalog.entries import Indexed
from photoclip.catalog.store import Catalog
from photoclip.catalog.transaction import Transaction
from photoclip.errors import QueryError
from photoclip.query import Filter
from photoclip.records import (
    ChangeKind,
    DecodedPhoto,
    FileChange,
    FileState,
    FolderNode,
    PhotoFacts,
)

FOLDERS = ("", "Norway", "norway/2019", "Italy/Old Norway", "Ita\u0301lia", "STRASSE/x", "a/b/a/c")
SUFFIXES = ("JPG", "jpeg", "png", "heic", "tif", "")
CAMERAS = ("", "Nikon D5", "NIKON Z6", "Leica Ö", "100% Cam_era")
FORMATS = ("JPEG", "PNG", "HEIF", "TIFF", "RAW")
TAGS = ("Beach", "straße", "a'b")
ALBUMS = ("Summer", "ÉTÉ 24", "empty")
LENSES = ("", "35mm f/2", "24-70mm", "Ünder 35MM")
NAMES = ("img", "IMG_", "Ä", "x 0")
ZONE = timezone(timedelta(hours=14))

VALUES = {
    "folder": ["norway", "Norway/2019", "2019", "Old", "old norway", "ITÁLIA", "strasse", "a/b",
               "b/a/", "/roots/One", "/One", "one", "/", "roots/one/italy", "none"],
    "before": ["2019", "2019-06", "2019-06-15", "1900", "2030"],
    "after": ["2019", "2019-06", "2019-06-15", "1900", "2030"],
    "camera": ["nikon", "LEICA ö", "%", "_", "z"],
    "type": ["jpg", "JPEG", ".png", "heif", "tiff", "raw", "gif"],
    "tag": ["beach", "STRASSE", "a'b", "%"],
    "album": ["summer", "e\u0301te\u0301 24", "empty", "none"],
    "lens": ["35", "MM", "24-70mm", "%"],
    "rating": ["0", "1", "3", "5"],
    "flag": ["picked", "rejected", "none"],
}  # fmt: skip


@dataclass
class Truth:
    """What the test knows of one photo."""

    facts: PhotoFacts
    places: list[tuple[str, str]] = field(default_factory=list)  # folder with root, suffix
    names: list[str] = field(default_factory=list)  # of the files at these places
    tags: set[str] = field(default_factory=set)
    albums: set[str] = field(default_factory=set)
    stars: int | None = None  # the person's
    flag: int = 0
    embedded: bool = True

    @property
    def rating(self) -> int:
        return self.stars if self.stars is not None else self.facts.rating or 0

    @property
    def day(self) -> str:
        return self.facts.taken_at.date().isoformat() if self.facts.taken_at else ""


def same(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFC", text).casefold()


def parts(path: str) -> list[str]:
    return [same(part) for part in path.split("/") if part]


def meets(photo: Truth, wanted: Filter) -> bool:
    """One filter on one photo, written for clearness."""
    value = wanted.value
    if wanted.name == "folder":
        wished, found = parts(value), False
        for folder, _ in photo.places:
            have = parts(folder)
            starts = [0] if value.startswith("/") else range(len(have))
            found |= any(have[at : at + len(wished)] == wished for at in starts)
    elif wanted.name in {"before", "after"}:
        moment = photo.facts.taken_at
        text = value + "0001-01-01"[len(value) :]
        border = datetime.fromisoformat(text)
        plain = moment.replace(tzinfo=None) if moment else None
        found = plain is not None and (plain < border) == (wanted.name == "before")
    elif wanted.name == "camera":
        found = same(value) in same(photo.facts.camera)
    elif wanted.name == "lens":
        found = bool(photo.facts.lens) and same(value) in same(photo.facts.lens)
    elif wanted.name == "tag":
        found = same(value) in {same(tag) for tag in photo.tags}
    elif wanted.name == "album":
        found = same(value) in {same(album) for album in photo.albums}
    elif wanted.name == "rating":
        found = photo.rating >= int(value) if value != "0" else photo.rating == 0
    elif wanted.name == "flag":
        found = photo.flag == {"picked": 1, "rejected": -1, "none": 0}[value]
    else:
        kinds = {value.lower().strip(".")}
        for group in ({"jpg", "jpeg"}, {"tif", "tiff"}, {"heic", "heif"}):
            kinds |= group if kinds & group else set()
        found = photo.facts.format.lower() in kinds
        found |= any(suffix.lower() in kinds for _, suffix in photo.places)
    return found != wanted.negated


@dataclass
class World:
    catalog: Catalog
    model: int
    photos: dict[int, Truth]

    @property
    def present(self) -> list[int]:
        return self.expected()

    def count(self, name: str, value: str) -> int:
        return len(self.expected(Filter(name, value)))

    def expected(self, *filters: Filter) -> list[int]:
        return sorted(
            photo_id
            for photo_id, photo in self.photos.items()
            if photo.places and all(meets(photo, each) for each in filters)
        )


def drawn_facts(dice: random.Random) -> PhotoFacts:
    moment = None
    if dice.random() < 0.8:
        border = datetime.fromisoformat(dice.choice(("2019-06-15", "2019-01-01", "2019-06-01")))
        moment = border + timedelta(seconds=dice.choice((-1, 0, 1, 86_400, -86_401)))
        moment = moment.replace(tzinfo=dice.choice((None, ZONE)))
    stars = dice.choice((None, None, 0, 2, 5))
    return PhotoFacts(
        4, 3, dice.choice(FORMATS), moment, dice.choice(CAMERAS), dice.choice(LENSES), rating=stars
    )


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    dice = random.Random(11)
    with Catalog.open(tmp_path_factory.mktemp("filters") / "catalog.sqlite") as catalog:
        model = catalog.ensure_model("d", "mini", 4)
        photos: dict[int, Truth] = {}
        contents: dict[int, DecodedPhoto] = {}
        with catalog.transaction() as tx:
            roots = [tx.add_root("/roots/One"), tx.add_root("/roots/zwei")]
            for number in range(160):
                photo_id = len(photos) + 1
                if photos and dice.random() < 0.25:  # another copy
                    photo_id = dice.choice(list(photos))
                else:
                    content = b"%16d" % number
                    facts = drawn_facts(dice)
                    pixels = np.zeros((1, 1, 3), np.uint8)
                    contents[photo_id] = DecodedPhoto(content, 1, content, 1, pixels, b"", facts)
                    photos[photo_id] = Truth(facts, embedded=dice.random() < 0.9)
                root, folder = dice.choice(roots), dice.choice(FOLDERS)
                suffix = dice.choice(SUFFIXES)
                name = f"{dice.choice(NAMES)}{dice.choice(('', '0'))}{number}.{suffix}".strip(".")
                rel = f"{folder}/{name}".strip("/").encode()
                state = FileState(rel, 1, number, number, 1)
                change = FileChange(ChangeKind.ADDED, root.id, state)
                truth = photos[photo_id]
                unit = np.ones(4, np.float32) / 2 if truth.embedded else None
                tx.record(Indexed(change, contents[photo_id], unit), model)
                if dice.random() < 0.15:
                    tx.gone(FileChange(ChangeKind.GONE, root.id, state))
                else:
                    truth.places.append((f"{root.text}/{folder}".rstrip("/"), suffix))
                    truth.names.append(name)
            for tag, photo_id in itertools.product(TAGS, photos):
                if dice.random() < 0.3:
                    tx.tag([photo_id], tag)
                    photos[photo_id].tags.add(tag)
            decided(tx, dice, photos)
        yield World(catalog, model, photos)


def decided(tx: Transaction, dice: random.Random, photos: dict[int, Truth]) -> None:
    """The person rates, flags and collects some photos."""
    for name in ALBUMS:
        inside = [] if name == "empty" else dice.sample(sorted(photos), len(photos) // 3)
        tx.edit(edits.new_album(name, inside))
        for photo_id in inside:
            photos[photo_id].albums.add(name)
    for photo_id, truth in photos.items():
        if dice.random() < 0.5:
            truth.stars = dice.randint(0, 5)
            tx.edit(edits.rate([photo_id], truth.stars))
        if dice.random() < 0.5:
            truth.flag = dice.choice((1, -1))
            tx.edit(edits.flag([photo_id], truth.flag))


EVERY = [
    Filter(name, value, negated)
    for name, values in VALUES.items()
    for value in values
    for negated in (False, True)
]


@pytest.mark.parametrize("wanted", EVERY, ids=str)
def test_a_filter_alone(world: World, wanted: Filter):
    expected = world.expected(wanted)
    assert world.catalog.matching_photos([wanted]).tolist() == expected
    vectors = world.catalog.narrow([wanted], world.model)
    assert vectors is not None
    assert np.all(np.diff(vectors) > 0)
    photos = sorted(world.catalog.photos_of_vectors(vectors).tolist())
    assert photos == [each for each in expected if world.photos[each].embedded]


def test_every_filter_meets_some_photos_and_misses_some(world: World):
    for name in VALUES:
        counts = {len(world.expected(each)) for each in EVERY if each.name == name}
        assert len(counts) > 2, name


def test_all_pairs_of_filters(world: World):
    dice = random.Random(5)
    by_name = {name: [each for each in EVERY if each.name == name] for name in VALUES}
    for first, second in itertools.combinations_with_replacement(VALUES, 2):
        for _ in range(12):
            pair = (dice.choice(by_name[first]), dice.choice(by_name[second]))
            assert world.catalog.matching_photos(pair).tolist() == world.expected(*pair), pair


def test_no_filters_and_unknown_ones(world: World):
    assert world.catalog.narrow([], world.model) is None
    everything = world.catalog.matching_photos([]).tolist()
    assert everything == world.expected()
    with pytest.raises(QueryError, match="'colour:' is not a filter"):
        world.catalog.narrow([Filter("colour", "red")], world.model)


def test_known_values(world: World):
    catalog = world.catalog
    assert set(catalog.cameras()) == {each for each in CAMERAS if each}
    assert set(catalog.tag_names()) == set(TAGS)
    names = {folder.rpartition("/")[2] for folder in FOLDERS if folder} | {"One", "zwei"}
    assert set(catalog.folder_names()) == names


@pytest.mark.parametrize("order", ["newest", "oldest", "added"])
def test_orders_of_browsing(world: World, order: str):
    present = {each: photo for each, photo in world.photos.items() if photo.places}
    moments = {
        each: photo.facts.taken_at.replace(tzinfo=None) if photo.facts.taken_at else None
        for each, photo in present.items()
    }
    dated = [each for each in present if moments[each] is not None]
    undated = sorted(each for each in present if moments[each] is None)
    dated.sort(key=lambda each: (moments[each], each))
    expected = {
        "newest": dated[::-1] + undated[::-1],
        "oldest": dated + undated,
        "added": sorted(present, reverse=True),
    }[order]
    found = world.catalog.browse(order)
    assert found.dtype == np.int64
    assert found.tolist() == expected
    rows = world.catalog.rows(found)
    assert [row.id for row in rows] == expected
    assert [row.taken_at for row in rows] == [world.photos[e].facts.taken_at for e in expected]


def natural(name: str) -> list[tuple[int, int, str]]:
    """Numbers by their size and before letters."""
    import re

    parts = re.findall("[0-9]+|[^0-9]+", same(name))
    return [(0, int(each), "") if each.isdigit() else (1, 0, each) for each in parts]


def shown(world: World, photo_id: int) -> tuple[str, str]:
    """Folder and name of the file that stands for a photo: the first present one."""
    photo = world.photos[photo_id]
    return photo.places[0][0], photo.names[0]


def test_names_are_in_the_order_that_people_expect(world: World):
    expected = sorted(world.present, key=lambda e: (natural(shown(world, e)[1]), e))
    assert world.catalog.browse("name").tolist() == expected
    few = expected[::3]
    assert world.catalog.in_order(np.array(few[::-1]), "name").tolist() == few


def test_folders_come_as_in_a_tree_and_the_best_rated_first(world: World):
    by_folder = world.catalog.browse("folder").tolist()
    folders = [shown(world, each)[0] for each in by_folder]
    assert folders == sorted(folders, key=lambda each: [natural(part) for part in each.split("/")])
    newest = world.catalog.browse("newest").tolist()
    expected = sorted(newest, key=lambda each: -world.photos[each].rating)
    assert world.catalog.browse("rating").tolist() == expected


def test_an_order_of_photos_that_are_gone_ends_with_them(world: World):
    gone = next(each for each, photo in world.photos.items() if not photo.places)
    ids = np.array([gone, *world.present[:4]])
    for order in ("newest", "oldest", "added", "name", "folder", "rating"):
        ordered = world.catalog.in_order(ids, order).tolist()
        assert sorted(ordered) == sorted(ids.tolist())
        assert ordered[-1] == gone
    with pytest.raises(ValueError, match="no such order: size"):
        world.catalog.browse("size")


@pytest.mark.parametrize("wanted", EVERY[::7], ids=str)
def test_browsing_with_filters_keeps_the_order(world: World, wanted: Filter):
    for order in ("newest", "name", "rating"):
        expected = [
            e for e in world.catalog.browse(order).tolist() if meets(world.photos[e], wanted)
        ]
        assert world.catalog.browse(order, [wanted]).tolist() == expected


@pytest.mark.parametrize(("by", "digits"), [("day", 10), ("month", 7), ("year", 4)])
def test_sections_of_dates(world: World, by: str, digits: int):
    ids = world.catalog.browse("newest")
    keys = [world.photos[each].day[:digits] for each in ids.tolist()]
    groups = [(key, len(list(group))) for key, group in itertools.groupby(keys)]
    found = world.catalog.sections(ids, by)
    assert list(found.titles) == [key for key, _ in groups]
    assert np.diff([*found.starts, len(ids)]).tolist() == [count for _, count in groups]
    assert world.catalog.sections(ids[:3], by).titles == found.titles[: len(set(keys[:3]))]
    assert world.catalog.sections(ids[:0], by).titles == ()


def test_sections_of_folders(world: World):
    ids = world.catalog.browse("folder")
    folders = [shown(world, each)[0] for each in ids.tolist()]
    found = world.catalog.sections(ids, "folder")
    assert list(found.titles) == [key for key, _ in itertools.groupby(folders)]
    assert found.starts.tolist() == [folders.index(title) for title in found.titles]


def test_folders_with_what_is_in_and_below_them(world: World):
    nodes = world.catalog.folders()
    every = {"/roots/One", "/roots/zwei"}
    for each in world.present:
        for folder, _ in world.photos[each].places:
            steps = folder.split("/")
            every |= {"/".join(steps[:depth]) for depth in range(3, len(steps) + 1)}
    assert {node.path for node in nodes} == every
    assert len(nodes) == len(every)
    roots = {root.id: root.text for root in world.catalog.roots()}
    for node in nodes:
        below = [
            each
            for each in world.present
            if any(
                f"{place}/".startswith(f"{node.path}/") for place, _ in world.photos[each].places
            )
        ]
        assert node.photos == len(below), node
        assert node.path == f"{roots[node.root_id]}/{node.folder}".rstrip("/")
    assert nodes[0] == FolderNode(nodes[0].root_id, "", nodes[0].photos, "/roots/One")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("tag", TAGS),
        ("camera", CAMERAS),
        ("lens", LENSES),
        ("album", ALBUMS),
        ("rating", "012345"),
        ("flag", ("picked", "rejected", "none")),
    ],
)
def test_values_are_counted_as_the_filter_finds_them(world: World, name: str, known):
    found = {each.value: each.photos for each in world.catalog.values(name)}
    facts = {"camera": lambda p: p.facts.camera, "lens": lambda p: p.facts.lens}.get(name)
    for value in known:
        if facts is None:
            count = world.count(name, value)
        else:
            count = sum(facts(world.photos[each]) == value for each in world.present)
        if value and (count or name == "album"):
            assert found.pop(value) == count, value
    assert not found
    counts = [each.photos for each in world.catalog.values(name)]
    assert counts == sorted(counts, reverse=True)


def test_values_of_folders_and_types(world: World):
    folders = {each.value: each.photos for each in world.catalog.values("folder")}
    assert {same(each) for each in folders} >= {"one", "zwei", "norway", "2019", "x", "c"}
    for value, count in folders.items():
        assert count == world.count("folder", value), value
    types = {each.value: each.photos for each in world.catalog.values("type")}
    for kind in FORMATS:
        assert types[kind] == sum(world.photos[e].facts.format == kind for e in world.present)
    with pytest.raises(ValueError, match="no values of size"):
        world.catalog.values("size")


def test_months_are_counted(world: World):
    months = [world.photos[each].day[:7] for each in world.present if world.photos[each].day]
    found = [(each.value, each.photos) for each in world.catalog.dates()]
    assert found == sorted({(each, months.count(each)) for each in months}, reverse=True)


def test_rows_and_photos_say_what_was_decided(world: World):
    away = {world.catalog.roots()[0].id}
    ids = list(world.photos)
    for row, photo in zip(world.catalog.rows(ids, away), world.catalog.photos(ids), strict=True):
        truth = world.photos[row.id]
        assert (row.rating, row.flag, row.copies) == (truth.rating, truth.flag, len(truth.places))
        assert row.tags == len(truth.tags)
        assert row.online == any(place.startswith("/roots/zwei") for place, _ in truth.places)
        assert row.format == truth.facts.format
        assert (photo.rating, photo.flag) == (truth.rating, truth.flag)
        assert set(photo.albums) == truth.albums
    assert {row.online for row in world.catalog.rows(world.present)} == {True}
