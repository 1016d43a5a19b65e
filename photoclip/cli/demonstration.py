"""Commands that show photoclip without pictures of one's own: samples, demo."""

import json
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.progress import Progress

from photoclip.cli.contact_sheet import write_contact_sheet
from photoclip.cli.indexing import progress_shown, say_report
from photoclip.cli.invocation import Invocation, Json, of, progress_console
from photoclip.errors import UsageError
from photoclip.library.labels import read_label_list
from photoclip.library.library import Library
from photoclip.paths import resources
from photoclip.query import parse
from photoclip.records import SearchAnswer, display_text
from photoclip.samples.diary import write_diary
from photoclip.samples.draw import draw_pairs
from photoclip.samples.library import write_samples

_QUESTIONS = (
    "a red sailboat at sunset",
    "a dog in the snow",
    "hot-air balloons over mountains",
    "city lights at night -car",
)
_MINIATURE_SIDE = 144


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(samples)
    app.command()(demo)


def samples(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write them.")],
    count: Annotated[int, typer.Option("--count", min=1)] = 600,
    seed: Annotated[int, typer.Option("--seed", min=0)] = 0,
    split: Annotated[str, typer.Option("--split", help="train or heldout.")] = "train",
    as_diary: Annotated[
        bool, typer.Option("--diary", help="Outings and journeys in the order of a life.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Draw the sample library: scenes with true captions, written as a camera would."""
    invocation = of(context)
    if as_diary:
        with _drawing_shown(quiet=as_json) as on_progress:
            captions = write_diary(
                folder.expanduser(), count=count, seed=seed, on_progress=on_progress
            )
    else:
        captions = _draw(folder, count=count, seed=seed, split=split, quiet=as_json)
    if as_json:
        invocation.answer({"folder": os.fspath(folder), "count": count, "captions": str(captions)})
        return
    invocation.say(f"{count:,} pictures are in {folder}, what they show in {captions.name}.")


def demo(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Option("--folder", help="Where pictures and their library are put.")
    ] = Path("demo"),
    count: Annotated[int, typer.Option("--count", min=10)] = 240,
    seed: Annotated[int, typer.Option("--seed", min=0)] = 7,
    show: Annotated[
        bool, typer.Option("--window/--no-window", help="Open the window at the end.")
    ] = True,
) -> int:
    """Make the sample library, index it, show answers; open the window or write a picture."""
    from photoclip import app as desktop

    invocation = of(context)
    folder = folder.absolute()
    pictures = folder / "pictures"
    if not _is_drawn(pictures, count):
        invocation.say(f"Drawing {count} pictures in {pictures}")
        _draw(pictures, count=count, seed=seed, split="train", quiet=False)
    invocation.folder = folder / "library"
    with invocation.library(write=True) as library:
        with progress_shown(quiet=False) as on_progress:
            report = library.index([pictures], on_progress=on_progress)
        say_report(invocation, report)
        rows = _ask(invocation, library)
        _tag(invocation, library)
        windowed = show and desktop.has_display() and not desktop.why_no_window()
        sheet = folder / "contact-sheet.png"
        if not windowed:
            write_contact_sheet(library, rows, sheet)
    if windowed:
        return desktop.run(invocation.folder)
    reason = desktop.why_no_window() if show else ""
    invocation.say(f"{reason} See the contact sheet {sheet} instead.".strip())
    return 0


def write_scene_pairs(folder: Path, *, count: int, seed: int, split: str = "train") -> Path:
    """Draw small scenes for training straight into a folder; returns their captions.json."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, object]] = []
    pairs = draw_pairs(count, seed=seed, size=_MINIATURE_SIDE, split=_split(split))
    for number, (picture, truth) in enumerate(pairs):
        name = f"{number:06}.webp"
        picture.save(folder / name, quality=90)
        facts = asdict(truth)
        rows.append({"file": name, "captions": facts.pop("captions"), "attributes": facts})
    path = folder / "captions.json"
    path.write_text(json.dumps(rows), "utf-8")
    return path


def _draw(folder: Path, *, count: int, seed: int, split: str, quiet: bool) -> Path:
    with _drawing_shown(quiet=quiet) as on_progress:
        return write_samples(
            folder.expanduser(),
            count=count,
            seed=seed,
            split=_split(split),
            processes=os.cpu_count() or 1,
            on_progress=on_progress,
        )


def _split(name: str) -> Literal["train", "heldout"]:
    if name == "train":
        return "train"
    if name == "heldout":
        return "heldout"
    raise UsageError(f"There is no split '{name}'; it is train or heldout.")


def _is_drawn(folder: Path, count: int) -> bool:
    try:
        return len(json.loads((folder / "captions.json").read_text("utf-8"))) == count
    except (OSError, ValueError):
        return False


def _ask(invocation: Invocation, library: Library) -> list[tuple[str, SearchAnswer]]:
    placed = library.showing.placed
    rows = [(each, placed(library.search(parse(each), limit=5))) for each in _QUESTIONS]
    example = rows[0][1].hits[0].paths[0]
    like = placed(library.similar(Path(os.fsdecode(example)), limit=5))
    rows.append((f"like {display_text(example.rpartition(b'/')[2])}", like))
    for question, answer in rows:
        invocation.say("", question)
        for hit in answer.hits[:3]:
            invocation.say(f"    {hit.score:.3f}  {display_text(hit.paths[0])}")
    return rows


def _tag(invocation: Invocation, library: Library) -> None:
    labels = read_label_list(resources() / "labels" / "scenes.txt")
    proposal = library.tagging.propose(labels)
    found = ", ".join(f"{name} {count}" for name, count in proposal.counts().items() if count)
    invocation.say("", f"Tags proposed from the list '{labels.name}': {found}", "")


@contextmanager
def _drawing_shown(*, quiet: bool) -> Generator[Callable[[int, int], None] | None]:
    console = progress_console()
    if quiet or not console.is_terminal:
        yield None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("Drawing", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
