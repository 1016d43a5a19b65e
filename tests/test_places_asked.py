"""Places named in plain words: `photos from Lisbon` finds photos by where they were taken."""

import json
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui_driver import driven, elsewhere

from photoclip.cli import run
from photoclip.errors import QueryError
from photoclip.library.library import Library
from photoclip.query import (
    Condition,
    Filter,
    Query,
    Understood,
    format_query,
    parse,
    understood,
)


class Photographed:
    """Places of a library; no photo lies in two of its cities."""

    cities = ("Lisbon", "New York", "Porto", "Nice", "Turkey", "The Hague", "Paris, Texas", "Bath")

    def filter(self, name: str, value: str) -> Filter | None:
        known = {each.casefold(): each for each in (*self.cities, "Portugal")}
        spelled = value if name == "country" else known.get(value.casefold())
        return Filter(name, spelled) if spelled and (name != "country" or value == "USA") else None

    def have_photos(self, filters: Sequence[Condition]) -> bool:
        named = {each.value for each in filters if isinstance(each, Filter)}
        return len(named & set(self.cities)) < 2


def read(text: str) -> Understood:
    return understood(parse(text), Photographed())


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("photos from Lisbon", "place:Lisbon"),
        ("in lisbon", "place:Lisbon"),
        ("sunset in Portugal", "sunset place:Portugal"),
        ("a dog near Lisbon at night", "a dog at night near:Lisbon"),
        ("all my pictures taken in New York in New York", 'place:"New York" place:"New York"'),
        ("photos taken in New York last summer", 'photos last summer place:"New York"'),
        ("people at the beach in the USA", "people at the beach country:USA"),
        ("a street in The Hague, rain", 'a street rain place:"The Hague"'),
        ("a barn in Paris, Texas", 'a barn place:"Paris, Texas"'),
        ("in Nice, a boat tag:old", "a boat tag:old place:Nice"),
        ("from Lisbon and Porto", "(place:Lisbon or place:Porto)"),
        ("a bridge in Lisbon in Portugal", "a bridge place:Lisbon place:Portugal"),
        ("a train in Porto from Lisbon", 'a train from "Lisbon" place:Porto'),
        ("a harbour in Porto -people", "a harbour -people place:Porto"),
    ],
)
def test_a_place_with_photos_is_asked_for_by_where_they_were_taken(text: str, means: str) -> None:
    found = read(text)
    assert found.query == parse(means)
    assert found.places
    assert not read(format_query(found.query)).places  # as it is printed it means the same
    assert found.as_words is not None
    words = format_query(found.as_words)
    assert read(words).query == parse(text)  # one step back to the words
    assert not read(words).places


@pytest.mark.parametrize(
    "text",
    [
        "Lisbon",
        "a plate of turkey",
        "photos from Berlin",
        "a walk in nice weather",
        "a cat in the bath",
        "blossoms in spring",
        "a picture of me in it",
        'photos from "Lisbon"',
        '"photos from Lisbon"',
        "sunset -portugal",
        "without people in Lisbon",
        '2:"a dog in Lisbon"',
        "photos",
        "",
    ],
)
def test_other_words_stay_words(text: str) -> None:
    assert read(text) == Understood(parse(text))


PIECES = (
    *(
        "in",
        "from",
        "near",
        "at",
        "the",
        "Lisbon",
        '"Lisbon"',
        "porto,",
        "and",
        "or",
        '"in',
        "2019",
    ),
    *('Porto"', "dog", "photos", "tag:a", "-people", "not", "without", "2:boat", "New", "York"),
)


@settings(max_examples=50)
@example("in Lisbon and")
@example("tag:a in Lisbon and")
@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=9,
    ).map(" ".join)
)
def test_what_is_understood_is_printed_and_read_back_and_never_read_twice(text: str) -> None:
    try:
        asked = parse(text)
    except QueryError:
        return
    found = understood(asked, Photographed())
    assert read(format_query(asked)).query == found.query
    for query in (asked, found.query, found.as_words or asked):
        assert parse(format_query(query)) == query
    assert not understood(found.query, Photographed()).places


def test_a_library_knows_its_own_places(sample_library_folder: Path) -> None:
    with Library.open(sample_library_folder, write=False) as library:

        def meant(text: str) -> Query:
            return library.placing.understood(parse(text)).query

        def found(query: Query) -> set[int]:
            return set(library.showing.browse(query.filters).tolist())

        assert format_query(meant("photos from berlin")) == "place:Berlin"
        assert format_query(meant("a ferry in Norway")) == "a ferry place:Norway"
        assert meant("photos in Potsdam") == parse("photos in Potsdam")  # none is from there,
        assert set() < found(meant("photos near Potsdam")) <= found(parse("country:DE"))  # but near
        around = meant("photos near Kyoto")
        assert found(meant("photos in Japan")) >= found(around) > set()
        assert found(meant("from Japan and Norway")) == found(parse("country:JP or country:NO"))
        for text in ("photos from Lisbon", "a dog in the grass", 'photos from "Berlin"'):
            assert meant(text) == parse(text)


def test_the_command_line_answers_by_place_and_says_so(
    sample_library_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    search = ["--library", str(sample_library_folder), "search"]
    assert run([*search, "photos", "from", "berlin", "--json", "--all"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["understood"] == [{"words": "from berlin", "filter": "place:Berlin"}]
    assert told["query"] == "place:Berlin"
    assert run([*search, "place:Berlin", "--json", "--all"]) == 0
    filtered = json.loads(capsys.readouterr().out)
    assert filtered["understood"] == []
    assert told["hits"] == filtered["hits"] != []
    assert run([*search, "photos from Berlin"]) == 0
    assert "photoclip search 'photos from \"Berlin\"'" in capsys.readouterr().err


def test_the_window_shows_the_place_and_leads_back_to_the_words(
    qtbot: QtBot, own_library_folder: Path
) -> None:
    def in_berlin() -> int:
        with Library.open(own_library_folder, write=False) as library:
            return len(library.showing.browse(parse("place:Berlin").filters))

    count = elsewhere(in_berlin)
    with driven(qtbot, own_library_folder) as desk:
        desk.wait(lambda: desk.grid.isVisible() and desk.grid.model().rowCount() > count)
        desk.type("photos from berlin")
        desk.wait_for_photos(count)
        assert desk.text("headline") == "In Berlin"
        assert desk.text("placeNoteSentence") == "Photos in Berlin"
        assert desk.field.text() == "photos from berlin"  # what was typed stays
        desk.find(QPushButton, "searchWords").click()
        desk.wait(lambda: not desk.is_shown("placeNote"))
        desk.wait(lambda: desk.text("headline") == "“photos from berlin”")
        assert desk.field.text() == 'photos from "berlin"'


def test_a_place_is_shown_while_the_model_is_still_being_loaded(
    qtbot: QtBot, own_library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = threading.Event()
    monkeypatch.setattr(Library, "warm_up", lambda _library: loaded.wait(60))
    try:
        with driven(qtbot, own_library_folder) as desk:
            desk.wait(lambda: desk.grid.isVisible() and desk.grid.model().rowCount() > 0)
            desk.type("photos from berlin")
            desk.wait(lambda: desk.text("headline") == "In Berlin")
            assert not loaded.is_set()
            loaded.set()
    finally:
        loaded.set()
