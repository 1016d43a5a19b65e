"""What a library offers besides search to look around in it: its events, its map of similarity."""

from collections.abc import Callable

from photoclip.library.events.events import Events
from photoclip.library.likeness.likeness import Likeness
from photoclip.library.looks import Looking
from photoclip.library.stores import Stores
from photoclip.library.tower import Tower


def looking_around(stores: Stores, tower: Callable[[], Tower]) -> tuple[Events, Likeness]:
    """Both, which share how the photos look."""
    looking = Looking(stores, tower)
    return Events(stores, looking, tower), Likeness(stores, looking, tower)
