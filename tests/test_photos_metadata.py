"""Facts: what a file says about its picture, without its lies."""

import io
import os
import struct
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from photoclip.photos.decode import decode
from photoclip.photos.exif_block import GPS_BASE, tags_in
from photoclip.records import DecodedPhoto


def quarters() -> Image.Image:
    image = Image.new("RGB", (120, 80), "red")
    image.paste("blue", (60, 0, 120, 40))
    return image


def decoded(path: Path) -> DecodedPhoto:
    result = decode(os.fsencode(path), short_side=64)
    assert isinstance(result, DecodedPhoto)
    return result


def with_exif(path: Path, change: dict[int, object], gps: dict[int, object] | None = None) -> Path:
    exif = Image.Exif()
    for number, value in change.items():
        if number in {271, 272, 306, 0x4746}:
            exif[number] = value
        else:
            exif.get_ifd(0x8769)[number] = value
    if gps:
        exif.get_ifd(0x8825).update(gps)
    quarters().save(path, exif=exif)
    return path


def test_facts_from_exif(tmp_path: Path) -> None:
    facts = decoded(
        with_exif(
            tmp_path / "a.jpg",
            {
                271: "NIKON CORPORATION\0",
                272: "NIKON D70",
                36867: "2008:05:30 15:56:01",
                36881: "+02:00",
                33434: 1 / 125,
                33437: 2.8,
                34855: 400,
                37386: 50.0,
                42036: "AF-S 18-70mm",
                0x4746: 4,
            },
            {1: "S", 2: (33.0, 30.0, 0.0), 3: "E", 4: (151.0, 15.0, 0.0), 5: b"\x01", 6: 12.0},
        )
    ).facts
    assert facts.camera == "NIKON D70"
    assert facts.lens == "AF-S 18-70mm"
    assert facts.taken_at is not None
    assert facts.taken_at.isoformat() == "2008-05-30T15:56:01+02:00"
    assert facts.taken_at.utcoffset() == timedelta(hours=2)
    assert facts.latitude == pytest.approx(-33.5)
    assert facts.longitude == pytest.approx(151.25)
    assert facts.altitude == pytest.approx(-12)
    assert facts.rating == 4
    assert facts.exposure == {
        "Exposure time": "1/125 s",
        "Aperture": "f/2.8",
        "ISO": "400",
        "Focal length": "50 mm",
    }


@pytest.mark.parametrize(
    "said", ["Möwe, 鴎".encode(), "Möwe, 鴎".encode("utf-8-sig")[3:] + b"\0\0", b"M\xf6we"]
)
@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "avif"])
def test_texts_in_exif_are_of_any_encoding(tmp_path: Path, extension: str, said: bytes) -> None:
    exif = Image.Exif()
    exif[270] = said
    quarters().save(tmp_path / f"a.{extension}", exif=exif)
    assert decoded(tmp_path / f"a.{extension}").facts.description in {"Möwe, 鴎", "Möwe"}


@given(st.data())
def test_damaged_exif_is_read_as_far_as_it_goes(data: st.DataObject) -> None:
    exif = Image.Exif()
    exif[271], exif.get_ifd(0x8769)[33434] = "Maker", 1 / 125
    exif.get_ifd(0x8825).update({1: "S", 2: (33.0, 30.0, 0.0)})
    block = bytearray(exif.tobytes()[6:])
    for _ in range(data.draw(st.integers(0, 6))):
        block[data.draw(st.integers(0, len(block) - 1))] = data.draw(st.integers(0, 255))
    whole = bytes(block[: data.draw(st.integers(0, len(block)))])
    assert set(tags_in(whole, {271, 33434, GPS_BASE + 2})) <= {271, 33434, GPS_BASE + 2}


@pytest.mark.parametrize(
    ("make", "model", "name"),
    [
        ("Canon", "Canon EOS 40D", "Canon EOS 40D"),
        ("EASTMAN KODAK COMPANY", "KODAK DC240 ZOOM", "KODAK DC240 ZOOM"),
        ("OLYMPUS OPTICAL CO.,LTD", "C960Z,D460Z", "OLYMPUS C960Z,D460Z"),
        ("SONY", "ILCE-7M3", "SONY ILCE-7M3"),
        ("", "Pixel 7", "Pixel 7"),
        ("Apple", "", "Apple"),
    ],
)
def test_camera_names_are_cleaned(tmp_path: Path, make: str, model: str, name: str) -> None:
    photo = decoded(with_exif(tmp_path / "a.jpg", {271: make, 272: model}))
    assert photo.facts.camera == name


