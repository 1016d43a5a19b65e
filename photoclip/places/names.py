"""What makes two spellings of a place's name the same."""

import re
import unicodedata

_BETWEEN = re.compile(r"[\s\-\u2010-\u2015'\u2018\u2019`.,/]+")


def key_of(name: str) -> str:
    """A name without capitals, accents, hyphens and points: "São João-da" is "sao joao da"."""
    apart = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    return _BETWEEN.sub(" ", unicodedata.normalize("NFC", bare)).strip()
