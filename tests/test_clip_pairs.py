"""Reading image-text pairs: CSV, captions.json, folders, and their mistakes."""

import json
from pathlib import Path

import pytest
from PIL import Image

from photoclip.clip.pairs import Source, labels_of, one_per_group, read_pairs, split
from photoclip.errors import DataError


def picture(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 8), "red").save(path)
    return path


def test_labels_from_csv_and_bad_rows_reported(tmp_path):
    picture(tmp_path / "a/one.jpg")
    (tmp_path / "list.csv").write_text(
        "file,label\na/one.jpg,cat\na/missing.jpg,dog\n,bird\na/one.jpg,\n", "utf-8"
    )
    found = read_pairs(tmp_path / "list.csv")
    assert [(pair.label, pair.texts) for pair in found.pairs] == [("cat", ())]
    assert len(found.problems) == 3
    assert "list.csv line 3: a/missing.jpg does not exist" in found.problems


def test_several_captions_and_left_out_rows(tmp_path):
    for name in ("1.jpg", "2.jpg", "3.jpg"):
        picture(tmp_path / name)
    (tmp_path / "m.csv").write_text(
        "file,text,kind,source\n1.jpg,a  dog | the dog runs |,caption,web\n"
        "2.jpg,apple,label,shop\n3.jpg,pear,label,garden\n",
        "utf-8",
    )
    found = read_pairs(Source(tmp_path / "m.csv", leave_out=("shop",)))
    assert [pair.texts for pair in found.pairs] == [("a dog", "the dog runs"), ()]
    assert labels_of(found.pairs) == ("pear",)
    assert found.problems == ()


def test_captions_json_with_groups_and_attributes(tmp_path):
    picture(tmp_path / "s/1.png")
    picture(tmp_path / "s/2.png")
    entries = [
        {"file": "s/1.png", "captions": ["a boat"], "attributes": {"group": "g", "setting": "sea"}},
        {"file": "s/2.png", "captions": ["a boat"], "attributes": {"group": "g"}},
        {"file": "s/3.png", "captions": ["gone"]},
        {"file": "s/1.png", "captions": []},
        "nonsense",
    ]
    (tmp_path / "captions.json").write_text(json.dumps(entries), "utf-8")
    found = read_pairs(tmp_path)
    assert [pair.group for pair in found.pairs] == ["g", "g"]
    assert found.pairs[0].attributes["setting"] == "sea"
    assert len(found.problems) == 3
    assert len(one_per_group(found.pairs)) == 1


def test_folder_names_are_labels(tmp_path):
    picture(tmp_path / "red_fox/a.jpg")
    picture(tmp_path / "owl/deep/b.png")
    picture(tmp_path / "loose.jpg")
    (tmp_path / "owl/notes.txt").write_text("x")
    found = read_pairs(tmp_path)
    assert sorted((pair.label, pair.path.name) for pair in found.pairs) == [
        ("owl", "b.png"),
        ("red fox", "a.jpg"),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv", "picture,word\n1.jpg,cat\n"),
        ("x.csv", "file,label\n1.jpg,cat\n"),
        ("x.json", "{}"),
        ("x.json", "[oops"),
        ("x.txt", "file,label"),
    ],
)
def test_unusable_sources_are_one_sentence(tmp_path, name, content):
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(DataError, match=r"\.$"):
        read_pairs(tmp_path / name)


def test_missing_source(tmp_path):
    with pytest.raises(DataError, match="does not exist"):
        read_pairs(tmp_path / "nowhere.csv")


def test_split_is_stable_and_keeps_groups_together(tmp_path):
    for number in range(200):
        picture(tmp_path / f"k/{number}.jpg")
    pairs = read_pairs(tmp_path).pairs
    train, held = split(pairs, 0.2)
    assert 20 <= len(held) <= 60
    assert split(reversed(pairs), 0.2)[1] == held[::-1]
    assert not {pair.group for pair in train} & {pair.group for pair in held}
    assert split(pairs, 0.0)[1] == []
