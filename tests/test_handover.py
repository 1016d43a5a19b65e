"""Work that is handed to the process which owns a library: done there, told here."""

import contextlib
import json
import os
import shutil
import signal
import socket
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from multiprocessing.connection import Client, Connection
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from handing import all_at_once, finish, photoclip
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from test_library_index import paint

from photoclip.cli import run
from photoclip.errors import LibraryError, LibraryLockedError, UsageError
from photoclip.library.handover import operations
from photoclip.library.handover.line import PROTOCOL, Line, LostError
from photoclip.library.handover.operations import Onlooker
from photoclip.library.handover.place import Door, find_door
from photoclip.library.handover.sharing import open_shared
from photoclip.library.handover.values import packed, unpacked
from photoclip.library.library import Library
from photoclip.library.lock import OwnerLock, owner_of, read_owner
from photoclip.records import Edit, Failure, IndexProgress, IndexReport, LabelList, Root

PHOTOS, FILES = 56, 60  # of the sample library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")


@pytest.fixture
def owner(own_library_folder: Path) -> Iterator[Library]:
    """A library that this process owns, and does others' work in."""
    with Library.open(own_library_folder) as library:
        library.serve()
        yield library


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def do(library: Path, *words: object) -> tuple[int, str, str]:
        status = run(["--library", str(library), *map(str, words)])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err + captured.out
        return status, captured.out, captured.err

    return do


# The same answers as alone


def commands(pictures: Path, folder: Path) -> list[list[object]]:
    """Commands that write, each with what it needs done before; some make no sense."""
    photo = next(pictures.rglob("*.jpg"))
    labels = folder / "trees.txt"
    labels.write_text("tree\nbeach\n", "utf-8")
    return [
        ["folders", "add", folder],
        ["index", folder, "--json"],
        ["folders", "watch", folder, "--poll", 0],
        ["folders", "watch", folder, "--poll", 5, "--json"],
        ["folders", "remove", folder, "--json"],
        ["labels", "import", labels, "--json"],
        ["labels", "edit", "trees", "--add", "dog", "--rename", "tree=wood", "--json"],
        ["tag", "trees", "--apply", "--json"],
        ["tag", "--undo", 1, "--json"],
        ["tag", "--undo", 77],
        ["labels", "rename", "trees", "woods", "--json"],
        ["labels", "delete", "woods"],
        ["albums", "create", "Sea \u26f5"],
        ["albums", "create", "Sea \u26f5"],
        ["albums", "add", "sea \u26f5", photo, "--json"],
        ["rate", photo, "--stars", 4, "--json"],
        ["searches", "save", "boats", "a boat at sea"],
        ["searches", "delete", "boats"],
        ["relevance", "0.4", "--json"],
        ["models", "use", "photoclip-mini", "--json"],
        ["models", "use", "none-such"],
    ]


def test_a_command_says_the_same_whether_it_is_handed_over_or_not(
    own_library_folder: Path,
    sample_pictures: Path,
    tmp_path: Path,
    call: Callable[..., tuple[int, str, str]],
) -> None:
    alone = tmp_path / "alone"
    shutil.copytree(own_library_folder, alone)
    folder = tmp_path / "more"
    for seed in range(3):
        paint(folder / f"{seed}.jpg", 1000 + seed)
    with Library.open(own_library_folder) as owner:
        owner.serve()
        for words in commands(sample_pictures, folder):
            expected = comparable(*call(alone, *words))
            assert comparable(*call(own_library_folder, *words)) == expected, words
            assert expected[0] in (0, 2, 3), (words, expected)
    with Library.open(alone, write=False) as other, Library.open(own_library_folder) as owner:
        assert [each.name for each in owner.organising.albums()] == ["Sea \u26f5"]
        assert owner.organising.albums() == other.organising.albums()
        assert owner.relevance_line() == other.relevance_line() == 0.4


