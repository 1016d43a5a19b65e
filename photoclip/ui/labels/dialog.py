"""Label lists: which there are, what is in one, what it would tag, what it tagged."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from photoclip.records import Edit, LabelList
from photoclip.ui.labels import changing
from photoclip.ui.labels.drafting import Draft
from photoclip.ui.labels.editor_page import EditorPage
from photoclip.ui.labels.frame import Frame
from photoclip.ui.labels.glance import Glance
from photoclip.ui.labels.inbox_page import Group, InboxPage
from photoclip.ui.labels.learning_page import LearningPage
from photoclip.ui.labels.options_page import OptionsPage
from photoclip.ui.labels.reviewing import Reviewing
from photoclip.ui.labels.run_page import RunPage
from photoclip.ui.labels.runs_page import RunsPage
from photoclip.ui.labels.scores import RankedList
from photoclip.ui.labels.side import ListsSide
from photoclip.ui.labels.tasks import Found, Lists, Written
from photoclip.ui.labels.work import LabelLists
from photoclip.ui.naming import named
from photoclip.ui.organise import sayings
from photoclip.ui.overrides import override
from photoclip.ui.room import take_room
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme

_RUNS = 4  # the place of that page


class LabelListDialog(QDialog):
    """What is changed here is kept by itself; tags are given only by a run that was looked at."""

    def __init__(
        self, lists: LabelLists, theme: Theme, name: str = "", parent: QWidget | None = None
    ) -> None:
        """Show the list of this name first; empty: any."""
        super().__init__(parent)
        named(self, "labelListDialog", tr("Labels", "Label lists"))
        self.setWindowTitle(tr("Labels", "Label lists"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(864, 480)
        take_room(self, 1080, 720)
        self._lists, self._theme, self._wanted = lists, theme, name
        self._draft = Draft(lists, self)
        self._scores: RankedList | None = None
        self._found: Found | None = None
        self._side = ListsSide()
        self._frame = Frame(theme)
        library, jobs = lists.library, lists.jobs
        self._editor = EditorPage(library, jobs, theme)
        self._run = RunPage(library, jobs, theme)
        self._inbox = InboxPage(library, jobs, theme)
        self._learning = LearningPage(lists, theme)
        self._runs = RunsPage(theme)
        self._options = OptionsPage()
        self._glance = Glance(library, jobs, theme, self)
        self._reviewing = Reviewing(lists, theme, self)
        self._arrange()
        self._connect()
        self._show_list()
        lists.list_all()

    @override
    def done(self, arg__1: int) -> None:
        self._draft.keep()
        super().done(arg__1)

    # Which list

    def _show_lists(self, found: Lists) -> None:
        self._draft.know(found)
        self._side.show_lists(found, self._wanted)

    def _choose(self, name: str) -> None:
        self._wanted = name
        if name and self._draft.name == name:
            self._tell_about()
            self._allow()
            return
        self._begin(self._draft.known(name))
        self._draft.look()

    def _make(self, name: str) -> None:
        """A new list is kept with its first label."""
        self._wanted = name
        self._frame.tabs.setCurrentIndex(0)
        self._begin(LabelList(name, ()))

    def _begin(self, labels: LabelList | None) -> None:
        self._draft.begin(labels)
        self._scores = None
        self._forget()
        self._show_list()

    def _show_list(self) -> None:
        labels, writable = self._draft.labels, self._lists.writable
        self._editor.show_list(labels, writable=writable)
        self._editor.show_scores(self._scores, self._why_not())
        self._options.show_list(labels, writable=writable)
        self._tell_about()
        self._allow()

    def _tell_about(self) -> None:
        labels = self._draft.labels
        self._learning.show_list(self._draft.name if self._draft.is_own else "")
        self._frame.show_list(labels, kept=self._draft.is_own)

    # What is in it

    def _edit(self, labels: LabelList) -> None:
        self._draft.edit(labels)
        self._forget()
        self._options.show_list(labels, writable=self._lists.writable)
        self._tell_about()

    def _choose_options(self, labels: LabelList) -> None:
        self._edit(labels)
        self._editor.show_list(labels, writable=self._lists.writable)

    def _rename(self, old: str, new: str) -> None:
        labels = self._draft.labels
        if labels is None:
            return
        changed = changing.renamed(labels, old, new)
        if self._draft.is_own:  # the tags that were given follow
            self._draft.rename(changed)
            self._lists.rename_label(labels.name, old, new)
        else:
            self._edit(changed)
        self._show_list()

    def _rename_list(self, name: str) -> None:
        self._wanted = name
        labels = self._draft.rename_list(name)
        if labels is not None and labels.labels:
            self._lists.rename_list(labels, name)
        self._tell_about()

    def _follow_list(self, old: str, new: str) -> None:
        """A list has another name; what was found names the old one."""
        if self._draft.name == old:
            self._draft.rename_list(new)
        self._tell_about()
        self._forget()
        said = tr("Labels", "“{old}” is called “{new}” now.").format(old=old, new=new)
        self._list_again(new, said)

    def _undo(self) -> None:
        self._draft.keep()
        self._lists.undo()

    def _show_undone(self, edit: Edit) -> None:
        """Whatever was taken back, the list may be another one now."""
        self._draft.forget()
        self._forget()
        self._list_again(self._wanted, sayings.undone(edit))
        self._lists.list_runs()

    def _show_changed(self, labels: LabelList) -> None:
        """A label was renamed, or its threshold found."""
        if labels.name == self._draft.name:
            self._draft.replace_with(labels)
            self._forget()
            self._show_list()
            self._draft.look()

    def _show_reviewed(self, labels: LabelList) -> None:
        self._show_changed(labels)
        self._frame.say(tr("Labels", "The threshold is set by your answers."))

    def _show_scores(self, scores: RankedList) -> None:
        draft = self._draft.labels
        if draft is not None and changing.scores_alike(scores.labels, draft):
            self._scores = scores
            self._editor.show_scores(scores, self._why_not())

    def _why_not(self) -> str:
        if self._scores is None:
            return tr("Labels", "Looking at the photos…")
        if self._scores.photos:
            return ""
        return tr("Labels", "No photo has been looked at yet; the preview comes with the first.")

    def _show_no_scores(self, sentence: str) -> None:
        self._scores = None
        self._editor.show_scores(None, sentence)

    def _judge(self, label: str, photo: int, right: bool) -> None:
        labels = self._draft.leave_to()
        if labels is not None and self._lists.writable:
            self._lists.judge(labels, label, photo, right)

    def _show_judged(self, edit: Edit) -> None:
        yes = edit.kind == "tag"
        said = tr("Labels", "Yes: “{label}”") if yes else tr("Labels", "No: not “{label}”")
        self._frame.say(said.format(label=edit.name))
        self._forget()
        self._draft.look()
        if not self._draft.is_own:
            self._lists.list_all()

    def _show_learned(self, name: str, version: int) -> None:
        """It judges by another version now, or keeps what it knows as one."""
        said = tr("Labels", "Kept as a version.")
        if version >= 0:
            said = tr("Labels", "“{name}” judges by it now; Apply shows what that changes.")
        self._frame.say(said.format(name=name))
        self._forget()
        self._draft.look()

    # What it would tag

    def _forget(self) -> None:
        """What was found holds no longer."""
        self._found = None
        self._run.forget()
        self._inbox.forget()
        self._learning.look()
        self._allow()

    def _find(self) -> None:
        if self._draft.labels is not None:
            self._frame.say(tr("Labels", "Looking which photos fit…"))
            self._lists.find(self._draft.labels)

    def _show_found(self, found: Found) -> None:
        labels = self._draft.labels
        if labels is None or not changing.alike(found.proposal.labels, labels):
            return
        self._found = found
        self._run.show_changes(found.changes)
        self._frame.say(tr("Labels", "%Ln photo(s) fit these labels.", "", found.photos))
        self._allow()
        if self._run.apply.isEnabled():
            self._run.apply.setFocus()

    def _apply(self) -> None:
        if self._found is not None:
            self._frame.say(tr("Labels", "Writing tags…"))
            self._draft.leave_to()
            self._lists.apply(self._found)

    def _show_written(self, done: Written) -> None:
        self._forget()
        self._frame.say(
            tr("Labels", "%Ln tag(s) stand. What you tagged yourself stays.", "", done.tags)
        )
        self._wanted = done.name
        self._frame.tabs.setFocus()
        self._lists.list_all()
        self._lists.list_runs()

    def _show_taken_back(self, done: Written) -> None:
        self._forget()
        self._frame.say(tr("Labels", "%Ln tag(s) taken back.", "", done.tags))
        self._lists.list_runs()

    def _group(self) -> None:
        labels = self._draft.leave_to()
        if labels is not None:
            self._frame.say(tr("Labels", "Looking for photos that no label explains…"))
            self._lists.group(labels)

    def _show_groups(self, name: str, groups: tuple[Group, ...]) -> None:
        if self._draft.name == name:
            self._frame.say("")
            self._inbox.show_groups(groups, writable=self._lists.writable)
            if not self._draft.is_own:
                self._lists.list_all()

    def _take_word(self, word: str) -> None:
        """A proposed word becomes a label; the other groups stay in view."""
        labels = self._draft.labels
        if labels is None:
            return
        self._draft.edit(changing.with_label(labels, word))
        self._found = None
        self._run.forget()
        self._show_list()
        self._frame.say(tr("Labels", "“{label}” is a label of this list now.").format(label=word))

    def _review(self, label: str) -> None:
        labels = self._draft.leave_to()
        if labels is not None:
            self._reviewing.begin(labels, label)

    # Whole lists

    def _export(self, file: Path) -> None:
        if self._draft.labels is not None:
            self._lists.export(self._draft.labels, file)

    def _show_imported(self, labels: LabelList) -> None:
        self._draft.forget()
        said = tr("Labels", "“{name}” is in the library now.").format(name=labels.name)
        self._list_again(labels.name, said)

    def _show_deleted(self, name: str) -> None:
        self._draft.forget()
        said = tr("Labels", "“{name}” is deleted; its tags stay.").format(name=name)
        self._list_again(name, said)

    def _show_exported(self, file: str) -> None:
        self._frame.say(tr("Labels", "Written to {file}.").format(file=file))

    def _list_again(self, name: str, news: str) -> None:
        self._wanted = name
        self._frame.say(news)
        self._lists.list_all()

    # The dialog itself

    def _show_trouble(self, sentence: str) -> None:
        self._frame.say(sentence, trouble=True)
        self._allow()

    def _allow(self) -> None:
        free, writable = not self._lists.busy, self._lists.writable
        labels = self._draft.labels
        ready = free and labels is not None and bool(labels.labels)
        self._side.allow(free=free, writable=writable)
        self._run.look.setEnabled(ready)
        self._run.apply.setEnabled(ready and writable and self._run.has_changes)
        self._inbox.look.setEnabled(ready and writable)
        self._learning.allow(free=free)
        self._runs.allow(free and writable)
        self._frame.show_busy(not free)

    def _turn_busy(self, busy: bool) -> None:
        if busy:
            self._frame.hold_focus(busy)
        self._allow()
        if not busy:
            self._frame.hold_focus(busy)

    def _turn(self, place: int) -> None:
        if place == _RUNS:
            self._lists.list_runs()

    def _arrange(self) -> None:
        self._frame.add_pages(
            (tr("Labels", "Labels"), self._editor),
            (tr("Labels", "Apply"), self._run),
            (tr("Labels", "None of these"), self._inbox),
            (tr("Labels", "Learning"), self._learning),
            (tr("Labels", "Runs"), self._runs),
            (tr("Labels", "Options"), self._options),
        )
        across = QHBoxLayout(self)
        across.setContentsMargins(20, 20, 20, 16)
        across.setSpacing(24)
        across.addWidget(self._side)
        across.addWidget(self._frame, 1)
        self._side.focus_list()

    def _connect(self) -> None:
        self._connect_lists()
        self._frame.turned.connect(self._turn)
        self._draft.kept.connect(self._tell_about)
        self._side.chosen.connect(self._choose)
        self._side.new_named.connect(self._make)
        self._side.file_chosen.connect(self._lists.import_file)
        self._side.delete_wanted.connect(self._lists.delete)
        self._side.export_chosen.connect(self._export)
        self._side.renamed.connect(self._rename_list)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo)
        self._editor.edited.connect(self._edit)
        self._editor.renamed.connect(self._rename)
        self._editor.judged.connect(self._judge)
        self._editor.review_wanted.connect(self._review)
        self._options.edited.connect(self._choose_options)
        self._run.look_wanted.connect(self._find)
        self._run.apply_wanted.connect(self._apply)
        self._runs.undo_wanted.connect(self._lists.take_back)
        self._inbox.look_wanted.connect(self._group)
        self._inbox.label_wanted.connect(self._take_word)
        self._inbox.dismissed.connect(lambda ids: self._lists.dismiss(self._draft.name, ids))
        self._reviewing.finished.connect(self._show_reviewed)
        self._reviewing.left.connect(self._lists.reviewed)
        self._reviewing.left.connect(lambda _photos: self._draft.look())
        self._reviewing.failed.connect(self._show_trouble)
        for page in (self._editor, self._run, self._inbox, self._learning):
            page.opened.connect(self._glance.show_photo)
        self._frame.close_button.clicked.connect(self.reject)

    def _connect_lists(self) -> None:
        lists = self._lists
        lists.busy_changed.connect(self._turn_busy)
        lists.listed.connect(self._show_lists)
        lists.scored.connect(self._show_scores)
        lists.preview_failed.connect(self._show_no_scores)
        lists.found.connect(self._show_found)
        lists.applied.connect(self._show_written)
        lists.taken_back.connect(self._show_taken_back)
        lists.renamed.connect(self._show_changed)
        lists.list_renamed.connect(self._follow_list)
        lists.undone.connect(self._show_undone)
        lists.imported.connect(self._show_imported)
        lists.exported.connect(self._show_exported)
        lists.deleted.connect(self._show_deleted)
        lists.runs_listed.connect(self._runs.show_runs)
        lists.grouped.connect(self._show_groups)
        lists.judged.connect(self._show_judged)
        lists.learned.connect(self._show_learned)
        lists.failed.connect(self._show_trouble)
