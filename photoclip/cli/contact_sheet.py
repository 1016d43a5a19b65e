"""A picture of search answers, for where no window can be shown."""

import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from photoclip.library.library import Library
from photoclip.records import SearchAnswer

_CELL, _GAP, _MARGIN, _HEAD = 240, 12, 32, 56
_PAPER, _INK, _EMPTY = (24, 25, 28), (236, 236, 238), (44, 45, 49)


def write_contact_sheet(library: Library, rows: list[tuple[str, SearchAnswer]], path: Path) -> None:
    """Draw each question with its best photos below it; writes a PNG."""
    columns = max((len(answer.hits) for _, answer in rows), default=1)
    width = 2 * _MARGIN + columns * (_CELL + _GAP) - _GAP
    height = 2 * _MARGIN + len(rows) * (_HEAD + _CELL + _GAP)
    sheet = Image.new("RGB", (width, height), _PAPER)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(22)
    for number, (question, answer) in enumerate(rows):
        top = _MARGIN + number * (_HEAD + _CELL + _GAP)
        draw.text((_MARGIN, top + 12), question, _INK, font)
        for column, hit in enumerate(answer.hits):
            place = (_MARGIN + column * (_CELL + _GAP), top + _HEAD)
            sheet.paste(_thumbnail(library, hit.photo_id), place)
    sheet.save(path)


def _thumbnail(library: Library, photo_id: int) -> Image.Image:
    cell = Image.new("RGB", (_CELL, _CELL), _EMPTY)
    (row,) = library.showing.rows([photo_id])
    encoded = library.showing.thumbnail(row.content_hash)
    if encoded is None:
        return cell
    picture = Image.open(io.BytesIO(encoded)).convert("RGB")
    picture.thumbnail((_CELL, _CELL), Image.Resampling.LANCZOS)
    cell.paste(picture, ((_CELL - picture.width) // 2, (_CELL - picture.height) // 2))
    return cell
