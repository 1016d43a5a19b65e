"""The scan: every difference is told, nothing that is there is called gone."""

import os
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from photoclip.folders import scanner
from photoclip.folders.scanner import CandidateRule, ScanStoppedError
from photoclip.records import ChangeKind, KnownFile, Root, ScanResult

RULE = CandidateRule(
    frozenset({".jpg", ".png"}), lambda head: "PNG" if head.startswith(b"\x89PNG") else None
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    for name in ("a.jpg", "b.JPG", "trip/c.jpg", "trip/deep/d.png", "other/e.jpg"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return folder


def look(
    folder: Path,
    known: Mapping[bytes, KnownFile] | None = None,
    under: bytes = b"",
    stop: threading.Event | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> ScanResult:
    root = Root(1, os.fsencode(folder))
    return scanner.scan(
        root, known or {}, rule=RULE, under=under, stop=stop, on_progress=on_progress
    )


def remembered(folder: Path) -> dict[bytes, KnownFile]:
    """What a catalog would know after everything was taken in; the last one is a failure."""
    changes = look(folder).changes
    last = len(changes) - 1
    return {
        change.state.rel: KnownFile(change.state, number, None if number == last else number)
        for number, change in enumerate(changes)
    }


def told(result: ScanResult) -> dict[str, set[bytes]]:
    found: dict[str, set[bytes]] = {}
    for change in result.changes:
        found.setdefault(change.kind.value, set()).add(change.state.rel)
    return found


def test_everything_is_new_at_first_and_unchanged_then(folder: Path) -> None:
    (folder / "notes.txt").write_text("ignored")
    first = look(folder)
    assert first.online
    assert told(first) == {
        "added": {b"a.jpg", b"b.JPG", b"trip/c.jpg", b"trip/deep/d.png", b"other/e.jpg"}
    }
    assert first.ignored == 1
    state = first.changes[0].state
    found = (folder / "a.jpg").stat()
    assert (state.rel, state.size, state.mtime_ns) == (b"a.jpg", 5, found.st_mtime_ns)
    assert (state.inode, state.device) == (found.st_ino, found.st_dev)
    again = look(folder, remembered(folder))
    assert again.changes == ()
    assert again.unchanged == 5


def test_changed_moved_added_gone(folder: Path) -> None:
    known = remembered(folder)
    (folder / "a.jpg").write_bytes(b"other bytes")
    (folder / "b.JPG").rename(folder / "trip" / "renamed.jpg")
    (folder / "other").rename(folder / "elsewhere")
    (folder / "trip" / "c.jpg").unlink()
    (folder / "new.jpg").write_bytes(b"new")
    result = look(folder, known)
    assert told(result) == {
        "changed": {b"a.jpg"},
        "moved": {b"trip/renamed.jpg", b"elsewhere/e.jpg"},
        "gone": {b"trip/c.jpg"},
        "added": {b"new.jpg"},
    }
    by_rel = {change.state.rel: change for change in result.changes}
    assert by_rel[b"new.jpg"].known is None
    moved = by_rel[b"trip/renamed.jpg"].known
    assert moved == known[b"b.JPG"]
    gone = by_rel[b"trip/c.jpg"]
    assert gone.known == known[b"trip/c.jpg"]
    assert gone.state == known[b"trip/c.jpg"].state


def test_a_change_of_time_alone_is_a_change(folder: Path) -> None:
    known = remembered(folder)
    os.utime(folder / "a.jpg", ns=(1, 1))
    assert told(look(folder, known)) == {"changed": {b"a.jpg"}}


def test_ambiguous_moves_are_left_to_the_content(folder: Path) -> None:
    known = remembered(folder)
    os.link(folder / "a.jpg", folder / "one.jpg")
    os.link(folder / "a.jpg", folder / "two.jpg")
    (folder / "a.jpg").unlink()
    assert told(look(folder, known)) == {"added": {b"one.jpg", b"two.jpg"}, "gone": {b"a.jpg"}}


def test_a_part_of_a_root(folder: Path) -> None:
    known = remembered(folder)
    (folder / "a.jpg").unlink()
    (folder / "trip" / "deep" / "new.jpg").write_bytes(b"n")
    part = {rel: file for rel, file in known.items() if rel.startswith(b"trip/")}
    result = look(folder, part, under=b"trip")
    assert told(result) == {"added": {b"trip/deep/new.jpg"}}
    assert result.unchanged == 2
    vanished = look(folder, {b"no/x.jpg": known[b"a.jpg"]}, under=b"no")
    assert vanished.online
    assert told(vanished)["gone"]


def test_signatures_count_without_a_known_extension(folder: Path) -> None:
    (folder / "picture").write_bytes(b"\x89PNG....")
    (folder / "picture.dat").write_bytes(b"\x89PNG....")
    (folder / "data").write_bytes(b"nothing")
    (folder / "empty").touch()
    (folder / "empty.jpg").touch()
    result = look(
        folder, remembered(folder) | {b"x": KnownFile(look(folder).changes[0].state, 9, 9)}
    )
    assert result.ignored == 2
    added = told(look(folder))["added"]
    assert {b"picture", b"picture.dat", b"empty.jpg"} <= added


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.jpg",
        "._a.jpg",
        ".Trash-1000/files/a.jpg",
        ".git/a.jpg",
        "@eaDir/a.jpg/x.jpg",
        "Old.photoslibrary/originals/a.jpg",
        "Cat Previews.lrdata/a.jpg",
        "$RECYCLE.BIN/a.jpg",
        "System Volume Information/a.jpg",
        "lost+found/a.jpg",
    ],
)
def test_excluded_places(folder: Path, name: str) -> None:
    known = remembered(folder)
    path = folder / "trip" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    assert look(folder, known).changes == ()
    rel = os.fsencode(path.relative_to(folder).parent)
    if rel != b"trip":
        assert look(folder, {}, under=rel).changes == ()


def test_nomedia_excludes_a_tree(folder: Path) -> None:
    known = remembered(folder)
    (folder / "trip" / ".nomedia").touch()
    assert told(look(folder, known)) == {"gone": {b"trip/c.jpg", b"trip/deep/d.png"}}
    assert look(folder, {}, under=b"trip/deep").changes == ()


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        (("deep",), {b"a.jpg", b"b.JPG", b"trip/c.jpg", b"other/e.jpg"}),
        (("TRIP/",), {b"a.jpg", b"b.JPG", b"other/e.jpg"}),
        (("/deep", "trip/shallow"), {b"a.jpg", b"b.JPG", b"trip/c.jpg", b"trip/deep/d.png",
                                     b"other/e.jpg"}),
        (("Trip/D*", "o?her"), {b"a.jpg", b"b.JPG", b"trip/c.jpg"}),
        (("*", " "), {b"a.jpg", b"b.JPG"}),
    ],
)  # fmt: skip
def test_folders_that_the_person_does_not_want(
    folder: Path, patterns: tuple[str, ...], left: set[bytes]
) -> None:
    known = remembered(folder)
    rule = replace(RULE, unwanted=patterns)
    root = Root(1, os.fsencode(folder))
    fresh = told(scanner.scan(root, {}, rule=rule))
    assert fresh == {"added": left}
    gone = told(scanner.scan(root, known, rule=rule))
    assert gone.get("gone", set()) == known.keys() - left
    below = {rel: file for rel, file in known.items() if rel.startswith(b"trip/deep/")}
    part = scanner.scan(root, below, rule=rule, under=b"trip/deep")
    assert told(part).get("gone", set()) == below.keys() - left


