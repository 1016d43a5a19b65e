"""Videos, Live Photos and motion photos, from files to answers."""

import os
import struct
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from formats_files import saved, scene
from hostile_files import small_dng
from hypothesis import given
from hypothesis import strategies as st
from moving_pictures import bare_movie, box, live_still, motion_photo, saying, showing, video
from PIL import Image
from test_cli import call

from photoclip.errors import PhotoError
from photoclip.library.exporting import ExportPlan, Metadata, export
from photoclip.library.library import Library
from photoclip.photos.decode import decode, open_upright
from photoclip.photos.live import content_identifier
from photoclip.photos.motion import extract, find_clip
from photoclip.photos.video import kinds
from photoclip.photos.video.boxes import about
from photoclip.photos.views import View
from photoclip.query import parse
from photoclip.records import DecodedPhoto
from photoclip.records_files import LIVE_VIDEO, VIDEO

__all__ = ["call"]

RED, GREEN, BLUE = (200, 20, 20), (20, 160, 40), (20, 40, 200)
VIEW = View(32, whole=True, interpolation="bicubic", longest=2.1)


def names(library: Library, question: str) -> list[str]:
    answer = library.showing.placed(library.search(parse(question)))
    return [Path(os.fsdecode(hit.paths[0])).name for hit in answer.hits]


# ── one file ────────────────────────────────────────────────────────────────────────────────────


def test_a_video_becomes_a_photo_of_several_frames(tmp_path: Path):
    file = os.fsencode(video(tmp_path / "a.mp4", [RED, GREEN, BLUE]))
    photo = decode(file, short_side=64, view=VIEW)
    assert isinstance(photo, DecodedPhoto)
    assert photo.facts.format == VIDEO
    assert (photo.facts.width, photo.facts.height) == (160, 120)
    assert photo.facts.moving is not None
    assert photo.facts.moving.seconds == pytest.approx(3.0, abs=0.2)
    assert photo.seen is not None
    assert photo.seen.shape[1:] == (32, 32, 3)
    corners = photo.seen[:, 2, 2].astype(int)
    for colour in (RED, GREEN, BLUE):
        assert np.abs(corners - colour).max(axis=1).min() < 40, "a part of the video is not seen"
    with Image.open(BytesIO(photo.thumbnail)) as thumbnail:
        assert thumbnail.size == (160, 120)


def test_the_best_frame_stands_for_a_video(tmp_path: Path):
    black, grey = Image.new("RGB", (320, 240)), Image.new("RGB", (320, 240), (90, 90, 90))
    file = os.fsencode(showing(tmp_path / "a.mp4", [black, grey, scene(), black]))
    shown = np.asarray(open_upright(file, 320).convert("RGB"), np.int32)
    wanted = np.asarray(scene().resize((320, 240)), np.int32)
    assert np.abs(shown - wanted).mean() < 12


def test_a_live_photos_video_is_a_picture_to_those_who_ask_for_it(tmp_path: Path):
    (tmp_path / "IMG_1.jpg").write_bytes(saved(scene(), "JPEG"))
    file = os.fsencode(video(tmp_path / "IMG_1.mov", [RED]))
    assert decode(file, short_side=64).pixels.size > 0
    assert decode(file, short_side=64, view=VIEW, indexing=True).seen is None


def test_bytes_that_are_known_are_not_looked_at(tmp_path: Path):
    file = os.fsencode(video(tmp_path / "a.mp4", [RED]))
    photo = decode(file, short_side=64)
    known = decode(file, short_side=64, known=frozenset({photo.content_hash}))
    assert not isinstance(known, DecodedPhoto)
    assert known.content_hash == photo.content_hash


@pytest.mark.parametrize("cut", [30, 200, 1500])
def test_a_damaged_video_is_one_sentence(tmp_path: Path, cut: int):
    file = video(tmp_path / "a.mp4", [RED, BLUE])
    file.write_bytes(file.read_bytes()[:cut])
    with pytest.raises(PhotoError) as error:
        decode(os.fsencode(file), short_side=64)
    assert str(error.value).endswith(".")


def test_a_name_that_is_no_text_can_be_read(tmp_path: Path):
    if sys.platform != "linux":
        pytest.skip("only Linux has such names")
    odd = video(tmp_path / "a.mp4", [RED]).rename(tmp_path / os.fsdecode(b"\xff\xfe.mp4"))
    assert isinstance(decode(os.fsencode(odd), short_side=64), DecodedPhoto)


