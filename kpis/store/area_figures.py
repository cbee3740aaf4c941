"""Other areas' published figures: only ever added, the newest of a measure, area and period counting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from kpis.model.comparisons import AreaFigure, KeptAreaFigure, Measure, Publication
from kpis.model.observations import Marker, Source
from kpis.store.observations import insert_rows
from kpis.store.periods import period_columns, period_in
from kpis.store.tables import area_figures, measures, publications, uploads
from kpis.store.uploads import as_utc

KEY = ("measure", "area", "period_kind", "period_year", "period_number")


def save_area_figures(connection: sa.Connection, upload: int, added: Iterable[AreaFigure]) -> None:
    """Adds published figures; those that stood before stay, superseded."""
    insert_rows(connection, area_figures, [_row(upload, figure) for figure in added])


def save_measures(connection: sa.Connection, upload: int, added: Iterable[Measure]) -> None:
    """Adds what measures are called, where that is new or has changed."""
    known = {measure.short: measure for measure in list_measures(connection)}
    rows = [
        {
            "upload_id": upload,
            "short": measure.short,
            "name": measure.name,
            "counted_in": measure.counted_in,
            "year_type": measure.year_type,
        }
        for measure in added
        if known.get(measure.short) != measure
    ]
    insert_rows(connection, measures, rows)


def list_measures(connection: sa.Connection) -> list[Measure]:
    """Every measure as its newest file names it."""
    rows = connection.execute(sa.select(measures).order_by(measures.c.id))
    found = {row.short: Measure(row.short, row.name, row.counted_in, row.year_type) for row in rows}
    return list(found.values())


def list_area_figures(
    connection: sa.Connection, wanted: Sequence[str], areas: Sequence[str] | None = None
) -> list[KeptAreaFigure]:
    """The figure that counts for each area and period of some measures; of some areas alone where they are named."""
    columns = area_figures.c
    newest = sa.select(sa.func.max(columns.id)).where(columns.measure.in_(wanted))
    if areas is not None:
        newest = newest.where(columns.area.in_(areas))
    return _kept(connection, columns.id.in_(newest.group_by(*(columns[name] for name in KEY))))


def list_added_area_figures(
    connection: sa.Connection, wanted: Sequence[str], areas: Sequence[str]
) -> list[KeptAreaFigure]:
    """Every figure that some areas ever had for some measures, in the order they were added."""
    return _kept(connection, area_figures.c.measure.in_(wanted), area_figures.c.area.in_(areas))


def standing_of(connection: sa.Connection, measure: str) -> dict[tuple[Any, ...], AreaFigure]:
    """The figures of one measure that count, by their key: what a new file is compared with."""
    columns = area_figures.c
    newest = sa.select(sa.func.max(columns.id)).where(columns.measure == measure)
    newest = newest.group_by(*(columns[name] for name in KEY))
    found = (_figure(row) for row in connection.execute(sa.select(area_figures).where(columns.id.in_(newest))))
    return {figure.key: figure for figure in found}


def measures_with_figures(connection: sa.Connection, wanted: Sequence[str]) -> frozenset[str]:
    """Which of some measures have any figure."""
    query = sa.select(area_figures.c.measure).where(area_figures.c.measure.in_(wanted)).distinct()
    return frozenset(connection.execute(query).scalars())


def _kept(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> list[KeptAreaFigure]:
    rows = connection.execute(sa.select(area_figures).where(*conditions).order_by(area_figures.c.id)).all()
    sources = _sources(connection, {row.upload_id for row in rows})
    kept = []
    for row in rows:
        act, publication = sources[row.upload_id]
        at = as_utc(act.uploaded_at)
        source = Source(row.upload_id, act.file_name, "", f"row {row.line}", act.uploaded_by, at)
        kept.append(KeptAreaFigure(_figure(row), source, publication))
    return kept


def _sources(connection: sa.Connection, numbers: set[int]) -> dict[int, tuple[Any, Publication]]:
    """Each upload once, with its publication, and not once for every row."""
    query = (
        sa.select(uploads.c.id, uploads.c.file_name, uploads.c.uploaded_by, uploads.c.uploaded_at, publications)
        .join(publications, publications.c.upload_id == uploads.c.id)
        .where(uploads.c.id.in_(numbers))
    )
    found = connection.execute(query)
    return {row.upload_id: (row, Publication(row.name, row.publisher, row.licence)) for row in found}


def _row(upload: int, figure: AreaFigure) -> dict[str, Any]:
    return {
        "upload_id": upload,
        "measure": figure.measure,
        "area": figure.area,
        **period_columns(figure.period),
        "value": figure.value,
        "marker": figure.marker.value if figure.marker else None,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "population_year": figure.population_year,
        "line": figure.line,
    }


def _figure(row: Any) -> AreaFigure:
    period = period_in(row)
    if period is None:
        raise RuntimeError(f"Area figure {row.id} has no period.")
    return AreaFigure(
        row.measure,
        row.area,
        period,
        row.value,
        Marker(row.marker) if row.marker else None,
        row.numerator,
        row.denominator,
        row.population_year,
        row.line,
    )
