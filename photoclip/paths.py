"""Where things lie: resources, the default library, settings, caches and logs."""

import os
import sys
from pathlib import Path

import platformdirs

_APP = "photoclip"


def resources() -> Path:
    """The folder of icons, templates, label lists and the built-in model.

    Found from a checkout, an installed wheel and a frozen program.

    Raises:
        FileNotFoundError: photoclip is not wholly installed.
    """
    package = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen) / _APP / "resources"] if frozen else []
    places += [package / "resources", package.parent / "resources"]
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"photoclip's resources folder is missing beside {package}")


def default_library() -> Path:
    """The library used when none is named: PHOTOCLIP_LIBRARY or the platform's data folder."""
    named = os.environ.get("PHOTOCLIP_LIBRARY")
    return Path(named) if named else Path(platformdirs.user_data_dir(_APP, appauthor=False))


def settings_file() -> Path:
    """The settings of this machine (PHOTOCLIP_CONFIG names another folder)."""
    named = os.environ.get("PHOTOCLIP_CONFIG")
    folder = Path(named) if named else Path(platformdirs.user_config_dir(_APP, appauthor=False))
    return folder / "settings.toml"


def models_folder() -> Path:
    """Imported and downloaded models, shared by all libraries (PHOTOCLIP_MODELS moves it)."""
    named = os.environ.get("PHOTOCLIP_MODELS")
    if named:
        return Path(named)
    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "models"


def log_file() -> Path:
    """The rotating log."""
    named = os.environ.get("PHOTOCLIP_LOG")
    if named:
        return Path(named)
    return Path(platformdirs.user_log_dir(_APP, appauthor=False)) / "photoclip.log"


def decoder_log() -> Path:
    """Where decoder processes write what picture libraries have to say."""
    return log_file().with_name("decoders.log")


def cache_folder() -> Path:
    """What can be made again at any time (PHOTOCLIP_CACHE moves it)."""
    named = os.environ.get("PHOTOCLIP_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_dir(_APP, appauthor=False))


def pictures_folder() -> Path:
    """The platform's picture folder, proposed when a person adds a first folder."""
    return Path(platformdirs.user_pictures_dir())
