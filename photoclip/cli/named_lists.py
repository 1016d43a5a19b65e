"""Label lists as the command line names them: by name, by file, or as a starter list."""

from pathlib import Path

from photoclip import paths
from photoclip.errors import UsageError
from photoclip.library.labels import read_label_list
from photoclip.library.library import Library
from photoclip.records import LabelList


def find(library: Library, name: str) -> LabelList:
    """A file with labels, a list of the library, or a starter list.

    Raises:
        UsageError: it names a file that is not there.
        LibraryError: there is none of that name.
    """
    file = Path(name).expanduser()
    if file.is_file():
        return read_label_list(file)
    if file.suffix.lower() in {".txt", ".csv", ".json"}:
        raise UsageError(f"There is no file {name}.")
    if not _is_kept(library, name):
        for starter in starters():
            if starter.stem.casefold() == name.casefold():
                return read_label_list(starter)
    return library.tagging.label_list(name)


def kept(library: Library, name: str) -> LabelList:
    """A list of the library; a file or a starter list is taken into it first.

    Raises:
        UsageError: it names a file that is not there.
        LibraryError: there is none of that name.
    """
    found = find(library, name)
    if _is_kept(library, found.name):
        return library.tagging.label_list(found.name)
    return library.tagging.save(found)


def starters() -> list[Path]:
    """The files of the lists that come with photoclip."""
    return sorted((paths.resources() / "labels").glob("*.txt"))


def _is_kept(library: Library, name: str) -> bool:
    return any(each.name.casefold() == name.casefold() for each in library.tagging.lists())
