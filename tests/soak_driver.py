"""Lives with a library for a while: random deeds, checked against what must be true.

python -m tests.soak_driver FOLDER --minutes 3 --seed 7
"""

import argparse
import json
import os
import random
import shutil
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from photoclip import paths, settings
from photoclip.clip import models
from photoclip.errors import PhotoclipError
from photoclip.library.library import Library
from photoclip.query import parse
from photoclip.records import IndexReport, LabelList
from photoclip.settings import Settings
from tests import soak_watch
from tests.folder_play import small_picture
from tests.soak_oracle import Oracle, hash_of

WORDS = ("beach", "mine", "Oma", "a b")
ALBUMS = ("Best", "Print")
LABELS = LabelList("Soak", ("red", "blue", "green"), exclusive=True)
QUESTIONS = ("a red square", "sunset -city", "blue")
LEAST = 20  # deeds, however slow the machine is
WAIT = 120.0  # seconds for a watching to follow


def other_model(folder: Path) -> models.ModelFiles:
    """The built-in model with the rows of its image projection in another order."""
    from safetensors.numpy import load_file, save_file

    source = folder / "other model"
    shutil.copytree(paths.resources() / "models" / models.BUILT_IN, source)
    (source / "digest.json").unlink(missing_ok=True)
    weights = source / "open_clip_model.safetensors"
    tensors = load_file(weights)
    name = "visual.head.proj.weight"
    order = np.random.default_rng(5).permutation(len(tensors[name]))
    tensors[name] = np.ascontiguousarray(tensors[name][order])
    save_file(tensors, weights)
    config = source / "open_clip_config.json"
    document = json.loads(config.read_text("utf-8"))
    document["preprocess_cfg"]["std"] = [0.3, 0.3, 0.3]
    config.write_text(json.dumps(document), "utf-8")
    return models.import_model(source, paths.models_folder(), "soak-other")


