"""How all photos look, each in a few numbers: what events and the map of similarity work on."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.library.stores import Stores
from photoclip.library.tagging.vectors import every_block

Ids = npt.NDArray[np.int64]
Matrix = npt.NDArray[np.float32]
OnProgress = Callable[[int, int], object]

_NUMBERS = 64  # kept of each vector
_MEASURED = 20_000  # photos that the directions are taken from
_BLOCK = 16_384


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """The vectors of whole pictures along their principal directions.

    Attributes:
        ids: int64 (n,) photos, sorted.
        rows: float16 (n, k): vector minus `mean`, along each of `basis`.
        mean: float32 (d,) the mean vector.
        basis: float32 (d, k) unit columns at right angles, the most telling first.
    """

    ids: Ids
    rows: npt.NDArray[np.float16]
    mean: Matrix
    basis: Matrix

    def of(self, ids: Ids) -> Matrix:
        """The rows of some photos, float32 (m, k); zeros where a photo has no vector."""
        found = np.zeros((len(ids), self.rows.shape[1]), np.float32)
        if len(self.ids):
            at = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
            here = self.ids[at] == ids
            found[here] = self.rows[at[here]]
        return found


class Looking:
    """Keeps the looks of the state asked for last, for whoever asks next."""

    def __init__(self, stores: Stores, model: Callable[[], object]) -> None:
        """Of what `stores` hold; `model` brings a model into use, or raises."""
        self._stores, self._model = stores, model
        self._lock = threading.Lock()
        self._kept: tuple[tuple[int, int], Looks] | None = None

    def looks(self, on_progress: OnProgress | None = None) -> Looks:
        """All photos that can be searched; blocks, the first time for seconds.

        Args:
            on_progress: told how many vectors of how many were looked at; what it raises ends this.

        Raises:
            ModelError: no model is in use.
        """
        with self._lock:
            self._model()
            key = (self._stores.model_id, self._stores.catalog.generation())
            if self._kept is None or self._kept[0] != key:
                self._kept = key, self._read(on_progress or _quiet)
            return self._kept[1]

    def _read(self, on_progress: OnProgress) -> Looks:
        searchable = self._stores.catalog.searchable(self._stores.model_id)
        wholes = searchable.whole()
        mean, basis = self._directions(wholes)
        found = np.zeros((len(wholes), basis.shape[1]), np.float16)
        seen = 0
        for ids, vectors in every_block(self._stores, _BLOCK):
            at = np.minimum(np.searchsorted(wholes, ids), max(len(wholes) - 1, 0))
            here = np.flatnonzero(wholes[at] == ids) if len(wholes) else at[:0]
            found[at[here]] = (vectors[here].astype(np.float32) - mean) @ basis
            seen += len(here)
            on_progress(seen, len(wholes))
        photos = searchable.photos_of(wholes)
        order = np.argsort(photos, kind="stable")
        return Looks(photos[order], found[order], mean, basis)

    def _directions(self, wholes: Ids) -> tuple[Matrix, Matrix]:
        """The mean and the principal directions of an even sample; their signs are settled."""
        every = max(1, -(-len(wholes) // _MEASURED))
        sample = self._stores.index().vectors(wholes[::every]).astype(np.float32)
        if not len(sample):
            width = self._stores.index().dimension
            return np.zeros(width, np.float32), np.zeros((width, 0), np.float32)
        mean = sample.mean(axis=0)
        apart = sample - mean
        strength, basis = np.linalg.eigh((apart.T @ apart).astype(np.float64))
        order = np.argsort(-strength)[: min(_NUMBERS, basis.shape[1])]
        basis = basis[:, order]
        largest = np.abs(basis).argmax(axis=0)
        basis = basis * np.sign(basis[largest, np.arange(basis.shape[1])])
        return mean, basis.astype(np.float32)


def _quiet(_done: int, _total: int) -> None:
    """Nobody looks."""
