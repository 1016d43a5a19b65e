"""Tiers of copies, and reasons to keep one, in words."""

from photoclip.library.copies import Reason, Tier
from photoclip.ui import wording
from photoclip.ui.speech import tr


def tier_name(tier: Tier) -> str:
    """A tier in a word or two."""
    return {
        Tier.BYTES: tr("Copies", "Same file"),
        Tier.PIXELS: tr("Copies", "Same picture"),
        Tier.EDITED: tr("Copies", "Edited or resized"),
        Tier.BURST: tr("Copies", "Burst"),
    }[tier]


def count_of(tier: Tier, members: int) -> str:
    """How many belong together."""
    if tier is Tier.BYTES:
        return tr("Copies", "%n file(s)", "", members)
    return tr("Copies", "%n photo(s)", "", members)


def reason(why: Reason) -> str:
    """Why one is the best, in a few words."""
    said = {
        "picked": tr("Copies", "you picked it"),
        "stars": tr("Copies", "more stars"),
        "raw": tr("Copies", "camera raw"),
        "resolution": tr("Copies", "largest"),
        "sharpness": tr("Copies", "sharpest, {value} times the next"),
        "facts": tr("Copies", "knows date and camera"),
        "bytes": tr("Copies", "least compressed"),
        "tags": tr("Copies", "more tags and albums"),
        "name": tr("Copies", "not named as a copy"),
        "older": tr("Copies", "the oldest file"),
        "equal": tr("Copies", "equal; this one comes first"),
    }[why.kind]
    return said.format(value=_number(why.value))


def _number(value: str) -> str:
    try:
        return wording.locale().toString(float(value), "f", 1)
    except ValueError:
        return value
