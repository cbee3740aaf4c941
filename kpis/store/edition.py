"""Which edition of the figures the store holds: changes with everything that is added, and with nothing else."""

from __future__ import annotations

import sqlalchemy as sa

from kpis.store import tables

APPENDED = (
    tables.uploads,
    tables.observations,
    tables.comparators,
    tables.indicators,
    tables.targets,
    tables.scorecards,
    tables.signs,
    tables.populations,
    tables.answers,
    tables.events,
    tables.event_withdrawals,
    tables.small_number_settings,
    tables.area_figures,
    tables.neighbours,
    tables.measure_links,
    tables.meetings,
    tables.publications,
    tables.withdrawals,
    tables.commentary,
    tables.revision_reasons,
    tables.site_settings,
)

ELSEWHERE = (tables.area_figures, tables.neighbours, tables.measure_links, tables.site_settings)
"""What the figures of other areas are made from, among these."""


def edition(connection: sa.Connection) -> tuple[int, ...]:
    """The newest row of each table: since rows are only ever added, the same edition is the same content."""
    return _newest(connection, APPENDED)


def edition_elsewhere(connection: sa.Connection) -> tuple[int, ...]:
    """The same for the figures of other areas alone."""
    return _newest(connection, ELSEWHERE)


def _newest(connection: sa.Connection, appended: tuple[sa.Table, ...]) -> tuple[int, ...]:
    newest = [sa.select(sa.func.coalesce(sa.func.max(t.c.id), 0)).scalar_subquery() for t in appended]
    return tuple(connection.execute(sa.select(*newest)).one())
