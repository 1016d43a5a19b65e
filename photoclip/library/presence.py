"""Which watched folders were there when they were last looked at."""

import os
import threading
from collections.abc import Callable, Collection, Iterable

from photoclip.query import Condition, every_filter
from photoclip.records import Root


class Presence:
    """Remembers what looks at the disk found, so that showing photos needs none."""

    def __init__(
        self, roots: Callable[[], Iterable[Root]], holds_photos: Callable[[Root], bool]
    ) -> None:
        """Nothing of these roots is known to be away yet; `holds_photos` asks the catalog."""
        self._roots, self._holds_photos = roots, holds_photos
        self._lock = threading.Lock()
        self._offline: frozenset[int] = frozenset()

    def offline(self) -> frozenset[int]:
        """The ids of the roots that were not there."""
        return self._offline

    def away(self, filters: Iterable[Condition]) -> frozenset[int]:
        """The roots that are not there, looked at now where filters ask for that."""
        if not any(each.name == "is" and each.value == "offline" for each in every_filter(filters)):
            return frozenset()
        for root in self._roots():
            self.look(root)
        return self._offline

    def look(self, root: Root) -> bool:
        """Whether a root is there now; the empty place of a disk is not."""
        there = _is_there(root.path, lambda: self._holds_photos(root))
        self.note([root], () if there else (root.text,))
        return there

    def note(self, roots: Iterable[Root], offline: Collection[str]) -> None:
        """Some roots were looked at; `offline` are the paths of those that were not there."""
        with self._lock:
            ids = set(self._offline)
            for root in roots:
                (ids.add if root.text in offline else ids.discard)(root.id)
            self._offline = frozenset(ids)


def _is_there(path: bytes, holds_photos: Callable[[], bool]) -> bool:
    try:
        with os.scandir(path) as entries:
            return next(entries, None) is not None or not holds_photos()
    except PermissionError:
        return True
    except OSError:
        return False
