"""Sidecars of other programs, as they come, change and go."""

import itertools
import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from metadata_world import packet, paint, photo_of, tags, write

from photoclip.library.library import Library
from photoclip.query import parse

SEEDS = itertools.count(1_000)  # no test sees the photos of another one


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("sidecars") / "library") as library:
        yield library


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    paint(folder / "a.jpg", next(SEEDS))
    paint(folder / "b.jpg", next(SEEDS), xmp=packet("Embedded", title="Inside").encode())
    return folder


@pytest.fixture
def library(opened: Library, pictures: Path) -> Iterator[Library]:
    opened.index([pictures])
    yield opened
    while opened.organising.undo() is not None:
        pass
    for root in opened.roots.all():
        opened.roots.remove(root.id)


def vectors(library: Library) -> list[tuple[int, bytes]]:
    """All stored vectors with their ids: an embedding anew would change the ids."""
    with sqlite3.connect(library.folder / "catalog.sqlite") as catalog:
        return catalog.execute("SELECT id, data FROM vector ORDER BY id").fetchall()


def test_a_sidecar_comes_changes_and_goes(library: Library, pictures: Path) -> None:
    before = vectors(library)
    photo = photo_of(library, pictures / "a.jpg")
    sidecar = pictures / "a.jpg.xmp"
    place = 'exif:GPSLatitude="38,42.75N" exif:GPSLongitude="9,8.25W" '
    told: list[int] = []
    write(sidecar, packet("Sea", attributes=place + 'xmp:Rating="4" '
          'exif:DateTimeOriginal="2019-07-01T10:20:30+02:00" tiff:Model="X100"'))  # fmt: skip
    report = library.index(on_photos=told.extend)
    assert (report.described, report.embedded, report.reused) == (1, 0, 0)
    assert told == [photo.id]
    after = photo_of(library, pictures / "a.jpg")
    assert after.facts.taken_at is not None
    assert after.facts.taken_at.isoformat() == "2019-07-01T10:20:30+02:00"
    assert (after.facts.taken_source, after.rating, after.facts.camera) == ("sidecar", 4, "X100")
    assert (after.facts.latitude, after.facts.longitude) == pytest.approx((38.7125, -9.1375))
    assert tags(after) == {"Sea": {"sidecar"}}
    assert library.showing.browse(parse("year:2019 tag:sea rating:4 has:gps").filters).tolist() == [
        photo.id
    ]
    write(sidecar, packet("Sun", attributes='xmp:Rating="-1" xmp:Label="Red"'))
    assert library.index().described == 1
    after = photo_of(library, pictures / "a.jpg")
    assert (after.rating, after.flag, after.facts.label) == (0, -1, "Red")
    assert after.facts.taken_source == photo.facts.taken_source
    assert tags(after) == {"Sun": {"sidecar"}}
    assert library.showing.browse(parse("flag:rejected").filters).tolist() == [photo.id]
    sidecar.unlink()
    assert library.index().described == 1
    assert photo_of(library, pictures / "a.jpg") == photo
    assert library.index().described == 0
    assert vectors(library) == before


def test_a_sidecar_is_the_later_word(library: Library, pictures: Path) -> None:
    inside = photo_of(library, pictures / "b.jpg")
    assert (inside.facts.title, tags(inside)) == ("Inside", {"Embedded": {"file"}})
    write(pictures / "b.xmp", packet("Beside"))  # as Lightroom names it
    library.index()
    after = photo_of(library, pictures / "b.jpg")
    assert (after.facts.title, tags(after)) == ("Inside", {"Beside": {"sidecar"}})
    write(pictures / "b.jpg.xmp", packet("Full", title="Outside"))  # speaks before the other
    library.index()
    after = photo_of(library, pictures / "b.jpg")
    assert (after.facts.title, tags(after)) == ("Outside", {"Full": {"sidecar"}})
    (pictures / "b.jpg.xmp").unlink()
    library.index()
    assert tags(photo_of(library, pictures / "b.jpg")) == {"Beside": {"sidecar"}}
    (pictures / "b.xmp").unlink()
    library.index()
    assert photo_of(library, pictures / "b.jpg") == inside


def test_what_the_person_decided_stands_over_a_sidecar(library: Library, pictures: Path) -> None:
    write(pictures / "a.xmp", packet("Sea", "Wrong", attributes='xmp:Rating="2"', title="Theirs"))
    library.index()
    photo_id = photo_of(library, pictures / "a.jpg").id
    library.organising.untag([photo_id], "Wrong")
    library.organising.rate([photo_id], 5)
    library.organising.describe([photo_id], {"title": "Mine"})
    write(pictures / "a.xmp", packet("Sea", "Wrong", "New", attributes='xmp:Rating="1"'))
    library.index()
    after = photo_of(library, pictures / "a.jpg")
    assert (after.rating, after.facts.title) == (5, "Mine")
    assert set(tags(after)) == {"Sea", "New"}
    library.organising.undo()
    assert photo_of(library, pictures / "a.jpg").facts.title == ""