def test_links_and_special_files_are_never_touched(folder: Path) -> None:
    (folder / "link.jpg").symlink_to(folder / "a.jpg")
    (folder / "trip" / "loop").symlink_to(folder)
    (folder / "dangling.jpg").symlink_to(folder / "none")
    os.mkfifo(folder / "pipe.jpg")
    os.mkfifo(folder / "pipe")
    server = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    try:
        os.chdir(folder)  # the path of a socket is bounded
        server.bind("socket.jpg")
    finally:
        os.chdir(here)
        server.close()
    result = look(folder)
    assert len(result.changes) == 5
    assert look(folder, {}, under=b"trip/loop").changes == ()


def test_odd_names(folder: Path) -> None:
    base = os.fsencode(folder)
    names = [b"new\nline.jpg", "\u263a.jpg".encode(), b"no utf8 \xff.jpg", b"x" * 251 + b".jpg"]
    for name in names:
        try:
            Path(os.fsdecode(base + b"/" + name)).write_bytes(b"x")
        except OSError:
            names.remove(name)
    assert set(names) <= told(look(folder))["added"]


def test_a_root_that_is_not_there(folder: Path, tmp_path: Path) -> None:
    known = remembered(folder)
    folder.rename(tmp_path / "unplugged")
    result = look(folder, known)
    assert (result.online, result.changes) == (False, ())
    folder.write_text("a file now")
    assert not look(folder, known).online


