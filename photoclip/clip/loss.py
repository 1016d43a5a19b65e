"""The contrastive loss: symmetric cross-entropy over all similarities of a batch."""

from collections.abc import Sequence
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
    columns: dict[str, list[int]] = {}
    for index, key in enumerate(said):
        columns.setdefault(key, []).append(index)
    positives = np.eye(len(true), len(said), dtype=np.float32)
    for row, keys in enumerate(true):
        for key in keys:
            if key in columns:
                positives[row, columns[key]] = 1.0
    return positives


def contrastive_loss(images: Any, texts: Any, scale: Any, positives: Any = None) -> Any:
    """Symmetric cross-entropy over the similarities of a batch, n x n in its plain form.

    Each picture shall find its text among all texts, each text its picture among all pictures.
    Where several are right (equal captions or labels), the target is spread evenly over them, so
    that none of them is pushed away as a false negative. More texts than pictures may be given:
    they make the pictures' choice harder, and ask nothing themselves where no picture is right.

    Args:
        images: (n, d) float tensor, unit rows.
        texts: (m, d) float tensor, unit rows, m >= n; text i was drawn for picture i.
        scale: the inverse temperature, a scalar tensor.
        positives: (n, m) float tensor of 0 and 1 as of `shared_positives`; None: the diagonal.

    Returns:
        A scalar tensor.
    """
    import torch
    from torch.nn import functional

    similarities = scale * images.float() @ texts.float().T
    if positives is None:
        target = torch.arange(len(images), device=images.device)
        return 0.5 * (
            functional.cross_entropy(similarities, target)
            + functional.cross_entropy(similarities.T[: len(images)], target)
        )
    by_image = positives / positives.sum(dim=1, keepdim=True)
    asking = positives.sum(dim=0) > 0
    by_text = positives.T[asking] / positives.T[asking].sum(dim=1, keepdim=True)
    return 0.5 * (
        functional.cross_entropy(similarities, by_image)
        + functional.cross_entropy(similarities.T[asking], by_text)
    )
