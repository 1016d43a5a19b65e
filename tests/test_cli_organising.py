"""Albums, ratings and saved searches from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from photoclip.cli import run


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], own_library_folder: Path) -> Any:
    def do(*words: object, status: int = 0) -> Any:
        assert run([str(word) for word in ("--library", own_library_folder, *words)]) == status
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err + captured.out
        return json.loads(captured.out) if "--json" in words else captured.out + captured.err

    return do


@pytest.fixture
def pictures(sample_pictures: Path) -> list[Path]:
    """Three pictures of which there are no copies."""
    by_content: dict[bytes, list[Path]] = {}
    for path in sorted(sample_pictures.rglob("*.jpg")):
        by_content.setdefault(path.read_bytes(), []).append(path)
    return [paths[0] for paths in by_content.values() if len(paths) == 1][:3]


def test_an_album_from_its_making_to_its_end(call: Any, pictures: list[Path]) -> None:
    assert call("albums", "list", "--json") == {"albums": []}
    assert call("albums", "create", "My  trip", "--json") == {"name": "My trip", "photos": 0}
    call("albums", "add", "my trip", *pictures)
    assert call("albums", "list", "--json") == {"albums": [{"name": "My trip", "photos": 3}]}
    assert call("albums", "remove", "MY TRIP", pictures[0], "--json")["photos"] == 2
    shown = call("albums", "show", "my trip", "--json")
    assert {each["path"] for each in shown["paths"]} == {str(each) for each in pictures[1:]}
    found = call("search", 'album:"my trip"', "--json")
    assert found["total"] == 2
    assert "My trip  (2 photos)" in call("albums", "list")
    assert call("albums", "delete", "my trip", "--json") == {"deleted": "my trip"}
    assert "no album named 'my trip' (there are none yet)" in call(
        "albums", "show", "my trip", status=2
    )


def test_rating_by_hand(call: Any, pictures: list[Path]) -> None:
    assert call("rate", *pictures[:2], "--stars", 4, "--json") == {"stars": 4, "changed": 2}
    assert call("rate", *pictures, "--stars", 4, "--json") == {"stars": 4, "changed": 1}
    assert call("search", "rating:4", "--json")["total"] == 3
    assert call("search", "rating:5", "--json")["total"] == 0
    assert "0 to 5 stars" in call("rate", pictures[0], "--stars", 6, status=2)
    assert "is not in the library" in call("rate", "none.jpg", "--stars", 1, status=2)


def test_saved_searches(call: Any) -> None:
    saved = call("searches", "save", "Red cars", "red car -people", "--json")
    assert saved == {"name": "Red cars", "text": "red car -people"}
    assert "Red cars: red car -people" in call("searches", "list")
    assert "'colour:' (at character 1) is not a filter" in call(
        "searches", "save", "x", "colour:9", status=2
    )
    assert call("searches", "delete", "red CARS", "--json") == {"deleted": "red CARS"}
    assert call("searches", "list", "--json") == {"searches": []}
    assert "no saved search named 'red cars'" in call("searches", "delete", "red cars", status=2)
