"""Commands that train a model and measure one: train, evaluate."""

import os
import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from photoclip import paths
from photoclip.cli.demonstration import write_scene_pairs
from photoclip.cli.invocation import Invocation, Json, of, progress_console, tower_of
from photoclip.clip import evaluation
from photoclip.clip import models as clip_models
from photoclip.clip.pairs import Pair, Source, read_pairs, split
from photoclip.clip.plan import TrainingPlan, TrainingProgress, TrainingReport
from photoclip.errors import DataError, UsageError
from photoclip.photos.decode import open_upright

_commands = typer.Typer(help="How good the model is, in figures.")

Progressed = Callable[[int, int], None]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(_commands, name="evaluate")
    app.command()(train)


def load_picture(path: Path) -> npt.NDArray[np.uint8]:
    """Open a picture for training: upright RGB, uint8 (height, width, 3)."""
    return np.asarray(open_upright(os.fsencode(path), 512))


def train(
    context: typer.Context,
    data: Annotated[
        list[str],
        typer.Option(
            "--data",
            help="A CSV (file,label or file,text), a captions.json, a folder, or samples:N; "
            "PATH*2 draws it twice as often, PATH!VALUE leaves out rows with that value.",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="The new model's folder.")],
    model: Annotated[
        str, typer.Option("--model", help="A model to fine-tune, or an open_clip architecture.")
    ] = "",
    max_minutes: Annotated[float | None, typer.Option("--max-minutes", min=0.05)] = None,
    epochs: Annotated[float, typer.Option("--epochs", min=0.1)] = 30.0,
    batch_size: Annotated[int, typer.Option("--batch-size", min=2)] = 128,
    learning_rate: Annotated[float, typer.Option("--learning-rate", min=0.0)] = 2e-3,
    heldout: Annotated[float, typer.Option("--heldout", min=0.0, max=0.9)] = 0.15,
    seed: Annotated[int, typer.Option("--seed")] = 0,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where it stopped.")] = False,
    precision: Annotated[str, typer.Option("--precision", help="fp32, bf16 or auto.")] = "auto",
    threads: Annotated[int, typer.Option("--threads", min=0, help="0: as torch chooses.")] = 0,
    name: Annotated[str, typer.Option("--name", help="What the model is called.")] = "",
    description: Annotated[str, typer.Option("--description")] = "",
    licence: Annotated[str, typer.Option("--licence")] = "",
    as_json: Json = False,
) -> None:
    """Train a model on pictures with texts, or fine-tune one (contrastive, as CLIP is)."""
    from photoclip.clip import training

    invocation = of(context)
    start_from, architecture = _start(model)
    with _sources(data, seed) as sources, _training_shown(quiet=as_json) as on_progress:
        plan = TrainingPlan(
            sources=sources,
            out=out.expanduser(),
            loader=load_picture,
            architecture=architecture,
            start_from=start_from,
            epochs=epochs,
            max_minutes=max_minutes,
            batch_size=batch_size,
            learning_rate=learning_rate,
            heldout=heldout,
            seed=seed,
            resume=resume,
            precision=precision,
            threads=threads,
            name=name or out.name,
            description=description,
            licence=licence,
        )
        report = training.train(plan, on_progress=on_progress)
    _tell(invocation, _training_document(report), as_json=as_json)


@_commands.command()
def retrieval(
    context: typer.Context,
    data: Annotated[Path, typer.Option("--data", help="A CSV or captions.json.")],
    model: Annotated[str, typer.Option("--model", help="A model's name or folder.")] = "",
    heldout: Annotated[
        float, typer.Option("--heldout", min=0.0, max=1.0, help="Only the share not trained on.")
    ] = 1.0,
    as_json: Json = False,
) -> None:
    """How well texts find their pictures, and pictures their texts."""
    invocation = of(context)
    pairs = _pairs(invocation, data, heldout)
    encoder = tower_of(invocation, model).embedder()
    with _counted(quiet=as_json) as on_progress:
        figures = evaluation.retrieval(encoder, pairs, load_picture, on_progress=on_progress)
    _tell(invocation, figures, as_json=as_json)


