"""A library in which every text is hostile: to terminals, markup, Qt, SQL, spreadsheets, XML."""

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

import numpy as np
from PIL import Image
from tiny_models import tiny_model

from photoclip.library.library import Library
from photoclip.records import LabelList

NAMES = (
    "[bold red]x[/]",
    "[/foo]",
    "[link=https://example.org]y",
    "\x1b[31mred\x1b]0;title\x07",
    "\x9b31m\x9d0;t\x9c",
    "line\nbreak\r+ more",
    "\u202egpj.exe\u2066",
    "<img src=x:y><b>bold</b>",
    "R&B &Z",
    "50%_' \"; DROP TABLE tag;--",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    ":smile: {name} {0} %n %1",
    "..",
)
"""Each is put in every place that takes a text, as a name of a file with something behind it."""

STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)

_BOMB = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&b;&c;</x:xmpmeta>"""
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@dataclass(frozen=True, slots=True)
class Hostile:
    """Where it lies."""

    library: Path
    pictures: Path
    lists: Path

    def file(self, number: int) -> Path:
        """The picture named after one of `NAMES`."""
        return self.pictures / "<b>R&B</b> [bold]" / file_name(number)


def file_name(number: int) -> str:
    """A name like one of `NAMES`, as it may be a file's."""
    name = NAMES[number].replace("/", "|")
    return f"{'x' if name.startswith('.') else ''}{name} {number}.jpg"


def make(place: Path) -> Hostile:
    """Pictures with hostile names and facts, indexed; tags, albums, lists and searches alike."""
    hostile = Hostile(place / "[red]<i>library", place / "pictures", place / "lists")
    hostile.lists.mkdir(parents=True)
    hostile.file(0).parent.mkdir(parents=True)
    for number, name in enumerate(NAMES):
        _draw(hostile.file(number), name, number)
    _draw(hostile.pictures / "bomb.jpg", "", 90, _BOMB)
    _draw(hostile.pictures / "deep.jpg", "", 91, "<a>" * 4_000 + "</a>" * 4_000)
    (hostile.pictures / f"{NAMES[3]} broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 not a picture")
    with Library.open(hostile.library) as library:
        library.use_model(tiny_model(place, "<b>[tiny] R&B"))
        report = library.index([hostile.pictures])
        assert len(report.failed) == 1
        photos = [library.showing.photo_at(hostile.file(number)) for number in range(len(NAMES))]
        for name in NAMES:
            library.tagging.tag(photos, name)
            album = library.organising.new_album(name, np.array(photos[:5]))
            assert album.count
            library.organising.save_search(name, f"{name.split()[0]} red".replace('"', ""))
        library.tagging.save(
            LabelList(
                "<b>[bold]R&B</b>",
                tuple(dict.fromkeys(" ".join(name.split()) for name in NAMES)),
                exclusive=False,
                phrases={" ".join(NAMES[10].split()): ("=2+2", "@x")},
            )
        )
    return hostile


def _draw(path: Path, text: str, number: int, packet: str = "") -> None:
    coarse = np.random.default_rng(number).integers(0, 256, (4, 4, 3), np.uint8)
    picture = Image.fromarray(coarse).resize((64, 64), Image.Resampling.NEAREST)
    exif = Image.Exif()
    if text:
        exif[0x010E], exif[0x013B] = text, text  # description, artist
        exif[0x010F], exif[0x0110] = text[:20], text[:20]  # make and model of the camera
        exif.get_ifd(0x8769)[0x9003] = f"2023:06:{1 + number // 2:02} 12:{number:02}:00"  # taken
        exif.get_ifd(0x8825).update({1: "N", 2: (48.0, number / 2, 0.0), 3: "E", 4: (11.0, 0, 0)})
    said = escape(re.sub("[\x00-\x08\x0b-\x1f]", "?", text))
    xmp = packet or (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}"><rdf:Description '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:subject><rdf:Bag><rdf:li>kw {said}</rdf:li></rdf:Bag></dc:subject>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{said}</rdf:li></rdf:Alt></dc:title>'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    picture.save(path, "JPEG", exif=exif, xmp=xmp.encode())
