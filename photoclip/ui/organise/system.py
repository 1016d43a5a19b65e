"""What the system does with files: shows them in its file manager, opens them, trashes them."""

import contextlib
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFile, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from photoclip.ui.speech import tr

_BUS = "org.freedesktop.FileManager1"
_OBJECT = "/org/freedesktop/FileManager1"
_PATIENCE = 5_000  # ms that a file manager may take to answer


def reveal_command(files: Sequence[Path], platform: str = sys.platform) -> list[str]:
    """The program and arguments that show files selected in the file manager; [] for none."""
    if platform == "darwin":
        return ["open", "-R", *map(str, files)]
    if platform == "win32":
        return ["explorer", f"/select,{files[0]}"]  # one at a time is all it takes
    uris = [each.as_uri() for each in files]  # commas and quotes come percent-encoded
    sender = shutil.which("gdbus")
    if sender:
        listed = ", ".join(f"'{each}'" for each in uris)
        call = ["--dest", _BUS, "--object-path", _OBJECT, "--method", f"{_BUS}.ShowItems"]
        return [sender, "call", "--session", *call, f"[{listed}]", ""]
    sender = shutil.which("dbus-send")
    if sender:
        call = ["--print-reply", f"--dest={_BUS}", _OBJECT, f"{_BUS}.ShowItems"]
        return [sender, "--session", *call, f"array:string:{','.join(uris)}", "string:"]
    return []


def reveal(files: Sequence[Path]) -> bool:
    """Show files selected in the file manager; False where that cannot be done. Blocks."""
    command = reveal_command(files)
    if not command:
        return False
    process = QProcess()
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    process.start(command[0], command[1:])
    if not process.waitForFinished(_PATIENCE):
        process.kill()
        process.waitForFinished(1000)
        return False
    return sys.platform == "win32" or process.exitCode() == 0  # explorer says 1 when it worked


def open_with_default(path: Path) -> bool:
    """Open a file or folder with the program that the person chose for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


@dataclass(frozen=True, slots=True)
class InTrash:
    """A file that was moved to the trash; `place` is where it is now, "" where nobody knows."""

    path: bytes
    place: str


def throw_away(path: bytes) -> InTrash | str:
    """Move one file to the trash; where it is then, or the reason why it stayed. Blocks."""
    name = os.fsdecode(path)
    if not os.path.lexists(name):
        return tr("Organise", "It is no longer there.")
    file = QFile(name)
    if not file.moveToTrash():
        return tr("Organise", "The system refused ({reason}).").format(reason=file.errorString())
    place = file.fileName()
    return InTrash(path, place if place != name else "")


def move_to_trash(path: bytes) -> str:
    """Move one file to the trash; the reason where that failed, "" where it is there. Blocks."""
    moved = throw_away(path)
    return moved if isinstance(moved, str) else ""


def put_back(gone: InTrash) -> bool:
    """Bring a file back from the trash to where it lay; False where that cannot be done. Blocks.

    Nothing is written over. The note that Linux keeps beside a file in its trash goes as well.
    """
    target = Path(os.fsdecode(gone.path))
    if not gone.place or not os.path.lexists(gone.place) or os.path.lexists(target):
        return False
    place = Path(gone.place)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        place.rename(target)
    except OSError:
        return False
    note = place.parent.parent / "info" / f"{place.name}.trashinfo"
    with contextlib.suppress(OSError):
        note.unlink(missing_ok=True)
    return True