def test_what_a_video_says_of_itself():
    said = about(
        BytesIO(
            bare_movie(
                12.5,
                "ABC-1",
                creationdate="2024-06-01T10:20:30+0200",
                make="Apple",
                model="iPhone 15",
                **{"location.ISO6709": "+60.3913+005.3221+012.500/"},
            )
        )
    )
    assert (said.seconds, said.width, said.height) == (12.5, 48, 64)  # its matrix turns it
    zone = timezone(timedelta(hours=2))
    assert said.taken_at == datetime(2024, 6, 1, 10, 20, 30, tzinfo=zone)
    assert (said.make, said.model, said.live_id) == ("Apple", "iPhone 15", "ABC-1")
    assert (said.latitude, said.longitude, said.altitude) == (60.3913, 5.3221, 12.5)


@pytest.mark.parametrize("data", [b"", b"\0" * 64, struct.pack(">I4s", 2**31, b"moov")])
def test_nonsense_says_nothing(data: bytes):
    assert about(BytesIO(data)).seconds == 0.0


@given(
    st.lists(st.tuples(st.integers(0, 700), st.binary(min_size=1, max_size=9)), max_size=8),
    st.integers(0, 700),
)
def test_hostile_bytes_never_raise(changes: list[tuple[int, bytes]], cut: int):
    data = bytearray(live_still("ID")[:400] + bare_movie(2.0, "A-1", make="Maker"))
    for at, value in changes:
        data[at : at + len(value)] = value
    whole = bytes(data)
    for part in (whole, whole[:cut], whole[400:], bytes(box(b"moov") * 3 + whole[400:])):
        about(BytesIO(part))
        find_clip(part)
        content_identifier(part)


def test_boxes_in_boxes_come_to_an_end():
    nest = b""
    for _ in range(3000):
        nest = box(b"moov", nest)
    assert about(BytesIO(nest)).seconds == 0.0


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\0\0\0\x14ftypqt  ", "MP4"),
        (b"\0\0\0\x18ftypheic", None),
        (b"\0\0\0\x18ftypavif", None),
        (b"\x1a\x45\xdf\xa3", "MKV"),
        (b"RIFF\0\0\0\0AVI LIST", "AVI"),
        (b"RIFF\0\0\0\0WEBPVP8 ", None),
        (b"\xff\xd8\xff\xe0", None),
        (b"ID3\x04", None),
    ],
)
def test_videos_are_known_by_their_content(head: bytes, kind: str | None):
    assert kinds.sniff_video(head.ljust(64, b"\1")) == kind


def test_the_clip_in_a_motion_photo_is_found():
    clip = bare_movie(1.5)
    data = motion_photo(clip)
    assert find_clip(data) == (len(data) - len(clip), len(data))
    assert find_clip(data + b"SEFT trailer of a phone") == (len(data) - len(clip), len(data))
    assert find_clip(saved(scene(), "JPEG")) is None
    heif = box(b"ftyp", b"heic", bytes(4)) + box(b"mdat", bytes(50))
    assert find_clip(heif) is None
    found = find_clip(heif + box(b"mpvd", clip))
    assert found is not None
    assert (heif + box(b"mpvd", clip))[slice(*found)] == clip
    assert find_clip(saved(scene(), "JPEG") + b"\0\0\0\x14ftypisom but no video") is None


# ── a library ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pictures"
    made.mkdir()
    return made


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("videos") / "library") as library:
        yield library


@pytest.fixture
def library(opened: Library) -> Iterator[Library]:
    """One for many tests, none of which sees the photos of another one."""
    yield opened
    while opened.organising.undo() is not None:
        pass
    opened.notices.take()
    for root in opened.roots.all():
        opened.roots.remove(root.id)


