"""Questions in other languages: what an English-only model is said not to know, and what not."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from photoclip.clip import download
from photoclip.clip.languages import foreign_words, only_english
from photoclip.clip.models import builtin
from photoclip.errors import ModelError
from photoclip.library.library import Library
from photoclip.paths import resources
from photoclip.query import parse
from photoclip.records import SearchAnswer
from photoclip.ui.photo_lists import RELEVANCE, taken_apart
from photoclip.ui.photos_head import PhotosHead
from photoclip.ui.theme import Theme


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Strand", ("strand",)),
        ("ein Hund am Strand", ("ein", "hund", "strand")),
        ("rotes Fahrrad", ("rotes", "fahrrad")),
        ("chien sur la plage", ("chien", "plage")),
        ("perro en la playa", ("perro", "playa")),
        ("spiaggia al tramonto", ("spiaggia", "tramonto")),
        ("praia com cachorro", ("praia", "cachorro")),
        ("hond in de tuin", ("hond", "tuin")),
        ("ett hus och en katt", ("ett", "hus", "och", "katt")),
        ("пляж", ("пляж",)),
        ("παραλία", ("παραλία",)),
        ("海", ("海",)),
        ("ビーチ", ("ビーチ",)),
        ("שקיעה", ("שקיעה",)),
    ],
)
def test_words_of_other_languages_are_named(text: str, words: tuple[str, ...]) -> None:
    assert foreign_words(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "café",
        "a naïve painting",
        "crème brûlée",
        "São Paulo",
        "Zürich at night",
        "jalapeño",
        "El Niño",
        "Mont Blanc",
        "Rio de Janeiro",
        "Las Vegas",
        "Sagrada Familia",
        "MIT campus",
        "fire on the boat",
        "a strand of pearls",
        "the Haus with a red door",
        "β",
        "IMG_1234.jpg",
        "",
        "…",
        "two dogs, 2019",
    ],
)
def test_english_with_names_and_loan_words_is_no_other_language(text: str) -> None:
    assert foreign_words(text) == ()


def test_no_caption_of_the_samples_is_taken_for_another_language(sample_pictures: Path) -> None:
    entries = json.loads((sample_pictures / "captions.json").read_text("utf-8"))
    captions = {caption for entry in entries for caption in entry["captions"]}
    assert len(captions) > 300
    assert [text for text in captions if foreign_words(text)] == []


def test_no_caption_of_real_photos_is_taken_for_another_language(shared_data: Path) -> None:
    manifest = shared_data / "data" / "captioned" / "manifest.csv"
    lines = manifest.read_text("utf-8").splitlines()[1:2001]
    wrong = [line for line in lines if foreign_words(line.partition(",")[2])]
    assert len(wrong) <= 2


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    found = foreign_words(text)
    assert len(found) == len(set(found))


def test_models_say_what_they_speak() -> None:
    assert only_english(builtin().languages)
    assert not only_english(())
    multilingual = next(each for each in download.RECOMMENDED if each.needs_transformers)
    assert not only_english(multilingual.languages)


def test_an_answer_says_that_the_model_knows_english_only(sample_library_folder: Path) -> None:
    with Library.open(sample_library_folder, write=False) as library:
        answer = library.search(parse("Hund -Strand folder:Japan"), limit=3)
        assert answer.foreign_words == ("hund", "strand")
        (note, *others) = answer.notes
        assert "knows English only, not 'hund', 'strand'" in note
        assert "multilingual" in note
        assert not any("hund" in other for other in others)
        assert library.search(parse("a dog at the beach"), limit=3).foreign_words == ()


def test_a_missing_tokenizer_is_said_before_anything_is_fetched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_network(*_: object, **__: object) -> None:
        pytest.fail("the network was asked")

    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    monkeypatch.setattr("urllib.request.urlopen", no_network)
    monkeypatch.setattr("urllib.request.build_opener", no_network)
    tag = next(each.name for each in download.RECOMMENDED if each.needs_transformers)
    with pytest.raises(ModelError, match=r"pip install 'photoclip\[multilingual\]'"):
        download.download(tag, tmp_path / "models")
    assert not (tmp_path / "models").exists()
    from photoclip.cli import run

    assert run(["models", "list"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "100 languages" in said
    assert "photoclip[multilingual]" in said


def test_the_window_says_it_above_the_photos(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    head = PhotosHead(Theme(application, resources()))
    qtbot.addWidget(head)

    def said(answer: SearchAnswer) -> str:
        head.say(taken_apart("Strand", answer), RELEVANCE)
        return " ".join(label.text() for label in head.findChildren(QLabel))

    plain = SearchAnswer("Strand", "photoclip-mini", 0, (), 0.1)
    assert "English" not in said(plain)
    note = said(replace(plain, foreign_words=("strand",)))
    assert "knows English only, not “strand”" in note