def comparable(status: int, out: str, err: str) -> tuple[int, object, str]:
    """What does not differ from one run to the next."""
    err = "".join(line for line in err.splitlines(True) if "has this library open" not in line)
    try:
        document: Any = json.loads(out)
    except ValueError:
        return status, out, err
    for changing in ("seconds", "photos_per_second"):
        document.pop(changing, None)
    return status, document, err


def test_everything_that_may_be_handed_over_is_there(owner: Library) -> None:
    for name in operations.SHORT | operations.LONG:
        part, _, method = name.rpartition(".")
        assert callable(getattr(getattr(owner, part) if part else owner, method)), name


def test_what_only_the_owner_can_do_is_refused_with_its_name(
    owner: Library, call: Callable[..., tuple[int, str, str]]
) -> None:
    owner.tagging.save(LabelList("trees", ("tree", "beach")))
    photo = owner.showing.photo(int(owner.showing.browse()[0])).paths[0]
    file = os.fsdecode(photo)
    status, _, err = call(owner.folder, "labels", "review", "trees", "tree", "--yes", file)
    assert status == 3
    assert f"process {os.getpid()} on {socket.gethostname()}" in err
    assert len(err.splitlines()) == 1


# Long work


def test_the_owner_sees_what_is_indexed_for_others_and_so_do_they(
    owner: Library, tmp_path: Path
) -> None:
    heard: dict[str, list[Any]] = {"begin": [], "end": [], "photos": [], "reports": []}
    owner.serve().onlooker = Onlooker(
        on_begin=heard["begin"].append,
        on_end=heard["end"].append,
        on_photos=heard["photos"].extend,
        on_report=heard["reports"].append,
    )
    for seed in range(6):
        paint(tmp_path / "more" / f"{seed}.jpg", seed)
    told: list[IndexProgress] = []
    with open_shared(owner.folder) as shared:
        report = shared.index([tmp_path / "more"], on_progress=told.append)
        assert (report.embedded, report.photos) == (6, PHOTOS + 6)
        assert shared.showing.counts() == (PHOTOS + 6, FILES + 6)
    assert told[0].phase == "waiting"
    assert heard["begin"] == heard["end"] == ["index"]
    assert len(set(heard["photos"])) == 6
    assert heard["reports"] == [report]


def test_who_stops_stops_only_its_own_work(owner: Library, tmp_path: Path) -> None:
    for seed in range(40):
        paint(tmp_path / "more" / f"{seed:02}.jpg", seed)
    stop = threading.Event()

    def seen(now: IndexProgress) -> None:
        if now.phase == "indexing":
            stop.set()

    with open_shared(owner.folder) as shared:
        report = shared.index([tmp_path / "more"], on_progress=seen, stop=stop)
        assert report.stopped
        shared.organising.new_album("still served")
    rest = owner.index()
    assert not rest.stopped
    assert rest.photos == PHOTOS + 40


def test_who_waits_for_a_long_run_can_still_stop(owner: Library, tmp_path: Path) -> None:
    """The owner is indexing for itself; what is asked meanwhile waits, and ends when told to."""
    for seed in range(30):
        paint(tmp_path / "more" / f"{seed:02}.jpg", seed)
    pause, ends, stop = threading.Event(), threading.Event(), threading.Event()
    pause.set()
    own = threading.Thread(
        target=lambda: owner.index([tmp_path / "more"], pause=pause, stop=ends), daemon=True
    )
    own.start()
    late = threading.Timer(30, pause.clear)
    late.start()
    try:
        with open_shared(owner.folder) as shared:
            threading.Timer(0.5, stop.set).start()
            assert shared.index([], stop=stop).stopped
        assert own.is_alive()
        assert pause.is_set()
    finally:
        late.cancel()
        pause.clear()
        own.join(60)
    assert not own.is_alive()
    assert owner.showing.counts()[0] == PHOTOS + 30


