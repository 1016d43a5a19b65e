"""Zero-shot tags: from stored vectors and label prototypes to probabilities and proposals."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from photoclip.clip.heads import Head
from photoclip.records import LabelList, ProposedTag

Matrix = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

DEFAULT_THRESHOLD = 0.5
"""The probability from which a label without a threshold of its own is proposed."""


def probabilities(
    vectors: Matrix, prototypes: Matrix, background: Matrix, *, scale: float, exclusive: bool
) -> Matrix:
    """How likely each label fits each photo, float32 (photos, labels), by the labels' texts alone.

    Scores are cosines times the model's learned temperature, as CLIP's zero-shot classifier
    takes them (Radford et al. 2021, section 3.1). "None of these" is one more class, whose score
    is the mean of the best fitting background prompts. An exclusive list is one softmax over all
    its labels and that class, so a photo's probabilities sum to at most one; in an open list each
    label stands against that class alone. What a person's answers make of it is `clip.heads.fit`.

    Args:
        vectors: unit rows (photos, d).
        prototypes: unit rows (labels, d).
        background: unit rows (prompts, d) of sentences that fit any or no photo; with none of
            them, every photo is one of the labels.
        scale: the temperature that cosines are multiplied by.
        exclusive: whether at most one label of the list fits a photo.
    """
    head = Head.of_text(prototypes, background, scale=scale, exclusive=exclusive)
    return head.probabilities(vectors)


def propose(labels: LabelList, blocks: Iterable[tuple[Ids, Matrix]]) -> list[ProposedTag]:
    """The tags whose probability reaches their label's threshold, surest first.

    Args:
        labels: the list; an exclusive one gives a photo its likeliest label only.
        blocks: photo ids (n,) with their probabilities (n, labels).
    """
    thresholds = np.array(
        [labels.thresholds.get(label, DEFAULT_THRESHOLD) for label in labels.labels], np.float32
    )
    found: list[tuple[Ids, Ids, Matrix]] = []
    for ids, chances in blocks:
        rows, columns = _fitting(chances, thresholds, exclusive=labels.exclusive)
        found.append((ids[rows], columns, chances[rows, columns]))
    if not found:
        return []
    photos, columns, chances = (np.concatenate(each) for each in zip(*found, strict=True))
    by_name = np.argsort(np.argsort(np.array(labels.labels)))
    order = np.lexsort((photos, by_name[columns], -chances))
    names = [labels.labels[column] for column in columns[order].tolist()]
    return list(map(ProposedTag, photos[order].tolist(), names, chances[order].tolist()))


def _fitting(chances: Matrix, thresholds: Matrix, *, exclusive: bool) -> tuple[Ids, Ids]:
    """Rows and columns of the tags to propose."""
    if not exclusive:
        rows, columns = np.nonzero(chances >= thresholds)
        return rows, columns
    best = chances.argmax(axis=1)
    rows = np.flatnonzero(chances[np.arange(len(best)), best] >= thresholds[best])
    return rows, best[rows]
