"""Small videos, Live Photos and motion photos, made here."""

import struct
from pathlib import Path

import numpy as np
import pytest
from formats_files import saved, scene
from PIL import Image

RATE = 10


def video(path: Path, colours: list[tuple[int, int, int]], seconds: float = 1.0) -> Path:
    """An MPEG-4 video with a white bar that moves before each of some colours (RGB) in turn."""
    cv2 = pytest.importorskip("cv2", reason="needs photoclip[video]")
    made = path.with_suffix(".made.mp4")
    size = (160, 120)
    writer = cv2.VideoWriter(str(made), cv2.VideoWriter_fourcc(*"mp4v"), RATE, size)
    assert writer.isOpened()
    each = round(seconds * RATE)
    for number in range(each * len(colours)):
        frame = np.full((size[1], size[0], 3), colours[number // each][::-1], np.uint8)
        frame[40:80, 10 + number % 100 : 40 + number % 100] = 255
        writer.write(frame)
    writer.release()
    made.replace(path)
    return path


def showing(path: Path, pictures: list[Image.Image], each: int = 5) -> Path:
    """A video of some pictures, so many frames of each."""
    cv2 = pytest.importorskip("cv2", reason="needs photoclip[video]")
    made = path.with_suffix(".made.mp4")
    writer = cv2.VideoWriter(str(made), cv2.VideoWriter_fourcc(*"mp4v"), RATE, (320, 240))
    for picture in pictures:
        frame = np.asarray(picture.convert("RGB").resize((320, 240)))[:, :, ::-1]
        for _ in range(each):
            writer.write(np.ascontiguousarray(frame))
    writer.release()
    made.replace(path)
    return path


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def bare_movie(seconds: float = 1.5, live_id: str = "", **keys: str) -> bytes:
    """A QuickTime file without any frame that says how long it is, and what Apple's keys say."""
    header = struct.pack(">4xIIII80x", 3_700_000_000, 0, 600, round(seconds * 600))
    track = struct.pack(">4x36x9iII", 0, 65536, 0, -65536, 0, 0, 0, 0, 1 << 30, 64 << 16, 48 << 16)
    said = {**({"content.identifier": live_id} if live_id else {}), **keys}
    names = [f"com.apple.quicktime.{name}".encode() for name in said]
    meta = box(
        b"meta",
        box(b"hdlr", bytes(24)),
        box(b"keys", struct.pack(">4xI", len(names)), *(box(b"mdta", name) for name in names)),
        box(
            b"ilst",
            *(
                box(struct.pack(">I", at), box(b"data", struct.pack(">II", 1, 0), value.encode()))
                for at, value in enumerate(said.values(), start=1)
            ),
        ),
    )
    movie = box(b"moov", box(b"mvhd", header), box(b"trak", box(b"tkhd", track)), meta)
    return box(b"ftyp", b"qt  ", bytes(4), b"qt  ") + movie + box(b"mdat", bytes(100))


def saying(path: Path, seconds: float, live_id: str = "", **keys: str) -> Path:
    """Add to a video what Apple's keys say; players pass over a second `moov`."""
    said = bare_movie(seconds, live_id, **keys)
    movie = said[said.index(b"moov") - 4 : said.index(b"mdat") - 4]
    path.write_bytes(path.read_bytes() + movie.replace(b"trak", b"free"))
    return path


def motion_photo(clip: bytes) -> bytes:
    """A JPEG with a clip behind it, as phones write them."""
    return saved(scene(), "JPEG") + clip


def live_still(live_id: str) -> bytes:
    """A JPEG with Apple's maker note."""
    text = live_id.encode() + b"\0"
    entry = struct.pack(">HHII", 0x11, 2, len(text), 14 + 2 + 12 + 4)
    note = b"Apple iOS\0\0\1MM" + struct.pack(">H", 1) + entry + bytes(4) + text
    block = Image.Exif()
    block[0x010F] = "Apple"
    block.get_ifd(0x8769)[0x927C] = note
    return saved(scene(), "JPEG", exif=block)
