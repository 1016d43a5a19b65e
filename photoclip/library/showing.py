"""What a library shows: photos in an order, their rows, pictures and facts; all of it read only."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip import paths
from photoclip.catalog.columns import UNDATED
from photoclip.catalog.store import Catalog
from photoclip.errors import LibraryError, UsageError
from photoclip.library.presence import Presence
from photoclip.photos.reader import PictureReader
from photoclip.photos.thumbnails import ThumbnailCache, encoded
from photoclip.query import Condition, Filter
from photoclip.records import (
    Failure,
    FolderNode,
    Photo,
    PhotoRow,
    SearchAnswer,
    Sections,
    ValueCount,
)

__all__ = ["UNDATED", "Showing"]

_THUMBNAIL_SIDE = 384  # px, as the decoder makes them


class Showing:
    """The looks of one library. All calls block and may come from any thread."""

    def __init__(
        self,
        catalog: Catalog,
        thumbnails: ThumbnailCache,
        presence: Presence,
        write: Callable[[Callable[[], None]], object] | None = None,
        on_look: Callable[[], object] = lambda: None,
    ) -> None:
        """Show what a catalog and its cache of thumbnails hold.

        Args:
            catalog: what is known of the photos.
            thumbnails: small pictures of them.
            presence: which roots were there at the last look.
            write: queues a writing job; None: the library is open for reading only.
            on_look: called when photos are looked at.
        """
        self._on_look = on_look
        self._write = write
        self._catalog, self._thumbnails, self._presence = catalog, thumbnails, presence
        self._reader = PictureReader(paths.decoder_log())

    def close(self) -> None:
        """End the processes that read pictures."""
        self._reader.close()

    def browse(
        self, filters: Sequence[Condition] = (), order: str = "newest"
    ) -> npt.NDArray[np.int64]:
        """The photos that meet all filters: ids, int64 (n,).

        Args:
            filters: what they must meet.
            order: "newest", "oldest", "added", "name", "folder" or "rating".

        Raises:
            QueryError: a filter is unknown.
        """
        return self._catalog.browse(order, filters, self._presence.away(filters))

    def in_order(
        self, ids: Sequence[int] | npt.NDArray[np.int64], order: str
    ) -> npt.NDArray[np.int64]:
        """The same photos in another order; those without a present file come last."""
        return self._catalog.in_order(np.asarray(ids, np.int64), order)

    def sections(self, ids: Sequence[int] | npt.NDArray[np.int64], by: str) -> Sections:
        """Where the "day", "month", "year" or "folder" changes in an ordered list."""
        return self._catalog.sections(np.asarray(ids, np.int64), by)

    def moments(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """When photos were taken: seconds of local time since 1970, UNDATED where nobody knows."""
        return self._catalog.column("moment", ids)

    def folders(self) -> tuple[FolderNode, ...]:
        """Every root and every folder with photos in it or below, in the order of a tree."""
        return self._catalog.folders()

    def values(self, name: str) -> tuple[ValueCount, ...]:
        """What a filter finds: tag, label, folder, camera, year, orientation, is and so on.

        The most frequent value first; each count is what the filter would show.
        """
        return self._catalog.values(
            name, self._presence.away([Filter("is", "offline")] if name == "is" else ())
        )

    def dates(self) -> tuple[ValueCount, ...]:
        """How many photos each month has, such as "2024-06", newest first; undated left out."""
        return self._catalog.dates()

    def rows(self, ids: Sequence[int]) -> list[PhotoRow]:
        """What a grid shows of some photos, in the order of `ids`."""
        self._on_look()
        return self._catalog.rows(ids, self._presence.offline())

    def photo_at(self, path: Path) -> int:
        """The photo whose file lies here.

        Raises:
            UsageError: the library has none.
        """
        found = self._catalog.photo_at(os.fsencode(path.expanduser().resolve()))
        if found is None:
            raise UsageError(f"{path} is not in the library; 'photoclip index' adds folders.")
        return found

    def photo(self, photo_id: int) -> Photo:
        """One photo with its places, facts and tags."""
        return self._catalog.photo(photo_id)

    def photos(self, ids: Sequence[int]) -> list[Photo]:
        """Some photos with their places, facts and tags."""
        return self._catalog.photos(ids)

    def thumbnail(self, content_hash: bytes) -> bytes | None:
        """An encoded JPEG from the cache, None where it has to be made again."""
        return self._thumbnails.get(content_hash)

    def thumbnail_again(self, photo_id: int, content_hash: bytes) -> bytes:
        """Make a thumbnail from the photo's file, and keep it where the library is written.

        Raises:
            PhotoError: none of its files can be read.
        """
        made = encoded(self.picture(photo_id, _THUMBNAIL_SIDE))
        if self._write is not None:
            self._write(partial(self._keep, photo_id, content_hash, made))
        return made

    def _keep(self, photo_id: int, content_hash: bytes, thumbnail: bytes) -> None:
        """Keep a thumbnail, unless the photo has other bytes by now."""
        if self._catalog.photo(photo_id).content_hash == content_hash:
            self._thumbnails.put_many([(content_hash, thumbnail)])

    def clear_thumbnails(self) -> None:
        """Empty the cache; what is looked at is made again."""
        self._thumbnails.clear()

    def picture(self, photo_id: int, max_side: int) -> npt.NDArray[np.uint8]:
        """The whole picture, upright, uint8 (height, width, 3) sRGB.

        Raises:
            PhotoError: none of its files can be read.
        """
        photo = self.photo(photo_id)
        if not photo.paths:
            raise LibraryError("This photo's file is not there any more.")
        return self._reader.read(photo.paths[0], max_side)

    def counts(self) -> tuple[int, int]:
        """How many photos and files are present."""
        return self._catalog.counts()

    def paths(self, ids: Sequence[int]) -> dict[int, tuple[bytes, ...]]:
        """Where some photos lie: absolute paths of their present files."""
        return self._catalog.paths(ids)

    def placed(self, answer: SearchAnswer) -> SearchAnswer:
        """An answer with the paths of its hits; photos that lost their last file are left out."""
        places = self.paths([hit.photo_id for hit in answer.hits])
        there = (hit for hit in answer.hits if hit.photo_id in places)
        return replace(answer, hits=tuple(replace(h, paths=places[h.photo_id]) for h in there))

    def failures(self) -> tuple[Failure, ...]:
        """Candidate files that could not become photos, with reasons."""
        return self._catalog.failures()
