"""What an earlier photoclip did not read of photos is read by the next index run."""

import contextlib
import os
import sqlite3
from pathlib import Path

import blake3
from metadata_world import packet, paint, photo_of, tags
from old_libraries import OLD, released
from PIL import Image

from photoclip.library.library import Library
from photoclip.query import parse

LISBON = ((38.0, 42.0, 40.0), (9.0, 8.0, 20.0))  # degrees, minutes, seconds north and west
RELS = (b"IMG10.jpg", b"trip/img2.JPG", b"trip/\xff\xc3\x84 3.jpg")


def with_place() -> Image.Exif:
    """EXIF of a photo taken in Lisbon."""
    exif = Image.Exif()
    north, west = LISBON
    exif.get_ifd(0x8825).update({1: "N", 2: north, 3: "W", 4: west})
    exif.get_ifd(0x8769)[0xA434] = "Planar 1.4/50"
    return exif


def picture(place: Path, seed: int) -> Path:
    said = packet(
        "Sea", "boat", "Friends", attributes='xmp:Rating="3" xmp:Label="Red"', title="Ferry"
    )
    return paint(place, seed, format="JPEG", exif=with_place(), xmp=said.encode())


def edited(catalog: Path, *statements: tuple[str, tuple]) -> None:
    with contextlib.closing(sqlite3.connect(catalog)) as connection:
        for statement, values in statements:
            connection.execute(statement, values)
        connection.commit()


def vectors(catalog: Path) -> list[tuple]:
    with contextlib.closing(sqlite3.connect(catalog)) as connection:
        return connection.execute("SELECT * FROM vector ORDER BY id").fetchall()


def old_library(folder: Path, photos: Path) -> tuple[Path, list[Path]]:
    """A library of the first release whose photos are real files."""
    places = [picture(photos / os.fsdecode(rel), seed) for seed, rel in enumerate(RELS)]
    folder = released(folder, OLD[0])
    edited(
        folder / "catalog.sqlite",
        ("UPDATE root SET path = ?", (os.fsencode(photos),)),
        *(
            ("UPDATE photo SET content_hash = ? WHERE id = ?", (hashed(each), number))
            for number, each in enumerate(places, 1)
        ),
        *(
            (
                "UPDATE file SET size = ?, mtime_ns = ?, inode = ?, device = ? WHERE photo_id = ?",
                (now.st_size, now.st_mtime_ns, now.st_ino, now.st_dev, number),
            )
            for number, each in enumerate(places, 1)
            for now in [each.stat()]
        ),
    )
    return folder, places


def hashed(path: Path) -> bytes:
    return blake3.blake3(path.read_bytes()).digest(length=16)


def test_places_and_words_come_to_the_photos_of_an_old_library(tmp_path: Path) -> None:
    folder, (first, second, third) = old_library(tmp_path / "library", tmp_path / "photos")
    beside = second.with_name(f"{second.name}.xmp")
    beside.write_text(packet("Harbour", title="Told beside"), "utf-8")
    heard: list[int] = []
    with Library.open(folder) as library:
        assert not len(library.showing.browse(parse("has:gps").filters))
        report = library.index(on_photos=heard.extend)
        assert (report.photos, report.unchanged, report.failed) == (3, 3, ())
        assert {1, 2, 3} <= set(heard)
        assert len(library.showing.browse(parse("place:Lisbon").filters)) == 3
        one, two = photo_of(library, first), photo_of(library, second)
        assert (one.facts.lens, one.facts.rating, one.facts.label) == ("Planar 1.4/50", 3, "Red")
        assert one.facts.title == "Ferry"
        assert tags(one)["Friends"] == {"file"}
        assert "run" in tags(one)["boat"]  # what a run gave stays
        assert two.facts.title == "Told beside"  # a sidecar speaks over the file
        assert tags(two)["Harbour"] == {"sidecar"}
        assert tags(two)["mine"] == {"person"}
        boats = library.showing.browse(parse("tag:boat").filters)
        assert set(boats.tolist()) == {1, 3}  # of the second a person said that it is none
    before = vectors(folder / "catalog.sqlite")
    forget = "UPDATE photo SET latitude = NULL, longitude = NULL, lens = ''"
    edited(folder / "catalog.sqlite", (forget, ()), ("DELETE FROM meta WHERE key LIKE 'meta%'", ()))
    third.unlink()
    with Library.open(folder) as library:  # as after a release that read less
        report = library.index()
        assert (report.embedded, report.described) == (0, 2)
        assert len(library.showing.browse(parse('place:Lisbon lens:"Planar"').filters)) == 2
        assert library.index().described == 0  # once is enough
    assert vectors(folder / "catalog.sqlite") == before


def test_photos_that_are_not_there_wait_for_their_folder(tmp_path: Path) -> None:
    folder, _ = old_library(tmp_path / "library", tmp_path / "photos")
    (tmp_path / "photos").rename(tmp_path / "drawer")
    with Library.open(folder) as library:
        assert library.index().offline
        (tmp_path / "drawer").rename(tmp_path / "photos")
        library.index()
        assert len(library.showing.browse(parse("place:Lisbon").filters)) == 3
