"""What a folder with an exported library says of itself, and how its files are looked through."""

import json
import os
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

import blake3

from photoclip.catalog.exchange.tables import TRAVELLING
from photoclip.catalog.schema import HEAD, REVISIONS
from photoclip.errors import DataError

NAME = "manifest.json"
VECTORS = "vectors"
_FORMAT, _VERSION = "photoclip-library", 1
_LARGEST = 1 << 20  # bytes of a manifest
_BLOCK = 1 << 20
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TABLES = frozenset(f"{each.name}.jsonl" for each in TRAVELLING)
_OF_MODEL = re.compile(rf"{VECTORS}/([1-9][0-9]{{0,17}})\.(npy|jsonl)")


@dataclass(frozen=True, slots=True)
class Content:
    """One file of an export: its rows, its size, and the BLAKE3 digest of its bytes (hex)."""

    rows: int
    bytes: int
    blake3: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder with an exported library holds.

    Attributes:
        schema: the revision of the tables.
        program: which photoclip wrote it.
        files: by name, "/" between folder and file.
    """

    schema: str
    program: str
    files: Mapping[str, Content]

    def to_bytes(self) -> bytes:
        """As a file."""
        document = {"format": _FORMAT, "version": _VERSION, **asdict(self)}
        return json.dumps(document, indent=1, sort_keys=True).encode() + b"\n"

    @property
    def models(self) -> tuple[int, ...]:
        """The models of which there are vectors, by their numbers in the export."""
        found = (_OF_MODEL.fullmatch(name) for name in self.files)
        return tuple(sorted({int(each[1]) for each in found if each is not None}))


def refuse(folder: Path, why: str) -> NoReturn:
    """Say that an export cannot be imported.

    Raises:
        DataError: always.
    """
    raise DataError(f"The export {folder} is damaged ({why}), so nothing was imported.")


def read(folder: Path) -> Manifest:
    """The manifest of a folder, held against the names and sizes of the files that are there.

    Raises:
        DataError: it is no export, of a newer photoclip, incomplete, or names files elsewhere.
    """
    try:
        with opened(folder, NAME) as file:
            text = file.read(_LARGEST + 1)
    except FileNotFoundError:
        raise DataError(
            f"{folder} is no exported library; name the folder that has a {NAME} in it."
        ) from None
    try:
        document = json.loads(text) if len(text) <= _LARGEST else None
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict) or document.get("format") != _FORMAT:
        raise DataError(f"{folder / NAME} does not describe an exported photoclip library.")
    if document.get("version") != _VERSION or document.get("schema") not in REVISIONS:
        raise DataError(
            f"The export {folder} was made by a newer photoclip; update photoclip to import it."
        )
    manifest = _manifest(folder, document)
    for name, content in manifest.files.items():
        _check_size(folder, name, content)
    return manifest


def opened(folder: Path, name: str) -> BinaryIO:
    """A file of an export, to be read.

    Raises:
        DataError: it is a link, a pipe or the like.
        FileNotFoundError: it is not there.
    """
    path = folder / name
    for each in (path, *path.parents):
        if each == folder:
            break
        mode = each.lstat().st_mode
        if not (stat.S_ISREG(mode) if each == path else stat.S_ISDIR(mode)):
            refuse(folder, f"{name} is no plain file")
    return path.open("rb")


def look_through(folder: Path, manifest: Manifest, step: Callable[[], object]) -> None:
    """Hold every byte of an export against its manifest.

    Args:
        folder: where it lies.
        manifest: what it says of itself.
        step: called now and then; what it raises ends this.

    Raises:
        DataError: a file was changed since it was written.
    """
    for name, content in manifest.files.items():
        hasher = blake3.blake3()
        with opened(folder, name) as file:
            while block := file.read(_BLOCK):
                hasher.update(block)
                step()
        if hasher.hexdigest() != content.blake3:
            refuse(folder, f"{name} is not as it was written")


def _check_size(folder: Path, name: str, content: Content) -> None:
    try:
        with opened(folder, name) as file:
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        refuse(folder, f"{name} is missing")
    if size < content.bytes:
        refuse(folder, f"{name} is cut off")
    if size > content.bytes:
        refuse(folder, f"{name} is longer than it was")


def _manifest(folder: Path, document: Mapping[str, Any]) -> Manifest:
    files = document.get("files")
    if not isinstance(files, dict):
        refuse(folder, f"{NAME} lists no files")
    found: dict[str, Content] = {}
    for name, facts in files.items():
        if name not in _TABLES and not _OF_MODEL.fullmatch(name):
            refuse(folder, f"{NAME} names {name!r:.60}, which no export has")
        found[name] = _content(folder, name, facts)
    for name in found:
        other = name.replace(".npy", ".jsonl") if ".npy" in name else name.replace(".jsonl", ".npy")
        if name.startswith(VECTORS) and other not in found:
            refuse(folder, f"{other} is missing")
    if document["schema"] == HEAD and _TABLES - found.keys():
        refuse(folder, f"{min(_TABLES - found.keys())} is missing")
    return Manifest(str(document["schema"]), str(document.get("program", "")), found)


def _content(folder: Path, name: str, facts: Any) -> Content:
    if isinstance(facts, dict) and facts.keys() == {"rows", "bytes", "blake3"}:
        rows, size, digest = facts["rows"], facts["bytes"], facts["blake3"]
        numbers = all(type(each) is int and 0 <= each < 2**53 for each in (rows, size))
        if numbers and isinstance(digest, str) and _DIGEST.fullmatch(digest):
            return Content(rows, size, digest)
    refuse(folder, f"{NAME} says nothing sensible of {name}")
