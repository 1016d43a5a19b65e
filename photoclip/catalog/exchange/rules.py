"""What of an export comes, table by table, where something is said here already.

What the person decided here stays. Where nothing was decided, what the export says comes; where
something else was decided there, that is noted as a conflict.
"""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from photoclip.catalog.exchange.brought import Conflict
from photoclip.catalog.exchange.coding import Row
from photoclip.catalog.exchange.here import Here
from photoclip.catalog.exchange.numbers import LEFT_OUT
from photoclip.catalog.forms import natural_key, now, place_of
from photoclip.records import display_text

Change = Mapping[str, Any]
"""What is written of a row that is here; empty: nothing."""
_NO = "no"
_YES = "yes"


def _as_it_is(_here: Here, row: Row) -> Row | None:
    return row


def _always(_here: Here, _row: Row) -> bool:
    return True


def _kept(_here: Here, _mine: Row, _theirs: Row) -> Change | None:
    return {}


@dataclass(frozen=True, slots=True)
class Rule:
    """How one table is merged.

    Attributes:
        shaped: a row as it is to be here, its numbers still those of the export; None: it does
            not come.
        wanted: whether a row comes that is not here; into an empty catalog all come.
        met: what changes of a row that is here; None: nothing comes that belongs to theirs.
    """

    shaped: Callable[[Here, Row], Row | None] = _as_it_is
    wanted: Callable[[Here, Row], bool] = _always
    met: Callable[[Here, Row, Row], Change | None] = _kept


# ── folders and files ───────────────────────────────────────────────────────────────────────


def _of_new_root(here: Here, row: Row) -> bool:
    """What is looked at in a folder was decided here where the folder was here."""
    return not here.was_here("root", row["root_id"])


def _placed(here: Here, row: Row) -> Row:
    """A file where it lies here; its texts are made from its place."""
    placed = {**row, "rel": here.prefixes.get(row["root_id"], b"") + row["rel"]}
    if "folder" in row:
        placed["folder"], placed["name"], placed["suffix"] = place_of(placed["rel"])
        placed["name_key"] = natural_key(placed["name"])
        if row["root_id"] in here.hidden and row["gone_at"] is None:
            placed["gone_at"] = now()
    return placed


# ── label lists and their runs ──────────────────────────────────────────────────────────────


def _list_here(here: Here, row: Row) -> Row:
    there = json.loads(row["folders"])
    folders = [display_text(here.place_of(os.fsencode(each))) for each in there]
    return row if folders == there else {**row, "folders": json.dumps(folders)}


def _list_met(here: Here, mine: Row, theirs: Row) -> Change:
    if any(mine[each] != theirs[each] for each in ("exclusive", "templates")):
        here.tally.conflict(Conflict("list", mine["name"]))
    return {}


def _list_name(here: Here, list_id: int) -> str:
    found = here.connection.exec_driver_sql("SELECT name FROM label_list WHERE id = ?", (list_id,))
    return str(found.scalar_one())


def _of_new_list(here: Here, row: Row) -> bool:
    return not here.was_here("label_list", row["list_id"])


def _label_wanted(here: Here, row: Row) -> bool:
    if _of_new_list(here, row):
        return True
    here.tally.conflict(Conflict("list", _list_name(here, row["list_id"])))
    return False


def _label_met(here: Here, mine: Row, theirs: Row) -> Change:
    if any(mine[each] != theirs[each] for each in ("name", "phrases", "threshold")):
        here.tally.conflict(Conflict("list", _list_name(here, mine["list_id"])))
    return {}


def _review_wanted(here: Here, row: Row) -> bool:
    return _of_new_list(here, row) or (row["list_id"], row["key"]) in here.labels


# ── tags and decisions ──────────────────────────────────────────────────────────────────────


def _tag_wanted(here: Here, row: Row) -> bool:
    """Of photos that were here, files and runs speak for themselves; the person's word comes."""
    if row["source"] == "person":
        return True
    known = here.was_here("photo", row["photo_id"])
    if row["source"] != "run":
        return not known
    list_key, undone = here.runs[row["run_id"]]
    return not undone and not (known and list_key in here.own_lists)


def _tag_met(here: Here, mine: Row, theirs: Row) -> Change:
    if mine["source"] == "person" and mine["rejected"] != theirs["rejected"]:
        said = [_NO if each["rejected"] else _YES for each in (mine, theirs)]
        here.tally.conflict(Conflict("tag", mine["name"], mine["photo_id"], *said))
    return {}


