from kpis.model.people import Asker
from kpis.operations.history import history_of
from layouts.figures.trend import trend_figure
from layouts.theme import chart_settings

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
