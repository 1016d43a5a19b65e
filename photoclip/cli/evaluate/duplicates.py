"""How well copies and bursts are found: evaluate duplicates."""

import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer
from PIL import Image
from rich.table import Table

from photoclip.cli.evaluate.inputs import Model
from photoclip.cli.evaluate.telling import counted
from photoclip.cli.invocation import Invocation, Json, of, tower_of
from photoclip.cli.plain import shown
from photoclip.cli.sources import load_picture
from photoclip.clip.pairs import Source, read_pairs
from photoclip.errors import DataError, UsageError
from photoclip.library.evaluation import duplicates as measuring
from photoclip.library.evaluation.duplicates import Truth
from photoclip.library.library import Library
from photoclip.samples import retouching
from photoclip.samples.library import CAPTIONS, write_samples

_SIDES = (800, 1200)  # px of drawn pictures
_SAMPLES = "samples:"
_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff"}


def register(evaluate: typer.Typer) -> None:
    """Add the commands of this module."""
    evaluate.command()(duplicates)


def duplicates(
    context: typer.Context,
    data: Annotated[
        str,
        typer.Option(
            "--data",
            help="samples:N; a CSV with file,group,kind; a captions.json of samples; or a CSV or "
            "folder of pictures that all differ, of which copies are made.",
        ),
    ] = "samples:600",
    model: Model = "",
    count: Annotated[
        int, typer.Option("--count", min=0, help="So many of the pictures, evenly; 0: all.")
    ] = 0,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Makes the same copies again.")] = 0,
    keep: Annotated[
        Path | None, typer.Option("--keep", help="Leave the made copies in this new folder.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Precision and recall of every tier of copies, on pictures whose copies are known.

    Of real pictures every second gets a copy: the same bytes, the same pixels, one of many edits,
    or the next frame of a burst. All others differ, and are said to be taken seconds apart.
    """
    invocation = of(context)
    files = tower_of(invocation, model).model
    with tempfile.TemporaryDirectory(prefix="photoclip-copies-") as scratch:
        folder = Path(scratch) if keep is None else keep.expanduser()
        with counted(quiet=as_json) as on_progress:
            truth = _truth(data, folder / "pictures", count, seed)
            library = Library.open(Path(scratch) / "library")
            with library:
                library.use_model(files)
                figures = measuring.figures(library, truth, on_progress)
    if as_json:
        invocation.answer({"model": files.name, "data": data, **figures})
        return
    _say(invocation, files.name, figures)


def _truth(data: str, folder: Path, count: int, seed: int) -> Truth:
    """The pictures that `--data` names; what is made for them comes into `folder`."""
    path = Path(data).expanduser()
    if data.startswith(_SAMPLES) and not path.exists():
        number = data.removeprefix(_SAMPLES)
        if not number.isdigit() or int(number) < 1:
            raise UsageError(f"'{data}': say how many scenes, such as samples:600.")
        captions = write_samples(
            folder, count=int(number), seed=seed, split="heldout", long_side=_SIDES
        )
        return measuring.truth_of_samples(captions)
    if path.name == CAPTIONS:
        return measuring.truth_of_samples(path.absolute())
    if _says_groups(path):
        return measuring.truth_of_manifest(path.absolute())
    originals = _pictures(path)
    if count:
        originals = originals[:: max(1, len(originals) // count)][:count]
    if len(originals) < 2:
        raise DataError(f"{data} has no pictures to make copies of.")
    pictures = (Image.fromarray(load_picture(each)) for each in originals)
    return measuring.truth_of_manifest(
        retouching.make_copies(pictures, folder, seed=seed).absolute()
    )


def _pictures(path: Path) -> list[Path]:
    """The pictures of a folder and those below it, or those that a CSV or captions.json names."""
    if path.is_dir():
        return sorted(each for each in path.rglob("*") if each.suffix.lower() in _SUFFIXES)
    return list(dict.fromkeys(pair.path for pair in read_pairs(Source(path)).pairs))


def _says_groups(path: Path) -> bool:
    if path.suffix.lower() != ".csv" or not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        return {"file", "group", "kind"} <= set(file.readline().strip().split(","))


def _say(invocation: Invocation, name: str, figures: dict[str, Any]) -> None:
    pairs = figures["any_tier"]["pairs"]
    invocation.say(
        f"{name}: {figures['pictures']:,} files with {pairs:,} pairs that belong together and "
        f"{figures['different_pairs']:,} that do not; compared in {figures['seconds']:.1f} s"
    )
    table = Table(box=None, pad_edge=False)
    table.add_column("tier", no_wrap=True)
    for title in ("pairs", "found", "right", "precision", "recall"):
        table.add_column(title, justify="right")
    for tier, found in (*figures["tiers"].items(), ("any of them", figures["any_tier"])):
        shares = (_share(found["precision"]), _share(found["recall"]))
        table.add_row(tier, *(f"{found[each]:,}" for each in ("pairs", "found", "right")), *shares)
    kinds = Table(box=None, pad_edge=False)
    kinds.add_column("copy", no_wrap=True)
    for title in ("pairs", "found"):
        kinds.add_column(title, justify="right")
    for kind, found in figures["kinds"].items():
        kinds.add_row(shown(kind), f"{found['pairs']:,}", f"{found['found']:,}")
    invocation.say("", table, "", kinds)
    for each in figures["wrong"]:
        invocation.say(f"Wrong ({each['tier']}): {' and '.join(each['files'])}")


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
