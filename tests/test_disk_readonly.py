"""Libraries and photos on read-only media: what can be done is done, the rest is said."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from full_disk import readonly

PROGRAM = """
import contextlib, io, json, sys
from photoclip.cli import run

if __name__ == "__main__":
    answers = []
    for words in json.loads(sys.argv[1]):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = run(words)
        answers.append([status, out.getvalue(), err.getvalue()])
    print(json.dumps(answers))
"""


def calls(
    folders: list[Path], program: Path, commands: list[list[object]]
) -> list[tuple[int, str, str]]:
    """What commands end with, print and complain of where some folders cannot be written."""
    program.write_text(PROGRAM)
    words = json.dumps([[str(word) for word in command] for command in commands])
    done = subprocess.run(
        [*readonly(*folders), sys.executable, str(program), words],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return [(status, out, err) for status, out, err in json.loads(done.stdout)]


def test_what_can_be_done_on_read_only_media_is_done_and_the_rest_refused_in_a_sentence(
    tmp_path: Path, own_library_folder: Path, sample_pictures: Path
) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for each in sorted(sample_pictures.rglob("*.jpg"))[:3]:
        shutil.copy(each, pictures)
    before = {each: each.stat().st_mtime_ns for each in pictures.iterdir()}
    here = ["--library", own_library_folder]
    commands: list[list[object]] = [
        ["--library", tmp_path / "other", "index", pictures, "--json"],
        [*here, "search", "a car", "--json"],
        [*here, "doctor", "--verify", "--json"],
        [*here, "index", "--json"],
        [*here, "rate", pictures / "any.jpg", "--stars", "3"],
        [*here, "doctor", "--repair"],
        [*here, "backups", "make"],
    ]
    answers = calls([own_library_folder, pictures], tmp_path / "program.py", commands)
    assert [status for status, _, _ in answers] == [0, 0, 0, 3, 3, 3, 3]
    indexed, found, verified = (json.loads(out) for _, out, _ in answers[:3])
    assert (indexed["files"], indexed["failed"]) == (len(before), [])
    assert {each: each.stat().st_mtime_ns for each in pictures.iterdir()} == before
    assert found["hits"]
    assert verified["problems"] == []
    for _, _, said in answers[3:]:
        assert len(said.strip().splitlines()) == 1, said
        assert "read-only" in said.lower(), said
