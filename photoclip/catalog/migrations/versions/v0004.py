"""Changes of photos, files or vectors raise a number; what runs gave is counted from an index."""

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - only alembic loads this file

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("INSERT OR IGNORE INTO meta (key, value) VALUES ('revision', '1')")
    op.drop_index("tag_holds", "tag")
    op.create_index(
        "tag_holds",
        "tag",
        ["key", "photo_id", "source", "run_id"],
        sqlite_where=sa.text("superseded_by IS NULL AND dropped IS 0 AND rejected IS 0"),
    )
