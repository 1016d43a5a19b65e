"""Learning a head: text and a person's answers weighed by what the answers themselves prove.

The head's score of a label is `a * text + b * examples + offset`. `text` is the zero-shot score,
`examples` the direction of the label's examples in the whitened space of the library (a linear
discriminant with the library's covariance: Hariharan, Malik and Ramanan 2012; Wang et al. 2024,
"A hard-to-beat baseline for training-free CLIP-based adaptation"). The weights start at the
prototype, a = 1 and b = 0, as CLAP's do (Silva-Rodriguez et al. 2024), and leave it only as far
as the answers say: each example is told by all the others (leave-one-out, in closed form), the
weights are fitted to what that says (stacking, Wolpert 1992; Platt scaling with a strong prior,
so that probabilities are calibrated by the same step), and b stays 0 where the examples told
so win against the text alone by less than `PROOF` standard errors. docs/labels.md has the
comparison with other methods, made by packaging/learning_tables.py.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.clip.heads.blending import Choices, Decisions, Prior, fitted
from photoclip.clip.heads.directions import Examples
from photoclip.clip.heads.head import Evidence, Head
from photoclip.clip.heads.marks import Marks, as_marks
from photoclip.clip.heads.whitening import Whitening
from photoclip.clip.reliability import average_precision

Matrix = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

PROOF = 2.0
"""Standard errors by which examples must beat the text: 98 % one-sided."""

_ONE_MORE = ((0, 0), (0, 1))  # a column for "none of these"
_CALMS = (2.0, 4.0, 8.0, 16.0, 32.0)
_USUAL_CALM, _CALM_SPREAD = 16.0, 1.0
_UNPROVEN_CALM, _UNPROVEN_EXAMPLES = 4.0, 2.0
_REFUTED = 0.25
_NOT_ADDED, _A_PHOTO = 0.5, 3.0
_BLEND = Prior(np.array([1.0, 0.0, 0.0]), np.array([0.5, 1.0, 2.0]), np.array([0.0, 0.0, -50.0]))
_TEXT_ALONE = Prior(_BLEND.mean, np.array([0.5, 1e-6, 2.0]), np.array([0.0, -1e-9, -50.0]))
_SHARPNESS = Prior(np.array([1.0, 0.0]), np.array([0.5, 2.0]), np.array([0.05, -50.0]))


@dataclass(frozen=True, slots=True)
class _Blend:
    """Weights of text and examples and the offset, (3,), and how they came about."""

    numbers: Floats
    calm: float
    gain: float


@dataclass(frozen=True, slots=True)
class _Proof:
    """Of so many answers, each told without itself, how many are right: by the text, by all."""

    judged: int
    right_before: int
    right: int

    @classmethod
    def of(cls, right: list[Bools], counted: Bools) -> "_Proof":
        return cls(int(counted.sum()), *(int(each[counted].sum()) for each in right))


def fit(  # noqa: PLR0913 - text, answers and how both are to be read
    prototypes: Matrix,
    background: Matrix,
    vectors: Matrix,
    labels: npt.ArrayLike,
    *,
    scale: float,
    exclusive: bool,
    whitening: Whitening | None = None,
    answered: Bools | None = None,
) -> Head:
    """Learn a head from a person's answers; without any it is the zero-shot classifier.

    A label is moved away from its text only where the other examples prove to tell an example
    better than the text does, so few answers cannot do harm.

    Args:
        prototypes: unit rows (L, d), one text vector a label.
        background: unit rows (b, d) of sentences for "none of these".
        vectors: unit rows (n, d) of the photos that were answered about.
        labels: (n,) places of right labels, -1 for none of them; or (n, L) of 1 yes, -1 no, 0 not
            asked. In an exclusive list a row of no's alone says "none of these", and a row with
            some no's and no yes only what the photo is not.
        scale: the model's learned inverse temperature.
        exclusive: whether at most one label fits a photo.
        whitening: how the library's vectors spread, `Whitening.of(sample of the library)`; without
            it the examples alone must say, which is worse.
        answered: (n,) the rows by which the head is judged, see `Evidence`; None: all.

    Raises:
        DataError: the labels do not belong to the prototypes.
    """
    text = Head.of_text(prototypes, background, scale=scale, exclusive=exclusive)
    marks = as_marks(labels, len(prototypes))
    said = np.any(marks != 0, axis=1)
    if not said.any():
        return text
    vectors, marks = np.asarray(vectors, np.float32)[said], marks[said]
    white = whitening or Whitening.of(vectors)
    counted = np.ones(len(vectors), np.bool_) if answered is None else answered[said]
    learn = _learn_exclusive if exclusive else _learn_open
    return learn(text, vectors, marks, white, counted)


def _learn_exclusive(
    text: Head, vectors: Matrix, marks: Marks, white: Whitening, counted: Bools
) -> Head:
    """One softmax over the labels and "none of these", which is the last class."""
    allowed = _allowed(marks, none=bool(len(text.background)))
    sure = allowed.sum(axis=1) == 1
    outside = np.pad((marks < 0) & ~(sure | np.any(marks > 0, axis=1))[:, None], _ONE_MORE)
    examples = Examples(
        white(vectors).astype(np.float64),
        (allowed & sure[:, None]).astype(np.float64),
        outside.astype(np.float64),
    )
    weights = _balanced(examples)
    scores = _text_scores(text, vectors)
    best: tuple[float, Choices, _Blend] | None = None
    for calm in _CALMS:
        told = np.where(examples.judged()[:, None], examples.left_out(calm), 0.0)
        answers = Choices(_features(scores, told), allowed, weights)
        numbers, loss, _ = fitted(answers, _BLEND)
        loss += (np.log(calm / _USUAL_CALM) / _CALM_SPREAD) ** 2 / 2.0
        if best is None or loss < best[0]:
            gain = _wins(answers, numbers, examples)
            best = loss, answers, _Blend(numbers, calm, gain)
    assert best is not None
    blend = _calibrated(best[1], best[2]) if best[2].gain >= PROOF else _unproven(*best[1:])
    told = _features(scores, np.where(examples.judged()[:, None], examples.left_out(blend.calm), 0))
    right = _right_first(Choices(told, allowed, weights), blend.numbers)
    counted &= examples.judged() & examples.members[:, :-1].any(axis=1)
    return _assembled(text, blend, examples, white, _Proof.of(right, counted))


def _learn_open(
    text: Head, vectors: Matrix, marks: Marks, white: Whitening, counted: Bools
) -> Head:
    """Each label against "none of these"; weights are shared by the labels, offsets are not.

    A label that was neither proposed nor added to a photo that has another is half a no. Without
    these, feedback would hold nothing but what was proposed, and a yes for everything that was
    not. All answers about one photo together count as three at most.
    """
    examples = Examples(
        white(vectors).astype(np.float64),
        (marks > 0).astype(np.float64),
        (marks < 0).astype(np.float64),
    )
    rows, columns = np.nonzero((marks != 0) | np.any(marks > 0, axis=1)[:, None])
    asked = marks[rows, columns]
    weights = np.where(asked == 0, _NOT_ADDED, 1.0)
    weights *= np.minimum(1.0, _A_PHOTO / np.bincount(rows, weights))[rows]
    yes = (asked > 0).astype(np.float64)
    scores = _text_scores(text, vectors)
    none = scores[:, -1:] if len(text.background) else 0.0
    above = (scores[:, :-1] - none)[rows, columns]
    alone = examples.alone()[rows, columns]
    best: tuple[float, Decisions, _Blend] | None = None
    for calm in _CALMS:
        told = np.where(alone, 0.0, examples.left_out(calm)[rows, columns])
        answers = Decisions(np.stack([above, told, np.ones(len(rows))]), yes, weights)
        numbers, loss, _ = fitted(answers, _BLEND)
        loss += (np.log(calm / _USUAL_CALM) / _CALM_SPREAD) ** 2 / 2.0
        if best is None or loss < best[0]:
            gain = _nats_won(answers, numbers, rows)
            gain = min(gain, _better_ranked(answers, numbers, columns))
            best = loss, answers, _Blend(numbers, calm, gain)
    assert best is not None
    blend = best[2] if best[2].gain >= PROOF else _unproven(*best[1:])
    offsets = _offsets(blend.numbers, best[1], columns, len(text.weights))
    offsets += blend.numbers[2]
    told = np.where(alone, 0.0, examples.left_out(blend.calm)[rows, columns])
    said = blend.numbers @ np.stack([above, told, np.ones(len(rows))])
    right = [(each > 0) == (yes > 0) for each in (above, said)]
    proof = _Proof.of(right, counted[rows] & (asked != 0) & ~alone)
    return _assembled(text, blend, examples, white, proof, offsets=offsets)


def _allowed(marks: Marks, *, none: bool) -> npt.NDArray[np.bool_]:
    """Which classes (n, L + 1) each example can be, the last being "none of these"."""
    yes = marks > 0
    possible = np.pad(~yes & (marks == 0), _ONE_MORE, constant_values=none)
    accepted = np.pad(yes, _ONE_MORE)
    allowed = np.where(np.any(yes, axis=1)[:, None], accepted, possible)
    allowed[~np.any(allowed, axis=1)] = True
    return allowed


def _balanced(examples: Examples) -> Floats:
    """Weights (n,) of mean 1 with which every class counts the same."""
    counts = np.maximum(examples.members.sum(axis=0), 1.0)
    inside = examples.members.any(axis=1)
    weights = np.where(inside, (examples.members / counts).sum(axis=1), 1.0 / counts.mean())
    return weights * len(weights) / weights.sum()


def _text_scores(text: Head, vectors: Matrix) -> Floats:
    """Zero-shot scores (n, L + 1), "none of these" last."""
    labels, none = text.scores(vectors)
    return np.concatenate([labels, none], axis=1).astype(np.float64)


def _features(scores: Floats, told: Floats) -> Floats:
    """Text, examples and the offset of "none of these", (3, n, L + 1)."""
    offset = np.zeros_like(scores)
    offset[:, -1] = 1.0
    return np.stack([np.where(np.isfinite(scores), scores, -1e4), told, offset])


def _wins(answers: Choices, numbers: Floats, examples: Examples) -> float:
    """By how many standard errors the blend is right more often than the text alone."""
    judged = examples.judged() & examples.members[:, :-1].any(axis=1)
    if not judged.any():
        return 0.0
    right = _right_first(answers, numbers)
    won = (right[1].astype(float) - right[0].astype(float)) * answers.weights
    return _standard_errors(won[judged])


def _right_first(answers: Choices, numbers: Floats) -> list[Bools]:
    """Where (n,) the likeliest label is one that fits: by the text alone, and with numbers."""
    return [
        np.take_along_axis(answers.allowed, scores[:, :-1].argmax(axis=1)[:, None], 1)[:, 0]
        for scores in (answers.features[0], answers.told(numbers))
    ]


def _nats_won(answers: Decisions, numbers: Floats, rows: Places) -> float:
    """By how many standard errors the blend loses less on a photo than the best text alone."""
    alone, _, _ = fitted(answers, _TEXT_ALONE)
    won = (answers.losses(alone) - answers.losses(numbers)) * answers.weights
    return _standard_errors(np.bincount(rows, won))


def _better_ranked(answers: Decisions, numbers: Floats, columns: Places) -> float:
    """By how many standard errors, over labels, photos that fit stand higher than by text alone.

    Each label counts the same; labels with a single example or no other photo cannot say. With
    one label alone there is nothing to average over, so that it is infinite.
    """
    if len(np.unique(columns[answers.yes > 0])) < 2:
        return np.inf
    won: list[float] = []
    told = numbers @ answers.features
    for label in np.unique(columns):
        mine = columns == label
        fits = answers.yes[mine] > 0
        if 2 <= fits.sum() < len(fits):
            before = average_precision(answers.features[0][mine], fits)
            won.append(average_precision(told[mine], fits) - before)
    return _standard_errors(np.array(won))


def _standard_errors(won: npt.NDArray[Any]) -> float:
    """How far a sum is above nothing."""
    return float(won.sum() / np.sqrt(np.square(won).sum() + 1e-9))


def _calibrated(answers: Choices, blend: _Blend) -> _Blend:
    """The same order of labels, as sure as the examples were right, each counting once."""
    order = blend.numbers * (1.0, 1.0, 0.0)
    both = np.stack([answers.told(order), answers.features[2]])
    even = np.ones(len(answers.weights))
    (sharp, offset), _, _ = fitted(Choices(both, answers.allowed, even), _SHARPNESS)
    return replace(blend, numbers=order * sharp + (0.0, 0.0, offset))


def _unproven(answers: Choices | Decisions, blend: _Blend) -> _Blend:
    """The text alone, calibrated; examples count only where the answers refute the text.

    That is where its weight is surely under a quarter: then it says so little that any example says
    more, and with one example a label nothing could prove it.
    """
    even = np.ones(len(answers.weights))
    if isinstance(answers, Choices):
        answers = Choices(answers.features, answers.allowed, even)
    numbers, _, bend = fitted(answers, _TEXT_ALONE)
    refuted = numbers[0] + PROOF / np.sqrt(bend[0, 0]) < _REFUTED
    numbers[1] = _UNPROVEN_EXAMPLES if refuted else 0.0
    return _Blend(numbers, _UNPROVEN_CALM, blend.gain)


def _offsets(numbers: Floats, answers: Decisions, columns: Places, labels: int) -> Floats:
    """What each label's own answers add to its score, (labels,); prior: a normal of spread 1."""
    offsets = np.zeros(labels)
    scores = numbers @ answers.features
    for _ in range(8):
        chances = 1.0 / (1.0 + np.exp(-np.clip(scores + offsets[columns], -60.0, 60.0)))
        slope = np.bincount(columns, answers.weights * (chances - answers.yes), labels) + offsets
        bend = np.bincount(columns, answers.weights * chances * (1.0 - chances), labels) + 1.0
        offsets -= slope / bend
    return offsets


def _assembled(
    text: Head,
    blend: _Blend,
    examples: Examples,
    white: Whitening,
    proof: _Proof,
    *,
    offsets: Floats | None = None,
) -> Head:
    """The head whose scores are the blend's, whitening folded into its weights.

    An open head has offsets of its labels; an exclusive one a last class, "none of these".
    """
    told, shown, offset = blend.numbers.tolist()
    seen = shown * (examples.directions(blend.calm) @ white.rotation.T)
    bias = -(seen @ white.mean)
    labels = len(text.weights)
    return Head(
        (told * text.weights + seen[:labels]).astype(np.float32),
        (bias[:labels] if offsets is None else bias + offsets).astype(np.float32),
        text.background,
        told * text.background_weight,
        (seen[labels] if offsets is None else text.none_weights).astype(np.float32),
        float(bias[labels] + offset) if offsets is None else 0.0,
        text.exclusive,
        Evidence(
            len(examples.vectors),
            blend.gain,
            shown > 0.0,
            told,
            proof.judged,
            proof.right_before,
            proof.right,
        ),
    )
