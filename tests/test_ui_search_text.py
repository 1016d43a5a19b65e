"""The text of a question without a window: pieces, suggestions, the way back, history."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoclip.errors import QueryError
from photoclip.query import AnyOf, Filter, Query, Term, parse
from photoclip.records import ValueCount
from photoclip.ui.search.history import KEPT, remembered
from photoclip.ui.search.pieces import (
    Without,
    compose,
    is_half_written,
    mistake,
    plain,
    take,
    take_joined,
)
from photoclip.ui.search.question import Example, Question, joined, title
from photoclip.ui.search.suggestions import recent, suggest, wanted
from photoclip.ui.search.trail import QuestionTrail

WORDS = st.sampled_from(
    [
        "red",
        "car",
        "without",
        "Without",
        "-people",
        "-",
        "--",
        "folder:Norway",
        "-tag:a",
        '"blue car"',
        '-"big dog"',
        'folder:"New York"',
        "folder:",
        "camra:x",
        "before:2024",
        '"open',
        'a"b',
        '-"open',
        'folder:"op',
        '""',
        "x:",
        "or",
        "and",
        "not",
        "(tag:a",
        "tag:b)",
        "(tag:c or tag:d)",
        "-(tag:e or year:2024)",
        "2:dog",
        '-0.5:"red car"',
        "like:/a/b.jpg",
        '-2:like:"/a/b c.jpg"',
        "(brown)",
        "size:>5mb",
    ]
)
VALUES = {
    "folder": (ValueCount("2024", 9), ValueCount("New York", 5), ValueCount("York", 2)),
    "tag": (ValueCount("beach", 7), ValueCount("big beach", 3)),
    "is": (ValueCount("duplicate", 3),),
    "year": (ValueCount("2024", 6), ValueCount("2023", 5)),
    "date": (ValueCount("2024-06", 4), ValueCount("2024-01", 2), ValueCount("2023-12", 5)),
}


def known(name: str) -> tuple[ValueCount, ...]:
    return VALUES.get(name, ())


def read(text: str) -> Query | None:
    try:
        return parse(text)
    except QueryError:
        return None


@settings(max_examples=500, deadline=None)
@given(st.lists(WORDS, max_size=8), st.booleans(), st.booleans())
def test_chips_never_change_what_is_asked(words: list[str], space: bool, writing: bool) -> None:
    text = " ".join(words) + " " * space
    taken = take(text, len(text) if writing else None)
    before, after = read(text), read(compose(taken.text, taken.pieces))
    assert (before is None) == (after is None)
    if before and after:
        assert before.words == after.words
        assert set(before.weighted) == set(after.weighted)
        assert set(before.examples) == set(after.examples)
        assert {" ".join(each.split()) for each in before.without} == {
            " ".join(each.split()) for each in after.without
        }
        assert set(before.filters) == set(after.filters)


def test_what_is_being_written_stays_text() -> None:
    assert take("red folder:Norway", 17).pieces == ()
    assert take("red folder:Norway ", 18).pieces == (Filter("folder", "Norway"),)
    assert take("red folder:Norway ", 18).text == "red "
    assert take('folder:"New York ', 17).pieces == ()
    quoted = take('folder:"New York" ', 18)
    assert (quoted.text, quoted.pieces) == ("", (Filter("folder", "New York"),))


def test_words_after_without_become_one_chip_when_they_end() -> None:
    assert take("sea without big boats", 21).pieces == ()
    assert take("sea without big boats").pieces == (Without("big boats"),)
    taken = take("sea without big boats tag:a red ", 32)
    assert taken.pieces == (Without("big boats"), Filter("tag", "a"))
    assert taken.text == "sea red "


def test_weights_pictures_and_groups_become_chips_when_they_end() -> None:
    group = AnyOf((Filter("tag", "a"), Filter("tag", "b")))
    text = "sea 2:boat (tag:a or tag:b) -like:/x/y.jpg "
    taken = take(text, len(text))
    assert taken.pieces == (
        Term("boat", 2),
        group,
        Example("y.jpg", Path("/x/y.jpg"), negative=True, file="/x/y.jpg"),
    )
    assert taken.text == "sea "
    assert take("(tag:a or tag:b", 15).pieces == ()
    assert take("(tag:a or tag:b)", 16).pieces == ()  # the cursor still touches it


def test_an_or_behind_a_chip_joins_it() -> None:
    a, b, c = Filter("tag", "a"), Filter("tag", "b"), Filter("tag", "c")
    joined = take_joined(a, "or tag:b sea", 12)
    assert joined is not None
    assert (joined.text, joined.cursor, joined.pieces) == ("sea", 3, (AnyOf((a, b)),))
    more = take_joined(AnyOf((a, b)), "or not tag:c ", 13)
    assert more is not None
    assert more.pieces == (AnyOf((a, b, replace(c, negated=True))),)
    assert take_joined(a, "or tag:b", 8) is None  # it is still being written
    assert take_joined(a, "orange tag:b ", 13) is None
    assert parse(compose("or tag:b", (a,))) == Query(filters=(AnyOf((a, b)),))


def test_the_cursor_keeps_its_place_in_the_words() -> None:
    taken = take("tag:a sunset red", 12)
    assert taken.text[: taken.cursor] == "sunset"


def test_a_mistake_has_its_place() -> None:
    wrong = mistake("boat camra:nikon sea")
    assert wrong is not None
    assert (wrong.start, wrong.end) == (5, 16)
    assert "camra" in wrong.sentence
    assert mistake("boat camera:nikon") is None


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("folder:", True),
        ("folder:N", False),
        ("after:2", True),
        ("after:2024-0", True),
        ("after:2024", False),
        ("after:summer", False),
        ('tag:"big', True),
        ("camra:", False),
        ("(tag:a or", True),
        ("tag:a or", True),
        ("or", True),
        ("(tag:a or tag:b)", False),
        ("is:", True),
        ("is:dup", True),
        ("is:dog", False),
        ("2:", True),
        ("2:dog", False),
        ("year:>", True),
        ("size:>5m", True),
        ("size:big", False),
        ("near:60.3,5", True),
        ('like:"a b', True),
        ("sea 2:like:/home/an", True),
        ("like:/home/a.jpg ", False),
        ("sunset", False),
    ],
)
def test_half_written_filters_are_not_asked(text: str, half: bool) -> None:
    assert is_half_written(text, len(text)) is half


def test_filters_are_proposed_by_their_beginning() -> None:
    (line, *others) = suggest("sunset fo", 9, known)
    assert (line.replacement, line.is_whole, others) == ("folder:", False, [])
    assert suggest("sunset -fo", 10, known)[0].replacement == "-folder:"
    assert suggest("sunset ", 7, known) == ()


def test_values_that_begin_so_come_before_those_that_hold_it() -> None:
    lines = suggest("folder:york", 11, known)
    assert [each.replacement for each in lines] == ["folder:York", 'folder:"New York"']
    assert [each.photos for each in lines] == [2, 5]
    assert suggest('-folder:"New Y', 14, known)[0].replacement == '-folder:"New York"'
    assert wanted("folder:york", 11) == "folder"


def test_a_plain_word_proposes_tags_that_begin_with_it() -> None:
    assert [each.replacement for each in suggest("bea", 3, known)] == ["tag:beach"]
    assert suggest("-bea", 4, known)[0].replacement == "-tag:beach"
    assert wanted("bea", 3) == "tag"


def test_dates_are_years_and_then_the_months_of_one() -> None:
    years = suggest("after:", 6, known)
    assert [(each.shown, each.photos) for each in years] == [("2024", 6), ("2023", 5)]
    months = suggest("before:2024-", 12, known)
    assert [each.replacement for each in months] == ["before:2024-06", "before:2024-01"]
    assert months[0].hint
    assert wanted("before:2024-", 12) == "date"


def test_values_that_are_few_are_all_proposed_with_their_counts() -> None:
    assert [each.replacement for each in suggest("orientation:", 12, known)] == [
        "orientation:landscape",
        "orientation:portrait",
        "orientation:square",
    ]
    (line,) = suggest("-is:du", 6, known)
    assert (line.replacement, line.photos) == ("-is:duplicate", 3)
    assert line.hint
    assert [each.replacement for each in suggest("year:", 5, known)] == ["year:2024", "year:2023"]
    assert suggest("size:>", 6, known)[0].replacement == "size:>5mb"
    assert wanted("size:>", 6) == ""
    assert [each.shown for each in suggest("li", 2, known)] == ["like:"]


def test_a_filter_inside_a_group_is_completed() -> None:
    (line,) = suggest("(fo", 3, known)
    assert (line.start, line.replacement) == (1, "folder:")
    (line,) = suggest("(tag:a or tag:big", 17, known)
    assert (line.start, line.replacement) == (10, 'tag:"big beach"')
    assert wanted("-(is:", 5) == "is"


def test_earlier_questions_are_proposed_as_they_were() -> None:
    assert [each.replacement for each in recent(("a -b", "c"))] == ["a -b", "c"]


def test_history_keeps_each_question_once_and_none_that_is_wrong() -> None:
    history = remembered(remembered(("sea",), "red  car"), "SEA")
    assert history == ("SEA", "red car")
    assert remembered(history, "camra:x") == history
    assert remembered(history, "  ") == history
    assert len(remembered(tuple(map(str, range(90))), "new")) == KEPT


def test_one_usual_spelling() -> None:
    assert plain("sea folder:a without boats -people") == "sea -boats -people folder:a"
    assert plain(" camra:x ") == "camra:x"


def test_an_example_that_comes_again_changes_its_side() -> None:
    one, two = Example("a", photo_id=1, weight=2.0), Example("b", photo_id=2)
    both = joined((one, two), (Example("a", photo_id=1, negative=True),))
    assert both == (Example("a", photo_id=1, negative=True, weight=2.0), two)


def test_a_title_says_both_sides() -> None:
    examples = (Example("a.jpg", photo_id=1), Example("b.jpg", photo_id=2, negative=True))
    assert title(Question("sea", examples)) == "Like a.jpg, not like b.jpg, “sea”"
    assert title(Question("sea")) == "“sea”"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sea folder:Norway", "“sea”, in Norway"),
        ("folder:Norway", "In Norway"),
        ("sea -people -tag:a", "“sea”, without people, not tagged a"),
        ("2:boat -0.5:people", "“boat” \u00d72, without people \u00d7½"),
        ("(folder:Norway or folder:Sweden) -tag:a", "In Norway or in Sweden, not tagged a"),
        ("-(tag:a or (tag:b year:2024))", "Not (tagged a or (tagged b and in the year 2024))"),
        ("rating:3 rating:0 rating:2..4", "Rated 3 or more, unrated, rated 2\u20134"),
        ("near:60.39,5.32,10 is:duplicate", "Near 60.39, 5.32 (10 km), with a duplicate"),
        ("like:/a/b.jpg -2:like:/a/c.jpg sea", "Like b.jpg, not like c.jpg \u00d72, “sea”"),
        ("has:gps orientation:portrait", "With a place, portrait format"),
        ("camra:x", "“camra:x”"),
    ],
)
def test_a_title_says_filters_as_people_do(text: str, said: str) -> None:
    assert title(Question(text)) == said


def test_a_question_with_pictures_is_written_whole() -> None:
    picture = Example("b c.jpg", Path("/a/b c.jpg"), negative=True, weight=2.0, file="/a/b c.jpg")
    question = Question("sea tag:a", (picture,))
    assert question.whole == 'sea -2:like:"/a/b c.jpg" tag:a'
    assert question.can_be_written
    assert not Question("sea", (Example("pasted", Path("/tmp/1.png")),)).can_be_written


def test_the_trail_goes_back_and_forward_with_its_places() -> None:
    trail: QuestionTrail[str, int] = QuestionTrail("")
    assert not trail.can_back
    trail.push("sea", 10)
    trail.push("sea boats", 20)
    step = trail.back(30)
    assert step is not None
    assert (step.question, step.place) == ("sea", 20)
    step = trail.back(21)
    assert step is not None
    assert (step.question, step.place) == ("", 10)
    assert trail.back(0) is None
    step = trail.forward(11)
    assert step is not None
    assert (step.question, step.place) == ("sea", 21)
    trail.push("car", 22)
    assert not trail.can_forward
    trail.amend("car red")
    assert trail.current.question == "car red"
    step = trail.back()
    assert step is not None
    assert (step.question, step.place) == ("sea", 22)


def test_the_same_question_is_no_new_step() -> None:
    trail: QuestionTrail[str, int] = QuestionTrail("")
    trail.push("sea")
    trail.push("sea")
    trail.back()
    assert not trail.can_back
