"""Backups of the catalog: what they hold, when they are made, which stay, and putting one back."""

import contextlib
import json
import os
import shutil
import sqlite3
import sys
import threading
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoclip.bench.made_up import make_up
from photoclip.catalog import backups as stored
from photoclip.catalog.backups import Backup
from photoclip.catalog.copying import Stop, Stopped
from photoclip.catalog.schema import REVISIONS
from photoclip.cli import run
from photoclip.errors import LibraryDamagedError, LibraryError, LibraryLockedError, UsageError
from photoclip.library import backups
from photoclip.library.library import Library

PHOTOS = 120


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up library; copy it."""
    folder = tmp_path_factory.mktemp("made") / "library"
    make_up(folder, PHOTOS)
    return folder


@pytest.fixture(scope="module")
def one(made: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The content of a backup of it."""
    copy = tmp_path_factory.mktemp("one") / "library"
    shutil.copytree(made, copy)
    return backups.make(copy).path.read_bytes()


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "library"
    shutil.copytree(made, copy)
    return copy


def catalog(folder: Path) -> Path:
    return folder / "catalog.sqlite"


def tables(path: Path) -> dict[str, list[tuple]]:
    """All rows of a database, and how its tables and indexes are made."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        made = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        found = {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)
            for kind, name, _ in made
            if kind == "table"
        }
        return {**found, "": sorted(made, key=repr)}


def put_in_album(folder: Path, name: str) -> None:
    with Library.open(folder) as library:
        library.organising.new_album(name)


def albums(folder: Path) -> list[str]:
    with Library.open(folder, write=False) as library:
        return [each.name for each in library.organising.albums()]


def pages_of(path: Path, table: str) -> list[int]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT pageno FROM dbstat WHERE name = ?", (table,)).fetchall()
    return [int(row[0]) for row in found]


def overwrite(path: Path, page: int) -> None:
    """Damage a page of a catalog."""
    with path.open("r+b") as file:
        file.seek((page - 1) * 8192)
        file.write(b"\xa5" * 8192)


# What a backup is


def test_a_backup_holds_everything_but_the_vectors(folder: Path, tmp_path: Path) -> None:
    made = backups.make(folder)
    assert backups.listed(folder) == (made,)
    assert (made.photos, made.kind, made.whole) == (PHOTOS, stored.ASKED, True)
    stored.unpack(made, tmp_path / "unpacked.sqlite")
    before = tables(catalog(folder))
    assert len(before["vector"]) > 100
    assert before["sqlite_sequence"]
    assert tables(tmp_path / "unpacked.sqlite") == {**before, "vector": []}
    assert made.tags == sum(1 for row in before["tag"] if not row[7] and not row[8])


def test_others_write_while_a_backup_is_made(folder: Path, tmp_path: Path) -> None:
    begun, done = threading.Event(), threading.Event()
    with Library.open(folder) as library:

        def edit() -> None:
            for number in range(60):
                library.organising.new_album(f"album {number}")
                begun.set()
            done.set()

        writing = threading.Thread(target=edit)
        writing.start()
        begun.wait(20)
        made = [backups.make(folder) for _ in range(3)]
        writing.join()
    assert done.is_set()
    for each in made:
        stored.unpack(each, tmp_path / f"{each.name}.sqlite")
        names = {row[1] for row in tables(tmp_path / f"{each.name}.sqlite")["album"]}
        there = {name for name in names if name.startswith("album ")}
        assert there == {f"album {number}" for number in range(len(there))}


def test_what_is_stopped_leaves_nothing(folder: Path) -> None:
    stop = Stop()
    stop.set()
    with pytest.raises(Stopped):
        stored.make(catalog(folder), stored.DAILY, stop)
    assert not list(stored.folder_of(catalog(folder)).iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
@pytest.mark.parametrize("room", [60_000, 5_000])  # no room for the copy; none for the backup
def test_a_full_disk_keeps_the_earlier_backups(folder: Path, room: int) -> None:
    import resource

    kept = backups.make(folder)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(LibraryError, match="cannot be made"):
            backups.make(folder)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert backups.listed(folder) == (kept,)
    assert [each.name for each in kept.path.parent.iterdir()] == [kept.path.name]


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 1, exclude_max=True), st.integers(0, 7))
def test_a_flipped_bit_of_a_backup_is_noticed(
    made: Path, one: bytes, tmp_path_factory: pytest.TempPathFactory, place: float, bit: int
) -> None:
    scratch = tmp_path_factory.mktemp("flipped")
    content = bytearray(one)
    content[int(place * len(content))] ^= 1 << bit
    folder = stored.folder_of(scratch / "catalog.sqlite")
    folder.mkdir()
    (folder / "2026-01-01-000000.zip").write_bytes(content)
    (found,) = stored.listed(scratch / "catalog.sqlite")
    target = scratch / "unpacked.sqlite"
    try:
        stored.unpack(found, target)
    except LibraryError:
        assert not target.exists()
    else:
        assert tables(target) == {**tables(catalog(made)), "vector": []}


# When they are made, and which stay


def test_a_backup_is_made_on_each_day_on_which_something_changed(folder: Path) -> None:
    path, today = catalog(folder), datetime.now().astimezone().date()
    assert stored.is_due(path)
    assert stored.make(path, stored.DAILY) is not None
    assert not stored.is_due(path)
    assert not stored.is_due(path, today + timedelta(days=1))
    put_in_album(folder, "new")
    assert not stored.is_due(path)
    assert stored.is_due(path, today + timedelta(days=1))
    assert stored.make(path, stored.DAILY) is not None
    assert stored.make(path, stored.DAILY) is None  # equal to the one there
    assert len(backups.listed(folder)) == 1  # the day's newest stays


def test_a_backup_counts_as_the_newest_whatever_the_clock_says(folder: Path) -> None:
    """It was years ahead for a while, and is right again."""
    put_in_album(folder, "ahead")
    assert stored.make(catalog(folder), stored.DAILY) is not None
    (made,) = backups.listed(folder)
    for weeks in range(1, 13):
        later = made.made_at + timedelta(days=700 + 7 * weeks)
        with zipfile.ZipFile(made.path) as before:
            parts = {name: before.read(name) for name in before.namelist()}
        with zipfile.ZipFile(made.path.with_name(f"{later:%Y-%m-%d}-120000.zip"), "w") as after:
            for name, content in parts.items():
                after.writestr(name, content.replace(_moment(made), _moment(made, later)))
    made.path.unlink()
    put_in_album(folder, "now")
    today = stored.make(catalog(folder), stored.DAILY)
    assert today is not None
    assert backups.listed(folder)[0] == today
    assert backups.restore(folder).backup == today


def _moment(made: Backup, at: datetime | None = None) -> bytes:
    return (at or made.made_at).isoformat(timespec="microseconds").encode()


def backup(number: int, made_at: datetime, kind: str = stored.DAILY) -> Backup:
    return Backup(Path(f"{number}.zip"), made_at, kind, 1, 1, 1)


def test_a_week_of_days_and_a_month_of_weeks_stay() -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    every = [backup(day, now - timedelta(days=day)) for day in range(60)]
    left = {each.path for each in every} - {each.path for each in stored.outdated(every)}
    ages = sorted(int(path.stem) for path in left)
    assert ages[:7] == list(range(7))
    assert len(ages) in {9, 10}  # the week of today has its newest among the days
    weeks = {(now - timedelta(days=age)).isocalendar()[:2] for age in ages}
    assert len(weeks) == 4


KINDS = st.sampled_from([stored.DAILY, stored.ASKED, stored.UPGRADE, stored.RESTORE, stored.RESCUE])


@given(st.lists(st.tuples(st.integers(0, 200 * 24), KINDS), max_size=80))
def test_never_goes_what_is_newest_or_was_asked_for(made: list[tuple[int, str]]) -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    every = [
        backup(number, now - timedelta(hours=hours), kind)
        for number, (hours, kind) in enumerate(sorted(made))
    ]
    gone = stored.outdated(every)
    left = [each for each in every if each not in gone]
    for kind in (stored.DAILY, stored.UPGRADE, stored.RESTORE, stored.RESCUE):
        of_kind = [each for each in every if each.kind == kind]
        assert of_kind[:1] == [each for each in left if each.kind == kind][:1]
    assert not [each for each in gone if each.kind == stored.ASKED]
    assert len([each for each in left if each.kind != stored.ASKED]) <= 7 + 4 + 9
    assert stored.outdated(left) == ()  # it is settled


def test_an_open_library_looks_after_itself(folder: Path) -> None:
    with Library.open(folder) as library:
        library.safekeeping.start(after=0)
        until = threading.Event()
        for _ in range(600):
            if backups.listed(folder):
                break
            until.wait(0.05)
    (made,) = backups.listed(folder)
    assert (made.kind, made.photos) == (stored.DAILY, PHOTOS)


# Putting one back


def test_a_backup_is_put_back_and_what_was_there_too(folder: Path) -> None:
    put_in_album(folder, "first")
    first = backups.make(folder)
    put_in_album(folder, "second")
    vectors = tables(catalog(folder))["vector"]
    done = backups.restore(folder, first.name)
    assert albums(folder) == albums_but(folder, "second")
    assert "first" in albums(folder)
    assert "second" not in albums(folder)
    assert done.aside is None
    assert done.vectors == len(vectors)
    assert tables(catalog(folder))["vector"] == vectors
    assert done.before is not None
    backups.restore(folder, done.before.name)
    assert {"first", "second"} <= set(albums(folder))
    assert not list(folder.glob("catalog-*"))


def albums_but(folder: Path, name: str) -> list[str]:
    return [each for each in albums(folder) if each != name]


def test_what_a_damaged_catalog_still_holds_is_what_comes_back(folder: Path) -> None:
    backups.make(folder)
    put_in_album(folder, "after the backup")
    before = tables(catalog(folder))
    overwrite(catalog(folder), pages_of(catalog(folder), "vector")[-1])
    damaged = catalog(folder).read_bytes()
    offer = backups.offer(folder)
    assert offer.damaged
    assert offer.rescued
    done = backups.restore(folder)
    assert done.aside is not None
    assert done.aside.read_bytes() == damaged
    now = tables(catalog(folder))
    assert {**now, "vector": []} == {**before, "vector": []}
    assert 0 < done.vectors < len(before["vector"])
    assert set(now["vector"]) < set(before["vector"])


def test_where_nothing_can_be_read_the_last_whole_backup_comes_back(folder: Path) -> None:
    put_in_album(folder, "kept")
    backups.make(folder)
    put_in_album(folder, "lost")
    newest = backups.make(folder)
    newest.path.write_bytes(newest.path.read_bytes()[:-300])  # damaged, and found to be
    catalog(folder).write_bytes(os.urandom(50_000))
    with pytest.raises(LibraryDamagedError, match=r"'photoclip .*backups restore'"):
        Library.open(folder)
    assert backups.restore(folder).backup.kind == stored.ASKED
    assert "kept" in albums(folder)
    assert "lost" not in albums(folder)


def test_a_backup_that_proves_damaged_is_passed_over(folder: Path) -> None:
    backups.make(folder)
    newest = backups.make(folder)
    content = bytearray(newest.path.read_bytes())
    content[len(content) // 2] ^= 1  # in the catalog's data: its facts are whole
    newest.path.write_bytes(content)
    catalog(folder).write_bytes(b"")
    overwrite(catalog(folder), 1)
    done = backups.restore(folder)
    assert [each.name for each in done.skipped] == [newest.name]
    with Library.open(folder) as library:
        assert library.showing.counts()[0] == PHOTOS


def test_without_any_backup_a_library_can_be_begun_anew(folder: Path) -> None:
    with pytest.raises(LibraryError, match="not damaged"):
        backups.begin_anew(folder)
    catalog(folder).write_bytes(b"no catalog any more")
    with pytest.raises(LibraryError, match="There is no backup"):
        backups.restore(folder)
    aside = backups.begin_anew(folder)
    assert aside is not None
    assert aside.read_bytes() == b"no catalog any more"
    with Library.open(folder) as library:
        assert library.showing.counts() == (0, 0)


@pytest.mark.parametrize("moved", [False, True])
def test_a_restoring_that_was_cut_off_is_finished(folder: Path, moved: bool) -> None:
    """As a crash leaves it: what comes back is ready, and what was there is gone or not."""
    put_in_album(folder, "kept")
    made = backups.make(folder)
    put_in_album(folder, "later")
    stored.unpack(made, folder / "catalog-restored.sqlite")
    if moved:
        catalog(folder).rename(folder / "catalog-damaged-2026-01-01-000000.sqlite")
    with Library.open(folder) as library:
        names = [each.name for each in library.organising.albums()]
    assert "kept" in names
    assert "later" not in names
    assert len(list(folder.glob("catalog-damaged-*.sqlite"))) == 1


def test_a_library_in_use_is_left_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = backups.make(folder)
    with Library.open(folder) as library:
        with pytest.raises(LibraryLockedError, match="is being written by process"):
            backups.restore(folder, made.name)
        assert run(["--library", str(folder), "backups", "restore"]) == 3
        assert capsys.readouterr().err.count("\n") == 1
        library.organising.new_album("still here")
    assert "still here" in albums(folder)


def test_a_backup_of_a_newer_program_is_refused(folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(catalog(folder), isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        newer = stored.make(catalog(folder), stored.ASKED)
        connection.execute("UPDATE alembic_version SET version_num = ?", (REVISIONS[-1],))
    assert newer is not None
    with pytest.raises(LibraryError, match="newer photoclip"):
        backups.restore(folder, newer.name)
    with pytest.raises(UsageError, match="There is no backup 1999"):
        backups.restore(folder, "1999")


# The command line


def test_the_commands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--library", str(folder), "backups"]
    assert run([*command, "list"]) == 0
    assert "no backup yet" in capsys.readouterr().err
    assert run([*command, "make", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["photos"], made["kind"], made["whole"]) == (PHOTOS, "asked", True)
    with zipfile.ZipFile(made["path"]) as archive:
        assert archive.namelist() == ["facts.json", "catalog.sqlite"]
    assert run(["--library", str(folder), "albums", "create", "later"]) == 0
    assert run([*command, "restore", made["name"][:10], "--json"]) == 0
    done = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (done["name"], done["aside"]) == (made["name"], None)
    assert "later" not in albums(folder)
    assert run([*command, "list", "--json"]) == 0
    kinds = [each["kind"] for each in json.loads(capsys.readouterr().out)["backups"]]
    assert sorted(kinds) == ["asked", "restore"]  # today's was made when it was asked for
    assert run([*command, "list"]) == 0
    assert "before a restoring" in capsys.readouterr().out


def test_a_command_that_writes_backs_up_once_a_day(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one", "two"):
        assert run(["--library", str(folder), "albums", "create", name]) == 0
    (made,) = backups.listed(folder)
    assert made.kind == stored.DAILY
    assert capsys.readouterr().err == ""


def test_a_damaged_catalog_is_said_before_anything_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backups.make(folder)
    overwrite(catalog(folder), pages_of(catalog(folder), "tag")[-1])
    damaged = catalog(folder).read_bytes()
    for command in (["albums", "create", "new"], ["status"], ["index"]):
        assert run(["--library", str(folder), *command, "--json"]) == 3
        told = capsys.readouterr()
        assert told.err.count("\n") == 1
        assert f"photoclip --library {folder} backups restore" in json.loads(told.out)["error"]
    assert catalog(folder).read_bytes() == damaged
    assert run(["--library", str(folder), "backups", "restore"]) == 0
    assert "The damaged catalog is kept as" in capsys.readouterr().out
    assert run(["--library", str(folder), "status"]) == 0


def test_damage_that_is_found_while_a_library_is_open_ends_writing(folder: Path) -> None:
    with Library.open(folder) as library:
        overwrite(catalog(folder), pages_of(catalog(folder), "tag")[-1])
        with pytest.raises(LibraryDamagedError):
            library.safekeeping.check()
        with pytest.raises(LibraryDamagedError):
            library.organising.new_album("new")
        with pytest.raises(LibraryDamagedError):
            library.index()
        with pytest.raises(LibraryDamagedError):
            library.rest()
