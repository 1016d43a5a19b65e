"""Files of a run of measurements: the document, the table and the picture."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from photoclip.bench.drawing import draw
from photoclip.bench.report import Report, as_json, as_markdown
from photoclip.errors import UsageError


def write(report: Report, folder: Path) -> None:
    """Write bench.json and bench.md into a folder, which is made when missing.

    Raises:
        UsageError: the folder cannot be written.
    """

    def documents() -> None:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(as_json(report), ensure_ascii=False, indent=2)
        (folder / "bench.json").write_text(text + "\n", "utf-8")
        (folder / "bench.md").write_text(as_markdown(report) + "\n", "utf-8")

    _kept(documents, folder)


def write_picture(report: Report, folder: Path) -> None:
    """Write bench.png into a folder that is there; takes a second.

    Raises:
        UsageError: the folder cannot be written.
    """
    _kept(partial(draw, report, folder / "bench.png"), folder)


def _kept(writing: Callable[[], None], folder: Path) -> None:
    try:
        writing()
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}.") from None
