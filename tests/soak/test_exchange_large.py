"""A library of 100,000 photos goes out and comes back in bounded memory."""

import subprocess
import sys
from pathlib import Path

import pytest
from exchange_world import contents, files

PHOTOS = 100_000
MOST = 160 << 20  # bytes that may come on top

WORK = """
import re, sys
from pathlib import Path
from photoclip.library.library import Library
def most():  # of this process alone; kB
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
what, library, folder = sys.argv[1:]
with Library.open(Path(library), write=what != "export") as opened:
    before = most()
    (opened.exchange.export if what == "export" else opened.exchange.bring_in)(Path(folder))
print((most() - before) * 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory as Linux counts it")
def test_a_large_library_in_bounded_memory(tmp_path: Path) -> None:
    from photoclip.bench.made_up import make_up

    def do(what: str, library: str, folder: str) -> None:
        words = [sys.executable, "-c", WORK, what, tmp_path / library, tmp_path / folder]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        grown = int(done.stdout)
        print(f"{what} {library}: {grown / 1e6:.0f} MB more")
        assert grown < MOST, what

    make_up(tmp_path / "first", PHOTOS)
    do("export", "first", "out")
    do("import", "second", "out")
    do("export", "second", "again")
    catalogs = (tmp_path / name / "catalog.sqlite" for name in ("first", "second"))
    assert len({repr(sorted(contents(each).items())) for each in catalogs}) == 1
    assert files(tmp_path / "out") == files(tmp_path / "again")
