"""Other areas: their published figures, statistical neighbours, and which measure goes with which indicator.

Rows are only ever added: a trigger refuses to change one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ADDED_ONLY = ("area_figures", "measures", "neighbours", "measure_links", "area_publications")
REFUSED = "A row that is kept is never changed: add a newer one."


def upgrade() -> None:
    op.create_table(
        "area_figures",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("upload_id", sa.Integer(), sa.ForeignKey("uploads.id"), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("area", sa.String(length=20), nullable=False),
        sa.Column("period_kind", sa.String(length=20), nullable=False),
        sa.Column("period_year", sa.Integer(), nullable=False),
        sa.Column("period_number", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float()),
        sa.Column("marker", sa.String(length=30)),
        sa.Column("numerator", sa.Float()),
        sa.Column("denominator", sa.Float()),
        sa.Column("population_year", sa.Integer()),
        sa.Column("line", sa.Integer(), nullable=False),
    )
    key = ["measure", "area", "period_kind", "period_year", "period_number", "id"]
    op.create_index("area_figures_by_measure", "area_figures", key)
    op.create_index("area_figures_by_upload", "area_figures", ["upload_id"])
    op.create_table(
        "measures",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("upload_id", sa.Integer(), sa.ForeignKey("uploads.id"), nullable=False),
        sa.Column("short", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("counted_in", sa.Text(), nullable=False),
        sa.Column("year_type", sa.Text(), nullable=False),
    )
    op.create_table(
        "neighbours",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("upload_id", sa.Integer(), sa.ForeignKey("uploads.id"), nullable=False),
        sa.Column("model", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(length=20), nullable=False),
        sa.Column("neighbour", sa.String(length=20), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("closeness", sa.Text(), nullable=False),
    )
    op.create_index("neighbours_by_authority", "neighbours", ["authority", "model", "rank", "id"])
    op.create_index("neighbours_by_upload", "neighbours", ["upload_id"])
    op.create_table(
        "measure_links",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("upload_id", sa.Integer(), sa.ForeignKey("uploads.id"), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("definition_match", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("numerator", sa.Text(), nullable=False),
        sa.Column("denominator", sa.Text(), nullable=False),
    )
    op.create_index("measure_links_by_indicator", "measure_links", ["indicator", "id"])
    op.create_table(
        "area_publications",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("upload_id", sa.Integer(), sa.ForeignKey("uploads.id"), nullable=False, unique=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("licence", sa.Text(), nullable=False),
        sa.Column("layout", sa.String(length=20), nullable=False),
    )
    _refuse_changes()


def _refuse_changes() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in ADDED_ONLY:
            op.execute(
                f"CREATE TRIGGER {table}_added_only BEFORE UPDATE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION waymark_comparisons_added_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
    )
    for table in ADDED_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_added_only BEFORE UPDATE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION waymark_comparisons_added_only()"
        )


def downgrade() -> None:
    raise NotImplementedError("A store is restored from a backup, never taken back.")
