"""Photos by their tags, and by the labels that automatic runs gave them."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, func, select

from photoclip.catalog import tagging
from photoclip.catalog.forms import key_of
from photoclip.catalog.idsets import kept, once
from photoclip.catalog.schema import RunEntry, TagEntry
from photoclip.catalog.snapshot import Snapshot
from photoclip.catalog.sqlite import distinct, ids_of
from photoclip.records_metadata import PATH_MARK

_Ids = npt.NDArray[np.int64]
_BY_RUN = TagEntry.source == "run"


def tagged(connection: Connection, *, by_run: bool = False) -> _Ids:
    """Photos with a tag, or with one that an automatic run gave."""
    query = select(TagEntry.photo_id).where(*tagging.HOLDS)
    return ids_of(connection, query.where(_BY_RUN) if by_run else query)


def with_tag(connection: Connection, value: str) -> _Ids:
    """Photos with a tag, or one below it such as Places|Portugal|Lisbon, whoever gave it."""
    keys = [key_of(value), *deeper(connection, value)]
    query = select(TagEntry.photo_id).where(TagEntry.key.in_(keys), *tagging.HOLDS)
    return ids_of(connection, query)


def deeper(connection: Connection, value: str) -> list[str]:
    """The keys of the tags of which some levels, one after the other, are called so."""
    wanted = f"{PATH_MARK}{key_of(value)}{PATH_MARK}"
    return [
        key
        for key in distinct(connection, TagEntry.key, *tagging.HOLDS)
        if PATH_MARK in key and key != key_of(value) and wanted in f"{PATH_MARK}{key}{PATH_MARK}"
    ]


def levels_of_others(keys: Iterable[str]) -> set[str]:
    """See `narrowing.levels_of_others`."""
    every = set(keys)
    found: set[str] = set()
    for key in every:
        parts = key.split(PATH_MARK)
        spans = ((a, b) for a in range(len(parts)) for b in range(a + 1, len(parts) + 1))
        if len(parts) > 1:
            found |= {PATH_MARK.join(parts[a:b]) for a, b in spans} - {key}
    return found & every


def with_label(connection: Connection, value: str) -> _Ids:
    """Photos that a run gave a label: LIST, LABEL or LIST/LABEL."""
    given = select(TagEntry.photo_id).where(*tagging.HOLDS, _BY_RUN)
    runs = _runs_by_list(connection)
    found = [ids_of(connection, given.where(TagEntry.key == key_of(value)))]
    found.append(ids_of(connection, given.where(TagEntry.run_id.in_(runs.get(key_of(value), [])))))
    parts = value.split("/")
    for cut in range(1, len(parts)):  # both names may hold a slash
        of_list = runs.get(key_of("/".join(parts[:cut])), [])
        label = TagEntry.key == key_of("/".join(parts[cut:]))
        if of_list:
            found.append(ids_of(connection, given.where(label, TagEntry.run_id.in_(of_list))))
    return np.concatenate(found)


def label_counts(look: Snapshot) -> dict[str, int]:
    """How many present photos have a label of each list, and each LIST/LABEL."""
    connection = look.connection
    lists: dict[str, str] = {}
    for name in connection.execute(select(RunEntry.list_name)).scalars():
        lists.setdefault(key_of(name), name)
    found: dict[str, int] = {}
    for key, runs in _runs_by_list(connection).items():
        labelled = _labelled(look, runs)
        shown = tagging.names_of(connection, list(labelled))
        found[lists[key]] = len(once(np.concatenate([look.present[:0], *labelled.values()])))
        found |= {f"{lists[key]}/{shown[each]}": len(ids) for each, ids in labelled.items()}
    return {value: count for value, count in found.items() if count}


def _labelled(look: Snapshot, runs: list[int]) -> dict[str, _Ids]:
    """The present photos, each once, to which runs gave each label, by the label's key."""
    run = TagEntry.run_id + 0  # not looked up by its own index, which holds little else
    given = (*tagging.HOLDS, _BY_RUN, run.in_(runs))
    query = select(TagEntry.key, func.group_concat(TagEntry.photo_id)).where(*given)
    rows = look.connection.execute(query.group_by(TagEntry.key))
    found = {key: np.fromstring(joined, np.int64, sep=",") for key, joined in rows}
    return {key: once(kept(ids, look.present)) for key, ids in found.items()}


def _runs_by_list(connection: Connection) -> dict[str, list[int]]:
    """The ids of the runs that stand, by the key of their list's name."""
    found: dict[str, list[int]] = {}
    query = select(RunEntry.id, RunEntry.list_name).where(RunEntry.undone_at.is_(None))
    for run_id, name in connection.execute(query):
        found.setdefault(key_of(name), []).append(run_id)
    return found
