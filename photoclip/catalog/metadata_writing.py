"""The part of a transaction that writes sidecars' words and the queue of what is written back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from photoclip.catalog import recording, renewing, sidecars, write_queue
from photoclip.catalog.changes import Changes
from photoclip.catalog.forms import stored_moment
from photoclip.catalog.renewing import Renewal
from photoclip.catalog.schema import PhotoEntry
from photoclip.catalog.sidecars import ReadSidecar
from photoclip.records import FileChange, PhotoFacts
from photoclip.records_metadata import Said


class MetadataWriting:
    """Made by `Transaction.metadata`; nothing is visible to readers before the commit."""

    def __init__(self, connection: Connection, changes: Changes) -> None:
        self._connection, self._changes = connection, changes

    def keep_sidecars(self, read: Sequence[ReadSidecar]) -> dict[bytes, int]:
        """Store what sidecars say now; their ids by relative path."""
        return sidecars.keep(self._connection, read)

    def remove_sidecars(self, sidecar_ids: Sequence[int]) -> None:
        """These sidecars are gone; their photos are what their files say."""
        sidecars.remove(self._connection, self._changes, sidecar_ids)

    def speak(self, photo_id: int, sidecar_id: int | None) -> None:
        """Let a sidecar speak over a photo; None: only its own file does."""
        sidecars.speak(self._connection, self._changes, photo_id, sidecar_id)

    def date(self, photos: Sequence[tuple[int, datetime, str]]) -> None:
        """Give photos that have no date one of their file's name or time, each with its source."""
        given: list[dict[str, Any]] = []
        for photo_id, moment, source in photos:
            taken_at, offset = stored_moment(moment)
            given.append({"photo": photo_id, "at": taken_at, "offset": offset, "source": source})
        here = (PhotoEntry.id == bindparam("photo")) & PhotoEntry.taken_at.is_(None)
        values = {
            "taken_at": bindparam("at"),
            "taken_offset_minutes": bindparam("offset"),
            "taken_source": bindparam("source"),
        }
        if given:
            self._connection.execute(update(PhotoEntry).where(here).values(values), given)
        self._changes.photos.update(photo_id for photo_id, _, _ in photos)

    def renew(self, photo_id: int, facts: PhotoFacts) -> None:
        """What a photo's file says, read again; its sidecar goes on speaking over it."""
        renewing.renew(self._connection, self._changes, photo_id, facts)

    def keep_renewal(self, renewal: Renewal) -> None:
        """Remember how far photos were read again; `Renewal()`: all of them."""
        renewing.keep(self._connection, renewal)

    def queue(self, photo_ids: Sequence[int], how: str = "") -> None:
        """Have photos written back, as it is set or in a certain way."""
        write_queue.put(self._connection, photo_ids, how)

    def done(self, photo_id: int, written: Said, theirs: Said) -> None:
        """A photo was written back as `written`; what was edited since stays queued."""
        write_queue.done(self._connection, photo_id, written, theirs)

    def drop(self, photo_ids: Sequence[int]) -> None:
        """Nothing is to be written of these photos any more."""
        write_queue.drop(self._connection, photo_ids)

    def delay(self, photo_id: int, reason: str, now: int) -> None:
        """A photo could not be written now, for a reason."""
        write_queue.delay(self._connection, photo_id, reason, now)

    def hurry(self) -> None:
        """Try again now whatever waits."""
        write_queue.hurry(self._connection)

    def clash(self, photo_id: int, fields: Mapping[str, Any]) -> None:
        """Another program wrote otherwise in the same fields; the person is asked."""
        write_queue.clash(self._connection, photo_id, fields)

    def settle(self, photo_ids: Sequence[int], settled: Mapping[str, str]) -> None:
        """The person decided: field to "mine" or "theirs"."""
        write_queue.settle(self._connection, photo_ids, settled)

    def adopt(self, photo_id: int, fields: Sequence[str]) -> None:
        """What another program wrote in these fields counts from now on."""
        write_queue.adopt(self._connection, photo_id, fields)

    def agree(self, photo_id: int, said: Said, theirs: Said) -> None:
        """Remember what was written of a photo, and what of it is others' word."""
        sidecars.agree(self._connection, photo_id, said, theirs)

    def rewritten(
        self, photo_id: int, identity: tuple[bytes, int], files: Sequence[FileChange]
    ) -> None:
        """The files of a photo were given other words inside, and nothing else.

        Args:
            photo_id: the photo, which keeps tags and vectors.
            identity: the new hash of the bytes, and how many there are.
            files: the files with their new size and identity.
        """
        values = {"content_hash": identity[0], "size": identity[1]}
        here = PhotoEntry.id == photo_id
        former = self._connection.execute(select(PhotoEntry.content_hash).where(here)).scalars()
        self._changes.outgrown |= set(former) - {identity[0]}
        self._connection.execute(update(PhotoEntry).where(here).values(values))
        for each in files:
            recording.touch(self._connection, each)
        self._changes.photos.add(photo_id)
