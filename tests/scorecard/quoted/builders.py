"""Rows for tests of what is said of the officers' words: say only what matters."""

from kpis.model.indicators import Basis, Polarity
from kpis.model.observations import Marker
from kpis.model.periods import Period
from kpis.scorecard.build import build_row
from kpis.scorecard.quoted.check import check_words
from tests.builders import a_count, an_indicator
from tests.scorecard.builders import a_target, kept, kept_comparator

MARCH = Period.month(2023, 3)


def a_history(figures, code, counts=None):
    counts = counts or {}
    return [
        kept(label, value, code, **dict(zip(("numerator", "denominator"), counts.get(label, ()), strict=False)))
        for label, value in figures.items()
    ]


def visits(
    figures=None, target=90.0, england=None, counts=None, polarity=Polarity.HIGH_IS_GOOD, elsewhere=None, **fields
):
    """The share of visits on time, month by month, with a target and, where it is wanted, figures of
    other areas."""
    figures = {"2023-01": 80.2, "2023-02": 84.7, "2023-03": 88.3} if figures is None else figures
    indicator = an_indicator(
        "V1", name="Percentage of visits on time", basis=Basis.IN_MONTH, polarity=polarity, **fields
    )
    named = (elsewhere or {}) if england is None else {"England": england} | (elsewhere or {})
    comparators = [kept_comparator(name, MARCH, figure, "V1") for name, figure in named.items()]
    targets = [] if target is None else [a_target(target, code="V1", amber_low=76.5)]
    return build_row(indicator, MARCH, a_history(figures, "V1", counts), targets, comparators)


def plans(figures=None, **fields):
    """The number of children on a plan, month by month."""
    figures = {"2023-01": 310, "2023-02": 326, "2023-03": 233} if figures is None else figures
    indicator = a_count(
        "P1", name="Number of children subject to a Child Protection Plan", basis=Basis.SNAPSHOT, **fields
    )
    return build_row(indicator, MARCH, a_history(figures, "P1"), ())


def episodes(figures=None):
    """The number of missing episodes in a month."""
    figures = {"2023-01": 67, "2023-02": 90, "2023-03": 94} if figures is None else figures
    indicator = a_count("M1", name="Missing episodes", basis=Basis.IN_MONTH)
    return build_row(indicator, MARCH, a_history(figures, "M1"), ())


def withheld_visits():
    return visits({"2023-02": 84.7, "2023-03": Marker.SUPPRESSED})


def found(text, *rows, about=()):
    """What is found in a text: (quoted, outcome) in order."""
    return [(f.quoted, f.outcome) for f in check_words(text, rows, MARCH, about)]


def said(text, *rows, about=()):
    """What is said of the one thing quoted in a text."""
    (finding,) = check_words(text, rows, MARCH, about)
    return finding
