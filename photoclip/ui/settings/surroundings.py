"""What stands around the window and what the settings are about."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QIcon

from photoclip.ui.jobs import Jobs
from photoclip.ui.preferences import Preferences
from photoclip.ui.theme import Theme
from photoclip.ui.welcome.model_store import ModelStore

if TYPE_CHECKING:
    from photoclip.library.library import Library


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the settings are about."""

    preferences: Preferences
    store: ModelStore
    jobs: Jobs
    theme: Theme
    picture: QIcon
    library_folder: Path
    library: "Library | None" = None
    clear_thumbnails: Callable[[], object] | None = None
    restore: Callable[[str], object] | None = None  # puts the backup of this name back
