"""A copy of the catalog put back by hand: what lies beside it is of another state."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from photoclip.atomic import replacing
from photoclip.catalog.entries import Indexed
from photoclip.catalog.transaction import Transaction
from photoclip.library.stores import Stores
from photoclip.records import ChangeKind, DecodedPhoto, FileChange, FileState, PhotoFacts


def test_columns_and_index_of_another_state_are_not_used(tmp_path: Path) -> None:
    folder, copy = tmp_path / "library", tmp_path / "copy.sqlite"
    alive(folder, 1, 2)
    shutil.copyfile(folder / "catalog.sqlite", copy)
    alive(folder, 3)
    beside = {each: each.read_bytes() for each in folder.rglob("*") if derived(each)}
    assert len(beside) > 2
    shutil.copyfile(copy, folder / "catalog.sqlite")
    alive(folder, 4)  # takes the numbers that 3 had
    for path, content in beside.items():  # as where a process is killed before it saves
        path.write_bytes(content)
    with opened(folder) as stores:
        catalog, model = stores.catalog, stores.model_id
        assert [each.facts.camera for each in catalog.photos([1, 2, 3])] == ["1", "2", "4"]
        assert catalog.cameras() == ("1", "2", "4")
        ids = catalog.searchable_ids(model)
        assert np.array_equal(stores.index().vectors(ids), catalog.vectors_of(model, ids))


def alive(folder: Path, *numbers: int) -> None:
    """Photos come, one in a transaction, and all that is derived is saved."""
    with opened(folder) as stores:
        for number in numbers:
            stores.commit(lambda tx, number=number: put(tx, number)).result()
        stores.catalog.cameras()
        stores.save_index()


@contextmanager
def opened(folder: Path) -> Iterator[Stores]:
    """The stores of a folder, with a model of four numbers."""
    stores = Stores(folder, write=True)
    stores.use_model(stores.catalog.ensure_model("d", "mini", 4), "d", 4)
    with closing(stores):
        yield stores


def derived(path: Path) -> bool:
    return path.is_file() and (path.suffix == ".columns" or path.parent.name == "index")


def put(tx: Transaction, number: int) -> None:
    content = b"%16d" % number
    facts = PhotoFacts(4, 3, "JPEG", camera=str(number))
    photo = DecodedPhoto(content, 1, content, 1, np.zeros((1, 1, 3), np.uint8), b"", facts)
    change = FileChange(
        ChangeKind.ADDED, tx.add_root("/p").id, FileState(b"%d.jpg" % number, 1, 1, number, 1)
    )
    vector = np.random.default_rng(number).standard_normal(4).astype(np.float32)
    tx.record(Indexed(change, photo, vector / np.linalg.norm(vector)), 1)


def test_what_a_crash_left_of_a_file_goes_with_a_later_one(tmp_path: Path) -> None:
    left, recent = tmp_path / ".a.json.77-1.partial", tmp_path / ".a.json.78-1.partial"
    left.write_bytes(b"half")
    recent.write_bytes(b"half")
    os.utime(left, (1, 1))
    with replacing(tmp_path / "a.json") as file:
        file.write(b"whole")
    assert {each.name for each in tmp_path.iterdir()} == {"a.json", recent.name}
    assert (tmp_path / "a.json").read_bytes() == b"whole"
