"""Held-out pictures that are asked for now and then while a model is trained."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from photoclip.clip.pairs import Pair
from photoclip.clip.training.loss import truths_of
from photoclip.clip.training.pictures import PackedPictures, whole_picture
from photoclip.clip.wording import meaning, with_article

MOST = 512
"""Held-out pictures that are looked at; enough to see where a training goes."""

_BATCH = 64


class Validation:
    """Pictures that the training never sees, with one text each."""

    def __init__(self, pictures: PackedPictures, pairs: Sequence[Pair], *, squash: bool) -> None:
        """Of `pairs`, whose `pictures` are in the same order; `squash` as in `Crops`."""
        self._pictures = pictures
        self._squash = squash
        texts = [with_article(pair.label) if pair.label else pair.texts[0] for pair in pairs]
        self._texts = tuple(dict.fromkeys(texts))
        true = [frozenset(map(meaning, (*pair.texts, pair.label or ""))) for pair in pairs]
        self._truths = truths_of([meaning(text) for text in self._texts], true)

    def recall(self, model: Any, tokenizer: Any, side: int, mean: Any, std: Any) -> float:
        """The share of the pictures whose nearest text, among those of all, is true of them."""
        import torch

        device = mean.device
        training = model.training
        model.eval()
        with torch.inference_mode():
            tokens = tokenizer(list(self._texts)).to(device).split(_BATCH)
            texts = torch.cat([model.encode_text(part, normalize=True) for part in tokens])
            rows: list[Any] = []
            for start in range(0, len(self._pictures), _BATCH):
                numbers = range(start, min(start + _BATCH, len(self._pictures)))
                seen = [
                    whole_picture(self._pictures[n], side, squash=self._squash) for n in numbers
                ]
                pixels = torch.from_numpy(np.stack(seen)).to(device).float()
                pixels = ((pixels - mean) / std).permute(0, 3, 1, 2)
                rows.append(model.encode_image(pixels, normalize=True))
            chosen = (torch.cat(rows) @ texts.T).argmax(dim=1).cpu().numpy()
        model.train(training)
        return float(self._truths[np.arange(len(chosen)), chosen].mean())
