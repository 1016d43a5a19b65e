"""The ten-click threshold of a label: photos to ask about, answers kept, what they allow to say.

The maths is `clip.heads.Review`. Here its answers are the person's decisions about photos (so the
list learns from them too) and a note of what was asked, so that a review can be left and taken up
again. Until it ends, a review judges by what the list knew when it began; where the model or the
list's texts have changed since, it begins anew.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from photoclip.catalog.entries import ReviewAnswer
from photoclip.catalog.renaming import review_key
from photoclip.errors import UsageError
from photoclip.library.organising import Organising
from photoclip.library.stores import Stores
from photoclip.library.tagger import DEFAULT_THRESHOLD
from photoclip.library.tagging.learning import Learning
from photoclip.library.tagging.vectors import Ids, Matrix, best_parts, blocks_of
from photoclip.records import LabelList

if TYPE_CHECKING:
    from photoclip.catalog.transaction import Transaction
    from photoclip.clip.heads import Answer, Review


_UNLIKELY = 0.002  # photos below this are not asked about, unless all are


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the answers of a review allow to say.

    Attributes:
        right: the share of the photos at or above the threshold that are right; None: the answers
            are too few to name one.
        low: at least so much, with 90 % confidence.
        high: at most so much.
        answers: photos answered with yes or no, of those that the claim is about.
        photos: photos at or above the threshold.
        threshold: where the answers put it.
        clicks: photos asked about so far, skipped ones included.
        checking: whether the threshold stands and questions check it.
    """

    right: float | None
    low: float
    high: float
    answers: int
    photos: int
    threshold: float
    clicks: int
    checking: bool

    @property
    def sentence(self) -> str:
        """The claim in words."""
        of = f"of the {self.photos:,} photos from {self.threshold:.0%} on"
        if not self.photos:
            return f"No photo reaches {self.threshold:.0%}."
        if self.right is None:
            share = f"between {self.low:.0%} and {self.high:.0%}"
            return f"Too few answers to say how many {of} are right; {share}."
        answers = "1 answer" if self.answers == 1 else f"{self.answers} answers"
        share = f"range {self.low:.0%} to {self.high:.0%}"
        return f"{self.right:.0%} right on {answers}, {share}, {of}."


