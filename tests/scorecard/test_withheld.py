"""What the public may not see of a scorecard, and that nobody can work it out."""

import itertools
from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.methods.disclosure.attack import attack
from kpis.methods.disclosure.protect import protect
from kpis.methods.rounding import as_shown
from kpis.model.catalogue import Catalogue
from kpis.model.errors import CannotWithhold
from kpis.model.indicators import Basis, Unit
from kpis.model.observations import Marker
from kpis.model.periods import Period
from kpis.model.populations import Population
from kpis.model.small_numbers import Parts, SmallNumbersRule, Standing, Table
from kpis.scorecard import withheld
from kpis.scorecard.reckoning import reckon
from kpis.scorecard.relations import relate
from kpis.scorecard.withheld import find_withheld
from tests.builders import MARCH, a_count, an_indicator, an_observation, financial_year, month
from tests.methods.disclosure.builders import placements

RULE = SmallNumbersRule()
CHILDREN = {"counts_children": True}
TOTAL = a_count("T", **CHILDREN)
PARTS = [a_count(code, whole="T", **CHILDREN) for code in "ABCD"]
SHARE = an_indicator("S", decimals=0, whole="T", count_of="A")
APRIL = month("2022-04")


def codes(catalogue, observations, rule=RULE):
    return sorted(code for code, _ in find_withheld(catalogue, observations, rule).figures)


def figures(period=MARCH, **values):
    return [an_observation(value, code=code, period=period) for code, value in values.items()]


def a_fraction(n, d, code="T1", period=MARCH, value=None, **fields):
    given = 100 * n / d if value is None else value
    return an_observation(given, code=code, period=period, numerator=n, denominator=d, **fields)


def running(**months):
    """A year to date of one count, from April on."""
    return [an_observation(value, code="Y", period=month(f"2022-{label[1:]}")) for label, value in months.items()]


def test_a_count_of_one_to_four_children_is_withheld_and_no_other():
    catalogue = Catalogue(tuple(a_count(f"C{n}", **CHILDREN) for n in range(7)))
    assert codes(catalogue, figures(**{f"C{n}": n for n in range(7)})) == ["C1", "C2", "C3", "C4"]


def test_a_count_of_something_else_is_shown():
    assert codes(Catalogue((a_count("C"),)), figures(C=3)) == []


@pytest.mark.parametrize(
    "rule, expected",
    [
        (SmallNumbersRule(largest=7), ["C1", "C4", "C5", "C7"]),
        (SmallNumbersRule(largest=5), ["C1", "C4", "C5"]),
        (SmallNumbersRule(zero_is_shown=False), ["C0", "C1", "C4"]),
    ],
)
def test_the_threshold_and_zero_are_as_the_scorecard_says(rule, expected):
    catalogue = Catalogue(tuple(a_count(f"C{n}", **CHILDREN) for n in (0, 1, 4, 5, 7, 8)))
    assert codes(catalogue, figures(**{f"C{n}": n for n in (0, 1, 4, 5, 7, 8)}), rule) == expected


def test_the_only_other_part_of_a_total_goes_with_a_small_one():
    catalogue = Catalogue((TOTAL, *PARTS[:3]))
    assert codes(catalogue, figures(T=43, A=3, B=15, C=25)) == ["A", "B"]


def test_two_totals_in_two_periods_have_nothing_to_do_with_each_other():
    catalogue = Catalogue((TOTAL, *PARTS[:3]))
    seen = figures(T=43, A=3, B=15, C=25) + figures(APRIL, T=43, A=13, B=5, C=25)
    found = find_withheld(catalogue, seen, RULE).figures
    assert found == {("A", MARCH), ("B", MARCH)}


def test_one_part_of_a_total_leaves_a_rest_that_nobody_printed():
    catalogue = Catalogue((TOTAL, PARTS[0]))
    assert codes(catalogue, figures(T=20, A=3)) == ["A"]
    assert codes(catalogue, figures(T=20, A=18)) == []
    assert codes(catalogue, figures(T=20, A=18), SmallNumbersRule(rest_is_a_small_number=True)) == ["A"]


