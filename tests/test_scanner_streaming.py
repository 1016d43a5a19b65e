"""Files are handed out while a scan goes on, and nothing that is only moved is among them."""

import os
import threading
from itertools import chain
from pathlib import Path

import pytest

from photoclip.folders import scanner
from photoclip.folders.scanner import CandidateRule
from photoclip.library.library import Library
from photoclip.records import ChangeKind, FileChange, KnownFile, Root, ScanResult
from tests.test_library_index import paint, photo_at

RULE = CandidateRule(frozenset({".jpg"}), lambda _head: None)


def look(
    folder: Path, known: dict[bytes, KnownFile], told: list[list[bytes]] | None = None
) -> ScanResult:
    def on_new(changes: list[FileChange]) -> None:
        assert all(each.kind is ChangeKind.ADDED for each in changes)
        assert told is not None
        told.append([each.state.rel for each in changes])

    root = Root(1, os.fsencode(folder))
    return scanner.scan(root, known, rule=RULE, on_new=None if told is None else on_new)


def known_of(folder: Path) -> dict[bytes, KnownFile]:
    changes = look(folder, {}).changes
    return {each.state.rel: KnownFile(each.state, at, at) for at, each in enumerate(changes, 1)}


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())


def test_new_files_are_told_folder_by_folder_the_last_names_first(tmp_path: Path):
    write(tmp_path, *(f"{year}/{number}.jpg" for year in (2019, 2024, 2021) for number in (1, 2)))
    told: list[list[bytes]] = []
    result = look(tmp_path, {}, told)
    assert result.changes == ()
    assert told[0] == [b"2024/2.jpg", b"2024/1.jpg"]
    assert [*chain.from_iterable(told)] == [
        b"%d/%d.jpg" % (y, n) for y in (2024, 2021, 2019) for n in (2, 1)
    ]


def test_many_new_files_of_one_folder_are_told_before_its_end(tmp_path: Path):
    write(tmp_path, *(f"{number:04}.jpg" for number in range(1_000)))
    told: list[list[bytes]] = []
    look(tmp_path, {}, told)
    assert len(told) > 2
    assert len({rel for part in told for rel in part}) == 1_000


@pytest.mark.parametrize("target", ["a/x.jpg", "z/x.jpg", "m/y.jpg"])
def test_a_file_that_only_moved_is_never_told_as_new(tmp_path: Path, target: str):
    write(tmp_path, "m/x.jpg", "m/other.jpg")
    known = known_of(tmp_path)
    (tmp_path / target).parent.mkdir(exist_ok=True)
    (tmp_path / "m/x.jpg").rename(tmp_path / target)
    write(tmp_path, "a/new.jpg", "z/new.jpg")
    told: list[list[bytes]] = []
    (moved,) = look(tmp_path, known, told).changes
    assert (moved.kind, moved.state.rel) == (ChangeKind.MOVED, target.encode())
    assert sorted([*chain.from_iterable(told)]) == [b"a/new.jpg", b"z/new.jpg"]


def test_telling_early_changes_nothing_in_what_is_found(tmp_path: Path):
    write(tmp_path, *(f"f{number % 3}/{number}.jpg" for number in range(12)))
    known = known_of(tmp_path)
    (tmp_path / "f0/0.jpg").rename(tmp_path / "f0/aside")  # two files exchange their names
    (tmp_path / "f1/1.jpg").rename(tmp_path / "f0/0.jpg")
    (tmp_path / "f0/aside").rename(tmp_path / "f1/1.jpg")
    (tmp_path / "f2/2.jpg").unlink()
    (tmp_path / "f0/3.jpg").write_bytes(b"changed and longer")
    (tmp_path / "f1/4.jpg").rename(tmp_path / "f2/4.jpg")
    os.link(tmp_path / "f2/5.jpg", tmp_path / "f2/linked.jpg")
    write(tmp_path, "new/1.jpg", "f0/new.jpg")
    told: list[list[bytes]] = []
    early = look(tmp_path, known, told)
    late = look(tmp_path, known)
    new = {rel for part in told for rel in part}
    assert new == {b"new/1.jpg", b"f0/new.jpg"}
    assert early.changes == tuple(each for each in late.changes if each.state.rel not in new)
    assert (early.unchanged, early.ignored) == (late.unchanged, late.ignored)


@pytest.mark.parametrize("target", ["a", "z"])
def test_tags_go_along_into_folders_looked_at_earlier_or_later(tmp_path: Path, target: str):
    """Moved within the folder, and copied elsewhere with the first one deleted."""
    pictures = tmp_path / "pictures"
    for seed, name in enumerate(("m/moved.jpg", "m/copied.jpg", "m/stays.jpg")):
        paint(pictures / name, seed)
    with Library.open(tmp_path / "library") as library:
        library.index([pictures])
        moved, copied = (
            photo_at(library, pictures / "m" / f"{each}.jpg") for each in ("moved", "copied")
        )
        library.organising.tag([moved], "mine")
        library.organising.tag([copied], "copy")
        (pictures / target).mkdir()
        (pictures / "m/moved.jpg").rename(pictures / target / "moved.jpg")
        (pictures / target / "copied.jpg").write_bytes((pictures / "m/copied.jpg").read_bytes())
        (pictures / "m/copied.jpg").unlink()
        paint(pictures / target / "new.jpg", 9)
        paint(pictures / "n/new.jpg", 10)
        report = library.index()
        assert (report.moved, report.gone, report.embedded, report.reused) == (1, 1, 2, 1)
        assert photo_at(library, pictures / target / "moved.jpg") == moved
        assert photo_at(library, pictures / target / "copied.jpg") == copied
        tags = {
            each.id: [tag.name for tag in each.tags]
            for each in library.showing.photos([moved, copied])
        }
        assert tags == {moved: ["mine"], copied: ["copy"]}
        assert library.index().unchanged == 5


def test_the_first_photos_are_told_before_the_model_is_loaded(tmp_path: Path):
    pictures = tmp_path / "pictures"
    for seed in range(3):
        paint(pictures / f"{seed}.jpg", seed)
    with Library.open(tmp_path / "library") as library:
        loaded: list[bool] = []
        shown: list[int] = []
        done = threading.Event()

        def tell(_photos: tuple[int, ...]) -> None:
            loaded.append(library.runs_on() is not None)
            shown.append(len(library.showing.browse()))

        report = library.index([pictures], on_photos=tell, stop=done)
        assert (loaded[0], shown[0] > 0) == (False, True)
        assert (loaded[-1], report.embedded, report.photos) == (True, 3, 3)
        assert library.vectors() == 3
