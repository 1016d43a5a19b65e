"""What corrections of a label list gain: evaluate learning."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from photoclip.cli.evaluate.inputs import Data, Heldout, Model, Only, labelled, pairs_of
from photoclip.cli.evaluate.telling import counted
from photoclip.cli.invocation import Invocation, Json, of, tower_of
from photoclip.cli.sources import load_picture
from photoclip.clip.pairs import Pair
from photoclip.clip.reliability import draw_reliability
from photoclip.errors import DataError, UsageError
from photoclip.library.evaluation import learning as measuring
from photoclip.library.evaluation.learning import Measured

_KINDS = {
    True: "One label fits; right: mean per class top-1",
    False: "Several labels may fit; right: mean area under precision and recall",
}


def register(evaluate: typer.Typer) -> None:
    """Add the commands of this module."""
    evaluate.command()(learning)


def learning(
    context: typer.Context,
    data: Data,
    only: Only = None,
    labels: Annotated[
        str, typer.Option("--labels", metavar="A,B,…", help="Only pictures with these labels.")
    ] = "",
    model: Model = "",
    heldout: Heldout = 1.0,
    shots: Annotated[
        str, typer.Option("--shots", help="Numbers of corrections per label.")
    ] = "0,1,5,20",
    splits: Annotated[
        int, typer.Option("--splits", min=1, help="How often pictures are divided; 5 test all.")
    ] = 5,
    seed: Annotated[int, typer.Option("--seed", help="Divides the pictures the same again.")] = 0,
    reliability: Annotated[
        Path | None,
        typer.Option("--reliability", metavar="PNG", help="Draw what probabilities are worth."),
    ] = None,
    as_json: Json = False,
) -> None:
    """How much better labels are told after some corrections, and how true probabilities are.

    A correction is one photo of a label to which a person gives its true label, rejecting what
    was wrongly proposed. A fifth of each label's pictures tests; with 5 splits, each is tested
    once. The vectors of the others are the library.
    """
    invocation = of(context)
    counts = _counts(shots)
    if reliability is not None:
        _check_picture(reliability)
    pairs = _chosen(labelled(pairs_of(context, data, heldout, only or ()), data), labels)
    tower = tower_of(invocation, model)
    with counted(quiet=as_json) as on_progress:
        truth = measuring.labelled(tower.embedder(), pairs, load_picture, on_progress=on_progress)
    found = {
        exclusive: measuring.corrections(
            truth, shots=counts, splits=splits, seed=seed, exclusive=exclusive
        )
        for exclusive in (True, False)
    }
    figures = {exclusive: measuring.figures(truth, each) for exclusive, each in found.items()}
    if reliability is not None:
        _draw(found[True], reliability.expanduser(), tower.model.name)
    if as_json:
        said = {"model": tower.model.name, "seed": seed}
        invocation.answer({**said, "exclusive": figures[True], "open": figures[False]})
        return
    _say(invocation, tower.model.name, figures)
    if reliability is not None:
        invocation.say("", f"The reliability picture is {reliability}.")


def _counts(shots: str) -> tuple[int, ...]:
    try:
        counts = {int(each) for each in shots.split(",")}
    except ValueError:
        counts = {-1}
    if min(counts) < 0:
        raise UsageError(f"'{shots}': give numbers of corrections, such as 0,1,5,20.")
    return tuple(sorted({0, *counts}))


def _chosen(pairs: Sequence[Pair], labels: str) -> list[Pair]:
    wanted = {" ".join(label.split()) for label in labels.split(",") if label.strip()}
    missing = wanted - {pair.label for pair in pairs}
    if missing:
        raise DataError(f"No picture has the label {', '.join(sorted(missing))}.")
    return [pair for pair in pairs if not wanted or pair.label in wanted]


def _check_picture(path: Path) -> None:
    if path.suffix.lower() != ".png":
        raise UsageError(f"The reliability picture is a PNG; give {path.name} the ending .png.")
    if not path.expanduser().absolute().parent.is_dir():
        raise UsageError(f"There is no folder {path.parent} to put the reliability picture in.")


def _draw(measured: Sequence[Measured], path: Path, name: str) -> None:
    before, after = measured[0], measured[-1]
    curves = [
        ("Text alone", before.reliability),
        (f"{after.corrections} corrections per label", after.reliability),
    ]
    draw_reliability(curves, path, title=f"{name}: how often likeliest labels are right")


def _say(invocation: Invocation, name: str, figures: dict[bool, dict[str, Any]]) -> None:
    sizes = figures[True]
    invocation.say(
        f"{name}: {sizes['pictures']:,} pictures, {sizes['labels']:,} labels, "
        f"{sizes['splits']} splits"
    )
    for exclusive, kind in _KINDS.items():
        table = Table(box=None, pad_edge=False)
        for column in ("corrections", "right", "gain", "worst split", "calibration", "learned"):
            table.add_column(column, justify="right", no_wrap=True)
        for each in figures[exclusive]["corrections"]:
            table.add_row(
                f"{each['corrections']}",
                f"{each['right']:.1%} ± {each['se']:.1%}",
                f"{each['gain']:+.1%} ± {each['gain_se']:.1%}",
                f"{each['worst_gain']:+.1%}",
                f"{each['ece']:.3f}",
                f"{each['splits_learned']} of {sizes['splits']}",
            )
        invocation.say("", kind, table)
    invocation.say(
        "",
        "± is one standard error over the splits, calibration the expected error of all "
        "probabilities; learned says in how many splits examples were proven to help.",
    )
    for each in sizes["corrections"]:
        if each["labels_with_fewer"]:
            invocation.say(
                f"Labels with fewer than {each['corrections']} pictures to correct, of which all "
                f"were taken: {each['labels_with_fewer']}."
            )
