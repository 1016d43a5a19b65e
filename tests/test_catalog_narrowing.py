"""Filters, groups of them and their opposites agree with a plain look at every photo."""

import itertools
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from narrowing_world import EVERY, World, made

from photoclip.query import CLOSED, FILTERS, AllOf, AnyOf, Condition, Filter, Not, negative, parse

TREES = st.recursive(
    st.sampled_from(EVERY),
    lambda inner: st.builds(
        lambda kind, parts, turned: Not(kind(tuple(parts))) if turned else kind(tuple(parts)),
        st.sampled_from((AllOf, AnyOf)),
        st.lists(inner, min_size=2, max_size=3),
        st.booleans(),
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with made(tmp_path_factory.mktemp("narrowing"), seed=4, count=220) as built:
        yield built


def test_every_filter_and_value_is_tried(world: World) -> None:
    assert {each.name for each in EVERY} == set(FILTERS)
    for name, values in CLOSED.items():
        assert {each.value for each in EVERY if each.name == name} == set(values)
    everything = len(world.expected([]))
    never = {"pets/city/night", "0,0,20038", "Lissabon", "Fiji"}
    for each in EVERY:
        assert each.value in never or 0 < len(world.expected([each])) < everything, each


@pytest.mark.parametrize("wanted", EVERY, ids=str)
def test_a_filter_alone(world: World, wanted: Filter) -> None:
    expected = world.expected([wanted])
    assert world.found([wanted]) == expected
    assert world.catalog.matching_photos([wanted], world.offline).tolist() == expected
    assert sorted(world.catalog.browse("name", [wanted], world.offline).tolist()) == expected


def test_every_pair_of_filters_with_and_and_or(world: World) -> None:
    """Each two names with each of AND and OR and each of their opposites, over drawn values."""
    dice = random.Random(1)
    plain = {name: [e for e in EVERY if e.name == name and not e.negated] for name in FILTERS}
    for one, two in itertools.combinations_with_replacement(FILTERS, 2):
        first, second = dice.choice(plain[one]), dice.choice(plain[two])
        for left, right in itertools.product((first, negative(first)), (second, negative(second))):
            assert world.found([left, right]) == world.expected([left, right]), (left, right)
            either = AnyOf((left, right))
            assert world.found([either]) == world.expected([either]), either


@settings(max_examples=80, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=3))
def test_groups_within_groups(world: World, wanted: list[Condition]) -> None:
    assert world.found(wanted) == world.expected(wanted)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.lists(TREES, min_size=1, max_size=2), min_size=8))
def test_random_libraries(seed: int, asked: list[list[Condition]]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        made(Path(folder), seed, count=seed % 25) as library,
    ):
        for wanted in asked:
            assert library.found(wanted) == library.expected(wanted), wanted


def test_what_is_typed_narrows_as_it_reads(world: World) -> None:
    typed = "(folder:norway or rating:=3) -(tag:own or has:gps) not is:untagged"
    wanted = [
        AnyOf((Filter("folder", "norway"), Filter("rating", "=3"))),
        Not(AnyOf((Filter("tag", "own"), Filter("has", "gps")))),
        Filter("is", "untagged", negated=True),
    ]
    assert world.found(parse(typed).filters) == world.expected(wanted)


def test_or_binds_more_closely_than_standing_side_by_side(world: World) -> None:
    one, two, three = Filter("tag", "own"), Filter("tag", "dog"), Filter("rating", "3")
    spelled = parse("tag:own or tag:dog rating:3").filters
    assert world.found(spelled) == world.expected([AnyOf((one, two)), three])
    spelled = parse("tag:own or tag:dog and rating:3").filters
    assert world.found(spelled) == world.expected([AnyOf((one, AllOf((two, three))))])


@pytest.mark.parametrize("name", ["orientation", "has", "is", "flag", "label", "year"])
def test_values_are_counted_as_the_filter_finds_them(world: World, name: str) -> None:
    values = world.catalog.values(name, world.offline)
    assert values
    for each in values:
        typed = parse(f'{name}:"{each.value}"').filters
        found = world.catalog.matching_photos(typed, world.offline)
        assert len(found) == each.photos > 0, each
    assert [e.photos for e in values] == sorted((e.photos for e in values), reverse=True)


def test_no_root_is_away(world: World) -> None:
    assert world.catalog.matching_photos([Filter("is", "offline")]).tolist() == []
