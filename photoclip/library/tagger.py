"""Zero-shot tags: from stored vectors and label prototypes to probabilities and proposals."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from photoclip.records import LabelList, ProposedTag

Matrix = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

DEFAULT_THRESHOLD = 0.5
"""The probability from which a label without a threshold of its own is proposed."""


_BEST_BACKGROUND = 8
_SAYS_A_LABEL = 0.9


def probabilities(
    vectors: Matrix, prototypes: Matrix, background: Matrix, *, scale: float, exclusive: bool
) -> Matrix:
    """How likely each label fits each photo, float32 (photos, labels).

    Scores are cosines times the model's learned temperature, as CLIP's zero-shot classifier
    takes them (Radford et al. 2021, section 3.1). "None of these" is one more class, whose score
    is the mean of the best fitting background prompts. An exclusive list is one softmax over all
    its labels and that class, so a photo's probabilities sum to at most one; in an open list each
    label stands against that class alone.

    Args:
        vectors: unit rows (photos, d).
        prototypes: unit rows (labels, d).
        background: unit rows (prompts, d) of sentences that fit any or no photo; with none of
            them, every photo is one of the labels.
        scale: the temperature that cosines are multiplied by.
        exclusive: whether at most one label of the list fits a photo.
    """
    labels = scale * (vectors @ prototypes.T)
    none = scale * _none_of_these(vectors, prototypes, background)
    if not exclusive:
        return (1.0 / (1.0 + np.exp(np.clip(none - labels, -60.0, 60.0)))).astype(np.float32)
    every = np.concatenate([labels, none], axis=1)
    every = np.exp(every - every.max(axis=1, keepdims=True))
    return (every / every.sum(axis=1, keepdims=True))[:, :-1].astype(np.float32)


def _none_of_these(vectors: Matrix, prototypes: Matrix, background: Matrix) -> Matrix:
    """The cosine of "none of these", float32 (photos, 1); minus infinity without background.

    Prompts that say one of the labels are no background. The bank names many things, of which
    some are in most photos beside the label's; the mean of the best eight was measured against one
    to twenty of them: with one to three, photos lose labels that fit, and with twenty absent
    things begin to be found.
    """
    apart = background[(background @ prototypes.T).max(axis=1, initial=-1.0) < _SAYS_A_LABEL]
    if not len(apart):
        return np.full((len(vectors), 1), -np.inf, np.float32)
    best = np.sort(vectors @ apart.T, axis=1)[:, -_BEST_BACKGROUND:]
    return best.mean(axis=1, keepdims=True)


def propose(labels: LabelList, blocks: Iterable[tuple[Ids, Matrix]]) -> list[ProposedTag]:
    """The tags whose probability reaches their label's threshold, surest first.

    Args:
        labels: the list; an exclusive one gives a photo its likeliest label only.
        blocks: photo ids (n,) with their probabilities (n, labels).
    """
    thresholds = np.array(
        [labels.thresholds.get(label, DEFAULT_THRESHOLD) for label in labels.labels], np.float32
    )
    proposed: list[ProposedTag] = []
    for ids, chances in blocks:
        fits = chances >= thresholds
        if labels.exclusive:
            best = chances.argmax(axis=1)
            fits &= np.arange(chances.shape[1]) == best[:, None]
        rows, columns = np.nonzero(fits)
        proposed += [
            ProposedTag(int(ids[row]), labels.labels[column], float(chances[row, column]))
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        ]
    proposed.sort(key=lambda tag: (-tag.probability, tag.label, tag.photo_id))
    return proposed
