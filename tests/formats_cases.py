"""The files of docs/formats.md: what each is, and how it is made."""

import io
from collections.abc import Callable
from dataclasses import dataclass

import formats_colours as colours
import formats_files as files
import numpy as np
from hostile_files import drawn, sound
from PIL import Image, ImageCms

from photoclip.photos.colours import profiles

Bytes = Callable[[], bytes]
_CODES = colours.srgb_codes


@dataclass(frozen=True, slots=True)
class Case:
    """One file.

    Attributes:
        format: its name for people.
        variant: what is special about it.
        file: its name.
        make: its bytes.
        shows: the picture in it.
        tolerance: levels by which its thumbnail may differ from that on average.
    """

    format: str
    variant: str
    file: str
    make: Bytes
    shows: Callable[[], Image.Image] = files.scene
    tolerance: float = 5.0


def grey() -> Image.Image:
    """The scene without colours."""
    return files.scene().convert("L").convert("RGB")


def _turned() -> bytes:
    image = files.scene().transpose(Image.Transpose.ROTATE_90)
    return files.saved(image, "JPEG", exif=files.exif(orientation=6))


def _long() -> Image.Image:
    return files.scene(960, 160)


def _two() -> bytes:
    out = io.BytesIO()
    options = {"exif": files.exif(), "quality": 92}
    files.scene().save(out, "MPO", save_all=True, append_images=[files.quarters()], **options)
    return out.getvalue()


def p3(image: Image.Image | None = None) -> Image.Image:
    """A picture in Display P3's code values."""
    values = colours.in_colours(image or files.scene(), colours.P3, _CODES)
    return colours.eight_bits(values)


def adobe() -> Image.Image:
    """The scene in Adobe RGB's code values."""
    gamma = 256 / 563
    return colours.eight_bits(colours.in_colours(files.scene(), colours.ADOBE, lambda v: v**gamma))


P3_PROFILE = profiles.of(profiles.DISPLAY_P3, profiles.srgb_curve)
ADOBE_PROFILE = profiles.of(profiles.ADOBE_RGB, profiles.gamma(563 / 256))


def prophoto() -> Image.Image:
    """The scene in ProPhoto RGB's code values."""
    values = colours.in_colours(files.scene(), colours.PROPHOTO, lambda v: v ** (1 / 1.8))
    return colours.eight_bits(values)


def prophoto_profile() -> bytes:
    """ROMM RGB with a plain gamma."""
    wide = profiles.Primaries(
        (0.734699, 0.265301), (0.159597, 0.840403), (0.036598, 0.000105), (0.345704, 0.358540)
    )
    return profiles.of(wide, profiles.gamma(1.8))


def dark_grey() -> tuple[Image.Image, bytes]:
    """The scene in grey with a gamma of 1.0, and its profile."""
    light = colours.linear(np.asarray(files.scene().convert("L"), np.float64) / 255)
    image = Image.fromarray(np.rint(light * 255).astype(np.uint8))
    return image, profiles.of(None, profiles.gamma(1.0))


def in_16_bits(image: Image.Image) -> np.ndarray:
    """Code values of 16 bits."""
    return np.asarray(image).astype(np.uint16) * 257


def _linear() -> np.ndarray:
    """The scene as light, 16 bits."""
    light = colours.linear(np.asarray(files.scene(), np.float64) / 255)
    return np.rint(light * 65535).astype(np.uint16)


def _lab() -> Image.Image:
    way = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"
    )
    image = ImageCms.applyTransform(files.scene(), way)
    assert image is not None
    return image


def _planes(image: Image.Image) -> np.ndarray:
    return np.stack([np.asarray(band) for band in image.split()])


def _indexed_psd() -> bytes:
    image = files.scene().quantize(200)
    table = np.zeros((256, 3), np.uint8)
    palette = np.array(image.getpalette()).reshape(-1, 3)
    table[: len(palette)] = palette
    return files.psd(_planes(image), 2, colours=table.T.tobytes())


