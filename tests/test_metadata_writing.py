"""What photoclip writes back: to sidecars and into files, queued, merged and never lost."""

import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import formats_files as files
import pytest
from full_disk import readonly
from metadata_world import packet, paint, photo_of, state, tags, write
from PIL import Image

from photoclip.library.library import Library
from photoclip.photos.metadata import said_of_xmp
from photoclip.photos.xmp.carriers import packet_in
from photoclip.records_metadata import Said

SEEDS = itertools.count(1_000)  # no test sees the photos of another one


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("writing") / "library") as library:
        yield library


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    for seed, name in enumerate(("a.jpg", "b.png", "c.webp", "d.tif", "e.gif")):
        path = paint(folder / name, next(SEEDS))
        os.utime(path, (1_600_000_000 + seed, 1_600_000_000 + seed))
    return folder


@pytest.fixture
def library(opened: Library, pictures: Path) -> Iterator[Library]:
    opened.index([pictures])
    yield opened
    opened.metadata.choose("off")
    while opened.organising.undo() is not None:
        pass
    opened.metadata.forget(opened.showing.browse().tolist())
    opened.notices.take()
    for root in opened.roots.all():
        opened.roots.remove(root.id)


def everyone(library: Library) -> list[int]:
    return library.showing.browse().tolist()


def waits(library: Library) -> tuple[int, int]:
    status = library.metadata.status()
    return status.waiting, status.conflicts


def beside(path: Path) -> Said:
    """What the sidecar of a picture says."""
    return said_of_xmp(path.with_name(path.name + ".xmp").read_bytes())


def test_nothing_is_written_unless_asked(library: Library, pictures: Path) -> None:
    before = {path: state(path) for path in pictures.iterdir()}
    library.organising.tag(everyone(library), "Sea")
    library.metadata.write()
    assert {path: state(path) for path in pictures.iterdir()} == before


def test_edits_are_written_to_sidecars(library: Library, pictures: Path) -> None:
    before = {path: path.read_bytes() for path in pictures.iterdir()}
    library.metadata.choose("sidecars")
    library.organising.tag(everyone(library), "Sea")
    ids = [photo_of(library, pictures / "a.jpg").id]
    library.organising.rate(ids, 4)
    library.organising.describe(ids, {"title": "A <boat> & sea", "label": "Red"})
    assert waits(library) == (5, 0)
    assert library.metadata.write_due().files == 0  # it settles for a moment
    assert library.metadata.write().photos == 5
    assert waits(library) == (0, 0)
    said = beside(pictures / "a.jpg")
    assert (said.keywords, said.rating, said.title, said.label) == (
        ("Sea",), 4, "A <boat> & sea", "Red",
    )  # fmt: skip
    assert beside(pictures / "e.gif").keywords == ("Sea",)
    assert {path: path.read_bytes() for path in before} == before
    assert library.index().described == 0  # they are known already
    library.organising.flag(ids, -1)
    library.organising.untag(ids, "Sea")
    library.metadata.write()
    said = beside(pictures / "a.jpg")
    assert (said.keywords, said.rating) == ((), -1)
    while library.organising.undo() is not None:
        pass
    library.metadata.write()
    said = beside(pictures / "a.jpg")
    assert (said.keywords or (), said.rating or 0, said.title or "") == ((), 0, "")


def test_an_old_edit_is_written_when_asked(library: Library, pictures: Path) -> None:
    library.organising.tag(everyone(library), "Sea")
    assert library.metadata.ask([photo_of(library, pictures / "b.png").id]) == 1
    assert library.metadata.write().files == 1
    assert sorted(path.name for path in pictures.glob("*.xmp")) == ["b.png.xmp"]


def test_the_edit_of_other_programs_is_merged(library: Library, pictures: Path) -> None:
    sidecar = pictures / "a.jpg.xmp"
    write(sidecar, packet("Sea", "Boat", attributes='xmp:Rating="2"', title="Old"))
    library.index()
    ids = [photo_of(library, pictures / "a.jpg").id]
    library.metadata.choose("sidecars")
    library.organising.tag(ids, "Mine")
    library.organising.untag(ids, "Boat")
    library.organising.describe(ids, {"description": "New here"})
    write(sidecar, packet("Sea", "Boat", "Theirs", attributes='xmp:Rating="5"', title="Their"))
    for scanned in (False, True):  # whether photoclip had seen it before it wrote
        if scanned:
            library.index()
        library.metadata.write()
        said = beside(pictures / "a.jpg")
        assert set(said.keywords or ()) == {"Sea", "Theirs", "Mine"}
        assert (said.rating, said.title, said.description) == (5, "Their", "New here")
        assert 'crs:Exposure2012="+0.50"' in sidecar.read_text("utf-8")
        assert waits(library) == (0, 0)
    after = photo_of(library, pictures / "a.jpg")
    assert (after.rating, after.facts.title) == (5, "Their")
    assert set(tags(after)) == {"Sea", "Theirs", "Mine"}


