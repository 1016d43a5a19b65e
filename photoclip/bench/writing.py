"""Files of a run of measurements: the document, the table and the picture."""

import json
from pathlib import Path

from photoclip.bench.drawing import draw
from photoclip.bench.report import Report, as_json, as_markdown
from photoclip.errors import UsageError


def write(report: Report, folder: Path) -> None:
    """Write bench.json, bench.md and bench.png into a folder, which is made when missing.

    Raises:
        UsageError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(as_json(report), ensure_ascii=False, indent=2)
        (folder / "bench.json").write_text(text + "\n", "utf-8")
        (folder / "bench.md").write_text(as_markdown(report) + "\n", "utf-8")
        draw(report, folder / "bench.png")
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror}.") from None