def _preview_psd() -> bytes:
    small = files.saved(files.scene(), "JPEG", exif=b"", xmp=b"")
    parts = {1036: bytes(28) + small, 1057: b"\0\0\0\1\0"}
    return files.psd(np.full((3, 240, 320), 255, np.uint8), 3, resources=parts)


def _logo() -> Image.Image:
    """The scene on a transparent ground, in few colours."""
    image = files.scene().convert("RGBA")
    image.putalpha(Image.new("L", image.size, 255))
    image.paste((0, 0, 0, 0), (0, 0, 60, 240))
    return image


def on_white() -> Image.Image:
    """What `_logo` looks like."""
    canvas = Image.new("RGB", files.SIZE, "white")
    canvas.paste(files.scene().crop((60, 0, 320, 240)), (60, 0))
    return canvas


def _pages() -> bytes:
    out = io.BytesIO()
    options = {"exif": files.in_tiff(files.exif())}
    files.scene().save(out, "TIFF", save_all=True, append_images=[files.quarters()], **options)
    return out.getvalue()


def _p3_quarters() -> Image.Image:
    """What the code values of `quarters` look like in Display P3."""
    light = colours.linear(np.asarray(files.quarters(), np.float64) / 255) @ colours.P3.T
    light = np.clip(light @ np.linalg.inv(colours.SRGB).T, 0, 1)
    return colours.eight_bits(_CODES(light))


def _scene_bytes(kind: str, mode: str = "RGB", **options: object) -> Bytes:
    return lambda: files.saved(files.scene().convert(mode), kind, **options)


def _jxl(image: Callable[[], Image.Image], **options: object) -> Bytes:
    return lambda: files.jxl(np.asarray(image()), **options)


