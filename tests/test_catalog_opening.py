"""Opening a catalog: new, old, newer, damaged, read-only and from several processes."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from photoclip.catalog import backups, migration
from photoclip.catalog.entries import Indexed
from photoclip.catalog.schema import HEAD, REVISIONS, Base
from photoclip.catalog.sqlite import open_engine
from photoclip.catalog.store import Catalog
from photoclip.errors import LibraryError
from photoclip.records import ChangeKind, DecodedPhoto, FileChange, FileState, PhotoFacts

MIGRATIONS = Path(migration.__file__).parent / "migrations"
RELEASED = Path(__file__).parent / "catalogs"
NEWER = (*REVISIONS, "9000")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The file of a closed catalog with one photo."""
    path = tmp_path / "library" / "catalog.sqlite"
    with Catalog.open(path) as catalog:
        put(catalog, 1)
    return path


def put(catalog: Catalog, number: int) -> None:
    content = b"%16d" % number
    facts = PhotoFacts(4, 3, "JPEG")
    photo = DecodedPhoto(content, 1, content, 1, np.zeros((1, 1, 3), np.uint8), b"", facts)
    model = catalog.ensure_model("d", "mini", 4)
    with catalog.transaction() as tx:
        root = tx.add_root("/p")
        state = FileState(b"%d.jpg" % number, 1, 1, number, 1)
        change = FileChange(ChangeKind.ADDED, root.id, state)
        tx.record(Indexed(change, photo, np.ones(4, np.float32) / 2), model)


def sql(path: Path, *statements: str) -> list[tuple]:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return [row for each in statements for row in connection.execute(each).fetchall()]


def test_a_new_catalog_is_at_the_head_and_equals_the_schema(made: Path):
    from alembic.autogenerate import compare_metadata
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_current_head() == HEAD
    assert tuple(each.revision for each in scripts.walk_revisions())[::-1] == REVISIONS
    engine = open_engine(made, readonly=True, network=False)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()
    assert sql(made, "PRAGMA page_size", "PRAGMA journal_mode") == [(8192,), ("wal",)]
    assert not list(made.parent.glob("*before*"))


def test_opening_again_keeps_everything(made: Path):
    for readonly in (False, True):
        with Catalog.open(made, readonly=readonly) as catalog:
            assert catalog.counts() == (1, 1)
            assert catalog.ensure_model("d", "mini", 4) == 1


def test_foreign_keys_hold(made: Path):
    from sqlalchemy import text
    from sqlalchemy.exc import IntegrityError

    engine = open_engine(made, readonly=False, network=False)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("DELETE FROM root"))
    engine.dispose()


def newer_scripts(folder: Path, step: str) -> Path:
    shutil.copytree(MIGRATIONS, folder)
    (folder / "versions" / "v9000.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\n"
        f'revision = "9000"\ndown_revision = "{HEAD}"\n'
        "def upgrade():\n"
        '    op.create_table("extra", sa.Column("id", sa.Integer, primary_key=True))\n'
        f"    {step}\n"
    )
    return folder


