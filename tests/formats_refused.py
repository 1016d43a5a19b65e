"""The table of files that are not read: listed with a reason, or no pictures at all."""

from pathlib import Path

import formats_files as files
import numpy as np
from formats_rows import Section
from formats_run import indexed, outcomes
from PIL import Image

_LEAD = """
A picture that cannot be read stands among the problem files (`photoclip failures`, and in the
window) with the reason. What is no picture is ignored; photoclip counts it and says nothing else.
"""

_PHOTO = files.saved(files.scene(), "JPEG")
_BOMB = b"P6\n90000 90000\n255\n"

FILES: tuple[tuple[str, str, bytes], ...] = (
    ("JPEG XR", "photo.jxr", b"II\xbc\x01" + bytes(60)),
    ("OpenEXR", "photo.exr", b"v/1\x01" + bytes(60)),
    ("Radiance HDR", "photo.hdr", b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n"),
    ("GIMP", "photo.xcf", b"gimp xcf v011\0" + bytes(60)),
    ("Paint Shop Pro", "photo.psp", b"Paint Shop Pro Image File\n\x1a" + bytes(60)),
    ("Lytro", "photo.lfp", b"\x89LFP\r\n\x1a\n" + bytes(60)),
    ("BPG", "photo.bpg", b"BPG\xfb" + bytes(60)),
    ("FLIF", "photo.flif", b"FLIF" + bytes(60)),
    ("Photoshop without a whole picture or preview", "layers-only.psd",
     files.psd(np.full((3, 24, 32), 255, np.uint8), 3, resources={1057: b"\0\0\0\1\0"})),
    ("JPEG that is cut off", "cut-off.jpg", _PHOTO[: len(_PHOTO) // 2]),
    ("JPEG XL that is cut off", "cut-off.jxl", files.JXL_P3[:400]),
    ("DNG that is cut off", "cut-off.dng", files.dng(preview=False)[:100_000]),
    ("DNG whose sensor data are zeroed, without a preview", "zeroed.dng",
     files.dng(preview=False, seen=Image.new("RGB", files.SIZE))),
    ("camera raw that is damaged", "damaged.nef", b"MM\0*" + bytes(200)),
    ("picture of 8,100 million pixels", "bomb.ppm", _BOMB + bytes(40)),
    ("text named as a picture", "text.jpg", b"this is no picture at all"),
    ("empty file", "empty.png", b""),
    ("text", "notes.txt", b"some notes"),
    ("PDF", "letter.pdf", b"%PDF-1.7\n"),
    ("SVG", "drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ("EPS", "drawing.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n"),
    ("icon", "icon.ico", b"\0\0\1\0\1\0" + bytes(40)),
    ("sound", "song.mp3", b"ID3\3\0" + bytes(40)),
)  # fmt: skip


def section(folder: Path, data: Path | None) -> Section:
    """Index files that are no readable pictures."""
    del data
    (folder / "pictures").mkdir()
    for _, name, content in FILES:
        (folder / "pictures" / name).write_bytes(content)
    with indexed(folder) as library:
        found = outcomes(library)
    rows = [(kind, found[name].reason if name in found else "*ignored*", f"`{name}`")
            for kind, name, _ in FILES]  # fmt: skip
    return Section("Not read", _LEAD, ("File", "What is said", "Tested with"), rows)
