"""A disk that is full at random moments, and what a library makes of it; run as a program.

`python full_disk_world.py KIND DISK LIBRARY PICTURES ROUNDS SEED` copies a library to a small disk
of its own, does many things there while the disk is full from somewhere on, and says what came of
it as JSON. KIND is "disk", a mounted one that is filled, or "limit": no file may grow over a size,
which needs no rights.
"""

import contextlib
import io
import json
import os
import queue
import random
import shutil
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image

from photoclip import settings
from photoclip.cli import run
from photoclip.errors import DiskError, PhotoclipError
from photoclip.library.exporting import ExportPlan, export
from photoclip.library.library import Library
from photoclip.library.verifying import verify
from photoclip.records import LabelList

QUICK = ("edits", "settings", "export", "labels", "rate", "backup", "tag")


@dataclass
class Disk:
    """The small disk, and how it gets full."""

    kind: str
    folder: Path

    @contextmanager
    def nearly_full(self, free: int) -> Iterator[None]:
        """Within, about so many bytes can still be written."""
        if self.kind == "limit":
            import resource

            most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, (free, most))
            try:
                yield
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
            return
        ballast = self.folder / "ballast"
        there = shutil.disk_usage(self.folder).free
        with ballast.open("wb") as file, contextlib.suppress(OSError):
            os.posix_fallocate(file.fileno(), 0, max(1, there - free))
        try:
            yield
        finally:
            ballast.unlink()


