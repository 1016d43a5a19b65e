"""What belongs into the frozen program besides code, and what does not."""

import os
import re
import sys
from pathlib import Path

import icons
import notices
from system_libraries import of_packages, of_the_system
from version import VERSION

PACKAGING = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGING.parent
PACKAGE = CHECKOUT / "photoclip"

# Loaded by name, which no analysis of imports sees.
HIDDEN = ["logging.config", "sqlalchemy.dialects.sqlite.pysqlite", "qtawesome", "torchvision"]
HIDDEN.extend(
    f"imagecodecs.{name}" for name in ("_brotli", "_jpegxl", "_shared", "_shared_cython", "_tiff")
)

# Modules of Python that would only be carried around, and those on libraries under the GPL.
UNUSED = ["tkinter", "test", "idlelib", "lib2to3", "turtledemo", "curses", "_curses"]
UNUSED.extend(["_curses_panel", "readline", "rlcompleter", "_gdbm"])

_UNUSED_FILES = re.compile(
    r".*PySide6/(Qt/)?plugins/.*(qgtk3|qeglfs|qlinuxfb|qminimal|qvkkhrdisplay|qvnc|qtvirtualkeyboard"
    r"|egldeviceintegrations|plugins/generic|qpdf|qtuio).*"
    r"|.*PySide6/Qt/lib/libQt6(Qml|Quick|Pdf|VirtualKeyboard|EglF|OpenGL|Test).*"
    r"|.*PySide6/QtTest\..*"
    r"|.*PySide6/(Qt/)?translations/(?!qtbase_(de|en)).*"
    r"|(cuda|nvidia|triton)[^/]*\.dist-info/.*|.*\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json)"
)

# Of every desktop system, and part of how it draws: carried along, they only come to disagree.
_THE_SYSTEMS = re.compile(
    r"lib(stdc\+\+|gcc_s|X11|X11-xcb|xcb|fontconfig|freetype|expat|z|com_err|GL|EGL|OpenGL|GLX"
    r"|GLdispatch|drm|gbm|wayland-(client|cursor|egl)|gpg-error|uuid)\.so\.\d+"
)

SIGNED_BY = os.environ.get("CODESIGN_IDENTITY") or None
ENTITLEMENTS = str(PACKAGING / "macos" / "entitlements.plist") if SIGNED_BY else None


def data_files() -> list[tuple[str, str]]:
    """Every file that photoclip reads beside its code: (file, folder in the program)."""
    resources = [file for file in sorted((CHECKOUT / "resources").glob("**/*")) if file.is_file()]
    found = [(file, Path("photoclip") / file.relative_to(CHECKOUT).parent) for file in resources]
    found += [(file, file.relative_to(CHECKOUT).parent) for file in _package_data()]
    return [(str(file), to.as_posix()) for file, to in found]


def _package_data() -> list[Path]:
    """Files of the package that are no modules, and migrations, which Alembic reads as files."""
    migrations = PACKAGE / "catalog" / "migrations"
    return [
        file
        for file in sorted(PACKAGE.glob("**/*"))
        if file.is_file()
        and "__pycache__" not in file.parts
        and (file.suffix != ".py" or migrations in file.parents)
    ]


def licences(binaries: list[tuple[str, str, str]], folder: Path) -> list[tuple[str, str, str]]:
    """The licences of photoclip and of everything in the program; `folder` is for passing files."""
    found = [name for name, _, kind in binaries if "/" not in name and kind != "SYMLINK"]
    text = folder / notices.NOTICES.name
    linux = sys.platform == "linux"
    inner = of_packages(Path(name).as_posix() for name, _, _ in binaries) if linux else ()
    text.write_text(notices.notices(of_the_system(found) if linux else (), inner), "utf-8")
    return [(text.name, str(text), "DATA"), ("LICENSE", str(CHECKOUT / "LICENSE"), "DATA")]


def kept(entries: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Of the files that were collected, those that photoclip can come to use."""
    return [entry for entry in entries if is_used(Path(entry[0]).as_posix())]


def is_used(name: str) -> bool:
    """Whether a collected file belongs into the program."""
    return not _UNUSED_FILES.fullmatch(name) and not _THE_SYSTEMS.fullmatch(name)


def program_icon(folder: Path) -> str | None:
    """The picture inside the program file, where the system wants one there."""
    if sys.platform == "win32":
        return str(icons.ico(folder / "photoclip.ico"))
    return str(icons.icns(folder / "photoclip.icns")) if sys.platform == "darwin" else None


INFO_PLIST: dict[str, object] = {
    "CFBundleDisplayName": "photoclip",
    "CFBundleShortVersionString": VERSION,
    "LSApplicationCategoryType": "public.app-category.photography",
    "LSMinimumSystemVersion": "12.0",
    "NSHighResolutionCapable": True,
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": "Picture",
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Alternate",
            "LSItemContentTypes": ["public.image", "public.camera-raw-image"],
        }
    ],
}
