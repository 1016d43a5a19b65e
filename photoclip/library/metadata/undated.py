"""Dates for photos that an earlier photoclip recorded without any."""

from photoclip.library.stores import Stores
from photoclip.photos.dating import dated
from photoclip.records import PhotoFacts

_NOTHING = PhotoFacts(0, 0, "")
_AT_ONCE = 500


def date_the_undated(stores: Stores) -> tuple[int, ...]:
    """Give present photos without a date the one of their file's name or time; which they are."""
    found = [
        (photo_id, facts.taken_at, facts.taken_source)
        for photo_id, path in stores.catalog.undated()
        if (facts := dated(_NOTHING, path)).taken_at is not None
    ]
    for start in range(0, len(found), _AT_ONCE):
        batch = found[start : start + _AT_ONCE]
        stores.commit(lambda tx, batch=batch: tx.metadata.date(batch)).result()
    return tuple(photo_id for photo_id, *_ in found)