class Soak:
    """One library, its two folders, and what is known of them."""

    def __init__(self, folder: Path, seed: int, most_photos: int) -> None:
        self.random = random.Random(seed)
        self.folder, self.most = folder, most_photos
        self.roots = (folder / "one", folder / "two")
        self.away = folder / "away"
        self.oracle = Oracle()
        self.deeds: Counter[str] = Counter()
        self.latest: list[str] = []
        self.pictures = 0
        self.models = (models.find(models.BUILT_IN, paths.models_folder()), other_model(folder))
        self.model = self.models[0].name
        self.library = Library.open(folder / "library")
        self.library.use_model(self.models[0])
        for root in self.roots:
            root.mkdir()
            self.library.roots.add(root)
        for album in ALBUMS:
            self.library.organising.new_album(album)
        self.library.tagging.save(LABELS)
        self.oracle.done = [-1] * len(ALBUMS)  # what made the albums is not to be taken back

    def close(self) -> None:
        """The end."""
        self.library.close()

    # ── folders ─────────────────────────────────────────────────────────────────────────────

    def add(self) -> None:
        """New pictures, some of them copies."""
        for _ in range(self.random.randint(1, 12)):
            file = self._new_place()
            known = list(self.oracle.files)
            if known and self.random.random() < 0.2:
                data = self.random.choice(known).read_bytes()
            else:
                data = self._new_picture()
            self._write(file, data)
            self.oracle.added(file, data)

    def delete(self) -> None:
        """A few files; many when the library is full."""
        full = len(self.oracle.files) > self.most
        gone = self._some_files(40 if full else 3)
        for file in gone:
            file.unlink()
        self.oracle.gone(gone)
        emptied = any(
            not any(root in each.parents for each in self.oracle.files) for root in self.roots
        )
        if full or emptied:  # a person is asked
            self.library.index()
            self._index(forget=True)

    def come_back(self) -> None:
        """A file is taken away, and is there again after a run."""
        for file in self._some_files(1):
            data = file.read_bytes()
            file.unlink()
            self.oracle.gone([file])
            self._index()
            back = self._new_place()
            self._write(back, data)
            self.oracle.added(back, data)
            report = self._index()
            assert report.embedded == 0, "what came back was embedded again"

    def move(self) -> None:
        """Files get other names and folders, also those of the other root."""
        for file in self._some_files(4):
            target = self._new_place()
            target.parent.mkdir(parents=True, exist_ok=True)
            file.rename(target)
            self.oracle.moved(file, target)

    def rename_tree(self) -> None:
        """A whole folder gets another name, or goes to the other root."""
        folders = sorted({file.parent for file in self.oracle.files} - set(self.roots))
        if folders:
            folder = self.random.choice(folders)
            target = self.random.choice(self.roots) / f"tree {self._number()}"
            folder.rename(target)
            self.oracle.moved(folder, target)

    def edit(self) -> None:
        """Pictures are saved anew, in the ways that programs have."""
        for file in self._some_files(3):
            data = self._new_picture()
            way = self.random.choice(("in place", "hidden", "backup", "beside"))
            if way == "in place":
                file.write_bytes(data)
            elif way == "hidden":
                file.with_name(f".{file.name}.tmp").write_bytes(data)
                file.with_name(f".{file.name}.tmp").replace(file)
            elif way == "backup":
                file.rename(file.with_name(f"{file.name}~"))
                file.write_bytes(data)
                file.with_name(f"{file.name}~").unlink()
            if way != "beside":
                self.oracle.changed(file, data)
                continue
            beside = file.with_name(f"{file.stem} edited.jpg")
            self._write(beside, data)
            self._index(check=False)  # which sees the picture beside
            beside.replace(file)
            self.oracle.replaced(file, data)

    def half(self) -> None:
        """A picture that is cut off, and complete after a run."""
        file, data = self._new_place(), self._new_picture()
        self._write(file, data[: len(data) // 2])
        self.oracle.failed.add(file)
        self._index()
        self._write(file, data)
        self.oracle.failed.clear()
        self.oracle.added(file, data)

    def unplug(self) -> None:
        """A root is not there, or an empty folder in its place; nothing is forgotten."""
        root = self.random.choice(self.roots)
        root.rename(self.away)
        emptied = self.random.random() < 0.5
        if emptied:
            root.mkdir()
        inside = {content for file, content in self.oracle.files.items() if root in file.parents}
        outside = {
            content for file, content in self.oracle.files.items() if root not in file.parents
        }
        lone, single = len(inside - outside), len(inside) < 2
        report = self.library.index()
        if not emptied:
            assert (report.offline, report.gone) == ((str(root),), 0)
        elif lone and not single:
            assert [(each.path, each.photos) for each in report.missing] == [(str(root), lone)]
        assert report.photos == len(self.oracle.present()) - (lone if emptied and single else 0)
        if emptied:
            root.rmdir()
        self.away.rename(root)
        assert self._index().embedded == 0

    # ── the person ──────────────────────────────────────────────────────────────────────────

    def say(self) -> None:
        """Tags, stars, flags, albums, corrections."""
        organising, hashes = self.library.organising, self._some_photos()
        ids, word = self._ids(hashes), self.random.choice(WORDS)
        album = self.random.choice(ALBUMS)
        label, stars = self.random.choice(LABELS.labels), self.random.randint(1, 5)
        flag = self.random.choice((1, -1))
        number = organising.album(album).id
        do: list[tuple[Callable[[], object], tuple[str, str], int | bool | None]] = [
            (lambda: organising.tag(ids, word), ("tag", word), True),
            (lambda: organising.refuse(ids, word), ("tag", word), False),
            (lambda: organising.withdraw(ids, word), ("tag", word), None),
            (lambda: organising.rate(ids, stars), ("rating", ""), stars),
            (lambda: organising.flag(ids, flag), ("flag", ""), flag),
            (lambda: organising.add_to_album(number, ids), ("album", album), True),
            (lambda: organising.remove_from_album(number, ids), ("album", album), None),
            (lambda: self.library.tagging.accept(ids, "Soak", label), ("tag", label), True),
            (lambda: self.library.tagging.reject(ids, "Soak", label), ("tag", label), False),
        ]
        edit, fact, value = self.random.choice(do)
        edit()
        self.oracle.say(hashes, fact, value)

    def undo(self) -> None:
        """The latest edits are taken back, and perhaps done again."""
        for _ in range(self.random.randint(1, 3)):
            if self.oracle.done and self.oracle.done[-1] != -1:
                self.library.organising.undo()
                self.oracle.undo()
        if self.oracle.undone and self.random.random() < 0.5:
            self.library.organising.redo()
            self.oracle.redo()

    def run(self) -> None:
        """A label list tags the library; sometimes the run is taken back at once."""
        tagging = self.library.tagging
        proposal = tagging.propose(tagging.label_list("Soak"))
        applied = tagging.apply(proposal)
        assert applied.run is not None
        self.oracle.ran(applied.run)
        given = Counter(tag.label for tag in applied.tags)
        found = Counter[str]()
        for photo in self.library.showing.photos(proposal.looked_at.tolist()):
            found.update(tag.name for tag in photo.tags if tag.run_id == applied.run)
        assert found == given, "a run gave other tags than it said"
        if self.random.random() < 0.5:
            tagging.undo(applied.run)
            for kept in (self.oracle.done, self.oracle.undone):
                kept[:] = [each for each in kept if each != applied.run]
            for photo in self.library.showing.photos(proposal.looked_at.tolist()):
                assert all(tag.run_id != applied.run for tag in photo.tags)

    # ── asking ──────────────────────────────────────────────────────────────────────────────

    def ask(self) -> None:
        """Words, filters, and a picture of the library."""
        answer = self.library.search(parse(self.random.choice(QUESTIONS)), limit=50)
        assert answer.total == len(self._searchable())
        scores = [hit.score for hit in answer.hits]
        assert len({hit.photo_id for hit in answer.hits}) == len(scores)
        for text, fits in (
            (f'tag:"{(word := self.random.choice(WORDS))}"', lambda k: word in k.tags()),
            ("rating:3", lambda k: k.number("rating") >= 3),
            ("flag:picked", lambda k: k.number("flag") == 1),
        ):
            wanted = {each for each in self._searchable() if fits(self.oracle.photos[each])}
            found = self.library.search(parse(text)).hits
            hashes = {self.library.showing.photo(hit.photo_id).content_hash for hit in found}
            assert hashes == wanted, text
        if self.oracle.files:
            (file,) = self._some_files(1)
            self.library.similar(file, limit=10)

    def switch_model(self) -> None:
        """Another model is chosen; sometimes the run that makes its vectors is cut off."""
        chosen = next(each for each in self.models if each.name != self.model)
        self.library.use_model(chosen)
        if self.random.random() < 0.5:
            stop = threading.Event()
            self.library.index(stop=stop, on_photos=lambda _: stop.set())
            assert self.library.search(parse("blue")).total == len(self._searchable())
        self.model = chosen.name
        self._index()

    def open_again(self) -> None:
        """The library is closed and opened."""
        self.library.close()
        self.library = Library.open(self.folder / "library")
        self.oracle.closed()
        self.oracle.done = []

    def watch(self) -> None:
        """Some deeds while the folders are watched, which follows them by itself."""
        with self._watching() as reports:
            for _ in range(self.random.randint(2, 5)):
                self.random.choice((self.add, self.move, self.rename_tree))()
                self.say()
                time.sleep(self.random.uniform(0, 0.6))
            self._follow(reports)
        self.check()

    # ── within ──────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def _watching(self) -> Iterator[list[IndexReport]]:
        stop, ready, reports = threading.Event(), threading.Event(), list[IndexReport]()
        errors: list[BaseException] = []

        def work() -> None:
            try:
                self.library.watch(on_report=reports.append, stop=stop, on_ready=ready.set)
            except PhotoclipError as error:
                errors.append(error)

        watching = threading.Thread(target=work, name="watching")
        watching.start()
        assert ready.wait(WAIT)
        try:
            yield reports
        finally:
            stop.set()
            watching.join(WAIT)
        assert not watching.is_alive()
        assert not errors, errors

    def _follow(self, reports: list[IndexReport]) -> None:
        wanted = (len(self.oracle.present()), len(self.oracle.files))
        end = time.monotonic() + WAIT
        while self.library.showing.counts() != wanted or self._paths() != set(self.oracle.files):
            assert time.monotonic() < end, (self.library.showing.counts(), wanted, reports[-3:])
            time.sleep(0.2)

    def _index(self, *, check: bool = True, forget: bool = False) -> IndexReport:
        report = self.library.index(forget=forget)
        assert (report.offline, report.missing, report.unsettled) == ((), (), 0)
        if check:
            self.check()
        return report

    def _new_picture(self) -> bytes:
        self.pictures += 1
        return small_picture(self.random.getrandbits(48))

    def _number(self) -> int:
        return self.random.getrandbits(40)

    def _new_place(self) -> Path:
        folder = self.random.choice(("", "trip", "trip/day", "été", f"d{self._number() % 20}"))
        return self.random.choice(self.roots) / folder / f"{self._number()}.jpg"

    def _write(self, file: Path, data: bytes) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def _some_files(self, most: int) -> list[Path]:
        """Files of different photos."""
        by_photo = {content: file for file, content in self.oracle.files.items()}
        every = [by_photo[content] for content in sorted(by_photo)]
        return self.random.sample(every, min(len(every), self.random.randint(1, most)))

    def _some_photos(self) -> list[bytes]:
        """Photos that the catalog knows by now."""
        every = sorted(self.oracle.present() & set(self._photos()))
        return self.random.sample(every, min(len(every), self.random.randint(1, 9)))

    def _photos(self) -> dict[bytes, int]:
        showing = self.library.showing
        return {each.content_hash: each.id for each in showing.rows(showing.browse().tolist())}

    def _ids(self, hashes: list[bytes]) -> list[int]:
        photos = self._photos()
        return [photos[each] for each in hashes]

    def _searchable(self) -> set[bytes]:
        return self.oracle.present()

    def _paths(self) -> set[Path]:
        showing = self.library.showing
        places = showing.paths(showing.browse().tolist()).values()
        return {Path(os.fsdecode(path)) for each in places for path in each}

    # ── what must be true ───────────────────────────────────────────────────────────────────

    def check(self) -> None:
        """Everything, of all photos; and the vectors of a few."""
        library, oracle = self.library, self.oracle
        assert library.showing.counts() == (len(oracle.present()), len(oracle.files))
        assert library.vectors() == library.indexed() == len(oracle.present())
        assert library.model_name() == self.model
        assert self._paths() == set(oracle.files)
        assert {Path(each.text) for each in library.showing.failures()} == oracle.failed
        ids = library.showing.browse().tolist()
        for photo in library.showing.photos(ids):
            known = oracle.photos[photo.content_hash]
            given = {tag.name for tag in photo.tags if tag.source == "person"}
            assert given == known.tags(), (photo.paths, given, known.tags())
            assert not known.refused() & {tag.name for tag in photo.tags}
            assert (photo.rating, photo.flag) == (known.number("rating"), known.number("flag"))
            assert set(photo.albums) == known.albums()
            for path in photo.paths:
                assert oracle.files[Path(os.fsdecode(path))] == photo.content_hash
        for file, content in self.random.sample(
            sorted(oracle.files.items()), min(2, len(oracle.files))
        ):
            assert hash_of(file.read_bytes()) == content, "an original was changed"
            self._check_vector(file, content)

    def _check_vector(self, file: Path, content: bytes) -> None:
        stored = self.library.vector(self._photos()[content])
        assert stored is not None
        fresh = self.library.asking.vector_of_file(file)
        assert float(stored @ fresh) > 0.97, "a vector belongs to another picture or model"

    # ── living ──────────────────────────────────────────────────────────────────────────────

    def live(self, seconds: float, say: Callable[[str], object]) -> int:
        """Do deeds until the time is over; how many there were."""
        weights = {
            self.add: 6, self.say: 14, self.edit: 3, self.move: 3, self.rename_tree: 3,
            self.delete: 3, self.undo: 5, self.ask: 5, self.run: 2, self.half: 1,
            self.come_back: 1, self.unplug: 1, self.switch_model: 1, self.open_again: 1,
            self.watch: 1,
        }  # fmt: skip
        end = time.monotonic() + seconds
        models = (self.switch_model, self.ask, self.open_again, self.ask) * 2
        handles = 0  # the most: a library that was just opened has hardly any connection yet
        for deed in (*weights, *models):  # so that everything is loaded that ever will be
            self._do(deed)
            handles = max(handles, soak_watch.use(0).handles)
        first = replace(soak_watch.use(len(self.oracle.present())), handles=handles)
        say(first.text)
        steps, told = len(weights) + len(models), time.monotonic()
        least = steps + LEAST
        while time.monotonic() < end or steps < least:
            (deed,) = self.random.choices([*weights], [*weights.values()])
            self._do(deed)
            steps += 1
            if time.monotonic() - told > seconds / 20:
                told, now = time.monotonic(), soak_watch.use(len(self.oracle.present()))
                say(now.text)
                assert not soak_watch.excess(first, now), soak_watch.excess(first, now)
        now = soak_watch.use(len(self.oracle.present()))
        say(now.text)
        assert not soak_watch.excess(first, now), soak_watch.excess(first, now)
        return steps

    def _do(self, deed: Callable[[], object]) -> None:
        name = deed.__name__
        self.latest = [*self.latest[-30:], name]
        self.deeds[name] += 1
        deed()
        if name in {"add", "delete", "move", "rename_tree", "edit", "half"}:
            self._index()


def main() -> int:
    """Run as a program."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--most", type=int, default=4000, help="photos")
    wanted = parser.parse_args()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    settings.update(paths.settings_file(), lambda _kept: Settings(decoder_processes=1))
    print(f"seed {wanted.seed}, {wanted.minutes:g} minutes", flush=True)
    soak = Soak(wanted.folder.resolve(), wanted.seed, wanted.most)
    try:
        steps = soak.live(wanted.minutes * 60, lambda line: print(line, flush=True))
    except BaseException:
        print(f"seed {wanted.seed}: the latest deeds were {', '.join(soak.latest)}", flush=True)
        raise
    finally:
        soak.close()
    done = ", ".join(f"{count} {name}" for name, count in soak.deeds.most_common())
    print(f"{steps} deeds, {soak.pictures} pictures: {done}; nothing lost", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
