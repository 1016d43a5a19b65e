"""What the person has said of their photos, as pairs to train a model on."""

import csv
import os
from pathlib import Path

from photoclip.errors import DataError
from photoclip.library.library import Library
from photoclip.records import Photo
from photoclip.spreadsheet import as_cell

_CHUNK = 1000


def write_own_pairs(library: Library, path: Path) -> int:
    """Write a CSV of the photos with tags, keywords, a title or a description of the person's.

    A photo with one tag alone becomes a label, any other a picture with several texts. Tags that
    photoclip proposed are left out: a model shall not learn from its own guesses. Copies of one
    photo are one group.

    Returns:
        How many photos were written.

    Raises:
        DataError: there are none.
    """
    ids = library.showing.browse()
    count = 0
    with path.open("w", encoding="utf-8", errors="surrogateescape", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["file", "text", "kind", "group"])
        for start in range(0, len(ids), _CHUNK):
            for photo in library.showing.photos(ids[start : start + _CHUNK].tolist()):
                texts, kind = _said(photo)
                if texts and photo.paths:
                    file = os.fsdecode(photo.paths[0])
                    said = as_cell("|".join(texts))
                    writer.writerow([as_cell(file), said, kind, photo.content_hash.hex()])
                    count += 1
    if not count:
        raise DataError(
            "No photo of the library has a tag, title or description of yours; "
            "tag some photos first, or name a CSV."
        )
    return count


def _said(photo: Photo) -> tuple[list[str], str]:
    tags = [tag.name for tag in photo.tags if tag.source != "run" and not tag.rejected]
    sentences = [text for text in (photo.facts.title, photo.facts.description) if text.strip()]
    texts = [text.replace("|", "/") for text in dict.fromkeys((*tags, *sentences))]
    return texts, "label" if len(tags) == 1 and not sentences else "caption"
