"""Decoding of one file: every kind of pixels, every kind of damage, honest facts."""

import io
import os
import struct
from pathlib import Path

import numpy as np
import pytest
from hostile_files import small_dng
from PIL import Image, ImageCms, TiffImagePlugin

from photoclip.clip.embedder import Preprocess
from photoclip.errors import PhotoError
from photoclip.photos import formats
from photoclip.photos.decode import content_hash, decode, open_upright
from photoclip.photos.views import View
from photoclip.records import DecodedPhoto, KnownPhoto

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 180, 30), (30, 30, 220), (255, 255, 255)


def quarters(width: int = 120, height: int = 80) -> Image.Image:
    """Red, green / blue, white."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    image.paste(WHITE, (width // 2, height // 2, width, height))
    return image


def decoded(path: Path, short_side: int = 64) -> DecodedPhoto:
    result = decode(os.fsencode(path), short_side=short_side)
    assert isinstance(result, DecodedPhoto)
    assert result.pixels.dtype == np.uint8
    assert result.pixels.shape[2] == 3
    return result


def corners(photo: DecodedPhoto) -> list[tuple[int, ...]]:
    height, width = photo.pixels.shape[:2]
    rows, columns = (height // 4, height * 3 // 4), (width // 4, width * 3 // 4)
    return [tuple(int(v) for v in photo.pixels[y, x]) for y in rows for x in columns]


def assert_quarters(photo: DecodedPhoto, tolerance: int = 12) -> None:
    expected = np.array([RED, GREEN, BLUE, WHITE])
    assert np.abs(np.array(corners(photo)) - expected).max() <= tolerance


def reason(path: Path) -> str:
    with pytest.raises(PhotoError) as caught:
        decode(os.fsencode(path), short_side=64)
    said = str(caught.value)
    assert said.endswith(".")
    assert not {"<", "0x", "Error", str(path)} & set(said.split())
    assert "object at" not in said
    return said


def test_the_short_side_is_at_least_the_wanted_and_never_enlarged(tmp_path: Path) -> None:
    quarters(1200, 800).save(tmp_path / "big.jpg")
    quarters(90, 60).save(tmp_path / "small.png")
    quarters(20000, 100).save(tmp_path / "panorama.png")
    quarters(1200, 800).save(tmp_path / "big.png")
    for name, shape in (("big.jpg", (200, 300, 3)), ("big.png", (134, 200, 3))):
        assert decoded(tmp_path / name, 128).pixels.shape == shape
    assert decoded(tmp_path / "small.png", 128).pixels.shape == (60, 90, 3)
    panorama = decoded(tmp_path / "panorama.png", 64)
    assert panorama.pixels.shape[1] <= 8 * 64
    assert panorama.pixels.shape[1] / panorama.pixels.shape[0] <= 20.5
    assert (panorama.facts.width, panorama.facts.height) == (20000, 100)


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("orientation", [1, 6])
def test_what_a_model_sees_is_made_from_the_upright_picture(
    tmp_path: Path, orientation: int, whole: bool
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    quarters(900, 600).save(tmp_path / "photo.jpg", exif=exif)
    view = View(96, whole, "bicubic", 2.1)
    path = os.fsencode(tmp_path / "photo.jpg")
    plain, looked = (decode(path, short_side=192, view=each) for each in (None, view))
    assert isinstance(plain, DecodedPhoto)
    assert isinstance(looked, DecodedPhoto)
    assert plain.seen is None
    assert looked.pixels.size == 0
    assert looked.pixel_hash == plain.pixel_hash
    assert looked.seen is not None
    assert looked.seen.shape == (96, 96, 3)
    steps = Preprocess(96, {"resize_mode": "squash" if whole else "shortest"})
    difference = looked.seen.astype(int) - steps.squares([plain.pixels])[0]
    assert np.abs(difference).max() <= 1


def test_a_long_picture_is_handed_on_whole(tmp_path: Path) -> None:
    quarters(900, 300).save(tmp_path / "long.png")
    view = View(64, False, "bicubic", 2.1)
    photo = decode(os.fsencode(tmp_path / "long.png"), short_side=128, view=view)
    assert isinstance(photo, DecodedPhoto)
    assert photo.seen is None
    assert photo.pixels.shape == (150, 450, 3)


@pytest.mark.parametrize("shape", [(1, 3000), (3000, 1), (1, 1)])
def test_threads_and_points_become_pictures_a_model_can_take(
    tmp_path: Path, shape: tuple[int, int]
) -> None:
    Image.new("RGB", shape, RED).save(tmp_path / "thread.png")
    height, width = decoded(tmp_path / "thread.png").pixels.shape[:2]
    assert max(height, width) <= 21 * min(height, width)


def test_identity_thumbnail_and_facts(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    quarters(640, 480).save(path)
    photo = decoded(path)
    data = path.read_bytes()
    assert photo.content_hash == content_hash(data)
    assert len(photo.content_hash) == len(photo.pixel_hash) == 16
    assert photo.size == len(data)
    assert 0 <= photo.perceptual_hash < 2**64
    assert photo.facts.format == "JPEG"
    assert (photo.facts.width, photo.facts.height) == (640, 480)
    with Image.open(io.BytesIO(photo.thumbnail)) as thumbnail:
        assert thumbnail.format == "JPEG"
        assert max(thumbnail.size) <= 320


def test_known_bytes_are_not_decoded(tmp_path: Path) -> None:
    path = tmp_path / "not really.jpg"
    path.write_bytes(b"anything")
    digest = content_hash(b"anything")
    found = decode(os.fsencode(path), short_side=64, known=frozenset({digest}))
    assert found == KnownPhoto(digest, 8)


@pytest.mark.parametrize("extension", ["jpg", "png", "tif", "webp", "avif"])
@pytest.mark.parametrize("orientation", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 300])
def test_every_orientation_comes_out_upright(
    tmp_path: Path, extension: str, orientation: int
) -> None:
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = quarters()
    if orientation in undo:
        stored = stored.transpose(undo[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / f"photo.{extension}"
    if extension == "avif" and orientation not in range(1, 9):
        pytest.skip("AVIF keeps a rotation, not the number")
    stored.save(path, exif=exif)
    photo = decoded(path)
    assert_quarters(photo)
    assert (photo.facts.width, photo.facts.height) == (120, 80)
    with open_upright(os.fsencode(path)) as image:
        assert image.size == (120, 80)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "CMYK", "YCbCr", "LAB"])
def test_colours_of_every_mode(tmp_path: Path, mode: str) -> None:
    path = tmp_path / ("photo.png" if mode in {"RGBA", "P"} else "photo.tif")
    image = quarters()
    if mode == "LAB":
        lab = ImageCms.createProfile("LAB")
        transform = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), lab, "RGB", "LAB")
        image = ImageCms.applyTransform(image, transform)
        assert image is not None
        image.save(path)
    else:
        (image.quantize(8) if mode == "P" else image.convert(mode)).save(path)
    assert_quarters(decoded(path))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16", "I", "F"])
def test_greys_of_every_depth(tmp_path: Path, mode: str) -> None:
    left, right = (0, 1) if mode in {"1", "F"} else (0, 65535) if mode[0] == "I" else (0, 255)
    if mode in {"I;16", "I", "F"}:
        kind = {"I;16": np.uint16, "I": np.int32, "F": np.float32}[mode]
        values = np.full((60, 80), left, kind)
        values[:, 40:] = right
        image = Image.fromarray(values)
    else:
        image = Image.new(mode, (80, 60), left if mode != "LA" else (left, 255))
        image.paste(right if mode != "LA" else (right, 255), (40, 0, 80, 60))
    path = tmp_path / ("grey.png" if mode in {"1", "L", "LA", "I;16"} else "grey.tif")
    image.save(path)
    pixels = decoded(path).pixels
    assert pixels[30, 10].max() <= 2
    assert pixels[30, 70].min() >= 253


def test_transparent_parts_lie_over_white(tmp_path: Path) -> None:
    image = Image.new("RGBA", (80, 60), (0, 0, 0, 0))
    image.paste((*RED, 255), (40, 0, 80, 60))
    image.save(tmp_path / "logo.png")
    image.quantize(8).save(tmp_path / "logo.gif", transparency=0)
    pixels = decoded(tmp_path / "logo.png").pixels
    assert tuple(pixels[30, 10]) == WHITE
    assert tuple(pixels[30, 70]) == RED
    decoded(tmp_path / "logo.gif")


def test_colour_profiles_are_converted(tmp_path: Path) -> None:
    """A profile whose red and blue are exchanged shows whether it was looked at."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red, blue = profile.index(b"rXYZ"), profile.index(b"bXYZ")
    swapped = bytearray(profile)
    swapped[red : red + 4], swapped[blue : blue + 4] = b"bXYZ", b"rXYZ"
    name = profile.find("sRGB".encode("utf-16-be"))
    swapped[name : name + 8] = "test".encode("utf-16-be")
    Image.new("RGB", (80, 60), (250, 0, 0)).save(tmp_path / "odd.png", icc_profile=bytes(swapped))
    red, _, blue = decoded(tmp_path / "odd.png").pixels[30, 30]
    assert blue > 200 > red
    Image.new("RGB", (80, 60), RED).save(tmp_path / "bad.png", icc_profile=b"no profile at all")
    assert tuple(decoded(tmp_path / "bad.png").pixels[30, 30]) == RED