def test_parts_that_mostly_do_not_make_their_total_are_not_all_of_it():
    catalogue = Catalogue((TOTAL, *PARTS[:2]))
    seen = [f for n in range(1, 5) for f in figures(month(f"2022-{n:02d}"), T=50, A=20, B=10 + n)]
    assert codes(catalogue, [*seen, *figures(T=50, A=3, B=20)]) == ["A"]


def test_a_percentage_goes_with_its_small_numerator_however_it_is_printed():
    catalogue = Catalogue((TOTAL, PARTS[0], SHARE))
    assert codes(catalogue, figures(T=24, A=3, S=13)) == ["A", "S"]
    assert codes(Catalogue((TOTAL, SHARE)), figures(T=24, S=13)) == ["S"]
    assert codes(Catalogue((an_indicator(),)), [a_fraction(3, 24)]) == ["T1"]
    assert codes(Catalogue((an_indicator(),)), [a_fraction(13, 24)]) == []


def test_a_percentage_that_may_be_of_few_children_is_withheld():
    """1% of 417 children are 3 to 6."""
    assert codes(Catalogue((TOTAL, SHARE)), figures(T=417, S=1)) == ["S"]
    assert codes(Catalogue((TOTAL, SHARE)), figures(T=4170, S=1)) == []


def test_a_percentage_of_what_is_no_child_is_shown():
    audits = a_count("N")
    share = an_indicator("S", whole="N")
    assert codes(Catalogue((audits, share)), figures(N=24, S=12.5)) == []


def test_nought_per_cent_of_three_children_is_withheld_for_the_three():
    assert codes(Catalogue((an_indicator(),)), [a_fraction(0, 3)]) == ["T1"]
    assert codes(Catalogue((an_indicator(),)), [a_fraction(0, 30)]) == []


def test_the_rest_of_a_percentage_is_protected_where_the_rule_says_so():
    catalogue, seen = Catalogue((an_indicator(),)), [a_fraction(97, 100)]
    assert codes(catalogue, seen) == []
    assert codes(catalogue, seen, SmallNumbersRule(rest_is_a_small_number=True)) == ["T1"]


def test_a_rate_goes_with_its_small_count_whether_that_is_printed_or_not():
    rate = an_indicator("R", unit=Unit.RATE_PER_10000, count_of="A")
    population = (Population("A city", 2022, 53_000),)
    both = Catalogue((a_count("A", **CHILDREN), rate), populations=population)
    assert codes(both, figures(A=3, R=0.6)) == ["A", "R"]
    alone = Catalogue((an_indicator("R", unit=Unit.RATE_PER_10000),), populations=population)
    assert codes(alone, figures(R=0.6)) == ["R"]
    assert codes(alone, figures(R=6.4)) == []


def test_what_a_percentage_is_out_of_is_known_from_another_row_or_from_a_rate():
    population = (Population("A city", 2022, 53_000),)
    rate = an_indicator("R", unit=Unit.RATE_PER_10000, numerator="children in care", denominator="children")
    share = an_indicator("S", decimals=1, denominator="children in care")
    other = an_indicator("O", numerator="children with a plan", denominator="Children in care")
    assert codes(Catalogue((share, rate), populations=population), figures(R=92.6, S=0.6)) == ["S"]
    assert codes(Catalogue((share, other)), [*figures(S=0.6), a_fraction(40, 490, "O")]) == ["S"]
    assert codes(Catalogue((share,)), figures(S=0.6)) == []


def test_percentages_that_make_a_hundred_give_each_other_away():
    kinds = [an_indicator(f"K{n}", name=f"Kind: {n}", whole="T") for n in (1, 2, 3)]
    catalogue = Catalogue((TOTAL, *kinds))
    assert codes(catalogue, figures(T=314, K1=60.2, K2=38.9, K3=1.0)) == ["K2", "K3"]


def test_an_average_that_gives_a_small_count_away_goes_too():
    episodes, ratio = a_count("E"), an_indicator("R", unit=Unit.RATIO, decimals=2, whole="A", count_of="E")
    catalogue = Catalogue((a_count("A", **CHILDREN), episodes, ratio))
    assert codes(catalogue, figures(A=3, E=7, R=2.33)) == ["A", "R"]


