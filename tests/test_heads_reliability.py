"""Calibration error, average precision and the reliability picture."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from photoclip.clip.reliability import Reliability, average_precision, draw_reliability
from photoclip.errors import DataError


def test_the_error_is_how_far_sure_and_right_are_apart() -> None:
    sure = np.array([0.9] * 10 + [0.3] * 10)
    right = np.array([True] * 9 + [False] + [True] * 8 + [False] * 2)
    assert Reliability.of(sure, right).error == pytest.approx(0.5 * 0.0 + 0.5 * 0.5)


def test_probabilities_that_mean_what_they_say_have_no_error() -> None:
    rng = np.random.default_rng(0)
    sure = rng.random(100_000)
    assert Reliability.of(sure, rng.random(100_000) < sure).error < 0.01


def test_zero_and_one_belong_to_the_outer_bins() -> None:
    counts = Reliability.of(np.array([0.0, 1.0]), np.array([False, True])).counts
    assert (counts[0], counts[-1], counts.sum()) == (1, 1, 2)


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=30))
def test_average_precision_is_the_mean_over_right_ones(rows: list[tuple[int, bool]]) -> None:
    scores, right = np.array([row[0] for row in rows], float), np.array([row[1] for row in rows])
    if not right.any():
        with pytest.raises(DataError, match="Without a right answer"):
            average_precision(scores, right)
        return
    order = sorted(rows, key=lambda row: (-row[0], row[1]))
    hits = [fits for _, fits in order]
    parts = [sum(hits[: n + 1]) / (n + 1) for n, fits in enumerate(hits) if fits]
    assert average_precision(scores, right) == pytest.approx(sum(parts) / len(parts))


def test_bars_are_as_high_as_predictions_were_right(tmp_path: Path) -> None:
    sure, right = np.full(100, 0.97), np.arange(100) < 50
    path = tmp_path / "reliability.png"
    draw_reliability([("Now", Reliability.of(sure, right))], path, title="A model")
    with Image.open(path) as picture:
        shown = np.asarray(picture.convert("RGB")).astype(int)
    bar = (shown == (190, 194, 202)).all(axis=2)
    assert bar.sum(axis=0).max() == pytest.approx(260, abs=6)  # half of the side of 520 px


def test_a_picture_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    nothing = Reliability.of(np.zeros(1), np.zeros(1, bool))
    with pytest.raises(DataError, match="cannot be written"):
        draw_reliability([("Now", nothing)], tmp_path / "no" / "p.png", title="A model")
