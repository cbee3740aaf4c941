import pytest

from kpis.model.catalogue import Catalogue
from kpis.model.people import Asker
from kpis.operations.history import history_of
from kpis.scorecard.history import build_history
from layouts.figures.trend import trend_figure
from layouts.theme import chart_settings
from tests.builders import an_indicator
from tests.scorecard.test_real_change import FIRST, WAVE, an_event, kept_series

ASKER = Asker("a test")


def test_the_chart_holds_every_month_with_its_figure(published):
    figure = trend_figure(history_of(published, ASKER, "N12"))
    line = next(t for t in figure.data if t.name == "Figure")
    assert list(line.x) == ["Oct 22", "Nov 22", "Dec 22", "Jan 23", "Feb 23", "Mar 23"]
    assert list(line.y) == [60.9, 62.3, 60.5, 63.2, 63.2, 64.1]


def test_the_target_and_the_amber_band_are_drawn(published):
    figure = trend_figure(history_of(published, ASKER, "N12"))
    target = next(t for t in figure.data if t.name == "Target: 90.0%")
    band = next(t for t in figure.data if t.name == "Amber: 76.5% or more")
    assert set(target.y) == {90.0}
    assert set(band.y) == {90.0, 76.5}


def test_a_target_is_drawn_only_from_the_day_it_is_in_force(published):
    figure = trend_figure(history_of(published, ASKER, "A07"))
    target = next(t for t in figure.data if t.name == "Target: 25.0%")
    assert [y for y in target.y if y is not None] == [25.0, 25.0, 25.0]


def test_a_month_without_a_value_is_a_gap(published):
    line = next(t for t in trend_figure(history_of(published, ASKER, "N29")).data if t.name == "Figure")
    assert line.y[0] is None
    assert line.y[1] is None
    assert line.connectgaps is False


def test_comparators_are_drawn_with_their_year(published):
    names = [t.name for t in trend_figure(history_of(published, ASKER, "R1-1B")).data]
    assert "England, 2021/22: 537.7" in names


def test_the_chart_offers_nothing_that_leaves_the_building():
    assert chart_settings()["showSendToCloud"] is False


def test_the_mean_and_the_usual_range_are_drawn_as_lines(published):
    figure = trend_figure(history_of(published, ASKER, "A01"))
    (mean,) = [t for t in figure.data if t.name == "Average: 59.5%"]
    upper, lower = [t for t in figure.data if t.name == "Usual range: 40.1% to 79.0%"]
    assert list(mean.y) == pytest.approx([59.54] * 15)
    assert list(upper.y) == pytest.approx([78.977] * 15)
    assert list(lower.y) == pytest.approx([40.103] * 15)


def test_a_shape_stands_round_each_special_cause_and_its_rule_is_told(published):
    figure = trend_figure(history_of(published, ASKER, "A01"))
    (unusual,) = [t for t in figure.data if t.name == "Unusual (see the list below)"]
    assert unusual.marker.symbol == "square-open"
    assert list(unusual.x) == ["Jun 18", "Jul 18", "Aug 18", "Sep 18", "Oct 18", "Nov 18", "Dec 18", "Jan 19", "Feb 19"]
    assert list(unusual.customdata[0]) == ["June 2018", "part of a run on one side of the average"]


def test_a_series_without_a_usual_range_has_none_drawn(published):
    figure = trend_figure(history_of(published, ASKER, "A07"))
    assert [t.name for t in figure.data if "ange" in t.name or "Mean" in t.name] == []


def a_history(values, *events):
    indicator = an_indicator()
    figures, last = kept_series(values), FIRST.shifted(len(values) - 1)
    return build_history(Catalogue((indicator,)), indicator, last, figures, (), events)


def test_the_limits_step_at_a_re_baseline_and_only_the_newest_are_named():
    values = [*WAVE, *(v + 30 for v in WAVE)]
    figure = trend_figure(a_history(values, an_event("2019-06-20", "A <b>new</b> system")))
    means = [t for t in figure.data if t.name.startswith("Average")]
    assert [(t.x[0], t.x[-1], t.showlegend) for t in means] == [("Apr 18", "May 19", False), ("Jun 19", "Jul 20", True)]
    (line,) = figure.layout.shapes
    assert (line.x0, line.line.dash, line.name) == ("Jun 19", "solid", "A: A &lt;b&gt;new&lt;/b&gt; system")
    assert [note.text for note in figure.layout.annotations] == ["A"]


def test_events_of_one_month_share_its_letter_line_and_one_outside_is_not_drawn():
    events = [an_event("2018-06-01", "One", False), an_event("2018-06-30", "Two", False), an_event("2001-01-01")]
    figure = trend_figure(a_history(WAVE, *events))
    assert [(s.name, s.line.dash) for s in figure.layout.shapes] == [("A: One", "dot"), ("B: Two", "dot")]
    assert [(note.x, note.text) for note in figure.layout.annotations] == [("Jun 18", "A, B")]


def test_a_limit_beyond_a_hundred_per_cent_is_on_the_chart():
    figure = trend_figure(a_history([v + 48 if v < 52 else 60.0 for v in WAVE]))
    low, high = figure.layout.yaxis.range
    assert high > max(max(t.y) for t in figure.data if "Usual" in (t.name or "")) > 100
    assert low <= 0


def test_no_more_periods_are_named_than_stand_upright():
    figure = trend_figure(a_history(WAVE * 4))
    assert len(figure.layout.xaxis.tickvals) <= 15
    assert figure.layout.xaxis.tickvals[-1] == "Nov 22"
