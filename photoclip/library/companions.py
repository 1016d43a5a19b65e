"""A photo's other files: whether raw files are shown with their pictures, and clips to play."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from photoclip.catalog.companions import KEY, SHOWN_APART, UNSETTLED
from photoclip.errors import PhotoError
from photoclip.library.stores import Stores
from photoclip.photos import motion
from photoclip.photos.video import VIDEOS_NEED, is_readable
from photoclip.records import Photo
from photoclip.records_files import LIVE_VIDEO, VIDEO

_LEFT_OUT = "videos_left_out"  # JSON object: how many, by the root's id


class Companions:
    """The pairs of one library."""

    def __init__(self, stores: Stores) -> None:
        """Join at once what an older photoclip knew as two photos, where the library is written."""
        self._stores = stores
        if not stores.catalog.readonly and stores.catalog.meta(KEY) == UNSETTLED:
            stores.commit(lambda tx: tx.settle_pairs()).result()

    def are_together(self) -> bool:
        """Whether a camera raw file and its JPEG or HEIF are shown as one photo."""
        return self._stores.catalog.meta(KEY) != SHOWN_APART

    def show_together(self, together: bool) -> None:
        """Show raw files and their pictures as one photo each, or all of them apart.

        What was said of a photo holds for both of its files when they part.

        Raises:
            LibraryError: the library is open for reading only.
        """
        if together != self.are_together():
            self._stores.commit(lambda tx: tx.settle_pairs(together=together)).result()

    def videos_left_out(self) -> int:
        """How many videos lie in the folders that cannot be read here, as of the last full look."""
        if is_readable():
            return 0
        kept = _kept(self._stores)
        return sum(kept.get(str(root.id), 0) for root in self._stores.catalog.roots())

    def clip(self, photo: Photo, folder: Path) -> Path:
        """What a player is given to show how a photo moves.

        Args:
            photo: a video, a Live Photo or a motion photo.
            folder: for a copy of a clip that lies inside a picture file; made where missing.

        Raises:
            PhotoError: nothing moves in it, or its file cannot be read.
        """
        live = (each.path for each in photo.companions if each.kind == LIVE_VIDEO)
        path = next(live, photo.paths[0] if photo.paths else None)
        if path is None:
            raise PhotoError("The file is no longer there.")
        moving = photo.facts.moving
        if photo.facts.format == VIDEO or path != photo.paths[0]:
            return Path(os.fsdecode(path))
        if moving is None or not moving.inside:
            raise PhotoError("Nothing moves in this photo.")
        return _copied(path, photo.content_hash, folder)


def left_out(videos: int) -> str:
    """What a person is told of videos that cannot be read here."""
    what = "1 video is" if videos == 1 else f"{videos:,} videos are"
    return f"{what} left out. {VIDEOS_NEED}"


def note_videos(stores: Stores, found: Mapping[int, int]) -> None:
    """Remember how many videos each root has that cannot be read; say so when they are others."""
    kept = _kept(stores)
    now = {**kept, **{str(root_id): count for root_id, count in found.items()}}
    now = {root_id: count for root_id, count in now.items() if count}
    if now == kept:
        return
    stores.commit(lambda tx: tx.set_meta(_LEFT_OUT, json.dumps(now))).result()
    if now:
        stores.notices.say(left_out(sum(now.values())))


def _kept(stores: Stores) -> dict[str, int]:
    return json.loads(stores.catalog.meta(_LEFT_OUT) or "{}")


def _copied(path: bytes, content_hash: bytes, folder: Path) -> Path:
    """A file of its own with the clip of a motion photo; made once."""
    target = folder / f"{content_hash.hex()}.mp4"
    if target.exists():
        return target
    clip = motion.extract(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = target.with_suffix(".part")
        made.write_bytes(clip)
        made.replace(target)
    except OSError as error:
        why = error.strerror or "the system refused"
        raise PhotoError(f"The clip cannot be copied to {folder} ({why}).") from error
    return target
