"""Sentences from below the window, in the person's language.

What is below the window says in plain English why something cannot be done, on the command line,
in the log and in the catalog (as the reason why a file could not be read). Here those sentences
that a person meets in the window are known by their shape; others stay as they are.
"""

import re
from collections.abc import Callable
from functools import cache

from photoclip.ui import speech

_FIELD = re.compile(r"\\\{(\w+)\\\}")  # of an escaped template
_LONGEST = 2000  # characters that are compared

Tr = Callable[[str, str], str]


def told(sentence: str) -> str:
    """A sentence in the person's language, or as it came where it is not known."""
    if not sentence or len(sentence) > _LONGEST:
        return sentence
    for (shape, _), translated in zip(_shapes(), _sentences(speech.tr), strict=True):
        found = shape.fullmatch(sentence)
        if found is not None:
            values = {name: told(value) for name, value in found.groupdict().items()}
            return translated.format(**values)
    return sentence


def known() -> tuple[str, ...]:
    """The English sentences that are known; {name} stands for what differs."""
    return tuple(text for _, text in _shapes())


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_shape(text), text) for text in _sentences(lambda _context, text: text))


def _shape(text: str) -> re.Pattern[str]:
    pattern = _FIELD.sub(r"(?P<\1>.+?)", re.escape(text))
    return re.compile(pattern, re.DOTALL)


def _sentences(tr: Tr) -> tuple[str, ...]:
    parts = (_of_files, _of_libraries, _of_settings, _of_models, _of_edits, _of_systems)
    return tuple(each for part in parts for each in part(tr))


def _of_files(tr: Tr) -> tuple[str, ...]:
    """Why a picture cannot be read."""
    return (
        tr("Errors", "{path} cannot be used as a picture: {reason}"),
        tr("Errors", "{path} cannot be read: {reason}."),
        tr("Errors", "It is not a picture in a format that photoclip reads."),
        tr("Errors", "JPEG XL pictures cannot be read yet; convert it to JPEG or PNG."),
        tr("Errors", "Decoding it needs more memory than one picture may take."),
        tr("Errors", "It uses a rare variant of its format that cannot be read."),
        tr("Errors", "The file is damaged: its picture cannot be decoded."),
        tr("Errors", "The file is damaged: its {name} header makes no sense."),
        tr("Errors", "The file is damaged: its picture has no pixels."),
        tr("Errors", "The raw file cannot be read: it is damaged or unknown."),
        tr("Errors", "The file is cut off (incomplete); copy it again from its source."),
        tr("Errors", "It crashed the decoder."),
        tr("Errors", "It took longer than {seconds} s to decode."),
        tr("Errors", "The decoder failed on it; the log says why."),
        tr("Errors", "The decoder ended whenever it was to start on it."),
        tr("Errors", "It is not a regular file."),
        tr("Errors", "The file is larger than 1 GB, which photoclip does not read."),
        tr("Errors", "The file is no longer there."),
        tr("Errors", "There is no permission to read the file."),
        tr("Errors", "The file cannot be read from its disk ({why})."),
        tr("Errors", "The file is empty."),
        tr("Errors", "This photo's file is not there any more."),
        tr("Errors", "This photo has not been embedded yet; wait until indexing is done."),
    )


