"""The chips of one question: adds, removes and changes them, by mouse and keyboard."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from photoclip.query import Condition, Term, negative
from photoclip.ui.search.chips import THUMBNAIL, Chip
from photoclip.ui.search.example_pictures import ExamplePictures
from photoclip.ui.search.flow import ChipFlow
from photoclip.ui.search.pieces import Content, Piece, Without, last_condition, spelled
from photoclip.ui.search.question import Example
from photoclip.ui.theme import Theme


class ChipLine(QObject):
    """What stands in chips, in order."""

    changed = Signal()  # a person changed a chip
    edited = Signal(str)  # a chip became text again
    left = Signal(str)  # the keyboard goes to the field, with letters typed here

    def __init__(self, theme: Theme, flow: ChipFlow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._flow = flow
        self._chips: list[Chip] = []
        self._pictures: ExamplePictures | None = None

    @property
    def contents(self) -> tuple[Content, ...]:
        """Filters, minus words and examples."""
        return tuple(chip.content for chip in self._chips)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What can be said as text."""
        return tuple(each for each in self.contents if not isinstance(each, Example))

    @property
    def examples(self) -> tuple[Example, ...]:
        """The example pictures."""
        return tuple(each for each in self.contents if isinstance(each, Example))

    def show_pictures_of(self, pictures: ExamplePictures) -> None:
        """Examples show their thumbnails from now on."""
        self._pictures = pictures
        pictures.ready.connect(self._show_picture)
        for chip in self._chips:
            self._wish(chip)

    def show(self, contents: Iterable[Content]) -> None:
        """Show these chips; equal ones stand only once."""
        kept = {chip.content: chip for chip in self._chips}
        self._chips = [kept.get(each) or self._made(each) for each in dict.fromkeys(contents)]
        for chip in self._chips:
            if chip.content not in kept:
                self._wish(chip)  # the answer may come at once, and looks among the chips
        self._flow.show_chips(self._chips)

    def add(self, contents: Iterable[Content]) -> None:
        """Show more chips behind those that are there."""
        self.show((*self.contents, *contents))

    def join(self, condition: Condition) -> None:
        """Show a group in place of the last filter or group, which is a part of it."""
        last = last_condition(self.contents)
        self.show(condition if each == last else each for each in self.contents)

    def remove_last(self) -> None:
        """As Backspace does at the start of the field."""
        if self._chips:
            self.show(self.contents[:-1])
            self.changed.emit()

    def enter(self) -> bool:
        """The keyboard comes from the field; False where there is no chip."""
        if self._chips:
            self._focus(len(self._chips) - 1)
        return bool(self._chips)

    # What a person does with one

    def _made(self, content: Content) -> Chip:
        chip = Chip(content, self._theme)
        chip.removed.connect(partial(self._remove, chip))
        chip.edited.connect(partial(self._edit, chip))
        chip.turned.connect(partial(self._turn, chip))
        chip.weighed.connect(partial(self._weigh, chip))
        chip.stepped.connect(partial(self._step, chip))
        chip.typed.connect(self.left)
        return chip

    def _remove(self, chip: Chip) -> None:
        place = self._chips.index(chip)
        had_keyboard = chip.hasFocus()
        self.show(each for each in self.contents if each != chip.content)
        if had_keyboard and place < len(self._chips):
            self._focus(place)
        else:
            self.left.emit("")
        self.changed.emit()

    def _edit(self, chip: Chip) -> None:
        content = chip.content
        if isinstance(content, Example):
            return
        self.show(each for each in self.contents if each != content)
        self.edited.emit(spelled([content]))

    def _turn(self, chip: Chip) -> None:
        content = chip.content
        if isinstance(content, Without):
            self.show(each for each in self.contents if each != content)
            self.edited.emit(content.words)
        elif isinstance(content, Example):
            self._exchange(chip, replace(content, negative=not content.negative))
        elif isinstance(content, Term):
            self._exchange(chip, Term(content.text, -content.weight))
        else:
            self._exchange(chip, negative(content))

    def _weigh(self, chip: Chip, weight: float) -> None:
        content = chip.content
        if isinstance(content, Example):
            self._exchange(chip, replace(content, weight=weight))
        elif isinstance(content, Term) and content.weight < 0 and weight == 1:
            self._exchange(chip, Without(content.text))
        elif isinstance(content, Term):
            self._exchange(chip, Term(content.text, weight if content.weight > 0 else -weight))
        elif isinstance(content, Without) and weight != 1:
            self._exchange(chip, Term(content.words, -weight))

    def _exchange(self, chip: Chip, content: Content) -> None:
        place = self._chips.index(chip)
        self.show(content if each == chip.content else each for each in self.contents)
        self._focus(min(place, len(self._chips) - 1))
        self.changed.emit()

    def _step(self, chip: Chip, step: int) -> None:
        place = self._chips.index(chip) + step
        if place >= len(self._chips):
            self.left.emit("")
        else:
            self._focus(max(place, 0))

    def _focus(self, place: int) -> None:
        chip = self._chips[place]
        chip.setFocus(Qt.FocusReason.OtherFocusReason)
        self._flow.reveal(chip)

    # Thumbnails

    def _wish(self, chip: Chip) -> None:
        if self._pictures and isinstance(chip.content, Example):
            side = round(THUMBNAIL * self._flow.devicePixelRatioF())
            self._pictures.wish(chip.content, side)

    def _show_picture(self, picture: Path | int, image: QImage) -> None:
        for chip in self._chips:
            if isinstance(chip.content, Example) and chip.content.picture == picture:
                chip.show_picture(image)
