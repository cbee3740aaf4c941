"""All that the methods page shows besides its own words: the numbers of the methods, their examples, the departures."""

from __future__ import annotations

from dataclasses import dataclass, field

from kpis.methods.annual_trend import POINTS
from kpis.methods.intervals import FEWEST_FOR_BYAR
from kpis.methods.process_behaviour import FEWEST_POINTS
from kpis.methods.process_limits import LIMIT_FACTOR, SCREEN_FACTOR
from kpis.methods.rag import PUBLISHED_TOLERANCE_PERCENT
from kpis.methods.special_causes import RUN_LENGTH, WINDOW
from kpis.model.small_numbers import LARGEST_SMALL_NUMBER
from kpis.scorecard.departures import DEPARTURES, Departure
from kpis.scorecard.worked_comparisons import (
    SmallNumbersExample,
    elsewhere_examples,
    fragile_example,
    small_numbers_example,
)
from kpis.scorecard.worked_examples import (
    ChangeExample,
    WorkedExample,
    change_example,
    direction_example,
    rag_example,
    rounding_example,
    yearly_example,
)


@dataclass(frozen=True)
class MethodNumbers:
    """The figures with meaning that the page names, read from the methods that own them."""

    tolerance_percent: int = PUBLISHED_TOLERANCE_PERCENT
    fewest_months: int = FEWEST_POINTS
    run: int = RUN_LENGTH
    window: int = WINDOW
    limit_factor: float = LIMIT_FACTOR
    screen_factor: float = SCREEN_FACTOR
    years: int = POINTS
    fewest_for_byar: int = FEWEST_FOR_BYAR
    largest_small_number: int = LARGEST_SMALL_NUMBER


@dataclass(frozen=True)
class Explanation:
    """One worked example for each method, and where the methods differ from those that they follow."""

    rounding: WorkedExample
    rag: WorkedExample
    direction: WorkedExample
    change: ChangeExample
    yearly: WorkedExample
    elsewhere: tuple[WorkedExample, ...]
    fragile: WorkedExample
    small_numbers: SmallNumbersExample
    checked: WorkedExample
    checks: tuple[str, ...]
    departures: tuple[Departure, ...] = DEPARTURES
    numbers: MethodNumbers = field(default_factory=MethodNumbers)


def build_explanation(checked: WorkedExample, checks: tuple[str, ...]) -> Explanation:
    """The examples, worked out by the methods themselves; what the checks are, and say, is handed in."""
    return Explanation(
        rounding_example(),
        rag_example(),
        direction_example(),
        change_example(),
        yearly_example(),
        elsewhere_examples(),
        fragile_example(),
        small_numbers_example(),
        checked,
        checks,
    )
