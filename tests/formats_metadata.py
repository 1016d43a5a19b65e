"""The section of docs/formats.md on metadata: each field from each place, in a file of its own.

A cell names a property only where photoclip was seen to read it from a file that says it there and
nowhere else; what is written was seen to be written, and read again.
"""

import io
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from formats_rows import Section
from PIL import Image

from photoclip.photos.decode import decode
from photoclip.photos.metadata import said_of_xmp
from photoclip.photos.xmp.writing import Rewording, reworded
from photoclip.records import DecodedPhoto

_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "exifEX": "http://cipa.jp/exif/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "digiKam": "http://www.digikam.org/ns/1.0/",
    "MicrosoftPhoto": "http://ns.microsoft.com/photo/1.0/",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its places, each with what a file says there, and what is to be read of it."""

    name: str
    read: Callable[[Any], object]  # of facts, or of what a sidecar says
    wanted: object
    exif: tuple[tuple[str, dict[int, Any], dict[int, Any]], ...] = ()
    xmp: tuple[tuple[str, str], ...] = ()
    iptc: tuple[tuple[str, bytes], ...] = ()
    written: tuple[str, Rewording] | None = None


def _attribute(name: str, value: str) -> tuple[str, str]:
    return name, f"<{name}>{value}</{name}>"


def _list(name: str, kind: str, *items: str) -> tuple[str, str]:
    lines = "".join(f'<rdf:li xml:lang="x-default">{each}</rdf:li>' for each in items)
    return name, f"<{name}><rdf:{kind}>{lines}</rdf:{kind}></{name}>"


def _record(number: int, text: bytes) -> bytes:
    return b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(text)) + text


def _zoned(facts: Any) -> str:
    return facts.taken_at.isoformat() if facts.taken_at else ""


def _place(facts: Any) -> tuple[float, float] | None:
    if facts.latitude is None:
        return None
    return round(facts.latitude, 2), round(facts.longitude, 2)


def _exposed(name: str) -> Callable[[Any], object]:
    return lambda facts: (facts.exposure or {}).get(name)


_DAY = "2019-07-01T10:20:30"
_NORTH = {1: "N", 2: (38.0, 42.0, 45.0), 3: "W", 4: (9.0, 8.0, 15.0)}
_FIELDS = (
    Field(
        "Date", lambda f: _zoned(f)[:19], _DAY,
        (("DateTimeOriginal", {36867: "2019:07:01 10:20:30"}, {}),
         ("DateTimeDigitized", {36868: "2019:07:01 10:20:30"}, {}),
         ("DateTime", {306: "2019:07:01 10:20:30"}, {}),
         ("GPSDateStamp + GPSTimeStamp", {}, {29: "2019:07:01", 7: (10.0, 20.0, 30.0)})),
        tuple(_attribute(name, _DAY) for name in
              ("exif:DateTimeOriginal", "photoshop:DateCreated", "xmp:CreateDate")),
        (("2:55 + 2:60", _record(55, b"20190701") + _record(60, b"102030")),),
    ),
    Field(
        "Time zone", _zoned, f"{_DAY}+02:00",
        (("OffsetTimeOriginal", {36867: "2019:07:01 10:20:30", 36881: "+02:00"}, {}),
         ("from GPSTimeStamp", {36867: "2019:07:01 10:20:30"},
          {29: "2019:07:01", 7: (8.0, 20.0, 12.0)})),
        tuple(_attribute(name, f"{_DAY}+02:00") for name in
              ("exif:DateTimeOriginal", "photoshop:DateCreated")),
        (("2:60", _record(55, b"20190701") + _record(60, b"102030+0200")),),
    ),
    Field(
        "Camera", lambda f: f.camera, "Canon EOS 40D",
        (("Make, Model", {271: "Canon", 272: "Canon EOS 40D"}, {}),),
        (("tiff:Make, tiff:Model",
          "<tiff:Make>Canon</tiff:Make><tiff:Model>Canon EOS 40D</tiff:Model>"),),
    ),
    Field(
        "Lens", lambda f: f.lens, "AF-S 18-70mm", (("LensModel", {42036: "AF-S 18-70mm"}, {}),),
        (_attribute("exifEX:LensModel", "AF-S 18-70mm"), _attribute("aux:Lens", "AF-S 18-70mm")),
    ),
    Field(
        "Exposure time", _exposed("Exposure time"), "1/125 s",
        (("ExposureTime", {33434: 1 / 125}, {}),), (_attribute("exif:ExposureTime", "1/125"),),
    ),
    Field(
        "Aperture", _exposed("Aperture"), "f/2.8", (("FNumber", {33437: 2.8}, {}),),
        (_attribute("exif:FNumber", "28/10"),),
    ),
    Field(
        "ISO", _exposed("ISO"), "400", (("ISOSpeedRatings", {34855: 400}, {}),),
        (_list("exif:ISOSpeedRatings", "Seq", "400"),
         _attribute("exifEX:PhotographicSensitivity", "400")),
    ),
    Field(
        "Focal length", _exposed("Focal length"), "50 mm", (("FocalLength", {37386: 50.0}, {}),),
        (_attribute("exif:FocalLength", "50/1"),),
    ),
    Field(
        "Place", _place, (38.71, -9.14), (("GPSLatitude, GPSLongitude", {}, _NORTH),),
        (("exif:GPSLatitude, exif:GPSLongitude",
          "<exif:GPSLatitude>38,42.75N</exif:GPSLatitude>"
          "<exif:GPSLongitude>9,8.25W</exif:GPSLongitude>"),),
    ),
    Field(
        "Altitude", lambda f: f.altitude, 12.0,
        (("GPSAltitude", {}, {**_NORTH, 5: b"\0", 6: 12.0}),),
        (("exif:GPSAltitude",
          "<exif:GPSLatitude>38,42.75N</exif:GPSLatitude>"
          "<exif:GPSLongitude>9,8.25W</exif:GPSLongitude><exif:GPSAltitude>12/1</exif:GPSAltitude>"),
         ),
    ),
    Field(
        "Keywords", lambda f: f.keywords, ("Sea",), (),
        (_list("dc:subject", "Bag", "Sea"), _list("MicrosoftPhoto:LastKeywordXMP", "Bag", "Sea")),
        (("2:25", _record(25, b"Sea")),), ("dc:subject", Rewording(("Sea",))),
    ),
    Field(
        "Keywords with levels", lambda f: f.keywords, ("Places|Lisbon",), (),
        (_list("lr:hierarchicalSubject", "Bag", "Places|Lisbon"),
         _list("digiKam:TagsList", "Seq", "Places/Lisbon")),
        (), ("dc:subject, lr:hierarchicalSubject", Rewording(("Places|Lisbon",))),
    ),
    Field(
        "Stars", lambda f: f.rating, 4, (("Rating", {18246: 4}, {}),),
        (_attribute("xmp:Rating", "4"), _attribute("MicrosoftPhoto:Rating", "75")), (),
        ("xmp:Rating", Rewording(values={"rating": 4})),
    ),
    Field(
        "Rejected", lambda f: f.rating, -1, (), (_attribute("xmp:Rating", "-1"),), (),
        ("xmp:Rating", Rewording(values={"rating": -1})),
    ),
    Field(
        "Colour label", lambda f: f.label, "Red", (), (_attribute("xmp:Label", "Red"),), (),
        ("xmp:Label", Rewording(values={"label": "Red"})),
    ),
    Field(
        "Title", lambda f: f.title, "A boat", (), (_list("dc:title", "Alt", "A boat"),),
        (("2:05", _record(5, b"A boat")),), ("dc:title", Rewording(values={"title": "A boat"})),
    ),
    Field(
        "Description", lambda f: f.description, "At dusk",
        (("ImageDescription", {270: "At dusk"}, {}),),
        (_list("dc:description", "Alt", "At dusk"),), (("2:120", _record(120, b"At dusk")),),
        ("dc:description", Rewording(values={"description": "At dusk"})),
    ),
)  # fmt: skip


def packet(inner: str) -> bytes:
    """An XMP packet with one property."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces}>{inner}</rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()