CASES: tuple[Case, ...] = (
    Case("JPEG", "baseline", "photo.jpg", _scene_bytes("JPEG")),
    Case("JPEG", "progressive", "progressive.jpg", _scene_bytes("JPEG", progressive=True)),
    Case("JPEG", "grey", "grey.jpg", _scene_bytes("JPEG", "L"), grey),
    Case("JPEG", "turned by EXIF", "turned.jpg", _turned),
    Case("JPEG", "named as something else", "really-a-jpeg.heic",
         _scene_bytes("JPEG", quality=91)),
    Case("JPEG", "without an extension", "no-extension", _scene_bytes("JPEG", quality=90)),
    Case("JPEG", "panorama of 6:1", "panorama.jpg", lambda: files.saved(_long(), "JPEG"), _long),
    Case("JPEG", "several pictures in one (MPO): the first", "several.mpo", _two),
    Case("JPEG", "Display P3", "display-p3.jpg",
         lambda: files.saved(p3(), "JPEG", icc_profile=P3_PROFILE)),
    Case("JPEG", "Adobe RGB", "adobe-rgb.jpg",
         lambda: files.saved(adobe(), "JPEG", icc_profile=ADOBE_PROFILE)),
    Case("JPEG", "Adobe RGB as cameras say it, without a profile", "adobe-rgb-camera.jpg",
         lambda: files.saved(adobe(), "JPEG",
                             exif=files.exif(colour_space=0xFFFF, interoperability="R03"))),
    Case("JPEG", "ProPhoto RGB", "prophoto.jpg",
         lambda: files.saved(prophoto(), "JPEG", icc_profile=prophoto_profile(), quality=98)),
    Case("JPEG", "CMYK (Adobe's inverted inks) with a profile", "cmyk.jpg",
         lambda: files.saved(colours.in_ink(files.scene()), "JPEG", quality=98,
                             icc_profile=colours.ink_profile())),
    Case("JPEG", "CMYK without a profile", "cmyk-plain.jpg", _scene_bytes("JPEG", "CMYK")),
    Case("JPEG", "grey with a gamma of its own", "grey-gamma.jpg",
         lambda: files.saved(dark_grey()[0], "JPEG", icc_profile=dark_grey()[1], quality=98), grey),
    Case("JPEG", "a broken profile: ignored", "broken-profile.jpg",
         _scene_bytes("JPEG", icc_profile=b"no profile at all")),
    Case("JPEG", "words in further segments (extended XMP)", "extended.jpg", files.extended),
    Case("PNG", "8 bits", "photo.png", _scene_bytes("PNG")),
    Case("PNG", "transparent: over white", "transparent.png",
         lambda: files.saved(_logo(), "PNG"), on_white),
    Case("PNG", "palette with transparency", "palette.png",
         lambda: files.saved(_logo().quantize(128), "PNG"), on_white, 6.0),
    Case("PNG", "16 bits, grey: scaled", "grey-16.png",
         lambda: files.png_16(in_16_bits(grey().convert("L"))), grey),
    Case("PNG", "16 bits, Display P3 (cICP)", "p3-16.png",
         lambda: files.png_16(in_16_bits(p3()), [(b"cICP", bytes([12, 13, 0, 1]))])),
    Case("PNG", "gamma 1.0 (gAMA)", "linear.png",
         lambda: files.png_16(_linear(), [(b"gAMA", (100_000).to_bytes(4, "big"))])),
    Case("PNG", "moving (APNG) with an empty first frame", "moving.png",
         lambda: files.moving("PNG"), tolerance=12.0),
    Case("WebP", "lossy", "photo.webp", _scene_bytes("WEBP", quality=92)),
    Case("WebP", "lossless, transparent", "transparent.webp",
         lambda: files.saved(_logo(), "WEBP", lossless=True), on_white),
    Case("WebP", "Display P3", "display-p3.webp",
         lambda: files.saved(p3(), "WEBP", quality=95, icc_profile=P3_PROFILE)),
    Case("WebP", "moving with an empty first frame", "moving.webp",
         lambda: files.moving("WEBP"), tolerance=12.0),
    Case("TIFF", "8 bits", "photo.tif", _scene_bytes("TIFF")),
    Case("TIFF", "LZW", "lzw.tif", _scene_bytes("TIFF", compression="tiff_lzw")),
    Case("TIFF", "JPEG inside", "jpeg.tif", _scene_bytes("TIFF", compression="jpeg", quality=95)),
    Case("TIFF", "16 bits", "rgb-16.tif", lambda: files.tiff_rgb(in_16_bits(files.scene()))),
    Case("TIFF", "floating point", "rgb-float.tif",
         lambda: files.tiff_rgb((_linear() / 65535).astype(np.float32))),
    Case("TIFF", "grey, 16 bits: scaled", "grey-16.tif",
         lambda: files.saved(Image.fromarray(in_16_bits(grey().convert("L"))), "TIFF"), grey),
    Case("TIFF", "grey, floating point", "grey-float.tif",
         lambda: files.saved(Image.fromarray(
             np.asarray(grey().convert("L")).astype(np.float32) / 255), "TIFF"), grey),
    Case("TIFF", "CMYK with a profile", "cmyk.tif",
         lambda: files.saved(colours.in_ink(files.scene()), "TIFF",
                             icc_profile=colours.ink_profile())),
    Case("TIFF", "CIE L\\*a\\*b\\*", "lab.tif", lambda: files.saved(_lab(), "TIFF")),
    Case("TIFF", "several pages: the first", "pages.tif", _pages),
    Case("GIF", "still", "photo.gif", _scene_bytes("GIF", "P"), tolerance=14.0),
    Case("GIF", "moving with an empty first frame", "moving.gif",
         lambda: files.moving("GIF"), tolerance=14.0),
    Case("BMP", "24 bits", "photo.bmp", _scene_bytes("BMP")),
    Case("HEIC", "8 bits", "photo.heic", lambda: sound("heic"), drawn, 12.0),
    Case("HEIC", "10 bits", "photo-10.heic", lambda: files.HEIC_10_BIT, files.quarters, 12.0),
    Case("AVIF", "8 bits", "photo.avif", _scene_bytes("AVIF", quality=90)),
    Case("AVIF", "10 bits, Display P3 (nclx)", "p3-10.avif", lambda: files.AVIF_P3,
         _p3_quarters, 12.0),
    Case("AVIF", "10 bits, HDR (PQ): brought to a plain screen", "hdr-pq.avif",
         lambda: files.AVIF_PQ, files.quarters, 40.0),
    Case("AVIF", "10 bits, HDR (HLG): brought to a plain screen", "hdr-hlg.avif",
         lambda: files.AVIF_HLG, files.quarters, 40.0),
    Case("AVIF", "moving with an empty first frame", "moving.avif",
         lambda: files.moving("AVIF"), tolerance=12.0),
    Case("JPEG 2000", "in its own file", "photo.jp2",
         lambda: files.jp2(files.scene(), quality_layers=[8])),
    Case("JPEG 2000", "bare codestream, grey, 16 bits", "grey-16.j2k", lambda: files.jp2(
        Image.fromarray(in_16_bits(grey().convert("L"))), no_jp2=True), grey),
    Case("JPEG XL", "lossy", "photo.jxl", _jxl(files.scene, distance=1.0)),
    Case("JPEG XL", "lossless, 16 bits, linear", "linear-16.jxl",
         lambda: files.jxl(_linear(), lossless=True)),
    Case("JPEG XL", "Display P3", "display-p3.jxl", lambda: files.JXL_P3, _p3_quarters, 12.0),
    Case("JPEG XL", "transparent", "transparent.jxl", _jxl(_logo, lossless=True), on_white),
    Case("JPEG XL", "made from a JPEG, with its profile", "from-jpeg.jxl",
         lambda: files.jxl_of_jpeg(files.saved(adobe(), "JPEG", icc_profile=ADOBE_PROFILE))),
    Case("JPEG XL", "moving: its first frame", "moving.jxl",
         lambda: files.jxl(np.stack([files.scene(), files.scene().rotate(180)]))),
    Case("Photoshop", "8 bits", "photo.psd", lambda: files.psd(_planes(files.scene()), 3)),
    Case("Photoshop", "16 bits, packed", "photo-16.psd",
         lambda: files.psd(in_16_bits(files.scene()).transpose(2, 0, 1), 3, packed=True)),
    Case("Photoshop", "CMYK with a profile", "cmyk.psd",
         lambda: files.psd(255 - _planes(colours.in_ink(files.scene())), 4,
                           resources={1039: colours.ink_profile()})),
    Case("Photoshop", "CIE L\\*a\\*b\\*", "lab.psd", lambda: files.psd(_planes(_lab()), 9)),
    Case("Photoshop", "grey", "grey.psd",
         lambda: files.psd(_planes(grey().convert("L")), 1), grey),
    Case("Photoshop", "indexed", "indexed.psd", _indexed_psd),
    Case("Photoshop", "large (PSB), packed", "large.psb",
         lambda: files.psd(_planes(files.scene()), 3, large=True, packed=True)),
    Case("Photoshop", "without a whole picture: its preview", "preview.psd", _preview_psd),
    Case("Netpbm", "PPM", "photo.ppm", _scene_bytes("PPM")),
    Case("Netpbm", "PGM, 16 bits: scaled", "grey-16.pgm",
         lambda: b"P5 320 240 65535\n"
         + in_16_bits(grey().convert("L")).astype(">u2").tobytes(), grey),
    Case("Netpbm", "PBM", "bits.pbm", _scene_bytes("PPM", "1"),
         lambda: files.scene().convert("1").convert("RGB"), 8.0),
    Case("QOI", "", "photo.qoi", _scene_bytes("QOI")),
    Case("TGA", "", "photo.tga", _scene_bytes("TGA")),
    Case("PCX", "", "photo.pcx", _scene_bytes("PCX")),
    Case("SGI", "", "photo.sgi", _scene_bytes("SGI")),
)  # fmt: skip

RAW_CASES: tuple[Case, ...] = (
    Case("DNG", "developed, no preview", "developed.dng", lambda: files.dng(preview=False),
         tolerance=40.0),
    Case("DNG", "its embedded preview", "preview.dng", lambda: files.dng(preview=True)),
)  # fmt: skip
