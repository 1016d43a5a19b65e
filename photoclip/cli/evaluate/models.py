"""How good and how fast a model alone is."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from photoclip.cli.evaluate.inputs import Data, Heldout, Model, labelled, pairs_of
from photoclip.cli.evaluate.telling import (
    Figures,
    Progressed,
    counted,
    number,
    say_table,
    tell,
)
from photoclip.cli.invocation import Invocation, Json, of, tower_of
from photoclip.cli.plain import shown
from photoclip.cli.sources import load_picture
from photoclip.clip import attributes as attribute_figures
from photoclip.clip import evaluation
from photoclip.clip.confusion import MOST_LABELS, draw_confusion
from photoclip.clip.evaluation import Classification, Encoder
from photoclip.clip.pairs import Pair, labels_of
from photoclip.clip.word_search import search_words
from photoclip.errors import DataError, UsageError

Measure = Callable[[Encoder, Progressed | None], Figures]

_Before = Annotated[
    str, typer.Option("--before", help="Another model to compare with, such as before training.")
]


def register(evaluate: typer.Typer) -> None:
    """Add the commands of this module."""
    evaluate.command(
        "retrieval", help="How well texts find their pictures, and pictures their texts."
    )(_figures(evaluation.retrieval))
    evaluate.command("zero-shot")(zero_shot)
    evaluate.command(
        "attributes",
        help="How often single facts are told: setting, weather, light, thing, colour, count.",
    )(_figures(attribute_figures.by_attribute))
    evaluate.command(
        "questions",
        help='How many of the first three hits are right, asking for each label as "a cat".',
    )(_figures(evaluation.questions, of_labels=True))
    evaluate.command()(words)
    evaluate.command()(speed)


def _figures(measured: Callable[..., Figures], *, of_labels: bool = False) -> Callable[..., None]:
    """A command that tells the figures of one model, or of two beside each other.

    Args:
        measured: takes an encoder, pairs, a loader and `on_progress`.
        of_labels: only pictures that have one count.
    """

    def command(
        context: typer.Context,
        data: Data,
        model: Model = "",
        before: _Before = "",
        heldout: Heldout = 1.0,
        as_json: Json = False,
    ) -> None:
        pairs = pairs_of(context, data, heldout)
        pairs = labelled(pairs, data) if of_labels else pairs

        def measure(encoder: Encoder, on_progress: Progressed | None) -> Figures:
            return measured(encoder, pairs, load_picture, on_progress=on_progress)

        both = _measured(of(context), measure, [before, model], quiet=as_json)
        tell(of(context), both, as_json=as_json)

    return command


def zero_shot(
    context: typer.Context,
    data: Data,
    model: Model = "",
    before: _Before = "",
    heldout: Heldout = 1.0,
    confusion: Annotated[
        Path | None,
        typer.Option("--confusion", metavar="PNG", help="Draw what each label was taken for."),
    ] = None,
    as_json: Json = False,
) -> None:
    """How often the right label is chosen among all."""
    invocation = of(context)
    pairs = labelled(pairs_of(context, data, heldout), data)
    if confusion is not None:
        _check_picture(confusion, pairs)
    done: list[Classification] = []

    def measure(encoder: Encoder, on_progress: Progressed | None) -> Figures:
        done.append(evaluation.classify(encoder, pairs, load_picture, on_progress=on_progress))
        return done[-1].figures()

    measured = _measured(invocation, measure, [before, model], quiet=as_json)
    if confusion is not None:
        _draw(done[-1], confusion.expanduser(), *measured[-1])
    tell(invocation, measured, as_json=as_json)
    if confusion is not None and not as_json:
        invocation.say("", f"The confusion picture is {confusion}.")


def words(
    context: typer.Context,
    data: Data,
    word: Annotated[list[str], typer.Option("--word", help="A word to ask for; give several.")],
    model: Model = "",
    heldout: Heldout = 1.0,
    as_json: Json = False,
) -> None:
    """How well single words find the pictures whose captions say them."""
    invocation = of(context)
    pairs = pairs_of(context, data, heldout)

    def measure(encoder: Encoder, on_progress: Progressed | None) -> Figures:
        return search_words(encoder, pairs, load_picture, word, on_progress=on_progress)

    ((_, figures),) = _measured(invocation, measure, ["", model], quiet=as_json)
    if as_json:
        invocation.answer(figures)
        return
    table = Table(box=None, pad_edge=False)
    for name in ("word", "pictures", "share of all", "first ten right", "average precision"):
        table.add_column(name, justify="left" if name == "word" else "right")
    for name, found in figures["words"].items():
        columns = [
            number(found.get(key)) for key in ("share", "precision_at_10", "average_precision")
        ]
        table.add_row(shown(name), f"{found['pictures']:,}", *columns)
    invocation.say(table, "", f"Of {figures['pictures']:,} pictures.")


def speed(
    context: typer.Context,
    model: Model = "",
    threads: Annotated[int, typer.Option("--threads", min=0, help="0: as torch chooses.")] = 0,
    as_json: Json = False,
) -> None:
    """Pictures a second in float32 and bfloat16, and milliseconds a sentence."""
    from photoclip.clip.speed import speed as measured

    invocation = of(context)
    tower = tower_of(invocation, model)
    figures = measured(tower.model, short_side=tower.decode_side, threads=threads)
    if as_json:
        invocation.answer(figures)
        return
    width, height = figures.pop("picture")
    say_table(invocation, [("", figures)])
    invocation.say(f"Decoded pictures of {width} x {height} px; their preparation is included.")


def _check_picture(path: Path, pairs: Sequence[Pair]) -> None:
    """Say before a long measurement that its picture could not be drawn."""
    if path.suffix.lower() != ".png":
        raise UsageError(f"The confusion picture is a PNG; give {path.name} the ending .png.")
    if not path.expanduser().absolute().parent.is_dir():
        raise UsageError(f"There is no folder {path.parent} to put the confusion picture in.")
    if len(labels_of(pairs)) > MOST_LABELS:
        raise DataError(f"A confusion picture has room for {MOST_LABELS} labels; leave it out.")


def _draw(done: Classification, path: Path, name: str, figures: Figures) -> None:
    title = (
        f"{name}: top-1 {figures['top1']:.1%} "
        f"of {figures['images']:,} pictures, {figures['classes']:,} labels"
    )
    draw_confusion(done.confusion(), done.labels, path, title=title)


def _measured(
    invocation: Invocation, measure: Measure, models: Sequence[str], *, quiet: bool
) -> list[tuple[str, Figures]]:
    """Names and figures of the models before (left out where it is "") and after."""
    before, after = models
    towers = [tower_of(invocation, name) for name in ([before] if before else []) + [after]]
    measured: list[tuple[str, Figures]] = []
    for tower in towers:
        encoder = tower.embedder()
        with counted(quiet=quiet) as on_progress:
            measured.append((tower.model.name, measure(encoder, on_progress)))
    return measured