def test_a_killed_asker_leaves_no_work_behind(owner: Library, tmp_path: Path) -> None:
    for seed in range(200):
        paint(tmp_path / "more" / f"{seed % 50}" / f"{seed:03}.jpg", seed)
    busy, over = threading.Event(), threading.Event()
    owner.serve().onlooker = Onlooker(
        on_photos=lambda _ids: busy.set(), on_end=lambda _name: over.set()
    )
    asker = photoclip(owner.folder, "index", tmp_path / "more")
    try:
        assert busy.wait(60)
        os.killpg(asker.pid, signal.SIGKILL)
        assert over.wait(60)
        assert owner.showing.counts()[0] < PHOTOS + 200
        assert not owner.index(
            [tmp_path / "more" / "0"]
        ).failed  # what was stopped is out of the way
    finally:
        finish([asker])


def test_an_owner_that_ends_gives_indexing_back(own_library_folder: Path, tmp_path: Path) -> None:
    for seed in range(30):
        paint(tmp_path / "more" / f"{seed:03}.jpg", seed)
    owner = Library.open(own_library_folder)
    server = owner.serve()
    closing = threading.Thread(target=owner.close)
    server.onlooker = Onlooker(on_photos=lambda _ids: closing.is_alive() or _begin(closing))
    with open_shared(own_library_folder) as shared:
        report = shared.index([tmp_path / "more"])
        assert not report.stopped
        assert shared.showing.counts() == (PHOTOS + 30, FILES + 30)
        found = owner_of(own_library_folder)
        assert found is not None
        assert found.door, "who goes on by itself is an owner as any other"
    closing.join()
    assert owner_of(own_library_folder) is None


def _begin(thread: threading.Thread) -> None:
    with contextlib.suppress(RuntimeError):  # it was begun before
        thread.start()


def test_watching_goes_on_when_the_one_that_watches_ends(tmp_path: Path) -> None:
    library, pictures = tmp_path / "library", tmp_path / "pictures"
    paint(pictures / "a.jpg", 1)
    with open_shared(library) as first, open_shared(library) as second:
        first.roots.add(pictures)
        watching = [_Watching(each) for each in (first, second)]
        try:
            for each in watching:
                each.wait_for(1)
            paint(pictures / "b.jpg", 2)
            for each in watching:
                each.wait_for(2)
            watching[0].end()
            first.close()
            paint(pictures / "c.jpg", 3)
            watching[1].wait_for(3)
            found = owner_of(library)
            assert found is not None
        finally:
            for each in watching:
                each.end()


class _Watching:
    """One that watches in a thread, and how many photos it has heard of."""

    def __init__(self, library: Library) -> None:
        self._stop, self._heard = threading.Event(), threading.Condition()
        self._photos = 0
        self._thread = threading.Thread(
            target=lambda: library.watch(on_report=self._hear, stop=self._stop)
        )
        self._thread.start()

    def _hear(self, report: IndexReport) -> None:
        with self._heard:
            self._photos = report.photos
            self._heard.notify_all()

    def wait_for(self, photos: int) -> None:
        with self._heard:
            assert self._heard.wait_for(lambda: self._photos == photos, timeout=60)

    def end(self) -> None:
        self._stop.set()
        self._thread.join(30)
        assert not self._thread.is_alive()


def test_what_a_killed_owner_had_begun_to_index_its_asker_does(
    own_library_folder: Path, tmp_path: Path
) -> None:
    paint(tmp_path / "more" / "a.jpg", 1)
    door, address = _false_door(own_library_folder)
    lock = OwnerLock(own_library_folder)
    lock.announce(door.address)

    def vanish() -> None:
        _vanish_after_begun(address, door.key, "index")
        lock.release()

    asked = threading.Thread(target=vanish)
    asked.start()
    try:
        with open_shared(own_library_folder) as shared:
            assert shared.index([tmp_path / "more"]).embedded == 1
            assert shared.writable
    finally:
        asked.join()
        address.close()


def test_many_at_once_are_all_served(tmp_path: Path) -> None:
    library = tmp_path / "library"
    made = all_at_once(library, 4)
    assert len(made) == 4
    with Library.open(library) as found:
        assert [each.name for each in found.organising.albums()] == made


# Where it cannot be handed over


