"""Label lists on the command line: edited, applied, corrected, reviewed."""

import json
from pathlib import Path
from typing import Any

import pytest

from photoclip.cli import run

Call = Any


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], own_library_folder: Path) -> Call:
    """Does a command in a library of samples; its status and its JSON document."""

    def do(*words: object) -> tuple[int, dict[str, Any]]:
        library = ("--library", str(own_library_folder))
        status = run([*library, *(str(word) for word in words), "--json"])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err + captured.out
        return status, json.loads(captured.out)

    return do


def test_a_list_is_edited_piece_by_piece(call: Call, tmp_path: Path) -> None:
    def edit(*words: object) -> dict[str, Any]:
        status, document = call("labels", "edit", "trips", *words)
        assert status == 0, document
        return document

    made = edit("--new", "--add", "beach", "--add", "city", "--open", "--phrase", "city=a town")
    assert (made["version"], made["exclusive"]) == (1, False)
    edit("--threshold", "Beach=0.8", "--template", "a picture of {}.", "--folder", tmp_path)
    changed = edit("--rename", "beach=seaside", "--remove", "city", "--add", "hills")
    assert [each["label"] for each in changed["labels"]] == ["seaside", "hills"]
    assert changed["labels"][0]["threshold"] == 0.8
    assert (changed["templates"], changed["folders"]) == (["a picture of {}."], [str(tmp_path)])
    freed = edit("--threshold", "seaside=", "--template", "", "--no-folder", tmp_path)
    assert (freed["labels"][0]["threshold"], freed["templates"], freed["folders"]) == (None, [], [])
    call("labels", "export", "trips", tmp_path / "trips.json")
    call("labels", "delete", "trips")
    _, back = call("labels", "import", tmp_path / "trips.json")
    assert {**back, "version": 0} == {**freed, "version": 0}


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("edit", "none", "--add", "x"), 3, "no label list named 'none'"),
        (("edit", "pets", "--remove", "cow"), 2, "no label 'cow' (it has dog"),
        (("edit", "pets", "--threshold", "dog=2"), 2, "not between 0 and 1"),
        (("edit", "pets", "--threshold", "dog=much"), 2, "'much' is no number"),
        (("edit", "pets", "--rename", "dog"), 2, "write --rename OLD=NEW"),
        (("edit", "pets", "--template", "a photo"), 2, "needs {} where the label goes"),
        (("edit", "pets", "--folder", "/no/such"), 2, "no folder"),
        (("accept", "pets", "dog", "/no/such.jpg"), 2, "not in the library"),
        (("revert", "pets", "3"), 3, "no label list named 'pets'"),
        (("review", "pets", "cow"), 2, "no label 'cow'"),
    ],
)
def test_what_cannot_be_done_is_said(call: Call, words: Any, status: int, says: str) -> None:
    found, document = call("labels", *words)
    assert found == status
    assert says in document["error"]


def test_a_correction_stays_and_is_learned_from(call: Call, own_library_folder: Path) -> None:
    _, first = call("tag", "scenes", "--apply")
    assert first["labels"]["beach"]["added"] == first["labels"]["beach"]["count"] > 1
    beaches = [each["path"] for each in first["tags"] if each["label"] == "beach"]
    _, told = call("labels", "reject", "scenes", "beach", beaches[-1])
    assert (told["changed"], told["fits"]) == (1, False)
    call("labels", "accept", "scenes", "beach", *beaches[:2])
    _, learned = call("labels", "learn", "scenes")
    assert (learned["version"], learned["answers"]) == (1, 3)
    assert set(learned["labels"]) == set(first["labels"])
    _, shown = call("tag", "scenes")
    assert (shown["run"], shown["answers"]) == (None, 3)
    assert beaches[-1] not in [each["path"] for each in shown["tags"] if each["label"] == "beach"]
    _, applied = call("tag", "scenes", "--apply")
    _, found = call("runs")
    assert [each["run"] for each in found["runs"]] == [applied["run"], first["run"]]
    assert found["runs"][0]["learned"] == 1
    call("tag", "--undo", applied["run"])
    call("tag", "--undo", first["run"])
    _, held = call("search", "tag:beach")
    assert sorted(each["path"] for each in held["hits"]) == sorted(beaches[:2])
    _, back = call("labels", "revert", "scenes", "0")
    assert (back["version"], back["texts_alone"]) == (2, True)
    _, versions = call("labels", "versions", "scenes", "--compare", 1, 2)
    assert [each["restored_from"] for each in versions["versions"]] == [None, 0]


def test_a_threshold_is_reviewed_by_answers(call: Call) -> None:
    call("labels", "edit", "light", "--open")
    _, asked = call("labels", "review", "light", "night", "--count", 3)
    assert len({each["path"] for each in asked["ask"]}) == 3
    assert (asked["right"], asked["clicks"]) == (None, 0)
    for _ in range(6):
        first = asked["ask"][0]["path"]
        answer = "--yes" if asked["ask"][0]["probability"] > 0.5 else "--no"
        _, asked = call("labels", "review", "light", "night", answer, first)
        assert first not in [each["path"] for each in asked["ask"]]
    assert asked["clicks"] == 6
    assert asked["low"] <= asked["high"]
    _, done = call("labels", "review", "light", "night", "--set")
    assert done["threshold"] == done["found_threshold"]
    _, shown = call("labels", "show", "light")
    thresholds = {each["label"]: each["threshold"] for each in shown["labels"]}
    assert thresholds["night"] == done["threshold"]


def test_what_is_left_over_is_grouped(call: Call) -> None:
    call("labels", "edit", "few", "--new", "--add", "beach")
    _, found = call("labels", "inbox", "few")
    assert len(found["groups"]) > 1
    first = [each["path"] for each in found["groups"][0]["photos"]]
    options = [word for path in first for word in ("--dismiss", path)]
    _, left = call("labels", "inbox", "few", *options)
    assert not set(first) & {p["path"] for each in left["groups"] for p in each["photos"]}
