"""What docs/clip.md says about labelling a picture is true."""

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photoclip.cli import run

PAGE = Path(__file__).parent.parent / "docs" / "clip.md"
LABELS = ["sailboat", "dog", "glasses"]


@pytest.fixture
def boat(sample_pictures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A drawn picture of a sailboat, as boat.jpg in the working directory."""
    rows = json.loads((sample_pictures / "captions.json").read_text("utf-8"))
    name = next(
        row["file"]
        for row in rows
        if [thing["kind"] for thing in row["attributes"]["things"]] == ["sailboat"]
    )
    monkeypatch.chdir(tmp_path)
    with Image.open(sample_pictures / name) as picture:
        picture.convert("RGB").save("boat.jpg", quality=95)
    return tmp_path / "boat.jpg"


@pytest.fixture
def snippet() -> str:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    return code


def test_five_lines_of_python_label_a_picture(boat: Path, snippet: str) -> None:
    lines = [line for line in snippet.splitlines() if line and "import " not in line]
    assert len(lines) == 5
    names: dict[str, Any] = {}
    exec(snippet, names)
    assert names["labels"] == LABELS
    assert sum(names["probabilities"]) == pytest.approx(1)
    assert names["probabilities"][0] == max(names["probabilities"]) > 0.5


def test_describe_tells_the_same_probabilities(
    boat: Path, snippet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [word for label in LABELS for word in ("--label", label)]
    assert run(["describe", str(boat), *words, "--json"]) == 0
    told = {each["text"]: each["score"] for each in json.loads(capsys.readouterr().out)["labels"]}
    assert sum(told.values()) == pytest.approx(1, abs=1e-3)
    names: dict[str, Any] = {}
    exec(snippet, names)
    assert np.allclose([told[label] for label in LABELS], names["probabilities"], atol=0.03)


def test_the_commands_that_are_named_exist(capsys: pytest.CaptureFixture[str]) -> None:
    named = set(
        re.findall(
            r"photoclip (evaluate [a-z-]+|describe|train|tag|samples)\b", PAGE.read_text("utf-8")
        )
    )
    assert len(named) >= 8
    for command in named:
        assert run([*command.split(), "--help"]) == 0
        assert capsys.readouterr().out
