"""What a print puts first in each part: the rows that are red or getting worse, and what a member could ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kpis.scorecard.attention import CONCERN_WORDS, Concern, build_attention
from kpis.scorecard.pack import LastSeen
from kpis.scorecard.question import Question
from kpis.scorecard.rows import Scorecard, ScorecardRow, Section
from kpis.scorecard.wording import count_of_periods, direction_words

Values = dict[str, Any]
PRESSING = (
    Concern.NEWLY_RED, Concern.RED_AND_WORSE, Concern.STILL_RED, Concern.AMBER_AND_WORSE, Concern.WORSE_NOT_RATED,
)  # fmt: skip


def pressing_rows(
    scorecard: Scorecard, section: Section, last: LastSeen | None, questions: Mapping[str, Sequence[Question]]
) -> list[Values]:
    """The section's pressing rows in the order of reading. What is new is so since readers `last` saw it."""
    groups = build_attention(replace(scorecard, sections=(section,)), last).groups
    return [
        {
            "title": CONCERN_WORDS[concern],
            "rows": [_pressing(row, questions.get(row.indicator.code, ())) for row in groups[concern]],
        }
        for concern in PRESSING
        if concern in groups
    ]


def _pressing(row: ScorecardRow, questions: Sequence[Question]) -> Values:
    since = f", red for {count_of_periods(row.periods_red, row.period.kind)}" if row.periods_red > 1 else ""
    target = f", target {row.target_shown}" if row.target is not None else ""
    return {
        "ref": row.indicator.ref,
        "name": row.indicator.name,
        "says": f"{row.shown}{target}. {direction_words(row.direction)}{since}.",
        "questions": [{"fact": question.fact, "ask": question.ask} for question in questions],
    }
