"""A newer photoclip brings other weights under the built-in model's name."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from photoclip.library.library import Library
from photoclip.query import parse


@pytest.fixture
def older_library(own_library_folder: Path) -> Path:
    """A library whose vectors were made by a built-in model that is no more."""
    with sqlite3.connect(own_library_folder / "catalog.sqlite") as connection:
        connection.execute("UPDATE model SET digest = ?", ("0" * 64,))
        connection.execute("UPDATE meta SET value = ? WHERE key = 'model'", ("0" * 64,))
    connection.close()
    shutil.rmtree(own_library_folder / "index", ignore_errors=True)  # which is of those vectors
    return own_library_folder


def test_a_renewed_model_takes_over_and_embeds_again(older_library: Path) -> None:
    with Library.open(older_library) as library:
        before = library.search(parse("a dog"), limit=5)
        report = library.index()
        after = library.search(parse("a dog"), limit=5)
    assert not before.hits
    assert "embedded" in " ".join(before.notes)
    assert report.photos > 40
    assert len(after.hits) == 5
    assert not after.notes


def test_a_reader_says_that_nothing_is_embedded_yet(older_library: Path) -> None:
    with Library.open(older_library, write=False) as library:
        answer = library.search(parse("a dog"), limit=5)
    assert not answer.hits
    assert "photoclip index" in " ".join(answer.notes)
