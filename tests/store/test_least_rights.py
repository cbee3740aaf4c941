"""On PostgreSQL the site needs to own nothing: an account that may add, and change little, serves all of it."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from kpis.model.errors import StoreUnavailable
from kpis.model.people import Role
from kpis.operations.accounts import set_role
from kpis.operations.meetings import add_meeting
from kpis.operations.publishing import publish
from kpis.operations.signing_in import find_signed_in, sign_in, sign_out
from kpis.store.engine import open_store
from kpis.store.tables import metadata
from tests.access import COMMAND_LINE, NAMES, PASSWORD, a_door, add_people
from tests.operations.builders import GOOD, OFFICER, load
from tests.store.test_nothing_is_overwritten import CHANGING

DOCUMENT = Path(__file__).parents[2] / "docs" / "security.md"
ACCOUNT, ITS_PASSWORD = "waymark_site", "orchard"
RIGHTS = ["GRANT USAGE ON SCHEMA public", "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public",
          "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public",
          f"GRANT UPDATE, DELETE ON {', '.join(sorted(CHANGING))}"]  # fmt: skip


@pytest.fixture
def least(postgresql):
    """A database of its own, brought up to date by its owner, and the address of an account that owns nothing."""
    server = sa.create_engine(
        sa.make_url(postgresql).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with server.connect() as connection:
        for statement in ("CREATE DATABASE least", f"CREATE ROLE {ACCOUNT} LOGIN PASSWORD '{ITS_PASSWORD}'"):
            connection.exec_driver_sql(statement)
    own = sa.make_url(postgresql).set(database="least")
    open_store(own.render_as_string(hide_password=False)).close()
    owner = sa.create_engine(own.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        for right in RIGHTS:
            connection.exec_driver_sql(f"{right} TO {ACCOUNT}")
    owner.dispose()
    store = open_store(own.set(username=ACCOUNT, password=ITS_PASSWORD).render_as_string(hide_password=False))
    yield store
    store.close()
    with server.connect() as connection:
        for statement in ("DROP DATABASE least WITH (FORCE)", f"DROP ROLE {ACCOUNT}"):
            connection.exec_driver_sql(statement)
    server.dispose()


def test_an_account_that_owns_nothing_serves_everything_and_can_undo_no_rule(least):
    load(least, GOOD, keep_catalogue=True)
    publish(least, OFFICER, "tests", add_meeting(least, OFFICER, "Scrutiny", "2023-07-18"))
    add_people(least)
    door = a_door(least)
    token = sign_in(door, NAMES[Role.MEMBER], PASSWORD, "here")
    person = find_signed_in(door, token).account
    set_role(door, COMMAND_LINE, person.number, Role.ADVISOR)
    assert find_signed_in(door, token).account.role is Role.ADVISOR
    sign_out(door, token)
    kept = sorted({table.name for table in metadata.sorted_tables} - CHANGING.keys())
    forbidden = [f"DELETE FROM {table}" for table in kept] + [f"TRUNCATE {table} CASCADE" for table in kept]
    forbidden += [
        "ALTER TABLE observations DISABLE TRIGGER ALL",
        "DROP TABLE audit",
        "SET session_replication_role = replica",
    ]
    for statement in forbidden:
        with pytest.raises(StoreUnavailable, match=r"permission denied|must be owner"), least.writing() as connection:
            connection.exec_driver_sql(statement)


@pytest.mark.parametrize("right", RIGHTS)
def test_the_document_gives_the_account_these_rights(right):
    assert f"{right} TO {ACCOUNT};" in DOCUMENT.read_text(encoding="utf-8")
