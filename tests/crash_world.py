"""One library through many crashes: what is done to it, and what must hold after each."""

import contextlib
import hashlib
import json
import math
import random
import shutil
import sqlite3
import threading
import time
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
from crash_deeds import edited, vectors_of
from crash_processes import Ending, Processes
from old_libraries import OLD, old_or_new, released, rows, sound
from PIL import Image
from test_library_index import paint

from photoclip import paths
from photoclip.bench.made_up import make_up
from photoclip.catalog.store import Catalog
from photoclip.clip import models
from photoclip.index.vectors import VectorIndex, catch_up
from photoclip.library.labels import from_labels
from photoclip.library.library import Library
from photoclip.library.lock import OwnerLock
from photoclip.records import LabelList

KINDS = (
    "index", "watch", "edits", "busy", "tag", "undo", "long", "switch", "merging", "upgrade"
)  # fmt: skip
LABELS = ("a boat", "a dog", "a house", "a tree")
DECIDED = (
    "decision", "album", "album_photo", "saved_search", "search_pin", "label_list", "label"
)  # fmt: skip
EDITS = 30
LARGE = 3_000  # photos


class World:
    """Pictures, and a library of them that lives through every crash."""

    def __init__(self, folder: Path, processes: Processes, seed: int) -> None:
        self.folder, self.processes, self.rng = folder, processes, random.Random(seed)
        self.pictures, self.library = folder / "pictures", folder / "library"
        self.models = ["photoclip-mini", _other_model(processes.scratch)]
        self.kills: Counter[str] = Counter()
        self.runs: Counter[str] = Counter()
        self.confirmed = 0
        self._reach: dict[str, float] = {}
        self._pictures = 0
        self._newest = 0  # photo that was there before the latest edits
        self._large = 0  # tags that a run over the large library gives
        self.add_pictures(8)
        self._command = ("command", "--library", self.library)
        processes.run(*self._command, "index", self.pictures)

    def strike(self, kind: str, *, by_clock: bool) -> None:
        """Do one kind of thing, be killed in it, look at what is left."""
        before = _digests(self.pictures) if kind not in {"index", "watch", "busy"} else None
        kills = self.kills[kind]
        getattr(self, f"_{kind}")(by_clock=by_clock)
        self.runs[kind] += 1
        if before is not None:
            assert _digests(self.pictures) == before
        assert self.kills[kind] - kills <= 2

    # ── what is done ────────────────────────────────────────────────────────────────────────

    def _index(self, *, by_clock: bool) -> None:
        self.change_pictures()
        before = _digests(self.pictures)
        self._killed("index", by_clock, *self._command, "index", self.pictures)
        assert _digests(self.pictures) == before
        self.whole()

    def _watch(self, *, by_clock: bool) -> None:
        """It never ends by itself, so the clock always runs."""
        self.change_pictures()
        seconds = self.rng.uniform(0.5, 12.0 if self.processes.fresh else 5.0)
        at = 0 if by_clock else self.rng.randint(1, 300)
        later = threading.Timer(seconds / 2, self.add_pictures, [2])
        later.start()
        deed = (*self._command, "watch")
        ending = self.processes.run(*deed, under=self.folder, at=at, seconds=seconds)
        later.join()
        self.kills["watch"] += ending.killed
        self.whole()

    def _edits(self, *, by_clock: bool) -> None:
        seed = self.rng.randrange(1 << 30)
        states = self._states(seed)
        deed = ("edits", self.library, seed, EDITS)
        self._decided("edits", by_clock, deed, states)

    def _busy(self, *, by_clock: bool) -> None:
        seed = self.rng.randrange(1 << 30)
        states = self._states(seed)
        self.add_pictures(4)
        deed = ("busy", self.library, self.pictures, seed, EDITS)
        self._decided("busy", by_clock, deed, states)

    def _tag(self, *, by_clock: bool) -> None:
        before, runs = self.held(), self._runs()
        words = [word for label in LABELS for word in ("--label", label)]
        deed = (*self._command, "tag", *words, "--open", "--apply", "--json")
        ending = self._killed("tag", by_clock, *deed)
        self.whole()
        if self._runs() == runs:
            assert ending.killed
            assert self.held() == before
        else:
            assert self._is_what_a_run_gives()

    def _undo(self, *, by_clock: bool) -> None:
        with Library.open(self.library) as library:
            before = _held(library)
            labels = from_labels(list(LABELS), "command line")
            run = library.tagging.apply(library.tagging.propose(labels)).run
            given = _held(library)
        ending = self._killed("undo", by_clock, *self._command, "tag", "--undo", run)
        self.whole()
        undone = run not in self._runs()
        assert self.held() == (before if undone else given)
        assert undone or ending.killed

    def _switch(self, *, by_clock: bool) -> None:
        with Library.open(self.library, write=False) as library:
            now, (_, found) = library.model_name(), _there_and_found(library)
        wanted = self.models[1 - self.models.index(now)]
        if self.rng.random() < 0.3:
            self._killed("switch", by_clock, *self._command, "models", "use", wanted)
        else:
            self.processes.run(*self._command, "models", "use", wanted)
            self._killed("switch", by_clock, *self._command, "index")
        self.whole()
        with Library.open(self.library, write=False) as library:
            there, still = _there_and_found(library)
        assert found & there <= still, "photos are no longer found"

    def _long(self, *, by_clock: bool) -> None:
        """A run over so many photos that it is written, and taken back, in many steps."""
        folder = self.folder / "large"
        labels = LabelList("Many", LABELS[:3], False, thresholds=dict.fromkeys(LABELS[:3], 1e-6))
        if not folder.exists():
            make_up(folder, LARGE)
            with Library.open(folder) as library:
                library.tagging.save(labels)
                self._large = len(library.tagging.propose(labels).photo_ids)
            assert self._large > LARGE
        place = ("command", "--library", folder)
        self._killed("long", by_clock, *place, "tag", "Many", "--apply", "--json")
        run, given, undone = self._last_run(folder)
        assert not run or given == (0 if undone else self._large)
        if run and not undone:
            ending = self._killed("long", by_clock, *place, "tag", "--undo", run)
            _, given, undone = self._last_run(folder)
            assert given == (0 if undone else self._large)
            assert undone or ending.killed

    def _last_run(self, folder: Path) -> tuple[int, int, bool]:
        """The number of the last run, how many tags it holds, and whether it was taken back."""
        with Library.open(folder) as library:
            _wait_for_mending(folder)
            last = next(iter(library.tagging.runs()), None)
            return (last.id, last.tags, last.undone) if last else (0, 0, False)

    def _upgrade(self, *, by_clock: bool) -> None:
        folder = released(self.folder / "old", self.rng.choice(OLD))
        before = rows(folder / "catalog.sqlite")
        place = ("command", "--library", folder, "albums", "create")
        self._killed("upgrade", by_clock, *place, "New")
        old_or_new(folder, before)
        self.processes.run(*place, "Newer")
        shutil.rmtree(folder)

    def _merging(self, *, by_clock: bool) -> None:
        folder = self.folder / "index of its own"
        self.confirmed_file.unlink(missing_ok=True)
        seed = self.rng.randrange(1 << 30)
        deed = ("merging", folder, seed, 30, self.confirmed_file)
        self._killed("merging", by_clock, *deed)
        told = self._told()
        loaded = VectorIndex.load(folder)
        if told:
            assert loaded is not None, "a saved index is gone"
        if loaded is not None:
            ids = loaded[0].ids().tolist()
            assert np.array_equal(loaded[0].vectors(ids), vectors_of(ids))
            if told:  # what was removed since lacks, and more may have been saved
                assert len(set(told[-1]) - set(ids)) <= len(told[-1]) // 8
        del loaded

    def survived(self) -> str:
        """An undisturbed run ends where one that was never killed does; the figures."""
        for _ in range(2):  # the first may end a switch of models
            self.processes.run(*self._command, "index", self.pictures)
        with Library.open(self.library, write=False) as library:
            model = library.model_name()
        fresh = ("command", "--library", self.folder / "fresh")
        self.processes.run(*fresh, "albums", "create", "Trip")
        self.processes.run(*fresh, "models", "use", model)
        self.processes.run(*fresh, "index", self.pictures)
        assert self.contents(self.library) == self.contents(self.folder / "fresh")
        kinds = ", ".join(f"{kind} {self.kills[kind]}/{self.runs[kind]}" for kind in self.runs)
        return f"{self.kills.total()} kills survived ({kinds}); {self.confirmed} edits confirmed"

    # ── what must hold ──────────────────────────────────────────────────────────────────────

    def whole(self) -> None:
        """The next start finds all in order; the lock of the dead holds nobody up."""
        OwnerLock(self.library).release()
        assert whole(self.library) in self.models

    def _decided(self, kind: str, by_clock: bool, deed: tuple, states: list) -> None:
        self.confirmed_file.unlink(missing_ok=True)
        self._killed(kind, by_clock, *deed, self.confirmed_file)
        told = self._told()
        done = told[-1] if told else 0
        self.confirmed += done
        self.whole()
        now = decided(self.library / "catalog.sqlite", self._newest)
        assert now in states[done : done + 2]

    def _states(self, seed: int) -> list:
        """What is decided before the edits of a seed, and after each of them."""
        copy = self.folder.parent / "copy"
        shutil.copytree(self.library, copy)
        catalog = copy / "catalog.sqlite"
        with Library.open(copy) as library:
            with contextlib.closing(sqlite3.connect(f"file:{catalog}?mode=ro", uri=True)) as rows:
                (self._newest,) = rows.execute("SELECT max(id) FROM photo").fetchone()
            states = [decided(catalog)]
            states += [decided(catalog) for _ in edited(library, seed, EDITS)]
        shutil.rmtree(copy)
        return states

    def _killed(self, kind: str, by_clock: bool, *deed: object) -> Ending:
        """Run a deed and kill it somewhere; where it came to its end, sooner the next time."""
        key = f"{kind} {deed[3] if deed[0] == 'command' else ''} {by_clock}"
        by_clock = by_clock or self.processes.shim is None
        reach = self._reach.setdefault(key, 2.5 if by_clock else 300.0)
        if by_clock:
            ending = self.processes.run(*deed, seconds=reach * self.rng.uniform(0.1, 1.0))
        else:
            spread = self.rng.uniform(0.0, math.log(reach))  # half of them near the beginning
            at = round(self.rng.choice([math.exp(spread), self.rng.uniform(1.0, reach)]))
            ending = self.processes.run(*deed, under=self.folder, at=at)
        self._reach[key] = max(1.0, reach * (1.15 if ending.killed else 0.7))
        self.kills[kind] += ending.killed
        return ending

    @property
    def confirmed_file(self) -> Path:
        return self.folder / "confirmed"

    def _told(self) -> list:
        try:
            lines = self.confirmed_file.read_text("utf-8").splitlines(keepends=True)
        except FileNotFoundError:
            return []
        return [json.loads(each) for each in lines if each.endswith("\n")]

    # ── pictures, tags ──────────────────────────────────────────────────────────────────────

    def add_pictures(self, count: int) -> None:
        for _ in range(count):
            number = self._pictures
            place = self.pictures / f"{number % 3}" / f"{number:04}.jpg"
            paint(place, number, keyword=f"word {number % 4}")
            self._pictures += 1

    def change_pictures(self) -> None:
        """Some come, one goes, one moves, one is copied, one is edited, one cannot be read."""
        self.add_pictures(4)
        old = sorted(self.pictures.rglob("0*.jpg"))
        gone, moved, copied, changed = self.rng.sample(old, 4)
        gone.unlink()
        moved.rename(moved.with_name(f"0 moved {self._pictures}.jpg"))
        shutil.copyfile(copied, copied.with_name(f"0 copy {self._pictures}.jpg"))
        paint(changed, 10_000 + self._pictures)
        (self.pictures / f"broken {self._pictures}.jpg").write_bytes(b"\xff\xd8\xff nothing")

    def held(self) -> dict[str, list[str]]:
        """The tags of each photo."""
        with Library.open(self.library, write=False) as library:
            return _held(library)

    def _runs(self) -> set[int]:
        with Library.open(self.library, write=False) as library:
            return {each.id for each in library.tagging.runs() if not each.undone}

    def _is_what_a_run_gives(self) -> bool:
        with Library.open(self.library, write=False) as library:
            labels = replace(from_labels(list(LABELS), "command line"), exclusive=False)
            diff = library.tagging.diff(library.tagging.propose(labels))
            return not any([*diff.added.values(), *diff.removed.values()])

    def contents(self, folder: Path) -> dict[str, object]:
        """All that the pictures gave, in a form that two libraries can be compared by."""
        with Library.open(folder) as library:
            assert library.vectors() == library.indexed() == library.showing.counts()[0]
            photos = {}
            for photo in library.showing.photos(library.showing.browse().tolist()):
                vector = library.vector(photo.id)
                assert vector is not None
                photos[photo.content_hash] = (
                    sorted(photo.paths),
                    sorted(tag.name for tag in photo.tags if tag.source == "file"),
                    [round(float(x), 1) for x in vector[:8]],
                )
            failures = [(each.text, each.reason) for each in library.showing.failures()]
            return {"photos": photos, "failures": failures, "counts": library.showing.counts()}


