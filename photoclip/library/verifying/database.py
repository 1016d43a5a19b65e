"""The catalog by itself: the database's pages, rows that name what is not there, runs."""

from functools import partial

from photoclip.catalog import damage
from photoclip.catalog.examining import CatalogExam, by_table, counted
from photoclip.library.stores import Stores
from photoclip.library.verifying.verdict import REPAIR, RESTORE, Check, Problem, Tally

_WHAT = {
    "vector": "vectors",
    "file": "places of files",
    "failure": "recorded failures",
    "tag": "tags",
    "label_seen": "notes on what a list has looked at",
    "search_health": "records of saved searches",
    "sidecar": "notes on sidecars",
    "sidecar_photo": "notes on what sidecars say",
    "metadata_agreed": "notes on what was written back",
    "metadata_write": "photos to be written back",
    "copy_compared": "notes on what was compared",
    "copy_pair": "pairs of copies",
    "decision": "stars and flags",
    "album_photo": "entries of albums",
    "search_pin": "pinned photos",
    "label": "labels",
    "label_review": "answers about labels",
    "label_head": "learned heads",
    "companion": "pairs of files",
    "moving": "notes on what moves",
}


def database(exam: CatalogExam, *, deep: bool) -> Check:
    """Whether SQLite finds the file whole, and every row names what is there."""
    found = exam.damage(deep=deep)
    if found:
        sentence = str(damage.damaged(exam.path))
        return Check("database", 0, (Problem(sentence, len(found), RESTORE, tuple(found[:20])),))
    orphans = exam.orphans()
    problems = [
        Problem(
            f"{count:,} {_WHAT.get(table, table)} belong to nothing that is in the library; "
            "--repair takes them away, as they are made anew where they are needed.",
            count,
            REPAIR,
            cure=partial(_drop, table, by_table(orphans).get(table, [])),
        )
        for table, count in counted(orphans, derived=True).items()
    ]
    problems += [
        Problem(
            f"{count:,} {_WHAT.get(table, table)} belong to nothing that is in the library; they "
            "may be yours and stay as they are; a backup may have what they belong to.",
            count,
            RESTORE,
        )
        for table, count in counted(orphans, derived=False).items()
    ]
    return Check("database", 1, (*problems, *_pairs(exam)))


def _pairs(exam: CatalogExam) -> tuple[Problem, ...]:
    """Whether raw files and the videos of Live Photos belong to the pictures beside them."""
    count = exam.wrong_pairs()
    said = "raw files or videos are not shown with the pictures beside them, or with others; "
    sentence = f"{count:,} {said}--repair puts them together."
    return (Problem(sentence, count, REPAIR, cure=_join),) if count else ()


def is_damaged(check: Check) -> bool:
    """Whether the pages of the database are damaged, so that nothing else can be looked at."""
    return check.looked_at == 0


def runs(exam: CatalogExam, total: int) -> Check:
    """Whether the tags of automatic runs follow one another as the runs did."""
    wrong = Tally()
    of_lists = exam.wrong_runs()
    for key, count in of_lists.items():
        wrong.add([key], count=count)
    sentence = "{n} tags of automatic runs count although a later run said otherwise, or the other "
    sentence += "way round; --repair puts them in order."
    cure = partial(_chain, list(of_lists))
    return Check("runs", total, wrong.problem(sentence, REPAIR, cure))


def _drop(table: str, rows: list[int], stores: Stores) -> str:
    stores.commit(lambda tx: tx.drop_orphans({table: rows})).result()
    return f"Took away {_WHAT.get(table, table)} that belonged to nothing."


def _join(stores: Stores) -> str:
    stores.commit(lambda tx: tx.settle_pairs()).result()
    return "Put raw files and videos together with their pictures."


def _chain(list_keys: list[str], stores: Stores) -> str:
    stores.commit(lambda tx: tx.mend_runs(list_keys)).result()
    return "Put the tags of automatic runs in order."
