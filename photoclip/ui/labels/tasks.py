"""What is asked of a library about its label lists; all of it blocks and knows no Qt."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from photoclip.library.labels import read_label_list, write_label_list
from photoclip.library.tagging import RunDiff, TagProposal
from photoclip.records import Edit, LabelList
from photoclip.ui.labels.change_view import Change
from photoclip.ui.labels.inbox_page import Group
from photoclip.ui.labels.runs_page import Run
from photoclip.ui.labels.scores import RankedList, sorted_out

if TYPE_CHECKING:
    from photoclip.library.library import Library


@dataclass(frozen=True, slots=True)
class Lists:
    """The label lists that there are."""

    own: tuple[LabelList, ...] = ()
    starters: tuple[LabelList, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What a run of a list would change."""

    proposal: TagProposal
    changes: tuple[Change, ...]
    photos: int  # that the list would tag


@dataclass(frozen=True, slots=True)
class Written:
    """A run that was written, or taken back."""

    name: str  # of the list
    run: int
    tags: int
    photo_ids: tuple[int, ...]  # whose tags may be others now


def lists(library: "Library", folder: Path) -> Lists:
    """The library's lists, and those of `folder` that it has not taken up."""
    own = library.tagging.lists()
    names = {each.name.casefold() for each in own}
    files = (file for file in sorted(folder.glob("*.txt")) if file.stem.casefold() not in names)
    return Lists(own, tuple(map(read_label_list, files)))


def scores(library: "Library", labels: LabelList) -> RankedList:
    """What a list says of every photo."""
    found = library.tagging.scores(labels)
    ranked = sorted_out(labels, found.photo_ids, found.chances)
    return replace(ranked, decided=_decided(library, labels.name))


def _decided(library: "Library", name: str) -> dict[str, dict[int, bool]]:
    """What the person said of a list's labels; nothing where the library has no such list."""
    kept = next((each for each in library.tagging.lists() if each.name == name), None)
    if kept is None:
        return {}
    said = library.tagging.feedback(name)
    found: dict[str, dict[int, bool]] = {}
    columns = (said.photo_ids.tolist(), said.label_index.tolist(), said.accepted.tolist())
    for photo, place, accepted in zip(*columns, strict=True):
        found.setdefault(kept.labels[place], {})[photo] = accepted
    return found


def find(library: "Library", labels: LabelList) -> Found:
    """What a run would change."""
    proposal = library.tagging.propose(labels)
    changes = _changes(library.tagging.diff(proposal))
    return Found(proposal, changes, len(np.unique(proposal.photo_ids)))


def compare(library: "Library", name: str, version: int) -> tuple[Change, ...]:
    """What a list would tag otherwise by a version of what it learned."""
    return _changes(library.tagging.changes_by(name, version))


def _changes(diff: RunDiff) -> tuple[Change, ...]:
    return tuple(Change(each.label, each.added, each.removed, each.kept) for each in diff.changes)


def apply(library: "Library", found: Found) -> Written:
    """Write a run."""
    done = library.tagging.apply(found.proposal)
    changed = [ids for each in found.changes for ids in (each.added, each.removed)]
    ids = np.unique(np.concatenate(changed)).tolist() if changed else []
    return Written(done.labels.name, done.run or 0, len(done.photo_ids), tuple(ids))


def take_back(library: "Library", name: str, run: int) -> Written:
    """Undo a run; any photo may be another then."""
    tags = library.tagging.undo(run)
    return Written(name, run, tags, tuple(library.showing.browse().tolist()))


def runs(library: "Library") -> tuple[Run, ...]:
    """The runs so far, the latest first."""
    return tuple(
        Run(
            each.id,
            each.created_at.astimezone().replace(tzinfo=None),
            each.list_name,
            each.list_version,
            sum(added for added, _, _ in each.changes.values()),
            sum(removed for _, removed, _ in each.changes.values()),
            each.tags,
            each.origin == "arrived",
            each.undone,
        )
        for each in library.tagging.runs()
    )


def groups(library: "Library", labels: LabelList) -> tuple[Group, ...]:
    """Photos that no label of a list explains; the list is kept, for it remembers them."""
    kept = library.tagging.save(labels)
    found = library.tagging.none_of_these(kept.name)
    return tuple(Group(each.photo_ids, tuple(each.words)) for each in found)


def rename_list(library: "Library", labels: LabelList, name: str) -> Edit:
    """Give a list another name; it is kept first, as it is now."""
    return library.tagging.rename(library.tagging.save(labels).name, name)


def judge(library: "Library", photo: int, name: str, label: str, *, right: bool) -> Edit:
    """A person says whether a label fits a photo."""
    say = library.tagging.accept if right else library.tagging.reject
    return say([photo], name, label)


def export(labels: LabelList, file: Path) -> str:
    """Write a list to a file; the file's name."""
    write_label_list(labels, file)
    return file.name
