"""The settings of this machine: settings.toml, read whole and written atomically."""

import os
import tomllib
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import tomli_w

from photoclip.errors import PhotoclipError


@dataclass(frozen=True, slots=True)
class TowerChoice:
    """The fastest measured way to run one model here; `images_per_second` is that measurement."""

    device: str  # "cpu", "cuda", "mps"
    precision: str  # "fp32", "bf16", "fp16"
    batch_size: int
    images_per_second: float
    parity: float  # lowest cosine to fp32 on CPU


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person or a measurement decided about this machine."""

    decoder_processes: int = 0  # 0: as many as there are cores
    decode_seconds: float = 30.0
    decode_memory_mb: int = 2048
    device: str = ""  # "": measured
    precision: str = ""  # "": measured
    towers: dict[str, TowerChoice] = field(default_factory=dict[str, TowerChoice])

    def with_tower(self, key: str, choice: TowerChoice) -> "Settings":
        """These settings with one more remembered measurement."""
        return replace(self, towers={**self.towers, key: choice})


def load(path: Path) -> Settings:
    """Read settings; a missing file gives the defaults.

    Raises:
        PhotoclipError: the file is no valid TOML or holds a wrong value.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PhotoclipError(
            f"The settings file {path} is not valid ({error}); correct it or delete it."
        ) from None
    try:
        towers = {key: TowerChoice(**value) for key, value in data.pop("towers", {}).items()}
        return Settings(**data, towers=towers)
    except TypeError as error:
        raise PhotoclipError(
            f"The settings file {path} holds something photoclip does not know ({error}); "
            "correct it or delete it."
        ) from None


def save(settings: Settings, path: Path) -> None:
    """Write settings atomically."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(tomli_w.dumps(asdict(settings)), "utf-8")
    draft.replace(path)
