"""Power lost at random points of what a process does, and what must be there then."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crash_deeds import edited
from crash_processes import Processes, compiled
from crash_world import World, decided, whole
from old_libraries import old_or_new, rows, sound
from power_loss import Record, power_losses, read_records

from photoclip import settings
from photoclip.bench.made_up import make_up
from photoclip.catalog.store import Catalog
from photoclip.library.library import Library

EDITS = 25


@dataclass(frozen=True, slots=True)
class Cut:
    """The power failed: what is left, and what had been confirmed before."""

    left: Path
    confirmed: int


class Power:
    """Records deeds in a folder once, and loses the power in them many times.

    Attributes:
        folder: what the deeds change.
    """

    def __init__(self, scratch: Path, seed: int, processes: Processes | None = None) -> None:
        self.folder, self.scratch, self._processes = scratch / "before", scratch, processes
        self.folder.mkdir(parents=True)
        self.confirmed = self.folder / "confirmed"
        self._rng = random.Random(seed)

    def cuts(self, points: int, *deed: object) -> Iterator[Cut]:
        """Do a deed once; then what is left where the power failed at random points of it."""
        before, log = self.scratch / "as it was", self.scratch / "log"
        shutil.copytree(self.folder, before)
        processes = self._processes or Processes(self.scratch, compiled(self.scratch), fresh=True)
        processes.run(*deed, under=self.folder, log=log)
        records = [_within(before, self.folder, each) for each in read_records(log)]
        told = [bool(each.kind == "W" and each.path.endswith("/confirmed")) for each in records]
        for point in power_losses(before, records, points, self._rng, self.scratch / "left"):
            yield Cut(self.scratch / "left", sum(told[:point]))


def _within(before: Path, folder: Path, record: Record) -> Record:
    """The same record as if it had happened where the state before is kept."""
    from dataclasses import replace

    place = {
        name: str(before / Path(value).relative_to(folder))
        for name, value in (("path", record.path), ("other", record.other))
        if value
    }
    return replace(record, **place)


def cut_in_edits(scratch: Path, points: int, seed: int) -> None:
    """What a person saw done is there, whole; what was being done is there wholly or not at all."""
    power = Power(scratch, seed)
    library = power.folder / "library"
    make_up(library, 30)
    copy = scratch / "copy"
    shutil.copytree(library, copy)
    with Library.open(copy) as opened:
        photos = opened.showing.counts()
        states = [decided(copy / "catalog.sqlite")]
        states += [decided(copy / "catalog.sqlite") for _ in edited(opened, seed, EDITS)]
    for cut in power.cuts(points, "edits", library, seed, EDITS, power.confirmed):
        catalog = cut.left / "library" / "catalog.sqlite"
        with Catalog.open(catalog) as opened:
            assert opened.counts() == photos
        sound(catalog)
        assert decided(catalog) in states[cut.confirmed : cut.confirmed + 2]


def cut_with_a_journal(scratch: Path, points: int, seed: int) -> None:
    """The same where the library lies on a network file system."""
    power = Power(scratch, seed)
    catalog = power.folder / "catalog.sqlite"
    make_up(power.folder / "made", 30)
    shutil.move(power.folder / "made" / "catalog.sqlite", catalog)
    shutil.rmtree(power.folder / "made")
    Catalog.open(catalog, network=True).close()
    for cut in power.cuts(points, "journal_edits", catalog, EDITS, power.confirmed):
        Catalog.open(cut.left / "catalog.sqlite", network=True).close()
        sound(cut.left / "catalog.sqlite")
        tags = [row[1] for row in decided(cut.left / "catalog.sqlite")["tag"]]
        given = [tags.count(f"tag {number}") for number in range(1, EDITS + 1)]
        done = sum(bool(each) for each in given)
        assert given == [20] * done + [0] * (EDITS - done)
        assert done in {cut.confirmed, cut.confirmed + 1}


def cut_in_settings(scratch: Path, points: int, seed: int) -> None:
    """Settings are what they were or what was chosen, never half."""
    power = Power(scratch, seed)
    file = power.folder / "settings.toml"
    for cut in power.cuts(points, "preferences", file, EDITS, power.confirmed):
        now = settings.load(cut.left / "settings.toml").thumbnail_size
        assert now in {cut.confirmed, cut.confirmed + 1}


def cut_in_indexing(scratch: Path, world: World, points: int, seed: int) -> None:
    """Photos, vectors, thumbnails and index agree at the next start."""
    power = Power(scratch, seed, world.processes)
    library = power.folder / "library"
    shutil.copytree(world.library, library)
    world.change_pictures()
    deed = ("command", "--library", library, "index", world.pictures, "--json")
    for cut in power.cuts(points, *deed):
        assert whole(cut.left / "library") in world.models


def cut_in_an_upgrade(
    scratch: Path, processes: Processes, released: Path, points: int, seed: int
) -> None:
    """The library is still the old one, or the new one beside a copy of the old one."""
    power = Power(scratch, seed, processes)
    library = power.folder / "library"
    shutil.copytree(released, library)
    before = rows(library / "catalog.sqlite")
    deed = ("command", "--library", library, "albums", "create", "New")
    for cut in power.cuts(points, *deed):
        old_or_new(cut.left / "library", before)
