"""The contrastive loss: symmetric cross-entropy over all similarities of a batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

LARGEST_SCALE = 100.0
"""The learned temperature's inverse is clamped here, as in the CLIP paper."""


def shared_positives(
    said: Sequence[str], true: Sequence[frozenset[str]]
) -> npt.NDArray[np.float32]:
    """Which text of a batch is true of which picture.

    Args:
        said: the keys of m texts (a label or a caption each); the first n were drawn for the n
            pictures, in order, and any others for none of them.
        true: for each of n pictures, the keys of everything that may be said of it.

    Returns:
        (n, m) float32 of 0 and 1; row i: picture i, column j: text j. The diagonal is 1.
    """
    positives = truths_of(said, true)
    np.fill_diagonal(positives, 1.0)
    return positives


def truths_of(said: Sequence[str], true: Sequence[frozenset[str]]) -> npt.NDArray[np.float32]:
    """Which of m texts is true of which of n pictures, (n, m) float32 of 0 and 1, by keys alone."""
    columns: dict[str, list[int]] = {}
    for index, key in enumerate(said):
        columns.setdefault(key, []).append(index)
    found = np.zeros((len(true), len(said)), np.float32)
    for row, keys in enumerate(true):
        for key in keys:
            if key in columns:
                found[row, columns[key]] = 1.0
    return found


@dataclass(frozen=True, slots=True)
class Queued:
    """What a queue adds to a batch of n pictures and m texts: q earlier pictures and their texts.

    Attributes:
        images: (q, d) float tensor, unit rows.
        texts: (q, d) float tensor, unit rows.
        text_weights: (n, q): which of the queued texts are true of the batch's pictures.
        image_weights: (m, q): of which of the queued pictures the batch's texts are true.
    """

    images: Any
    texts: Any
    text_weights: Any
    image_weights: Any


@dataclass(frozen=True, slots=True)
class Shard:
    """Which pictures and texts of a whole batch ask in this one of several processes."""

    images: slice
    texts: slice
    processes: int


def contrastive_loss(
    images: Any,
    texts: Any,
    scale: Any,
    positives: Any = None,
    *,
    queued: Queued | None = None,
    shard: Shard | None = None,
) -> Any:
    """Symmetric cross-entropy over the similarities of a batch, n x n in its plain form.

    Each picture shall find its text among all texts, each text its picture among all pictures
    (Radford et al. 2021). Where several are right (equal captions or labels), the target is spread
    evenly over them, so that none of them is pushed away as a false negative (Khosla et al. 2020).
    More texts than pictures may be given: they make the pictures' choice harder, and ask nothing
    themselves where no picture is right. Queued pairs make both choices harder (He et al. 2020).

    Args:
        images: (n, d) float tensor, unit rows.
        texts: (m, d) float tensor, unit rows, m >= n; text i was drawn for picture i.
        scale: the inverse temperature, a scalar tensor.
        positives: (n, m) float tensor as of `shared_positives`, or the weights of several truths
            where pictures were mixed; None: the diagonal.
        queued: earlier pairs.
        shard: this process's part of the asking, as open_clip's local loss; the mean over all
            processes is the loss of one.

    Returns:
        A scalar tensor.
    """
    import torch

    images, texts = images.float(), texts.float()
    if positives is None:
        positives = torch.eye(len(images), len(texts), device=images.device)
    by_image, by_text = positives, positives.T
    choices, pictures = texts, images
    if queued is not None:
        choices, pictures = torch.cat([texts, queued.texts]), torch.cat([images, queued.images])
        by_image = torch.cat([by_image, queued.text_weights], dim=1)
        by_text = torch.cat([by_text, queued.image_weights], dim=1)
    asking = by_text.sum(dim=1) > 0
    shares = (1, 1)
    if shard is not None:
        shares = (len(images), asking.sum())
        images, by_image = images[shard.images], by_image[shard.images]
        texts, by_text, asking = (part[shard.texts] for part in (texts, by_text, asking))
    losses = (
        _entropy(scale * images @ choices.T, by_image),
        _entropy(scale * texts[asking] @ pictures.T, by_text[asking]),
    )
    if shard is None:
        return 0.5 * (losses[0].mean() + losses[1].mean())
    parts = [loss.sum() / share for loss, share in zip(losses, shares, strict=True)]
    return 0.5 * shard.processes * (parts[0] + parts[1])


def _entropy(similarities: Any, weights: Any) -> Any:
    """The cross-entropy of every row against its weights, which need not sum to 1."""
    from torch.nn import functional

    target = weights / weights.sum(dim=1, keepdim=True)
    return functional.cross_entropy(similarities, target, reduction="none")
