"""What stands in the search bar, as a record, in the order of a person's thoughts."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip import query as language
from photoclip.errors import QueryError
from photoclip.query import format_query, parse
from photoclip.ui.search.phrasing import phrases, times
from photoclip.ui.speech import tr


@dataclass(frozen=True, slots=True)
class Example:
    """A picture to find similar ones of: a file anywhere, or a photo of the library.

    `negative`: photos should not look like it. `weight`: how much it counts beside the words,
    which count 1. `file`: its place as `like:` takes it, "" where it has none that stays; a photo
    of the library is named by its number instead, which stays when files move.
    """

    name: str
    path: Path | None = None
    photo_id: int | None = None
    negative: bool = False
    weight: float = 1.0
    file: str = ""

    @property
    def picture(self) -> Path | int:
        """What is looked at, however it counts."""
        picture = self.path if self.path is not None else self.photo_id
        assert picture is not None, "an example is a file or a photo"
        return picture

    @property
    def as_text(self) -> language.Example | None:
        """What stands for it in a text, None where nothing can."""
        weight = -self.weight if self.negative else self.weight
        if self.photo_id is not None:
            return language.Example.of_photo(self.photo_id, self.name, weight)
        return language.Example(self.file, weight) if self.file else None


@dataclass(frozen=True, slots=True, eq=False)
class Picked:
    """Photos that a person picked by hand, such as on a map; each picking is one of its own."""

    ids: npt.NDArray[np.int64]
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """A whole question: text as the command line takes it, and example pictures.

    Or nothing of these, but photos that were `picked`.
    """

    text: str = ""
    examples: tuple[Example, ...] = ()
    picked: Picked | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not (self.text.strip() or self.examples or self.picked)

    @property
    def can_be_written(self) -> bool:
        """Whether a text can say all of it."""
        return self.picked is None and all(each.as_text is not None for each in self.examples)

    @property
    def whole(self) -> str:
        """All that a text can say of it, in its one usual spelling; a wrong text as it is."""
        try:
            query = parse(self.text)
        except QueryError:
            return self.text.strip()
        pictures = [each.as_text for each in self.examples]
        named = tuple(each for each in pictures if each is not None)
        return format_query(replace(query, examples=query.examples + named))


def example_of(named: language.Example) -> Example:
    """The picture that `like:FILE` or `like:photo:NUMBER` names."""
    negative, weight = named.weight < 0, abs(named.weight)
    if named.photo_id is not None:
        name = named.name or tr("Search", "photo {number}").format(number=named.photo_id)
        return Example(name, photo_id=named.photo_id, negative=negative, weight=weight)
    path = Path(named.file).expanduser().absolute()
    place = named.file if Path(named.file).is_absolute() else os.fspath(path)
    return Example(path.name, path, negative=negative, weight=weight, file=place)


def joined(old: tuple[Example, ...], new: tuple[Example, ...]) -> tuple[Example, ...]:
    """Examples with others added; a picture that is there already changes its side."""
    latest = {each.picture: each for each in new}
    kept = [
        replace(each, negative=latest.pop(each.picture).negative)
        if each.picture in latest
        else each
        for each in old
    ]
    return (*kept, *latest.values())


def title(question: Question) -> str:
    """The question as a headline: `Like boat.jpg, not like car.jpg, “sunset”, in Norway`."""
    if question.picked is not None:
        return question.picked.title
    try:
        query = parse(question.text)
    except QueryError:
        words = " ".join(question.text.split())
        return tr("Search", "“{words}”").format(words=words)
    examples = (*question.examples, *(example_of(each) for each in query.examples))
    like = ", ".join(_name(each) for each in examples if not each.negative)
    unlike = ", ".join(_name(each) for each in examples if each.negative)
    parts = [tr("Search", "like {names}").format(names=like)] if like else []
    parts += [tr("Search", "not like {names}").format(names=unlike)] if unlike else []
    said = ", ".join([*parts, *phrases(query)])
    return said[:1].upper() + said[1:]


def _name(example: Example) -> str:
    return example.name if example.weight == 1 else f"{example.name} {times(example.weight)}"
