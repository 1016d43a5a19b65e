"""What a library shows: photos in an order, their rows, pictures and facts; all of it read only."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from photoclip.catalog.store import Catalog
from photoclip.errors import LibraryError
from photoclip.photos.decode import open_upright
from photoclip.photos.thumbnails import ThumbnailCache
from photoclip.records import Failure, Photo, PhotoRow


class Showing:
    """The looks of one library. All calls block and may come from any thread."""

    def __init__(self, catalog: Catalog, thumbnails: ThumbnailCache) -> None:
        """Show what a catalog and its cache of thumbnails hold."""
        self._catalog, self._thumbnails = catalog, thumbnails

    def browse(self) -> npt.NDArray[np.int64]:
        """All photos, newest first: ids, int64 (n,)."""
        return self._catalog.browse()

    def rows(self, ids: Sequence[int]) -> list[PhotoRow]:
        """What a grid shows of some photos, in the order of `ids`."""
        return self._catalog.rows(ids)

    def photo(self, photo_id: int) -> Photo:
        """One photo with its places, facts and tags."""
        return self._catalog.photo(photo_id)

    def photos(self, ids: Sequence[int]) -> list[Photo]:
        """Some photos with their places, facts and tags."""
        return self._catalog.photos(ids)

    def thumbnail(self, content_hash: bytes) -> bytes | None:
        """An encoded JPEG from the cache, None where it has to be made again."""
        return self._thumbnails.get(content_hash)

    def picture(self, photo_id: int, max_side: int) -> npt.NDArray[np.uint8]:
        """The whole picture, upright, uint8 (height, width, 3) sRGB.

        Raises:
            PhotoError: none of its files can be read.
        """
        photo = self.photo(photo_id)
        if not photo.paths:
            raise LibraryError("This photo's file is not there any more.")
        return np.asarray(open_upright(photo.paths[0], max_side))

    def counts(self) -> tuple[int, int]:
        """How many photos and files are present."""
        return self._catalog.counts()

    def paths(self, ids: Sequence[int]) -> dict[int, tuple[bytes, ...]]:
        """Where some photos lie: absolute paths of their present files."""
        return self._catalog.paths(ids)

    def failures(self) -> tuple[Failure, ...]:
        """Candidate files that could not become photos, with reasons."""
        return self._catalog.failures()
