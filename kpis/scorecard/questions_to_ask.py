"""What a member could ask about a row: one or two questions, made by rule from the facts on the row and nothing else.

A rule that lacks its facts asks nothing. Pace and trend are spoken of only where the methods find them, comparison only
where an interval allows it or the difference is plain and the definition is not known to differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from kpis.model.observations import Marker
from kpis.model.verdicts import Rag, RagReason
from kpis.scorecard.attention import Attention, Concern, concern_of
from kpis.scorecard.question import Question, Why
from kpis.scorecard.question_facts import (
    away_from_elsewhere,
    borderline,
    fewer_counted,
    leap,
    off_target_run,
    pace,
    still_moving_away,
    unusual,
    without_figure,
    worse_by,
)
from kpis.scorecard.question_groups import Fallen, fallen_groups
from kpis.scorecard.rows import Scorecard, ScorecardRow
from kpis.scorecard.wording import count_of_periods, period_words

MOST = 2
"""Questions for one row."""
ASKED_ABOUT = (
    Concern.NEWLY_RED,
    Concern.RED_AND_WORSE,
    Concern.STILL_RED,
    Concern.AMBER_AND_WORSE,
    Concern.WORSE_NOT_RATED,
)
"""The concerns whose rows have questions; better and newly green have none."""


def questions_to_ask(scorecard: Scorecard) -> dict[str, tuple[Question, ...]]:
    """The questions of each row that is red or needs attention, or has no figure to show, by code in printed order."""
    groups = fallen_groups(tuple(scorecard.rows))
    found = {}
    for row in scorecard.rows:
        if concern_of(row) in ASKED_ABOUT or row.rag.rag is Rag.RED or row.value is None:
            questions = questions_of(row, groups)
            if questions:
                found[row.indicator.code] = questions
    return found


def with_questions(attention: Attention) -> Attention:
    """What needs attention, with what a member could ask about it."""
    return replace(attention, questions=questions_to_ask(attention.scorecard))


def questions_about(scorecard: Scorecard, code: str) -> tuple[Question, ...]:
    """What a member could ask about one indicator of a scorecard; nothing where there is nothing to ask."""
    return questions_to_ask(scorecard).get(code, ())


def questions_of(row: ScorecardRow, groups: Iterable[Fallen] = ()) -> tuple[Question, ...]:
    """At most two questions about a row, the most telling first. A withheld row is asked about without a number."""
    if row.marker is Marker.SUPPRESSED or row.rag.reason is RagReason.SUPPRESSED:
        return (_withheld(),)
    if row.value is None:
        question = _no_figure(row)
        return (question,) if question is not None else ()
    own = next((group for group in groups if row.indicator.code in group.codes), None)
    asked = [*([_group_fell(own)] if own is not None else []), *(q for rule in RULES if (q := rule(row)) is not None)]
    chosen = _not_twice(asked)
    if not chosen and row.rag.rag is Rag.RED:
        chosen = [_off_target(row)]
    return tuple(chosen[:MOST])


def _not_twice(questions: Sequence[Question]) -> list[Question]:
    """One question of those that ask the same: a leap says what a group's fall says already, and so on."""
    chosen: list[Question] = []
    for question in questions:
        told = {q.why for q in chosen}
        if not any(question.why in same and told & same for same in SAME):
            chosen.append(question)
    return chosen


SAME = (
    {Why.GROUP_FELL, Why.LEAP, Why.UNUSUAL, Why.WORSE, Why.NEWLY_RED},
    {Why.LONG_OFF_TARGET, Why.PACE, Why.NEWLY_RED, Why.OFF_TARGET},
    {Why.MOVING_AWAY, Why.WORSE, Why.UNUSUAL},
)
"""Reasons of which one is enough."""


def _withheld() -> Question:
    return Question(
        Why.WITHHELD,
        "This figure is withheld because the number is small.",
        "Has somebody looked at each child behind it, and who answers for that?",
    )


def _no_figure(row: ScorecardRow) -> Question | None:
    """None where there were no cases: nothing is missing."""
    missing = without_figure(row)
    if missing is None or row.marker is Marker.NOT_APPLICABLE:
        return None
    fact = f"There has been no figure for {missing}." if missing else "There is no figure yet."
    return Question(Why.NO_FIGURE, fact, "When will there be one, and how is it watched until then?")


def _group_fell(group: Fallen) -> Question:
    return Question(Why.GROUP_FELL, group.words, "Was the definition or the system changed, or did practice?")


def _fewer_counted(row: ScorecardRow) -> Question | None:
    found = fewer_counted(row)
    if found is None:
        return None
    return Question(Why.FEWER_COUNTED, found, "Who is no longer counted, and is the percentage still like for like?")


def _leap(row: ScorecardRow) -> Question | None:
    found = leap(row)
    return Question(Why.LEAP, found, "What changed: practice, or the way it is counted?") if found else None


def _unusual(row: ScorecardRow) -> Question | None:
    found = unusual(row)
    return Question(Why.UNUSUAL, found, "What happened that does not usually happen?") if found else None


def _moving_away(row: ScorecardRow) -> Question | None:
    found = still_moving_away(row)
    return Question(Why.MOVING_AWAY, found, "What is behind it, and what would turn it?") if found else None


def _long_off_target(row: ScorecardRow) -> Question | None:
    found = off_target_run(row)
    if found is None:
        return None
    return Question(Why.LONG_OFF_TARGET, found, "What has been tried, and when is it expected to be back on target?")


def _pace(row: ScorecardRow) -> Question | None:
    found = pace(row)
    return Question(Why.PACE, found, "Is that the plan?") if found else None


def _elsewhere(row: ScorecardRow) -> Question | None:
    found = away_from_elsewhere(row)
    return Question(Why.ELSEWHERE, found, "What do they do that we do not?") if found else None


def _borderline(row: ScorecardRow) -> Question | None:
    found = borderline(row)
    if found is None:
        return None
    one = count_of_periods(1, row.period.kind).replace("1 ", "one ")
    return Question(Why.BORDERLINE, found, f"Is {one} enough to judge by?")


def _newly_red(row: ScorecardRow) -> Question | None:
    before = row.point(row.period.previous())
    if concern_of(row) is not Concern.NEWLY_RED or before is None:
        return None
    fact = f"It turned red in {period_words(row.period)}: {row.shown}, after {before.shown}."
    return Question(Why.NEWLY_RED, fact, "What happened, and is it expected to last?")


def _off_target(row: ScorecardRow) -> Question:
    fact = f"It stands at {row.shown} and the target is {row.target_shown}."
    return Question(Why.OFF_TARGET, fact, "What is being done, and by when is the target to be met?")


def _worse(row: ScorecardRow) -> Question | None:
    found = worse_by(row) if row.rag.rag is not Rag.GREEN else None
    return Question(Why.WORSE, found, "Was that expected, and what has been done since?") if found else None


Rule = Callable[[ScorecardRow], "Question | None"]
RULES: tuple[Rule, ...] = (
    _fewer_counted,
    _leap,
    _moving_away,
    _unusual,
    _long_off_target,
    _pace,
    _elsewhere,
    _borderline,
    _newly_red,
    _worse,
)
"""In the order of Why."""
