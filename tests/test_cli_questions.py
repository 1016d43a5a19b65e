"""Questions on the command line: the whole language, its list, and what the shell does to it."""

import json
from pathlib import Path
from typing import Any

import pytest

from photoclip.cli import run
from photoclip.query import FILTERS, parse


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command that succeeds; what it prints as JSON."""

    def called(*words: str) -> Any:
        assert run(list(words)) == 0
        return json.loads(capsys.readouterr().out)

    return called


@pytest.fixture
def ask(call: Any, sample_library_folder: Path) -> Any:
    def asked(*words: str) -> Any:
        return call("--library", str(sample_library_folder), "search", "--json", *words)

    return asked


def test_groups_weights_and_pictures(ask: Any, sample_pictures: Path) -> None:
    picture = str(sorted(sample_pictures.rglob("*.jpg"))[0])
    found = ask("boat", "(type:png", "or", "type:jpg)", "-2:people", f'like:"{picture}"')
    assert parse(found["query"]) == parse(f'boat -2:people like:"{picture}" (type:png or type:jpg)')
    png, jpg = ask("type:png")["total"], ask("type:jpg")["total"]
    both = ask("type:png", "type:jpg")["total"]
    assert found["total"] == png + jpg - both
    assert ask("not", "type:png")["total"] == ask("-type:png")["total"]


def test_a_file_with_spaces_needs_no_second_quotes(
    ask: Any, sample_pictures: Path, tmp_path: Path
) -> None:
    file = tmp_path / "my boat.jpg"
    file.write_bytes(sorted(sample_pictures.rglob("*.jpg"))[0].read_bytes())
    found = ask(f"2:like:{file}", "sea")
    assert parse(found["query"]) == parse(f'sea 2:like:"{file}"')


def test_all_that_can_be_asked_is_listed(call: Any, capsys: pytest.CaptureFixture[str]) -> None:
    listed = call("search", "--filters", "--json")["filters"]
    assert {name for each in listed for name in FILTERS if f"{name}:" in each["example"]} == set(
        FILTERS
    )
    assert run(["search", "--filters"]) == 0
    assert "orientation:portrait" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["boat", "(tag:a", "or"], "'or' at character 13 needs a filter"),
        (["boat", "(tag:a"], "'(' at character 6 is not closed"),
        (["boat", "tag:a)"], "')' at character 11 closes nothing"),
        (["()"], "are empty"),
        (["0:boat"], "must be a number above 0"),
        (["is:new"], "untagged, duplicate or offline"),
        (["2:"], "'2:' (at character 1) needs words"),
    ],
)
def test_mistakes_are_one_sentence(
    words: list[str],
    says: str,
    sample_library_folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--library", str(sample_library_folder), "search", *words]) == 2
    told = capsys.readouterr().err
    assert says in told
    assert "Traceback" not in told
