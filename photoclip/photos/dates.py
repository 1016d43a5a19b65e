"""Dates as EXIF, XMP and IPTC write them, and as names and times of files give them away."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

_FIRST_YEAR, _LAST_YEAR = 1826, 2100  # from the first photograph on
_FIRST_DIGITAL = 1990

_WRITTEN = re.compile(
    r"(\d{4})[:\-/.](\d{1,2})[:\-/.](\d{1,2})"
    r"(?:[ T]+(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_NAMED = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_. ]?)(?P<month>0[1-9]|1[0-2])(?P=mark)"
    r"(?P<day>0[1-9]|[12]\d|3[01])"
    r"(?:\D{0,8}(?P<hour>2[0-3]|[01]\d|\d(?=\D))(?P<sign>[-_.:h ]?)(?P<minute>[0-5]\d)(?P=sign)"
    r"(?P<second>[0-5]\d)(?:[-_.]?\d{3})?(?:\s?(?P<half>[AaPp])[Mm])?)?(?!\d)",
    re.ASCII,
)
_COUNTED = re.compile(r"^(?:FB_IMG_|mmexport|IMG_|image_)?(1[0-9]{12})(?!\d)", re.ASCII)
_IN_UTC = ("PXL_",)


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


def parse_iptc(date: str, time: str = "") -> datetime | None:
    """The same of IPTC's two parts, such as "20080530" and "155601+0200"."""
    if not re.fullmatch(r"\d{8}", date, re.ASCII):
        return None
    clock = re.match(r"(\d\d)(\d\d)(\d\d)([+-]\d{4})?", time, re.ASCII)
    text = f"{date[:4]}-{date[4:6]}-{date[6:]}"
    if clock is not None:
        text += f"T{clock[1]}:{clock[2]}:{clock[3]}{clock[4] or ''}"
    return parse(text)


def with_zone(local: datetime, utc: datetime) -> datetime:
    """Local time with the offset from UTC that a satellite's clock gives away, where it fits."""
    if local.utcoffset() is not None:
        return local
    apart = local - utc.replace(tzinfo=None)
    quarters = round(apart / timedelta(minutes=15))
    offset = timedelta(minutes=15 * quarters)
    if abs(apart - offset) > timedelta(minutes=3) or not -12 * 4 <= quarters <= 14 * 4:
        return local
    return local.replace(tzinfo=timezone(offset))


def of_name(name: str) -> datetime | None:
    """When a picture was taken as its file's name says, such as IMG_20230405_123456.jpg.

    Known are the names of phones, cameras, screenshots and messengers in which year, month and
    day stand in this order; without a time of day it is midnight.
    """
    for found in _dates_in(name):
        latest = datetime.now().astimezone() + timedelta(days=2)
        if found.year >= _FIRST_DIGITAL and found.astimezone() <= latest:
            return found
    return None


def of_file(seconds: float) -> datetime | None:
    """The time of a file's last change, seconds since 1970, as local time of this machine."""
    with suppress(ValueError, OverflowError, OSError):
        moment = datetime.fromtimestamp(int(seconds), UTC).astimezone().replace(tzinfo=None)
        return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None
    return None


def _dates_in(name: str) -> Iterator[datetime]:
    counted = _COUNTED.match(name)
    if counted is not None:
        moment = of_file(int(counted[1]) / 1000)
        if moment is not None:
            yield moment
    for found in _NAMED.finditer(name):
        with suppress(ValueError):
            zone = UTC if name.startswith(_IN_UTC) else None
            yield datetime(
                int(found["year"]),
                int(found["month"]),
                int(found["day"]),
                _hour(found["hour"], found["half"]),
                int(found["minute"] or 0),
                int(found["second"] or 0),
                tzinfo=zone,
            )


def _hour(hour: str | None, half: str | None) -> int:
    number = int(hour or 0)
    if half is None or number > 12:
        return number
    return number % 12 + (12 if half in "Pp" else 0)


def _zone(text: str) -> timezone | None:
    if text == "Z":
        return UTC
    match = re.match(r"([+-])(\d\d):?(\d\d)", text, re.ASCII)
    if match is None or int(match[2]) > 14 or int(match[3]) > 59:
        return None
    minutes = int(match[2]) * 60 + int(match[3])
    return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))
