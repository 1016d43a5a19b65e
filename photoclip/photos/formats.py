"""Which files are pictures: known extensions, signatures and the allow-list of formats."""

import re

RAW_EXTENSIONS: frozenset[str] = frozenset(
    {
        ".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".fff", ".gpr",
        ".iiq", ".k25", ".kdc", ".mef", ".mos", ".mrw", ".nef", ".nrw", ".orf", ".ori", ".pef",
        ".raf", ".raw", ".rw2", ".rwl", ".sr2", ".srf", ".srw", ".x3f",
    }
)  # fmt: skip
"""Extensions of camera raw files, lower-case with their dot."""

PICTURE_EXTENSIONS: frozenset[str] = RAW_EXTENSIONS | frozenset(
    {
        ".apng", ".avif", ".bmp", ".bw", ".dib", ".gif", ".heic", ".heics", ".heif", ".heifs",
        ".hif", ".j2c", ".j2k", ".jfif", ".jp2", ".jpc", ".jpe", ".jpeg", ".jpf", ".jpg", ".jpx",
        ".jxl", ".mpo", ".pbm", ".pcx", ".pgm", ".png", ".pnm", ".ppm", ".psb", ".psd", ".qoi",
        ".rgb", ".rgba", ".sgi", ".tga", ".tif", ".tiff", ".webp",
    }
)  # fmt: skip
"""Extensions that make a file a candidate, lower-case with their dot."""

RAW = "RAW"
JPEG_XL = "JXL"

UNREAD: dict[str, str] = {
    "BPG": "BPG",
    "EXR": "OpenEXR",
    "FLIF": "FLIF",
    "HDR": "Radiance HDR",
    "JXR": "JPEG XR",
    "LFP": "Lytro",
    "PSP": "Paint Shop Pro",
    "XCF": "GIMP (XCF)",
}
"""Picture formats that are known and not read, and what they are called."""

SIGNATURE_BYTES = 64
"""How many first bytes `sniff` wants."""

_BY_PREFIX: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"8BPS\x00\x01", "PSD"),
    (b"8BPS\x00\x02", "PSD"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "JPEG2000"),
    (b"\xff\x4f\xff\x51", "JPEG2000"),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", JPEG_XL),
    (b"qoif", "QOI"),
    (b"BPG\xfb", "BPG"),
    (b"v/1\x01", "EXR"),
    (b"FLIF", "FLIF"),
    (b"#?RADIANCE", "HDR"),
    (b"#?RGBE", "HDR"),
    (b"II\xbc\x01", "JXR"),
    (b"\x89LFP\r\n\x1a\n", "LFP"),
    (b"Paint Shop Pro Image File\n\x1a", "PSP"),
    (b"gimp xcf ", "XCF"),
    (b"\x01\xda\x00\x01", "SGI"),
    (b"\x01\xda\x01\x01", "SGI"),
    (b"\x01\xda\x00\x02", "SGI"),
    (b"\x01\xda\x01\x02", "SGI"),
    (b"FUJIFILMCCD-RAW", RAW),
    (b"IIRO", RAW),
    (b"IIRS", RAW),
    (b"MMOR", RAW),
    (b"IIU\x00", RAW),
    (b"FOVb", RAW),
    (b"\x00MRM", RAW),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"MM\x00+", "TIFF"),
)

_BRANDS: dict[bytes, str] = {
    b"avif": "AVIF",
    b"avis": "AVIF",
    b"heic": "HEIF",
    b"heix": "HEIF",
    b"heim": "HEIF",
    b"heis": "HEIF",
    b"hevc": "HEIF",
    b"hevx": "HEIF",
    b"hevm": "HEIF",
    b"hevs": "HEIF",
    b"crx ": RAW,
}
_SHARED_BRANDS = frozenset({b"mif1", b"msf1", b"mif2"})

_BARE_JPEG_XL = b"\xff\n"  # too short to make a picture of a file with any name
_WEAK: dict[str, str] = {".tga": "TGA", ".pcx": "PCX", ".jxl": JPEG_XL}
"""Formats without a signature that can be trusted: the extension decides."""

_ALLOWED: dict[str, tuple[str, ...]] = {
    "AVIF": ("AVIF", "HEIF"),
    "BMP": ("BMP", "DIB"),
    "GIF": ("GIF",),
    "HEIF": ("HEIF", "AVIF"),
    "JPEG": ("JPEG", "MPO"),
    "JPEG2000": ("JPEG2000",),
    "PCX": ("PCX",),
    "PNG": ("PNG",),
    "PPM": ("PPM",),
    "PSD": ("PSD",),
    "QOI": ("QOI",),
    "SGI": ("SGI",),
    "TGA": ("TGA",),
    "TIFF": ("TIFF",),
    "WEBP": ("WEBP",),
}


def sniff(head: bytes) -> str | None:
    """The picture format a file's first bytes are the signature of.

    Args:
        head: the first `SIGNATURE_BYTES` bytes of the file, or all of a shorter one.

    Returns:
        Pillow's name of the format ("RAW" and "JXL" beside them), or None for anything else.
    """
    found = next((name for prefix, name in _BY_PREFIX if head.startswith(prefix)), None)
    if found == "TIFF" and head[8:10] == b"CR":
        return RAW
    return found if found is not None else _sniff_deeper(head)


def format_of(head: bytes, extension: str) -> str | None:
    """The format of a file, by content first; the extension helps only where content is silent.

    Args:
        head: the first bytes of the file.
        extension: the file's extension, lower-case with its dot, or "".

    Returns:
        A format name as of `sniff`, or None when it is no picture that photoclip reads.
    """
    found = sniff(head)
    if found is None and head.startswith(_BARE_JPEG_XL) and extension in PICTURE_EXTENSIONS:
        return JPEG_XL
    if found in {None, "TIFF"} and extension in RAW_EXTENSIONS:
        return RAW
    return found if found is not None else _WEAK.get(extension)


def pillow_formats(name: str) -> tuple[str, ...]:
    """The Pillow plug-ins that may open a format: an allow-list, () for all that is not on it."""
    return _ALLOWED.get(name, ())


def _sniff_deeper(head: bytes) -> str | None:
    """The formats whose signature is not simply how they begin."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        return _sniff_brand(head)
    if head[:2] == b"BM" and head[14:18] in _BITMAP_HEADERS:
        return "BMP"
    return "PPM" if _PORTABLE.match(head) else None


def _sniff_brand(head: bytes) -> str | None:
    major = head[8:12]
    if major in _BRANDS:
        return _BRANDS[major]
    if major not in _SHARED_BRANDS:
        return None
    length = min(int.from_bytes(head[:4], "big"), len(head))
    compatible = (head[at : at + 4] for at in range(16, length, 4))
    return next((_BRANDS[brand] for brand in compatible if brand in _BRANDS), "HEIF")


_PORTABLE = re.compile(rb"P[1-6][ \t\r\n]+[#0-9]")
_BITMAP_HEADERS = frozenset(
    size.to_bytes(4, "little") for size in (12, 16, 40, 52, 56, 64, 108, 124)
)


def jpeg_scan(data: bytes) -> int:
    """Where the compressed data of a JPEG begin, behind its header with thumbnails and all."""
    at = 2
    while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] not in {b"\xda", b"\xd9", b""}:
        if data[at + 1] == 0xFF:
            at += 1
        else:
            at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    return at