def test_a_folder_of_all_of_them(folder: Path, tmp_path: Path):
    (folder / "IMG_1.JPG").write_bytes(saved(scene(), "JPEG"))
    (folder / "IMG_1.MOV").write_bytes(bare_movie(2.0))
    (folder / "IMG_E2.JPG").write_bytes(live_still("ID-7"))
    video(folder / "IMG_2.MOV", [RED])
    (folder / "IMG_2.MOV").write_bytes((folder / "IMG_2.MOV").read_bytes() + box(b"free", bytes(8)))
    (folder / "motion.jpg").write_bytes(motion_photo(bare_movie(1.5)))
    video(folder / "film.mp4", [RED, GREEN, BLUE], 4.0)
    (folder / "raw.jpg").write_bytes(saved(scene().rotate(9), "JPEG"))
    (folder / "raw.dng").write_bytes(small_dng(64, 48))
    with Library.open(tmp_path / "library") as library:
        report = library.index([folder])
        assert report.failed == ()
        assert (report.photos, report.files) == (6, 8)
        assert names(library, "is:live") == ["IMG_1.JPG"]
        assert names(library, "is:motion") == ["motion.jpg"]
        assert sorted(names(library, "type:video")) == ["IMG_2.MOV", "film.mp4"]
        assert names(library, "is:pair") == names(library, "type:raw") == ["raw.jpg"]
        rows = {row.name: row for row in library.showing.rows(library.showing.browse().tolist())}
        assert rows["film.mp4"].seconds == pytest.approx(12.0, abs=0.2)
        assert rows["IMG_1.JPG"].beside == {LIVE_VIDEO}
        assert rows["motion.jpg"].moves
        film = rows["film.mp4"]
        assert library.showing.thumbnail(film.content_hash)
        assert library.showing.picture(film.id, 100).shape == (75, 100, 3)
        assert library.vectors() == library.indexed() > len(rows)  # a film has several
        assert len(library.search(parse("a house")).hits) == 6  # each photo once
        assert (library.index().embedded, library.index().unchanged) == (0, 8)


def test_a_video_is_found_by_what_is_in_any_of_its_frames(folder: Path, tmp_path: Path):
    showing(folder / "film.mp4", [Image.new("RGB", (320, 240), RED), scene()], each=20)
    (folder / "red.jpg").write_bytes(saved(Image.new("RGB", (320, 240), RED), "JPEG"))
    (tmp_path / "house.jpg").write_bytes(saved(scene(), "JPEG"))
    with Library.open(tmp_path / "library") as library:
        library.index([folder])
        for example in (tmp_path / "house.jpg", folder / "red.jpg"):
            first = library.showing.placed(library.similar(example, limit=1)).hits[0]
            assert first.paths[0].endswith(b"/film.mp4")
            assert first.score is not None
            assert first.score > 0.95


def test_a_live_photos_video_stays_when_its_picture_goes(library: Library, folder: Path):
    (folder / "IMG_1.JPG").write_bytes(saved(scene(), "JPEG"))
    video(folder / "IMG_1.MOV", [RED, BLUE])
    library.index([folder])
    (photo,) = library.showing.browse().tolist()
    library.organising.tag([photo], "kept")
    (folder / "IMG_1.JPG").unlink()
    report = library.index()
    assert (report.photos, report.embedded) == (1, 1)
    (left,) = library.showing.photos(library.showing.browse().tolist())
    assert left.name == "IMG_1.MOV"
    assert "kept" in {tag.name for tag in left.tags}
    assert names(library, "is:video") == ["IMG_1.MOV"]


