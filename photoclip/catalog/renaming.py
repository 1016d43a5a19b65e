"""What becomes of tags when a label gets another name, and of all that names a list.

Tags that the list's own runs gave are called the new name, in all its runs, so that each can still
be taken back. What the person accepted moves along, unless another list has a label of the old
name: then both hold. What they rejected stays rejected under the old name and is rejected under
the new one. Keywords of files stay as they are.

A list's labels, answers, versions and folders belong to the list, whatever it is called. Its runs
and saved searches name it, and follow; as saved searches do an album.
"""

from collections.abc import Callable, Collection

from sqlalchemy import Connection, select, update

from photoclip.catalog import meta, runs, tagging
from photoclip.catalog.forms import key_of
from photoclip.catalog.schema import RunEntry, SearchEntry, TagEntry
from photoclip.catalog.sqlite import ids_of, listed


def rename(connection: Connection, list_name: str, old: str, new: str, *, keep: bool) -> None:
    """Call the tags of a label of a list otherwise.

    Args:
        connection: in a transaction.
        list_name: the list.
        old: the label's name so far.
        new: its name from now on; other capitals only are a new name too.
        keep: another list has a label of the old name, so accepted tags of that name stay.
    """
    values = {"old": key_of(old), "new": key_of(new), "name": new, "list": key_of(list_name)}
    if values["old"] == values["new"]:
        connection.exec_driver_sql(
            "UPDATE tag SET name = :name WHERE key = :old AND source <> 'file'", values
        )
        return
    connection.exec_driver_sql(
        "UPDATE OR IGNORE tag SET key = :new, name = :name WHERE key = :old AND run_id IN"
        " (SELECT id FROM run WHERE list_key = :list)",
        values,
    )
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO tag (photo_id, key, name, source, rejected, dropped, created_at)"
        " SELECT photo_id, :new, :name, source, rejected, dropped, created_at FROM tag"
        " WHERE key = :old AND source = 'person'",
        values,
    )
    if not keep:
        connection.exec_driver_sql(
            "DELETE FROM tag WHERE key = :old AND source = 'person' AND rejected = 0 AND EXISTS"
            " (SELECT 1 FROM tag AS moved WHERE moved.photo_id = tag.photo_id AND moved.key = :new"
            " AND moved.source = 'person' AND moved.rejected = 0)",
            values,
        )
    runs.rechain(connection, key=values["new"])
    touched = ids_of(connection, select(TagEntry.photo_id).where(TagEntry.key == values["new"]))
    tagging.settle(connection, touched)


def rename_runs(connection: Connection, old: str, new: str, apart: Collection[int]) -> None:
    """Let the runs of a list be of its new name, but those of `apart`.

    Runs of a list that was deleted and had the new name are the renamed list's earlier ones from
    then on, as when a list is made anew under its name.
    """
    entry = RunEntry
    mixed = bool(apart) or _has_runs(connection, new)
    connection.execute(
        update(entry)
        .where(entry.list_key == key_of(old), entry.id.not_in(listed(list(apart))))
        .values(list_name=new, list_key=key_of(new))
    )
    if mixed and key_of(old) != key_of(new):
        for name in (old, new):
            runs.rechain(connection, list_key=key_of(name))


def reword_searches(connection: Connection, reworded: Callable[[str], str]) -> None:
    """Let saved searches ask for a list or an album by its new name, see `query.renaming`."""
    entry = SearchEntry
    for search_id, text in connection.execute(select(entry.id, entry.text)).all():
        renamed = reworded(text)
        if renamed != text:
            connection.execute(update(entry).where(entry.id == search_id).values(text=renamed))


def rename_reviews(connection: Connection, old: str, new: str, labels: Collection[str]) -> None:
    """Let the reviews of a list's labels be found under its new name, to be taken up again."""
    for label in labels if key_of(old) != key_of(new) else ():
        before, after = review_key(old, label), review_key(new, label)
        begun = meta.meta(connection, before) or ""
        if begun or meta.meta(connection, after):  # that of a deleted list
            meta.set_meta(connection, after, begun)
            meta.set_meta(connection, before, "")


def review_key(list_name: str, label: str) -> str:
    """Where it is noted how the review of a label began, see `meta`."""
    return f"review {key_of(list_name)} {key_of(label)}"


def _has_runs(connection: Connection, name: str) -> bool:
    query = select(RunEntry.id).where(RunEntry.list_key == key_of(name)).limit(1)
    return connection.execute(query).first() is not None
