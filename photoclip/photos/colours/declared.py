"""What a file says of its colours beside an ICC profile: brought into the form of one."""

import struct
from collections.abc import Mapping
from typing import Any, cast

from PIL import Image
from PIL.ExifTags import IFD, Base

from photoclip.photos.colours import profiles
from photoclip.photos.colours.profiles import Primaries

_ADOBE, _UNCALIBRATED = 2, 0xFFFF
_NOT_SRGB = frozenset({_ADOBE, _UNCALIBRATED})
_ADOBE_GAMMA = 563 / 256
_SRGB_GAMMA = 1 / 2.2
_MOST_HEADER = 2**20  # bytes of a file in which its colours are looked for


def settle(
    image: Image.Image, data: bytes, name: str, camera: Mapping[int, Any] | None = None
) -> None:
    """Gives a picture the ICC profile that its file means, where it brings none.

    Args:
        image: as opened; `info["icc_profile"]` is set.
        data: the whole file.
        name: the format.
        camera: EXIF tags as of `metadata.exif_of`, which may say that the camera wrote Adobe RGB.
    """
    info = cast("dict[str, Any]", image.info)
    profile = _of_png(image, data) if name == "PNG" else None
    if profile is None and not info.get("icc_profile"):
        if name in {"HEIF", "AVIF"}:
            profile = _of_boxes(data)
        elif camera is not None and _says_adobe_rgb(image, camera):
            profile = adobe_rgb()
    if profile is not None:
        info["icc_profile"] = profile


def settle_preview(image: Image.Image, camera: Mapping[int, Any]) -> None:
    """The same for the preview in a raw file: cameras write sRGB there or Adobe RGB."""
    info = cast("dict[str, Any]", image.info)
    if not info.get("icc_profile") and camera.get(Base.ColorSpace) in _NOT_SRGB:
        info["icc_profile"] = adobe_rgb()


def adobe_rgb() -> bytes:
    """The profile of Adobe RGB (1998)."""
    return profiles.of(profiles.ADOBE_RGB, profiles.gamma(_ADOBE_GAMMA))


def _says_adobe_rgb(image: Image.Image, camera: Mapping[int, Any]) -> bool:
    """Design rule for Camera File system 2.0: "R03" in place of a profile."""
    if camera.get(Base.ColorSpace) != _UNCALIBRATED:
        return camera.get(Base.ColorSpace) == _ADOBE
    try:
        index = image.getexif().get_ifd(IFD.Interop).get(1)
    except Exception:  # noqa: BLE001 - a hostile tag table may raise anything
        return False
    return isinstance(index, str) and index.startswith("R03")


def _of_boxes(data: bytes) -> bytes | None:
    """Of the code points in an AVIF or HEIF file."""
    at = data.find(b"colrnclx", 0, _MOST_HEADER)
    if at < 0 or at + 12 > len(data):
        return None
    return profiles.of_codes(*struct.unpack_from(">HH", data, at + 8))


def _of_png(image: Image.Image, data: bytes) -> bytes | None:
    """Of the chunks that stand above a PNG's profile (cICP) or in its place (gAMA and cHRM)."""
    head = data[: max(0, data.find(b"IDAT", 0, _MOST_HEADER))]
    at = head.find(b"\0\0\0\x04cICP")
    if at >= 0:
        return profiles.of_codes(head[at + 8], head[at + 9])
    info = cast("dict[str, Any]", image.info)
    if info.get("icc_profile") or "srgb" in info or "gamma" not in info:
        return None
    exponent = float(info["gamma"])
    if not 0.1 < exponent < 2:
        return None
    primaries = _chromaticities(info.get("chromaticity")) or profiles.SRGB
    curve = profiles.srgb_curve
    if abs(exponent - _SRGB_GAMMA) > 0.01:
        curve = profiles.gamma(1 / exponent)
    grey = image.mode in {"L", "LA", "I", "I;16", "1"}
    if curve is profiles.srgb_curve and (grey or primaries == profiles.SRGB):
        return None
    return profiles.of(None if grey else primaries, curve)


def _chromaticities(said: object) -> Primaries | None:
    """White, red, green and blue as Pillow gives them, where they can be true."""
    if not isinstance(said, tuple) or len(cast("tuple[Any, ...]", said)) != 8:
        return None
    values = [float(value) for value in cast("tuple[Any, ...]", said)]
    if not all(0 < value < 1 for value in values):
        return None
    white, red, green, blue = ((values[at], values[at + 1]) for at in range(0, 8, 2))
    return Primaries(red, green, blue, white)
