"""The files of the photos: there, as they were, and with `deep` byte for byte the same."""

import os
from collections import Counter
from collections.abc import Collection

from photoclip.catalog.examining import CatalogExam, StoredFile
from photoclip.library.verifying.verdict import INDEX, NOTHING, Check, OnDone, Tally
from photoclip.photos.hashing import hash_of_file
from photoclip.records import Root

_OFTEN = 200  # files read between two reports


def files(exam: CatalogExam, roots: Collection[Root], *, deep: bool, on_done: OnDone) -> Check:
    """Compare the files with what the catalog says; nothing is written anywhere.

    Args:
        exam: names them.
        roots: the watched folders; files of those that are not there are not looked for.
        deep: read every file and compare its hash.
        on_done: told how many were looked at.
    """
    missing, changed, unreadable, rotten = Tally(), Tally(), Tally(), Tally()
    offline = {root.id for root in roots if not _is_there(root.path)}
    away: Counter[int] = Counter()
    looked_at = 0
    for block in exam.files():
        for file in block:
            if file.root_id in offline:
                away[file.root_id] += 1
                continue
            looked_at += 1
            if looked_at % _OFTEN == 0:
                on_done(looked_at)
            _look(file, missing, changed, unreadable, rotten if deep else None)
    problems = (
        *missing.problem("{n} files are not there any more; 'photoclip index' takes note.", INDEX),
        *changed.problem("{n} files were changed; 'photoclip index' reads them again.", INDEX),
        *unreadable.problem("{n} files cannot be read; check their permissions.", NOTHING),
        *rotten.problem(
            "{n} files have other bytes than when they were added, with the same size and time: "
            "the disk may be failing; compare them with your own backup.",
            NOTHING,
        ),
    )
    notes = [
        f"The folder {root.text} is not there now; its {away[root.id]:,} files were not looked at."
        for root in roots
        if away[root.id]
    ]
    return Check("files", looked_at, problems, tuple(notes))


def _look(
    file: StoredFile, missing: Tally, changed: Tally, unreadable: Tally, rotten: Tally | None
) -> None:
    try:
        now = os.lstat(file.path)
        if (now.st_size, now.st_mtime_ns) != (file.size, file.mtime_ns):
            changed.add([file.path])
        elif rotten is not None and hash_of_file(file.path) != file.content_hash:
            rotten.add([file.path])
    except (FileNotFoundError, NotADirectoryError):
        missing.add([file.path])
    except OSError:
        unreadable.add([file.path])


def _is_there(path: bytes) -> bool:
    """Whether a root is there, and not only as an empty place where a disk was."""
    try:
        with os.scandir(path) as entries:
            return next(entries, None) is not None
    except PermissionError:
        return True
    except OSError:
        return False
