import pytest

from kpis.model.catalogue import Catalogue, Sign, plain_name
from kpis.model.errors import NotFound
from kpis.model.indicators import ScorecardTitle
from kpis.model.observations import Marker
from tests.builders import a_catalogue, a_target, an_indicator

PLAN = ScorecardTitle("plan", "The plan")
PACK = ScorecardTitle("pack", "The pack")
EVERYWHERE = Sign("", "n/k", Marker.NOT_AVAILABLE)
IN_THE_PLAN = Sign("plan", "x", Marker.SUPPRESSED)
N1, N2 = an_indicator("N1", scorecard="plan"), an_indicator("N2", scorecard="plan")
P1 = an_indicator("P1", scorecard="pack")
BOTH = Catalogue(
    (N1, P1, N2), (a_target(code="N1"), a_target(code="P1")), (PACK, PLAN), (EVERYWHERE, IN_THE_PLAN)
)  # fmt: skip


@pytest.mark.parametrize("code", ["N1", "n1", " N1 "])
def test_an_indicator_is_found_by_its_code_in_any_case(code):
    assert BOTH.get(code) == N1


def test_an_unknown_code_names_the_nearest():
    codes = a_catalogue(an_indicator("N50"), an_indicator("N101"), an_indicator("A10"))
    with pytest.raises(NotFound) as refusal:
        codes.get("N10l")
    assert str(refusal.value) == "No indicator called N10l. Did you mean N101?"


def test_the_code_that_begins_most_like_it_is_named_first():
    codes = a_catalogue(an_indicator("01N"), an_indicator("N01"))
    assert codes.did_you_mean("N0") == " Did you mean N01?"


def test_a_code_that_is_like_no_other_gets_no_hint():
    with pytest.raises(NotFound) as refusal:
        BOTH.get("ZZZZ")
    assert str(refusal.value) == "No indicator called ZZZZ."


def test_an_empty_catalogue_finds_nothing_and_hints_at_nothing():
    assert Catalogue().find("N1") is None
    assert Catalogue().did_you_mean("N1") == ""
    assert Catalogue().nearest_by_name("Visits") is None
    assert Catalogue().scorecard_names == ()


def test_the_indicators_of_a_scorecard_come_in_printed_order():
    assert BOTH.of_scorecard("plan") == (N1, N2)
    assert BOTH.of_scorecard("none") == ()


def test_scorecards_come_in_the_order_of_their_titles_and_those_without_one_last():
    other = an_indicator("O1", scorecard="other")
    assert Catalogue((other, *BOTH.indicators), scorecards=(PACK, PLAN)).scorecard_names == ("pack", "plan", "other")


def test_a_title_without_an_indicator_is_no_scorecard():
    assert Catalogue((N1,), scorecards=(PACK, PLAN)).scorecard_names == ("plan",)


def test_a_scorecard_without_a_title_is_called_by_its_name():
    assert BOTH.title_of("plan").title == "The plan"
    assert BOTH.title_of("missing-children_2023").title == "Missing children 2023"


def test_an_unknown_scorecard_names_the_nearest_and_lists_those_there_are():
    assert BOTH.get_scorecard(" Plan ") == "plan"
    with pytest.raises(NotFound) as refusal:
        BOTH.get_scorecard("plane")
    assert str(refusal.value) == "No scorecard called plane. Did you mean plan? There are: pack, plan."


def test_with_no_scorecards_at_all_the_refusal_says_so():
    with pytest.raises(NotFound) as refusal:
        Catalogue().get_scorecard("plan")
    assert str(refusal.value) == "No scorecard called plan. There are: none yet."


def test_targets_are_those_of_their_indicator():
    assert BOTH.targets_of("N1") == (a_target(code="N1"),)
    assert BOTH.targets_of("N2") == ()


def test_the_nearest_by_name_is_found_through_its_aliases_too():
    known = an_indicator(name="Care leavers in suitable homes", aliases=("Care experienced people in good homes",))
    assert a_catalogue(known).nearest_by_name("care experienced people in good home") == known
    assert a_catalogue(known).nearest_by_name("xyz") is None


def test_joined_catalogues_keep_what_the_first_says_and_add_what_it_lacks():
    changed = an_indicator("P1", scorecard="pack", name="Another name")
    mine = Catalogue((changed,), (a_target(50.0, code="P1"),), (ScorecardTitle("pack", "Mine"),), (EVERYWHERE,))
    joined = mine.joined_with(BOTH)
    assert joined.indicators == (changed, N1, N2)
    assert joined.targets == (a_target(50.0, code="P1"), a_target(code="N1"))
    assert joined.scorecards == (ScorecardTitle("pack", "Mine"), PLAN)
    assert joined.signs == (EVERYWHERE, IN_THE_PLAN)


def test_joining_with_nothing_changes_nothing():
    assert BOTH.joined_with(Catalogue()) == BOTH
    assert Catalogue().joined_with(BOTH) == BOTH


def test_only_one_scorecard_takes_its_own_part_and_the_signs_of_all():
    assert BOTH.only(["pack"]) == Catalogue((P1,), (a_target(code="P1"),), (PACK,), (EVERYWHERE,))
    assert BOTH.only(["plan"]).signs == (EVERYWHERE, IN_THE_PLAN)
    assert BOTH.only([]) == Catalogue(signs=(EVERYWHERE,))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Children’s Homes & Care", "CHILDREN'S HOMES AND CARE"),
        ("Case Supervision’s in time – IRT", "Case supervisions in time - IRT"),
        ("  Missing   children ", "missing children"),
        ("% leading to S47 * This is a proxy measure", "% leading to S47"),
    ],
)
def test_names_that_differ_only_in_typing_are_the_same(one, other):
    assert plain_name(one) == plain_name(other)


@pytest.mark.parametrize(("one", "other"), [("Under 16", "Under 17"), ("% of children", "Number of children")])
def test_names_that_mean_something_else_stay_apart(one, other):
    assert plain_name(one) != plain_name(other)
