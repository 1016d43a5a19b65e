"""Starts deeds as processes, and kills them: at a change of a file, or by the clock."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

HERE = Path(__file__).parent
HANG_SECONDS = 180


def compiled(folder: Path) -> Path | None:
    """The shim that sees what a process writes; None where there is no compiler, or no Linux."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None or sys.platform != "linux":
        return None
    made = folder / "crash_shim.so"
    source = HERE / "crash_shim.c"
    words = [compiler, "-O1", "-shared", "-fPIC", "-o", made, source, "-ldl", "-lpthread"]
    subprocess.run(words, check=True, timeout=60)
    return made


@dataclass(frozen=True, slots=True)
class Ending:
    """How a deed ended."""

    killed: bool
    status: int
    said: str


@dataclass(slots=True)
class Processes:
    """Runs deeds of `crash_deeds`, each in a process of its own.

    Attributes:
        scratch: takes what they say.
        shim: None: there is none, and processes are killed by the clock only.
        fresh: each process starts from nothing, as for a person; else it is a fork of one that
            has loaded the program.
        towers: such forks are to run models.
    """

    scratch: Path
    shim: Path | None
    fresh: bool = False
    towers: bool = True
    _server: subprocess.Popen[str] | None = field(default=None, init=False)

    def run(
        self,
        *deed: object,
        under: Path | None = None,
        at: int = 0,
        seconds: float = 0.0,
        log: Path | None = None,
        statuses: tuple[int, ...] = (0,),
    ) -> Ending:
        """Do a deed.

        Args:
            deed: its name and what it is told.
            under: the folder whose changes count.
            at: it dies at so many changes of files; 0: it does not; below 0: the disk is full.
            seconds: it is killed after so long; 0: it is not.
            log: takes its changes of files.
            statuses: those that it may end with, where it is not killed.
        """
        words = [os.fspath(each) if isinstance(each, Path) else str(each) for each in deed]
        watched = under if self.shim is not None and (at or log is not None) else ""
        out = self.scratch / "said.txt"
        pid, wait = (self._started if self.fresh else self._forked)(
            words, out, os.fspath(watched or ""), at, os.fspath(log or "")
        )
        clock = threading.Timer(seconds or HANG_SECONDS, _kill, [pid])
        clock.start()
        status = wait()
        clock.cancel()
        said = out.read_text("utf-8", "replace")
        if status not in {-signal.SIGKILL, *statuses}:
            raise AssertionError(f"{words} ended with {status}: {said}")
        _nothing_left(pid)
        return Ending(status == -signal.SIGKILL, status, said)

    def close(self) -> None:
        """End the process that forks."""
        if self._server is not None:
            assert self._server.stdin is not None
            assert self._server.stdout is not None
            self._server.stdin.close()
            self._server.wait(timeout=HANG_SECONDS)
            self._server.stdout.close()
            self._server = None

    def _started(self, deed: list[str], out: Path, under: str, at: int, log: str):
        words = [os.fspath(HERE / "crash_deeds.py"), *deed]
        if deed[0] == "command":
            words = ["-m", "photoclip", *deed[1:]]
        environment = dict(os.environ)
        if under:
            environment |= {"LD_PRELOAD": os.fspath(self.shim), "CRASH_UNDER": under}
            environment |= {"CRASH_AT": str(at)} | ({"CRASH_LOG": log} if log else {})
        with out.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, *words],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )
        return process.pid, lambda: process.wait(timeout=HANG_SECONDS)

    def _forked(self, deed: list[str], out: Path, under: str, at: int, log: str):
        if self._server is None:
            preload = {} if self.shim is None else {"LD_PRELOAD": os.fspath(self.shim)}
            self._server = subprocess.Popen(
                [sys.executable, HERE / "crash_deeds.py", *(["towers"] if self.towers else [])],
                env={**os.environ, **preload},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        reading, writing = self._server.stdout, self._server.stdin
        assert reading is not None
        assert writing is not None
        order = {"deed": deed, "out": os.fspath(out), "under": under, "at": at, "log": log}
        writing.write(json.dumps(order) + "\n")
        writing.flush()
        return int(reading.readline()), lambda: int(reading.readline())


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _nothing_left(session: int) -> None:
    """Decoder processes die with who started them."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if not [each for each in psutil.pids() if _session(each) == session]:
            return
        time.sleep(0.02)
    raise AssertionError("processes outlive a killed parent")


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except OSError:
        return 0
