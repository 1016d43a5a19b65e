"""The commands of the relevance line: evaluate search, search --line, relevance."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photoclip.cli import run
from photoclip.clip.vocabulary import words_of
from photoclip.errors import DataError
from photoclip.library.evaluation.unrelated import absent_questions, nonsense_questions

Call = Callable[..., dict[str, Any]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def do(*words: object, status: int = 0) -> dict[str, Any]:
        assert run([*(str(word) for word in words), "--json"]) == status
        (line,) = capsys.readouterr().out.splitlines()
        return json.loads(line)

    return do


def test_search_is_measured_on_captions(call: Call, sample_pictures: Path) -> None:
    figures = call("evaluate", "search", "--data", sample_pictures, "--model", "photoclip-mini")
    assert figures["false_likely"]["share"] <= 0.05
    assert figures["likely"]["recall"] >= 0.6
    assert figures["likely"]["precision"] >= 0.8
    assert figures["average_precision"] >= 0.8
    assert figures["ece"] <= 0.08
    assert figures["line"] == 0.5
    assert "alike" not in figures


def test_search_is_measured_on_labels_and_a_part(
    call: Call, sample_pictures: Path, tmp_path: Path
) -> None:
    rows = json.loads((sample_pictures / "captions.json").read_text("utf-8"))
    named = [
        f"{sample_pictures / row['file']},{row['attributes']['things'][0]['kind']}"
        for row in rows
        if row["attributes"].get("things")
    ]
    data = tmp_path / "things.csv"
    data.write_text("\n".join(["file,label", *named]), "utf-8")
    words = ("evaluate", "search", "--data", data, "--model", "photoclip-mini")
    figures = call(*words, "--library-size", 30, "--seed", 2, "--line", 0.9)
    assert figures["pictures"] == 30
    assert figures["line"] == 0.9
    assert figures["alike"]["questions"] > 0
    assert figures["false_likely"]["share"] <= 0.05


def test_absent_things_are_in_no_text() -> None:
    said = ["two guitars on a beach", "a Trout", "an apple tree"]
    absent = absent_questions(said, 100, seed=1)
    assert len(set(absent)) == 100
    words = {word for text in absent for word in words_of(text)}
    assert not words & {"guitar", "banjo", "trout", "salmon", "tree", "apple"}
    assert absent == absent_questions(said, 100, seed=1) != absent_questions(said, 100, seed=2)
    with pytest.raises(DataError, match="ask for fewer"):
        absent_questions(said, 10_000, seed=1)


def test_nonsense_is_of_the_seed() -> None:
    nonsense = nonsense_questions(100, seed=1)
    assert len(set(nonsense)) == 100
    assert nonsense == nonsense_questions(100, seed=1) != nonsense_questions(100, seed=2)


def test_a_line_for_one_answer_and_one_that_is_remembered(
    call: Call, own_library_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = ("--library", own_library_folder)
    usual = call(*library, "search", "a", "cat")
    assert usual["likely"] > 0
    assert usual["hits"][0]["band"] == "likely"
    assert 0.5 <= usual["hits"][0]["relevance"] <= 1.0
    strict = call(*library, "search", "a", "cat", "--line", "0.995")
    assert (strict["likely"], strict["line"]) == (0, 0.995)
    assert call(*library, "relevance") == {"line": 0.5, "default": 0.5}
    assert call(*library, "relevance", "0.995")["line"] == 0.995
    assert call(*library, "search", "a", "cat")["likely"] == 0
    assert "above 0 and below 1" in call(*library, "relevance", "3", status=2)["error"]
    assert call(*library, "relevance", "--reset")["line"] == 0.5
    assert run(["--library", str(own_library_folder), "search", "qwxzfk"]) == 0
    assert "Nothing here looks like that." in capsys.readouterr().out


def test_words_and_a_picture_together_find_more_than_either(
    own_places: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", "search", "--data", "samples:200", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["words_and_picture"]
    assert found["questions"] >= 1
    assert found["together_precision"] >= found["picture_alone_precision"]
    assert found["ece"] <= 0.1
