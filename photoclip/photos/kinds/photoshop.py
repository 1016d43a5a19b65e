"""Photoshop files (PSD, PSB): the picture of the whole that lies behind the layers.

Pillow knows the small form with 8 bits; this reads both forms in every depth and colour mode
(Adobe Photoshop File Formats Specification, 2019).
"""

from __future__ import annotations

import struct
from io import BytesIO

import numpy as np
from PIL import Image
from PIL.PsdImagePlugin import PsdImageFile
from typing_extensions import override

from photoclip.errors import PhotoError
from photoclip.photos.colours.profiles import linear_to_srgb

_BITMAP, _INDEXED, _RGB, _CMYK, _LAB = 0, 2, 3, 4, 9
_MODES = {_BITMAP: "L", 1: "L", _INDEXED: "P", _RGB: "RGB", _CMYK: "CMYK", 8: "L", _LAB: "LAB"}
_VERSION, _THUMBNAIL = 1057, 1036
_SAID = {"icc_profile": 1039, "exif": 1058, "xmp": 1060}
_THUMBNAIL_HEAD = 28
_RAW, _PACKED = 0, 1


class PhotoshopFile(PsdImageFile):
    """A Photoshop file as Pillow would open it; the pixels are read by `load`."""

    format = "PSD"
    format_description = "Adobe Photoshop"

    @override
    def _open(self) -> None:
        assert self.fp is not None
        head = self.fp.read(26)
        version, channels, height, width, depth, kind = struct.unpack(">4xH6xHIIHH", head)
        if kind not in _MODES or channels < 1 or depth not in {1, 8, 16, 32}:
            raise PhotoError("The Photoshop file has a colour mode that cannot be read.")
        self._large = version == 2
        self._kind, self._depth, self._channels = kind, depth, channels
        self._mode = _MODES[kind]
        self._size = (width, height)
        self._colours = self._block()
        self.resources = list(_resources(self._block()))
        for name, number in _SAID.items():
            if self._resource(number):
                self.info[name] = self._resource(number)
        size = struct.unpack(">Q" if self._large else ">I", self.fp.read(8 if self._large else 4))
        start = self.fp.tell()
        self._transparent = self._first_is_transparency(size[0])
        self._merged = start + size[0]
        self._fp = self.fp
        self.frame, self._min_frame = 1, 1

    @property
    @override
    def n_frames(self) -> int:
        return 1

    def preview(self) -> bytes | None:
        """The small JPEG, where the file was saved without a picture of the whole."""
        version = self._resource(_VERSION)
        if len(version) < 5 or version[4]:
            return None
        small = self._resource(_THUMBNAIL)[_THUMBNAIL_HEAD:]
        if not small:
            raise PhotoError(
                "The Photoshop file holds no picture of its layers together; save it with "
                '"Maximize compatibility".'
            )
        return small

    @override
    def load(self) -> Image.core.PixelAccess | None:
        if self._merged:
            assert self.fp is not None
            self.fp.seek(self._merged)
            picture = self._picture(self.fp.read())
            self._merged = 0
            self.im, self._mode, self.palette = picture.im, picture.mode, picture.palette
        return Image.Image.load(self)

    def _picture(self, data: bytes) -> Image.Image:
        colours = Image.getmodebands(self._mode)
        alpha = self._transparent and self._channels > colours and self._mode in {"L", "RGB"}
        planes = self._planes(data, colours + alpha)
        if self._mode == "P":
            picture = Image.frombytes("P", self.size, planes[0])
            table = np.frombuffer(self._colours[:768].ljust(768, b"\0"), np.uint8)
            picture.putpalette(table.reshape(3, 256).T.tobytes())
            return picture
        bands = [Image.frombytes("L", self.size, plane) for plane in planes]
        mode = self._mode + "A" if alpha else self._mode
        return bands[0] if mode == "L" else Image.merge(mode, bands)

    def _planes(self, data: bytes, wanted: int) -> list[bytes]:
        """The first channels, 8 bits each."""
        width, height = self.size
        row = (width * self._depth + 7) // 8
        (packing,) = struct.unpack_from(">H", data)
        if packing == _RAW:
            ends = [2 + row * height * number for number in range(self._channels + 1)]
        elif packing == _PACKED:
            ends = self._packed_ends(data)
        else:
            raise PhotoError("The Photoshop file is compressed in a way that cannot be read.")
        planes: list[bytes] = []
        for number in range(min(wanted, self._channels)):
            plane = data[ends[number] : ends[number + 1]]
            if packing == _PACKED:
                plane = Image.frombytes("L", (row, height), plane, "packbits", "L").tobytes()
            if len(plane) < row * height:
                raise PhotoError("The file is cut off (incomplete); copy it again from its source.")
            planes.append(self._eight_bits(plane))
        return planes

    def _packed_ends(self, data: bytes) -> list[int]:
        """Where each channel begins and the last one ends."""
        rows = self.size[1] * self._channels
        counts = np.frombuffer(data, ">u4" if self._large else ">u2", rows, 2)
        start = 2 + counts.nbytes
        each = counts.reshape(self._channels, -1).sum(axis=1, dtype=np.int64)
        return [start, *(start + int(end) for end in np.cumsum(each))]

    def _eight_bits(self, plane: bytes) -> bytes:
        if self._depth == 8:
            values = np.frombuffer(plane, np.uint8)
        elif self._depth == 16:
            values = np.frombuffer(plane, ">u2") // 257
        elif self._depth == 32:
            light = np.clip(np.nan_to_num(np.frombuffer(plane, ">f4").astype(np.float64)), 0, 1)
            values = np.rint(255 * linear_to_srgb(light))
        else:
            bits = np.unpackbits(np.frombuffer(plane, np.uint8).reshape(self.size[1], -1), axis=1)
            values = 255 * (1 - bits[:, : self.size[0]])
        if self._kind == _CMYK:
            values = 255 - values
        return values.astype(np.uint8).tobytes()

    def _first_is_transparency(self, size: int) -> bool:
        """Whether the first channel behind the colours says what is transparent."""
        assert self.fp is not None
        wide = 8 if self._large else 4
        if size < wide + 2:
            return False
        head = self.fp.read(wide + 2)
        return len(head) == wide + 2 and struct.unpack(">h", head[wide:])[0] < 0

    def _block(self) -> bytes:
        assert self.fp is not None
        (size,) = struct.unpack(">I", self.fp.read(4))
        return self.fp.read(size)

    def _resource(self, number: int) -> bytes:
        return next((data for found, _, data in self.resources if found == number), b"")


def opened(data: bytes) -> PhotoshopFile:
    """A Photoshop file whose header was read."""
    return PhotoshopFile(BytesIO(data))


def _resources(block: bytes) -> list[tuple[int, bytes, bytes]]:
    """Number, name and bytes of each of the parts beside the picture."""
    found: list[tuple[int, bytes, bytes]] = []
    at = 0
    while at + 12 <= len(block):
        number, name_size = struct.unpack_from(">4xHB", block, at)
        name = block[at + 7 : at + 7 + name_size]
        at += 6 + name_size + 1 + (name_size + 1) % 2
        (size,) = struct.unpack_from(">I", block.ljust(at + 4, b"\0"), at)
        found.append((number, name, block[at + 4 : at + 4 + size]))
        at += 4 + size + size % 2
    return found
