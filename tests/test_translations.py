"""Every text of the window has a finished translation that keeps its placeholders."""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"


@dataclass(frozen=True)
class Message:
    where: str
    source: str
    forms: tuple[str, ...]
    finished: bool


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The translations, brought up to date with the source elsewhere."""
    folder = tmp_path_factory.mktemp("translations")
    for file in TRANSLATIONS.glob("*.ts"):
        shutil.copy(file, folder)
    program = (
        "import sys; from pathlib import Path; import translations;"
        f"[translations.update(Path({str(folder)!r}, f'photoclip_{{each}}.ts'), each)"
        " for each in translations.LANGUAGES]"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT / "packaging", check=True)
    return folder


def messages(file: Path) -> Iterator[Message]:
    for context in ET.parse(file).iter("context"):
        for each in context.iter("message"):
            translation = each.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.findall("numerusform")]
            yield Message(
                context.findtext("name") or "",
                each.findtext("source") or "",
                tuple(forms or [translation.text or ""]),
                translation.get("type") is None,
            )


@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_is_left_to_translate(fresh: Path, language: str) -> None:
    left = [
        f"{each.where}: {each.source}"
        for each in messages(fresh / f"photoclip_{language}.ts")
        if not each.finished or not all(each.forms)
    ]
    assert not left, "run packaging/translations.py and translate what it lists"


@pytest.mark.parametrize("language", ["en", "de"])
def test_placeholders_are_kept(fresh: Path, language: str) -> None:
    for each in messages(fresh / f"photoclip_{language}.ts"):
        wanted = set(re.findall(r"\{\w*\}|%L?n", each.source))
        for number, form in enumerate(each.forms):
            there = set(re.findall(r"\{\w*\}|%L?n", form))
            one = number == 0 and len(each.forms) > 1  # "one photo" may do without the number
            assert there == wanted or (one and there == wanted - {"%n", "%Ln"}), each


def test_german_ends_and_marks_as_the_english_does(fresh: Path) -> None:
    for each in messages(fresh / "photoclip_de.ts"):
        for form in each.forms:
            assert form.endswith("…") == each.source.endswith("…"), each
            assert ("&" in form) == ("&" in each.source), each
            assert not re.search(r"\b([Dd]u|[Dd]ein\w*)\b", form), each


def test_the_built_files_belong_to_the_sources(fresh: Path, tmp_path: Path) -> None:
    from PySide6.QtCore import QTranslator

    for language in ("en", "de"):
        built = QTranslator()
        assert built.load(f"photoclip_{language}", str(TRANSLATIONS))
        for each in messages(fresh / f"photoclip_{language}.ts"):
            number = 1 if len(each.forms) > 1 else -1
            assert built.translate(each.where, each.source, None, number), each
