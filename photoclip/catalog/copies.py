"""Copies: what the catalog knows of photos that are one picture, or one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from photoclip.catalog import albums, decisions, file_tags, pins
from photoclip.catalog.columns import seconds_of
from photoclip.catalog.forms import absolute, now
from photoclip.catalog.idsets import isin
from photoclip.catalog.schema import (
    AlbumPhotoEntry,
    Base,
    DecisionEntry,
    FileEntry,
    PhotoEntry,
    PinEntry,
    RootEntry,
    TagEntry,
    table_of,
)
from photoclip.catalog.schema_copies import (
    ComparedEntry,
    PairEntry,
    VerdictEntry,
    VerdictPhotoEntry,
)
from photoclip.catalog.schema_files import CompanionEntry
from photoclip.catalog.snapshot import Snapshot
from photoclip.catalog.sqlite import ids_of, listed, numbers_of, pairs_of

_Ids = npt.NDArray[np.int64]
DIFFERENT, SETTLED = "different", "settled"
_LOW = np.uint64((1 << 22) - 1)  # the bits of a hash by which most photos are told apart


class Tier(IntEnum):
    """How near two files are to each other; the nearest first."""

    BYTES = 1
    PIXELS = 2
    EDITED = 3
    BURST = 4


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """All present photos as columns, aligned, by id.

    Attributes:
        ids: of the photos, sorted.
        pixels: equal for equal pixels, uint64.
        hashes: the perceptual hash, 64 bits, uint64.
        seconds: when each was taken, local time; `columns.UNDATED` where that is not known.
        cameras: a number for each camera; -1: not known.
        sides: upright width and height, px, int32 (n, 2).
        stamps: other than before where pixels or date changed, int64.
    """

    ids: _Ids
    pixels: npt.NDArray[np.uint64]
    hashes: npt.NDArray[np.uint64]
    seconds: _Ids
    cameras: _Ids
    sides: npt.NDArray[np.int32]
    stamps: _Ids


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """The photos that were held against all others, aligned."""

    ids: _Ids
    stamps: _Ids
    embedded: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Photos that belong together two by two, aligned; `first` < `second`."""

    first: _Ids
    second: _Ids
    tiers: npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the person decided of some photos; `files` are paths of one photo's equal files."""

    verdict: str
    photos: tuple[int, ...]
    files: tuple[bytes, ...] = ()
    number: int = 0


def pictures(look: Snapshot) -> Pictures:
    """All present photos as columns."""
    return look.memo("pictures", lambda: _pictures(look))


def _pictures(look: Snapshot) -> Pictures:
    here = isin(look.photos, look.present)
    cameras = look.column("camera")[here].astype(np.int64)
    unnamed = np.array([not each for each in look.texts("camera")] or [True], np.bool_)
    moments, pixels = look.column("moment")[here], look.column("pixels")[here]
    return Pictures(
        look.photos[here],
        pixels,
        look.column("perceptual")[here].view(np.uint64),
        seconds_of(moments),
        np.where(unnamed[np.minimum(cameras, len(unnamed) - 1)], -1, cameras),
        np.stack([look.column("width")[here], look.column("height")[here]], axis=1),
        (pixels.view(np.int64) ^ moments),
    )


def several_files(look: Snapshot) -> dict[int, tuple[bytes, ...]]:
    """The paths of photos that lie in several places, by photo."""
    rows = (
        select(FileEntry.photo_id, RootEntry.path, FileEntry.rel)
        .join(RootEntry, RootEntry.id == FileEntry.root_id)
        .where(FileEntry.gone_at.is_(None), FileEntry.photo_id.in_(listed(_several(look))))
        .order_by(FileEntry.photo_id, FileEntry.id)
    )
    found: dict[int, list[bytes]] = {}
    for photo_id, root, rel in look.connection.execute(rows):
        found.setdefault(photo_id, []).append(absolute(root, rel))
    return {photo_id: tuple(paths) for photo_id, paths in found.items()}


def _several(look: Snapshot) -> _Ids:
    """Photos whose own bytes lie in several files; the other file of a pair does not count."""
    many = np.flatnonzero(np.bincount(look.files.photos) > 1)  # what files are shown as
    parts = select(CompanionEntry.photo_id).where(CompanionEntry.lead_id.in_(listed(many)))
    worth = listed(np.concatenate([many, ids_of(look.connection, parts)]))
    query = select(FileEntry.photo_id).where(
        FileEntry.gone_at.is_(None), FileEntry.photo_id.in_(worth)
    )
    return ids_of(look.connection, query.group_by(FileEntry.photo_id).having(func.count() > 1))


