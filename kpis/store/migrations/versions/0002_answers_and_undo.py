"""Answers to questions, and undo: an upload that undoes another, and figures that it puts back or withdraws."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("upload_id", sa.Integer(), sa.ForeignKey("uploads.id"), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("cell", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("answers_by_indicator", "answers", ["indicator", "id"])
    op.create_index("answers_by_upload", "answers", ["upload_id"])
    op.add_column("uploads", sa.Column("unchanged", sa.Integer()))
    op.add_column("uploads", sa.Column("undoes", sa.Integer(), sa.ForeignKey("uploads.id")), inline_references=True)
    op.add_column("uploads", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    for table in ("observations", "comparators"):
        origin = sa.Column("origin_id", sa.Integer(), sa.ForeignKey("uploads.id"))
        op.add_column(table, origin, inline_references=True)
        op.add_column(table, sa.Column("is_withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
        op.create_index(f"{table}_by_upload", table, ["upload_id"])
    op.add_column("held_workbooks", sa.Column("seen", sa.Integer(), nullable=False, server_default="0"))
