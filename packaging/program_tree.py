"""The installed program as it lies below /usr: what a .deb and an AppImage have in common."""

import gzip
import os
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import icons
from version import VERSION

PACKAGING = Path(__file__).resolve().parent
CHECKOUT = PACKAGING.parent
LINUX = PACKAGING / "linux"
METAINFO = "org.photoclip.photoclip.metainfo.xml"

_PLACES = {
    "photoclip.desktop": "share/applications",
    "photoclip-similar.desktop": "share/applications",
    "photoclip-servicemenu.desktop": "share/kio/servicemenus",
    "photoclip-similar.nemo_action": "share/nemo/actions",
    "photoclip-mime.xml": "share/mime/packages",
}


def epoch() -> int:
    """The moment that everything is dated with: SOURCE_DATE_EPOCH, or now."""
    return int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())


def lay(program: Path, usr: Path) -> None:
    """Put a frozen program with its icons, menus and manual below `usr`."""
    shutil.copytree(program, usr / "lib" / "photoclip", symlinks=True)
    commands = usr / "bin"
    commands.mkdir(parents=True)
    for name in ("photoclip", "photoclip-gui"):
        (commands / name).symlink_to(f"../lib/photoclip/{name}")
    for name, place in _PLACES.items():
        _copy(LINUX / name, usr / place / name)
    icons.theme(usr / "share" / "icons" / "hicolor")
    metainfo = usr / "share" / "metainfo" / METAINFO
    metainfo.parent.mkdir(parents=True)
    metainfo.write_text(release(), "utf-8")
    for page in sorted((CHECKOUT / "docs").glob("**/*.1")):
        _zip(page, usr / "share" / "man" / "man1" / f"{page.name}.gz")
    _zip(CHECKOUT / "CHANGELOG.md", usr / "share" / "doc" / "photoclip" / "NEWS.gz")
    _even(usr)


def release() -> str:
    """What software centres read, of this version."""
    day = datetime.fromtimestamp(epoch(), UTC).date().isoformat()
    text = (LINUX / METAINFO).read_text("utf-8")
    return text.replace("@VERSION@", VERSION).replace("@DATE@", day)


def _copy(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, to)


def _zip(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))


def _even(usr: Path) -> None:
    """The same permissions and dates wherever it was made."""
    moment = epoch()
    for folder, _, files in os.walk(usr):
        Path(folder).chmod(0o755)
        for name in files:
            file = Path(folder, name)
            if not file.is_symlink():
                program = file.read_bytes()[:4] == b"\x7fELF" and ".so" not in name
                file.chmod(0o755 if program else 0o644)
                os.utime(file, (moment, moment))
