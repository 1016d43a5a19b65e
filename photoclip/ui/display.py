"""Whether a window can be shown here, and what is missing; imports no Qt."""

import ctypes
import os
import re
import socket
import sys
from pathlib import Path

_NO_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb")
_PATIENCE = 1.0  # s to wait for a display on another machine

# What Qt's own files need of a Linux system, with the name of Debian's and Ubuntu's package.
_QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def has_display() -> bool:
    """Whether a display is there and lets itself be connected to.

    On Linux the socket of Wayland or X is tried, not only its name; an offscreen Qt platform
    counts as none.
    """
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in _NO_SCREEN:
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return _wayland() or _x11()


def missing() -> str:
    """Why no window can be shown, in one sentence; empty when one can."""
    if sys.platform in ("win32", "darwin"):
        return ""
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    if not asked and not has_display():
        return (
            "There is no display to show a window on; log in to a desktop, or use photoclip's "
            "commands (photoclip --help)."
        )
    needed = dict(_QT)
    if asked.startswith("xcb") or (not asked and not _wayland()):
        needed |= _X11
    lacking = [package for name, package in needed.items() if not _loads(name)]
    if not lacking:
        return ""
    return (
        "This system lacks libraries that the window needs; install them with "
        f"'apt-get install {' '.join(lacking)}' or your system's packages of the same kind."
    )


def _wayland() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "/run"), name)
    return _connects(socket.AF_UNIX, str(path))


def _x11() -> bool:
    match = re.fullmatch(r"(.*):(\d+)(\.\d+)?", os.environ.get("DISPLAY", ""))
    if match is None:
        return False
    host, number = match[1], int(match[2])
    if host in ("", "unix"):
        place = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X listens
        return _connects(socket.AF_UNIX, place) or _connects(socket.AF_UNIX, "\0" + place)
    return _connects(socket.AF_INET, (host.partition("/")[2] or host, 6000 + number))


def _connects(family: int, address: str | tuple[str, int]) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.settimeout(_PATIENCE)
            tried.connect(address)
    except OSError:
        return False
    return True


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
