"""Make the program in one folder, and use it: what `make bundle` does, on every system.

    python packaging/bundle.py [--again]

The Python that runs this is the one that goes into the program, with what is installed there.
PyInstaller comes into a folder of its own. The program lies in build/bundle/photoclip then; on
macOS there is build/bundle/photoclip.app too. `--again` makes a second one in build/again and
compares their files.
"""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
BUILD = CHECKOUT / "build"
_TOOLS = BUILD / "tools"
_NEEDED = "pyinstaller>=6.11,<7"


def make(out: Path) -> Path:
    """Freeze the program; its folder."""
    if not (_TOOLS / "PyInstaller").is_dir():
        words = ("-m", "pip", "install", "--quiet", "--target", str(_TOOLS), _NEEDED)
        subprocess.run([sys.executable, *words], check=True)
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(_TOOLS), str(CHECKOUT)]),
        "PYTHONHASHSEED": "0",  # what is the same comes out the same
        "PYINSTALLER_CONFIG_DIR": str(BUILD / "pyinstaller"),
    }
    environment.setdefault("SOURCE_DATE_EPOCH", _last_change())
    words = ("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", str(out))
    work = ("--workpath", str(BUILD / "pyinstaller" / out.name))
    recipe = str(CHECKOUT / "packaging" / "bundle" / "photoclip.spec")
    subprocess.run([sys.executable, *words, *work, recipe], check=True, env=environment)
    return out / "photoclip"


def _last_change() -> str:
    """When the sources were changed last, in seconds: the date that files get."""
    words = ("git", "-C", str(CHECKOUT), "log", "-1", "--format=%ct")
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        newest = max(file.stat().st_mtime for file in (CHECKOUT / "photoclip").rglob("*.py"))
        return str(int(newest))
    return done.stdout.strip()


def main() -> None:
    """Make it, use it, and compare it with another one where that is wanted."""
    program = make(BUILD / "bundle")
    scripts = CHECKOUT / "packaging"
    name = "photoclip.exe" if sys.platform == "win32" else "photoclip"
    subprocess.run([sys.executable, scripts / "try_program.py", program / name], check=True)
    if "--again" in sys.argv[1:]:
        other = make(BUILD / "again")
        subprocess.run([sys.executable, scripts / "same_files.py", program, other], check=True)


if __name__ == "__main__":
    main()
