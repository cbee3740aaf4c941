"""What people answered to the questions of workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from kpis.model.answers import Answer, KeptAnswer
from kpis.model.uploads import acts_that_count
from kpis.store.tables import answers, uploads
from kpis.store.uploads import as_utc, list_undoes


def save_answers(connection: sa.Connection, upload: int, given: Iterable[Answer], by: str, at: datetime) -> None:
    """Keeps answers with the upload they were given for."""
    rows = [
        {
            "upload_id": upload,
            "code": a.code,
            "indicator": a.indicator,
            "period": a.period,
            "sheet": a.sheet,
            "cell": a.cell,
            "question": a.question,
            "answer": a.words,
            "answered_by": by,
            "answered_at": as_utc(at),
        }
        for a in given
    ]
    if rows:
        connection.execute(sa.insert(answers), rows)


def list_answers(connection: sa.Connection, indicators: Sequence[str]) -> list[KeptAnswer]:
    """The answers about some indicators that count, the oldest first: those of an upload that was undone do not."""
    counting = acts_that_count(list_undoes(connection))
    found = _listed(connection, answers.c.indicator.in_(indicators))
    return [kept for kept in found if kept.upload in counting]


def list_answers_of_upload(connection: sa.Connection, upload: int) -> list[KeptAnswer]:
    """Every answer that was given for one upload."""
    return _listed(connection, answers.c.upload_id == upload)


def _listed(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> list[KeptAnswer]:
    query = sa.select(answers, uploads.c.file_name).join(uploads, uploads.c.id == answers.c.upload_id)
    return [
        KeptAnswer(
            Answer(row.code, row.indicator, row.period, row.question, row.answer, row.sheet, row.cell),
            row.upload_id,
            row.file_name,
            row.answered_by,
            as_utc(row.answered_at),
        )
        for row in connection.execute(query.where(condition).order_by(answers.c.id))
    ]
