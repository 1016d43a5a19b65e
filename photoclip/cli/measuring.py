"""Commands that say how good and how fast a model is: evaluate."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from photoclip.cli.invocation import Invocation, Json, of, progress_console, tower_of
from photoclip.cli.sources import SOURCE_HELP, load_picture, sources_of
from photoclip.clip import attributes as attribute_figures
from photoclip.clip import evaluation
from photoclip.clip.confusion import MOST_LABELS, draw_confusion
from photoclip.clip.evaluation import Classification, Encoder
from photoclip.clip.pairs import Pair, labels_of, read_pairs, split
from photoclip.clip.word_search import search_words
from photoclip.errors import DataError, UsageError

_commands = typer.Typer(help="How good and how fast a model is, in figures.")

Progressed = Callable[[int, int], None]
Figures = dict[str, Any]
Measure = Callable[[Encoder, Progressed | None], Figures]

_Data = Annotated[str, typer.Option("--data", help=f"{SOURCE_HELP}.")]
_Model = Annotated[str, typer.Option("--model", help="A model's name or folder.")]
_Before = Annotated[
    str, typer.Option("--before", help="Another model to compare with, such as before training.")
]
_Heldout = Annotated[
    float, typer.Option("--heldout", min=0.0, max=1.0, help="Only the share not trained on.")
]
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


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(_commands, name="evaluate")


@_commands.command()
def retrieval(
    context: typer.Context,
    data: _Data,
    model: _Model = "",
    before: _Before = "",
    heldout: _Heldout = 1.0,
    as_json: Json = False,
) -> None:
    """How well texts find their pictures, and pictures their texts."""
    invocation = of(context)
    pairs = _pairs(context, data, heldout)

    def measure(encoder: Encoder, on_progress: Progressed | None) -> Figures:
        return evaluation.retrieval(encoder, pairs, load_picture, on_progress=on_progress)

    measured = _measured(invocation, measure, [before, model], quiet=as_json)
    _tell(invocation, measured, as_json=as_json)


@_commands.command("zero-shot")
def zero_shot(
    context: typer.Context,
    data: _Data,
    model: _Model = "",
    before: _Before = "",
    heldout: _Heldout = 1.0,
    confusion: Annotated[
        Path | None,
        typer.Option("--confusion", metavar="PNG", help="Draw what each label was taken for."),
    ] = None,
    as_json: Json = False,
) -> None:
    """How often the right label is chosen among all."""
    invocation = of(context)
    pairs = _labelled(_pairs(context, data, heldout), data)
    if confusion is not None:
        _check_picture(confusion, pairs)
    done: list[Classification] = []

    def measure(encoder: Encoder, on_progress: Progressed | None) -> Figures:
        done.append(evaluation.classify(encoder, pairs, load_picture, on_progress=on_progress))
        return done[-1].figures()

    measured = _measured(invocation, measure, [before, model], quiet=as_json)
    if confusion is not None:
        _draw(done[-1], confusion.expanduser(), *measured[-1])
    _tell(invocation, measured, as_json=as_json)
    if confusion is not None and not as_json:
        invocation.say("", f"The confusion picture is {confusion}.")


@_commands.command()
def attributes(
    context: typer.Context,
    data: _Data,
    model: _Model = "",
    before: _Before = "",
    heldout: _Heldout = 1.0,
    as_json: Json = False,
) -> None:
    """How often single facts are told: setting, weather, light, thing, colour, count."""
    invocation = of(context)
    pairs = _pairs(context, data, heldout)

    def measure(encoder: Encoder, on_progress: Progressed | None) -> Figures:
        return attribute_figures.by_attribute(encoder, pairs, load_picture, on_progress=on_progress)

    measured = _measured(invocation, measure, [before, model], quiet=as_json)
    _tell(invocation, measured, as_json=as_json)


@_commands.command()
def questions(
    context: typer.Context,
    data: _Data,
    model: _Model = "",
    before: _Before = "",
    heldout: _Heldout = 1.0,
    as_json: Json = False,
) -> None:
    """How many of the first three hits are right, asking for each label as "a cat"."""
    invocation = of(context)
    pairs = _labelled(_pairs(context, data, heldout), data)

    def measure(encoder: Encoder, on_progress: Progressed | None) -> Figures:
        return evaluation.questions(encoder, pairs, load_picture, on_progress=on_progress)

    measured = _measured(invocation, measure, [before, model], quiet=as_json)
    _tell(invocation, measured, as_json=as_json)


@_commands.command()
def words(
    context: typer.Context,
    data: _Data,
    word: Annotated[list[str], typer.Option("--word", help="A word to ask for; give several.")],
    model: _Model = "",
    heldout: _Heldout = 1.0,
    as_json: Json = False,
) -> None:
    """How well single words find the pictures whose captions say them."""
    invocation = of(context)
    pairs = _pairs(context, data, heldout)

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
        shown = [
            _number(found.get(key)) for key in ("share", "precision_at_10", "average_precision")
        ]
        table.add_row(Text(name), f"{found['pictures']:,}", *shown)
    invocation.say(table, "", f"Of {figures['pictures']:,} pictures.")


@_commands.command()
def speed(
    context: typer.Context,
    model: _Model = "",
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
    _say_table(invocation, [("", figures)])
    invocation.say(f"Decoded pictures of {width} x {height} px; their preparation is included.")


def _pairs(context: typer.Context, data: str, heldout: float) -> list[Pair]:
    """The pairs that `--data` names; what was drawn for them lasts until the command ends."""
    invocation = of(context)
    (source,) = context.with_resource(sources_of(invocation, [data], split="heldout"))
    read = read_pairs(source)
    for problem in read.problems[:5]:
        invocation.note(problem)
    return list(read.pairs) if heldout >= 1.0 else split(read.pairs, heldout)[1]


def _labelled(pairs: Sequence[Pair], data: str) -> list[Pair]:
    labelled = [pair for pair in pairs if pair.label is not None]
    if not labelled:
        raise DataError(f"{data} has no labels; a CSV with the columns file,label is needed.")
    return labelled


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
        with _counted(quiet=quiet) as on_progress:
            measured.append((tower.model.name, measure(encoder, on_progress)))
    return measured


def _tell(
    invocation: Invocation, measured: Sequence[tuple[str, Figures]], *, as_json: bool
) -> None:
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
    _say_table(invocation, measured)
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


def _say_table(invocation: Invocation, columns: Sequence[tuple[str, Figures]]) -> None:
    """A line for each figure, a column for each model; of two models also the difference."""
    table = Table(box=None, show_header=len(columns) > 1, pad_edge=False)
    table.add_column("")
    for name, _ in columns:
        table.add_column(Text(name), justify="right")
    if len(columns) > 1:
        table.add_column("difference", justify="right")
    table.add_column("")
    flat = [dict(_flat(figures)) for _, figures in columns]
    counts = columns[-1][1].get("n", {})
    for name, value in flat[-1].items():
        cells = [_number(each.get(name)) for each in flat]
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


def _number(value: object) -> str:
    if value is None:
        return "not known"
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 100 else f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


@contextmanager
def _counted(*, quiet: bool) -> Generator[Progressed | None]:
    console = progress_console()
    if quiet or not console.is_terminal:
        yield None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Embedding", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
