"""Questions that a set of pictures has no answer to: things that are not in it, and nonsense."""

import random
import re
from collections.abc import Iterable

from photoclip.clip.prompts import lines_of
from photoclip.clip.vocabulary import words_of
from photoclip.clip.wording import forms, with_article
from photoclip.errors import DataError

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SYLLABLES = ("ba", "ko", "lim", "tra", "zu", "ven", "qui", "shor", "pla", "mek", "dro", "ni", "ul")


def absent_questions(said: Iterable[str], count: int, seed: int) -> list[str]:
    """Things to ask for of which no text of the data says a word, nor one for the like.

    Args:
        said: every caption and label of the data.
        count: how many.
        seed: chooses among those that are absent.

    Raises:
        DataError: fewer kinds of things are absent.
    """
    words = {form for text in said for word in words_of(text) for form in forms(word)}
    absent: list[list[str]] = []
    for line in lines_of("things.txt"):
        kin = line.split(", ")
        if not words.intersection(form for word in words_of(" ".join(kin)) for form in forms(word)):
            absent.append(kin)
    if len(absent) < count:
        raise DataError(
            f"Only {len(absent)} of the known things are in none of the texts; ask for fewer."
        )
    choice = random.Random(seed)  # noqa: S311 - no secret
    chosen = [choice.choice(kin) for kin in choice.sample(absent, count)]
    return [thing if place % 2 else with_article(thing) for place, thing in enumerate(chosen)]


def nonsense_questions(count: int, seed: int) -> list[str]:
    """Texts that mean nothing: random letters, syllables, and the letters of words shuffled."""
    choice = random.Random(seed)  # noqa: S311 - no secret
    things = re.findall(r"[a-z]{4,}", " ".join(lines_of("things.txt")))
    texts: list[str] = []
    for place in range(count):
        words: list[str] = []
        for _ in range(choice.randint(1, 3)):
            if place % 3 == 0:
                words.append("".join(choice.choices(_LETTERS, k=choice.randint(4, 9))))
            elif place % 3 == 1:
                words.append("".join(choice.choices(_SYLLABLES, k=choice.randint(2, 4))))
            else:
                letters = list(choice.choice(things))
                choice.shuffle(letters)
                words.append("".join(letters))
        texts.append(" ".join(words))
    return texts
