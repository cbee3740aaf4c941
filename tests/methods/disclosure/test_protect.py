import itertools
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpis.methods.disclosure import protect as protect_module
from kpis.methods.disclosure import solver
from kpis.methods.disclosure.attack import attack
from kpis.methods.disclosure.knowledge import small_numbers
from kpis.methods.disclosure.protect import protect
from kpis.model.errors import CannotWithhold
from kpis.model.small_numbers import Count, Parts, SmallNumbersRule, Standing, Table, year_to_date
from tests.methods.disclosure.builders import (
    ONE_TO_FIVE,
    a_grid,
    a_share,
    a_total,
    golden,
    limits,
    placements,
    places,
    seen,
)

RULE = SmallNumbersRule()
SECONDS = 1.0
GRIDS = st.integers(2, 4).flatmap(
    lambda columns: st.lists(st.lists(st.integers(0, 12), min_size=columns, max_size=columns), min_size=1, max_size=3)
)


@pytest.mark.parametrize("row", golden("tables.csv"), ids=lambda row: row["table_id"])
def test_a_golden_table_is_protected_by_the_fewest_and_smallest_cells(row):
    table = a_grid(json.loads(row["cells_json"]))
    protection = protect(table, ONE_TO_FIVE)
    assert list(protection.beside) == places(row["min_secondary"])
    assert protection.is_fewest
    after = seen(attack(table, protection.withheld, ONE_TO_FIVE).possible)
    assert {key: after[key] for key in limits(row["intervals_after"])} == limits(row["intervals_after"])


@given(GRIDS)
@settings(max_examples=40, deadline=None)
def test_nothing_withheld_can_be_worked_out_and_no_fewer_cells_would_do(cells):
    table = a_grid(cells)
    everything = frozenset(c.key for c in table.counts if c.standing is Standing.PART and c.value)
    hopeless = attack(table, everything, RULE).given_away
    if hopeless:
        with pytest.raises(CannotWithhold):
            protect(table, RULE)
        return
    protection = protect(table, RULE)
    found = attack(table, protection.withheld, RULE).possible
    assert [key for key, one in found.items() if one.is_pinned] == []
    others = [c.key for c in table.counts if c.standing is Standing.PART and c.value and not RULE.is_small(c.value)]
    fewer = itertools.combinations(others, len(protection.beside) - 1) if protection.beside else ()
    small = small_numbers(table, RULE)
    assert all(attack(table, small | frozenset(chosen), RULE).given_away for chosen in fewer)


def test_the_next_smallest_part_of_a_published_total_goes_too():
    assert protect(a_total(43, a=3, b=8, c=12, d=20), RULE).beside == ("b",)


def test_a_headline_total_goes_only_where_nothing_else_keeps_the_secret():
    assert protect(a_total(3, a=3, b=0), RULE).withheld == {"total", "a"}
    assert protect(a_total(7, a=3, b=4), RULE).beside == ()
    assert protect(a_total(2, a=1, b=1), RULE).withheld == {"total", "a", "b"}


def test_a_headline_total_is_withheld_when_its_small_parts_leave_one_answer():
    table = Table(
        (Count("total", 5, Standing.HEADLINE), *(Count(str(n), 1) for n in range(5))),
        (Parts("total", tuple(str(n) for n in range(5))),),
    )
    assert protect(table, RULE).beside == ("total",)


def test_what_is_public_already_is_never_chosen():
    table = Table(
        (Count("total", 43, Standing.PUBLIC), Count("a", 3), Count("b", 8, Standing.PUBLIC), Count("c", 32)),
        (Parts("total", ("a", "b", "c")),),
    )
    assert protect(table, RULE).beside == ("c",)


def test_a_secret_that_what_is_public_gives_away_is_refused_by_name():
    table = Table(
        (Count("total", 11, Standing.PUBLIC), Count("a", 3), Count("b", 8, Standing.PUBLIC)),
        (Parts("total", ("a", "b")),),
    )
    with pytest.raises(CannotWithhold, match=r'^Nothing that is left to withhold keeps "a" secret: .* Leave the whole'):
        protect(table, RULE)


def test_the_percentage_goes_with_its_count():
    assert protect(a_share("12.5", 3, 24), RULE).withheld == {"n", "%"}


def test_the_percentage_of_what_is_withheld_beside_goes_too():
    whole = a_total(43, a=3, b=8, c=32)
    shares = a_share("18.6", 8, 43).shares
    table = Table(
        whole.counts,
        whole.parts,
        tuple(type(s)(s.key, s.shown, "b", "total") for s in shares),
    )
    assert protect(table, RULE).withheld == {"a", "b", "%"}


def test_a_percentage_that_gives_a_denominator_away_is_withheld():
    table = Table(
        (Count("n", 1, Standing.PUBLIC), Count("d", 3)),
        shares=tuple(type(s)(s.key, s.shown, "n", "d") for s in a_share("33.3", 1, 3).shares),
    )
    assert protect(table, RULE).withheld == {"d", "%"}


