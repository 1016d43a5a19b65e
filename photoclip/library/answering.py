"""Ranked photos with their relevance: from a question's vectors to hits in bands."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from photoclip.library.negation import Negation
from photoclip.library.ranking import Question, Ranker
from photoclip.library.relevance.bands import band_of, count_bands, maybe_line
from photoclip.library.relevance.calibration import Asked, Curve, Numbers
from photoclip.library.relevance.judging import Judging
from photoclip.library.search import Ranking, Vector
from photoclip.library.stores import Stores
from photoclip.records import Hit

Ids = npt.NDArray[np.int64]

_REACH = 512  # photos ranked at least, so that the same photos are judged whatever is shown
_FURTHER = 8


@dataclass(frozen=True, slots=True)
class Weighing:
    """What relevance needs to know of a question besides its vectors.

    Attributes:
        line: the relevance from which a hit is likely.
        words: how many words it has.
        texts: the weight of each wanted text.
        pictures: the weight of each wanted example picture.
        understood: the share of its words' relevance that is left, see `judging.understood`.
    """

    line: float
    words: int = 0
    texts: tuple[float, ...] = ()
    pictures: tuple[float, ...] = ()
    understood: float = 1.0

    def asked(self, vector: Vector) -> Asked:
        """The question as it is judged."""
        return Asked(vector, self.words, self.texts, self.pictures)


@dataclass(frozen=True, slots=True)
class Ranked:
    """The first photos of a ranking, and how much there is of it."""

    hits: tuple[Hit, ...]
    total: int
    likely: int | None = None
    maybe: int | None = None


class Answering:
    """Ranks the photos of one library and says which of them are likely right."""

    def __init__(self, stores: Stores, judging: Judging) -> None:
        self._stores, self._judging = stores, judging

    def answer(
        self,
        question: Question,
        weighing: Weighing,
        among: Ids | None,
        limit: int | None,
        leave_out: int | None = None,
    ) -> Ranked:
        """Rank the photos; likely and maybe are counted over the whole ranking.

        Args:
            question: what is wanted and what is not; one of both.
            weighing: what relevance needs to know of it.
            among: vector ids (int64, sorted) of the photos that are ranked; None: all.
            limit: the most hits to return; None: all.
            leave_out: a photo that is no answer, such as the one asked with.
        """
        reach = None if limit is None else max(limit + 1, _REACH)
        negation = self._negation(question)
        while True:
            ranking, total = self._ranked(question, among, reach, leave_out, negation)
            relevance = self._relevance(question, weighing, among, ranking)
            ends = len(relevance) == 0 or relevance[-1] < maybe_line(weighing.line)
            if reach is None or ends or reach >= total:
                break
            reach *= _FURTHER
        counts = count_bands(relevance.tolist(), weighing.line)
        if leave_out is not None and self._has_vector(leave_out):
            total -= 1
        hits = _hits(ranking, relevance, weighing.line, limit)
        return Ranked(hits, total, counts.likely, counts.maybe)

    def _negation(self, question: Question) -> Negation | None:
        """What the unwanted costs, judged by the whole library."""
        if question.wanted is None or not question.unwanted:
            return None
        curves = [self._curve_of(each.asked) for each in question.unwanted]
        unwanted = tuple(zip(question.unwanted, curves, strict=True))
        return Negation(self._judging.noise(), question.wanted, unwanted)

    def _curve_of(self, asked: Asked) -> Curve:
        first, _ = self._ranked(Question(asked.vector), None, _REACH)
        return self._judging.curve(asked, first.photo_ids, first.scores, to_the_end=True)

    def _ranked(
        self,
        question: Question,
        among: Ids | None,
        reach: int | None,
        leave_out: int | None = None,
        negation: Negation | None = None,
    ) -> tuple[Ranking, int]:
        searchable = self._stores.catalog.searchable(self._stores.model_id)
        ranker = Ranker(self._stores.index(), searchable, question, negation)
        ranking, total = ranker.rank(among, reach)
        if leave_out is not None:
            others = ranking.photo_ids != leave_out
            ranking = Ranking(ranking.photo_ids[others], ranking.scores[others])
        return ranking, total

    def _relevance(
        self, question: Question, weighing: Weighing, among: Ids | None, ranking: Ranking
    ) -> Numbers:
        """The relevance, falling, of every photo of a ranking."""
        if question.wanted is not None:
            curve = self._judging.curve(
                weighing.asked(question.wanted), ranking.photo_ids, ranking.scores
            )
            return curve.of(ranking.scores) * weighing.understood
        unwanted = question.refused  # the less it is that, the more it is wanted
        found, _ = self._ranked(Question(unwanted), among, _REACH)
        curve = self._judging.curve(weighing.asked(unwanted), found.photo_ids, found.scores)
        return (1.0 - curve.of(-ranking.scores)) * weighing.understood

    def _has_vector(self, photo_id: int) -> bool:
        return self._stores.catalog.vector_of_photo(self._stores.model_id, photo_id) is not None


def _hits(ranking: Ranking, relevance: Numbers, line: float, limit: int | None) -> tuple[Hit, ...]:
    return tuple(
        Hit(photo, score, chance, band_of(chance, line))
        for photo, score, chance in zip(
            ranking.photo_ids[:limit].tolist(),
            ranking.scores[:limit].tolist(),
            relevance[:limit].tolist(),
            strict=True,
        )
    )
