"""The ten-click threshold, answered by simulated persons of whom the truth is known."""

from math import comb

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoclip.clip.heads import Answer, Review
from photoclip.clip.heads.claims import interval
from photoclip.errors import DataError

Person = npt.NDArray[np.bool_]


def person(rng: np.random.Generator, kind: str, chances: npt.NDArray[np.float32]) -> Person:
    """Which photos fit in truth: as the probabilities say, or far from it."""
    odds = np.log(chances / (1 - chances))
    told = {
        "calibrated": chances,
        "too sure": 1 / (1 + np.exp(-0.4 * odds)),
        "too shy": 1 / (1 + np.exp(-2.5 * (odds + 2))),
        "wrong place": 1 / (1 + np.exp(-(odds - 2.5))),
        "a plateau": np.where(odds > 0, 0.7, 0.1),
        "upside down": 1 - chances,
        "always": np.ones_like(chances),
        "never": np.zeros_like(chances),
    }[kind]
    return rng.random(len(chances)) < told


def answered(review: Review, truth: Person, clicks: int) -> Review:
    for _ in range(clicks):
        questions = review.questions()
        if not questions:
            break
        review = review.answer(questions[0], Answer.YES if truth[questions[0]] else Answer.NO)
    return review


def share_right(review: Review, truth: Person) -> float:
    above = review.probabilities >= review.threshold()
    return float(truth[above].mean())


