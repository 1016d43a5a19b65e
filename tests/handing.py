"""Owners and askers in processes of their own, for short tests and long ones."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from photoclip.library.lock import owner_of

PATIENCE = 120.0  # s; a busy machine is waited for


def photoclip(library: Path, *words: object) -> subprocess.Popen[str]:
    """A photoclip command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "photoclip", "--library", str(library), *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        start_new_session=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """The exit status, stdout and stderr of a command."""
    out, err = process.communicate(timeout=PATIENCE)
    assert "Traceback" not in out + err, out + err
    return process.returncode, out, err


def wait_for_owner(library: Path, process: subprocess.Popen[str]) -> None:
    """Until this process owns the library and takes work from others."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = owner_of(library)
        if found is not None and found.pid == process.pid and found.door:
            return
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    raise AssertionError("nobody owns the library")


def finish(processes: Sequence[subprocess.Popen[str]]) -> None:
    """End what still runs, with its own processes."""
    for each in processes:
        if each.poll() is None:
            os.killpg(each.pid, signal.SIGKILL)
        each.communicate()


def all_at_once(library: Path, count: int) -> list[str]:
    """So many commands that write, started at one moment; each is served or names the owner.

    Returns:
        The names of the albums that were made.
    """
    processes = [photoclip(library, "albums", "create", f"album {n:02}") for n in range(count)]
    made: list[str] = []
    try:
        for number, each in enumerate(processes):
            status, _, err = ended(each)
            if status == 0:
                made.append(f"album {number:02}")
            else:
                assert status == 3, err
                assert "is being written by process" in err
    finally:
        finish(processes)
    return made


def killed_owners(library: Path, pictures: Path, kills: int, seed: int) -> int:
    """An index run through owners that are killed one after the other.

    Returns:
        How many owners were killed while they did the work of another process.
    """
    dice = random.Random(seed)
    killed = 0
    owner = photoclip(library, "watch", "--json")
    asker = None
    try:
        wait_for_owner(library, owner)
        asker = photoclip(library, "index", pictures, "--json")
        for _ in range(kills):
            time.sleep(dice.uniform(0.5, 4.0))
            if asker.poll() is not None:
                break
            os.killpg(owner.pid, signal.SIGKILL)
            killed += 1
            owner.communicate()
            owner = photoclip(library, "watch", "--json")
        status, out, err = ended(asker)
        assert status == 0, out + err
    finally:
        finish([each for each in (owner, asker) if each is not None])
    return killed


def busy(library: Path, pictures: Path, rounds: int, seed: int) -> tuple[int, int]:
    """Writers and askers of questions at once, while owners are killed.

    Returns:
        How many writing commands were confirmed, and how many owners were killed. Each confirmed
        one is an album of its own name, "round-number".
    """
    dice = random.Random(seed)
    confirmed = killed = 0
    owner = photoclip(library, "watch", pictures, "--json")
    wait_for_owner(library, owner)
    for round_ in range(rounds):
        names = [f"{round_}-{number}" for number in range(4)]
        writers = [photoclip(library, "albums", "create", each) for each in names]
        askers = [photoclip(library, "status", "--json") for _ in range(2)]
        try:
            if dice.random() < 0.5:
                time.sleep(dice.uniform(0.2, 3.0))
                os.killpg(owner.pid, signal.SIGKILL)
                owner.communicate()
                killed += 1
                owner = photoclip(library, "watch", "--json")
            for each in askers:
                assert ended(each)[0] == 0
            made = [name for name, each in zip(names, writers, strict=True) if ended(each)[0] == 0]
        finally:
            finish([*writers, *askers])
        status, out, err = ended(photoclip(library, "albums", "list", "--json"))
        assert status == 0, err
        there = {each["name"] for each in json.loads(out)["albums"]}
        assert set(made) <= there, "a confirmed edit is lost"
        confirmed += len(made)
    finish([owner])
    return confirmed, killed
