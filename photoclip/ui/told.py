"""Sentences from below the window, in the person's language.

What is below the window says in plain English why something cannot be done, on the command line,
in the log and in the catalog (as the reason why a file could not be read). Here those sentences
that a person meets in the window are known by their shape; others stay as they are.
"""

import re
from collections.abc import Callable
from functools import cache

from photoclip.ui import speech
from photoclip.ui.exchange.sentences import of_exchange
from photoclip.ui.told_metadata import of_metadata

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
    parts = (
        _of_files,
        _of_videos,
        _of_folders,
        _of_libraries,
        _of_disks,
        _of_backups,
        _of_settings,
        _of_models,
        _of_weights,
        _of_edits,
        of_metadata,
        of_exchange,
        _of_systems,
    )
    return tuple(each for part in parts for each in part(tr))


def _of_files(tr: Tr) -> tuple[str, ...]:
    """Why a picture cannot be read."""
    return (
        tr("Errors", "{path} cannot be used as a picture: {reason}"),
        tr("Errors", "{path} cannot be read: {reason}."),
        tr("Errors", "It is not a picture in a format that photoclip reads."),
        tr("Errors", "Files of {kind} are not read; save the picture as JPEG, PNG or TIFF too."),
        tr(
            "Errors",
            'JPEG XL pictures need the package "imagecodecs"; install it, or convert the picture '
            "to JPEG.",
        ),
        tr("Errors", "The Photoshop file has a colour mode that cannot be read."),
        tr("Errors", "The Photoshop file is compressed in a way that cannot be read."),
        tr(
            "Errors",
            "The Photoshop file holds no picture of its layers together; save it with "
            '"Maximize compatibility".',
        ),
        tr("Errors", "Decoding it needs more memory than one picture may take."),
        tr("Errors", "It uses a rare variant of its format that cannot be read."),
        tr("Errors", "The file is damaged: its picture cannot be decoded."),
        tr("Errors", "The file is damaged: its {name} header makes no sense."),
        tr("Errors", "The file is damaged: its picture has no pixels."),
        tr("Errors", "The raw file cannot be read: it is damaged or unknown."),
        tr(
            "Errors",
            "The raw file holds no picture: its sensor data are missing; copy it again from its "
            "source.",
        ),
        tr("Errors", "The file is cut off (incomplete); copy it again from its source."),
        tr("Errors", "It crashed the decoder."),
        tr("Errors", "It took longer than {seconds} s to decode."),
        tr("Errors", "The decoder failed on it; the log says why."),
        tr(
            "Errors",
            "No process for reading pictures can be started ({why}); close other programs and "
            "try again.",
        ),
        tr("Errors", "The picture declares more than {count} million pixels."),
        tr("Errors", "The file is damaged: its parts cannot be told apart."),
        tr("Errors", "A {name} file cannot be copied without its metadata; export it as JPEG."),
        tr("Errors", "The library is being closed."),
        tr("Errors", "It is not a regular file."),
        tr("Errors", "The file is larger than 1 GB, which photoclip does not read."),
        tr("Errors", "The file is no longer there."),
        tr("Errors", "There is no permission to read the file."),
        tr("Errors", "There is no permission to open it."),
        tr("Errors", "It cannot be read ({reason})."),
        tr(
            "Errors",
            "Its path is longer than this system can open; move it to a folder further up.",
        ),
        tr("Errors", "The file cannot be read from its disk ({why})."),
        tr("Errors", "The file is empty."),
        tr("Errors", "This photo's file is not there any more."),
        tr("Errors", "This photo has not been embedded yet; wait until indexing is done."),
        tr("Errors", "There is no photo {number} in this library any more."),
    )


def _of_videos(tr: Tr) -> tuple[str, ...]:
    """Why a video cannot be read or played."""
    need = (
        tr(
            "Errors",
            "1 video is left out. Videos need photoclip[video]; install it with: "
            "pip install 'photoclip[video]'",
        ),
        tr(
            "Errors",
            "{count} videos are left out. Videos need photoclip[video]; install it with: "
            "pip install 'photoclip[video]'",
        ),
        tr(
            "Errors",
            "Videos need photoclip[video]; install it with: pip install 'photoclip[video]'",
        ),
    )
    return (
        *need,
        tr("Errors", "The video is larger than 4 GB, which photoclip does not read."),
        tr("Errors", "No picture of the video can be decoded: it is damaged or unknown."),
        tr("Errors", "The video cannot be opened: it is damaged or of an unknown kind."),
        tr("Errors", "Nothing moves in this photo."),
        tr("Errors", "There is no clip inside this picture any more."),
        tr("Errors", "The clip cannot be copied to {folder} ({why})."),
        tr(
            "Errors",
            "Its raw file or video cannot be copied without its metadata; keep all, or export "
            "the picture alone.",
        ),
    )


def _of_folders(tr: Tr) -> tuple[str, ...]:
    """Why a folder cannot be used, or is not simply kept up with."""
    return (
        tr("Errors", "There is no folder {path}."),
        tr("Errors", "{path} is not a folder; name the folder that it lies in."),
        tr("Errors", "{path} is photoclip's own library folder; choose your photos'."),
        tr(
            "Errors",
            "The system's limit of watched folders is reached: {folder} is looked through every "
            "{seconds} s instead; to lift it, raise fs.inotify.max_user_watches with sysctl.",
        ),
        tr(
            "Errors",
            "{folder} lies on a network, where the changes of other computers are not announced: "
            "it is looked through every {seconds} s.",
        ),
        tr(
            "Errors",
            "{path} overlaps the watched folder {other}; remove that one first or choose "
            "another place.",
        ),
        tr(
            "Errors",
            "The library folder {path} cannot be made ({reason}); choose another with --library.",
        ),
    )


