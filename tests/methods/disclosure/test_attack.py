import json
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.methods.disclosure.attack import JointCount, attack, found_out, possible_values
from kpis.methods.disclosure.knowledge import small_numbers
from kpis.model.small_numbers import Count, Parts, Share, SmallNumbersRule, Standing, Table, year_to_date
from tests.methods.disclosure.builders import (
    ONE_TO_FIVE,
    a_grid,
    a_share,
    a_total,
    every_answer,
    golden,
    limits,
    placements,
    places,
    seen,
)

RULE = SmallNumbersRule()
ZERO_HIDDEN = SmallNumbersRule(zero_is_shown=False)
PRINTED_TABLES = [("prev1_header", "prev1_value"), ("prev3_header", "prev3_value"), ("current_header", "current_value")]
GRIDS = st.lists(st.lists(st.integers(0, 7), min_size=3, max_size=3), min_size=1, max_size=3)


@pytest.mark.parametrize("row", golden("tables.csv"), ids=lambda row: row["table_id"])
def test_what_a_golden_table_gives_away_with_only_the_small_numbers_withheld(row):
    table = a_grid(json.loads(row["cells_json"]))
    withheld = small_numbers(table, ONE_TO_FIVE)
    assert withheld == set(places(row["primary_1_to_5"]))
    assert seen(attack(table, withheld, ONE_TO_FIVE).possible) == limits(row["intervals_primary_only"])


@pytest.mark.parametrize("row", golden("given_patterns.csv"), ids=lambda row: row["case"])
def test_patterns_that_look_safe_are_seen_through(row):
    table, withheld = a_grid(json.loads(row["cells_json"])), frozenset(places(row["suppressed_json"]))
    possible = attack(table, withheld, ONE_TO_FIVE).possible
    zero_shown = {key: one for key, one in possible.items() if key in withheld}
    assert seen(zero_shown) == limits(row["intervals_lb1"])
    assert sorted(key for key, one in zero_shown.items() if one.is_pinned) == json.loads(row["exactly_recovered_lb1"])
    zero_hidden = attack(table, withheld, SmallNumbersRule(largest=5, zero_is_shown=False)).possible
    assert {key: pair for key, pair in seen(zero_hidden).items() if key in withheld} == limits(row["intervals_lb0"])


@given(GRIDS, st.booleans(), st.data())
@settings(max_examples=60, deadline=None)
def test_the_limits_are_those_of_every_answer_there_is(cells, zero_is_shown, data):
    table, rule = a_grid(cells), SmallNumbersRule(zero_is_shown=zero_is_shown)
    free = [c.key for c in table.counts if c.standing is Standing.PART and (c.value or not zero_is_shown)]
    withheld = frozenset(data.draw(st.sets(st.sampled_from(free), max_size=5)) if free else ())
    answers = list(every_answer(table, withheld, rule.least_withheld))
    found = attack(table, withheld, rule).possible
    for key, one in found.items():
        assert (one.low, one.high) == (min(a[key] for a in answers), max(a[key] for a in answers))


@given(st.integers(0, 300), st.integers(1, 300), st.integers(0, 2), st.sampled_from([100, 1000, 10_000]))
@settings(max_examples=60, deadline=None)
def test_the_numerators_behind_a_share_are_those_that_round_to_it(numerator, denominator, decimals, per):
    def shown(n):
        scaled = 2 * n * per * 10**decimals
        return (scaled + denominator) // (2 * denominator)

    units = Decimal(shown(numerator)).scaleb(-decimals)
    table = a_share(units, None, denominator, per=per)
    fitting = [n for n in range(400) if shown(n) == shown(numerator)]
    found = attack(table, frozenset({"n"}), ZERO_HIDDEN).possible["n"]
    assert (found.low, found.high) == (fitting[0], fitting[-1])


@pytest.mark.parametrize("row", golden("percentage_leak.csv"), ids=lambda row: row["published_percent"])
def test_a_percentage_beside_its_denominator_leaves_the_numerators_that_fit(row):
    table = a_share(row["published_percent"], int(row["numerator"]), int(row["denominator"]))
    fitting = json.loads(row["compatible"])
    assert table.shares[0].decimals == int(row["dp"])
    assert possible_values(table, frozenset({"n"}), "n", ONE_TO_FIVE) == fitting
    assert bool(attack(table, frozenset({"n"}), ONE_TO_FIVE).given_away) is (row["numerator_fully_recovered"] == "1")


def test_a_percentage_that_is_withheld_says_nothing():
    table = a_share("12.5", 3, 24)
    assert seen(attack(table, frozenset({"n", "%"}), RULE).possible) == {"n": (1, None)}


def test_a_rate_beside_the_population_gives_its_count_away():
    table = a_share("0.6", 3, 53_000, per=10_000)
    assert attack(table, frozenset({"n"}), RULE).given_away == ("n",)