def test_content_decides_over_the_extension(tmp_path: Path) -> None:
    quarters().save(tmp_path / "a.png")
    for name in ("photo.jpg", "photo.nef", "photo.tga", "photo", "photo.txt"):
        path = tmp_path / name
        path.write_bytes((tmp_path / "a.png").read_bytes())
        photo = decoded(path)
        assert_quarters(photo)
        assert photo.facts.format == "PNG"
    quarters().save(tmp_path / "b.tif")
    (tmp_path / "b.dng").write_bytes((tmp_path / "b.tif").read_bytes())
    assert_quarters(decoded(tmp_path / "b.dng"))


def test_first_frame_of_moving_pictures(tmp_path: Path) -> None:
    frames = [quarters(), Image.new("RGB", (120, 80), BLUE)]
    for name in ("moving.gif", "moving.png", "moving.webp", "pages.tif"):
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:])
        assert_quarters(decoded(tmp_path / name), 40)


def test_raw_is_developed_whatever_its_name(tmp_path: Path) -> None:
    flat = tmp_path / "flat.dng"
    flat.write_bytes(small_dng(64, 48))
    photo = decoded(flat, 16)
    assert photo.facts.format == "RAW"
    assert 16 <= photo.pixels.shape[0] < 32
    for name in ("a.tif", "b"):  # recognised by content too
        (tmp_path / name).write_bytes(flat.read_bytes())
        assert decoded(tmp_path / name, 16).facts.format == "RAW"


