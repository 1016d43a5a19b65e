"""What a measurement is: one figure, its limit from the same run, and what it has to reach."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

OnStage = Callable[[str], None]
"""Told in a few words what is being measured now."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    It holds when `achieved` is at least (with `higher_is_better`) or at most `target * limit`. A
    bound that was agreed on, such as 120 ms, is a limit with the target 1.
    """

    number: str  # of the target that it shows, "P1" to "P12"; "" beside them
    what: str
    achieved: float
    unit: str
    limit: float | None = None  # in the same unit
    higher_is_better: bool = True
    note: str = ""  # what one has to know to read it: how it was measured, what the limit is
    rival: float | None = None  # what another program reached, in the same unit
    target: float = 1.0  # of `ratio`
    size: int = 0  # of how many photos or vectors; the same `what` at several sizes is a curve

    @property
    def ratio(self) -> float | None:
        """Achieved over limit."""
        return self.achieved / self.limit if self.limit else None

    @property
    def holds(self) -> bool | None:
        """Whether the target is reached; None where there is nothing to reach."""
        if self.limit is None:
            return None
        bound = self.target * self.limit
        return self.achieved >= bound if self.higher_is_better else self.achieved <= bound


def document(row: Row) -> dict[str, Any]:
    """A row for JSON."""
    return {**asdict(row), "ratio": row.ratio, "holds": row.holds}