def _decision_met(here: Here, mine: Row, theirs: Row) -> Change:
    change: dict[str, Any] = {}
    for column in mine.keys() - {"photo_id"}:
        nothing = _UNDECIDED.get(column)
        ours, other = mine[column], theirs[column]
        if ours == nothing:
            change[column] = other
        elif other not in (nothing, ours):
            kind = _KINDS.get(column, column)
            here.tally.conflict(Conflict(kind, "", mine["photo_id"], str(ours), str(other)))
    return {column: value for column, value in change.items() if value != mine[column]}


_UNDECIDED = {"flag": 0}  # None elsewhere
_KINDS = {"rating": "stars"}


def _verdict_here(here: Here, row: Row) -> Row:
    return {**row, "file": here.place_of(row["file"])} if row["file"] else row


def _of_new_photo(here: Here, row: Row) -> bool:
    return not here.was_here("photo", row["photo_id"])


def _never(_here: Here, _row: Row) -> bool:
    """What is still to be written beside photos is the business of the library that it is from."""
    return False


# ── searches and notes ──────────────────────────────────────────────────────────────────────


def _search_met(here: Here, mine: Row, theirs: Row) -> Change | None:
    if mine["text"] == theirs["text"]:
        return {}
    here.tally.conflict(Conflict("search", mine["name"], 0, mine["text"], theirs["text"]))
    return None


def _health_here(here: Here, row: Row) -> Row:
    """The photos that it speaks of by their numbers here."""
    places = json.loads(row["places"])
    ids = here.numbers["photo"].of([each[0] for each in places])
    renamed = [[photo_id, *each[1:]] for photo_id, each in zip(ids, places, strict=True)]
    return row if renamed == places else {**row, "places": json.dumps(renamed)}


def _of_new_search(here: Here, row: Row) -> bool:
    return not here.was_here("saved_search", row["search_id"])


_POLL, _PARTS, _REVIEW = "poll:", "parts_of_model_", "review "
_LINE = "relevance_line"


def _note_here(here: Here, row: Row) -> Row | None:
    """A note that is about rows, by their numbers here."""
    key = row["key"]
    for start, table in ((_POLL, "root"), (_PARTS, "model")):
        if key.startswith(start) and key.removeprefix(start).isdecimal():
            (number,) = here.numbers[table].of([int(key.removeprefix(start))])
            return {**row, "key": f"{start}{number}"} if number != LEFT_OUT else None
    if key.startswith(_REVIEW) and row["value"]:
        begun = json.loads(row["value"])
        newest = here.numbers["photo"].newest(begun["newest"])
        if newest != begun["newest"]:
            return {**row, "value": json.dumps({**begun, "newest": newest})}
    return row


def _note_wanted(here: Here, row: Row) -> bool:
    """What else is noted, such as the model in use, each library settles for itself."""
    key = row["key"]
    if key.startswith(_POLL):
        return not here.was_here("root", int(key.removeprefix(_POLL)))
    if key.startswith(_REVIEW):
        return not any(key.startswith(f"{_REVIEW}{each} ") for each in here.lists)
    return key == _LINE


def _note_met(here: Here, mine: Row, theirs: Row) -> Change:
    if here.is_empty:
        return {"value": theirs["value"]}
    if mine["key"] == _LINE and theirs["value"] not in ("", mine["value"]):
        if not mine["value"]:
            return {"value": theirs["value"]}
        values = (mine["value"], theirs["value"])
        here.tally.conflict(Conflict("setting", "relevance line", 0, *values))
    return {}


RULES: Mapping[str, Rule] = {
    "root_exclusion": Rule(wanted=_of_new_root),
    "file": Rule(shaped=_placed),
    "failure": Rule(shaped=_placed, wanted=_of_new_root),
    "label_list": Rule(shaped=_list_here, met=_list_met),
    "label": Rule(wanted=_label_wanted, met=_label_met),
    "label_head": Rule(wanted=_of_new_list),
    "label_review": Rule(wanted=_review_wanted),
    "tag": Rule(wanted=_tag_wanted, met=_tag_met),
    "sidecar": Rule(shaped=_placed),
    "decision": Rule(met=_decision_met),
    "copy_verdict_photo": Rule(shaped=_verdict_here),
    "metadata_agreed": Rule(wanted=_of_new_photo),
    "metadata_write": Rule(wanted=_never),
    "saved_search": Rule(met=_search_met),
    "search_health": Rule(shaped=_health_here, wanted=_of_new_search),
    "meta": Rule(shaped=_note_here, wanted=_note_wanted, met=_note_met),
}
"""Tables without a rule: what is here stays, and the rest comes."""
