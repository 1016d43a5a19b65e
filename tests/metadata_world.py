"""Pictures with sidecars, and a library over them."""

import os
from pathlib import Path

import numpy as np
from PIL import Image

from photoclip.library.library import Library
from photoclip.records import Photo

HEAD = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
    ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"'
    ' xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" crs:Exposure2012="+0.50"'
)
TAIL = "</rdf:Description></rdf:RDF></x:xmpmeta>"


def packet(*keywords: str, attributes: str = "", title: str = "") -> str:
    """A sidecar of another program."""
    items = "".join(f"<rdf:li>{each}</rdf:li>" for each in keywords)
    subject = f"<dc:subject><rdf:Bag>{items}</rdf:Bag></dc:subject>" if keywords else ""
    alt = f'<rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt>'
    return f"{HEAD} {attributes}>{subject}{f'<dc:title>{alt}</dc:title>' if title else ''}{TAIL}"


def paint(path: Path, seed: int, **more: object) -> Path:
    """A picture of its own."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(0, 255, (4, 5, 3), dtype=np.uint8)
    picture = Image.fromarray(coarse).resize((200, 160), Image.Resampling.BICUBIC)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, **more)
    return path


def photo_of(library: Library, path: Path) -> Photo:
    """What the library knows of the photo here."""
    return library.showing.photo(library.showing.photo_at(path))


def tags(photo: Photo) -> dict[str, set[str]]:
    """Who gave each tag."""
    found: dict[str, set[str]] = {}
    for each in photo.tags:
        found.setdefault(each.name, set()).add(each.source)
    return found


def state(path: Path) -> tuple[int, int]:
    """Size and time of a file."""
    now = path.stat()
    return now.st_size, now.st_mtime_ns


def write(path: Path, text: str) -> None:
    """As another program: a new time, whatever the clock's steps."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, "utf-8")
    if path.stat().st_mtime_ns == before:
        os.utime(path, ns=(before, before + 1_000_000))
