"""An XMP packet as a tree that knows where in the bytes each part lies."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException, DTDForbidden, EntitiesForbidden
from defusedxml.ElementTree import XMLParser

from photoclip.errors import PhotoError
from photoclip.photos.xmp.names import ALT, BAG, DESCRIPTION, LI, RDF, SEQ, VALUE

MOST_BYTES = 16 * 2**20
"""Packets larger than this are not read."""

BOMB = "Its XMP defines entities, which no photo program writes and which can be a trap."
_DAMAGED = "Its XMP cannot be understood: it is no whole XML."
_MOST_DEEP = 100

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""\A(\s*<\?xml\b[^>]*?\bencoding\s*=\s*)(["'])([A-Za-z0-9._-]+)\2""")


@dataclass(slots=True, eq=False)
class Node:
    """An element, and where it begins and ends in the packet.

    Attributes:
        tag: `{namespace}name`.
        attributes: by their `{namespace}name`.
        bindings: the prefixes that hold inside it, with their namespaces.
        start: of its first tag; `head_end` is behind that tag.
        tail: where its last tag begins; of an empty element that is `head_end`.
        end: behind its last tag.
    """

    tag: str
    attributes: dict[str, str]
    bindings: dict[str, str]
    start: int
    head_end: int
    tail: int = 0
    end: int = 0
    children: "list[Node]" = field(default_factory=list["Node"])
    texts: list[str] = field(default_factory=list[str])

    @property
    def text(self) -> str:
        """The text in it, but not in its children."""
        return "".join(self.texts)

    @property
    def is_empty(self) -> bool:
        """Whether it is one tag alone."""
        return self.head_end == self.end


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A packet that was understood; `data` is UTF-8, whatever the packet was."""

    data: bytes
    rdf: Node
    descriptions: tuple[Node, ...]  # the ones that hold properties, in their order

    def elements(self, name: str) -> list[Node]:
        """The properties of a name that are elements."""
        return [
            child
            for described in self.descriptions
            for child in described.children
            if child.tag == name
        ]

    def simple(self, name: str) -> str:
        """A property written as an element or as an attribute; "" where there is none."""
        for described in self.descriptions:
            if name in described.attributes:
                return described.attributes[name]
        return next((_said(each) for each in self.elements(name)), "")

    def items(self, name: str) -> list[Node] | None:
        """The entries of a bag, list or choice of languages; None: there is no such property.

        A property that is plain text counts as its own entry.
        """
        found = self.elements(name)
        if not found:
            return None
        return [item for each in found for item in _items(each)]

    def texts(self, name: str) -> list[str] | None:
        """The texts of these entries."""
        items = self.items(name)
        if items is None:
            value = self.simple(name)
            return [value] if value else None
        return [_said(each) for each in items]


def parse(packet: bytes) -> Document | None:
    """Understands a packet; None where it is empty or holds no RDF.

    Raises:
        PhotoError: it is no whole XML, too large, or defines entities; one sentence.
    """
    data = _as_utf8(packet).lstrip(b"\0 \t\r\n").rstrip(b"\0")
    if not data.strip():
        return None
    if len(data) > MOST_BYTES:
        raise PhotoError("Its XMP is larger than 16 MB, which photoclip does not read.")
    tree = _Tree(data)
    try:
        parser: Any = XMLParser(target=tree, encoding="utf-8", forbid_dtd=True)
        tree.position = lambda: parser.parser.CurrentByteIndex
        parser.feed(data)
        parser.close()
    except (DTDForbidden, EntitiesForbidden) as error:
        raise PhotoError(BOMB) from error
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise PhotoError(_DAMAGED) from error
    rdf = tree.rdf
    if rdf is None:
        return None
    return Document(data, rdf, tuple(each for each in rdf.children if each.tag == DESCRIPTION))


def attributes_in(data: bytes, node: Node) -> Iterator[tuple[str, int, int]]:
    """The attributes of an element: (`{namespace}name`, start, end), white space before included.

    Declarations of namespaces are left out.
    """
    head = data[node.start : node.head_end]
    for found in _ATTRIBUTE.finditer(head, len(_NAME_IN.match(head)[0])):  # type: ignore[index]
        prefix, colon, name = found[1].decode("utf-8").rpartition(":")
        if prefix == "xmlns" or (not colon and name == "xmlns"):
            continue
        space = f"{{{node.bindings.get(prefix, '')}}}" if colon else ""
        yield space + name, node.start + found.start(), node.start + found.end()


def name_in(data: bytes, node: Node) -> str:
    """An element's name as it is written, with its prefix."""
    found = _NAME_IN.match(data[node.start : node.head_end])
    assert found is not None, "an element begins with its name"
    return found[0][1:].decode("utf-8")


