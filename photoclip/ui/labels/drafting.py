"""The list that is being edited: what is changed is kept by itself, and its preview follows."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from photoclip.records import LabelList
from photoclip.ui.labels import changing
from photoclip.ui.labels.tasks import Lists
from photoclip.ui.labels.work import LabelLists

_PREVIEW = 250  # ms after a change until its preview is asked for
_KEEP = 1000  # ms after a change until it is kept


class Draft(QObject):
    """One list as a person has it now, beside those that are kept."""

    kept = Signal()  # it is in the library as it is now

    def __init__(self, lists: LabelLists, parent: QObject) -> None:
        super().__init__(parent)
        self._lists = lists
        self._own: dict[str, LabelList] = {}
        self._starters: dict[str, LabelList] = {}
        self.labels: LabelList | None = None
        self._preview = QTimer(self, singleShot=True, interval=_PREVIEW)
        self._keep = QTimer(self, singleShot=True, interval=_KEEP)
        self._preview.timeout.connect(self.look)
        self._keep.timeout.connect(self.keep)
        lists.saved.connect(self._saved)

    @property
    def name(self) -> str:
        """The list's name, "" for none."""
        return self.labels.name if self.labels is not None else ""

    @property
    def is_own(self) -> bool:
        """Whether the library has a list of this name."""
        return self.name in self._own

    def know(self, lists: Lists) -> None:
        """These are the lists that there are."""
        self._own = {each.name: each for each in lists.own}
        self._starters = {each.name: each for each in lists.starters}
        if self.labels is not None and self.is_own:
            self.labels = replace(self.labels, version=self._own[self.name].version)

    def known(self, name: str) -> LabelList | None:
        """A list as it is kept."""
        return self._own.get(name) or self._starters.get(name)

    def begin(self, labels: LabelList | None) -> None:
        """Go on with another list; what was changed in this one is kept."""
        self.keep()
        self.labels = labels

    def replace_with(self, labels: LabelList) -> None:
        """The list was changed in the library; what a person changed since then stays."""
        self._own[labels.name] = labels
        if self.labels is not None and self._keep.isActive():
            self.labels = replace(self.labels, version=labels.version)
        else:
            self.labels = labels

    def rename(self, labels: LabelList) -> None:
        """A label has another name here; the library is told of it apart from this."""
        self.keep()
        self.labels = labels

    def rename_list(self, name: str) -> LabelList | None:
        """The list has another name here; the library is told of it apart from this.

        Returns:
            The list as it was, to be kept together with the new name.
        """
        labels = self.leave_to()
        if labels is not None:
            known = self._own.pop(labels.name, None)
            if known is not None:
                self._own[name] = replace(known, name=name)
            self.labels = replace(labels, name=name)
        return labels

    def forget(self) -> None:
        """There is no draft; nothing is kept."""
        self._keep.stop()
        self._preview.stop()
        self.labels = None

    def edit(self, labels: LabelList) -> None:
        """The person changed it."""
        before, self.labels = self.labels, labels
        if before is None or not changing.scores_alike(before, labels):
            self._preview.start()
        self._keep.start()

    def look(self) -> None:
        """Ask for its preview."""
        self._preview.stop()
        if self.labels is not None and self.labels.labels:
            self._lists.score(self.labels)

    def keep(self) -> None:
        """Keep it now, where it was changed and makes sense."""
        self._keep.stop()
        labels = self.labels
        if labels is None or not labels.labels or not self._lists.writable:
            return
        if labels not in (self._own.get(labels.name), self._starters.get(labels.name)):
            self._lists.save(labels)

    def leave_to(self) -> LabelList | None:
        """The list, for one that keeps it together with something else."""
        self._keep.stop()
        return self.labels

    def _saved(self, labels: LabelList) -> None:
        new = labels.name not in self._own
        self._own[labels.name] = labels
        if self.labels is not None and self.labels.name == labels.name:
            self.labels = replace(self.labels, version=labels.version)
            self.kept.emit()
        if new:
            self._lists.list_all()
