"""Learned heads: text alone without answers, never worse with few, much better with many."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoclip.clip.heads import Head, Whitening, fit, marks_of
from photoclip.errors import DataError
from photoclip.library.tagger import probabilities

Matrix = npt.NDArray[np.float32]

WIDTH = 32
SCALE = 30.0


def units(rows: npt.NDArray[np.floating]) -> Matrix:
    return (rows / np.linalg.norm(rows, axis=-1, keepdims=True)).astype(np.float32)


class World:
    """Photos of some classes around a place all photos share, and texts that tell them or not."""

    def __init__(self, seed: int, labels: int = 8, *, text_tells: float) -> None:
        rng = np.random.default_rng(seed)
        self.labels, self.rng = labels, rng
        self.shared = units(rng.normal(size=WIDTH)) * 2.0
        self.classes = units(rng.normal(size=(labels, WIDTH)))
        chance = units(rng.normal(size=(labels, WIDTH)))
        self.prototypes = units(text_tells * self.classes + (1.0 - text_tells) * chance)
        self.background = units(rng.normal(size=(12, WIDTH)))
        self.library, _ = self.photos(60)
        self.whitening = Whitening.of(self.library)

    def photos(self, each: int) -> tuple[Matrix, npt.NDArray[np.int64]]:
        truth = np.repeat(np.arange(self.labels), each)
        noise = self.rng.normal(size=(len(truth), WIDTH)) * 0.22
        return units(self.shared + self.classes[truth] + noise), truth

    def fit(self, vectors: Matrix, labels: npt.ArrayLike, *, exclusive: bool = True) -> Head:
        return fit(
            self.prototypes,
            self.background,
            vectors,
            labels,
            scale=SCALE,
            exclusive=exclusive,
            whitening=self.whitening,
        )

    def text(self, vectors: Matrix, *, exclusive: bool = True) -> Matrix:
        return probabilities(
            vectors, self.prototypes, self.background, scale=SCALE, exclusive=exclusive
        )


def right(chances: Matrix, truth: npt.NDArray[np.int64]) -> float:
    return float((chances.argmax(axis=1) == truth).mean())


@pytest.mark.parametrize("exclusive", [True, False])
def test_without_answers_it_is_the_text_alone(exclusive: bool) -> None:
    world = World(0, text_tells=1.0)
    photos, _ = world.photos(5)
    nothing = np.zeros((0, WIDTH), np.float32)
    head = world.fit(nothing, np.zeros(0, np.int64), exclusive=exclusive)
    assert np.array_equal(head.probabilities(photos), world.text(photos, exclusive=exclusive))
    assert not head.evidence.learned
    unasked = world.fit(photos, np.zeros((len(photos), world.labels)), exclusive=exclusive)
    assert np.array_equal(unasked.probabilities(photos), head.probabilities(photos))


def test_probabilities_sum_to_at_most_one_in_exclusive_lists() -> None:
    world = World(1, text_tells=0.3)
    photos, truth = world.photos(6)
    chances = world.fit(photos, truth).probabilities(photos)
    assert chances.dtype == np.float32
    assert (chances >= 0).all()
    assert (chances.sum(axis=1) <= 1 + 1e-5).all()


@pytest.mark.parametrize("exclusive", [True, False])
def test_corrections_teach_labels_that_the_text_does_not_know(exclusive: bool) -> None:
    world = World(2, text_tells=0.0)
    test, truth = world.photos(40)
    before = right(world.text(test, exclusive=exclusive), truth)
    shares = [before]
    for count in (1, 5, 20):
        photos, said = world.photos(count)
        head = world.fit(photos, said, exclusive=exclusive)
        shares.append(right(head.probabilities(test), truth))
    assert shares[3] >= before + 0.4, shares
    assert all(later >= earlier - 0.05 for earlier, later in pairwise(shares))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 6), told=st.floats(0.6, 1.0))
def test_few_corrections_never_harm_labels_that_the_text_knows(
    seed: int, count: int, told: float
) -> None:
    world = World(seed, text_tells=told)
    test, truth = world.photos(40)
    photos, said = world.photos(count)
    before = right(world.text(test), truth)
    assert right(world.fit(photos, said).probabilities(test), truth) >= before - 0.02


def test_wrong_answers_are_outvoted_by_the_text() -> None:
    world = World(4, text_tells=1.0)
    test, truth = world.photos(40)
    photos, said = world.photos(2)
    wrong = (said + 1) % world.labels
    said = np.where(np.arange(len(said)) % 4 == 0, wrong, said)
    after = right(world.fit(photos, said).probabilities(test), truth)
    assert after >= right(world.text(test), truth) - 0.02


def test_bursts_prove_nothing() -> None:
    world = World(13, text_tells=0.8)
    photos, said = world.photos(1)
    noise = 0.01 * world.rng.normal(size=(6 * len(photos), WIDTH))
    bursts = units(np.repeat(photos, 6, axis=0) + noise)
    assert not world.fit(bursts, np.repeat(said, 6)).evidence.learned
    apart, said = world.photos(6)
    head = world.fit(apart, said)
    assert head.evidence.gain > world.fit(bursts, said).evidence.gain


def test_rejections_alone_lower_what_was_rejected() -> None:
    world = World(5, text_tells=1.0)
    photos, truth = world.photos(20)
    marks = np.zeros((len(photos), world.labels), np.int8)
    marks[truth == 0, 0] = -1  # none of these is the first label, whatever the text says
    mine = photos[truth == 0]
    for exclusive in (True, False):
        after = world.fit(photos, marks, exclusive=exclusive).probabilities(mine)[:, 0].mean()
        assert after < world.text(mine, exclusive=exclusive)[:, 0].mean() - 0.05


def test_photos_of_none_of_these_lower_every_label() -> None:
    world = World(6, text_tells=1.0)
    photos, truth = world.photos(12)
    outside = units(world.shared + units(world.rng.normal(size=WIDTH)) + 0 * photos[:30])
    outside = units(outside + 0.1 * world.rng.normal(size=outside.shape))
    told = np.concatenate([truth, np.full(20, -1)])
    head = world.fit(np.concatenate([photos, outside[:20]]), told)
    rest = outside[20:]
    assert head.probabilities(rest).sum(axis=1).mean() < world.text(rest).sum(axis=1).mean()
    assert right(head.probabilities(photos), truth) >= 0.9


def test_few_answers_move_probabilities_little() -> None:
    world = World(7, text_tells=1.0)
    photos, truth = world.photos(1)
    test, _ = world.photos(20)
    head = world.fit(photos[:1], truth[:1], exclusive=False)
    moved = np.abs(head.probabilities(test) - world.text(test, exclusive=False))
    assert moved.mean() < 0.25


def test_probabilities_are_calibrated_by_answers() -> None:
    from photoclip.clip.reliability import Reliability

    world = World(8, text_tells=0.15)
    photos, said = world.photos(20)
    test, truth = world.photos(200)
    chances = world.fit(photos, said).probabilities(test)
    error = Reliability.of(chances.max(axis=1), chances.argmax(axis=1) == truth).error
    assert error <= 0.08


def test_bytes_keep_a_head() -> None:
    world = World(9, text_tells=0.0)
    photos, said = world.photos(5)
    for exclusive in (True, False):
        head = world.fit(photos, said, exclusive=exclusive)
        again = Head.from_bytes(head.to_bytes())
        assert np.array_equal(again.probabilities(photos), head.probabilities(photos))
        assert again.evidence == head.evidence


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_damaged_bytes_give_one_sentence(data: st.DataObject) -> None:
    world = World(10, labels=3, text_tells=1.0)
    whole = world.fit(*world.photos(2)).to_bytes()
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(DataError, match="run the list again"):
        Head.from_bytes(whole[:cut])


def test_bytes_of_another_version_are_refused() -> None:
    with pytest.raises(DataError, match="another version"):
        Head.from_bytes(b"photoclip head 9\n1234")


def test_answers_become_marks() -> None:
    photos, marks = marks_of(
        np.array([7, 3, 7, 3]), np.array([0, 1, 2, 1]), np.array([True, True, False, False]), 3
    )
    assert photos.tolist() == [3, 7]
    assert marks.tolist() == [[0, -1, 0], [1, 0, -1]]  # the last answer counts


def test_answers_of_other_labels_are_refused() -> None:
    world = World(11, text_tells=1.0)
    photos, _ = world.photos(1)
    for wrong in (np.full(len(photos), world.labels), np.zeros((len(photos), 3))):
        with pytest.raises(DataError, match="places from -1 to 7"):
            world.fit(photos, wrong)


@pytest.mark.parametrize("count", [0, 1, 5, 3000])
def test_whitening_takes_any_number_of_vectors(count: int) -> None:
    rng = np.random.default_rng(count)
    spread = np.linspace(0.2, 2.0, WIDTH)
    rows = units(rng.normal(size=(count, WIDTH)) * spread + 1.0) if count else np.zeros((0, WIDTH))
    white = Whitening.of(rows.astype(np.float32))(rows.astype(np.float32))
    assert np.isfinite(white).all()
    if count > 1000:
        covariance = white.T @ white / count
        assert np.abs(covariance - np.eye(WIDTH)).max() < 0.5
        assert np.diag(covariance).mean() == pytest.approx(1.0, abs=0.15)


def test_a_hundred_labels_are_learned_and_told() -> None:
    world = World(12, labels=100, text_tells=0.5)
    photos, said = world.photos(20)
    head = world.fit(photos, said)
    told = head.probabilities(photos)
    assert told.shape == (len(photos), 100)
    many = head.probabilities(np.repeat(photos, 10, axis=0))
    np.testing.assert_allclose(many[::10], told, atol=1e-5)
