"""Colour labels: kept in English, as Lightroom and others write them, shown in any language."""

from photoclip.ui.speech import tr

NAMES = ("Red", "Yellow", "Green", "Blue", "Purple")


def shown(label: str) -> str:
    """A label in the language of the window; one that nobody knows as it is."""
    return {
        "Red": tr("Organise", "Red"),
        "Yellow": tr("Organise", "Yellow"),
        "Green": tr("Organise", "Green"),
        "Blue": tr("Organise", "Blue"),
        "Purple": tr("Organise", "Purple"),
    }.get(label, label)
