"""Crashes and power losses at hundreds of points; `PHOTOCLIP_SEED` chooses others."""

import os
import sys
from pathlib import Path

import pytest
from crash_processes import Processes, compiled
from crash_world import KINDS, World
from old_libraries import OLD, released
from power_cuts import (
    cut_in_an_upgrade,
    cut_in_edits,
    cut_in_indexing,
    cut_in_settings,
    cut_with_a_journal,
)

POINTS = int(os.environ.get("PHOTOCLIP_CRASH_POINTS", "200"))
SEED = int(os.environ.get("PHOTOCLIP_SEED", "1"))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")


def test_killed_at_random_points(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every seventh process starts from nothing, as for a person; others are quick forks."""
    processes = Processes(tmp_path, compiled(tmp_path))
    world, number = World(tmp_path / "world", processes, SEED), 0
    while world.kills.total() < POINTS:
        processes.fresh = number % 7 == 0
        world.strike(KINDS[number % len(KINDS)], by_clock=number // len(KINDS) % 2 == 1)
        number += 1
        assert number < 4 * POINTS, world.kills
    said = world.survived()
    processes.close()
    with capsys.disabled():
        print(f"\n{said}; lost: nothing")


def test_power_lost_at_random_points(
    tmp_path: Path, own_places: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shim = compiled(tmp_path)
    if shim is None:
        pytest.skip("a C compiler and Linux are needed to see what a process writes")
    cut_in_edits(tmp_path / "edits", POINTS, SEED)
    cut_with_a_journal(tmp_path / "journal", POINTS, SEED)
    cut_in_settings(tmp_path / "settings", POINTS, SEED)
    processes = Processes(tmp_path, shim)
    for revision in OLD:
        (tmp_path / revision).mkdir()
        folder = released(tmp_path / revision / "old", revision)
        cut_in_an_upgrade(tmp_path / revision / "scratch", processes, folder, POINTS // 2, SEED)
    cut_in_indexing(
        tmp_path / "indexing", World(tmp_path / "world", processes, SEED), POINTS // 2, SEED
    )
    processes.close()
    with capsys.disabled():
        print(f"\n{3 * POINTS + (len(OLD) + 1) * (POINTS // 2)} power losses survived")
