"""Commands that draw, train, measure and demonstrate."""

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from photoclip.cli import run


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Any:
    def do(*words: object) -> dict[str, Any]:
        status = run([*(str(word) for word in words), "--json"])
        captured = capsys.readouterr()
        assert status == 0, captured.err
        (line,) = captured.out.splitlines()
        return json.loads(line)

    return do


def test_a_model_is_trained_and_measured(call: Any, tmp_path: Path) -> None:
    """A few seconds of training know more than chance about the colours of plain pictures."""
    folder = tmp_path / "plain"
    folder.mkdir()
    rows = ["file,label"]
    for number in range(60):
        colour = ("red", "green", "blue")[number % 3]
        Image.new("RGB", (64, 64), colour).save(folder / f"{number}.png")
        rows.append(f"{number}.png,{colour}")
    manifest = folder / "manifest.csv"
    manifest.write_text("\n".join([*rows, "absent.png,red"]) + "\n", "utf-8")
    out = tmp_path / "model"
    trained = call(
        "train",
        "--data",
        manifest,
        "--out",
        out,
        "--epochs",
        12,
        "--batch-size",
        16,
        "--heldout",
        0.2,
    )
    assert trained["steps"] > 0
    assert any("absent.png" in problem for problem in trained["problems"])
    figures = call("evaluate", "zero-shot", "--data", manifest, "--model", out)
    assert figures["classes"] == 3
    assert figures["top1"] >= 0.6
    again = call("evaluate", "retrieval", "--data", manifest, "--model", out)
    assert set(again) == {"pairs", "text_to_image", "image_to_text"}
    assert set(again["text_to_image"]) == {"r1", "r5", "r10", "median_rank"}


def test_the_demo_shows_answers_and_a_contact_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["demo", "--folder", str(tmp_path), "--count", "14", "--no-window"]
    assert run(words) == 0
    out = capsys.readouterr().out
    assert "a red sailboat at sunset" in out
    with Image.open(tmp_path / "contact-sheet.png") as sheet:
        assert sheet.width > 1000
        assert len(sheet.getcolors(1 << 24) or []) > 1000
    assert run(words) == 0  # a second time nothing is drawn or embedded again
    assert "14 files; 12" not in capsys.readouterr().out