def test_a_frozen_owner_is_named(tmp_path: Path, call: Callable[..., tuple[int, str, str]]) -> None:
    owner = photoclip(tmp_path / "library", "watch", "--json")
    try:
        assert owner.stdout is not None
        assert json.loads(owner.stdout.readline())["photos"] == 0  # it is at rest
        os.kill(owner.pid, signal.SIGSTOP)
        status, out, err = call(tmp_path / "library", "albums", "create", "A", "--json")
        assert status == 3
        assert f"process {owner.pid} on {socket.gethostname()}, which does not answer" in err
        assert str(owner.pid) in json.loads(out)["error"]
        assert call(tmp_path / "library", "status", "--json")[0] == 0
        os.kill(owner.pid, signal.SIGCONT)
        assert call(tmp_path / "library", "albums", "create", "A")[0] == 0
    finally:
        finish([owner])


def test_an_owner_that_takes_no_work_is_named(own_library_folder: Path) -> None:
    lock = OwnerLock(own_library_folder)
    try:
        with pytest.raises(LibraryLockedError, match="takes no work") as refused:
            open_shared(own_library_folder)
        assert refused.value.pid == os.getpid()
    finally:
        lock.release()


def test_another_version_is_named(own_library_folder: Path) -> None:
    door, address = _false_door(own_library_folder)
    lock = OwnerLock(own_library_folder)
    lock.announce(door.address)

    def greet() -> None:
        accepted, _ = address.accept()
        with Connection(accepted.detach()) as line:
            line.send_bytes(json.dumps({"protocol": PROTOCOL + 1, "nonce": "x"}).encode())

    greeting = threading.Thread(target=greet)
    greeting.start()
    try:
        with pytest.raises(LibraryLockedError, match="is another version") as refused:
            open_shared(own_library_folder)
        assert refused.value.pid == os.getpid()
    finally:
        greeting.join()
        address.close()
        lock.release()


def test_short_work_of_an_owner_that_vanishes_is_not_done_twice(own_library_folder: Path) -> None:
    """It may have been done: the person is told so, and nothing is repeated."""
    door, address = _false_door(own_library_folder)
    lock = OwnerLock(own_library_folder)
    lock.announce(door.address)
    name = "organising.new_album"
    asked = threading.Thread(target=_vanish_after_begun, args=(address, door.key, name))
    asked.start()
    try:
        with (
            pytest.raises(LibraryLockedError, match="may have done"),
            open_shared(own_library_folder) as shared,
        ):
            shared.organising.new_album("once")
    finally:
        asked.join()
        address.close()
        lock.release()


def _false_door(folder: Path) -> tuple[Door, socket.socket]:
    """A door that the test itself stands behind, in the place of one that was served."""
    with Library.open(folder) as library:
        library.serve()
        found = read_owner(folder)
        assert found is not None
        path = Path(found.door)
    door = Door(f"{path}-false", b"k" * 32)
    key = Path(f"{door.address}.key")
    key.write_bytes(door.key)
    key.chmod(0o600)
    address = socket.socket(socket.AF_UNIX)
    address.bind(door.address)
    address.listen()
    return door, address


def _vanish_after_begun(address: socket.socket, key: bytes, name: str) -> None:
    while True:
        accepted, _ = address.accept()
        line = Line(Connection(accepted.detach()))
        try:
            line.welcome(key)
            asked = line.receive(20)
            line.send({"begun": True})
            assert asked["do"] == name
        except LostError:
            continue  # it only looked whether somebody is there
        else:
            return
        finally:
            line.close()


# Strangers


