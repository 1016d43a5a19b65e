"""Which photos are a part of another one, for everything that reads; see `companions`."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Select, select

from photoclip.catalog.forms import absolute
from photoclip.catalog.idsets import looked_up, once
from photoclip.catalog.schema import FileEntry, PhotoEntry, RootEntry
from photoclip.catalog.schema_files import JOINED, CompanionEntry
from photoclip.catalog.snapshot import Snapshot
from photoclip.catalog.sqlite import ids_of, listed, pairs_of
from photoclip.records_files import LIVE_VIDEO, RAW_FILE, Companion

_Ids = npt.NDArray[np.int64]
_JOINED = CompanionEntry.state == JOINED


def followers(among: Sequence[int] | set[int] | _Ids) -> Select[int]:
    """Of some photos those that are parts of others, as a statement."""
    return select(CompanionEntry.photo_id).where(
        _JOINED, CompanionEntry.photo_id.in_(listed(among))
    )


def lead_of(connection: Connection, photo_id: int | None) -> int | None:
    """The photo that a photo is a part of, or itself."""
    if photo_id is None:
        return None
    query = select(CompanionEntry.lead_id).where(_JOINED, CompanionEntry.photo_id == photo_id)
    found = connection.execute(query).scalar_one_or_none()
    return photo_id if found is None else found


def of_photos(
    connection: Connection, photo_ids: Sequence[int] | _Ids
) -> dict[int, list[Companion]]:
    """The present files that belong to photos beside their own, by photo; others left out."""
    entry = CompanionEntry
    query = (
        select(
            entry.lead_id, entry.kind, RootEntry.path, FileEntry.rel, entry.photo_id,
            PhotoEntry.format,
        )
        .join(FileEntry, FileEntry.photo_id == entry.photo_id)
        .join(RootEntry, RootEntry.id == FileEntry.root_id)
        .join(PhotoEntry, PhotoEntry.id == entry.photo_id)
        .where(_JOINED, entry.lead_id.in_(listed(photo_ids)), FileEntry.gone_at.is_(None))
        .order_by(entry.kind.desc(), FileEntry.id)
    )  # fmt: skip
    found: defaultdict[int, list[Companion]] = defaultdict(list)
    for lead, kind, root, rel, photo_id, shown in connection.execute(query):
        found[lead].append(Companion(kind, absolute(root, rel), photo_id, shown))
    return dict(found)


def with_raw_files(look: Snapshot) -> _Ids:
    """Photos that have a camera raw file beside theirs, sorted."""
    return look.memo("with raw", lambda: _leads(look, RAW_FILE))


def with_live_videos(look: Snapshot) -> _Ids:
    """Photos that have the video of a Live Photo beside them, sorted."""
    return look.memo("with live", lambda: _leads(look, LIVE_VIDEO))


def _leads(look: Snapshot, kind: str) -> _Ids:
    query = select(CompanionEntry.lead_id).where(_JOINED, CompanionEntry.kind == kind)
    return once(ids_of(look.connection, query))


def files_of_others(look: Snapshot) -> tuple[_Ids, _Ids]:
    """The present files that belong to a photo beside its own, and whose they really are."""

    def read() -> tuple[_Ids, _Ids]:
        parts = select(CompanionEntry.photo_id).where(_JOINED)  # few; a join reads all files
        query = select(FileEntry.id, FileEntry.photo_id).where(
            FileEntry.photo_id.in_(parts), FileEntry.gone_at.is_(None)
        )
        return pairs_of(look.connection, query)

    return look.memo("files of others", read)


def seen_as(look: Snapshot, ids: _Ids) -> _Ids:
    """The photos as which photos are shown: themselves, or those that they are parts of."""

    def read() -> tuple[_Ids, _Ids]:
        query = select(CompanionEntry.photo_id, CompanionEntry.lead_id).where(_JOINED)
        return pairs_of(look.connection, query)

    parts, leads = look.memo("parts", read)
    if not len(parts) or not len(ids):
        return ids
    found = looked_up(parts, leads, ids, missing=-1)
    return np.where(found < 0, ids, found)