@dataclass
class World:
    """A library on the small disk, and what the person was told is kept."""

    disk: Disk
    source: Path
    new_pictures: list[Path]
    rng: random.Random
    outcomes: Counter[str] = field(default_factory=Counter[str])
    sentences: set[str] = field(default_factory=set[str])
    confirmed: dict[int, int] = field(default_factory=dict[int, int])
    albums: set[str] = field(default_factory=set[str])

    @property
    def library(self) -> Path:
        return self.disk.folder / "library"

    @property
    def settings_file(self) -> Path:
        return self.disk.folder / "settings.toml"

    def call(self, *words: object) -> int:
        """A command; it does it, or says in one sentence why it cannot and ends with 3."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = run(["--library", str(self.library), *map(str, words)])
        assert status in {0, 3}, (words, status, out.getvalue(), err.getvalue())
        said = err.getvalue().strip()
        assert "bug" not in said, (words, said)
        if status == 3:
            assert len(said.splitlines()) == 1, said
            self.told(said.removeprefix("photoclip: "))
        return status

    def refused(self, error: PhotoclipError) -> None:
        """What watching waits for is known by its kind."""
        self.told(str(error))
        if str(error).startswith("The disk with the library"):
            assert isinstance(error, DiskError), error

    def told(self, sentence: str) -> None:
        assert sentence.endswith("."), sentence
        assert "Errno" not in sentence, sentence
        self.sentences.add(sentence.replace(str(self.disk.folder), "DISK"))

    # what is done

    def edits(self, free: int) -> bool:
        """Stars one after the other, until the disk is full."""
        refused = False
        try:
            with self.disk.nearly_full(free), Library.open(self.library) as library:
                ids = library.showing.browse().tolist()
                for _ in range(400):
                    photo, stars = self.rng.choice(ids), self.rng.randrange(6)
                    try:
                        library.organising.rate([photo], stars)
                    except PhotoclipError as error:
                        self.refused(error)
                        refused = True
                        break
                    self.confirmed[photo] = stars
        except PhotoclipError as error:
            self.refused(error)
            refused = True
        return refused

    def rate(self, free: int) -> bool:
        with Library.open(self.library, write=False) as library:
            photo = self.rng.choice(library.showing.browse().tolist())
            path = os.fsdecode(library.showing.paths([photo])[photo][0])
        with self.disk.nearly_full(free):
            status = self.call("rate", path, "--stars", 3)
        if status == 0:
            self.confirmed[photo] = 3
        return status == 3

    def settings(self, free: int) -> bool:
        before = settings.load(self.settings_file)
        wanted = [f"search {self.rng.random()}" for _ in range(self.rng.randrange(1, 400))]
        try:
            with self.disk.nearly_full(free):
                settings.update(
                    self.settings_file, lambda now: replace(now, searches=tuple(wanted))
                )
        except OSError:
            assert settings.load(self.settings_file) == before, "never half"
            return True
        assert settings.load(self.settings_file).searches == tuple(wanted)
        return False

    def export(self, free: int) -> bool:
        target = self.disk.folder / "exported"
        try:
            with Library.open(self.library, write=False) as library:
                ids = library.showing.browse().tolist()[:8]
                sources = {
                    Path(os.fsdecode(p)).read_bytes()
                    for i in ids
                    for p in library.showing.paths([i])[i]
                }
                with self.disk.nearly_full(free):
                    export(library.showing, ids, ExportPlan(target))
        except PhotoclipError as error:
            self.told(str(error))
            return True
        finally:
            if target.exists():
                assert {each.read_bytes() for each in target.iterdir()} <= sources, "half a copy"
                shutil.rmtree(target)
        return False

    def labels(self, free: int) -> bool:
        """Write a label list over an older file of its name."""
        target = self.disk.folder / "list.json"
        target.write_text("before")
        with self.disk.nearly_full(free):
            refused = self.call("labels", "export", "things", target) == 3
        assert refused == (target.read_text() == "before"), "half a list"
        return refused

    def backup(self, free: int) -> bool:
        backups = self.library / "backups"
        with self.disk.nearly_full(free):
            refused = self.call("backups", "make") == 3
        for each in sorted(backups.glob("*"))[:-3]:
            each.unlink()
        return refused

    def tag(self, free: int) -> bool:
        with self.disk.nearly_full(free):
            return self.call("tag", "things", "--apply", "--json") == 3

    def index(self, free: int) -> bool:
        """Some new pictures; where the disk was full, the next run goes on."""
        for _ in range(min(4, len(self.new_pictures))):
            picture = self.new_pictures.pop()
            shutil.copy(picture, self.source / f"{len(self.new_pictures)} {picture.name}")
        with self.disk.nearly_full(free):
            refused = self.call("index", self.source, "--json") == 3
        assert self.call("index", "--json") == 0
        return refused

    def watch(self, free: int) -> bool:
        """New pictures come while there is no room at all; then there is some."""
        said: queue.SimpleQueue[str] = queue.SimpleQueue()
        stop = threading.Event()
        with Library.open(self.library) as library:
            before = library.showing.counts()[0]
            watching = threading.Thread(
                target=library.watch,
                kwargs={
                    "on_report": lambda _report: said.put("report"),
                    "on_trouble": said.put,
                    "stop": stop,
                },
            )
            watching.start()
            try:
                assert said.get(timeout=60) == "report"
                with self.disk.nearly_full(min(free, 4096)):
                    draw(self.source / f"drawn {self.rng.random()}.png", self.rng)
                    sentence = said.get(timeout=60)
                    self.told(sentence)
                    library.showing.counts()  # what is there can be looked at meanwhile
                assert said.get(timeout=60) == ""
                assert said.get(timeout=60) == "report"
            finally:
                stop.set()
                watching.join()
            assert library.showing.counts()[0] == before + 1
        return True

    def model(self, free: int) -> bool:
        from photoclip import paths

        models = Path(os.environ["PHOTOCLIP_MODELS"])
        built_in = paths.resources() / "models" / "photoclip-mini"
        with self.disk.nearly_full(free):
            refused = self.call("models", "import", built_in, "--name", "mine") == 3
        assert refused == (not (models / "mine").exists())
        assert not list(models.glob(".*")), "half a model"
        shutil.rmtree(models, ignore_errors=True)
        return refused

    # what must be true

    def check(self) -> None:
        """All that was confirmed is there, nothing is half, and it can be written again."""
        with Library.open(self.library) as library:
            ids = sorted(self.confirmed)
            for photo in library.showing.photos(ids):
                assert photo.rating == self.confirmed[photo.id], photo.id
            name = f"Album {len(self.albums)}"
            library.organising.new_album(name)
            self.albums.add(name)
            assert {each.name for each in library.organising.albums()} == self.albums
            assert library.vectors() == library.indexed() == library.showing.counts()[0]
        verdict = verify(self.library)
        assert not verdict.problems, verdict.problems
        left = [
            each.name
            for each in self.disk.folder.rglob("*")
            if each.name.endswith((".partial", "-journal")) or each.name.startswith(".copy")
        ]
        assert not left, left


def draw(path: Path, rng: random.Random) -> None:
    noise = Image.frombytes("RGB", (16, 16), rng.randbytes(768)).resize((320, 240))
    noise.save(path)


def rooms(kind: str, deed: str, world: World) -> int:
    """How much room to leave, so that it ends anywhere between the first write and the last."""
    most = {
        "edits": 1_500_000,
        "index": 500_000,
        "export": 1_000_000,
        "model": 30_000_000,
        "settings": 8_000,
        "labels": 600,
        "backup": 200_000,
        "tag": 400_000,
        "rate": 200_000,
        "watch": 4096,
    }[deed]
    if kind == "limit" and deed in {"edits", "index", "tag", "rate"}:
        size = (world.library / "catalog.sqlite").stat().st_size
        return world.rng.randrange(4096, size + most)
    return world.rng.randrange(most)


def play(kind: str, folder: Path, library: Path, pictures: Path, rounds: int, seed: int) -> World:
    disk, rng = Disk(kind, folder), random.Random(seed)
    source = folder.with_name("pictures of this world")
    known = sorted(each for each in pictures.rglob("*.*") if each.suffix != ".json")
    shutil.copytree(library, folder / "library")
    shutil.copytree(pictures, source, ignore=shutil.ignore_patterns("*.json"))
    world = World(disk, source, known * 50, rng)
    settings.save(settings.Settings(), world.settings_file)
    with Library.open(world.library) as opened:
        opened.roots.relocate(pictures, source)
        opened.tagging.save(LabelList("things", ("car", "house", "tree", "boat", "dog")))
    deeds: dict[str, Callable[[int], bool]] = {
        "edits": world.edits,
        "rate": world.rate,
        "settings": world.settings,
        "export": world.export,
        "labels": world.labels,
        "backup": world.backup,
        "tag": world.tag,
        "index": world.index,
        "watch": world.watch,
        "model": world.model,
    }
    wanted = os.environ.get("FULL_DISK_DEEDS", " ".join(QUICK)).split()
    world.check()
    for number in range(rounds):
        deed = wanted[number % len(wanted)]
        refused = deeds[deed](rooms(kind, deed, world))
        world.outcomes[f"{deed} {'refused' if refused else 'done'}"] += 1
        world.check()
    return world


if __name__ == "__main__":
    kind, folder, library, pictures, rounds, seed = sys.argv[1:]
    os.environ["PHOTOCLIP_MODELS"] = str(Path(folder) / "models")
    os.environ["PHOTOCLIP_LOG"] = str(Path(folder) / "log" / "photoclip.log")
    world = play(kind, Path(folder), Path(library), Path(pictures), int(rounds), int(seed))
    json.dump({"outcomes": world.outcomes, "sentences": sorted(world.sentences)}, sys.stdout)
