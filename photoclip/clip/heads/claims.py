"""What some answers allow to say of a share: exact intervals for a sample without replacement."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, lgamma

LEAST_ANSWERS = 5
"""With fewer answers a share is not named."""

SURE = 0.9


@dataclass(frozen=True, slots=True)
class Claim:
    """How many of the photos at or above the threshold are right, as far as the answers say.

    Attributes:
        right: the estimated share; None where the answers are too few to name one.
        low: at least so many, at 90 % confidence.
        high: at most so many.
        answers: how many randomly chosen photos were answered with yes or no.
        photos: how many photos the claim is about.
    """

    right: float | None
    low: float
    high: float
    answers: int
    photos: int


def interval(right: int, answers: int, photos: int, sure: float = SURE) -> tuple[int, int]:
    """How many of `photos` are right, at least and at most, from a random sample of them.

    Clopper and Pearson's interval for a finite population (Wright 1991): each side is the most
    extreme number under which so many, or so few, right answers still have a chance of
    (1 - sure) / 2. It covers the truth in at least `sure` of all samples, whatever the truth is.

    Args:
        right: right ones in the sample.
        answers: photos in the sample, drawn without replacement.
        photos: photos in all, at least `answers`.
        sure: the confidence.
    """
    tail = (1.0 - sure) / 2.0 * (1.0 + 1e-9)
    if not answers:
        return 0, photos
    low = _least(
        right,
        photos - (answers - right),
        lambda marked: _at_least(right, answers, marked, photos) > tail,
    )
    wrong = answers - right
    least_wrong = _least(
        wrong, photos - right, lambda marked: _at_least(wrong, answers, marked, photos) > tail
    )
    return low, photos - least_wrong


def _least(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The least number from low to high for which a rising condition holds."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _at_least(hits: int, drawn: int, marked: int, total: int) -> float:
    """The chance that `drawn` of `total` hold at least `hits` of the `marked` ones."""
    first, last = max(hits, drawn - (total - marked)), min(drawn, marked)
    whole = _log_ways(total, drawn)
    return sum(
        exp(_log_ways(marked, k) + _log_ways(total - marked, drawn - k) - whole)
        for k in range(first, last + 1)
    )


def _log_ways(total: int, chosen: int) -> float:
    return lgamma(total + 1) - lgamma(chosen + 1) - lgamma(total - chosen + 1)
