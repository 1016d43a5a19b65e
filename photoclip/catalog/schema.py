"""The tables of the catalog."""

from sqlalchemy import ForeignKey, Index, Table, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

HEAD = "0005"
"""The newest revision in `migrations/versions`."""
REVISIONS = ("0001", "0002", "0003", "0004", HEAD)
"""All released revisions, oldest first."""


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """Rows of the catalog; they never leave this room."""


def table_of(entry: type[Base]) -> Table:
    """The plain table of a row class: statements on it are lighter than on the class."""
    table = entry.__table__
    assert isinstance(table, Table)
    return table


class MetaEntry(Base):
    """Small texts by key: the generation, the model in use and so on."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class RootEntry(Base):
    """A watched folder; one that was removed keeps its row, so that it can come back."""

    __tablename__ = "root"

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[bytes] = mapped_column(unique=True)  # absolute, os.fsencode
    added_at: Mapped[str]
    removed_at: Mapped[str | None]


class ExclusionEntry(Base):
    """A folder inside a root that the person does not want looked at."""

    __tablename__ = "root_exclusion"

    root_id: Mapped[int] = mapped_column(ForeignKey("root.id"), primary_key=True)
    pattern: Mapped[str] = mapped_column(primary_key=True)


class PhotoEntry(Base):
    """A content: the same bytes are one photo, wherever they lie."""

    __tablename__ = "photo"
    __table_args__ = (
        Index("photo_taken_at", "taken_at", "id"),
        Index("photo_camera", "camera"),
        Index("photo_format", "format"),
        Index("photo_lens", "lens"),
        Index("photo_rating", "rating", sqlite_where=text("rating > 0")),
        Index("photo_flag", "flag", sqlite_where=text("flag != 0")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    content_hash: Mapped[bytes] = mapped_column(unique=True)
    size: Mapped[int] = mapped_column(index=True)  # bytes
    pixel_hash: Mapped[bytes] = mapped_column(index=True)
    perceptual_hash: Mapped[int]  # 64 bits, signed
    width: Mapped[int]
    height: Mapped[int]
    format: Mapped[str]
    taken_at: Mapped[str | None]  # ISO, local time
    taken_offset_minutes: Mapped[int | None]
    camera: Mapped[str]
    lens: Mapped[str]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    altitude: Mapped[float | None]
    facts: Mapped[str]  # JSON: exposure, keywords, title, description, rating
    added_at: Mapped[str]
    rating: Mapped[int] = mapped_column(server_default="0")  # what its file says, 0: nothing
    flag: Mapped[int] = mapped_column(server_default="0")  # -1 where its file says it is rejected
    taken_source: Mapped[str] = mapped_column(server_default="")  # as in `PhotoFacts`


class FileEntry(Base):
    """A place where a photo lies (or lay, when `gone_at` is set)."""

    __tablename__ = "file"
    __table_args__ = (
        UniqueConstraint("root_id", "rel"),
        Index("file_photo_id", "photo_id", "gone_at"),
        Index("file_gone_at", "root_id", "gone_at"),
        Index("file_folder", "root_id", "folder", "gone_at", "photo_id"),
        Index("file_suffix", "suffix", "gone_at", "photo_id"),
        Index("file_name", "name_key", "photo_id", sqlite_where=text("gone_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    root_id: Mapped[int] = mapped_column(ForeignKey("root.id"))
    rel: Mapped[bytes]
    folder: Mapped[str]  # display text of the folder inside the root, "" for the root itself
    name: Mapped[str]  # display text of the file's name
    name_key: Mapped[str] = mapped_column(server_default="")  # see `forms.natural_key`
    suffix: Mapped[str]  # lower case, without the dot
    size: Mapped[int]
    mtime_ns: Mapped[int]
    inode: Mapped[int]
    device: Mapped[int]
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"))
    gone_at: Mapped[str | None]


class FailureEntry(Base):
    """A candidate file that could not become a photo."""

    __tablename__ = "failure"
    __table_args__ = (UniqueConstraint("root_id", "rel"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    root_id: Mapped[int] = mapped_column(ForeignKey("root.id"))
    rel: Mapped[bytes]
    size: Mapped[int]
    mtime_ns: Mapped[int]
    inode: Mapped[int]
    device: Mapped[int]
    reason: Mapped[str]
    failed_at: Mapped[str]


class ModelEntry(Base):
    """A CLIP model that has embedded photos here."""

    __tablename__ = "model"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    dimension: Mapped[int]


class VectorEntry(Base):
    """A unit vector; ids are never used twice, so an index knows a vector by its id."""

    __tablename__ = "vector"
    __table_args__ = (
        UniqueConstraint("photo_id", "part", "model_id"),
        Index("vector_model_id", "model_id", "photo_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"))
    part: Mapped[int]  # 0: the whole picture
    model_id: Mapped[int] = mapped_column(ForeignKey("model.id"))
    data: Mapped[bytes]  # float16, little endian


class LabelListEntry(Base):
    """A person's own list of labels."""

    __tablename__ = "label_list"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)  # the name without regard to capitals
    exclusive: Mapped[bool]
    templates: Mapped[str]  # JSON list
    version: Mapped[int]
    folders: Mapped[str] = mapped_column(server_default="[]")  # JSON list: tagged as they arrive


