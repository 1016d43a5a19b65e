"""A library whose folder is away: nothing is confirmed into the void, and it goes on afterwards."""

import os
import queue
import random
import shutil
import threading
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from full_disk_world import draw
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from photoclip.catalog import sqlite
from photoclip.cli import run
from photoclip.errors import DiskError, LibraryGoneError, LibraryLockedError
from photoclip.library.library import Library
from photoclip.library.lock import OwnerLock, owner_of
from tests.drives import Drives

SENTENCE = "is not there any more; connect its drive or put its folder back"


@pytest.mark.parametrize("left", ["nothing", "an empty folder", "another library"])
def test_an_edit_is_refused_while_the_library_is_away_and_made_when_it_is_back(
    left: str, own_library_folder: Path, sample_library_folder: Path, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    with Library.open(own_library_folder) as library:
        library.organising.rate([1], 2)
        own_library_folder.rename(away)
        if left != "nothing":
            own_library_folder.mkdir()
        if left == "another library":
            (own_library_folder / "catalog.sqlite").write_bytes(
                (sample_library_folder / "catalog.sqlite").read_bytes()
            )
        files = sorted(own_library_folder.rglob("*"))
        why = "is not the library as it was left" if left == "another library" else SENTENCE
        for _ in range(3):
            with pytest.raises(DiskError, match=why):
                library.organising.rate([1, 2], 5)
        assert sorted(own_library_folder.rglob("*")) == files, "nothing is made in its place"
        assert library.showing.photo(1).rating == 2
        for each in files:
            each.unlink()
        if left != "nothing":
            own_library_folder.rmdir()
        away.rename(own_library_folder)
        library.organising.rate([2], 4)
    with Library.open(own_library_folder, write=False) as library:
        assert [library.showing.photo(each).rating for each in (1, 2)] == [2, 4]


def connected_anew(folder: Path, away: Path) -> None:
    """The same files under other numbers, as on a drive that was pulled out."""
    shutil.copytree(folder, away)
    shutil.rmtree(folder)
    away.rename(folder)


def test_a_library_that_comes_back_is_owned_and_written_again(
    own_library_folder: Path, tmp_path: Path
) -> None:
    with Library.open(own_library_folder) as library:
        library.serve()
        library.organising.rate([1], 2)
        assert library.indexed()
        content = library.showing.photo(1).content_hash
        thumbnail = library.showing.thumbnail(content)
        assert thumbnail
        connected_anew(own_library_folder, tmp_path / "away")
        assert owner_of(own_library_folder) is None
        library.organising.rate([1, 2], 4)
        owner = owner_of(own_library_folder)
        assert owner is not None
        assert (owner.pid, bool(owner.door)) == (os.getpid(), True)
        with pytest.raises(LibraryLockedError):
            OwnerLock(own_library_folder)
        assert library.indexed() == library.vectors()
        assert library.showing.thumbnail(content) == thumbnail
        library.organising.undo()
    with Library.open(own_library_folder, write=False) as library:
        assert [library.showing.photo(each).rating for each in (1, 2)] == [2, 0]


def test_who_has_taken_a_library_that_was_away_is_named_until_it_has_finished(
    own_library_folder: Path, tmp_path: Path
) -> None:
    with Library.open(own_library_folder) as library:
        connected_anew(own_library_folder, tmp_path / "away")
        other = OwnerLock(own_library_folder)
        try:
            with pytest.raises(LibraryLockedError, match="is being written by process"):
                library.organising.rate([1], 2)
        finally:
            other.release()
        library.organising.rate([1], 3)
    with Library.open(own_library_folder, write=False) as library:
        assert library.showing.photo(1).rating == 3


@pytest.mark.parametrize("left", ["nothing", "an empty folder"])
def test_a_library_whose_drive_is_away_is_not_made_anew_without_a_yes(
    left: str, tmp_path: Path, drives: Drives
) -> None:
    folder = tmp_path / "drive" / "library"
    drives.mount(folder.parent)
    Library.open(folder).close()
    drives.take_away(folder.parent, tmp_path / "away")
    if left == "an empty folder":
        folder.mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    for words in (["index", str(tmp_path)], ["status"], ["tag", "--undo", "1"]):
        assert run(["--library", str(folder), *words]) == 3
    with pytest.raises(LibraryGoneError, match="connect its drive"):
        Library.open(folder)
    assert sorted(tmp_path.rglob("*")) == before, "nothing is made in its place"
    if left == "an empty folder":
        folder.rmdir()
        folder.parent.rmdir()
    drives.bring_back(folder.parent, tmp_path / "away")
    Library.open(folder).close()
    drives.take_away(folder.parent, tmp_path / "away")
    assert run(["--library", str(folder), "--new-library", "albums", "create", "first"]) == 0
    assert (folder / "catalog.sqlite").exists()


def test_a_library_that_was_deleted_is_made_anew(tmp_path: Path) -> None:
    for _ in range(2):
        assert run(["--library", str(tmp_path / "library"), "albums", "create", "first"]) == 0
        shutil.rmtree(tmp_path / "library")


def open_many(engine: Engine) -> None:
    with ExitStack() as readers:
        for _ in range(20):
            readers.enter_context(engine.connect())


def test_no_empty_catalog_is_made_where_one_was(own_library_folder: Path, tmp_path: Path) -> None:
    """As at the place of a drive that was pulled out, where further readers look for it."""
    engine = sqlite.open_engine(
        own_library_folder / "catalog.sqlite", readonly=False, network=False
    )
    own_library_folder.rename(tmp_path / "away")
    own_library_folder.mkdir()
    with pytest.raises(DatabaseError):
        open_many(engine)
    engine.dispose()
    assert not list(own_library_folder.iterdir())


@contextmanager
def watched(library: Library) -> Generator[queue.SimpleQueue[str]]:
    """What is said while a library watches its folders."""
    said, stop = queue.SimpleQueue[str](), threading.Event()
    watching = threading.Thread(
        target=library.watch,
        kwargs={
            "on_report": lambda report: said.put(f"{report.photos} photos"),
            "on_trouble": said.put,
            "stop": stop,
        },
    )
    watching.start()
    try:
        yield said
    finally:
        stop.set()
        watching.join()


def test_watching_waits_for_the_library_and_goes_on(tmp_path: Path) -> None:
    pictures, folder, away = (tmp_path / each for each in ("pictures", "library", "away"))
    pictures.mkdir()
    draw(pictures / "first.png", random.Random(1))
    with Library.open(folder) as library:
        library.roots.add(pictures)
        with watched(library) as said:
            assert said.get(timeout=60) == "1 photos"
            folder.rename(away)
            draw(pictures / "second.png", random.Random(2))
            assert SENTENCE in said.get(timeout=60)
            away.rename(folder)
            assert said.get(timeout=60) == ""
            assert said.get(timeout=60) == "2 photos"
        assert library.vectors() == library.indexed() == 2


@pytest.mark.parametrize(
    ("part", "work", "before"),
    [("roots", "all", []), ("watch_modes", "polled", []), ("metadata", "write_due", ["1 photos"])],
)
def test_what_is_done_around_indexing_waits_for_the_library_as_well(
    part: str, work: str, before: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where watching begins, and while nothing changes."""
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    draw(pictures / "first.png", random.Random(1))
    with Library.open(tmp_path / "library") as library:
        library.roots.add(pictures)
        owner = getattr(library, part)
        done, troubles = getattr(owner, work), iter((DiskError("The disk is away."),))

        def try_it(*given: object) -> object:
            for trouble in troubles:
                raise trouble
            return done(*given)

        monkeypatch.setattr(owner, work, try_it)
        with watched(library) as said:
            expected = [*before, "The disk is away.", "", *([] if before else ["1 photos"])]
            assert [said.get(timeout=60) for _ in expected] == expected
            draw(pictures / "second.png", random.Random(2))
            assert said.get(timeout=60) == "2 photos"


def test_a_clock_that_jumps_hides_no_change(tmp_path: Path) -> None:
    """Files may be older than the last look at them, or of the future."""
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for place, name in enumerate(("kept", "older", "newer")):
        draw(pictures / f"{name}.bmp", random.Random(place))
    with Library.open(tmp_path / "library") as library:
        assert library.index([pictures]).embedded == 3
        hour = 3600 * 10**9
        for place, (name, shift) in enumerate((("older", -9_000), ("newer", 9_000))):
            path = pictures / f"{name}.bmp"
            before = path.stat()
            draw(path, random.Random(10 + place))
            assert path.stat().st_size == before.st_size, "only its time tells"
            os.utime(path, ns=(0, before.st_mtime_ns + shift * hour))
        draw(pictures / "from before.bmp", random.Random(20))
        os.utime(pictures / "from before.bmp", ns=(0, 0))
        report = library.index()
        assert (report.embedded, report.unchanged, report.failed) == (3, 1, ())
        assert library.showing.counts() == (4, 4)
        assert library.index().unchanged == 4
