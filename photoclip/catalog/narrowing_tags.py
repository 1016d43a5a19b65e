"""Photos by their tags, and by the labels that automatic runs gave them."""

from collections import Counter

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, func, select

from photoclip.catalog import tagging
from photoclip.catalog.forms import key_of
from photoclip.catalog.idsets import without
from photoclip.catalog.schema import PhotoEntry, RunEntry, TagEntry
from photoclip.catalog.sqlite import ids_of, listed

_Ids = npt.NDArray[np.int64]
_BY_RUN = TagEntry.source == "run"


def tagged(connection: Connection, *, by_run: bool = False) -> _Ids:
    """Photos with a tag, or with one that an automatic run gave."""
    query = select(TagEntry.photo_id).where(*tagging.HOLDS)
    return ids_of(connection, query.where(_BY_RUN) if by_run else query)


def with_tag(connection: Connection, value: str) -> _Ids:
    """Photos with a tag, whoever gave it."""
    query = select(TagEntry.photo_id).where(TagEntry.key == key_of(value), *tagging.HOLDS)
    return ids_of(connection, query)


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


def label_counts(connection: Connection, among: _Ids) -> dict[str, int]:
    """How many photos of `among` have a label of each list, and each LIST/LABEL."""
    gone = listed(without(ids_of(connection, select(PhotoEntry.id)), among))
    lists: dict[str, str] = {}
    for name in connection.execute(select(RunEntry.list_name)).scalars():
        lists.setdefault(key_of(name), name)
    found: Counter[str] = Counter()
    for key, runs in _runs_by_list(connection).items():
        given = (*tagging.HOLDS, _BY_RUN, TagEntry.run_id.in_(runs))
        photos = func.count(TagEntry.photo_id.distinct())
        whole = select(photos).where(*given)
        by_label = select(TagEntry.key, photos).where(*given).group_by(TagEntry.key)
        found[lists[key]] = connection.execute(whole).scalar_one()
        found[lists[key]] -= connection.execute(
            whole.where(TagEntry.photo_id.in_(gone))
        ).scalar_one()
        labels = Counter({row[0]: row[1] for row in connection.execute(by_label)})
        absent = connection.execute(by_label.where(TagEntry.photo_id.in_(gone)))
        labels.subtract({row[0]: row[1] for row in absent})
        shown = tagging.names_of(connection, list(labels))
        found.update({f"{lists[key]}/{shown[each]}": count for each, count in labels.items()})
    return {value: count for value, count in found.items() if count}


def _runs_by_list(connection: Connection) -> dict[str, list[int]]:
    """The ids of the runs that stand, by the key of their list's name."""
    found: dict[str, list[int]] = {}
    query = select(RunEntry.id, RunEntry.list_name).where(RunEntry.undone_at.is_(None))
    for run_id, name in connection.execute(query):
        found.setdefault(key_of(name), []).append(run_id)
    return found