def test_days_or_points_go_with_a_small_count_that_is_printed_beside_them():
    catalogue = Catalogue((an_indicator(unit=Unit.DAYS, decimals=0),))
    assert codes(catalogue, [an_observation(12, numerator=36, denominator=3)]) == ["T1"]
    assert codes(catalogue, [an_observation(12, numerator=360, denominator=30)]) == []


def test_a_month_that_two_running_totals_give_away_costs_one_of_them():
    catalogue = Catalogue((a_count("Y", basis=Basis.YEAR_TO_DATE, **CHILDREN),))
    assert codes(catalogue, running(m04=20, m05=26, m06=40)) == []
    assert codes(catalogue, running(m04=20, m05=23, m06=40)) == ["Y"]
    assert codes(catalogue, running(m04=20, m05=20, m06=40)) == []
    assert len(codes(catalogue, running(m04=7, m05=10, m06=16, m07=19, m08=28, m09=29))) == 3


def test_a_running_total_that_falls_gives_nothing_away():
    catalogue = Catalogue((a_count("Y", basis=Basis.YEAR_TO_DATE, **CHILDREN),))
    assert codes(catalogue, running(m04=20, m05=18, m06=40)) == []


def test_a_new_year_begins_anew():
    catalogue = Catalogue((a_count("Y", basis=Basis.YEAR_TO_DATE, **CHILDREN),))
    seen = [an_observation(v, code="Y", period=month(m)) for m, v in (("2023-03", 90), ("2023-04", 93))]
    assert codes(catalogue, seen) == []
    since = Catalogue((a_count("Y", basis=Basis.SINCE_DATE, **CHILDREN),))
    assert len(codes(since, seen)) == 1


def test_a_month_that_its_quarter_gives_away_costs_another():
    catalogue = Catalogue((a_count("Y", **CHILDREN),))
    quarter = an_observation(43, code="Y", period=Period.quarter(2022, 1))
    assert len(codes(catalogue, [quarter, *running(m04=3, m05=15, m06=25)])) == 2
    overlapping = an_observation(40, code="Y", period=Period.quarter(2022, 1))
    assert codes(catalogue, [overlapping, *running(m04=3, m05=15, m06=25)]) == ["Y"]


def test_the_year_end_is_the_last_month_under_another_name():
    catalogue = Catalogue((a_count("Y", basis=Basis.SNAPSHOT, **CHILDREN), an_indicator(basis=Basis.SNAPSHOT)))
    seen = [an_observation(3, code="Y", period=p) for p in (MARCH, financial_year(2022))]
    assert codes(catalogue, seen) == ["Y", "Y"]
    shares = [a_fraction(3, 40), an_observation(7.5, period=financial_year(2022))]
    assert codes(catalogue, shares) == ["T1", "T1"]


def test_those_who_came_are_protected_from_the_stock_before_and_after():
    stock = a_count("K", basis=Basis.SNAPSHOT, **CHILDREN)
    comes, goes = a_count("I", adds_to="K", **CHILDREN), a_count("O", takes_from="K", **CHILDREN)
    catalogue = Catalogue((stock, comes, goes))
    seen = figures(month("2023-02"), K=400) + figures(K=395, I=3, O=8)
    assert len(codes(catalogue, seen)) == 2
    assert codes(catalogue, figures(month("2023-02"), K=400) + figures(K=390, I=3, O=8)) == ["I"]


def test_the_same_denominator_in_two_rows_is_one_count():
    rows = [an_indicator(f"T{n}", denominator="children in care") for n in (1, 2)]
    found = reckon(Catalogue(tuple(rows)), [a_fraction(9, 40, code="T1"), a_fraction(20, 40, code="T2")], RULE)
    assert found.denominators["T1", MARCH] == found.denominators["T2", MARCH]
    apart = reckon(Catalogue(tuple(rows)), [a_fraction(9, 40, code="T1"), a_fraction(20, 41, code="T2")], RULE)
    assert apart.denominators["T1", MARCH] != apart.denominators["T2", MARCH]


