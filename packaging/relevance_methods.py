"""Ways to tell how relevant a hit is, one number a hit each, to compare with the one in use."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from photoclip.library.relevance.calibration import Asked
from photoclip.library.relevance.noise import Noise

Vectors = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.float64]

_NEAREST = 10
_ROUNDS = 60

Method = Callable[[Noise, Asked, Vectors, Vectors], Numbers]
"""Numbers (n,) of a whole ranking: noise, question, falling scores (n,) and rows (n, d)."""


def fixed_cosine(_noise: Noise, _asked: Asked, scores: Vectors, _photos: Vectors) -> Numbers:
    """The cosine itself: one threshold for all questions."""
    return scores.astype(np.float64)


def z_score(_noise: Noise, _asked: Asked, scores: Vectors, _photos: Vectors) -> Numbers:
    """Robust deviations from the middle of the question's scores over the library."""
    middle = np.median(scores)
    spread = 1.4826 * np.median(np.abs(scores - middle))
    return ((scores - middle) / max(spread, 1e-3)).astype(np.float64)


def background(noise: Noise, asked: Asked, scores: Vectors, photos: Vectors) -> Numbers:
    """The photo's softmax over the question and the bank of unrelated texts (Radford 2021)."""
    return noise.texts.evidence(asked.vector, scores, photos)


def share(noise: Noise, _asked: Asked, scores: Vectors, _photos: Vectors) -> Numbers:
    """The question's softmax over the photos of the library."""
    logits = noise.scale * (scores - scores[0]).astype(np.float64)
    return logits - np.log(np.exp(logits).sum())


def mixture(_noise: Noise, _asked: Asked, scores: Vectors, _photos: Vectors) -> Numbers:
    """Log odds of the upper of two normal distributions, fitted to the scores by EM."""
    values = scores.astype(np.float64)
    means = np.array([np.median(values), values[0]])
    spreads = np.array([values.std(), values.std() / 3]) + 1e-3
    shares = np.array([0.97, 0.03])
    for _ in range(_ROUNDS):
        logs = _log_normal(values, means, spreads) + np.log(shares)
        weights = np.exp(logs - logs.max(axis=1, keepdims=True))
        weights /= weights.sum(axis=1, keepdims=True)
        counts = weights.sum(axis=0) + 1e-9
        means = (weights * values[:, None]).sum(axis=0) / counts
        variances = (weights * (values[:, None] - means) ** 2).sum(axis=0) / counts
        spreads, shares = np.sqrt(variances) + 1e-3, np.maximum(counts / len(values), 1e-6)
    logs = _log_normal(values, means, spreads) + np.log(shares)
    return logs[:, 1] - logs[:, 0] if means[1] > means[0] else np.full(len(values), -10.0)


def tail(noise: Noise, _asked: Asked, scores: Vectors, photos: Vectors) -> Numbers:
    """How far a score is above the best scores of unrelated texts, by Gumbel's law (Coles 2001).

    The bank's own right hits are among them: their median and lower quartile are taken.
    """
    best = (noise.texts.vectors @ photos.T).max(axis=1)
    lower, middle = np.quantile(best, [0.25, 0.5])
    beta = max(float(middle - lower) / 0.6931, 1e-3)  # ln(ln 4 / ln 2) = ln 2 of Gumbel's scale
    return (scores.astype(np.float64) - float(middle)) / beta


def csls(noise: Noise, asked: Asked, scores: Vectors, photos: Vectors) -> Numbers:
    """Cross-domain similarity local scaling (Conneau et al. 2018): hubs on both sides lose."""
    bank = noise.texts.vectors[~noise.texts.near(asked.vector)]
    of_photo = np.sort(photos @ bank.T, axis=1)[:, -_NEAREST:].mean(axis=1)
    of_question = float(scores[:_NEAREST].mean())
    return (2 * scores - of_photo - of_question).astype(np.float64)


METHODS: dict[str, Method] = {
    "fixed cosine": fixed_cosine,
    "z-score over the library": z_score,
    "softmax against the bank": background,
    "softmax over the library": share,
    "mixture of two, by EM": mixture,
    "tail of the bank's best scores": tail,
    "CSLS": csls,
}


def _log_normal(values: Numbers, means: Numbers, spreads: Numbers) -> Numbers:
    return -0.5 * ((values[:, None] - means) / spreads) ** 2 - np.log(spreads)
