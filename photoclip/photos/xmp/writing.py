"""An XMP packet with other words: what is not spoken of keeps its very bytes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from photoclip.photos.xmp import names
from photoclip.photos.xmp.document import Node, parse
from photoclip.photos.xmp.edits import Edits, written
from photoclip.photos.xmp.keywords import distinct, key_of, leaf, levels, of_slashes
from photoclip.photos.xmp.reading import keywords_of, of_language

_STARS = {0: 0, 1: 1, 2: 25, 3: 50, 4: 75, 5: 99}  # in Microsoft's percent
_EMPTY = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="photoclip">\n'
    ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>\n'
    '</x:xmpmeta>\n<?xpacket end="w"?>'
).encode()


@dataclass(frozen=True, slots=True)
class Rewording:
    """What is to be said.

    Attributes:
        keywords: all that are to be there; None: they stay as they are.
        values: title, description, label (texts, "" for none) and rating (None for none); a
            field that is not named stays.
    """

    keywords: tuple[str, ...] | None = None
    values: Mapping[str, str | int | None] = field(default_factory=dict[str, "str | int | None"])


def reworded(packet: bytes, wanted: Rewording) -> bytes:
    """The packet with these words; an empty one becomes a packet of its own.

    Whatever other programs wrote, in any namespace, stays byte by byte, and so do keywords that
    are neither added nor removed.

    Raises:
        PhotoError: it cannot be understood; nothing can be written into it.
    """
    document = parse(packet) or parse(_EMPTY)
    assert document is not None, "the empty packet is one"
    edits = Edits(document)
    if wanted.keywords is not None:
        _put_keywords(edits, wanted.keywords)
    for name, value in wanted.values.items():
        shown = "" if value is None else str(value)
        if name in {"title", "description"}:
            element = names.TITLE if name == "title" else names.SAID
            _put_text(edits, element, f"dc:{name}", None if value is None else shown)
        elif name == "rating":
            _put_rating(edits, shown)
        else:
            edits.put(names.LABEL, "xmp:Label", shown)
    return edits.done()


def _put_rating(edits: Edits, value: str) -> None:
    edits.put(names.RATING, "xmp:Rating", value)
    for name in names.MICROSOFT_RATING:
        if edits.document.simple(name):
            percent = str(_STARS[max(0, int(value))]) if value else ""
            edits.put(name, "", percent)


def _put_text(edits: Edits, name: str, spelled: str, value: str | None) -> None:
    """Write a text for readers of all languages; what is said in a certain one stays.

    An empty one says that there is none, whatever lies elsewhere; None takes the property out.
    """
    document = edits.document
    lists = [inner for each in document.elements(name) for inner in each.children]
    if value is None or len(lists) != 1:
        edits.remove(name)
        if value is not None:
            edits.add_list(spelled, "Alt", [value], _FOR_ALL)
        return
    before = of_language(document, name)
    items = document.items(name) or []
    meant = [each for each in items if _language(each) == "x-default"]
    for each in items:
        if each in meant or each.text == before:  # programs repeat it in their own language
            edits.fill(each, written(value))
    if not meant:
        edits.extend(lists[0], [edits.item(value, _FOR_ALL)], first=True)


_FOR_ALL = ' xml:lang="x-default"'


def _language(item: Node) -> str:
    return item.attributes.get(names.LANGUAGE, "").lower()


def _put_keywords(edits: Edits, after: Sequence[str]) -> None:
    """Bring each list that programs keep of keywords to the same state."""
    document = edits.document
    before = keywords_of(document)
    if before is not None and set(map(key_of, before)) == set(map(key_of, after)):
        return
    whole = {key_of(each) for each in after}
    parts = {key_of(level) for each in after for level in levels(each)}
    own = {key_of(each): each for each in after}  # "B" is spelled so, also beside "a|b"
    ends = [own.get(key_of(leaf(each)), leaf(each)) for each in after]
    _put_list(edits, names.SUBJECT, ends, whole | parts, "dc:subject")
    with_levels = any(len(levels(each)) > 1 for each in after)
    if with_levels or document.items(names.HIERARCHY) is not None:
        _put_list(edits, names.HIERARCHY, after, whole, "lr:hierarchicalSubject")
    for name in (names.TAGS_LIST, *names.LAST_KEYWORD):
        items = document.items(name)
        if items is not None:  # a keyword in which a slash is one has no place there
            there = {key_of(each.text): key_of(of_slashes(each.text)) for each in items}
            kept = {key for key, meant in there.items() if meant in whole}
            slashed = ["/".join(levels(each)) for each in after if "/" not in each]
            _put_list(edits, name, slashed, kept, "")


def _put_list(
    edits: Edits, name: str, needed: Sequence[str], kept: Collection[str], spelled: str
) -> None:
    """Let a list hold what is needed, and of what it holds only what may stay.

    Args:
        edits: of the packet.
        name: of the property.
        needed: texts that it must hold.
        kept: keys of texts that stay where they are there.
        spelled: the property's name where it is made anew, "" where it is not.
    """
    document = edits.document
    there = document.texts(name) or []
    missing = distinct(each for each in needed if key_of(each) not in set(map(key_of, there)))
    lists = [inner for each in document.elements(name) for inner in each.children]
    if not lists:  # there is none, or it is plain text
        stay = [each for each in there if key_of(each) in kept]
        edits.remove(name)
        if spelled:
            edits.add_list(spelled, "Bag", [*stay, *missing])
        return
    for item in document.items(name) or []:
        if key_of(item.text) not in kept and key_of(item.text) not in set(map(key_of, needed)):
            edits.take_out(item)
    if missing:
        edits.extend(lists[0], [edits.item(each) for each in missing])