@pytest.mark.parametrize("value, expected", [(0.5, ["C"]), (3.5, ["C"]), (-2.0, ["C"]), (40.5, [])])
def test_what_is_no_whole_number_of_children_is_withheld_where_it_would_be_small(value, expected):
    assert codes(Catalogue((a_count("C", **CHILDREN),)), figures(C=value)) == expected


@pytest.mark.parametrize("odd", [{"numerator": 2.5, "denominator": 40}, {"numerator": 20, "denominator": 0.5}])
def test_a_percentage_with_half_a_child_behind_it_is_withheld(odd):
    assert codes(Catalogue((an_indicator(),)), [an_observation(6.3, **odd)]) == ["T1"]


@pytest.mark.parametrize("value", [-12.5, 12.5])
def test_a_percentage_that_cannot_be_one_still_goes_with_its_small_numerator(value):
    assert codes(Catalogue((an_indicator(),)), [a_fraction(3, 0 if value < 0 else 24, value=value)]) == ["T1"]


def test_nothing_at_all_is_nothing_withheld():
    assert codes(Catalogue(()), []) == []
    unknown = an_observation(3, code="GONE")
    assert codes(Catalogue((an_indicator(),)), [unknown, an_observation(marker=Marker.NOT_AVAILABLE)]) == []


def test_what_the_source_withheld_is_a_secret_too():
    catalogue = Catalogue((TOTAL, *PARTS[:3]))
    seen = [*figures(T=43, B=15, C=25), an_observation(code="A", marker=Marker.SUPPRESSED)]
    assert codes(catalogue, seen) == ["A", "B"]


@pytest.mark.parametrize(
    "header, value",
    [("prev1_header", "prev1_value"), ("prev3_header", "prev3_value"), ("current_header", "current_value")],
)
def test_a_published_placement_table_gives_itself_away_as_printed_and_not_once_protected(header, value):
    """2019/20, 2021/22 and Q4 2022/23: the types shown leave one or two children for those withheld."""
    printed = placements(header, value)
    assert attack(printed, frozenset(), RULE).given_away
    kinds = [c.key for c in printed.counts if c.key != "7a"]
    catalogue = Catalogue((a_count("7a", **CHILDREN), *(a_count(k, whole="7a", **CHILDREN) for k in kinds)))
    seen = [
        an_observation(c.value, code=c.key, marker=Marker.SUPPRESSED if c.value is None else None)
        for c in printed.counts
    ]
    found = find_withheld(catalogue, seen, RULE)
    hidden = frozenset(code for code, _ in found.figures)
    assert found.is_proved
    assert hidden > {c.key for c in printed.counts if c.value is None}
    assert attack(printed, hidden, RULE).given_away == ()
    assert hidden == protect(printed, RULE).withheld | {c.key for c in printed.counts if c.value is None}


def test_where_nothing_can_be_proved_the_whole_table_goes(monkeypatch):
    def hopeless(*_):
        raise CannotWithhold("Nothing helps.", ())

    monkeypatch.setattr(withheld, "_protected", hopeless)
    catalogue = Catalogue((TOTAL, *PARTS, a_count("Z", **CHILDREN)))
    found = find_withheld(catalogue, figures(T=60, A=3, B=15, C=22, D=20, Z=50), RULE)
    assert sorted(code for code, _ in found.figures) == ["A", "B", "C", "D", "T"]
    assert not found.is_proved


def answers(shown, least, most):
    """Every way to fill in four parts, their total and the share of the first, that agrees with what is shown."""
    for parts in itertools.product(range(most + 1), repeat=len(PARTS)):
        filled = dict(zip("ABCD", parts, strict=True)) | {"T": sum(parts)}
        if filled["T"]:
            filled["S"] = int(as_shown(Decimal(100 * filled["A"]) / filled["T"], 0))
        if all(filled.get(code) == value for code, value in shown.items()) and all(
            filled[code] >= least for code in "ABCDT" if code not in shown
        ):
            yield filled


