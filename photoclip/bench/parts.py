"""All that is measured, in one list, and the run over it."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from photoclip.bench import (
    asking,
    catalog,
    copies,
    pipeline,
    rivals,
    scanning,
    tagging,
    vectors,
    window,
)
from photoclip.bench.rows import OnStage, Row
from photoclip.bench.sizes import Sizes
from photoclip.errors import PhotoclipError, UsageError


@dataclass(frozen=True, slots=True)
class Part:
    """Some measurements that belong together."""

    name: str
    numbers: tuple[str, ...]  # of the targets that it shows
    rows: Callable[[Sizes, Path, OnStage], list[Row]]


PARTS = (
    Part("pipeline", ("P1", "P9", "P10"), pipeline.rows),
    Part("scanning", ("P3", "P4"), scanning.rows),
    Part("catalog", ("P12",), catalog.rows),
    Part("vectors", ("P5", "P12"), vectors.rows),
    Part("asking", ("P6",), asking.rows),
    Part("tagging", ("P11",), tagging.rows),
    Part("window", ("P7", "P8"), window.rows),
    Part("copies", (), copies.rows),
    Part("rivals", ("P2",), rivals.rows),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one part came to."""

    part: str
    rows: tuple[Row, ...]
    seconds: float
    trouble: str = ""  # why it could not be measured, in one sentence


def chosen(names: Sequence[str]) -> tuple[Part, ...]:
    """The parts with these names, or that show targets with these numbers; all for none.

    Raises:
        UsageError: there is no such part and no such target.
    """
    if not names:
        return PARTS
    wanted = {name.strip().casefold() for name in names}
    known = {word.casefold() for part in PARTS for word in (part.name, *part.numbers)}
    if unknown := sorted(wanted - known):
        parts = ", ".join(part.name for part in PARTS)
        numbers = ", ".join(sorted({n for part in PARTS for n in part.numbers}, key=_place))
        raise UsageError(f"Nothing measured is called '{unknown[0]}'; there is {parts}; {numbers}.")
    return tuple(
        part for part in PARTS if wanted & {word.casefold() for word in (part.name, *part.numbers)}
    )


def run(
    sizes: Sizes, *, parts: Sequence[Part] = PARTS, scratch: Path | None = None, on_stage: OnStage
) -> Iterator[Measured]:
    """Measure some parts, one after the other; what one part needs and lacks stops no other one.

    Args:
        sizes: how much of everything.
        parts: what to measure.
        scratch: an existing folder in which a folder for the run is made, and removed at its
            end; None: the system's.
        on_stage: told what is being measured.
    """
    with tempfile.TemporaryDirectory(prefix="photoclip-bench-", dir=scratch) as folder:
        for part in parts:
            started = time.monotonic()
            rows, trouble = tuple[Row, ...](), ""
            try:
                rows = tuple(part.rows(sizes, Path(folder), on_stage))
            except PhotoclipError as error:
                trouble = f"The part {part.name} was not measured: {error}"
            yield Measured(part.name, rows, time.monotonic() - started, trouble)


def _place(number: str) -> int:
    return int(number[1:])
