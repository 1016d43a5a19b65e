"""Which photos meet the filters of a query."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from photoclip.catalog import albums, copies, decisions
from photoclip.catalog import narrowing_facts as facts
from photoclip.catalog import narrowing_places as places
from photoclip.catalog import narrowing_tags as tags
from photoclip.catalog.forms import key_of
from photoclip.catalog.idsets import isin, without
from photoclip.catalog.snapshot import Snapshot
from photoclip.errors import QueryError
from photoclip.query import CLOSED, FILTERS, FLAGS, AllOf, AnyOf, Condition, Filter, Not
from photoclip.query.values import stars
from photoclip.records import ValueCount

_Ids = npt.NDArray[np.int64]
_Finding = Callable[[Snapshot, str], _Ids]


def matching(
    look: Snapshot,
    filters: Sequence[Condition],
    among: _Ids,
    offline: Collection[int] = (),
) -> _Ids:
    """Ids of the photos of `among` that meet all filters, sorted.

    Args:
        look: at the catalog.
        filters: conditions that all hold.
        among: photo ids, sorted, each once.
        offline: ids of the roots that are not there.
    """
    kept = among
    for each in filters:
        if not len(kept):
            break
        kept = _meeting(look, each, kept, offline)
    return kept


def counted(
    look: Snapshot, name: str, among: _Ids, offline: Collection[int] = ()
) -> dict[str, int]:
    """How many photos of `among` each value of a filter with few values has; none without."""
    found = {
        value: len(matching(look, [Filter(name, value)], among, offline)) for value in CLOSED[name]
    }
    return {value: count for value, count in found.items() if count}


def _meeting(look: Snapshot, wanted: Condition, among: _Ids, offline: Collection[int]) -> _Ids:
    if isinstance(wanted, AllOf):
        return matching(look, wanted.parts, among, offline)
    if isinstance(wanted, AnyOf):
        rest = among
        for each in wanted.parts:  # only what no earlier part took is asked of the next
            rest = without(rest, _meeting(look, each, rest, offline))
        return without(among, rest)
    if isinstance(wanted, Not):
        return without(among, _meeting(look, wanted.part, among, offline))
    ids, beside = _photos_of(look, wanted, offline)
    return among[isin(among, ids) != (wanted.negated != beside)]


def _photos_of(look: Snapshot, wanted: Filter, offline: Collection[int]) -> tuple[_Ids, bool]:
    """Ids of the photos that meet one filter, or (True) of those that do not; negation aside."""
    name, value = wanted.name, wanted.value.strip()
    if name == "rating":
        return _rated(look, value)
    if name == "flag":
        flag = FLAGS[value.casefold()]
        if not flag:
            return facts.flagged(look.connection), True
        return decisions.flagged(look.connection, flag), False
    if name == "is":
        return _being(look, value, offline)
    if name not in _FINDING:
        known = ", ".join(f"{each}:" for each in FILTERS)
        raise QueryError(f"'{name}:' is not a filter; known are {known}.")
    return _FINDING[name](look, value), False


def _rated(look: Snapshot, value: str) -> tuple[_Ids, bool]:
    span = stars(value)
    if span is None:
        raise QueryError(f"'rating:{value}' needs {FILTERS['rating']}.", filter_name="rating")
    fewest, most = span
    more = decisions.rated(look.connection, most + 1) if most < 5 else np.empty(0, np.int64)
    if fewest == 0:
        return more, True
    return without(decisions.rated(look.connection, fewest), more), False


def _being(look: Snapshot, value: str, offline: Collection[int]) -> tuple[_Ids, bool]:
    if value == "untagged":
        return tags.tagged(look.connection), True
    if value == "duplicate":
        return copies.duplicates(look), False
    if value == "burst":
        return copies.bursts(look), False
    if value == "offline":
        return places.only_in(look, offline), False
    if value in {"pair", "live", "motion", "video"}:
        return facts.being(look, value), False
    raise QueryError(f"'is:{value}' needs {FILTERS['is']}.", filter_name="is")


def _having(look: Snapshot, value: str) -> _Ids:
    if value in {"tags", "labels"}:
        return tags.tagged(look.connection, by_run=value == "labels")
    if value == "albums":
        return albums.gathered(look.connection)
    if value == "rating":
        return decisions.rated(look.connection, 1)
    if value == "flag":
        return facts.flagged(look.connection)
    return facts.having(look, value)


_FINDING: Mapping[str, _Finding] = {
    "folder": places.in_folder,
    "near": places.near,
    "within": places.within,
    "place": places.in_place,
    "region": places.in_region,
    "country": places.in_country,
    "before": facts.before,
    "after": facts.after,
    "on": facts.on,
    "year": facts.in_years,
    "camera": facts.with_camera,
    "lens": facts.with_lens,
    "type": facts.of_type,
    "orientation": facts.oriented,
    "size": facts.of_size,
    "failed": facts.failed,
    "tag": lambda look, value: tags.with_tag(look.connection, value),
    "label": lambda look, value: tags.with_label(look.connection, value),
    "album": lambda look, value: albums.named(look.connection, value),
    "has": _having,
}


def cameras(look: Snapshot) -> tuple[str, ...]:
    """See `Catalog.cameras`."""
    used = np.flatnonzero(np.bincount(look.column("camera")))
    texts = look.texts("camera")
    return tuple(sorted(filter(None, (texts[each] for each in used.tolist())), key=key_of))


def folder_names(look: Snapshot) -> tuple[str, ...]:
    """See `Catalog.folder_names`."""
    return places.folder_names(look)


def levels_of_others(keys: Iterable[str]) -> set[str]:
    """Of some tags' keys those that are levels of others, whose photos they find too."""
    return tags.levels_of_others(keys)


def label_counts(look: Snapshot) -> dict[str, int]:
    """How many present photos each label list and each of its labels has."""
    return tags.label_counts(look)


def year_counts(months: Sequence[ValueCount]) -> dict[str, int]:
    """How many photos each year has, from those of its months."""
    found: dict[str, int] = {}
    for each in months:
        found[each.value[:4]] = found.get(each.value[:4], 0) + each.photos
    return found
