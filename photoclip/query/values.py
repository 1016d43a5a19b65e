"""The values of filters: ranges, dates, sizes and places, as text and as numbers."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_COMPARED = re.compile(r"(?P<sign>>=|<=|>|<|=)?(?P<rest>.*)", re.DOTALL)
_SIZE = re.compile(r"(?P<number>\d+(?:\.(?P<digits>\d+))?)\s*(?P<unit>[a-z]*)")
_SIDES = re.compile(r"(\d{1,6})\s*[x\u00d7]\s*(\d{1,6})")
_DEGREES = r"\s*([+-]?\d+(?:\.\d+)?)\s*"
_PLACE = re.compile(rf"{_DEGREES},{_DEGREES},\s*(\d+(?:\.\d+)?)\s*(?:km)?\s*")
_BOX = re.compile(",".join([_DEGREES] * 4))
_TOWN = re.compile(r"\s*([^\W\d].*?)\s*(?:,\s*(\d+(?:\.\d+)?)\s*(?:km)?\s*)?", re.DOTALL)
_UNITS = {
    "b": 1,
    "kb": 10**3,
    "mb": 10**6,
    "gb": 10**9,
    "kib": 2**10,
    "mib": 2**20,
    "gib": 2**30,
    "mp": 10**6,
}
HALF_ROUND_THE_EARTH = 20_038.0  # km
AROUND_A_TOWN = 25.0
"""How many km `near:` a town goes where that is not said."""
AFTER_ALL = "~"
"""Behind a date's text, this sorts after every moment of it."""


@dataclass(frozen=True, slots=True)
class Between:
    """Numbers from `low` to `high`; None has no end, `below` leaves out `high` itself."""

    low: float | None
    high: float | None
    above: bool = False  # low itself is left out
    below: bool = False  # high itself is left out


@dataclass(frozen=True, slots=True)
class Size:
    """How large a file or a picture must be.

    `of`: "bytes" of the file, "pixels" (width times height) or "sides": then `number` is for
    both the width and the height of the upright picture, in `sides` multiples of 1.
    """

    of: Literal["bytes", "pixels", "sides"]
    number: Between
    height: Between | None = None


def is_date(text: str) -> bool:
    """Whether a text is a year, month or day that exists."""
    found = _DATE.fullmatch(text)
    if found is None or not int(found[1]) >= 1:
        return False
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def dates(text: str) -> tuple[str, str] | None:
    """The first and last date of `2024`, `2024-06` or `2024-06-01..2024-06-09`."""
    first, dots, last = text.partition("..")
    last = last if dots else first
    if not (is_date(first) and is_date(last)) or last + AFTER_ALL < first:
        return None
    return first, last


def years(text: str) -> tuple[str, str] | None:
    """The first and last year of `2024`, `2020..2023`, `>=2020` and so on; "" has no end."""
    found = whole_numbers(text, lowest=1, highest=9999)
    if found is None:
        return None
    first, last = found
    return "" if first == 1 else f"{first:04}", "" if last == 9999 else f"{last:04}"


def stars(text: str) -> tuple[int, int] | None:
    """The fewest and most stars of `3` (or more), `0` (none), `<2`, `3..5` and so on."""
    if re.fullmatch("[0-5]", text):
        return int(text), 5 if text != "0" else 0
    return whole_numbers(text, lowest=0, highest=5)


def whole_numbers(text: str, *, lowest: int, highest: int) -> tuple[int, int] | None:
    """First and last number of `3`, `=3`, `>3`, `>=3`, `<3`, `<=3`, `3..5`, `3..`, `..5`."""
    number = rf"\d{{1,{len(str(highest))}}}"
    if ".." in text:
        found = re.fullmatch(rf"({number})?\.\.({number})?", text)
        if found is None or not (found[1] or found[2]):
            return None
        first, last = int(found[1] or lowest), int(found[2] or highest)
    else:
        found = re.fullmatch(rf"(>=|<=|>|<|=)?({number})", text)
        if found is None:
            return None
        sign, here = found[1] or "=", int(found[2])
        first = {">": here + 1, ">=": here, "=": here}.get(sign, lowest)
        last = {"<": here - 1, "<=": here, "=": here}.get(sign, highest)
    return (first, last) if lowest <= first <= last <= highest else None