def section(folder: Path, data: Path | None) -> Section:
    """The table of fields."""
    del data
    rows = [_row(folder, each) for each in _FIELDS]
    rows.append(["Date of files that say none", "", "", "", "", ", ".join(_dated(folder)), ""])
    lead = (
        "What a photo's file and the sidecar beside it (`IMG.JPG.xmp`, `IMG.xmp`) say. XMP is read "
        "with defusedxml, EXIF and IPTC with Pillow and readers of photoclip's own; no other "
        "program is needed. XMP is the later word on what people write, EXIF on what the camera "
        "wrote, IPTC is asked where both are silent. Regions, develop settings and whatever else "
        "other programs keep are left alone, also when photoclip writes."
    )
    head = ["Field", "EXIF", "XMP in the file", "IPTC", "Sidecar", "Otherwise", "Written back"]
    return Section("Metadata", lead, head, rows)


def _row(folder: Path, field: Field) -> list[str]:
    exif = [n for n, *tags in field.exif if _in_file(folder, field, exif=_exif(*tags))]
    xmp = [n for n, inner in field.xmp if _in_file(folder, field, xmp=packet(inner))]
    iptc = [n for n, records in field.iptc if _in_file(folder, field, iptc=records)]
    beside = [n for n, inner in field.xmp if field.read(said_of_xmp(packet(inner))) == field.wanted]
    same = "the same" if xmp and beside == xmp else _names(beside)
    return [field.name, _names(exif), _names(xmp), _names(iptc), same, "", _written(field)]


