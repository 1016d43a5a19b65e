"""Libraries with something of everything in them, for tests of exports and imports."""

import contextlib
import json
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import blake3
import numpy as np
from sqlalchemy import Boolean, Column, Float, Integer, LargeBinary
from sqlalchemy.dialects.sqlite import insert

from photoclip.catalog import runs, tagging
from photoclip.catalog.exchange.tables import DERIVED_NOTES, TRAVELLING, Travelling
from photoclip.catalog.forms import key_of, natural_key, place_of
from photoclip.catalog.schema import MetaEntry, VectorEntry, table_of
from photoclip.catalog.sqlite import open_engine, writing

WORDS = ("cat", "Dog", "sea ⛵", "ÉTÉ", "a\nb", 'quo"te', "\u2028", "ночь", "x" * 300)
MOMENTS = ("2024-06-01T10:20:30+00:00", "1999-12-31T23:59:59+00:00")
DIMENSION = 4
LEFT = ("alembic_version", "copy_compared", "copy_pair", "sqlite_sequence")


def contents(catalog: Path) -> dict[str, list[tuple]]:
    """Everything in a catalog that has to travel, table by table."""
    with contextlib.closing(sqlite3.connect(catalog)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        found = {
            name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr)
            for (name,) in names
            if name not in LEFT
        }
    found["meta"] = [row for row in found["meta"] if row[0] not in DERIVED_NOTES]
    return found