def _of_libraries(tr: Tr) -> tuple[str, ...]:
    """Why folders and libraries cannot be used."""
    return (
        tr("Errors", "There is no folder {path}."),
        tr("Errors", "{path} is not a folder; name the folder that it lies in."),
        tr("Errors", "{path} is photoclip's own library folder; choose your photos'."),
        tr(
            "Errors",
            "{path} overlaps the watched folder {other}; remove that one first or choose "
            "another place.",
        ),
        tr("Errors", "The library {path} is open for reading only."),
        tr(
            "Errors",
            "The library {path} is open for reading only, so nothing can be changed.",
        ),
        tr(
            "Errors",
            "The library {path} was made by a newer photoclip; update photoclip to open it.",
        ),
        tr(
            "Errors",
            "{path} is a database of another program, not a photoclip library; choose another "
            "library folder.",
        ),
        tr(
            "Errors",
            "The library folder {path} cannot be made ({reason}); choose another with --library.",
        ),
        tr(
            "Errors",
            "The library {path} cannot be written ({reason}); choose another with --library or "
            "change its permissions.",
        ),
        tr("Errors", "There is no photoclip library at {path}; index a folder first."),
        tr(
            "Errors",
            "{path} is not a database; restore it from a backup or choose another library.",
        ),
        tr("Errors", "The library database {path} is damaged; restore it from a backup."),
        tr(
            "Errors",
            "The disk with the library {path} is full; free some space and try again.",
        ),
        tr("Errors", "The library {path} cannot be written: it is read-only."),
        tr(
            "Errors",
            "Another program keeps the library {path} busy; try again in a moment.",
        ),
        tr(
            "Errors",
            "The library database {path} cannot be opened; check that you may read and write it.",
        ),
    )


def _of_settings(tr: Tr) -> tuple[str, ...]:
    """Why the settings cannot be read."""
    return (
        tr("Errors", "The settings file {path} cannot be read ({reason})."),
        tr("Errors", "The settings file {path} is not valid ({reason}); correct it or delete it."),
        tr(
            "Errors",
            "The settings file {path} holds something photoclip does not know ({reason}); "
            "correct it or delete it.",
        ),
    )


def _of_models(tr: Tr) -> tuple[str, ...]:
    """Why a model cannot be used or fetched."""
    return (
        tr("Errors", "No model is in use yet; choose one with 'photoclip models use'."),
        tr("Errors", "There is no model {name} (available: {names}); import or download it."),
        tr(
            "Errors",
            "The model cannot be downloaded because {url} cannot be reached ({reason}); connect "
            "to the internet and repeat the download, or import a model file.",
        ),
        tr("Errors", "photoclip's network is switched off in its settings"),
        tr("Errors", "The hub refused {url} ({code} {reason}); try again later."),
        tr("Errors", "The hub has no weights at {url}; choose another model."),
        tr("Errors", "The download ended early; repeat it to go on where it stopped."),
        tr("Errors", "The downloaded {name} is damaged (wrong checksum); repeat it."),
        tr("Errors", "There is already a model named {name}; choose another name."),
        tr(
            "Errors",
            "The model folder {folder} has no weights ({file} is missing); import or download "
            "the model again.",
        ),
        tr(
            "Errors",
            "The model {name} cannot be loaded from {file} ({reason}); import or download it "
            "again.",
        ),
        tr(
            "Errors",
            "This model needs the tokenizers of transformers, which are not installed; run: pip "
            "install 'photoclip[multilingual]'",
        ),
        tr(
            "Errors",
            "A single weights file does not say what it is; name its architecture, for example "
            "ViT-B-32 for {name}.",
        ),
    )


def _of_edits(tr: Tr) -> tuple[str, ...]:
    """Why an edit cannot be made."""
    return (
        tr("Errors", "There is an album named '{name}' already; choose another name."),
        tr("Errors", "There is a saved search named '{name}' already; choose another name."),
        tr("Errors", "A tag needs a name; type at least one letter."),
        tr("Errors", "An album needs a name; type at least one letter."),
        tr("Errors", "A saved search needs a name; type at least one letter."),
        tr("Errors", "There is nothing to save; type what to search for."),
        tr("Errors", "The label list '{name}' is empty; give it at least one label."),
        tr("Errors", "The label list '{name}' names '{label}' twice."),
        tr("Errors", "The folder {path} cannot be made ({reason}); choose another."),
        tr(
            "Errors",
            "There is no room left in {path}: {written} of {total} photos were exported. Make "
            "room and export the rest.",
        ),
    )


def _of_systems(tr: Tr) -> tuple[str, ...]:
    """What the operating system says in its own words."""
    return (
        tr("Errors", "No such file or directory"),
        tr("Errors", "Permission denied"),
        tr("Errors", "No space left on device"),
        tr("Errors", "Read-only file system"),
        tr("Errors", "Input/output error"),
        tr("Errors", "the system refused"),
    )
