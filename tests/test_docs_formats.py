"""docs/formats.md claims what a run over files gives, and nothing else."""

import os
from pathlib import Path

import pytest
from formats_rows import PAGE, SECTIONS, made, page_with


@pytest.mark.parametrize("name", SECTIONS)
def test_the_page_equals_a_run_over_files(name: str) -> None:
    named = os.environ.get("PHOTOCLIP_TEST_DATA")
    text = made(name, Path(named) if named and Path(named).is_dir() else None)
    if text is None:
        pytest.skip("PHOTOCLIP_TEST_DATA does not name a folder of real data")
    page = PAGE.read_text("utf-8")
    assert page_with(page, {name: text}) == page, "run packaging/formats_table.py"
