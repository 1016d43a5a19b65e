"""Metadata from the command line."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from metadata_world import packet, paint, write

from photoclip.cli import run
from photoclip.library.library import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("metadata") / "library"
    Library.open(folder).close()
    return folder


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], library: Path) -> Any:
    def do(*words: object, status: int = 0) -> Any:
        assert run([str(word) for word in ("--library", library, *words)]) == status
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err + captured.out
        return json.loads(captured.out) if "--json" in words else captured.out + captured.err

    return do


def test_metadata_from_the_command_line(call: Any, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    photo = paint(folder / "Screenshot_2023-04-05-12-34-56.png", 700)
    sidecar = photo.with_name(photo.name + ".xmp")
    write(sidecar, packet("Sea", attributes='xmp:Rating="2" xmp:Label="Red"', title="Old"))
    call("index", folder)
    (shown,) = call("metadata", "show", photo, "--json")["photos"]
    assert (shown["date"], shown["date_source"]) == ("2023-04-05T12:34:56", "name")
    assert shown["tags"] == [{"name": "Sea", "source": "sidecar"}]
    assert (shown["rating"], shown["label"], shown["title"]) == (2, "Red", "Old")
    assert "(from the file's name)" in call("metadata", "show", photo)
    assert call("metadata", "status", "--json")["way"] == "off"
    assert call("metadata", "mode", "--json") == {"way": "off", "folders": [], "naming": "full"}
    assert call("metadata", "mode", "sidecars", "--folder", folder, "--json")["folders"] == [
        str(folder)
    ]
    assert call("metadata", "set", photo, "--title", "Mine", "--json")["changed"] == 1
    assert call("metadata", "status", "--json")["waiting"] == 1
    write(sidecar, packet("Sea", attributes='xmp:Rating="2" xmp:Label="Red"', title="Theirs"))
    done = call("metadata", "write", "--json")
    assert (done["waiting"], done["conflicts"]) == (0, 1)
    (conflict,) = call("metadata", "conflicts", "--json")["conflicts"]
    assert (conflict["field"], conflict["mine"], conflict["theirs"]) == ("title", "Mine", "Theirs")
    assert "Theirs" in call("metadata", "conflicts")
    assert call("metadata", "conflicts", "--keep", "mine", "--json")["settled"] == "mine"
    assert "Mine" in sidecar.read_text("utf-8")
    assert "There are no conflicts." in call("metadata", "conflicts")
    call("metadata", "mode", "off")
    data = photo.read_bytes()
    done = call("metadata", "write", "tag:sea", "--embedded", "--json")
    assert (done["photos"], done["waiting"]) == (1, 0)
    assert photo.read_bytes() != data
    assert b"Mine" in photo.read_bytes()
    shutil.rmtree(folder)
    call("metadata", "set", photo, "--label", "Blue")
    assert call("metadata", "write", "tag:sea", "--json")["reasons"] == [
        {"reason": "The folder is not there now.", "photos": 1}
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("mode", "everywhere"), "sidecars, embedded or off"),
        (("mode", "sidecars", "--folder", "nowhere"), "no folder of the library"),
        (("mode", "sidecars", "--naming", "odd"), "full or stem"),
        (("set", "x.jpg"), "--title, --description or --label"),
        (("write", "red", "car"), "filters only"),
        (("write", "--embedded"), "Say which photos"),
        (("conflicts", "--keep", "ours"), "mine or theirs"),
    ],
)
def test_mistakes_are_said(call: Any, words: tuple[str, ...], said: str) -> None:
    assert said in call("metadata", *words, status=2)
