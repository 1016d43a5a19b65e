"""How much text and examples count: a few numbers, fitted so that few answers hardly move them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_STEPS = 30
_CLOSE = 1e-5


@dataclass(frozen=True, slots=True)
class Prior:
    """Where the numbers stand without answers, how far they may go, and their least values."""

    mean: Floats
    spread: Floats
    least: Floats

    def loss(self, numbers: Floats) -> float:
        """Nats for being away from the mean."""
        return float((np.square((numbers - self.mean) / self.spread)).sum() / 2.0)


@dataclass(frozen=True, slots=True)
class Choices:
    """Examples whose class is one of those allowed for them; scores are sums of features.

    `features` is (p, n, c), `allowed` (n, c); `weights` (n,) says how much each example counts.
    """

    features: Floats
    allowed: Bools
    weights: Floats

    def told(self, numbers: Floats) -> Floats:
        """Scores (n, c) with p numbers."""
        return np.tensordot(numbers, self.features, 1)

    def losses(self, numbers: Floats) -> Floats:
        """Nats (n,) lost on each example."""
        log_p = _log_softmax(self.told(numbers))
        return -_log_sum(np.where(self.allowed, log_p, -np.inf))

    def slope(self, numbers: Floats) -> tuple[Floats, Floats]:
        """Gradient (p,) and positive curvature (p, p) of the weighted loss."""
        log_p = _log_softmax(self.told(numbers))
        chances = np.exp(log_p)
        right = np.where(self.allowed, chances, 0.0)
        right /= np.maximum(right.sum(axis=1, keepdims=True), 1e-300)
        pull = (chances - right) * self.weights[:, None]
        flat = self.features.reshape(len(numbers), -1)
        means = (self.features * chances).sum(axis=2)
        spread = (flat * (chances * self.weights[:, None]).ravel()) @ flat.T
        return flat @ pull.ravel(), spread - (means * self.weights) @ means.T


@dataclass(frozen=True, slots=True)
class Decisions:
    """Examples with yes (1) or no (0) each; features (p, n), `yes` (n,), `weights` (n,)."""

    features: Floats
    yes: Floats
    weights: Floats

    def losses(self, numbers: Floats) -> Floats:
        """Nats (n,) lost on each example."""
        score = numbers @ self.features
        return np.logaddexp(0.0, score) - self.yes * score

    def slope(self, numbers: Floats) -> tuple[Floats, Floats]:
        """Gradient (p,) and curvature (p, p) of the weighted loss."""
        chances = 1.0 / (1.0 + np.exp(-np.clip(numbers @ self.features, -60.0, 60.0)))
        bend = self.weights * chances * (1.0 - chances)
        return self.features @ (self.weights * (chances - self.yes)), (
            self.features * bend
        ) @ self.features.T


def fitted(answers: Choices | Decisions, prior: Prior) -> tuple[Floats, float, Floats]:
    """The numbers (p,) that lose least, their loss with the prior, and the curvature there."""

    def loss(numbers: Floats) -> float:
        return float(answers.weights @ answers.losses(numbers)) + prior.loss(numbers)

    numbers, least = prior.mean.copy(), loss(prior.mean)
    stiff = np.diag(1.0 / prior.spread**2)
    bend = stiff
    for _ in range(_STEPS):
        slope, bend = answers.slope(numbers)
        slope, bend = slope + (numbers - prior.mean) / prior.spread**2, bend + stiff
        free = (numbers > prior.least) | (slope < 0)
        step = np.zeros_like(numbers)
        step[free] = np.linalg.solve(bend[np.ix_(free, free)], slope[free])
        moved = _downhill(loss, numbers, least, step, prior.least)
        if moved is None or least - moved[1] < _CLOSE:
            return (numbers, least, bend) if moved is None else (*moved, bend)
        numbers, least = moved
    return numbers, least, bend


def _downhill(
    loss: Callable[[Floats], float], numbers: Floats, least: float, step: Floats, bound: Floats
) -> tuple[Floats, float] | None:
    share = 1.0
    while share > 1e-4:
        tried = np.maximum(numbers - share * step, bound)
        now = loss(tried)
        if now < least:
            return tried, now
        share /= 2.0
    return None


def _log_sum(values: Floats) -> Floats:
    most = values.max(axis=1)
    return most + np.log(np.exp(values - most[:, None]).sum(axis=1))


def _log_softmax(scores: Floats) -> Floats:
    return scores - _log_sum(scores)[:, None]
