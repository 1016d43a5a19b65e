"""XMP packets: what is written is what is read, and what others wrote keeps its bytes."""

import contextlib
import io
import itertools
import os
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import formats_files as files
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from photoclip.errors import PhotoError
from photoclip.photos.decode import decode
from photoclip.photos.text import clean
from photoclip.photos.xmp import carriers
from photoclip.photos.xmp.document import BOMB, parse
from photoclip.photos.xmp.keywords import key_of
from photoclip.photos.xmp.reading import words_in
from photoclip.photos.xmp.writing import Rewording, reworded
from photoclip.records import DecodedPhoto
from photoclip.records_metadata import Said


def shown(text: str) -> str:
    """As the catalog keeps a tag."""
    return " ".join(clean(text, 1_000).split())


TAGS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).map(shown).filter(bool)
AWKWARD = st.sampled_from(
    ["a|b", "Places|Portugal|Lisbon", "Lisbon", "Places", "AC/DC", "a||b", "|", "/", "a, b", "]]>",
     "<i>&amp;", '"', "Ünïcödé", "日本|東京", "🦆", "a/b|c", "x|y|", " |", "cdata", "0", "A|B", "B"]
)  # fmt: skip
WORDS = st.lists(st.one_of(TAGS, AWKWARD.map(shown)), max_size=8, unique_by=key_of).map(tuple)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60).map(lambda t: clean(t, 5_000))
LABELS = TEXTS.map(shown)
SAID = st.fixed_dictionaries(
    {},
    optional={
        "title": TEXTS, "description": TEXTS, "label": LABELS,
        "rating": st.one_of(st.none(), st.integers(-1, 5)),
    },
)  # fmt: skip

DARKTABLE = """<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/"
    xmlns:darktable="http://darktable.sf.net/"
   xmp:Rating = '2'
   darktable:xmp_version="5"
   darktable:history_end="3">
   <d:subject><rdf:Seq><rdf:li>Sea</rdf:li>
     <rdf:li>Lisbon</rdf:li></rdf:Seq></d:subject>
   <lr:hierarchicalSubject><rdf:Seq><rdf:li>Sea</rdf:li>
     <rdf:li>Places|Portugal|Lisbon</rdf:li></rdf:Seq></lr:hierarchicalSubject>
   <d:title><rdf:Alt><rdf:li xml:lang="x-default">Boat</rdf:li><rdf:li xml:lang="de">Schiff</rdf:li>
     </rdf:Alt></d:title>
   <darktable:history><!-- a > in a comment --><rdf:Seq>
     <rdf:li darktable:operation="exposure" darktable:params="gz12eJx&gt;jY>" darktable:num='0'/>
    </rdf:Seq></darktable:history>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""
LIGHTROOM = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="uuid:1" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
    xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
    crs:Exposure2012="+0.35" crs:ToneCurveName2012="Linear">
   <crs:ToneCurvePV2012><rdf:Seq><rdf:li>0, 0</rdf:li><rdf:li>255, 255</rdf:li></rdf:Seq>
   </crs:ToneCurvePV2012>
   <mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:RegionList><rdf:Bag>
     <rdf:li rdf:parseType="Resource"><mwg-rs:Name>Ann</mwg-rs:Name></rdf:li></rdf:Bag>
   </mwg-rs:RegionList></mwg-rs:Regions>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
DIGIKAM = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:digiKam="http://www.digikam.org/ns/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/" digiKam:PickLabel="0"
 MicrosoftPhoto:Rating="50"><digiKam:TagsList><rdf:Seq><rdf:li>Places/Oslo</rdf:li><rdf:li>Sea</rdf:li>
</rdf:Seq></digiKam:TagsList><dc:subject><rdf:Bag><rdf:li>Oslo</rdf:li><rdf:li>Sea</rdf:li></rdf:Bag>
</dc:subject><MicrosoftPhoto:LastKeywordXMP><rdf:Bag/></MicrosoftPhoto:LastKeywordXMP>
</rdf:Description></rdf:RDF></x:xmpmeta>"""
PACKETS = ("", DARKTABLE, LIGHTROOM, DIGIKAM)


def read(packet: bytes) -> Said:
    return words_in(packet)[0]


def keys(words: tuple[str, ...] | None) -> set[str]:
    return {key_of(unicodedata.normalize("NFC", each)) for each in words or ()}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PACKETS), WORDS, SAID)
