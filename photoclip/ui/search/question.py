"""What stands in the search bar, as a record, in the order of a person's thoughts."""

from dataclasses import dataclass, replace
from pathlib import Path

from photoclip.ui.speech import tr


@dataclass(frozen=True, slots=True)
class Example:
    """A picture to find similar ones of: a file anywhere, or a photo of the library.

    `negative`: photos should not look like it. `weight`: how much it counts beside the words,
    which count 1.
    """

    name: str
    path: Path | None = None
    photo_id: int | None = None
    negative: bool = False
    weight: float = 1.0

    @property
    def picture(self) -> Path | int:
        """What is looked at, however it counts."""
        picture = self.path if self.path is not None else self.photo_id
        assert picture is not None, "an example is a file or a photo"
        return picture


@dataclass(frozen=True, slots=True)
class Question:
    """A whole question: text as the command line takes it, and example pictures."""

    text: str = ""
    examples: tuple[Example, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return not (self.text.strip() or self.examples)


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
    """The question as a headline: `Like boat.jpg, not like car.jpg, “sunset”`."""
    words = " ".join(question.text.split())
    like = ", ".join(each.name for each in question.examples if not each.negative)
    unlike = ", ".join(each.name for each in question.examples if each.negative)
    parts = [tr("Search", "like {names}").format(names=like)] if like else []
    parts += [tr("Search", "not like {names}").format(names=unlike)] if unlike else []
    parts += [tr("Search", "“{words}”").format(words=words)] if words else []
    said = ", ".join(parts)
    return said[:1].upper() + said[1:] if question.examples else said
