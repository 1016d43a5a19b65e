"""What filters want, and what is wrong with a question, in the person's language."""

from collections.abc import Mapping

from photoclip.errors import QueryError
from photoclip.query import CLOSED, FILTERS, LIKE
from photoclip.ui.speech import tr


def hint(name: str) -> str:
    """What a filter wants, in a few words."""
    hints: Mapping[str, str] = {
        "folder": tr("Search", "a folder's name or path"),
        "before": tr("Search", "taken before a year, month or day"),
        "after": tr("Search", "taken from a year, month or day on"),
        "on": tr("Search", "taken in a year, month or day, such as 2024-06"),
        "year": tr("Search", "a year, or several such as 2020..2023"),
        "camera": tr("Search", "a part of the camera's name"),
        "lens": tr("Search", "a part of the lens's name"),
        "type": tr("Search", "a file type, such as png"),
        "tag": tr("Search", "a tag"),
        "label": tr("Search", "an automatic tag: a list, a label, or list/label"),
        "album": tr("Search", "an album's name"),
        "rating": tr("Search", "at least so many stars; 0: unrated; also <2, 3..5"),
        "flag": tr("Search", "picked, rejected or none"),
        "orientation": tr("Search", "landscape, portrait or square"),
        "size": tr("Search", "such as >5mb, <500kb, >12mp or 1920x1080"),
        "has": tr("Search", "what a photo has, such as gps, tags or a title"),
        "near": tr("Search", "a town, or latitude,longitude; and kilometres, such as Lisbon,10"),
        "within": tr("Search", "south,west,north,east, such as 38.6,-9.3,38.8,-9.0"),
        "place": tr("Search", "a quarter, town, region or country, such as Lisbon"),
        "region": tr("Search", "a state, province or district, such as Bavaria"),
        "country": tr("Search", "a country or its letters, such as Portugal or PT"),
        "is": tr("Search", "untagged, duplicate or offline"),
        "failed": tr("Search", "a part of the reason, or any"),
        LIKE: tr("Search", "a picture file"),
    }
    return hints.get(name, "")


def unclear(error: QueryError) -> str:
    """What is wrong with a question."""
    if not error.wrong:
        return str(error)
    said = _of_grammar().get(error.problem)
    if said is not None:
        return said.format(piece=error.wrong)
    if not error.filter_name:
        said = tr(
            "Search",
            "“{filter}” is not a filter; known are {filters}. Words with a colon go in quotes.",
        )
        known = ", ".join(f"{each}:" for each in (*FILTERS, LIKE))
        return said.format(filter=error.wrong, filters=known)
    name = error.filter_name
    if name in CLOSED:
        said = tr("Search", "“{filter}” is not understood; “{name}:” takes {values}.")
        values = ", ".join(CLOSED[name])
        return said.format(filter=error.wrong, name=name, values=values)
    said = tr("Search", "“{filter}” is not understood; “{name}:” means: {wanted}.")
    return said.format(filter=error.wrong, name=name, wanted=hint(name))


def _of_grammar() -> Mapping[str, str]:
    return {
        "close": tr("Search", "This “)” closes nothing; parentheses stand around filters."),
        "open": tr("Search", "This “(” is not closed; a “)” goes behind the group's last filter."),
        "deep": tr("Search", "Too many parentheses stand inside each other."),
        "empty": tr("Search", "These parentheses are empty; put filters in them."),
        "or": tr("Search", "“{piece}” joins two filters; there must be one on each side."),
        "and": tr("Search", "“{piece}” has nothing to join."),
        "word-in-group": tr("Search", "Parentheses hold only filters; “{piece}” is none."),
        "quote": tr("Search", "This quotation is not closed."),
        "weight-alone": tr(
            "Search", "The weight “{piece}” needs words directly behind it, such as 2:dog."
        ),
        "weight-zero": tr("Search", "The weight of “{piece}” must be a number above 0."),
        "weighted-filter": tr(
            "Search", "“{piece}” gives a weight to a filter; only words and pictures have one."
        ),
    }
