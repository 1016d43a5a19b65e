"""A momentum queue: vectors of earlier batches, to choose among when batches are small."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from photoclip.clip.training.batches import Batch
from photoclip.clip.training.loss import Queued, truths_of
from photoclip.clip.training.mixing import mix_truths
from photoclip.clip.training.reading import encode_texts

_MOMENTUM = 0.99


class MomentumQueue:
    """Earlier pictures and texts as a slowly following copy of the model sees them.

    The copy changes little from step to step, so that vectors of different steps can be compared;
    what is true of what is known by meaning, so that a queued pair is no false negative either.
    Source: MoCo (He et al. 2020), for two towers as in ALBEF (Li et al. 2021).
    """

    def __init__(self, model: Any, size: int) -> None:
        """Begin empty; `size` is the most pairs that are kept."""
        self._slow = deepcopy(model).requires_grad_(requires_grad=False)
        self._size = size
        self._images: Any = None
        self._texts: Any = None
        self._meanings: tuple[str, ...] = ()
        self._truths: tuple[frozenset[str], ...] = ()

    def look(self, batch: Batch) -> Queued | None:
        """What the queue adds to a batch; None while it is empty."""
        if self._images is None:
            return None
        whole = np.hstack([batch.positives, truths_of(self._meanings, batch.truths)])
        mixed = mix_truths(whole, batch.mixtures)[:, len(batch.meanings) :]
        asked = truths_of(batch.meanings, self._truths).T
        return Queued(self._images, self._texts, self._tensor(mixed), self._tensor(asked))

    def push(self, batch: Batch, pixels: Any, tokens: Any) -> None:
        """Take in a batch's pictures that were not mixed, with the texts drawn for them."""
        import torch

        mixed = {mixture.row for mixture in batch.mixtures}
        rows = [row for row in range(len(pixels)) if row not in mixed]
        with torch.no_grad():
            images = self._slow.encode_image(pixels[rows], normalize=True).float()
            texts = encode_texts(self._slow, tokens[rows]).float()
        if self._images is not None:
            images, texts = torch.cat([images, self._images]), torch.cat([texts, self._texts])
        self._images, self._texts = images[: self._size], texts[: self._size]
        self._meanings = _newest([batch.meanings[row] for row in rows], self._meanings, self._size)
        self._truths = _newest([batch.truths[row] for row in rows], self._truths, self._size)

    def follow(self, model: Any) -> None:
        """Move the slow copy a little towards the model."""
        import torch

        with torch.no_grad():
            for slow, value in zip(self._slow.parameters(), model.parameters(), strict=True):
                slow.lerp_(value, 1 - _MOMENTUM)
            for slow, value in zip(self._slow.buffers(), model.buffers(), strict=True):
                slow.copy_(value)

    def _tensor(self, weights: npt.NDArray[np.float32]) -> Any:
        import torch

        return torch.from_numpy(np.ascontiguousarray(weights)).to(self._images.device)


_Item = TypeVar("_Item")


def _newest(new: Sequence[_Item], old: Sequence[_Item], size: int) -> tuple[_Item, ...]:
    return (*new, *old)[:size]
