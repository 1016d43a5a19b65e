"""Libraries that a frozen program carries along beside Python's packages, and their licences.

They come from the operating system, or packages of Python bring them in folders of their own.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from runtime_set import runtime_set

# By the names they are loaded by, without versions. Nothing else gets into a program.
SYSTEM_LIBRARIES = {
    "libXau": "MIT",
    "libXdmcp": "MIT",
    "libblkid": "LGPL-2.1",
    "libbrotlicommon": "MIT",
    "libbrotlidec": "MIT",
    "libbsd": "BSD-3-Clause",
    "libbz2": "bzip2-1.0.6",
    "libcap": "BSD-3-Clause",
    "libcrypto": "Apache-2.0",
    "libdbus-1": "AFL-2.1",
    "libffi": "MIT",
    "libgcrypt": "LGPL-2.1",
    "libgio-2.0": "LGPL-2.1",
    "libglib-2.0": "LGPL-2.1",
    "libgmodule-2.0": "LGPL-2.1",
    "libgobject-2.0": "LGPL-2.1",
    "libgssapi_krb5": "MIT",
    "libgthread-2.0": "LGPL-2.1",
    "libk5crypto": "MIT",
    "libkeyutils": "LGPL-2.1",
    "libkrb5": "MIT",
    "libkrb5support": "MIT",
    "liblz4": "BSD-2-Clause",
    "liblzma": "0BSD",
    "libmd": "BSD-3-Clause",
    "libmount": "LGPL-2.1",
    "libmpdec": "BSD-2-Clause",
    "libpcre2-8": "BSD-3-Clause",
    "libpng16": "libpng-2.0",
    "libpython": "PSF-2.0",
    "libquadmath": "LGPL-2.1",
    "libselinux": "public domain",
    "libsqlite3": "public domain",
    "libssl": "Apache-2.0",
    "libsystemd": "LGPL-2.1",
    "libuuid": "BSD-3-Clause",
    "libxcb": "MIT",
    "libxcb-cursor": "MIT",
    "libxcb-glx": "MIT",
    "libxcb-icccm": "MIT",
    "libxcb-image": "MIT",
    "libxcb-keysyms": "MIT",
    "libxcb-randr": "MIT",
    "libxcb-render": "MIT",
    "libxcb-render-util": "MIT",
    "libxcb-shape": "MIT",
    "libxcb-shm": "MIT",
    "libxcb-sync": "MIT",
    "libxcb-util": "MIT",
    "libxcb-xfixes": "MIT",
    "libxcb-xkb": "MIT",
    "libxkbcommon": "MIT",
    "libxkbcommon-x11": "MIT",
    "libzstd": "BSD-3-Clause",
}
# What packages bring in their folder "….libs", where it is not as above.
_BROUGHT = {
    "libLerc": "Apache-2.0",
    "libaom": "BSD-2-Clause",
    "libavcodec": "LGPL-2.1",
    "libavformat": "LGPL-2.1",
    "libavif": "BSD-2-Clause",
    "libavutil": "LGPL-2.1",
    "libbrotlienc": "MIT",
    "libcrypto": "OpenSSL",
    "libde265": "LGPL-3.0",
    "libdeflate": "MIT",
    "libdrm": "MIT",
    "libfreetype": "FTL",
    "libgfortran": "GPL-3.0 with the GCC runtime library exception",
    "libgomp": "GPL-3.0 with the GCC runtime library exception",
    "libharfbuzz": "MIT",
    "libheif": "LGPL-3.0",
    "libjasper": "JasPer-2.0",
    "libjpeg": "IJG and BSD-3-Clause",
    "libjxl": "BSD-3-Clause",
    "libjxl_cms": "BSD-3-Clause",
    "libjxl_threads": "BSD-3-Clause",
    "liblcms2": "MIT",
    "libopenblaso-r0": "BSD-3-Clause",
    "libopenblasp-r0": "BSD-3-Clause",
    "libopenjp2": "BSD-2-Clause",
    "libscipy_openblas64_": "BSD-3-Clause",
    "libsharpyuv": "BSD-3-Clause",
    "libssl": "OpenSSL",
    "libswresample": "LGPL-2.1",
    "libswscale": "LGPL-2.1",
    "libtiff": "libtiff",
    "libvpx": "BSD-3-Clause",
    "libwebp": "BSD-3-Clause",
    "libwebpdemux": "BSD-3-Clause",
    "libwebpmux": "BSD-3-Clause",
    "libz": "Zlib",
}
_DOCS = Path("/usr/share/doc")
# Libraries that Debian's packages have under another name.
_PACKAGES = {
    "libbrotlicommon": "libbrotli",
    "libbrotlidec": "libbrotli",
    "libcrypto": "libssl",
    "libgio-2.0": "libglib2.0",
    "libglib-2.0": "libglib2.0",
    "libgmodule-2.0": "libglib2.0",
    "libgobject-2.0": "libglib2.0",
    "libgssapi_krb5": "libgssapi-krb5",
    "libgthread-2.0": "libglib2.0",
}


def of_the_system(files: Iterable[str]) -> list[str]:
    """Which libraries at the top of a frozen Linux program came from the system, in order.

    Args:
        files: the names of the files there, without links.

    Raises:
        ValueError: something that this list does not know; nobody looked at its licence.
    """
    brought = {file.name for one in runtime_set().values() for file in one.files or ()}
    own = (file for file in files if file.startswith("lib") and file not in brought)
    found = {_name(file) for file in own}
    unknown = sorted(found - set(SYSTEM_LIBRARIES))
    if unknown:
        raise ValueError(f"Nobody looked at the licence of {', '.join(unknown)}.")
    return sorted(found)


def of_packages(files: Iterable[str]) -> list[str]:
    """Which libraries of a frozen Linux program lie in a package's own folder, with licences.

    Args:
        files: the names of all its libraries, with their folders.

    Raises:
        ValueError: something that this list does not know; nobody looked at its licence.
    """
    known = {**SYSTEM_LIBRARIES, **_BROUGHT}
    brought = (Path(file) for file in files if ".libs/" in file)
    found = {re.sub(r"([-.][0-9a-f]{8})+[\d.]*$", "", _name(file.name)) for file in brought}
    unknown = sorted(found - set(known))
    if unknown:
        raise ValueError(f"Nobody looked at the licence of {', '.join(unknown)}.")
    return [f"{name}: {known[name]}" for name in sorted(found)]


@cache
def copyright_of(library: str) -> str:
    """The text that Debian and its kin keep beside a library, "" where there is none."""
    stem = _PACKAGES.get(library, library).removeprefix("lib").lower()
    for folder in sorted(_DOCS.glob(f"lib{stem}*")):
        text = folder / "copyright"
        if re.fullmatch(rf"lib{re.escape(stem)}[-.\d]*[a-z]?(\d+)?(t64)?", folder.name) and (
            text.is_file()
        ):
            return text.read_text("utf-8", errors="replace").strip()
    return ""


def _name(file: str) -> str:
    return re.sub(r"(?<=libpython)[\d.]+", "", file.partition(".so")[0])
