"""What a question is made of."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""From one number up to another."""
_PHOTO = re.compile(r"photo:(\d{1,18})(?::(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on a photo's facts; `negated` keeps the photos that do not meet it."""

    name: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Conditions that all hold; two or more."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Conditions of which one holds at least; two or more."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """A group that does not hold; a single filter is negated by itself."""

    part: AllOf | AnyOf


Condition: TypeAlias = Filter | AllOf | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Term:
    """Words with a weight of their own, which is below 0 where they are not wanted."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Example:
    """A picture that photos should look like, or not where its weight is below 0.

    `file`: where it lies, or `photo:NUMBER` of a photo of the library, wherever that lies by now;
    a name behind it (`photo:7:boat.jpg`) is for people.
    """

    file: str
    weight: float = 1.0

    @classmethod
    def of_photo(cls, photo_id: int, name: str, weight: float = 1.0) -> "Example":
        """A photo of the library."""
        return cls(f"photo:{photo_id}:{name}" if name else f"photo:{photo_id}", weight)

    @property
    def photo_id(self) -> int | None:
        """The photo of the library that is meant, None for a file."""
        found = _PHOTO.fullmatch(self.file)
        return int(found[1]) if found else None

    @property
    def name(self) -> str:
        """What a photo of the library is called, "" where that is not said or a file is meant."""
        found = _PHOTO.fullmatch(self.file)
        return (found[2] or "") if found else ""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked.

    Attributes:
        words: one sentence that describes the photo; it counts 1.
        without: words that must not fit it; each counts 1.
        filters: conditions that all hold; an element may be a group.
        weighted: words that count otherwise (`2:dog`, `-0.5:people`).
        examples: pictures (`like:FILE`, `-like:FILE`, `2:like:FILE`).
        quoted: which of the words stood in quotes where a place could be named, see `understood`.
    """

    words: str = ""
    without: tuple[str, ...] = ()
    filters: tuple[Condition, ...] = ()
    weighted: tuple[Term, ...] = ()
    examples: tuple[Example, ...] = ()
    quoted: tuple[Span, ...] = field(default=(), compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked."""
        return not self.filters and self.has_only_filters

    @property
    def has_only_filters(self) -> bool:
        """Whether nothing is asked that needs a model."""
        return not (self.words or self.without or self.weighted or self.examples)

    @property
    def where(self) -> Condition | None:
        """All filters as one condition; None where there are none."""
        if len(self.filters) < 2:
            return self.filters[0] if self.filters else None
        return AllOf(self.filters)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that the text tower reads for it."""
        own = (self.words,) if self.words else ()
        return (*own, *self.without, *(each.text for each in self.weighted))


@dataclass(frozen=True, slots=True)
class Words:
    """A plain word, or several in quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Unwanted:
    """Words that must not fit."""

    text: str


@dataclass(frozen=True, slots=True)
class Element:
    """One part of a search text and where it stands: `text[start:end]`.

    `goes_on`: it takes the next word too, as after "without".
    """

    start: int
    end: int
    meaning: Words | Unwanted | Term | Example | Condition
    goes_on: bool = False


def every_filter(conditions: Iterable[Condition]) -> Iterator[Filter]:
    """The filters inside conditions, as they stand."""
    for each in conditions:
        if isinstance(each, Filter):
            yield each
        else:
            yield from every_filter((each.part,) if isinstance(each, Not) else each.parts)
