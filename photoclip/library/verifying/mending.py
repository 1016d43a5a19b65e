"""Mending what an examination found: what is derived is made anew, what is a person's stays."""

from pathlib import Path

from photoclip.library.stores import Stores
from photoclip.library.verifying.verdict import Cure, Verdict

_FIRST = ("columns", "database", "runs", "vectors", "thumbnails", "index")
"""Columns go before anything is read through them; the index follows what was done before."""


def mend(folder: Path, verdict: Verdict) -> tuple[str, ...]:
    """Mend what can be; the caller owns the library.

    Returns:
        What was done, one sentence each; () where nothing could be.

    Raises:
        LibraryError: the library cannot be written.
    """
    cures = _cures(verdict)
    if not cures:
        return ()
    stores = Stores(folder, write=True)
    try:
        done = tuple(cure(stores) for cure in cures)
        _save_index(stores)
        stores.catalog.counts()  # so that columns are kept again
    finally:
        stores.close()
    return done


def _cures(verdict: Verdict) -> list[Cure]:
    """Each cure once, in the order in which they are to be taken."""
    checks = {each.name: each for each in verdict.checks}
    found = [
        problem.cure
        for name in _FIRST
        if name in checks
        for problem in checks[name].problems
        if problem.cure is not None
    ]
    return list(dict.fromkeys(found))


def _save_index(stores: Stores) -> None:
    digest = stores.catalog.meta("model")
    for known in stores.catalog.models():
        if known.digest == digest:
            stores.use_model(known.id, known.digest, known.dimension)
            stores.save_index()
