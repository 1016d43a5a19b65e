"""Image-text pairs for training and evaluation: read from CSV, captions.json or folders."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import blake3
import numpy as np
import numpy.typing as npt

from photoclip.errors import DataError
from photoclip.spreadsheet import of_cell

PictureLoader = Callable[[Path], npt.NDArray[np.uint8]]
"""Opens a picture file as upright RGB, (height, width, 3) uint8, or raises PhotoError."""

_PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif"})
_MAX_PROBLEMS = 1000


@dataclass(frozen=True, slots=True)
class Pair:
    """One picture with what is said about it.

    A labelled picture has `label` and no texts (templates make its sentences); a captioned one has
    texts, the first being the one that retrieval asks for. Pictures that show the same thing
    (copies, bursts, edits) share a `group`.
    """

    path: Path
    texts: tuple[str, ...]
    label: str | None
    group: str
    attributes: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class PairList:
    """The pairs of one source, and what was wrong with its other rows, in sentences."""

    pairs: tuple[Pair, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where pairs come from: a CSV (`file,label` or `file,text`), a captions.json or a folder.

    `weight` scales how often its pictures are drawn; rows with one of the values `leave_out` in a
    column other than file and text are skipped; `heldout` is the share of its pictures that is
    never trained on (None: as the plan says); where `only` names values, rows without any of them
    are skipped.
    """

    path: Path
    weight: float = 1.0
    leave_out: tuple[str, ...] = ()
    heldout: float | None = None
    only: tuple[str, ...] = ()


def read_pairs(source: Source | Path) -> PairList:
    """Read the pairs of a source; rows that cannot be used are reported, not fatal.

    Raises:
        DataError: the source is missing or of no known form, or nothing in it can be used.
    """
    source = source if isinstance(source, Source) else Source(source)
    path = source.path
    if not path.exists():
        raise DataError(f"{path} does not exist; name a CSV, a captions.json or a folder.")
    if path.is_dir():
        found = _read_folder(path, source)
    elif path.suffix.lower() == ".csv":
        found = _read_csv(path, source)
    elif path.suffix.lower() == ".json":
        found = _read_captions(path)
    else:
        raise DataError(f"{path} is neither a CSV, a captions.json nor a folder of pictures.")
    if not found.pairs:
        reason = f" ({found.problems[0]})" if found.problems else ""
        raise DataError(f"{path} holds no picture with a text that can be used{reason}.")
    return found


def split(pairs: Iterable[Pair], share: float) -> tuple[list[Pair], list[Pair]]:
    """Divide pairs into (for training, held out) by a stable hash of their group.

    The same picture falls on the same side on every machine and in every run.
    """
    train: list[Pair] = []
    held: list[Pair] = []
    for pair in pairs:
        place = int.from_bytes(blake3.blake3(pair.group.encode()).digest(4), "big") / 2**32
        (held if place < share else train).append(pair)
    return train, held


def one_per_group(pairs: Iterable[Pair]) -> list[Pair]:
    """The first pair of every group."""
    seen: dict[str, Pair] = {}
    for pair in pairs:
        seen.setdefault(pair.group, pair)
    return list(seen.values())


def labels_of(pairs: Iterable[Pair]) -> tuple[str, ...]:
    """The labels of some pairs, sorted."""
    return tuple(sorted({pair.label for pair in pairs if pair.label is not None}))


def _read_csv(path: Path, source: Source) -> PairList:
    pairs: list[Pair] = []
    problems: list[str] = []
    try:
        with path.open(encoding="utf-8-sig", newline="", errors="replace") as stream:
            reader = csv.DictReader(stream)
            columns = reader.fieldnames or ()
            said = next((name for name in ("label", "text", "caption") if name in columns), None)
            if "file" not in columns or said is None:
                raise DataError(
                    f"{path} needs a first line with the columns file and label, or file and text."
                )
            for number, row in enumerate(reader, start=2):
                pair = _row_pair(path.parent, row, said, source)
                if isinstance(pair, Pair):
                    pairs.append(pair)
                elif pair:
                    problems.append(f"{path.name} line {number}: {pair}")
    except (OSError, csv.Error) as error:
        raise DataError(f"{path} cannot be read as a CSV: {error}.") from None
    return PairList(tuple(pairs), tuple(problems[:_MAX_PROBLEMS]))


def _row_pair(folder: Path, row: Mapping[str, str | None], said: str, source: Source) -> Pair | str:
    name = of_cell((row.get("file") or "").strip())
    if not name:
        return "no file is named"
    others = {value for key, value in row.items() if key not in {"file", said}}
    if others.intersection(source.leave_out) or (
        source.only and not others.intersection(source.only)
    ):
        return ""
    texts = of_cell(row.get(said) or "").split("|")
    parts = tuple(part for part in map(_clean, texts) if part)
    if not parts:
        return f"{name} has no {said}"
    path = folder / name
    if not path.is_file():
        return f"{name} does not exist"
    is_label = said == "label" or row.get("kind") == "label"
    label = parts[0] if is_label else None
    return Pair(path, () if is_label else parts, label, row.get("group") or name)


def _read_captions(path: Path) -> PairList:
    try:
        entries = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise DataError(f"{path} cannot be read as JSON: {error}.") from None
    if not isinstance(entries, list):
        raise DataError(f"{path} must hold a list of pictures with their captions.")
    pairs: list[Pair] = []
    problems: list[str] = []
    for number, entry in enumerate(cast("list[Any]", entries), start=1):
        pair = _entry_pair(path.parent, entry)
        if isinstance(pair, Pair):
            pairs.append(pair)
        else:
            problems.append(f"{path.name} entry {number}: {pair}")
    return PairList(tuple(pairs), tuple(problems[:_MAX_PROBLEMS]))


def _entry_pair(folder: Path, entry: Any) -> Pair | str:
    if not isinstance(entry, dict):
        return "it is no object with file and captions"
    said = cast("dict[str, Any]", entry)
    name, captions = said.get("file"), said.get("captions")
    if not isinstance(name, str) or not name:
        return "no file is named"
    if not isinstance(captions, list):
        return f"{name} has no captions"
    texts = tuple(
        text
        for text in (_clean(c) for c in cast("list[Any]", captions) if isinstance(c, str))
        if text
    )
    if not texts:
        return f"{name} has no captions"
    path = folder / name
    if not path.is_file():
        return f"{name} does not exist"
    attributes = said.get("attributes")
    facts = cast("dict[str, Any]", attributes) if isinstance(attributes, dict) else {}
    group = facts.get("group", said.get("group"))
    return Pair(path, texts, None, name if group is None else str(group), facts)


def _read_folder(folder: Path, source: Source) -> PairList:
    if (folder / "captions.json").is_file():
        return _read_captions(folder / "captions.json")
    if (folder / "manifest.csv").is_file():
        return _read_csv(folder / "manifest.csv", source)
    pairs: list[Pair] = []
    for path in sorted(folder.rglob("*")):
        rel = path.relative_to(folder)
        if path.suffix.lower() not in _PICTURES or len(rel.parts) < 2 or not path.is_file():
            continue
        label = _clean(rel.parts[0].replace("_", " "))
        if label not in source.leave_out and (not source.only or label in source.only):
            pairs.append(Pair(path, (), label, rel.as_posix()))
    return PairList(tuple(pairs))


def _clean(text: str) -> str:
    return " ".join(text.split())
