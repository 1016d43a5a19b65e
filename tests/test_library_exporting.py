"""Copies of photos: as they are or smaller, with all, some or none of what they say."""

import hashlib
import os
import threading
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from photoclip.errors import PhotoclipError, PhotoError
from photoclip.library.exporting import ExportPlan, ExportProgress, Metadata, export
from photoclip.library.library import Library
from photoclip.photos.rendering import jpeg_of
from photoclip.photos.stripping import stripped

PLACE = (52.0, 30.0, 0.0)
XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    b'xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="52,30.0N" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="Beach">'
    b"<exif:GPSLongitude>13,24.0E</exif:GPSLongitude></rdf:Description></rdf:RDF></x:xmpmeta>"
    b'<?xpacket end="w"?>'
)


def exif_with_place(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Make] = "Nikon"
    exif[Base.Orientation] = orientation
    exif[IFD.Exif] = {Base.DateTimeOriginal: "2024:06:01 18:30:00", Base.ISOSpeedRatings: 400}
    exif[IFD.GPSInfo] = {
        GPS.GPSLatitudeRef: "N",
        GPS.GPSLatitude: PLACE,
        GPS.GPSLongitudeRef: "E",
        GPS.GPSLongitude: (13.0, 24.0, 0.0),
    }
    return exif


