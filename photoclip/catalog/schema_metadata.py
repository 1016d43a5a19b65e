"""The tables of what lies beside photos in sidecars, and of what is to be written back."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from photoclip.catalog.schema import Base


class SidecarEntry(Base):
    """A sidecar as it was when it was last read or written."""

    __tablename__ = "sidecar"
    __table_args__ = (UniqueConstraint("root_id", "rel"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    root_id: Mapped[int] = mapped_column(ForeignKey("root.id"))
    rel: Mapped[bytes]
    size: Mapped[int]
    mtime_ns: Mapped[int]
    said: Mapped[str]  # JSON, see `records_metadata.Said`
    problem: Mapped[str]  # why it cannot be understood, "" where it can


class SidecarPhotoEntry(Base):
    """A photo over which a sidecar speaks, and what the photo's own file says."""

    __tablename__ = "sidecar_photo"
    __table_args__ = (Index("sidecar_photo_sidecar_id", "sidecar_id"),)

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    sidecar_id: Mapped[int] = mapped_column(ForeignKey("sidecar.id"))
    own: Mapped[str]  # JSON, see `records_metadata.Said`


class AgreedEntry(Base):
    """What photoclip last wrote of a photo, or found of that when it looked again.

    What is still so on the disk is photoclip's own word; `theirs` is what others say beside it.
    """

    __tablename__ = "metadata_agreed"

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    said: Mapped[str]  # JSON, see `records_metadata.Said`
    theirs: Mapped[str]  # the same


class WriteEntry(Base):
    """A photo of which something is to be written back; triggers on edits put it here."""

    __tablename__ = "metadata_write"
    __table_args__ = (Index("metadata_write_retry_at", "retry_at"),)

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    base: Mapped[str]  # JSON as in photo.facts: what its files said before the first edit
    how: Mapped[str]  # "sidecars" or "embedded" where that was asked for, "" as it is set
    asked_at: Mapped[int]  # seconds since 1970
    tries: Mapped[int]
    retry_at: Mapped[int]  # seconds since 1970
    reason: Mapped[str]  # why the last try came to nothing
    conflict: Mapped[str]  # JSON: field to what the other program wrote; "" for none
    settled: Mapped[str]  # JSON: field to "mine" or "theirs" as the person decided
