"""Figures and comparators: superseded by later ones, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from kpis.model.observations import Comparator, KeptComparator, KeptObservation, Marker, Observation, Source
from kpis.store.periods import period_columns, period_in
from kpis.store.tables import comparators, observations, uploads
from kpis.store.uploads import as_utc


def save_observations(connection: sa.Connection, upload: int, added: Iterable[Observation]) -> None:
    """Adds figures; those of the same indicator and period that stood before stay, superseded."""
    rows = [
        {
            "upload_id": upload,
            "code": o.code,
            **period_columns(o.period),
            "value": o.value,
            "marker": o.marker,
            "numerator": o.numerator,
            "denominator": o.denominator,
            "note": o.note,
            "as_written": o.as_written,
            "sheet": o.sheet,
            "cell": o.cell,
        }
        for o in added
    ]
    if rows:
        connection.execute(sa.insert(observations), rows)


def save_comparators(connection: sa.Connection, upload: int, added: Iterable[Comparator]) -> None:
    """Adds comparators; the newest of an indicator, name and period is the one that counts."""
    rows = [
        {
            "upload_id": upload,
            "code": c.code,
            "name": c.name,
            **period_columns(c.period),
            "value": c.value,
            "marker": c.marker,
            "as_written": c.as_written,
            "same_definition": c.same_definition,
            "sheet": c.sheet,
            "cell": c.cell,
        }
        for c in added
    ]
    if rows:
        connection.execute(sa.insert(comparators), rows)


def list_current(connection: sa.Connection, codes: Sequence[str]) -> list[KeptObservation]:
    """The figure that counts for each indicator and period: the last one added."""
    columns = observations.c
    newest = (
        sa.select(sa.func.max(columns.id))
        .where(columns.code.in_(codes))
        .group_by(columns.code, columns.period_kind, columns.period_year, columns.period_number)
    )
    return _kept(connection, columns.id.in_(newest))


def list_all_of(connection: sa.Connection, code: str) -> list[KeptObservation]:
    """Every figure that an indicator ever had, in the order they were added."""
    return _kept(connection, observations.c.code == code)


def list_comparators(connection: sa.Connection, codes: Sequence[str]) -> list[KeptComparator]:
    """The comparator that counts for each indicator, name and period."""
    columns = comparators.c
    newest = (
        sa.select(sa.func.max(columns.id))
        .where(columns.code.in_(codes))
        .group_by(columns.code, columns.name, columns.period_kind, columns.period_year, columns.period_number)
    )
    query = _with_upload(comparators).where(columns.id.in_(newest)).order_by(columns.id)
    return [
        KeptComparator(
            Comparator(
                row.code,
                row.name,
                period_in(row),
                row.value,
                Marker(row.marker) if row.marker else None,
                row.as_written,
                row.same_definition,
                row.sheet,
                row.cell,
            ),
            _source(row),
        )
        for row in connection.execute(query)
    ]


def _kept(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> list[KeptObservation]:
    query = _with_upload(observations).where(condition).order_by(observations.c.id)
    kept = []
    for row in connection.execute(query):
        period = period_in(row)
        if period is None:
            raise RuntimeError(f"Observation {row.id} has no period.")
        observation = Observation(
            row.code,
            period,
            row.value,
            Marker(row.marker) if row.marker else None,
            row.numerator,
            row.denominator,
            row.note,
            row.as_written,
            row.sheet,
            row.cell,
        )
        kept.append(KeptObservation(observation, _source(row)))
    return kept


def _with_upload(table: sa.Table) -> sa.Select[Any]:
    columns = [uploads.c.file_name, uploads.c.uploaded_by, uploads.c.uploaded_at]
    return sa.select(table, *columns).join(uploads, uploads.c.id == table.c.upload_id)


def _source(row: Any) -> Source:
    return Source(row.upload_id, row.file_name, row.sheet, row.cell, row.uploaded_by, as_utc(row.uploaded_at))
