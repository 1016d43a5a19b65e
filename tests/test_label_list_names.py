"""A label list gets another name: all that names it follows, and it can be taken back."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photoclip import paths, settings
from photoclip.cli import run
from photoclip.errors import LibraryError, UsageError
from photoclip.library.library import Library
from photoclip.query import format_query, parse, with_album_renamed, with_list_renamed
from photoclip.query.language import AnyOf, Filter, Not, Query
from photoclip.records import LabelList

THINGS = LabelList("things", ("boat", "castle", "cat"))


@pytest.fixture
def library(own_library_folder: Path) -> Iterator[Library]:
    """A library whose list has answers, a version, a run and searches that name it."""
    with Library.open(own_library_folder) as opened:
        tagging = opened.tagging
        tagging.save(THINGS)
        found = tagging.propose(THINGS)
        tagging.reject(found.photo_ids[:1].tolist(), "things", found.tags[0].label)
        tagging.apply(tagging.propose(THINGS))
        opened.organising.save_search("mine", "label:Things/boat year:2020")
        opened.organising.save_search("others", "label:nothing a boat")
        yield opened


def labelled(library: Library, text: str) -> list[int]:
    return sorted(library.showing.browse(parse(text).filters).tolist())


def texts(library: Library) -> dict[str, str]:
    return {each.name: each.text for each in library.organising.searches()}


def test_runs_searches_answers_and_versions_follow(library: Library) -> None:
    tagging = library.tagging
    before, versions = labelled(library, "label:things"), tagging.versions("things")
    answers = tagging.feedback("things").photo_ids.tolist()
    assert before
    assert versions
    review = tagging.review("things", "boat")
    review.answer(review.questions(1)[0], None)
    edit = tagging.rename("THINGS", "  My   objects ")
    assert (edit.former, edit.name) == ("things", "My objects")
    assert [each.name for each in tagging.lists()] == ["My objects"]
    assert labelled(library, 'label:"my objects"') == before
    assert not labelled(library, "label:things")
    assert texts(library) == {
        "mine": 'label:"My objects/boat" year:2020',
        "others": "label:nothing a boat",
    }
    assert {each.list_name for each in tagging.runs()} == {"My objects"}
    assert tagging.versions("my objects") == versions
    assert tagging.feedback("My objects").photo_ids.tolist() == answers
    assert tagging.review("My objects", "boat").knowledge.clicks == 1  # it is taken up
    again = tagging.propose(tagging.label_list("My objects"))
    assert tagging.diff(again).text == "+0 \N{MINUS SIGN}0"  # the runs so far are its own


def test_it_is_taken_back_with_the_runs_that_came_since(library: Library) -> None:
    tagging, before = library.tagging, texts(library)
    tagging.rename("things", "objects")
    run = tagging.apply(tagging.propose(tagging.label_list("objects"))).run
    tags = labelled(library, "label:objects")
    assert run is not None
    library.organising.undo()  # the run
    assert library.organising.can_undo() is not None
    library.organising.undo()
    assert [each.name for each in tagging.lists()] == ["things"]
    assert labelled(library, "label:things") == tags
    assert texts(library) == before
    assert {each.list_name for each in tagging.runs()} == {"things"}
    library.organising.redo()
    assert labelled(library, "label:objects") == tags
    assert texts(library)["mine"] == "label:objects/boat year:2020"


def test_runs_of_a_deleted_list_stay_its_own_when_it_is_taken_back(library: Library) -> None:
    tagging = library.tagging
    tagging.save(LabelList("objects", ("boat", "cat"), thresholds={"boat": 0.1}))
    tagging.apply(tagging.propose(tagging.label_list("objects")))
    tagging.delete("objects")
    held = {name: labelled(library, f"label:{name}") for name in ("things", "objects")}
    tagging.rename("things", "objects")
    assert set(labelled(library, "label:objects")) <= set(held["things"]) | set(held["objects"])
    again = tagging.propose(tagging.label_list("objects"))
    tagging.apply(again)
    assert labelled(library, "label:objects") == np.unique(again.photo_ids).tolist()
    library.organising.undo()
    library.organising.undo()
    assert {name: labelled(library, f"label:{name}") for name in held} == held


def test_a_name_must_be_free(library: Library) -> None:
    library.tagging.save(LabelList("Pets", ("cat",)))
    with pytest.raises(UsageError, match="a label list named 'Pets' already; choose another"):
        library.tagging.rename("things", "pets")
    with pytest.raises(UsageError, match="needs a name"):
        library.tagging.rename("things", "  ")
    with pytest.raises(LibraryError, match="no label list named 'cars'"):
        library.tagging.rename("cars", "wheels")
    library.tagging.rename("things", "Things")
    assert [each.name for each in library.tagging.lists()] == ["Pets", "Things"]
    library.tagging.rename("Things", "objects")
    library.tagging.save(THINGS)
    with pytest.raises(UsageError, match="named 'things' already"):
        library.organising.undo()
    assert {each.name for each in library.tagging.lists()} == {"Pets", "objects", "things"}


def test_the_command_line_renames(
    own_library_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library.open(own_library_folder) as library:
        library.tagging.save(THINGS)
    file = paths.settings_file()
    settings.save(settings.Settings(searches=("label:things a boat", "a cat")), file)
    place = ("--library", str(own_library_folder))
    assert run([*place, "labels", "rename", "things", "objects"]) == 0
    assert "things is called objects now" in capsys.readouterr().out
    assert settings.load(file).searches == ("label:objects a boat", "a cat")
    assert run([*place, "labels", "rename", "things", "objects"]) == 3
    assert "no label list named 'things'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("a  dog label:things", 'a  dog label:"My objects"'),
        ("-label:Things/cat", '-label:"My objects/cat"'),
        ("(label:things or -(label:THINGS tag:x))", None),
        ("label:thingsy things tag:things", "label:thingsy things tag:things"),
        ('label:"things', 'label:"things'),
    ],
)
def test_only_the_filter_is_written_otherwise(text: str, renamed: str | None) -> None:
    wanted = '(label:"My objects" or -(label:"My objects" tag:x))' if renamed is None else renamed
    assert with_list_renamed(text, "things", "My objects") == wanted


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("a  dog -album:SUMMER tag:summer", 'a  dog -album:"At sea" tag:summer'),
        ("(album:summer or album:summer/june) label:summer", None),
        ("summer album:summers", "summer album:summers"),
        ('album:"summer', 'album:"summer'),
    ],
)
def test_an_albums_filter_is_written_otherwise(text: str, renamed: str | None) -> None:
    wanted = '(album:"At sea" or album:summer/june) label:summer' if renamed is None else renamed
    assert with_album_renamed(text, "Summer", "At sea") == wanted


def test_a_filter_that_means_a_label_too_asks_for_both() -> None:
    changed = with_list_renamed("boat -label:cat", "cat", "pets", besides=("Cat",))
    both = AnyOf((Filter("label", "pets"), Filter("label", "cat")))
    assert parse(changed).filters == (Not(both),)


@given(st.text("ab/ .", min_size=1).map(str.strip).filter(bool), st.booleans())
def test_back_and_forth_is_the_same_question(name: str, negated: bool) -> None:
    query = Query(words="a sea", filters=(Filter("label", "list/wave", negated),))
    there = with_list_renamed(format_query(query), "list", name)
    assert parse(with_list_renamed(there, name, "list")) == query