_NAME_IN = re.compile(rb"<[^\s/>]+")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>"']+)\s*=\s*(?:"[^"]*"|'[^']*')""")
_QUOTED = re.compile(rb"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")


class _Tree:
    """Told by the parser of what it meets."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.position: Any = None
        self.rdf: Node | None = None
        self._open: list[Node] = []
        self._bindings: list[dict[str, str]] = [{"xml": "http://www.w3.org/XML/1998/namespace"}]
        self._new: dict[str, str] = {}

    def start_ns(self, prefix: str, uri: str) -> None:
        self._new[prefix or ""] = uri

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        at = self.position()
        found = _QUOTED.match(self._data, at)
        if found is None or len(self._open) >= _MOST_DEEP:
            raise ValueError("no element that can be told apart")
        above = self._bindings[-1]
        self._bindings.append({**above, **self._new} if self._new else above)
        self._new = {}
        node = Node(tag, dict(attributes), self._bindings[-1], at, found.end())
        if self._open:
            self._open[-1].children.append(node)
        if tag == RDF and self.rdf is None:
            self.rdf = node
        self._open.append(node)

    def data(self, text: str) -> None:
        if self._open:
            self._open[-1].texts.append(text)

    def end(self, tag: str) -> None:
        del tag
        node, at = self._open.pop(), self.position()
        self._bindings.pop()
        if self._data[node.head_end - 2 : node.head_end] == b"/>":
            node.tail = node.end = node.head_end
        else:
            node.tail = at
            node.end = self._data.index(b">", at) + 1

    def close(self) -> None:
        """The tree is whole."""


def _said(node: Node) -> str:
    """The text of a property or entry, be it plain or with qualifiers."""
    for inner in node.children:
        if inner.tag == VALUE:
            return inner.text
        if inner.tag == DESCRIPTION:
            return next((each.text for each in inner.children if each.tag == VALUE), "")
    return node.text


def _items(node: Node) -> list[Node]:
    lists = [each for each in node.children if each.tag in {BAG, SEQ, ALT}]
    if lists:
        return [item for each in lists for item in each.children if item.tag == LI]
    return [node] if node.text.strip() else []


def _as_utf8(packet: bytes) -> bytes:
    """The packet in UTF-8, as its mark or its first line says what it is."""
    encoding = next((name for mark, name in _BOMS if packet.startswith(mark)), "")
    if not encoding and packet[:4].replace(b"\0", b"")[:1] == b"<" and b"\0" in packet[:4]:
        little = packet[:1] == b"<"
        encoding = (
            ("utf-16-le" if little else "utf-16-be")
            if packet.count(b"\0", 0, 4) == 2
            else ("utf-32-le" if little else "utf-32-be")
        )
    declared = None if encoding else _DECLARED.match(packet)
    if declared and declared[3].lower() not in {b"utf-8", b"utf8", b"ascii", b"us-ascii"}:
        encoding = declared[3].decode("ascii")
    packet = packet.removeprefix(codecs.BOM_UTF8)
    if not encoding:
        return packet
    try:
        packet = packet.decode(encoding).encode()
    except (UnicodeError, LookupError) as error:
        raise PhotoError(_DAMAGED) from error
    return _DECLARED.sub(rb"\1\2UTF-8\2", packet.removeprefix(codecs.BOM_UTF8))
