"""The table of pictures: one file of each kind, written here."""

from pathlib import Path

from formats_cases import CASES, Case
from formats_rows import Section
from formats_run import Outcome, indexed, metadata, outcomes

_LEAD = """
Every file shows the same scene. *Seen*: its thumbnail shows that scene, in the right colours.
*Embedded*: it has a vector and is found by what is in it. *Metadata*: what was read out of the
file; none where nothing was written into it, or where it cannot hold any. All of them are made by
`tests/formats_cases.py`.
"""


def section(folder: Path, data: Path | None) -> Section:
    """Index one file of each kind."""
    del data
    return table("Pictures", _LEAD, CASES, folder)


def table(title: str, lead: str, cases: tuple[Case, ...], folder: Path) -> Section:
    """Index the files of cases and tell what came of them."""
    (folder / "pictures").mkdir()
    for case in cases:
        (folder / "pictures" / case.file).write_bytes(case.make())
    with indexed(folder) as library:
        found = outcomes(library)
    head = ("Format", "Variant", "Seen", "Embedded", "Metadata", "Tested with")
    return Section(title, lead, head, [_row(case, found.get(case.file)) for case in cases])


def _row(case: Case, outcome: Outcome | None) -> tuple[str, ...]:
    if outcome is None or outcome.photo is None:
        why = "passed over" if outcome is None else outcome.reason
        return case.format, case.variant, f"no: {why}", "no", "none", f"`{case.file}`"
    seen = "yes" if outcome.seen(case.shows(), case.tolerance) else "no"
    embedded = "yes" if outcome.embedded else "no"
    facts = metadata(outcome.photo.facts)
    return case.format, case.variant, seen, embedded, facts, f"`{case.file}`"
