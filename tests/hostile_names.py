"""Folders of odd names and of things that are no pictures, as file systems allow them."""

import os
import socket
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

NAMES = (
    b"new\nline.jpg", b"tab\tand return\r.jpg", b"bell\x07 \x1b[31mred\x1b]0;title\x07.jpg",
    "face \U0001f600 family \U0001f468\u200d\U0001f469\u200d\U0001f467.jpg".encode(),
    b"\xf0\x9f\x98\x80" * 62 + b".jpg", b"no utf8 \xff\xfe.jpg", b"surrogate \xed\xa0\x80.jpg",
    b"a" * 251 + b".jpg", b"Case.jpg", b"case.jpg", b"CASE.JPG",
    unicodedata.normalize("NFC", "caf\u00e9.jpg").encode(),
    unicodedata.normalize("NFD", "caf\u00e9.jpg").encode(),
    "right to left \u202egpj.exe.jpg".encode(), b"[bold]markup[blink].jpg", b"<b>h<img src=x>.jpg",
    b"--help.jpg", b"'; DROP TABLE file;--.jpg", b"%s%n{0}.jpg", b" spaces around .jpg ",
    b'quote".jpg', b"back\\slash.jpg", b"~.jpg", b"=cmd|'calc'!A1.jpg", b"* ? |:.jpg", b"dot.jpg.",
    b"folder\nwith \xff\xfe/inside.jpg", b"[red]folder/inside.jpg", b"a picture.jpg/inside.jpg",
)  # fmt: skip
"""Relative paths of pictures, each of which is a name of its own."""

_DEEP = b"d" * 250  # so long that some 16 of them are more than any path may be


@dataclass(slots=True)
class Odd:
    """What was made below a folder."""

    pictures: set[bytes] = field(default_factory=set[bytes])  # absolute paths
    beyond: bytes = b""  # the first folder whose path is too long to be opened
    special: int = 0  # entries that are no files: pipes, sockets, devices, links


def fill(folder: Path) -> Odd:
    """Makes all of it, as far as this file system and system take it."""
    made = Odd()
    base = os.fsencode(folder)
    for number, name in enumerate(NAMES):
        path = base + b"/" + name
        with suppress(OSError):
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120 - bytes
            _draw(path, number)
            made.pictures.add(path)
    _fill_deep(base, made)
    _fill_special(folder, made)
    return made


def _draw(path: bytes, number: int, directory: int | None = None) -> None:
    def opened(name: bytes, flags: int) -> int:
        return os.open(name, flags, 0o600, dir_fd=directory)

    with open(path, "xb", opener=opened) as file:
        colour = (number * 37 % 256, number * 91 % 256, number * 13 % 256)
        Image.new("RGB", (60 + number, 50), colour).save(file, "JPEG")


def _fill_deep(base: bytes, made: Odd) -> None:
    """Folders in each other until their path is too long, with a picture in each."""
    path = base
    here = os.open(base, os.O_RDONLY)
    for number in range(18):
        os.mkdir(_DEEP, dir_fd=here)
        inner = os.open(_DEEP, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here, path = inner, path + b"/" + _DEEP
        _draw(b"deep.jpg", 100 + number, here)
        if len(path) < 4096:
            made.pictures.add(path + b"/deep.jpg")
        else:
            made.beyond = made.beyond or path
    os.close(here)
    made.pictures = {each for each in made.pictures if len(each) < 4096}


def _fill_special(folder: Path, made: Odd) -> None:
    os.mkfifo(folder / "pipe.jpg")
    (folder / "itself.jpg").symlink_to("itself.jpg")
    (folder / "above").symlink_to(".")
    (folder / "device.jpg").symlink_to("/dev/zero")
    (folder / "nowhere.jpg").symlink_to("nowhere")
    server = socket.socket(socket.AF_UNIX)
    before = Path.cwd()
    try:
        os.chdir(folder)  # the path of a socket is bounded
        server.bind("socket.jpg")
    finally:
        os.chdir(before)
        server.close()
    made.special = 6
    with suppress(OSError):  # only where this process may make devices
        os.mknod(folder / "zero.jpg", 0o020666, os.makedev(1, 5))
        made.special += 1
