"""The command that measures what corrections gain: evaluate learning."""

import json
import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photoclip.cli import run
from photoclip.clip.models import BUILT_IN
from photoclip.errors import DataError
from photoclip.library.evaluation.learning import Labelled, corrections, figures

Call = Callable[..., dict[str, Any]]
REAL = os.environ.get("PHOTOCLIP_TEST_DATA")


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def do(*words: object) -> dict[str, Any]:
        asked = ["evaluate", "learning", "--model", BUILT_IN, *map(str, words), "--json"]
        status = run(asked)
        captured = capsys.readouterr()
        assert status == 0, captured.err
        return json.loads(captured.out)

    return do


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory, sample_pictures: Path) -> Path:
    """Sample pictures labelled with their setting, with names the model knows and made-up ones."""
    rows = json.loads((sample_pictures / "captions.json").read_text("utf-8"))
    settings = [row["attributes"]["setting"] for row in rows]
    made_up = {
        name: f"wug number {n}" for n, name in enumerate(sorted(set(filter(None, settings))))
    }
    lines = ["file,label,names"]
    for row, setting in zip(rows, settings, strict=True):
        if setting and settings.count(setting) >= 4:
            path = sample_pictures / row["file"]
            lines += [f"{path},{setting},known", f"{path},{made_up[setting]},unknown"]
    path = tmp_path_factory.mktemp("labels") / "settings.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_corrections_teach_unknown_names_and_spare_known_ones(call: Call, labelled: Path) -> None:
    unknown = call("--data", labelled, "--only", "unknown", "--shots", "0,1,3")["exclusive"]
    rights = [each["right"] for each in unknown["corrections"]]
    assert [each["corrections"] for each in unknown["corrections"]] == [0, 1, 3]
    assert rights[2] >= rights[0] + 0.2
    known = call("--data", labelled, "--only", "known", "--shots", "0,1,3")["exclusive"]
    assert all(each["worst_gain"] >= 0 for each in known["corrections"])
    assert known["pictures"] == unknown["pictures"]


def test_it_tells_the_table_and_draws_the_picture(
    labelled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "reliability.png"
    words = ["--data", str(labelled), "--only", "known", "--reliability", str(picture)]
    assert run(["evaluate", "learning", "--model", BUILT_IN, *words]) == 0
    said = capsys.readouterr().out
    assert "mean per class top-1" in said
    assert "area under precision and recall" in said
    assert "Labels with fewer than 20 pictures" in said
    with Image.open(picture) as drawn:
        assert drawn.format == "PNG"
        assert drawn.width > 1000


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--shots", "many"], "give numbers of corrections"),
        (["--labels", "zebra crossing"], "No picture has the label zebra crossing"),
        (["--only", "elsewhere"], "holds no picture"),
        (["--reliability", "picture.jpg"], "ending .png"),
    ],
)
def test_what_cannot_be_measured_is_said(
    words: list[str], sentence: str, labelled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["evaluate", "learning", "--model", BUILT_IN, "--data", str(labelled), *words]
    assert run(asked) != 0
    assert sentence in " ".join(capsys.readouterr().err.split())


def _data(texts_tell: float, each: int = 25) -> Labelled:
    rng = np.random.default_rng(0)
    classes = rng.normal(size=(12, 32))
    truth = np.repeat(np.arange(12), each)
    photos = classes[truth] + 1.2 * rng.normal(size=(len(truth), 32)) + 2.0
    texts = texts_tell * classes + (1 - texts_tell) * rng.normal(size=(12, 32))
    rows = [photos, texts, rng.normal(size=(12, 32))]
    vectors, prototypes, background = (
        (row / np.linalg.norm(row, axis=1, keepdims=True)).astype(np.float32) for row in rows
    )
    labels = tuple(f"label {n}" for n in range(12))
    return Labelled(vectors, truth, labels, prototypes, background, 25.0)


def test_each_picture_is_tested_once_in_five_splits() -> None:
    data = _data(0.0)
    (measured,) = corrections(data, shots=(0,))
    assert len(measured.hit) == len(data.truth)
    again = corrections(data, shots=(0, 5), seed=0)
    assert again[0].right == measured.right
    assert corrections(data, shots=(5,), seed=1)[0].right != again[1].right


@pytest.mark.parametrize("exclusive", [True, False])
def test_more_corrections_gain_more(exclusive: bool) -> None:
    data = _data(0.0)
    told = figures(data, corrections(data, exclusive=exclusive))["corrections"]
    rights = [each["right"] for each in told]
    assert rights == sorted(rights)
    assert told[-1]["gain"] >= 0.2
    assert told[-1]["ece"] <= 0.08
    assert told[-1]["labels_with_fewer"] == 0


def test_one_picture_a_label_cannot_be_measured() -> None:
    with pytest.raises(DataError, match="one to correct"):
        corrections(_data(0.0, each=1))


@pytest.mark.skipif(not REAL, reason="needs PHOTOCLIP_TEST_DATA")
def test_groceries_gain_twenty_points(call: Call) -> None:
    data = Path(REAL or "", "data/captioned/manifest.csv")
    told = call("--data", data, "--only", "grocery_store")["exclusive"]["corrections"]
    rights = [each["right"] for each in told]
    assert all(later >= earlier - 0.01 for earlier, later in pairwise(rights))
    assert told[-1]["gain"] >= 0.2
    assert told[-1]["ece"] <= 0.08


@pytest.mark.skipif(not REAL, reason="needs PHOTOCLIP_TEST_DATA")
def test_labels_that_are_known_never_get_worse(call: Call) -> None:
    data = Path(REAL or "", "data/caltech101/manifest.csv")
    told = call("--data", data, "--heldout", "0.1")["exclusive"]["corrections"]
    assert all(each["worst_gain"] >= 0 for each in told)
    assert all(each["ece"] <= 0.1 for each in told[1:])
