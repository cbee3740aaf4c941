"""Figures and comparators: superseded by later ones, never overwritten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, groupby, islice, repeat
from operator import attrgetter, itemgetter
from typing import Any

import sqlalchemy as sa

from kpis.model.observations import Comparator, KeptComparator, KeptObservation, Marker, Observation, Source, Undo
from kpis.model.periods import Period
from kpis.store.periods import period_columns, period_in
from kpis.store.tables import comparators, observations, uploads
from kpis.store.uploads import as_utc

Row = dict[str, Any]
OBSERVATION_COLUMNS = (
    "upload_id", "code", "period_kind", "period_year", "period_number", "value", "marker", "numerator", "denominator",
    "note", "as_written", "sheet", "cell",
)  # fmt: skip
"""In the order of the table."""
SERIES_AND_PERIOD = itemgetter(1, 2, 3, 4)
MOST_VALUES_AT_ONCE = 999
"""As many as every SQLite takes in one statement."""
Acts = dict[int, tuple[Any, datetime]]


def save_observations(connection: sa.Connection, upload: int, added: Iterable[Observation]) -> None:
    """Adds figures; those of the same indicator and period that stood before stay, superseded.

    They are added in the order of the index: a list that is written month by month would else fill it back and forth.
    """
    rows = sorted(_observation_rows(upload, list(added)), key=SERIES_AND_PERIOD)
    _insert(connection, observations, OBSERVATION_COLUMNS, rows)


def save_comparators(connection: sa.Connection, upload: int, added: Iterable[Comparator]) -> None:
    """Adds comparators; the newest of an indicator, name and period is the one that counts."""
    insert_rows(connection, comparators, [_comparator_row(upload, c) for c in added])


def save_put_back(
    connection: sa.Connection, undo: int, figures: Iterable[KeptObservation], others: Iterable[KeptComparator]
) -> None:
    """Adds what stands after an undo. Each keeps its own source; one that `is_withdrawn` says that nothing stands."""

    def origin(kept: KeptObservation | KeptComparator) -> Row:
        return {"origin_id": kept.source.upload, "is_withdrawn": kept.is_withdrawn}

    kept, origins = list(figures), ("origin_id", "is_withdrawn")
    plain = _observation_rows(undo, [k.observation for k in kept])
    rows = [(*row, *origin(k).values()) for row, k in zip(plain, kept, strict=True)]
    _insert(connection, observations, (*OBSERVATION_COLUMNS, *origins), rows)
    insert_rows(connection, comparators, [_comparator_row(undo, k.comparator) | origin(k) for k in others])


def list_current(connection: sa.Connection, codes: Sequence[str]) -> list[KeptObservation]:
    """The figure that counts for each indicator and period: the last one added, unless it was withdrawn."""
    columns = observations.c
    newest = (
        sa.select(sa.func.max(columns.id))
        .where(columns.code.in_(codes))
        .group_by(columns.code, columns.period_kind, columns.period_year, columns.period_number)
    )
    return _kept_observations(connection, columns.id.in_(newest), ~columns.is_withdrawn)


def list_all_of(connection: sa.Connection, code: str) -> list[KeptObservation]:
    """Every figure that an indicator ever had, in the order they were added, withdrawals among them."""
    return _kept_observations(connection, observations.c.code == code)


def list_added(connection: sa.Connection, codes: Sequence[str]) -> list[KeptObservation]:
    """Every figure that some indicators ever had, in the order they were added, withdrawals among them."""
    return _kept_observations(connection, observations.c.code.in_(codes))


def list_added_since(connection: sa.Connection, upload: int) -> list[tuple[int, tuple[str, Period]]]:
    """What was added by later uploads and undos than one: the act's number, and the indicator and period."""
    columns = observations.c
    query = sa.select(columns.upload_id, columns.code, columns.period_kind, columns.period_year, columns.period_number)
    found = [(row, period_in(row)) for row in connection.execute(query.where(columns.upload_id > upload))]
    return [(row.upload_id, (row.code, period)) for row, period in found if period is not None]


def list_figures_of(connection: sa.Connection, upload: int, most: int, skipped: int) -> list[KeptObservation]:
    """Some of the figures that an upload or an undo added, in the order they were added."""
    chosen = sa.select(observations.c.id).where(observations.c.upload_id == upload)
    page = chosen.order_by(observations.c.id).limit(most).offset(skipped).subquery()
    return _kept_observations(connection, observations.c.id.in_(sa.select(page.c.id)))


def list_comparators(connection: sa.Connection, codes: Sequence[str]) -> list[KeptComparator]:
    """The comparator that counts for each indicator, name and period."""
    columns = comparators.c
    newest = (
        sa.select(sa.func.max(columns.id))
        .where(columns.code.in_(codes))
        .group_by(columns.code, columns.name, columns.period_kind, columns.period_year, columns.period_number)
    )
    return _kept_comparators(connection, columns.id.in_(newest), ~columns.is_withdrawn)


def list_added_comparators(connection: sa.Connection, codes: Sequence[str]) -> list[KeptComparator]:
    """Every comparator that some indicators ever had, in the order they were added."""
    return _kept_comparators(connection, comparators.c.code.in_(codes))


