"""Random edits, runs, undos, imports and file events never lose or revive a person's decision."""

import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from photoclip.catalog.entries import Indexed
from photoclip.catalog.store import Catalog
from photoclip.errors import PhotoclipError
from photoclip.library.labels import write_label_list
from photoclip.library.organising import Organising
from photoclip.library.stores import Stores
from photoclip.library.tagging import Tagging as Lists
from photoclip.library.tagging import TagProposal
from photoclip.records import (
    ChangeKind,
    DecodedPhoto,
    FileChange,
    FileState,
    LabelList,
    PhotoFacts,
)

WORDS = ("cat", "dog", "sea")
LISTS = (
    LabelList("Pets", ("cat", "dog"), exclusive=True),
    LabelList("All", WORDS, exclusive=False),
)
PIXELS = np.zeros((1, 1, 3), np.uint8)
Pair = tuple[int, str]
Turns = dict[Pair, tuple[bool | None, bool | None]]  # what was decided before, and after

words = st.sampled_from(WORDS)
some = st.sets(st.integers(0, 5), min_size=1, max_size=3)


@pytest.fixture(scope="module", autouse=True)
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> None:
    """An empty library that every example copies: making one takes a second."""
    folder = tmp_path_factory.mktemp("empty")
    Stores(folder, write=True).close()
    Decisions.empty = folder


@dataclass(frozen=True)
class Run:
    """A run as it was asked for."""

    number: int
    labels: LabelList
    given: frozenset[Pair]
    looked_at: frozenset[int]


