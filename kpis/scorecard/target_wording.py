"""Targets in an administrator's words: what each is today, how far off is amber, and what another would change."""

from __future__ import annotations

from datetime import date

from kpis.model.indicators import Indicator, Polarity
from kpis.model.target_list import TargetState
from kpis.model.targets import Target, ToleranceKind
from kpis.scorecard.target_change import TargetChange
from kpis.scorecard.wording import amber_shown, day_words

TOLERANCE_WORDS = {
    ToleranceKind.RELATIVE: "Percent of the target",
    ToleranceKind.POINTS: "Points above or below the target",
    ToleranceKind.LIMIT: "The amber limit itself",
}
STATE_WORDS = {
    TargetState.IN_FORCE: "Counts today",
    TargetState.TO_COME: "Is still to come",
    TargetState.OVER: "Counted until the next",
    TargetState.REPLACED: "Replaced by a later one of the same day",
    TargetState.WITHDRAWN: "Withdrawn",
}
HOW_JUDGED = (
    "A figure is judged by the target that counts on the last day of its period. What was published for a meeting "
    "keeps the colours that members were given."
)


def since_words(begins: date | None) -> str:
    """The first day on which a target counts."""
    return day_words(begins) if begins else "The beginning"


def amber_words(target: Target | None, indicator: Indicator) -> str:
    """How far on the wrong side is still amber, or why nothing is."""
    shown = amber_shown(target, indicator)
    if shown or target is None or target.low is None:
        return shown or "None: without a number there is no colour"
    if indicator.polarity is Polarity.NO_JUDGEMENT:
        return "None: this indicator is shown without a colour"
    return "None: beyond the target is red"


def counts_words(change: TargetChange) -> str:
    """From when and until when the change counts."""
    until = f" until {day_words(change.until)}, when another begins" if change.until else ""
    return f"{since_words(change.begins)}{until}"


def colours_words(change: TargetChange) -> str:
    """How many figures would get another colour."""
    number = len(change.recoloured)
    if not number:
        return "No figure that is here gets another colour."
    return f"{number} {'figure gets' if number == 1 else 'figures get'} another colour"
