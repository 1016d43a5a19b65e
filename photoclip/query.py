"""What the person asked for: words, words to avoid and filters; parsed and printed."""

import re
from dataclasses import dataclass

from photoclip.errors import QueryError

FILTERS = {
    "folder": "a folder's name or path, such as folder:Norway",
    "before": "a date, such as before:2024 or before:2024-06-01 (that day not included)",
    "after": "a date, such as after:2023-05 (from its first day on)",
    "camera": "a part of the camera's name, such as camera:nikon",
    "type": "a file type, such as type:png",
    "tag": "a tag, such as tag:beach",
    "album": "an album's name, such as album:summer",
    "rating": "0 to 5, such as rating:3 (three stars or more; rating:0 has none)",
    "flag": "picked, rejected or none, such as flag:picked",
    "lens": "a part of the lens's name, such as lens:35mm",
}
FLAGS = {"picked": 1, "rejected": -1, "none": 0}
"""What `flag:` takes, and the number that stands for it."""

_TOKEN = re.compile(
    r"""(?P<minus>-?)                      # a leading minus turns it round
        (?:(?P<name>[A-Za-z]\w*):(?=\S))?  # name:
        (?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))""",
    re.VERBOSE,
)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_FORMS = {
    "before": _DATE,
    "after": _DATE,
    "rating": re.compile("[0-5]"),
    "flag": re.compile("|".join(FLAGS)),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition on a photo's facts; `negated` keeps the photos that do not meet it."""

    name: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Words that describe the photo, words that must not fit it, and filters that all hold."""

    words: str = ""
    without: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is asked."""
        return not (self.words or self.without or self.filters)


def parse(text: str) -> Query:
    """Read a search text: `red car -people folder:Norway without snow`.

    A word that begins with `-` and everything after `without` (to the next filter or minus) is
    not wanted. Quotes keep several words together.

    Raises:
        QueryError: a filter is unknown or its value is wrong; the sentence names the place.
    """
    words: list[str] = []
    without: list[str] = []
    filters: list[Filter] = []
    avoided: list[str] | None = None  # the words since "without"
    for match in _TOKEN.finditer(text):
        minus, name, bare = match["minus"] == "-", match["name"], match["bare"]
        value = (match["quoted"] if bare is None else bare).strip()
        is_word = name is None and not minus
        begins_avoiding = is_word and bare is not None and value.casefold() == "without"
        if avoided and (begins_avoiding or not is_word):
            without.append(" ".join(avoided))
            avoided = None
        if begins_avoiding:
            avoided = []
        elif name is not None:
            filters.append(_filter(name, value, negated=minus, place=match.start()))
            avoided = None
        elif minus:
            without.append(value)
            avoided = None
        else:
            (words if avoided is None else avoided).append(value)
    if avoided:
        without.append(" ".join(avoided))
    unwanted = tuple(each for each in without if each.strip("- "))
    return Query(" ".join(word for word in words if word), unwanted, tuple(filters))


def format_query(query: Query) -> str:
    """The text that `parse` reads back as the same query."""
    parts = [_safe_word(word) for word in query.words.split()]
    parts += ["-" + _quoted(words) for words in query.without]
    parts += [f"{'-' if f.negated else ''}{f.name}:{_quoted(f.value)}" for f in query.filters]
    return " ".join(parts)


def _safe_word(word: str) -> str:
    """A word, in quotes where it would be read as something else."""
    special = word.startswith("-") or ":" in word or word.casefold() == "without"
    return f'"{word}"' if special else word


def _quoted(value: str) -> str:
    return f'"{value}"' if re.search(r"[\s:]|^-", value) or not value else value


def _filter(name: str, value: str, *, negated: bool, place: int) -> Filter:
    known = name.casefold()
    if known not in FILTERS:
        raise QueryError(
            f"'{name}:' (at character {place + 1}) is not a filter; known are "
            f"{', '.join(f'{each}:' for each in FILTERS)}. To search for words with a colon, "
            f"put them in quotes.",
            wrong=f"{name}:",
        )
    value = value.strip()
    if not value:
        raise QueryError(
            f"'{name}:' (at character {place + 1}) needs {FILTERS[known]}.",
            wrong=f"{name}:",
            filter_name=known,
        )
    if known == "flag":
        value = value.casefold()
    form = _FORMS.get(known)
    if form is not None and not form.fullmatch(value):
        raise QueryError(
            f"'{name}:{value}' (at character {place + 1}) needs {FILTERS[known]}.",
            wrong=f"{name}:{value}",
            filter_name=known,
        )
    return Filter(known, value, negated)