def _of_libraries(tr: Tr) -> tuple[str, ...]:
    """Why libraries cannot be used."""
    return (
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
            "The library {path} cannot be brought up to date and stays as the older photoclip "
            "left it. {reason}",
        ),
        tr(
            "Errors",
            "{path} is a database of another program, not a photoclip library; choose another "
            "library folder.",
        ),
        tr(
            "Errors",
            "The library {path} cannot be written ({reason}); choose another with --library or "
            "change its permissions.",
        ),
        tr("Errors", "There is no photoclip library at {path}; index a folder first."),
        tr(
            "Errors",
            "The library {path} is being written by process {pid} on {host}; close it or wait "
            "until it has finished.",
        ),
        tr(
            "Errors",
            "The library {path} is being written by process {pid} on {host}; close photoclip "
            "there, or add --break-lock if that machine is surely not using it.",
        ),
        tr(
            "Errors",
            "The file system of {path} keeps no locks ({reason}), so two programs could write the "
            "library at once; put it on a disk of this computer.",
        ),
        tr(
            "Errors",
            "The library {path} was not closed in order, and its last changes cannot be read "
            "where nothing can be written; copy it to a disk of this computer.",
        ),
        tr(
            "Errors",
            "Another program keeps the library {path} busy; try again in a moment.",
        ),
        tr(
            "Errors",
            "The library database {path} cannot be opened; check that you may read and write it.",
        ),
    )


def _of_disks(tr: Tr) -> tuple[str, ...]:
    """What the system refuses, and what a library's disk does."""
    return (
        tr(
            "Errors",
            "The disk with the library {path} is full; free some space and try again.",
        ),
        tr("Errors", "The library {path} cannot be written: it is read-only."),
        tr(
            "Errors",
            "The disk with the library {path} cannot be read or written ({reason}); check that it "
            "is connected and has room, then try again.",
        ),
        tr(
            "Errors",
            "The library {path} is not there any more; connect its drive or put its folder back, "
            "and photoclip goes on.",
        ),
        tr(
            "Errors",
            "What lies in {folder} now is not the library as it was left; put that back, or close "
            "photoclip and open it again to go on with this one.",
        ),
        tr("Errors", "The disk is full; free some space and try again."),
        tr("Errors", "The disk is full ({path}); free some space and try again."),
        tr("Errors", "The disk is read-only ({path}); choose another place."),
        tr("Errors", "The operating system refused: {reason}."),
    )


def _of_backups(tr: Tr) -> tuple[str, ...]:
    """What was damaged, and why a backup cannot be made or put back."""
    return (
        tr(
            "Errors",
            "The library database {path} is damaged; {command} puts back what can be read of it.",
        ),
        tr(
            "Errors",
            "The library database {path} is damaged; {command} puts back what can be read of it, "
            "or the backup of {name}.",
        ),
        tr("Errors", "The search index was damaged and has been made again."),
        tr("Errors", "Thumbnails were damaged and are made again as they are looked at."),
        tr("Errors", "The backup {name} is damaged; choose another."),
        tr(
            "Errors",
            "The backup {name} was made by a newer photoclip; update photoclip to use it.",
        ),
        tr("Errors", "The backup {name} cannot be unpacked: {reason}."),
        tr("Errors", "The backup in {folder} cannot be made: {reason}."),
        tr("Errors", "The library {path} cannot be restored: {reason}."),
        tr(
            "Errors",
            "There is no backup of the library {path}, and nothing of it can be read; move "
            "{catalog} away to begin anew.",
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


def _of_weights(tr: Tr) -> tuple[str, ...]:
    """Why a model that was brought cannot be used."""
    return (
        tr(
            "Errors",
            "The hub has the model {tag} as a pickled checkpoint only, which photoclip does not "
            "download; choose another one, or fetch the file yourself and import it with "
            "--pickled.",
        ),
        tr(
            "Errors",
            "The model cannot be kept in {folder} ({reason}); make room there and repeat the "
            "download, which goes on where it stopped.",
        ),
        tr(
            "Errors",
            "The weights of the model {name} are damaged: they are not those that were brought "
            "here; import or download it again.",
        ),
        tr(
            "Errors",
            "The weights of the model {name} hold values that are no numbers; import or download "
            "it again.",
        ),
        tr(
            "Errors",
            "The model {name}, which this library uses, is not on this computer any more; bring "
            "it back under this name, or choose another one: photoclip models use {other}",
        ),
        tr(
            "Errors",
            "The model {name} on this computer is another one than this library's photos were "
            "embedded with; bring the old one back, or embed them again: photoclip models use "
            "{other}",
        ),
        tr("Errors", "The model cannot be used ({reason}); take another one."),
    )


def _of_edits(tr: Tr) -> tuple[str, ...]:
    """Why an edit cannot be made."""
    return (
        tr("Errors", "There is an album named '{name}' already; choose another name."),
        tr("Errors", "There is a saved search named '{name}' already; choose another name."),
        tr("Errors", "photoclip knows no {kind} called '{name}'."),
        tr("Errors", "photoclip knows no {kind} called '{name}'; there are {others}."),
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
