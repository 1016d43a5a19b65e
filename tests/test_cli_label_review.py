"""The review of a label in a terminal: asks, takes back, sets the threshold, can be taken up."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from photoclip.library.library import Library
from photoclip.records import LabelList

pty = pytest.importorskip("pty", reason="a terminal of Linux and macOS")


def sit(folder: Path, *answers: str) -> str:
    """Answer in a terminal of one's own; what it showed."""
    ours, theirs = pty.openpty()
    words = ["--library", str(folder), "labels", "review", "things", "boat"]
    with subprocess.Popen(
        [sys.executable, "-m", "photoclip", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
        start_new_session=True,
    ) as process:
        os.close(theirs)
        shown, waiting = b"", list(answers)
        asked = 0
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux: the other end is closed
                break
            if not piece:
                break
            shown += piece
            now = shown.count(b"(y/n/s/o/b/q)") + shown.count(b"[y/N]")
            if now > asked and waiting:
                asked = now
                os.write(ours, waiting.pop(0).encode() + b"\n")
        os.close(ours)
        assert process.wait(60) == 0, shown.decode()
    return shown.decode("utf-8")


def test_a_label_is_reviewed_in_a_terminal(own_library_folder: Path) -> None:
    with Library.open(own_library_folder) as library:
        library.tagging.save(LabelList("things", ("boat", "castle", "cat"), exclusive=False))
    first = sit(own_library_folder, "what", "b", "y", "b", "s", "q")
    assert first.count("o opens the photo") == 2  # at first, and to what it does not know
    assert "no answer to take back" in first
    assert "Too few answers" in first
    assert "goes on with them" in first
    second = sit(own_library_folder, "y", "y", "y", "n", "n", "n", "q", "y")
    assert "Set the threshold of boat to" in second
    with Library.open(own_library_folder, write=False) as library:
        kept = library.tagging.label_list("things").thresholds["boat"]
        answers = len(library.tagging.feedback("things").photo_ids)
    assert f"The threshold of boat is {kept:.0%} now" in second
    assert answers == 6
