"""Which edition of the figures the store holds: changes with all that is added or restored, and with nothing else."""

from __future__ import annotations

import sqlalchemy as sa

from kpis.store import tables

APPENDED = (
    tables.uploads,
    tables.observations,
    tables.comparators,
    tables.indicators,
    tables.targets,
    tables.target_withdrawals,
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


Edition = tuple[object, ...]


def edition(connection: sa.Connection) -> Edition:
    """The number and the moment of each table's newest row: rows are only added, so the same is the same content.

    The moments tell a store that was restored and added to anew from the one that had as many rows before.
    """
    return _newest(connection, APPENDED)


def edition_elsewhere(connection: sa.Connection) -> Edition:
    """The same for the figures of other areas alone."""
    return _newest(connection, (*ELSEWHERE, tables.uploads))


def _newest(connection: sa.Connection, appended: tuple[sa.Table, ...]) -> Edition:
    newest = [sa.select(sa.func.coalesce(sa.func.max(t.c.id), 0)).scalar_subquery() for t in appended]
    last = [
        sa.select(c).order_by(t.c.id.desc()).limit(1).scalar_subquery()
        for t in appended
        for c in t.columns
        if isinstance(c.type, sa.DateTime)
    ]
    return tuple(connection.execute(sa.select(*newest, *last)).one())
