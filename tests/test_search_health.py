"""Right answers pinned to saved searches: never lost, and measured before and after a change."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from photoclip import paths
from photoclip.cli import run
from photoclip.clip import models
from photoclip.errors import LibraryError, UsageError
from photoclip.library.library import Library
from photoclip.library.search_health import FIRST
from photoclip.query import Example, Query, format_query, parse


@pytest.fixture
def library(own_library_folder: Path) -> Iterator[Library]:
    with Library.open(own_library_folder) as opened:
        yield opened


@pytest.fixture
def other_model(tmp_path: Path) -> models.ModelFiles:
    """The built-in model with other colours before its eyes: another model, and a worse one."""
    source = tmp_path / "other"
    shutil.copytree(paths.resources() / "models" / "photoclip-mini", source)
    file = source / "open_clip_config.json"
    config = json.loads(file.read_text("utf-8"))
    config["preprocess_cfg"]["mean"] = [0.9, 0.1, 0.9]
    config["preprocess_cfg"]["std"] = [5.0, 5.0, 5.0]
    file.write_text(json.dumps(config), "utf-8")
    return models.import_model(source, paths.models_folder(), f"other-{tmp_path.name}")


def answer(library: Library, text: str) -> list[int]:
    return [hit.photo_id for hit in library.search(parse(text)).hits]


def saved(library: Library, name: str, text: str) -> int:
    return library.organising.save_search(name, text).target


def test_pins_are_done_undone_and_done_again(library: Library) -> None:
    organising = library.organising
    number = saved(library, "Cars", "a car")
    done = organising.pin(number, [1, 2, 3])
    assert (done.kind, done.count, done.name, done.target) == ("pin", 3, "Cars", number)
    assert done.text == 'Pin 3 photos to "Cars"'
    assert organising.pinned() == {number: (1, 2, 3)}
    assert organising.pin(number, [1, 2]).count == 0  # they are pinned already
    assert organising.unpin(number, [2, 999]).count == 1
    assert organising.pinned() == {number: (1, 3)}
    organising.undo()
    assert organising.pinned() == {number: (1, 2, 3)}
    organising.undo()
    assert organising.pinned() == {}
    organising.redo()
    assert organising.pinned() == {number: (1, 2, 3)}


def test_a_deleted_search_comes_back_with_its_pins_and_its_health(library: Library) -> None:
    number = saved(library, "Cars", "a car")
    library.organising.pin(number, [1, 2])
    (before,) = library.search_health.check()
    library.organising.delete_search(number)
    assert library.organising.pinned() == {}
    assert library.search_health.latest() == ()
    library.organising.undo()
    assert library.organising.pinned() == {number: (1, 2)}
    assert library.search_health.latest() == (before,)


def test_a_search_is_renamed(library: Library) -> None:
    number = saved(library, "Cars", "a car")
    saved(library, "Boats", "a boat")
    library.organising.pin(number, [1])
    edit = library.organising.rename_search(number, " {Red}  cars ")
    assert edit.text == 'Rename the search "Cars" to "{Red} cars"'
    assert library.organising.search("{red} CARS").text == "a car"
    assert library.organising.pinned() == {number: (1,)}
    library.organising.undo()
    assert library.organising.search("cars").id == number
    library.organising.rename_search(number, "CARS")
    with pytest.raises(UsageError, match="'Boats' already"):
        library.organising.rename_search(number, "boats")
    with pytest.raises(UsageError, match="needs a name"):
        library.organising.rename_search(number, " ")
    with pytest.raises(LibraryError):
        library.organising.rename_search(77, "x")
    with pytest.raises(LibraryError):
        library.organising.pin(77, [1])


def test_recall_is_the_share_of_pinned_photos_among_the_first(library: Library) -> None:
    ranking = answer(library, "a car")
    assert len(ranking) > FIRST
    number = saved(library, "Cars", "a car")
    library.organising.pin(number, [*ranking[:3], ranking[FIRST - 1], ranking[FIRST]])
    assert library.search_health.is_due()
    (health,) = library.search_health.check()
    assert health.now is not None
    assert (health.now.pinned, health.now.first, health.now.recall) == (5, 4, 0.8)
    assert (health.before, health.lost, health.trouble) == (None, (), "")
    assert not library.search_health.is_due()
    assert library.search_health.latest() == (health,)
    library.organising.unpin(number, [ranking[FIRST]])
    (known,) = library.search_health.latest()
    assert known.now is not None
    assert known.now.recall == 1.0
    assert library.search_health.is_due()


def test_other_words_are_a_change(library: Library) -> None:
    ranking, other = answer(library, "a car"), answer(library, "a mountain at night")
    moved = [each for each in ranking[:FIRST] if each in other[FIRST:]][:2]
    stays = [each for each in ranking[:FIRST] if each in other[:FIRST]][:1]
    number = saved(library, "Mine", "a car")
    library.organising.pin(number, [*moved, *stays])
    library.search_health.check()
    library.organising.save_search("mine", "a mountain at night")
    assert library.search_health.is_due()
    (health,) = library.search_health.check()
    assert health.before is not None
    assert health.now is not None
    assert health.changed == ("words",)
    assert (health.before.first, health.now.first) == (3, 1)
    assert {each.photo_id for each in health.lost} >= set(moved)
    lost = {each.photo_id: each for each in health.lost}[moved[0]]
    assert lost.before == ranking.index(moved[0]) + 1
    assert lost.now == other.index(moved[0]) + 1
    assert health.finds_less
    (again,) = library.search_health.check()  # before is before the change, not the last look
    assert (again.lost, again.before, again.changed) == (health.lost, health.before, ("words",))
    library.organising.undo()
    (again,) = library.search_health.check()
    assert {each.photo_id for each in again.won} >= set(moved)
    assert not again.finds_less


def test_the_relevance_line_is_a_change(library: Library) -> None:
    found = library.search(parse("a car"), line=0.3)
    likely = [hit.photo_id for hit in found.hits if hit.band == "likely"]
    assert likely, "the built-in model knows cars"
    number = saved(library, "Cars", "a car")
    library.set_relevance_line(0.3)
    library.organising.pin(number, likely)
    (before,) = library.search_health.check()
    assert before.now is not None
    assert before.now.likely == before.now.pinned == len(likely)
    library.set_relevance_line(0.9999)
    (after,) = library.search_health.check()
    assert after.now is not None
    assert after.changed == ("line",)
    assert after.now.likely is not None
    assert after.now.likely < len(likely)
    assert after.now.first == before.now.first
    assert len(after.lost) == len(likely) - after.now.likely
    assert after.finds_less


def test_before_and_after_a_change_of_model(
    library: Library, other_model: models.ModelFiles
) -> None:
    ranking = answer(library, "a car")
    number = saved(library, "Cars", "a car")
    library.organising.pin(number, ranking[:8])
    library.search_health.check()
    library.use_model(other_model)
    assert not library.search_health.is_due()  # the old model answers until the new one can
    library.index()
    assert library.search_health.is_due()
    (health,) = library.search_health.check()
    assert health.before is not None
    assert health.now is not None
    assert health.changed == ("model",)
    assert (health.before.model, health.now.model) == ("photoclip-mini", other_model.name)
    assert health.before.recall == 1.0
    now = answer(library, "a car")
    assert health.now.first == sum(now.index(each) < FIRST for each in ranking[:8])


def test_filters_alone_find_all_that_meet_them(library: Library) -> None:
    ids = library.showing.browse()[:3].tolist()
    library.organising.rate(ids[:2], 5)
    number = saved(library, "Best", "rating:5")
    library.organising.pin(number, ids)
    (health,) = library.search_health.check()
    assert health.now is not None
    assert (health.now.pinned, health.now.first, health.now.likely) == (3, 2, None)
    assert health.now.likely_recall is None


def test_pins_follow_their_photos(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for number in range(4):
        noise = np.random.default_rng(number).integers(0, 255, (6, 8, 3), dtype=np.uint8)
        Image.fromarray(noise).resize((320, 240)).save(folder / f"{number}.jpg")
    with Library.open(tmp_path / "library") as library:
        library.index([folder])
        ids = [library.showing.photo_at(folder / f"{number}.jpg") for number in range(3)]
        number = saved(library, "Mine", "a picture")
        library.organising.pin(number, ids)
        library.search_health.check()
        (folder / "sub").mkdir()
        (folder / "0.jpg").rename(folder / "sub" / "moved.jpg")
        Image.open(folder / "1.jpg").rotate(180).save(folder / "1.jpg")  # edited in place
        (folder / "2.jpg").unlink()
        library.index()
        assert library.organising.pinned() == {number: tuple(sorted(ids))}
        assert library.showing.photo_at(folder / "sub" / "moved.jpg") == ids[0]
        assert answer(library, f"like:photo:{ids[0]}")[0] == ids[0]
        assert library.showing.photo_at(folder / "1.jpg") == ids[1]
        (health,) = library.search_health.check()
        assert health.now is not None
        assert (len(health.pins), health.now.pinned, health.now.recall) == (3, 2, 1.0)
        # the old bytes still lie elsewhere: the edited file is a new photo with all that was said
        shutil.copyfile(folder / "1.jpg", folder / "copy.jpg")
        library.index()
        Image.open(folder / "1.jpg").transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(
            folder / "1.jpg"
        )
        library.index()
        edited = library.showing.photo_at(folder / "1.jpg")
        assert edited not in ids
        assert library.organising.pinned() == {number: tuple(sorted([*ids, edited]))}


def test_a_reader_measures_and_keeps_nothing(library: Library) -> None:
    number = saved(library, "Cars", "a car")
    library.organising.pin(number, [1])
    with Library.open(library.folder, write=False) as reader:
        (health,) = reader.search_health.check()
        assert health.now is not None
        assert reader.search_health.latest()[0].now is None


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], own_library_folder: Path) -> Any:
    def do(*words: object, status: int = 0) -> Any:
        assert run([str(word) for word in ("--library", own_library_folder, *words)]) == status
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err + captured.out
        return json.loads(captured.out) if "--json" in words else captured.out + captured.err

    return do


def test_the_command_line_pins_and_measures(call: Any) -> None:
    assert "No saved search has right answers" in call("searches", "health")
    call("searches", "save", "Cars", "a car")
    hits = call("search", "a car", "--all", "--json")["hits"]
    by_place = {hit["path"]: place for place, hit in enumerate(hits, 1)}
    answers = [hits[0]["path"], hits[1]["path"], hits[-1]["path"]]
    pinned = call("searches", "pin", "cars", *answers, "--json")
    assert (pinned["changed"], pinned["pinned"], pinned["now"]["first"]) == (3, 3, 2)
    assert call("searches", "unpin", "cars", answers[1], "--json")["pinned"] == 2
    call("searches", "pin", "cars", answers[1])
    document = call("searches", "health", "--json")
    (health,) = document["searches"]
    assert (health["name"], health["pinned"], health["before"]) == ("Cars", 3, None)
    assert health["now"]["recall"] == round(2 / 3, 4)
    call("searches", "save", "Cars", "a mountain at night")
    (health,) = call("searches", "health", "--json", status=0)["searches"]
    assert health["changed"] == ["words"]
    assert health["before"]["first"] == 2
    assert {each["path"] for each in health["lost"]} <= set(answers[:2])
    for each in health["lost"]:
        assert each["before"]["place"] == by_place[each["path"]]
    said = call("searches", "health", "--strict", status=1 if health["finds_less"] else 0)
    assert "2 of 3 among the first 50" in said
    assert call("searches", "rename", "cars", "Vehicles", "--json")["name"] == "Vehicles"
    assert "is not in the library" in call("searches", "pin", "vehicles", "none.jpg", status=2)
    assert "no saved search named 'x'" in call("searches", "pin", "x", answers[0], status=2)


def test_a_search_for_photos_like_one_of_the_library_is_saved_and_measured(
    library: Library,
) -> None:
    photo = library.showing.photo(int(library.showing.browse()[0]))
    text = format_query(Query(examples=(Example.of_photo(photo.id, photo.name),)))
    ranking = answer(library, text)
    assert ranking[0] == photo.id
    assert answer(library, f"like:photo:{photo.id}") == ranking
    number = saved(library, "Like this", text)
    library.organising.pin(number, ranking[:4])
    (health,) = library.search_health.check()
    assert health.now is not None
    assert (health.now.pinned, health.now.first) == (4, 4)
    saved(library, "Like this", "like:photo:999999")
    (gone,) = library.search_health.check()
    assert "no photo 999999" in gone.trouble
