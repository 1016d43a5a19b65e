"""The person's ratings, flags, albums and searches; names that sort; folders left out."""

import re
import sqlite3
import unicodedata

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - only alembic loads this file

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _ratings()
    _names()
    _tags()
    _decision()
    _album()
    _saved_search()
    _root_exclusion()


def _ratings() -> None:
    op.add_column(
        "photo", sa.Column("rating", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    op.execute(
        "UPDATE photo SET rating = min(5, json_extract(facts, '$.rating'))"
        " WHERE json_extract(facts, '$.rating') > 0"
    )
    op.create_index("photo_rating", "photo", ["rating"], sqlite_where=sa.text("rating > 0"))
    op.create_index("photo_lens", "photo", ["lens"])


def _names() -> None:
    op.add_column(
        "file", sa.Column("name_key", sa.String(), nullable=False, server_default=sa.text("''"))
    )
    driver = op.get_bind().connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.create_function("natural_key_0002", 1, _natural_key, deterministic=True)
    op.execute("UPDATE file SET name_key = natural_key_0002(name)")
    op.create_index(
        "file_name", "file", ["name_key", "photo_id"], sqlite_where=sa.text("gone_at IS NULL")
    )


def _natural_key(name: str) -> str:
    key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name.strip()).casefold())
    return re.sub("[0-9]+", _counted, key)


def _counted(digits: re.Match[str]) -> str:
    number = digits[0].lstrip("0")
    return f"{min(len(number), 99):02}{number}"


def _tags() -> None:
    op.create_index("tag_photo_id", "tag", ["photo_id"])
    op.create_index(
        "tag_holds",
        "tag",
        ["key", "photo_id"],
        sqlite_where=sa.text("superseded_by IS NULL AND dropped IS 0 AND rejected IS 0"),
    )


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("flag", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"]),
        sa.PrimaryKeyConstraint("photo_id"),
    )
    op.create_index("decision_rating", "decision", ["rating"])
    op.create_index("decision_flag", "decision", ["flag"])


def _album() -> None:
    op.create_table(
        "album",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "album_photo",
        sa.Column("album_id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["album_id"], ["album.id"]),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"]),
        sa.PrimaryKeyConstraint("album_id", "photo_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("album_photo_photo_id", "album_photo", ["photo_id"])


def _saved_search() -> None:
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        sqlite_autoincrement=True,
    )


def _root_exclusion() -> None:
    op.create_table(
        "root_exclusion",
        sa.Column("root_id", sa.Integer(), nullable=False),
        sa.Column("pattern", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["root_id"], ["root.id"]),
        sa.PrimaryKeyConstraint("root_id", "pattern"),
    )
