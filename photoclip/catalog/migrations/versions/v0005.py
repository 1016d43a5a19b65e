"""What a photo's whole life needs: its other files, what is written back, copies and places."""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Each part has a function of its own."""