def compared(look: Snapshot) -> Compared:
    """The photos that were held against all others."""
    entry = ComparedEntry
    ids, stamps = pairs_of(look.connection, select(entry.photo_id, entry.stamp))
    with_vector = select(entry.photo_id).where(entry.embedded.is_(True))
    return Compared(ids, stamps, isin(ids, ids_of(look.connection, with_vector)))


def pairs(look: Snapshot) -> Pairs:
    """All pairs that were found of photos that are present."""
    rows = numbers_of(look.connection, select(PairEntry.first, PairEntry.second, PairEntry.tier))
    whole = rows.astype(np.int64)
    here = isin(whole[:, :2], look.present).all(axis=1)
    return Pairs(whole[here, 0], whole[here, 1], whole[here, 2].astype(np.int8))


def equal_pixels(look: Snapshot) -> tuple[tuple[int, ...], ...]:
    """The present photos with equal pixels, in groups."""
    return look.memo("equal pixels", lambda: _equal_pixels(look))


def _equal_pixels(look: Snapshot) -> tuple[tuple[int, ...], ...]:
    here = isin(look.photos, look.present)
    ids, pixels = look.photos[here], look.column("pixels")[here]
    ordered = np.sort(pixels)
    alike = np.zeros(int(_LOW) + 1, np.bool_)
    alike[ordered[1:][ordered[1:] == ordered[:-1]] & _LOW] = True
    many = ids[alike[pixels & _LOW]]  # and a few others, that the whole hashes tell apart
    query = select(PhotoEntry.id, PhotoEntry.pixel_hash).where(PhotoEntry.id.in_(listed(many)))
    groups: dict[bytes, list[int]] = {}
    for photo_id, pixel_hash in look.connection.execute(query.order_by(PhotoEntry.id)):
        groups.setdefault(pixel_hash, []).append(photo_id)
    return tuple(tuple(ids) for ids in groups.values() if len(ids) > 1)


def duplicates(look: Snapshot) -> _Ids:
    """Photos that lie in several files, and those that are one picture with another photo."""
    several = _several(look)
    equal = [each for group in equal_pixels(look) for each in group]
    found = _apart(look, pairs(look), Tier.EDITED)
    return np.concatenate([several, np.array(equal, np.int64), found.first, found.second])


def bursts(look: Snapshot) -> _Ids:
    """Photos that were taken together with another one, a moment apart."""
    found = pairs(look)
    of_bursts = found.tiers == Tier.BURST
    found = Pairs(found.first[of_bursts], found.second[of_bursts], found.tiers[of_bursts])
    found = _apart(look, found, Tier.BURST)
    return np.concatenate([found.first, found.second])


def _apart(look: Snapshot, found: Pairs, most: Tier) -> Pairs:
    """The pairs up to a tier of which the person did not say that they are different."""
    said = {
        (a, b)
        for verdict in verdicts(look)
        if verdict.verdict == DIFFERENT
        for a in verdict.photos
        for b in verdict.photos
    }
    both = zip(found.first.tolist(), found.second.tolist(), found.tiers.tolist(), strict=True)
    here = np.array([t <= most and (a, b) not in said for a, b, t in both], np.bool_)
    return Pairs(found.first[here], found.second[here], found.tiers[here])


def verdicts(look: Snapshot) -> tuple[Verdict, ...]:
    """What the person decided, the first first."""
    rows = (
        select(VerdictEntry.id, VerdictEntry.verdict)
        .add_columns(VerdictPhotoEntry.photo_id, VerdictPhotoEntry.file)
        .join(VerdictPhotoEntry, VerdictPhotoEntry.verdict_id == VerdictEntry.id)
        .order_by(VerdictEntry.id, VerdictPhotoEntry.photo_id, VerdictPhotoEntry.file)
    )
    names: dict[int, str] = {}
    photos: dict[int, dict[int, None]] = {}
    files: dict[int, list[bytes]] = {}
    for number, verdict, photo_id, file in look.connection.execute(rows):
        names[number] = verdict
        photos.setdefault(number, {})[photo_id] = None
        files.setdefault(number, []).extend([file] if file else [])
    return tuple(
        Verdict(names[number], tuple(photos[number]), tuple(files[number]), number)
        for number in names
    )


# ── writing ─────────────────────────────────────────────────────────────────────────────────


