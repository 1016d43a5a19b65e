"""Plain words that say where a photo was taken: `photos from Lisbon`, `a dog near Berlin`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from photoclip.query.language import AnyOf, Condition, Filter, Query, Span

_FILTERS = {"in": "place", "from": "place", "at": "place", "near": "near"}
_MOST_WORDS = 5  # of a name
_SHORT = 3  # letters: "me", "us" and "sky" name places only where they have a capital
_MARKS = ",.;:!?"
_SEASONS = frozenset(
    {
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    }
)
_GO_ON = frozenset(
    {
        "in",
        "from",
        "at",
        "near",
        "by",
        "with",
        "without",
        "on",
        "or",
        "and",
        "but",
        "during",
        "before",
        "after",
        "around",
        "while",
        "when",
        "where",
        "last",
        "this",
        "taken",
        "made",
        "is",
        "are",
        "was",
        "were",
    }
)
"""Words that may follow a name: "in nice weather" is not about Nice."""
_JOINING = frozenset({"and", "or"})
_MADE = frozenset({"taken", "made", "shot", "photographed", "captured", "somewhere"})
_PHOTOS = frozenset(
    {
        "photo",
        "photos",
        "picture",
        "pictures",
        "pic",
        "pics",
        "image",
        "images",
        "snapshot",
        "snapshots",
        "shot",
        "shots",
        "all",
        "every",
        "any",
        "some",
        "my",
        "our",
        "the",
        "of",
        "show",
        "me",
        "find",
        "everything",
        "and",
        "or",
        "that",
        "were",
        "was",
        "are",
        "is",
        "taken",
        "made",
    }
)
"""Words that say nothing of what is in a photo."""


class Whereabouts(Protocol):
    """The places of a library."""

    def filter(self, name: str, value: str) -> Filter | None:
        """The filter for a place; None where nothing is called so or no photo lies there."""
        ...

    def have_photos(self, filters: Sequence[Condition]) -> bool:
        """Whether any photo meets all of these."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a question that were read as a place, and the filters that stand for them."""

    words: str
    filter: Condition


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as a library understands it.

    Attributes:
        query: what is asked of the library.
        places: the words of it that name places; empty: it is asked as it was typed.
        as_words: the question with these names in quotes, so that they stay words.
    """

    query: Query
    places: tuple[Place, ...] = ()
    as_words: Query | None = None


def may_name_places(query: Query) -> bool:
    """Whether some plain words stand where the name of a place could stand."""
    words = query.words.split()
    return any(
        next(_names(words, at + 1, query.quoted), None) for at in _prepositions(words, query.quoted)
    )


def understood(query: Query, known: Whereabouts) -> Understood:
    """A question that asks for places where its words name some that a library has photos of.

    A name counts behind "in", "from", "at" and "near", where photos lie there and what follows it
    begins something else. Words in quotes stay words, and so does a place that has no photo in
    common with those before it. Of words about nothing but photos none are left.
    """
    words, taken, refused = query.words.split(), list[_Phrase](), list[Span]()
    for at in _prepositions(words, query.quoted):
        if taken and at < taken[-1].end:
            continue
        phrase = _phrase(words, at, query.quoted, known)
        if phrase is None:
            continue
        if taken and not known.have_photos([*(each.filter for each in taken), phrase.filter]):
            refused.append((at + 1, phrase.end))
        else:
            taken.append(phrase)
    if not taken:
        return Understood(query)
    names = [*((each.start + 1, each.end) for each in taken), *refused]
    return Understood(
        _without(query, words, taken, refused),
        tuple(Place(" ".join(words[each.start : each.end]), each.filter) for each in taken),
        replace(query, quoted=tuple(sorted([*query.quoted, *names]))),
    )


def telling(query: Query, quotations: Sequence[Span]) -> tuple[Span, ...]:
    """Those of some quotations without which their words could be read as a place."""
    words = query.words.split()
    last = [
        (at, end)
        for at in _prepositions(words, ())
        for end in [min(at + 1 + _MOST_WORDS, len(words))]
    ]
    return tuple(
        (start, end) for start, end in quotations if any(start < b and a < end for a, b in last)
    )


@dataclass(frozen=True, slots=True)
class _Phrase:
    """The words from `start`, a preposition, to `end`, and what they ask for."""

    start: int
    end: int
    filter: Condition


def _phrase(
    words: Sequence[str], at: int, quoted: Sequence[Span], known: Whereabouts
) -> _Phrase | None:
    """The place that stands behind a preposition, or several joined by "and", "or" or commas."""
    name = _FILTERS[words[at].casefold()]
    found = _place(words, at + 1, quoted, known, name)
    filters, end = list[Filter](), at
    while found is not None:
        end, each = found
        filters.append(each)
        joined = end < len(words) and words[end].casefold() in _JOINING
        if not joined and not words[end - 1].endswith(","):
            break
        found = _place(words, end + joined, quoted, known, name)
    if not filters:
        return None
    return _Phrase(at, end, filters[0] if len(filters) == 1 else AnyOf(tuple(filters)))


def _place(
    words: Sequence[str], start: int, quoted: Sequence[Span], known: Whereabouts, name: str
) -> tuple[int, Filter] | None:
    """The longest name at a place in the words: where it ends, and its filter."""
    for end, said in _names(words, start, quoted):
        found = known.filter(name, said)
        if found is None and name == "place" and said.casefold().startswith("the "):
            found = known.filter("country", said[4:])  # "the USA", but no town of "the bath"
        if found is not None:
            return end, found
    return None


def _names(words: Sequence[str], start: int, quoted: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """What could be a name at a place in the words, the longest first, and where it ends."""
    for end in range(min(start + _MOST_WORDS, len(words)), start, -1):
        said = " ".join(words[start:end]).strip(_MARKS)
        is_short = len(said) <= _SHORT and said.islower()
        if is_short or not said[:1].isalpha() or said.casefold() in _SEASONS:
            continue
        if _ends(words, end, quoted) and not any(a < end and start < b for a, b in quoted):
            yield end, said


def _ends(words: Sequence[str], end: int, quoted: Sequence[Span]) -> bool:
    """Whether something else begins here."""
    if end == len(words) or words[end - 1][-1] in _MARKS or any(a == end for a, _ in quoted):
        return True
    return words[end].casefold() in _GO_ON or (len(words[end]) == 4 and words[end].isdigit())


def _prepositions(words: Sequence[str], quoted: Sequence[Span]) -> Iterator[int]:
    for at, word in enumerate(words):
        if word.casefold() in _FILTERS and not any(a <= at < b for a, b in quoted):
            yield at


def _without(
    query: Query, words: Sequence[str], taken: Sequence[_Phrase], refused: Sequence[Span]
) -> Query:
    """The question with filters in place of words; `refused` are names that stay words."""
    gone = {at for each in taken for at in range(each.start, each.end)}
    for each in taken:
        before = each.start - 1
        while before >= 0 and words[before].casefold() in _MADE:
            gone.add(before)
            before -= 1
    left = [at for at in range(len(words)) if at not in gone]
    kept = sorted([*query.quoted, *refused])
    said = [at for at in left if words[at].casefold() not in _JOINING]  # printed in quotes at times
    is_said = any(a <= at < b for at in said for a, b in kept)
    if not is_said and all(words[at].casefold().strip(_MARKS) in _PHOTOS for at in left):
        left = []
    place = {at: number for number, at in enumerate(left)}
    return replace(
        query,
        words=" ".join(words[at] for at in left).rstrip(",;"),
        filters=(*query.filters, *(each.filter for each in taken)),
        quoted=tuple((place[a], place[b - 1] + 1) for a, b in kept if a in place),
    )
