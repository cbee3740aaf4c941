import pytest

from kpis.ingest.as_read import AsRead, PrintedTotal
from kpis.ingest.checks.given_away import NOTHING_BESIDE, check
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Basis, Unit
from kpis.model.observations import Marker
from kpis.model.periods import Period
from kpis.model.populations import Population
from tests.builders import MARCH, a_count, an_indicator
from tests.ingest.checks.builders import as_read, figure, told

PARTS = [a_count("ALL"), *(a_count(code, whole="ALL") for code in "ABC")]


def row(code, value, period=MARCH):
    if value == "x":
        return figure(code, None, period=period, written="x", marker=Marker.SUPPRESSED)
    return figure(code, value, period=period)


def parts(total, *values):
    return check(as_read(PARTS, [row("ALL", total), *map(row, "ABC", values)]))


@pytest.mark.parametrize(
    ("values", "given_away"),
    [((10, 5, "x"), 1), ((10, "x", "x"), 0), ((16, "x", "x"), 2), (("x", "x", "x"), 0)],
)
def test_one_withheld_part_or_several_with_hardly_anything_left_are_given_away_by_the_total(values, given_away):
    assert len(parts(18, *values).problems) == given_away


def test_parts_that_exceed_their_total_give_nothing_away():
    assert told(parts(18, 10, 9, "x")) == []
    assert told(parts(18, 19, "x", "x")) == []


def test_a_part_alone_leaves_a_rest_that_is_printed_nowhere_and_is_not_given_away():
    indicators = [a_count("ALL"), a_count("FAR", whole="ALL")]
    assert told(check(as_read(indicators, [row("ALL", 1440), row("FAR", "x")]))) == []


@pytest.mark.parametrize(("all_in_earlier_months", "given_away"), [(18, 1), (900, 0)])
def test_parts_that_were_never_all_of_their_total_give_nothing_away(all_in_earlier_months, given_away):
    earlier = [
        row(code, value, Period.month(2023, month))
        for month in (1, 2)
        for code, value in (("ALL", all_in_earlier_months), ("A", 10), ("B", 5), ("C", 3))
    ]
    march = [row("ALL", 18), *map(row, "ABC", (10, 5, "x"))]
    assert len(check(as_read(PARTS, [*earlier, *march])).problems) == given_away


def test_the_message_never_says_what_the_withheld_number_is():
    (problem,) = parts(18, 10, 5, "x").problems
    assert "can be worked out from the total in ALL and the other parts" in problem.message
    assert "3" not in problem.message.replace("2023-03", "").replace("March 2023", "")


def test_a_share_of_a_known_number_gives_its_count_away():
    indicators = [a_count("C1"), an_indicator(count_of="C1")]
    share = figure("T1", 37.5, period=MARCH, of=(None, 8))
    assert told(check(as_read(indicators, [row("C1", "x"), share]))) == [("C_DIFFERENCING", "C1", "2023-03")]
    vague = figure("T1", 0.1, period=MARCH, of=(None, 3000))
    assert told(check(as_read(indicators, [row("C1", "x"), vague]))) == []


def test_a_rate_of_a_known_population_gives_its_count_away():
    rate = an_indicator("RATE", unit=Unit.RATE_PER_10000, basis=Basis.SNAPSHOT, count_of="C1")
    figures = [row("C1", "x"), figure("RATE", 0.6, period=MARCH)]
    city = Population("City", 2021, 53_291)
    (problem,) = check(as_read([a_count("C1"), rate], figures, populations=[city])).problems
    assert "can be worked out from the rate in RATE and what it is out of" in problem.message
    large = Population("Large", 2021, 5_329_100)
    assert told(check(as_read([a_count("C1"), rate], figures, populations=[large]))) == []
    assert dict(check(as_read([a_count("C1"), rate], figures)).not_checked) == {NOTHING_BESIDE: 1}


def test_a_quarter_gives_away_the_one_month_that_is_withheld():
    months = [Period.month(2024, m) for m in (4, 5, 6)]
    rows = [row("C1", v, p) for v, p in zip(("x", 7, 11), months, strict=True)]
    quarter = row("C1", 21, Period.quarter(2024, 1))
    assert told(check(as_read([a_count()], [*rows, quarter]))) == [("C_DIFFERENCING", "C1", "2024-04")]
    assert dict(check(as_read([a_count()], rows)).not_checked) == {NOTHING_BESIDE: 1}


@pytest.mark.parametrize(("words", "given_away"), [("Q1 total", 1), ("Total", 1), ("Q2 total", 0)])
def test_a_total_printed_under_the_months_gives_the_withheld_one_away(words, given_away):
    months = [Period.month(2024, m) for m in (4, 5, 6)]
    rows = tuple(row("C1", v, p) for v, p in zip(("x", 7, 11), months, strict=True))
    totals = (PrintedTotal("C1", words, 21.0, "Sheet 1", "G11"),)
    problems = check(AsRead(rows, Catalogue((a_count(),)), totals=totals)).problems
    assert len(problems) == given_away
    assert all(f'from "{words}" in G11 and the other months' in p.message for p in problems)
