"""What this machine has, and whether a library is whole."""

import importlib
import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sqlite3
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from photoclip import __version__, paths, settings
from photoclip.clip import device as devices
from photoclip.clip import models
from photoclip.errors import ModelError, PhotoclipError
from photoclip.library.library import Library
from photoclip.photos.video import VIDEOS_NEED, is_readable
from photoclip.seal import SCOPE

_PACKAGES = (
    "torch",
    "torchvision",
    "open_clip_torch",
    "faiss-cpu",
    "PySide6-Essentials",
    "pillow",
    "pi-heif",
    "rawpy",
    "SQLAlchemy",
    "alembic",
    "watchdog",
    "Pebble",
    "numpy",
)
_LEAST_FREE_BYTES = 1 << 30


@dataclass(slots=True)
class Findings:
    """What was found; each problem is one sentence with its remedy."""

    facts: dict[str, Any] = field(default_factory=dict[str, Any])
    problems: list[str] = field(default_factory=list[str])


def examine(library: Library | None, folder: Path, *, measure: bool = True) -> Findings:
    """Look at the machine and, where there is one, at a library.

    Args:
        library: an open library, None where there is none yet.
        folder: where the library is or would be.
        measure: also run the models in every way anew (a few seconds each), and remember it.
    """
    findings = Findings()
    findings.facts["versions"] = _versions(findings.problems)
    findings.facts["resources"] = os.fspath(paths.resources())
    findings.facts["log"] = os.fspath(paths.log_file())
    findings.facts["settings"] = os.fspath(paths.settings_file())
    findings.facts["videos"] = "read with OpenCV" if is_readable() else VIDEOS_NEED
    findings.facts["watch_limits"] = _watch_limits()
    findings.facts["disk"] = _disk(folder, findings.problems)
    findings.facts["network_seal"] = _network_seal(findings.problems)
    findings.facts["network_seal_sees"] = SCOPE
    broken = explain_torch()
    if broken is not None:
        findings.problems.append(broken)
    findings.facts["models"] = _models(findings, measure=measure and broken is None)
    if library is not None:
        findings.facts["library"] = _library(library, findings.problems)
    return findings


def _network_seal(problems: list[str]) -> bool | None:
    """Whether the person wants no connections; None where the settings cannot be read."""
    try:
        return settings.load(paths.settings_file()).no_network
    except PhotoclipError as error:
        problems.append(str(error))
        return None


def _versions(problems: list[str]) -> dict[str, str]:
    versions = {"photoclip": __version__, "python": platform.python_version()}
    versions["platform"] = platform.platform()
    versions["sqlite"] = sqlite3.sqlite_version
    for package in _PACKAGES:
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            versions[package] = "missing"
            problems.append(f"{package} is not installed; run: pip install {package}")
    return versions


def _watch_limits() -> dict[str, int]:
    """How many folders Linux lets one person watch; empty elsewhere, where there is no limit."""
    limits: dict[str, int] = {}
    for name in ("max_user_watches", "max_user_instances", "max_queued_events"):
        file = Path("/proc/sys/fs/inotify") / name
        if file.exists():
            limits[name] = int(file.read_text("ascii"))
    return limits


def _disk(folder: Path, problems: list[str]) -> dict[str, Any]:
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    free = shutil.disk_usage(there).free
    if free < _LEAST_FREE_BYTES:
        problems.append(f"Only {free >> 20} MB are free where the library lies; make room.")
    return {"library": os.fspath(folder), "free_bytes": free}


def _models(findings: Findings, *, measure: bool) -> list[dict[str, Any]]:
    try:
        return [
            _model(model, findings, measure=measure)
            for model in models.available(paths.models_folder())
        ]
    except ModelError as error:
        findings.problems.append(str(error))
        return []


def _model(model: models.ModelFiles, findings: Findings, *, measure: bool) -> dict[str, Any]:
    document: dict[str, Any] = {
        "name": model.name,
        "digest": model.digest,
        "folder": os.fspath(model.folder),
        "built_in": model.builtin,
    }
    choice = _tower(model, findings, measure=measure)
    if choice is not None:
        document["measured"] = [
            {
                "device": each.device,
                "precision": each.precision,
                "way": each.way,
                "batch_size": each.batch_size,
                "images_per_second": round(each.images_per_second, 1),
                "parity": round(each.parity, 6),
                "chosen": (each.device, each.precision, each.way)
                == (choice.device, choice.precision, choice.way),
            }
            for each in choice.measured
        ]
    return document


def _tower(
    model: models.ModelFiles, findings: Findings, *, measure: bool
) -> settings.TowerChoice | None:
    """How a model runs here: measured now and remembered, or as remembered; None: not known."""
    try:
        kept = settings.load(paths.settings_file())
        if not measure:
            return kept.towers.get(model.digest)
        choice = devices.choose(model, device=kept.device, precision=kept.precision)
        settings.update(paths.settings_file(), lambda now: now.with_tower(model.digest, choice))
    except PhotoclipError as error:
        findings.problems.append(str(error))
        return None
    return choice


def _library(library: Library, problems: list[str]) -> dict[str, Any]:
    photos, files = library.showing.counts()
    trouble = library.model_trouble()
    problems += [trouble] if trouble else []
    vectors, indexed = (None, None) if trouble else (library.vectors(), library.indexed())
    if vectors != indexed:
        problems.append(
            f"The index holds {indexed} vectors and the catalog {vectors}; run 'photoclip index'."
        )
    offline = [root.text for root in library.roots.all() if not library.roots.is_online(root)]
    problems += [f"The folder {path} is not there now; its photos are kept." for path in offline]
    watched = library.how_watched()
    problems += [
        f"The system watches no more folders: {path} is looked through on a timer, and changes "
        "are noticed later; raise fs.inotify.max_user_watches with sysctl."
        for path, how in watched.items()
        if how == "limit"
    ]
    return {
        "photos": photos,
        "files": files,
        "vectors": vectors,
        "indexed": indexed,
        "failed": len(library.showing.failures()),
        "videos_left_out": library.companions.videos_left_out(),
        "model": library.model_name(),
        "watched": watched,
    }


def explain_torch() -> str | None:
    """Why torch cannot be used here, in one sentence, or None where it can."""
    if importlib.util.find_spec("torch") is None:
        return "torch is not installed; run: pip install torch torchvision"
    try:
        importlib.import_module("torchvision")  # whether it loads is the question
    except (ImportError, RuntimeError, OSError) as error:
        return (
            f"torch and torchvision come from different builds ({error}); install both from the "
            f"same place: {sys.executable} -m pip install --force-reinstall torch torchvision"
        )
    return None
