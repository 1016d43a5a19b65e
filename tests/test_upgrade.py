"""A library of any release: brought up to date beside a copy, or left as it is; never half."""

import contextlib
import itertools
import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from crash_processes import Processes, compiled
from old_libraries import OLD, RELEASED, backed_up, old_or_new, released, rows
from power_cuts import cut_in_an_upgrade
from sqlalchemy import event

from photoclip.catalog import backups, migration
from photoclip.catalog.schema import HEAD
from photoclip.catalog.sqlite import open_engine
from photoclip.catalog.store import Catalog
from photoclip.clip.heads import Head
from photoclip.errors import LibraryError
from photoclip.library.library import Library

POINTS = int(os.environ.get("PHOTOCLIP_CRASH_POINTS", "0"))  # more of them, in the soak
# What a later release counts anew: which run replaced which, and to which list a run belongs.
RECKONED = {"tag": {"superseded_by"}}


def by_column(database: Path) -> dict[str, list[dict[str, object]]]:
    """Everything in a database, row by row, by the names of columns."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]
            for (name,) in names
        }


@pytest.mark.parametrize("revision", OLD)
def test_everything_is_kept(tmp_path: Path, revision: str) -> None:
    folder = released(tmp_path / "library", revision)
    before, exact = by_column(folder / "catalog.sqlite"), rows(folder / "catalog.sqlite")
    with Library.open(folder) as library:
        assert len(library.showing.browse()) == len(before["photo"])
        for each in library.tagging.lists():
            for version in library.tagging.versions(each.name):
                assert version.data is None or Head.from_bytes(version.data).labels == 3
    assert backed_up(folder / "catalog.sqlite") == {**exact, "vector": []}
    after = by_column(folder / "catalog.sqlite")
    for table, old in before.items():
        if table in {"alembic_version", "meta", "sqlite_sequence"}:
            continue
        for row in old:
            kept = {name: row[name] for name in row if name not in RECKONED.get(table, ())}
            assert any(kept.items() <= now.items() for now in after[table]), (table, row)
        assert len(after[table]) == len(old)
    known = {row["key"]: row["value"] for row in after["meta"]}
    drawn = {"revision", "state"}  # anew by every commit
    facts = {row["key"]: row["value"] for row in before["meta"] if row["key"] not in drawn}
    assert facts.items() <= known.items()


def test_the_newest_release_before_this_one_holds_all_that_a_person_makes() -> None:
    """So that the test above is about all of it."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript((RELEASED / f"{OLD[-1]}.sql").read_text("utf-8"))
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        for (table,) in tables.fetchall():
            if table != "failure":
                assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0], table


@pytest.mark.parametrize("readonly", [False, True])
def test_a_newer_library_is_refused_and_not_touched(tmp_path: Path, readonly: bool) -> None:
    folder = released(tmp_path / "library", OLD[0])
    with contextlib.closing(sqlite3.connect(folder / "catalog.sqlite")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = rows(folder / "catalog.sqlite")
    with pytest.raises(LibraryError, match=r"made by a newer photoclip; update photoclip to open"):
        Library.open(folder, write=not readonly)
    assert rows(folder / "catalog.sqlite") == before
    assert not backups.listed(folder / "catalog.sqlite")


@pytest.mark.parametrize("revision", OLD)
def test_a_step_that_fails_leaves_the_old_library(tmp_path: Path, revision: str) -> None:
    """SQLite refuses one thing after the other that an upgrade does."""
    released(tmp_path / "first", revision)
    before, count = rows(tmp_path / "first" / "catalog.sqlite"), itertools.count()
    assert upgraded(tmp_path / "first", lambda: next(count) < 0) == HEAD
    steps = next(count)
    wanted = range(steps) if POINTS else random.Random(5).sample(range(steps), 12)
    for number in wanted:
        folder, at = released(tmp_path / f"{number}", revision), itertools.count()
        with pytest.raises(LibraryError, match=r"stays as the older photoclip left it\. \w+"):
            upgraded(folder, lambda at=at, number=number: next(at) == number)
        assert rows(folder / "catalog.sqlite") == before
        assert not backups.listed(folder / "catalog.sqlite")
        Catalog.open(folder / "catalog.sqlite").close()
        shutil.rmtree(folder)


def upgraded(folder: Path, refuses) -> str:
    """Bring a library up to date where SQLite asks before each step; its revision."""
    path = folder / "catalog.sqlite"
    engine = open_engine(path, readonly=False, network=False)

    @event.listens_for(engine, "begin")
    def begin(connection) -> None:
        if not connection.get_execution_options().get("photoclip_write"):
            return  # looking at what is there; the upgrade is what writes
        driver = connection.connection.driver_connection
        driver.set_authorizer(
            lambda what, *_: (
                sqlite3.SQLITE_DENY
                if what != sqlite3.SQLITE_TRANSACTION and refuses()
                else sqlite3.SQLITE_OK
            )
        )

    assert begin
    try:
        migration.bring_up_to_date(engine, path)
    finally:
        engine.dispose()
    return rows(path)["alembic_version"][0][0]


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory, own_places: Path) -> Iterator[Processes]:
    scratch = tmp_path_factory.mktemp("upgrade")
    shim = compiled(scratch)
    if shim is None:
        pytest.skip("a C compiler and Linux are needed to see what a process writes")
    made = Processes(scratch, shim, fresh=bool(POINTS), towers=False)
    yield made
    made.close()


def test_a_full_disk_leaves_the_old_library(tmp_path: Path, processes: Processes) -> None:
    rng = random.Random(6)
    for number in range(POINTS or 6):
        folder = released(tmp_path / "library", rng.choice(OLD))
        before = rows(folder / "catalog.sqlite")
        deed = ("command", "--library", folder, "albums", "create", "New")
        at = -rng.randint(1, 120)
        ending = processes.run(*deed, under=folder, at=at, statuses=(0, 3))
        assert "bug" not in ending.said
        assert ending.status == 0 or ending.said.startswith("photoclip: "), ending.said
        assert len(ending.said.splitlines()) == 1
        old_or_new(folder, before)
        processes.run(*deed[:3], "albums", "create", f"{number}")
        shutil.rmtree(folder)


def test_killed_in_an_upgrade(tmp_path: Path, processes: Processes) -> None:
    rng, killed = random.Random(7), 0
    for number in range(POINTS or 6):
        folder = released(tmp_path / "library", rng.choice(OLD))
        before = rows(folder / "catalog.sqlite")
        deed = ("command", "--library", folder, "albums", "create", "New")
        killed += processes.run(*deed, under=folder, at=rng.randint(1, 130)).killed
        old_or_new(folder, before)
        processes.run(*deed[:3], "albums", "create", f"{number}")
        assert not list(folder.glob("*.partial*"))
        shutil.rmtree(folder)
    assert killed


@pytest.mark.parametrize("revision", OLD if POINTS else OLD[-1:])
def test_power_lost_in_an_upgrade(tmp_path: Path, processes: Processes, revision: str) -> None:
    folder = released(tmp_path / "old", revision)
    cut_in_an_upgrade(tmp_path / "scratch", processes, folder, points=POINTS or 15, seed=8)