def picture(size: tuple[int, int] = (120, 80)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((30, 30, 200), (size[0] // 2, 0, *size))
    return image


def encoded(kind: str, orientation: int = 1, profile: bytes = b"") -> bytes:
    out = BytesIO()
    exif = exif_with_place(orientation)
    more: dict[str, object] = {"icc_profile": profile} if profile else {}
    if kind == "PNG":
        texts = PngInfo()
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
        texts.add_text("Comment", "secret")
        more["pnginfo"] = texts
    else:
        more["xmp"] = XMP
    picture().save(out, kind, exif=exif, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_metadata_leaves_the_pixels_and_how_they_are_turned(kind: str) -> None:
    data = encoded(kind, orientation=6, profile=srgb())
    bare = stripped(data, Metadata.NONE)
    for said in (b"Nikon", b"2024:06:01", b"xmpmeta", b"secret", b"GPS"):
        assert said not in bare
    image = opened(bare)
    assert image.tobytes() == opened(data).tobytes()
    assert dict(image.getexif()) == {Base.Orientation: 6}
    assert image.info["icc_profile"] == srgb()
    assert dict(opened(stripped(encoded(kind), Metadata.NONE)).getexif()) == {}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_place_alone_can_be_left_out(kind: str) -> None:
    data = encoded(kind, orientation=6)
    assert dict(opened(data).getexif().get_ifd(IFD.GPSInfo))
    kept = stripped(data, Metadata.NO_PLACE)
    exif = opened(kept).getexif()
    assert not exif.get_ifd(IFD.GPSInfo)
    assert exif[Base.Make] == "Nikon"
    assert exif[Base.Orientation] == 6
    assert exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] == "2024:06:01 18:30:00"
    assert b"Beach" in kept
    assert b"GPSL" not in kept
    assert opened(kept).tobytes() == opened(data).tobytes()


def test_what_lies_behind_a_picture_goes_too() -> None:
    data = encoded("JPEG") + encoded("JPEG")
    for metadata in (Metadata.NONE, Metadata.NO_PLACE):
        left = stripped(data, metadata)
        assert left.count(b"\xff\xd8\xff") == 1
        assert left.endswith(b"\xff\xd9")


@pytest.mark.parametrize("length", [3, 40, 200, 400])
def test_a_cut_off_file_is_said(length: int) -> None:
    for kind in ("JPEG", "PNG"):
        with pytest.raises(PhotoError, match=r"damaged|cut off|cannot be copied"):
            stripped(encoded(kind)[:length], Metadata.NONE)


def test_a_format_that_cannot_be_stripped_is_said() -> None:
    out = BytesIO()
    picture().save(out, "TIFF")
    with pytest.raises(PhotoError, match="export it as JPEG"):
        stripped(out.getvalue(), Metadata.NONE)


@cache
def srgb() -> bytes:
    """A profile, which tells the second it was made in."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def swapped_profile() -> bytes:
    """An sRGB profile whose red and blue are exchanged, as no reader could overlook."""
    data = bytearray(srgb())
    places = {
        bytes(data[132 + 12 * n : 136 + 12 * n]): 136 + 12 * n
        for n in range(int.from_bytes(data[128:132], "big"))
    }
    red, blue = places[b"rXYZ"], places[b"bXYZ"]
    data[red : red + 4], data[blue : blue + 4] = data[blue : blue + 4], data[red : red + 4]
    name = data.find("sRGB".encode("utf-16-be"))
    data[name : name + 8] = "Swap".encode("utf-16-be")
    return bytes(data)


def test_a_jpeg_is_upright_small_and_in_srgb(tmp_path: Path) -> None:
    source = tmp_path / "a.png"
    source.write_bytes(encoded("PNG", orientation=6, profile=swapped_profile()))
    data = jpeg_of(os.fsencode(source), long_side=60, quality=92, metadata=Metadata.KEEP)
    image = opened(data)
    assert image.size == (40, 60)
    assert "icc_profile" not in image.info
    red, _, blue = image.getpixel((20, 10))
    assert blue > red, "the profile's colours became sRGB's"
    exif = image.getexif()
    assert exif[Base.Orientation] == 1
    assert exif[Base.Make] == "Nikon"
    assert exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] == PLACE
    assert exif.get_ifd(IFD.Exif)[Base.ISOSpeedRatings] == 400
    assert b"Beach" in image.info["xmp"]


def test_a_jpeg_without_place_or_without_anything(tmp_path: Path) -> None:
    source = tmp_path / "a.jpg"
    source.write_bytes(encoded("JPEG"))
    path = os.fsencode(source)
    placeless = jpeg_of(path, long_side=None, quality=90, metadata=Metadata.NO_PLACE)
    exif = opened(placeless).getexif()
    assert exif[Base.Make] == "Nikon"
    assert not exif.get_ifd(IFD.GPSInfo)
    assert b"Beach" in placeless
    assert b"GPSL" not in placeless
    bare = opened(jpeg_of(path, long_side=None, quality=90, metadata=Metadata.NONE))
    assert not dict(bare.getexif())
    assert not {"exif", "xmp", "photoshop", "comment"} & bare.info.keys()
    assert bare.size == (120, 80)


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        + str(path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def library(sample_library_folder: Path):
    with Library.open(sample_library_folder, write=False) as opened_library:
        yield opened_library


def test_copies_are_the_same_bytes_and_times(
    library: Library, sample_pictures: Path, tmp_path: Path
) -> None:
    before = hashes(sample_pictures)
    ids = [int(each) for each in library.showing.browse()]
    seen: list[ExportProgress] = []
    target = tmp_path / "new" / "copies"
    report = export(library.showing, ids, ExportPlan(target), on_progress=seen.append)
    assert (report.written, report.failed, report.stopped) == (len(ids), (), False)
    copies = hashes(target)
    assert len(copies) == len(ids)
    assert set(copies.values()) <= set(before.values())
    assert [each.done for each in seen] == list(range(1, len(ids) + 1))
    assert hashes(sample_pictures) == before


def test_nothing_is_overwritten(library: Library, tmp_path: Path) -> None:
    ids = [int(each) for each in library.showing.browse()[:3]]
    export(library.showing, ids, ExportPlan(tmp_path))
    first = hashes(tmp_path)
    own = next(tmp_path.iterdir())
    own.write_bytes(b"mine")
    report = export(library.showing, ids, ExportPlan(tmp_path))
    assert report.written == 3
    assert own.read_bytes() == b"mine"
    after = hashes(tmp_path)
    assert len(after) == 6
    assert {name for name in after if name not in first} == {
        f"{Path(name).stem} (2){Path(name).suffix}" for name in first
    }


def test_smaller_jpegs_come_from_decoder_processes(
    library: Library, sample_pictures: Path, tmp_path: Path
) -> None:
    before = hashes(sample_pictures)
    ids = [int(each) for each in library.showing.browse()[:12]]
    plan = ExportPlan(tmp_path, as_jpeg=True, long_side=200, quality=80, metadata=Metadata.NONE)
    report = export(library.showing, ids, plan)
    assert (report.written, report.failed) == (12, ())
    for path in tmp_path.iterdir():
        assert path.suffix == ".jpg"
        with Image.open(path) as image:
            assert max(image.size) == 200
            assert not dict(image.getexif())
    assert hashes(sample_pictures) == before


def test_missing_and_damaged_files_are_said_and_the_rest_goes_on(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    for number in range(4):
        picture((100 + number, 80)).save(pictures / f"{number}.jpg")
    with Library.open(tmp_path / "library") as library:
        library.index([pictures])
        (pictures / "1.jpg").unlink()
        (pictures / "2.jpg").write_bytes((pictures / "2.jpg").read_bytes()[:300])
        ids = [int(each) for each in library.showing.browse()]
        plan = ExportPlan(tmp_path / "out", as_jpeg=True)
        report = export(library.showing, ids, plan)
    assert report.written == 2
    said = {each.name: each.reason for each in report.failed}
    assert said.keys() == {"1.jpg", "2.jpg"}
    assert "not there" in said["1.jpg"]
    assert "cut off" in said["2.jpg"] or "damaged" in said["2.jpg"]


@pytest.mark.parametrize("as_jpeg", [False, True])
def test_it_can_be_stopped(library: Library, tmp_path: Path, as_jpeg: bool) -> None:
    ids = [int(each) for each in library.showing.browse()]
    stop = threading.Event()
    report = export(
        library.showing,
        ids,
        ExportPlan(tmp_path, as_jpeg=as_jpeg, long_side=64),
        on_progress=lambda now: stop.set() if now.done == 5 else None,
        stop=stop,
    )
    assert report.stopped
    assert report.written == 5
    assert len(list(tmp_path.iterdir())) == 5


def test_a_folder_that_cannot_be_made_is_one_sentence(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(PhotoclipError, match=r"cannot be made .*; choose another\.$"):
        export(library.showing, [], ExportPlan(tmp_path / "file" / "inside"))
