"""Questions that a workbook raises: answered once, by somebody, and kept with the figure."""

import pytest

from kpis.model.answers import CONFIRMED_AT_ONCE, Reply, question_id
from kpis.model.people import Asker
from kpis.model.problems import Outcome, Severity
from kpis.operations.history import history_of
from kpis.operations.upload import check_workbook, confirm_upload, preview_held, preview_upload
from kpis.operations.uploads import upload_detail
from tests.operations.builders import (
    CATALOGUE,
    OFFICER,
    QUESTIONABLE,
    TIMELINESS,
    a_workbook,
    load,
    rows_kept,
)

OTHER = Asker("Another advisor")
TWO_QUESTIONS = a_workbook((TIMELINESS, "2023-02", "101.5%"), (TIMELINESS, "2023-03", "104.2%"), name="two.csv")


def confirm(store, preview, answers, asker=OFFICER, seen=None):
    return confirm_upload(store, asker, preview.token, CATALOGUE, Reply(frozenset(answers), answers), seen)


def test_nothing_is_taken_in_until_every_question_is_answered(store):
    preview = preview_upload(store, OFFICER, TWO_QUESTIONS, CATALOGUE)
    first, second = preview.questions
    taken = confirm(store, preview, {question_id(first): "they moved"})
    assert (taken.is_kept, taken.unanswered) == (False, (second,))
    assert rows_kept(store)["observations"] == 0
    assert confirm(store, preview, {question_id(q): "" for q in preview.questions}).is_kept


def test_an_answer_is_kept_with_the_figure_who_gave_it_and_its_words(store):
    preview = preview_upload(store, OFFICER, QUESTIONABLE, CATALOGUE)
    confirm(store, preview, {question_id(q): "two families\n moved out." for q in preview.questions}, OTHER)
    (kept,) = history_of(store, OFFICER, "T1").answers
    assert (kept.answer.code, kept.answer.indicator, kept.answer.period) == ("C_PERCENT_RANGE", "T1", "2023-03")
    assert kept.answer.question == "104.2% is more than 100%."
    assert kept.answer.words == "It is right, because two families moved out."
    assert (kept.by, kept.upload, kept.file, kept.answer.cell) == ("Another advisor", 1, "questionable.csv", "G2")
    assert [a.answer for a in upload_detail(store, OFFICER, 1).answers] == [kept.answer]


def test_one_answer_may_serve_all_questions_of_a_check(store):
    preview = preview_upload(store, OFFICER, TWO_QUESTIONS, CATALOGUE)
    own = question_id(preview.questions[1])
    assert confirm(store, preview, {"C_PERCENT_RANGE": "it is a proxy", own: "this one was counted"}).is_kept
    words = {a.answer.period: a.answer.words for a in history_of(store, OFFICER, "T1").answers}
    assert words == {
        "2023-02": "It is right, because it is a proxy.",
        "2023-03": "It is right, because this one was counted.",
    }


@pytest.mark.parametrize("answers", [{}, {"C_OTHER": ""}, {"0123456789abcdef": "it is"}])
def test_an_answer_to_another_question_answers_nothing(answers, store):
    preview = preview_upload(store, OFFICER, QUESTIONABLE, CATALOGUE)
    assert confirm(store, preview, answers).unanswered == preview.questions


def test_a_question_that_was_answered_is_not_asked_again_but_told(store):
    load(store, QUESTIONABLE, is_confirmed=True)
    moved = a_workbook((TIMELINESS, "2023-02", "60.0%"), (TIMELINESS, "2023-03", "104.2%"), name="april.csv")
    preview = preview_upload(store, OTHER, moved, CATALOGUE)
    assert (preview.questions, preview.outcome) == ((), Outcome.WARN)
    (told,) = preview.reading.problems
    assert (told.code, told.severity, told.cell) == ("C_PERCENT_RANGE", Severity.WARN, "G3")
    assert told.message.startswith("Cell G3: 104.2% is more than 100%. Answered by An advisor on ")
    assert told.message.endswith(f": {CONFIRMED_AT_ONCE}")
    assert check_workbook(moved, CATALOGUE, store).outcome is Outcome.WARN
    assert check_workbook(moved, CATALOGUE).outcome is Outcome.CONFIRM


@pytest.mark.parametrize(
    "row", [(TIMELINESS, "2023-03", "104.3%"), (TIMELINESS, "2023-04", "104.2%")], ids=["another figure", "month"]
)
def test_another_figure_is_asked_about_anew(row, store):
    load(store, QUESTIONABLE, is_confirmed=True)
    assert len(preview_upload(store, OFFICER, a_workbook(row), CATALOGUE).questions) == 1


def test_an_answer_about_a_standing_figure_is_kept_though_no_figure_is_added(store):
    load(store, QUESTIONABLE, is_confirmed=True)
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER answers_stay_delete")
        connection.exec_driver_sql("DELETE FROM answers")
    assert load(store, QUESTIONABLE, is_confirmed=True).upload == 2
    assert load(store, QUESTIONABLE, is_confirmed=True).upload is None
    assert (rows_kept(store)["observations"], rows_kept(store)["answers"]) == (1, 1)


def test_somebody_who_changed_the_same_figures_meanwhile_is_named_and_nothing_is_kept(store):
    load(store, a_workbook((TIMELINESS, "2023-03", "60.0%")))
    mine = preview_upload(store, OFFICER, a_workbook((TIMELINESS, "2023-03", "64.1%"), name="mine.csv"), CATALOGUE)
    load(store, a_workbook((TIMELINESS, "2023-03", "70.0%"), name="theirs.csv"), OTHER)
    taken = confirm(store, mine, {})
    (other,) = taken.overtaken_by
    assert (taken.is_kept, other.by, other.deed, other.figures) == (False, "Another advisor", "took in theirs.csv", 1)
    (change,) = taken.preview.changes.changed
    assert (change.before, change.after) == ("70.0%", "64.1%")
    assert confirm(store, mine, {}).is_kept, "the second time it was seen"
    assert history_of(store, OFFICER, "T1").row.shown == "64.1%"


def test_a_figure_that_was_unchanged_when_it_was_shown_is_not_changed_back_unseen(store):
    load(store, a_workbook((TIMELINESS, "2023-02", "60.0%")))
    both = a_workbook((TIMELINESS, "2023-02", "60.0%"), (TIMELINESS, "2023-03", "64.1%"))
    mine = preview_upload(store, OFFICER, both, CATALOGUE)
    load(store, a_workbook((TIMELINESS, "2023-02", "65.0%")), OTHER)
    assert not confirm(store, mine, {}).is_kept


def test_somebody_who_changed_other_figures_meanwhile_stands_in_nobodys_way(store):
    mine = preview_upload(store, OFFICER, a_workbook((TIMELINESS, "2023-03", "64.1%")), CATALOGUE)
    load(store, a_workbook((TIMELINESS, "2023-02", "70.0%")), OTHER)
    assert confirm(store, mine, {}).is_kept


def test_what_was_seen_is_what_the_persons_own_page_showed(store):
    mine = preview_upload(store, OFFICER, a_workbook((TIMELINESS, "2023-03", "64.1%")), CATALOGUE)
    load(store, a_workbook((TIMELINESS, "2023-03", "70.0%")), OTHER)
    again = preview_held(store, OFFICER, mine.token, CATALOGUE)
    assert (mine.seen, again.seen) == (0, 1)
    assert not confirm(store, mine, {}, seen=mine.seen).is_kept
    assert confirm(store, mine, {}, seen=again.seen).is_kept
