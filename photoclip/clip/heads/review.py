"""The ten-click threshold: which photos to ask about, and what the answers allow to say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

import numpy as np
import numpy.typing as npt

from photoclip.clip.heads.boundary import Boundary, chance, log_odds
from photoclip.clip.heads.claims import LEAST_ANSWERS, Claim, interval
from photoclip.errors import DataError

Ids = npt.NDArray[np.int64]
Matrix = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]

SEARCHED = 5
"""Answers that look for the boundary, before those that check it."""

_ALIKE = 0.95
_NEAREST = 64


class Answer(StrEnum):
    """What a person says to "does this label fit this photo?"."""

    YES = "yes"
    NO = "no"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Review:
    """A label's photos with their probabilities, and the answers so far; answering makes a new one.

    The first answers look for the boundary: each question lies where the answers so far leave the
    boundary most open (bisection of what is believed), apart from near-duplicates of what was
    asked. Answers taken there would flatter or slander the photos above it, so the claim does not
    use them as a sample. Once `searched` are answered the threshold stands, and the next questions
    are a random sample, without replacement, of all photos at or above it. The claim is about
    exactly these photos: known answers count as they are, the others as the random sample says,
    with an exact interval that covers the truth in at least 90 of 100 reviews. Photos that are
    skipped are left out of what is claimed. `again` takes all answers as knowledge, moves the
    threshold and starts a fresh sample.
    """

    photo_ids: Ids  # (n,)
    probabilities: Matrix  # (n,)
    vectors: Matrix | None  # (n, d) unit rows, or None
    start_threshold: float
    target: float
    searched: int
    seed: int
    answers: dict[int, Answer]  # by place, in the order given
    fixed: float | None = None  # the threshold, once it stands
    order: Ids | None = None  # places at or above it that were not asked before, shuffled

    @classmethod
    def start(  # noqa: PLR0913 - all but two have a usual value
        cls,
        photo_ids: Ids,
        probabilities: Matrix,
        *,
        vectors: Matrix | None = None,
        threshold: float = 0.5,
        target: float = 0.5,
        searched: int = SEARCHED,
        seed: int = 0,
    ) -> "Review":
        """Begin without answers.

        Args:
            photo_ids: (n,) the photos that the label could be given to.
            probabilities: (n,) how likely the label fits each of them.
            vectors: (n, d) unit rows, by which near-duplicates are known.
            threshold: the probability from which the label is given so far.
            target: the chance of a yes at which the boundary is looked for.
            searched: how many answers look for the boundary.
            seed: chooses the random sample.

        Raises:
            DataError: there is no photo, or numbers of photos and probabilities differ.
        """
        if not len(photo_ids):
            raise DataError("There is no photo to ask about; index some photos first.")
        if len(photo_ids) != len(probabilities):
            raise DataError(f"{len(photo_ids)} photos need as many probabilities.")
        ids = np.asarray(photo_ids, np.int64)
        chances = np.asarray(probabilities, np.float32)
        return cls(ids, chances, vectors, threshold, target, searched, seed, {})

    @property
    def checking(self) -> bool:
        """Whether the threshold stands and questions check it."""
        return self.fixed is not None

    @property
    def found(self) -> bool:
        """Whether enough was answered to let the threshold stand, or all photos were asked."""
        return len(self._told()) >= self.searched or len(self.answers) == len(self.photo_ids)

    @property
    def clicks(self) -> int:
        """How many questions were answered, skipped ones included."""
        return len(self.answers)

    def given(self) -> Iterator[tuple[int, Answer]]:
        """Photo ids with their answers, in order."""
        for place, answer in self.answers.items():
            yield int(self.photo_ids[place]), answer

    def questions(self, count: int = 1) -> tuple[int, ...]:
        """The next photo ids to ask about, the most telling first; empty when all are answered."""
        places = self._checks(count) if self.checking else self._searches(count)
        return tuple(int(self.photo_ids[place]) for place in places)

    def answer(self, photo_id: int, answer: Answer) -> "Review":
        """The review with one more answer.

        Raises:
            DataError: the photo is none of those asked about.
        """
        places = np.flatnonzero(self.photo_ids == photo_id)
        if not len(places):
            raise DataError(f"Photo {photo_id} is not part of this review.")
        after = replace(self, answers={**self.answers, int(places[0]): answer})
        return after.again() if after.found and not after.checking else after

    def again(self) -> "Review":
        """The threshold moved to where all answers put it, and a fresh sample to check it."""
        threshold = self._believed_threshold()
        left = np.flatnonzero(self.probabilities >= threshold)
        left = left[~np.isin(left, list(self.answers))]
        shuffled = np.random.default_rng((self.seed, self.clicks)).permutation(left)
        return replace(self, fixed=threshold, order=shuffled)

    def threshold(self) -> float:
        """The probability from which the label should be given, as far as is known."""
        return self._believed_threshold() if self.fixed is None else self.fixed

    def claim(self) -> Claim:
        """What is known of the photos at or above the threshold; see the class.

        `right` is None while fewer than five random photos were answered and not all are known.
        """
        above = self.probabilities >= self.threshold()
        skipped = [place for place, said in self.answers.items() if said is Answer.SKIP]
        above[skipped] = False
        photos = int(above.sum())
        told = {place: yes for place, yes in self._told().items() if above[place]}
        drawn = set() if self.order is None else set(self.order.tolist())
        sample = [yes for place, yes in told.items() if place in drawn]
        known = [yes for place, yes in told.items() if place not in drawn]
        rest = photos - len(known)
        if not photos:
            return Claim(None, 0.0, 1.0, 0, 0)
        low, high = interval(sum(sample), len(sample), rest)
        right = sum(known) + rest * (sum(sample) / len(sample) if sample else 0.0)
        enough = len(sample) >= LEAST_ANSWERS or len(sample) == rest
        return Claim(
            right / photos if enough else None,
            (sum(known) + low) / photos,
            (sum(known) + high) / photos,
            len(told),
            photos,
        )

    def _told(self) -> dict[int, bool]:
        """Places that were answered with yes or no."""
        said = self.answers.items()
        return {place: each is Answer.YES for place, each in said if each is not Answer.SKIP}

    def _boundary(self) -> Boundary:
        told = self._told()
        scores = log_odds(self.probabilities[list(told)])
        start = float(log_odds(np.array([self.start_threshold]))[0])
        return Boundary.of(scores, np.array(list(told.values()), bool), start=start)

    def _believed_threshold(self) -> float:
        return chance(self._boundary().where(self.target))

    def _checks(self, count: int) -> list[int]:
        order = np.zeros(0, np.int64) if self.order is None else self.order
        open_ones = (int(place) for place in order if int(place) not in self.answers)
        return list(islice(open_ones, count))

    def _searches(self, count: int) -> list[int]:
        """Places nearest to where the boundary may lie, apart from what was asked."""
        scores = log_odds(self.probabilities)
        boundary = self._boundary()
        middle = boundary.where(self.target)
        wanted = boundary.spread(count) + (middle - float(boundary.spread(1)[0]))
        asked = list(self.answers)
        found: list[int] = []
        for place in sorted(wanted.tolist(), key=lambda each: abs(each - middle)):
            near = np.argsort(np.abs(scores - place), kind="stable")
            near = near[~np.isin(near, asked + found)][:_NEAREST]
            if len(near):
                found.append(self._apart(near, asked + found))
        return found

    def _apart(self, near: Ids, asked: list[int]) -> int:
        """The nearest that is no near-duplicate of what was asked, or the nearest."""
        if self.vectors is None or not asked:
            return int(near[0])
        alike = (self.vectors[near] @ self.vectors[asked].T).max(axis=1)
        apart = near[alike < _ALIKE]
        return int(apart[0] if len(apart) else near[0])
