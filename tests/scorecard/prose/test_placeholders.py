import pytest

from kpis.model.observations import Marker
from kpis.scorecard.prose.as_text import plain_text
from kpis.scorecard.prose.markdown import read_commentary
from kpis.scorecard.prose.placeholders import figures_used, fill_placeholders, placeholders
from tests.scorecard.quoted.builders import plans, visits, withheld_visits


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{{V1}}", "88.3%"),
        ("{{ v1 }}", "88.3%"),
        ("{{V1:target}}", "90.0%"),
        ("{{V1:previous}}", "84.7%"),
        ("{{V1:period}}", "March 2023"),
        ("{{V1:direction}}", "up, better"),
        ("{{V1:rag}}", "amber"),
        ("{{V1:england}}", "92.5%"),
        ("{{V1:neighbours}}", "no figure for Statistical neighbours"),
        ("{{V1@2023-01}}", "80.2%"),
        ("{{V1@January 2023}}", "80.2%"),
        ("{{V1:target@2023-01}}", "90.0%"),
        ("{{P1}}", "233"),
    ],
)
def test_a_placeholder_is_the_figure_as_it_is_shown(written, says):
    filled = fill_placeholders(f"It is {written}.", (visits(england=92.5), plans()))
    assert filled.text == f"It is {says}."
    assert filled.problems == ()


def test_a_marker_is_in_words_and_nothing_loaded_says_so():
    waiting = visits({"2023-03": Marker.REPORT_IN_DEVELOPMENT})
    assert fill_placeholders("{{V1}}", (waiting,)).text == "report in development"
    assert fill_placeholders("{{V1}}", (visits({}),)).text == "no figure yet"


@pytest.mark.parametrize("written", ["{{V1}}", "{{V1:direction}}", "{{V1:rag}}", "{{V1@2023-03}}"])
def test_a_withheld_number_is_never_filled_in(written):
    assert fill_placeholders(written, (withheld_visits(),)).text == "withheld"


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("{{V11}}", "Line 2: {{V11}} names no indicator of this scorecard. Did you mean {{V1}}?"),
        ("{{}}", "Line 2: {{}} names no indicator of this scorecard. "
            "Write the code of an indicator of this scorecard."),
        ("{{V1:colour}}", "Line 2: {{V1:colour}} asks for “colour”. "
            "It can be target, period, direction, rag, england, neighbours or previous."),
        ("{{V1@2019-01}}", "Line 2: {{V1@2019-01}} names a period that V1 has no figure for. "
            "The newest is {{V1@2023-03}}."),
    ],
)  # fmt: skip
def test_a_placeholder_that_names_nothing_is_told_where_and_what_to_do_and_stays(written, problem):
    filled = fill_placeholders(f"One.\n{written}", (visits(), plans()))
    assert filled.problems == (problem,)
    assert filled.text == f"One.\n{written}"


def test_every_problem_is_told_at_once():
    assert len(fill_placeholders("{{X}} {{Y}} {{V1}}", (visits(),)).problems) == 2


def test_what_is_filled_in_is_no_markdown():
    odd = visits({"2023-03": 88.3}, decimals=1)
    filled = fill_placeholders("{{V1:period}} *{{V1}}*", (odd,))
    assert plain_text(read_commentary(filled.text).blocks) == "March 2023 88.3%"


def test_what_the_placeholders_say_can_be_kept():
    assert figures_used("{{V1}} {{P1:period}} {{X}}", (visits(), plans())) == {
        "{{V1}}": "88.3%",
        "{{P1:period}}": "March 2023",
    }


def test_placeholders_are_found_in_order_with_their_places():
    text = "a {{V1}} b {{P1:target}}"
    assert [(text[p.start : p.end], p.code, p.part) for p in placeholders(text)] == [
        ("{{V1}}", "V1", ""),
        ("{{P1:target}}", "P1", "target"),
    ]
