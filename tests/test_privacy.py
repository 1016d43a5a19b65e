"""Nothing leaves the computer: looked at from outside, by the system's own record of sockets."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tiny_models import paint

from photoclip import paths, settings
from photoclip.cli import run
from photoclip.seal import SEAL

DAY = Path(__file__).parent / "quiet_day.py"
INTERNET = re.compile(r"\b(?:AF_INET6?|PF_INET6?|AF_PACKET|AF_VSOCK)\b")


def day(*before: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """A day with photoclip, in a process of its own that another program starts."""
    return subprocess.run(
        [*before, sys.executable, str(DAY), str(folder / "library"), str(folder / "pictures")],
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(DAY.parent.parent)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def traced(record: Path, program: str) -> list[str]:
    """What strace writes down of the sockets that a Python program and its children make."""
    words = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=%network", "-o", str(record)]
    subprocess.run([*words, sys.executable, "-c", program], capture_output=True, check=False)
    return record.read_text("utf-8", "replace").splitlines() if record.exists() else []


@pytest.fixture(scope="module")
def strace(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The words that look at a program from outside, where that is possible."""
    if not sys.platform.startswith("linux") or shutil.which("strace") is None:
        pytest.skip("strace is not here")
    place = tmp_path_factory.mktemp("strace")
    look = "import socket, os; os.fork() or socket.socket(socket.AF_INET)"
    if not any(INTERNET.search(line) for line in traced(place / "try", look)):
        pytest.skip("strace may not look at processes here")
    return ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=%network"]


def test_index_search_tag_and_the_window_make_no_socket_of_the_internet(
    strace: list[str], tmp_path: Path
) -> None:
    """Of the whole tree of processes, decoders and C libraries too."""
    paint(tmp_path / "pictures", 6)
    record = tmp_path / "record"
    done = day(*strace, "-o", str(record), folder=tmp_path)
    assert "a quiet day" in done.stdout, done.stderr[-3000:]
    lines = record.read_text("utf-8", "replace").splitlines()
    assert lines  # local sockets, by which processes talk
    reached = [line for line in lines if INTERNET.search(line)]
    assert not reached, reached[:3]


def test_a_day_without_any_network_at_all(tmp_path: Path) -> None:
    """In a namespace of its own there is not even this computer's loopback."""
    unshare = ["unshare", "--user", "--map-root-user", "--net"]
    if shutil.which("strace") is not None:
        pytest.skip("strace looks closer")
    if (
        shutil.which("unshare") is None
        or subprocess.run([*unshare, "true"], check=False).returncode
    ):
        pytest.skip("neither strace nor a network namespace can be had here")
    paint(tmp_path / "pictures", 6)
    done = day(*unshare, folder=tmp_path)
    assert "a quiet day" in done.stdout, done.stderr[-3000:]


def test_commands_are_sealed_where_the_person_wants_it(capsys: pytest.CaptureFixture[str]) -> None:
    settings.update(paths.settings_file(), lambda kept: replace(kept, no_network=True))
    try:
        assert run(["--version"]) == 0
        assert SEAL.is_closed
        assert run(["models", "download", "ViT-B-32/laion2b_s34b_b79k"]) == 3
        assert "switched off" in capsys.readouterr().err
    finally:
        settings.update(paths.settings_file(), lambda kept: replace(kept, no_network=False))
    assert run(["--version"]) == 0
    assert not SEAL.is_closed
