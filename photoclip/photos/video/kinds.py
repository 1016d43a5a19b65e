"""Which files are videos, and whether their frames can be read here."""

import re
from functools import cache
from importlib.util import find_spec

VIDEO_EXTENSIONS: frozenset[str] = frozenset(
    {
        ".3g2", ".3gp", ".avi", ".flv", ".m2ts", ".m4v", ".mkv", ".mov", ".mp4", ".mpe", ".mpeg",
        ".mpg", ".mts", ".ogv", ".qt", ".vob", ".webm", ".wmv",
    }
)  # fmt: skip
"""Extensions that make a file a candidate where videos can be read, lower-case with their dot."""

STILL_EXTENSIONS: frozenset[str] = frozenset({".heic", ".heif", ".hif", ".jpeg", ".jpg"})
"""Endings of pictures that a Live Photo's video lies beside."""

VIDEOS_NEED = "Videos need photoclip[video]; install it with: pip install 'photoclip[video]'"
"""What a person is told whose program cannot read them."""

HEAD_BYTES = 64
"""How many first bytes `sniff_video` wants."""

_MOVIE_BRANDS = re.compile(
    rb"qt  |isom|iso[2-9a-z]|mp4[0-9v]|mp71|M4V[ HP]|avc[1-4]|3g[prs2g][0-9a-z]|3ge|3gg|MSNV|NDX|"
    rb"f4v |dash|mmp4|kddi|XAVC|hvc1|av01|MGSV|CAEP"
)
_MOVIE_BOXES = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_ASF = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")


def sniff_video(head: bytes) -> str | None:
    """The container that a file's first bytes are the signature of, None for anything else.

    Args:
        head: the first `HEAD_BYTES` bytes, or all of a shorter file.
    """
    if head[4:8] == b"ftyp":
        return "MP4" if _MOVIE_BRANDS.match(head[8:12]) else None
    if head[4:8] in _MOVIE_BOXES and head[8:] and int.from_bytes(head[:4], "big") >= 8:
        return "MOV"
    for prefix, name in ((b"\x1a\x45\xdf\xa3", "MKV"), (_ASF, "WMV"), (b"FLV\x01", "FLV")):
        if head.startswith(prefix):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return "AVI"
    if head.startswith((b"\0\0\x01\xba", b"\0\0\x01\xb3")):
        return "MPEG"
    return "OGG" if head[:4] == b"OggS" and b"\x80theora" in head else None


@cache
def is_readable() -> bool:
    """Whether frames of videos can be read: the extra is installed."""
    return find_spec("cv2") is not None
