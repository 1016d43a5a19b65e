"""Filters agree with a brute-force look at every photo, alone and in pairs."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

import numpy as np
import pytest

from photoclip.catalog.entries import Indexed
from photoclip.catalog.store import Catalog
from photoclip.errors import QueryError
from photoclip.query import Filter
from photoclip.records import ChangeKind, DecodedPhoto, FileChange, FileState, PhotoFacts

FOLDERS = ("", "Norway", "norway/2019", "Italy/Old Norway", "Ita\u0301lia", "STRASSE/x", "a/b/a/c")
SUFFIXES = ("JPG", "jpeg", "png", "heic", "tif", "")
CAMERAS = ("", "Nikon D5", "NIKON Z6", "Leica Ö", "100% Cam_era")
FORMATS = ("JPEG", "PNG", "HEIF", "TIFF", "RAW")
TAGS = ("Beach", "straße", "a'b")
ZONE = timezone(timedelta(hours=14))

VALUES = {
    "folder": ["norway", "Norway/2019", "2019", "Old", "old norway", "ITÁLIA", "strasse", "a/b",
               "b/a/", "/roots/One", "/One", "one", "/", "roots/one/italy", "none"],
    "before": ["2019", "2019-06", "2019-06-15", "1900", "2030"],
    "after": ["2019", "2019-06", "2019-06-15", "1900", "2030"],
    "camera": ["nikon", "LEICA ö", "%", "_", "z"],
    "type": ["jpg", "JPEG", ".png", "heif", "tiff", "raw", "gif"],
    "tag": ["beach", "STRASSE", "a'b", "%"],
}  # fmt: skip


@dataclass
class Truth:
    """What the test knows of one photo."""

    facts: PhotoFacts
    places: list[tuple[str, str]] = field(default_factory=list)  # folder with root, suffix
    tags: set[str] = field(default_factory=set)
    embedded: bool = True


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
    elif wanted.name == "tag":
        found = same(value) in {same(tag) for tag in photo.tags}
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
    return PhotoFacts(4, 3, dice.choice(FORMATS), moment, dice.choice(CAMERAS))


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
                rel = f"{folder}/{number}.{suffix}".strip("/.").encode()
                state = FileState(rel, 1, number, number, 1)
                change = FileChange(ChangeKind.ADDED, root.id, state)
                truth = photos[photo_id]
                unit = np.ones(4, np.float32) / 2 if truth.embedded else None
                tx.record(Indexed(change, contents[photo_id], unit), model)
                if dice.random() < 0.15:
                    tx.gone(FileChange(ChangeKind.GONE, root.id, state))
                else:
                    truth.places.append((f"{root.text}/{folder}", suffix))
            for tag, photo_id in itertools.product(TAGS, photos):
                if dice.random() < 0.3:
                    tx.tag([photo_id], tag)
                    photos[photo_id].tags.add(tag)
        yield World(catalog, model, photos)


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
    with pytest.raises(QueryError, match="'size:' is not a filter"):
        world.catalog.narrow([Filter("size", "big")], world.model)


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
