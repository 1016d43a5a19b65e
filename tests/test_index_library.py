"""What a library does with its saved index."""

import shutil
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from test_library_index import paint

from photoclip.index import vectors
from photoclip.library.library import Library
from photoclip.query import parse


def written(library: Path) -> dict[str, int]:
    return {each.name: each.stat().st_mtime_ns for each in (library / "index").glob("*.vectors")}


def test_a_small_run_adds_to_what_was_saved(own_library_folder: Path, tmp_path: Path):
    before = written(own_library_folder)
    assert before
    paint(tmp_path / "new" / "one.jpg", 1)
    with Library.open(own_library_folder) as library:
        library.warm_up()
        library.index([tmp_path / "new"])
        count = library.indexed()
    assert before.items() <= written(own_library_folder).items()
    assert len(written(own_library_folder)) == len(before) + 1
    with Library.open(own_library_folder, write=False) as library:
        assert library.indexed() == library.vectors() == count


def test_a_lost_index_is_made_again_by_who_may_write(own_library_folder: Path):
    with Library.open(own_library_folder, write=False) as library:
        expected = [hit.photo_id for hit in library.search(parse("a red car"), limit=20).hits]
    shutil.rmtree(own_library_folder / "index")
    with Library.open(own_library_folder, write=False) as library:
        found = [hit.photo_id for hit in library.search(parse("a red car"), limit=20).hits]
        assert found == expected
    assert not (own_library_folder / "index").exists()
    with Library.open(own_library_folder) as library:
        assert library.indexed() == library.vectors()


def test_many_small_runs_leave_few_files(own_library_folder: Path, tmp_path: Path):
    for number in range(4):
        paint(tmp_path / "new" / f"{number}.jpg", number)
        with Library.open(own_library_folder) as library:
            library.index([tmp_path / "new"])
            assert library.indexed() == library.vectors()
            for _ in range(200):  # brought together in the background
                if len(written(own_library_folder)) <= 3:
                    break
                time.sleep(0.02)
    assert len(written(own_library_folder)) <= 3


def test_edits_go_on_while_the_index_is_opened(
    own_library_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    shutil.rmtree(own_library_folder / "index")
    began, go_on = threading.Event(), threading.Event()

    def slow(*given: Any) -> bool:
        changed = vectors.catch_up(*given)
        began.set()
        assert go_on.wait(60)
        return changed

    monkeypatch.setattr("photoclip.library.stores.catch_up", slow)
    paint(tmp_path / "new" / "one.jpg", 1)
    with Library.open(own_library_folder) as library:
        count = library.vectors()
        running = [
            threading.Thread(target=library.indexed),
            threading.Thread(target=lambda: library.index([tmp_path / "new"])),
        ]
        running[0].start()
        assert began.wait(60)
        running[1].start()
        try:
            for _ in range(600):
                if library.vectors() > count:
                    break
                time.sleep(0.1)
            edit = threading.Thread(target=lambda: library.organising.tag([1], "edited meanwhile"))
            edit.start()
            edit.join(30)
            assert not edit.is_alive()
        finally:
            go_on.set()
            for each in running:
                each.join()
        assert library.indexed() == library.vectors() == count + 1
