"""A few minutes with a library: random deeds against an oracle, and nothing grows without bound.

`make soak` does the same for an hour; PHOTOCLIP_SOAK_MINUTES says for how long.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def soak(folder: Path, minutes: float, seed: int) -> str:
    """Let the driver run in a process of its own, on one core; what it printed."""
    places = ("CONFIG", "MODELS", "CACHE")
    own = {f"PHOTOCLIP_{name}": os.fspath(folder / name.lower()) for name in places}
    environment = {
        **os.environ,
        **own,
        "PHOTOCLIP_LOG": os.fspath(folder / "photoclip.log"),
        "OMP_NUM_THREADS": "1",
    }
    command = [sys.executable, "-m", "tests.soak_driver", folder / "soak"]
    command += ["--minutes", str(minutes), "--seed", str(seed)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=minutes * 60 + 600,
    )
    sys.stdout.write(done.stdout)
    assert done.returncode == 0, done.stdout[-4000:]
    assert "nothing lost" in done.stdout
    return done.stdout


@pytest.mark.slow
def test_three_minutes_of_random_deeds_lose_nothing(tmp_path: Path) -> None:
    soak(tmp_path, minutes=float(os.environ.get("PHOTOCLIP_SOAK_SHORT", "2.9")), seed=7)
