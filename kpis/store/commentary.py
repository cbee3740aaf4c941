"""Commentary, and why figures were revised: added, never changed; the newest counts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from kpis.model.commentary import Commentary, FigureThen, Question, Subject
from kpis.model.meetings import RevisionCause, RevisionReason
from kpis.model.periods import Period
from kpis.store.periods import period_columns, period_in
from kpis.store.tables import commentary, revision_reasons
from kpis.store.uploads import as_utc


def save_commentary(connection: sa.Connection, words: Commentary) -> None:
    """Adds words; whatever stood for the same subject is superseded, and stays."""
    subject = words.subject
    connection.execute(
        sa.insert(commentary).values(
            scorecard=subject.scorecard,
            section=subject.section,
            question=subject.question.value if subject.question else None,
            code=subject.code,
            text=words.text,
            who=words.who,
            by_when=words.by_when,
            figures=json.dumps([[f.code, f.shown] for f in words.figures], ensure_ascii=False),
            written_by=words.by,
            written_at=as_utc(words.at),
            **period_columns(subject.period),
        )
    )


def list_commentary(connection: sa.Connection, scorecard: str, period: Period) -> list[Commentary]:
    """The words that count for a scorecard in a period: the newest of each subject that was not taken back."""
    newest: dict[Subject, Commentary] = {}
    for words in list_all_commentary(connection, scorecard, period):
        newest[words.subject] = words
    return [words for words in newest.values() if words.text]


def list_all_commentary(connection: sa.Connection, scorecard: str, period: Period) -> list[Commentary]:
    """All that was ever written for a scorecard in a period, the oldest first."""
    columns = period_columns(period)
    query = sa.select(commentary).where(commentary.c.scorecard == scorecard).order_by(commentary.c.id)
    for name, value in columns.items():
        query = query.where(commentary.c[name] == value)
    return [_commentary(row, period) for row in connection.execute(query)]


def _commentary(row: Any, period: Period) -> Commentary:
    question = Question(row.question) if row.question else None
    return Commentary(
        Subject(row.scorecard, period, row.section, question, row.code),
        row.text,
        row.written_by,
        as_utc(row.written_at),
        row.who,
        row.by_when,
        tuple(FigureThen(code, shown) for code, shown in json.loads(row.figures)),
    )


def save_revision_reason(connection: sa.Connection, reason: RevisionReason) -> None:
    """Adds why a figure was revised."""
    connection.execute(
        sa.insert(revision_reasons).values(
            code=reason.code,
            cause=reason.cause.value,
            words=reason.words,
            given_by=reason.by,
            given_at=as_utc(reason.at),
            **period_columns(reason.period),
        )
    )


def newest_revision_reason(connection: sa.Connection) -> int:
    """The number of the newest reason, 0 where there is none: whatever is given later has a greater one."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(revision_reasons.c.id), 0))).scalar_one())


def list_revision_reasons(connection: sa.Connection, codes: Sequence[str], after: int = 0) -> list[RevisionReason]:
    """Every reason that was given for some indicators after the one of a number, the oldest first."""
    query = sa.select(revision_reasons).where(revision_reasons.c.code.in_(codes), revision_reasons.c.id > after)
    query = query.order_by(revision_reasons.c.id)
    found = []
    for row in connection.execute(query):
        period = period_in(row)
        if period is not None:
            cause = RevisionCause(row.cause)
            found.append(RevisionReason(row.code, period, cause, row.words, row.given_by, as_utc(row.given_at)))
    return found