class LabelReview:
    """The review of one label. Calls block; the answers are the person's edits."""

    def __init__(
        self,
        stores: Stores,
        learning: Learning,
        organising: Organising,
        save: Callable[[LabelList], LabelList],
        labels: LabelList,
        label: str,
    ) -> None:
        """Begin or go on with the review of a label of a stored list.

        Raises:
            LibraryError: a new review of a library that is open for reading only.
            DataError: there is no photo to ask about.
        """
        self._stores, self._learning = stores, learning
        self._organising, self._save = organising, save
        self.labels, self.label = labels, label
        self._asked: list[int] = []
        self._before: dict[int, bool | None] = {}
        self._first = self._started()
        self._review = self._first
        self._take_up()

    def next(self) -> int | None:
        """The photo to ask about now; None: all were asked."""
        asked = self.questions(1)
        return asked[0] if asked else None

    def questions(self, count: int = 10) -> tuple[int, ...]:
        """The next photos to ask about, the most telling first."""
        return self._review.questions(count)

    def probability(self, photo_id: int) -> float:
        """How likely the label fits a photo, as the review judges.

        Raises:
            UsageError: the photo is not part of the review.
        """
        places = np.flatnonzero(self._review.photo_ids == photo_id)
        if not len(places):
            raise UsageError(
                f"This photo is not asked about in the review of '{self.label}'; use "
                "'photoclip labels accept' or 'labels reject' for it."
            )
        return float(self._review.probabilities[places[0]])

    def answer(self, photo_id: int, fits: bool | None) -> None:
        """The person says yes (the label fits), no, or None: they are not sure.

        Raises:
            UsageError: the photo is not part of the review.
        """
        chance = self.probability(photo_id)
        said = {True: 1, False: -1, None: 0}[fits]
        self._before.setdefault(photo_id, self._decided().get(photo_id))
        if fits is not None:
            decide = self._organising.tag if fits else self._organising.refuse
            decide([photo_id], self.label)
        note = ReviewAnswer(photo_id, chance, said)
        name, label = self.labels.name, self.label
        self._stores.commit(lambda tx: tx.note_answer(name, label, note), edit=True).result()
        self._review = self._review.answer(photo_id, _answer(fits))
        self._asked.append(photo_id)

    def back(self) -> int | None:
        """Take the latest answer back; its photo, or None where there is none."""
        if not self._asked:
            return None
        photo_id = self._asked.pop()
        before = self._before.get(photo_id)
        if before is None:
            self._organising.withdraw([photo_id], self.label)
        else:
            (self._organising.tag if before else self._organising.refuse)([photo_id], self.label)
        name, label = self.labels.name, self.label
        self._stores.commit(lambda tx: tx.forget_answers(name, label, photo_id), edit=True).result()
        given = list(self._review.given())[:-1]
        self._review = self._first
        for each, said in given:
            self._review = self._review.answer(each, said)
        return photo_id

    @property
    def knowledge(self) -> Knowledge:
        """What is known so far."""
        claim = self._review.claim()
        return Knowledge(
            claim.right,
            claim.low,
            claim.high,
            claim.answers,
            claim.photos,
            self._review.threshold(),
            self._review.clicks,
            self._review.checking,
        )

    @property
    def can_finish(self) -> bool:
        """Whether the answers say where the threshold is."""
        return self._review.checking

    def finish(self) -> LabelList:
        """Let the threshold be what the answers say; the list as it is then stored.

        Raises:
            UsageError: there are too few answers.
        """
        if not self.can_finish:
            raise UsageError(
                f"{self._review.clicks} answers are too few to set the threshold of "
                f"'{self.label}'; answer some more with yes or no."
            )
        thresholds = {**self.labels.thresholds, self.label: round(self._review.threshold(), 4)}
        self.labels = self._save(replace(self.labels, thresholds=thresholds))
        return self.labels

    def restart(self) -> None:
        """Ask anew; what was accepted and rejected stays."""
        name, label = self.labels.name, self.label
        self._stores.commit(lambda tx: tx.forget_answers(name, label, None), edit=True).result()
        self._stores.commit(lambda tx: tx.set_meta(self._key, ""), edit=True).result()
        self._asked.clear()
        self._before.clear()
        self._first = self._review = self._started()

    # ── within ──────────────────────────────────────────────────────────────────────────────

    @property
    def _key(self) -> str:
        return review_key(self.labels.name, self.label)

    def _started(self) -> "Review":
        """The review without answers, judged as when it began."""
        from photoclip.clip.heads import Review

        version, newest = self._judged_by()
        photos, chances, vectors = self._candidates(version, newest, _UNLIKELY)
        if not len(photos):
            photos, chances, vectors = self._candidates(version, newest, 0.0)
        threshold = self.labels.thresholds.get(self.label, DEFAULT_THRESHOLD)
        return Review.start(photos, chances, vectors=vectors, threshold=threshold)

    def _judged_by(self) -> tuple[int, int]:
        """The version that judges, and the newest photo that belongs to the review."""
        catalog = self._stores.catalog
        texts = self._learning.texts_key(self.labels)
        kept = json.loads(catalog.meta(self._key) or "{}")
        if kept.get("texts") == texts:
            return kept["version"], kept["newest"]
        _, learned = self._learning.scorer(self.labels)
        version = 0
        if learned is not None and learned.data is not None:
            version = learned.version or self._learning.keep(self.labels, learned)
        newest = catalog.newest_photo()
        name, label = self.labels.name, self.label
        note = json.dumps({"texts": texts, "version": version, "newest": newest})

        def write(tx: "Transaction") -> None:
            tx.forget_answers(name, label, None)
            tx.set_meta(self._key, note)

        self._stores.commit(write, edit=True).result()
        return version, newest

    def _candidates(self, version: int, newest: int, least: float) -> tuple[Ids, Matrix, Matrix]:
        """Photos that the label could be given to: what the person decided apart is left out."""
        place = self.labels.labels.index(self.label)
        judge = self._learning.judge(self.labels, version)
        asked = {each.photo_id for each in self._answers()}
        decided = np.array([each for each in self._decided() if each not in asked], np.int64)
        parts: list[tuple[Ids, Matrix, Matrix]] = []
        for owners, vectors in blocks_of(self._stores):
            scored = judge.probabilities(vectors)
            photos, chances = best_parts(owners, scored, exclusive=self.labels.exclusive)
            wholes = vectors[np.unique(owners, return_index=True)[1]]
            kept = (photos <= newest) & ~np.isin(photos, decided)
            kept &= chances[:, place] >= least
            if self.labels.exclusive:
                kept &= chances.argmax(axis=1) == place
            parts.append((photos[kept], chances[kept, place], wholes[kept]))
        return (
            np.concatenate([np.empty(0, np.int64), *(each[0] for each in parts)]),
            np.concatenate([np.empty(0, np.float32), *(each[1] for each in parts)]),
            np.concatenate([each[2] for each in parts] or [np.empty((0, 0), np.float32)]),
        )

    def _take_up(self) -> None:
        """Give the answers of earlier sittings, where the person still stands by them."""
        decided = self._decided()
        known = set(self._review.photo_ids.tolist())
        for each in self._answers():
            now = decided.get(each.photo_id)
            if each.photo_id in known and (each.answer == 0 or now is not None):
                self._review = self._review.answer(each.photo_id, _answer(now))
                self._asked.append(each.photo_id)

    def _answers(self) -> tuple[ReviewAnswer, ...]:
        return self._stores.catalog.review_answers(self.labels.name, self.label)

    def _decided(self) -> dict[int, bool]:
        """What the person said of this label, by photo."""
        found = self._stores.catalog.feedback(self.labels)
        mine = found.label_index == self.labels.labels.index(self.label)
        return dict(zip(found.photo_ids[mine].tolist(), found.accepted[mine].tolist(), strict=True))


def _answer(fits: bool | None) -> "Answer":
    from photoclip.clip.heads import Answer

    return {True: Answer.YES, False: Answer.NO, None: Answer.SKIP}[fits]
