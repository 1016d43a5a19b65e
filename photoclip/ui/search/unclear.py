"""What filters want, and what is wrong with a question, in the person's language."""

from collections.abc import Mapping

from photoclip.errors import QueryError
from photoclip.query import FILTERS
from photoclip.ui.speech import tr


def hint(name: str) -> str:
    """What a filter wants, in a few words."""
    hints: Mapping[str, str] = {
        "folder": tr("Search", "a folder's name or path"),
        "before": tr("Search", "taken before a year, month or day"),
        "after": tr("Search", "taken from a year, month or day on"),
        "camera": tr("Search", "a part of the camera's name"),
        "lens": tr("Search", "a part of the lens's name"),
        "type": tr("Search", "a file type, such as png"),
        "tag": tr("Search", "a tag"),
        "album": tr("Search", "an album's name"),
        "rating": tr("Search", "at least so many stars; 0: unrated"),
        "flag": tr("Search", "picked, rejected or none"),
    }
    return hints.get(name, "")


def unclear(error: QueryError) -> str:
    """What is wrong with a question."""
    if not error.wrong:
        return str(error)
    if not error.filter_name:
        said = tr(
            "Search",
            "“{filter}” is not a filter; known are {filters}. Words with a colon go in quotes.",
        )
        return said.format(filter=error.wrong, filters=", ".join(f"{each}:" for each in FILTERS))
    said = tr("Search", "“{filter}” is not understood; “{name}:” means: {wanted}.")
    name = error.filter_name
    return said.format(filter=error.wrong, name=name, wanted=hint(name))
