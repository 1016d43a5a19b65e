"""What must be true of a library after everything that was done to its folders and photos."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import blake3

Fact = tuple[str, str]
"""What was said of a photo: ("tag", name), ("album", name), ("rating", "") or ("flag", "")."""


@dataclass(eq=False)
class Known:
    """A photo as it must be; it stays the same one while its file is edited in place."""

    said: dict[Fact, int | bool] = field(default_factory=dict[Fact, "int | bool"])

    def tags(self) -> set[str]:
        """The tags that the person gave."""
        return {name for (kind, name), value in self.said.items() if kind == "tag" and value}

    def refused(self) -> set[str]:
        """The tags that the person does not want here."""
        return {name for (kind, name), value in self.said.items() if kind == "tag" and not value}

    def albums(self) -> set[str]:
        """The albums that it is in."""
        return {name for kind, name in self.said if kind == "album"}

    def number(self, kind: str) -> int:
        """Its stars or flag."""
        return int(self.said.get((kind, ""), 0))


Turn = tuple[Known, Fact, int | bool | None, int | bool | None]  # before, after


class Oracle:
    """Files, photos and decisions; `hash_of` a file's bytes is how a photo is found."""

    def __init__(self) -> None:
        self.files: dict[Path, bytes] = {}  # place -> content hash
        self.photos: dict[bytes, Known] = {}  # also those that lie nowhere now
        self.failed: set[Path] = set()
        self.done: list[list[Turn] | int] = []  # edits, and the numbers of runs
        self.undone: list[list[Turn] | int] = []

    # ── files ───────────────────────────────────────────────────────────────────────────────

    def added(self, file: Path, data: bytes) -> None:
        """A file came; equal bytes are the same photo, also after a while."""
        self.files[file] = hash_of(data)
        self.photos.setdefault(self.files[file], Known())

    def changed(self, file: Path, data: bytes) -> None:
        """New bytes in place; where the old ones lie elsewhere too, the new ones are a copy."""
        before, after = self.files[file], hash_of(data)
        shared = sum(each == before for each in self.files.values()) > 1
        old = self.photos[before] if shared else self.photos.pop(before)
        self.photos[after] = Known(dict(old.said)) if shared else old
        self.files[file] = after

    def replaced(self, file: Path, data: bytes) -> None:
        """A photo that was seen elsewhere first came into the place of another one."""
        old, after = self.photos[self.files[file]], hash_of(data)
        alone = sum(each == self.files[file] for each in self.files.values()) == 1
        self.photos[after] = Known(dict(old.said) if alone else {})
        self.files[file] = after

    def moved(self, source: Path, target: Path) -> None:
        """A file or a folder has another place."""
        for file in [each for each in self.files if each == source or source in each.parents]:
            self.files[target / file.relative_to(source)] = self.files.pop(file)

    def gone(self, files: Iterable[Path]) -> None:
        """Files are no longer there; their photos are remembered."""
        for file in files:
            del self.files[file]

    def present(self) -> set[bytes]:
        """The content hashes of the photos that lie somewhere."""
        return set(self.files.values())

    # ── the person ──────────────────────────────────────────────────────────────────────────

    def say(self, hashes: Iterable[bytes], fact: Fact, value: int | bool | None) -> None:
        """The person says something of photos; None takes back what was said."""
        turns = [
            (photo, fact, photo.said.get(fact), value)
            for photo in (self.photos[each] for each in hashes)
            if photo.said.get(fact) != value
        ]
        if turns:
            self._turn(turns)
            self.done.append(turns)
            self.undone.clear()

    def ran(self, number: int) -> None:
        """A run was applied."""
        self.done.append(number)
        self.undone.clear()

    def undo(self) -> None:
        """The latest edit is taken back, where nothing else was said since."""
        if self.done:
            latest = self.done.pop()
            self.undone.append(latest)
            if not isinstance(latest, int):
                self._turn([(photo, fact, after, before) for photo, fact, before, after in latest])

    def redo(self) -> None:
        """What was undone last is done again; a run gets a number that nobody asks for."""
        if self.undone:
            latest = self.undone.pop()
            self.done.append(latest)
            if not isinstance(latest, int):
                self._turn(latest)

    def closed(self) -> None:
        """Undo lasts until the library is closed."""
        self.done.clear()
        self.undone.clear()

    def _turn(self, turns: Iterable[Turn]) -> None:
        for photo, fact, before, after in turns:
            if photo.said.get(fact) == before:
                photo.said.pop(fact, None)
                if after is not None:
                    photo.said[fact] = after


def hash_of(data: bytes) -> bytes:
    """A file's content hash, as the catalog has it."""
    return blake3.blake3(data).digest(length=16)