def _there_and_found(library: Library) -> tuple[set[bytes], set[bytes]]:
    """The contents that are there, and those of them that can be asked for by now.

    A picture that is edited while a model is on its way is found again when that has taken over.
    """
    photos = library.showing.photos(library.showing.browse().tolist())
    found = {each.content_hash for each in photos if library.vector(each.id) is not None}
    return {each.content_hash for each in photos}, found


def whole(folder: Path) -> str:
    """Open a library; nothing in it is half, and catalog and index agree. The model's name."""
    with Library.open(folder) as library:
        model = library.model_name()
        assert library.indexed() == library.vectors()
        _index_is_right(folder)
        _wait_for_mending(folder)
        for photo in library.showing.photos(library.showing.browse().tolist()):
            made = library.showing.thumbnail(photo.content_hash)
            assert made is None or Image.open(BytesIO(made)).load()
    sound(folder / "catalog.sqlite")
    return model


def _index_is_right(folder: Path) -> None:
    """The vectors that lie in its files are the catalog's; what lacks can be caught up with."""
    with Catalog.open(folder / "catalog.sqlite", readonly=True) as catalog:
        digest = catalog.meta("model")
        number = next(each.id for each in catalog.models() if each.digest == digest)
        wanted = catalog.searchable_ids(number)
        loaded = VectorIndex.load(folder / "index")
        if loaded is not None and loaded[1].model_digest == digest:
            index = loaded[0]
            both = np.intersect1d(index.ids(), wanted)
            assert np.array_equal(index.vectors(both), catalog.vectors_of(number, both))
            catch_up(index, wanted, lambda ids: catalog.vectors_of(number, ids))
            assert np.array_equal(index.ids(), wanted)


