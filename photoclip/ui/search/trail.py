"""The way through questions: back, forward, and where a person stood in each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

Q = TypeVar("Q")
P = TypeVar("P")

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Step(Generic[Q, P]):
    """A question and the place a person left it at; None: they have not left it yet."""

    question: Q
    place: P | None = None


class QuestionTrail(Generic[Q, P]):
    """Like the pages of a browser: a new question forgets what lay ahead.

    A place is whatever its owner wants to have back, such as a scroll position.
    """

    def __init__(self, question: Q) -> None:
        self._steps: list[Step[Q, P]] = [Step(question)]
        self._at = 0

    @property
    def current(self) -> Step[Q, P]:
        """The question now."""
        return self._steps[self._at]

    @property
    def can_back(self) -> bool:
        """Whether there is an earlier question."""
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        """Whether a person went back and may return."""
        return self._at < len(self._steps) - 1

    def push(self, question: Q, place: P | None = None) -> None:
        """A new question comes; the one until now is left at `place`."""
        if question == self.current.question:
            return
        self._leave(place)
        del self._steps[self._at + 1 :]
        self._steps.append(Step(question))
        del self._steps[:-_LONGEST]
        self._at = len(self._steps) - 1

    def amend(self, question: Q) -> None:
        """The question now is being written on: it takes the place of its beginning."""
        del self._steps[self._at + 1 :]
        self._steps[self._at] = Step(question)

    def change(self, how: Callable[[Q], Q]) -> None:
        """Write each question otherwise, such as where something has another name now."""
        self._steps = [replace(each, question=how(each.question)) for each in self._steps]

    def back(self, place: P | None = None) -> Step[Q, P] | None:
        """Leave the question now at `place` for the one before; None where there is none."""
        return self._go(-1, place) if self.can_back else None

    def forward(self, place: P | None = None) -> Step[Q, P] | None:
        """Leave the question now at `place` for the next one; None where there is none."""
        return self._go(1, place) if self.can_forward else None

    def _go(self, steps: int, place: P | None) -> Step[Q, P]:
        self._leave(place)
        self._at += steps
        return self.current

    def _leave(self, place: P | None) -> None:
        self._steps[self._at] = replace(self.current, place=place)
