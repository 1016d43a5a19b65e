"""One examination of a library, from the first look to the last mending."""

import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from photoclip.catalog.examining import CatalogExam
from photoclip.catalog.store import Catalog
from photoclip.errors import LibraryError
from photoclip.library.lock import OwnerLock
from photoclip.library.verifying import caches, database, files, mending, vectors
from photoclip.library.verifying.verdict import Check, OnDone, Verdict

OnLooked = Callable[[str, int, int], None]
"""Told of a check's name, how many things it has looked at, and of how many (0: not known)."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What the checks of one examination share."""

    folder: Path
    exam: CatalogExam
    catalog: Catalog
    deep: bool
    on_looked: OnLooked

    def told(self, name: str, total: int = 0) -> OnDone:
        """Hears how far a check is."""
        return lambda done: self.on_looked(name, done, total)


def verify(
    folder: Path,
    *,
    deep: bool = False,
    repair: bool = False,
    break_lock: bool = False,
    on_looked: OnLooked = lambda _name, _done, _total: None,
) -> Verdict:
    """Examine the library in a folder; it is owned meanwhile, so that nothing changes below it.

    Args:
        folder: the library's.
        deep: also read every photo's file and every thumbnail, and check all of the database.
        repair: mend what can be mended, and look at that again.
        break_lock: although another machine holds the library.
        on_looked: told of the progress.

    Raises:
        LibraryLockedError: another process writes it.
        LibraryError: it is missing, or cannot be read, or (`repair`) not be written.
    """
    folder = folder.expanduser().absolute()
    if not (folder / "catalog.sqlite").exists():
        raise LibraryError(
            f"There is no library in {folder} yet; make one with 'photoclip index FOLDER'."
        )
    with _owned(folder, break_lock=break_lock, write=repair):
        verdict = Verdict(_examined(folder, on_looked, deep=deep))
        mended = mending.mend(folder, verdict) if repair else ()
        if not mended:
            return verdict
        looked = _examined(folder, on_looked, deep=deep, files_too=False)
        again = {each.name: each for each in looked}
        return Verdict(tuple(again.get(each.name, each) for each in verdict.checks), mended)


@contextmanager
def _owned(folder: Path, *, break_lock: bool, write: bool) -> Generator[None]:
    """The right to write the library; on a read-only medium nobody has it, and looking is safe."""
    if not write and not os.access(folder, os.W_OK):
        yield
        return
    lock = OwnerLock(folder, break_foreign=break_lock)
    try:
        yield
    finally:
        lock.release()


def _examined(
    folder: Path, on_looked: OnLooked, *, deep: bool, files_too: bool = True
) -> tuple[Check, ...]:
    path = folder / "catalog.sqlite"
    with CatalogExam(path) as exam:
        on_looked("database", 0, 0)
        whole = _timed(partial(database.database, exam, deep=deep))
        if database.is_damaged(whole):
            return (whole,)
        with Catalog.open(path, readonly=True) as catalog:
            look = _Look(folder, exam, catalog, deep, on_looked)
            checks = [whole, *_runs(look), *_vectors(look), *_caches(look)]
            return (*checks, *(_files(look) if files_too else ()))


def _runs(look: _Look) -> list[Check]:
    look.on_looked("runs", 0, 0)
    return [_timed(lambda: database.runs(look.exam, len(look.catalog.runs())))]


def _vectors(look: _Look) -> list[Check]:
    known = look.catalog.models()
    digest = look.catalog.meta("model") or ""
    model = next((each.id for each in known if each.digest == digest), None)
    saved = vectors.saved_index(look.folder)
    total = 0 if model is None else len(look.catalog.searchable_ids(model))
    begun = time.monotonic()
    seen = vectors.look(look.exam, known, saved, digest, look.told("vectors", total))
    took = time.monotonic() - begun
    themselves = _timed(lambda: vectors.vectors(seen, look.catalog, model))
    against = _timed(lambda: vectors.index(seen, saved, look.catalog, model, digest))
    return [themselves.after(took + themselves.seconds), against]


def _caches(look: _Look) -> list[Check]:
    look.on_looked("columns", 0, 0)
    path = look.folder / "thumbnails.sqlite"
    told = look.told("thumbnails")
    return [
        _timed(lambda: caches.columns(look.exam)),
        _timed(lambda: caches.thumbnails(look.exam, path, deep=look.deep, on_done=told)),
    ]


def _files(look: _Look) -> list[Check]:
    roots, told = look.catalog.roots(), look.told("files", look.catalog.counts()[1])
    return [_timed(lambda: files.files(look.exam, roots, deep=look.deep, on_done=told))]


def _timed(check: Callable[[], Check]) -> Check:
    begun = time.monotonic()
    found = check()
    return replace(found, seconds=time.monotonic() - begun)
