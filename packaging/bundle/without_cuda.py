"""PyTorch's Linux build for graphics cards, without the 3 GB of CUDA's libraries.

Where no CPU build of PyTorch can be had, its loader still insists on NVIDIA's libraries by name.
Here small ones are compiled in their place, of which every call answers "no such device" (100):
PyTorch then finds a machine without a graphics card. What its own libraries hold for such cards is
left out of them. Needs gcc and binutils.
"""

import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import elf

DROPPED = re.compile(
    r"(nvidia|triton|cuda)/.*|torch/lib/(libtorch_cuda_linalg|libcaffe2_nvrtc)\.so"
    r"|torchvision/image.*\.so|torchvision\.libs/lib(cudart|nvjpeg).*"
    r"|lib(cu|nv|nccl)[a-zA-Z_]*[-.].*"
)
_LARGE = ("libtorch_cpu.so", "libtorch_cuda.so", "libtorch_nvshmem.so", "libtorch_python.so")
_FOR_CARDS = re.compile(r" \.nv_fatbin +PROGBITS +\w+ (\w+) (\w+) ")
_LIBRARY = re.compile(r"\.so(\.\d+)*$")
_NO_DEVICE = 100


def is_needed(torch: Path) -> bool:
    """Whether this is a build that wants CUDA's libraries."""
    return (torch / "lib" / "libtorch_cuda.so").exists()


def dropped(entries: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Of the files that were collected, those that stay as they are."""
    return [
        entry
        for entry in entries
        if not DROPPED.fullmatch(Path(entry[0]).as_posix()) and Path(entry[0]).name not in _LARGE
    ]


def make(site: Path, folder: Path) -> list[Path]:
    """Make what takes the place of the libraries that were dropped.

    Args:
        site: the site-packages folder with torch and torchvision.
        folder: where the libraries are put.

    Returns:
        The libraries; all belong into torch/lib.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kept = [
        file
        for package in ("torch", "torchvision")
        for file in _libraries(site / package)
        if not DROPPED.fullmatch(file.relative_to(site).as_posix())
    ]
    there = {file.name for file in kept}
    asked = {name for file in kept for name in _needed(file)} - there
    symbols = {pair for file in kept for pair in _symbols(file, "--undefined-only")}
    calls: dict[str, list[tuple[str, str]]] = {}
    for file in _libraries(site):
        if file.name in asked and file not in kept:
            given = _symbols(file, "--defined-only")
            bare = {(name, "") for name, _ in given}
            calls[file.name] = sorted(symbols & (given | bare))
    made = [_compiled(name, calls[name], folder) for name in sorted(calls)]
    large = [file for file in kept if file.name in _LARGE]
    return made + [_lightened(file, folder / file.name) for file in large]


def _libraries(folder: Path) -> list[Path]:
    files = sorted(folder.glob("**/*.so*"))
    return [file for file in files if _LIBRARY.search(file.name) and file.is_file()]


def _needed(file: Path) -> list[str]:
    return re.findall(r"NEEDED\s+(\S+)", _said("objdump", "-p", file))


def _symbols(file: Path, which: str) -> set[tuple[str, str]]:
    """What a library takes from others or gives them, each with its version or ""."""
    found: set[tuple[str, str]] = set()
    for line in _said("nm", "-D", which, file).splitlines():
        symbol, _, version = line.split()[-1].partition("@")
        found.add((symbol, version.lstrip("@")))
    return found


def _compiled(name: str, calls: list[tuple[str, str]], folder: Path) -> Path:
    """A library that says "no such device"; where a text is expected, in words."""
    source, script, library = folder / f"{name}.c", folder / f"{name}.map", folder / name
    lines = [
        f'const char *{call}(void) {{ return "no graphics card"; }}'
        if call.endswith(("String", "Name"))
        else f"int {call}(void) {{ return {_NO_DEVICE}; }}"
        for call in sorted({call for call, _ in calls})
    ]
    source.write_text("\n".join(lines) + "\n", "utf-8")
    versions: defaultdict[str, list[str]] = defaultdict(list)
    for call, version in calls:
        if version:
            versions[version].append(f"{call};")
    script.write_text(
        "\n".join(
            f"{version} {{ {' '.join(versions[version])} }};" for version in sorted(versions)
        ),
        "utf-8",
    )
    options = ["-shared", "-fPIC", "-O1", "-w", "-s", "-Wl,--build-id=none", f"-Wl,-soname,{name}"]
    if versions:
        options.append(f"-Wl,--version-script={script}")
    _said("gcc", "-o", library, source, *options)
    return library


def _lightened(file: Path, copy: Path) -> Path:
    """A library of PyTorch without symbols, and without what runs on graphics cards."""
    _said("strip", "-o", copy, file)
    shutil.copymode(file, copy)
    for start, size in _FOR_CARDS.findall(_said("readelf", "-SW", copy)):
        elf.cut(copy, int(start, 16), int(size, 16))
    return copy


def _said(*words: str | Path) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout
