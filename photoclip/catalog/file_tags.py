"""Tags that come to photos with their files: keywords, and what was said of an earlier photo."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, literal, select

from photoclip.catalog import runs, tagging
from photoclip.catalog.forms import key_of, now
from photoclip.catalog.schema import TagEntry, table_of

_NEW_TAGS = insert(table_of(TagEntry))


def sync(
    connection: Connection,
    photo_id: int,
    keywords: Sequence[str],
    *,
    new: bool,
    source: str = "file",
) -> None:
    """Make the tags of a photo that come from its file (or "sidecar") those that it names now.

    A `new` photo has no tags yet.
    """
    wanted = _by_key(keywords)
    rejected = set[str]() if new else _drop(connection, photo_id, wanted, source)
    rows = [
        _row(photo_id, key, shown, rejected=key in rejected, source=source)
        for key, shown in wanted.items()
    ]
    if rows:
        connection.execute(_NEW_TAGS, rows)


def give_new(connection: Connection, keywords: Mapping[int, Sequence[str]]) -> None:
    """The tags of source "file" of photos that are new, by photo id."""
    rows = [
        _row(photo_id, key, shown, rejected=False)
        for photo_id, words in keywords.items()
        for key, shown in _by_key(words).items()
    ]
    if rows:
        connection.execute(_NEW_TAGS, rows)


def _by_key(keywords: Sequence[str]) -> dict[str, str]:
    """Keywords as they are shown; of those that differ by capitals only the first."""
    wanted: dict[str, str] = {}
    for keyword in keywords:
        shown = " ".join(keyword.split())
        if shown:
            wanted.setdefault(key_of(shown), shown)
    return wanted


def _row(
    photo_id: int, key: str, shown: str, *, rejected: bool, source: str = "file"
) -> dict[str, object]:
    return {
        "photo_id": photo_id,
        "name": shown,
        "key": key,
        "source": source,
        "rejected": rejected,
        "dropped": False,
        "created_at": now(),
    }


def _drop(connection: Connection, photo_id: int, wanted: dict[str, str], source: str) -> set[str]:
    """Delete a photo's tags of a source that are not wanted; which of its words are rejected.

    Those that are there already are taken out of `wanted`.
    """
    mine = (TagEntry.photo_id == photo_id) & (TagEntry.source == source)
    there = set(connection.execute(select(TagEntry.key).where(mine)).scalars())
    for key in there - wanted.keys():
        connection.execute(delete(TagEntry).where(mine, TagEntry.key == key))
    for key in there & wanted.keys():
        del wanted[key]
    return set(
        connection.execute(
            select(TagEntry.key).where(
                TagEntry.photo_id == photo_id,
                TagEntry.source == "person",
                TagEntry.rejected.is_(True),
            )
        ).scalars()
    )


def copy(connection: Connection, source: int, target: int) -> None:
    """Give a photo all that is said of another one, but for what only that one's file says."""
    names = [each.key for each in TagEntry.__table__.columns if each.key not in {"id", "photo_id"}]
    columns = [TagEntry.__table__.c[name] for name in names]
    rows = select(literal(target), *columns).where(
        TagEntry.photo_id == source, TagEntry.source != "file"
    )
    statement = insert(TagEntry).prefix_with("OR IGNORE")  # what is said of the new one stands
    connection.execute(statement.from_select(["photo_id", *names], rows))
    runs.rechain(connection, photo_id=target)  # both photos may have been spoken of
    tagging.settle(connection, [target])
