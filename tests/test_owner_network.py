"""Libraries on network file systems and read-only media."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from ui_driver import driven

from photoclip.errors import LibraryError, LibraryLockedError, ReadOnlyError
from photoclip.library.library import Library
from photoclip.mounts import is_shared, parsed
from photoclip.query import parse

LOGGED, JOURNALLED = b"\x02\x02", b"\x01\x01"
TABLE = """
/dev/sda1 / ext4 rw 0 0
server:/export /home/me/nas nfs4 rw 0 0
//server/photos /media/my\\040photos cifs rw 0 0
me@host:/ /mnt/far fuse.sshfs rw 0 0
/dev/sdb1 /mnt/stick fuseblk rw 0 0
gocryptfs /mnt/secret fuse.gocryptfs rw 0 0
something /mnt/unknown fuse rw 0 0
/dev/sdc1 /home/me/nas/local ext4 rw 0 0
server:/b /mnt/twice nfs rw 0 0
/dev/sdd1 /mnt/twice xfs rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "shared"),
    [
        ("/home/me/pictures", False),
        ("/home/me/nas", True),
        ("/home/me/nas/library", True),
        ("/home/me/nas2", False),
        ("/home/me/nas/local/library", False),
        ("/media/my photos/library", True),
        ("/mnt/far/library", True),
        ("/mnt/stick/library", False),
        ("/mnt/secret/library", False),
        ("/mnt/unknown/library", True),
        ("/mnt/twice/library", False),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="places as on Linux")
def test_the_mounts_say_whether_others_write_there_too(place: str, shared: bool) -> None:
    assert is_shared(Path(place), parsed(TABLE)) is shared


@pytest.fixture
def nas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that the mounts table says is on a network."""
    folder = tmp_path / "nas"
    folder.mkdir()
    table = tmp_path / "mounts"
    table.write_text(
        f"/dev/sda1 / ext4 rw 0 0\nserver:/x {folder.resolve()} nfs4 rw 0 0\n", "utf-8"
    )
    monkeypatch.setenv("PHOTOCLIP_MOUNTS", str(table))
    return folder


def forms(folder: Path) -> set[bytes]:
    """How the databases of a library are written, as their headers say."""
    return {(folder / name).read_bytes()[18:20] for name in ("catalog.sqlite", "thumbnails.sqlite")}


def mapped(folder: Path) -> list[str]:
    """The library's files that lie in this process's memory."""
    lines = Path("/proc/self/maps").read_text("utf-8").splitlines()
    return [line for line in lines if str(folder.resolve()) in line]


def test_on_a_network_there_is_no_log_and_back_home_there_is(
    own_library_folder: Path, nas: Path
) -> None:
    assert forms(own_library_folder) == {LOGGED}
    there = nas / "library"
    shutil.move(own_library_folder, there)
    for name in ("catalog.sqlite-shm", "thumbnails.sqlite-shm"):  # memory cannot be shared there
        (there / name).unlink(missing_ok=True)
        (there / name).mkdir()
    with Library.open(there) as library:
        assert forms(there) == {JOURNALLED}
        album = library.organising.new_album("made there")
        assert library.search(parse("a cat"), limit=3).hits
        with Library.open(there, write=False) as reader:
            assert [each.name for each in reader.organising.albums()] == ["made there"]
            library.organising.rename_album(album.target, "renamed")
            assert [each.name for each in reader.organising.albums()] == ["renamed"]
    assert not list(there.glob("*-wal"))
    for left in there.glob("*-shm"):
        left.rmdir()
    shutil.move(there, own_library_folder)
    with Library.open(own_library_folder) as library:
        assert [each.name for each in library.organising.albums()] == ["renamed"]
        library.organising.delete_album(library.organising.album("renamed").id)
    assert forms(own_library_folder) == {LOGGED}


def test_who_only_reads_a_library_that_was_copied_there_finds_no_log_either(
    own_library_folder: Path, nas: Path
) -> None:
    there = nas / "library"
    shutil.move(own_library_folder, there)
    with Library.open(there, write=False) as reader:
        assert reader.showing.counts()[0]
    assert (there / "catalog.sqlite").read_bytes()[18:20] == JOURNALLED


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs Linux's /proc")
def test_no_file_of_a_network_is_mapped(own_library_folder: Path, nas: Path) -> None:
    with Library.open(own_library_folder, write=False) as library:
        hits = library.search(parse("a cat"), limit=3).hits
        assert any(".vectors" in line for line in mapped(own_library_folder))
    there = nas / "library"
    shutil.copytree(own_library_folder, there)
    with Library.open(there, write=False) as library:
        assert library.search(parse("a cat"), limit=3).hits == hits
        assert not mapped(there)


def test_one_machine_at_a_time(own_library_folder: Path, nas: Path) -> None:
    there = nas / "library"
    shutil.move(own_library_folder, there)
    foreign = json.dumps({"host": "another", "pid": 7})
    (there / "owner.lock").write_text(foreign, "utf-8")
    for write in (True, False):
        with pytest.raises(LibraryLockedError, match="7 on another"):
            Library.open(there, write=write)
    Library.open(there, break_lock=True).close()
    Library.open(there, write=False).close()


def test_another_machine_that_comes_at_the_same_moment_is_seen(nas: Path) -> None:
    """A file system that locks for one machine only: the other's name is there in the end."""
    other = json.dumps({"host": "another", "pid": 7})
    writer = (
        f"import time; time.sleep(0.5); open({str(nas / 'owner.lock')!r}, 'w').write({other!r})"
    )
    with subprocess.Popen([sys.executable, "-S", "-c", writer]) as process:
        with pytest.raises(LibraryLockedError, match="7 on another"):
            Library.open(nas)
        assert process.wait() == 0


