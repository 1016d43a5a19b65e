"""The command that says why a picture fits some words: explain."""

from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import typer
from rich.table import Table

from photoclip import paths
from photoclip.cli.explained_picture import write_explained
from photoclip.cli.invocation import Invocation, Json, of, path_fields, tower_of
from photoclip.cli.plain import shown
from photoclip.errors import UsageError
from photoclip.library.describing import pixels_of_file
from photoclip.library.explaining import Explanation, checked, explain
from photoclip.photos.decoder import DecoderPool

_SHORT_SIDE = 800  # px of the picture that is written


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(name="explain")(explain_file)


def explain_file(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A picture inside or outside the library.")],
    words: Annotated[
        list[str] | None, typer.Argument(help="What it should show, such as: a dog.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="PNG", help="Write the picture with its heat-map here."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show where in a picture some words are, and what else it could be said to show."""
    invocation = of(context)
    said = checked(" ".join(words or []))
    if out is not None:
        _check_place(out)
    tower = tower_of(invocation)
    side = max(_SHORT_SIDE, tower.decode_side)
    with DecoderPool(1, short_side=side, log_path=paths.decoder_log()) as decoder:
        pixels = pixels_of_file(decoder, file)
    explanation = explain(tower, pixels, said)
    if out is not None:
        write_explained(pixels, explanation, out)
    if as_json:
        invocation.answer(_document(file, explanation))
    else:
        _tell(invocation, explanation, out)


def _check_place(out: Path) -> None:
    """Refuse what cannot be written before anything is computed."""
    if out.suffix.lower() != ".png":
        raise UsageError(f"{out} does not end in .png; the picture is written as PNG.")
    if out.is_dir():
        raise UsageError(f"{out} is a folder; name the file to write.")
    if not out.expanduser().absolute().parent.is_dir():
        raise UsageError(f"There is no folder {out.parent} to write {out.name} into.")


def _document(file: Path, explanation: Explanation) -> dict[str, Any]:
    return {
        **path_fields(bytes(file.expanduser().absolute()), "file"),
        "words": explanation.words,
        "model": explanation.model,
        "score": round(explanation.score, 5),
        "method": explanation.method,
        "runner_up": [
            {"text": text, "score": round(score, 5)} for text, score in explanation.runner_up
        ],
        "margin": round(explanation.margin, 5),
        "ahead": round(explanation.ahead, 4),
        "map": _rows(explanation.map),
    }


def _rows(strength: npt.NDArray[np.float32]) -> list[list[float | None]]:
    """A map for JSON: null where the model does not look."""
    return [[None if np.isnan(each) else round(float(each), 3) for each in row] for row in strength]


def _tell(invocation: Invocation, explanation: Explanation, out: Path | None) -> None:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_row(f"{explanation.score:.3f}", shown(explanation.words, "bold"))
    for text, score in explanation.runner_up:
        table.add_row(f"{score:.3f}", shown(text))
    invocation.say(table)
    invocation.say(verdict(explanation))
    invocation.note(f"{explanation.model}, {explanation.method}")
    if out is not None:
        invocation.note(f"The picture with its heat-map is {out}.")


def verdict(explanation: Explanation) -> str:
    """The margin in a sentence."""
    rival = explanation.runner_up[0][0]
    if not explanation.is_seen:
        return (
            f"The model hardly sees this here: it fits better than {explanation.ahead:.0%} of "
            f"everyday texts only. “{rival}” fits best, {-explanation.margin:.3f} ahead."
        )
    if explanation.margin >= 0:
        return f"The words fit better than “{rival}”, by {explanation.margin:.3f}."
    return f"“{rival}” fits better than the words, by {-explanation.margin:.3f}."
