"""Plays in the worlds of `full_disk_world`, each in a process and on a disk of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

WORLD = Path(__file__).with_name("full_disk_world.py")
_SIZE = "80m"


def mounted(folder: Path) -> list[str]:
    """What to put before a command so that it, and it alone, has a small disk at `folder`."""
    mount = f'mount -t tmpfs -o size={_SIZE} tmpfs "$0" && exec "$@"'
    return [*own_mounts(), "sh", "-c", mount, str(folder)]


def readonly(*folders: Path) -> list[str]:
    """What to put before a command for which some folders lie on read-only media."""
    mounts = " && ".join(
        f"mount --bind '{each}' '{each}' && mount -o remount,bind,ro '{each}'" for each in folders
    )
    return [*own_mounts(), "sh", "-c", f'{mounts} && exec "$0" "$@"']


def own_mounts() -> list[str]:
    """A namespace in which this person may mount; the test is skipped where there is none."""
    words = ["unshare", "--user", "--map-root-user", "--mount"]
    script = "mount -t tmpfs tmpfs /mnt"
    if sys.platform != "linux" or shutil.which("unshare") is None:
        pytest.skip("nothing can be mounted here")
    if subprocess.run([*words, "sh", "-c", script], check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    return words


def play(
    kind: str,
    folder: Path,
    library: Path,
    pictures: Path,
    *,
    rounds: int,
    seed: int,
    deeds: str = "",
) -> dict[str, Any]:
    """Play; what came of it, or the test fails with what the world said."""
    if sys.platform == "win32":
        pytest.skip("no such limits here")
    folder.mkdir()
    before = mounted(folder) if kind == "disk" else []
    words = [kind, folder, library, pictures, rounds, seed]
    played = subprocess.run(
        [*before, sys.executable, str(WORLD), *map(str, words)],
        check=False,
        capture_output=True,
        text=True,
        timeout=3600,
        env={**os.environ, **({"FULL_DISK_DEEDS": deeds} if deeds else {})},
    )
    assert played.returncode == 0, played.stderr[-4000:]
    found = json.loads(played.stdout)
    assert sum(found["outcomes"].values()) == rounds
    return found


def refused(found: dict[str, Any]) -> int:
    """How often the disk was too full for what was to be done."""
    return sum(count for name, count in found["outcomes"].items() if name.endswith("refused"))
