"""The command that trains, and a person's own photos as what it learns from."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

from photoclip.cli import run
from photoclip.clip.architecture import read_facts
from photoclip.clip.models import builtin, describe_folder
from photoclip.library.library import Library
from photoclip.library.teaching import write_own_pairs

Call = Callable[..., dict[str, Any]]

INDOORS = ("living room", "kitchen")


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def do(*words: object, status: int = 0) -> dict[str, Any]:
        found = run([*(str(word) for word in words), "--json"])
        captured = capsys.readouterr()
        assert found == status, captured.err
        return json.loads(captured.out.splitlines()[-1])

    return do


@pytest.fixture
def threads() -> None:
    """Training sets torch's threads for the whole process."""
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


def teach(folder: Path, captions: Path) -> int:
    """Tag every scene with a word of one's own for where it is; how many."""
    settings = {
        os.fsencode(captions.parent / row["file"]): row["attributes"]["setting"]
        for row in json.loads(captions.read_text("utf-8"))
    }
    tagged = 0
    with Library.open(folder, write=True) as library:
        for photo in library.showing.photos(library.showing.browse().tolist()):
            setting = settings[photo.paths[0]]
            if setting:
                word = "blorfa" if setting in INDOORS else "quimzo"
                library.tagging.tag([photo.id], word)
                tagged += 1
    return tagged


def test_own_photos_teach_the_model_in_use(own_library_folder, sample_pictures, tmp_path, call):
    tagged = teach(own_library_folder, sample_pictures / "captions.json")
    mine = ("--library", own_library_folder)
    options = ("--epochs", 24, "--threads", 1, "--precision", "fp32", "--heldout", 0.3)
    report = call(
        *mine, "train", "--data", "library", "--out", tmp_path / "own", "--learning-rate", 5e-4,
        *options,
    )  # fmt: skip
    assert report["pairs"] + report["heldout"] == tagged
    figures = call(
        *mine, "evaluate", "zero-shot", "--data", "library", "--heldout", 0.3,
        "--before", "photoclip-mini", "--model", tmp_path / "own",
    )  # fmt: skip
    assert figures["images"] == report["heldout"]
    assert figures["top1"] >= 0.8
    assert figures["difference"]["top5"] == 0
    assert figures["difference"]["mean_per_class"] >= 0.2
    words = read_facts(tmp_path / "own")["words"]
    assert {"blorfa", "sailboat"} <= set(words)  # the new words, and those known before
    assert describe_folder(tmp_path / "own").image_size == builtin().image_size


def test_only_what_the_person_said_is_taught(own_library_folder, tmp_path):
    with Library.open(own_library_folder, write=True) as library:
        first, second, third = library.showing.browse().tolist()[:3]
        library.tagging.tag([first], "Oma")
        library.tagging.tag([second, third], "garden")
        library.tagging.tag([third], "party | 2020")
        library.tagging.tag([second], "wrong")
        library.tagging.untag([second], "wrong")
        path = tmp_path / "own.csv"
        assert write_own_pairs(library, path) == 3
        names = {
            photo.id: os.fsdecode(photo.paths[0])
            for photo in library.showing.photos([first, third])
        }
    with path.open(encoding="utf-8", newline="") as stream:
        rows = {row["file"]: row for row in csv.DictReader(stream)}
    assert rows[names[first]]["text"] == "Oma"
    assert rows[names[first]]["kind"] == "label"
    assert rows[names[third]]["kind"] == "caption"
    assert set(rows[names[third]]["text"].split("|")) == {"garden", "party / 2020"}
    assert sorted(row["kind"] for row in rows.values()) == ["caption", "label", "label"]


def test_a_library_without_tags_says_so(own_library_folder, tmp_path, call):
    said = call(
        "--library", own_library_folder, "train", "--data", "library", "--out", tmp_path / "x",
        status=3,
    )  # fmt: skip
    assert "tag some photos first" in said["error"]


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--loss", "other"), "shared or plain"),
        (("--precision", "fp8"), "bf16"),
        (("--device", "tpu"), "cpu"),
        (("--data", "samples:none"), "samples:2000"),
        (("--model", "no-such-tower"), "no-such-tower"),
    ],
)
def test_wrong_options_are_one_sentence(options, word, tmp_path, capsys):
    status = run(["train", "--data", "samples:4", "--out", str(tmp_path / "x"), *options])
    captured = capsys.readouterr()
    assert status != 0
    assert word in captured.err
    assert "Traceback" not in captured.err
    assert len(captured.err.splitlines()) == 1


def test_interrupted_training_keeps_what_it_learned_and_goes_on(tmp_path):
    words = [
        sys.executable, "-m", "photoclip", "train", "--data", "samples:40", "--epochs", "4",
        "--batch-size", "8", "--threads", "1", "--precision", "fp32", "--json",
        "--out", str(tmp_path / "model"),
    ]  # fmt: skip
    long = [*words[: words.index("--epochs") + 1], "4000", *words[words.index("--batch-size") :]]
    running = subprocess.Popen(long, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    packed = tmp_path / "model" / ".pictures-0-heldout"
    limit = time.monotonic() + 120
    while not packed.exists() and time.monotonic() < limit:
        time.sleep(0.1)
    time.sleep(2)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 0, err
    report = json.loads(out)
    assert report["stopped"]
    assert (tmp_path / "model" / "curve.png").is_file()
    done = subprocess.run([*words, "--resume"], capture_output=True, text=True, check=True)
    rest = json.loads(done.stdout)
    assert not rest["stopped"]
    assert rest["steps"] >= report["steps"]
