"""The folders that one library keeps up with."""

import math
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from photoclip.catalog.transaction import Transaction
from photoclip.errors import UsageError
from photoclip.library.indexer import Target
from photoclip.library.presence import Presence
from photoclip.library.stores import Stores
from photoclip.records import Root

T = TypeVar("T")


class Roots:
    """What is looked at, what inside it is not, and where it lies now."""

    def __init__(self, stores: Stores, own: Path) -> None:
        """`own` is the library's folder, which is never looked at."""
        self._stores, self._own = stores, own
        self.presence = Presence(self.all, self._holds_photos)
        self._let_go: set[bytes] = set()
        self._agreed: dict[int, int] = {}  # by root, how many photos may be forgotten

    def all(self) -> tuple[Root, ...]:
        """The folders being kept up with."""
        return self._stores.catalog.roots()

    def is_online(self, root: Root) -> bool:
        """Whether the folder is there now; its photos show it from then on."""
        return self.presence.look(root)

    def add(self, path: Path) -> Root:
        """Keep up with a folder from now on.

        Raises:
            UsageError: it is no folder, or it is the library itself.
        """
        real = _real_folder(path)
        if real == self._own.resolve():
            raise UsageError(f"{path} is photoclip's own library folder; choose your photos'.")
        return self._edit(lambda tx: tx.add_root(os.fsencode(real)))

    def remove(self, root_id: int) -> None:
        """Forget a folder; its photos' tags stay known should it come back."""
        self._edit(lambda tx: tx.remove_root(root_id))

    def forget_missing(self, root_id: int, photos: int) -> None:
        """The person agrees that photos which are no longer in a folder leave the library.

        The next index run of the folder takes them out, unless it finds more missing than
        `photos`. Nothing that was said of them is lost: it is there again when the files are.
        """
        self._agreed[root_id] = photos

    def let_go(self, paths: Iterable[bytes]) -> None:
        """The person throws files away here, so nobody needs to ask where they are."""
        self._let_go.update(paths)

    def agreed(self, targets: Sequence[Target]) -> list[Target]:
        """What an index run looks at, with what the person agreed to; that counts for one run."""
        known = [replace(each, let_go=self._let_go) for each in targets]
        return [
            each if each.under else replace(each, forget=max(each.forget, self._taken(each.root)))
            for each in known
        ]

    def exclusions(self, root_id: int) -> tuple[str, ...]:
        """The patterns of folders inside a root that are not looked at."""
        return self._stores.catalog.exclusions(root_id)

    def exclude(self, root_id: int, patterns: Sequence[str]) -> None:
        """Look no more at folders inside a root; the next index run takes their photos out.

        Args:
            root_id: the root.
            patterns: all that are unwanted, such as "Cache", "2019/Drafts" or "*.tmp"; those
                with a slash are meant from the root on. () for none.

        Raises:
            LibraryError: no such root.
        """
        self._edit(lambda tx: tx.exclude(root_id, patterns))

    def relocate(self, old: Path, new: Path) -> Root:
        """A folder lies at another place now.

        Raises:
            UsageError: `old` is not being kept up with, or `new` is no folder.
        """
        root = self.at(old)
        real = _real_folder(new)
        return self._edit(lambda tx: tx.relocate_root(root.id, os.fsencode(real)))

    def at(self, path: Path) -> Root:
        """The root with this path.

        Raises:
            UsageError: there is none; the sentence lists what there is.
        """
        wanted = os.fsencode(path.expanduser().absolute())
        for root in self.all():
            if root.path in {wanted, os.fsencode(Path(os.fsdecode(wanted)).resolve())}:
                return root
        known = ", ".join(root.text for root in self.all()) or "none yet"
        raise UsageError(f"{path} is not one of the library's folders ({known}).")

    def targets(self, folders: Sequence[Path], *, forget: bool = False) -> list[Target]:
        """What an index run of these folders looks at; new ones are added, none means all.

        With `forget`, what is missing there is taken out however much it is.

        Raises:
            UsageError: a path is no folder.
        """
        reals = [_real_folder(folder) for folder in folders]
        for real in reals:
            if self._target(os.fsencode(real)) is None:
                self.add(real)
        named = [self._target(os.fsencode(real)) for real in reals]
        targets = [each for each in named if each is not None] or [Target(r) for r in self.all()]
        return [replace(each, forget=math.inf) for each in targets] if forget else targets

    def _taken(self, root: Root) -> int:
        return self._agreed.pop(root.id, 0)

    def _target(self, path: bytes) -> Target | None:
        """The root that has a folder, with the part of it; None where no root has it."""
        for root in self.all():
            prefix = root.path.rstrip(b"/") + b"/"
            if path == root.path:
                return Target(root)
            if path.startswith(prefix):
                return Target(root, path[len(prefix) :])
        return None

    def _holds_photos(self, root: Root) -> bool:
        """Whether the catalog has photos that lie in a folder."""
        folders = self._stores.catalog.folders()
        return any(each.root_id == root.id and each.photos for each in folders)

    def _edit(self, job: Callable[[Transaction], T]) -> T:
        future: Future[T] = self._stores.commit(job, edit=True)
        return future.result()


def _real_folder(path: Path) -> Path:
    real = path.expanduser().resolve()
    if real.is_dir():
        return real
    if real.exists():
        raise UsageError(f"{path} is not a folder; name the folder that it lies in.")
    raise UsageError(f"There is no folder {path}.")
