"""The commands that measure a model: evaluate."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from PIL import Image

from photoclip.cli import run
from photoclip.clip.architecture import MINI, build, write_model

Call = Callable[..., dict[str, Any]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def do(*words: object) -> dict[str, Any]:
        status = run(["evaluate", *(str(word) for word in words), "--json"])
        captured = capsys.readouterr()
        assert status == 0, captured.err
        (line,) = captured.out.splitlines()
        return json.loads(line)

    return do


@pytest.fixture(scope="module")
def untrained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of the built-in one's form that has learned nothing."""
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("models") / "untrained"
    write_model(folder, build(MINI), MINI)
    return folder


@pytest.fixture(scope="module")
def things(tmp_path_factory: pytest.TempPathFactory, sample_pictures: Path) -> Path:
    """A CSV of sample pictures labelled with their setting, where there are three of it."""
    rows = json.loads((sample_pictures / "captions.json").read_text("utf-8"))
    settings = [row["attributes"]["setting"] for row in rows]
    lines = [
        f"{row['file']},{setting}"
        for row, setting in zip(rows, settings, strict=True)
        if setting and settings.count(setting) >= 3
    ]
    path = sample_pictures.parent / "settings.csv"
    named = [f"{sample_pictures.name}/{line}" for line in lines]
    path.write_text("\n".join(["file,label", *named]) + "\n", "utf-8")
    return path


def test_attributes_compare_two_models(call: Call, sample_pictures: Path, untrained: Path) -> None:
    figures = call("attributes", "--data", sample_pictures, "--before", untrained)
    names = {"setting", "weather", "light", "thing", "colour", "count"}
    assert set(figures["n"]) == names
    assert figures["setting"] > figures["before"]["setting"]
    for name in names:
        gained = figures[name] - figures["before"][name]
        assert figures["difference"][name] == pytest.approx(gained)
    assert set(figures["difference"]) == names  # counts of pictures are no figures
    assert 0 < figures["n"]["weather"] < figures["n"]["setting"] == figures["pictures"]


def test_retrieval_takes_a_folder_and_a_captions_file(call: Call, sample_pictures: Path) -> None:
    figures = call("retrieval", "--data", sample_pictures)
    assert figures == call("retrieval", "--data", sample_pictures / "captions.json")
    assert set(figures) == {"pairs", "text_to_image", "image_to_text"}
    assert figures["text_to_image"]["r10"] >= 0.8


def test_the_confusion_picture_is_drawn(call: Call, things: Path, tmp_path: Path) -> None:
    picture = tmp_path / "confusion.png"
    figures = call("zero-shot", "--data", things, "--confusion", picture)
    assert figures["classes"] >= 3
    assert len(figures["confusions"]) <= 10
    wrong = sum(each["n"] for each in figures["confusions"])
    assert wrong <= round((1 - figures["top1"]) * figures["images"])
    assert all(each["truth"] != each["said"] for each in figures["confusions"])
    with Image.open(picture) as image:
        assert image.format == "PNG"
        assert image.width > 300


def test_questions_are_asked_of_labels(call: Call, things: Path) -> None:
    figures = call("questions", "--data", things)
    assert figures["questions"] >= 3
    assert figures["precision_at_3"] > 0.5


def test_people_see_both_models_side_by_side(
    things: Path, untrained: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    models = ("--before", "photoclip-mini", "--model", str(untrained))
    assert run(["evaluate", "zero-shot", "--data", str(things), *models]) == 0
    out = capsys.readouterr().out
    header, *rows = out.splitlines()
    assert header.split() == ["photoclip-mini", "untrained", "difference"]
    (top1,) = [row.split() for row in rows if row.startswith("top-1")]
    before, after, difference = (float(cell) for cell in top1[1:])
    assert difference == pytest.approx(after - before, abs=0.0015)
    assert " -> " in out


def test_speed_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "speed", "--threads", "1"]) == 0
    out = capsys.readouterr().out
    assert "images per second fp32" in out
    assert "images per second bf16" in out
    assert "ms per text" in out
    assert "384 x 288 px" in out


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["attributes", "--data", "CSV"], 3, "photoclip samples"),
        (["zero-shot", "--data", "SCENES"], 3, "has no labels"),
        (["questions", "--data", "SCENES"], 3, "has no labels"),
        (["zero-shot", "--data", "CSV", "--confusion", "/nowhere/x.png"], 2, "no folder /nowhere"),
        (["zero-shot", "--data", "CSV", "--confusion", "x.jpg"], 2, "ending .png"),
        (["retrieval", "--data", "CSV", "--before", "no-such-model"], 3, "no-such-model"),
    ],
)
def test_what_cannot_be_measured_is_one_sentence(
    words: list[str],
    status: int,
    said: str,
    things: Path,
    sample_pictures: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    places = {"CSV": str(things), "SCENES": str(sample_pictures)}
    assert run(["evaluate", *(places.get(word, word) for word in words)]) == status
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert len(captured.err.splitlines()) == 1


def test_words_are_asked_for_in_captions(call: Call, sample_pictures: Path) -> None:
    figures = call(
        "words", "--data", sample_pictures, "--word", "sailboat", "--word", "beach",
        "--word", "zeppelin",
    )  # fmt: skip
    found = figures["words"]
    assert found["zeppelin"] == {"pictures": 0}
    for word in ("sailboat", "beach"):
        assert found[word]["pictures"] >= 2
        assert found[word]["average_precision"] > found[word]["share"] + 0.2
