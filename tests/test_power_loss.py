"""Power lost at random points: what was confirmed is there, and nothing is half."""

from pathlib import Path

import pytest
from crash_processes import compiled
from power_cuts import cut_in_edits, cut_in_settings, cut_with_a_journal


@pytest.fixture(autouse=True)
def shim(tmp_path: Path) -> None:
    if compiled(tmp_path) is None:
        pytest.skip("a C compiler and Linux are needed to see what a process writes")


def test_edits_last(tmp_path: Path) -> None:
    cut_in_edits(tmp_path, points=25, seed=1)


def test_edits_last_on_a_network_file_system(tmp_path: Path) -> None:
    cut_with_a_journal(tmp_path, points=25, seed=2)


def test_settings_last(tmp_path: Path) -> None:
    cut_in_settings(tmp_path, points=100, seed=3)
