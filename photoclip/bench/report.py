"""What a run of measurements came to, as one document: for JSON, for a page, for a picture."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psutil

from photoclip import __version__
from photoclip.bench.parts import Measured
from photoclip.bench.rows import Row, document

HEADINGS = ("#", "what", "achieved", "limit", "ratio", "target", "holds", "rival")
"""What stands over `cells`."""
_LAST = 99  # the place of rows without a number
_LEFT = (0, 1, 6)  # columns of words


@dataclass(frozen=True, slots=True)
class Report:
    """One run: what was measured, on what machine, and by which command."""

    measured: tuple[Measured, ...]
    command: str
    machine: str
    at: str  # local time, ISO
    seconds: float

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows: those of the targets by number, then the others."""
        every = (row for part in self.measured for row in part.rows)
        return tuple(sorted(every, key=lambda row: int(row.number[1:] or 0) or _LAST))

    @property
    def troubles(self) -> tuple[str, ...]:
        """Why parts could not be measured, a sentence each."""
        return tuple(part.trouble for part in self.measured if part.trouble)


def report_of(measured: Sequence[Measured], command: str) -> Report:
    """A run that has just ended."""
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    seconds = sum(part.seconds for part in measured)
    return Report(tuple(measured), command, machine(), at, seconds)


def machine() -> str:
    """This machine in a few words: processors, memory, system, and what photoclip runs on."""
    cores = os.cpu_count() or 1
    memory = round(psutil.virtual_memory().total / 2**30)
    words = (
        f"{cores} x {_processor()}",
        f"{memory} GB",
        f"{platform.system()} {platform.release()}",
        f"Python {platform.python_version()}",
        f"photoclip {__version__}",
    )
    return ", ".join(words)


def _processor() -> str:
    """The name of the processor, as the system says it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("model name"):
                    return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def as_json(report: Report) -> dict[str, Any]:
    """The whole run as one JSON document."""
    return {
        "command": report.command,
        "machine": report.machine,
        "at": report.at,
        "seconds": round(report.seconds, 1),
        "parts": {part.part: round(part.seconds, 1) for part in report.measured},
        "rows": [document(row) for row in report.rows],
        "troubles": list(report.troubles),
    }


def as_markdown(report: Report) -> str:
    """The whole run as a table for a page."""
    lines = [
        f"`{report.command}` on {report.machine}, {report.at[:10]}, {_duration(report.seconds)}.",
        "",
        f"| {' | '.join(HEADINGS)} |",
        "|---|---|---:|---:|---:|---:|---|---:|",
        *(f"| {' | '.join(cells(row))} |" for row in report.rows),
    ]
    notes = {(row.what, row.note): None for row in report.rows if row.note}
    lines += ["", *(f"- {what}: {note}." for what, note in notes), *report.troubles]
    return "\n".join(lines)


def cells(row: Row) -> tuple[str, ...]:
    """A row as texts: number, what, achieved, limit, ratio, target, holds, rival."""
    limit = row.limit
    return (
        row.number,
        named(row),
        value(row.achieved, row.unit),
        "" if limit is None else value(limit, row.unit),
        "" if row.ratio is None else _share(row.ratio),
        "" if limit is None else f"{'≥' if row.higher_is_better else '≤'} {row.target:g}",
        {True: "yes", False: "no", None: ""}[row.holds],
        "" if row.rival is None else value(row.rival, row.unit),
    )


def as_text(report: Report) -> str:
    """The whole run as a table for a terminal."""
    table = [HEADINGS, *(cells(row) for row in report.rows)]
    widths = [max(len(line[at]) for line in table) for at in range(len(HEADINGS))]
    lines = [
        "  ".join(
            text.ljust(width) if at in _LEFT else text.rjust(width)
            for at, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in table
    ]
    return "\n".join([*lines, *report.troubles])


def named(row: Row) -> str:
    """What a row measures, with its size."""
    return f"{row.what}, {row.size:,}" if row.size else row.what


def value(number: float, unit: str) -> str:
    """A figure with three digits that mean something, and its unit."""
    return f"{figure(number)} {unit}".rstrip()


def figure(number: float) -> str:
    """Three digits that mean something."""
    if number == 0 or abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}"


def _share(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.2g}"


def _duration(seconds: float) -> str:
    return f"{seconds / 60:.1f} minutes" if seconds >= 90 else f"{seconds:.0f} s"
