"""Kinds of files that need a reader of their own, through the door that all files take."""

import io
import os
import struct
import subprocess
import sys
from pathlib import Path

import formats_files as files
import numpy as np
import pytest
from formats_cases import ADOBE_PROFILE, adobe, grey, on_white
from formats_colours import linear, srgb_codes
from formats_run import difference
from hostile_files import Tag, tiff_block
from PIL import Image

from photoclip.errors import PhotoError
from photoclip.photos.decode import decode, open_upright
from photoclip.photos.rendering import jpeg_of
from photoclip.photos.stripping import Metadata
from photoclip.records import DecodedPhoto


def decoded(folder: Path, name: str, data: bytes) -> DecodedPhoto:
    path = folder / name
    path.write_bytes(data)
    photo = decode(os.fsencode(path), short_side=96)
    assert isinstance(photo, DecodedPhoto)
    return photo


def reason(folder: Path, name: str, data: bytes) -> str:
    with pytest.raises(PhotoError) as caught:
        decoded(folder, name, data)
    return str(caught.value)


def off(photo: DecodedPhoto, image: Image.Image) -> float:
    return difference(Image.fromarray(photo.pixels), image)


# ── moving pictures ─────────────────────────────────────────────────────────────────────────


def moved(kind: str, frames: list[Image.Image]) -> bytes:
    out = io.BytesIO()
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=80)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "AVIF"])
def test_a_moving_picture_is_shown_by_a_frame_that_tells(kind: str, tmp_path: Path) -> None:
    black, other = Image.new("RGB", files.SIZE), files.scene().transpose(Image.Transpose.ROTATE_180)
    late = moved(kind, [black, black, files.scene(), files.scene()])
    assert off(decoded(tmp_path, "late", late), files.scene()) < 12
    early = moved(kind, [files.scene(), other, other])
    assert off(decoded(tmp_path, "early", early), files.scene()) < 12
    empty = moved(kind, [black, Image.new("RGB", files.SIZE, (9, 9, 9))])
    assert decoded(tmp_path, "empty", empty).pixels.max() <= 12


# ── JPEG XL ─────────────────────────────────────────────────────────────────────────────────


def test_jpeg_xl_is_known_by_content(tmp_path: Path) -> None:
    bare = files.JXL_P3
    assert bare.startswith(b"\xff\x0a")
    for name in ("photo.jxl", "photo.jpg"):
        assert decoded(tmp_path, name, bare).facts.format == "JXL"
    held = files.jxl(np.asarray(files.scene()))
    assert decoded(tmp_path, "photo", held).facts.format == "JXL"
    assert "not a picture" in reason(tmp_path, "letter.doc", b"\xff\x0a" + bytes(80))


def test_a_jpeg_made_smaller_is_that_jpeg(tmp_path: Path) -> None:
    exif = files.exif(orientation=6)
    jpeg = files.saved(adobe(), "JPEG", icc_profile=ADOBE_PROFILE, exif=exif)
    first = decoded(tmp_path, "photo.jpg", jpeg)
    second = decoded(tmp_path, "photo.jxl", files.jxl_of_jpeg(jpeg))
    assert second.pixel_hash == first.pixel_hash
    assert (second.facts.width, second.facts.height) == files.SIZE[::-1]
    assert second.facts.format == "JXL"