@given(st.lists(st.integers(0, 6), min_size=4, max_size=4), st.booleans())
@settings(max_examples=25, deadline=None)
def test_every_withheld_count_of_a_total_can_be_two_numbers_at_least(parts, zero_is_shown):
    rule = SmallNumbersRule(largest=3, zero_is_shown=zero_is_shown)
    values = dict(zip("ABCD", parts, strict=True)) | {"T": sum(parts)}
    if values["T"]:
        values["S"] = int(as_shown(Decimal(100 * values["A"]) / values["T"], 0))
    found = find_withheld(Catalogue((TOTAL, *PARTS, SHARE)), figures(**values), rule)
    gone = {code for code, _ in found.figures}
    possible = defaultdict(set)
    for answer in answers({c: v for c, v in values.items() if c not in gone}, rule.least_withheld, 9):
        for code in gone - {"S"}:
            possible[code].add(answer[code])
    small = {code for code in "ABCDT" if rule.is_small(values[code])}
    assert small <= gone
    assert all(len(possible[code]) > 1 for code in small)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=4), st.data())
@settings(max_examples=40, deadline=None)
def test_every_small_month_behind_running_totals_can_be_two_numbers_at_least(months, data):
    rule = SmallNumbersRule(largest=3)
    out_of = [n + data.draw(st.integers(0, 4)) for n in months]
    catalogue = Catalogue((an_indicator(basis=Basis.YEAR_TO_DATE),))
    to_date = [(sum(months[: n + 1]), sum(out_of[: n + 1])) for n in range(len(months))]
    seen = [a_fraction(n, d, period=APRIL.shifted(i)) for i, (n, d) in enumerate(to_date) if d]
    gone = {period.ordinal - APRIL.ordinal for _, period in find_withheld(catalogue, seen, rule).figures}
    possible = defaultdict(set)
    for guess in itertools.product(range(9), repeat=len(months)):
        sums = list(itertools.accumulate(guess))
        if all(sums[i] == to_date[i][0] for i in range(len(months)) if i not in gone and to_date[i][1]):
            for i, n in enumerate(guess):
                possible[i].add(n)
    assert all(len(possible[i]) > 1 for i, n in enumerate(months) if rule.is_small(n))


def test_no_attack_on_the_whole_scorecard_finds_what_was_protected_part_by_part():
    """Protecting near each small number must hold against a reader of everything."""
    stock = [a_count("K", basis=Basis.SNAPSHOT, **CHILDREN)]
    flows = [a_count("I", adds_to="K", **CHILDREN), a_count("O", takes_from="K", **CHILDREN)]
    shares = [an_indicator(basis=Basis.YEAR_TO_DATE), an_indicator("S2", basis=Basis.SNAPSHOT, denominator="all")]
    catalogue = Catalogue((*stock, *flows, *shares, TOTAL, *PARTS))
    seen, held, n, d = [], 400, 0, 0
    for i in range(12):
        came, went = 3 + 7 * i % 11, 2 + 5 * i % 13
        held, n, d = held + came - went, n + 5 * i % 7, d + 6 + i % 3
        parts = {"A": 2 + i % 5, "B": 14 + i, "C": 7 * i % 9, "D": 60}
        seen += figures(APRIL.shifted(i), K=held, I=came, O=went, T=sum(parts.values()), **parts)
        seen += [a_fraction(n, d, period=APRIL.shifted(i)), a_fraction(i % 6, 90, "S2", APRIL.shifted(i))]
    gone = find_withheld(catalogue, seen, RULE).figures
    found = reckon(catalogue, seen, RULE)
    relate(found)
    shown = {key for figure, keys in found.figures.items() if figure not in gone for key in keys}
    hidden = {key for keys in found.figures.values() for key in keys} - shown
    table = Table(tuple(found.counts.values()), tuple(found.parts), tuple(found.shares.values()))
    unprinted = {c.key for c in table.counts if c.standing is Standing.UNPRINTED}
    assert len(gone) < len(seen) / 2
    assert any(isinstance(line, Parts) for line in table.parts)
    assert unprinted
    assert attack(table, frozenset(hidden), RULE).given_away == ()
