"""Cells of CSV files that a spreadsheet reads as text, never as a formula, and gives back whole."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARK = "'"  # what spreadsheets themselves put before text that looks like a formula


def as_cell(text: str) -> str:
    """A text as it stands in a CSV: with a mark where a spreadsheet would compute it."""
    return _MARK + text if text.lstrip(_MARK).startswith(_FORMULA) else text


def of_cell(cell: str) -> str:
    """The text of a cell, without the mark that `as_cell` gave it."""
    marked = cell.startswith(_MARK) and cell.lstrip(_MARK).startswith(_FORMULA)
    return cell[1:] if marked else cell