@_commands.command("zero-shot")
def zero_shot(
    context: typer.Context,
    data: Annotated[Path, typer.Option("--data", help="A CSV with file,label.")],
    model: Annotated[str, typer.Option("--model", help="A model's name or folder.")] = "",
    heldout: Annotated[
        float, typer.Option("--heldout", min=0.0, max=1.0, help="Only the share not trained on.")
    ] = 1.0,
    as_json: Json = False,
) -> None:
    """How often the right label is chosen among all."""
    invocation = of(context)
    pairs = _pairs(invocation, data, heldout)
    if not any(pair.label is not None for pair in pairs):
        raise DataError(f"{data} has no labels; a CSV with the columns file,label is needed.")
    encoder = tower_of(invocation, model).embedder()
    with _counted(quiet=as_json) as on_progress:
        figures = evaluation.zero_shot(encoder, pairs, load_picture, on_progress=on_progress)
    _tell(invocation, figures, as_json=as_json)


def _training_document(report: TrainingReport) -> dict[str, Any]:
    return {
        "out": os.fspath(report.out),
        "pairs": report.pairs,
        "heldout": report.heldout,
        "steps": report.steps,
        "epochs": round(report.epochs, 2),
        "loss": round(report.loss, 4),
        "images_per_second": round(report.images_per_second, 1),
        "precision": report.precision,
        "seconds": round(report.seconds, 1),
        "problems": list(report.problems),
        "stopped": report.stopped,
    }


def _pairs(invocation: Invocation, data: Path, heldout: float) -> list[Pair]:
    read = read_pairs(data.expanduser())
    for problem in read.problems[:5]:
        invocation.note(problem)
    if heldout >= 1.0:
        return list(read.pairs)
    return split(read.pairs, heldout)[1]


def _start(model: str) -> tuple[Path | None, dict[str, Any] | None]:
    """A folder to fine-tune from, or an architecture to start afresh with."""
    from photoclip.clip.architecture import named_architecture

    if not model:
        return None, None
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder, None
    here = {files.name: files.folder for files in clip_models.available(paths.models_folder())}
    if model in here:
        return here[model], None
    return None, named_architecture(model)


@contextmanager
def _sources(data: Sequence[str], seed: int) -> Generator[tuple[Source, ...]]:
    """The `--data` options as sources; `samples:N` is drawn into a folder for the while."""
    with tempfile.TemporaryDirectory(prefix="photoclip-scenes-") as scratch:
        sources: list[Source] = []
        for number, text in enumerate(data):
            name, _, left_out = text.partition("!")
            name, _, weight = name.partition("*")
            try:
                factor = float(weight or 1)
            except ValueError:
                raise UsageError(f"'{text}': what follows * must be a number.") from None
            if name.startswith("samples:"):
                count = name.removeprefix("samples:")
                if not count.isdigit() or int(count) < 1:
                    raise UsageError(f"'{text}': say how many scenes, such as samples:2000.")
                folder = Path(scratch) / str(number)
                path = write_scene_pairs(folder, count=int(count), seed=seed)
                sources.append(Source(path, factor, heldout=0.0))  # they have a split of their own
                continue
            leave_out = tuple(left_out.split("!")) if left_out else ()
            sources.append(Source(Path(name).expanduser(), factor, leave_out))
        yield tuple(sources)


@contextmanager
def _training_shown(*, quiet: bool) -> Generator[Callable[[TrainingProgress], None] | None]:
    console = progress_console()
    if quiet or not console.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, TextColumn("{task.fields[facts]}"), console=console) as bar:
        task = bar.add_task("Reading", total=1.0, facts="")

        def show(progress: TrainingProgress) -> None:
            facts = f"loss {progress.loss:.3f}  {progress.images_per_second:.0f} images/s"
            bar.update(
                task,
                description=progress.phase.capitalize(),
                completed=progress.share,
                facts=facts if progress.phase == "training" else "",
            )

        yield show


@contextmanager
def _counted(*, quiet: bool) -> Generator[Progressed | None]:
    console = progress_console()
    if quiet or not console.is_terminal:
        yield None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Embedding", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _tell(invocation: Invocation, figures: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        invocation.answer(figures)
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in figures.items():
        if isinstance(value, dict):
            value = "  ".join(f"{key} {_number(each)}" for key, each in value.items())  # noqa: PLW2901 - the same value for showing
        table.add_row(name.replace("_", " "), _number(value))
    invocation.say(table)


def _number(value: object) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)
