"""Every part measures, and says what it found in one document, one table and one picture."""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from photoclip.bench.drawing import curves_of
from photoclip.bench.parts import PARTS, Measured, Part, chosen, run
from photoclip.bench.pictures import camera_files, small_files
from photoclip.bench.report import as_markdown, as_text, report_of
from photoclip.bench.rows import Row
from photoclip.bench.sizes import LARGE, SIZES, SMALL, STANDARD, growth
from photoclip.bench.writing import write_picture
from photoclip.cli import run as command
from photoclip.errors import ModelError, UsageError

UNIT = re.compile(r"(ms|s|MB|GB|%|[a-z]+(/s)?)?")


@pytest.fixture(scope="module")
def measured(
    tmp_path_factory: pytest.TempPathFactory, own_places: Path
) -> Iterator[dict[str, Measured]]:
    """Everything at its smallest, without rivals."""
    scratch = tmp_path_factory.mktemp("bench")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PHOTOCLIP_RIVALS", str(scratch))
        yield {each.part: each for each in run(SMALL, scratch=scratch, on_stage=lambda _: None)}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_part_measures_what_it_says(part: Part, measured: dict[str, Measured]) -> None:
    found = measured[part.name]
    assert not found.trouble
    assert found.rows
    assert {row.number for row in found.rows} - {""} <= set(part.numbers)
    for row in found.rows:
        assert UNIT.fullmatch(row.unit)
        assert math.isfinite(row.achieved)
        assert row.achieved >= 0
        assert row.limit is None or row.limit >= 0
        assert row.target > 0
        if row.limit:
            assert row.ratio == pytest.approx(row.achieved / row.limit)
            enough = row.achieved / row.limit >= row.target
            assert row.holds in {enough, row.achieved / row.limit <= row.target}


def test_all_targets_are_shown(measured: dict[str, Measured]) -> None:
    shown = {number for part in PARTS for number in part.numbers}
    assert shown == {f"P{number}" for number in range(1, 13)}
    without = {row.number for part in measured.values() for row in part.rows}
    assert shown - without <= {"P10"}  # which needs a GPU


def test_a_rival_that_is_not_there_is_named_with_the_remedy(measured: dict[str, Measured]) -> None:
    (row,) = measured["rivals"].rows
    assert "not installed" in row.note
    assert "make rivals" in row.note
    assert row.rival is None


def test_one_document_three_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], measured: dict[str, Measured]
) -> None:
    out = tmp_path / "out"
    assert command(["bench", "--only", "vectors", "--sizes", "small", "--vectors", "2000",
                    "--out", str(out), "--json"]) == 0  # fmt: skip
    said = capsys.readouterr().out
    document = json.loads(said)
    assert said.count("\n") == 1
    assert json.loads((out / "bench.json").read_text("utf-8")) == document
    assert document["command"].startswith("photoclip bench --sizes small --only vectors")
    assert "ms" in {row["unit"] for row in document["rows"]}
    assert max(row["size"] for row in document["rows"]) == 2000
    assert "| P5 |" in (out / "bench.md").read_text("utf-8")
    (out / "bench.png").unlink()
    write_picture(report_of(list(measured.values()), "photoclip bench"), out)
    with Image.open(out / "bench.png") as picture:
        assert picture.width > 1000
        assert picture.height > 600
        assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 50


def test_tables_say_whether_targets_hold() -> None:
    rows = (
        Row("P1", "index", 40.0, "photos/s", 42.0, target=0.85),
        Row("P2", "beside rclip", 25.0, "photos/s", 10.0, rival=10.0, target=3.0, note="why"),
        Row("P6", "words to ids", 96.0, "ms", 120.0, higher_is_better=False),
        Row("P4", "embedded again", 0.0, "photos", 0.0, higher_is_better=False),
        Row("", "memory", 812.0, "MB"),
    )
    assert [row.holds for row in rows] == [True, False, True, True, None]
    report = report_of([Measured("some", rows, 2.0), Measured("other", (), 1.0, "It is not.")], "c")
    table = as_markdown(report)
    assert "| P2 | beside rclip | 25.0 photos/s | 10.0 photos/s | 2.50 | ≥ 3 | no |" in table
    assert "- beside rclip: why." in table
    assert "It is not." in table
    lines = as_text(report).splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["P1", "P2", "P4"]
    assert "It is not." in lines


def test_growth_is_drawn_of_what_was_measured_at_several_sizes() -> None:
    rows = [Row("P5", "search", float(size), "ms", size=size) for size in (1000, 10, 100)]
    (curve,) = curves_of([*rows, Row("P5", "open", 1.0, "ms", size=10)])
    assert [row.size for row in curve.rows] == [10, 100, 1000]
    assert growth(1_000_000) == (10_000, 100_000, 1_000_000)


def test_what_cannot_be_measured_stops_nothing_else(tmp_path: Path) -> None:
    def fails(*_: Any) -> list[Row]:
        raise ModelError("There is no model; choose one.")

    def works(*_: Any) -> list[Row]:
        return [Row("P3", "rescan", 1.0, "files/s")]

    parts = (Part("first", ("P1",), fails), Part("second", ("P3",), works))
    first, second = run(SMALL, parts=parts, scratch=tmp_path, on_stage=lambda _: None)
    assert first.trouble == "The part first was not measured: There is no model; choose one."
    assert second.rows
    assert not any(tmp_path.iterdir())


def test_parts_are_chosen_by_name_and_by_number() -> None:
    assert [part.name for part in chosen(["p5"])] == ["vectors"]
    assert {part.name for part in chosen(["P6", "vectors"])} == {"asking", "vectors"}
    assert chosen([]) == PARTS
    with pytest.raises(UsageError, match=r"called 'p99'; there is pipeline.*P1, P2"):
        chosen(["P99"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--only", "speed"], "Nothing measured is called 'speed'"),
        (["--sizes", "huge"], "There are the sizes small, standard, large, not 'huge'"),
    ],
)
def test_a_wrong_word_gets_one_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(["bench", *words]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line


def test_sizes_can_be_limited() -> None:
    limited = STANDARD.limited(photos=10, vectors=2000, window_photos=0)
    assert (limited.camera_files, limited.small_files, limited.memory_photos) == (10, 10, 10)
    assert (limited.vectors, limited.library) == (2000, 2000)
    assert (limited.window_photos, limited.usable_photos) == (0, 0)
    assert LARGE.vectors > STANDARD.vectors > SMALL.vectors
    assert list(SIZES) == ["small", "standard", "large"]


def test_pictures_are_as_large_as_a_cameras_and_all_different(tmp_path: Path) -> None:
    large = sorted(camera_files(tmp_path, 2).iterdir())
    small = sorted(small_files(tmp_path, 14).iterdir())
    assert len({file.read_bytes() for file in (*large, *small)}) == 16
    for file in large:
        assert 3e6 < file.stat().st_size < 6e6
        with Image.open(file) as picture:
            assert picture.size == (4000, 3000)
    with Image.open(small[0]) as picture:
        assert 0.39e6 < picture.width * picture.height < 0.41e6
