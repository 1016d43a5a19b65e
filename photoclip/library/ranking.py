"""Photos by their best part, best first, exactly: several vectors a photo, wanted and unwanted."""

from dataclasses import dataclass

import numpy as np

from photoclip.catalog.vectors import Searchable
from photoclip.library.negation import Ids, Negation, ScoredIndex, Scores, Unwanted
from photoclip.library.search import Ranking, Vector, best_parts, mean_direction

_LEAST = 256  # vectors looked at where photos can change places
_MORE = 4


@dataclass(frozen=True, slots=True)
class Question:
    """What is wanted, a unit vector (d,) or None, and what is not."""

    wanted: Vector | None
    unwanted: tuple[Unwanted, ...] = ()

    @property
    def refused(self) -> Vector:
        """The unit vector (d,) of all that is not wanted."""
        return mean_direction([each.direction for each in self.unwanted])


class Ranker:
    """Ranks the photos of one library for one question."""

    def __init__(
        self,
        index: ScoredIndex,
        searchable: Searchable,
        question: Question,
        negation: Negation | None = None,
    ) -> None:
        """Look at the question; it must want or not want something.

        Args:
            index: the library's vectors.
            searchable: whose vectors they are.
            question: what is asked; without anything wanted, the least of the unwanted is first.
            negation: what the unwanted costs.
        """
        self._index, self._searchable = index, searchable
        self._several = len(searchable.photos) < len(searchable.vector_ids)
        self._negation = negation
        self._vector = -question.refused if question.wanted is None else question.wanted

    def rank(self, among: Ids | None, limit: int | None) -> tuple[Ranking, int]:
        """The best photos, exactly, and how many photos there are in all.

        Args:
            among: vector ids (int64, sorted) of the photos that are ranked; None: all.
            limit: the most photos to return; None: all.

        Returns:
            Each photo once, with the score of its best part less the penalty of its most unwanted
            one; scores fall.
        """
        total = self._photos(among)
        count = total if limit is None else min(limit, total)
        if count <= 0:
            return Ranking(np.empty(0, np.int64), np.empty(0, np.float32)), total
        changing = self._several or self._negation is not None
        reach = max(_MORE * count, _LEAST) if changing else count
        while True:
            scores, ids = self._index.search(self._vector, reach, among)
            ranking = self._ranked(ids, scores)
            if len(ids) < reach or self._settled(ranking, scores, count):
                break
            reach *= _MORE
        return Ranking(ranking.photo_ids[:count], ranking.scores[:count]), total

    def _photos(self, among: Ids | None) -> int:
        """How many photos are ranked; a photo counts once, however many vectors it has."""
        if among is None:
            return len(self._searchable.photos)
        photos = self._searchable.photos_of(among)
        return len(np.unique(photos[photos >= 0])) if self._several else int((photos >= 0).sum())

    def _ranked(self, ids: Ids, scores: Scores) -> Ranking:
        photos = self._searchable.photos_of(ids)
        there = photos >= 0  # the others went after the index was last brought up to date
        ids, photos, scores = ids[there], photos[there], scores[there]
        if self._negation is not None:
            scores = scores - self._penalties(self._negation, ids, photos)
            order = np.lexsort((ids, -scores))
            photos, scores = photos[order], scores[order]
        return best_parts(photos, scores)

    def _penalties(self, negation: Negation, ids: Ids, photos: Ids) -> Scores:
        """For each vector what its photo loses: a thing in one part is in the photo."""
        every = np.sort(ids)
        if self._several:
            every = self._searchable.vectors_of(photos)
        lost = negation.penalties(self._index, every)
        owners, place = np.unique(self._searchable.photos_of(every), return_inverse=True)
        worst = np.zeros(len(owners), np.float32)
        np.maximum.at(worst, place, lost)
        return worst[np.searchsorted(owners, photos)]

    def _settled(self, ranking: Ranking, scores: Scores, count: int) -> bool:
        """Whether no photo further down can still be among the first `count`."""
        if len(ranking.scores) < count:
            return False
        return self._negation is None or bool(ranking.scores[count - 1] > scores[-1])
