"""Worked examples of the methods page: worse than elsewhere, how fragile, and small numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.methods.compared_with import compared_with
from kpis.methods.fragility import fragility
from kpis.methods.intervals import rate_interval, wilson
from kpis.methods.rag import colour_scale, rag
from kpis.methods.whole_numbers import PER_HUNDRED, PER_TEN_THOUSAND
from kpis.model.indicators import Indicator, Polarity, Unit
from kpis.model.intervals import Fragility, Interval
from kpis.model.small_numbers import Count, Parts, SmallNumbersRule, Standing, Table
from kpis.model.verdicts import Rag
from kpis.scorecard import published_facts as facts
from kpis.scorecard.compared_words import COMPARED_WORDS
from kpis.scorecard.wording import RAG_WORDS, number_shown, period_words
from kpis.scorecard.worked_examples import EET, WorkedExample, eet_months, eet_target, indicator_named


def elsewhere_examples() -> tuple[WorkedExample, ...]:
    """One figure that differs from England's and may not be called different, and one that may."""
    referrals = indicator_named(facts.REREFERRALS_NAME, Polarity.LOW_IS_GOOD)
    plans = indicator_named(facts.PLANS_NAME, Polarity.LOW_IS_GOOD, Unit.RATE_PER_10000)
    above, below = facts.REREFERRALS
    children, people = facts.PLANS
    return (
        _compared(
            referrals,
            (f"{above:,} of {below:,} referrals", above * PER_HUNDRED / below),
            wilson(above, below),
            facts.REREFERRALS_ENGLAND,
        ),
        _compared(
            plans,
            (f"{children:,} among {people:,} children", children * PER_TEN_THOUSAND / people),
            rate_interval(children, people),
            facts.PLANS_ENGLAND,
        ),
    )


def _compared(indicator: Indicator, ours: tuple[str, float], interval: object, theirs: float) -> WorkedExample:
    if not isinstance(interval, Interval):
        raise ValueError(f"The example has no interval: {interval}.")
    verdict = COMPARED_WORDS[compared_with(interval, theirs, indicator.polarity)]
    low, high = number_shown(interval.lower, indicator), number_shown(interval.upper, indicator)
    england = number_shown(theirs, indicator)
    place = "inside" if interval.lower <= theirs <= interval.upper else "outside"
    per = " per 10,000" if indicator.unit is Unit.RATE_PER_10000 else ""
    return WorkedExample(
        indicator.name,
        (
            ("Ours", f"{number_shown(ours[1], indicator)}{per} ({ours[0]})"),
            ("Likely range", f"{low} to {high}"),
            ("England", england),
        ),
        f"{verdict.capitalize()} England: {england} lies {place} the range.",
        facts.REPORT_2022_23,
    )


def fragile_example() -> WorkedExample:
    """How many young people would change the colour of the figure that the colours are explained with."""
    above, below = facts.EET_LATEST
    scale = colour_scale(EET.decimals, EET.polarity, eet_target())
    value = above * PER_HUNDRED / below
    found = fragility(value, above, below, PER_HUNDRED, scale)
    if not isinstance(found, Fragility):
        raise ValueError(f"The example has no answer: {found}.")
    now = rag(value, None, EET.decimals, EET.polarity, eet_target()).rag
    told = [
        f"{abs(change.children)} {'fewer' if change.children < 0 else 'more'} and this is {_colour(change.rag)}"
        for change in (found.fewer, found.more)
        if change is not None
    ]
    return WorkedExample(
        f"{facts.EET_NAME}, {period_words(eet_months()[-1])}",
        (("As counted", f"{above} of {below} care leavers, {number_shown(value, EET)}"), ("Colour", RAG_WORDS[now])),
        f"{'; '.join(told)}.",
        facts.PLAN_2019,
    )


def _colour(colour: Rag) -> str:
    return RAG_WORDS[colour].lower()


@dataclass(frozen=True)
class SmallNumbersExample:
    """A table as the public may see it, with the sign where a number is withheld."""

    example: WorkedExample
    rows: tuple[tuple[str, str], ...]


def small_numbers_example() -> SmallNumbersExample:
    """A table that gave its small numbers away, and what must be withheld beside them; no such number leaves here."""
    from kpis.methods.disclosure.attack import attack  # the solver is loaded where it is needed, not before
    from kpis.methods.disclosure.protect import protect

    rule, total = SmallNumbersRule(), "All children in care"
    counts = (
        Count(total, facts.IN_CARE, Standing.HEADLINE),
        *(Count(name, number) for name, number in facts.PLACEMENTS),
    )
    table = Table(counts, (Parts(total, tuple(name for name, _ in facts.PLACEMENTS)),))
    small = frozenset(name for name, number in facts.PLACEMENTS if number is None)
    given_away = attack(table, small, rule).given_away
    kept = protect(table, rule, small)
    possible = attack(table, kept.withheld, rule).possible
    left = facts.IN_CARE - sum(n for name, n in facts.PLACEMENTS if n is not None and name not in kept.withheld)
    shown = tuple(
        (count.key, rule.symbol if count.key in kept.withheld or count.value is None else f"{count.value:,}")
        for count in counts
    )
    ranges = "; ".join(f"{name}: {possible[name].low} to {possible[name].high}" for name in _in_order(kept.withheld))
    example = WorkedExample(
        facts.PLACEMENTS_NAME,
        (
            ("First", f"{_listed(_in_order(small))} were withheld by the paper, as counts below five."),
            (
                "Attack",
                f"The total and the other parts gave away {len(given_away)} of the {len(small)} withheld numbers.",
            ),
            ("Second", f"{_listed(kept.beside)} is withheld beside them: the fewest that will do."),
            (
                "Attack again",
                f"The {len(kept.withheld)} together make {left}. What each can be, to a reader who knows all that is "
                f"shown: {ranges}.",
            ),
        ),
        "Nobody can work a withheld number out: each can still be several.",
        facts.REPORT_2022_23,
    )
    return SmallNumbersExample(example, shown)


def _in_order(names: frozenset[str]) -> list[str]:
    return [name for name, _ in facts.PLACEMENTS if name in names]


def _listed(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
