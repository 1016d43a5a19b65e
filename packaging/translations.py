"""Brings the translations of the window up to date with its texts.

    python packaging/translations.py

Every `tr("Context", "Text", …)` of photoclip is collected, Qt's lupdate merges the texts into
resources/translations/photoclip_*.ts, and lrelease makes the .qm files that the window reads.
What still has to be translated is counted; translate it in the .ts files (Qt Linguist edits
them), then run this again.
"""

import ast
import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "photoclip"
TRANSLATIONS = ROOT / "resources" / "translations"
SOURCE_LANGUAGE = "en"
LANGUAGES = (SOURCE_LANGUAGE, "de")


@dataclass(frozen=True, order=True)
class Text:
    """One text of the window as its source has it."""

    context: str
    text: str
    comment: str
    counts: bool  # whether a number decides between singular and plural


def main() -> int:
    """Update and release every language; the exit status is 1 while something is missing."""
    missing = 0
    for language in LANGUAGES:
        path = file_of(language)
        update(path, language)
        subprocess.run(
            [tool("lrelease"), "-silent", path, "-qm", path.with_suffix(".qm")], check=True
        )
        unfinished = list(untranslated(path))
        missing += len(unfinished)
        print(f"{path.relative_to(ROOT)}: {len(unfinished)} texts to translate")
        for context, text in unfinished:
            print(f"    {context}: {text}")
    return 1 if missing else 0


def file_of(language: str) -> Path:
    """The .ts file of a language."""
    return TRANSLATIONS / f"photoclip_{language}.ts"


def tool(name: str) -> str:
    """The path of one of Qt's tools, which PySide6 brings."""
    import PySide6

    folder = Path(PySide6.__file__).parent
    for candidate in (folder / name, folder / f"{name}.exe", folder / name.capitalize()):
        if candidate.is_file():
            return str(candidate)
    raise SystemExit(f"PySide6 in {folder} has no {name}; install PySide6-Essentials again.")


def update(path: Path, language: str) -> None:
    """Merge the texts of the source into one .ts file; texts that are gone leave it."""
    with tempfile.TemporaryDirectory() as scratch:
        collected = Path(scratch) / "texts.py"
        collected.write_text("".join(map(_as_source, sorted(set(texts())))), "utf-8")
        options = ["-silent", "-no-obsolete", "-locations", "none", "-target-language", language]
        # lupdate would guess translations of new texts from similar old ones
        options += ["-disable-heuristic", "similartext", "-disable-heuristic", "sametext"]
        if language == SOURCE_LANGUAGE:
            options.append("-pluralonly")
        subprocess.run([tool("lupdate"), *options, collected, "-ts", path], check=True)
    if language == SOURCE_LANGUAGE:
        fill_plurals(path)


def texts() -> Iterator[Text]:
    """Every text given to `tr` in photoclip.

    lupdate's own reader of Python takes a count only where it is a number in the source, so the
    texts are read here and handed to it in a form that it understands.
    """
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _is_tr(node.func):
                yield _read(node, path)


def _is_tr(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id == "tr"


def _read(call: ast.Call, path: Path) -> Text:
    given = dict(zip(("context", "text", "comment", "n"), call.args, strict=False))
    given.update({each.arg: each.value for each in call.keywords if each.arg})
    words: dict[str, str] = {"comment": ""}
    for name in ("context", "text", "comment"):
        value = given.get(name)
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            words[name] = value.value
        elif value is not None or name not in words:
            place = f"{path.relative_to(ROOT)}:{call.lineno}"
            raise SystemExit(f"{place}: the {name} given to tr() must be a text in the source.")
    return Text(**words, counts="n" in given)


def _as_source(text: Text) -> str:
    given = [json.dumps(each, ensure_ascii=False) for each in (text.context, text.text)]
    given += [json.dumps(text.comment, ensure_ascii=False)] if text.comment or text.counts else []
    given += ["1"] if text.counts else []
    return f"translate({', '.join(given)})\n"


def fill_plurals(path: Path) -> None:
    """In English, "%n photo(s)" is "1 photo" and "2 photos" unless the file says otherwise."""
    tree = ET.parse(path)  # noqa: S314 - our own file
    for message in tree.iter("message"):
        translation = message.find("translation")
        if translation is None or translation.get("type") != "unfinished":
            continue
        source = message.findtext("source") or ""
        forms = translation.findall("numerusform")
        for form, end in zip(forms, ("", "s"), strict=True):
            form.text = source.replace("(s)", end)
        del translation.attrib["type"]
    ET.indent(tree, "    ")
    body = ET.tostring(tree.getroot(), "unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")


def untranslated(path: Path) -> Iterator[tuple[str, str]]:
    """Context and text of everything that a .ts file lacks."""
    for context in ET.parse(path).iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished":
                yield context.findtext("name") or "", message.findtext("source") or ""


if __name__ == "__main__":
    sys.exit(main())
