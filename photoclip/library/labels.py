"""Label lists as files: read and written as plain text, CSV or JSON."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from photoclip.errors import DataError
from photoclip.records import LabelList


def read_label_list(path: Path, name: str = "") -> LabelList:
    """Read a label list; the file's ending says how.

    Plain text: one label a line, further wordings behind commas, `#` begins a comment.
    CSV: a header with `label`, optionally `phrases` (separated by `|`) and `threshold`.
    JSON: `{"labels": [...], "exclusive": true, "templates": [...]}` or a list of labels.

    Raises:
        DataError: the file cannot be read or holds no label.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise DataError(f"The label list {path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise DataError(f"The label list {path} is not UTF-8 text; save it as UTF-8.") from None
    readers = {".csv": _from_csv, ".json": _from_json}
    read = readers.get(path.suffix.lower(), _from_text)
    try:
        labels = read(text, name or path.stem)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"The label list {path} cannot be understood: {error}.") from None
    if not labels.labels:
        raise DataError(f"The label list {path} holds no label; write one a line.")
    return labels


def write_label_list(labels: LabelList, path: Path) -> None:
    """Write a label list so that `read_label_list` gives it back (text keeps no thresholds).

    Raises:
        DataError: the file cannot be written.
    """
    writers = {".csv": _to_csv, ".json": _to_json}
    text = writers.get(path.suffix.lower(), _to_text)(labels)
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise DataError(f"{path} cannot be written: {error.strerror}.") from None


def from_labels(labels: list[str], name: str) -> LabelList:
    """A list made of single labels, as the command line gives them.

    Raises:
        DataError: no label is left after blanks and repetitions are dropped.
    """
    unique = _unique(labels)
    if not unique:
        raise DataError("A label list needs at least one label.")
    return LabelList(name=name, labels=unique)


def _unique(labels: list[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for label in labels:
        clean = " ".join(label.split())
        if clean:
            seen.setdefault(clean.casefold(), clean)
    return tuple(seen.values())


def _assemble(name: str, rows: list[tuple[str, list[str], float | None]]) -> LabelList:
    labels = _unique([label for label, _, _ in rows])
    spelled = {label.casefold(): label for label in labels}
    phrases: dict[str, tuple[str, ...]] = {}
    thresholds: dict[str, float] = {}
    for label, wordings, threshold in rows:
        key = spelled.get(" ".join(label.split()).casefold())
        if key is None:
            continue
        if wordings:
            phrases[key] = phrases.get(key, ()) + tuple(wordings)
        if threshold is not None:
            if not 0 <= threshold <= 1:
                raise ValueError(f"the threshold {threshold} of '{key}' is not between 0 and 1")
            thresholds[key] = threshold
    return LabelList(name=name, labels=labels, phrases=phrases, thresholds=thresholds)


def _from_text(text: str, name: str) -> LabelList:
    rows: list[tuple[str, list[str], float | None]] = []
    for line in text.splitlines():
        parts = [part.strip() for part in line.partition("#")[0].split(",")]
        if parts[0]:
            rows.append((parts[0], [part for part in parts[1:] if part], None))
    return _assemble(name, rows)


def _to_text(labels: LabelList) -> str:
    lines = [", ".join((label, *labels.phrases.get(label, ()))) for label in labels.labels]
    return "\n".join(lines) + "\n"


def _from_csv(text: str, name: str) -> LabelList:
    reader = csv.DictReader(io.StringIO(text))
    if "label" not in (reader.fieldnames or []):
        raise ValueError("its first line must name a column 'label'")
    rows: list[tuple[str, list[str], float | None]] = []
    for row in reader:
        phrases = [part.strip() for part in (row.get("phrases") or "").split("|")]
        threshold = (row.get("threshold") or "").strip()
        rows.append(
            (
                row["label"] or "",
                [part for part in phrases if part],
                float(threshold) if threshold else None,
            )
        )
    return _assemble(name, rows)


def _to_csv(labels: LabelList) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["label", "phrases", "threshold"])
    for label in labels.labels:
        threshold = labels.thresholds.get(label, "")
        writer.writerow([label, "|".join(labels.phrases.get(label, ())), threshold])
    return text.getvalue()


def _from_json(text: str, name: str) -> LabelList:
    data: Any = json.loads(text)
    if isinstance(data, list):
        data = {"labels": data}
    rows: list[tuple[str, list[str], float | None]] = []
    for label in data["labels"]:
        if isinstance(label, str):
            rows.append((label, [], None))
        else:
            threshold = label.get("threshold")
            phrases = [str(phrase) for phrase in label.get("phrases", [])]
            rows.append((label["label"], phrases, None if threshold is None else float(threshold)))
    plain = _assemble(name, rows)
    return LabelList(
        name=name,
        labels=plain.labels,
        exclusive=bool(data.get("exclusive", True)),
        templates=tuple(str(template) for template in data.get("templates", ())),
        phrases=plain.phrases,
        thresholds=plain.thresholds,
    )


def _to_json(labels: LabelList) -> str:
    rows = [
        {
            "label": label,
            "phrases": list(labels.phrases.get(label, ())),
            "threshold": labels.thresholds.get(label),
        }
        for label in labels.labels
    ]
    data = {"labels": rows, "exclusive": labels.exclusive, "templates": list(labels.templates)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
