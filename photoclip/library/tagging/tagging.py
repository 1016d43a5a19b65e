"""Label lists of one library: what the command line and the window do with them."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from photoclip.catalog import label_lists
from photoclip.catalog.entries import Feedback, HeadVersion, ReviewAnswer, RunTags, TagRun
from photoclip.catalog.forms import key_of
from photoclip.catalog.transaction import Transaction
from photoclip.errors import UsageError
from photoclip.library.labels import read_label_list
from photoclip.library.organising import Done, Ids, Organising
from photoclip.library.steady import steady
from photoclip.library.stores import Stores
from photoclip.library.tagging.arriving import Arrivals
from photoclip.library.tagging.inbox import InboxGroup, Words, grouped, new_words
from photoclip.library.tagging.learning import Learned, Learning
from photoclip.library.tagging.proposals import (
    LabelScores,
    RunDiff,
    TagProposal,
    proposal_of,
)
from photoclip.library.tagging.proposing import proposed, scored
from photoclip.library.tagging.renaming import rename_list
from photoclip.library.tagging.review import LabelReview
from photoclip.library.tagging.vectors import blocks_of, wholes_of
from photoclip.library.tagging.versions import History, Versions
from photoclip.library.tagging.writing import RunWriter
from photoclip.library.tower import Tower
from photoclip.records import Edit, LabelList

Block = tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]


class Tagging:
    """Label lists and their runs in one library. All calls block and may come from any thread."""

    def __init__(self, stores: Stores, tower: Callable[[], Tower], organising: Organising) -> None:
        """Tag what these stores keep with the model in use; decisions are edits of the person."""
        self._stores, self._tower, self._organising = stores, tower, organising
        self._learning = Learning(stores, tower)
        self._writer = RunWriter(stores)
        self._versions = Versions(stores, self._learning, organising)

    def check(self, labels: LabelList) -> None:
        """Whether a list makes sense.

        Raises:
            UsageError: it does not; the sentence says why.
        """
        label_lists.check(labels)

    # ── lists ───────────────────────────────────────────────────────────────────────────────

    def lists(self) -> tuple[LabelList, ...]:
        """The label lists, by name."""
        return self._stores.catalog.label_lists()

    def label_list(self, name: str) -> LabelList:
        """One list.

        Raises:
            LibraryError: there is none of that name.
        """
        return self._stores.catalog.label_list(name)

    def save(self, labels: LabelList) -> LabelList:
        """Keep a list under its name; its version rises when anything in it changed.

        Photos that lie in a newly named folder already are not tagged by themselves.

        Raises:
            UsageError: it makes no sense; the sentence says why.
        """
        return self._stores.commit(lambda tx: tx.save_label_list(labels), edit=True).result()

    def import_file(
        self, path: Path, name: str = "", *, exclusive: bool | None = None
    ) -> LabelList:
        """Read a list from a file and keep it.

        What the file does not say (a table or plain text knows no templates and folders) stays
        as in the library's list of that name. The person's answers belong to labels and stay.

        Raises:
            DataError: the file cannot be read or holds no label.
            UsageError: the list makes no sense.
        """
        known = {key_of(each.name): each for each in self.lists()}
        named = read_label_list(path, name).name
        read = read_label_list(path, name, known.get(key_of(named)))
        return self.save(read if exclusive is None else replace(read, exclusive=exclusive))

    def rename(self, old: str, new: str) -> Edit:
        """Give a list another name, see `tagging.renaming`.

        Raises:
            LibraryError: there is no list of that name.
            UsageError: the new name is empty or taken.
        """
        return rename_list(self._stores, self._organising, old, new)

    def rename_label(self, list_name: str, old: str, new: str) -> LabelList:
        """Give a label another name; tags and answers follow, see `catalog.renaming`.

        Raises:
            LibraryError: there is no list of that name.
            UsageError: it has no such label, or has one of the new name.
        """
        self._organising.rename_label(self.label_list(list_name).name, old, new)
        return self.label_list(list_name)

    def delete(self, name: str) -> None:
        """Delete a list; tags that its runs gave stay.

        Raises:
            LibraryError: there is none of that name.
        """
        self._stores.commit(lambda tx: tx.delete_label_list(name), edit=True).result()

    # ── runs ────────────────────────────────────────────────────────────────────────────────

    def scores(self, labels: LabelList, photo_ids: Ids | None = None) -> LabelScores:
        """How likely each label fits each photo, from stored vectors; nothing is written.

        Args:
            labels: the list, which need not be kept.
            photo_ids: of these photos; None: all.
        """
        self._tower()
        scorer, learned = self._learning.scorer(labels)
        wanted = None if photo_ids is None else np.asarray(photo_ids, np.int64)
        blocks = list(scored(self._stores, labels, scorer, wanted))
        nothing = np.empty((0, len(labels.labels)), np.float32)
        return LabelScores(
            labels,
            np.concatenate([np.empty(0, np.int64), *(ids for ids, _ in blocks)]),
            np.concatenate([nothing, *(chances for _, chances in blocks)]),
            learned,
        )

    def propose(self, labels: LabelList, photo_ids: Ids | None = None) -> TagProposal:
        """The tags that fit, from stored vectors; no picture is read and nothing is written.

        What the person accepted and rejected of these labels makes the learned head that judges.

        Args:
            labels: the list, which need not be kept.
            photo_ids: for these photos; None: all.

        Raises:
            UsageError: the list makes no sense.
        """
        self.check(labels)
        return steady(self._stores, self._tower, lambda: self._proposed(labels, photo_ids))

    def _proposed(self, labels: LabelList, photo_ids: Ids | None) -> TagProposal:
        scorer, learned = self._learning.scorer(labels)
        feedback = self._stores.catalog.feedback(labels)
        if photo_ids is None:
            return proposed(self._stores, labels, scorer, feedback, learned)
        blocks = scored(self._stores, labels, scorer, np.asarray(photo_ids, np.int64))
        return proposal_of(labels, blocks, feedback, learned)

    def diff(self, proposal: TagProposal) -> RunDiff:
        """What applying a proposal would change, against what earlier runs of its list gave."""
        said = proposal.said(proposal.labels, self._stores.model_id, None)
        return RunDiff(self._stores.catalog.run_changes(said))

    def apply(self, proposal: TagProposal) -> TagProposal:
        """Write proposed tags as one run that can be undone; decisions of the person stand.

        What earlier runs of the list gave and this one does not repeat goes. A long run is written
        in steps, see `RunWriter`; one that is cut off is taken back. It is the latest edit to undo.

        Raises:
            LibraryError: the list was changed meanwhile, or the library cannot be written.
        """
        done = self._applied(proposal)
        self._organising.keep(self._undoable(done))
        return done

    def _applied(self, proposal: TagProposal) -> TagProposal:
        self._tower()
        model_id, learned = self._stores.model_id, proposal.learned

        def begin(tx: Transaction) -> RunTags:
            labels = tx.save_label_list(proposal.labels)
            return proposal.said(labels, model_id, self._kept_head(tx, labels, learned))

        said = self._writer.write(begin)
        return replace(proposal, labels=said.labels, run=said.run)

    def _undoable(self, applied: TagProposal) -> Done:
        """A run as the latest edit; done again it is another run of the same tags."""
        name, run = applied.labels.name, applied.run or 0
        photos = tuple(np.unique(applied.photo_ids).tolist())

        def redo() -> Done:
            if self.label_list(name) != applied.labels:
                raise UsageError(f"The label list '{name}' is another one now; apply it anew.")
            return self._undoable(self._applied(applied))

        edit = Edit(f'Tag {len(photos):,} photos by "{name}"', "run", photos, name, run)
        return Done(edit, len(applied.photo_ids), lambda: self._writer.undo(run), redo)

    def arrivals(
        self, on_photos: Callable[[tuple[int, ...]], None] | None, stop: threading.Event
    ) -> Arrivals:
        """Tags the new photos of one index run in the folders of lists, see `Arrivals`."""
        return Arrivals(self._stores, self.propose, self._kept_head, on_photos=on_photos, stop=stop)

    def undo(self, run: int) -> int:
        """Take back what a run did; how many tags it had given.

        Raises:
            LibraryError: there is no such run, or it was undone already.
        """
        given = self._writer.undo(run)
        self._organising.forget("run", run)
        return given

    def runs(self) -> tuple[TagRun, ...]:
        """All automatic runs, the latest first."""
        return self._stores.catalog.runs()

    # ── the person ──────────────────────────────────────────────────────────────────────────

    def tag(self, photo_ids: Sequence[int], name: str) -> int:
        """The person gives photos a tag, see `Organising.tag`; how many are new."""
        return self._organising.tag(photo_ids, name).count

    def untag(self, photo_ids: Sequence[int], name: str) -> int:
        """The person takes a tag off photos, for good; how many had it."""
        return self._organising.untag(photo_ids, name).count

    def accept(self, photo_ids: Ids, list_name: str, label: str) -> Edit:
        """The person says that a label fits photos: they have the tag, and the list learns.

        Raises:
            LibraryError: there is no list of that name.
            UsageError: it has no such label.
        """
        return self._organising.tag(photo_ids, self._label(list_name, label))

    def reject(self, photo_ids: Ids, list_name: str, label: str) -> Edit:
        """The person says that a label is wrong for photos, for good, and the list learns.

        Raises:
            LibraryError: there is no list of that name.
            UsageError: it has no such label.
        """
        return self._organising.refuse(photo_ids, self._label(list_name, label))

    def feedback(self, list_name: str) -> Feedback:
        """What the person accepted and rejected of a list's labels.

        Raises:
            LibraryError: there is no list of that name.
        """
        return self._stores.catalog.feedback(self.label_list(list_name))

    # ── learning ────────────────────────────────────────────────────────────────────────────

    def learn(self, name: str) -> HeadVersion | None:
        """Store what a list knows now, unless it is stored; None: there is nothing to learn.

        Raises:
            LibraryError: there is no list of that name.
        """
        self._tower()
        return self._learning.learn(name)

    def versions(self, name: str) -> tuple[HeadVersion, ...]:
        """What a list learned, the oldest version first; the texts alone are version 0.

        Raises:
            LibraryError: there is no list of that name.
        """
        return self._stores.catalog.head_versions(name)

    def compare(self, name: str, before: int, after: int) -> RunDiff:
        """What one version of what a list learned gives and another does not.

        Raises:
            LibraryError: there is no such list or version, or it was another model's.
        """
        self._tower()
        return self._versions.compare(name, before, after)

    def history(self, name: str) -> History:
        """What a list learned, and which version of it counts.

        Raises:
            LibraryError: there is no list of that name.
        """
        self._tower()
        return self._versions.history(name)

    def changes_by(self, name: str, version: int) -> RunDiff:
        """What a list would tag otherwise, were it to go back to a version, see `revert`.

        Raises:
            LibraryError: there is no such list or version, or it was another model's.
        """
        self._tower()
        return self._versions.changes(name, version)

    def revert(self, name: str, version: int) -> HeadVersion:
        """Go back to what a list knew at an earlier version, 0 for the texts alone.

        This is a new version, which counts until the next answer; that learns from all answers. It
        is the latest edit to undo.

        Raises:
            LibraryError: there is no such list or version, or it was another model's.
        """
        self._tower()
        self._versions.revert(name, version)
        return self.versions(name)[-1]

    def review(self, list_name: str, label: str) -> LabelReview:
        """Look for a label's threshold by asking about photos; a review can be taken up again.

        Raises:
            LibraryError: there is no list of that name, or a new review cannot be noted.
            UsageError: it has no such label.
            DataError: there is no photo to ask about.
        """
        self._tower()
        label = self._label(list_name, label)
        labels = self.label_list(list_name)
        return LabelReview(self._stores, self._learning, self._organising, self.save, labels, label)

    # ── none of these ───────────────────────────────────────────────────────────────────────

    def none_of_these(self, list_name: str, *, most: int = 12) -> tuple[InboxGroup, ...]:
        """Photos that no label of a list explains, in groups, with words for new labels.

        Args:
            list_name: the list.
            most: groups, at most.

        Raises:
            LibraryError: there is no list of that name.
        """
        labels = self.label_list(list_name)
        tower = self._tower()
        scorer, _ = self._learning.scorer(labels)
        feedback = self._stores.catalog.feedback(labels)
        given = proposed(self._stores, labels, scorer, feedback).photo_ids
        put_aside = [each.photo_id for each in self._stores.catalog.review_answers(labels.name, "")]
        explained = np.concatenate(
            [given, feedback.photo_ids[feedback.accepted], np.array(put_aside, np.int64)]
        )
        ids, vectors = wholes_of(self._stores, without=explained)
        names = new_words(labels)
        prototypes = tower.prototypes(LabelList("words", names))
        library = (block for _, block in blocks_of(self._stores))
        words = Words.of(names, prototypes, library)
        return grouped(ids, vectors, words, most=most)

    def dismiss(self, list_name: str, photo_ids: Ids) -> None:
        """Photos need no label of a list; `none_of_these` does not show them again.

        Raises:
            LibraryError: there is no list of that name.
        """
        name = self.label_list(list_name).name
        answers = [ReviewAnswer(int(each), 0.0, 0) for each in photo_ids]

        def write(tx: Transaction) -> None:
            for each in answers:
                tx.note_answer(name, "", each)

        self._stores.commit(write, edit=True).result()

    # ── within ──────────────────────────────────────────────────────────────────────────────

    def _kept_head(self, tx: Transaction, labels: LabelList, learned: Learned | None) -> int | None:
        """The stored version of what a proposal was judged by; None: the texts alone."""
        if learned is None or learned.version is not None:
            return None if learned is None else learned.version
        return tx.keep_head(labels.name, self._learning.version_of(labels, learned))

    def _label(self, list_name: str, label: str) -> str:
        labels = self.label_list(list_name)
        for each in labels.labels:
            if key_of(each) == key_of(label):
                return each
        known = ", ".join(labels.labels)
        raise UsageError(f"The label list '{labels.name}' has no label '{label}' (it has {known}).")
