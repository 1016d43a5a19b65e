"""One file that runs on every Linux desktop: an AppImage around the frozen program.

    python packaging/appimage.py build/bundle/photoclip build/dist RUNTIME

RUNTIME is what an AppImage begins with, the type 2 runtime of the AppImage project: a small program
that mounts what follows it. Needs mksquashfs.
"""

import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import program_tree
from version import VERSION

_START = """\
#!/bin/sh
# photoclip-gui, where the file is called that, or the command line, which opens the window alone
here=$(dirname "$(readlink -f "$0")")
exec "$here/usr/lib/photoclip/photoclip" "$@"
"""


def build(program: Path, out: Path, runtime: Path) -> Path:
    """The AppImage; the program is a frozen one in its folder."""
    tool = shutil.which("mksquashfs")
    if tool is None:
        sys.exit("An AppImage is packed by mksquashfs; install squashfs-tools.")
    out.mkdir(parents=True, exist_ok=True)
    image = out / f"photoclip-{VERSION}-{platform.machine()}.AppImage"
    with tempfile.TemporaryDirectory(dir=out) as scratch:
        root = Path(scratch, "photoclip.AppDir")
        program_tree.lay(program, root / "usr")
        share = root / "usr" / "share"
        start = root / "AppRun"
        start.write_text(_START, "utf-8")
        start.chmod(0o755)
        shutil.copy(share / "applications" / "photoclip.desktop", root)
        shutil.copy(share / "icons/hicolor/256x256/apps/photoclip.png", root)
        (root / ".DirIcon").symlink_to("photoclip.png")
        packed = Path(scratch, "squashfs")
        moment = str(program_tree.epoch())
        options = ["-root-owned", "-noappend", "-no-progress", "-quiet", "-comp", "zstd"]
        options += ["-Xcompression-level", "12", "-b", "1M"]
        subprocess.run(
            [tool, root, packed, *options, "-mkfs-time", moment, "-all-time", moment],
            check=True,
            env={"PATH": "/usr/bin:/bin"},  # it refuses its times beside SOURCE_DATE_EPOCH
        )
        with image.open("wb") as whole:
            for part in (runtime, packed):
                with part.open("rb") as opened:
                    shutil.copyfileobj(opened, whole)
    image.chmod(0o755)
    return image


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])))
