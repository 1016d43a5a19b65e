"""Use an installed photoclip as a person would, and tell how long everything takes.

    python packaging/try_program.py build/bundle/photoclip/photoclip [--folder DIR]

It runs with an empty environment, where neither Python nor the checkout can be found, in a new
folder. It fails where a command fails, a file of the kinds that docs/formats.md names cannot be
read, or nothing was found.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent

_PHOTOS = 24
_WINDOW_SECONDS = 20  # until then, what is missing was said


def use(program: Path, folder: Path) -> list[tuple[str, float]]:
    """Index and search samples and every kind of file; what was done, and the seconds it took.

    Raises:
        RuntimeError: the program does not do its work.
    """
    library, pictures = folder / "library", folder / "pictures"
    done: list[tuple[str, float]] = []

    def run(*words: str) -> str:
        start = time.monotonic()
        ended = subprocess.run(
            [str(program), *words],
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
            env=_environment(folder),
        )
        done.append((words[-1] if words[-1].startswith("--v") else words[2], _since(start)))
        if ended.returncode != 0:
            raise RuntimeError(f"photoclip {' '.join(words)} failed: {ended.stderr.strip()}")
        return ended.stdout

    def ask(*words: str) -> Any:
        return json.loads(run("--library", str(library), *words, "--json"))

    run("--version")
    run("--version")  # its files are in memory now
    ask("samples", str(pictures), "--count", str(_PHOTOS))
    expected = _PHOTOS + _lay_formats(pictures / "formats")
    indexed = ask("index", str(pictures))
    if indexed["files"] != expected or indexed["failed"]:
        raise RuntimeError(f"of {expected} files not all were read: {indexed}")
    for words in ("a house", "a dog in the snow", "type:video", "type:jxl", "type:raw"):
        if not ask("search", words)["hits"]:
            raise RuntimeError(f"nothing was found by '{words}'")
    picture = next(file for file in sorted(pictures.rglob("*")) if file.suffix.lower() == ".jpg")
    if not ask("similar", str(picture))["hits"]:
        raise RuntimeError("nothing similar was found")
    if not ask("doctor"):
        raise RuntimeError("doctor tells nothing")
    ask("bench", "--sizes", "small", "--only", "scanning,window")  # what starts the program again
    _open_window(program.with_name(program.name.replace("photoclip", "photoclip-gui")), folder)
    return done


def _lay_formats(folder: Path) -> int:
    """Write a file of every kind of picture that docs/formats.md names, and a video; how many."""
    import cv2
    import numpy as np

    sys.path.append(str(CHECKOUT / "tests"))
    from formats_cases import CASES, RAW_CASES

    folder.mkdir(parents=True)
    for case in (*CASES, *RAW_CASES):
        (folder / case.file).write_bytes(case.make())
    code = cv2.VideoWriter.fourcc(*"mp4v")
    video = cv2.VideoWriter(str(folder / "clip.mp4"), code, 10, (160, 120))
    for level in range(0, 250, 10):
        video.write(np.full((120, 160, 3), (level, 90, 250 - level), np.uint8))
    video.release()
    return len(CASES) + len(RAW_CASES) + 1


def _open_window(program: Path, folder: Path) -> None:
    """See that the window comes and stays, on no screen."""
    environment = {**_environment(folder), "QT_QPA_PLATFORM": "offscreen"}
    running = subprocess.Popen(
        [str(program)], stderr=subprocess.PIPE, text=True, cwd=folder, env=environment
    )
    try:
        _, said = running.communicate(timeout=_WINDOW_SECONDS)
    except subprocess.TimeoutExpired:
        running.kill()
        running.communicate()
    else:
        raise RuntimeError(f"the window did not stay: {said.strip()}")


def size_of(folder: Path) -> int:
    """Bytes of all files; a link counts nothing."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_symlink())


def _environment(folder: Path) -> dict[str, str]:
    if sys.platform == "win32":
        system = os.environ["SYSTEMROOT"]
        return {"SYSTEMROOT": system, "PATH": f"{system}\\System32", "LOCALAPPDATA": str(folder)}
    return {"HOME": str(folder), "PATH": "/nonexistent", "LANG": "C.UTF-8"}


def _since(start: float) -> float:
    return time.monotonic() - start


def main() -> None:
    """Use the program and print a table."""
    words = argparse.ArgumentParser(description="Use an installed photoclip.")
    words.add_argument("program", type=Path)
    words.add_argument("--folder", type=Path, help="Where to work; kept. Else one that goes.")
    given = words.parse_args()
    program = given.program.absolute()
    whole = size_of(program.parent)
    torch = size_of(program.parent / "_internal" / "torch")
    print(f"{'size':10}{whole / 1e6:8.0f} MB, of which torch {torch / 1e6:.0f} MB")
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for what, seconds in use(program, folder.absolute()):
            print(f"{what:10}{seconds:8.2f} s")


if __name__ == "__main__":
    main()
