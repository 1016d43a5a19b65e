"""The header of a JPEG XL picture: size, depth and colours (ISO/IEC 18181-1).

The decoder at hand gives pixels and says nothing about them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from photoclip.photos.colours import profiles

_RATIOS = {1: (1, 1), 2: (12, 10), 3: (4, 3), 4: (3, 2), 5: (16, 9), 6: (5, 4), 7: (2, 1)}
_ALPHA, _SPOT, _FILTER = 0, 2, 5  # types of extra channels
_GREY, _XYB = 1, 2  # colour spaces
_CUSTOM = 2
_WHITES = {1: profiles.D65, 10: (1 / 3, 1 / 3), 11: profiles.DCI}
_PRIMARIES = {1: profiles.SRGB, 9: profiles.BT2020, 11: profiles.DISPLAY_P3}
_SRGB_TRANSFER, _LINEAR = 13, 8

Choice = tuple[int, int]
"""A number, or how many bits to read and what to add: (offset, bits)."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a picture's header says.

    Attributes:
        size: (width, height), px, as stored.
        bits: of a sample.
        floating: samples are floating point.
        profile: ICC profile of the decoded samples; None: sRGB.
    """

    size: tuple[int, int]
    bits: int = 8
    floating: bool = False
    profile: bytes | None = None


def read(codestream: bytes) -> Header:
    """Reads the header of a bare codestream.

    Raises:
        ValueError: it is no header.
        IndexError: it is cut off.
    """
    if codestream[:2] != b"\xff\x0a":
        raise ValueError("no JPEG XL codestream")
    return _Reader(codestream[2:4096]).header()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def header(self) -> Header:
        size = self._size()
        if self._bit():
            return Header(size)
        if self._bit():
            self._extra_fields()
        bits, floating = self._depth()
        self._bits(1)  # whether 16-bit buffers suffice
        self._extra_channels()
        xyb = self._bit()
        profile = self._colours(xyb, floating)
        return Header(size, bits, floating, profile)

    def _bits(self, count: int) -> int:
        value = 0
        for number in range(count):
            value |= (self._data[self._at >> 3] >> (self._at & 7) & 1) << number
            self._at += 1
        return value

    def _bit(self) -> bool:
        return self._bits(1) == 1

    def _choose(self, *choices: Choice) -> int:
        offset, bits = choices[self._bits(2)]
        return offset + self._bits(bits)

    def _enum(self) -> int:
        return self._choose((0, 0), (1, 0), (2, 4), (18, 6))

    def _size(self) -> tuple[int, int]:
        small = self._bit()

        def side() -> int:
            if small:
                return 8 * (1 + self._bits(5))
            return self._choose((1, 9), (1, 13), (1, 18), (1, 30))

        return self._with_ratio(side)

    def _with_ratio(self, side: Callable[[], int]) -> tuple[int, int]:
        height = side()
        ratio = self._bits(3)
        if ratio == 0:
            return side(), height
        wide, high = _RATIOS[ratio]
        return height * wide // high, height

    def _extra_fields(self) -> None:
        self._bits(3)  # orientation, which the decoder applies
        if self._bit():
            self._size()  # of showing
        if self._bit():
            self._preview()
        if self._bit():
            self._choose((100, 0), (1000, 0), (1, 10), (1, 30))
            self._choose((1, 0), (1001, 0), (1, 8), (1, 10))
            self._choose((0, 0), (0, 3), (0, 16), (0, 32))
            self._bits(1)

    def _preview(self) -> None:
        eights = self._bit()

        def side() -> int:
            if eights:
                return 8 * self._choose((16, 0), (32, 0), (1, 5), (33, 9))
            return self._choose((1, 6), (65, 8), (321, 10), (1345, 12))

        self._with_ratio(side)

    def _depth(self) -> tuple[int, bool]:
        if not self._bit():
            return self._choose((8, 0), (10, 0), (12, 0), (1, 6)), False
        bits = self._choose((32, 0), (16, 0), (24, 0), (1, 6))
        self._bits(4)
        return bits, True

    def _extra_channels(self) -> None:
        for _ in range(self._choose((0, 0), (1, 0), (2, 4), (1, 12))):
            if self._bit():
                continue
            kind = self._enum()
            self._depth()
            self._choose((0, 0), (3, 0), (4, 0), (1, 3))
            for _ in range(self._choose((0, 0), (0, 4), (16, 5), (48, 10))):
                self._bits(8)
            if kind == _ALPHA:
                self._bits(1)  # whether colours are multiplied by it
            elif kind == _SPOT:
                self._bits(64)
            elif kind == _FILTER:
                self._choose((1, 0), (0, 2), (3, 4), (19, 8))

    def _colours(self, xyb: bool, floating: bool) -> bytes | None:
        if self._bit():
            return None
        has_profile = self._bit()
        space = self._enum()
        if has_profile:  # which only a picture that is stored in other colours can do without
            return profiles.of_codes(1, _LINEAR) if xyb and floating else None
        if space == _XYB:
            return None
        primaries = self._primaries(grey=space == _GREY)
        return self._profile(primaries)

    def _primaries(self, *, grey: bool) -> profiles.Primaries | None:
        kind = self._enum()
        white = self._point() if kind == _CUSTOM else _WHITES.get(kind, profiles.D65)
        if grey:
            return None
        kind = self._enum()
        if kind == _CUSTOM:
            return profiles.Primaries(self._point(), self._point(), self._point(), white)
        known = _PRIMARIES.get(kind, profiles.SRGB)
        return profiles.Primaries(known.red, known.green, known.blue, white)

    def _profile(self, primaries: profiles.Primaries | None) -> bytes | None:
        if self._bit():
            exponent = self._bits(24) / 1e7
            if not 0.1 < exponent <= 1:
                raise ValueError("an impossible gamma")
            return profiles.of(primaries, profiles.gamma(1 / exponent))
        transfer = self._enum()
        if primaries in {None, profiles.SRGB} and transfer == _SRGB_TRANSFER:
            return None
        return profiles.of(primaries, profiles.curve_of(transfer))

    def _point(self) -> profiles.Chromaticity:
        packed = [
            self._choose((0, 19), (524_288, 19), (1_048_576, 20), (2_097_152, 21)) for _ in range(2)
        ]
        x, y = ((value >> 1) ^ -(value & 1) for value in packed)
        if y <= 0:
            raise ValueError("an impossible colour")
        return x / 1e6, y / 1e6
