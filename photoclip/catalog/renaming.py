"""What becomes of tags when a label gets another name.

Tags that the list's own runs gave are called the new name, in all its runs, so that each can still
be taken back. What the person accepted moves along, unless another list has a label of the old
name: then both hold. What they rejected stays rejected under the old name and is rejected under
the new one. Keywords of files stay as they are.
"""

from sqlalchemy import Connection, select

from photoclip.catalog import runs, tagging
from photoclip.catalog.forms import key_of
from photoclip.catalog.schema import TagEntry
from photoclip.catalog.sqlite import ids_of


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