def test_a_denominator_is_worked_out_from_a_percentage_and_its_numerator():
    table = Table((Count("n", 1, Standing.PUBLIC), Count("d", 3)), shares=(Share("%", Decimal("33.3"), "n", "d"),))
    assert attack(table, frozenset({"d"}), RULE).given_away == ("d",)


def test_a_month_is_a_running_total_less_the_one_before():
    rows = golden("ytd_differencing.csv")
    running = [Count(f"ytd {r['month_idx']}", int(r["ytd_published"])) for r in rows]
    months = [Count(r["month_idx"], int(r["month_value"])) for r in rows]
    table = Table((*running, *months), year_to_date([c.key for c in running], [c.key for c in months]))
    given = attack(table, small_numbers(table, ONE_TO_FIVE), ONE_TO_FIVE).given_away
    assert given == tuple(r["month_idx"] for r in rows if r["recoverable_by_differencing"] == "1")
    assert given == tuple(r["month_idx"] for r in rows if r["month_display"] == "c")


def test_a_month_that_is_printed_nowhere_is_given_away_all_the_same():
    months = (Count("Apr", 20, Standing.UNPRINTED), Count("May", 3, Standing.UNPRINTED))
    table = Table(
        (Count("to Apr", 20), Count("to May", 23), *months), year_to_date(["to Apr", "to May"], ["Apr", "May"])
    )
    assert attack(table, frozenset(), RULE).given_away == ("May",)


def test_a_count_may_have_values_that_do_not_lie_side_by_side():
    counts = (Count("a", 3), Count("b", 5, Standing.UNPRINTED), Count("both", 11, Standing.PUBLIC))
    table = Table((*counts, Count("c", 3)), (Parts("both", ("a", "b", "c")),), (Share("%", Decimal(100), "a", "c"),))
    assert possible_values(table, frozenset({"a", "c"}), "b", RULE) == [1, 3, 5, 7, 9]


@pytest.mark.parametrize("column", PRINTED_TABLES, ids=lambda column: column[0])
def test_the_published_placement_tables_leave_no_two_values_where_zero_is_shown(column):
    table = placements(*column)
    found = attack(table, frozenset(), RULE)
    assert found.given_away == tuple(c.key for c in table.counts if c.value is None)
    assert found.contradicted == found.given_away


@pytest.mark.parametrize("column, together", list(zip(PRINTED_TABLES, (1, 1, 2), strict=True)))
def test_the_published_placement_tables_give_the_children_in_the_withheld_types_away_together(column, together):
    table = placements(*column)
    found = attack(table, frozenset(), ZERO_HIDDEN)
    unknown = tuple(c.key for c in table.counts if c.value is None)
    assert seen(found.possible) == dict.fromkeys(unknown, (0, together))
    assert found.joint_counts == (JointCount("7a", unknown),)


def test_parts_that_may_overlap_others_limit_from_above():
    table = Table((Count("all", 10), Count("some", 3)), (Parts("all", ("some",), all_of_it=False),))
    assert seen(attack(table, frozenset({"some"}), RULE).possible) == {"some": (1, 10)}


def test_parts_that_miss_their_total_are_still_seen_through():
    assert attack(a_total(50, a=3, b=48), frozenset({"a"}), RULE).given_away == ("a",)


def test_a_percentage_that_its_figures_do_not_give_is_still_seen_through():
    assert attack(a_share("99.9", 3, 24), frozenset({"n"}), RULE).given_away == ("n",)


def test_a_small_number_that_is_shown_is_given_away():
    assert attack(a_total(43, a=3, b=40), frozenset(), RULE).given_away == ("a",)


def test_nothing_withheld_and_nothing_small_is_nothing_given_away():
    found = attack(a_total(15, a=6, b=9), frozenset(), RULE)
    assert (found.possible, found.given_away) == ({}, ())
    assert attack(Table(()), frozenset(), RULE).given_away == ()


def test_counts_of_any_size_are_exact():
    huge = 10**30
    table = a_total(huge + 3, a=3, b=huge)
    assert seen(attack(table, frozenset({"a", "b"}), RULE).possible) == {"a": (1, huge + 2), "b": (1, huge + 2)}


def test_two_readers_may_ask_at_once():
    table = a_grid([[1, 7, 9, 30], [12, 2, 18, 25], [30, 40, 3, 22], [9, 11, 13, 4]])
    withheld = small_numbers(table, ONE_TO_FIVE)
    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(lambda _: attack(table, withheld, ONE_TO_FIVE), range(24)))
    assert answers == [attack(table, withheld, ONE_TO_FIVE)] * 24


@pytest.mark.parametrize("row", golden("tables.csv"), ids=lambda row: row["table_id"])
def test_what_is_found_out_is_what_the_attack_gives_away(row):
    table = a_grid(json.loads(row["cells_json"]))
    withheld = small_numbers(table, ONE_TO_FIVE)
    assert sorted(found_out(table, withheld, ONE_TO_FIVE)) == sorted(attack(table, withheld, ONE_TO_FIVE).given_away)
