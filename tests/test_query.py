"""What a search text means."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photoclip.errors import QueryError
from photoclip.query import (
    CLOSED,
    FILTERS,
    AllOf,
    AnyOf,
    Condition,
    Example,
    Filter,
    Not,
    Query,
    Term,
    describe,
    format_query,
    parse,
    read,
    with_filter,
)


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


def _only(*filters: Condition) -> Query:
    return Query(filters=tuple(filters))


A, B, C = Filter("tag", "a"), Filter("tag", "b"), Filter("tag", "c")
NOT_A = Filter("tag", "a", negated=True)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("(tag:a or tag:b) not tag:c", _only(AnyOf((A, B)), replace(C, negated=True))),
        ("tag:a or tag:b tag:c", _only(AnyOf((A, B)), C)),
        ("tag:c tag:a OR tag:b", _only(C, AnyOf((A, B)))),
        ("tag:a or tag:b and tag:c", _only(AnyOf((A, AllOf((B, C)))))),
        ("tag:a and tag:b", _only(A, B)),
        ("tag:a or (tag:b tag:c)", _only(AnyOf((A, AllOf((B, C)))))),
        ("not (tag:a tag:b)", _only(Not(AllOf((A, B))))),
        ("-(tag:a or not tag:b)", _only(Not(AnyOf((A, replace(B, negated=True)))))),
        ("not not tag:a", _only(A)),
        ("not -tag:a", _only(A)),
        ("((tag:a))", _only(A)),
        ("without tag:a", _only(NOT_A)),
        ("( tag:a or tag:b )", _only(AnyOf((A, B)))),
        ("folder:a(b) tag:a", _only(Filter("folder", "a(b)"), A)),
    ],
)
def test_filters_are_joined_and_grouped(text: str, means: Query) -> None:
    assert parse(text) == means


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("black or white dog", "black or white dog"),
        ("black and white tag:a", "black and white"),
        ("tag:a salt and pepper", "salt and pepper"),
        ("a dog (brown)", "a dog (brown)"),
        ("(dog or cat)", "(dog or cat)"),
        ("dog and tag:a", "dog"),
        ("tag:a and dog", "dog"),
        ("at 10:30 in 16:9", "at 10:30 in 16:9"),
        ("smile :)", "smile :)"),
        ("(a dog ) here", "(a dog ) here"),
    ],
)
def test_away_from_filters_signs_are_words(text: str, words: str) -> None:
    assert parse(text).words == words


@pytest.mark.parametrize(
    ("text", "words", "without"),
    [
        ("not people", "", ("people",)),
        ("a dog not on a leash tag:a", "a dog", ("on a leash",)),
        ("sea not boats -people without snow", "sea", ("boats", "people", "snow")),
        ("a dog (not people)", "a dog", ("people)",)),
        ('"not" a dog', "not a dog", ()),
        ("a dog not", "a dog", ()),
    ],
)
def test_a_negation_never_is_part_of_the_words(text: str, words: str, without: tuple) -> None:
    query = parse(text)
    assert (query.words, query.without) == (words, without)


def test_weights_and_pictures() -> None:
    query = parse('dog 2:cat 0.5:"red car" -2:people 2:like:a.jpg -like:"b c.jpg" not like:d.jpg')
    assert query.words == "dog"
    assert query.weighted == (Term("cat", 2), Term("red car", 0.5), Term("people", -2))
    assert query.examples == (Example("a.jpg", 2), Example("b c.jpg", -1), Example("d.jpg", -1))
    assert query.texts == ("dog", "cat", "red car", "people")
    assert not query.has_only_filters
    assert parse("tag:a").has_only_filters
    assert parse("tag:a tag:b").where == AllOf((A, B))
    assert parse("dog").where is None


@pytest.mark.parametrize(
    ("text", "problem", "piece", "says"),
    [
        ("dog (tag:a or tag:b", "open", "(", "'(' at character 5 is not closed"),
        ("(dog tag:a)", "close", ")", "')' at character 11 closes nothing"),
        ("(" * 5000 + "tag:a" + ")" * 5000, "deep", "(", "inside too many others"),
        ("dog -(is:", "value", "is:", "'is:' (at character 7) needs untagged"),
        ("tag:a) dog", "close", ")", "')' at character 6 closes nothing"),
        ("dog ()", "empty", "()", "'()' at character 5 are empty"),
        ("tag:a or", "or", "or", "'or' at character 7 needs a filter or a group on both sides"),
        ("or tag:a", "or", "or", "at character 1"),
        ("dog or tag:a", "or", "or", "at character 5"),
        ("tag:a or dog", "or", "or", "at character 7"),
        ("like:a.jpg or like:b.jpg", "or", "or", "at character 12"),
        ("(tag:a or or tag:b)", "or", "or", "at character 8"),
        ("(or tag:a)", "or", "or", "at character 2"),
        ("tag:a and", "and", "and", "has nothing to join"),
        ("(tag:a dog)", "word-in-group", "dog", "'dog' (at character 8) is no filter"),
        ("(tag:a -dog)", "word-in-group", "-dog", "parentheses hold only filters"),
        ("0:dog", "weight-zero", "0:dog", "must be a number above 0"),
        ("sea 2: dog", "weight-alone", "2:", "'2:' (at character 5) needs words"),
        ("2:-dog", "weight-alone", "2:", "a minus comes first"),
        ("2:tag:a", "weighted-filter", "2:tag:a", "only words and like: have weights"),
        ('folder:"New York', "quote", '"New York', "quotation at character 8 is not closed"),
        ("like: a", "value", "like:", "needs a picture file"),
        ("sea tag: a", "value", "tag:", "'tag:' (at character 5) needs a tag"),
        ("is:new", "value", "is:new", "such as is:untagged"),
        ("has:wings", "value", "has:wings", "there are gps, date,"),
        ("orientation:up", "value", "orientation:up", "landscape, portrait or square"),
        ("size:big", "value", "size:big", "size:>5mb"),
        ("near:91,0,1", "value", "near:91,0,1", "latitude"),
        ("year:2023..2020", "value", "year:2023..2020", "year:2020..2023"),
        ("on:2023-02-30", "value", "on:2023-02-30", "a date"),
        ("rating:>5", "value", "rating:>5", "0 to 5"),
        ("dog colr:x", "unknown", "colr:x", "known are folder:, before:"),
    ],
)
def test_mistakes_have_their_place(text: str, problem: str, piece: str, says: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(text)
    assert says in str(error.value)
    assert error.value.problem == problem
    assert error.value.span is not None
    start, end = error.value.span
    marked = text[start:end]
    assert marked.endswith(piece) if problem == "quote" else marked == piece


def test_any_number_of_negations_is_read() -> None:
    assert parse("not " * 5001 + "tag:a") == _only(NOT_A)
    assert parse("not " * 5000 + "(tag:a or tag:b)") == _only(AnyOf((A, B)))


def test_every_part_has_its_place() -> None:
    text = 'a dog without big boats 2:cat (tag:a or tag:b) -like:"x y.jpg"'
    pieces = [text[each.start : each.end] for each in read(text)]
    assert pieces == [
        "a",
        "dog",
        "without big boats",
        "2:cat",
        "(tag:a or tag:b)",
        '-like:"x y.jpg"',
    ]


def test_all_that_can_be_asked_is_listed_with_an_example() -> None:
    listed = {name for each in describe() for name in FILTERS if f"{name}:" in each.example}
    assert listed == set(FILTERS)
    for each in describe():
        assert not parse(each.example).is_empty


# Whatever is printed is read back

_texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8) | st.sampled_from(
    [
        "or",
        "and",
        "not",
        "without",
        "(",
        ")",
        "(a",
        "a)",
        "-",
        "-x",
        "2:dog",
        "10:30",
        "like:x",
        "tag:a",
        '"',
        'a"b',
        '"a b',
        "colour:red",
        "x:",
        '""',
        ":)",
        "- -",
        "Ä ö",
        "3",
        ".5:x",
    ]
)
_word = _texts.filter(lambda each: len(each.split()) == 1).map(str.strip)
_words = st.lists(_word, max_size=4).map(lambda each: " ".join(" ".join(each).split()))
_some_words = _words.filter(lambda each: bool(each.strip("- ")))
_values = {
    "before": st.sampled_from(["2024-05", "2019"]),
    "after": st.just("2019"),
    "on": st.sampled_from(["2024-05", "2019..2020-03"]),
    "year": st.sampled_from(["2024", ">=2020", "2020..2023", "..2020"]),
    "rating": st.sampled_from(["0", "3", "<2", "3..5", "=4"]),
    "size": st.sampled_from([">5mb", "1920x1080", "12mp", "1..2gib"]),
    "near": st.sampled_from(["60.39,5.32,10", "-1, 2.5, 3 km", "New York, 25km", "Lisbon"]),
    "within": st.sampled_from(["38.6,-9.3,38.8,-9", "-1,179,1,-179"]),
    **{name: st.sampled_from(values) for name, values in CLOSED.items()},
}
_free = _texts.map(str.strip).filter(bool)
_filters = st.sampled_from(sorted(FILTERS)).flatmap(
    lambda name: st.builds(Filter, st.just(name), _values.get(name, _free), st.booleans())
)


def _grouped(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    parts = st.lists(inner, min_size=2, max_size=3).map(tuple)
    groups = st.builds(AllOf, parts) | st.builds(AnyOf, parts)
    return groups | st.builds(Not, groups)


_conditions: st.SearchStrategy[Condition] = st.recursive(_filters, _grouped, max_leaves=6)
_weights = (st.floats(0.001, 1000) | st.sampled_from([1.0, 2.0, 0.5, 1e-05])).flatmap(
    lambda each: st.sampled_from([each, -each])
)


@settings(max_examples=400, deadline=None)
@given(
    st.builds(
        Query,
        _words,
        st.lists(_some_words, max_size=3).map(tuple),
        st.lists(_conditions, max_size=3).map(tuple),
        st.lists(st.builds(Term, _words.filter(bool), _weights), max_size=2).map(tuple),
        st.lists(st.builds(Example, _free, _weights), max_size=2).map(tuple),
    )
)
def test_what_is_printed_is_read_back(query: Query) -> None:
    assert parse(format_query(query)) == query


@settings(max_examples=300, deadline=None)
@given(st.lists(_texts | st.sampled_from(["tag:a", "(tag:b", "tag:c)", "-(", "2:"]), max_size=7))
def test_any_text_is_read_or_refused_at_a_place(parts: list[str]) -> None:
    text = " ".join(parts)
    try:
        query = parse(text)
    except QueryError as error:
        query, (start, end) = None, error.span or (0, 0)
    if query is None:
        assert 0 <= start < end <= len(text)
    else:
        assert parse(format_query(query)) == query


@given(st.integers(0, 10**9), st.text(), st.sampled_from([1.0, -1.0, 2.0]))
def test_a_photo_of_the_library_is_named_by_its_number(
    photo_id: int, name: str, weight: float
) -> None:
    example = Example.of_photo(photo_id, name.strip(), weight)
    assert example.photo_id == photo_id
    assert example.name == name.strip()
    if name.isprintable():
        (read,) = parse(format_query(Query(examples=(example,)))).examples
        assert (read.photo_id, read.name, read.weight) == (photo_id, name.strip(), weight)


def test_only_a_number_names_a_photo() -> None:
    for file in ("photo.jpg", "photo:x", "photos:7", "./photo:7", "photo:"):
        assert Example(file).photo_id is None


def test_a_distance_stands_behind_a_quoted_town() -> None:
    quoted = parse('near:"New York",25km sea')
    assert quoted.filters == (Filter("near", "New York,25km"),)
    assert quoted.words == "sea"
    assert parse(format_query(quoted)) == quoted
    assert parse("near:Lisbon").filters == (Filter("near", "Lisbon"),)
    for wrong in ("near:Lisbon,0", "near:,5", "place:", "within:5,0,1,0", "within:1,2,3"):
        with pytest.raises(QueryError):
            parse(wrong)


def test_one_filter_more_takes_the_place_of_those_of_its_name() -> None:
    assert with_filter("sea year:2020 within:0,0,1,1", "within:1,1,2,2") == (
        "sea year:2020 within:1,1,2,2"
    )
    assert with_filter("", "within:1,1,2,2") == "within:1,1,2,2"
    assert with_filter("colr:x", "within:1,1,2,2") == "within:1,1,2,2"
