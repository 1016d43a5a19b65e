"""What a search text means."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip.errors import QueryError
from photoclip.query import FILTERS, FLAGS, Filter, Query, format_query, parse


def test_words_negatives_and_filters_are_told_apart() -> None:
    query = parse(
        'a red car -people folder:Norway -tag:"old stuff" without deep snow -"bright sky"'
    )
    assert query == Query(
        "a red car",
        ("people", "deep snow", "bright sky"),
        (Filter("folder", "Norway"), Filter("tag", "old stuff", negated=True)),
    )


def test_without_reaches_to_the_next_filter() -> None:
    assert parse("beach without people at night type:png dogs") == Query(
        "beach dogs", ("people at night",), (Filter("type", "png"),)
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("colour:red", "'colour:' (at character 1) is not a filter; known are folder:"),
        ("sea before:soon", "'before:soon' (at character 5) needs a date"),
        ("after:2023-13", "needs a date"),
        ("sea rating:6", "'rating:6' (at character 5) needs 0 to 5"),
        ("rating:good", "needs 0 to 5"),
        ("flag:perhaps", "'flag:perhaps' (at character 1) needs picked, rejected or none"),
    ],
)
def test_wrong_filters_name_the_place_and_what_is_known(text: str, says: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(text)
    assert says in str(error.value)


def test_words_with_a_colon_can_be_quoted() -> None:
    assert parse('"colour:red" car').words == "colour:red car"


def test_a_lone_minus_or_empty_text_asks_nothing_unwanted() -> None:
    assert parse("").is_empty
    assert parse("sea -").without == ()


_word = st.text(string.ascii_letters + "äéñ0123456789'", min_size=1, max_size=8) | st.sampled_from(
    ["colour:red", "-5", "without", "10:30"]
)
_words = st.lists(_word, max_size=4).map(" ".join)
_values = {
    "before": st.just("2024-05"),
    "after": st.just("2019"),
    "rating": st.sampled_from("012345"),
    "flag": st.sampled_from(sorted(FLAGS)),
}
_filters = st.sampled_from(sorted(FILTERS)).flatmap(
    lambda name: st.builds(
        Filter, st.just(name), _values.get(name, _words.filter(bool)), st.booleans()
    )
)


@given(
    st.builds(
        Query,
        _words,
        st.lists(_words.filter(bool), max_size=3).map(tuple),
        st.lists(_filters, max_size=3).map(tuple),
    )
)
def test_what_is_printed_is_read_back(query: Query) -> None:
    assert parse(format_query(query)) == query
