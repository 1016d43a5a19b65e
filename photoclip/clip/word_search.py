"""How well single words find the pictures whose captions say them."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from photoclip.clip.evaluation import Encoder, Progress, encode_pictures
from photoclip.clip.pairs import Pair, PictureLoader
from photoclip.clip.prompts import prototypes
from photoclip.clip.vocabulary import words_of
from photoclip.clip.wording import forms, plural
from photoclip.errors import DataError

_FIRST = 10


def search_words(
    encoder: Encoder,
    pairs: Iterable[Pair],
    loader: PictureLoader,
    words: Sequence[str],
    *,
    on_progress: Progress | None = None,
) -> dict[str, Any]:
    """Ask for each word as for a label; a picture is right where a text of it has the word.

    A caption need not tell all there is: the figures are a lower bound.

    Returns:
        {"pictures", "words": {word: {"pictures", "share", "precision_at_10",
        "average_precision"}}}; `share` is what guessing would reach. A word that no text has only
        tells 0 pictures.

    Raises:
        DataError: no word is asked for, or no picture can be read.
    """
    if not words:
        raise DataError("Say which words to ask for, such as --word beach --word dog.")
    images, kept = encode_pictures(encoder, list(pairs), loader, on_progress)
    said = [frozenset(words_of(" ".join((*pair.texts, pair.label or "")))) for pair in kept]
    similarities = prototypes(encoder, words) @ images.T
    found: dict[str, Any] = {}
    for word, scores in zip(words, similarities, strict=True):
        wanted = {*forms(word.casefold()), plural(word.casefold())}
        right = np.array([bool(wanted & each) for each in said])
        found[word] = {"pictures": int(right.sum()), **_figures(right[np.argsort(-scores)])}
    return {"pictures": len(kept), "words": found}


def _figures(ranked: npt.NDArray[np.bool_]) -> dict[str, float]:
    """Of pictures in the order found: right or not."""
    if not ranked.any():
        return {}
    precision = np.cumsum(ranked) / np.arange(1, len(ranked) + 1)
    return {
        "share": float(ranked.mean()),
        "precision_at_10": float(ranked[:_FIRST].mean()),
        "average_precision": float(precision[ranked].mean()),
    }
