"""The database itself refuses to change or delete what was kept, whoever asks."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from kpis.model.errors import StoreUnavailable
from kpis.store.observations import save_observations
from kpis.store.tables import metadata
from kpis.store.uploads import save_upload
from tests.builders import an_observation

CHANGING = {
    "held_workbooks": "waits for its person, and is dropped",
    "sessions": "ends",
    "sign_in_attempts": "is forgotten after a while",
    "one_time_links": "is used once",
    "council_sign_ins": "lasts for one sign-in",
    "accounts": "is given another role or password, which the audit trail tells",
}
AT = datetime(2023, 4, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def with_a_figure(store):
    with store.writing() as connection:
        number = save_upload(connection, "march.csv", b"content", "tests", "An advisor", AT)
        save_observations(connection, number, [an_observation()])
    return store


@pytest.mark.parametrize(
    "deed", ["UPDATE observations SET value = 1", "DELETE FROM observations", "DELETE FROM uploads"]
)
def test_a_figure_and_its_upload_can_be_neither_changed_nor_deleted(with_a_figure, deed):
    with pytest.raises(StoreUnavailable, match="Nothing is overwritten"):
        with with_a_figure.writing() as connection:
            connection.exec_driver_sql(deed)


def test_every_table_of_what_is_kept_has_its_triggers(store):
    with store.reading() as connection:
        if connection.dialect.name == "sqlite":
            query = "SELECT tbl_name, count(*) FROM sqlite_master WHERE type = 'trigger' GROUP BY tbl_name"
        else:
            query = "SELECT tgrelid::regclass::text, count(*) FROM pg_trigger WHERE NOT tgisinternal GROUP BY tgrelid"
        guarded = dict(connection.execute(sa.text(query)).all())
    kept = {table.name for table in metadata.sorted_tables} - CHANGING.keys()
    assert {name for name, count in guarded.items() if count} - {"accounts"} == kept