def decided(catalog: Path, newest: int = 1 << 62) -> dict[str, list[tuple]]:
    """What the person decided, without the moments at which it was, of photos up to `newest`.

    Those that came since are another matter: one whose file was edited after it was copied has
    what was decided of the other.
    """
    found: dict[str, list[tuple]] = {}
    with contextlib.closing(sqlite3.connect(f"file:{catalog}?mode=ro", uri=True)) as connection:
        for table in DECIDED:
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(each for each in names if not each.endswith("_at"))
            known = f"WHERE photo_id <= {newest}" if "photo_id" in names else ""
            rows = connection.execute(f"SELECT {kept} FROM {table} {known}")
            found[table] = sorted(rows, key=repr)
        found["tag"] = sorted(
            connection.execute(
                "SELECT photo_id, name, key, rejected FROM tag "
                f"WHERE source = 'person' AND photo_id <= {newest}"
            )
        )
    return found


def _held(library: Library) -> dict[str, list[str]]:
    photos = library.showing.photos(library.showing.browse().tolist())
    return {each.content_hash.hex(): sorted(tag.name for tag in each.tags) for each in photos}


def _wait_for_mending(folder: Path) -> None:
    """A run that was cut off is taken back, beside everything else."""
    deadline = time.monotonic() + 30
    with Catalog.open(folder / "catalog.sqlite", readonly=True) as catalog:
        while catalog.meta("run_unfinished"):
            assert time.monotonic() < deadline, "a run that was cut off stays"
            time.sleep(0.01)


def _digests(folder: Path) -> dict[Path, str]:
    return {
        each: hashlib.sha256(each.read_bytes()).hexdigest()
        for each in folder.rglob("*")
        if each.is_file()
    }


def _other_model(folder: Path) -> str:
    """The built-in model with another configuration: another model, by its digest."""
    source, name = folder / "other", f"other-{folder.name}"
    shutil.copytree(paths.resources() / "models" / "photoclip-mini", source)
    file = source / "open_clip_config.json"
    config = json.loads(file.read_text("utf-8"))
    config["preprocess_cfg"]["mean"] = [0.45, 0.45, 0.45]
    file.write_text(json.dumps(config), "utf-8")
    models.import_model(source, paths.models_folder(), name)
    return name