@pytest.mark.parametrize("scanned", [False, True])
@pytest.mark.parametrize("whose", ["mine", "theirs"])
def test_a_conflict_is_asked_about(
    library: Library, pictures: Path, whose: str, *, scanned: bool
) -> None:
    sidecar = pictures / "a.jpg.xmp"
    write(sidecar, packet("Sea", attributes='xmp:Rating="2"', title="Old"))
    library.index()
    ids = [photo_of(library, pictures / "a.jpg").id]
    library.metadata.choose("sidecars")
    library.organising.rate(ids, 3)
    library.organising.describe(ids, {"title": "Mine"})
    library.organising.tag(ids, "Boat")
    write(sidecar, packet("Sea", attributes='xmp:Rating="5"', title="Theirs"))
    if scanned:
        library.index()
    library.metadata.write()
    assert waits(library) == (0, 1)
    found = {each.field: (each.mine, each.theirs) for each in library.metadata.conflicts()}
    assert found == {"rating": ("3", "5"), "title": ("Mine", "Theirs")}
    said = beside(pictures / "a.jpg")
    assert (said.rating, said.title, set(said.keywords or ())) == (5, "Theirs", {"Sea", "Boat"})
    library.metadata.decide(ids, whose)
    library.metadata.write()
    assert waits(library) == (0, 0)
    wanted = (3, "Mine") if whose == "mine" else (5, "Theirs")
    said = beside(pictures / "a.jpg")
    assert (said.rating, said.title) == wanted
    after = photo_of(library, pictures / "a.jpg")
    assert (after.rating, after.facts.title) == wanted
    library.index()
    assert photo_of(library, pictures / "a.jpg").rating == wanted[0]


def test_what_was_written_and_changed_elsewhere_is_asked_about(
    library: Library, pictures: Path
) -> None:
    sidecar = pictures / "a.jpg.xmp"
    ids = [photo_of(library, pictures / "a.jpg").id]
    library.metadata.choose("sidecars")
    library.organising.rate(ids, 4)
    library.organising.tag(ids, "Mine")
    library.metadata.write()
    write(sidecar, packet("Theirs", attributes='xmp:Rating="2"'))
    library.index()  # that alone brings the question up
    library.metadata.write()
    (conflict,) = library.metadata.conflicts()
    assert (conflict.field, conflict.mine, conflict.theirs) == ("rating", "4", "2")
    assert photo_of(library, pictures / "a.jpg").rating == 4  # nothing is lost meanwhile
    assert set(tags(photo_of(library, pictures / "a.jpg"))) == {"Mine", "Theirs"}
    library.organising.tag(ids, "More")
    library.metadata.write()
    assert beside(pictures / "a.jpg").rating == 2
    library.metadata.decide(ids, "theirs")
    library.metadata.write()
    assert photo_of(library, pictures / "a.jpg").rating == 2
    assert set(beside(pictures / "a.jpg").keywords or ()) == {"Mine", "Theirs", "More"}
    assert waits(library) == (0, 0)
    library.organising.untag(ids, "Mine")
    library.organising.untag(ids, "Theirs")
    library.metadata.write()
    assert beside(pictures / "a.jpg").keywords == ("More",)


def test_a_folder_that_refuses_waits(pictures: Path, tmp_path: Path) -> None:
    before = readonly(pictures)
    with Library.open(tmp_path / "library") as library:
        library.index([pictures])
        library.metadata.choose("embedded")
        library.organising.tag(everyone(library), "Sea")
    program = Path(__file__).with_name("metadata_readonly.py")
    words = [*before, sys.executable, str(program), str(tmp_path / "library")]
    done = subprocess.run(words, capture_output=True, check=True)
    said = json.loads(done.stdout)
    assert (said["waiting"], said["conflicts"]) == (5, 0)
    assert said["reasons"] == [["The folder is read-only for photoclip.", 5]]
    (notice,) = said["notices"]  # once, for five photos and two tries
    assert "read-only" in notice
    with Library.open(tmp_path / "library") as library:
        library.metadata.write()
        assert waits(library) == (0, 0)
    assert embedded(pictures / "d.tif").keywords == ("Sea",)
    assert beside(pictures / "e.gif").keywords == ("Sea",)


