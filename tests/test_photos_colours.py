"""The same picture in any colours gives the same pixels and the same vector."""

import os
import struct
from collections.abc import Callable
from pathlib import Path

import formats_colours as colours
import formats_files as files
import numpy as np
import pytest
from formats_cases import (
    ADOBE_PROFILE,
    P3_PROFILE,
    adobe,
    dark_grey,
    grey,
    in_16_bits,
    p3,
    prophoto,
    prophoto_profile,
)
from PIL import Image

from photoclip.library.library import Library
from photoclip.photos.colours import profiles
from photoclip.photos.colours.srgb import converted
from photoclip.photos.decode import decode, open_upright
from photoclip.photos.kinds import jpegxl_header
from photoclip.records import DecodedPhoto


def camera_jpeg(colour_space: int, interoperability: str) -> bytes:
    exif = files.exif(colour_space=colour_space, interoperability=interoperability)
    return files.saved(adobe(), "JPEG", exif=exif, quality=99)


def wide_16(codes: bytes) -> bytes:
    values = colours.in_colours(files.scene(), colours.BT2020, colours.srgb_codes)
    return files.png_16(np.rint(values * 65535).astype(np.uint16), [(b"cICP", codes)])


def measured_png() -> bytes:
    """White, red, green and blue of Display P3 in numbers, with sRGB's gamma."""
    places = (0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060)
    numbers = struct.pack(">8I", *(round(100_000 * place) for place in places))
    chunks = [(b"gAMA", struct.pack(">I", 45_455)), (b"cHRM", numbers)]
    return files.png_16(in_16_bits(p3()), chunks)


def jpeg(image: Image.Image, profile: bytes | None) -> bytes:
    return files.saved(image, "JPEG", icc_profile=profile, quality=99)


TAGGED: dict[str, Callable[[], bytes]] = {
    "Display P3": lambda: jpeg(p3(), P3_PROFILE),
    "Adobe RGB": lambda: jpeg(adobe(), ADOBE_PROFILE),
    "Adobe RGB without a profile": lambda: camera_jpeg(0xFFFF, "R03"),
    "ProPhoto RGB": lambda: jpeg(prophoto(), prophoto_profile()),
    "CMYK in a JPEG": lambda: jpeg(colours.in_ink(files.scene()), colours.ink_profile()),
    "CMYK in a TIFF": lambda: files.saved(
        colours.in_ink(files.scene()), "TIFF", icc_profile=colours.ink_profile()
    ),
    "BT.2020 in 16 bits": lambda: wide_16(bytes([9, 13, 0, 1])),
    "Adobe RGB in a raw file's preview": lambda: files.dng(
        preview=True, shown=adobe(), colour_space=2
    ),
    "P3 by its chromaticities": measured_png,
    "P3 in WebP": lambda: files.saved(p3(), "WEBP", lossless=True, icc_profile=P3_PROFILE),
}
"""Files whose colours are off by more than 5 levels where what they say of them is not heeded."""


def written(folder: Path, data: bytes) -> Path:
    path = folder / "photo"
    path.write_bytes(data)
    return path


def shown(path: Path) -> np.ndarray:
    with open_upright(os.fsencode(path)) as image:
        return np.asarray(image, np.int16)


def off(values: np.ndarray, image: Image.Image) -> float:
    """The mean difference, levels."""
    return float(np.abs(values - np.asarray(image, np.int16)).mean())


@pytest.mark.parametrize("name", TAGGED)
def test_colours_are_brought_to_srgb(name: str, tmp_path: Path) -> None:
    path = written(tmp_path, TAGGED[name]())
    with Image.open(path) as unheeded:
        assert off(np.asarray(unheeded.convert("RGB"), np.int16), files.scene()) > 5
    values = shown(path)
    assert off(values, files.scene()) < 2
    assert np.percentile(np.abs(values - np.asarray(files.scene(), np.int16)), 99) <= 8


def test_vectors_are_those_of_the_picture_in_srgb(tmp_path: Path) -> None:
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    (pictures / "plain").write_bytes(files.saved(files.scene(), "PNG"))
    for name, make in TAGGED.items():
        (pictures / name).write_bytes(make())
    with Library.open(tmp_path / "library") as library:
        library.index([pictures])
        vectors = {
            name: library.vector(library.showing.photo_at(pictures / name))
            for name in ("plain", *TAGGED)
        }
    reference = vectors.pop("plain")
    assert reference is not None
    for name, vector in vectors.items():
        assert vector is not None, name
        assert float(reference @ vector) >= 0.99, name


