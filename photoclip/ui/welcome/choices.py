"""The models that a person may choose from: what is here, what is recommended, how fast it is."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from photoclip import paths, settings
from photoclip.clip import device, download, models
from photoclip.clip.download import RECOMMENDED, RecommendedModel
from photoclip.clip.loading import has_tokenizers
from photoclip.clip.models import ModelFiles
from photoclip.errors import ModelError
from photoclip.settings import TowerChoice
from photoclip.ui.errand import Steps
from photoclip.ui.speech import tr

if TYPE_CHECKING:
    from photoclip.library.library import Library

Work = Callable[[Steps], object]


@dataclass(frozen=True, slots=True)
class Choice:
    """One model of the list."""

    name: str  # of its folder
    tag: str  # what `download` takes, "" where it is no recommended one
    description: str
    languages: tuple[str, ...]
    licence: str
    megabytes: int  # of the download; 0: not known
    here: bool
    built_in: bool = False
    in_use: bool = False
    fetched: int = 0  # bytes of an interrupted download
    measured: TowerChoice | None = None
    lacks_library: bool = False  # it needs transformers, which is not installed
    coming: bool = False  # its vectors are being made beside those in use


def choices(library: "Library | None", settings_path: Path) -> tuple[Choice, ...]:
    """All models, the built-in one first, then the recommended ones; blocks.

    Reads folders and, of a model that is new here, its whole weights for their digest.
    """
    name_in_use = library.model_name() if library is not None else models.BUILT_IN
    towers = settings.load(settings_path).towers
    here = {model.name: model for model in models.available(paths.models_folder())}
    wanted = {folder_name(each): each for each in RECOMMENDED}
    in_use = here[name_in_use].digest if name_in_use in here else ""
    coming = library.coming_model() if library is not None else ""
    found = [
        replace(
            _here(model, wanted.get(name), towers.get(model.digest), in_use), coming=name == coming
        )
        for name, model in here.items()
    ]
    found += [_elsewhere(each) for name, each in wanted.items() if name not in here]
    order = {name: place for place, name in enumerate(wanted)}
    found.sort(key=lambda one: (not one.built_in, one.name in order, order.get(one.name, 0)))
    return tuple(found)


def folder_name(model: RecommendedModel) -> str:
    """What the folder of a downloaded model is called."""
    return model.name.replace("/", "-")


def fetch(tag: str, steps: Steps) -> ModelFiles:
    """Download a model; what was fetched of it stays when it is stopped.

    Raises:
        ModelError: it cannot be had; without a network the sentence is a plain one.
    """
    steps.report(0, 0)
    try:
        return download.download(tag, paths.models_folder(), steps.report)
    except download.UnreachableError as error:
        raise ModelError(no_network()) from error


def no_network() -> str:
    """The sentence for a network that is not there."""
    return tr(
        "Models",
        "The model could not be downloaded because there is no connection. Everything else "
        "works without one; try again later, or import a model from a file.",
    )


def discard(tag: str) -> None:
    """Throw away what an interrupted download has left."""
    name = next((folder_name(each) for each in RECOMMENDED if each.name == tag), "")
    if name:
        shutil.rmtree(_draft(name), ignore_errors=True)


def measure(name: str, settings_path: Path, steps: Steps) -> TowerChoice:
    """Measure how a model runs fastest here, and remember it.

    Raises:
        ModelError: it cannot be loaded.
    """
    steps.report(0, 0)
    model = models.find(name, paths.models_folder())
    chosen = settings.load(settings_path)
    best = device.choose(model, device=chosen.device, precision=chosen.precision)
    settings.update(settings_path, lambda before: before.with_tower(model.digest, best))
    return best


def take_in(source: Path, architecture: str, pickled: bool, steps: Steps) -> ModelFiles:
    """Import a model from a file or a folder; `pickled`: the person said yes to such a checkpoint.

    Raises:
        ModelError: it is none that can be read.
    """
    steps.report(0, 0)
    wanted = architecture or None
    return models.import_model(source, paths.models_folder(), None, wanted, pickled=pickled)


def architectures() -> tuple[str, ...]:
    """Architectures that a single file of weights is likely to have."""
    return tuple(dict.fromkeys(each.name.partition("/")[0] for each in RECOMMENDED))


def _here(
    model: ModelFiles,
    recommended: RecommendedModel | None,
    measured: TowerChoice | None,
    in_use: str,
) -> Choice:
    return Choice(
        name=model.name,
        tag=recommended.name if recommended else "",
        description=recommended.description if recommended else model.description,
        languages=model.languages,
        licence=model.licence,
        megabytes=recommended.megabytes if recommended else 0,
        here=True,
        built_in=model.builtin,
        in_use=model.digest == in_use,
        measured=measured,
    )


def _elsewhere(model: RecommendedModel) -> Choice:
    return Choice(
        name=folder_name(model),
        tag=model.name,
        description=model.description,
        languages=model.languages,
        licence=model.licence,
        megabytes=model.megabytes,
        here=False,
        fetched=_fetched(folder_name(model)),
        lacks_library=model.needs_transformers and not has_tokenizers(),
    )


def _draft(name: str) -> Path:
    return paths.models_folder() / f".download-{name}"


def _fetched(name: str) -> int:
    draft = _draft(name)
    if not draft.is_dir():
        return 0
    return sum(path.stat().st_size for path in draft.iterdir() if path.is_file())
