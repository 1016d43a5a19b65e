"""What stands in place of photos where there are none, and the ways on from there."""

from PySide6.QtCore import QObject, Signal

from photoclip.ui.band_note import nothing_likely, show_rest
from photoclip.ui.pages import MessagePage
from photoclip.ui.speech import tr
from photoclip.ui.theme import Theme


class Vacancies(QObject):
    """The pages that say why no photo is shown."""

    all_wanted = Signal()  # a person wants all photos
    rest_wanted = Signal()  # a person wants what is not even maybe

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.nothing = MessagePage(theme, "nothing", "nothingFound")
        self.empty = MessagePage(theme, "photos", "emptyLibrary")
        self.vacant = MessagePage(theme, "photos", "emptyList")
        self.unlike = MessagePage(theme, "nothing", "nothingLikely")
        self.nothing.say(
            tr("Grid", "Nothing found"),
            tr("Grid", "No photo meets this search. Try other words, or take away a filter."),
        )
        self.vacant.say(
            tr("Grid", "No photos here"), tr("Grid", "There are none in this part of the library.")
        )
        self.unlike.say(
            nothing_likely(),
            tr("Grid", "No photo comes near. Try other words, or look through the rest."),
        )
        rest = self.unlike.add_button(show_rest(), "showRestInstead", primary=True)
        rest.clicked.connect(self.rest_wanted)
        for page, name in (
            (self.nothing, "showAll"),
            (self.vacant, "showAllInstead"),
            (self.unlike, "showAllPhotos"),
        ):
            back = page.add_button(tr("Grid", "Show all photos"), name)
            back.clicked.connect(self.all_wanted)
        self.show_busy(adding=True)

    def pages(self) -> tuple[MessagePage, ...]:
        """All of them."""
        return self.nothing, self.empty, self.vacant, self.unlike

    def show_busy(self, *, adding: bool) -> None:
        """What an empty library says: that photos are on their way, or that there are none."""
        if adding:
            self.empty.say(
                tr("Grid", "Looking for photos…"),
                tr("Grid", "They appear here while they are being added."),
            )
        else:
            self.empty.say(
                tr("Grid", "No photos here yet"),
                tr("Grid", "The folders in this library hold no pictures that photoclip can read."),
            )
