"""Nothing is overwritten: the database itself refuses to change or delete what was kept."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEPT = (
    "uploads",
    "observations",
    "comparators",
    "answers",
    "indicators",
    "targets",
    "scorecards",
    "signs",
    "populations",
    "events",
    "event_withdrawals",
    "area_figures",
    "measures",
    "neighbours",
    "measure_links",
    "area_publications",
    "small_number_settings",
    "meetings",
    "publications",
    "withdrawals",
    "commentary",
    "revision_reasons",
)
SENTENCE = "Nothing is overwritten here: what is kept stays, and what is new is added."


def upgrade() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    if is_postgresql:
        op.execute(
            "CREATE FUNCTION waymark_nothing_is_overwritten() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$"
        )
    for table in KEPT:
        if is_postgresql:
            refuse = "EXECUTE FUNCTION waymark_nothing_is_overwritten()"
            op.execute(f"CREATE TRIGGER {table}_stay BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}")
            op.execute(f"CREATE TRIGGER {table}_stay_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}")
        else:
            for deed in ("UPDATE", "DELETE"):
                op.execute(
                    sa.text(
                        f"CREATE TRIGGER {table}_stay_{deed.lower()} BEFORE {deed} ON {table} "
                        f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
                    )
                )


def downgrade() -> None:
    raise NotImplementedError("A store is restored from a backup, never taken back.")
