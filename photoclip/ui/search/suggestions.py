"""What could be typed next: filters, their values, dates, tags and earlier questions."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain, islice

from PySide6.QtCore import QDate, QLocale

from photoclip.query import CLOSED, FILTERS, LIKE, quoted
from photoclip.records import ValueCount
from photoclip.ui.search import files
from photoclip.ui.search.phrasing import hint_of
from photoclip.ui.search.unclear import hint
from photoclip.ui.search.writing import Token, touched

MOST = 8
PLACE = "place"
DATES = ("before", "after", "on")
_SIZES = (">5mb", "<500kb", ">12mp", "<2mp", "1920x1080")
_NO_VALUES = frozenset({"size", "within", "failed"})  # that the library could count

Values = Callable[[str], Sequence[ValueCount]]
"""The values of a filter that are known now, the most frequent first."""

_FILTER = re.compile(r"(?P<minus>-?)(?P<name>[A-Za-z]\w*):(?P<value>.*)", re.DOTALL)
_PICTURE = re.compile(rf"(?P<sign>-?(?:[\d.]+:)?){LIKE}:(?P<value>.*)", re.DOTALL | re.IGNORECASE)
_SHORTEST_TAG = 2  # letters of a plain word before tags are proposed


class Kind(Enum):
    """What a suggestion is; decides its icon."""

    FILTER = "filter"
    VALUE = "value"
    RECENT = "recent"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the completion: `text[start:end]` becomes `replacement`."""

    kind: Kind
    name: str  # the filter it belongs to, "" for an earlier question
    shown: str
    start: int
    end: int
    replacement: str
    hint: str = ""
    photos: int | None = None
    is_whole: bool = True  # nothing more has to be typed


def suggest(text: str, cursor: int, values: Values) -> tuple[Suggestion, ...]:
    """What may follow where the cursor stands, best first."""
    token = touched(text, cursor)
    if token is None:
        return ()
    written = text[token.start : cursor]
    span = Token(text[token.start : token.end], token.start)
    picture = _PICTURE.fullmatch(written)
    if picture is not None:
        return _pictures(picture["sign"], picture["value"].strip('"'), span, values)
    found = _FILTER.fullmatch(written)
    if found is None:
        return _words(written, span, values)
    name = found["name"].casefold()
    if name not in FILTERS:
        return ()
    make = _Line(name, found["minus"], span)
    return _of_filter(make, found["value"].strip('"'), values)


def _of_filter(make: "_Line", value: str, values: Values) -> tuple[Suggestion, ...]:
    name = make.name
    if name in DATES:
        return make.dates(value, values("date"))
    if name in CLOSED:
        return make.closed(value, values(name))
    if name in _NO_VALUES:
        return make.examples(value)
    return make.values(value, values(PLACE if name == "near" else name))


def wanted(text: str, cursor: int) -> str:
    """The filter whose values a suggestion here needs, "" for none, "date" for dates.

    `like:FOLDER` for what is in a folder.
    """
    token = touched(text, cursor)
    if token is None:
        return ""
    picture = _PICTURE.fullmatch(text[token.start : cursor])
    if picture is not None:
        return _within(files.parted(picture["value"].strip('"'))[0])
    found = _FILTER.fullmatch(text[token.start : cursor])
    if found is None:
        return "tag"
    name = found["name"].casefold()
    if name in DATES:
        return "date"
    if name == "near":
        return PLACE
    return name if name in FILTERS and name not in _NO_VALUES else ""


def recent(history: Sequence[str]) -> tuple[Suggestion, ...]:
    """Earlier questions, for an empty field."""
    return tuple(Suggestion(Kind.RECENT, "", text, 0, 0, text) for text in history[:MOST])


