"""What a person decides about copies, kept and taken back."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from photoclip.catalog import copies as stored
from photoclip.catalog.copies import DIFFERENT, SETTLED
from photoclip.catalog.edits import Deed, Plan
from photoclip.catalog.transaction import Transaction
from photoclip.errors import UsageError
from photoclip.library.organising import Done, Organising
from photoclip.library.stores import Stores
from photoclip.records import Edit


class Trashed(Protocol):
    """Files that were moved to the trash, and can be put back."""

    def back(self) -> object:
        """Put them back where they lay."""
        ...

    def again(self) -> object:
        """Move them to the trash once more."""
        ...


class Deciding:
    """The verdicts of one library. All calls block and may come from any thread."""

    def __init__(self, stores: Stores, organising: Organising) -> None:
        """`organising` keeps what can be undone."""
        self._stores, self._organising = stores, organising

    def different(self, photos: Sequence[int]) -> Edit:
        """Say that photos are no copies of each other; they never come up together again."""
        return self._decide("copies-different", DIFFERENT, photos, ())

    def keep_all(self, photos: Sequence[int]) -> Edit:
        """Keep all of a group; it does not come up again until another photo joins it."""
        return self._decide("copies-keep", SETTLED, photos, ())

    def keep_files(self, photo_id: int, files: Sequence[bytes]) -> Edit:
        """Keep all equal files of a photo."""
        return self._decide_files("copies-keep", photo_id, files, (), None)

    def settle(
        self,
        kept: Sequence[int],
        gone: Sequence[int],
        *,
        hand_on: bool = True,
        trashed: Trashed | None = None,
    ) -> Edit:
        """Remember which photos of a group stay, and which went to the trash.

        Args:
            kept: those that stay; the first is the best.
            gone: those whose files went.
            hand_on: give the best what was said of those that went: tags, stars, albums, pins.
            trashed: puts the files back when this is undone.

        Raises:
            UsageError: nothing stays.
        """
        if not kept:
            raise UsageError("One of the copies has to stay; keep at least one.")
        return self._decide("copies-settle", SETTLED, kept, gone if hand_on else (), gone, trashed)

    def settle_files(
        self,
        photo_id: int,
        kept: Sequence[bytes],
        gone: Sequence[bytes],
        *,
        trashed: Trashed | None = None,
    ) -> Edit:
        """Remember which of a photo's equal files stay, and which went to the trash.

        Raises:
            UsageError: nothing stays.
        """
        if not kept:
            raise UsageError("One of the copies has to stay; keep at least one.")
        return self._decide_files("copies-settle", photo_id, kept, gone, trashed)

    def _decide(
        self,
        kind: str,
        verdict: str,
        kept: Sequence[int],
        givers: Sequence[int],
        gone: Sequence[int] = (),
        trashed: Trashed | None = None,
    ) -> Edit:
        photos = tuple(dict.fromkeys((*kept, *gone)))
        if len(photos) < 2:
            raise UsageError("Copies are two photos or more; name all of them.")
        plans = [
            Plan(stored.words_of(kept[0]), partial(stored.hand_on, source=each, target=kept[0]))
            for each in givers
        ]
        edit = Edit(_said(kind, len(gone) or len(photos)), kind, photos)
        decide = partial(stored.decide, verdict=verdict, kept=kept, gone=gone)
        return self._do(edit, decide, plans, trashed)

    def _decide_files(
        self,
        kind: str,
        photo_id: int,
        kept: Sequence[bytes],
        gone: Sequence[bytes],
        trashed: Trashed | None,
    ) -> Edit:
        edit = Edit(_said(kind, len(gone) or len(kept)), kind, (photo_id,))
        decide = partial(stored.decide_files, photo_id=photo_id, kept=kept, gone=gone)
        return self._do(edit, decide, [], trashed)

    def _do(
        self,
        edit: Edit,
        decide: Callable[..., int],
        plans: Sequence[Plan],
        trashed: Trashed | None,
    ) -> Edit:
        numbers: list[int] = []
        deeds: list[Deed] = []

        def remember() -> None:
            def write(tx: Transaction) -> None:
                numbers[:], deeds[:] = [], []
                tx.edit(Plan((), lambda connection: numbers.append(decide(connection))))
                deeds.extend(tx.edit(plan) for plan in plans)

            self._stores.commit(write, edit=True).result()

        def undo() -> None:
            def write(tx: Transaction) -> None:
                for number in numbers:
                    tx.edit(Plan((), partial(stored.withdraw, number=number)))
                for deed in reversed(deeds):
                    tx.undo(deed)

            if trashed is not None:
                trashed.back()
            self._stores.commit(write, edit=True).result()

        def redo() -> Done:
            if trashed is not None:
                trashed.again()
            remember()
            return done

        remember()
        done = Done(edit, 1 + sum(deed.rows for deed in deeds), undo, redo)
        self._organising.keep(done)
        return edit


_SAYINGS = {
    "copies-different": "Say that {photos} are no copies",
    "copies-keep": "Keep {photos} of a group of copies",
    "copies-settle": "Keep the best of some copies and trash {photos}",
}


def _said(kind: str, count: int) -> str:
    return _SAYINGS[kind].format(photos="1 photo" if count == 1 else f"{count:,} photos")
