"""The figures that readers saw otherwise, as a file tells them: then, now and why."""

from __future__ import annotations

from dataclasses import dataclass

from kpis.scorecard.meeting_words import why_words
from kpis.scorecard.pack import LastSeen
from kpis.scorecard.rows import Scorecard
from kpis.scorecard.wording import day_words, period_words


@dataclass(frozen=True)
class RevisedWords:
    """One revised figure, all in words."""

    ref: str
    name: str
    code: str
    period: str
    then: str
    now: str
    why: str


def revised_words(last: LastSeen | None, shown: Scorecard) -> list[RevisedWords]:
    """Of the rows that a file holds, each figure that is another than readers last saw."""
    codes = {row.indicator.code for row in shown.rows}
    return [
        RevisedWords(r.ref, r.name, r.code, period_words(r.period), r.then, r.now, why_words(r))
        for r in (last.revised if last else ())
        if r.code in codes
    ]


def since_words(last: LastSeen | None) -> str:
    """Since when what is newly red or green is so; nothing for figures that belong to no meeting before."""
    if last is None:
        return ""
    return (
        "Newly means since members last saw this scorecard, for the meeting on "
        f"{day_words(last.meeting)}, with the figures for {period_words(last.period)}."
    )


def then_words(last: LastSeen | None) -> str:
    """What the columns of a table of revised figures say."""
    if last is None:
        return ""
    return f"Then is what members were given for the meeting on {day_words(last.meeting)}. Now is what this file holds."