# Read-only media


@pytest.fixture
def medium(own_library_folder: Path, tmp_path: Path) -> Iterator[Path]:
    """A library where nothing can be written, whoever asks."""
    place = tmp_path / "medium"
    place.mkdir()
    (own_library_folder / "owner.lock").unlink(missing_ok=True)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        commands = [["mount", "--bind", own_library_folder, place]]
        commands += [["mount", "-o", "remount,ro,bind", place]]
        if any(
            subprocess.run(each, check=False, capture_output=True).returncode for each in commands
        ):
            subprocess.run(["umount", place], check=False, capture_output=True)
            pytest.skip("nothing can be mounted here")
        yield place
        subprocess.run(["umount", "-l", place], check=True)  # an index may still be mapped
    else:
        for each in (own_library_folder, *own_library_folder.rglob("*")):
            each.chmod(0o555 if each.is_dir() else 0o444)
        yield own_library_folder
        for each in (own_library_folder, *own_library_folder.rglob("*")):
            each.chmod(0o755 if each.is_dir() else 0o644)


def test_a_library_on_a_read_only_medium_is_searched_and_not_changed(medium: Path) -> None:
    before = {each.name: each.stat().st_size for each in medium.rglob("*")}
    with Library.open(medium, write=False) as library:
        assert library.showing.counts()[0] > 50
        assert library.search(parse("a cat"), limit=3).hits
        with pytest.raises(ReadOnlyError, match="open for reading only"):
            library.organising.new_album("no")
    with pytest.raises(ReadOnlyError, match="cannot be written"):
        Library.open(medium)
    assert {each.name: each.stat().st_size for each in medium.rglob("*")} == before


def test_the_window_shows_a_library_on_a_read_only_medium(qtbot: QtBot, medium: Path) -> None:
    with driven(qtbot, medium) as ui:
        ui.wait_for_photos(56)
        assert "nothing can be written" in ui.text("bannerSentence")
        assert ui.desktop.library is not None
        assert not ui.desktop.library.writable


@pytest.mark.parametrize("left", ["catalog.sqlite-wal", "catalog.sqlite-journal"])
def test_what_a_crash_left_is_not_overlooked_there(
    own_library_folder: Path, medium: Path, left: str
) -> None:
    if own_library_folder == medium:
        pytest.skip("the same folder: nothing can be left there")
    (own_library_folder / "catalog.sqlite-shm").unlink(missing_ok=True)
    (own_library_folder / left).write_bytes(b"\x37\x7f\x06\x82" + bytes(100))
    with pytest.raises(LibraryError, match="not closed in order"):
        Library.open(medium, write=False)