class Decisions(RuleBasedStateMachine):
    """A library beside what a simple model says of it."""

    empty: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="photoclip-decisions-"))
        shutil.copytree(self.empty, self.folder, dirs_exist_ok=True)
        self.stores = Stores(self.folder, write=True)
        self.catalog: Catalog = self.stores.catalog
        self.model = self.catalog.ensure_model("d", "mini", 4)
        self.stores.use_model(self.model, "d", 4)
        self.organising = Organising(self.stores)
        tower: Any = lambda: None  # noqa: E731 - nothing here judges pictures
        self.lists = Lists(self.stores, tower, self.organising)
        self.root = self._write(lambda tx: tx.add_root(b"/photos")).id
        self.clock = self.contents = 0
        # the model
        self.decided: dict[Pair, bool] = {}
        self.done: list[Turns | Run] = []
        self.undone: list[Turns | Run] = []
        self.said: dict[int, tuple[str, dict[Pair, bool]]] = {}
        self.keywords: dict[int, set[str]] = {}
        self.files: dict[bytes, int] = {}
        for number in range(4):
            self._put(b"%d.jpg" % number, b"content %d" % number, ())

    def teardown(self) -> None:
        self.stores.close()
        shutil.rmtree(self.folder)

    # ── the person ──────────────────────────────────────────────────────────────────────────

    @rule(photos=some, word=words)
    def tag(self, photos: set[int], word: str) -> None:
        self._edit(photos, word, lambda ids: self.organising.tag(ids, word), lambda _pair: True)

    @rule(photos=some, word=words)
    def accept(self, photos: set[int], word: str) -> None:
        self._keep_list()
        self._edit(photos, word, lambda ids: self.lists.accept(ids, "all", word), lambda _: True)

    @rule(photos=some, word=words)
    def reject(self, photos: set[int], word: str) -> None:
        self._keep_list()
        self._edit(photos, word, lambda ids: self.lists.reject(ids, "all", word), lambda _: False)

    @rule(photos=some, word=words)
    def withdraw(self, photos: set[int], word: str) -> None:
        self._edit(photos, word, lambda ids: self.organising.withdraw(ids, word), lambda _: None)

    @rule(photos=some, word=words)
    def untag(self, photos: set[int], word: str) -> None:
        def after(pair: Pair) -> bool | None:
            if self.decided.get(pair) is False:
                return False
            others = self._by_runs(pair) or pair[1] in self.keywords[pair[0]]
            return False if others else None

        self._edit(photos, word, lambda ids: self.organising.untag(ids, word), after)

    @rule()
    def undo(self) -> None:
        self.organising.undo()
        if not self.done:
            return
        latest = self.done.pop()
        self.undone.append(latest)
        if isinstance(latest, Run):
            del self.said[latest.number]
        else:
            self._turn({pair: turn[::-1] for pair, turn in latest.items()})

    @rule()
    def redo(self) -> None:
        latest = self.undone[-1] if self.undone else {}
        if isinstance(latest, Run) and not self._is_kept(latest.labels):
            with pytest.raises(PhotoclipError):
                self.organising.redo()
            return
        self.organising.redo()
        if not self.undone:
            return
        self.undone.pop()
        if isinstance(latest, Run):
            latest = replace(latest, number=self.lists.runs()[0].id)
            self._says(latest)
        else:
            self._turn(latest)
        self.done.append(latest)

    # ── runs and lists ──────────────────────────────────────────────────────────────────────

    @rule(which=st.integers(0, 1), pairs=st.sets(st.tuples(st.integers(0, 5), words)), photos=some)
    def run(self, which: int, pairs: set[tuple[int, str]], photos: set[int]) -> None:
        labels = LISTS[which]
        looked_at = set(self._ids(photos))
        every = sorted(self.keywords)
        given = {
            (every[at], word)
            for at, word in pairs
            if at < len(every) and every[at] in looked_at and word in labels.labels
        }
        rows = sorted(given)
        proposal = TagProposal(
            labels,
            np.array([photo for photo, _ in rows], np.int64),
            np.array([labels.labels.index(word) for _, word in rows], np.int64),
            np.full(len(rows), 0.7, np.float32),
            np.array(sorted(looked_at), np.int64),
        )
        diff = self.lists.diff(proposal)
        before = self._shown()
        applied = self.lists.apply(proposal)
        assert applied.run is not None
        run = Run(applied.run, applied.labels, frozenset(given), frozenset(looked_at))
        self._says(run)
        self.done.append(run)
        self.undone.clear()
        gone = {(photo, word) for photo, word, source in before - self._shown() if source == "run"}
        assert gone <= {(int(i), each.label) for each in diff.changes for i in each.removed}

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def undo_run(self, data: st.DataObject) -> None:
        run = data.draw(st.sampled_from(sorted(self.said)))
        self.lists.undo(run)
        del self.said[run]
        for kept in (self.done, self.undone):
            kept[:] = [each for each in kept if not (isinstance(each, Run) and each.number == run)]

    @rule(exclusive=st.booleans())
    def import_again(self, exclusive: bool) -> None:
        file = self.folder / "pets.json"
        write_label_list(LabelList("Pets", ("dog", "cat"), exclusive=exclusive), file)
        self.lists.import_file(file)

    @rule()
    def delete_list(self) -> None:
        if any(each.name == "Pets" for each in self.lists.lists()):
            self.lists.delete("pets")

    # ── files ───────────────────────────────────────────────────────────────────────────────

    @rule(at=st.integers(0, 9))
    def move(self, at: int) -> None:
        old = self._file(at)
        self.clock += 1
        new = b"moved/%d.jpg" % self.clock
        known = self.catalog.known_files(self.root)[old]
        state = FileState(new, known.state.size, known.state.mtime_ns, known.state.inode, 1)
        change = FileChange(ChangeKind.MOVED, self.root, state, known)
        self._write(lambda tx: tx.move([change]))
        self.files[new] = self.files.pop(old)

    @rule(at=st.integers(0, 9))
    def copy(self, at: int) -> None:
        old = self._file(at)
        self.clock += 1
        photo = self.catalog.photo(self.files[old])
        keywords = tuple(photo.facts.keywords)
        self._put(b"copy %d.jpg" % self.clock, photo.content_hash, keywords)

    @rule(at=st.integers(0, 9), keywords=st.sets(words, max_size=2))
    def edit_file(self, at: int, keywords: set[str]) -> None:
        self.contents += 1
        self._put(self._file(at), b"edited %d" % self.contents, tuple(sorted(keywords)))

    @rule(at=st.integers(0, 9))
    def go_and_come_back(self, at: int) -> None:
        rel = self._file(at)
        photo = self.catalog.photo(self.files[rel])
        known = self.catalog.known_files(self.root)[rel]
        change = FileChange(ChangeKind.GONE, self.root, known.state, known)
        self._write(lambda tx: tx.gone(change))
        self._put(rel, photo.content_hash, tuple(photo.facts.keywords))

    # ── what must hold ──────────────────────────────────────────────────────────────────────

    @invariant()
    def decisions_stand(self) -> None:
        found = {
            (photo, tag.name): not tag.rejected
            for photo in self.keywords
            for tag in self.catalog.tags_of(photo)
            if tag.source == "person"
        }
        assert found == self.decided

    @invariant()
    def tags_follow(self) -> None:
        expected = {(*pair, "person") for pair, yes in self.decided.items() if yes}
        for photo, keywords in self.keywords.items():
            for word in WORDS:
                if self.decided.get((photo, word)) is False:
                    continue
                if self._by_runs((photo, word)):
                    expected.add((photo, word, "run"))
                if word in keywords:
                    expected.add((photo, word, "file"))
        assert self._shown() == expected

    # ── within ──────────────────────────────────────────────────────────────────────────────

    def _write(self, job: Any) -> Any:
        return self.stores.commit(job, edit=True).result()

    def _keep_list(self) -> None:
        self.lists.save(LISTS[1])

    def _is_kept(self, labels: LabelList) -> bool:
        return labels in self.lists.lists()

    def _says(self, run: Run) -> None:
        """What a run says, by the rules: nothing of what the person decided."""
        settled = set[int]()
        if run.labels.exclusive:
            mine = set(run.labels.labels)
            settled = {photo for (photo, word), yes in self.decided.items() if yes and word in mine}
        name = run.labels.name
        told = {pair for whose, said in self.said.values() if whose == name for pair in said}
        new = {pair: False for pair in told if pair[0] in run.looked_at}
        new |= {pair: True for pair in run.given if pair[0] not in settled}
        left = {pair: yes for pair, yes in new.items() if pair not in self.decided}
        self.said[run.number] = (name, left)

    def _ids(self, photos: set[int]) -> list[int]:
        every = sorted(self.keywords)
        return [every[at] for at in sorted(photos) if at < len(every)]

    def _file(self, at: int) -> bytes:
        return sorted(self.files)[at % len(self.files)]

    def _shown(self) -> set[tuple[int, str, str]]:
        photos = self.catalog.photos(sorted(self.keywords))
        return {(each.id, tag.name, tag.source) for each in photos for tag in each.tags}

    def _by_runs(self, pair: Pair) -> bool:
        for name in {name for name, _ in self.said.values()}:
            speaking = [
                run for run, (whose, said) in self.said.items() if whose == name and pair in said
            ]
            if speaking and self.said[max(speaking)][1][pair]:
                return True
        return False

    def _edit(self, photos: set[int], word: str, act: Any, after: Any) -> None:
        ids = self._ids(photos)
        changed: Turns = {}
        for photo in ids:
            pair = (photo, word)
            was, now = self.decided.get(pair), after(pair)
            if was != now:
                changed[pair] = (was, now)
        act(ids)
        if changed:
            self._turn(changed)
            self.done.append(changed)
            self.undone.clear()

    def _turn(self, changed: Turns) -> None:
        for pair, (was, now) in changed.items():
            if self.decided.get(pair) == was:
                if now is None:
                    self.decided.pop(pair, None)
                else:
                    self.decided[pair] = now

    def _put(self, rel: bytes, content: bytes, keywords: tuple[str, ...]) -> None:
        """A file is there with this content; the model follows what becomes of its photo."""
        self.clock += 1
        content = content.ljust(16, b".")
        known = self.catalog.known_files(self.root).get(rel)
        kind = ChangeKind.CHANGED if known is not None else ChangeKind.ADDED
        state = FileState(rel, 10, self.clock, self.clock, 1)
        facts = PhotoFacts(4, 3, "JPEG", keywords=keywords)
        photo = DecodedPhoto(content, 10, content, 1, PIXELS, b"", facts)
        indexed = Indexed(
            FileChange(kind, self.root, state, known), photo, np.eye(4, dtype=np.float32)[0]
        )
        old = self.files.get(rel)
        assert self._write(lambda tx: tx.record(indexed, self.model)) != "again"
        new = self.catalog.photo_at(b"/photos/" + rel)
        assert new is not None
        if new not in self.keywords and old is not None:  # a copy that went its own way
            for pairs in (self.decided, *(said for _, said in self.said.values())):
                pairs.update({(new, word): yes for (of, word), yes in pairs.items() if of == old})
        self.files[rel] = new
        self.keywords[new] = set(keywords)


TestDecisions = Decisions.TestCase
TestDecisions.settings = settings(
    max_examples=12,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # shrinking would take minutes
    suppress_health_check=list(HealthCheck),
)
