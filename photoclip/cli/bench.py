"""The command that measures: bench."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from photoclip.bench.parts import Measured, chosen, run
from photoclip.bench.report import as_json as as_json_document
from photoclip.bench.report import as_markdown, as_text, report_of
from photoclip.bench.sizes import SIZES
from photoclip.bench.writing import write, write_picture
from photoclip.cli.invocation import Json, of
from photoclip.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(bench)


def bench(
    context: typer.Context,
    sizes: Annotated[
        str, typer.Option("--sizes", help="How much is measured: small, standard or large.")
    ] = "standard",
    only: Annotated[
        str, typer.Option("--only", help="Parts or targets, such as 'vectors' or 'P5,P6'.")
    ] = "",
    photos: Annotated[
        int | None, typer.Option("--photos", min=8, help="Pictures made and indexed.")
    ] = None,
    vectors: Annotated[
        int | None,
        typer.Option("--vectors", min=1000, help="Made-up vectors, and photos that have them."),
    ] = None,
    window_photos: Annotated[
        int | None,
        typer.Option(
            "--window-photos", min=0, help="Made-up photos that the window shows; 0: no window."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="A folder for bench.json, bench.md and bench.png."),
    ] = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the table as it stands in the docs.")
    ] = False,
    as_json: Json = False,
) -> int:
    """The speed of every stage, with the limit measured in the same run beside it."""
    invocation = of(context)
    if sizes not in SIZES:
        raise UsageError(f"There are the sizes {', '.join(SIZES)}, not '{sizes}'.")
    wanted = SIZES[sizes].limited(photos=photos, vectors=vectors, window_photos=window_photos)
    parts = chosen([word for word in only.split(",") if word.strip()])
    command = _command(sizes, only, photos=photos, vectors=vectors, window_photos=window_photos)
    measured: list[Measured] = []
    report = report_of(measured, command)
    try:
        for each in run(wanted, parts=parts, on_stage=invocation.note):
            measured.append(each)
            report = report_of(measured, command)
            if out is not None:
                write(report, out)  # after every part, so that a killed run leaves something
    finally:
        if out is not None and measured:
            write_picture(report, out)
    if as_json:
        invocation.answer(as_json_document(report))
    else:
        said = as_markdown(report) if markdown else as_text(report)
        invocation.say(*said.splitlines())
    return 1 if report.troubles else 0


def _command(sizes: str, only: str, **numbers: int | None) -> str:
    """What was asked for, to be typed again."""
    words = ["photoclip", "bench", "--sizes", sizes]
    words += ["--only", only] if only else []
    for name, number in numbers.items():
        if number is not None:
            words += [f"--{name.replace('_', '-')}", str(number)]
    return shlex.join(words)