@dataclass(frozen=True, slots=True)
class _Line:
    """Makes suggestions of one filter in place of one token."""

    name: str
    minus: str
    span: Token

    def value(
        self, value: str, photos: int | None, *, shown: str = "", hint: str = ""
    ) -> Suggestion:
        return Suggestion(
            Kind.VALUE,
            self.name,
            shown or value,
            self.span.start,
            self.span.end,
            f"{self.minus}{self.name}:{quoted(value)}",
            hint,
            photos,
        )

    def values(self, begun: str, known: Sequence[ValueCount]) -> tuple[Suggestion, ...]:
        """Values that begin with what is written, then those that hold it."""
        wanted = begun.casefold()
        usable = [each for each in known if each.value and '"' not in each.value]
        folded = [(each.value.casefold(), each) for each in usable]
        first = (each for text, each in folded if text.startswith(wanted))
        later = (each for text, each in folded if wanted in text and not text.startswith(wanted))
        lines = islice(chain(first, later), MOST)
        return tuple(self.value(each.value, each.photos) for each in lines)

    def closed(self, begun: str, known: Sequence[ValueCount]) -> tuple[Suggestion, ...]:
        """All the values there can be, with how many photos have each as soon as that is known."""
        photos = {each.value: each.photos for each in known}
        return tuple(
            self.value(
                each,
                photos.get(each, 0) if known else None,
                hint=hint_of(self.name, each),
            )
            for each in CLOSED[self.name]
            if each.startswith(begun.casefold())
        )

    def examples(self, begun: str) -> tuple[Suggestion, ...]:
        """What could be asked, where the library has no list of it."""
        texts = {"size": _SIZES, "failed": ("any",)}.get(self.name, ())
        return tuple(
            self.value(each, None, hint=hint_of(self.name, each))
            for each in texts
            if each.startswith(begun.casefold())
        )

    def dates(self, begun: str, months: Sequence[ValueCount]) -> tuple[Suggestion, ...]:
        """Years, and the months of a year that is written out."""
        years: dict[str, int] = {}
        for each in months:
            years[each.value[:4]] = years.get(each.value[:4], 0) + each.photos
        lines = [
            self.value(year, photos)
            for year, photos in years.items()
            if year.startswith(begun) or begun.startswith(f"{year}-")
        ]
        if len(lines) == 1:
            lines += [
                self.value(each.value, each.photos, hint=_month(each.value))
                for each in months
                if each.value.startswith(lines[0].shown) and each.value.startswith(begun)
            ]
        return tuple(each for each in lines if each.shown.startswith(begun))[: MOST + 5]


def _words(written: str, span: Token, values: Values) -> tuple[Suggestion, ...]:
    minus = "-" if written.startswith("-") else ""
    word = written.removeprefix("-").casefold()
    if minus and not word:
        return ()
    names = [
        Suggestion(
            Kind.FILTER,
            name,
            f"{minus}{name}:",
            span.start,
            span.end,
            f"{minus}{name}:",
            hint(name),
            is_whole=False,
        )
        for name in (*FILTERS, LIKE)
        if name.startswith(word) and word
    ]
    if len(word) < _SHORTEST_TAG:
        return tuple(names)
    make = _Line("tag", minus, span)
    tags = [
        make.value(each.value, each.photos, shown=f"{minus}tag:{each.value}")
        for each in values("tag")
        if each.value.casefold().startswith(word) and '"' not in each.value
    ]
    make = _Line(PLACE, minus, span)
    places = [
        make.value(each.value, each.photos, shown=f"{minus}{PLACE}:{each.value}")
        for each in values(PLACE)
        if each.value.casefold().startswith(word)
    ]
    return tuple([*names, *places[: MOST // 2], *tags][:MOST])


def _within(folder: str) -> str:
    return f"{LIKE}:{folder}"


def _pictures(sign: str, written: str, span: Token, values: Values) -> tuple[Suggestion, ...]:
    """Folders and pictures that begin as it is written; a folder is gone into."""
    folder, begun = files.parted(written)
    found = [each.value for each in values(_within(folder))]
    fitting = [
        each for each in found if each[len(folder) :].casefold().startswith(begun.casefold())
    ]
    return tuple(_picture(sign, each, folder, span) for each in fitting[:MOST])


def _picture(sign: str, path: str, folder: str, span: Token) -> Suggestion:
    is_folder, value = path.endswith("/"), quoted(path)
    if is_folder and value != path:
        value = value.removesuffix('"')  # the quotation goes on behind a folder
    shown, replacement = path[len(folder) :], f"{sign}{LIKE}:{value}"
    return Suggestion(
        Kind.VALUE, LIKE, shown, span.start, span.end, replacement, is_whole=not is_folder
    )


def _month(value: str) -> str:
    date = QDate.fromString(f"{value}-01", "yyyy-MM-dd")
    return QLocale().standaloneMonthName(date.month()) if date.isValid() else ""
