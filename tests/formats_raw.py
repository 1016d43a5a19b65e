"""The table of camera raw files."""

from dataclasses import replace
from pathlib import Path

from formats_cases import RAW_CASES
from formats_pictures import table
from formats_rows import Section

from photoclip.photos.formats import RAW_EXTENSIONS

_LEAD = """
Camera raw files are read by LibRaw: its embedded JPEG where that is large enough, else a
development at half size. Of a camera that LibRaw does not know yet, the largest JPEG in the file
is shown. The two DNGs are written for this test; of the other kinds no file may be passed on with
photoclip. They are taken in and handed to LibRaw, and **nothing is claimed of them** beyond what
*Real files* says below.
"""
_MAKERS = {
    "Canon": ".cr2 .cr3 .crw",
    "Nikon": ".nef .nrw",
    "Sony": ".arw .sr2 .srf",
    "Fujifilm": ".raf",
    "Olympus, OM System": ".orf .ori",
    "Panasonic, Leica": ".raw .rw2 .rwl",
    "Pentax, Ricoh": ".pef",
    "Samsung": ".srw",
    "Sigma": ".x3f",
    "Hasselblad": ".3fr .fff",
    "Phase One, Leaf, Mamiya": ".iiq .mef .mos",
    "Kodak": ".dcr .k25 .kdc",
    "Minolta": ".mrw",
    "Epson": ".erf",
    "GoPro": ".gpr",
}


def section(folder: Path, data: Path | None) -> Section:
    """Index raw files written here, and name the kinds of which there is none."""
    del data
    named = {extension for each in _MAKERS.values() for extension in each.split()}
    assert named | {".dng"} == RAW_EXTENSIONS
    made = table("Camera raw", _LEAD, RAW_CASES, folder)
    others = [
        (kinds.upper().replace(".", "").replace(" ", ", "), maker, "?", "?", "?",
         "not tested with a real file")
        for maker, kinds in _MAKERS.items()
    ]  # fmt: skip
    return replace(made, rows=[*made.rows, *others])
