"""What the source never does with data: a shell, pickles, eval, XML with entities, unsafe YAML."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import photoclip

PACKAGE = Path(photoclip.__file__).parent
FOLDERS = (PACKAGE, PACKAGE.parent / "packaging")

FORBIDDEN_CALLS = {
    "eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.execv", "os.execvp",
    "os.spawnv", "os.startfile", "subprocess.getoutput", "subprocess.getstatusoutput",
    "pickle.load", "pickle.loads", "pickle.Unpickler", "marshal.loads", "marshal.load",
    "shelve.open", "dill.loads", "joblib.load", "yaml.load", "yaml.unsafe_load",
    "pd.read_pickle", "torch.jit.load", "torch.hub.load",
    "shutil.unpack_archive", "tempfile.mktemp", "logging.config.listen", "xmlrpc.client",
}  # fmt: skip
FORBIDDEN_IMPORTS = {
    "marshal", "shelve", "dill", "cloudpickle", "joblib", "yaml", "xmlrpc", "telnetlib", "ftplib",
    "xml.sax", "xml.dom", "lxml", "tarfile",
}  # fmt: skip

ALLOWED = {
    ("clip/weights.py", "import pickle"): "only for the name of the error that refuses pickles",
    ("photos/xmp/document.py", "import xml.etree"): "only for the name of an error; see below",
    ("photos/xmp/edits.py", "import xml.sax"): "only what escapes texts that are written",
    ("places.py", "import tarfile"): "registries' archives, member by member, while packaging",
    ("translations.py", "import xml.etree"): "the repository's own translations, while packaging",
}
"""What stands in the source all the same, and why that is no harm."""


def sources() -> Iterator[tuple[str, ast.Module]]:
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*.py")):
            yield path.relative_to(folder).as_posix(), ast.parse(path.read_text("utf-8"))


def called(node: ast.expr) -> str:
    """What is called, such as "subprocess.run"."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attribute):
            return f"{called(value)}.{attribute}"
    return ""


def keyword(call: ast.Call, name: str) -> object:
    """The constant given for a keyword, None where it is absent."""
    for each in call.keywords:
        if each.arg == name:
            return each.value.value if isinstance(each.value, ast.Constant) else "not constant"
    return None


def wrong_call(call: ast.Call) -> str:
    name = called(call.func)
    first = call.args[0] if call.args else None
    loads = name.endswith("torch.load") and keyword(call, "weights_only") is not True
    arrays = name in {"np.load", "numpy.load"} and keyword(call, "allow_pickle") is not False
    worded = isinstance(first, ast.Constant | ast.JoinedStr) and name.startswith("subprocess.")
    fixed = isinstance(first, ast.Constant) or (isinstance(first, ast.Name) and first.id.isupper())
    found = {
        name: name in FORBIDDEN_CALLS,
        "a whole archive unpacked": name.endswith((".extractall", ".unpack_archive")),
        "shell=True": keyword(call, "shell") not in {None, False},
        "torch.load without weights_only=True": loads,
        "np.load without allow_pickle=False": arrays or keyword(call, "allow_pickle") is True,
        "trust_remote_code": keyword(call, "trust_remote_code") not in {None, False},
        "a command in one string": worded,
        "SQL put together from texts": name in {"text", "sqlalchemy.text"} and not fixed,
    }
    return next((what for what, is_so in found.items() if is_so), "")


def imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (each.name for each in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield from (f"{node.module}.{each.name}" for each in node.names)


def wrong(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from filter(None, [wrong_call(node)])
        for name in imported(node):
            if name.split(".")[0] == "pickle" or name.startswith("xml."):
                yield f"import {'.'.join(name.split('.')[:2])}"
            elif any(name == each or name.startswith(f"{each}.") for each in FORBIDDEN_IMPORTS):
                yield f"import {name}"


def test_nothing_runs_or_unpacks_data() -> None:
    found = {(path, what) for path, tree in sources() for what in wrong(tree)}
    assert found - ALLOWED.keys() == set()
    assert ALLOWED.keys() - found == set(), "no longer there: take it off the list"


def test_xml_has_no_entities() -> None:
    """Where XML is read, defusedxml does it; what it refuses, test_hostile_files shows."""
    tree = ast.parse((PACKAGE / "photos" / "xmp" / "document.py").read_text("utf-8"))
    names = {name for node in ast.walk(tree) for name in imported(node)}
    assert {each for each in names if each.startswith("xml.")} == {
        "xml.etree.ElementTree.ParseError"
    }
    assert "defusedxml.ElementTree.XMLParser" in names


@pytest.mark.parametrize(
    "line",
    [
        "import os; os.system('x')",
        "import subprocess; subprocess.run('ls', shell=True)",
        "import subprocess; subprocess.run(f'ls {x}')",
        "import pickle",
        "from pickle import loads",
        "eval(text)",
        "torch.load(path)",
        "torch.load(path, weights_only=False)",
        "np.load(path)",
        "from xml.etree import ElementTree",
        "import yaml",
        "AutoModel.from_pretrained(x, trust_remote_code=True)",
        "text(f'SELECT {name}')",
    ],
)
def test_the_look_sees_each(line: str) -> None:
    assert list(wrong(ast.parse(line)))
