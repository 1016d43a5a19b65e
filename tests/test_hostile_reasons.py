"""Why a file cannot be read is one plain sentence, and the window can say it in any language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import photoclip
from photoclip.ui.told import known

_RAISED = {"PhotoError", "UnreachableError", "DecoderError", "DecodeFailure"}
_ELSEWHERE = {"scanner.py": "_reason", "failing.py": "_too_large"}  # functions that return reasons


def _rooms(photos: Path) -> list[Path]:
    return [*photos.glob("*.py"), *(photos / "kinds").glob("*.py")]


def reasons() -> Iterator[tuple[str, str]]:
    """(file, sentence) of every reason written in the rooms that read files."""
    package = Path(photoclip.__file__).parent
    for path in (*_rooms(package / "photos"), package / "folders" / "scanner.py"):
        tree = ast.parse(path.read_text("utf-8"))
        constants = {
            target.id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            said: ast.expr | None = None
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                said = node.args[0] if node.func.id in _RAISED and node.args else None
            if isinstance(node, ast.FunctionDef) and node.name == _ELSEWHERE.get(path.name):
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Return) and inner.value is not None:
                        yield path.name, sentence(inner.value)
            if isinstance(said, ast.Name):
                said = constants.get(said.id)
            if isinstance(said, ast.Constant | ast.JoinedStr):
                yield path.name, sentence(said)


def sentence(node: ast.expr) -> str:
    """A written text with "7" for what is filled in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.JoinedStr)
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values
    )


def test_every_reason_is_one_sentence_that_the_window_knows() -> None:
    found = sorted(set(reasons()))
    assert len(found) > 20
    shapes = [re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text))) for text in known()]
    for file, said in found:
        assert re.fullmatch(r"[A-Z][^\n]{5,160}\.", said), (file, said)
        assert any(shape.fullmatch(said) for shape in shapes), (file, said)


@pytest.mark.parametrize(
    "word", ["Pillow", "libheif", "libraw", "exception", "None", "EXIF", "errno"]
)
def test_no_reason_speaks_of_how_photoclip_is_built(word: str) -> None:
    assert not [said for _, said in reasons() if word in said]
