"""How figures are told: a table for people, one document for scripts, progress meanwhile."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.progress import Progress
from rich.table import Table

from photoclip.cli.invocation import Invocation, progress_console
from photoclip.cli.plain import shown

Progressed = Callable[[int, int], None]
Figures = dict[str, Any]

_NAMES = {
    "r1": "R@1",
    "r5": "R@5",
    "r10": "R@10",
    "top1": "top-1",
    "top5": "top-5",
    "ece": "calibration error",
    "precision_at_3": "first three hits right",
    "ms_per_text": "ms per text",
}


def tell(invocation: Invocation, measured: Sequence[tuple[str, Figures]], *, as_json: bool) -> None:
    """Tell the figures of one model, or of two beside each other.

    The JSON document has the figures of the last model; of two, also the first one's under
    "before", and what was gained under "difference".
    """
    figures = measured[-1][1]
    if as_json:
        before = measured[0][1]
        both = {"before": before, "difference": _difference(before, figures)}
        invocation.answer({**figures, **(both if len(measured) > 1 else {})})
        return
    say_table(invocation, measured)
    _say_lists(invocation, figures)


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Figures:
    """After minus before of every figure that is not a count."""
    difference: Figures = {}
    for name, value in after.items():
        other = before[name]
        if isinstance(value, dict) and name != "n":
            difference[name] = _difference(other, value)
        elif isinstance(value, float) and isinstance(other, float):
            difference[name] = value - other
    return difference


def say_table(invocation: Invocation, columns: Sequence[tuple[str, Figures]]) -> None:
    """A line for each figure, a column for each model; of two models also the difference."""
    table = Table(box=None, show_header=len(columns) > 1, pad_edge=False)
    table.add_column("")
    for name, _ in columns:
        table.add_column(shown(name), justify="right")
    if len(columns) > 1:
        table.add_column("difference", justify="right")
    table.add_column("")
    flat = [dict(_flat(figures)) for _, figures in columns]
    counts = columns[-1][1].get("n", {})
    for name, value in flat[-1].items():
        cells = [number(each.get(name)) for each in flat]
        if len(columns) > 1:
            both = isinstance(value, float) and isinstance(flat[0].get(name), float)
            cells.append(f"{value - flat[0][name]:+.3f}" if both else "")
        table.add_row(name, *cells, f"of {counts[name]:,}" if name in counts else "")
    invocation.say(table)


def _say_lists(invocation: Invocation, figures: Figures) -> None:
    if figures.get("confusions"):
        invocation.say("", "Most frequent confusions, truth -> said:")
        for each in figures["confusions"]:
            invocation.say(f"  {each['truth']} -> {each['said']}: {each['n']}")
    if figures.get("none_right"):
        invocation.say("", f"No right hit: {', '.join(figures['none_right'])}")


def _flat(figures: Mapping[str, Any], above: str = "") -> Generator[tuple[str, Any]]:
    """Names for people with single values; lists and the counts `n` are left out."""
    for name, value in figures.items():
        words = f"{above}{_NAMES.get(name, name.replace('_', ' '))}"
        if isinstance(value, dict) and name != "n":
            yield from _flat(value, f"{words} ")
        elif not isinstance(value, dict | list):
            yield words, value


def number(value: object) -> str:
    """A figure as people read it."""
    if value is None:
        return "not known"
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 100 else f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


@contextmanager
def counted(*, quiet: bool) -> Generator[Progressed | None]:
    """A progress bar on the terminal, or nothing."""
    console = progress_console()
    if quiet or not console.is_terminal:
        yield None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Embedding", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