def test_a_sidecar_moves_with_its_photo(library: Library, pictures: Path) -> None:
    write(pictures / "a.jpg.xmp", packet("Sea"))
    library.index()
    (pictures / "trip").mkdir()
    for name in ("a.jpg", "a.jpg.xmp"):
        (pictures / name).rename(pictures / "trip" / name)
    library.index()
    assert tags(photo_of(library, pictures / "trip" / "a.jpg")) == {"Sea": {"sidecar"}}
    (pictures / "trip" / "a.jpg").rename(pictures / "a.jpg")  # and is left alone
    library.index()
    assert tags(photo_of(library, pictures / "a.jpg")) == {}
    shutil.move(pictures / "trip" / "a.jpg.xmp", pictures / "A.XMP")
    library.index()
    assert tags(photo_of(library, pictures / "a.jpg")) == {"Sea": {"sidecar"}}


def test_a_changed_picture_keeps_its_sidecar(library: Library, pictures: Path) -> None:
    write(pictures / "a.jpg.xmp", packet("Sea", attributes='xmp:Rating="4"'))
    library.index()
    photo_id = photo_of(library, pictures / "a.jpg").id
    paint(pictures / "a.jpg", next(SEEDS), quality=95)
    library.index()
    after = photo_of(library, pictures / "a.jpg")
    assert (after.id, after.rating, tags(after)) == (photo_id, 4, {"Sea": {"sidecar"}})


def test_one_that_cannot_be_understood_is_listed(library: Library, pictures: Path) -> None:
    write(pictures / "a.jpg.xmp", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    library.index()
    ((path, why),) = library.metadata.status().unreadable
    assert path == os.fsencode(pictures / "a.jpg.xmp")
    assert "entities" in why
    write(pictures / "a.jpg.xmp", packet("Sea"))
    library.index()
    assert library.metadata.status().unreadable == ()
    assert tags(photo_of(library, pictures / "a.jpg")) == {"Sea": {"sidecar"}}


def test_watching_notices_a_sidecar(library: Library, pictures: Path) -> None:
    stop, ready, heard = threading.Event(), threading.Event(), threading.Event()
    watching = threading.Thread(
        target=library.watch,
        kwargs={"on_report": lambda r: r.described and heard.set(), "stop": stop,
                "on_ready": ready.set},
    )  # fmt: skip
    watching.start()
    try:
        assert ready.wait(60)
        time.sleep(0.1)
        write(pictures / "a.jpg.xmp", packet("Sea"))
        assert heard.wait(60)
    finally:
        stop.set()
        watching.join()
    assert tags(photo_of(library, pictures / "a.jpg")) == {"Sea": {"sidecar"}}


def test_an_upgraded_library_gets_dates_from_names_and_times(
    tmp_path: Path, pictures: Path
) -> None:
    library = Library.open(tmp_path / "library")
    library.index([pictures])
    paint(pictures / "IMG_20230405_123456.jpg", next(SEEDS))
    moment = datetime(2021, 2, 3, 12, tzinfo=UTC).timestamp()
    os.utime(pictures / "a.jpg", (moment, moment))
    library.index()
    library.close()
    with sqlite3.connect(library.folder / "catalog.sqlite") as catalog:  # as of an older release
        catalog.execute("UPDATE photo SET taken_at = NULL, taken_source = ''")
    with Library.open(library.folder) as opened:
        assert opened.showing.browse(parse("year:2023").filters).tolist() == []
        opened.index()
        named = photo_of(opened, pictures / "IMG_20230405_123456.jpg")
        assert (str(named.facts.taken_at), named.facts.taken_source) == (
            "2023-04-05 12:34:56", "name",
        )  # fmt: skip
        timed = photo_of(opened, pictures / "a.jpg").facts
        assert timed.taken_at is not None
        assert timed.taken_at.astimezone(UTC).date().isoformat() == "2021-02-03"
        assert timed.taken_source == "file"
        assert opened.showing.browse(parse("year:2023").filters).tolist() == [named.id]


def test_levels_and_honest_dates_are_found(library: Library, pictures: Path) -> None:
    bag = "<rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag>"
    write(
        pictures / "a.jpg.xmp",
        packet("Lisbon").replace(
            "</rdf:Description>",
            '<lr:hierarchicalSubject xmlns:lr="http://ns.adobe.com/lightroom/1.0/">'
            f"{bag.format('Places|Portugal|Lisbon')}</lr:hierarchicalSubject></rdf:Description>",
        ),
    )
    library.index()
    photo = photo_of(library, pictures / "a.jpg")
    assert set(tags(photo)) == {"Places|Portugal|Lisbon"}

    def found(text: str) -> list[int]:
        return library.showing.browse(parse(text).filters).tolist()

    for name in ("lisbon", "Portugal", "places|portugal", "portugal|lisbon"):
        assert found(f'tag:"{name}"') == [photo.id], name
    assert found("tag:port") == found("tag:places|lisbon") == []
    other = photo_of(library, pictures / "b.jpg").id
    library.organising.tag([other], "Portugal")
    counts = {each.value: each.photos for each in library.showing.values("tag")}
    assert counts["Portugal"] == len(found("tag:portugal")) == 2
    assert counts["Places|Portugal|Lisbon"] == 1
    assert found("has:date") == []  # both have the time of their file only
    (pictures / "b.jpg").rename(pictures / "2022-03-04.jpg")
    write(pictures / "a.jpg.xmp", packet(attributes='xmp:CreateDate="2020-01-02T03:04:05"'))
    library.index()
    assert found("has:date") == [photo.id]
    assert found("year:2020") == [photo.id]
