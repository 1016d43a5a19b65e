"""Whatever is done to an index in whatever order, it answers as a brute-force product does."""

import shutil
import tempfile
from pathlib import Path

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from photoclip.index.files import BEHIND
from photoclip.index.vectors import IndexHeader, VectorIndex

DIMENSION = 8
KINDS = np.random.default_rng(3).standard_normal((7, DIMENSION)).astype(np.float16)
IDS = st.lists(st.one_of(st.integers(1, 40), st.integers(10**12, 10**12 + 9)), max_size=12)


class Changes(RuleBasedStateMachine):
    """An index, the folder it is saved in, and what must be in both."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.index = VectorIndex.create(DIMENSION, self.folder)
        self.held: dict[int, int] = {}  # the kind of each id
        self.saved: dict[int, int] | None = None
        self.touched: set[int] = set()  # since then
        self.removed: set[int] = set()  # since then
        self.generation = 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(ids=IDS, kinds=st.lists(st.integers(0, 6), min_size=12, max_size=12))
    def add(self, ids: list[int], kinds: list[int]) -> None:
        kinds = kinds[: len(ids)]
        self.index.add(ids, KINDS[np.array(kinds, int)])
        self.held.update(zip(ids, kinds, strict=True))
        self.touched.update(ids)

    @rule(ids=IDS)
    def remove(self, ids: list[int]) -> None:
        self.index.remove(ids)
        self.touched.update(ids)
        self.removed.update(ids)
        self.held = {key: kind for key, kind in self.held.items() if key not in ids}

    @rule()
    def save(self) -> None:
        self.generation += 1
        header = IndexHeader("abc", DIMENSION, len(self.index), self.generation)
        self.index.save(self.folder, header)
        self.saved, self.touched, self.removed = dict(self.held), set(), set()

    @rule()
    def merge(self) -> None:
        self.index.merge()
        assert not self.index.scattered

    @precondition(lambda self: self.saved is not None)
    @rule(write=st.booleans())
    def load(self, write: bool) -> None:
        """What a crash leaves: what was saved, but for what changed before a merge after that."""
        loaded = VectorIndex.load(self.folder, write=write)
        assert loaded is not None
        behind = loaded[1].generation == BEHIND
        assert behind or loaded[1].generation == self.generation
        assert self.saved is not None
        there = loaded[0].ids().tolist()
        assert len(loaded[0]) == loaded[1].count == len(there)
        assert set(self.saved) - self.touched <= set(there) <= set(self.saved)
        assert behind or set(self.saved) - self.removed <= set(there)
        if write:
            self.index, self.held = loaded[0], {key: self.saved[key] for key in there}

    @rule(
        kind=st.integers(0, 6),
        k=st.integers(0, 30),
        among=st.none() | IDS,
    )
    def search(self, kind: int, k: int, among: list[int] | None) -> None:
        query = KINDS[kind].astype(np.float32) + np.float32(0.1)
        products = KINDS.astype(np.float32) @ query
        asked = self.held if among is None else set(among) & set(self.held)
        expected = sorted(asked, key=lambda key: (-products[self.held[key]], key))[:k]
        scores, ids = self.index.search(query, k, among)
        assert ids.tolist() == expected
        np.testing.assert_allclose(
            scores, [products[self.held[key]] for key in expected], rtol=1e-4, atol=1e-5
        )

    @rule(ids=IDS)
    def vectors(self, ids: list[int]) -> None:
        nothing = np.zeros(DIMENSION, np.float16)
        expected = [KINDS[self.held[key]] if key in self.held else nothing for key in ids]
        assert self.index.vectors(ids).tolist() == [each.tolist() for each in expected]

    @invariant()
    def holds_the_same(self) -> None:
        assert self.index.ids().tolist() == sorted(self.held)
        assert len(self.index) == len(self.held)
        read = {
            key: row.tolist()
            for ids, rows in self.index.blocks()
            for key, row in zip(ids.tolist(), rows, strict=True)
        }
        assert read == {key: KINDS[kind].tolist() for key, kind in self.held.items()}


TestChanges = Changes.TestCase
TestChanges.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
