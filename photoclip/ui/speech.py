"""Every text that a person reads in the window goes through here, so that it can be translated."""

from PySide6.QtCore import QCoreApplication


def tr(context: str, text: str, comment: str = "", n: int = -1) -> str:
    """A text in the person's language.

    Args:
        context: the part of the window it stands in, such as "Sidebar"; texts are kept by it.
        text: English, a literal, because Qt's lupdate collects it from the source. "%n" stands
            for a number, and "{name}" may be filled by `str.format` afterwards.
        comment: tells two meanings of one text apart.
        n: the number that decides between singular and plural; negative: none.
    """
    return QCoreApplication.translate(context, text, comment or None, n)