@example("", ("a|b", "b"), {"title": ""})
@example("", ("a|b", "B"), {})
@example(DIGIKAM, ("AC/DC", "Places|Oslo"), {"rating": 5})
@example(DIGIKAM, ("Places | Oslo",), {})
def test_what_is_written_is_read(packet: str, words: tuple[str, ...], said: dict) -> None:
    before = read(packet.encode())
    written = reworded(packet.encode(), Rewording(words, said))
    after = read(written)
    assert keys(after.keywords) == keys(words)
    if not packet:  # new words keep their spelling; known ones that of the packet
        assert set(after.keywords or ()) == set(words)
    for name in ("title", "description", "label", "rating"):
        wanted = said.get(name, getattr(before, name))
        assert (getattr(after, name) or None) == (wanted or None), name
    again = reworded(written, Rewording(words, said))
    assert read(again) == after
    assert len(again) == len(written)  # nothing grows


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PACKETS[1:]), WORDS, SAID)
def test_what_others_wrote_keeps_its_bytes(packet: str, words: tuple[str, ...], said: dict) -> None:
    written = reworded(packet.encode(), Rewording(words, said)).decode()
    for mine in (
        r"<darktable:history>.*?</darktable:history>", r'darktable:\w+="\d+"',
        r"<crs:ToneCurve.*?</crs:\w+>", r'crs:\w+="[^"]*"', r"<mwg-rs:Regions .*?</mwg-rs:Regions>",
        r'<rdf:li xml:lang="de">.*?</rdf:li>', r'digiKam:PickLabel="0"', r"<\?xpacket.*?\?>",
        r"<\?xml .*?\?>", r"<x:xmpmeta[^>]*>", r"<rdf:RDF[^>]*>",
    ):  # fmt: skip
        found = re.findall(mine, packet, re.DOTALL)
        assert re.findall(mine, written, re.DOTALL)[: len(found)] == found, mine


def test_nothing_to_say_changes_no_byte() -> None:
    for packet in PACKETS[1:]:
        words = read(packet.encode()).keywords
        assert reworded(packet.encode(), Rewording(words)) == packet.encode()
        assert reworded(packet.encode(), Rewording()) == packet.encode()


def test_one_star_more_changes_one_letter() -> None:
    written = reworded(DARKTABLE.encode(), Rewording(values={"rating": 3})).decode()
    assert written == DARKTABLE.replace("xmp:Rating = '2'", 'xmp:Rating ="3"')


def test_levels_of_all_programs_make_one_list() -> None:
    assert read(DARKTABLE.encode()).keywords == ("Sea", "Places|Portugal|Lisbon")
    assert keys(read(DIGIKAM.encode()).keywords) == {"sea", "places|oslo"}
    assert read(DIGIKAM.encode()).rating == 3
    more = reworded(DIGIKAM.encode(), Rewording(("Sea", "Places|Oslo", "Animals|Seal"))).decode()
    assert "<rdf:li>Animals/Seal</rdf:li>" in more  # in digiKam's own list
    assert re.search(r"LastKeywordXMP><rdf:Bag>.*Animals/Seal.*</rdf:Bag>", more, re.DOTALL)
    less = reworded(DIGIKAM.encode(), Rewording(("Sea",), {"rating": 5})).decode()
    assert "Oslo" not in less
    assert 'MicrosoftPhoto:Rating="99"' in less


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str) -> None:
    packet = DARKTABLE.replace("Boat", "Bøåt")
    if "utf-8" not in encoding:
        packet = packet.replace("UTF-8", "UTF-16")
    assert read(packet.encode(encoding)).title == "Bøåt"
    assert read(reworded(packet.encode(encoding), Rewording(("Sea",)))).title == "Bøåt"


def test_traps_are_refused_with_a_sentence() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]><x>&a11;</x>'
    outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'
    for trap in (bomb, outside, '<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x/>'):
        with pytest.raises(PhotoError, match=re.escape(BOMB)):
            parse(trap.encode())
    for damaged in ("<x", "<a><b></a>", "<a>" * 100_000, "<x:a/>"):
        with pytest.raises(PhotoError, match="no whole XML"):
            parse(damaged.encode())


# ── in files ────────────────────────────────────────────────────────────────────────────────