class LabelEntry(Base):
    """One label of a list."""

    __tablename__ = "label"

    list_id: Mapped[int] = mapped_column(ForeignKey("label_list.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    phrases: Mapped[str]  # JSON list
    threshold: Mapped[float | None]


class RunEntry(Base):
    """One automatic run of a label list."""

    __tablename__ = "run"
    __table_args__ = (Index("run_list", "list_key"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    list_name: Mapped[str]
    list_version: Mapped[int]
    model_id: Mapped[int] = mapped_column(ForeignKey("model.id"))
    created_at: Mapped[str]
    undone_at: Mapped[str | None]
    list_key: Mapped[str] = mapped_column(server_default="")  # the list's name, capitals aside
    origin: Mapped[str] = mapped_column(server_default="asked")  # or "arrived": of new photos
    changes: Mapped[str] = mapped_column(server_default="{}")  # JSON: label to what it changed
    head_version: Mapped[int | None]  # of the learned head; None: by the texts alone


class HeadEntry(Base):
    """What a label list has learned from the person's answers; the newest version counts."""

    __tablename__ = "label_head"

    list_id: Mapped[int] = mapped_column(ForeignKey("label_list.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    list_version: Mapped[int]
    model_id: Mapped[int] = mapped_column(ForeignKey("model.id"))
    labels: Mapped[str]  # JSON list: the labels of its columns
    fingerprint: Mapped[str]  # of all it was made from
    examples: Mapped[int]  # how many answers
    restored_from: Mapped[int | None]  # the version that was taken back
    data: Mapped[bytes | None]  # `clip.heads.Head.to_bytes`; None: the texts alone
    created_at: Mapped[str]


class ReviewEntry(Base):
    """A photo that the person was asked about when a label's threshold was looked for."""

    __tablename__ = "label_review"

    list_id: Mapped[int] = mapped_column(ForeignKey("label_list.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)  # the label, capitals aside
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    position: Mapped[int]  # how many were asked before
    probability: Mapped[float]  # when it was asked
    answer: Mapped[int]  # 1 yes, -1 no, 0 not sure
    answered_at: Mapped[str]


class SeenEntry(Base):
    """A photo that a list has looked at, or that lay in its folders before it tagged there."""

    __tablename__ = "label_seen"
    __table_args__ = ({"sqlite_with_rowid": False},)

    list_id: Mapped[int] = mapped_column(ForeignKey("label_list.id"), primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)


class TagEntry(Base):
    """What one source says about one word on one photo.

    A person's row with `rejected` says no for good. Runs leave one row each; of each list the
    latest run that was not undone counts, the earlier ones are `superseded_by` the next.
    `dropped`: the run took off what an earlier one of its list gave.
    """

    __tablename__ = "tag"
    __table_args__ = (
        Index(
            "tag_person_or_file",
            "photo_id",
            "key",
            "source",
            unique=True,
            sqlite_where=text("run_id IS NULL"),
        ),
        Index(
            "tag_run",
            "photo_id",
            "key",
            "run_id",
            unique=True,
            sqlite_where=text("run_id IS NOT NULL"),
        ),
        Index("tag_key", "key", "photo_id"),
        Index("tag_name", "name"),
        Index("tag_run_id", "run_id"),
        Index("tag_photo_id", "photo_id"),
        Index(
            "tag_holds",
            "key",
            "photo_id",
            "source",
            "run_id",
            sqlite_where=text("superseded_by IS NULL AND dropped IS 0 AND rejected IS 0"),
        ),
        Index(
            "tag_person",
            "key",
            "photo_id",
            "rejected",
            sqlite_where=text("source = 'person'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"))
    name: Mapped[str]
    key: Mapped[str]  # the name without regard to capitals
    source: Mapped[str]  # "person", "run", "file" or "sidecar"
    run_id: Mapped[int | None] = mapped_column(ForeignKey("run.id"))
    probability: Mapped[float | None]
    rejected: Mapped[bool]
    dropped: Mapped[bool]
    superseded_by: Mapped[int | None] = mapped_column(ForeignKey("run.id"))
    created_at: Mapped[str]


class DecisionEntry(Base):
    """What the person decided about a photo; there is no row where they decided nothing."""

    __tablename__ = "decision"
    __table_args__ = (Index("decision_rating", "rating"), Index("decision_flag", "flag"))

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    rating: Mapped[int | None]  # 0 to 5; None: the file's counts
    flag: Mapped[int]  # 1 picked, -1 rejected, 0 none
    title: Mapped[str | None]  # None, here and below: the file's counts
    description: Mapped[str | None]
    label: Mapped[str | None]  # the colour label's name


class AlbumEntry(Base):
    """Photos that the person put together."""

    __tablename__ = "album"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)  # the name without regard to capitals
    created_at: Mapped[str]


class AlbumPhotoEntry(Base):
    """A photo in an album."""

    __tablename__ = "album_photo"
    __table_args__ = (Index("album_photo_photo_id", "photo_id"), {"sqlite_with_rowid": False})

    album_id: Mapped[int] = mapped_column(ForeignKey("album.id"), primary_key=True)
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    added_at: Mapped[str]


class SearchEntry(Base):
    """A question that the person keeps."""

    __tablename__ = "saved_search"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)  # the name without regard to capitals
    text: Mapped[str]
    created_at: Mapped[str]


class PinEntry(Base):
    """A photo that a saved search has to find."""

    __tablename__ = "search_pin"
    __table_args__ = (Index("search_pin_photo_id", "photo_id"), {"sqlite_with_rowid": False})

    search_id: Mapped[int] = mapped_column(
        ForeignKey("saved_search.id", ondelete="CASCADE"), primary_key=True
    )
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)


class HealthEntry(Base):
    """How well a saved search found its pinned photos, once."""

    __tablename__ = "search_health"
    __table_args__ = (Index("search_health_search_id", "search_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    search_id: Mapped[int] = mapped_column(ForeignKey("saved_search.id", ondelete="CASCADE"))
    at: Mapped[str]
    model: Mapped[str]  # the digest
    recall: Mapped[float | None]  # None: nothing is pinned
    found: Mapped[int]  # of the pinned ones
    pinned: Mapped[int]
    settings: Mapped[str]  # JSON object: what else decided the answer
    places: Mapped[str]  # JSON list of [photo, place or null, likely or null]