def test_what_is_said_in_packed_boxes_is_read(tmp_path: Path) -> None:
    from imagecodecs import brotli_encode, jpegxl_encode

    def box(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", 8 + len(body)) + kind + body

    exif = b"\0\0\0\0" + files.exif().tobytes()[6:]
    stream = jpegxl_encode(np.asarray(files.scene()), numthreads=1, usecontainer=True)
    data = bytes(stream) + box(b"brob", b"Exif" + bytes(brotli_encode(exif)))
    data += box(b"brob", b"xml " + bytes(brotli_encode(files.XMP)))
    facts = decoded(tmp_path, "photo.jxl", data).facts
    assert facts.camera == "Maker Model 1"
    assert facts.keywords == files.KEYWORDS


@pytest.mark.parametrize("bits", [10, 12, 16])
def test_every_depth_of_jpeg_xl_is_scaled(bits: int, tmp_path: Path) -> None:
    light = np.asarray(grey().convert("L")).astype(np.uint16) >> 1
    values = (light.astype(np.uint32) * (2**bits - 1) // 255).astype(np.uint16)
    data = files.jxl(values, lossless=True, bitspersample=bits)
    photo = decoded(tmp_path, "photo.jxl", data)
    assert photo.pixels.max() <= 200  # not clipped
    assert photo.pixels.max() >= 100  # not black either


def test_a_giant_is_refused_from_its_header(tmp_path: Path) -> None:
    size = "0" + "11" + f"{50_000 - 1:030b}"[::-1] + "000" + "11" + f"{50_000 - 1:030b}"[::-1]
    bits = (size + "1").ljust(80, "0")
    header = bytes(int(bits[at : at + 8][::-1], 2) for at in range(0, 80, 8))
    assert "250 million pixels" in reason(tmp_path, "giant.jxl", b"\xff\x0a" + header)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
def test_jpeg_xl_that_is_cut_off(share: float, tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (120, 160, 3), np.uint8)
    data = files.jxl(noise, lossless=True)
    said = reason(tmp_path, "cut.jxl", data[: int(len(data) * share)])
    assert "cut off" in said or "damaged" in said


# ── Photoshop ───────────────────────────────────────────────────────────────────────────────


def planes(image: Image.Image) -> np.ndarray:
    return np.stack([np.asarray(band) for band in image.split()])


def test_photoshop_of_32_bits_is_linear(tmp_path: Path) -> None:
    light = linear(planes(files.scene()).astype(np.float64) / 255).astype(np.float32)
    assert off(decoded(tmp_path, "deep.psd", files.psd(light, 3)), files.scene()) < 3


def test_a_saved_selection_is_no_transparency(tmp_path: Path) -> None:
    """Only a negative number of layers says that the fourth channel is what is transparent."""
    mask = np.zeros((1, 240, 320), np.uint8)
    mask[:, :, 60:] = 255
    file = files.psd(np.concatenate([planes(files.scene()), mask]), 3)
    assert off(decoded(tmp_path, "selection.psd", file), files.scene()) < 3
    at = len(file) - 4 * 240 * 320 - 2 - 4  # where the layers are, of which there is none
    layers = struct.pack(">Ih", 2, -1)
    clear = file[:at] + struct.pack(">I", len(layers)) + layers + file[at + 4 :]
    assert off(decoded(tmp_path, "clear.psd", clear), on_white()) < 3


def test_photoshop_of_one_bit(tmp_path: Path) -> None:
    dots = files.scene().convert("L").point([0] * 140 + [255] * 116).convert("1")
    file = files.psd(255 - np.asarray(dots.convert("L"))[None, :, ::8], 0, resources={})
    head = struct.pack(">4sH6xHIIHH", b"8BPS", 1, 1, 240, 320, 1, 0)
    body = np.packbits(~np.asarray(dots), axis=1).tobytes()
    data = head + file[26 : -(240 * 40)] + body
    assert off(decoded(tmp_path, "bits.psd", data), dots.convert("RGB")) < 3


@pytest.mark.parametrize("packed", [False, True])
def test_photoshop_that_is_cut_off(packed: bool, tmp_path: Path) -> None:
    file = files.psd(planes(files.scene()), 3, packed=packed)
    said = reason(tmp_path, "cut.psd", file[: len(file) // 2])
    assert "cut off" in said or "damaged" in said


@pytest.mark.parametrize("kind", ["psd", "jxl"])
def test_a_rendered_copy_keeps_what_was_said(kind: str, tmp_path: Path) -> None:
    made = {"psd": files.psd(planes(files.scene()), 3), "jxl": files.jxl(np.asarray(files.scene()))}
    path = tmp_path / f"photo.{kind}"
    path.write_bytes(made[kind])
    copy = jpeg_of(os.fsencode(path), long_side=None, quality=90, metadata=Metadata.KEEP)
    facts = decoded(tmp_path, "copy.jpg", copy).facts
    assert facts.camera == "Maker Model 1"
    assert facts.keywords == files.KEYWORDS
    assert facts.latitude == pytest.approx(52.52)


# ── camera raw ──────────────────────────────────────────────────────────────────────────────


def unknown_raw(width: int, height: int) -> bytes:
    """A raw file of a camera that does not exist, with a preview and a thumbnail."""
    small = files.saved(files.scene().resize((160, 120)), "JPEG", exif=b"", xmp=b"")
    preview = files.saved(files.scene(width, height), "JPEG", exif=b"", xmp=b"")
    tags: list[Tag] = [
        (271, 2, 8, b"Nobody\0\0"),
        (272, 2, 8, b"Nothing\0"),
        (274, 3, 1, struct.pack("<H", 6)),
    ]
    return tiff_block(tags) + small + bytes(16) + preview


def test_a_camera_that_nobody_knows_is_shown_by_its_preview(tmp_path: Path) -> None:
    photo = decoded(tmp_path, "new.nef", unknown_raw(640, 480))
    assert (photo.facts.width, photo.facts.height) == (480, 640)
    assert photo.facts.camera == "Nobody Nothing"
    turned = files.scene().transpose(Image.Transpose.ROTATE_270)
    assert difference(Image.fromarray(photo.pixels).resize((96, 128)), turned.resize((96, 128))) < 5
    assert "raw file" in reason(tmp_path, "tiny.nef", unknown_raw(200, 150))


def test_a_preview_is_developed_anew_where_it_is_too_small(tmp_path: Path) -> None:
    path = tmp_path / "photo.dng"
    path.write_bytes(files.dng(preview=True, shown=Image.new("RGB", (100, 75))))
    with open_upright(os.fsencode(path)) as image:
        assert difference(image, files.scene().resize(image.size)) < 12


def test_a_raw_file_whose_sensor_data_are_gone(tmp_path: Path) -> None:
    """libraw shows black or rubbish; a dark picture has noise, and a preview is a picture too."""
    nothing = Image.new("RGB", (800, 600))
    assert "data are missing" in reason(
        tmp_path, "gone.dng", files.dng(preview=False, seen=nothing)
    )
    small = files.dng(preview=True, shown=files.scene(80, 60), seen=nothing)
    assert "data are missing" in reason(tmp_path, "small.dng", small)
    strips = (struct.pack("<HHII", 278, 4, 1, rows) for rows in (240, 100))
    left_out = files.dng(preview=False).replace(*strips)  # two of three
    assert "data are missing" in reason(tmp_path, "left out.dng", left_out)
    dark = nothing.copy()
    dark.putpixel((400, 300), (4, 4, 4))
    assert np.median(decoded(tmp_path, "dark.dng", files.dng(preview=False, seen=dark)).pixels) == 0
    path = tmp_path / "preview.dng"
    path.write_bytes(files.dng(preview=True, seen=nothing))
    with open_upright(os.fsencode(path)) as image:
        assert difference(image, files.scene()) < 5


# ── depth ───────────────────────────────────────────────────────────────────────────────────


def test_twelve_bits_of_grey_are_scaled(tmp_path: Path) -> None:
    values = (np.asarray(grey().convert("L")).astype(np.uint32) * 4095 // 255).astype(np.uint16)
    pairs = values.reshape(-1, 2)
    packed = np.stack(
        [pairs[:, 0] >> 4, (pairs[:, 0] & 15) << 4 | pairs[:, 1] >> 8, pairs[:, 1] & 255], axis=1
    ).astype(np.uint8)
    data = packed.tobytes()
    tags: list[Tag] = [
        (256, 4, 1, struct.pack("<I", 320)),
        (257, 4, 1, struct.pack("<I", 240)),
        (258, 3, 1, struct.pack("<H", 12)),
        (259, 3, 1, struct.pack("<H", 1)),
        (262, 3, 1, struct.pack("<H", 1)),
        (273, 4, 1, b"DATA"),
        (277, 3, 1, struct.pack("<H", 1)),
        (278, 4, 1, struct.pack("<I", 240)),
        (279, 4, 1, struct.pack("<I", len(data))),
    ]
    assert off(decoded(tmp_path, "deep.tif", tiff_block(tags, data)), grey()) < 3


def test_a_dark_picture_of_16_bits_stays_dark(tmp_path: Path) -> None:
    values = np.asarray(grey().convert("L")).astype(np.uint16) * 4  # all below 1,024
    assert decoded(tmp_path, "night.png", files.png_16(values)).pixels.max() <= 4


@pytest.mark.parametrize("planar", [False, True])
@pytest.mark.parametrize("colours", [0, 1, 2])
def test_tiffs_of_floating_point(colours: int, planar: bool, tmp_path: Path) -> None:
    """White is zero, grey, RGB: linear light of 16-bit floats, which Pillow does not read."""
    picture = files.scene() if colours == 2 else grey()
    light = linear(np.asarray(picture, np.float64) / 255)
    light = light if colours == 2 else light[..., :1]
    codes = linear(1 - srgb_codes(light)) if colours == 0 else light
    channels = codes.shape[2]
    data = (codes.transpose(2, 0, 1) if planar else codes).astype("<f2").tobytes()
    size = len(data) // channels if planar else len(data)

    def file(start: int) -> bytes:
        offsets = [start + size * n for n in range(channels if planar else 1)]
        many = len(offsets)
        tags: list[Tag] = [
            (256, 4, 1, struct.pack("<I", 320)),
            (257, 4, 1, struct.pack("<I", 240)),
            (258, 3, channels, struct.pack(f"<{channels}H", *([16] * channels))),
            (259, 3, 1, struct.pack("<H", 1)),
            (262, 3, 1, struct.pack("<H", colours)),
            (273, 4, many, struct.pack(f"<{many}I", *offsets)),
            (274, 3, 1, struct.pack("<H", 3)),
            (277, 3, 1, struct.pack("<H", channels)),
            (278, 4, 1, struct.pack("<I", 240)),
            (279, 4, many, struct.pack(f"<{many}I", *([size] * many))),
            (284, 3, 1, struct.pack("<H", 2 if planar else 1)),
            (339, 3, channels, struct.pack(f"<{channels}H", *([3] * channels))),
        ]
        return tiff_block(tags, data)

    photo = decoded(tmp_path, "light.tif", file(len(file(0)) - len(data)))
    assert off(photo, picture.transpose(Image.Transpose.ROTATE_180)) < 3


# ── what is loaded ──────────────────────────────────────────────────────────────────────────


def test_readers_are_loaded_for_their_own_kind_only(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(files.saved(files.scene(), "JPEG"))
    (tmp_path / "b.jxl").write_bytes(files.JXL_P3)
    code = (
        "import os, sys\n"
        "from photoclip.photos.decode import decode\n"
        "heavy = ('torch', 'faiss', 'imagecodecs', 'rawpy')\n"
        "for path in sys.argv[1:]:\n"
        "    decode(os.fsencode(path), short_side=96)\n"
        "    print(*(name for name in heavy if name in sys.modules))\n"
    )
    paths = (str(tmp_path / "a.jpg"), str(tmp_path / "b.jxl"))
    said = subprocess.run(
        [sys.executable, "-c", code, *paths], capture_output=True, text=True, check=True
    ).stdout
    assert said.splitlines() == ["", "imagecodecs"]
