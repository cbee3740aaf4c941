"""The populations that rates are made with, and which indicators add to or take from another."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("indicators", sa.Column("adds_to", sa.Text(), nullable=False, server_default=""))
    op.add_column("indicators", sa.Column("takes_from", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "populations",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("area", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    raise NotImplementedError("A store is restored from a backup, never taken back.")
