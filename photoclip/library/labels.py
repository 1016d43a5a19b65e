"""Label lists as files: read and written as plain text, CSV or JSON."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from photoclip.atomic import replacing
from photoclip.errors import DataError
from photoclip.records import LabelList
from photoclip.spreadsheet import as_cell, of_cell

_PLAIN = frozenset({"labels", "phrases"})
_EVERYTHING = ("exclusive", "templates", "phrases", "thresholds", "folders")


@dataclass(frozen=True, slots=True)
class _Row:
    """One label as a file has it."""

    label: str
    phrases: tuple[str, ...] = ()
    threshold: float | None = None


def read_label_list(path: Path, name: str = "", before: LabelList | None = None) -> LabelList:
    """Read a label list; the file's ending says how.

    Plain text: one label a line, further wordings behind commas, `#` begins a comment; what has a
    comma or a `#` in it stands in double quotes.
    CSV: a header with `label`, optionally `phrases` (separated by `|`) and `threshold`; columns
    stand apart by commas or semicolons.
    JSON: `{"name": ..., "labels": [{"label", "phrases", "threshold"}], "exclusive": true,
    "templates": [...], "folders": [...]}` or a list of labels.

    Args:
        path: the file.
        name: the list's name; empty: the one in the file, else the file's own.
        before: what the file does not say is taken from this list.

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
        labels, said = read(text, path.stem)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, csv.Error) as error:
        raise DataError(f"The label list {path} cannot be understood: {error}.") from None
    if not labels.labels:
        raise DataError(f"The label list {path} holds no label; write one a line.")
    if before is not None:
        kept = {each: getattr(before, each) for each in _EVERYTHING if each not in said}
        labels = replace(labels, **kept)
    return replace(labels, name=name or labels.name)


def write_label_list(labels: LabelList, path: Path) -> None:
    """Write a label list so that `read_label_list` gives it back.

    JSON keeps all of it, CSV the labels with phrases and thresholds, text those without
    thresholds.

    Raises:
        DataError: the file cannot be written.
    """
    writers = {".csv": _to_csv, ".json": _to_json}
    text = writers.get(path.suffix.lower(), _to_text)(labels)
    try:
        if path.exists() and not path.is_file():  # such as /dev/stdout
            path.write_text(text, "utf-8")
        else:
            with replacing(path.resolve()) as file:
                file.write(text.encode())
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


def _unique(labels: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for label in labels:
        clean = " ".join(label.split())
        if clean:
            seen.setdefault(clean.casefold(), clean)
    return tuple(seen.values())


def _assemble(name: str, rows: list[_Row]) -> LabelList:
    labels = _unique(row.label for row in rows)
    spelled = {label.casefold(): label for label in labels}
    phrases: dict[str, tuple[str, ...]] = {}
    thresholds: dict[str, float] = {}
    for row in rows:
        key = spelled.get(" ".join(row.label.split()).casefold())
        if key is None:
            continue
        if row.phrases:
            phrases[key] = phrases.get(key, ()) + row.phrases
        if row.threshold is not None:
            if not 0 <= row.threshold <= 1:
                raise ValueError(f"the threshold {row.threshold} of '{key}' is not between 0 and 1")
            thresholds[key] = row.threshold
    return LabelList(name=name, labels=labels, phrases=phrases, thresholds=thresholds)


def _stripped(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(each.strip() for each in parts if each.strip())


# ── plain text ──────────────────────────────────────────────────────────────────────────────


def _from_text(text: str, name: str) -> tuple[LabelList, frozenset[str]]:
    rows: list[_Row] = []
    for line in text.splitlines():
        plain = line if '"' in line else line.partition("#")[0]
        parts = next(csv.reader([plain], skipinitialspace=True), [])
        if parts and parts[0].strip() and not parts[0].startswith("#"):
            rows.append(_Row(parts[0].strip(), _stripped(parts[1:])))
    return _assemble(name, rows), _PLAIN


def _to_text(labels: LabelList) -> str:
    lines = (
        ", ".join(_quoted(each) for each in (label, *labels.phrases.get(label, ())))
        for label in labels.labels
    )
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"#') else text


# ── CSV ─────────────────────────────────────────────────────────────────────────────────────


def _from_csv(text: str, name: str) -> tuple[LabelList, frozenset[str]]:
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if header.count(";") else ",")
    columns = [each.strip().casefold() for each in next(reader, [])]
    if "label" not in columns:
        raise ValueError("its first line must name a column 'label'")
    rows: list[_Row] = []
    for values in reader:
        row = dict(zip(columns, values, strict=False))
        threshold = row.get("threshold", "").strip().replace(",", ".")
        phrases = _stripped(of_cell(row.get("phrases", "")).split("|"))
        label = of_cell(row.get("label", ""))
        rows.append(_Row(label, phrases, float(threshold) if threshold else None))
    said = {"labels", "phrases", *(["thresholds"] if "threshold" in columns else [])}
    return _assemble(name, rows), frozenset(said if "phrases" in columns else said - {"phrases"})


def _to_csv(labels: LabelList) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["label", "phrases", "threshold"])
    for label in labels.labels:
        threshold = labels.thresholds.get(label, "")
        phrases = "|".join(labels.phrases.get(label, ()))
        writer.writerow([as_cell(label), as_cell(phrases), threshold])
    return text.getvalue()


# ── JSON ────────────────────────────────────────────────────────────────────────────────────


def _from_json(text: str, name: str) -> tuple[LabelList, frozenset[str]]:
    data: Any = json.loads(text)
    if isinstance(data, list):
        data = {"labels": data}
    rows: list[_Row] = []
    for label in data["labels"]:
        if isinstance(label, str):
            rows.append(_Row(label))
        else:
            threshold = label.get("threshold")
            phrases = tuple(str(phrase) for phrase in label.get("phrases") or ())
            at = None if threshold is None else float(threshold)
            rows.append(_Row(str(label["label"]), phrases, at))
    plain = _assemble(str(data.get("name") or name), rows)
    detailed = any(not isinstance(label, str) for label in data["labels"])
    said = {each for each in ("exclusive", "templates", "folders") if each in data}
    whole = replace(
        plain,
        exclusive=bool(data.get("exclusive", True)),
        templates=tuple(str(template) for template in data.get("templates") or ()),
        folders=tuple(str(folder) for folder in data.get("folders") or ()),
    )
    return whole, frozenset(said | ({"phrases", "thresholds"} if detailed else set()))


def document(labels: LabelList) -> dict[str, Any]:
    """A whole list as JSON has it."""
    rows = [
        {
            "label": label,
            "phrases": list(labels.phrases.get(label, ())),
            "threshold": labels.thresholds.get(label),
        }
        for label in labels.labels
    ]
    return {
        "name": labels.name,
        "labels": rows,
        "exclusive": labels.exclusive,
        "templates": list(labels.templates),
        "folders": list(labels.folders),
    }


def _to_json(labels: LabelList) -> str:
    return json.dumps(document(labels), ensure_ascii=False, indent=2) + "\n"
