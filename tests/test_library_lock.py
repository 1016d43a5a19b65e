"""Who may write: real processes that hold the lock, die with it, or come all at once."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from photoclip.errors import LibraryLockedError
from photoclip.library.lock import OwnerLock, owner_of, read_owner

HOLD = """
import sys
from pathlib import Path
from photoclip.errors import LibraryLockedError
from photoclip.library.lock import OwnerLock
sys.stdin.readline()
try:
    lock = OwnerLock(Path(sys.argv[1]))
except LibraryLockedError as locked:
    print("refused", locked.pid, locked.host, flush=True)
else:
    print("owner", flush=True)
    sys.stdin.readline()
"""

Starter = Callable[[], subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starter]:
    running: list[subprocess.Popen[str]] = []

    def begin() -> subprocess.Popen[str]:
        words = [sys.executable, "-c", HOLD, str(tmp_path)]
        pipe = subprocess.PIPE
        running.append(subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True))
        return running[-1]

    yield begin
    for each in running:
        each.kill()
        each.communicate()


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def facts(folder: Path, **changed: object) -> None:
    kept = {"host": socket.gethostname(), "pid": os.getpid()} | changed
    (folder / "owner.lock").write_text(json.dumps(kept), "utf-8")


def test_of_many_at_once_one_is_the_owner_and_the_others_name_it(
    tmp_path: Path, start: Starter
) -> None:
    started = [start() for _ in range(8)]
    for each in started:
        go(each)
    answers = [said(each) for each in started]
    assert answers.count("owner") == 1
    owner = started[answers.index("owner")].pid
    refused = f"refused {owner} {socket.gethostname()}"
    early = f"refused 0 {socket.gethostname()}"  # before the owner had written its name
    assert set(answers) <= {"owner", refused, early}
    assert read_owner(tmp_path) == owner_of(tmp_path)


def test_a_killed_owner_is_followed_without_a_question(tmp_path: Path, start: Starter) -> None:
    killed = start()
    go(killed)
    assert said(killed) == "owner"
    found = owner_of(tmp_path)
    assert found is not None
    assert (found.pid, found.is_elsewhere) == (killed.pid, False)
    killed.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    killed.wait()
    left = read_owner(tmp_path)
    assert left is not None
    assert left.pid == killed.pid
    assert owner_of(tmp_path) is None
    OwnerLock(tmp_path).release()


def test_a_process_that_has_a_dead_owners_number_does_not_count(tmp_path: Path) -> None:
    facts(tmp_path, pid=os.getppid())  # it lives, and holds no lock
    assert owner_of(tmp_path) is None
    lock = OwnerLock(tmp_path)
    found = owner_of(tmp_path)
    assert found is not None
    assert found.pid == os.getpid()
    lock.release()
    lock.release()
    assert owner_of(tmp_path) is None


@pytest.mark.parametrize("what", [{"host": "elsewhere"}, {"machine": "of the same name"}])
def test_another_machines_lock_is_broken_only_by_a_yes(
    tmp_path: Path, what: dict[str, str]
) -> None:
    OwnerLock(tmp_path).release()
    facts(tmp_path, pid=77, **what)
    found = owner_of(tmp_path)
    assert found is not None
    assert found.is_elsewhere
    with pytest.raises(LibraryLockedError, match="77") as refused:
        OwnerLock(tmp_path)
    assert refused.value.elsewhere
    assert "--break-lock" in str(refused.value)
    assert read_owner(tmp_path) == found
    OwnerLock(tmp_path, break_foreign=True).release()
    assert owner_of(tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[1, 2]", b'{"host": 1}', b"null", b"7"])
def test_a_lock_file_of_nonsense_stops_nobody(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "owner.lock").write_bytes(content)
    assert owner_of(tmp_path) is None
    OwnerLock(tmp_path).release()


@pytest.mark.skipif(sys.platform == "win32", reason="there is one kind of lock there")
def test_who_asks_for_the_owner_is_not_in_the_way(tmp_path: Path) -> None:
    """Who asks holds the lock for a moment; whoever wants to own waits that long."""
    import fcntl

    OwnerLock(tmp_path).release()
    with (tmp_path / "owner.lock").open("rb") as asking:
        fcntl.flock(asking, fcntl.LOCK_SH)
        assert owner_of(tmp_path) is None
        over = threading.Timer(0.03, fcntl.flock, (asking, fcntl.LOCK_UN))
        over.start()
        lock = OwnerLock(tmp_path)
        over.join()
    found = owner_of(tmp_path)
    assert found is not None
    assert found.pid == os.getpid()
    lock.release()
