"""Photos that an earlier photoclip recorded, of whose files more is read now."""

import json
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, func, select

from photoclip.catalog import file_tags, meta, moving, sidecars, vectors
from photoclip.catalog.changes import Changes
from photoclip.catalog.entries import MissingVector
from photoclip.catalog.schema import FileEntry, PhotoEntry
from photoclip.catalog.schema_metadata import AgreedEntry, SidecarPhotoEntry
from photoclip.records import PhotoFacts

READS = 2
"""Raised when more is read of files than before: index runs then look at older photos again."""
_KEY = "metadata_read"


@dataclass(frozen=True, slots=True)
class Renewal:
    """How far photos of an earlier photoclip were read again.

    Attributes:
        until: the newest of these photos; 0: there is none to read.
        reached: the last one that was read, by root.
    """

    until: int = 0
    reached: dict[int, int] = field(default_factory=dict[int, int])

    def after(self, root_id: int, photo_id: int) -> "Renewal":
        """The same where a root was read up to a photo."""
        return replace(self, reached={**self.reached, root_id: photo_id})


def stored(connection: Connection) -> Renewal:
    """How far it is; a catalog that an earlier photoclip wrote is to be read as a whole."""
    kept = json.loads(meta.meta(connection, _KEY) or "{}")
    if kept.get("reads") == READS:
        reached = {int(root): photo for root, photo in kept.get("reached", {}).items()}
        return Renewal(kept.get("until", 0), reached)
    return Renewal(connection.execute(select(func.max(PhotoEntry.id))).scalar_one() or 0)


def keep(connection: Connection, renewal: Renewal) -> None:
    """Remember how far it is."""
    said = {"reads": READS, "until": renewal.until, "reached": renewal.reached}
    meta.set_meta(connection, _KEY, json.dumps(said if renewal.until else {"reads": READS}))


def due(connection: Connection, renewal: Renewal, root_id: int, most: int) -> list[MissingVector]:
    """The next photos of a root to be read again, by id, each with a place where it lies.

    Those that photoclip wrote back are left out: it read all of them when it did.
    """
    first = (
        select(func.min(FileEntry.id))
        .where(
            FileEntry.root_id == root_id,
            FileEntry.gone_at.is_(None),
            FileEntry.photo_id > renewal.reached.get(root_id, 0),
            FileEntry.photo_id <= renewal.until,
            FileEntry.photo_id.not_in(select(AgreedEntry.photo_id)),
        )
        .group_by(FileEntry.photo_id)
        .order_by(FileEntry.photo_id)
        .limit(most)
    )
    return vectors.places_of(connection, first)


def renew(connection: Connection, changes: Changes, photo_id: int, facts: PhotoFacts) -> None:
    """What a photo's own file says, read again; a sidecar goes on speaking over it."""
    spoken = select(SidecarPhotoEntry.sidecar_id).where(SidecarPhotoEntry.photo_id == photo_id)
    sidecar_id = connection.execute(spoken).scalar_one_or_none()
    sidecars.forget(connection, [photo_id])
    sidecars.put_facts(connection, changes, photo_id, facts)
    file_tags.sync(connection, photo_id, facts.keywords, new=False)
    moving.keep(connection, {photo_id: facts.moving}, new=False)
    if sidecar_id is not None:
        sidecars.speak(connection, changes, photo_id, sidecar_id)
