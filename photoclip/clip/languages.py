"""Whether words are English, for models that know no other language."""

import functools
import unicodedata
from collections.abc import Sequence

from photoclip.clip.vocabulary import words_of
from photoclip.paths import resources

_ENGLISH = frozenset(
    {"the", "of", "with", "and", "at", "from", "is", "are", "near", "his", "her", "my", "for", "by"}
)
"""One of these makes a text English; what looks foreign in it is a name."""


def only_english(languages: Sequence[str]) -> bool:
    """Whether a model is known to have learned from English texts alone."""
    return tuple(each.casefold() for each in languages) == ("english",)


def foreign_words(text: str) -> tuple[str, ...]:
    """The words of a text that show it is not English, each once, in order.

    They are those in another script, and those of a committed list of frequent words of nine
    languages that are neither English nor common in names. Accents alone show nothing ("café"),
    and listed words are let pass where an English function word stands beside them.
    """
    words = words_of(text)
    english = bool(_ENGLISH.intersection(words))
    listed = frozenset[str]() if english else _listed()
    return tuple(dict.fromkeys(word for word in words if word in listed or _other_script(word)))


def _other_script(word: str) -> bool:
    """Whether a word has letters that are not Latin; a single Greek one is a sign, no word."""
    letters = [unicodedata.name(letter, "") for letter in word if letter.isalpha()]
    others = [name for name in letters if not name.startswith(("LATIN", "MODIFIER", "FEMININE"))]
    return len(others) > 1 or any(name.startswith("CJK") for name in others)


@functools.cache
def _listed() -> frozenset[str]:
    text = (resources() / "words" / "other_languages.txt").read_text("utf-8")
    lines = [line.partition(":")[2] for line in text.splitlines() if not line.startswith("#")]
    return frozenset(word.casefold() for line in lines for word in line.split())
