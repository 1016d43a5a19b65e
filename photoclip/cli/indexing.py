"""Commands that bring the library up to date: index, watch."""

import shlex
import signal
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Column

from photoclip.cli.invocation import Invocation, Json, of, path_fields, progress_console
from photoclip.cli.plain import visible
from photoclip.library.companions import left_out
from photoclip.library.library import Library
from photoclip.library.manners import Manners
from photoclip.records import IndexProgress, IndexReport

INTERRUPTED = 130

CpuLimit = Annotated[
    int,
    typer.Option("--cpu-limit", min=1, max=100, help="Percent of all processors, on average."),
]
WhenIdle = Annotated[
    bool, typer.Option("--when-idle", help="Wait while other programs need the processors.")
]
NotOnBattery = Annotated[
    bool, typer.Option("--not-on-battery", help="Wait while the computer runs on its battery.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(index)
    app.command()(watch)


def index(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="Folders; none: all known.")] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 when a picture failed.")
    ] = False,
    forget: Annotated[
        bool,
        typer.Option("--forget", help="Take out what is no longer there, however much it is."),
    ] = False,
    retry: Annotated[
        bool, typer.Option("--retry", help="Read all files again that could not be read.")
    ] = False,
    cpu_limit: CpuLimit = 100,
    when_idle: WhenIdle = False,
    not_on_battery: NotOnBattery = False,
    as_json: Json = False,
) -> int:
    """Add folders, bring the library up to date, and return."""
    invocation = of(context)
    stop = threading.Event()
    with (
        _interruptible(stop) as heard,
        invocation.library(write=True) as library,
        progress_shown(quiet=as_json) as on_progress,
    ):
        _behave(invocation, library, Manners(when_idle, not_on_battery, cpu_limit / 100))
        if retry:
            library.retry_failures()
        report = library.index(paths or [], forget=forget, on_progress=on_progress, stop=stop)
    if as_json:
        invocation.answer(report_document(report))
    else:
        say_report(invocation, report)
    if report.stopped:
        return 128 + heard[0] if heard else INTERRUPTED
    return 1 if strict and report.failed else 0


def watch(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="Folders to add first.")] = None,
    cpu_limit: CpuLimit = 100,
    when_idle: WhenIdle = False,
    not_on_battery: NotOnBattery = False,
    as_json: Json = False,
) -> int:
    """Bring the library up to date, then keep watching until interrupted."""
    invocation = of(context)
    stop = threading.Event()

    def tell(report: IndexReport) -> None:
        if as_json:
            invocation.answer(report_document(report))
        else:
            say_report(invocation, report)

    with (
        _interruptible(stop),
        invocation.library(write=True) as library,
        progress_shown(quiet=as_json) as on_progress,
    ):
        _behave(invocation, library, Manners(when_idle, not_on_battery, cpu_limit / 100))
        for path in paths or []:
            library.roots.add(path)
        library.watch(
            on_report=tell,
            stop=stop,
            on_progress=on_progress,
            on_polled=lambda polled: invocation.note(polled.sentence),
            on_trouble=lambda why: invocation.note(f"Waiting. {why}" if why else "Going on."),
        )
    return 0


def _behave(invocation: Invocation, library: Library, manners: Manners) -> None:
    """Hold back as asked; where another process does the work, that one knows how."""
    if manners != Manners() and not library.writable:
        invocation.note("How it holds back is settled there; --cpu-limit and others do not count.")
    library.manners = manners


def report_document(report: IndexReport) -> dict[str, Any]:
    """What `index --json` prints."""
    return {
        "photos": report.photos,
        "files": report.files,
        "embedded": report.embedded,
        "reused": report.reused,
        "unchanged": report.unchanged,
        "moved": report.moved,
        "gone": report.gone,
        "ignored": report.ignored,
        "failed": [
            {**path_fields(failure.path), "reason": failure.reason} for failure in report.failed
        ],
        "seconds": round(report.seconds, 3),
        "photos_per_second": round(report.photos_per_second, 2),
        "offline": list(report.offline),
        "stopped": report.stopped,
        "missing": [
            {"path": each.path, "photos": each.photos, "of": each.of} for each in report.missing
        ],
        "unsettled": report.unsettled,
        "videos": report.videos,
    }


def say_report(invocation: Invocation, report: IndexReport) -> None:
    """The same for people."""
    did = [
        f"{count:,} {what}"
        for count, what in (
            (report.embedded, "embedded"),
            (report.reused, "known already"),
            (report.unchanged, "unchanged"),
            (report.moved, "moved"),
            (report.gone, "gone"),
            (report.ignored, "not pictures"),
            (len(report.failed), "failed"),
        )
        if count
    ]
    speed = f" ({report.photos_per_second:.1f} photos/s)" if report.embedded else ""
    invocation.say(
        f"{report.photos:,} photos in {report.files:,} files; "
        f"{', '.join(did) or 'nothing to do'} in {report.seconds:.1f} s{speed}."
    )
    for folder in report.offline:
        invocation.say(f"Not there now, kept as it was: {folder}")
    for missing in report.missing:
        invocation.say(
            f"{missing.photos:,} of {missing.of:,} photos are no longer in {missing.path}; they "
            "are kept. Connect its drive if that is the reason; if they were deleted, "
            f"'photoclip index --forget {shlex.quote(missing.path)}' takes them out."
        )
    if report.unsettled:
        invocation.say(
            f"{report.unsettled:,} files were being written or moved; the next run reads them."
        )
    if report.videos:
        invocation.say(left_out(report.videos))
    if report.failed:
        invocation.say("See 'photoclip failures' for what failed and why.")
    if report.stopped:
        invocation.say("Stopped before the end; the next 'photoclip index' goes on from here.")


@contextmanager
def progress_shown(*, quiet: bool) -> Generator[Callable[[IndexProgress], None] | None]:
    """A progress bar on stderr with rate and time left; none where stderr is no terminal."""
    console = progress_console()
    if quiet or not console.is_terminal:
        yield None
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("{task.fields[name]}", table_column=Column(ratio=1, no_wrap=True), markup=False),
        console=console,
        transient=True,
    )
    with bar:
        task = bar.add_task("Scanning", total=None, rate="", name="")
        yield lambda progress: _show(bar, task, progress)


def _show(bar: Progress, task: TaskID, progress: IndexProgress) -> None:
    left = progress.seconds_left
    rate = f"{progress.photos_per_second:.1f}/s" if progress.photos_per_second else ""
    if left is not None:
        minutes, seconds = divmod(round(left), 60)
        rate += f", {minutes}:{seconds:02} left"
    bar.update(
        task,
        description=progress.phase.capitalize(),
        completed=progress.done,
        total=progress.total,
        rate=rate,
        name=visible(progress.current.rpartition("/")[2]),
    )


@contextmanager
def _interruptible(stop: threading.Event) -> Generator[list[int]]:
    """Ctrl-C and a polite kill set `stop`; a second one ends the program at once.

    To be entered before the library is opened: Python swallows an interrupt raised where an object
    is being finalised, and opening does much of that.

    Yields:
        The numbers of the signals that came.
    """
    heard: list[int] = []

    def interrupt(signum: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            signal.signal(signum, signal.SIG_DFL)
            signal.raise_signal(signum)
        heard.append(signum)
        stop.set()

    names = ["SIGINT", "SIGTERM"] + (["SIGBREAK"] if sys.platform == "win32" else [])
    before = {
        number: signal.signal(number, interrupt)
        for number in (getattr(signal, name) for name in names)
    }
    try:
        yield heard
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
