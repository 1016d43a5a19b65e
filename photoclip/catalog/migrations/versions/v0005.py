"""What a photo's whole life needs: its other files, what is written back, copies and places."""

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - only alembic loads this file

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Each part has a function of its own."""
    _files()
    _metadata()
    _copies()


def _files() -> None:
    op.create_table(
        "companion",
        sa.Column("photo_id", sa.Integer(), sa.ForeignKey("photo.id"), primary_key=True),
        sa.Column("lead_id", sa.Integer(), sa.ForeignKey("photo.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
    )
    op.create_index("companion_lead_id", "companion", ["lead_id", "state"])
    op.create_table(
        "moving",
        sa.Column("photo_id", sa.Integer(), sa.ForeignKey("photo.id"), primary_key=True),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("inside", sa.Boolean(), nullable=False),
        sa.Column("live_id", sa.String(), nullable=False),
    )
    op.create_index("moving_live_id", "moving", ["live_id"], sqlite_where=sa.text("live_id != ''"))
    # raw files that lie beside their pictures are joined when the library is next opened
    op.execute(
        "INSERT INTO meta (key, value) SELECT 'pairs', 'unsettled'"
        " WHERE EXISTS (SELECT 1 FROM photo WHERE format = 'RAW')"
    )


def _copies() -> None:
    photo = "photo.id"
    op.create_table(
        "copy_compared",
        sa.Column("photo_id", sa.Integer(), sa.ForeignKey(photo), primary_key=True),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("embedded", sa.Boolean(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copy_pair",
        sa.Column("first", sa.Integer(), sa.ForeignKey(photo), primary_key=True),
        sa.Column("second", sa.Integer(), sa.ForeignKey(photo), primary_key=True),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("agreement", sa.Double(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("copy_pair_second", "copy_pair", ["second"])
    op.create_table(
        "copy_verdict",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "copy_verdict_photo",
        sa.Column(
            "verdict_id",
            sa.Integer(),
            sa.ForeignKey("copy_verdict.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("photo_id", sa.Integer(), sa.ForeignKey(photo), primary_key=True),
        sa.Column("file", sa.LargeBinary(), primary_key=True),
        sa.Column("kept", sa.Boolean(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("copy_verdict_photo_photo_id", "copy_verdict_photo", ["photo_id"])


def _metadata() -> None:
    op.add_column(
        "photo", sa.Column("flag", sa.Integer(), nullable=False, server_default=sa.text("'0'"))
    )
    op.add_column(
        "photo",
        sa.Column("taken_source", sa.String(), nullable=False, server_default=sa.text("''")),
    )
    op.create_index("photo_flag", "photo", ["flag"], sqlite_where=sa.text("flag != 0"))
    op.execute("UPDATE photo SET taken_source = 'exif' WHERE taken_at IS NOT NULL")
    for name in ("title", "description", "label"):
        op.add_column("decision", sa.Column(name, sa.String(), nullable=True))
    op.create_table(
        "sidecar",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("root_id", sa.Integer(), sa.ForeignKey("root.id"), nullable=False),
        sa.Column("rel", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("mtime_ns", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("problem", sa.String(), nullable=False),
        sa.UniqueConstraint("root_id", "rel"),
    )
    op.create_table(
        "sidecar_photo",
        sa.Column("photo_id", sa.Integer(), sa.ForeignKey("photo.id"), primary_key=True),
        sa.Column("sidecar_id", sa.Integer(), sa.ForeignKey("sidecar.id"), nullable=False),
        sa.Column("own", sa.String(), nullable=False),
    )
    op.create_index("sidecar_photo_sidecar_id", "sidecar_photo", ["sidecar_id"])
    op.create_table(
        "metadata_agreed",
        sa.Column("photo_id", sa.Integer(), sa.ForeignKey("photo.id"), primary_key=True),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("theirs", sa.String(), nullable=False),
    )
    texts = ("base", "how", "reason", "conflict", "settled")
    op.create_table(
        "metadata_write",
        sa.Column("photo_id", sa.Integer(), sa.ForeignKey("photo.id"), primary_key=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
        *(sa.Column(n, sa.Integer(), nullable=False) for n in ("asked_at", "tries", "retry_at")),
    )
    op.create_index("metadata_write_retry_at", "metadata_write", ["retry_at"])
    for table, only in (("tag", " AND {row}.source = 'person'"), ("decision", "")):
        for deed, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            _queue_on(table, deed, row, only.format(row=row))


def _queue_on(table: str, deed: str, row: str, only: str) -> None:
    """What a person decides is queued for writing in the same transaction, where that is wanted."""
    op.execute(
        f"CREATE TRIGGER metadata_of_{table}_{deed.lower()} AFTER {deed} ON {table}"  # noqa: S608 - own names
        " WHEN (SELECT value FROM meta WHERE key = 'metadata_write') IN ('sidecars', 'embedded')"
        f"{only} BEGIN"
        " INSERT INTO metadata_write (photo_id, base, how, asked_at, tries, retry_at, reason,"
        " conflict, settled)"
        " SELECT id, coalesce((SELECT said FROM metadata_agreed WHERE photo_id = photo.id), facts),"
        " '', CAST(strftime('%s', 'now') AS INTEGER), 0, 0, '', '', ''"
        f" FROM photo WHERE id = {row}.photo_id"
        f" AND NOT EXISTS (SELECT 1 FROM metadata_write WHERE photo_id = {row}.photo_id); END"
    )
