"""A target may be withdrawn, and a population says why it was added.

Both tell what somebody set by itself from what came with a catalogue, which a catalogue loaded again leaves alone.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLE = "target_withdrawals"
SENTENCE = "Nothing is overwritten here: what is kept stays, and what is new is added."


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("target_id", sa.Integer(), sa.ForeignKey("targets.id"), nullable=False, unique=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.add_column("populations", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    for table in ("targets", "populations"):
        op.add_column(table, sa.Column("is_set_alone", sa.Boolean(), nullable=False, server_default=sa.false()))
    if op.get_bind().dialect.name == "postgresql":
        refuse = "EXECUTE FUNCTION waymark_nothing_is_overwritten()"
        op.execute(f"CREATE TRIGGER {TABLE}_stay BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW {refuse}")
        op.execute(f"CREATE TRIGGER {TABLE}_stay_all BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT {refuse}")
        return
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {TABLE}_stay_{deed.lower()} BEFORE {deed} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        )


def downgrade() -> None:
    raise NotImplementedError("A store is restored from a backup, never taken back.")
