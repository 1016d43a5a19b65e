"""Small texts by key, among them the numbers that tell one committed state from another."""

from uuid import uuid4

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from photoclip.catalog.schema import FileEntry, MetaEntry, PhotoEntry, VectorEntry

_GENERATION, _REVISION, _STATE, _COMMIT = "generation", "revision", "state", "commit"

_VALUE = select(MetaEntry.value).where(MetaEntry.key == bindparam("key"))  # asked all the time


def meta(connection: Connection, key: str) -> str | None:
    """See `Catalog.meta`."""
    return connection.execute(_VALUE, {"key": key}).scalar_one_or_none()


def set_meta(connection: Connection, key: str, value: str) -> None:
    """See `Transaction.set_meta`."""
    connection.execute(
        upsert(MetaEntry)
        .values(key=key, value=value)
        .on_conflict_do_update(index_elements=["key"], set_={"value": value})
    )


def generation(connection: Connection) -> int:
    """See `Catalog.generation`."""
    return int(meta(connection, _GENERATION) or 0)


def raise_generation(connection: Connection) -> None:
    """Say that the set of searchable vectors differs from now on."""
    set_meta(connection, _GENERATION, str(generation(connection) + 1))


def revision(connection: Connection) -> int:
    """A number that rises with each commit that changes photos, files or vectors."""
    return int(meta(connection, _REVISION) or 0)


def raise_revision(connection: Connection) -> int:
    """Say that photos, files or vectors differ from now on; the new number."""
    number = revision(connection) + 1
    set_meta(connection, _REVISION, str(number))
    set_meta(connection, _STATE, uuid4().hex)
    return number


def stamp(connection: Connection) -> str:
    """What is another text in every state that has other photos, files or vectors.

    An older copy of the catalog that was put back counts its revisions and ids anew, so that
    these alone would come again; the state that each commit draws does not.
    """
    newest = [
        connection.execute(select(func.max(entry.id))).scalar_one() or 0
        for entry in (PhotoEntry, FileEntry, VectorEntry)
    ]
    state = meta(connection, _STATE) or "-"  # of a program that drew none
    return " ".join(map(str, (revision(connection), *newest, state)))


def last_commit(connection: Connection) -> str:
    """What each commit that wrote anything drew anew; before the first the `stamp`."""
    return meta(connection, _COMMIT) or stamp(connection)


def draw_commit(connection: Connection) -> str:
    """Tell the commit that is about to be made from all others; what it drew."""
    drawn = uuid4().hex
    set_meta(connection, _COMMIT, drawn)
    return drawn
