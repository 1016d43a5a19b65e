"""The command that trains a model: train."""

import os
import signal
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from photoclip import paths
from photoclip.cli.invocation import Invocation, Json, of, progress_console, tower_of
from photoclip.cli.sources import SOURCE_HELP, is_own, load_picture, sources_of
from photoclip.clip import models as clip_models
from photoclip.clip.training.plan import TrainingPlan, TrainingProgress, TrainingReport
from photoclip.errors import UsageError

_FRESH, _TUNED = 2e-3, 1e-4
_PROBLEMS_SHOWN = 5


_Data = Annotated[
    list[str],
    typer.Option(
        "--data",
        help=f"{SOURCE_HELP}; PATH*2 draws it twice as often, PATH!VALUE leaves out rows with that "
        "value. Give it several times to mix.",
    ),
]
_Model = Annotated[
    str,
    typer.Option(
        "--model",
        help="A model to fine-tune, or an architecture to start afresh with: mini, a JSON file or "
        "one of open_clip's. Without it: mini; with --data library, the model in use.",
    ),
]
_ImageSize = Annotated[
    int | None,
    typer.Option(
        "--image-size", min=32, help="The side, px, at which the new model is to see pictures."
    ),
]
_LearningRate = Annotated[
    float | None,
    typer.Option(
        "--learning-rate", min=0.0, help=f"By default {_FRESH:g}, {_TUNED:g} to fine-tune."
    ),
]
_Loss = Annotated[
    str,
    typer.Option(
        "--loss", help="shared: equal texts count as each other's; plain: only a pair's own."
    ),
]
_Queue = Annotated[
    int, typer.Option("--queue", min=0, help="So many earlier pairs join small batches.")
]
_Mixing = Annotated[
    float, typer.Option("--mixing", min=0.0, max=1.0, help="Share of labelled photos mixed.")
]
_Average = Annotated[
    float, typer.Option("--average", min=0.0, max=0.99999, help="Average the weights, as by 0.999.")
]
_Device = Annotated[
    str, typer.Option("--device", help="cpu or cuda; by default cuda where there is one.")
]


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(train)


def train(
    context: typer.Context,
    data: _Data,
    out: Annotated[Path, typer.Option("--out", help="The new model's folder.")],
    model: _Model = "",
    image_size: _ImageSize = None,
    max_minutes: Annotated[float | None, typer.Option("--max-minutes", min=0.05)] = None,
    epochs: Annotated[float, typer.Option("--epochs", min=0.1)] = 30.0,
    batch_size: Annotated[int, typer.Option("--batch-size", min=2)] = 128,
    learning_rate: _LearningRate = None,
    loss: _Loss = "shared",
    queue: _Queue = 0,
    mixing: _Mixing = 0.5,
    average: _Average = 0.0,
    heldout: Annotated[float, typer.Option("--heldout", min=0.0, max=0.9)] = 0.15,
    seed: Annotated[int, typer.Option("--seed")] = 0,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where it stopped.")] = False,
    precision: Annotated[str, typer.Option("--precision", help="fp32, bf16 or auto.")] = "auto",
    device: _Device = "",
    threads: Annotated[int, typer.Option("--threads", min=0, help="0: as torch chooses.")] = 0,
    name: Annotated[str, typer.Option("--name", help="What the model is called.")] = "",
    description: Annotated[str, typer.Option("--description")] = "",
    licence: Annotated[str, typer.Option("--licence")] = "",
    as_json: Json = False,
) -> None:
    """Train a model on pictures with texts, or fine-tune one (contrastive, as CLIP is).

    Ctrl-C ends it after the step at hand and keeps what was learned; --resume goes on from there.
    Started by torchrun, several processes share every batch.
    """
    from photoclip.clip import training

    invocation = of(context)
    with sources_of(invocation, data, seed=seed) as sources:
        plan = TrainingPlan(
            **_start(invocation, model, data, learning_rate),
            sources=sources,
            out=out.expanduser(),
            loader=load_picture,
            image_size=image_size,
            epochs=epochs,
            max_minutes=max_minutes,
            batch_size=batch_size,
            share_positives=_one_of("loss", loss, ("shared", "plain")) == "shared",
            queue=queue,
            mixing=mixing,
            average=average,
            heldout=heldout,
            seed=seed,
            resume=resume,
            precision=_one_of("precision", precision, ("auto", "fp32", "bf16")),
            device=_device(device),
            threads=threads,
            name=name or out.name,
            description=description,
            licence=licence,
        )
        with _training_shown(quiet=as_json) as on_progress, _stopped_by_interrupt() as stop:
            report = training.train(plan, on_progress=on_progress, stop=stop)
    _tell(invocation, report, as_json=as_json)


