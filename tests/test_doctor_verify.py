"""An examined library: what is wrong is found, what is derived mended, a person's own kept."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from photoclip.cli import run
from photoclip.errors import LibraryLockedError
from photoclip.library.library import Library
from photoclip.library.verifying import Verdict, verify
from photoclip.query import parse


@contextmanager
def stored(folder: Path, name: str = "catalog.sqlite") -> Iterator[sqlite3.Connection]:
    """A library's database as another program writes it, which knows of no rules."""
    with closing(sqlite3.connect(folder / name)) as connection:
        yield connection
        connection.commit()


def do(folder: Path, *statements: str, name: str = "catalog.sqlite") -> None:
    with stored(folder, name) as connection:
        for statement in statements:
            connection.execute(statement)


def set_vector(folder: Path, data: bytes) -> None:
    with stored(folder) as connection:
        connection.execute("UPDATE vector SET data = ? WHERE id = 3", (data,))


def exchange_vectors(folder: Path) -> None:
    """The catalog, which is the truth, has another vector than the index."""
    do(folder, "UPDATE vector SET data = (SELECT data FROM vector WHERE id = 4) WHERE id = 3")


def truncate_index(folder: Path) -> None:
    (segment,) = (folder / "index").glob("*.vectors")
    os.truncate(segment, segment.stat().st_size // 2)


def falsify_columns(folder: Path) -> None:
    """Other widths in the catalog, of which its stamp says nothing."""
    do(folder, "UPDATE photo SET width = width + 1")


def unit(dimension: int = 1) -> bytes:
    vector = np.zeros(dimension, "<f2")
    vector[0] = 1
    return vector.tobytes()


DAMAGE: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a vector that is no number": (
        "vectors",
        lambda folder: set_vector(folder, np.full(256, np.nan, "<f2").tobytes()),
    ),
    "a vector that is too short": ("vectors", lambda folder: set_vector(folder, unit())),
    "a vector not of unit length": (
        "vectors",
        lambda folder: set_vector(folder, np.full(256, 0.5, "<f2").tobytes()),
    ),
    "vectors of no photo": (
        "database",
        lambda folder: do(
            folder,
            "INSERT INTO vector (photo_id, part, model_id, data) SELECT 99999, 0, model_id, data "
            "FROM vector LIMIT 1",
        ),
    ),
    "a file of no photo": (
        "database",
        lambda folder: do(folder, "UPDATE file SET photo_id = 99999 WHERE id = 5"),
    ),
    "a tag of no photo, which no person gave": (
        "database",
        lambda folder: do(
            folder,
            "INSERT INTO tag (photo_id, name, key, source, rejected, dropped, created_at) "
            "VALUES (99999, 'a', 'a', 'file', 0, 0, '')",
        ),
    ),
    "notes on photos that are not there": (
        "database",
        lambda folder: do(
            folder,
            "INSERT INTO copy_compared VALUES (99999, 1, 1)",
            "INSERT INTO copy_pair VALUES (1, 99999, 1, 0.5)",
            "INSERT INTO moving VALUES (99999, 1.0, 0, '')",
            "INSERT INTO metadata_write (photo_id, base, how, asked_at, tries, retry_at, reason, "
            "conflict, settled) VALUES (99999, '{}', '', 0, 0, 0, '', '', '')",
        ),
    ),
    "rows of a run that was taken back": (
        "runs",
        lambda folder: do(
            folder,
            "INSERT INTO run (id, list_name, list_key, list_version, model_id, created_at, "
            "undone_at) VALUES (1, 'l', 'l', 1, 1, '2024-01-01', 'now')",
            "INSERT INTO tag (photo_id, name, key, source, run_id, rejected, dropped, created_at) "
            "VALUES (1, 'a', 'a', 'run', 1, 0, 0, '')",
        ),
    ),
    "a run that does not name the next one": (
        "runs",
        lambda folder: do(
            folder,
            *(
                "INSERT INTO run (id, list_name, list_key, list_version, model_id, created_at) "
                f"VALUES ({number}, 'l', 'l', 1, 1, '2024-01-01')"
                for number in (1, 2)
            ),
            *(
                "INSERT INTO tag (photo_id, name, key, source, run_id, rejected, dropped, "
                f"created_at) VALUES (1, 'a', 'a', 'run', {number}, 0, 0, '')"
                for number in (1, 2)
            ),
        ),
    ),
    "an index cut off": ("index", truncate_index),
    "another vector in the index": ("index", exchange_vectors),
    "columns that say something else": ("columns", falsify_columns),
    "columns cut off": (
        "columns",
        lambda folder: os.truncate(folder / "catalog.columns", 200),
    ),
    "a thumbnail that is no picture": (
        "thumbnails",
        lambda folder: do(
            folder,
            "UPDATE thumbnail SET data = x'ffd8ffd9' WHERE id IN (SELECT max(id) FROM thumbnail)",
            name="thumbnails.sqlite",
        ),
    ),
    "a thumbnail with other bytes than were written": (
        "thumbnails",
        lambda folder: do(
            folder,
            "UPDATE thumbnail SET data = (SELECT data FROM thumbnail ORDER BY id LIMIT 1) "
            "WHERE id IN (SELECT max(id) FROM thumbnail)",
            name="thumbnails.sqlite",
        ),
    ),
    "a thumbnail of no photo": (
        "thumbnails",
        lambda folder: do(
            folder,
            "INSERT INTO thumbnail (key, data) SELECT zeroblob(16), data FROM thumbnail LIMIT 1",
            name="thumbnails.sqlite",
        ),
    ),
    "a damaged file of thumbnails": (
        "thumbnails",
        lambda folder: os.truncate(folder / "thumbnails.sqlite", 20_000),
    ),
}


