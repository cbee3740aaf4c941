"""Kept figures, rows and scorecards for tests of what they say: say only what matters."""

from datetime import UTC, datetime

from kpis.model.catalogue import Catalogue
from kpis.model.observations import Comparator, KeptComparator, KeptObservation, Marker, Observation, Source
from kpis.model.people import Audience
from kpis.model.targets import Target, TargetKind
from kpis.scorecard.build import build_row, build_scorecard
from tests.builders import MARCH, an_indicator, month

A_DAY = datetime(2023, 4, 12, 9, 30, tzinfo=UTC)


def a_target(value=90.0, high=None, code="T1", **fields):
    """A single value, or a range when `high` is given."""
    kind = TargetKind.VALUE if high is None else TargetKind.RANGE
    return Target(code, kind, value, value if high is None else high, **fields)


def a_monitor_target(code="T1"):
    return Target(code, TargetKind.MONITOR)


def a_target_to_be_confirmed(code="T1"):
    return Target(code, TargetKind.TO_BE_CONFIRMED)


def a_source(upload=1, file="march.xlsx", sheet="Sheet1", cell="D4", by="An advisor", at=A_DAY):
    return Source(upload, file, sheet, cell, by, at)


def kept(period, figure, code="T1", source=None, **fields):
    """A kept figure: a number, or a marker saying why there is none."""
    is_marker = isinstance(figure, Marker)
    observation = Observation(
        code,
        month(period) if isinstance(period, str) else period,
        None if is_marker else figure,
        figure if is_marker else None,
        **fields,
    )
    return KeptObservation(observation, source or a_source())


def kept_months(figures, code="T1"):
    """Kept figures of {"2023-03": 56.6, ...}."""
    return [kept(period, figure, code) for period, figure in figures.items()]


def kept_comparator(name, period, figure, code="T1", same_definition=None):
    is_marker = isinstance(figure, Marker)
    comparator = Comparator(
        code,
        name,
        period,
        None if is_marker else figure,
        figure if is_marker else None,
        same_definition=same_definition,
    )
    return KeptComparator(comparator, a_source())


def a_row(figures, period="2023-03", targets=(), comparators=(), **fields):
    """The row of one indicator with figures by month, as of a period."""
    figures = kept_months(figures) if isinstance(figures, dict) else figures
    shown_for = month(period) if isinstance(period, str) else period
    return build_row(an_indicator(**fields), shown_for, figures, targets, comparators)


def a_scorecard(indicators, figures, period=MARCH, targets=(), comparators=()):
    catalogue = Catalogue(tuple(indicators), tuple(targets))
    return build_scorecard(catalogue, "tests", period, figures, comparators, Audience.OFFICERS)