def encoded(kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    rng = np.random.default_rng(7)
    noise = rng.integers(0, 255, (37, 61, 4 if kind == "ALPHA" else 3), dtype=np.uint8)
    image = Image.fromarray(noise)
    image.save(out, "WEBP" if kind in {"LOSSLESS", "ALPHA"} else kind,
               **({"lossless": True} if kind in {"LOSSLESS", "ALPHA"} else {}), **more)  # fmt: skip
    return out.getvalue()


KINDS = ("JPEG", "PNG", "WEBP", "LOSSLESS", "ALPHA", "TIFF")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("exif", [False, True])
def test_a_packet_in_a_file_leaves_the_picture_as_it_is(kind: str, *, exif: bool) -> None:
    tags = Image.Exif()
    tags[271] = "Maker"
    data = encoded(kind, **({"exif": tags} if exif else {}))
    pixels = Image.open(io.BytesIO(data)).tobytes()
    assert carriers.packet_in(data) == b""
    sizes = []
    for length in (0, 300, 30, 5_000, 10):
        wanted = Rewording(("Sea", "A|B"), {"description": "d" * length})
        packet = reworded(carriers.packet_in(data), wanted)
        data = carriers.with_packet(data, packet)
        assert read(carriers.packet_in(data)).description == ("d" * length or "")
        image = Image.open(io.BytesIO(data))
        assert image.tobytes() == pixels
        assert image.getexif().get(271) == ("Maker" if exif else None)
        sizes.append(len(data))
    assert max(sizes) < sizes[0] + 20_000


def test_a_new_packet_in_a_tiff_uses_the_room_there_is() -> None:
    data = carriers.with_packet(encoded("TIFF"), reworded(b"", Rewording(("Sea",))))
    longer = reworded(carriers.packet_in(data), Rewording(("Sea",), {"title": "t" * 500}))
    assert len(carriers.with_packet(data, longer)) > len(data)  # it is as it was, with padding
    words = Rewording(("Sun",))
    assert len(carriers.with_packet(data, reworded(carriers.packet_in(data), words))) == len(data)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(KINDS), st.data())
def test_damaged_files_are_refused_or_kept(kind: str, data: st.DataObject) -> None:
    whole = encoded(kind)
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = data.draw(
        st.sampled_from([whole[:at], whole[:at] + b"\xff" + whole[at + 1 :], whole[at:]])
    )
    packet = reworded(b"", Rewording(("Sea",)))
    with contextlib.suppress(PhotoError):
        written = carriers.with_packet(damaged, packet)
        assert read(carriers.packet_in(written)).keywords == ("Sea",)


@pytest.mark.parametrize("kind", KINDS)
def test_every_damaged_byte_of_a_head_is_refused_or_kept(kind: str) -> None:
    """Among them a PNG without picture, and a WebP of no width."""
    whole, packet = encoded(kind), reworded(b"", Rewording(("Sea",)))
    refused = 0
    for at, byte in itertools.product(range(64), (0, 255)):
        try:
            written = carriers.with_packet(whole[:at] + bytes([byte]) + whole[at + 1 :], packet)
        except PhotoError:
            refused += 1
        else:
            assert read(carriers.packet_in(written)).keywords == ("Sea",)
    assert refused


def said_in(data: bytes, folder: Path) -> Said:
    path = folder / "photo.jpg"
    path.write_bytes(data)
    photo = decode(os.fsencode(path), short_side=16)
    assert isinstance(photo, DecodedPhoto)
    return Said(keywords=photo.facts.keywords, rating=photo.facts.rating)


def test_words_that_found_no_room_in_the_packet_are_read(tmp_path: Path) -> None:
    """Adobe's extended XMP: any order of its pieces; those of another packet do not count."""
    more = DIGIKAM.encode()
    there = Said(keywords=read(more).keywords, rating=3)
    for order in (1, -1):
        assert said_in(files.extended(more, order=order), tmp_path) == there
    nothing = Said(keywords=())
    for damaged in (
        files.extended(more, guid=files.GUID[::-1]),
        files.extended(more, size=len(more) + 1),
        files.extended(more[:-9]),
        files.extended(b'<!DOCTYPE x [<!ENTITY a "b">]>' + more),
        files.extended(more.replace(b"http:", b"x")),
    ):
        assert said_in(damaged, tmp_path) == nothing


def test_exiftool_reads_the_same_extension(tmp_path: Path) -> None:
    if shutil.which("exiftool") is None:
        pytest.skip("exiftool is not installed")
    path = tmp_path / "photo.jpg"
    path.write_bytes(files.extended(DIGIKAM.encode()))
    words = ["exiftool", "-s3", "-sep", ";", "-XMP-dc:Subject", str(path)]
    assert subprocess.run(words, capture_output=True, check=True).stdout.strip() == b"Oslo;Sea"


def test_what_has_no_room_is_said() -> None:
    words = tuple(f"keyword number {n} of very many" for n in range(3_000))
    with pytest.raises(PhotoError, match="sidecar"):
        carriers.with_packet(encoded("JPEG"), reworded(b"", Rewording(words)))
