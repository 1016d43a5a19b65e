"""What runs inside a decoder process: its limits, and one file at a time."""

import contextlib
import multiprocessing
import os
import signal
import stat
import sys
import threading
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

from photoclip.errors import PhotoError, UnreachableError
from photoclip.records import DecodedPhoto, DecodeFailure, DecodeResult, KnownPhoto

Decode = Callable[..., DecodedPhoto | KnownPhoto]
"""A function called as `photoclip.photos.decode.decode` is."""

NO_MEMORY = "Decoding it needs more memory than one picture may take."
"""The reason recorded for files that go over the memory limit."""

_MOST_LOG_BYTES = 2**20
_F_SETSIG = 10  # Linux; Python has no name for it
_PIPE_BYTES = 2**20  # what the system allows everyone
_GROUP_NICENESS = 5  # of a decoder's session: a third of what an ordinary one gets


def prepare(memory_mb: int, log_path: str | None, niceness: int = 0) -> None:
    """Makes a fresh process a decoder: quiet, bounded, and gone when its parent is gone.

    Args:
        memory_mb: how much it may allocate beyond what it has after its libraries are loaded.
        log_path: the file for whatever libraries print; None throws it away.
        niceness: how far it stands back behind other processes, 0 to 19.
    """
    if niceness:
        _stand_back(niceness)
    _die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # at once, even inside a codec
    _redirect_output(log_path)
    _widen_pipes()
    load_libraries()
    _limit_memory(memory_mb)


def work(decode: Decode, path: bytes, short_side: int, known: frozenset[bytes]) -> DecodeResult:
    """Decodes one file; whatever is wrong with it becomes a failure, never an exception."""
    try:
        return decode(path, short_side=short_side, known=known)
    except PhotoError as error:
        return DecodeFailure(str(error), passing=isinstance(error, UnreachableError))
    except MemoryError:
        return DecodeFailure(NO_MEMORY)


def _stand_back(niceness: int) -> None:
    """Wait for others: niceness on POSIX, a lower priority class on Windows.

    Linux shares the processors between sessions first (autogroup), where niceness would count
    among photoclip's own processes only; so each decoder is a session that stands back itself.
    """
    if os.name == "posix":
        os.nice(niceness)
    else:
        import psutil

        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setsid()
            Path("/proc/self/autogroup").write_text(str(min(niceness, _GROUP_NICENESS)))


def _die_with_parent() -> None:
    """Ends this process when the one that asked for it ends, however that happens.

    A thread waits for the end of the pipe that only the parent has the other end of. On Linux the
    kernel does too, because a codec that hangs may keep Python's lock from that thread.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if sys.platform == "linux":
        import fcntl

        pipe = parent.sentinel
        fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(pipe, _F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    threading.Thread(target=_outlive, args=(parent,), name="parent-watch", daemon=True).start()


def _outlive(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _redirect_output(log_path: str | None) -> None:
    """Sends the output of this process, and of every C library in it, to a file."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    target = -1
    if log_path is not None:
        with contextlib.suppress(OSError):
            target = os.open(log_path, flags, 0o600)
            if os.fstat(target).st_size > _MOST_LOG_BYTES:
                os.ftruncate(target, 0)
    if target < 0:
        target = os.open(os.devnull, os.O_WRONLY)
    for standard in (1, 2):
        os.dup2(target, standard)
    os.close(target)


def _widen_pipes() -> None:
    """Room for whole pictures in the pipes (Linux), so that decoding waits for no reader."""
    if sys.platform != "linux":
        return
    import fcntl

    for entry in list(Path("/proc/self/fd").iterdir()):
        with contextlib.suppress(OSError):  # not ours to change, or closed by now
            if stat.S_ISFIFO(os.fstat(int(entry.name)).st_mode):
                fcntl.fcntl(int(entry.name), fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


def load_libraries() -> None:
    """Imports what decoding needs, each with one thread, so that the first file does not pay."""
    import warnings

    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"

    from photoclip.photos import decode, opening

    assert decode
    opening.prepare_pillow()
    warnings.simplefilter("ignore")


def _limit_memory(memory_mb: int) -> None:
    """Bounds the address space (Linux; elsewhere the system has no such limit)."""
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:
        pages = int(file.read().split()[0])
    limit = pages * resource.getpagesize() + memory_mb * 2**20
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
