"""The examples of the methods page about other areas and small numbers, held against sums that were done by hand."""

from kpis.scorecard import published_facts as facts
from kpis.scorecard.worked_comparisons import elsewhere_examples, fragile_example, small_numbers_example


def test_a_figure_whose_range_holds_englands_is_similar_though_it_is_higher():
    """Wilson's range of 743 in 3,285 is 21.22% to 24.08%."""
    referrals, _ = elsewhere_examples()
    assert ("Likely range", "21.2% to 24.1%") in referrals.steps
    assert referrals.answer == "About the same as England: 21.5% lies inside the range."


def test_a_figure_whose_range_does_not_hold_englands_is_worse():
    """Byar's range of 326 is 291.6 to 363.4 children, of 53,291."""
    _, plans = elsewhere_examples()
    assert ("Likely range", "54.7 to 68.2") in plans.steps
    assert plans.answer == "Worse than England: 42.1 lies outside the range."


def test_so_many_children_would_change_the_colour():
    """129 of 234 is 55.1%, below 55.25%; 152 is 64.957%, shown as 65.0%."""
    assert fragile_example().answer == "3 fewer and this is red; 20 more and this is green."


def test_no_withheld_number_is_in_the_example():
    shown = small_numbers_example()
    withheld = [name for name, number in shown.rows if number == "[c]"]
    hidden = [n for name, n in facts.PLACEMENTS if name in withheld and n is not None]
    assert len(withheld) == 3
    assert hidden == [7]
    words = f"{shown.rows} {shown.example.steps} {shown.example.answer}"
    assert "7" not in words


def test_what_is_withheld_can_each_be_one_of_several():
    steps = dict(small_numbers_example().example.steps)
    assert steps["Attack"] == "The total and the other parts gave away 2 of the 2 withheld numbers."
    assert "together make 8" in steps["Attack again"]
    assert steps["Attack again"].count("1 to 6") == 3
