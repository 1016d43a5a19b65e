"""The words a model saw in training, so that the others can be named."""

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, lower-case, in order."""
    return tuple(match.group().casefold() for match in _WORD.finditer(text))


def seen_words(texts: Iterable[str], *, at_least: int = 1) -> tuple[str, ...]:
    """The words that occur in at least so many of the texts, sorted."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(words_of(text)))
    return tuple(sorted(word for word, count in counts.items() if count >= at_least))


def unknown_words(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """The words of a text that are not among the known ones, each once, in order."""
    return tuple(dict.fromkeys(word for word in words_of(text) if word not in known))