def test_a_drive_that_is_away_waits(library: Library, pictures: Path, tmp_path: Path) -> None:
    library.metadata.choose("sidecars")
    pictures.rename(tmp_path / "away")
    library.organising.tag(everyone(library), "Sea")
    for _ in range(3):
        library.metadata.write()
    status = library.metadata.status()
    assert (status.waiting, status.conflicts) == (5, 0)
    assert status.reasons == (("The folder is not there now.", 5),)
    (notice,) = library.notices.take()
    assert "wait to be written" in notice
    assert not pictures.exists()
    assert library.metadata.write_due().waiting == 0  # not again before a while
    (tmp_path / "away").rename(pictures)
    library.metadata.write()
    assert waits(library) == (0, 0)
    assert beside(pictures / "d.tif").keywords == ("Sea",)


def test_only_in_the_folders_that_were_chosen(
    library: Library, pictures: Path, tmp_path: Path
) -> None:
    other = paint(tmp_path / "other" / "o.jpg", next(SEEDS))
    library.index([other.parent])
    (root,) = [each for each in library.roots.all() if each.text == str(other.parent)]
    library.metadata.choose("sidecars", [root.id], "stem")
    library.organising.tag(everyone(library), "Sea")
    library.metadata.write()
    assert [each.name for each in tmp_path.rglob("*.xmp")] == ["o.xmp"]
    assert waits(library) == (0, 0)


def pixels(path: Path) -> bytes:
    with Image.open(path) as image:
        return image.convert("RGB").tobytes()


def embedded(path: Path) -> Said:
    return said_of_xmp(packet_in(path.read_bytes()))


def test_words_go_into_the_files(library: Library, pictures: Path) -> None:
    looks = {path.name: pixels(path) for path in pictures.iterdir()}
    times = {path.name: path.stat().st_mtime_ns for path in pictures.iterdir()}
    before = {each.name: each for each in library.showing.photos(everyone(library))}
    small = {name: library.showing.thumbnail(each.content_hash) for name, each in before.items()}
    assert all(small.values())
    library.metadata.choose("embedded")
    library.organising.tag(everyone(library), "Places|Portugal|Lisbon")
    library.organising.rate(everyone(library), 4)
    assert library.metadata.write().photos == 5
    assert sorted(path.name for path in pictures.glob("*.xmp")) == ["e.gif.xmp"]
    for name in ("a.jpg", "b.png", "c.webp", "d.tif"):
        path = pictures / name
        assert (embedded(path).keywords, embedded(path).rating) == (("Places|Portugal|Lisbon",), 4)
        assert pixels(path) == looks[name]
        assert path.stat().st_mtime_ns == times[name]
        photo = photo_of(library, path)
        assert photo.id == before[name].id
        assert photo.content_hash != before[name].content_hash
        assert library.showing.thumbnail(photo.content_hash) == small[name]
        assert library.showing.thumbnail(before[name].content_hash) is None, "of no photo now"
    report = library.index()
    assert (report.unchanged, report.embedded, report.reused) == (5, 0, 0)
    for photo in library.showing.photos(everyone(library)):
        assert tags(photo) == {"Places|Portugal|Lisbon": {"person"}}
        assert photo.facts.taken_at == before[photo.name].facts.taken_at


def test_words_in_an_extension_of_a_packet_stay_there(library: Library, pictures: Path) -> None:
    path = pictures / "extended.jpg"
    path.write_bytes(files.extended())
    before = path.read_bytes()
    library.index()
    ids = [photo_of(library, path).id]
    library.metadata.choose("embedded")
    library.organising.untag(ids, files.KEYWORDS[0])
    library.metadata.write()
    assert path.read_bytes() == before
    assert (beside(path).keywords, beside(path).rating) == (files.KEYWORDS[1:], None)


def test_copies_stay_copies(library: Library, pictures: Path) -> None:
    shutil.copy2(pictures / "a.jpg", pictures / "copy.jpg")
    library.index()
    ids = [photo_of(library, pictures / "a.jpg").id]
    library.metadata.choose("embedded")
    library.organising.tag(ids, "Sea")
    library.metadata.write()
    assert (pictures / "a.jpg").read_bytes() == (pictures / "copy.jpg").read_bytes()
    library.index()
    assert photo_of(library, pictures / "copy.jpg").id == ids[0]
    assert embedded(pictures / "copy.jpg").keywords == ("Sea",)


def test_a_file_that_changed_meanwhile_is_looked_at_first(library: Library, pictures: Path) -> None:
    ids = [photo_of(library, pictures / "a.jpg").id]
    library.metadata.choose("embedded")
    library.organising.tag(ids, "Sea")
    paint(pictures / "a.jpg", next(SEEDS))
    before = (pictures / "a.jpg").read_bytes()
    library.metadata.write()
    assert (pictures / "a.jpg").read_bytes() == before
    assert waits(library) == (1, 0)
    library.index()
    library.metadata.write()
    assert waits(library) == (0, 0)
    assert embedded(pictures / "a.jpg").keywords == ("Sea",)


