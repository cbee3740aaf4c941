"""The questions a member could put, on an indicator's page and under a list of rows."""

from kpis.scorecard.question import Question, Why
from layouts.native import render
from layouts.parts.what_to_ask import questions_folded, what_to_ask
from tests.scorecard.builders import a_row

ASKED = (Question(Why.WORSE, "It fell.", "Was that expected?"),)
ROW = a_row({"2023-03": 56.6}, ref="9", name="Visits")


def test_each_question_stands_after_its_fact():
    assert str(render(what_to_ask(ASKED))) == (
        '<h2 id="what-to-ask">What you could ask</h2><ul><li>It fell. <strong>Was that expected?</strong></li></ul>'
    )


def test_questions_about_rows_are_folded_under_how_many_there_are():
    assert str(render(questions_folded([ROW], {"T1": ASKED * 2, "T9": ASKED}))) == (
        "<details><summary>What you could ask (2)</summary><ul><li><p><strong>9 Visits</strong>"
        "<br>It fell. <em>Was that expected?</em><br>It fell. <em>Was that expected?</em></p></li></ul></details>"
    )


def test_where_there_is_nothing_to_ask_nothing_is_said():
    assert what_to_ask(()) == []
    assert questions_folded([ROW], {}) is None