def _one_of(what: str, value: str, known: Sequence[str]) -> str:
    if value not in known:
        raise UsageError(f"There is no {what} '{value}'; it is {' or '.join(known)}.")
    return value


def _device(wanted: str) -> str:
    from photoclip.clip.device import devices

    here = [device for device in devices() if device != "mps"]
    if wanted and wanted not in here:
        raise UsageError(f"There is no device '{wanted}' to train on here; it is {here[0]}.")
    return wanted or here[0]


@contextmanager
def _stopped_by_interrupt() -> Generator[threading.Event]:
    """An event that Ctrl-C sets; a second one interrupts at once."""
    stop = threading.Event()
    usual = signal.getsignal(signal.SIGINT)

    def interrupted(_number: int, _frame: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, usual)

    signal.signal(signal.SIGINT, interrupted)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, usual)


def _document(report: TrainingReport) -> dict[str, Any]:
    held = report.heldout_recall
    return {
        "out": os.fspath(report.out),
        "pairs": report.pairs,
        "heldout": report.heldout,
        "steps": report.steps,
        "epochs": round(report.epochs, 2),
        "loss": round(report.loss, 4),
        "recall": round(report.recall, 4),
        "heldout_recall": None if held is None else round(held, 4),
        "images_per_second": round(report.images_per_second, 1),
        "precision": report.precision,
        "seconds": round(report.seconds, 1),
        "problems": list(report.problems),
        "stopped": report.stopped,
    }


def _start(
    invocation: Invocation, model: str, data: Sequence[str], learning_rate: float | None
) -> dict[str, Any]:
    """What a plan begins with: a folder to fine-tune from, or an architecture to start afresh."""
    from photoclip.clip.architecture import named_architecture

    here = {files.name: files.folder for files in clip_models.available(paths.models_folder())}
    folder = Path(model).expanduser()
    if not model and any(is_own(text) for text in data):
        start_from = tower_of(invocation).model.folder
    else:
        start_from = folder if model and folder.is_dir() else here.get(model)
    if start_from is not None:
        return {"start_from": start_from, "learning_rate": learning_rate or _TUNED}
    architecture = named_architecture(model) if model else None
    return {"architecture": architecture, "learning_rate": learning_rate or _FRESH}


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
            facts = f"loss {progress.loss:.3f}  recall {progress.recall:.0%}"
            if progress.heldout_recall is not None:
                facts += f" (held out {progress.heldout_recall:.0%})"
            facts += f"  {progress.images_per_second:.0f} images/s"
            bar.update(
                task,
                description=progress.phase.capitalize(),
                completed=progress.share,
                facts=facts if progress.phase == "training" else "",
            )

        yield show


def _tell(invocation: Invocation, report: TrainingReport, *, as_json: bool) -> None:
    if os.environ.get("RANK", "0") != "0":  # the first of several processes speaks for all
        return
    if as_json:
        invocation.answer(_document(report))
        return
    for problem in report.problems[:_PROBLEMS_SHOWN]:
        invocation.note(problem)
    if len(report.problems) > _PROBLEMS_SHOWN:
        invocation.note(f"... and {len(report.problems) - _PROBLEMS_SHOWN:,} more of this kind.")
    held = report.heldout_recall
    shown = "" if held is None else f", {held:.0%} of held-out pictures find a true text"
    minutes = report.seconds / 60
    invocation.say(
        f"{'Stopped' if report.stopped else 'Trained'} after {report.steps:,} steps on "
        f"{report.pairs:,} pictures in {minutes:.1f} minutes: loss {report.loss:.3f}{shown}.",
        f"The model and its curve are in {report.out}."
        + (" Go on with --resume." if report.stopped else ""),
    )
