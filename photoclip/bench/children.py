"""Other programs that are measured: what they answer, and the most memory they take."""

import json
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import psutil

from photoclip.errors import PhotoclipError

_LOOK = 0.3  # s between two looks at the memory


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program printed as JSON, and the most memory that it and its children took, MB."""

    said: dict[str, Any]
    peak_mb: float


def answer_of(words: Sequence[str], environment: Mapping[str, str]) -> Answer:
    """Run a program to its end; the last line that it prints is one JSON object.

    Raises:
        PhotoclipError: it failed; the sentence ends with the last line of its complaint.
    """
    with subprocess.Popen(  # noqa: S603 - our own words
        list(words),
        env=dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as program:
        peak = [0.0]
        ended = threading.Event()
        watch = threading.Thread(target=_watch, args=(program.pid, peak, ended), daemon=True)
        watch.start()
        out, complaint = program.communicate()
        ended.set()
        watch.join()
    lines = out.strip().splitlines()
    if program.returncode or not lines:
        why = (complaint.strip().splitlines() or ["it said nothing"])[-1]
        raise PhotoclipError(f"{words[0]} {words[1]} failed: {why}")
    return Answer(json.loads(lines[-1]), peak[0])


def _watch(pid: int, peak: list[float], ended: threading.Event) -> None:
    with suppress(psutil.NoSuchProcess):
        first = psutil.Process(pid)
        while not ended.wait(_LOOK):
            peak[0] = max(peak[0], memory_mb(first))


def memory_mb(first: psutil.Process) -> float:
    """Memory of a process and all its children, MB; what they share counts once (on Linux)."""
    total = 0
    for process in (first, *first.children(recursive=True)):
        with suppress(psutil.Error):
            total += _own(process)
    return total / 2**20


def _own(process: psutil.Process) -> int:
    if psutil.LINUX:
        return int(process.memory_full_info().pss)
    return int(process.memory_info().rss)
