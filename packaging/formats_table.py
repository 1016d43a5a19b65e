"""Writes the tables of docs/formats.md from a run over real files.

    python packaging/formats_table.py [SECTION ...]

Each section is a module of tests that makes its files, lets photoclip index them and tells what
came of it. Where PHOTOCLIP_TEST_DATA names a folder of real files, those are run over too;
without it their table stays as it was.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from formats_rows import PAGE, SECTIONS, made, page_with


def main() -> None:
    """Make the sections that are asked for, or all."""
    named = os.environ.get("PHOTOCLIP_TEST_DATA")
    data = Path(named) if named and Path(named).is_dir() else None
    sections = {name: made(name, data) for name in sys.argv[1:] or SECTIONS}
    PAGE.write_text(page_with(PAGE.read_text("utf-8"), sections), "utf-8")


if __name__ == "__main__":
    main()
