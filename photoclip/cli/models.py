"""Commands for the models that make vectors: models list, use, download, import."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn
from rich.table import Table

from photoclip import paths, settings
from photoclip.cli.invocation import Json, of, progress_console
from photoclip.cli.plain import shown
from photoclip.clip import download as downloads
from photoclip.clip import loading
from photoclip.clip import models as clip_models
from photoclip.clip.models import ModelFiles
from photoclip.errors import LibraryError
from photoclip.seal import SEAL

_commands = typer.Typer(help="The CLIP models that photoclip can use.")


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(_commands, name="models")


@_commands.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """The models that are here, and those recommended for download."""
    invocation = of(context)
    here = clip_models.available(paths.models_folder())
    in_use = ""
    try:
        with invocation.library(write=False) as library:
            in_use = library.model_name()
    except LibraryError:
        pass  # no library yet: the built-in model will be used
    if as_json:
        recommended = [
            {
                "name": each.name,
                "megabytes": each.megabytes,
                "licence": each.licence,
                "languages": list(each.languages),
                "speed": each.speed,
                "description": each.description,
                "needs_transformers": each.needs_transformers,
            }
            for each in downloads.RECOMMENDED
        ]
        invocation.answer(
            {
                "models": [_document(model) for model in here],
                "in_use": in_use or None,
                "recommended": recommended,
            }
        )
        return
    table = Table(box=None, show_header=False, pad_edge=False)
    for model in here:
        mark = "in use" if model.name == in_use else ""
        table.add_row(mark, shown(model.name), shown(model.description, overflow="fold"))
    invocation.say(table, "", "Recommended for download:")
    table = Table(box=None, show_header=False, pad_edge=False)
    for each in downloads.RECOMMENDED:
        table.add_row(
            shown(each.name, overflow="fold"),
            f"{each.megabytes:,} MB",
            shown(_described(each), overflow="fold"),
        )
    invocation.say(table)


def _described(model: downloads.RecommendedModel) -> str:
    """What a recommended model is, what it speaks, and what has to be installed first."""
    lacking = model.needs_transformers and not loading.has_tokenizers()
    needs = f" First run {loading.INSTALL_TOKENIZERS}." if lacking else ""
    return f"{model.description} ({', '.join(model.languages)}.){needs}"


@_commands.command()
def use(context: typer.Context, name: str, as_json: Json = False) -> None:
    """Use a model; its vectors are made by the next index run, beside the old ones."""
    invocation = of(context)
    model = clip_models.find(name.replace("/", "-"), paths.models_folder())
    with invocation.library(write=True) as library:
        coming = library.coming_model()
        at_once = library.use_model(model)
    if as_json:
        invocation.answer({**_document(model), "in_use": at_once})
    elif at_once and coming and coming != model.name:
        invocation.say(
            f"{model.name} stays in use; what was embedded with {coming} is kept for when you "
            "choose it again."
        )
    elif at_once:
        invocation.say(f"{model.name} is in use.")
    else:
        invocation.say(
            f"'photoclip index' embeds the library with {model.name} now; until it has finished, "
            "searches are answered by the model used so far."
        )


@_commands.command("import")
def import_(
    context: typer.Context,
    source: Annotated[
        Path, typer.Argument(help="A model folder, or a weights file with --architecture.")
    ],
    name: Annotated[str, typer.Option("--name", help="What to call it.")] = "",
    architecture: Annotated[
        str,
        typer.Option("--architecture", help="Of a single weights file: an open_clip name."),
    ] = "",
    pickled: Annotated[
        bool,
        typer.Option(
            "--pickled",
            help="Read a pickled checkpoint (.pt, .pth, .bin), whose origin you trust; only its "
            "numbers are taken, nothing in it is run.",
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Take a model from a file or folder."""
    invocation = of(context)
    model = clip_models.import_model(
        source.expanduser(),
        paths.models_folder(),
        name or None,
        architecture or None,
        pickled=pickled,
    )
    if as_json:
        invocation.answer(_document(model))
        return
    invocation.say(f"{model.name} is here; use it with 'photoclip models use {model.name}'.")


@_commands.command()
def download(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Such as ViT-B-32/laion2b_s34b_b79k.")],
    as_json: Json = False,
) -> None:
    """Download an open_clip model; an interrupted download goes on where it stopped."""
    invocation = of(context)
    SEAL.watch()
    SEAL.close(sealed=settings.load(paths.settings_file()).no_network)
    with _download_shown(quiet=as_json) as on_progress:
        model = downloads.download(name, paths.models_folder(), on_progress=on_progress)
    if as_json:
        invocation.answer(_document(model))
        return
    invocation.say(f"{model.name} is here; use it with 'photoclip models use {model.name}'.")


@_commands.command()
def average(
    context: typer.Context,
    folders: Annotated[
        list[Path], typer.Argument(help="Model folders that were fine-tuned from one another.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The new model's folder.")],
    as_json: Json = False,
) -> None:
    """Average the weights of models: often better than each of them, and as fast."""
    from photoclip.clip.training.soup import average as averaged

    invocation = of(context)
    averaged([folder.expanduser() for folder in folders], out.expanduser())
    model = clip_models.describe_folder(out.expanduser())
    if as_json:
        invocation.answer(_document(model))
        return
    invocation.say(f"The average of {len(folders)} models is in {out}.")


@contextmanager
def _download_shown(*, quiet: bool) -> Generator[Callable[[int, int], None] | None]:
    console = progress_console()
    if quiet or not console.is_terminal:
        yield None
        return
    with Progress(BarColumn(), DownloadColumn(), TimeRemainingColumn(), console=console) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)


def _document(model: ModelFiles) -> dict[str, Any]:
    return {
        "name": model.name,
        "digest": model.digest,
        "dimension": model.dimension,
        "image_size": model.image_size,
        "built_in": model.builtin,
        "description": model.description,
        "licence": model.licence,
        "languages": list(model.languages),
    }
