"""Which tables of a catalog travel, in which order, and how their rows are recognised."""

from dataclasses import dataclass

from sqlalchemy import Table

from photoclip.catalog.schema import (
    AlbumEntry,
    AlbumPhotoEntry,
    Base,
    DecisionEntry,
    ExclusionEntry,
    FailureEntry,
    FileEntry,
    HeadEntry,
    HealthEntry,
    LabelEntry,
    LabelListEntry,
    MetaEntry,
    ModelEntry,
    PhotoEntry,
    PinEntry,
    ReviewEntry,
    RootEntry,
    RunEntry,
    SearchEntry,
    SeenEntry,
    TagEntry,
    VectorEntry,
    table_of,
)
from photoclip.catalog.schema_copies import VerdictEntry, VerdictPhotoEntry
from photoclip.catalog.schema_files import CompanionEntry, MovingEntry
from photoclip.catalog.schema_metadata import (
    AgreedEntry,
    SidecarEntry,
    SidecarPhotoEntry,
    WriteEntry,
)

NUMBER = "id"
"""The column by which other tables name a row."""


@dataclass(frozen=True, slots=True)
class Travelling:
    """How the rows of a table are recognised in another catalog.

    Attributes:
        entry: the table.
        identity: the columns that make two rows the same, whatever their numbers.
        by: the column by which the rows of a catalog are looked up; "": they are few.
        repeats: a catalog may have several rows of one identity; the first is then the first.
    """

    entry: type[Base]
    identity: tuple[str, ...]
    by: str = ""
    repeats: bool = False

    @property
    def table(self) -> Table:
        """The plain table."""
        return table_of(self.entry)

    @property
    def name(self) -> str:
        """The table's name, which is its file's."""
        return self.table.name

    @property
    def says(self) -> str:
        """What a row is, in a sentence."""
        return (self.entry.__doc__ or "").strip().partition("\n")[0]

    @property
    def parents(self) -> dict[str, str]:
        """The columns that name a row of another table, and that table."""
        return {
            column.name: key.column.table.name
            for column in self.table.columns
            for key in column.foreign_keys
        }


TRAVELLING = (
    Travelling(RootEntry, ("path",)),
    Travelling(ExclusionEntry, ("root_id", "pattern")),
    Travelling(PhotoEntry, ("content_hash",), by="content_hash"),
    Travelling(FileEntry, ("root_id", "rel"), by="rel"),
    Travelling(FailureEntry, ("root_id", "rel"), by="rel"),
    Travelling(CompanionEntry, ("photo_id",), by="photo_id"),
    Travelling(MovingEntry, ("photo_id",), by="photo_id"),
    Travelling(SidecarEntry, ("root_id", "rel"), by="rel"),
    Travelling(SidecarPhotoEntry, ("photo_id",), by="photo_id"),
    Travelling(ModelEntry, ("digest",)),
    Travelling(LabelListEntry, ("key",)),
    Travelling(LabelEntry, ("list_id", "position")),
    Travelling(RunEntry, ("list_key", "list_version", "model_id", "created_at"), repeats=True),
    Travelling(HeadEntry, ("list_id", "version")),
    Travelling(ReviewEntry, ("list_id", "key", "photo_id"), by="photo_id"),
    Travelling(SeenEntry, ("list_id", "photo_id"), by="photo_id"),
    Travelling(TagEntry, ("photo_id", "key", "source", "run_id"), by="photo_id"),
    Travelling(DecisionEntry, ("photo_id",), by="photo_id"),
    Travelling(AlbumEntry, ("key",)),
    Travelling(AlbumPhotoEntry, ("album_id", "photo_id"), by="photo_id"),
    Travelling(SearchEntry, ("key",)),
    Travelling(PinEntry, ("search_id", "photo_id"), by="photo_id"),
    Travelling(HealthEntry, ("search_id", "at"), repeats=True),
    Travelling(VerdictEntry, ("verdict", "decided_at"), repeats=True),
    Travelling(VerdictPhotoEntry, ("verdict_id", "photo_id", "file"), by="photo_id"),
    Travelling(AgreedEntry, ("photo_id",), by="photo_id"),
    Travelling(WriteEntry, ("photo_id",), by="photo_id"),
    Travelling(MetaEntry, ("key",)),
)
"""Everything the person has said or that was seen for them; what a table names comes before it."""

VECTORS = table_of(VectorEntry).name
"""Travels too, as arrays: one file for each model."""

DERIVED = {
    "alembic_version": "the revision of the tables, which the manifest names",
    "copy_compared": "which photos were held against each other; they are again",
    "copy_pair": "which photos are alike; found again",
}
"""Tables that stay: what is in them is made anew, or said elsewhere."""

DERIVED_NOTES = {
    "generation": "counts changes of this catalog's vectors",
    "revision": "counts changes of this catalog",
    "state": "tells this catalog's states apart",
    "commit": "tells this catalog's commits apart",
    "index_savings": "which saved index belongs to this catalog",
    "metadata_read": "how far photos of an earlier photoclip were read again here",
    "run_unfinished": "a run that is still being written; there is none in an export",
}
"""Keys of `meta` that stay."""

UNFINISHED = "run_unfinished"
"""The key of `meta` that names a run which is not wholly written; "" and none: there is none."""