def test_running_totals_no_longer_give_a_month_away():
    rows = golden("ytd_differencing.csv")
    running = [Count(f"ytd {r['month_idx']}", int(r["ytd_published"])) for r in rows]
    months = [Count(r["month_idx"], int(r["month_value"])) for r in rows]
    table = Table((*running, *months), year_to_date([c.key for c in running], [c.key for c in months]))
    protection = protect(table, ONE_TO_FIVE)
    assert protection.is_fewest
    found = attack(table, protection.withheld, ONE_TO_FIVE)
    assert [key for key, one in found.possible.items() if one.is_pinned] == []


@pytest.mark.parametrize(
    "header, value, beside",
    [
        ("prev1_header", "prev1_value", "9h"),
        ("prev3_header", "prev3_value", "9h"),
        ("current_header", "current_value", "9e"),
    ],
)
@pytest.mark.parametrize(
    "rule", [RULE, SmallNumbersRule(zero_is_shown=False, joint_counts_are_small_numbers=True)], ids=["zero", "joint"]
)
def test_the_published_placement_tables_needed_one_more_type_withheld(header, value, beside, rule):
    table = placements(header, value)
    protection = protect(table, rule)
    assert protection.beside == (beside,)
    after = attack(table, protection.withheld, rule)
    assert after.given_away == ()
    assert after.joint_counts == ()


def test_a_table_whose_parts_exceed_its_total_is_protected_all_the_same():
    table = placements("prev2_header", "prev2_value")
    protection = protect(table, RULE)
    assert attack(table, frozenset(), RULE).contradicted == ("9e", "9i")
    assert protection.beside == ("9d",)
    assert attack(table, protection.withheld, RULE).given_away == ()


def test_small_parts_that_are_small_together_are_left_unless_the_scorecard_says_so():
    table = a_total(53, a=1, b=2, c=20, d=30)
    assert protect(table, RULE).beside == ()
    assert protect(table, SmallNumbersRule(joint_counts_are_small_numbers=True)).beside == ("c",)


def test_zero_is_withheld_where_the_scorecard_does_not_show_it():
    table = a_total(15, a=0, b=6, c=9)
    assert protect(table, RULE).withheld == set()
    assert protect(table, SmallNumbersRule(zero_is_shown=False)).withheld == {"a", "b"}


@pytest.mark.parametrize("largest, small", [(4, {"a"}), (5, {"a", "b"}), (7, {"a", "b", "c"})])
def test_the_largest_small_number_is_the_scorecards_own(largest, small):
    table = Table(tuple(Count(key, n) for key, n in {"zero": 0, "a": 4, "b": 5, "c": 7, "d": 8}.items()))
    assert protect(table, SmallNumbersRule(largest=largest)).withheld == small


def test_what_does_not_count_children_is_never_small():
    table = Table((Count("schools", 3, counts_children=False), Count("children", 3)))
    assert protect(table, RULE).withheld == {"children"}


def test_what_officers_withhold_already_is_reckoned_with():
    assert protect(a_total(43, a=3, b=8, c=12, d=20), RULE, already=frozenset({"d"})).beside == ()


def test_the_same_table_is_protected_in_the_same_way_every_time():
    table = a_grid([[3, 20, 20], [20, 20, 20], [20, 20, 20]])
    assert {protect(table, RULE).beside for _ in range(5)} == {("0,1", "1,0", "1,1")}


@pytest.mark.parametrize("steps", [1])
def test_a_search_that_runs_out_of_steps_falls_back_on_more_cells_or_refuses(monkeypatch, steps):
    table = a_total(43, a=3, b=8, c=12, d=20)

    def unfinished(_puzzle):
        raise solver.Unfinished

    monkeypatch.setattr(protect_module, "fewest", unfinished)
    fallen_back = protect(table, RULE)
    assert (fallen_back.beside, fallen_back.is_fewest) == (("b",), False)
    monkeypatch.setattr(solver, "MOST_STEPS", steps)
    with pytest.raises(CannotWithhold, match=r'^It could not be proved that "a" stays secret: .* Withhold the whole'):
        protect(table, RULE)


@pytest.mark.parametrize("small", [1, 2, 10, 29])
def test_a_table_of_thirty_parts_takes_less_than_a_second_of_one_core(small):
    parts = {f"part {n}": 1 + n % 4 if n < small else 6 + n * 7 for n in range(30)}
    table = a_total(sum(parts.values()), **parts)
    begun = time.process_time()
    assert protect(table, RULE).is_fewest
    assert time.process_time() - begun < SECONDS


def test_a_table_of_ten_by_ten_is_protected_by_the_fewest_in_less_than_a_second_of_one_core():
    cells = [[(7 * r + 13 * c) % 61 if (r + 3 * c) % 4 else 1 + (r + c) % 2 for c in range(10)] for r in range(10)]
    begun = time.process_time()
    protection = protect(a_grid(cells, Standing.HEADLINE), RULE)
    assert time.process_time() - begun < SECONDS
    assert protection.is_fewest


def test_figures_of_any_size_are_chosen_by_size():
    huge = 2**31 + 6
    assert protect(a_total(3 * huge + 4, a=3, b=huge + 1, c=huge, d=huge), RULE).beside == ("c",)
