"""The table of real files, as cameras, phones and programs wrote them."""

import shutil
from pathlib import Path

import numpy as np
from formats_rows import Section
from formats_run import Outcome, indexed, metadata, outcomes

_LEAD = """
Files of the collections that photoclip is tried on (`PHOTOCLIP_TEST_DATA`): of ExifTool's and
exif-samples' test files and Pillow's test suite, none of which lies in this repository. Some hold
only the beginning of a picture; those are listed as such.
"""

_LEAST_SPAN = 24  # levels

FILES = (
    "exif/heic/IMG_5195.HEIC",
    "exif/heic/mobile/HMD_Nokia_8.3_5G_hdr.heif",
    "exif/heic/samplefilehub.heif",
    "exif/jpg/gps/DSCN0010.jpg",
    "exif/jpg/Canon_PowerShot_S40.jpg",
    "exif/jpg/Nikon_D70.jpg",
    "exif/tiff/Arbitro.tiff",
    "hostile/webp/HTC Desire.webp",
    "hostile/webp/Nikon Coolpix P7000.webp",
    "hostile/pillow_tests/avif/icc_profile.avif",
    "hostile/pillow_tests/avif/rot0mir1.avif",
    "hostile/pillow_tests/avif/star.avifs",
    "hostile/pillow_tests/balloon.jpf",
    "hostile/pillow_tests/zero_dpi.jp2",
    "hostile/pillow_tests/frozenpond.mpo",
    "hostile/pillow_tests/hopper.Lab.tif",
    "hostile/pillow_tests/tiff_tiled_cmyk_jpeg.tif",
    "hostile/pillow_tests/tiff_16bit_RGB.tiff",
    "hostile/pillow_tests/pil_sample_cmyk.jpg",
    "hostile/pillow_tests/rgba.psd",
    "hostile/pillow_tests/iss634.apng",
    "hostile/pillow_tests/iss634.gif",
    "hostile/pillow_tests/pil123rgba.qoi",
    "hostile/pillow_tests/ultrahdr.jpg",
    "hostile/exiftool_images/CanonRaw.cr3",
    "hostile/exiftool_images/Nikon.nef",
    "hostile/exiftool_images/Sigma.x3f",
    "hostile/exiftool_images/JXL2.jxl",
    "hostile/exiftool_images/GIMP.xcf",
    "hostile/exiftool_images/OpenEXR.exr",
    "hostile/exiftool_images/PSP.psp",
    "hostile/exiftool_images/Lytro.lfp",
)


def _seen(came: Outcome) -> str:
    if came.look is None:
        return "no"
    spans = np.ptp(np.asarray(came.look), axis=(0, 1))
    return "yes" if spans.max() > _LEAST_SPAN else "nothing but one colour"


def section(folder: Path, data: Path | None) -> Section | None:
    """Index real files; None where they are not at hand."""
    if data is None:
        return None
    (folder / "pictures").mkdir()
    for number, name in enumerate(FILES):
        at = folder / "pictures" / str(number)
        at.mkdir()
        shutil.copyfile(data / "data" / name, at / Path(name).name)
    with indexed(folder) as library:
        found = outcomes(library)
    rows: list[tuple[str, ...]] = []
    for name in FILES:
        came = found.get(Path(name).name)
        if came is None or came.photo is None:
            rows.append(("no", "no", "passed over" if came is None else came.reason, f"`{name}`"))
            continue
        facts = came.photo.facts
        size = f"{facts.format}, {facts.width} x {facts.height}; {metadata(facts)}"
        embedded = "yes" if came.embedded else "no"
        rows.append((_seen(came), embedded, size, f"`{name}`"))
    return Section("Real files", _LEAD, ("Seen", "Embedded", "What was read", "File"), rows)