def test_the_indexed_picture_has_the_colours_of_the_shown_one(tmp_path: Path) -> None:
    path = written(tmp_path, jpeg(adobe(), ADOBE_PROFILE))
    photo = decode(os.fsencode(path), short_side=120)
    assert isinstance(photo, DecodedPhoto)
    small = files.scene().resize((160, 120), Image.Resampling.BOX)
    assert off(photo.pixels.astype(np.int16), small) < 2


def test_grey_with_a_gamma_of_its_own(tmp_path: Path) -> None:
    image, profile = dark_grey()
    assert off(shown(written(tmp_path, jpeg(image, profile))), grey()) < 2
    assert off(np.asarray(image.convert("RGB"), np.int16), grey()) > 20


def test_grey_with_a_profile_of_colours(tmp_path: Path) -> None:
    """Photoshop writes such files; the curve counts."""
    linear = profiles.of(profiles.SRGB, profiles.gamma(1.0))
    assert off(shown(written(tmp_path, jpeg(dark_grey()[0], linear))), grey()) < 2


@pytest.mark.parametrize(
    "profile",
    [b"no profile at all", ADOBE_PROFILE[:200], b"\0" * 500, colours.ink_profile()],
    ids=["text", "cut off", "zeros", "inks for RGB"],
)
def test_a_profile_that_does_not_fit_is_ignored(profile: bytes, tmp_path: Path) -> None:
    assert off(shown(written(tmp_path, jpeg(files.scene(), profile))), files.scene()) < 2


def test_srgb_of_any_name_is_left_to_the_bit(tmp_path: Path) -> None:
    same = profiles.of(profiles.SRGB, profiles.srgb_curve)
    values = shown(written(tmp_path, files.saved(files.scene(), "PNG", icc_profile=same)))
    assert off(values, files.scene()) == 0


def test_a_camera_that_wrote_srgb_is_believed(tmp_path: Path) -> None:
    assert off(shown(written(tmp_path, camera_jpeg(1, "R98"))), adobe()) < 2
    assert off(shown(written(tmp_path, camera_jpeg(0xFFFF, "R98"))), adobe()) < 2


def test_colours_of_jpeg_xl_that_no_name_stands_for() -> None:
    """A header that describes Adobe RGB in numbers: 8 by 8 px, 8 bits."""
    points = ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))
    fields = [(1, 1), (0, 5), (1, 3), (0, 1), (0, 1), (0, 1), (0, 2), (1, 1), (0, 2), (0, 1)]
    fields += [(0, 1), (0, 1), (0, 2), (1, 2), (2, 2), (0, 4)]  # of RGB, D65, custom colours
    for value in (round(each * 2e6) for point in points for each in point):
        at = value // 524_288  # of the four ranges; the last two are twice as wide
        fields += [(at, 2), (value - 524_288 * at, 19 + at // 2)]
    fields += [(1, 1), (round(256 / 563 * 1e7), 24)]
    bits = "".join(f"{value:0{count}b}"[::-1] for value, count in fields).ljust(400, "0")
    data = bytes(int(bits[at : at + 8][::-1], 2) for at in range(0, 400, 8))
    header = jpegxl_header.read(b"\xff\x0a" + data)
    assert header.size == (8, 8)
    assert off(np.asarray(converted(adobe(), header.profile), np.int16), files.scene()) < 2


@pytest.mark.parametrize(("file", "transfer"), [(files.AVIF_PQ, "PQ"), (files.AVIF_HLG, "HLG")])
def test_hdr_is_neither_dull_nor_black(file: bytes, transfer: str, tmp_path: Path) -> None:
    """Corners: red, green, blue, white."""
    values = shown(written(tmp_path, file))
    assert values[40, 56].min() >= 245, transfer
    for (y, x), channel in {(8, 8): 0, (8, 56): 1, (40, 8): 2}.items():
        assert values[y, x].argmax() == channel
        assert values[y, x, channel] >= 150


def test_every_curve_rises_from_black_to_white() -> None:
    codes = np.linspace(0, 1, 256)
    for transfer in (1, 4, 5, 8, 13, 16, 17, 18):
        light = profiles.curve_of(transfer)(codes)
        assert light[0] == pytest.approx(0, abs=1e-6)
        assert light[-1] == pytest.approx(1, abs=1e-3)
        assert (np.diff(light) >= 0).all()
