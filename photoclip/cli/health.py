"""Commands about the machine: doctor, bench."""

import os
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from photoclip import app as desktop
from photoclip import bench as benchmark
from photoclip import doctor as examination
from photoclip import window_bench
from photoclip.cli.invocation import Invocation, Json, of


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(doctor)
    app.command()(bench)


def doctor(
    context: typer.Context,
    measure: Annotated[
        bool, typer.Option("--measure/--no-measure", help="Run the models on every device.")
    ] = True,
    as_json: Json = False,
) -> int:
    """What this machine has, and whether the library is whole."""
    invocation = of(context)
    if (invocation.folder / "catalog.sqlite").exists():
        with invocation.library(write=False) as library:
            found = examination.examine(library, invocation.folder, measure=measure)
    else:
        found = examination.examine(None, invocation.folder, measure=measure)
    if as_json:
        invocation.answer({**found.facts, "problems": found.problems})
    else:
        _say_facts(invocation, found.facts)
        for problem in found.problems:
            invocation.say(f"Problem: {problem}")
        if not found.problems:
            invocation.say("No problem found.")
    return 1 if found.problems else 0


def bench(
    context: typer.Context,
    photos: Annotated[
        int, typer.Option("--photos", min=8, help="Pictures drawn and indexed.")
    ] = 120,
    vectors: Annotated[
        int, typer.Option("--vectors", min=1000, help="Made-up vectors searched.")
    ] = 100_000,
    window_photos: Annotated[
        int,
        typer.Option(
            "--window-photos", min=0, help="Made-up photos that the window shows; 0: no window."
        ),
    ] = 200_000,
    as_json: Json = False,
) -> None:
    """The speed of every stage, with the limit measured in the same run beside it."""
    invocation = of(context)
    rows = benchmark.run(photos=photos, vectors=vectors, on_stage=invocation.note)
    if window_photos:
        rows += _window_rows(invocation, window_photos, photos)
    if as_json:
        invocation.answer({"rows": [benchmark.document(row) for row in rows]})
        return
    table = Table(box=None, pad_edge=False)
    for name in ("what", "achieved", "limit", "ratio"):
        table.add_column(name, justify="left" if name == "what" else "right")
    for row in rows:
        limit = "" if row.limit is None else f"{row.limit:,.1f} {row.unit}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        table.add_row(Text(row.what), f"{row.achieved:,.1f} {row.unit}", limit, ratio)
    invocation.say(table)


def _window_rows(invocation: Invocation, photos: int, added: int) -> list[benchmark.Row]:
    """The window's rows; without a display it is drawn where nobody sees it."""
    if desktop.why_no_window():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if why := desktop.why_no_window():
        invocation.note(f"The window was not measured: {why}")
        return []
    return window_bench.run(photos=photos, added=added, on_stage=invocation.note)


def _say_facts(invocation: Invocation, facts: dict[str, Any]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in facts.items():
        for line in _lines(value):
            table.add_row(name.replace("_", " "), Text(line, overflow="fold"))
            name = ""  # noqa: PLW2901 - further lines of a fact stand below its name
    invocation.say(table)


def _lines(value: object) -> list[str]:
    """A fact as lines: one for each entry of a dictionary or list, what is deeper in one line."""
    if isinstance(value, dict):
        return [f"{key}: {_in_one_line(each)}" for key, each in value.items()] or ["none"]
    if isinstance(value, list):
        return [_in_one_line(each) for each in value] or ["none"]
    return [_in_one_line(value)]


def _in_one_line(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_in_one_line(each)}" for key, each in value.items())
    if isinstance(value, list):
        return "; ".join(_in_one_line(each) for each in value)
    return "not there yet" if value is None else str(value)
