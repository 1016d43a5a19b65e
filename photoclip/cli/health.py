"""The command about the machine and the library: doctor."""

from typing import Annotated, Any

import typer
from rich.table import Table

from photoclip import doctor as examination
from photoclip.cli import verification
from photoclip.cli.invocation import Invocation, Json, of
from photoclip.cli.plain import shown
from photoclip.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(doctor)


def doctor(
    context: typer.Context,
    measure: Annotated[
        bool, typer.Option("--measure/--no-measure", help="Run the models on every device.")
    ] = True,
    verify: Annotated[
        bool, typer.Option("--verify", help="Look whether all of the library is whole instead.")
    ] = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="The same, and mend what can be mended.")
    ] = False,
    deep: Annotated[
        bool, typer.Option("--deep", help="With these: also read every photo's file again.")
    ] = False,
    as_json: Json = False,
) -> int:
    """What this machine has; with --verify, whether the library is whole."""
    invocation = of(context)
    if verify or repair:
        return verification.tell(invocation, deep=deep, repair=repair)
    if deep:
        raise UsageError("--deep needs --verify or --repair beside it.")
    if (invocation.folder / "catalog.sqlite").exists():
        with invocation.library(write=False) as library:
            found = examination.examine(library, invocation.folder, measure=measure)
    else:
        found = examination.examine(None, invocation.folder, measure=measure)
    if as_json:
        invocation.answer({**found.facts, "problems": found.problems})
    else:
        _say_facts(invocation, found.facts)
        _say_towers(invocation, found.facts["models"])
        for problem in found.problems:
            invocation.say(f"Problem: {problem}")
        if not found.problems:
            invocation.say("No problem found.")
    return 1 if found.problems else 0


def _say_facts(invocation: Invocation, facts: dict[str, Any]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in facts.items():
        if name == "models":
            value = [{k: v for k, v in each.items() if k != "measured"} for each in value]  # noqa: PLW2901 - they have a table of their own
        for line in _lines(value):
            table.add_row(name.replace("_", " "), shown(line, overflow="fold"))
            name = ""  # noqa: PLW2901 - further lines of a fact stand below its name
    invocation.say(table)


def _say_towers(invocation: Invocation, models: list[dict[str, Any]]) -> None:
    """How fast each model was in each way it can run here, and which way was chosen."""
    for model in models:
        if not model.get("measured"):
            continue
        table = Table(box=None, pad_edge=False, title=f"{model['name']} here", title_justify="left")
        for name in ("device", "precision", "way", "batch"):
            table.add_column(name)
        table.add_column("images/s", justify="right")
        table.add_column("cosine to fp32", justify="right")
        table.add_column("")
        for each in model["measured"]:
            table.add_row(
                each["device"],
                each["precision"],
                each["way"],
                str(each["batch_size"]),
                f"{each['images_per_second']:.1f}",
                f"{each['parity']:.5f}",
                "chosen" if each["chosen"] else "",
            )
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
