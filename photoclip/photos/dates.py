"""Dates as EXIF and XMP write them."""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

_FIRST_YEAR, _LAST_YEAR = 1826, 2100  # from the first photograph on

_WRITTEN = re.compile(
    r"(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})"
    r"(?:[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)


def parse(text: str, offset: str = "") -> datetime | None:
    """A date out of metadata; None for anything that cannot be when a picture was taken.

    Args:
        text: the date as written, such as "2008:05:30 15:56:01" or "2008-05-30T15:56:01+02:00".
        offset: the offset from UTC as EXIF keeps it beside the date, such as "+02:00".

    Returns:
        Local time, with an offset where the file tells it.
    """
    match = _WRITTEN.match(text)
    if match is None or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    with suppress(ValueError):
        zone = _zone(match[7] or "") or _zone(offset)
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
    return None


def _zone(text: str) -> timezone | None:
    if text == "Z":
        return UTC
    match = re.match(r"([+-])(\d\d):?(\d\d)", text, re.ASCII)
    if match is None or int(match[2]) > 14 or int(match[3]) > 59:
        return None
    minutes = int(match[2]) * 60 + int(match[3])
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))
