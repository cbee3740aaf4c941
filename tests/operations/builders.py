"""Workbooks, a small catalogue and what a store holds, for tests of what a person can do."""

import sqlalchemy as sa

from kpis.ingest.long_table import TEMPLATE_COLUMNS
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Polarity, ScorecardTitle, Unit
from kpis.model.people import Asker, Audience
from kpis.operations.catalogue import shipped_workbooks
from kpis.operations.upload import Workbook, load_workbook
from kpis.store.tables import metadata
from tests.builders import an_indicator
from tests.scorecard.builders import a_target

OFFICER = Asker("An advisor")
PUBLIC = Asker("A reader", Audience.PUBLIC)
TIMELINESS, CONTACTS = "Visits in time", "Contacts"
CATALOGUE = Catalogue(
    (
        an_indicator("T1", name=TIMELINESS),
        an_indicator("T2", name=CONTACTS, unit=Unit.COUNT, decimals=0, polarity=Polarity.NO_JUDGEMENT),
    ),
    (a_target(90.0, amber_low=76.5),),
    (ScorecardTitle("tests", "Tests"),),
)


def a_workbook(*rows, name="march.csv"):
    """A long csv of (indicator, period, value) rows."""
    lines = [TEMPLATE_COLUMNS.replace(", ", ",")]
    lines += [f"Visits,,{indicator},{period},,,{value},,," for indicator, period, value in rows]
    return Workbook(name, "\r\n".join([*lines, ""]).encode())


GOOD = a_workbook((TIMELINESS, "2023-02", "60.0%"), (TIMELINESS, "2023-03", "64.1%"), (CONTACTS, "2023-03", "609"))
REVISED = a_workbook((TIMELINESS, "2023-02", "60.0%"), (TIMELINESS, "2023-03", "95.0%"), name="april.csv")
QUESTIONABLE = a_workbook((TIMELINESS, "2023-03", "104.2%"), name="questionable.csv")
REJECTED = a_workbook((TIMELINESS, "2023-03", "64.1%"), (CONTACTS, "2023-03", "many"), name="rejected.csv")


def load(store, workbook, asker=OFFICER, catalogue=CATALOGUE, is_confirmed=False, keep_catalogue=False):
    return load_workbook(store, asker, workbook, catalogue, is_confirmed, keep_catalogue)


def shipped(name):
    """One of the published workbooks."""
    (path,) = [p for p in shipped_workbooks() if p.stem == name]
    return Workbook(path.name, path.read_bytes())


def rows_kept(store):
    """How many rows each table holds."""
    with store.reading() as connection:
        return {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }
