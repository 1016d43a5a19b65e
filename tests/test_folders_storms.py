"""Many changes at once, and systems that tell of none: nothing is lost, and it is said."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from photoclip.folders.limits import Polled
from photoclip.folders.watcher import FolderWatcher
from photoclip.records import Root

LIMIT = 60.0  # seconds that any wait may take
WATCHES = Path("/proc/sys/user/max_inotify_watches")
QUEUE = Path("/proc/sys/fs/inotify/max_queued_events")

FILL = """
import os, sys
base, folders, each = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
for folder in range(folders):
    os.makedirs(f"{base}/{folder}", exist_ok=True)
    for file in range(each):
        with open(f"{base}/{folder}/{file}.jpg", "wb") as made:
            made.write(b"x")
"""

TELL = """
import os, sys, threading
from photoclip.folders.watcher import FolderWatcher
from photoclip.records import Root
def settled(_root, folders):
    for folder in sorted(folders):
        print(os.fsdecode(folder) or "all", flush=True)
FolderWatcher([Root(1, os.fsencode(sys.argv[1]))], settled, quiet=0.3).start()
print("ready", flush=True)
threading.Event().wait()
"""


class Heard:
    """What a watcher told, and when it last did."""

    def __init__(self) -> None:
        self.folders: list[bytes] = []
        self.calls = 0
        self.polled: list[Polled] = []
        self._changed = threading.Condition()

    def settled(self, _root: int, folders: frozenset[bytes]) -> None:
        with self._changed:
            self.folders += folders
            self.calls += 1
            self._changed.notify_all()

    def wait_for(self, *wanted: bytes) -> None:
        def all_told() -> bool:
            return all(any(_covers(told, each) for told in self.folders) for each in wanted)

        with self._changed:
            assert self._changed.wait_for(all_told, LIMIT), self.folders[:20]


def _covers(told: bytes, folder: bytes) -> bool:
    return told in {b"", folder} or folder.startswith(told + b"/")


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def watcher(tmp_path: Path, heard: Heard) -> Iterator[FolderWatcher]:
    folder = tmp_path / "photos"
    (folder / "last").mkdir(parents=True)
    root = Root(1, os.fsencode(folder))
    watching = FolderWatcher([root], heard.settled, quiet=0.3, on_polled=heard.polled.append)
    watching.start()
    yield watching
    watching.stop()


def fill(folder: Path, folders: int, each: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", FILL, folder, str(folders), str(each)])


def test_ten_thousand_files_are_one_matter(
    tmp_path: Path, watcher: FolderWatcher, heard: Heard
) -> None:
    process = psutil.Process()
    before = process.memory_info().rss
    with fill(tmp_path / "photos" / "camera", 20, 500) as filling:
        assert filling.wait(LIMIT) == 0
        heard.wait_for(*(b"camera/%d" % number for number in range(20)))
    assert heard.calls <= 500, "that is one report for a file rather than one for the storm"
    assert process.memory_info().rss - before < 200 << 20


@pytest.mark.skipif(not QUEUE.exists(), reason="only Linux has this queue")
def test_events_that_the_system_dropped_are_made_up_for(
    tmp_path: Path, watcher: FolderWatcher, heard: Heard
) -> None:
    """While this process is busy, more happens than the system keeps for it."""
    room = int(QUEUE.read_text("ascii"))
    if room > 50_000:
        pytest.skip("the system keeps too many events for this test")
    with fill(tmp_path / "photos" / "camera", 1, room) as filling:
        while filling.poll() is None:
            pow(3, 400_000)  # no other thread runs meanwhile
        (tmp_path / "photos" / "last" / "new.jpg").write_bytes(b"x")
    heard.wait_for(b"camera", b"last")


@pytest.mark.skipif(not QUEUE.exists(), reason="only Linux has this queue")
def test_a_computer_that_slept_misses_nothing(tmp_path: Path) -> None:
    """A file leaves, then more comes than the system keeps: watchdog drops even what it has."""
    room = int(QUEUE.read_text("ascii"))
    if room > 50_000:
        pytest.skip("the system keeps too many events for this test")
    folder = tmp_path / "photos"
    for each in ("first/0", "last"):
        (folder / each).mkdir(parents=True)
    (folder / "first" / "0" / "leaves.jpg").write_bytes(b"x")
    words = [sys.executable, "-c", TELL, str(folder)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as watching:
        assert watching.stdout is not None
        assert watching.stdout.readline() == b"ready\n"
        patience = threading.Timer(LIMIT, watching.kill)
        patience.start()
        watching.send_signal(signal.SIGSTOP)
        (folder / "first" / "0" / "leaves.jpg").rename(tmp_path / "left.jpg")
        with fill(folder / "first", 1, room) as filling:
            assert filling.wait(LIMIT) == 0
        (folder / "last" / "new.jpg").write_bytes(b"x")
        watching.send_signal(signal.SIGCONT)
        told = [b"events"]
        while told[-1] not in {b"all\n", b""}:
            told.append(watching.stdout.readline())
        assert told[-1] == b"all\n", told
        (folder / "last" / "newer.jpg").write_bytes(b"x")
        while told[-1] not in {b"last\n", b""}:
            told.append(watching.stdout.readline())
        assert told[-1] == b"last\n", told
        patience.cancel()
        watching.kill()
        assert watching.communicate()[1] == b"", "nothing of this concerns the person"


def unprivileged(*command: str) -> list[str]:
    """A command in a user namespace of its own, where the system watches three folders."""
    script = f'echo 3 > {WATCHES} && exec "$@"'
    return ["unshare", "--user", "--map-root-user", "sh", "-c", script, "sh", *command]


@pytest.fixture(scope="module")
def limited() -> None:
    if not WATCHES.exists() or shutil.which("unshare") is None:
        pytest.skip("there are no user namespaces here")
    tried = subprocess.run(unprivileged("true"), capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("this system lets nobody make a user namespace")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library that keeps up with five folders."""
    from photoclip.library.library import Library

    for name in "abcd":
        (tmp_path / "pictures" / name).mkdir(parents=True)
    with Library.open(tmp_path / "library") as opened:
        opened.roots.add(tmp_path / "pictures")
    return tmp_path / "library"