def codes_in(connection: sa.Connection, upload: int) -> list[str]:
    """The indicators of which an upload brought a figure or a comparator."""
    found = [sa.select(table.c.code).where(table.c.upload_id == upload) for table in (observations, comparators)]
    return sorted(connection.execute(sa.union(*found)).scalars())


def insert_rows(connection: sa.Connection, table: sa.Table, rows: list[Row]) -> None:
    """Adds rows as the driver takes them, which for a hundred thousand rows is twice as fast."""
    if rows:
        _insert(connection, table, tuple(rows[0]), [tuple(row.values()) for row in rows])


def _insert(connection: sa.Connection, table: sa.Table, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Adds rows, whose values stand in the order of the names, as the driver takes them: far quicker for many."""
    insert = sa.insert(table).compile(dialect=connection.dialect, column_keys=list(names))
    order = insert.positiontup
    if order is None:
        named = [dict(zip(names, row, strict=True)) for row in rows]
        if named:
            connection.exec_driver_sql(str(insert), named)
        return
    if list(names) != order:
        places = [names.index(name) for name in order]
        rows = (tuple([row[place] for place in places]) for row in rows)
    _insert_together(connection, str(insert), len(order), iter(rows))


def _insert_together(connection: sa.Connection, insert: str, width: int, rows: Iterator[tuple[Any, ...]]) -> None:
    """Adds many rows with each statement, because SQLite takes as long to begin and end one as to add a row.

    The last rows, fewer than the others, have a statement of their own.
    """
    most = MOST_VALUES_AT_ONCE // width
    batches = list(iter(lambda: tuple(chain.from_iterable(islice(rows, most))), ()))
    one = insert.rpartition("VALUES ")[2]
    for values, alike in groupby(batches, len):
        connection.exec_driver_sql(", ".join([insert, *[one] * (values // width - 1)]), list(alike))


def _observation_rows(upload: int, added: Sequence[Observation]) -> Iterator[tuple[Any, ...]]:
    """In the order of OBSERVATION_COLUMNS; made by columns, for there may be a hundred thousand."""
    periods = list(map(attrgetter("period"), added))
    each_once = {id(period): period for period in periods}  # one object stands in many figures
    of_each = {number: tuple(period_columns(period).values()) for number, period in each_once.items()}
    each = list(map(of_each.__getitem__, map(id, periods)))
    of_periods = (map(itemgetter(place), each) for place in range(3))
    markers = [None if o.marker is None else o.marker.value for o in added]
    code, value, *others = (
        map(attrgetter(name), added)
        for name in ("code", "value", "numerator", "denominator", "note", "as_written", "sheet", "cell")
    )
    return zip(repeat(upload, len(added)), code, *of_periods, value, markers, *others, strict=True)


def _comparator_row(upload: int, c: Comparator) -> Row:
    return {
        "upload_id": upload,
        "code": c.code,
        "name": c.name,
        **period_columns(c.period),
        "value": c.value,
        "marker": c.marker.value if c.marker else None,
        "as_written": c.as_written,
        "same_definition": c.same_definition,
        "sheet": c.sheet,
        "cell": c.cell,
    }


def _kept_observations(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> list[KeptObservation]:
    rows, acts = _rows(connection, observations, conditions)
    kept = []
    for row in rows:
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
        kept.append(KeptObservation(observation, _source(row, acts), _undo(row, acts), row.is_withdrawn))
    return kept


def _kept_comparators(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> list[KeptComparator]:
    rows, acts = _rows(connection, comparators, conditions)
    kept = []
    for row in rows:
        comparator = Comparator(
            row.code,
            row.name,
            period_in(row),
            row.value,
            Marker(row.marker) if row.marker else None,
            row.as_written,
            row.same_definition,
            row.sheet,
            row.cell,
        )
        kept.append(KeptComparator(comparator, _source(row, acts), _undo(row, acts), row.is_withdrawn))
    return kept


def _rows(
    connection: sa.Connection, table: sa.Table, conditions: Sequence[sa.ColumnElement[bool]]
) -> tuple[Sequence[sa.Row[Any]], Acts]:
    """The rows in the order they were added, and the acts that they name: each read once, not once for every row."""
    rows = connection.execute(sa.select(table).where(*conditions).order_by(table.c.id)).all()
    numbers = {row.upload_id for row in rows} | {row.origin_id for row in rows if row.origin_id is not None}
    wanted = [uploads.c[name] for name in ("id", "file_name", "uploaded_by", "uploaded_at", "undoes", "reason")]
    found = connection.execute(sa.select(*wanted).where(uploads.c.id.in_(numbers)))
    return rows, {act.id: (act, as_utc(act.uploaded_at)) for act in found}


def _source(row: Any, acts: Acts) -> Source:
    number = row.upload_id if row.origin_id is None else row.origin_id
    act, at = acts[number]
    return Source(number, act.file_name, row.sheet, row.cell, act.uploaded_by, at)


def _undo(row: Any, acts: Acts) -> Undo | None:
    if row.origin_id is None:
        return None
    act, at = acts[row.upload_id]
    return Undo(act.id, act.undoes, act.uploaded_by, at, act.reason)
