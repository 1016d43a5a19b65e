"""Zero-shot probabilities and the tags they propose, against the plain formula."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoclip.library.tagger import DEFAULT_THRESHOLD, probabilities, propose
from photoclip.records import LabelList

Matrix = npt.NDArray[np.float32]


def units(rng: np.random.Generator, count: int, width: int = 24) -> Matrix:
    rows = rng.normal(size=(count, width))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.mark.parametrize("exclusive", [True, False])
@pytest.mark.parametrize("prompts", [3, 8, 40])
def test_probabilities_are_the_formula(exclusive: bool, prompts: int) -> None:
    rng = np.random.default_rng(prompts)
    photos, labels, background = units(rng, 50), units(rng, 7), units(rng, prompts)
    found = probabilities(photos, labels, background, scale=20.0, exclusive=exclusive)
    for photo, chances in zip(photos, found, strict=True):
        scores = 20.0 * labels @ photo
        none = 20.0 * np.sort(background @ photo)[-8:].mean()
        if exclusive:
            every = np.exp(np.append(scores, none))
            assert chances == pytest.approx(every[:-1] / every.sum(), abs=1e-5)
        else:
            assert chances == pytest.approx(1 / (1 + np.exp(none - scores)), abs=1e-5)


def test_prompts_that_say_a_label_are_no_background() -> None:
    rng = np.random.default_rng(0)
    photos, labels, background = units(rng, 20), units(rng, 4), units(rng, 12)
    both = np.concatenate([background, labels[:1]])
    plain = probabilities(photos, labels, background, scale=20.0, exclusive=True)
    assert np.array_equal(probabilities(photos, labels, both, scale=20.0, exclusive=True), plain)


def test_without_background_every_photo_is_one_of_the_labels() -> None:
    rng = np.random.default_rng(1)
    nothing = np.zeros((0, 24), np.float32)
    found = probabilities(units(rng, 9), units(rng, 3), nothing, scale=20.0, exclusive=True)
    assert found.sum(axis=1) == pytest.approx(np.ones(9), abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 999), exclusive=st.booleans(), blocks=st.integers(0, 3))
def test_proposals_are_those_at_the_threshold_surest_first(
    seed: int, exclusive: bool, blocks: int
) -> None:
    rng = np.random.default_rng(seed)
    names = ("cat", "Dog", "ant")
    thresholds = {"Dog": 0.3}
    labels = LabelList("mine", names, exclusive=exclusive, thresholds=thresholds)
    parts = [
        (np.arange(6) + 6 * block, rng.random((6, 3)).astype(np.float32).round(1))
        for block in range(blocks)
    ]
    expected: list[tuple[float, str, int]] = []
    for ids, chances in parts:
        for photo, row in zip(ids.tolist(), chances, strict=True):
            for place, name in enumerate(names):
                reaches = row[place] >= np.float32(thresholds.get(name, DEFAULT_THRESHOLD))
                if reaches and (not exclusive or place == int(row.argmax())):
                    expected.append((-float(row[place]), name, photo))
    found = [(-tag.probability, tag.label, tag.photo_id) for tag in propose(labels, parts)]
    assert found == sorted(expected)
