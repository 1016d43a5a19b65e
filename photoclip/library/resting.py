"""Gives memory back to the system while nothing needs it."""

from collections.abc import Callable, Iterable

from photoclip.library.memory import give_back
from photoclip.library.tower import Tower

IDLE_SECONDS = 180.0


class Resting:
    """Lets the image towers go that have looked at no picture for a while; texts stay quick."""

    def __init__(self, towers: Callable[[], Iterable[Tower]]) -> None:
        """Look after these towers."""
        self._towers = towers

    def rest(self, idle_seconds: float) -> bool:
        """See `Library.rest`."""
        released = [each.release_images(idle_seconds) for each in self._towers()]
        if any(released):
            give_back()
        return any(released)