def on_other_disk(known: Mapping[bytes, KnownFile]) -> dict[bytes, KnownFile]:
    from dataclasses import replace

    return {
        rel: replace(file, state=replace(file.state, device=file.state.device + 1))
        for rel, file in known.items()
    }


def test_an_empty_mount_point_is_offline(folder: Path, tmp_path: Path) -> None:
    known = remembered(folder)
    folder.rename(tmp_path / "unplugged")
    folder.mkdir()
    assert not look(folder, on_other_disk(known)).online
    part = {rel: file for rel, file in known.items() if rel.startswith(b"trip/")}
    assert not look(folder, on_other_disk(part), under=b"trip").online
    emptied = look(folder, known)
    assert emptied.online
    assert len(told(emptied)["gone"]) == 5


def test_an_empty_mount_point_inside_keeps_its_files(folder: Path, tmp_path: Path) -> None:
    known = remembered(folder)
    part = {rel: file for rel, file in known.items() if rel.startswith(b"trip/")}
    (folder / "trip").rename(tmp_path / "unplugged")
    (folder / "trip").mkdir()
    result = look(folder, known | on_other_disk(part))
    assert result.online
    assert result.changes == ()
    assert told(look(folder, known)) == {"gone": {b"trip/c.jpg", b"trip/deep/d.png"}}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs rights to lose")
def test_unreadable_folders_by_rights(folder: Path) -> None:
    known = remembered(folder)
    (folder / "trip").chmod(0)
    try:
        result = look(folder, known)
    finally:
        (folder / "trip").chmod(0o700)
    assert result.changes == ()
    assert result.unreadable == ((b"trip", "There is no permission to open it."),)


def test_a_folder_that_cannot_be_listed_keeps_its_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = remembered(folder)
    listed = os.scandir

    def broken(path: bytes) -> object:
        if path.endswith(b"/trip"):
            raise OSError(5, "Input/output error")
        return listed(path)

    monkeypatch.setattr(os, "scandir", broken)
    result = look(folder, known)
    assert result.changes == ()
    assert result.unchanged == 3
    assert result.unreadable == ((b"trip", "It cannot be read (Input/output error)."),)


def test_stop_and_progress(folder: Path) -> None:
    stop = threading.Event()
    seen: list[int] = []
    look(folder, stop=stop, on_progress=seen.append)
    assert seen[-1] == 5
    stop.set()
    with pytest.raises(ScanStoppedError):
        look(folder, stop=stop)


def test_changes_come_in_the_order_of_their_paths(folder: Path) -> None:
    rels = [change.state.rel for change in look(folder).changes]
    assert rels == sorted(rels)
    assert {change.kind for change in look(folder).changes} == {ChangeKind.ADDED}
