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
        (["is:new"], "untagged, duplicate, burst, offline, pair, live, motion or video"),
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


def test_files_that_cannot_be_read_are_named_with_their_reasons(
    call: Any, tmp_path: Path, own_places: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pictures, library = tmp_path / "pictures", str(tmp_path / "library")
    pictures.mkdir()
    (pictures / "empty.jpg").touch()
    (pictures / "text.png").write_text("no picture at all")
    assert call("--library", library, "index", "--json", str(pictures))["photos"] == 0
    found = call("--library", library, "search", "--json", "failed:any")
    assert found["hits"] == []
    assert [Path(each["path"]).name for each in found["failed"]] == ["empty.jpg", "text.png"]
    found = call("--library", library, "search", "--json", "failed:empty")
    assert [each["reason"] for each in found["failed"]] == ["The file is empty."]
    assert call("--library", library, "search", "--json", "-failed:any")["failed"] == []
    assert run(["--library", library, "search", "failed:any"]) == 0
    assert "The file is empty." in capsys.readouterr().out
