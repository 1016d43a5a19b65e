"""Picture files of many kinds that all show the same scene, made here."""

import base64
import io
import struct
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from hostile_files import Tag, directory, tiff_block
from PIL import Image, ImageDraw, PngImagePlugin
from PIL.ExifTags import IFD, Base

SIZE = (320, 240)
TAKEN = "2021:05:06 07:08:09"
KEYWORDS = ("lake", "red house")
XMP = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    b'rdf:about="" xmp:Rating="4"><dc:subject><rdf:Bag><rdf:li>lake</rdf:li><rdf:li>red house'
    b"</rdf:li></rdf:Bag></dc:subject><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>By the lake"
    b"</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
)
GUID = b"0123456789ABCDEF0123456789ABCDEF"
_XMP_BOX = bytes.fromhex("BE7ACFCB97A942E89C71999491E3AFAC")


@cache
def scene(width: int = SIZE[0], height: int = SIZE[1]) -> Image.Image:
    """A red house on a green shore under a blue sky, mode RGB; do not change it."""
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    for y in range(height):
        share = y / height
        draw.line((0, y, width, y), (int(90 + 100 * share), int(150 + 60 * share), 225))
    draw.rectangle((0, height * 2 // 3, width, height), (60, 140, 70))
    draw.ellipse((width * 0.72, height * 0.1, width * 0.86, height * 0.28), (240, 210, 80))
    draw.rectangle((width * 0.2, height * 0.4, width * 0.5, height * 0.75), (190, 55, 45))
    draw.polygon(
        [(width * 0.16, height * 0.4), (width * 0.54, height * 0.4), (width * 0.35, height * 0.2)],
        (90, 60, 50),
    )
    draw.rectangle((width * 0.27, height * 0.5, width * 0.36, height * 0.62), (235, 235, 220))
    return image


def quarters() -> Image.Image:
    """Red, green / blue, white: what the pictures below show that no library here can write."""
    image = Image.new("RGB", (64, 48), (220, 30, 30))
    image.paste((30, 180, 30), (32, 0, 64, 24))
    image.paste((30, 30, 220), (0, 24, 32, 48))
    image.paste((255, 255, 255), (32, 24, 64, 48))
    return image


def exif(**more: Any) -> Image.Exif:
    """Date, camera and place."""
    block = Image.Exif()
    block[Base.Make], block[Base.Model] = "Maker", "Model 1"
    block[Base.Orientation] = more.get("orientation", 1)
    inner = block.get_ifd(IFD.Exif)
    inner[Base.DateTimeOriginal] = TAKEN
    if "colour_space" in more:
        inner[Base.ColorSpace] = more["colour_space"]
    if "interoperability" in more:
        inner[Base.ExifInteroperabilityOffset] = {1: more["interoperability"]}
    block.get_ifd(IFD.GPSInfo).update(
        {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)}
    )
    return block


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Written by Pillow, with EXIF and XMP where it writes them."""
    out = io.BytesIO()
    if kind in {"JPEG", "PNG", "WEBP", "TIFF", "AVIF", "MPO"}:
        options.setdefault("exif", exif())
    if kind in {"JPEG", "WEBP", "AVIF"}:
        options.setdefault("xmp", XMP)
    if kind == "JPEG":
        options = {"quality": 92, "subsampling": 0, **options}
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options.setdefault("pnginfo", words)
    if kind == "TIFF":
        options["exif"] = in_tiff(Image.Exif() if "compression" in options else exif())
    image.save(out, kind, **options)
    return out.getvalue()


def in_tiff(block: Image.Exif) -> bytes:
    """The same as a TIFF takes it, with XMP."""
    block[700] = XMP
    return block.tobytes()


def moving(kind: str) -> bytes:
    """A picture of three frames that begins with an empty one."""
    out = io.BytesIO()
    empty = Image.new("RGB", SIZE, "black")
    frames = [scene(), scene().rotate(3)]
    empty.save(out, kind, save_all=True, append_images=frames, duration=80)
    return out.getvalue()


def png_16(values: npt.NDArray[np.uint16], before: Sequence[tuple[bytes, bytes]] = ()) -> bytes:
    """A PNG of 16 bits: grey (height, width) or RGB (height, width, 3)."""
    height, width = values.shape[:2]
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in values)
    head = struct.pack(">IIBBBBB", width, height, 16, 2 if values.ndim == 3 else 0, 0, 0, 0)
    chunks = [(b"IHDR", head), *before, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


def with_chunk(png: bytes, kind: bytes, body: bytes) -> bytes:
    """The PNG with a chunk behind its header."""
    return png[:33] + _chunk(kind, body) + png[33:]


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def tiff_rgb(values: npt.NDArray[Any]) -> bytes:
    """An uncompressed TIFF of RGB (height, width, 3), uint16 or float32, with EXIF."""
    height, width = values.shape[:2]
    floating = values.dtype.kind == "f"
    data = values.astype("<f4" if floating else "<u2").tobytes()
    bits = 32 if floating else 16
    tags: list[Tag] = [
        (256, 4, 1, struct.pack("<I", width)),
        (257, 4, 1, struct.pack("<I", height)),
        (258, 3, 3, struct.pack("<3H", bits, bits, bits)),
        (259, 3, 1, struct.pack("<H", 1)),
        (262, 3, 1, struct.pack("<H", 2)),
        (271, 2, 6, b"Maker\0"),
        (272, 2, 8, b"Model 1\0"),
        (273, 4, 1, b"DATA"),
        (277, 3, 1, struct.pack("<H", 3)),
        (278, 4, 1, struct.pack("<I", height)),
        (279, 4, 1, struct.pack("<I", len(data))),
        (339, 3, 3, struct.pack("<3H", *([3 if floating else 1] * 3))),
        (700, 1, len(XMP), XMP),
    ]
    return tiff_block(tags, data)


def jp2(image: Image.Image, **options: Any) -> bytes:
    """JPEG 2000 with an XMP box."""
    out = io.BytesIO()
    image.save(out, "JPEG2000", **options)
    return out.getvalue() + _box(b"uuid", _XMP_BOX + XMP)


def extended(
    more: bytes = XMP, *, order: int = 1, size: int | None = None, guid: bytes = GUID
) -> bytes:
    """A JPEG whose XMP goes on in further segments, at most 40 bytes in each.

    Args:
        more: what lies in them.
        order: -1: the last of them comes first.
        size: how long they say it is.
        guid: whose they are.
    """
    note = b'xmlns:n="http://ns.adobe.com/xmp/note/" n:HasExtendedXMP="%s"' % GUID
    main = b"%s<rdf:Description %s/></rdf:RDF></x:xmpmeta>" % (XMP[: XMP.index(b"<rdf:Des")], note)
    data = saved(scene(), "JPEG", xmp=main)
    at = data.index(b"http://ns.adobe.com/xap/1.0/\0") - 4
    segments: list[bytes] = []
    for start in range(0, len(more), 40):
        head = b"http://ns.adobe.com/xmp/extension/\0" + guid
        place = struct.pack(">II", len(more) if size is None else size, start)
        body = head + place + more[start : start + 40]
        segments.append(b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body)
    return data[:at] + b"".join(segments[::order]) + data[at:]


def jxl(values: npt.NDArray[Any], **options: Any) -> bytes:
    """JPEG XL in a container with EXIF and XMP."""
    from imagecodecs import jpegxl_encode

    stream = bytes(jpegxl_encode(values, numthreads=1, **options))
    if stream.startswith(b"\xff\x0a"):
        head = _box(b"JXL ", b"\r\n\x87\n") + _box(b"ftyp", b"jxl \0\0\0\0jxl ")
        stream = head + _box(b"jxlc", stream)
    return stream + _box(b"Exif", b"\0\0\0\0" + exif().tobytes()[6:]) + _box(b"xml ", XMP)


def jxl_of_jpeg(jpeg: bytes) -> bytes:
    """A JPEG as JPEG XL, from which it can be had again."""
    from imagecodecs import jpegxl_encode_jpeg

    return bytes(jpegxl_encode_jpeg(jpeg, usecontainer=True, numthreads=1))


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + kind + body


def psd(
    planes: npt.NDArray[Any],
    kind: int,
    *,
    large: bool = False,
    packed: bool = False,
    resources: Mapping[int, bytes] | None = None,
    colours: bytes = b"",
) -> bytes:
    """A Photoshop file without layers.

    Args:
        planes: (channels, height, width), uint8, uint16 or float32; inks as Photoshop has them.
        kind: the colour mode: 1 grey, 2 indexed, 3 RGB, 4 CMYK, 9 Lab.
        large: PSB.
        packed: PackBits.
        resources: parts beside the picture by their number; EXIF and XMP where there are none.
        colours: the colour table.
    """
    channels, height, width = planes.shape
    head = struct.pack(
        ">4sH6xHIIHH", b"8BPS", 1 + large, channels, height, width, 8 * planes.itemsize, kind
    )
    parts = {0x0422: exif().tobytes()[6:], 0x0424: XMP} if resources is None else resources
    block = b"".join(
        b"8BIM" + struct.pack(">HHI", number, 0, len(data)) + data + b"\0" * (len(data) % 2)
        for number, data in parts.items()
    )
    rows = [row.tobytes() for row in planes.astype(planes.dtype.newbyteorder(">")).reshape(
        channels * height, width)]  # fmt: skip
    body = struct.pack(">H", packed)
    if packed:
        rows = [_packed(row) for row in rows]
        body += b"".join(struct.pack(">I" if large else ">H", len(row)) for row in rows)
    return (
        head
        + struct.pack(">I", len(colours)) + colours
        + struct.pack(">I", len(block)) + block
        + bytes(8 if large else 4)
        + body + b"".join(rows)
    )  # fmt: skip


def _packed(row: bytes) -> bytes:
    out = b""
    for at in range(0, len(row), 128):
        part = row[at : at + 128]
        same = len(part) > 1 and len(set(part)) == 1
        out += bytes([257 - len(part)]) + part[:1] if same else bytes([len(part) - 1]) + part
    return out


def dng(
    *,
    preview: bool,
    shown: Image.Image | None = None,
    seen: Image.Image | None = None,
    colour_space: int = 1,
) -> bytes:
    """A camera raw file of the scene whose colours are linear sRGB, with EXIF and XMP.

    Args:
        preview: whether a JPEG lies in it.
        shown: that JPEG's code values; None: the scene.
        seen: what the sensor saw; None: the scene.
        colour_space: what the camera says of them.
    """
    from formats_colours import SRGB, linear

    light = linear(np.asarray(seen or scene(), np.float64) / 255) * 0.9
    mosaic = np.empty(light.shape[:2])
    for (dy, dx), channel in {(0, 0): 0, (0, 1): 1, (1, 0): 1, (1, 1): 2}.items():
        mosaic[dy::2, dx::2] = light[dy::2, dx::2, channel]
    samples = np.rint(mosaic * 65535).astype("<u2").tobytes()
    matrix = np.rint(np.linalg.inv(SRGB) * 10_000).astype(int).ravel()
    small = saved(shown or scene(), "JPEG", exif=b"", xmp=b"") if preview else b""
    height, width = light.shape[:2]
    main: list[Tag] = [
        (254, 4, 1, struct.pack("<I", 1 if preview else 0)),
        (271, 2, 6, b"Maker\0"),
        (272, 2, 8, b"Model 1\0"),
        (274, 3, 1, struct.pack("<H", 1)),
        (700, 1, len(XMP), XMP),
        (34665, 4, 1, b"EXIF"),
        (50706, 1, 4, bytes([1, 4, 0, 0])),
        (50708, 2, 8, b"Model 1\0"),
        (50721, 10, 9, b"".join(struct.pack("<ii", int(v), 10_000) for v in matrix)),
        (50728, 5, 3, struct.pack("<6I", 1, 1, 1, 1, 1, 1)),
        (50778, 3, 1, struct.pack("<H", 21)),
    ]
    sensor: list[Tag] = [
        *_picture_tags(width, height, 1, 32803, samples),
        (33421, 3, 2, struct.pack("<HH", 2, 2)),
        (33422, 1, 4, bytes([0, 1, 1, 2])),
        (50717, 4, 1, struct.pack("<I", 65535)),
    ]
    details: list[Tag] = [
        (36867, 2, 20, TAKEN.encode() + b"\0"),
        (40961, 3, 1, struct.pack("<H", colour_space)),
    ]
    if preview:
        main += [*_picture_tags(width, height, 7, 6, small), (330, 4, 1, b"SENS")]
        sensor.insert(0, (254, 4, 1, struct.pack("<I", 0)))
        return _laid_out((main, small), (sensor, samples), details)
    return _laid_out((main + sensor, samples), None, details)


def _picture_tags(width: int, height: int, packing: int, colours: int, data: bytes) -> list[Tag]:
    samples = 3 if colours == 6 else 1
    bits = struct.pack(f"<{samples}H", *([8 if colours == 6 else 16] * samples))
    return [
        (256, 4, 1, struct.pack("<I", width)),
        (257, 4, 1, struct.pack("<I", height)),
        (258, 3, samples, bits),
        (259, 3, 1, struct.pack("<H", packing)),
        (262, 3, 1, struct.pack("<H", colours)),
        (273, 4, 1, b"DATA"),
        (277, 3, 1, struct.pack("<H", samples)),
        (278, 4, 1, struct.pack("<I", height)),
        (279, 4, 1, struct.pack("<I", len(data))),
    ]


Part = tuple[list[Tag], bytes]
"""A directory and the data that lie behind it."""


def _laid_out(main: Part, sensor: Part | None, details: list[Tag]) -> bytes:
    """Directory and data, then those of the sensor where they lie apart, then EXIF."""

    def ready(**places: int) -> list[Tag]:
        known = {name.encode(): struct.pack("<I", at) for name, at in places.items()}
        return sorted((number, kind, n, known.get(v, v)) for number, kind, n, v in main[0])

    there = 8 + len(directory(ready(EXIF=0, SENS=0), 8, main[1]))
    there += there % 2
    second = directory(sorted(sensor[0]), there, sensor[1]) if sensor else b""
    exif_at = there + len(second) + len(second) % 2
    file = struct.pack("<2sHI", b"II", 42, 8)
    file += directory(ready(EXIF=exif_at, SENS=there), 8, main[1])
    file = file.ljust(there, b"\0") + second
    return file.ljust(exif_at, b"\0") + directory(details, exif_at)


# `quarters`, written by x265, libaom and libjxl
HEIC_10_BIT = base64.b64decode("""
AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAaxtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAA
AAAAAA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAMAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHQAAEAAAAAAAAAjwACAAEA
AAAAAAAAAQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAA
AADXaXBycAAAALVpcGNvAAAAdWh2Y0MBBAgAAAAAAAAAAAAe8AD8/fr6AAAPAyAAAQAXQAEMAf//BAgAAAMAnbgAAAMAAB66
AkAhAAEAKkIBAQQIAAADAJ24AAADAAAeoCCBBNlurkprm4EBAwIAAAMAAgAAAwACECIAAQAGRAHBc8CJAAAAFGlzcGUAAAAA
AAAAQAAAAEAAAAAUaXNwZQAAAAAAAABAAAAAMAAAABBwaXhpAAAAAAMKCgoAAAAaaXBtYQAAAAAAAAACAAECgQIAAgIDhAAA
ABppcmVmAAAAAAAAAA5kaW1nAAIAAQABAAAAl21kYXQAAACLKAGvCeAjNcT/+6n//7onIerbfXKRlgav/H3xX0Vkf34nGjva
8hMThj++fVf9e4uln5H9J15La5vPdV9oRMEfh7J9vG38wxe2PPZMZqZmt7P26DoELDb0ajWZ1tMvwUgAOn5F3rfoIj/ttFYQ
gR6gLHym+ogBUABe10YX/v4s/1t85AnnelkJ8n68cA==
""")
AVIF_P3 = base64.b64decode("""
AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAA
AAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAADQAAAAoaWluZgAAAAAAAQAA
ABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAEAAAAAwAAAAEHBpeGkAAAAA
AwoKCgAAAAxhdjFDgSBAAAAAABNjb2xybmNseAAMAA0ABoAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAADxtZGF0EgAKCTgV
f72MMDQaQDIlRPABRRRRALhncfy9oFDP3P8BH8ZBSMxAHrzj8lcyRsX0MCsALQ==
""")
AVIF_PQ = base64.b64decode("""
AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAA
AAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAADQAAAAoaWluZgAAAAAAAQAA
ABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAEAAAAAwAAAAEHBpeGkAAAAA
AwoKCgAAAAxhdjFDgSBAAAAAABNjb2xybmNseAAJABAACYAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAADxtZGF0EgAKCTgV
f72MJEAmQDIlRPABRRRRALhnN2Eu7YLhRhuWF8ZBSMxO7Crifw1PhlnoYFYAWg==
""")
AVIF_HLG = base64.b64decode("""
AAAAIGZ0eXBhdmlmAAAAAGF2aWZtaWYxbWlhZk1BMUEAAADybWV0YQAAAAAAAAAoaGRscgAAAAAAAAAAcGljdAAAAAAAAAAA
AAAAAGxpYmF2aWYAAAAADnBpdG0AAAAAAAEAAAAeaWxvYwAAAABEAAABAAEAAAABAAABGgAAADQAAAAoaWluZgAAAAAAAQAA
ABppbmZlAgAAAAABAABhdjAxQ29sb3IAAAAAamlwcnAAAABLaXBjbwAAABRpc3BlAAAAAAAAAEAAAAAwAAAAEHBpeGkAAAAA
AwoKCgAAAAxhdjFDgSBAAAAAABNjb2xybmNseAAJABIACYAAAAAXaXBtYQAAAAAAAAABAAEEAQKDBAAAADxtZGF0EgAKCTgV
f72MJEgmQDIlRPABRRRRALhnN2Eu7YLhRhuWF8ZBSMxO7Crifw1PhlnoYFYAWg==
""")
JXL_P3 = base64.b64decode("""
/wrLQEImNwIAEogAkAqP/CkBAFChMsq4wcu5ni8/dFhM27jO0FbbFpYkioxjk3QCh0kKCmTYtWOMisGgGolVjpGMjIyRkYq1
1NKVpDrKCoqMjGSaijaEdIF6cLSk/Ygtyt+4rH9CMCsk02ZMkDUNss8fRYFYIhGH+2NsBL38JlRj8BhOduzXudwrgVMb0z/T
LwmK6XgtN33SVEWXNELinZ3EGap/UHDU0vZqFQUYzUmfgoMt4yIrVchUdJoDCf7TefII1CmHG12wBK9pAxXQNJgrEwAOIcO9
QM0MhyivSLByf7cdPHPbGnEp2NkFgBQ6A8+ZXuitJADA9r0pxZiHZtrKtZcEANi+N6UY8zAMVbe1bf3QSgIAbN+bUox5aKat
XIUU2KF4FKnjMY8k73g5eTn5E/8/xvdWgUnQRwA/gpKVFfyBoc1KLH1VHWh0eu+pRG3RRP92R8oXslssXXSMZ6kg58W6udVu
1yoybm5LlufvFck80s4sPRle0uSpNO0FiN+JafUjXbzmur9qRY6+Kt/d00iE0PuuGoBvAcGexeailwFMSJ9B+2LaAk48uu68
8gz/Rw0Th+uQoVHgpfhSGISAWCiA8DdpLSHIhCa6BbfTJyGl8lAYvieq+TCBWSl93hc6IDUU61U9sDqYi5JPIEJ2zq19JKvI
dRnCRk79AehfTAdeEt/RRJXP/QL5tor/p8gfXuQ5Knpauv2AfCMx9aU5y5cAc8I37iiqELot8LmIUAZ0XSAeZsHIkXppNDTJ
nn4PcE2kRyt/K42XbgptBDBT3tHW6Q4YEuRRFF5IlCUB+CAMVPbCQCG4I0EAKuDy2xEEJSAgHHiUJUycL/6lGdAl1Lv+GLlO
c6R+q39GEO5Aj21hAk8f8cWESgA7uAKuNFq5LkFszDg8ceTmRVQ6RFcP
""")
