"""The tables of copies: what was compared, what was found, and what the person decided of it."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from photoclip.catalog.schema import Base


class ComparedEntry(Base):
    """A photo that was held against all others; what was found of it stands in `copy_pair`."""

    __tablename__ = "copy_compared"
    __table_args__ = ({"sqlite_with_rowid": False},)

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    stamp: Mapped[int]  # of its pixels and its date when that was done
    embedded: Mapped[bool]  # whether it had a vector then


class PairEntry(Base):
    """Two photos, the lower id first, of which one is an edit of the other, or that are a burst."""

    __tablename__ = "copy_pair"
    __table_args__ = (Index("copy_pair_second", "second"), {"sqlite_with_rowid": False})

    first: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    second: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    tier: Mapped[int]  # see `copies.Tier`
    agreement: Mapped[float]  # how much of them agrees, 0 to 1


class VerdictEntry(Base):
    """What the person decided of some photos that were shown as copies."""

    __tablename__ = "copy_verdict"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    verdict: Mapped[str]  # "different": no copies; "settled": they are, and each has its fate
    decided_at: Mapped[str]


class VerdictPhotoEntry(Base):
    """A photo of a verdict; `kept` False: its file (one of them where `file` says so) went."""

    __tablename__ = "copy_verdict_photo"
    __table_args__ = (
        Index("copy_verdict_photo_photo_id", "photo_id"),
        {"sqlite_with_rowid": False},
    )

    verdict_id: Mapped[int] = mapped_column(
        ForeignKey("copy_verdict.id", ondelete="CASCADE"), primary_key=True
    )
    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    file: Mapped[bytes] = mapped_column(primary_key=True)  # absolute path; b"": all its files
    kept: Mapped[bool]
