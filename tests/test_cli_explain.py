"""photoclip explain: the picture it writes, its JSON, and one sentence for what is wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photoclip.cli import run
from photoclip.errors import PhotoError, UsageError
from photoclip.library.library import Library

Call = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def do(*words: object) -> tuple[int, dict[str, Any], str]:
        status = run([*(str(word) for word in words), "--json"])
        captured = capsys.readouterr()
        (line,) = captured.out.splitlines()
        return status, json.loads(line), captured.err

    return do


@pytest.fixture(scope="module")
def scene(sample_pictures: Path) -> tuple[Path, str]:
    """A drawn scene, and what is in it."""
    entries = json.loads((sample_pictures / "captions.json").read_text("utf-8"))
    for entry in entries:
        things = entry["attributes"].get("things")
        if entry["attributes"]["kind"] == "scene" and things:
            return sample_pictures / entry["file"], f"a {things[0]['kind']}"
    raise AssertionError("no scene among the samples")


def test_the_document_says_it_all(call: Call, scene: tuple[Path, str], tmp_path: Path) -> None:
    file, words = scene
    out = tmp_path / "why.png"
    status, document, _ = call("explain", file, *words.split(), "--out", out)
    assert status == 0
    assert document["file"] == str(file)
    assert document["words"] == words
    assert document["model"] == "photoclip-mini"
    assert document["method"] == "contributions"
    texts = [each["text"] for each in document["runner_up"]]
    scores = [each["score"] for each in document["runner_up"]]
    assert len(texts) == len(set(texts)) == 5
    assert words not in texts
    assert scores == sorted(scores, reverse=True)
    assert document["margin"] == pytest.approx(document["score"] - scores[0], abs=1e-4)
    strength = np.asarray(document["map"], np.float32)
    assert min(strength.shape) >= 12
    assert strength.min() >= 0
    assert strength.max() == 1
    with Image.open(out) as written, Image.open(file) as picture:
        assert written.format == "PNG"
        assert written.width >= min(picture.width, 640)


def test_what_is_there_fits_better_than_what_is_not(call: Call, scene: tuple[Path, str]) -> None:
    file, words = scene
    _, there, _ = call("explain", file, words)
    _, absent, _ = call("explain", file, "a page of a newspaper")
    assert there["margin"] > absent["margin"]


def test_colours_lie_over_the_picture(call: Call, tmp_path: Path) -> None:
    """A grey picture comes back coloured, and no two places of the scale look alike."""
    file, out = tmp_path / "grey.png", tmp_path / "why.png"
    Image.new("RGB", (800, 600), "#808080").save(file)
    status, _, _ = call("explain", file, "sky", "--out", out)
    assert status == 0
    with Image.open(out) as written:
        colours = np.asarray(written.convert("RGB"), np.int16)[:600, :800]
    assert np.abs(colours - 128).max() > 20


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["{file}", "a dog", "--out", "{tmp}/why.jpg"], 2, "does not end in .png"),
        (["{file}", "a dog", "--out", "{tmp}/nowhere/why.png"], 2, "There is no folder"),
        (["{file}", "a dog", "--out", "{tmp}/folder.png"], 2, "is a folder"),
        (["{file}"], 2, "Say what to look for"),
        (["{file}", "..."], 2, "Say what to look for"),
        (["{tmp}/absent.jpg", "a dog"], 3, "no longer there"),
        (["{tmp}/text.jpg", "a dog"], 3, "cannot be used as a picture"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    call: Call, scene: tuple[Path, str], tmp_path: Path, words: list[str], status: int, said: str
) -> None:
    (tmp_path / "text.jpg").write_text("no picture", "utf-8")
    (tmp_path / "folder.png").mkdir()
    filled = [each.format(file=scene[0], tmp=tmp_path) for each in words]
    got, document, told = call("explain", *filled)
    assert got == status
    assert said in document["error"]
    assert "\n" not in told.strip()
    assert "Traceback" not in told


def test_a_photo_of_the_library_and_a_file_are_explained_alike(
    sample_library_folder: Path, scene: tuple[Path, str]
) -> None:
    file, words = scene
    with Library.open(sample_library_folder, write=False) as library:
        by_file = library.explain(file, words)
        photo_id = library.showing.photo_at(file)
        by_id = library.explain(photo_id, words)
        assert by_id.score == pytest.approx(by_file.score)
        assert np.array_equal(by_id.map, by_file.map)
        vector = library.vector(photo_id)
        assert vector is not None
        wanted = library.tower().texts([words])[0]
        assert by_id.score == pytest.approx(float(vector @ wanted), abs=0.03)
        with pytest.raises(UsageError, match="Say what to look for"):
            library.explain(file, "  ")
        with pytest.raises(PhotoError, match="no longer there"):
            library.explain(file.with_name("absent.jpg"), words)