def test_the_queue_outlives_the_program(pictures: Path, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        library.index([pictures])
        library.metadata.choose("sidecars")
        library.organising.tag(everyone(library), "Sea")
    with closing(sqlite3.connect(tmp_path / "library" / "catalog.sqlite")) as catalog, catalog:
        years = 2 * 366 * 86400  # by which the clock was ahead
        catalog.execute(f"UPDATE metadata_write SET asked_at = asked_at + {years}")
    with Library.open(tmp_path / "library") as library:
        assert waits(library) == (5, 0)
        assert library.metadata.write_due().files == 5
    assert beside(pictures / "a.jpg").keywords == ("Sea",)


def test_it_is_written_while_folders_are_kept_up_with(library: Library, pictures: Path) -> None:
    library.metadata.choose("sidecars")
    library.organising.tag(everyone(library), "Sea")
    until = time.monotonic() + 60
    while waits(library)[0] and time.monotonic() < until:
        library.rest()  # as the window and 'watch' do while nothing else is to be done
        time.sleep(0.1)
    assert beside(pictures / "a.jpg").keywords == ("Sea",)


# ── other programs ──────────────────────────────────────────────────────────────────────────


def told(*command: object) -> str:
    program = str(command[0])
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    done = subprocess.run([str(each) for each in command], capture_output=True, check=False)
    assert done.stderr.strip() == b"", done.stderr
    return done.stdout.decode("utf-8")


@pytest.mark.parametrize("way", ["sidecars", "embedded"])
@pytest.mark.parametrize("program", ["exiftool", "exiv2"])
def test_other_programs_read_it(library: Library, pictures: Path, way: str, program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    library.metadata.choose(way)
    ids = everyone(library)
    for name in ("Möwe, groß", "Places|Portugal|Lisbon", "AC/DC"):
        library.organising.tag(ids, name)
    library.organising.rate(ids, 3)
    words = {"title": "Tüte & <Tee>", "description": "Zeile 1\nZeile 2", "label": "Green"}
    library.organising.describe(ids, words)
    library.metadata.write()
    for name in ("a.jpg", "b.png", "c.webp", "d.tif"):
        path = pictures / (name + ".xmp" if way == "sidecars" else name)
        if program == "exiftool":
            said = told("exiftool", "-s", "-G1", "-sep", ";", "-XMP:all", path)
            lines = [" ".join(line.split()) for line in said.splitlines()]
            for line in (
                "[XMP-dc] Subject : Möwe, groß;Lisbon;AC/DC",
                "[XMP-lr] HierarchicalSubject : Möwe, groß;Places|Portugal|Lisbon;AC/DC",
                "[XMP-xmp] Rating : 3", "[XMP-xmp] Label : Green",
                "[XMP-dc] Title : Tüte & <Tee>", "[XMP-dc] Description : Zeile 1.Zeile 2",
            ):  # fmt: skip
                assert _sorted(line) in map(_sorted, lines), (name, lines)
        else:
            said = told("exiv2", "-PXkv", path)
            pairs = [" ".join(line.split()) for line in said.splitlines()]
            assert "Xmp.xmp.Rating 3" in pairs
            assert "Xmp.xmp.Label Green" in pairs
            assert 'Xmp.dc.title lang="x-default" Tüte & <Tee>' in pairs
            (subject,) = [each for each in pairs if each.startswith("Xmp.dc.subject ")]
            assert "Lisbon" in subject
            assert "AC/DC" in subject
            (levels,) = [each for each in pairs if each.startswith("Xmp.lr.hierarchicalSubject ")]
            assert "Places|Portugal|Lisbon" in levels
            assert 'Xmp.dc.description lang="x-default" Zeile 1' in pairs


def _sorted(line: str) -> tuple[str, ...]:
    """A line of several words in any order."""
    name, _, values = line.partition(" : ")
    return name, *sorted(values.split(";"))


def test_what_exiftool_changes_in_our_sidecar_is_read(library: Library, pictures: Path) -> None:
    library.metadata.choose("sidecars")
    ids = [photo_of(library, pictures / "a.jpg").id]
    library.organising.tag(ids, "Sea")
    library.metadata.write()
    sidecar = pictures / "a.jpg.xmp"
    told("exiftool", "-q", "-overwrite_original", "-XMP-dc:Subject+=Boat", "-XMP:Rating=2", sidecar)
    library.index()
    after = photo_of(library, pictures / "a.jpg")
    assert (set(tags(after)), after.rating) == ({"Sea", "Boat"}, 2)
    library.organising.tag(ids, "Sun")
    library.metadata.write()
    assert set(beside(pictures / "a.jpg").keywords or ()) == {"Sea", "Boat", "Sun"}
