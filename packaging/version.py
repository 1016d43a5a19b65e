"""The version of photoclip, from the one place where it stands."""

import re
from pathlib import Path

_PLACE = Path(__file__).resolve().parent.parent / "photoclip" / "__init__.py"


def _version() -> str:
    (found,) = re.findall(r'^__version__ = "(.+)"$', _PLACE.read_text("utf-8"), re.MULTILINE)
    return found


VERSION = _version()
"""As `photoclip --version` says it; read without importing photoclip."""

if __name__ == "__main__":
    print(VERSION)
