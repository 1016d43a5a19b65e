"""What `doctor --verify` and `doctor --repair` print."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from photoclip.cli.invocation import Invocation, progress_console
from photoclip.library.verifying import Check, OnLooked, Verdict, verify

_SHOWN = 5  # examples of a problem


def tell(invocation: Invocation, *, deep: bool, repair: bool) -> int:
    """Examine the library and print what was found; 1 where something is wrong in the end."""
    with _progress_shown(quiet=invocation.wants_json) as on_looked:
        verdict = verify(
            invocation.folder,
            deep=deep,
            repair=repair,
            break_lock=invocation.break_lock,
            on_looked=on_looked,
        )
    if invocation.wants_json:
        invocation.answer(_document(invocation, verdict))
    else:
        _say(invocation, verdict)
    return 1 if verdict.problems else 0


def _document(invocation: Invocation, verdict: Verdict) -> dict[str, Any]:
    return {
        "library": str(invocation.folder),
        "checks": [_check_document(check) for check in verdict.checks],
        "problems": [problem.sentence for problem in verdict.problems],
        "notes": list(verdict.notes),
        "repaired": list(verdict.mended),
    }


def _check_document(check: Check) -> dict[str, Any]:
    return {
        "name": check.name,
        "looked_at": check.looked_at,
        "seconds": round(check.seconds, 3),
        "problems": [
            {
                "sentence": problem.sentence,
                "count": problem.count,
                "remedy": problem.remedy,
                "examples": list(problem.examples),
            }
            for problem in check.problems
        ],
    }


def _say(invocation: Invocation, verdict: Verdict) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for name in ("looked at", "wrong", "seconds"):
        table.add_column(name, justify="right")
    for check in verdict.checks:
        wrong = sum(problem.count for problem in check.problems)
        table.add_row(check.name, f"{check.looked_at:,}", f"{wrong:,}", f"{check.seconds:.1f}")
    invocation.say(table)
    for done in verdict.mended:
        invocation.say(f"Mended: {done}")
    for note in verdict.notes:
        invocation.say(f"Note: {note}")
    for problem in verdict.problems:
        invocation.say(f"Problem: {problem.sentence}")
        invocation.say(*(f"  {each}" for each in problem.examples[:_SHOWN]))
        if len(problem.examples) > _SHOWN:
            invocation.say(f"  … and {problem.count - _SHOWN:,} more (--json names some of them)")
    if not verdict.problems:
        invocation.say("No problem found." if not verdict.mended else "No problem is left.")


@contextmanager
def _progress_shown(*, quiet: bool) -> Generator[OnLooked]:
    """A line on stderr that says what is being looked at; none where stderr is no terminal."""
    console = progress_console()
    if quiet or not console.is_terminal:
        yield lambda _name, _done, _total: None
        return
    columns = (TextColumn("Looking at the {task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("library", total=None)

        def show(name: str, done: int, total: int) -> None:
            bar.update(task, description=name, completed=done, total=total or None)

        yield show
