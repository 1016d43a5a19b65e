"""A package for Debian and its kin around the frozen program.

    python packaging/deb.py build/bundle/photoclip build/dist

What it depends on is read from its files: whatever library they ask for and do not bring.
"""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import program_tree
from version import VERSION

_MAINTAINER = "The photoclip authors <photoclip@localhost>"
_CONTROL = """\
Package: photoclip
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: libgl1, xdg-desktop-portal
Suggests: libimage-exiftool-perl
Section: graphics
Priority: optional
Description: find your photos by saying what is in them
 photoclip watches your folders, looks at every photo with a CLIP model on your
 own computer, and then lets you find photos by typing what is in them or by
 dropping a picture, and tags them by label lists of your own.
 .
 Nothing leaves your computer, and your pictures are never changed.
"""
_COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: photoclip
Comment: The package holds Python and libraries of others; who made them and their licences stand in
 /usr/lib/photoclip/_internal/THIRD_PARTY_NOTICES.txt

Files: *
Copyright: The photoclip authors
License: Expat
{licence}
"""
_CHANGELOG = """\
photoclip ({version}) unstable; urgency=medium

  * What is new stands in NEWS.gz.

 -- {maintainer}  {moment}
"""
# What a program that brings its libraries along cannot have otherwise.
_OVERRIDES = """\
photoclip: embedded-library *
photoclip: custom-library-search-path *
photoclip: library-not-linked-against-libc *
photoclip: no-manual-page *
photoclip: shared-library-lacks-prerequisites *
photoclip: unstripped-binary-or-object *
photoclip: hardening-no-pie *
photoclip: missing-depends-on-sensible-utils *
photoclip: package-contains-timestamped-gzip *
photoclip: wrong-path-for-interpreter *
photoclip: extra-license-file *
photoclip: package-contains-documentation-outside-usr-share-doc *
photoclip: initial-upload-closes-no-bugs *
"""


def build(program: Path, out: Path) -> Path:
    """The package; the program is a frozen one in its folder."""
    architecture = _said("dpkg", "--print-architecture").strip()
    out.mkdir(parents=True, exist_ok=True)
    package = out / f"photoclip_{VERSION}_{architecture}.deb"
    with tempfile.TemporaryDirectory(dir=out) as scratch:
        root = Path(scratch, "root")
        program_tree.lay(program, root / "usr")
        _describe(root / "usr" / "share")
        folder = root / "DEBIAN"
        folder.mkdir(mode=0o755)
        size = sum(file.lstat().st_size for file in (root / "usr").rglob("*")) // 1024
        control = _CONTROL.format(
            version=VERSION,
            maintainer=_MAINTAINER,
            architecture=architecture,
            size=size,
            depends=", ".join(depends(root / "usr" / "lib" / "photoclip")),
        )
        (folder / "control").write_text(control, "utf-8")
        (folder / "md5sums").write_text(_sums(root), "utf-8")
        os.environ["SOURCE_DATE_EPOCH"] = str(program_tree.epoch())
        _said(
            "dpkg-deb", "--root-owner-group", "-Zzstd", "-z12", "--build", str(root), str(package)
        )
    return package


def depends(program: Path) -> list[str]:
    """The packages of this system that hold what the program's files ask for."""
    binaries = [file for file in sorted(program.rglob("*")) if _is_elf(file)]
    brought = {file.name for file in program.rglob("*.so*")}
    asked: set[str] = set()
    libc = (0, 0)
    for file in binaries:
        said = _said("objdump", "-p", str(file))
        asked |= set(re.findall(r"NEEDED\s+(\S+)", said)) - brought
        found = re.findall(r"GLIBC_2\.(\d+)", said)
        libc = max([libc, *((2, int(minor)) for minor in found)])
    paths = [line.split()[-1] for line in _said("ldconfig", "-p").splitlines() if "=>" in line]
    places = {Path(path).name: path for path in paths}
    packages = {_package_of(places[name]) for name in asked if not name.startswith("ld-linux")}
    return [f"libc6 (>= {libc[0]}.{libc[1]})", *sorted(packages - {"libc6"})]


def _package_of(library: str) -> str:
    for place in (library, f"/usr{library}", library.removeprefix("/usr")):
        words = ("dpkg", "-S", place)
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    raise LookupError(f"No package of this system holds {library}.")


def _describe(share: Path) -> None:
    licence = (program_tree.CHECKOUT / "LICENSE").read_text("utf-8").strip().splitlines()
    lines = [f" {line}" if line.strip() else " ." for line in licence]
    copying = share / "doc" / "photoclip" / "copyright"
    copying.write_text(_COPYRIGHT.format(licence="\n".join(lines)), "utf-8")
    moment = format_datetime(datetime.fromtimestamp(program_tree.epoch(), UTC))
    changes = _CHANGELOG.format(version=VERSION, maintainer=_MAINTAINER, moment=moment)
    packed = gzip.compress(changes.encode(), 9, mtime=0)
    (copying.parent / "changelog.gz").write_bytes(packed)
    overrides = share / "lintian" / "overrides" / "photoclip"
    overrides.parent.mkdir(parents=True)
    overrides.write_text(_OVERRIDES, "utf-8")


def _sums(root: Path) -> str:
    files = [file for file in sorted(root.glob("usr/**/*")) if file.is_file()]
    files = [file for file in files if not file.is_symlink()]
    return "".join(f"{_md5(file)}  {file.relative_to(root)}\n" for file in files)


def _md5(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _is_elf(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def _said(*words: str) -> str:
    done = subprocess.run(
        words, check=True, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}
    )
    return done.stdout


if __name__ == "__main__":
    if shutil.which("dpkg-deb") is None:
        sys.exit("A .deb is made where dpkg-deb is: on Debian and its kin.")
    print(build(Path(sys.argv[1]), Path(sys.argv[2])))
