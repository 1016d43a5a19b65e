"""Random libraries with everything that filters look at, and a plain look at every photo."""

import hashlib
import math
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np

from photoclip.catalog import copies, edits
from photoclip.catalog.copies import Tier
from photoclip.catalog.edits import Plan
from photoclip.catalog.entries import Indexed, RunTags
from photoclip.catalog.store import Catalog
from photoclip.catalog.transaction import Transaction
from photoclip.query import AllOf, AnyOf, Condition, Filter, Not
from photoclip.records import (
    ChangeKind,
    DecodedPhoto,
    FileChange,
    FileState,
    LabelList,
    PhotoFacts,
)
from photoclip.records_files import Moving

SIDES = ((1920, 1080), (1080, 1920), (4000, 3000), (3000, 4000), (64, 64), (1920, 1200), (1, 9))
SIZES = (100_000, 499_999, 500_000, 500_001, 4_500_000, 5_000_000, 5_499_999, 5_500_000, 9_000_000)
PLACES = (None, (60.39, 5.32), (60.45, 5.32), (0.0, 179.9), (0.0, -179.9), (89.9, 10.0),
          (89.9, -170.0), (-89.95, 0.0), (0.0, 0.0))  # fmt: skip
FOLDERS = ("", "Norway", "Norway/Oslo", "a (1)")
LISTS = {"Scenes": ("beach", "city/night"), "Pets": ("dog", "beach")}
ROOTS = ("/roots/one", "/roots/two")


@dataclass
class Truth:
    """What a test knows of one photo."""

    facts: PhotoFacts
    size: int
    pixels: bytes
    files: list[tuple[str, str]] = field(default_factory=list)  # present: root, folder
    broken: set[str] = field(default_factory=set)  # reasons
    tags: set[str] = field(default_factory=set)  # by anyone
    labels: set[tuple[str, str]] = field(default_factory=set)
    albums: set[str] = field(default_factory=set)
    stars: int | None = None
    flag: int = 0
    beside: set[str] = field(default_factory=set)  # kinds of companions
    burst: bool = False

    @property
    def rating(self) -> int:
        return self.stars if self.stars is not None else self.facts.rating or 0


Meets = Callable[[Truth], bool]


def _taken(test: Callable[[datetime], bool]) -> Meets:
    return lambda photo: photo.facts.taken_at is not None and test(photo.facts.taken_at)


def _pixels(test: Callable[[int], bool]) -> Meets:
    return lambda photo: test(photo.facts.width * photo.facts.height)


def _sides(test: Callable[[int, int], bool]) -> Meets:
    return lambda photo: test(photo.facts.width, photo.facts.height)


def _within(latitude: float, longitude: float, km: float) -> Meets:
    """By the angle between the two places' directions from the middle of the earth."""

    def direction(up: float, across: float) -> np.ndarray:
        a, b = math.radians(up), math.radians(across)
        return np.array([math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)])

    here = direction(latitude, longitude)

    def meets(photo: Truth) -> bool:
        if photo.facts.latitude is None or photo.facts.longitude is None:
            return False
        there = direction(photo.facts.latitude, photo.facts.longitude)
        angle = math.atan2(float(np.linalg.norm(np.cross(here, there))), float(here @ there))
        return angle * 6371.0088 <= km

    return meets


def _inside(south: float, west: float, north: float, east: float) -> Meets:
    def meets(photo: Truth) -> bool:
        up, across = photo.facts.latitude, photo.facts.longitude
        if up is None or across is None or not south <= up <= north:
            return False
        return west <= across <= east if west <= east else not east < across < west

    return meets


