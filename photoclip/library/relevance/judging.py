"""Judges the answers of one library: its noise, measured once, and a curve for each question."""

import threading
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from photoclip.clip.prompts import lines_of
from photoclip.library.relevance.bank import bank_vectors
from photoclip.library.relevance.calibration import (
    Asked,
    Curve,
    curve_to_the_end,
    places_looked_at,
    relevance_curve,
)
from photoclip.library.relevance.noise import Noise, measure_noise, sample_of
from photoclip.library.stores import Stores
from photoclip.library.tower import Tower

Vectors = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

NOTHING_KNOWN = 0.02
"""The share of its relevance that a question keeps of whose words the model knows none."""


class Judging:
    """Relevance of the photos of one library, for the model in use."""

    def __init__(self, stores: Stores, tower: Callable[[], Tower]) -> None:
        self._stores, self._tower = stores, tower
        self._noise: tuple[str, Noise] | None = None
        self._lock = threading.Lock()

    def noise(self) -> Noise:
        """The library's noise; measured with the first question and when it grew by a fifth."""
        tower, stores = self._tower(), self._stores
        searchable = stores.catalog.searchable(stores.model_id)
        photos = len(searchable.photos)
        with self._lock:
            kept = self._noise
            if kept is not None and kept[0] == tower.model.digest and kept[1].fits(photos):
                return kept[1]
            places = sample_of(len(searchable.vector_ids))
            sample = self._vectors(searchable.vector_ids[places]) if places else None
            texts = bank_vectors(tower)
            empty = np.empty((0, texts.shape[1]), np.float32)
            noise = measure_noise(
                tower.embedder().logit_scale, texts, empty if sample is None else sample, photos
            )
            self._noise = (tower.model.digest, noise)
            return noise

    def curve(
        self, asked: Asked, photo_ids: Ids, scores: Vectors, *, to_the_end: bool = False
    ) -> Curve:
        """How relevance falls along a ranking.

        Args:
            asked: what was asked.
            photo_ids: int64 (n,), best first.
            scores: float32 (n,), falling.
            to_the_end: also for photos further down than these, to the library's last.
        """
        fall = curve_to_the_end if to_the_end else relevance_curve
        places = places_looked_at(len(photo_ids))
        photos, there = self._photos(photo_ids[places], asked.vector)
        return fall(self.noise(), asked, scores[places][there], photos)

    def _photos(self, photo_ids: Ids, wanted: Vectors) -> tuple[Vectors, npt.NDArray[np.bool_]]:
        """Of each photo the vector that fits best, and whether it has one."""
        stores = self._stores
        ids = np.sort(stores.catalog.vectors_of_photos(stores.model_id, photo_ids))
        if not len(ids):
            return np.zeros((0, len(wanted)), np.float32), np.zeros(len(photo_ids), np.bool_)
        vectors = self._vectors(ids)
        owners = stores.catalog.searchable(stores.model_id).photos_of(ids)
        order = np.lexsort((vectors @ wanted, owners))
        last = np.append(np.diff(owners[order]) != 0, [True])[: len(order)]
        best = order[last]
        at = np.minimum(np.searchsorted(owners[best], photo_ids), len(best) - 1)
        there = owners[best][at] == photo_ids
        return vectors[best[at[there]]], there

    def _vectors(self, ids: Ids) -> Vectors:
        return self._stores.index().vectors(ids).astype(np.float32)


def content_words(words: Sequence[str]) -> list[str]:
    """The words that say what is in a photo."""
    return [word for word in words if word not in lines_of("small_words.txt")]


def understood(words: Sequence[str], unknown: Sequence[str]) -> float:
    """The share of a question's relevance that is left where the model does not know words.

    Small words do not count. A hit cannot be surer than the share of the words that were
    understood; where none was, it is nothing that one could call likely.
    """
    content = content_words(words)
    if not content:
        return 1.0
    strange = sum(word in unknown for word in content) / len(content)
    return NOTHING_KNOWN if strange == 1.0 else 1.0 - strange