def test_an_older_catalog_is_copied_and_upgraded(made: Path, tmp_path: Path, capfd):
    scripts = newer_scripts(tmp_path / "scripts", 'op.add_column("meta", sa.Column("x", sa.Text))')
    engine = open_engine(made, readonly=False, network=False)
    for _ in range(2):  # the second time nothing is to be done
        migration.bring_up_to_date(engine, made, revisions=NEWER, scripts=scripts)
    engine.dispose()
    assert sql(made, "SELECT version_num FROM alembic_version") == [("9000",)]
    assert sql(made, "SELECT count(*) FROM photo", "SELECT count(*) FROM extra") == [(1,), (0,)]
    (backup,) = backups.listed(made)
    assert (backup.kind, backup.photos) == (backups.UPGRADE, 1)
    copy = tmp_path / "copy.sqlite"
    backups.unpack(backup, copy)
    assert sql(copy, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    with Catalog.open(copy) as catalog:
        assert catalog.counts() == (1, 1)
    assert capfd.readouterr() == ("", "")


def test_every_released_schema_but_the_newest_is_kept():
    assert {each.stem for each in RELEASED.glob("*.sql")} == set(REVISIONS[:-1])


def released(folder: Path, revision: str) -> Path:
    """A library as the release with this schema wrote it."""
    path = folder / "catalog.sqlite"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript((RELEASED / f"{revision}.sql").read_text("utf-8"))
    return path


def test_a_library_of_the_first_release_keeps_everything(tmp_path: Path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    path = released(tmp_path, "0001")
    with Catalog.open(path) as catalog:
        photos = catalog.photos([1, 2, 3])
        assert [(each.rating, each.flag, each.albums) for each in photos] == [
            (4, 0, ()),
            (0, 0, ()),
            (0, 0, ()),
        ]
        assert [[tag.name for tag in each.tags] for each in photos] == [
            ["boat", "Sea"],
            ["mine"],
            [],
        ]
        assert catalog.browse("name").tolist() == [3, 2, 1]
        assert catalog.browse("rating").tolist() == [1, 2, 3]
        assert len(catalog.searchable_ids(1)) == 3
        assert catalog.label_list("pets").labels == ("dog", "cat")
    engine = open_engine(path, readonly=True, network=False)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()
    fresh = tmp_path / "fresh" / "catalog.sqlite"
    Catalog.open(fresh).close()
    assert shape(path) == shape(fresh)


def shape(path: Path) -> set[tuple]:
    return set(sql(path, "SELECT type, name, sql FROM sqlite_master"))


def test_names_are_sorted_alike_by_the_upgrade_and_by_the_program(tmp_path: Path):
    from photoclip.catalog.forms import natural_key

    path = released(tmp_path, "0001")
    odd = [
        "IMG0010.jpg",
        "img9",
        "Stra\u00dfe 007",
        "cafe\u0301 2",
        "  x",
        "9" * 120,
        "0",
        "\u0663",
    ]
    with contextlib.closing(sqlite3.connect(path)) as connection:
        values = [(1, name.encode(), name) for name in odd]
        connection.executemany(
            "INSERT INTO file(root_id, rel, folder, name, suffix, size, mtime_ns, inode, device,"
            " photo_id) VALUES (?, ?, '', ?, '', 1, 1, 1, 1, 1)",
            values,
        )
        connection.commit()
    Catalog.open(path).close()
    for name, key in sql(path, "SELECT name, name_key FROM file"):
        assert key == natural_key(name), name


def test_a_failed_upgrade_leaves_the_old_catalog_whole(made: Path, tmp_path: Path):
    scripts = newer_scripts(tmp_path / "scripts", 'raise OSError("no")')
    engine = open_engine(made, readonly=False, network=False)
    with pytest.raises(LibraryError, match=r"stays as the older photoclip left it\. no"):
        migration.bring_up_to_date(engine, made, revisions=NEWER, scripts=scripts)
    engine.dispose()
    with Catalog.open(made) as catalog:
        assert catalog.counts() == (1, 1)
    assert sql(made, "SELECT name FROM sqlite_master WHERE name = 'extra'") == []
    assert backups.listed(made) == ()


def test_an_older_catalog_is_not_upgraded_for_reading(made: Path):
    engine = open_engine(made, readonly=True, network=False)
    with pytest.raises(LibraryError, match="older photoclip"):
        migration.bring_up_to_date(engine, made, readonly=True, revisions=NEWER)
    engine.dispose()


@pytest.mark.parametrize("readonly", [False, True])
def test_a_newer_catalog_is_refused(made: Path, readonly: bool):
    sql(made, "UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(LibraryError, match=r"made by a newer photoclip; update photoclip"):
        Catalog.open(made, readonly=readonly)
    assert sql(made, "SELECT count(*) FROM photo") == [(1,)]


@pytest.mark.parametrize("readonly", [False, True])
def test_what_is_no_catalog_is_refused(tmp_path: Path, readonly: bool):
    text = tmp_path / "catalog.sqlite"
    text.write_text("no database at all " * 100)
    with pytest.raises(LibraryError, match=r"is damaged; .*backups restore"):
        Catalog.open(text, readonly=readonly)
    assert text.read_text().startswith("no database")
    other = tmp_path / "other.sqlite"
    sql(other, "CREATE TABLE bookmarks (id INTEGER)")
    with pytest.raises(LibraryError, match="another program"):
        Catalog.open(other, readonly=readonly)
    (tmp_path / "folder.sqlite").mkdir()
    with pytest.raises(LibraryError):
        Catalog.open(tmp_path / "folder.sqlite", readonly=readonly)


def test_a_library_that_cannot_be_made(tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="cannot be made"):
        Catalog.open(tmp_path / "file" / "catalog.sqlite")
    with pytest.raises(LibraryError, match="There is no photoclip library"):
        Catalog.open(tmp_path / "none" / "catalog.sqlite", readonly=True)


def test_a_damaged_catalog_gives_a_sentence(made: Path):
    sql(made, "PRAGMA wal_checkpoint(TRUNCATE)")
    with made.open("r+b") as file:
        file.seek(8192)
        file.write(os.urandom(made.stat().st_size - 8192))

    def use() -> None:
        with Catalog.open(made) as catalog:
            catalog.counts()
            catalog.photos([1])

    with pytest.raises(LibraryError, match=r"damaged|cannot be used"):
        use()


def test_reading_only_refuses_to_write(made: Path):
    with Catalog.open(made, readonly=True) as catalog:
        with pytest.raises(LibraryError, match="reading only"), catalog.transaction():
            pass
        with pytest.raises(LibraryError, match="reading only"):
            catalog.ensure_model("new", "x", 4)


def test_a_read_only_folder_can_be_opened(made: Path):
    sql(made, "PRAGMA wal_checkpoint(TRUNCATE)")
    folder = made.parent
    for beside in folder.glob("catalog.sqlite-*"):
        beside.unlink()
    made.chmod(0o444)
    folder.chmod(0o555)
    try:
        with Catalog.open(made, readonly=True) as catalog:
            assert catalog.counts() == (1, 1)
    finally:
        folder.chmod(0o755)
        made.chmod(0o644)


def test_odd_folder_names(tmp_path: Path):
    folder = tmp_path / os.fsdecode(b"a?b#c%20\xff d")
    with Catalog.open(folder / "catalog.sqlite") as catalog:
        put(catalog, 1)
    with Catalog.open(folder / "catalog.sqlite", readonly=True) as catalog:
        assert catalog.counts() == (1, 1)
    assert (folder / "catalog.sqlite").is_file()


def test_network_mode_writes_no_ahead_log(tmp_path: Path):
    path = tmp_path / "catalog.sqlite"
    with Catalog.open(path, network=True) as catalog:
        put(catalog, 1)
        assert catalog.counts() == (1, 1)
    assert sql(path, "PRAGMA journal_mode") == [("delete",)]


READER = """
import sys
from pathlib import Path
from photoclip.catalog.store import Catalog
with Catalog.open(Path(sys.argv[1]), readonly=True) as catalog:
    print("ready", flush=True)
    seen = []
    while not seen or seen[-1] < 60:
        photos, files = catalog.counts()
        assert photos == files
        if not seen or photos != seen[-1]:
            seen.append(photos)
    assert seen == sorted(seen)
    assert len(catalog.searchable_ids(1)) == 60
print("done")
"""


def test_two_processes_read_while_one_writes(made: Path):
    root = Path(migration.__file__).parents[2]
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, made],
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
        )
        for _ in range(2)
    ]
    try:
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "ready\n"
        with Catalog.open(made) as catalog:
            for number in range(2, 61):
                put(catalog, number)
            assert [reader.communicate(timeout=60)[0] for reader in readers] == ["done\n"] * 2
    finally:
        for reader in readers:
            reader.kill()
            reader.wait()
            if reader.stdout is not None:
                reader.stdout.close()


def test_threads_read_while_one_writes(made: Path):
    from concurrent.futures import ThreadPoolExecutor

    with Catalog.open(made) as catalog, ThreadPoolExecutor(4) as pool:

        def read(_: int) -> int:
            return len(catalog.photos(catalog.browse()))

        counts = pool.map(read, range(40))
        for number in range(2, 20):
            put(catalog, number)
        assert all(1 <= count <= 19 for count in counts)
        assert read(0) == 19
