"""Sections of docs/formats.md, each made by a run over files; the page is put together here.

A section is a module of tests with a function `section(folder, data)`: it writes its files below
the empty `folder`, lets photoclip read them and returns what came of it. `data` is the folder of
real files, or None; a section that is about real files alone returns None without it.
"""

import importlib
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SECTIONS = (
    "formats_pictures",
    "formats_raw",
    "formats_moving",
    "formats_refused",
    "formats_real",
    "formats_metadata",
    "formats_carriers",
)
"""The modules, in the order of the page."""

PAGE = Path(__file__).parent.parent / "docs" / "formats.md"


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the page.

    Attributes:
        title: its heading.
        lead: sentences between heading and table, Markdown.
        head: the names of the columns.
        rows: as many cells each; a cell is Markdown, and a bar in it is escaped here.
    """

    title: str
    lead: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> str:
        """Heading, lead and table."""
        lines = [self.head, ["---"] * len(self.head), *self.rows]
        if any(len(line) != len(self.head) for line in lines):
            raise ValueError(f"a row of {self.title} has too few or too many cells")
        table = "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)
        return f"## {self.title}\n\n{self.lead.strip()}\n\n{table}\n"


def made(name: str, data: Path | None) -> str | None:
    """The Markdown of a section, made in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="formats-") as folder:
        section = importlib.import_module(name).section(Path(folder), data)
    return None if section is None else section.markdown()


def page_with(page: str, sections: dict[str, str | None]) -> str:
    """The page with sections put in place of the old ones; one that is None stays as it was."""
    for name, text in sections.items():
        if text is None:
            continue
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        block = f"{begin}\n{text}{end}"
        if begin in page:
            page = re.sub(
                f"{re.escape(begin)}.*?{re.escape(end)}", lambda _, b=block: b, page, flags=re.S
            )
        else:
            page = f"{page.rstrip()}\n\n{block}\n"
    return page


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
