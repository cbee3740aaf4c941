"""What a workbook holds for a meeting, as plain tables: what a member could ask, and what was revised since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kpis.exports.revised import revised_words
from kpis.exports.xlsx.tables import NAME, NOT_APPLICABLE, SHORT, WORDS, Cell, Table, table_of
from kpis.scorecard.pack import LastSeen
from kpis.scorecard.question import Question
from kpis.scorecard.rows import Scorecard
from kpis.scorecard.wording import day_words, period_words

_QUESTIONS = (("Ref", SHORT), ("Indicator", NAME), ("Code", SHORT), ("Fact", NAME), ("Question", NAME))
_REVISED = (
    ("Ref", SHORT), ("Indicator", NAME), ("Code", SHORT), ("Period", WORDS), ("Then", WORDS), ("Now", WORDS),
    ("Why", NAME),
)  # fmt: skip


def meeting_tables(shown: Scorecard, questions: Mapping[str, Sequence[Question]], last: LastSeen | None) -> list[Table]:
    """Every such table that has a row, in the order of the sheets."""
    title = f"What a member could ask: {shown.title}, {period_words(shown.period)}"
    found = [table_of("Questions", title, _QUESTIONS, _question_rows(shown, questions))]
    if last is not None:
        title = f"Revised since members last saw them, for the meeting on {day_words(last.meeting)}: {shown.title}"
        found.append(table_of("Revised", title, _REVISED, _revised_rows(shown, last)))
    return [table for table in found if table.rows]


def _question_rows(shown: Scorecard, questions: Mapping[str, Sequence[Question]]) -> Iterator[tuple[Cell, ...]]:
    for row in shown.rows:
        indicator = row.indicator
        for question in questions.get(indicator.code, ()):
            yield indicator.ref or NOT_APPLICABLE, indicator.name, indicator.code, question.fact, question.ask


def _revised_rows(shown: Scorecard, last: LastSeen) -> Iterator[tuple[Cell, ...]]:
    for one in revised_words(last, shown):
        yield one.ref or NOT_APPLICABLE, one.name, one.code, one.period, one.then, one.now, one.why
