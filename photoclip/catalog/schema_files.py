"""The tables of a photo's other files: pairs, and what moves."""

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from photoclip.catalog.schema import Base

JOINED, ALONE, APART = "joined", "alone", "apart"
"""One photo now; the other one is gone and this stands for both; both are there, not together."""


class CompanionEntry(Base):
    """A photo that is, or was, a part of another one; see `companions`."""

    __tablename__ = "companion"
    __table_args__ = (Index("companion_lead_id", "lead_id", "state"),)

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("photo.id"))
    kind: Mapped[str]  # "raw" or "live"
    state: Mapped[str]


class MovingEntry(Base):
    """What moves in a photo's file, see `records_files.Moving`; no row: nothing."""

    __tablename__ = "moving"
    __table_args__ = (Index("moving_live_id", "live_id", sqlite_where=text("live_id != ''")),)

    photo_id: Mapped[int] = mapped_column(ForeignKey("photo.id"), primary_key=True)
    seconds: Mapped[float]
    inside: Mapped[bool]
    live_id: Mapped[str]
