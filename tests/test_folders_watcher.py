"""The watcher: changes are reported once they are quiet, whatever happens to the roots."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from watchdog.observers import Observer

from photoclip.folders import polling
from photoclip.folders.settling import Settling, outermost
from photoclip.folders.watcher import FolderWatcher
from photoclip.records import Root

LIMIT = 20.0  # seconds that any wait may take


class Reports:
    """What a watcher told so far."""

    def __init__(self) -> None:
        self._told: list[tuple[int, frozenset[bytes]]] = []
        self._changed = threading.Condition()

    def __call__(self, root_id: int, folders: frozenset[bytes]) -> None:
        with self._changed:
            self._told.append((root_id, folders))
            self._changed.notify_all()

    def all(self, root_id: int = 1) -> set[bytes]:
        with self._changed:
            return {folder for told, folders in self._told if told == root_id for folder in folders}

    def wait_for(self, folder: bytes, root_id: int = 1) -> None:
        """Until a report covers a folder."""

        def covered() -> bool:
            return any(
                told in {b"", folder} or folder.startswith(told + b"/")
                for number, folders in self._told
                if number == root_id
                for told in folders
            )

        with self._changed:
            assert self._changed.wait_for(covered, LIMIT), f"{folder!r} not in {self._told}"

    def forget(self) -> None:
        with self._changed:
            self._told.clear()


@pytest.fixture
def reports() -> Reports:
    return Reports()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    (folder / "trip" / "deep").mkdir(parents=True)
    (folder / "a.jpg").write_bytes(b"a")
    (folder / "trip" / "b.jpg").write_bytes(b"b")
    return folder


Watch = Callable[..., FolderWatcher]


@pytest.fixture
def watch(folder: Path, reports: Reports) -> Iterator[Watch]:
    begun: list[FolderWatcher] = []

    def begin(*paths: Path, ignored: tuple[bytes, ...] = (), poll: bool = False) -> FolderWatcher:
        roots = [Root(n, os.fsencode(path)) for n, path in enumerate(paths or (folder,), 1)]
        polled = {root.id: 0.1 for root in roots} if poll else {}
        watching = FolderWatcher(
            roots, reports, quiet=0.2, ignored=ignored, polled=polled, poll_seconds=0.1
        )
        begun.append(watching)
        watching.start()
        return watching

    yield begin
    for watching in begun:
        before = time.monotonic()
        watching.stop()
        assert time.monotonic() - before < LIMIT


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_new_changed_and_deleted_files(folder: Path, watch: Watch, reports: Reports) -> None:
    watching = watch()
    assert watching.mode(1) in {"events", "polling"}
    (folder / "trip" / "new.jpg").write_bytes(b"new")
    reports.wait_for(b"trip")
    reports.forget()
    (folder / "trip" / "deep" / "c.jpg").write_bytes(b"c")
    reports.wait_for(b"trip/deep")
    reports.forget()
    (folder / "trip" / "b.jpg").unlink()
    reports.wait_for(b"trip")


def test_folders_that_come_move_and_go(folder: Path, watch: Watch, reports: Reports) -> None:
    watch()
    outside = folder.parent / "camera"
    (outside / "day").mkdir(parents=True)
    (outside / "day" / "x.jpg").write_bytes(b"x")
    outside.rename(folder / "camera")
    reports.wait_for(b"camera")
    reports.forget()
    (folder / "camera" / "day" / "y.jpg").write_bytes(b"y")
    reports.wait_for(b"camera/day")
    reports.forget()
    (folder / "camera").rename(folder / "trip" / "camera")
    reports.wait_for(b"camera")
    reports.wait_for(b"trip/camera")
    assert b"" in reports.all()  # only a scan that sees both ends knows it for a move
    reports.forget()
    shutil.rmtree(folder / "trip" / "camera")
    reports.wait_for(b"trip/camera")


def test_a_save_by_rename(folder: Path, watch: Watch, reports: Reports) -> None:
    watch()
    (folder / "trip" / ".b.jpg.tmp").write_bytes(b"better")
    (folder / "trip" / ".b.jpg.tmp").rename(folder / "trip" / "b.jpg")
    reports.wait_for(b"trip")


def test_excluded_and_ignored_places_are_not_reported(
    folder: Path, watch: Watch, reports: Reports
) -> None:
    (folder / "library").mkdir()
    (folder / ".cache").mkdir()
    (folder / "@eaDir").mkdir()
    watch(ignored=(os.fsencode(folder / "library"),))
    for place in ("library/x.jpg", ".cache/x.jpg", "@eaDir/x.jpg", "trip/.hidden.jpg"):
        (folder / place).write_bytes(b"x")
    (folder / "trip" / "deep" / "seen.jpg").write_bytes(b"x")
    reports.wait_for(b"trip/deep")
    assert reports.all() == {b"trip/deep"}
    (folder / "trip" / ".nomedia").touch()
    reports.wait_for(b"trip")


def test_reading_is_no_change(folder: Path, watch: Watch, reports: Reports) -> None:
    watch()
    for _ in range(3):
        (folder / "a.jpg").read_bytes()
        list((folder / "trip").iterdir())
    (folder / "trip" / "new.jpg").write_bytes(b"new")
    reports.wait_for(b"trip")
    assert reports.all() == {b"trip"}


def test_names_that_are_no_utf8(folder: Path, watch: Watch, reports: Reports) -> None:
    odd = os.fsencode(folder) + b"/odd \xff"
    try:
        Path(os.fsdecode(odd)).mkdir()
    except OSError:
        pytest.skip("this file system takes no such names")
    watch()
    Path(os.fsdecode(odd + b"/\xfe.jpg")).write_bytes(b"x")
    reports.wait_for(b"odd \xff")


def test_a_root_that_vanishes_and_comes_back(
    folder: Path, tmp_path: Path, watch: Watch, reports: Reports
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    watching = watch(folder, other)
    folder.rename(tmp_path / "unplugged")
    reports.wait_for(b"")
    until(lambda: watching.mode(1) == "offline")
    (other / "x.jpg").write_bytes(b"x")
    reports.wait_for(b"", 2)
    reports.forget()
    (tmp_path / "unplugged").rename(folder)
    reports.wait_for(b"")
    until(lambda: watching.mode(1) != "offline")
    reports.forget()
    (folder / "trip" / "again.jpg").write_bytes(b"x")
    reports.wait_for(b"trip")


def test_a_root_that_is_not_there_yet(tmp_path: Path, watch: Watch, reports: Reports) -> None:
    late = tmp_path / "late"
    watching = watch(late)
    assert watching.mode(1) == "offline"
    late.mkdir()
    reports.wait_for(b"")


def test_another_folder_in_the_place_of_a_root(
    folder: Path, watch: Watch, reports: Reports
) -> None:
    watching = watch()
    for name in ("one", "two"):
        shutil.rmtree(folder)  # most file systems give the next folder the same inode
        folder.mkdir()
        reports.wait_for(b"")
        until(lambda: watching.mode(1) == "events")
        time.sleep(2.5)  # longer than from one look to the next
        reports.forget()
        (folder / f"{name}.jpg").write_bytes(b"x")
        reports.wait_for(b"")


@pytest.mark.skipif(sys.platform != "linux", reason="one thread reads for all on Linux only")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_of_watchdog_that_ended_is_replaced(
    folder: Path, watch: Watch, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    from watchdog.observers import inotify_c

    ended: list[threading.Thread] = []

    def stumble(*_: object) -> None:
        ended.append(threading.current_thread())
        raise ZeroDivisionError

    watch()
    with monkeypatch.context() as broken:
        broken.setattr(inotify_c.InotifyFD, "handle_event", stumble)
        (folder / "trip" / "unheard.jpg").write_bytes(b"x")
        until(lambda: bool(ended) and not ended[0].is_alive())
    reports.wait_for(b"trip")
    reports.forget()
    (folder / "trip" / "deep" / "heard.jpg").write_bytes(b"x")
    reports.wait_for(b"trip/deep")


def test_polling_where_there_are_no_events(folder: Path, watch: Watch, reports: Reports) -> None:
    watching = watch(poll=True)
    assert watching.mode(1) == "polling"
    (folder / "trip" / "new.jpg").write_bytes(b"new")
    reports.wait_for(b"trip")
    assert reports.all() == {b"trip"}
    reports.forget()
    shutil.rmtree(folder / "trip")
    reports.wait_for(b"trip")


def test_one_root_by_polling_beside_one_by_events(
    folder: Path, tmp_path: Path, reports: Reports
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    roots = [Root(1, os.fsencode(folder)), Root(2, os.fsencode(share))]
    watching = FolderWatcher(roots, reports, quiet=0.2, polled={2: 0.1})
    watching.start()
    try:
        assert watching.mode(1) == "events"
        assert watching.mode(2) == "polling"
        (folder / "trip" / "x.jpg").write_bytes(b"x")
        (share / "y.jpg").write_bytes(b"y")
        reports.wait_for(b"trip", 1)
        reports.wait_for(b"", 2)
    finally:
        watching.stop()


def test_the_limit_of_watches_makes_it_poll(
    folder: Path,
    watch: Watch,
    reports: Reports,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(Observer, "schedule", refuse)
    watching = watch()
    assert watching.mode(1) == "polling"
    assert "limit of watched folders" in caplog.text
    (folder / "trip" / "new.jpg").write_bytes(b"new")
    reports.wait_for(b"trip")


def test_stop_without_start_and_twice(folder: Path, reports: Reports) -> None:
    watching = FolderWatcher([Root(1, os.fsencode(folder))], reports)
    watching.stop()
    watching = FolderWatcher([Root(1, os.fsencode(folder))], reports)
    watching.start()
    watching.stop()
    watching.stop()


def test_settling_waits_for_quiet_and_for_files_that_grow(folder: Path) -> None:
    settling = Settling(os.fsencode(folder), 1.0)
    assert settling.seconds_left(0) is None
    settling.touch(b"trip", b"b.jpg", 100.0)
    assert settling.settled(100.9) == frozenset()
    assert settling.seconds_left(100.9) == pytest.approx(0.1)
    (folder / "trip" / "b.jpg").write_bytes(b"grown without an event")
    assert settling.settled(101.0) == frozenset()
    assert settling.settled(101.5) == frozenset()
    assert settling.settled(102.0) == {b"trip"}
    assert settling.settled(200.0) == frozenset()


def test_restless_folders_are_reported_after_ten_seconds(folder: Path) -> None:
    settling = Settling(os.fsencode(folder), 1.0)
    for tenth in range(99):
        settling.touch(b"trip", b"b.jpg", tenth / 10)
        assert settling.settled(tenth / 10) == frozenset()
    settling.touch(b"trip", b"b.jpg", 10.0)
    assert settling.settled(10.0) == {b"trip"}
    assert settling.settled(10.5) == frozenset()
    assert settling.settled(11.0) == {b"trip"}  # once more when it is quiet


def test_a_scan_of_a_folder_covers_what_lies_below() -> None:
    assert outermost([b"a", b"a/b", b"ab", b"c/d", b"a/b/c"]) == {b"a", b"ab", b"c/d"}
    assert outermost([b"", b"x"]) == {b""}
    assert outermost([]) == frozenset()


def test_snapshots_tell_the_folders_that_differ(folder: Path) -> None:
    base = os.fsencode(folder)
    before = polling.snapshot(base)
    assert before is not None
    assert set(before) == {b"", b"trip", b"trip/deep"}
    (folder / ".hidden").mkdir()
    (folder / "link").symlink_to(folder)
    after = polling.snapshot(base)
    assert after == before
    (folder / "trip" / "b.jpg").write_bytes(b"other")
    (folder / "trip" / "deep").rmdir()
    (folder / "new").mkdir()
    now = polling.snapshot(base)
    assert now is not None
    assert polling.changed(before, now) == {b"trip", b"trip/deep", b"new"}
    assert polling.snapshot(base + b"/none") is None
