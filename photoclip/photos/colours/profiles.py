"""ICC profiles made from what formats say in numbers: primaries, white and transfer.

The numbers are those of ITU-T H.273 (CICP), which AVIF, HEIF, PNG and JPEG XL share. A profile is
the smallest that ICC.1:2001-04 allows: three colorants adapted to D50 and one curve.
"""

import functools
import struct
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Chromaticity = tuple[float, float]
Curve = Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]
"""From code values to linear light, both from 0 to 1."""

D65: Chromaticity = (0.3127, 0.3290)
DCI: Chromaticity = (0.314, 0.351)
_D50 = np.array([0.9642, 1.0, 0.8249])
_BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)
_STEPS = 1024  # entries of a curve
_SDR_WHITE, _MOST_LIGHT = 203.0, 1000.0  # cd/m2: ITU-R BT.2408's graphics white; usual mastering
_KNEE = 0.75  # of graphics white: what is darker stays as it is


@dataclass(frozen=True, slots=True)
class Primaries:
    """The colours of an RGB space as chromaticities (x, y)."""

    red: Chromaticity
    green: Chromaticity
    blue: Chromaticity
    white: Chromaticity = D65


SRGB = Primaries((0.640, 0.330), (0.300, 0.600), (0.150, 0.060))
ADOBE_RGB = Primaries((0.640, 0.330), (0.210, 0.710), (0.150, 0.060))
DISPLAY_P3 = Primaries((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
BT2020 = Primaries((0.708, 0.292), (0.170, 0.797), (0.131, 0.046))

_PRIMARIES: dict[int, Primaries] = {
    1: SRGB,
    9: BT2020,
    11: Primaries(DISPLAY_P3.red, DISPLAY_P3.green, DISPLAY_P3.blue, DCI),
    12: DISPLAY_P3,
}
_GAMMAS = {4: 2.2, 5: 2.8, 8: 1.0, 17: 2.6}
_PQ, _HLG = 16, 18


@functools.lru_cache(maxsize=64)
def of_codes(primaries: int, transfer: int) -> bytes | None:
    """The profile of H.273's code points, or None where sRGB is meant or nothing is said.

    The transfers of television cameras (BT.709 and its like) are shown as sRGB, as everyone does.
    """
    found, curve = _PRIMARIES.get(primaries, SRGB), curve_of(transfer)
    return None if found == SRGB and curve is srgb_curve else of(found, curve)


def curve_of(transfer: int) -> Curve:
    """The way from code values to light by H.273's number; sRGB's for those it has no name for."""
    if transfer in _GAMMAS:
        return gamma(_GAMMAS[transfer])
    return {_PQ: _pq, _HLG: _hlg}.get(transfer, srgb_curve)


def of(primaries: Primaries | None, curve: Curve) -> bytes:
    """An ICC profile as bytes; of grey where there are no primaries."""
    tags = {b"desc": _text(b"photoclip"), b"wtpt": _xyz(_D50)}
    if primaries is None:
        tags[b"kTRC"] = _table(curve)
    else:
        colorants = _colorants(primaries)
        for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), colorants.T, strict=True):
            tags[name] = _xyz(column)
        for name in (b"rTRC", b"gTRC", b"bTRC"):
            tags[name] = _table(curve)
    return _file(tags, b"GRAY" if primaries is None else b"RGB ")


def gamma(exponent: float) -> Curve:
    """A plain power."""
    return lambda codes: codes**exponent


def srgb_curve(codes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """IEC 61966-2-1."""
    return np.where(codes <= 0.04045, codes / 12.92, ((codes + 0.055) / 1.055) ** 2.4)


def linear_to_srgb(light: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The way back: light to sRGB's code values, both from 0 to 1."""
    return np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)


def _pq(codes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """SMPTE ST 2084, brought to what a plain screen shows."""
    m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
    root = codes ** (1 / m2)
    light = 10_000 * (np.maximum(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1)
    return _shown(light)


def _hlg(codes: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """ARIB STD-B67 on a screen of 1,000 cd/m2 (ITU-R BT.2100), brought to a plain one."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(codes <= 0.5, codes**2 / 3, (np.exp((codes - c) / a) + b) / 12)
    return _shown(_MOST_LIGHT * scene**1.2)


def _shown(light: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Light in cd/m2 to 0..1: graphics white is bright, and what is above fades into white."""
    relative = light / _SDR_WHITE
    over = np.clip((relative - _KNEE) / (_MOST_LIGHT / _SDR_WHITE - _KNEE), 0, 1)
    bent = _KNEE + (1 - _KNEE) * (1 - (1 - over) ** 4)
    return np.where(relative <= _KNEE, relative, bent)


def _colorants(primaries: Primaries) -> npt.NDArray[np.float64]:
    """The XYZ of red, green and blue as columns, adapted to D50 (Bradford)."""
    white = _from_xy(primaries.white)
    each = np.stack([_from_xy(xy) for xy in (primaries.red, primaries.green, primaries.blue)], 1)
    matrix = each * np.linalg.solve(each, white)
    scale = (_BRADFORD @ _D50) / (_BRADFORD @ white)
    return np.linalg.inv(_BRADFORD) @ np.diag(scale) @ _BRADFORD @ matrix


def _from_xy(xy: Chromaticity) -> npt.NDArray[np.float64]:
    x, y = xy
    return np.array([x / y, 1.0, (1 - x - y) / y])


def _xyz(values: npt.NDArray[np.float64]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(float(v) * 65536) for v in values))


def _table(curve: Curve) -> bytes:
    values = np.clip(curve(np.linspace(0, 1, _STEPS)), 0, 1)
    return b"curv\0\0\0\0" + struct.pack(">I", _STEPS) + np.rint(values * 65535).astype(">u2").data


def _text(text: bytes) -> bytes:
    return b"desc\0\0\0\0" + struct.pack(">I", len(text) + 1) + text + b"\0" + bytes(78)


def _file(tags: dict[bytes, bytes], space: bytes) -> bytes:
    at = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size = at + len(body)
    head = struct.pack(">I4sI4s4s4s12x4s", size, b"\0\0\0\0", 0x02100000, b"mntr", space,
                       b"XYZ ", b"acsp")  # fmt: skip
    head = head.ljust(68, b"\0") + struct.pack(">3i", *(round(v * 65536) for v in _D50))
    return head.ljust(128, b"\0") + table + body
