"""Compare two frozen programs: which files only one of them has, and which differ.

    python packaging/same_files.py build/bundle/photoclip build/again/photoclip

Fails where their lists of files are not the same; of files that differ it only tells.
"""

import hashlib
import sys
from pathlib import Path


def files_of(folder: Path) -> dict[str, str]:
    """Every file and link of a program, each with a digest of what it holds."""
    found: dict[str, str] = {}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_symlink():
            found[name] = f"-> {file.readlink().as_posix()}"
        elif file.is_file():
            with file.open("rb") as opened:
                found[name] = hashlib.file_digest(opened, "sha256").hexdigest()
    return found


def main() -> int:
    """Print the differences; the exit status."""
    one, other = (files_of(Path(word)) for word in sys.argv[1:3])
    alone = sorted(one.keys() ^ other.keys())
    for name in alone:
        print(f"only in {sys.argv[1] if name in one else sys.argv[2]}: {name}")
    differing = [name for name in sorted(one.keys() & other.keys()) if one[name] != other[name]]
    for name in differing:
        print(f"differs: {name}")
    print(f"{len(one)} and {len(other)} files, {len(alone)} not in both, {len(differing)} differ")
    return 1 if alone else 0


if __name__ == "__main__":
    sys.exit(main())
