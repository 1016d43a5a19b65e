"""Sentences about writing back to files that a person meets in the window; see `told`."""

from collections.abc import Callable

Tr = Callable[[str, str], str]


def of_metadata(tr: Tr) -> tuple[str, ...]:
    """Why something is not written back yet, and why a sidecar cannot be understood."""
    return (
        tr("Errors", "Metadata in {folder} wait to be written. {reason}"),
        tr("Errors", "Metadata wait to be written. {reason}"),
        tr(
            "Errors",
            "Another program changed the same metadata as you did: choose under Settings, "
            "Metadata, or with 'photoclip metadata conflicts'.",
        ),
        tr("Errors", "The folder is not there now."),
        tr("Errors", "The file is not there now."),
        tr("Errors", "The folder is read-only for photoclip."),
        tr("Errors", "The disk is full."),
        tr("Errors", "The disk refuses ({reason})."),
        tr("Errors", "The file {name} is write-protected."),
        tr("Errors", "The file has changed since it was last looked at."),
        tr("Errors", "Another program is writing the sidecar just now."),
        tr("Errors", "Another program is writing the file just now."),
        tr("Errors", "The sidecar is larger than 16 MB, which photoclip does not read."),
        tr("Errors", "Its XMP cannot be understood: it is no whole XML."),
        tr(
            "Errors",
            "Its XMP defines entities, which no photo program writes and which can be a trap.",
        ),
    )