@pytest.mark.parametrize(
    "date",
    [
        "0000:00:00 00:00:00",
        "2008:13:45 99:99:99",
        "    :  :     :  :  ",
        "yesterday",
        "9999:01:01",
    ],
)
def test_lies_are_left_out(tmp_path: Path, date: str) -> None:
    path = with_exif(
        tmp_path / "a.jpg",
        {36867: date, 34855: 0, 33437: -1.0, 37500: b"\xff" * 60000, 271: "\x1b[31mRed\u202e"},
        {1: "N", 2: (910.0, 0.0, 0.0), 3: "E", 4: (15.0, 0.0, 0.0)},
    )
    facts = decoded(path).facts
    assert facts.taken_source == "file"  # all the file says of a date is no date
    assert (facts.latitude, facts.longitude) == (None, None)
    assert facts.exposure == {}
    assert not {"\x1b", "\u202e"} & set(facts.camera)


XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmp:Rating="5" exif:DateTimeOriginal="2019-07-01T10:20:30.5Z">
<dc:subject><rdf:Bag><rdf:li>Sea</rdf:li><rdf:li>Ålesund</rdf:li><rdf:li>sea</rdf:li></rdf:Bag>
</dc:subject><dc:title><rdf:Alt><rdf:li xml:lang="x-default">A boat</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">At dusk</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "tif", "avif"])
def test_words_from_xmp(tmp_path: Path, extension: str) -> None:
    path = tmp_path / f"a.{extension}"
    if extension == "png":
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", XMP)
        quarters().save(path, pnginfo=info)
    elif extension == "tif":
        quarters().save(path, tiffinfo={700: XMP.encode()})
    else:
        quarters().save(path, xmp=XMP.encode())
    facts = decoded(path).facts
    assert facts.keywords == ("Sea", "Ålesund")
    assert (facts.title, facts.description, facts.rating) == ("A boat", "At dusk", 5)
    assert facts.taken_at is not None
    assert facts.taken_at.isoformat() == "2019-07-01T10:20:30+00:00"


def test_hostile_xmp_is_passed_over(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    for text in (f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]><x>&a11;</x>', "<unclosed", "\0\0"):
        quarters().save(tmp_path / "a.jpg", xmp=text.encode())
        assert decoded(tmp_path / "a.jpg").facts.keywords == ()


def test_keywords_from_iptc(tmp_path: Path) -> None:
    def record(number: int, value: bytes) -> bytes:
        return b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(value)) + value

    iptc = record(25, "Möwe".encode()) + record(25, b"caf\xe9") + record(5, b"Title")
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc + b"\0" * (len(iptc) % 2)
    body = b"Photoshop 3.0\0" + block
    segment = b"\xff\xed" + struct.pack(">H", len(body) + 2) + body
    out = io.BytesIO()
    quarters().save(out, "JPEG")
    data = out.getvalue()
    (tmp_path / "a.jpg").write_bytes(data[:2] + segment + data[2:])
    facts = decoded(tmp_path / "a.jpg").facts
    assert facts.keywords == ("Möwe", "café")
    assert facts.title == "Title"


def test_a_keyword_changes_the_bytes_but_not_the_pixels(tmp_path: Path) -> None:
    quarters().save(tmp_path / "a.jpg")
    before = decoded(tmp_path / "a.jpg")
    data = (tmp_path / "a.jpg").read_bytes()
    packet = b"http://ns.adobe.com/xap/1.0/\0" + XMP.encode()
    segment = b"\xff\xe1" + struct.pack(">H", len(packet) + 2) + packet
    (tmp_path / "b.jpg").write_bytes(data[:2] + segment + data[2:])
    after = decoded(tmp_path / "b.jpg")
    assert after.facts.keywords == ("Sea", "Ålesund")
    assert before.content_hash != after.content_hash
    assert before.pixel_hash == after.pixel_hash
    assert before.perceptual_hash == after.perceptual_hash


def test_facts_of_real_cameras(shared_data: Path) -> None:
    folder = shared_data / "data" / "exif" / "jpg"
    place = decoded(folder / "gps" / "DSCN0010.jpg").facts
    assert place.camera == "NIKON COOLPIX P6000"
    assert place.taken_at is not None
    assert place.taken_at.isoformat() == "2008-10-22T16:28:39"
    assert (place.latitude, place.longitude) == pytest.approx((43.4674, 11.8851), abs=1e-3)
    cameras = {
        path.name: decoded(path).facts.camera
        for path in sorted((folder / "exif-org").glob("*.jpg"))
    }
    assert cameras["kodak-dc240.jpg"].startswith("KODAK DC240")
    assert cameras["sony-cybershot.jpg"] == "SONY CYBERSHOT"
    without = {name for name, camera in cameras.items() if not camera}
    assert without == {"olympus-d320l.jpg", "sony-powershota5.jpg"}  # these have no EXIF


def test_keywords_of_a_real_file(shared_data: Path) -> None:
    facts = decoded(
        shared_data / "data" / "hostile" / "exiftool_images" / "PhotoMechanic.jpg"
    ).facts
    assert facts.keywords