def _names(found: list[str]) -> str:
    return ", ".join(each if each.startswith("from ") else f"`{each}`" for each in found)


def _exif(tags: dict[int, Any], gps: dict[int, Any]) -> Image.Exif:
    exif = Image.Exif()
    for number, value in tags.items():
        if number in {270, 271, 272, 306, 18246}:
            exif[number] = value
        else:
            exif.get_ifd(0x8769)[number] = value
    if gps:
        exif.get_ifd(0x8825).update(gps)
    return exif


def _in_file(folder: Path, field: Field, *, iptc: bytes = b"", **more: object) -> bool:
    path = folder / "picture.jpg"
    out = io.BytesIO()
    Image.new("RGB", (32, 24), "red").save(out, "JPEG", **more)
    data = out.getvalue()
    if iptc:
        block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc + b"\0" * (len(iptc) % 2)
        body = b"Photoshop 3.0\0" + block
        data = data[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + data[2:]
    path.write_bytes(data)
    found = decode(os.fsencode(path), short_side=16)
    assert isinstance(found, DecodedPhoto)
    return field.read(found.facts) == field.wanted


def _written(field: Field) -> str:
    if field.written is None:
        return ""
    names, wanted = field.written
    made = reworded(b"", wanted)
    assert all(name.encode() in made for name in names.split(", ")), field.name
    assert field.read(said_of_xmp(made)) == field.wanted, field.name
    return f"`{names}`"


def _dated(folder: Path) -> list[str]:
    """The names that tell a date, and the time of the file, each as it was understood."""
    found: list[str] = []
    for name in (
        "IMG_20230405_123456.jpg", "PXL_20230405_123456789.jpg", "IMG-20230405-WA0001.jpg",
        "Screenshot_2023-04-05-12-34-56.png", "Screenshot 2023-04-05 at 12.34.56.png",
        "WhatsApp Image 2023-04-05 at 12.34.56.jpeg", "signal-2023-04-05-123456.jpg",
        "20230405_123456.jpg", "2023-04-05 12.34.56.jpg", "DSC01234.JPG",
    ):  # fmt: skip
        path = folder / name
        Image.new("RGB", (32, 24), "blue").save(path)
        photo = decode(os.fsencode(path), short_side=16)
        assert isinstance(photo, DecodedPhoto)
        if photo.facts.taken_source == "name":
            assert photo.facts.taken_at is not None
            assert photo.facts.taken_at.date().isoformat() == "2023-04-05"
            found.append(f"the name `{name}`")
        else:
            assert photo.facts.taken_source == "file"
            found.append(f"of `{name}` the time of its last change")
    return found
