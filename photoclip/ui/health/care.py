"""Looks after the right answers of saved searches: marks them, and notices when they get lost."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from photoclip.library.search_health import Health
from photoclip.records import SavedSearch
from photoclip.ui.finding import Finding
from photoclip.ui.health.dialog import HealthDialog
from photoclip.ui.health.report import reports
from photoclip.ui.jobs import Jobs, Lane, nothing
from photoclip.ui.organise.organiser import Organiser
from photoclip.ui.photos_page import PhotosPage
from photoclip.ui.search import pieces
from photoclip.ui.sidebar import Sidebar
from photoclip.ui.speech import tr
from photoclip.ui.upkeep import Upkeep

if TYPE_CHECKING:
    from photoclip.library.library import Library

_REST = 1500  # ms after a change until it is looked whether answers have to be measured again
_FIRST = 6000  # ms after a library is opened


class SearchCare(QObject):
    """Joins the answer of a saved search, its context menu, the sidebar and the measuring."""

    warned = Signal(str, str)  # a sentence, and the text of the button that opens the dialog
    failed = Signal(str)

    def __init__(
        self, jobs: Jobs, window: QWidget, chosen: Callable[[], list[int]], page: PhotosPage
    ) -> None:
        """Mark the photos that `chosen` gives as right answers of what `page` shows."""
        super().__init__(window)
        self._jobs, self._window, self._chosen, self._page = jobs, window, chosen, page
        self._library: Library | None = None
        self._searches: tuple[SavedSearch, ...] = ()
        self._pins: dict[int, frozenset[int]] = {}
        self._asked: str | None = None  # the question that is shown, in its plain spelling
        self._action: QAction | None = None
        self._organiser: Organiser | None = None
        self._finding: Finding | None = None
        self._sidebar: Sidebar | None = None
        self._busy = False
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._look)

    def serve(
        self, finding: Finding, organiser: Organiser, sidebar: Sidebar, upkeep: Upkeep
    ) -> None:
        """Join the parts, which live as long as this."""
        self._organiser, self._finding, self._sidebar = organiser, finding, sidebar
        finding.shown.connect(self._question_shown)
        organiser.changed.connect(lambda _ids: self._learn_pins())
        sidebar.searches_listed.connect(self._listed)
        sidebar.search_health_wanted.connect(self.show)
        upkeep.reported.connect(lambda _report: self._rest.start())
        self._page.line.changed.connect(lambda _line: self._rest.start())
        self._page.grid.selection_changed.connect(self._show_action)

    def follow(self, action: QAction) -> None:
        """Keep the action that marks right answers: it is there where a saved search is shown."""
        self._action = action
        self._show_action()

    def set_library(self, library: "Library") -> None:
        """Look after the searches of a library."""
        self._library = library
        self._learn_pins()
        self._rest.start(_FIRST)
        self._rest.setInterval(_REST)

    def stop(self) -> None:
        """Measure no more."""
        self._rest.stop()

    @property
    def shown(self) -> SavedSearch | None:
        """The saved search whose answer is shown."""
        return next((each for each in self._searches if _plain(each) == self._asked), None)

    # Marking

    def toggle(self) -> None:
        """The chosen photos are right answers of the search that is shown, or no longer so."""
        search, ids = self.shown, self._chosen()
        if search is not None and ids and self._organiser is not None:
            self._organiser.pin(search.id, ids, right=not self._all_pinned(search, ids))

    def _all_pinned(self, search: SavedSearch, ids: Sequence[int]) -> bool:
        return bool(ids) and self._pins.get(search.id, frozenset()).issuperset(ids)

    def _learn_pins(self) -> None:
        library = self._library
        if library is not None:
            self._jobs.run(Lane.READ, library.organising.pinned, self._show_pins, nothing)

    def _show_pins(self, pins: dict[int, tuple[int, ...]]) -> None:
        known = {search_id: frozenset(ids) for search_id, ids in pins.items()}
        if known != self._pins:
            self._pins = known
            self._rest.start()
        self._mark()

    def _listed(self, searches: tuple[SavedSearch, ...]) -> None:
        self._searches = searches
        if self._finding is not None:
            self._finding.name_searches({_plain(each): each.name for each in searches})
        self._mark()

    def _question_shown(self) -> None:
        question = self._finding.question if self._finding is not None else None
        plain = question is not None and not question.examples and not question.is_empty
        self._asked = pieces.plain(question.text) if question is not None and plain else None
        self._mark()

    def _mark(self) -> None:
        """Mark the right answers in the grid."""
        search, photos = self.shown, self._page.photos
        if photos is not None:
            pins = self._pins.get(search.id, frozenset()) if search is not None else frozenset()
            photos.show_pins(pins)
        self._show_action()

    def _show_action(self) -> None:
        action, search = self._action, self.shown
        if action is not None:
            action.setVisible(search is not None)
            action.setChecked(search is not None and self._all_pinned(search, self._chosen()))

    # Measuring

    def show(self, search_id: int = 0) -> None:
        """Show how well the searches find their right answers, beginning with one of them."""
        library = self._library
        if library is None:
            return
        dialog = HealthDialog(search_id, self._window)

        def gather(again: bool) -> None:
            work = partial(reports, library, again=again)
            dialog.show_busy()
            self._jobs.run(Lane.CARE, work, dialog.show_reports, dialog.show_trouble)

        dialog.check_wanted.connect(lambda: gather(True))
        dialog.search_wanted.connect(self._ask)
        dialog.finished.connect(lambda _result: self._refresh())
        gather(False)
        dialog.open()

    def _ask(self, search: SavedSearch) -> None:
        if self._finding is not None:
            self._finding.show_part(search.text, search.name)

    def _look(self) -> None:
        library = self._library
        if library is None or self._busy or not library.writable:
            return
        self._busy = True
        self._jobs.run(Lane.CARE, partial(_checked, library), self._learned, self._not_learned)

    def _learned(self, health: tuple[Health, ...] | None) -> None:
        self._busy = False
        if health is None:
            return
        self._refresh()
        worse = [each for each in health if each.finds_less]
        if worse:
            said = tr("Health", "%n saved search(es) find less than before.", "", len(worse))
            self.warned.emit(said, tr("Health", "Show"))

    def _not_learned(self, _sentence: str) -> None:
        self._busy = False  # what is wrong is said where questions are asked

    def _refresh(self) -> None:
        if self._sidebar is not None:
            self._sidebar.refresh()


def _checked(library: "Library") -> tuple[Health, ...] | None:
    """Measure where that is due; None: it is not."""
    return library.search_health.check() if library.search_health.is_due() else None


def _plain(search: SavedSearch) -> str:
    return pieces.plain(search.text)