def files(folder: Path) -> dict[str, bytes]:
    """All files of a folder by their names."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rewrite(folder: Path, name: str, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """Change the lines of a file of an export, and let its manifest agree."""
    path = folder / name
    lines = change(path.read_bytes().splitlines(keepends=True))
    replace(folder, name, b"".join(lines), len(lines))


def replace(folder: Path, name: str, content: bytes, rows: int | None = None) -> None:
    """Give a file of an export another content, and let its manifest agree."""
    (folder / name).write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    facts = manifest["files"].setdefault(name, {"rows": 0})
    facts |= {"bytes": len(content), "blake3": blake3.blake3(content).hexdigest()}
    facts["rows"] = facts["rows"] if rows is None else rows
    (folder / "manifest.json").write_text(json.dumps(manifest))


def of_row(number: int, **changes: Any) -> Callable[[list[bytes]], list[bytes]]:
    """A change of one line: these columns have other values."""

    def change(lines: list[bytes]) -> list[bytes]:
        row = json.loads(lines[number]) | changes
        return [*lines[:number], json.dumps(row).encode() + b"\n", *lines[number + 1 :]]

    return change


def fill(catalog: Path, seed: int, *, most: int = 6) -> None:
    """Write random rows into every table of an empty catalog."""
    dice = random.Random(seed)
    engine = open_engine(catalog, readonly=False, network=False)
    lower = b"/c/d" if seed % 2 else b"/c"  # of two libraries, one may lie inside the other's
    ids: dict[str, list[int]] = {}
    with writing(engine) as connection:
        for each in TRAVELLING:
            rows = [
                row
                for _ in range(dice.randint(0, most))
                if (row := _row(each, dice, ids)) is not None
            ]
            for row in rows:
                if row.get("path") == b"/c/d":
                    row["path"] = lower
                connection.execute(insert(each.table).on_conflict_do_nothing(), [row])
            if "id" in each.table.columns:
                query = each.table.select().with_only_columns(each.table.c.id)
                ids[each.name] = list(connection.execute(query).scalars())
            if each.entry is MetaEntry:
                _note(connection, dice)
        undone = "SELECT id FROM run WHERE undone_at IS NOT NULL"
        connection.exec_driver_sql(f"DELETE FROM tag WHERE run_id IN ({undone})")
        tagging.settle(connection, ids["photo"])
        for (key,) in connection.exec_driver_sql("SELECT DISTINCT list_key FROM run").all():
            runs.rechain(connection, list_key=key)
        for model in ids["model"]:
            for photo in dice.sample(ids["photo"], dice.randint(0, len(ids["photo"]))):
                row = {"photo_id": photo, "part": 0, "model_id": model, "data": _vector(dice)}
                connection.execute(insert(table_of(VectorEntry)), [row])
    engine.dispose()


def _note(connection: Any, dice: random.Random) -> None:
    notes = [("model", "abc"), ("relevance_line", "0.3"), ("generation", "7"), ("pairs", "apart")]
    for key, value in notes[: dice.randint(0, len(notes))]:
        row = {"key": key, "value": value}
        connection.execute(insert(table_of(MetaEntry)).on_conflict_do_nothing(), [row])


def _vector(dice: random.Random) -> bytes:
    values = np.array([dice.gauss(0, 1) for _ in range(DIMENSION)], np.float32)
    return (values / np.linalg.norm(values)).astype("<f2").tobytes()


def _row(each: Travelling, dice: random.Random, ids: dict[str, list[int]]) -> dict | None:
    """A random row that photoclip could have written; None where it would name nothing."""
    row: dict[str, Any] = {}
    for column in each.table.columns:
        if column.name == "id":
            continue
        if column.name in each.parents:
            choices = ids[each.parents[column.name]]
            if not choices and not column.nullable:
                return None
            row[column.name] = dice.choice(choices) if choices else None
        elif column.nullable and dice.random() < 0.3:
            row[column.name] = None
        else:
            row[column.name] = _value(each.name, column, dice)
    return _sensible(each.name, row, dice)


def _value(table: str, column: Column, dice: random.Random) -> Any:
    of_column = _VALUES.get((table, column.name)) or _VALUES.get(("", column.name))
    if of_column is not None:
        return of_column(dice)
    if isinstance(column.type, LargeBinary):
        return dice.randbytes(16)
    choices: tuple[Any, ...] = WORDS
    if isinstance(column.type, Boolean):
        choices = (False, True)
    elif isinstance(column.type, Integer):
        choices = (0, 1, 2**63 - 1, -(2**63), dice.randrange(1000))
    elif isinstance(column.type, Float):
        choices = (0.0, 1.0, 1 / 3, 5e-324, dice.random())
    elif column.name.endswith("_at") or column.name == "at":
        choices = MOMENTS
    return dice.choice(choices)


def _sensible(table: str, row: dict, dice: random.Random) -> dict:
    """Let the columns of a row agree with each other."""
    if "key" in row and "name" in row:
        row["key"] = key_of(row["name"])
    if table == "file":
        row["folder"], row["name"], row["suffix"] = place_of(row["rel"])
        row["name_key"] = natural_key(row["name"])
    if table == "label":
        row["name"] += f" {row['position']}"
    if table == "tag" and (row["source"] == "run") != (row["run_id"] is not None):
        row |= {"source": "person", "run_id": None, "superseded_by": None}
    if table == "search_health":
        row["places"] = "[]"
    return row


def _rel(dice: random.Random) -> bytes:
    names = (b"a.jpg", "É 1.JPG".encode(), b"\xff\xfe.png", b"b c.heic", b'"q".jpg', b"\n.jpg")
    return b"/".join(
        [*(dice.choice((b"2019", b"x\xe9y")) for _ in range(dice.randrange(3))), dice.choice(names)]
    )


def _object(_dice: random.Random) -> str:
    return '{"title": "⛵", "keywords": ["a"]}'


def _texts(dice: random.Random) -> str:
    return json.dumps(dice.sample(WORDS, 2))


_VALUES: dict[tuple[str, str], Callable[[random.Random], Any]] = {
    ("root", "path"): lambda d: d.choice((b"/a", b"/b/\xff", "/É x".encode(), b"/e=f", b"/c/d")),
    ("", "rel"): _rel,
    ("copy_verdict_photo", "file"): lambda d: d.choice((b"", b"/a/\xff.jpg")),
    ("copy_verdict", "verdict"): lambda d: d.choice(("different", "settled")),
    ("photo", "size"): lambda d: d.randrange(2**40),
    ("photo", "width"): lambda d: d.randrange(1, 9000),
    ("photo", "height"): lambda d: d.randrange(1, 9000),
    ("photo", "taken_at"): lambda d: d.choice(
        ("2024-06-01T10:20:30", "1826-01-01T00:00:00.000001")
    ),
    ("photo", "taken_offset_minutes"): lambda d: d.randrange(-700, 840),
    ("photo", "latitude"): lambda d: d.uniform(-90, 90),
    ("photo", "longitude"): lambda d: d.uniform(-180, 180),
    ("photo", "rating"): lambda d: d.randrange(6),
    ("photo", "flag"): lambda d: d.choice((-1, 0, 1)),
    ("photo", "facts"): _object,
    ("model", "dimension"): lambda _d: DIMENSION,
    ("model", "digest"): lambda d: d.randbytes(8).hex(),
    ("label_list", "templates"): _texts,
    ("label_list", "folders"): lambda d: d.choice(("[]", '["/a/x"]')),
    ("label", "phrases"): _texts,
    ("label", "position"): lambda d: d.randrange(20),
    ("label_head", "version"): lambda d: d.randrange(20),
    ("label_head", "labels"): lambda _d: "[]",
    ("label_head", "data"): lambda _d: None,
    ("label_review", "answer"): lambda d: d.choice((-1, 0, 1)),
    ("", "probability"): random.Random.random,
    ("run", "changes"): lambda _d: '{"cat": [1, 2, 3]}',
    ("tag", "source"): lambda d: d.choice(("person", "run", "file", "sidecar")),
    ("decision", "rating"): lambda d: d.randrange(6),
    ("decision", "flag"): lambda d: d.choice((-1, 0, 1)),
    ("search_health", "settings"): lambda _d: '{"line": "0.5"}',
    ("search_health", "recall"): random.Random.random,
    ("sidecar", "said"): _object,
    ("sidecar_photo", "own"): _object,
    ("metadata_agreed", "said"): _object,
    ("metadata_agreed", "theirs"): _object,
    ("metadata_write", "base"): _object,
    ("metadata_write", "conflict"): lambda _d: "",
    ("metadata_write", "settled"): lambda _d: "{}",
    ("label", "threshold"): random.Random.random,
    ("companion", "kind"): lambda _d: "raw",
    ("companion", "state"): lambda _d: "apart",
    ("moving", "live_id"): lambda _d: "",
}
