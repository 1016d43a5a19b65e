"""Events: where outings end, which of them are one journey, and what a library makes of them."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from photoclip.cli import run
from photoclip.library.evaluation.events import compared, shots_of
from photoclip.library.events.journeys import joined
from photoclip.library.events.naming import place_names
from photoclip.library.events.occasions import PHOTO_TOC, Shots, cuts, distance_km
from photoclip.library.library import Library
from photoclip.library.showing import UNDATED
from photoclip.samples.diary import diary, write_diary

MINUTE, HOUR, DAY = 60, 3600, 86_400
BERLIN, BERGEN, NOWHERE = (52.5, 13.4), (60.4, 5.3), (np.nan, np.nan)


def shots(
    rows: list[tuple[int, tuple[float, float]]], looks: list[tuple[float, float]] | None = None
) -> Shots:
    """Photos at seconds and places, with looks or without."""
    seconds, places = [row[0] for row in rows], [row[1] for row in rows]
    seen = np.array(looks, np.float32) if looks else np.zeros((len(rows), 0), np.float32)
    at = np.array(places, np.float64).reshape(-1, 2)
    return Shots(np.array(seconds, np.int64), at[:, 0], at[:, 1], seen)


def outing(
    start: int, place: tuple[float, float], photos: int = 8
) -> list[tuple[int, tuple[float, float]]]:
    """Photos every two minutes."""
    return [(start + each * 2 * MINUTE, place) for each in range(photos)]


@given(st.lists(st.integers(0, 90), min_size=1, max_size=40), st.integers(-(10**9), 10**9))
def test_photos_of_one_minute_are_never_parted_and_years_always_are(
    steps: list[int], shift: int
) -> None:
    first = np.cumsum(steps) + shift
    both = np.concatenate([first, first + 3 * 365 * DAY])
    begins = cuts(shots([(int(each), NOWHERE) for each in both]))
    assert np.flatnonzero(begins).tolist() == [0, len(first)]


def test_the_same_pause_parts_where_the_place_or_the_look_is_another() -> None:
    def parts(minutes: int, place: tuple[float, float], look: tuple[float, float]) -> bool:
        long_ago = outing(-400 * DAY, BERLIN, 16)
        rows = long_ago + outing(0, BERLIN) + outing(minutes * MINUTE, place)
        looks = [(0.0, -1.0)] * 16 + [(1.0, 0.0)] * 8 + [look] * 8
        return bool(cuts(shots(rows, looks))[16 + 8])

    alike, another, on = (1.0, 0.0), (-1.0, 0.0), (52.65, 13.4)  # 17 km from Berlin
    assert not parts(75, BERLIN, alike)
    assert parts(75, on, alike)
    assert not parts(200, BERLIN, alike)
    assert parts(200, BERLIN, another)


def test_days_away_from_home_are_one_journey_and_days_at_home_are_not() -> None:
    home = [photo for day in range(0, 60, 6) for photo in outing(day * DAY + 9 * HOUR, BERLIN)]
    away = [
        photo
        for day in (70, 71, 73)
        for hour in (9, 17)
        for photo in outing(day * DAY + hour * HOUR, BERGEN)
    ]
    back = outing(76 * DAY, BERLIN) + outing(77 * DAY, BERLIN)
    every = shots(home + away + back)
    outings = cuts(every)
    events = joined(every, outings)
    assert outings.sum() == 10 + 6 + 2
    assert np.flatnonzero(events).tolist()[-4:] == [72, 80, 80 + 48, 80 + 48 + 8]


def test_without_places_three_days_in_a_row_are_a_journey() -> None:
    rows = [photo for day in (0, 20, 21, 22, 40, 41) for photo in outing(day * DAY, NOWHERE)]
    every = shots(rows)
    assert np.flatnonzero(joined(every, cuts(every))).tolist() == [0, 8, 32, 40]


def test_place_and_look_find_the_outings_of_a_diary_better_than_time_alone() -> None:
    pages = diary(900, seed=104)
    outings = np.array([page.outing for page in pages])
    events = np.array([page.event for page in pages])
    dice = np.random.default_rng(0)
    of_outing = dice.normal(size=(outings.max() + 1, 16))[outings]
    looks = (of_outing + dice.normal(size=of_outing.shape)).astype(np.float32)
    every = shots_of(pages, looks)
    alone = compared(cuts(every, PHOTO_TOC), outings)
    begins = cuts(every)
    found = compared(begins, outings)
    assert found["f1"] > 0.93
    assert found["f1"] > alone["f1"] + 0.03
    whole = compared(joined(every, begins), events)
    assert whole["recall"] > 0.97
    assert whole["pair_f1"] > 0.8


def test_journeys_are_called_by_their_country_too() -> None:
    north, east = np.array([48.14, 48.14, np.nan]), np.array([11.58, 11.58, np.nan])
    days = np.array([1, 4, 2])
    assert place_names(north, east, days, "en") == ["Munich", "Munich, Germany", ""]
    assert place_names(north, east, days, "de")[1].endswith(", Deutschland")


def test_figures_count_cuts_and_pairs() -> None:
    begins = np.array([True, False, True, False, False])
    figures = compared(begins, np.array([1, 1, 1, 2, 2]))
    assert figures["precision"] == figures["recall"] == 0.0
    assert figures["pair_precision"] == pytest.approx(2 / 4)  # (0, 1) and (3, 4) of four pairs
    assert figures["pair_recall"] == pytest.approx(2 / 4)


def test_kilometres_between_cities() -> None:
    km = distance_km(*(np.array([each]) for each in (*BERLIN, *BERGEN)))
    assert km[0] == pytest.approx(1010, abs=25)


def test_events_of_a_library_hold_each_dated_photo_once(
    own_library_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library.open(own_library_folder) as library:
        found = library.events.found()
        assert library.events.found() is found  # nothing is other than before
        ids = np.concatenate([event.ids for event in found[::-1]])
        times = library.showing.moments(ids)
        assert (np.diff(times) >= 0).all()
        every = library.showing.browse()
        dated = every[library.showing.moments(every) != UNDATED]
        assert sorted(ids.tolist()) == sorted(dated.tolist())
        for event in found:
            assert event.cover in event.ids
            assert event.outings[0] == 0
            assert (event.first, event.last) == (
                library.showing.moments(event.ids)[0],
                library.showing.moments(event.ids)[-1],
            )
        assert any(event.words for event in found)
        assert {bool(event.place) for event in found} == {False, True}
        several = next(event for event in found if len(event.ids) > 1)
        starred = int(next(each for each in several.ids if each != several.cover))
        library.organising.rate([starred], 5)
        assert starred in {event.cover for event in library.events.found()}
    assert run(["--library", str(own_library_folder), "events", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["photos"] for each in told["events"]] == [len(each.ids) for each in found]
    assert len(ids) + told["undated"] == told["photos"]


def test_a_diary_is_written_as_cameras_do(tmp_path: Path) -> None:
    captions = json.loads(write_diary(tmp_path, count=5, seed=8, short_side=64).read_text("utf-8"))
    pages = diary(5, seed=8)
    assert [each["attributes"]["event"] for each in captions] == [page.event for page in pages]
    for each, page in zip(captions, pages, strict=True):
        with Image.open(tmp_path / each["file"]) as picture:
            written = picture.getexif().get_ifd(0x8769)[0x9003]
            assert bool(picture.getexif().get_ifd(0x8825)) == (page.shot.gps is not None)
        assert written == f"{page.shot.taken:%Y:%m:%d %H:%M:%S}"


def test_a_library_without_photos_has_no_events(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        assert library.events.found() == ()
