"""Other areas' published figures: only ever added, the newest of a measure, area and period counting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from kpis.model.comparisons import AreaFigure, KeptAreaFigure, Measure, Publication
from kpis.model.observations import Marker, Source
from kpis.store.observations import insert_rows
from kpis.store.periods import period_columns, period_of
from kpis.store.tables import area_figures, area_publications, measures, uploads
from kpis.store.uploads import as_utc

KEY = ("measure", "area", "period_kind", "period_year", "period_number")
COLUMNS = (*KEY, "value", "marker", "numerator", "denominator", "population_year", "line", "upload_id")
MARKERS = {marker.value: marker for marker in Marker}


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
    connection: sa.Connection,
    wanted: Sequence[str],
    areas: Sequence[str] | None = None,
    until: datetime | None = None,
) -> list[KeptAreaFigure]:
    """The figure that counts for each area and period of some measures; of some areas alone where they are named.

    As it was at a moment, where one is named.

    The newest is chosen here: so few figures are ever superseded that asking the database for it takes longer.
    """
    conditions = [area_figures.c.measure.in_(wanted), *taken_in_by(area_figures, until)]
    if areas is not None:
        conditions.append(area_figures.c.area.in_(areas))
    return list({kept.figure.key: kept for kept in _kept(connection, *conditions)}.values())


def list_added_area_figures(
    connection: sa.Connection, wanted: Sequence[str], areas: Sequence[str], until: datetime | None = None
) -> list[KeptAreaFigure]:
    """Every figure that some areas ever had for some measures, in the order they were added, by a moment."""
    conditions = (area_figures.c.measure.in_(wanted), area_figures.c.area.in_(areas))
    return _kept(connection, *conditions, *taken_in_by(area_figures, until))


def taken_in_by(table: sa.Table, until: datetime | None) -> list[sa.ColumnElement[bool]]:
    """What leaves out the rows of uploads after a moment; nothing where none is named."""
    if until is None:
        return []
    return [table.c.upload_id.in_(sa.select(uploads.c.id).where(uploads.c.uploaded_at <= as_utc(until)))]


def standing_of(connection: sa.Connection, measure: str) -> dict[tuple[Any, ...], AreaFigure]:
    """The figures of one measure that count, by their key: what a new file is compared with."""
    query = _selected().where(area_figures.c.measure == measure).order_by(area_figures.c.id)
    return {figure.key: figure for figure in map(_figure, connection.execute(query))}


def measures_with_figures(connection: sa.Connection, wanted: Sequence[str]) -> frozenset[str]:
    """Which of some measures have any figure."""
    query = sa.select(area_figures.c.measure).where(area_figures.c.measure.in_(wanted)).distinct()
    return frozenset(connection.execute(query).scalars())


def _selected() -> sa.Select[Any]:
    return sa.select(*(area_figures.c[name] for name in COLUMNS))


def _kept(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> list[KeptAreaFigure]:
    rows = connection.execute(_selected().where(*conditions).order_by(area_figures.c.id)).all()
    sources = _sources(connection, {row[-1] for row in rows})
    kept = []
    for row in rows:
        act, at, publication = sources[row[-1]]
        figure = _figure(row)
        source = Source(act.upload_id, act.file_name, "", f"row {figure.line}", act.uploaded_by, at)
        kept.append(KeptAreaFigure(figure, source, publication))
    return kept


def _sources(connection: sa.Connection, numbers: set[int]) -> dict[int, tuple[Any, datetime, Publication]]:
    """Each upload once, with its publication, and not once for every row."""
    query = (
        sa.select(uploads.c.file_name, uploads.c.uploaded_by, uploads.c.uploaded_at, area_publications)
        .join(area_publications, area_publications.c.upload_id == uploads.c.id)
        .where(uploads.c.id.in_(numbers))
    )
    return {
        row.upload_id: (row, as_utc(row.uploaded_at), Publication(row.name, row.publisher, row.licence))
        for row in connection.execute(query)
    }


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


def _figure(row: sa.Row[Any]) -> AreaFigure:
    """By the place of each column, which for a quarter of a million rows is three times as fast as by its name."""
    measure, area, kind, year, number, value, marker, numerator, denominator, population_year, line, _ = tuple(row)
    found = MARKERS[marker] if marker else None
    period = period_of(kind, year, number)
    return AreaFigure(measure, area, period, value, found, numerator, denominator, population_year, line)
