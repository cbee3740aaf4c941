from kpis.scorecard.prose.staleness import figures_then, is_stale, placeholders_changed, staleness
from tests.scorecard.quoted.builders import plans, visits, withheld_visits


def test_a_commentary_stands_while_its_figures_do():
    then = figures_then((visits(), plans()))
    assert not is_stale(then, (visits(), plans()))
    assert staleness(then, (visits(), plans())).words == ""


def test_a_figure_that_changed_is_told_with_what_it_was():
    then = figures_then((visits(), plans()))
    found = staleness(then, (visits({"2023-03": 86.1}), plans()))
    assert found.is_stale
    assert found.words == "A figure has changed since this was written. V1, March 2023: was 88.3%, is now 86.1%."


def test_a_figure_that_is_gone_or_came_is_told():
    then = figures_then((visits({}), plans()))
    found = staleness(then, (visits(), plans({})))
    assert [(c.then, c.now) for c in found.changed] == [("", "88.3%"), ("233", "")]
    assert found.words.startswith("2 figures have changed since this was written.")
    assert "was no figure" in found.words


def test_only_the_rows_it_was_about_count():
    then = figures_then((visits(), plans()), ["P1"])
    assert not is_stale(then, (visits({"2023-03": 10.0}), plans()))


def test_nothing_is_told_of_a_figure_that_is_withheld():
    then = figures_then((visits({"2023-03": 3.0}),))
    assert staleness(then, (withheld_visits(),)).words == ""


def test_placeholders_that_say_something_else_are_named():
    assert placeholders_changed({"{{V1}}": "88.3%", "{{P1}}": "233"}, {"{{V1}}": "86.1%", "{{P1}}": "233"}) == (
        "{{V1}}",
    )
