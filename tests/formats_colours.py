"""The same picture in other colours than sRGB, computed here without a colour engine."""

import struct
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PIL import Image

Array = npt.NDArray[np.float64]

D50 = np.array([0.9642, 1.0, 0.8249])
_TO_D50 = np.array(  # Bradford, from D65
    [
        [1.0478112, 0.0228866, -0.0501270],
        [0.0295424, 0.9904844, -0.0170491],
        [-0.0092345, 0.0150436, 0.7521316],
    ]
)
SRGB = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
P3 = np.array(
    [[0.4865709, 0.2656677, 0.1982173], [0.2289746, 0.6917385, 0.0792869],
     [0.0, 0.0451134, 1.0439444]]
)  # fmt: skip
ADOBE = np.array(
    [[0.5767309, 0.1855540, 0.1881852], [0.2973769, 0.6273491, 0.0752741],
     [0.0270343, 0.0706872, 0.9911085]]
)  # fmt: skip
PROPHOTO = np.array(  # adapted to D50
    [[0.7976749, 0.1351917, 0.0313534], [0.2880402, 0.7118741, 0.0000857], [0.0, 0.0, 0.8252100]]
)
BT2020 = np.array(
    [[0.6369580, 0.1446169, 0.1688810], [0.2627002, 0.6779981, 0.0593017],
     [0.0, 0.0280727, 1.0609851]]
)  # fmt: skip
_INK_GAIN = 0.7  # a drop of ink covers more than it should
_GRID = 9


def linear(codes: Array) -> Array:
    """sRGB code values to light, both 0 to 1 (IEC 61966-2-1)."""
    return np.where(codes <= 0.04045, codes / 12.92, ((codes + 0.055) / 1.055) ** 2.4)


def srgb_codes(light: Array) -> Array:
    """Light to sRGB code values."""
    return np.where(
        light <= 0.0031308, light * 12.92, 1.055 * np.maximum(light, 0) ** (1 / 2.4) - 0.055
    )


def in_colours(image: Image.Image, matrix: Array, codes: Callable[[Array], Array]) -> Array:
    """An sRGB picture as code values 0 to 1 of another RGB space, (height, width, 3).

    Args:
        image: mode RGB.
        matrix: from the space's light to CIE XYZ, white D65 (of PROPHOTO: D50).
        codes: from light to code values.
    """
    xyz = linear(np.asarray(image, np.float64) / 255) @ SRGB.T
    if matrix is PROPHOTO:
        xyz = xyz @ _TO_D50.T
    return codes(np.clip(xyz @ np.linalg.inv(matrix).T, 0, 1))


def eight_bits(values: Array) -> Image.Image:
    """Code values 0 to 1 as a picture of mode RGB."""
    return Image.fromarray(np.rint(values * 255).astype(np.uint8))


def in_ink(image: Image.Image) -> Image.Image:
    """An sRGB picture in the inks of `ink_profile`, mode CMYK."""
    rgb = np.asarray(image, np.float64) / 255
    white = np.maximum(rgb.max(axis=2), 1 / 255)
    ink = np.clip(1 - rgb / white[..., None], 0, 1)
    cmyk = np.concatenate([ink, (1 - white)[..., None]], axis=2) ** (1 / _INK_GAIN)
    return Image.frombytes("CMYK", image.size, np.rint(cmyk * 255).astype(np.uint8).tobytes())


def ink_profile() -> bytes:
    """An ICC profile of four inks: naive ones whose drops grow on the paper."""
    steps = np.linspace(0, 1, _GRID)
    c, m, y, k = np.meshgrid(steps, steps, steps, steps, indexing="ij")
    rgb = np.stack([(1 - ink) * (1 - k) for ink in (c, m, y)], axis=-1)
    table = np.rint(_lab_codes(linear(rgb) @ SRGB.T @ _TO_D50.T)).astype(">u2").tobytes()
    gain = np.rint(np.linspace(0, 1, 256) ** _INK_GAIN * 65535).astype(">u2").tobytes() * 4
    straight = np.array([0, 65535] * 3, ">u2").tobytes()
    head = b"mft2\0\0\0\0" + struct.pack(">4B", 4, 3, _GRID, 0)
    head += struct.pack(">9i", *(65536 * (at % 4 == 0) for at in range(9)))
    lut = head + struct.pack(">2H", 256, 2) + gain + table + straight
    tags = {b"desc": b"desc\0\0\0\0" + struct.pack(">I", 5) + b"inks\0" + bytes(78),
            b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", *np.rint(D50 * 65536).astype(int)),
            b"A2B0": lut, b"A2B1": lut}  # fmt: skip
    at, index, body = 132 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        index += name + struct.pack(">II", at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    size = at + len(body)
    header = struct.pack(">I4xI4s4s4s12x4s", size, 0x02100000, b"prtr", b"CMYK", b"Lab ", b"acsp")
    header = header.ljust(68, b"\0") + struct.pack(">3i", *np.rint(D50 * 65536).astype(int))
    return header.ljust(128, b"\0") + index + body


def _lab_codes(xyz: Array) -> Array:
    """CIE XYZ (D50) to L*a*b* as a profile of version 2 keeps it in 16 bits."""
    t = xyz / D50
    f = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    light = 116 * f[..., 1] - 16
    a, b = 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])
    return np.stack([light * 652.8, (a + 128) * 256, (b + 128) * 256], axis=-1)
