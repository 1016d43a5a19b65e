"""Texts from anywhere are shown as they are, never obeyed: the command line, files, SQL."""

import contextlib
import json
import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_world import NAMES, STEERING, Hostile, file_name, make
from hypothesis import given, settings
from hypothesis import strategies as st

from photoclip.cli import run
from photoclip.cli.plain import PlainLines, as_json, visible
from photoclip.clip.pairs import read_pairs
from photoclip.errors import DataError
from photoclip.library.exporting import ExportPlan, export
from photoclip.library.labels import read_label_list, write_label_list
from photoclip.library.library import Library
from photoclip.library.lock import read_owner
from photoclip.query import Filter
from photoclip.records import LabelList, one_line
from photoclip.spreadsheet import as_cell, of_cell

BOTH = {"albums", "searches", "failures", "folders", "models", "status", "frobnicate\x1b[31m"}
"""Commands that are tried with and without --json."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hostile]:
    place = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PHOTOCLIP_MODELS", str(place / "models"))
        yield make(place)


def test_every_command_prints_names_and_obeys_none(
    hostile: Hostile, tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog
) -> None:
    first, model = hostile.file(0), "[/model]<b>"
    for words in (
        ["search", "red", "--all"],
        ["search", "tag:[/foo]"],
        ["search", "failed:any"],
        ["search", 'folder:"<b>R&B</b> [bold]"'],
        ["search", *NAMES],
        ["similar", first],
        ["describe", first, "--label", NAMES[0], "--label", NAMES[3]],
        ["tag", "<b>[bold]R&B</b>"],
        ["tag", "<b>[bold]R&B</b>", "--apply"],
        ["tag", "--label", "[/foo]", "--label", NAMES[3]],
        ["runs"],
        ["labels", "list"],
        ["labels", "show", "<b>[bold]R&B</b>"],
        ["labels", "export", "<b>[bold]R&B</b>", tmp_path / "[x].csv"],
        ["labels", "import", tmp_path / "[x].csv", "--name", NAMES[1]],
        ["labels", "delete", NAMES[1]],
        ["albums", "list"],
        ["albums", "show", "[/foo]"],
        ["albums", "create", "[b]\x1b[31m new"],
        ["albums", "create", "[/foo]"],
        ["albums", "delete", "=1+1"],
        ["searches", "list"],
        ["searches", "health"],
        ["searches", "rename", "[/foo]", "[/bar]\x9b"],
        ["status"],
        ["failures"],
        ["folders", "list"],
        ["folders", "add", tmp_path / "[/no]\x1b"],
        ["folders", "remove", "/[/nowhere]\x1b[31m"],
        ["models", "use", model],
        ["models", "import", tmp_path / NAMES[3].replace("/", "|")],
        ["models", "list"],
        ["doctor", "--no-measure"],
        ["index"],
        ["frobnicate\x1b[31m", "[/foo]"],
        ["search", "--[/foo]\x1b[31m"],
        ["backups", "list"],
        ["info", first],
        ["events"],
        ["duplicates"],
        ["duplicates", "different", first, hostile.file(1)],
        ["metadata", "set", hostile.file(2), "--title", NAMES[3], "--label", NAMES[10]],
        ["metadata", "set", hostile.file(1), "--description", NAMES[6] + NAMES[0]],
        ["metadata", "show", hostile.file(2), hostile.file(1)],
        ["metadata", "status"],
        ["metadata", "conflicts"],
        ["library", "export", tmp_path / "[/out]\x1b<b>"],
        ["library", "import", tmp_path / "[/out]\x1b<b>"],
    ):
        for extra in ([], ["--json"]) if words[0] in BOTH else ([],):
            status = run(["--library", str(hostile.library), *map(str, words), *extra])
            told = capsys.readouterr()
            assert status in {0, 1, 2, 3}, words
            assert "has a bug" not in told.err, (words, caplog.text[-3000:])
            for printed in (told.out, told.err):
                assert not STEERING.search(printed), (words, printed)
            if extra and told.out:
                json.loads(told.out)


def test_names_are_told_whole_and_exactly(
    hostile: Hostile, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--library", str(hostile.library), "search", "is:any", "--json"]) in {0, 2}
    capsys.readouterr()
    assert run(["--library", str(hostile.library), "albums", "show", NAMES[0], "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["name"] == NAMES[0]
    assert {each["path"] for each in document["paths"]} == {
        str(hostile.file(number)) for number in range(5)
    }
    assert run(["--library", str(hostile.library), "albums", "show", NAMES[0]]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert sorted(lines) == sorted(visible(str(hostile.file(number))) for number in range(5))
    assert any("[bold red]x[|]" in line for line in lines)
    assert any(r"\x1b[31mred\x1b]0;title\x07" in line for line in lines)


def test_facts_of_files_are_only_text(hostile: Hostile) -> None:
    """Keywords and titles are kept as they stand; entities are not looked up."""
    with Library.open(hostile.library, write=False) as library:
        for number in (0, 7, 8):
            photo = library.showing.photo(library.showing.photo_at(hostile.file(number)))
            assert photo.facts.title == NAMES[number]
            assert f"kw {NAMES[number]}" in {tag.name for tag in photo.tags}
        for name in ("bomb.jpg", "deep.jpg"):
            photo = library.showing.photo(library.showing.photo_at(hostile.pictures / name))
            assert not photo.facts.title
            assert not [tag.name for tag in photo.tags if tag.source == "file"]


def test_names_are_no_sql(hostile: Hostile) -> None:
    """Each tag, album and folder is found by its own name, and by nothing else's wildcards."""
    with Library.open(hostile.library, write=False) as library:
        for number, name in enumerate(NAMES):
            photo = library.showing.photo_at(hostile.file(number))
            keyword = next(t.name for t in library.showing.photo(photo).tags if t.source == "file")
            assert photo in library.showing.browse([Filter("tag", one_line(name))])
            assert library.showing.browse([Filter("tag", keyword)]).tolist() == [photo], name
            if name != "=1+1":  # deleted by a command
                assert len(library.showing.browse([Filter("album", one_line(name))])) == 5, name
        for wildcard in ("%", "_", "%'", "' OR 1=1 --", "\0", "a\0b", "*", "[a-z]"):
            assert len(library.showing.browse([Filter("tag", wildcard)])) == 0, wildcard
            assert len(library.showing.browse([Filter("album", wildcard)])) == 0, wildcard


