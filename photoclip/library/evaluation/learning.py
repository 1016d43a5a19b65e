"""What corrections gain: heads learned from simulated answers, against the text alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from photoclip.clip.evaluation import Encoder, Progress, encode_pictures
from photoclip.clip.heads import Head, Whitening, fit
from photoclip.clip.pairs import Pair, PictureLoader, labels_of
from photoclip.clip.prompts import background_prompts, prototypes
from photoclip.clip.reliability import Reliability, average_precision
from photoclip.errors import DataError
from photoclip.library.tagger import DEFAULT_THRESHOLD

Matrix = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]
_FOLDS = 5


class Judge(Protocol):
    """Something that says how likely each label fits photos."""

    def probabilities(self, vectors: Matrix) -> Matrix:
        """Float32 (m, d) unit rows to float32 (m, labels)."""
        ...


Learn = Callable[[Head, Matrix, npt.NDArray[np.int8], Matrix], Judge]


@dataclass(frozen=True, slots=True)
class Labelled:
    """n pictures with one true label each, and the text vectors of the L labels.

    `vectors` (n, d) and `prototypes` (L, d) are unit rows, `truth` (n,) places in `labels`.
    """

    vectors: Matrix
    truth: Ids
    labels: tuple[str, ...]
    prototypes: Matrix
    background: Matrix
    scale: float

    def text(self, *, exclusive: bool) -> Head:
        """The zero-shot classifier."""
        return Head.of_text(self.prototypes, self.background, scale=self.scale, exclusive=exclusive)

    def learned(
        self, text: Head, vectors: Matrix, marks: npt.NDArray[np.int8], library: Matrix
    ) -> Head:
        """A head from answers, as the program learns it."""
        return fit(
            self.prototypes,
            self.background,
            vectors,
            marks,
            scale=self.scale,
            exclusive=text.exclusive,
            whitening=Whitening.of(library),
        )


def labelled(
    encoder: Encoder,
    pairs: Sequence[Pair],
    loader: PictureLoader,
    *,
    on_progress: Progress | None = None,
) -> Labelled:
    """Embed labelled pairs and their labels.

    Raises:
        DataError: no picture can be read.
    """
    vectors, kept = encode_pictures(encoder, pairs, loader, on_progress)
    labels = labels_of(kept)
    place = {label: number for number, label in enumerate(labels)}
    return Labelled(
        vectors,
        np.array([place[pair.label or ""] for pair in kept], np.int64),
        labels,
        prototypes(encoder, labels),
        encoder.encode_texts(background_prompts()),
        encoder.logit_scale,
    )


@dataclass(frozen=True, slots=True)
class Measured:
    """One number of corrections: what each split showed, and all test pictures together."""

    corrections: int
    right: tuple[float, ...]  # a split each: mean per class top-1, or mean average precision
    sure: Matrix  # (m,) the probabilities of what was predicted
    hit: npt.NDArray[np.bool_]  # (m,) whether it was right
    short: int  # labels that had fewer pictures than corrections to be made
    learned: int  # splits in which examples were proven to help

    @property
    def reliability(self) -> Reliability:
        """All predictions of all splits in bins."""
        return Reliability.of(self.sure, self.hit)


def corrections(
    data: Labelled,
    *,
    shots: Sequence[int] = (0, 1, 5, 20),
    splits: int = _FOLDS,
    seed: int = 0,
    exclusive: bool = True,
    learn: Learn | None = None,
) -> list[Measured]:
    """Measure heads after some corrections per label, on pictures that were not corrected.

    A split keeps a fifth of each label's pictures for the test; five splits in a row test each
    picture once. Of the others, k pictures of each label are corrected, or all where a label has
    fewer: the person gives each its true label and rejects what the text alone proposed wrongly
    (of an exclusive list the likeliest label, of an open one each label from 50 % and, with none,
    the likeliest). The corrections of fewer are among those of more. The vectors of all pictures
    that are not in the test, without their labels, are the library.

    Args:
        data: the pictures.
        shots: numbers of corrections per label.
        splits: how many splits.
        seed: shuffles the pictures.
        exclusive: one label fits a picture: mean per class top-1 and the probability of the
            likeliest label are measured; otherwise the mean over labels of the area under
            precision and recall, and the probability of each picture's each label.
        learn: another method, to compare: what makes a head from the text's, vectors, marks
            (n, L) and the library.

    Raises:
        DataError: no label has two pictures.
    """
    if np.bincount(data.truth).max(initial=0) < 2:
        raise DataError("No label has two pictures, one to correct and one to test with.")
    text = data.text(exclusive=exclusive)
    parts: dict[int, list[tuple[float, Matrix, npt.NDArray[np.bool_], int, bool]]] = {}
    for number in range(splits):
        pools, test = _split(data.truth, number, seed)
        library = data.vectors[np.concatenate(pools)]
        for count in shots:
            chosen = np.concatenate([pool[:count] for pool in pools]).astype(np.int64)
            marks = _answers(text, data, chosen)
            head = (
                (learn or data.learned)(text, data.vectors[chosen], marks, library)
                if len(chosen)
                else text
            )
            chances = head.probabilities(data.vectors[test])
            right, sure, hit = _told(chances, data.truth[test], exclusive=exclusive)
            short = sum(len(pool) < count for pool in pools)
            parts.setdefault(count, []).append(
                (right, sure, hit, short, isinstance(head, Head) and head.evidence.learned)
            )
    return [_together(count, found) for count, found in parts.items()]


def figures(data: Labelled, measured: Sequence[Measured]) -> dict[str, Any]:
    """What `corrections` found, as numbers; the first is what others are compared with.

    Returns:
        {"pictures", "labels", "splits", "corrections": [{"corrections", "right", "se", "gain",
        "gain_se", "worst_gain", "ece", "labels_with_fewer", "splits_learned"}]}; gains are shares
        of one, and "worst_gain" is the least of all splits.
    """
    base = np.array(measured[0].right)
    told: list[dict[str, Any]] = []
    for each in measured:
        right = np.array(each.right)
        gain = right - base
        told.append(
            {
                "corrections": each.corrections,
                "right": float(right.mean()),
                "se": _standard_error(right),
                "gain": float(gain.mean()),
                "gain_se": _standard_error(gain),
                "worst_gain": float(gain.min()),
                "ece": each.reliability.error,
                "labels_with_fewer": each.short,
                "splits_learned": each.learned,
            }
        )
    sizes = {"pictures": len(data.truth), "labels": len(data.labels), "splits": len(base)}
    return {**sizes, "corrections": told}


def _split(truth: Ids, number: int, seed: int) -> tuple[list[Ids], Ids]:
    """Shuffled places of each label's pictures to correct, and the test's."""
    rng = np.random.default_rng((seed, number // _FOLDS))
    pools: list[Ids] = []
    test: list[Ids] = []
    before = 0
    for label in np.unique(truth):
        places = rng.permutation(np.flatnonzero(truth == label))
        tested = (np.arange(len(places)) + before) % _FOLDS == number % _FOLDS
        before += len(places)
        pools.append(places[~tested])
        test.append(places[tested])
    return pools, np.concatenate(test)


def _answers(text: Head, data: Labelled, chosen: Ids) -> npt.NDArray[np.int8]:
    """What a person says of the chosen pictures, (k, L): see `corrections`."""
    marks = np.zeros((len(chosen), len(data.labels)), np.int8)
    if not len(chosen):
        return marks
    chances = text.probabilities(data.vectors[chosen])
    rows = np.arange(len(chosen))
    if not text.exclusive:
        marks[chances >= DEFAULT_THRESHOLD] = -1
    marks[rows, chances.argmax(axis=1)] = -1
    marks[rows, data.truth[chosen]] = 1
    return marks


def _told(
    chances: Matrix, truth: Ids, *, exclusive: bool
) -> tuple[float, Matrix, npt.NDArray[np.bool_]]:
    """How right, and with what probabilities which predictions were right."""
    if exclusive:
        hit = chances.argmax(axis=1) == truth
        right = np.mean([hit[truth == label].mean() for label in np.unique(truth)])
        return float(right), chances.max(axis=1), hit
    true = np.zeros(chances.shape, np.bool_)
    true[np.arange(len(truth)), truth] = True
    areas = [average_precision(chances[:, each], true[:, each]) for each in np.unique(truth)]
    return float(np.mean(areas)), chances.ravel(), true.ravel()


def _together(
    count: int, found: Sequence[tuple[float, Matrix, npt.NDArray[np.bool_], int, bool]]
) -> Measured:
    right, sure, hit, short, learned = zip(*found, strict=True)
    return Measured(
        count, tuple(right), np.concatenate(sure), np.concatenate(hit), max(short), sum(learned)
    )


def _standard_error(values: npt.NDArray[np.float64]) -> float:
    return float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else 0.0
