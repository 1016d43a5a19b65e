"""The person's albums and saved searches."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Select, delete, insert, literal, select, update

from photoclip.catalog import renaming
from photoclip.catalog.forms import key_of, now
from photoclip.catalog.idsets import isin
from photoclip.catalog.schema import AlbumEntry, AlbumPhotoEntry, PhotoEntry, SearchEntry
from photoclip.catalog.sqlite import ids_of, listed, pairs_of
from photoclip.errors import LibraryError, UsageError
from photoclip.query import with_album_renamed
from photoclip.records import Album, SavedSearch

_Ids = npt.NDArray[np.int64]


def stored(connection: Connection, present: _Ids) -> tuple[Album, ...]:
    """All albums by name, with how many of their photos are among the present ones (sorted)."""
    rows = connection.execute(select(AlbumEntry.id, AlbumEntry.name).order_by(AlbumEntry.key))
    query = select(AlbumPhotoEntry.album_id, AlbumPhotoEntry.photo_id)
    inside, photos = pairs_of(connection, query)
    counts = np.bincount(inside[isin(photos, present)])
    sizes = dict(enumerate(counts.tolist()))
    return tuple(Album(album_id, name, sizes.get(album_id, 0)) for album_id, name in rows.all())


def named(connection: Connection, name: str) -> _Ids:
    """Ids of the photos in the album of this name, present or not; sorted."""
    album = select(AlbumEntry.id).where(AlbumEntry.key == key_of(name)).scalar_subquery()
    return ids_of(
        connection, select(AlbumPhotoEntry.photo_id).where(AlbumPhotoEntry.album_id == album)
    )


def gathered(connection: Connection) -> _Ids:
    """Ids of the photos in any album, present or not."""
    return ids_of(connection, select(AlbumPhotoEntry.photo_id))


def of_photos(
    connection: Connection, photo_ids: Sequence[int] | _Ids
) -> dict[int, tuple[str, ...]]:
    """The names of the albums that photos are in, by photo id."""
    query = (
        select(AlbumPhotoEntry.photo_id, AlbumEntry.name)
        .join(AlbumEntry, AlbumEntry.id == AlbumPhotoEntry.album_id)
        .where(AlbumPhotoEntry.photo_id.in_(listed(photo_ids)))
        .order_by(AlbumEntry.key)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for photo_id, name in connection.execute(query):
        found[photo_id].append(name)
    return {photo_id: tuple(names) for photo_id, names in found.items()}


def create(connection: Connection, name: str, photo_ids: Sequence[int] | _Ids) -> None:
    """Make an album and put photos in it.

    Raises:
        UsageError: it has no name, or there is one of this name.
    """
    shown = _free_name(connection, name)
    values = {"name": shown, "key": key_of(shown), "created_at": now()}
    made = connection.execute(insert(AlbumEntry).values(values).returning(AlbumEntry.id))
    add(connection, made.scalar_one(), photo_ids)


def rename(connection: Connection, album_id: int, name: str) -> None:
    """Give an album another name, by which saved searches ask for it from now on.

    Raises:
        LibraryError: there is no such album.
        UsageError: the name is empty or taken.
    """
    check(connection, album_id)
    shown = _free_name(connection, name, besides=album_id)
    old = connection.execute(select(AlbumEntry.name).where(AlbumEntry.id == album_id)).scalar_one()
    renaming.reword_searches(connection, partial(with_album_renamed, old=old, new=shown))
    connection.execute(
        update(AlbumEntry).where(AlbumEntry.id == album_id).values(name=shown, key=key_of(shown))
    )


def delete_album(connection: Connection, album_id: int) -> None:
    """Delete an album; its photos stay.

    Raises:
        LibraryError: there is no such album.
    """
    check(connection, album_id)
    connection.execute(delete(AlbumPhotoEntry).where(AlbumPhotoEntry.album_id == album_id))
    connection.execute(delete(AlbumEntry).where(AlbumEntry.id == album_id))


def add(connection: Connection, album_id: int, photo_ids: Sequence[int] | _Ids) -> None:
    """Put photos in an album; those that are in it stay as they are.

    Raises:
        LibraryError: there is no such album.
    """
    check(connection, album_id)
    photos = select(literal(album_id), PhotoEntry.id, literal(now())).where(
        PhotoEntry.id.in_(listed(photo_ids))
    )
    _insert(connection, photos)


def remove(connection: Connection, album_id: int, photo_ids: Sequence[int] | _Ids) -> None:
    """Take photos out of an album.

    Raises:
        LibraryError: there is no such album.
    """
    check(connection, album_id)
    connection.execute(
        delete(AlbumPhotoEntry).where(
            AlbumPhotoEntry.album_id == album_id, AlbumPhotoEntry.photo_id.in_(listed(photo_ids))
        )
    )


def copy(connection: Connection, source: int, target: int) -> None:
    """Put a photo in all albums that another one is in."""
    entry = AlbumPhotoEntry
    rows = select(entry.album_id, literal(target), entry.added_at).where(entry.photo_id == source)
    _insert(connection, rows)


def check(connection: Connection, album_id: int) -> str:
    """The name of an album.

    Raises:
        LibraryError: there is no such album.
    """
    name = connection.execute(
        select(AlbumEntry.name).where(AlbumEntry.id == album_id)
    ).scalar_one_or_none()
    if name is None:
        raise LibraryError(f"There is no album with the number {album_id} in the library.")
    return name


def searches(connection: Connection) -> tuple[SavedSearch, ...]:
    """The saved searches by name."""
    columns = (SearchEntry.id, SearchEntry.name, SearchEntry.text)
    rows = connection.execute(select(*columns).order_by(SearchEntry.key))
    return tuple(SavedSearch(*row) for row in rows)


def save_search(connection: Connection, name: str, text: str) -> None:
    """Keep a search; one of the same name gets the new text.

    Raises:
        UsageError: it has no name.
    """
    shown = _shown(name, "A saved search")
    key = key_of(shown)
    known = update(SearchEntry).where(SearchEntry.key == key).values(name=shown, text=text)
    if not connection.execute(known).rowcount:
        values = {"name": shown, "key": key, "text": text, "created_at": now()}
        connection.execute(insert(SearchEntry).values(values))


def delete_search(connection: Connection, search_id: int) -> None:
    """Forget a saved search.

    Raises:
        LibraryError: there is no such search.
    """
    if not connection.execute(delete(SearchEntry).where(SearchEntry.id == search_id)).rowcount:
        raise LibraryError(f"There is no saved search with the number {search_id}.")


def rename_search(connection: Connection, search_id: int, name: str) -> None:
    """Give a saved search another name.

    Raises:
        LibraryError: there is no such search.
        UsageError: the name is empty or taken.
    """
    shown = _shown(name, "A saved search")
    entry = SearchEntry
    taken = connection.execute(
        select(entry.name).where(entry.key == key_of(shown), entry.id != search_id)
    ).scalar_one_or_none()
    if taken is not None:
        raise UsageError(f"There is a saved search named '{taken}' already; choose another name.")
    named = update(entry).where(entry.id == search_id).values(name=shown, key=key_of(shown))
    if not connection.execute(named).rowcount:
        raise LibraryError(f"There is no saved search with the number {search_id}.")


def _insert(connection: Connection, rows: Select[int, int, str]) -> None:
    names = ["album_id", "photo_id", "added_at"]
    connection.execute(insert(AlbumPhotoEntry).prefix_with("OR IGNORE").from_select(names, rows))


def _free_name(connection: Connection, name: str, besides: int = 0) -> str:
    shown = _shown(name, "An album")
    taken = connection.execute(
        select(AlbumEntry.name).where(AlbumEntry.key == key_of(shown), AlbumEntry.id != besides)
    ).scalar_one_or_none()
    if taken is not None:
        raise UsageError(f"There is an album named '{taken}' already; choose another name.")
    return shown


def _shown(name: str, what: str) -> str:
    shown = " ".join(name.split())
    if not shown:
        raise UsageError(f"{what} needs a name; type at least one letter.")
    return shown
