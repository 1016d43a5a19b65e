"""The settings of this machine: settings.toml, read whole and written atomically."""

import threading
import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import tomli_w

from photoclip.atomic import replacing
from photoclip.errors import PhotoclipError

_writing = threading.Lock()


@dataclass(frozen=True, slots=True)
class TowerSpeed:
    """One measured way to run a model here."""

    device: str  # "cpu", "cuda", "mps"
    precision: str  # one of `clip.embedder.PRECISIONS`
    way: str  # one of `clip.embedder.WAYS`
    batch_size: int
    images_per_second: float
    parity: float  # lowest cosine to fp32 on CPU


@dataclass(frozen=True, slots=True)
class TowerChoice:
    """The fastest measured way to run one model here; `images_per_second` is that measurement."""

    device: str  # "cpu", "cuda", "mps"
    precision: str  # one of `clip.embedder.PRECISIONS`
    batch_size: int
    images_per_second: float
    parity: float  # lowest cosine to fp32 on CPU
    way: str = "plain"  # one of `clip.embedder.WAYS`
    machine: str = ""  # where it was measured; elsewhere it is measured again
    measured: tuple[TowerSpeed, ...] = ()  # what it was chosen from


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person or a measurement decided about this machine."""

    decoder_processes: int = 0  # 0: as many as there are cores
    decode_seconds: float = 30.0
    decode_memory_mb: int = 2048
    device: str = ""  # "": measured
    precision: str = ""  # "": measured
    towers: dict[str, TowerChoice] = field(default_factory=dict[str, TowerChoice])

    # when photos are added
    only_when_idle: bool = False
    pause_on_battery: bool = False
    cpu_limit: int = 100  # percent, 10-100
    no_network: bool = False

    # the window
    appearance: str = "system"  # or "light", "dark"
    language: str = "system"  # or "en", "de"
    thumbnail_size: int = 0  # px; 0: as the grid begins
    sort: str = "newest"
    group: str = ""  # "", "day", "month", "year", "event", "folder"
    sidebar_shown: bool = True
    tray: bool = False  # an icon in the tray; closing the window leaves photoclip running
    whole_thumbnails: bool = False
    sidebar_collapsed: tuple[str, ...] = ("labels",)  # sections that are folded
    sidebar_unfolded: tuple[str, ...] = ()  # folders that are not
    sidebar_all_tags: bool = False
    window_place: tuple[int, ...] = ()  # x, y, width, height; (): never shown
    window_maximised: bool = False
    splitters: dict[str, tuple[int, ...]] = field(default_factory=dict[str, tuple[int, ...]])
    searches: tuple[str, ...] = ()  # what was searched for, the latest first
    recent_actions: tuple[str, ...] = ()  # of the palette, the latest first

    def with_tower(self, key: str, choice: TowerChoice) -> "Settings":
        """These settings with one more remembered measurement."""
        return replace(self, towers={**self.towers, key: choice})


_CHOICES: dict[str, tuple[str, ...]] = {
    "appearance": ("system", "light", "dark"),
    "group": ("", "day", "month", "year", "event", "folder"),
}
_RANGES = {
    "cpu_limit": (10, 100),
    "thumbnail_size": (0, 1024),
    "decoder_processes": (0, 1024),
    "decode_seconds": (1, 3600),
    "decode_memory_mb": (64, 1 << 20),
}


def load(path: Path) -> Settings:
    """Read settings; a missing file gives the defaults.

    Raises:
        PhotoclipError: the file is no valid TOML or holds a wrong value.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise PhotoclipError(
            f"The settings file {path} cannot be read ({error.strerror})."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PhotoclipError(
            f"The settings file {path} is not valid ({error}); correct it or delete it."
        ) from None
    try:
        return _checked(data)
    except (TypeError, ValueError) as error:
        raise PhotoclipError(
            f"The settings file {path} holds something photoclip does not know ({error}); "
            "correct it or delete it."
        ) from None


def save(settings: Settings, path: Path) -> None:
    """Write settings atomically."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        tomli_w.dump(asdict(settings), file)


def update(path: Path, change: Callable[[Settings], Settings]) -> Settings:
    """Change what the file says now, so that what others of this process wrote there stays.

    Raises:
        PhotoclipError: the file is not valid; it is left as it is.
    """
    with _writing:
        before = load(path)
        after = change(before)
        if after != before:
            save(after, path)
        return after


def _checked(data: dict[str, Any]) -> Settings:
    """Settings of what a file says.

    Raises:
        TypeError: a name is not known, or a value is of another kind.
        ValueError: a value is out of its range.
    """
    kept = dict(data)
    towers = {key: _tower(value) for key, value in kept.pop("towers", {}).items()}
    splitters = {key: _numbers(key, value) for key, value in kept.pop("splitters", {}).items()}
    plain = Settings()
    known = {each.name for each in fields(Settings)}
    for name, value in kept.items():
        if name not in known:
            raise TypeError(f"{name} is no setting")
        default = getattr(plain, name)
        if name == "window_place":
            kept[name] = _numbers(name, value)
        elif isinstance(default, tuple):
            kept[name] = _texts(name, value)
        else:
            kept[name] = _single(name, value, default)
    return Settings(**kept, towers=towers, splitters=splitters)


def _tower(value: dict[str, Any]) -> TowerChoice:
    speeds = tuple(TowerSpeed(**each) for each in value.pop("measured", ()))
    return TowerChoice(**value, measured=speeds)


def _single(name: str, value: Any, default: Any) -> Any:
    if isinstance(default, float) and type(value) is int:
        value = float(value)
    if type(value) is not type(default):
        raise TypeError(f"{name} cannot be {value!r}")
    if name in _CHOICES and value not in _CHOICES[name]:
        raise ValueError(f"{name} cannot be {value!r}")
    if name in _RANGES:
        least, most = _RANGES[name]
        if not least <= float(value) <= most:
            raise ValueError(f"{name} must be {least} to {most}, not {value!r}")
    return value


def _texts(name: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TypeError(f"{name} must be a list of texts")
    return tuple(value)


def _numbers(name: str, value: Any) -> tuple[int, ...]:
    if not isinstance(value, list) or not all(type(each) is int for each in value):
        raise TypeError(f"{name} must be a list of whole numbers")
    return tuple(value)