def photos(
    rng: np.random.Generator, count: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    chances = np.clip(rng.beta(0.5, 0.9, count), 0.001, 0.999).astype(np.float32)
    return np.arange(count), chances


KINDS = ["calibrated", "too sure", "too shy", "wrong place", "a plateau", "upside down", "always"]


@pytest.mark.parametrize("clicks", [10, 23])
def test_nine_in_ten_claims_hold(clicks: int) -> None:
    for kind in KINDS:
        held = told = 0
        for seed in range(30):
            rng = np.random.default_rng((seed, clicks))
            ids, chances = photos(rng, int(rng.integers(40, 1500)))
            truth = person(rng, kind, chances)
            review = answered(Review.start(ids, chances, seed=seed), truth, clicks)
            claim = review.claim()
            if not claim.photos:
                continue
            told += 1
            held += claim.low - 1e-9 <= share_right(review, truth) <= claim.high + 1e-9
        assert held >= 0.85 * told, kind


def test_the_claim_is_not_flattered_or_slandered_by_the_search() -> None:
    errors: list[float] = []
    for seed in range(80):
        rng = np.random.default_rng(seed)
        ids, chances = photos(rng, 800)
        truth = person(rng, "calibrated", chances)
        review = answered(Review.start(ids, chances, seed=seed), truth, 20)
        right = review.claim().right
        assert right is not None
        errors.append(right - share_right(review, truth))
    assert abs(float(np.mean(errors))) < 0.04


def test_the_threshold_goes_where_yes_begins() -> None:
    rng = np.random.default_rng(3)
    ids, chances = photos(rng, 2000)
    for edge in (0.15, 0.5, 0.85):
        review = answered(Review.start(ids, chances), chances >= edge, 8)
        assert review.checking
        assert review.threshold() == pytest.approx(edge, abs=0.17)
        longer = answered(Review.start(ids, chances, searched=14), chances >= edge, 14)
        assert longer.threshold() == pytest.approx(edge, abs=0.1)


def test_more_answers_narrow_the_range() -> None:
    rng = np.random.default_rng(5)
    ids, chances = photos(rng, 900)
    truth = person(rng, "calibrated", chances)
    widths: list[float] = []
    for clicks in (6, 10, 20, 60):
        claim = answered(Review.start(ids, chances), truth, clicks).claim()
        widths.append(claim.high - claim.low)
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 0.25


def test_few_answers_name_no_share() -> None:
    rng = np.random.default_rng(6)
    ids, chances = photos(rng, 400)
    review = Review.start(ids, chances)
    assert review.claim().right is None
    assert (review.claim().low, review.claim().high) == (0.0, 1.0)
    review = answered(review, np.ones(400, bool), 9)
    assert review.claim().right is None  # five searched, four checked
    assert answered(review, np.ones(400, bool), 1).claim().right == 1.0


def test_all_photos_answered_is_certain() -> None:
    rng = np.random.default_rng(7)
    ids, chances = photos(rng, 12)
    truth = person(rng, "calibrated", chances)
    review = answered(Review.start(ids, chances), truth, 40)
    claim = review.claim()
    assert claim.right == claim.low == claim.high == pytest.approx(share_right(review, truth))
    assert review.questions() == ()


def test_skipped_photos_are_left_out() -> None:
    rng = np.random.default_rng(8)
    ids, chances = photos(rng, 300)
    truth = person(rng, "calibrated", chances)
    review = answered(Review.start(ids, chances), truth, 10)
    before = review.claim()
    (skipped,) = review.questions()
    review = review.answer(skipped, Answer.SKIP)
    assert review.claim().answers == before.answers
    assert review.claim().photos == before.photos - 1
    assert skipped not in review.questions(50)


def test_questions_avoid_near_duplicates() -> None:
    rng = np.random.default_rng(9)
    bursts = rng.normal(size=(20, 16))
    vectors = np.repeat(bursts, 15, axis=0) + 0.01 * rng.normal(size=(300, 16))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    chances = np.linspace(0.3, 0.7, 300).astype(np.float32)
    review = Review.start(np.arange(300), chances, vectors=vectors)
    asked = review.questions(5)
    assert len({photo // 15 for photo in asked}) == 5
    first = review.questions()[0]
    assert review.answer(first, Answer.YES).questions()[0] // 15 != first // 15


def test_answering_makes_a_new_review() -> None:
    ids, chances = photos(np.random.default_rng(10), 50)
    review = Review.start(ids + 100, chances)
    (photo,) = review.questions()
    after = review.answer(photo, Answer.NO)
    assert review.clicks == 0
    assert list(after.given()) == [(photo, Answer.NO)]
    assert after.questions() != review.questions()


def test_looking_again_keeps_what_was_answered() -> None:
    rng = np.random.default_rng(11)
    ids, chances = photos(rng, 500)
    truth = person(rng, "wrong place", chances)
    review = answered(Review.start(ids, chances), truth, 15)
    again = review.again()
    assert dict(again.given()) == dict(review.given())
    assert not set(again.questions(100)) & set(dict(review.given()))
    assert again.threshold() > 0.5
    assert again.claim().low <= share_right(again, truth) <= again.claim().high


def test_what_cannot_be_asked_is_said() -> None:
    none = np.zeros(0, np.int64)
    with pytest.raises(DataError, match="index some photos"):
        Review.start(none, none.astype(np.float32))
    review = Review.start(np.array([4]), np.array([0.5], np.float32))
    with pytest.raises(DataError, match="Photo 5"):
        review.answer(5, Answer.YES)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_the_interval_is_the_exact_one(data: st.DataObject) -> None:
    photos = data.draw(st.integers(1, 25))
    answers = data.draw(st.integers(0, photos))
    right = data.draw(st.integers(0, answers))

    def chance(marked: int, hits: int) -> float:
        ways = comb(marked, hits) * comb(photos - marked, answers - hits)
        return ways / comb(photos, answers)

    possible = [
        marked
        for marked in range(right, photos - (answers - right) + 1)
        if sum(chance(marked, hits) for hits in range(right, answers + 1)) > 0.05
        and sum(chance(marked, hits) for hits in range(right + 1)) > 0.05
    ]
    assert interval(right, answers, photos) == (possible[0], possible[-1])


def test_the_interval_of_a_big_library_is_clopper_and_pearsons() -> None:
    low, high = interval(16, 18, 1_000_000)
    assert low / 1e6 == pytest.approx(0.690, abs=0.002)
    assert high / 1e6 == pytest.approx(0.980, abs=0.002)
