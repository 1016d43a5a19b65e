"""What the person did, in words."""

from photoclip.records import Edit
from photoclip.ui.speech import tr

_OF_PHOTOS = {"tag", "untag", "refuse", "withdraw", "album-add", "album-remove", "pin", "unpin"}


def done(edit: Edit) -> str:
    """A short notice that something was done."""
    if edit.kind == "rate":
        return _rated(edit)
    if edit.kind == "flag":
        return _flagged(edit)
    if not edit.photo_ids and edit.kind in _OF_PHOTOS:
        return tr("Organise", "Nothing to change")
    return _done(edit.kind, edit.count).format(name=edit.name)


def name(edit: Edit) -> str:
    """What an edit is called behind "Undo" in a menu."""
    if edit.kind == "rate":
        return tr("Organise", "rating of %n photo(s)", "", edit.count)
    if edit.kind == "flag":
        return tr("Organise", "flag of %n photo(s)", "", edit.count)
    return _name(edit.kind, edit.count).format(name=edit.name)


def undone(edit: Edit) -> str:
    """A short notice that something was taken back."""
    return tr("Organise", "Undone: {what}").format(what=name(edit))


def redone(edit: Edit) -> str:
    """A short notice that something was done again."""
    return tr("Organise", "Done again: {what}").format(what=name(edit))


def _done(kind: str, n: int) -> str:
    said = {
        "tag": lambda: tr("Organise", "Tagged %n photo(s) “{name}”", "", n),
        "untag": lambda: tr("Organise", "Took “{name}” off %n photo(s)", "", n),
        "refuse": lambda: tr("Organise", "“{name}” is wrong for %n photo(s)", "", n),
        "withdraw": lambda: tr("Organise", "Nothing is said of “{name}” on %n photo(s) now", "", n),
        "title": lambda: tr("Organise", "Changed the title of %n photo(s)", "", n),
        "description": lambda: tr("Organise", "Changed the description of %n photo(s)", "", n),
        "label": lambda: tr("Organise", "Changed the colour label of %n photo(s)", "", n),
        "words": lambda: tr("Organise", "Changed details of %n photo(s)", "", n),
        "label-rename": lambda: tr("Organise", "The label is called “{name}” now"),
        "album-add": lambda: tr("Organise", "Added %n photo(s) to “{name}”", "", n),
        "album-remove": lambda: tr("Organise", "Removed %n photo(s) from “{name}”", "", n),
        "list-rename": lambda: tr("Organise", "The label list is called “{name}” now"),
        "head-revert": lambda: tr("Organise", "“{name}” judges by an earlier version again"),
        "album-new": lambda: tr("Organise", "Made the album “{name}”"),
        "album-rename": lambda: tr("Organise", "The album is called “{name}” now"),
        "album-delete": lambda: tr("Organise", "Deleted the album “{name}”"),
        "search-save": lambda: tr("Organise", "Saved the search “{name}”"),
        "search-delete": lambda: tr("Organise", "Deleted the search “{name}”"),
        "search-rename": lambda: tr("Organise", "The search is called “{name}” now"),
        "copies-different": lambda: tr(
            "Organise", "%n photo(s) are no copies of each other", "", n
        ),
        "copies-keep": lambda: tr("Organise", "All of them stay"),
        "copies-settle": lambda: tr("Organise", "Kept the best; the others are in the trash"),
        "pin": lambda: tr("Organise", "%n photo(s) are right answers of “{name}” now", "", n),
        "unpin": lambda: tr("Organise", "%n photo(s) are no right answers of “{name}” now", "", n),
    }
    return said[kind]()


def _name(kind: str, n: int) -> str:
    said = {
        "tag": lambda: tr("Organise", "tag “{name}” on %n photo(s)", "", n),
        "untag": lambda: tr("Organise", "taking “{name}” off %n photo(s)", "", n),
        "refuse": lambda: tr("Organise", "“{name}” as wrong for %n photo(s)", "", n),
        "withdraw": lambda: tr("Organise", "taking back “{name}” on %n photo(s)", "", n),
        "title": lambda: tr("Organise", "title of %n photo(s)", "", n),
        "description": lambda: tr("Organise", "description of %n photo(s)", "", n),
        "label": lambda: tr("Organise", "colour label of %n photo(s)", "", n),
        "words": lambda: tr("Organise", "details of %n photo(s)", "", n),
        "label-rename": lambda: tr("Organise", "new label name “{name}”"),
        "album-add": lambda: tr("Organise", "adding %n photo(s) to “{name}”", "", n),
        "album-remove": lambda: tr("Organise", "removing %n photo(s) from “{name}”", "", n),
        "list-rename": lambda: tr("Organise", "new label list name “{name}”"),
        "head-revert": lambda: tr("Organise", "earlier version of “{name}”"),
        "album-new": lambda: tr("Organise", "new album “{name}”"),
        "album-rename": lambda: tr("Organise", "new album name “{name}”"),
        "album-delete": lambda: tr("Organise", "deleting the album “{name}”"),
        "search-save": lambda: tr("Organise", "saving the search “{name}”"),
        "search-delete": lambda: tr("Organise", "deleting the search “{name}”"),
        "search-rename": lambda: tr("Organise", "new search name “{name}”"),
        "run": lambda: tr("Organise", "tags by the list “{name}” on %n photo(s)", "", n),
        "copies-different": lambda: tr("Organise", "%n photo(s) as no copies", "", n),
        "copies-keep": lambda: tr("Organise", "keeping all of a group"),
        "copies-settle": lambda: tr("Organise", "keeping the best of a group"),
        "pin": lambda: tr("Organise", "%n right answer(s) of “{name}”", "", n),
        "unpin": lambda: tr("Organise", "taking %n right answer(s) off “{name}”", "", n),
    }
    return said[kind]()


def _rated(edit: Edit) -> str:
    if edit.name == "0":
        return tr("Organise", "Took the stars off %n photo(s)", "", edit.count)
    stars = "★" * int(edit.name)
    return tr("Organise", "Rated %n photo(s) {stars}", "", edit.count).format(stars=stars)


def _flagged(edit: Edit) -> str:
    if edit.name == "picked":
        return tr("Organise", "Picked %n photo(s)", "", edit.count)
    if edit.name == "rejected":
        return tr("Organise", "Rejected %n photo(s)", "", edit.count)
    return tr("Organise", "Took the flag off %n photo(s)", "", edit.count)
