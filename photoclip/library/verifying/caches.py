"""What is kept so that a start is quick: columns and thumbnails."""

from functools import partial
from pathlib import Path

from photoclip.catalog.examining import CatalogExam
from photoclip.library.stores import Stores
from photoclip.library.verifying.verdict import REPAIR, Check, OnDone, Problem, Tally
from photoclip.photos import thumbnail_exam


def columns(exam: CatalogExam) -> Check:
    """Whether the columns kept beside the catalog say what the catalog does."""
    wrong = exam.wrong_columns()
    if not wrong:
        return Check("columns", 1)
    said = "are damaged" if wrong == [""] else "do not agree with the catalog"
    sentence = f"The columns that are kept for a quick start {said}; --repair reads them again."
    examples = tuple(filter(None, wrong))
    return Check(
        "columns", 1, (Problem(sentence, len(wrong), REPAIR, examples, _read_columns_again),)
    )


def thumbnails(exam: CatalogExam, path: Path, *, deep: bool, on_done: OnDone) -> Check:
    """Whether the thumbnails can be read and belong to photos of the library."""
    looked_at, unreadable, unknown = 0, Tally(), Tally()
    bad: list[bytes] = []
    stray: list[bytes] = []
    try:
        for block in thumbnail_exam.look(path, deep=deep):
            looked_at += len(block.keys)
            bad += block.unreadable
            stray += (others := sorted(exam.unknown_hashes(block.keys)))
            unreadable.add(each.hex() for each in block.unreadable)
            unknown.add(each.hex() for each in others)
            on_done(looked_at)
    except thumbnail_exam.ThumbnailsDamagedError as error:
        sentence = "The file of the thumbnails is damaged; --repair begins it anew."
        problem = Problem(sentence, 1, REPAIR, (str(error),), _begin_thumbnails)
        return Check("thumbnails", looked_at, (problem,))
    said = "{n} thumbnails cannot be shown; --repair takes them away, and they are made anew."
    problems = (
        *unreadable.problem(said, REPAIR, partial(_drop, bad)),
        *unknown.problem(
            "{n} thumbnails belong to no photo; --repair takes them away.",
            REPAIR,
            partial(_drop, stray),
        ),
    )
    return Check("thumbnails", looked_at, problems)


def _read_columns_again(stores: Stores) -> str:
    stores.catalog.path.with_suffix(".columns").unlink(missing_ok=True)
    return "Threw away the columns that are kept for a quick start; they are read again."


def _begin_thumbnails(stores: Stores) -> str:
    stores.write(stores.thumbnails.clear).result()
    return "Began the file of the thumbnails anew; they are made again as they are looked at."


def _drop(keys: list[bytes], stores: Stores) -> str:
    stores.write(lambda: stores.thumbnails.drop(keys)).result()
    return f"Took away {len(keys):,} thumbnails."
