"""What each scorecard withholds from the public: added with who, when and why, and never changed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "small_number_settings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("scorecard", sa.Text(), nullable=False),
        sa.Column("largest", sa.Integer(), nullable=False),
        sa.Column("zero_is_shown", sa.Boolean(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("joint_counts_are_small_numbers", sa.Boolean(), nullable=False),
        sa.Column("rest_is_a_small_number", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
    )
    for statement in NEVER_CHANGED.get(op.get_bind().dialect.name, ()):
        op.execute(statement)


NEVER_CHANGED = {
    "sqlite": (
        "CREATE TRIGGER small_number_settings_are_never_changed BEFORE UPDATE ON small_number_settings "
        "BEGIN SELECT RAISE(ABORT, 'a setting is added, never changed'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION small_number_settings_are_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'a setting is added, never changed'; END $$",
        "CREATE TRIGGER small_number_settings_are_never_changed BEFORE UPDATE ON small_number_settings "
        "FOR EACH ROW EXECUTE FUNCTION small_number_settings_are_never_changed()",
    ),
}


def downgrade() -> None:
    raise NotImplementedError("A store is restored from a backup, never taken back.")
