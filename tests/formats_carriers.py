"""The section of docs/formats.md on where metadata lie in each format, seen in files."""

import io
import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

from formats_metadata import packet
from formats_rows import Section
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from photoclip.photos.decode import decode
from photoclip.photos.xmp.carriers import EMBEDDING, packet_in, with_packet
from photoclip.photos.xmp.writing import Rewording, reworded
from photoclip.records import DecodedPhoto

_XMP = packet("<dc:subject><rdf:Bag><rdf:li>Sea</rdf:li></rdf:Bag></dc:subject>")
_NAMES = {
    "JPEG": "jpg", "PNG": "png", "WEBP": "webp", "TIFF": "tif", "AVIF": "avif", "GIF": "gif",
    "JPEG2000": "jp2", "PSD": "psd",
}  # fmt: skip
_BOX = bytes.fromhex("BE7ACFCB97A942E89C71999491E3AFAC")


def section(folder: Path, data: Path | None) -> Section:
    """The table of formats."""
    rows = [_row(folder, name) for name in _NAMES]
    lead = (
        "Where the words lie in files of each format, and into which they can be put. What is put "
        "into a file leaves every byte of its picture as it was, and the time of its last change. "
        "Other files get a sidecar, and so do JPEGs that hold several pictures."
    )
    del data
    return Section("Metadata by format", lead, ["Format", "EXIF", "XMP", "Put into it"], rows)


def _row(folder: Path, name: str) -> list[str]:
    path = folder / f"file.{_NAMES[name]}"
    exif = _seen(path, name, lambda facts: facts.camera == "Canon EOS", exif=True)
    xmp = _seen(path, name, lambda facts: facts.keywords == ("Sea",), exif=False)
    return [name, "read" if exif else "", "read" if xmp else "", _put(path) if xmp else ""]


def _seen(path: Path, name: str, fits: Callable[[Any], bool], *, exif: bool) -> bool:
    made = _made(name, exif=exif)
    if made is None:
        return False
    path.write_bytes(made)
    found = decode(os.fsencode(path), short_side=16)
    assert isinstance(found, DecodedPhoto)
    return fits(found.facts)


def _made(name: str, *, exif: bool) -> bytes | None:
    """A file with EXIF or with XMP and nothing else; None where nobody writes that."""
    image = Image.new("RGB", (48, 32), "navy")
    if name == "PSD":
        return _photoshop(image, exif=exif)
    tags = Image.Exif()
    tags[272] = "Canon EOS"
    more: dict[str, Any] = {"exif": tags} if exif else {"xmp": _XMP}
    if name == "PNG" and not exif:
        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", _XMP.decode())
        more = {"pnginfo": info}
    if name == "TIFF" and not exif:
        more = {"tiffinfo": {700: _XMP}}
    if name in {"GIF", "JPEG2000"}:
        more = {}
    out = io.BytesIO()
    image.save(out, name, **more)
    data = out.getvalue()
    if name == "JPEG2000" and not exif:
        body = _BOX + _XMP
        return data + struct.pack(">I4s", len(body) + 8, b"uuid") + body
    if name == "GIF":
        return None if exif else _gif(data)
    return None if name == "JPEG2000" else data


def _gif(data: bytes) -> bytes:
    trailer = b"\x01" + bytes(range(0xFF, -1, -1)) + b"\0"
    block = b"\x21\xff\x0bXMP DataXMP" + _XMP + trailer
    at = data.index(b",", 13 + 3 * (2 << (data[10] & 7)))
    return data[:at] + block + data[at:]


def _photoshop(image: Image.Image, *, exif: bool) -> bytes:
    tags = Image.Exif()
    tags[272] = "Canon EOS"
    body = tags.tobytes()[6:] if exif else _XMP
    number = 0x0422 if exif else 0x0424
    part = b"8BIM" + struct.pack(">HHI", number, 0, len(body)) + body + b"\0" * (len(body) % 2)
    head = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, image.height, image.width, 8, 3)
    planes = b"".join(band.tobytes() for band in image.split())
    nothing = struct.pack(">I", 0)
    return head + nothing + struct.pack(">I", len(part)) + part + nothing + b"\0\0" + planes


def _put(path: Path) -> str:
    """Whether words were put into the file and its picture stayed."""
    with Image.open(path) as image:
        kind, before = image.format, image.convert("RGB").tobytes()
    if kind not in EMBEDDING:
        return ""
    data = path.read_bytes()
    path.write_bytes(with_packet(data, reworded(packet_in(data), Rewording(("Sea", "Sun")))))
    with Image.open(path) as image:
        assert image.convert("RGB").tobytes() == before
    found = decode(os.fsencode(path), short_side=16)
    assert isinstance(found, DecodedPhoto)
    assert found.facts.keywords == ("Sea", "Sun")
    return "yes"
