"""Two programs write about one picture: what each changed since both last agreed, together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from photoclip.catalog.write_queue import Material, Waiting
from photoclip.photos.xmp.keywords import distinct, key_of
from photoclip.photos.xmp.writing import Rewording
from photoclip.records_metadata import WORDS, Said

MINE, THEIRS = "mine", "theirs"
_SINGLE = tuple(name for name in WORDS if name != "keywords")


@dataclass(frozen=True, slots=True)
class Merged:
    """What is to be said from now on.

    Attributes:
        final: all words.
        conflicts: fields that both changed, with what the other program wrote; they stay.
        adopted: fields in which the other program's word counts by the person's decision.
    """

    final: Said
    conflicts: Mapping[str, Any]
    adopted: tuple[str, ...] = ()


def merged(waiting: Waiting, known: Material, theirs: Said) -> Merged:
    """Brings together what the library says and what lies on the disk.

    Keywords are merged one by one, so that they never clash; what the person gave stays. Of the
    other fields the one side counts that changed since both last agreed. Where both did, or the
    other program changed what the person had decided here, the person is asked.

    Args:
        waiting: with what both said when they last agreed, and what the person settled since.
        known: what the library says.
        theirs: what other programs, and the file itself, say now.
    """
    base, mine, settled = waiting.base, known.mine, waiting.settled
    final: dict[str, Any] = {"keywords": _keywords(base, known, theirs)}
    conflicts: dict[str, Any] = {}
    adopted: list[str] = []
    for name in _SINGLE:
        ours, other = getattr(mine, name), getattr(theirs, name)
        final[name] = other
        if _same(ours, other):
            continue
        decided = settled.get(name)
        if decided == THEIRS:
            adopted.append(name)
        elif decided == MINE or _same(other, base.get(name)):
            final[name] = ours
        elif name in known.decided or not _same(ours, base.get(name)):
            conflicts[name] = other
    return Merged(Said(**final), conflicts, tuple(adopted))


def difference(final: Said, there: Said, left: Collection[str] = ()) -> Rewording | None:
    """What has to be written where `there` is said, for `final` to be said; None: nothing.

    `left`: fields that stay as they are.
    """
    values: dict[str, str | int | None] = {}
    for name in _SINGLE:
        value = getattr(final, name)
        if name not in left and not _same(value, getattr(there, name)):
            values[name] = value or (0 if name == "rating" else "")
    wanted, found = final.keywords or (), there.keywords or ()
    same = set(map(key_of, wanted)) == set(map(key_of, found))
    return None if same and not values else Rewording(None if same else wanted, values)


def together(own: Said, said: Said) -> Said:
    """What other programs see: a sidecar's words, and the file's where it has none."""
    words: dict[str, Any] = {
        name: getattr(own if getattr(said, name) is None else said, name) for name in WORDS
    }
    return Said(**words)


def _same(one: Any, other: Any) -> bool:
    """No title and an empty one, no rating and no stars, are the same."""
    return (one or None) == (other or None)


def _keywords(base: Mapping[str, Any], known: Material, theirs: Said) -> tuple[str, ...]:
    """Theirs, with what was added here and without what was taken off here."""
    was = {key_of(each) for each in base.get("keywords") or ()} - known.given
    ours = {key_of(each): each for each in known.mine.keywords or ()}
    off = {key_of(each) for each in base.get("keywords") or ()} - set(ours)
    kept = [each for each in theirs.keywords or () if key_of(each) not in off]
    added = [each for key, each in ours.items() if key not in was]
    return distinct([*kept, *added])
