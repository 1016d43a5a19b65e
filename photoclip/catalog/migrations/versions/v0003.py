"""Lists that learn and tag new photos; runs that tell what they changed; searches with answers."""

import sqlite3
import unicodedata

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - only alembic loads this file

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _label_list()
    _run()
    _tags()
    _label_head()
    _label_review()
    _label_seen()
    _search_pin()
    _search_health()


def _label_list() -> None:
    op.add_column(
        "label_list",
        sa.Column("folders", sa.String(), nullable=False, server_default=sa.text("'[]'")),
    )


def _run() -> None:
    for name, default in (("list_key", "''"), ("origin", "'asked'"), ("changes", "'{}'")):
        op.add_column(
            "run", sa.Column(name, sa.String(), nullable=False, server_default=sa.text(default))
        )
    op.add_column("run", sa.Column("head_version", sa.Integer(), nullable=True))
    driver = op.get_bind().connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.create_function("key_0003", 1, _key, deterministic=True)
    op.execute("UPDATE run SET list_key = key_0003(list_name)")
    op.create_index("run_list", "run", ["list_key"])


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name.strip()).casefold())


def _tags() -> None:
    # what one list says does not replace what another list says
    op.execute(
        "UPDATE tag SET superseded_by = (SELECT min(later.run_id) FROM tag AS later"
        " JOIN run AS theirs ON theirs.id = later.run_id"
        " JOIN run AS mine ON mine.id = tag.run_id"
        " WHERE later.photo_id = tag.photo_id AND later.key = tag.key"
        " AND later.run_id > tag.run_id AND theirs.list_key = mine.list_key)"
        " WHERE run_id IS NOT NULL"
    )
    op.drop_index("tag_holds", "tag")
    op.create_index(
        "tag_holds",
        "tag",
        ["key", "photo_id", "source"],
        sqlite_where=sa.text("superseded_by IS NULL AND dropped IS 0 AND rejected IS 0"),
    )
    op.create_index(
        "tag_person",
        "tag",
        ["key", "photo_id", "rejected"],
        sqlite_where=sa.text("source = 'person'"),
    )


def _label_head() -> None:
    op.create_table(
        "label_head",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("list_version", sa.Integer(), nullable=False),
        sa.Column("model_id", sa.Integer(), nullable=False),
        sa.Column("labels", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("examples", sa.Integer(), nullable=False),
        sa.Column("restored_from", sa.Integer(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["label_list.id"]),
        sa.ForeignKeyConstraint(["model_id"], ["model.id"]),
        sa.PrimaryKeyConstraint("list_id", "version"),
    )


def _label_review() -> None:
    op.create_table(
        "label_review",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["label_list.id"]),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"]),
        sa.PrimaryKeyConstraint("list_id", "key", "photo_id"),
    )


def _label_seen() -> None:
    op.create_table(
        "label_seen",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["label_list.id"]),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"]),
        sa.PrimaryKeyConstraint("list_id", "photo_id"),
        sqlite_with_rowid=False,
    )


def _search_pin() -> None:
    op.create_table(
        "search_pin",
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.Column("photo_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["search_id"], ["saved_search.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["photo_id"], ["photo.id"]),
        sa.PrimaryKeyConstraint("search_id", "photo_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("search_pin_photo_id", "search_pin", ["photo_id"])


def _search_health() -> None:
    op.create_table(
        "search_health",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("search_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("recall", sa.Double(), nullable=True),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("pinned", sa.Integer(), nullable=False),
        sa.Column("settings", sa.String(), nullable=False),
        sa.Column("places", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["search_id"], ["saved_search.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("search_health_search_id", "search_health", ["search_id", "id"])