def note(
    connection: Connection,
    done: Compared,
    found: Sequence[tuple[int, int, Tier, float]],
) -> None:
    """Photos were held against all others, and this was found: first, second, tier, agreement.

    What was found of them before is forgotten, but for pairs that are found again.
    """
    there = ids_of(connection, select(PhotoEntry.id).where(PhotoEntry.id.in_(listed(done.ids))))
    known = set(there.tolist())
    old = set(ids_of(connection, select(ComparedEntry.photo_id).where(
        ComparedEntry.photo_id.in_(listed(done.ids)))).tolist())  # fmt: skip
    if old:
        again = listed(sorted(old))
        mine = PairEntry.first.in_(again) | PairEntry.second.in_(again)
        connection.execute(delete(PairEntry).where(mine))
    rows = [
        {"photo_id": photo_id, "stamp": stamp, "embedded": embedded}
        for photo_id, stamp, embedded in zip(
            done.ids.tolist(), done.stamps.tolist(), done.embedded.tolist(), strict=True
        )
        if photo_id in known
    ]
    if rows:
        connection.execute(insert(table_of(ComparedEntry)).prefix_with("OR REPLACE"), rows)
    put_pairs(connection, found)


def put_pairs(connection: Connection, found: Sequence[tuple[int, int, Tier, float]]) -> None:
    """Keep pairs; a pair that is known already gets what is said of it now."""
    ends = sorted({each for pair in found for each in pair[:2]})
    there = set(ids_of(connection, select(PhotoEntry.id).where(PhotoEntry.id.in_(listed(ends)))))
    rows = [
        {"first": min(a, b), "second": max(a, b), "tier": int(tier), "agreement": agreement}
        for a, b, tier, agreement in found
        if a in there and b in there
    ]
    if rows:
        connection.execute(insert(table_of(PairEntry)).prefix_with("OR REPLACE"), rows)


def decide(
    connection: Connection, verdict: str, kept: Sequence[int], gone: Sequence[int] = ()
) -> int:
    """Remember what the person decided of photos; the verdict's number."""
    rows = [(photo_id, b"", photo_id not in gone) for photo_id in dict.fromkeys((*kept, *gone))]
    return _decide(connection, verdict, rows)


def decide_files(
    connection: Connection, photo_id: int, kept: Sequence[bytes], gone: Sequence[bytes] = ()
) -> int:
    """Remember what the person decided of the equal files of one photo; the verdict's number."""
    rows = [(photo_id, path, path not in gone) for path in dict.fromkeys((*kept, *gone))]
    return _decide(connection, SETTLED, rows)


def _decide(connection: Connection, verdict: str, rows: Sequence[tuple[int, bytes, bool]]) -> int:
    values = {"verdict": verdict, "decided_at": now()}
    number = connection.execute(
        insert(VerdictEntry).values(values).returning(VerdictEntry.id)
    ).scalar_one()
    connection.execute(
        upsert(VerdictPhotoEntry).on_conflict_do_nothing(),
        [
            {"verdict_id": number, "photo_id": photo_id, "file": path, "kept": kept}
            for photo_id, path, kept in rows
        ],
    )
    return number


def withdraw(connection: Connection, number: int) -> None:
    """Forget a verdict; what it was about comes up again."""
    connection.execute(delete(VerdictEntry).where(VerdictEntry.id == number))


def hand_on(connection: Connection, source: int, target: int) -> None:
    """Give a photo that stays what was said of one that goes: tags, stars, flag, albums, pins.

    What was said of the one that stays counts; of stars it gets the more.
    """
    file_tags.copy(connection, source, target)
    albums.copy(connection, source, target)
    pins.copy(connection, source, target)
    rated = _decided(connection, source), _decided(connection, target)
    if rated[0][0] > rated[1][0]:
        decisions.rate(connection, [target], rated[0][0])
    if rated[0][1] and not rated[1][1]:
        decisions.flag(connection, [target], rated[0][1])


def _decided(connection: Connection, photo_id: int) -> tuple[int, int]:
    """The stars and the flag of a photo."""
    query = (
        select(decisions.RATING, decisions.FLAG)
        .select_from(PhotoEntry)
        .outerjoin(DecisionEntry, DecisionEntry.photo_id == PhotoEntry.id)
        .where(PhotoEntry.id == photo_id)
    )
    stars, flag = connection.execute(query).one()
    return int(stars), int(flag)


def words_of(target: int) -> tuple[tuple[type[Base], ColumnElement[bool]], ...]:
    """The rows that `hand_on` may touch."""
    return (
        (TagEntry, TagEntry.photo_id == target),
        (DecisionEntry, DecisionEntry.photo_id == target),
        (AlbumPhotoEntry, AlbumPhotoEntry.photo_id == target),
        (PinEntry, PinEntry.photo_id == target),
    )
