"""The parts of the label lists' window: scores cut at a threshold, changed lists, the handle."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from photoclip import paths
from photoclip.app import make_application
from photoclip.library.tagger import DEFAULT_THRESHOLD
from photoclip.records import LabelList
from photoclip.ui.labels import changing
from photoclip.ui.labels.histogram import LEAST, MOST, ScoreHistogram
from photoclip.ui.labels.scores import BINS, sorted_out, threshold_of
from photoclip.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|does not support")

THINGS = LabelList("things", ("boat", "castle", "cat"))


@given(
    st.integers(0, 2**32 - 1),
    st.integers(0, 40),
    st.booleans(),
    st.floats(0.0625, 0.9375, width=32),
)
def test_counts_are_those_that_a_run_would_give(
    seed: int, photos: int, exclusive: bool, threshold: float
) -> None:
    chances = np.random.default_rng(seed).random((photos, 3), np.float32)
    labels = LabelList("things", THINGS.labels, exclusive, thresholds={"cat": threshold})
    ids = np.arange(100, 100 + photos)
    ranked = sorted_out(labels, ids, chances)
    at = np.array([threshold_of(labels, label) for label in labels.labels], np.float32)
    given_to = chances >= at
    if exclusive and photos:
        given_to &= chances == chances.max(axis=1, keepdims=True)
    assert ranked.counts(labels) == dict(zip(labels.labels, given_to.sum(axis=0), strict=True))
    for column, label in enumerate(labels.labels):
        one = ranked.by_label[label]
        assert int(one.counts.sum()) == photos
        assert one.best(5)[1].tolist() == sorted(chances[:, column].tolist())[::-1][:5]


def test_borderline_photos_stand_on_both_sides_of_the_threshold() -> None:
    chances = np.linspace(0, 1, 101, dtype=np.float32)[:, None]
    one = sorted_out(LabelList("one", ("boat",)), np.arange(101), chances).by_label["boat"]
    near = one.borderline(0.595, 8)[1]
    assert near.tolist() == pytest.approx(
        [0.63, 0.62, 0.61, 0.6, 0.59, 0.58, 0.57, 0.56], abs=0.001
    )
    assert one.above(0.595) == 41
    assert len(one.counts) == BINS


def test_a_library_without_photos_has_scores_too() -> None:
    nothing = sorted_out(THINGS, np.zeros(0, np.int64), np.zeros((0, 3), np.float32))
    assert nothing.photos == 0
    assert nothing.counts(THINGS) == dict.fromkeys(THINGS.labels, 0)


def test_a_label_takes_its_words_and_threshold_along() -> None:
    labels = changing.with_label(THINGS, " dog ,  a puppy,hound ")
    assert labels.labels[-1] == "dog"
    assert labels.phrases["dog"] == ("a puppy", "hound")
    labels = changing.with_threshold(labels, "dog", 0.7)
    labels = changing.renamed(labels, "dog", "Dogs")
    assert labels.phrases["Dogs"] == ("a puppy", "hound")
    assert labels.thresholds == {"Dogs": 0.7}
    assert changing.with_threshold(labels, "Dogs", DEFAULT_THRESHOLD).thresholds == {}
    assert changing.with_phrases(labels, "Dogs", " , ").phrases == {}


def test_what_makes_no_sense_changes_nothing() -> None:
    assert changing.with_label(THINGS, "  ") == THINGS
    assert changing.with_label(THINGS, "BOAT") == THINGS
    assert changing.renamed(THINGS, "boat", "Cat") == THINGS
    last = LabelList("one", ("boat",))
    assert changing.without_label(last, "boat") == last


def test_sentences_need_a_place_for_the_label() -> None:
    labels = changing.with_templates(THINGS, "a photo of a {}\n\nno place\na photo of a {}\n")
    assert labels.templates == ("a photo of a {}", "no place")
    assert changing.wrong_templates(labels) == ("no place",)


@pytest.fixture
def histogram(qtbot: QtBot) -> Iterator[ScoreHistogram]:
    application = make_application()
    theme = Theme(application, paths.resources())
    made = ScoreHistogram(theme)
    made.resize(424, 112)
    made.show()
    qtbot.addWidget(made)
    made.show_counts([100, *[0] * (BINS - 2), 9])
    made.show_threshold(0.5)
    yield made
    application.setStyleSheet("")


def test_the_threshold_is_dragged_and_moved_by_keys(
    qtbot: QtBot, histogram: ScoreHistogram
) -> None:
    moved: list[int] = []
    histogram.valueChanged.connect(moved.append)
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(histogram, left, pos=QPoint(212, 60))
    qtbot.mouseMove(histogram, QPoint(312, 60))
    qtbot.mouseRelease(histogram, left, pos=QPoint(312, 60))
    assert histogram.value() == 75
    qtbot.keyClick(histogram, Qt.Key.Key_Left)
    assert histogram.value() == 74
    qtbot.keyClick(histogram, Qt.Key.Key_End)
    assert histogram.value() == MOST
    qtbot.keyClick(histogram, Qt.Key.Key_Home)
    assert histogram.value() == LEAST
    assert moved[-1] == LEAST
    assert "1%" in histogram.accessibleDescription()
    before = len(moved)
    histogram.show_threshold(0.3)  # which no person moved
    assert len(moved) == before
    assert histogram.value() == 30
