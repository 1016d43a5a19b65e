"""Damage at random places of a library's files, and what must be true of it afterwards."""

import random
import shutil
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from photoclip.errors import LibraryDamagedError, PhotoclipError
from photoclip.library import backups
from photoclip.library.library import Library

_PAGE = 8192


@dataclass(frozen=True, slots=True)
class Answers:
    """What a library says, apart from its thumbnails."""

    order: tuple[int, ...]
    photos: tuple[object, ...]
    vectors: tuple[bytes, ...]
    indexed: int
    found: tuple[tuple[int, float], ...]  # () where nothing is searched
    albums: tuple[object, ...]
    folders: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Damage:
    """Some bytes of a file that are others than before."""

    file: Path  # relative
    kind: str  # "flip", "noise", "zeros" or "cut"
    place: float  # of the file
    seed: int

    def do(self, folder: Path) -> None:
        path = folder / self.file
        content = bytearray(path.read_bytes())
        at = int(self.place * len(content))
        if self.kind == "flip":
            content[at] ^= 1 << self.seed % 8
        elif self.kind == "noise":
            length = len(content[at : at + 500])
            content[at : at + 500] = random.Random(self.seed).randbytes(length)
        elif self.kind == "zeros":
            at -= at % _PAGE
            content[at : at + _PAGE] = bytes(len(content[at : at + _PAGE]))
        else:
            del content[at:]
        path.write_bytes(content)


def live_in(folder: Path) -> None:
    """Let a person work in a library for long: hardly a page of its catalog stays empty."""
    with Library.open(folder) as library:
        ids, organising = library.showing.browse().tolist(), library.organising
        for number in range(40):
            organising.tag(ids[number % 3 :: 3], f"what is seen in it, number {number}")
        for number, each in enumerate(ids):
            organising.rate([each], 1 + number % 5)
            organising.describe([each], {"description": f"On day {number} we saw this. " * 20})
        for number in range(10):
            organising.new_album(f"Journey {number}", ids[number::10])
            organising.save_search(f"Question {number}", f"rating:>{number % 5} a boat")
            organising.pin(organising.search(f"Question {number}").id, ids[number:])


def files_of(folder: Path) -> list[Path]:
    """What a library consists of."""
    return sorted(
        path.relative_to(folder)
        for path in folder.rglob("*")
        if path.is_file() and path.stat().st_size
    )


def answers(
    folder: Path, *, write: bool, search: bool
) -> tuple[Answers, dict[bytes, bytes | None]]:
    """What a library says, and its thumbnails; searching loads the model (1 s).

    Raises:
        PhotoclipError: it cannot say it.
    """
    with Library.open(folder, write=write) as library:
        library.safekeeping.check()
        ids = library.showing.browse().tolist()
        photos = library.showing.photos(ids)
        said = Answers(
            tuple(ids),
            tuple((each.id, each.paths, each.facts, each.tags, each.rating) for each in photos),
            tuple(b"" if (each := library.vector(i)) is None else each.tobytes() for i in ids),
            library.indexed(),
            tuple((each.photo_id, round(each.score, 4)) for each in found(library, ids[:search])),
            tuple(library.organising.albums()),
            tuple(library.showing.folders()),
        )
        hashes = [row.content_hash for row in library.showing.rows(ids)]
        return said, {each: library.showing.thumbnail(each) for each in hashes}


def found(library: Library, ids: list[int]) -> list:
    return list(library.similar_to(ids[0], limit=8).hits) if ids else []


def suffer(original: Path, scratch: Path, damage: Damage, truth: tuple, *, write: bool) -> str:
    """Damage a copy of a library; what came of it, in a word.

    A damaged catalog is found, or what it says is a value that was changed; everything else is
    made again, and nothing else is ever answered. No thumbnail is another than it was.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(original, scratch)
    damage.do(scratch)
    search = damage.file.parts[0] == "index"
    expected = truth[0] if search else replace(truth[0], found=())
    try:
        said, thumbnails = answers(scratch, write=write, search=search)
    except LibraryDamagedError:
        assert damage.file.name == "catalog.sqlite", damage
        restored = backups.restore(scratch)
        again = answers(scratch, write=False, search=False)[0]
        assert replace(again, vectors=(), indexed=0) == replace(
            truth[0], vectors=(), indexed=0, found=()
        ), damage
        assert set(again.vectors) <= {*truth[0].vectors, b""}, damage
        return "rescued" if restored.backup.kind == "rescue" else "restored"
    except PhotoclipError:
        if damage.file.name != "catalog.sqlite":
            raise
        return "said"
    assert all(each in (None, truth[1].get(key)) for key, each in thumbnails.items()), damage
    if said == expected:
        return "whole"
    assert damage.file.name == "catalog.sqlite", damage  # a value, which no structure tells of
    return "another value"


def suffer_often(original: Path, scratch: Path, count: int, seed: int) -> Counter[str]:
    """Damage copies of a library at random places; how often what came of it."""
    chance = random.Random(seed)
    truth = answers(original, write=False, search=True)
    files = files_of(original)
    came: Counter[str] = Counter()
    for _ in range(count):
        kind = chance.choice(["flip", "flip", "noise", "zeros", "cut"])
        damage = Damage(chance.choice(files), kind, chance.random(), chance.randrange(1 << 30))
        came[suffer(original, scratch, damage, truth, write=chance.random() < 0.5)] += 1
    return came