@pytest.mark.parametrize("extension", ["jpg", "png", "tif", "webp", "bmp", "jp2", "gif", "avif"])
@pytest.mark.parametrize("share", [0.3, 0.7])
def test_cut_off_files_are_refused(tmp_path: Path, extension: str, share: float) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (300, 400, 3), np.uint8)
    whole = tmp_path / f"whole.{extension}"
    Image.fromarray(noise).save(whole)
    data = whole.read_bytes()
    for name, kept in (
        ("cut", data[: int(len(data) * share)]),
        ("zeros", data[: int(len(data) * share)].ljust(len(data), b"\0")),
    ):
        if name == "zeros" and extension in {"bmp", "tif"}:
            continue  # black is what these files then say
        path = tmp_path / f"{name}.{extension}"
        path.write_bytes(kept)
        said = reason(path)
        assert "cut off" in said or "damaged" in said
        if extension == "jpg":
            assert said.startswith("The file is cut off (incomplete)")


def test_progressive_jpeg_that_is_cut_off(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (300, 400, 3), np.uint8)
    out = io.BytesIO()
    Image.fromarray(noise).save(out, "JPEG", progressive=True)
    path = tmp_path / "cut.jpg"
    path.write_bytes(out.getvalue()[: len(out.getvalue()) // 2])
    assert "cut off" in reason(path)


def test_bombs_are_refused_from_their_header(tmp_path: Path) -> None:
    def png(width: int, height: int) -> bytes:
        from zlib import crc32

        header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        chunk = struct.pack(">I", 13) + header + struct.pack(">I", crc32(header))
        return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + b"IDAT" + b"\0" * 40

    (tmp_path / "bomb.png").write_bytes(png(2_000_000_000, 2_000_000_000))
    (tmp_path / "large.png").write_bytes(png(20_000, 20_000))
    for name in ("bomb.png", "large.png"):
        assert "more than 250 million pixels" in reason(tmp_path / name)
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[256], tags[257] = 3_000_000, 2_000_000
    out = io.BytesIO(b"")
    out.write(b"II*\0\x08\0\0\0")
    tags.save(out)
    (tmp_path / "bomb.tif").write_bytes(out.getvalue())
    reason(tmp_path / "bomb.tif")


def test_what_is_no_picture_gets_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.jpg").touch()
    assert reason(tmp_path / "empty.jpg") == "The file is empty."
    (tmp_path / "text.jpg").write_text("hello there, this is a text")
    assert "not a picture" in reason(tmp_path / "text.jpg")
    assert reason(tmp_path / "none.jpg") == "The file is no longer there."
    assert reason(tmp_path) == "It is not a regular file."
    (tmp_path / "script.eps").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n")
    assert "not a picture" in reason(tmp_path / "script.eps")
    (tmp_path / "new.jxl").write_bytes(b"\xff\x0a" + b"\0" * 50)
    assert "damaged" in reason(tmp_path / "new.jxl")
    (tmp_path / "raw.cr3").write_bytes(b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom" + b"\0" * 100)
    assert "raw file" in reason(tmp_path / "raw.cr3")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_are_never_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    assert reason(tmp_path / "pipe.jpg") == "It is not a regular file."
    assert reason(Path("/dev/zero")) == "It is not a regular file."


def test_names_that_are_no_utf8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/odd \xff\n\xe2\x98\xba.JPG"
    quarters().save(tmp_path / "a.jpg")
    try:
        (tmp_path / "a.jpg").rename(os.fsdecode(path))
    except OSError:
        pytest.skip("this file system takes no such names")
    assert isinstance(decode(path, short_side=64), DecodedPhoto)


def test_open_upright_bounds_the_long_side(tmp_path: Path) -> None:
    quarters(1200, 800).save(tmp_path / "a.jpg")
    with open_upright(os.fsencode(tmp_path / "a.jpg"), 300) as image:
        assert image.size == (300, 200)
        assert image.mode == "RGB"
    with open_upright(os.fsencode(tmp_path / "a.jpg")) as image:
        assert image.size == (1200, 800)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "WEBP"),
        (b"RIFF\0\0\0\0WAVEfmt ", None),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "AVIF"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "HEIF"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42", None),
        (b"II*\0\x10\0\0\0CR\2\0", "RAW"),
        (b"P6\n# c\n2 2", "PPM"),
        (b"P6 is a chip", None),
        (b"BMW drives", None),
        (b"%PDF-1.4", None),
        (b"", None),
    ],
)
def test_signatures(head: bytes, name: str | None) -> None:
    assert formats.sniff(head) == name
