"""The worked examples of the methods page: published figures in, the methods' own answers out.

Nothing here knows an answer beforehand. If a method changes, so does the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kpis.methods.annual_trend import POINTS, trend_of_proportions
from kpis.methods.assurance import assurance
from kpis.methods.direction import judgement, movement
from kpis.methods.process_behaviour import process_behaviour
from kpis.methods.rag import PUBLISHED_TOLERANCE_PERCENT, amber_limits, rag
from kpis.methods.rounding import as_shown
from kpis.methods.variation import variation
from kpis.methods.whole_numbers import PER_HUNDRED
from kpis.model.indicators import Basis, Indicator, Polarity, Unit
from kpis.model.intervals import NoTrend
from kpis.model.periods import Period
from kpis.model.process import NoAssurance, ProcessLimits
from kpis.model.targets import Target, TargetKind
from kpis.model.verdicts import Movement, Rag
from kpis.scorecard import published_facts as facts
from kpis.scorecard.change_wording import ASSURANCE_WORDS, VARIATION_WORDS, unusual_words
from kpis.scorecard.wording import RAG_WORDS, limit_shown, number_shown, period_words

PLACES = {
    Rag.GREEN: "on the target, or on its good side",
    Rag.AMBER: "on the wrong side, and no further than the amber limit",
    Rag.RED: "beyond the amber limit",
    Rag.NOT_RATED: "there is no target to judge it by",
}


@dataclass(frozen=True)
class WorkedExample:
    """What was asked, the figures and sums it rests on, the answer in words, and where it was published."""

    title: str
    steps: tuple[tuple[str, str], ...]
    answer: str
    source: str


@dataclass(frozen=True)
class MonthOfExample:
    """One month: the figure, and which rule calls it unusual, if one does."""

    period: Period
    value: float
    shown: str
    unusual: str


@dataclass(frozen=True)
class ChangeExample:
    """A series with its usual range and its target, to be drawn, and what came of it."""

    example: WorkedExample
    months: tuple[MonthOfExample, ...]
    limits: ProcessLimits
    target: float
    words: str


def indicator_named(name: str, polarity: Polarity, unit: Unit = Unit.PERCENTAGE) -> Indicator:
    """An indicator as far as its figures have to be written."""
    return Indicator("", "", "", name, unit, 1, Basis.SNAPSHOT, polarity, ref=name)


EET = indicator_named(facts.EET_NAME, Polarity.HIGH_IS_GOOD)


def eet_target() -> Target:
    """The target of the plan with its amber limit, as it is worked out when a target is saved."""
    low, high = amber_limits(facts.EET_TARGET, facts.EET_TARGET, EET.polarity, None, None)
    return Target("", TargetKind.VALUE, facts.EET_TARGET, facts.EET_TARGET, low, high)


def eet_months() -> list[Period]:
    """The months of the series, oldest first."""
    return [facts.EET_FIRST_MONTH.shifted(n) for n in range(len(facts.EET))]


def rounding_example() -> WorkedExample:
    """A figure that the paper rounded another way."""
    when, above, below = facts.UNSUITABLE[-1]
    shown = as_shown(above * PER_HUNDRED / below, 1)
    return WorkedExample(
        f"{facts.UNSUITABLE_NAME}, {when}",
        (("As counted", f"{above} of {below}"), ("The sum", f"{above} ÷ {below} = {above * PER_HUNDRED / below:.4f}%")),
        f"Shown, and judged, as {shown}%. The paper printed {facts.UNSUITABLE_PRINTED}%.",
        facts.REPORT_2022_23,
    )


def rag_example() -> WorkedExample:
    """One figure against its target and its amber limit."""
    target, value, month = eet_target(), facts.EET[-1], eet_months()[-1]
    verdict = rag(value, None, EET.decimals, EET.polarity, target)
    share = f"{PER_HUNDRED - PUBLISHED_TOLERANCE_PERCENT}% of {limit_shown(facts.EET_TARGET, EET)}"
    limit = "none" if target.amber_low is None else limit_shown(target.amber_low, EET)
    return WorkedExample(
        f"{facts.EET_NAME}, {period_words(month)}",
        (
            ("Figure", number_shown(value, EET)),
            ("Target", f"{limit_shown(facts.EET_TARGET, EET)} or more"),
            ("Amber limit", f"{limit}, which is {share}"),
        ),
        f"{RAG_WORDS[verdict.rag]}: {PLACES[verdict.rag]}.",
        facts.PLAN_2019,
    )


def direction_example() -> WorkedExample:
    """The arrow of one month, and how often such arrows turned back."""
    months = eet_months()
    moves = [movement(now, before, EET.decimals) for before, now in pairwise(facts.EET)]
    place = max(n for n, move in enumerate(moves) if move is not Movement.UNCHANGED) + 1
    now, before = facts.EET[place], facts.EET[place - 1]
    moved = moves[place - 1]
    changed = [move for move in moves if move is not Movement.UNCHANGED]
    turned = sum(one is not other for one, other in pairwise(changed))
    return WorkedExample(
        f"{facts.EET_NAME}, {period_words(months[place])}",
        (
            (period_words(months[place - 1]), number_shown(before, EET)),
            (period_words(months[place]), number_shown(now, EET)),
        ),
        f"{moved.value.capitalize()}, {judgement(moved, EET.polarity).value}. Over these {len(facts.EET)} months the "
        f"arrow turned back {turned} times out of the {len(changed) - 1} that it could: an arrow alone says little.",
        facts.PLAN_2019,
    )


def change_example() -> ChangeExample:
    """A series whose colour and arrow say little, and whose usual range says much."""
    target, months = eet_target(), eet_months()
    behaviour = process_behaviour(facts.EET)
    stretch = behaviour.current
    limits = stretch.limits if stretch is not None else None
    if limits is None or limits.lower is None or limits.upper is None or behaviour.latest is None:
        raise ValueError(f"The example has no usual range: {behaviour.reason}.")
    changed = VARIATION_WORDS[variation(behaviour.signals[behaviour.latest], EET.polarity)]
    assured = assurance(limits.lower, limits.upper, EET.polarity, target)
    if isinstance(assured, NoAssurance):
        raise ValueError(f"The example has no assurance: {assured}.")
    told = tuple(
        MonthOfExample(month, value, number_shown(value, EET), unusual_words(signal))
        for month, value, signal in zip(months, facts.EET, behaviour.signals, strict=True)
    )
    moves = sum(abs(now - before) for before, now in pairwise(facts.EET)) / (len(facts.EET) - 1)
    low, high = number_shown(limits.lower, EET), number_shown(limits.upper, EET)
    example = WorkedExample(
        f"{facts.EET_NAME}, {period_words(months[0])} to {period_words(months[-1])}",
        (
            ("Mean of all months", number_shown(limits.mean, EET)),
            ("Mean move from month to month", f"{as_shown(moves, 2)} points"),
            ("Usual range", f"{low} to {high}"),
            ("Target", f"{limit_shown(facts.EET_TARGET, EET)} or more"),
            ("Latest figure", f"{told[-1].shown}, {changed.lower()}"),
        ),
        f"{changed}. {ASSURANCE_WORDS[assured]}: the usual range is {low} to {high}, and the "
        f"target {limit_shown(facts.EET_TARGET, EET)}.",
        facts.PLAN_2019,
    )
    words = (
        f"{facts.EET_NAME} by month, from {told[0].shown} in {period_words(months[0])} to {told[-1].shown} in "
        f"{period_words(months[-1])}, with the average at {number_shown(limits.mean, EET)}, the usual range from {low} "
        f"to {high}, and the target of {limit_shown(facts.EET_TARGET, EET)} above it."
    )
    return ChangeExample(example, told, limits, facts.EET_TARGET, words)


def yearly_example() -> WorkedExample:
    """Figures that fall every time, and are too few for the five-year trend."""
    found = trend_of_proportions(
        [above for _, above, _ in facts.UNSUITABLE], [below for _, _, below in facts.UNSUITABLE], Polarity.LOW_IS_GOOD
    )
    shown = tuple(
        (when, f"{as_shown(above * PER_HUNDRED / below, 1)}% ({above} of {below})")
        for when, above, below in facts.UNSUITABLE
    )
    if found is not NoTrend.FEWER_THAN_FIVE:
        raise ValueError(f"The example has a trend after all: {found}.")
    return WorkedExample(
        facts.UNSUITABLE_NAME,
        shown,
        f"Not enough data: the figure fell each time, and there are {len(shown)} where {POINTS} years are needed.",
        facts.REPORT_2022_23,
    )
