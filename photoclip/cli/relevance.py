"""Where likely hits end: how an answer's bands are told, and the line that the person moves."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from photoclip.cli.invocation import Invocation, Json, of
from photoclip.cli.plain import shown
from photoclip.library.relevance import DEFAULT_LINE
from photoclip.records import Hit, SearchAnswer, display_text

Line = Annotated[
    float | None,
    typer.Option(
        "--line",
        help="The relevance, 0 to 1, from which a hit is likely, for this answer "
        "(see 'photoclip relevance').",
    ),
]

_NOTHING_LIKELY = "Nothing here looks like that."


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(relevance)


def relevance(
    context: typer.Context,
    line: Annotated[
        float | None, typer.Argument(help="The new line, between 0 and 1; none: only show it.")
    ] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Put it back where it was.")] = False,
    as_json: Json = False,
) -> None:
    """Show or move the relevance line: from where on hits are likely, in this library."""
    invocation = of(context)
    changes = reset or line is not None
    with invocation.library(write=changes) as library:
        if changes:
            library.set_relevance_line(None if reset else line)
        now = library.relevance_line()
    if as_json:
        invocation.answer({"line": now, "default": DEFAULT_LINE})
        return
    invocation.say(f"A hit is likely from a relevance of {now:g} on.")


def say_hits(invocation: Invocation, answer: SearchAnswer) -> None:
    """The hits of an answer, with a line where the likely ones end, and how many there are."""
    table = Table(box=None, show_header=False, pad_edge=False)
    nothing_likely = answer.likely == 0 and bool(answer.hits)
    if nothing_likely:
        table.add_row("", "", shown(_NOTHING_LIKELY), end_section=True)
    for place, hit in enumerate(answer.hits):
        if place and hit.band != answer.hits[place - 1].band:
            table.add_row("", "", shown(f"── {hit.band} ──", style="dim"))
        table.add_row(*_cells(hit))
    invocation.say(table)
    if answer.likely is not None:
        invocation.note(f"{answer.likely:,} likely, {answer.maybe or 0:,} maybe")


def _cells(hit: Hit) -> tuple[Text, Text, Text]:
    relevance = "" if hit.relevance is None else f"{hit.relevance:4.0%}"
    score = "" if hit.score is None else f"{hit.score:.3f}"
    path = display_text(hit.paths[0])
    return shown(relevance), shown(score, style="dim"), shown(path, overflow="fold")
