"""What photoclip needs at run time: the installed distributions that it asks for, and theirs."""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement

CHECKOUT = Path(__file__).resolve().parent.parent

# Asked for by PyTorch's builds for graphics cards and by compilers, and never loaded by photoclip.
_LEFT_OUT = re.compile(r"(nvidia|cuda)-.*|triton|setuptools|pip")

_NOT_CARRIED = {"dev", "docs", "openvino"}
"""Extras that are no part of a frozen program: for developers, or large for what they bring."""


def project() -> dict[str, object]:
    """The table `project` of pyproject.toml."""
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]


def requirements() -> Iterator[Requirement]:
    """What photoclip itself asks for here; of extras only what is installed."""
    table = project()
    needed = table["dependencies"]
    assert isinstance(needed, list)
    yield from (one for one in map(Requirement, needed) if _applies(one, set()))
    optional = table["optional-dependencies"]
    assert isinstance(optional, dict)
    for extra, wanted in optional.items():
        for one in map(Requirement, wanted if extra not in _NOT_CARRIED else ()):
            if _applies(one, set()) and is_installed(one.name):
                yield one


def runtime_set() -> dict[str, Distribution]:
    """Every distribution that the program is made of, by its normal name, in order.

    Raises:
        PackageNotFoundError: one that photoclip asks for is not installed.
    """
    found: dict[str, Distribution] = {}
    waiting = [(one.name, frozenset(one.extras)) for one in requirements()]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, wanted = waiting.pop()
        key = (normal(name), wanted)
        if key in seen or _LEFT_OUT.fullmatch(key[0]):
            continue
        seen.add(key)
        found[key[0]] = distribution(name)
        for line in found[key[0]].requires or ():
            one = Requirement(line)
            if _applies(one, wanted):
                waiting.append((one.name, frozenset(one.extras)))
    return dict(sorted(found.items()))


def normal(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def is_installed(name: str) -> bool:
    """Whether a distribution lies in this environment."""
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def foreign_modules() -> list[str]:
    """Modules of this environment that are not of the program: what must not get into it."""
    ours = {"photoclip"} | {name for one in runtime_set().values() for name in _modules(one)}
    everything = {name for one in distributions() for name in _modules(one)}
    return sorted(everything - ours - set(sys.stdlib_module_names))


def _modules(one: Distribution) -> set[str]:
    """The names under which a distribution is imported."""
    names: set[str] = set()
    for file in one.files or ():
        first = file.parts[0]
        if len(file.parts) > 1 and file.suffix in {".py", ".so", ".pyd"} and first.isidentifier():
            names.add(first)
        elif len(file.parts) == 1 and file.suffix in {".py", ".so", ".pyd"}:
            names.add(first.split(".")[0])
    return names


def _applies(one: Requirement, extras: Iterable[str]) -> bool:
    if one.marker is None:
        return True
    return any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras))
