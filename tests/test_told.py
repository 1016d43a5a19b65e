"""Sentences from below the window are known there, so that they can be said in any language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication
from typing_extensions import override

import photoclip
from photoclip.ui.told import known, told


class Shouting(QTranslator):
    """Another language: what it knows, it shouts."""

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(
        self,
        context: str,
        sourceText: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        if context != "Errors":
            return ""
        return "".join(
            part if part.startswith("{") else part.upper()
            for part in re.split(r"(\{\w+\})", sourceText)
        )


@pytest.fixture
def shouting(qapp: QApplication) -> Iterator[None]:
    translator = Shouting()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_sentences_are_translated_with_what_they_name(shouting: None) -> None:
    assert told("The file is empty.") == "THE FILE IS EMPTY."
    assert told("There is no folder /a/{b}.") == "THERE IS NO FOLDER /a/{b}."
    assert (
        told("/a/b.jpg cannot be used as a picture: The file is empty.")
        == "/a/b.jpg CANNOT BE USED AS A PICTURE: THE FILE IS EMPTY."
    )
    assert (
        told("The file cannot be read from its disk (Input/output error).")
        == "THE FILE CANNOT BE READ FROM ITS DISK (INPUT/OUTPUT ERROR)."
    )
    assert told("It took longer than 30 s to decode.") == "IT TOOK LONGER THAN 30 S TO DECODE."


def test_what_is_not_known_stays_as_it_is(shouting: None) -> None:
    for sentence in ("", "Nobody ever said this.", "x" * 100_000, "There is no folder"):
        assert told(sentence) == sentence


def test_without_a_translation_they_stay_english(qapp: QApplication) -> None:
    for sentence in known():
        assert told(sentence) == sentence


def test_every_known_sentence_is_said_somewhere() -> None:
    said = list(_said())
    systems = {"No such file or directory", "Permission denied", "No space left on device"}
    systems |= {"Read-only file system", "Input/output error"}
    gone = [each for each in known() if not any(shape.fullmatch(each) for shape in said)]
    assert set(gone) == systems, "change or drop these in photoclip/ui/told.py"


def _said() -> Iterator[re.Pattern[str]]:
    """The texts of the source below the window, each as a pattern."""
    package = Path(photoclip.__file__).parent
    for path in package.rglob("*.py"):
        if (package / "ui") in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.compile(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(each.value)) if isinstance(each, ast.Constant) else ".+"
                    for each in node.values
                ]
                if sum(len(part) for part in parts if part != ".+") > 12:
                    yield re.compile("".join(parts), re.DOTALL)