def test_texts_with_nul_and_halves_of_characters(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        for odd in ("a\0b", "\ud800", "\udcff x", "\U0010ffff"):
            library.organising.new_album(odd)
            library.organising.save_search(odd, "red")
            library.tagging.tag([], odd)
        kept = {album.name for album in library.organising.albums()}
        assert kept == {"a\0b", "?", "? x", "\U0010ffff"}
        assert library.organising.album("a\0b").name == "a\0b"


def test_words_that_are_no_text(hostile: Hostile, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["search", "tag:\udcff"], ["search", "\udcff"], ["labels", "show", "\udcff"]):
        assert run(["--library", str(hostile.library), *words]) in {0, 2, 3}
        assert "has a bug" not in capsys.readouterr().err, words


def test_exported_copies_stay_in_the_folder(hostile: Hostile, tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.write_text("precious", "utf-8")
    (out / file_name(1)).symlink_to(elsewhere)
    with Library.open(hostile.library, write=False) as library:
        photos = [library.showing.photo_at(hostile.file(number)) for number in range(len(NAMES))]
        report = export(library.showing, photos, ExportPlan(out))
    assert report.written == len(NAMES)
    assert elsewhere.read_text("utf-8") == "precious"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["elsewhere", "out"]
    assert len(list(out.iterdir())) == len(NAMES) + 1


LABELS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8)
    | st.sampled_from([*NAMES, "'=1", "''=1", "'quoted'", "=", "'", "'+", "- a"]),
    min_size=1,
    max_size=6,
)


@given(labels=LABELS, phrases=LABELS)
@settings(max_examples=int(os.environ.get("PHOTOCLIP_FUZZ", "60")), deadline=None)
def test_lists_are_no_formulas_and_come_back_whole(
    labels: list[str], phrases: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    clean = {" ".join(each.split()).casefold(): " ".join(each.split()) for each in labels}
    kept = tuple(each for key, each in clean.items() if key)
    if not kept:
        return
    spaced = (" ".join(each.replace("|", "").split()) for each in phrases)
    worded = tuple(each for each in spaced if each)
    there = LabelList("list", kept, phrases={kept[0]: worded} if worded else {})
    file = tmp_path_factory.getbasetemp() / "list.csv"
    write_label_list(there, file)
    back = read_label_list(file, "list")
    assert back.labels == there.labels
    assert back.phrases == there.phrases
    for cell in (*kept, "|".join(worded)):
        assert not as_cell(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
        assert of_cell(as_cell(cell)) == cell


@pytest.mark.parametrize("ending", [".json", ".csv", ".txt"])
@pytest.mark.parametrize(
    "content",
    [
        "[" * 200_000,
        '{"labels": ' * 50_000,
        "label\n" + '"' * 300_001,
        "label\n\0",
        '{"labels": 5}',
    ],
)
def test_lists_that_are_no_lists(content: str, ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"list{ending}"
    file.write_text(content, "utf-8")
    with contextlib.suppress(DataError):
        assert read_label_list(file).labels


def test_json_that_is_endlessly_nested(hostile: Hostile, tmp_path: Path) -> None:
    """In the lock's file, in the index's header, in a list, in captions."""
    deep = "[" * 100_000
    (tmp_path / "owner.lock").write_text(deep, "utf-8")
    assert read_owner(tmp_path) is None
    copy = tmp_path / "library"
    shutil.copytree(hostile.library, copy)
    (header,) = (copy / "index").glob("*.json")
    header.write_text(deep, "utf-8")
    with Library.open(copy, write=False) as library:
        assert library.indexed() == library.vectors() > len(NAMES)
    (tmp_path / "captions.json").write_text(deep, "utf-8")
    with pytest.raises(DataError):
        read_pairs(tmp_path / "captions.json")


def test_what_steers_a_terminal_is_written_out() -> None:
    assert visible("a\x1b[31m\x9b\u202e\ud800\n") == r"a\x1b[31m\x9b\u202e\ud800\n"
    assert visible("Åse · 日本 [b] 👩‍🚀") == "Åse · 日本 [b] 👩‍🚀"
    for text in ("\x1b\x9b\u202e\n", "\ud800", *NAMES):
        line = as_json({"path": text})
        assert json.loads(line) == {"path": text}
        assert not STEERING.search(line)
        line.encode("utf-8")


def test_the_log_has_one_line_for_one_thing() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 1, "%s", ("a\n2026 ERROR forged\x1b",), None)
    assert PlainLines("%(message)s").format(record) == r"a\n2026 ERROR forged\x1b"