DAY = datetime.fromisoformat("2024-06-01")
WINTER = datetime.fromisoformat("2023-12-01")
VALUES: dict[str, dict[str, Meets]] = {
    "folder": {
        "norway": lambda p: any("Norway" in folder.split("/") for _, folder in p.files),
        "one/Norway": lambda p: any(
            root.endswith("one") and folder.startswith("Norway") for root, folder in p.files
        ),
        "a (1)": lambda p: any(folder == "a (1)" for _, folder in p.files),
    },
    "before": {
        "2024-06-01": _taken(lambda at: at < DAY),
        "2020": _taken(lambda at: at.year < 2020),
    },
    "after": {"2024-06": _taken(lambda at: at >= DAY), "2024": _taken(lambda at: at.year >= 2024)},
    "on": {
        "2024-06-01": _taken(lambda at: at.date() == DAY.date()),
        "2024-06": _taken(lambda at: (at.year, at.month) == (2024, 6)),
        "2024": _taken(lambda at: at.year == 2024),
        "2023-12..2024-05-31": _taken(lambda at: WINTER <= at < DAY),
    },
    "year": {
        "2024": _taken(lambda at: at.year == 2024),
        "2020..2023": _taken(lambda at: 2020 <= at.year <= 2023),
        ">2023": _taken(lambda at: at.year > 2023),
        "..2019": _taken(lambda at: at.year <= 2019),
    },
    "camera": {"nikon": lambda p: "nikon" in p.facts.camera.lower()},
    "lens": {"35MM": lambda p: "35mm" in p.facts.lens},
    "type": {
        "jpg": lambda p: p.facts.format == "JPEG",
        "png": lambda p: p.facts.format == "PNG",
        "raw": lambda p: "raw" in p.beside,
        "video": lambda p: p.facts.format == "VIDEO",
        "mov": lambda p: "live" in p.beside,
    },
    "tag": {
        "BEACH": lambda p: "beach" in p.tags,
        "dog": lambda p: "dog" in p.tags,
        "own": lambda p: "own" in p.tags,
    },
    "label": {
        "scenes": lambda p: any(name == "Scenes" for name, _ in p.labels),
        "beach": lambda p: any(label == "beach" for _, label in p.labels),
        "Pets/beach": lambda p: ("Pets", "beach") in p.labels,
        "scenes/city/night": lambda p: ("Scenes", "city/night") in p.labels,
        "city/night": lambda p: ("Scenes", "city/night") in p.labels,
        "pets/city/night": lambda _photo: False,
    },
    "album": {"summer": lambda p: "Summer" in p.albums},
    "rating": {
        "0": lambda p: p.rating == 0,
        "3": lambda p: p.rating >= 3,
        "=3": lambda p: p.rating == 3,
        "<2": lambda p: p.rating < 2,
        ">=4": lambda p: p.rating >= 4,
        "2..4": lambda p: 2 <= p.rating <= 4,
        "..3": lambda p: p.rating <= 3,
    },
    "flag": {
        "picked": lambda p: p.flag == 1,
        "rejected": lambda p: p.flag == -1,
        "none": lambda p: p.flag == 0,
    },
    "orientation": {
        "landscape": lambda p: p.facts.width > p.facts.height,
        "portrait": lambda p: p.facts.width < p.facts.height,
        "square": lambda p: p.facts.width == p.facts.height,
    },
    "size": {
        ">5mb": lambda p: p.size > 5_000_000,
        "<500kb": lambda p: p.size < 500_000,
        "<=500KB": lambda p: p.size <= 500_000,
        "5mb": lambda p: 4_500_000 <= p.size < 5_500_000,
        "5.0mb": lambda p: 4_950_000 <= p.size < 5_050_000,
        "0.5..5mb": lambda p: 500_000 <= p.size <= 5_000_000,
        "=500000b": lambda p: p.size == 500_000,
        ">2mp": _pixels(lambda area: area > 2_000_000),
        "12mp": _pixels(lambda area: 11_500_000 <= area < 12_500_000),
        "1920x1080": _sides(lambda w, h: (w, h) == (1920, 1080)),
        ">=1920x1080": _sides(lambda w, h: w >= 1920 and h >= 1080),
        "<100x100": _sides(lambda w, h: w < 100 and h < 100),
    },
    "has": {
        "gps": lambda p: p.facts.latitude is not None,
        "date": lambda p: p.facts.taken_at is not None,
        "camera": lambda p: bool(p.facts.camera),
        "lens": lambda p: bool(p.facts.lens),
        "rating": lambda p: p.rating > 0,
        "flag": lambda p: p.flag != 0,
        "tags": lambda p: bool(p.tags),
        "labels": lambda p: bool(p.labels),
        "albums": lambda p: bool(p.albums),
        "title": lambda p: bool(p.facts.title),
        "description": lambda p: bool(p.facts.description),
    },
    "near": {
        "60.39,5.32,1": _within(60.39, 5.32, 1),
        "60.39,5.32,10": _within(60.39, 5.32, 10),
        "0,180,30": _within(0, 180, 30),
        "0,-179.95,8": _within(0, -179.95, 8),
        "90,0,20km": _within(90, 0, 20),
        "89.95,10,50": _within(89.95, 10, 50),
        "-90,77,10": _within(-90, 77, 10),
        "0,0,20038": _within(0, 0, 20038),
        "Bergen,8": _within(60.39299, 5.32415, 8),
    },
    "within": {
        "60,5,60.4,6": _inside(60, 5, 60.4, 6),
        "-1,179,1,-179": _inside(-1, 179, 1, -179),
        "-90,-180,90,180": _inside(-90, -180, 90, 180),
    },
    "place": {
        "bergen": lambda p: (p.facts.latitude or 0) > 60 and (p.facts.latitude or 0) < 61,
        "Antarktis": lambda p: (p.facts.latitude or 0) < -89,
        "Lissabon": lambda _photo: False,
    },
    "region": {"Vestland": lambda p: 60 < (p.facts.latitude or 0) < 61},
    "country": {
        "Norwegen": lambda p: 60 < (p.facts.latitude or 0) < 61,
        "no": lambda p: 60 < (p.facts.latitude or 0) < 61,
        "AQ": lambda p: (p.facts.latitude or 0) < -89,
        "Fiji": lambda _photo: False,
    },
    "is": {
        "untagged": lambda p: not p.tags,
        "burst": lambda p: p.burst,
        "offline": lambda p: all(root == ROOTS[1] for root, _ in p.files),
        "pair": lambda p: "raw" in p.beside,
        "live": lambda p: "live" in p.beside,
        "motion": lambda p: p.facts.moving is not None and p.facts.moving.inside,
        "video": lambda p: p.facts.format == "VIDEO",
    },
    "failed": {
        "any": lambda p: bool(p.broken),
        "damaged": lambda p: "The file is damaged." in p.broken,
    },
}


