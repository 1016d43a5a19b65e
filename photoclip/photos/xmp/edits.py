"""Replacements in an XMP packet, gathered and made together; all other bytes stay."""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from photoclip.photos.xmp import names
from photoclip.photos.xmp.document import Document, Node, attributes_in, name_in

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clear(text: str) -> str:
    """A text without the characters that XML has no way to write."""
    return _NO_XML.sub("", text)


def written(text: str) -> str:
    """A text as it stands in XML."""
    return escape(clear(text), {"\r": "&#13;"})


class Edits:
    """What is to be done to one packet."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._replaced: list[tuple[int, int, str]] = []
        self._new: list[str] = []
        prefix = name_in(document.data, document.rdf).rpartition(":")[0]
        self._rdf = f"{prefix}:" if prefix else ""

    def remove(self, name: str, besides: Node | None = None) -> None:
        """Take a property out, be it an element or an attribute, wherever it is."""
        for node in self.document.elements(name):
            if node is not besides:
                self.take_out(node)
        self._replaced += [(start, end, "") for start, end in self._attributes(name)]

    def put(self, name: str, spelled: str, value: str) -> None:
        """Write a property that is one text; an empty one is taken out.

        Args:
            name: of the property, `{namespace}name`.
            spelled: its name where it is new, with one of the prefixes of `names.NAMESPACES`.
            value: the text.
        """
        nodes = self.document.elements(name)
        attribute = next(self._attributes(name), None)
        if value and not nodes and attribute is not None:
            start, end = attribute
            head = self.document.data[start:end].partition(b"=")[0].decode()
            self._replaced.append((start, end, f"{head}={quoteattr(clear(value))}"))
            return
        self.remove(name, besides=nodes[0] if nodes and value else None)
        if value and nodes:
            self.fill(nodes[0], written(value))
        elif value:
            self._new.append(f"<{spelled}>{written(value)}</{spelled}>")

    def add_list(self, spelled: str, kind: str, texts: Iterable[str], attribute: str = "") -> None:
        """A new property that is a list ("Bag", "Seq" or "Alt") of texts."""
        items = "".join(f"\n     {self.item(each, attribute)}" for each in texts)
        kind = f"{self._rdf}{kind}"
        inner = f"<{kind}>{items}\n    </{kind}>" if items else f"<{kind}/>"
        self._new.append(f"<{spelled}>\n    {inner}\n   </{spelled}>")

    def item(self, text: str, attribute: str = "") -> str:
        """An entry of a list."""
        return f"<{self._rdf}li{attribute}>{written(text)}</{self._rdf}li>"

    def extend(self, listed: Node, items: Iterable[str], *, first: bool = False) -> None:
        """Put entries (see `item`) at the end of a list, or at its beginning."""
        if not listed.children:
            self.fill(listed, "".join(items))
            return
        beside = listed.children[0 if first else -1]
        blank = self.document.data[self._blank_before(beside.start) : beside.start].decode()
        if first:
            at, text = beside.start, "".join(f"{each}{blank}" for each in items)
        else:
            at, text = beside.end, "".join(f"{blank}{each}" for each in items)
        self._replaced.append((at, at, text))

    def take_out(self, node: Node) -> None:
        """Take an element out, with the white space before it."""
        self._replaced.append((self._blank_before(node.start), node.end, ""))

    def fill(self, node: Node, content: str) -> None:
        """Give an element another content, which is written as XML."""
        if not node.is_empty:
            self._replaced.append((node.head_end, node.tail, content))
            return
        name = name_in(self.document.data, node)
        head = self.document.data[node.start : node.head_end].decode("utf-8")
        self._replaced.append((node.start, node.end, f"{head[:-2].rstrip()}>{content}</{name}>"))

    def done(self) -> bytes:
        """The packet with all of it."""
        if self._new:
            self._describe()
        parts: list[bytes] = []
        at = 0
        for start, end, text in sorted(self._replaced, key=lambda each: each[:2]):
            parts += [self.document.data[at:start], text.encode("utf-8")]
            at = end
        return b"".join([*parts, self.document.data[at:]])

    def _describe(self) -> None:
        """New properties lie in a description of their own, behind all others."""
        rdf, about = self.document.rdf, ""
        for described in self.document.descriptions:
            about = described.attributes.get(f"{{{names.RDF_NS}}}about", about)
        used = {each.partition(":")[0].lstrip("<") for each in self._new}
        spaces = "".join(f'\n    xmlns:{each}="{names.NAMESPACES[each]}"' for each in sorted(used))
        name = f"{self._rdf}Description"
        # an attribute has no namespace without a prefix
        mark = self._rdf or "rdf:"
        spaces += "" if self._rdf else f'\n    xmlns:rdf="{names.RDF_NS}"'
        inner = "".join(f"\n   {each}" for each in self._new)
        text = f"\n  <{name} {mark}about={quoteattr(about)}{spaces}>{inner}\n  </{name}>\n "
        if rdf.is_empty:
            self.fill(rdf, text)
        else:
            at = self._blank_before(rdf.tail)
            self._replaced.append((at, rdf.tail, text))

    def _attributes(self, name: str) -> Iterator[tuple[int, int]]:
        for described in self.document.descriptions:
            for found, start, end in attributes_in(self.document.data, described):
                if found == name:
                    yield start, end

    def _blank_before(self, start: int) -> int:
        data = self.document.data
        while data[start - 1 : start].isspace():
            start -= 1
        return start
