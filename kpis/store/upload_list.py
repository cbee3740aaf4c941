"""The list of uploads and undos: who, when and what, without the files themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from kpis.model.errors import NotFound
from kpis.model.uploads import Upload
from kpis.store.tables import answers, area_figures, comparators, neighbours, observations, uploads
from kpis.store.uploads import as_utc

KEY = ("code", "period_kind", "period_year", "period_number")


def get_upload(connection: sa.Connection, number: int) -> Upload:
    """One upload with its counts; raises NotFound."""
    found = _listed(connection, uploads.c.id == number)
    if not found:
        raise NotFound(f"There is no upload {number}.")
    return found[0]


def list_uploads(connection: sa.Connection, most: int, skipped: int = 0) -> list[Upload]:
    """The newest uploads and undos with their counts, the newest first, after some that are skipped."""
    wanted = sa.select(uploads.c.id).order_by(uploads.c.id.desc()).limit(most).offset(skipped)
    numbers = list(connection.execute(wanted).scalars())
    return _listed(connection, uploads.c.id.in_(numbers))


def count_acts(connection: sa.Connection) -> int:
    """How many uploads and undos there are."""
    return connection.execute(sa.select(sa.func.count()).select_from(uploads)).scalar_one()


def _listed(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> list[Upload]:
    columns = uploads.c
    query = sa.select(
        columns.id,
        columns.file_name,
        columns.scorecard,
        columns.uploaded_by,
        columns.uploaded_at,
        columns.digest,
        sa.func.length(columns.content).label("size"),
        columns.unchanged,
        columns.undoes,
        columns.reason,
    )
    rows = connection.execute(query.where(condition).order_by(columns.id.desc())).all()
    numbers = [row.id for row in rows]
    figures = _figures(connection, numbers)
    tables = (comparators, answers, area_figures, neighbours)
    others, answered, elsewhere, near = (_counted(connection, table, numbers) for table in tables)
    return [
        Upload(
            row.id,
            row.file_name,
            row.scorecard,
            row.uploaded_by,
            as_utc(row.uploaded_at),
            row.digest,
            row.size,
            new=figures.get((row.id, "new"), 0),
            changed=figures.get((row.id, "changed"), 0),
            withdrawn=figures.get((row.id, "withdrawn"), 0),
            comparators=sum(found.get(row.id, 0) for found in (others, elsewhere, near)),
            answers=answered.get(row.id, 0),
            unchanged=row.unchanged,
            undoes=row.undoes,
            reason=row.reason,
        )
        for row in rows
    ]


def _counted(connection: sa.Connection, table: sa.Table, numbers: Sequence[int]) -> dict[int, int]:
    query = sa.select(table.c.upload_id, sa.func.count()).where(table.c.upload_id.in_(numbers))
    return {row[0]: row[1] for row in connection.execute(query.group_by(table.c.upload_id))}


def _figures(connection: sa.Connection, numbers: Sequence[int]) -> dict[tuple[int, str], int]:
    """How many figures of each act are new, changed or withdrawn: a figure is new where none stood before it."""
    before = observations.alias("before")
    stood = (
        sa.select(before.c.is_withdrawn)
        .where(*(before.c[name] == observations.c[name] for name in KEY), before.c.id < observations.c.id)
        .order_by(before.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    became: Any = sa.case(
        (observations.c.is_withdrawn, "withdrawn"), (sa.func.coalesce(stood, sa.true()), "new"), else_="changed"
    )
    query = (
        sa.select(observations.c.upload_id, became.label("became"), sa.func.count().label("figures"))
        .where(observations.c.upload_id.in_(numbers))
        .group_by(observations.c.upload_id, "became")
    )
    return {(row.upload_id, row.became): row.figures for row in connection.execute(query)}
