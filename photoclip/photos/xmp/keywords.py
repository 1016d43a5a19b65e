"""Keywords with and without levels: how the lists of different programs make one."""

from collections.abc import Iterable

from photoclip.records_metadata import PATH_MARK, key_of

__all__ = ["distinct", "joined", "key_of", "leaf", "levels", "of_slashes"]

LONGEST = 1_000
"""Characters of a keyword that are kept."""


def levels(word: str) -> tuple[str, ...]:
    """The levels of a keyword, itself alone where it has none."""
    parts = tuple(part.strip() for part in word.split(PATH_MARK))
    return parts if all(parts) else (word,)


def leaf(word: str) -> str:
    """The last level: how programs without levels know it."""
    return levels(word)[-1]


def of_slashes(word: str) -> str:
    """A keyword of a list whose levels have slashes between them."""
    parts = [part.strip() for part in word.split("/")]
    return PATH_MARK.join(parts) if len(parts) > 1 and all(parts) else word


def joined(flat: Iterable[str], listed: Iterable[str]) -> tuple[str, ...]:
    """One list of keywords of what programs write twice, with and without levels.

    Args:
        flat: keywords without levels, among which may be levels of the others.
        listed: keywords with levels, and those at the top.

    Returns:
        Each once (the first spelling counts), in their order; a level that is no keyword of its
        own is left out.
    """
    with_levels = distinct(listed)
    top = {key_of(each) for each in with_levels}
    implied = {key_of(level) for each in with_levels for level in levels(each)} - top
    return distinct([*(each for each in flat if key_of(each) not in implied), *with_levels])


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """The words without repetition (capitals do not count), in their order."""
    seen: dict[str, str] = {}
    for word in words:
        seen.setdefault(key_of(word), word)
    return tuple(seen.values())
