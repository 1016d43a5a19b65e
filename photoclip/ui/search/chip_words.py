"""What chips say: shown in them, and to people who hear them."""

from photoclip.query import Filter, Term, format_condition, negative
from photoclip.ui.search.phrasing import times
from photoclip.ui.search.pieces import Content, Piece, Without, spelled
from photoclip.ui.search.question import Example
from photoclip.ui.speech import tr

MINUS = "\u2212"


def is_negative(content: Content) -> bool:
    """Whether it says what is not wanted."""
    if isinstance(content, Example):
        return content.negative
    if isinstance(content, Term):
        return content.weight < 0
    if isinstance(content, Without):
        return True
    return content.negated if isinstance(content, Filter) else group_text(content)[0]


def spoken(content: Content) -> str:
    """A chip for people who hear it."""
    if isinstance(content, Example):
        said_so = (
            tr("Search", "Less like {name}") if content.negative else tr("Search", "Like {name}")
        ).format(name=content.name)
        return said_so if content.weight == 1 else f"{said_so}, {_counts(content.weight)}"
    if isinstance(content, Term):
        said_so = tr("Search", "Without {words}") if content.weight < 0 else "{words}"
        return f"{said_so.format(words=content.text)}, {_counts(content.weight)}"
    if isinstance(content, Without):
        return tr("Search", "Without {words}").format(words=content.words)
    if isinstance(content, Filter):
        turned, shown = content.negated, f"{content.name}: {content.value}"
    else:
        turned, shown = group_text(content)
    return tr("Search", "Not {filter}").format(filter=shown) if turned else shown


def said(content: Content) -> tuple[str, str]:
    """The quiet first part of a chip and its value."""
    minus = MINUS if is_negative(content) else ""
    if isinstance(content, Without):
        return minus, content.words
    if isinstance(content, Example | Term):
        weight = "" if abs(content.weight) == 1 else times(content.weight)
        name = content.name if isinstance(content, Example) else content.text
        return " ".join(filter(None, (minus, weight))), name
    if isinstance(content, Filter):
        return " ".join(filter(None, (minus, content.name))), content.value
    return minus, group_text(content)[1]


def turning(piece: Piece) -> str:
    """What turning a chip round would make of it."""
    if isinstance(piece, Without):
        text = piece.words
    elif isinstance(piece, Term):
        text = spelled([Term(piece.text, -piece.weight)])
    else:
        text = format_condition(negative(piece))
    return tr("Search", "Turn round: {text}").format(text=text)


def group_text(group: Content) -> tuple[bool, str]:
    """Whether a group is negated, and what stands between its parentheses."""
    text = spelled([group])
    return text.startswith("-"), text.removeprefix("-").removeprefix("(").removesuffix(")")


def _counts(weight: float) -> str:
    return tr("Search", "counts {times}").format(times=times(weight))