@dataclass
class World:
    """A catalog and what is true of it."""

    catalog: Catalog
    model: int
    photos: dict[int, Truth]
    offline: frozenset[int]

    known: dict[Filter, frozenset[int]] = field(default_factory=dict)

    def where(self, wanted: Condition) -> frozenset[int]:
        """The present photos that meet a condition."""
        here = frozenset(number for number, photo in self.photos.items() if photo.files)
        if isinstance(wanted, AllOf):
            return here.intersection(*map(self.where, wanted.parts))
        if isinstance(wanted, AnyOf):
            return frozenset().union(*map(self.where, wanted.parts))
        if isinstance(wanted, Not):
            return here - self.where(wanted.part)
        if wanted not in self.known:
            met = frozenset(each for each in here if self.meets(self.photos[each], wanted))
            self.known[wanted] = met
        return self.known[wanted]

    def meets(self, photo: Truth, wanted: Filter) -> bool:
        if (wanted.name, wanted.value) == ("is", "duplicate"):
            alike = [p for p in self.photos.values() if p.files and p.pixels == photo.pixels]
            found = len(photo.files) > 1 or len(alike) > 1
        else:
            found = VALUES[wanted.name][wanted.value](photo)
        return found != wanted.negated

    def expected(self, filters: Iterable[Condition]) -> list[int]:
        return sorted(self.where(AllOf(tuple(filters))))

    def found(self, filters: Iterable[Condition]) -> list[int]:
        vectors = self.catalog.narrow(list(filters), self.model, self.offline)
        assert vectors is not None
        return sorted(self.catalog.photos_of_vectors(vectors).tolist())


EVERY = [
    Filter(name, value, negated)
    for name, values in (
        VALUES | {"is": {**VALUES["is"], "duplicate": lambda _photo: True}}
    ).items()
    for value in values
    for negated in (False, True)
]


@contextmanager
def made(folder: Path, seed: int, count: int) -> Iterator[World]:
    """A library of so many files, drawn by dice."""
    dice = random.Random(seed)
    with Catalog.open(folder / "catalog.sqlite") as catalog:
        model = catalog.ensure_model("d", "mini", 2)
        with catalog.transaction() as tx:
            photos, away = _filled(tx, dice, model, count)
            _decided(tx, dice, photos, model)
            _shot_together(tx, photos)
        yield World(catalog, model, photos, frozenset({away}))


def _shot_together(tx: Transaction, photos: dict[int, Truth]) -> None:
    """Two photos that are there are a burst, and so are two of which one is gone."""
    here = [number for number, photo in photos.items() if photo.files]
    gone = [number for number, photo in photos.items() if not photo.files]
    pairs = [here[:2], [*here[2:3], *gone[:1]]]
    found = [(*pair, Tier.BURST, 1.0) for pair in pairs if len(pair) == 2]
    tx.edit(Plan((), partial(copies.put_pairs, found=found)))
    if len(here) > 1:
        for number in here[:2]:
            photos[number].burst = True


def _facts(dice: random.Random) -> PhotoFacts:
    width, height = dice.choice(SIDES)
    place = dice.choice(PLACES)
    moment = None
    if dice.random() < 0.85:
        months = ("2019-01", "2020-01", "2024-01", "2024-06")
        border = datetime.fromisoformat(f"{dice.choice(months)}-01")
        moment = border + timedelta(seconds=dice.choice((-1, 0, 1, 86_399, 86_400, 86_400 * 30)))
    kind = dice.choice(("JPEG", "JPEG", "PNG", "VIDEO"))
    motion = kind == "JPEG" and dice.random() < 0.2
    return PhotoFacts(
        width,
        height,
        kind,
        moment,
        dice.choice(("", "Nikon D5", "Leica")),
        dice.choice(("", "35mm f/2", "24mm")),
        place[0] if place else None,
        place[1] if place else None,
        title=dice.choice(("", 'A "title": ""')),
        description=dice.choice(("", "")) or dice.choice(("", "words")),
        rating=dice.choice((None, 0, 2, 5)),
        moving=Moving(1.5, inside=motion) if motion or kind == "VIDEO" else None,
    )


