import pytest

from kpis.ingest.checks.rate_and_population import NO_POPULATION, check
from kpis.model.indicators import Basis, Unit
from kpis.model.populations import Population
from tests.builders import MARCH, a_count, an_indicator
from tests.ingest.checks.builders import as_read, figure, told

CITY = Population("City", 2021, 53_291)


def rate(code="RATE", **changes):
    return an_indicator(code, **({"unit": Unit.RATE_PER_10000, "basis": Basis.SNAPSHOT, "count_of": "C1"} | changes))


def one(value, count, populations=(CITY,), period=MARCH, **changes):
    rows = [figure("RATE", value, period=period)]
    rows += [figure("C1", count, period=period)] if count is not None else []
    return check(as_read([rate(**changes), a_count()], rows, populations=populations))


@pytest.mark.parametrize(("value", "count"), [(94.0, 501), (43.7, 233), (177.1, 944), (441.2, 2351)])
def test_a_rate_that_its_count_and_population_give_is_right(value, count):
    checked = one(value, count)
    assert (told(checked), checked.looked_at) == ([], 1)


def test_a_rate_that_they_do_not_give_is_asked_about_with_the_sum():
    (problem,) = one(94.9, 501).problems
    assert problem.code == "C_RATE"
    assert "is 94.9 in March 2023, and 501 among 53,291 children is 94.0." in problem.message
    assert problem.cell == "RATE@2023-03,C1@2023-03"


@pytest.mark.parametrize(("value", "count", "wrong"), [(0.0, 0, False), (0.0, 10, True), (1.9, 0, True)])
def test_a_rate_of_nought_is_tried_like_any_other(value, count, wrong):
    checked = one(value, count)
    assert (bool(told(checked)), checked.looked_at) == (wrong, 1)


def test_a_rate_of_nought_without_a_population_is_not_checked():
    assert dict(one(0.0, 10, populations=()).not_checked) == {NO_POPULATION: 1}


def test_without_a_population_of_that_year_it_is_not_checked():
    checked = one(598.1, 3164, populations=(), period=MARCH)
    assert (told(checked), dict(checked.not_checked)) == ([], {NO_POPULATION: 1})
    old = one(58.6, 310, populations=(Population("City", 2010, 52_901),))
    assert dict(old.not_checked) == {NO_POPULATION: 1}


def test_without_a_population_the_other_rates_of_the_period_say_what_it_must_be():
    indicators = [rate(c, count_of=f"N{c}") for c in "ABC"] + [a_count(f"N{c}") for c in "ABC"]

    def three(last):
        pairs = {"A": (58.6, 310), "B": (159.0, 841), "C": (last, 434)}
        rows = [figure(c, v, period=MARCH) for c, (v, _) in pairs.items()]
        rows += [figure(f"N{c}", n, period=MARCH) for c, (_, n) in pairs.items()]
        return told(check(as_read(indicators, rows, populations=[Population("City", 2010, 50_000)])))

    assert three(82.0) == []
    assert three(83.0) == [("C_RATE", "C", "2023-03")]


def test_a_rate_that_would_need_a_fifth_more_or_fewer_children_is_asked_about_whatever_the_year():
    assert told(one(49.0, 501, populations=(Population("City", 2010, 53_291),))) == [("C_RATE", "RATE", "2023-03")]


def test_a_month_at_the_pace_of_a_year_is_allowed_for():
    assert told(one(290.5, 129, basis=Basis.IN_MONTH)) == []


@pytest.mark.parametrize(("value", "expected"), [(192.3, []), (192.4, ["C_RATE_IMPOSSIBLE"]), (192.5, [])])
def test_a_rate_without_a_count_must_be_what_some_whole_number_gives(value, expected):
    checked = one(value, None)
    assert [p.code for p in checked] == expected
    assert checked.looked_at == 1