def test_at_the_limit_of_watches_it_polls_and_says_so(
    tmp_path: Path, library: Path, limited: None
) -> None:
    photoclip = [sys.executable, "-m", "photoclip", "--library", str(library)]
    command = unprivileged(*photoclip, "watch", "--json")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as watching:
        assert watching.stdout is not None
        assert watching.stderr is not None
        first = json.loads(watching.stdout.readline())
        assert first["photos"] == 0
        watching.terminate()
        said = " ".join(watching.stderr.read().decode().split())
        assert watching.wait(LIMIT) == 0
    assert "The system's limit of watched folders is reached" in said
    assert f"{tmp_path / 'pictures'} is looked through every 10 s instead" in said
    script = "import sys; from pathlib import Path; from photoclip.library.library import Library;"
    script += "library = Library.open(Path(sys.argv[1]), write=False); print(library.how_watched())"
    command = unprivileged(sys.executable, "-c", script, str(library))
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=LIMIT)
    assert done.stdout.strip() == str({str(tmp_path / "pictures"): "limit"})


WATCH = """
import os, sys, threading
from pathlib import Path
from photoclip.folders.watcher import FolderWatcher
from photoclip.records import Root
folder, told = Path(sys.argv[1]), threading.Event()
def settled(_root, folders):
    if {b"", b"c", b"c/more 4"} & folders:
        told.set()
watcher = FolderWatcher([Root(1, os.fsencode(folder))], settled, quiet=0.1, poll_seconds=0.1)
watcher.start()
print(watcher.mode(1))
for number in range(5):
    (folder / "c" / f"more {number}").mkdir()
while watcher.mode(1) == "events":
    told.wait(0.05)
told.wait(30)
for name in ("new.jpg", "newer.jpg"):
    told.clear()
    (folder / "c" / "more 4" / name).write_bytes(b"x")
    print(told.wait(30))
watcher.stop()
"""


def test_what_happens_beyond_the_limit_is_noticed(tmp_path: Path, limited: None) -> None:
    """There are watches enough at the start, and then folders come for which there are none."""
    (tmp_path / "c").mkdir()
    command = unprivileged(sys.executable, "-c", WATCH, str(tmp_path))
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=LIMIT)
    assert done.stdout.split() == ["events", "True", "True"]


def test_a_network_folder_is_polled_and_it_is_said(
    tmp_path: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    table = tmp_path / "mounts"
    table.write_text(f"disk / ext4 rw\nserver:/photos {share} nfs4 rw\n")
    monkeypatch.setenv("PHOTOCLIP_MOUNTS", os.fspath(table))
    roots = [Root(1, os.fsencode(share)), Root(2, os.fsencode(tmp_path))]
    watching = FolderWatcher(
        roots, heard.settled, quiet=0.1, poll_seconds=0.1, on_polled=heard.polled.append
    )
    watching.start()
    try:
        assert (watching.mode(1), watching.mode(2)) == ("polling", "events")
        assert [(each.root.id, each.why) for each in heard.polled] == [(1, "network")]
        (share / "new.jpg").write_bytes(b"x")
        heard.wait_for(b"")
    finally:
        watching.stop()