def test_without_the_extra_videos_are_counted_and_live_photos_whole(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (folder / "IMG_1.JPG").write_bytes(saved(scene(), "JPEG"))
    (folder / "IMG_1.MOV").write_bytes(bare_movie(2.0))
    for name in ("a.mp4", "b.mov"):
        (folder / name).write_bytes(bare_movie(30.0))
    kinds.is_readable.cache_clear()
    monkeypatch.setattr(kinds, "find_spec", lambda _name: None)  # as where it is not installed
    try:
        with Library.open(tmp_path / "library") as library:
            report = library.index([folder])
            assert (report.photos, report.files, report.videos, report.failed) == (1, 2, 2, ())
            assert library.companions.videos_left_out() == 2
            assert names(library, "is:live") == ["IMG_1.JPG"]
            (said,) = library.notices.take()
            assert said.startswith("2 videos are left out. Videos need photoclip[video]")
    finally:
        kinds.is_readable.cache_clear()


def test_clips_to_play(library: Library, folder: Path, tmp_path: Path):
    clip = bare_movie(1.5)
    (folder / "IMG_1.JPG").write_bytes(saved(scene(), "JPEG"))
    (folder / "IMG_1.MOV").write_bytes(bare_movie(2.0))
    (folder / "motion.jpg").write_bytes(motion_photo(clip))
    (folder / "still.jpg").write_bytes(saved(scene().rotate(5), "JPEG"))
    library.index([folder])
    photos = {
        photo.name: photo for photo in library.showing.photos(library.showing.browse().tolist())
    }
    cache = tmp_path / "clips"
    assert library.companions.clip(photos["IMG_1.JPG"], cache) == folder / "IMG_1.MOV"
    assert library.companions.clip(photos["motion.jpg"], cache).read_bytes() == clip
    assert extract(os.fsencode(folder / "motion.jpg")) == clip
    with pytest.raises(PhotoError):
        library.companions.clip(photos["still.jpg"], cache)


def test_export_takes_the_shown_picture_or_both_files(
    library: Library, folder: Path, tmp_path: Path
):
    (folder / "raw.jpg").write_bytes(saved(scene(), "JPEG"))
    (folder / "raw.dng").write_bytes(small_dng(64, 48))
    target = tmp_path / "out"
    library.index([folder])
    ids = library.showing.browse().tolist()
    assert export(library.showing, ids, ExportPlan(target)).written == 1
    assert sorted(each.name for each in target.iterdir()) == ["raw.jpg"]
    assert export(library.showing, ids, ExportPlan(target, all_files=True)).written == 1
    assert sorted(each.name for each in target.iterdir()) == [
        "raw (2).dng",
        "raw (2).jpg",
        "raw.jpg",
    ]
    assert (target / "raw (2).dng").read_bytes() == (folder / "raw.dng").read_bytes()
    plan = ExportPlan(tmp_path / "bare", metadata=Metadata.NONE, all_files=True)
    report = export(library.showing, ids, plan)
    assert [each.name for each in plan.folder.iterdir()] == ["raw.jpg"]
    assert "metadata" in report.failed[0].reason


def test_beside_a_picture_that_cannot_be_read_a_film_stands_for_itself(
    library: Library, folder: Path
):
    (folder / "live.jpg").write_bytes(saved(scene(), "JPEG")[:700])
    video(folder / "live.mov", [RED, GREEN])
    report = library.index([folder])
    assert (report.photos, len(report.failed)) == (1, 1)
    assert names(library, "a red picture") == ["live.mov"]


def test_a_real_live_photo_and_a_real_film(folder: Path, tmp_path: Path, shared_data: Path):
    """A picture of an iPhone, whose identifier a film of another name carries as well."""
    (folder / "IMG_5195.HEIC").write_bytes(
        (shared_data / "data" / "exif" / "heic" / "IMG_5195.HEIC").read_bytes()
    )
    film = video(folder / "other name.mov", [RED, BLUE])
    saying(film, 2.0, "570F1469-09C7-4E50-9875-05F21D5BD166")
    (folder / "old.mov").write_bytes(
        (shared_data / "data" / "hostile" / "exiftool_images" / "QuickTime.mov").read_bytes()
    )
    with Library.open(tmp_path / "library") as library:
        report = library.index([folder])
        assert names(library, "is:live") == ["IMG_5195.HEIC"]
        assert (report.photos, report.files, len(report.failed)) in {(2, 3, 0), (1, 2, 1)}


def test_pairs_on_the_command_line(call: Any, folder: Path, tmp_path: Path):
    (folder / "raw.jpg").write_bytes(saved(scene(), "JPEG"))
    (folder / "raw.dng").write_bytes(small_dng(64, 48))
    here = ("--library", tmp_path / "library")
    document = call(*here, "index", folder, "--json").document
    assert (document["photos"], document["files"], document["videos"]) == (1, 2, 0)
    (hit,) = call(*here, "search", "type:raw", "--json").document["hits"]
    assert [Path(each).name for each in hit["paths"]] == ["raw.jpg", "raw.dng"]
    apart = call(*here, "pairs", "apart", "--json").document
    assert apart == {"together": False, "photos": 2, "files": 2}
    assert "together: 1 photo." in call(*here, "pairs", "together").out
    assert call(*here, "doctor", "--verify", "--json").status == 0
