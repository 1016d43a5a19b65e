"""Where yes turns into no along a score, as far as some answers tell it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_FARTHEST = 9.0
_PLACES = np.linspace(-_FARTHEST, _FARTHEST, 181)
_SLOPES = np.exp(np.linspace(-1.5, 1.5, 13))
_PLACE_SPREAD, _SLOPE_SPREAD = 2.5, 0.5


def log_odds(probabilities: npt.NDArray[np.floating]) -> Floats:
    """Probabilities as log-odds, float64, held within what the boundary is looked for in."""
    held = np.clip(np.asarray(probabilities, np.float64), 1e-4, 1.0 - 1e-4)
    return np.log(held) - np.log1p(-held)


def chance(log_odds: float) -> float:
    """Log-odds as a probability."""
    return 1.0 / (1.0 + float(np.exp(-log_odds)))


@dataclass(frozen=True, slots=True)
class Boundary:
    """What is believed of the place and the slope of p(yes), given answers at some log-odds.

    p(yes | s) is logistic, its place normal around the threshold used so far, its slope around
    that of calibrated probabilities; both on a grid, so the posterior is exact. That answers were
    asked for near the boundary does no harm here: the choice looked at scores only.
    """

    beliefs: Floats  # (places, slopes), sum 1

    @classmethod
    def of(cls, scores: Floats, yes: npt.NDArray[np.bool_], *, start: float) -> "Boundary":
        """Beliefs after answers at n scores; `start` is the threshold so far, in log-odds."""
        places, slopes = _PLACES[:, None], _SLOPES[None, :]
        log_p = -(((places - start) / _PLACE_SPREAD) ** 2) / 2.0
        log_p = log_p - (np.log(slopes) / _SLOPE_SPREAD) ** 2 / 2.0
        for score, said in zip(scores, yes, strict=True):
            above = slopes * (score - places)
            log_p = log_p - np.logaddexp(0.0, -above if said else above)
        beliefs = np.exp(log_p - log_p.max())
        return cls(beliefs / beliefs.sum())

    def chances(self) -> tuple[Floats, Floats]:
        """Log-odds of a grid, and the believed p(yes) there; both rise."""
        above = _SLOPES[None, None, :] * (_PLACES[:, None, None] - _PLACES[None, :, None])
        told = (self.beliefs / (1.0 + np.exp(-np.clip(above, -60.0, 60.0)))).sum(axis=(1, 2))
        return _PLACES, told

    def where(self, share: float) -> float:
        """The log-odds from which yes is believed with this chance."""
        places, told = self.chances()
        return float(np.interp(share, told, places))

    def spread(self, count: int) -> Floats:
        """Where to ask: `count` quantiles, (count,), of the boundary's place; one: its median."""
        rising = np.cumsum(self.beliefs.sum(axis=1))
        return np.interp((np.arange(count) + 0.5) / count, rising, _PLACES)
