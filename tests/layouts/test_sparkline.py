from datetime import UTC, datetime

from kpis.model.indicators import Basis, Indicator, Polarity, Unit
from kpis.model.observations import KeptObservation, Marker, Observation, Source
from kpis.model.periods import Period
from kpis.scorecard.build import build_row
from layouts.native import render
from layouts.parts.sparkline import sparkline

INDICATOR = Indicator("X1", "card", "Section", "Visits", Unit.COUNT, 0, Basis.IN_MONTH, Polarity.HIGH_IS_GOOD)
SOURCE = Source(1, "f.xlsx", "Sheet", "A1", "somebody", datetime(2024, 1, 1, tzinfo=UTC))


def row_of(values, last):
    kept = [
        KeptObservation(Observation("X1", period, value, None if value is not None else Marker.SUPPRESSED), SOURCE)
        for period, value in values.items()
    ]
    return build_row(INDICATOR, last, kept, ())


def months(*numbers):
    return [Period.month(2024, n) for n in numbers]


def test_one_figure_makes_no_line():
    april = Period.month(2024, 4)
    assert sparkline(row_of({april: 5.0}, april)) is None


def test_nothing_makes_no_line():
    assert sparkline(row_of({}, Period.month(2024, 4))) is None


def test_the_trend_is_said_in_words():
    row = row_of(dict(zip(months(4, 5, 6), (5.0, 9.0, 7.0), strict=True)), Period.month(2024, 6))
    html = render(sparkline(row))
    assert 'aria-label="From 5 in April 2024 to 7 in June 2024; lowest 5, highest 9"' in html
    assert html.count("<polyline") == 1


def test_a_missing_month_is_a_gap():
    row = row_of(dict(zip(months(1, 2, 4, 5), (1.0, 2.0, 3.0, 4.0), strict=True)), Period.month(2024, 5))
    assert render(sparkline(row)).count("<polyline") == 2


def test_a_withheld_month_is_a_gap_and_its_number_is_nowhere():
    values = dict(zip(months(1, 2, 3, 4, 5), (1.0, 2.0, None, 3.0, 4.0), strict=True))
    html = render(sparkline(row_of(values, Period.month(2024, 5))))
    assert html.count("<polyline") == 2
    assert "None" not in html
    assert "nan" not in html


def test_a_flat_series_is_drawn_in_the_middle():
    html = render(sparkline(row_of(dict.fromkeys(months(1, 2, 3), 7.0), Period.month(2024, 3))))
    assert html.count(",13.0") == 3
