"""Another name for a label list, which can be taken back."""

from photoclip.catalog import edits
from photoclip.catalog.edits import Deed
from photoclip.catalog.forms import key_of
from photoclip.catalog.transaction import Transaction
from photoclip.library.organising import Done, Organising
from photoclip.library.stores import Stores
from photoclip.records import Edit


def rename_list(stores: Stores, organising: Organising, old: str, new: str) -> Edit:
    """Call a list otherwise; its runs and the saved searches that name it follow.

    It is the latest edit to undo. Undoing gives the list its name back together with the runs
    that it made since then; a list that took the old name meanwhile is in the way of that.

    Raises:
        LibraryError: there is no such list.
        UsageError: the new name is empty or taken.
    """
    new = " ".join(new.split())
    done = _renamed(stores, stores.catalog.label_list(old).name, new)
    if done.edit.former != new:
        organising.keep(done)
    return done.edit


def _renamed(stores: Stores, old: str, new: str) -> Done:
    runs = stores.catalog.runs() if key_of(new) != key_of(old) else ()
    apart = tuple(each.id for each in runs if key_of(each.list_name) == key_of(new))

    def rename(tx: Transaction) -> Deed:
        tx.edit(edits.rename_list(old, new))
        return tx.edit(edits.rename_in_searches(old, new))

    deed = stores.commit(rename, edit=True).result()

    def back(tx: Transaction) -> None:
        tx.edit(edits.rename_list(new, old, apart))
        tx.undo(deed)

    text = f'Rename the label list "{old}" to "{new}"'
    return Done(
        Edit(text, "list-rename", (), new, former=old),
        deed.rows,
        lambda: stores.commit(back, edit=True).result(),
        lambda: _renamed(stores, old, new),
    )
