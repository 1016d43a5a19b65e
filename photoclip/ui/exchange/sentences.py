"""Why a library cannot be exported or imported, for `ui/told`."""

from collections.abc import Callable


def of_exchange(tr: Callable[[str, str], str]) -> tuple[str, ...]:
    """The sentences, in the language that `tr` gives."""
    return (
        tr("Errors", "{folder} is not empty; name a new folder, or an empty one."),
        tr("Errors", "{folder} is a file; name a new folder."),
        tr(
            "Errors",
            "{folder} is no exported library; name the folder that has a manifest.json in it.",
        ),
        tr("Errors", "{file} does not describe an exported photoclip library."),
        tr(
            "Errors",
            "The export {folder} was made by a newer photoclip; update photoclip to import it.",
        ),
        tr("Errors", "The export {folder} is damaged ({why}), so nothing was imported."),
        tr(
            "Errors",
            "The folder {folder} of the export is none on this system; say where it lies here "
            "with --map '{old}=FOLDER'.",
        ),
        tr("Errors", "The export was stopped; nothing was written."),
        tr("Errors", "The import was stopped; the library is as it was."),
        tr(
            "Errors",
            "A tagging run is not finished yet; export the library when it is, or open "
            "photoclip once to have a broken-off one taken back.",
        ),
        tr("Errors", "{name} is missing"),
        tr("Errors", "{name} is cut off"),
        tr("Errors", "{name} is not as it was written"),
        tr("Errors", "{name} is no plain file"),
    )