def _filled(
    tx: Transaction, dice: random.Random, model: int, count: int
) -> tuple[dict[int, Truth], int]:
    roots = [tx.add_root(each) for each in ROOTS]
    photos: dict[int, Truth] = {}
    contents: dict[int, DecodedPhoto] = {}
    places: dict[int, tuple[int, bytes]] = {}
    for number in range(count):
        photo_id = len(photos) + 1
        if photos and dice.random() < 0.2:  # another copy
            photo_id = dice.choice(list(photos))
        else:
            content = b"%16d" % number
            pixels = b"%16d" % (dice.randrange(count) if dice.random() < 0.1 else number)
            facts, size = _facts(dice), dice.choice(SIZES)
            tiny = np.zeros((1, 1, 3), np.uint8)
            contents[photo_id] = DecodedPhoto(content, size, pixels, 1, tiny, b"", facts)
            photos[photo_id] = Truth(facts, size, pixels)
        root, folder, truth = dice.choice(roots), dice.choice(FOLDERS), photos[photo_id]
        name = f"{folder}/img{number}.dat".strip("/").encode()
        state = FileState(name, truth.size, number, number, 1)
        unit = np.ones(2, np.float32) / np.float32(math.sqrt(2))
        change = FileChange(ChangeKind.ADDED, root.id, state)
        tx.record(Indexed(change, contents[photo_id], unit), model)
        fate = dice.random()
        if fate < 0.1:
            tx.gone(FileChange(ChangeKind.GONE, root.id, state))
        elif fate < 0.25:
            reason = dice.choice(("The file is damaged.", "Its format is unknown."))
            tx.fail(FileChange(ChangeKind.CHANGED, root.id, state), reason)
            truth.broken.add(reason)
        else:
            truth.files.append((root.text, folder))
            places[photo_id] = (root.id, name)
    for photo_id, (root_id, name) in places.items():
        if photos[photo_id].facts.format == "JPEG":
            _put_beside(tx, dice, model, photos[photo_id], root_id, name)
    return photos, roots[1].id


def _put_beside(
    tx: Transaction, dice: random.Random, model: int, truth: Truth, root_id: int, name: bytes
) -> None:
    """A raw file or a short video of the same name, or both."""
    for kind, ending, shown in (("raw", b".nef", "RAW"), ("live", b".mov", "VIDEO")):
        if dice.random() < 0.3:
            content = hashlib.blake2b(kind.encode() + name, digest_size=16).digest()
            facts = PhotoFacts(7, 5, shown, moving=Moving(2.0) if kind == "live" else None)
            tiny = np.zeros((1, 1, 3), np.uint8)
            photo = DecodedPhoto(content, 3, content, 1, tiny, b"", facts)
            state = FileState(name.removesuffix(b".dat") + ending, 3, 3, 3, 1)
            change = FileChange(ChangeKind.ADDED, root_id, state)
            unit = np.ones(2, np.float32) / np.float32(math.sqrt(2))
            tx.record(Indexed(change, photo, unit), model)
            truth.beside.add(kind)


def _decided(tx: Transaction, dice: random.Random, photos: dict[int, Truth], model: int) -> None:
    ids = list(photos)
    for number in ids:
        if dice.random() < 0.2:
            tx.tag([number], "own")
            photos[number].tags.add("own")
    for name, labels in LISTS.items():
        stored = tx.save_label_list(LabelList(name, labels))
        given = [(number, at) for number in ids for at in range(2) if dice.random() < 0.2]
        said = RunTags(
            stored,
            model,
            np.array([number for number, _ in given], np.int64),
            np.array([at for _, at in given], np.int64),
            np.full(len(given), 0.9, np.float32),
            np.array(ids, np.int64),
        )
        tx.write_run(said)
        for number, at in given:
            photos[number].tags.add(labels[at])
            photos[number].labels.add((name, labels[at]))
    for number in ids:
        if dice.random() < 0.1:  # a person's no stands over every run
            tx.reject([number], "beach")
            photos[number].tags.discard("beach")
            photos[number].labels -= {("Scenes", "beach"), ("Pets", "beach")}
        if dice.random() < 0.4:
            photos[number].stars = dice.randint(0, 5)
            tx.edit(edits.rate([number], photos[number].stars))
        if dice.random() < 0.4:
            photos[number].flag = dice.choice((1, -1))
            tx.edit(edits.flag([number], photos[number].flag))
    inside = [number for number in ids if dice.random() < 0.3]
    tx.edit(edits.new_album("Summer", inside))
    for number in inside:
        photos[number].albums.add("Summer")