def test_only_this_person_can_come_to_the_door(owner: Library) -> None:
    found = owner_of(owner.folder)
    assert found is not None
    place = Path(found.door)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(f"{place}.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    door = find_door(found.door)
    assert door is not None
    for key in (b"", b"x" * 32, door.key[:-1]):
        with pytest.raises(LostError, match=r"gone|key"):
            Line.to(Door(door.address, key))
    with Client(found.door) as raw:  # one that does not mind whom it talks to
        assert json.loads(raw.recv_bytes())["protocol"] == PROTOCOL
        raw.send_bytes(json.dumps({"protocol": PROTOCOL, "nonce": "", "proof": "0"}).encode())
        with pytest.raises((EOFError, ConnectionError)):
            raw.recv_bytes()
    if os.geteuid() == 0:
        os.chown(f"{place}.key", 12345, 12345)
        assert find_door(found.door) is None
        with pytest.raises(LibraryLockedError, match="another person"):
            open_shared(owner.folder)
        os.chown(f"{place}.key", 0, 0)
    with open_shared(owner.folder) as shared:
        shared.organising.new_album("served")


def test_what_comes_through_the_door_is_never_unpickled(owner: Library, tmp_path: Path) -> None:
    found = owner_of(owner.folder)
    assert found is not None
    trap = f"cbuiltins\nopen\n(V{tmp_path / 'sprung'}\nVw\ntR.".encode()  # as pickle has it
    for rubbish in (trap, b"{", b"[1]", b"\xff" * 100, b"7", os.urandom(5000)):
        with socket.socket(socket.AF_UNIX) as raw:
            raw.connect(found.door)
            raw.sendall(len(rubbish).to_bytes(4, "big") + rubbish)
            raw.settimeout(20)
            with contextlib.suppress(ConnectionError):
                while raw.recv(1000):
                    pass
    door = find_door(found.door)
    assert door is not None
    for asked in (
        {"do": "close", "with": [], "named": {}},
        {"do": "organising.undo", "with": [], "named": {}},
        {"do": "_stores.close", "with": [], "named": {}},
        {"do": "roots.add", "with": [{"is": "eval", "of": "1"}], "named": {}},
        {"do": "roots.add", "with": 7, "named": {}},
    ):
        line = Line.to(door)
        line.send(asked)
        assert line.receive(20) == {"error": "misunderstood"}
        line.close()
    assert not (tmp_path / "sprung").exists()
    with open_shared(owner.folder) as shared:
        shared.organising.new_album("served")


def test_a_visitor_who_says_nothing_keeps_nobody_waiting(owner: Library) -> None:
    found = owner_of(owner.folder)
    assert found is not None
    with socket.socket(socket.AF_UNIX) as silent:
        silent.connect(found.door)
        with open_shared(owner.folder) as shared:
            shared.organising.new_album("served")
    began = time.monotonic()
    owner.close()
    assert time.monotonic() - began < 20


# What is sent


plain = st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False)
texts = st.text(st.characters(codec=None))
numbers = st.sampled_from([np.int64, np.float32, np.float16, np.bool_, np.uint8])
leaves = (
    plain
    | texts
    | st.binary()
    | st.datetimes(timezones=st.just(UTC))
    | st.builds(Root, st.integers(0, 9), st.binary())
    | st.builds(Failure, st.binary(), texts)
    | st.builds(Edit, texts, texts, st.lists(st.integers(0, 99)).map(tuple))
)
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(texts, inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(values)
def test_values_arrive_as_they_were(value: Any) -> None:
    assert unpacked(json.loads(json.dumps(packed(value)))) == value


@settings(max_examples=30, deadline=None)
@given(numbers.flatmap(lambda kind: arrays(kind, st.tuples(st.integers(0, 4), st.integers(0, 3)))))
def test_arrays_arrive_as_they_were(array: Any) -> None:
    arrived = unpacked(json.loads(json.dumps(packed(array))))
    assert (arrived.dtype, arrived.shape) == (array.dtype, array.shape)
    assert arrived.tobytes() == array.tobytes()


def test_what_has_no_place_on_the_line_is_not_sent() -> None:
    for value in (object(), {1, 2}, print, np.array(["a"]), LibraryError("x"), UsageError):
        with pytest.raises(TypeError):
            packed(value)
    assert unpacked(packed(Path("/a/b"))) == Path("/a/b")
    assert unpacked(packed(np.int64(7))) == 7
    taken = datetime(2020, 1, 1)  # noqa: DTZ001 - as photos have it
    assert unpacked(packed(taken)) == taken
