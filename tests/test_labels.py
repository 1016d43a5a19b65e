"""Label lists as files, and the probabilities made from them."""

from pathlib import Path

import numpy as np
import pytest

from photoclip.errors import DataError
from photoclip.library.labels import from_labels, read_label_list, write_label_list
from photoclip.library.tagger import probabilities, propose
from photoclip.records import LabelList


def test_plain_text_with_comments_and_wordings(tmp_path: Path) -> None:
    file = tmp_path / "pets.txt"
    file.write_text("# at home\nDog, a puppy\n\ncat  \ndog\n", "utf-8")
    labels = read_label_list(file)
    assert labels.name == "pets"
    assert labels.labels == ("Dog", "cat")
    assert labels.phrases == {"Dog": ("a puppy",)}


def test_text_keeps_commas_and_marks_in_quotes(tmp_path: Path) -> None:
    labels = LabelList("odd", ("sea, deep", "c#", 'a "b"'), phrases={"c#": ("see, sharp",)})
    write_label_list(labels, tmp_path / "odd.txt")
    assert read_label_list(tmp_path / "odd.txt") == labels


def test_json_loses_nothing(tmp_path: Path) -> None:
    labels = LabelList(
        "Trips \N{SNOWMAN}",
        ("sea", "sky"),
        exclusive=False,
        templates=("a {} at home.",),
        phrases={"sea": ("ocean", "the {} deep")},
        thresholds={"sky": 0.0},
        folders=("/photos/new",),
    )
    write_label_list(labels, tmp_path / "other.json")
    assert read_label_list(tmp_path / "other.json") == labels
    assert read_label_list(tmp_path / "other.json", "mine").name == "mine"


def test_what_a_table_does_not_say_stays(tmp_path: Path) -> None:
    before = LabelList(
        "pets", ("dog",), False, ("a {}.",), {"dog": ("puppy",)}, {"dog": 0.3}, 4, ("/p",)
    )
    table = tmp_path / "pets.csv"
    table.write_text("Label;Threshold\nDog;0,25\ncat;\n", "utf-8")
    read = read_label_list(table, before=before)
    assert (read.labels, read.thresholds) == (("Dog", "cat"), {"Dog": 0.25})
    assert (read.exclusive, read.templates, read.folders) == (False, ("a {}.",), ("/p",))
    text = tmp_path / "pets.txt"
    text.write_text("dog\n", "utf-8")
    assert read_label_list(text, before=before).thresholds == {"dog": 0.3}


@pytest.mark.parametrize("ending", [".csv", ".json"])
def test_csv_and_json_keep_everything(tmp_path: Path, ending: str) -> None:
    labels = LabelList(
        "trips",
        ("sea, deep", 'a "quoted" one'),
        phrases={"sea, deep": ("ocean",)},
        thresholds={"sea, deep": 0.25},
    )
    write_label_list(labels, tmp_path / f"trips{ending}")
    assert read_label_list(tmp_path / f"trips{ending}") == labels


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.txt", "# nothing\n", "holds no label"),
        ("a.csv", "name\ndog\n", "column 'label'"),
        ("a.json", "{", "cannot be understood"),
        ("a.csv", "label,threshold\ndog,7\n", "not between 0 and 1"),
    ],
)
def test_bad_files_say_what_is_wrong(tmp_path: Path, name: str, text: str, says: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(DataError, match=says):
        read_label_list(tmp_path / name)
    with pytest.raises(DataError, match="cannot be read"):
        read_label_list(tmp_path / "absent.txt")


def _unit(rows: list[list[float]]) -> np.ndarray:
    matrix = np.array(rows, np.float32)
    return matrix / np.linalg.norm(matrix, axis=1, keepdims=True)


def test_a_photo_of_something_else_gets_no_label() -> None:
    photos = _unit([[1, 0, 0], [0, 1, 0], [0, 0, 1]])
    labels, background = _unit([[1, 0.1, 0], [0, 1, 0.1]]), _unit([[0.1, 0, 1]])
    chances = probabilities(photos, labels, background, scale=20.0, exclusive=True)
    assert chances[0].argmax() == 0
    assert chances[1].argmax() == 1
    assert chances[2].max() < 0.01
    assert (chances.sum(axis=1) <= 1.0001).all()


def test_an_exclusive_list_gives_one_label_an_open_one_all_that_fit() -> None:
    photos = _unit([[1, 1, 0]])
    labels, background = _unit([[1, 0.9, 0], [0.9, 1, 0]]), _unit([[0, 0, 1]])
    for exclusive, count in ((True, 1), (False, 2)):
        chances = probabilities(photos, labels, background, scale=9.0, exclusive=exclusive)
        names = LabelList("l", ("a", "b"), exclusive=exclusive, thresholds={"a": 0.4, "b": 0.4})
        assert len(propose(names, [(np.array([7]), chances)])) == count


def test_thresholds_decide_and_the_surest_come_first() -> None:
    labels = LabelList("l", ("a", "b"), exclusive=False, thresholds={"a": 0.9})
    chances = np.array([[0.8, 0.6], [0.95, 0.2]], np.float32)
    proposed = propose(labels, [(np.array([1, 2]), chances)])
    assert [(tag.photo_id, tag.label) for tag in proposed] == [(2, "a"), (1, "b")]


def test_single_labels_make_a_list() -> None:
    assert from_labels([" dog ", "Dog", "cat"], "x").labels == ("dog", "cat")
    with pytest.raises(DataError):
        from_labels(["  "], "x")
