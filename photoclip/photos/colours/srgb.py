"""Pixels with a colour profile to sRGB."""

import functools
from io import BytesIO
from typing import Any, cast

from PIL import Image, ImageCms

_MODES = {"RGB ": "RGB", "GRAY": "L", "CMYK": "CMYK", "Lab ": "LAB"}
_PROBE_STEPS = (0, 51, 102, 153, 204, 255)
_ALIKE = 2  # levels by which the colours of a profile may differ from sRGB's and count as the same


def profile_of(image: Image.Image) -> bytes | None:
    """The ICC profile that lies with a picture."""
    profile = cast("object", image.info.get("icc_profile"))
    return profile if isinstance(profile, bytes) and profile else None


def has_other_colours(image: Image.Image) -> bool:
    """Whether its colours are others than sRGB's."""
    if image.mode == "LAB":
        return True
    profile = profile_of(image)
    return profile is not None and _way(profile, image.mode) is not None


def converted(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB, mode RGB; a profile that is broken or of another kind is ignored.

    Args:
        image: without transparency.
        profile: of its colours; None: sRGB, or CIE L*a*b* where its mode says so.
    """
    if profile is None and image.mode != "LAB":
        return image.convert("RGB")
    way = _way(profile if image.mode != "LAB" else None, image.mode)
    if way is None:
        return image.convert("RGB")
    transform, mode = way
    if image.mode != mode:
        image = image.convert(mode)
    result = ImageCms.applyTransform(image, transform)
    return image.convert("RGB") if result is None else result


@functools.lru_cache(maxsize=16)
def _way(profile: bytes | None, mode: str) -> tuple[ImageCms.ImageCmsTransform, str] | None:
    """The transform from a profile (None: LAB) to sRGB and the mode it takes.

    None where there is nothing to do, or where profile and picture do not go together.
    """
    try:
        source = ImageCms.ImageCmsProfile(
            ImageCms.createProfile("LAB") if profile is None else BytesIO(profile)
        )
        taken = _MODES.get(cast("Any", source.profile).xcolor_space)
        if taken is None or not _fits(taken, mode):
            return None
        # as Photoshop and browsers do; perceptual tables differ from maker to maker
        transform = ImageCms.buildTransform(
            source,
            ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
            taken,
            "RGB",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        return None if _changes_nothing(transform, taken) else (transform, taken)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _fits(taken: str, mode: str) -> bool:
    """Whether a picture of a mode may have a profile of what mode `taken` is."""
    return taken == mode or (taken == "RGB" and mode in {"L", "YCbCr"})


def _changes_nothing(transform: ImageCms.ImageCmsTransform, taken: str) -> bool:
    if taken not in {"RGB", "L"}:
        return False
    probe = _probe(taken)
    result = ImageCms.applyTransform(probe, transform)
    if result is None:
        return True
    pairs = zip(probe.convert("RGB").tobytes(), result.tobytes(), strict=True)
    return max(abs(before - after) for before, after in pairs) <= _ALIKE


def _probe(mode: str) -> Image.Image:
    steps = _PROBE_STEPS
    if mode == "L":
        return Image.frombytes("L", (len(steps), 1), bytes(steps))
    colours = bytes(value for r in steps for g in steps for b in steps for value in (r, g, b))
    return Image.frombytes("RGB", (len(steps) ** 3, 1), colours)
