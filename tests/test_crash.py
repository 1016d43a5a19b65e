"""Killed at any point, by the clock or at a change of a file, a library loses nothing."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from crash_processes import Processes, compiled
from crash_world import KINDS, World
from power_cuts import cut_in_indexing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, own_places: Path) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("crash")
    processes = Processes(folder, compiled(folder))
    yield World(folder / "world", processes, seed=7)
    processes.close()


@pytest.mark.slow
def test_killed_in_each_kind_of_work(world: World) -> None:
    kinds = (*KINDS, *["edits", "merging"] * 3)
    for number, kind in enumerate(kinds):
        world.strike(kind, by_clock=number % 5 == 3)
    said = world.survived()
    assert world.kills.total() >= len(kinds) // 2, said


def test_power_lost_while_indexing_leaves_nothing_half(world: World, tmp_path: Path) -> None:
    if world.processes.shim is None:
        pytest.skip("a C compiler and Linux are needed to see what a process writes")
    cut_in_indexing(tmp_path, world, points=15, seed=4)