def size(text: str) -> Size | None:
    """The size that `>5mb`, `<500kb`, `2mb..5mb`, `>12mp`, `12mp`, `1920x1080` means.

    Without a sign, a number means what is rounded to it (`12mp`: from 11.5 to below 12.5);
    `1920x1080` is exactly this, and with a sign it holds for width and height both.
    """
    text = text.casefold()
    if ".." in text:
        return _range_of_sizes(text)
    found = _COMPARED.fullmatch(text)
    assert found is not None, "it fits any text"
    sign, rest = found["sign"] or "", found["rest"].strip()
    sides = _SIDES.fullmatch(rest)
    if sides is not None:
        return Size("sides", *(_compared(sign or "=", float(each)) for each in sides.groups()))
    one = _number_of(rest)
    if one is None:
        return None
    number, step, unit = one
    of = "pixels" if unit == "mp" else "bytes"
    if sign:
        return Size(of, _compared(sign, number))
    return Size(of, Between(number - step / 2, number + step / 2, below=True))


def _range_of_sizes(text: str) -> Size | None:
    first, _, last = text.partition("..")
    high = _number_of(last.strip())
    if high is None:
        return None
    bare = re.fullmatch(r"\s*\d+(?:\.\d+)?\s*", first)
    low = _number_of(first.strip() + (high[2] if bare else ""))
    if low is None or (low[2] == "mp") != (high[2] == "mp") or low[0] > high[0]:
        return None
    return Size("pixels" if high[2] == "mp" else "bytes", Between(low[0], high[0]))


def _number_of(text: str) -> tuple[float, float, str] | None:
    """A number with its unit: how many bytes or pixels, one step of its last digit, the unit."""
    found = _SIZE.fullmatch(text)
    if found is None or found["unit"] not in _UNITS:
        return None
    each = _UNITS[found["unit"]]
    step = each / 10 ** len(found["digits"] or "")
    return float(found["number"]) * each, step, found["unit"]


def _compared(sign: str, number: float) -> Between:
    if sign == "=":
        return Between(number, number)
    if sign.startswith(">"):
        return Between(number, None, above=sign == ">")
    return Between(None, number, below=sign == "<")


def place(text: str) -> tuple[float, float, float] | None:
    """Latitude and longitude in degrees and a distance in km: `60.39,5.32,10`."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    latitude, longitude, distance = map(float, found.groups())
    if abs(latitude) > 90 or abs(longitude) > 180 or distance <= 0:
        return None
    return latitude, longitude, min(distance, HALF_ROUND_THE_EARTH)


def around(text: str) -> tuple[float, float, float] | tuple[str, float] | None:
    """What `near:` takes: a `place`, or a town's name and a distance in km (`Lisbon,10km`)."""
    found = _TOWN.fullmatch(text)
    if found is None:
        return place(text)
    distance = AROUND_A_TOWN if found[2] is None else float(found[2])
    return (found[1], min(distance, HALF_ROUND_THE_EARTH)) if distance > 0 else None


def box(text: str) -> tuple[float, float, float, float] | None:
    """South, west, north and east of an area in degrees: `38.6,-9.3,38.8,-9.0`.

    Where west is larger than east the area lies on both sides of the 180th meridian.
    """
    found = _BOX.fullmatch(text)
    if found is None:
        return None
    south, west, north, east = map(float, found.groups())
    if not -90 <= south <= north <= 90 or max(abs(west), abs(east)) > 180:
        return None
    return south, west, north, east