def wrong_in(verdict: Verdict) -> dict[str, int]:
    return {check.name: len(check.problems) for check in verdict.checks if check.problems}


@pytest.fixture(scope="module")
def whole(sample_library_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the caches of a window that was closed, and something a person decided."""
    folder = tmp_path_factory.mktemp("whole") / "library"
    shutil.copytree(sample_library_folder, folder)
    with Library.open(folder) as library:
        library.organising.rate([1, 2, 3], 4)
        library.organising.tag([4, 5], "mine")
        library.showing.browse(parse("orientation:landscape").filters)
        library.search(parse("a car"))
    assert not verify(folder).problems
    return folder


@pytest.fixture
def kept(whole: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may damage."""
    return Path(shutil.copytree(whole, tmp_path / "library"))


def decided(folder: Path) -> list[tuple[object, ...]]:
    with stored(folder) as connection:
        return [
            *connection.execute("SELECT photo_id, rating, flag FROM decision ORDER BY 1"),
            *connection.execute(
                "SELECT photo_id, name FROM tag WHERE source = 'person' ORDER BY 1"
            ),
        ]


@pytest.mark.parametrize("name", DAMAGE)
def test_what_is_damaged_is_found_and_what_is_derived_is_mended(name: str, kept: Path) -> None:
    check, damage = DAMAGE[name]
    before = decided(kept)
    damage(kept)
    found = verify(kept)
    assert check in wrong_in(found), name
    assert wrong_in(verify(kept)) == wrong_in(found), "looking alone mends nothing"
    mended = verify(kept, repair=True)
    assert mended.mended
    assert not mended.problems, name
    assert not verify(kept).problems
    assert decided(kept) == before


def test_photos_whose_vector_was_damaged_wait_and_the_next_run_embeds_them(kept: Path) -> None:
    with Library.open(kept, write=False) as library:
        photos = library.showing.counts()[0]
    with stored(kept) as connection:
        nothing = np.zeros(256, "<f2").tobytes()
        connection.execute("UPDATE vector SET data = ? WHERE photo_id IN (7, 8)", (nothing,))
    mended = verify(kept, repair=True)
    assert "of 2 photos" in mended.mended[0]
    assert "2 photos wait for their vector" in mended.notes[0]
    with Library.open(kept) as library:
        assert library.index().embedded == 2
        assert library.vectors() == library.indexed() == library.showing.counts()[0] == photos
        assert library.search(parse("a car")).total == photos
    assert verify(kept).notes == ()


@pytest.fixture
def moved(kept: Path, sample_pictures: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A library whose pictures are a copy that a test may change."""
    pictures = tmp_path / "pictures"
    shutil.copytree(sample_pictures, pictures)
    do(kept, f"UPDATE root SET path = CAST('{pictures}' AS BLOB)")
    return kept, pictures


def test_files_are_compared_and_never_touched(moved: tuple[Path, Path]) -> None:
    library, pictures = moved
    assert not verify(library, deep=True).problems
    first, second, third = sorted(p for p in pictures.rglob("*.*") if p.suffix != ".json")[:3]
    first.unlink()
    os.utime(second, ns=(1, 1))
    times, data = third.stat(), bytearray(third.read_bytes())
    data[len(data) // 2] ^= 1  # a bit that fell over on the disk
    third.write_bytes(data)
    os.utime(third, ns=(times.st_atime_ns, times.st_mtime_ns))

    def found(*, deep: bool, repair: bool = False) -> dict[str, tuple[str, ...]]:
        problems = verify(library, deep=deep, repair=repair).problems
        return {each.remedy: each.examples for each in problems}

    quick, whole = found(deep=False), found(deep=True)
    assert quick["index"] in {(str(first),), (str(second),)}
    assert "nothing" not in quick, "equal in size and time: only reading it tells"
    assert whole["nothing"] == (str(third),)
    assert found(deep=True, repair=True) == whole, "no one but its owner can mend a file"
    assert third.read_bytes() == bytes(data)
    assert not first.exists()


def test_nothing_is_left_of_pictures_that_were_edited(moved: tuple[Path, Path]) -> None:
    folder, pictures = moved
    first, second, *_ = sorted(pictures.rglob("*.jpg"))
    with Image.open(first) as picture:
        ImageOps.mirror(picture).save(first)  # by an editor
    with Library.open(folder) as library:
        assert library.index().embedded == 1
        library.metadata.choose("embedded")
        paths = library.showing.paths(library.showing.browse().tolist())
        (written,) = [photo for photo, lying in paths.items() if os.fsencode(second) in lying]
        library.organising.tag([written], "written into the file")
        assert library.metadata.write().photos == 1
    verdict = verify(folder, deep=True)
    assert not verdict.problems
    assert "thumbnails" in {each.name for each in verdict.checks if each.looked_at}


def test_a_root_that_is_not_there_is_said_and_is_no_problem(moved: tuple[Path, Path]) -> None:
    library, pictures = moved
    pictures.rename(pictures.with_name("elsewhere"))
    for _ in range(2):
        verdict = verify(library)
        assert not verdict.problems
        assert str(pictures) in " ".join(verdict.notes)
        pictures.mkdir(exist_ok=True)  # and as the empty place of a disk that is away


def test_what_may_be_a_person_s_own_stays_though_it_belongs_to_nothing(kept: Path) -> None:
    do(kept, "INSERT INTO decision (photo_id, rating, flag) VALUES (99999, 5, 1)")
    before = decided(kept)
    (problem,) = verify(kept, repair=True).problems
    assert (problem.remedy, problem.count) == ("restore", 1)
    assert decided(kept) == before


def test_a_damaged_database_is_said_with_the_backup_as_the_remedy(kept: Path) -> None:
    with Library.open(kept) as library:
        library.showing.counts()
    path = kept / "catalog.sqlite"
    with path.open("r+b") as file:
        for page in range(12, 30):
            file.seek(page * 8192)
            file.write(b"\xa5" * 8192)
    (problem,) = verify(kept, repair=True).problems
    assert problem.remedy == "restore"
    assert "backups restore" in problem.sentence


def test_it_is_refused_while_another_process_owns_the_library(kept: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from photoclip.library.lock import OwnerLock\n"
        "lock = OwnerLock(pathlib.Path(sys.argv[1]))\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
    )
    owner = subprocess.Popen(
        [sys.executable, "-c", program, kept],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert owner.stdout is not None
    with owner:
        assert owner.stdout.readline() == "held\n"
        for repair in (False, True):
            with pytest.raises(LibraryLockedError, match=str(owner.pid)):
                verify(kept, repair=repair)
        owner.communicate("")
    assert not verify(kept).problems


def test_the_command_prints_what_it_found_and_says_by_its_status(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def call(*words: str) -> tuple[int, str]:
        status = run(["--library", str(kept), "doctor", *words])
        return status, capsys.readouterr().out

    assert call("--verify")[0] == 0
    set_vector(kept, b"")
    status, out = call("--verify", "--json")
    document = json.loads(out)
    (check,) = [each for each in document["checks"] if each["problems"]]
    assert (status, check["name"], check["problems"][0]["remedy"]) == (1, "vectors", "repair")
    assert document["problems"] == [check["problems"][0]["sentence"]]
    status, out = call("--repair")
    assert status == 0
    assert "Mended: " in out
    assert "No problem is left." in out
    assert "1 photos wait" in out
    assert call("--deep")[0] == 2
    assert run(["--library", str(kept / "none"), "doctor", "--verify"]) == 3
