"""Looks through a built site: all links and anchors lead somewhere, nothing comes from outside.

    python packaging/docs_check.py build/site

What a page loads by itself (scripts, styles, fonts, pictures) has to lie in the site; links that a
person may follow may lead away.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADS = {("script", "src"), ("img", "src"), ("img", "srcset"), ("iframe", "src"), ("link", "href")}
FOLLOWS = {("a", "href")}
HARMLESS = frozenset({"canonical", "next", "prev", "edit"})  # kinds of <link> that load nothing
IN_STYLES = re.compile(r"url\(\s*[\"']?([^\"')]+)|@import\s+[\"']([^\"']+)")


@dataclass
class Page:
    """What a page loads, where it leads, and what can be led to."""

    loads: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)


class Reader(HTMLParser):
    """Fills a page."""

    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        named = {name: value or "" for name, value in attrs}
        self._style = tag == "style"
        self.page.anchors.update(named[name] for name in ("id", "name") if named.get(name))
        for name, value in named.items():
            if (tag, name) in LOADS and named.get("rel", "") not in HARMLESS:
                self.page.loads.append(value.split()[0] if name == "srcset" else value)
            elif (tag, name) in FOLLOWS:
                self.page.links.append(value)
        self.page.loads.extend(of_style(named.get("style", "")))

    def handle_data(self, data: str) -> None:
        """Text, of a style sheet perhaps."""
        if self._style:
            self.page.loads.extend(of_style(data))


def of_style(text: str) -> Iterator[str]:
    """What a style sheet loads."""
    for found in IN_STYLES.finditer(text):
        yield (found[1] or found[2]).strip()


def main() -> int:
    """Print what is wrong; 1 where something is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    wrong = list(troubles(parser.parse_args().site.resolve()))
    for each in wrong:
        print(each, file=sys.stderr)
    return 1 if wrong else 0


def troubles(site: Path) -> Iterator[str]:
    """What is wrong with a site, in sentences."""
    pages = {path: read(path) for path in sorted(site.rglob("*.html"))}
    if not pages:
        yield f"There are no pages in {site}."
    for path, page in pages.items():
        shown = path.relative_to(site)
        for address in page.loads:
            yield from of_load(site, path, shown, address)
        for address in page.links:
            yield from of_link(site, path, address, pages)
    for path in sorted(site.rglob("*.css")):
        for address in of_style(path.read_text("utf-8")):
            yield from of_load(site, path, path.relative_to(site), address)


def read(path: Path) -> Page:
    """A page as it is written."""
    reader = Reader()
    reader.feed(path.read_text("utf-8"))
    return reader.page


def of_load(site: Path, path: Path, shown: Path, address: str) -> Iterator[str]:
    """Whether what a page loads lies in the site."""
    parts = urlsplit(address)
    if parts.scheme == "data" or not address or address.startswith("#"):
        return
    if parts.scheme or parts.netloc:
        yield f"{shown} loads {address} from outside."
    elif not place(site, path, parts.path).exists():
        yield f"{shown} loads {address}, which is not there."


def of_link(site: Path, path: Path, address: str, pages: dict[Path, Page]) -> Iterator[str]:
    """Whether a link inside the site leads to a page and a place of it."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return
    shown = path.relative_to(site)
    target = place(site, path, parts.path) if parts.path else path
    if target.is_dir():
        target /= "index.html"
    if not target.exists():
        yield f"{shown} leads to {address}, which is not there."
    elif parts.fragment and target in pages and not has(pages[target], parts.fragment):
        yield f"{shown} leads to {address}, but the page has no such place."


def place(site: Path, path: Path, address: str) -> Path:
    """The file that an address on a page means."""
    above = site if address.startswith("/") else path.parent
    return (above / unquote(address).lstrip("/")).resolve()


def has(page: Page, fragment: str) -> bool:
    """Whether a page has a place of that name; material's own ones begin with two underscores."""
    return unquote(fragment) in page.anchors or fragment.startswith("__")


if __name__ == "__main__":
    sys.exit(main())
