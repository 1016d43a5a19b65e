"""What an examination of a library found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from photoclip.library.stores import Stores
from photoclip.records import display_text

REPAIR, INDEX, RESTORE, NOTHING = "repair", "index", "restore", "nothing"
"""What helps: `doctor --repair`, `photoclip index`, a backup, or nothing that photoclip can do."""

_EXAMPLES = 20

Cure = Callable[[Stores], str]
"""Mends one problem in the opened stores; returns what was done, in one sentence."""

OnDone = Callable[[int], None]
"""Told now and then of how much of a check has been looked at."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong.

    Attributes:
        sentence: for people, with what helps.
        count: how many times it was found.
        remedy: what helps: REPAIR, INDEX, RESTORE or NOTHING.
        examples: a few of the things it was found in.
        cure: what `--repair` does; None where that cannot help.
    """

    sentence: str
    count: int
    remedy: str
    examples: tuple[str, ...] = ()
    cure: Cure | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Check:
    """One part of a library, looked at.

    Attributes:
        name: "database", "runs", "vectors", "index", "columns", "files" or "thumbnails".
        looked_at: how many things of it.
        problems: what is wrong.
        notes: what is worth knowing and mends itself.
        seconds: how long it took.
    """

    name: str
    looked_at: int
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    seconds: float = 0.0

    def after(self, seconds: float) -> "Check":
        """The same, with how long it took."""
        return replace(self, seconds=seconds)


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks of a library, and what was mended before them."""

    checks: tuple[Check, ...]
    mended: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong."""
        return tuple(problem for check in self.checks for problem in check.problems)

    @property
    def notes(self) -> tuple[str, ...]:
        """All that is worth knowing."""
        return tuple(note for check in self.checks for note in check.notes)


@dataclass(slots=True)
class Tally:
    """Counts one kind of trouble and keeps a few of the things it was found in."""

    count: int = 0
    examples: list[str] = field(default_factory=list[str])

    def add(self, things: Iterable[object], *, count: int | None = None) -> None:
        """Count some more; paths may be given as bytes."""
        known = list(things)
        self.count += len(known) if count is None else count
        room = _EXAMPLES - len(self.examples)
        self.examples += [
            display_text(each) if isinstance(each, bytes) else str(each) for each in known[:room]
        ]

    def problem(self, sentence: str, remedy: str, cure: Cure | None = None) -> tuple[Problem, ...]:
        """The problem, where there is any; `{n}` in the sentence becomes how many there are."""
        if not self.count:
            return ()
        said = sentence.format(n=f"{self.count:,}")
        return (Problem(said, self.count, remedy, tuple(self.examples), cure),)
