from datetime import UTC, datetime

from kpis.model.answers import Answer, KeptAnswer
from kpis.store.answers import list_answers, list_answers_of_upload, save_answers
from kpis.store.edition import edition
from kpis.store.uploads import save_undo, save_upload

A_DAY = datetime(2023, 4, 12, 9, 30, tzinfo=UTC)
ANSWER = Answer("C_TEST", "T1", "2023-03", "Is it?", "It is right, because it’s so.", "Q1", "D14")
ABOUT_A_SHEET = Answer("C_HIDDEN_SHEET", "", "", "The sheet is hidden.", "It is right.", "Notes")


def take_in(connection, *answers):
    upload = save_upload(connection, "march.xlsx", b"content", "tests", "An advisor", A_DAY)
    save_answers(connection, upload, answers, "An advisor", A_DAY)
    return upload


def test_an_answer_comes_back_as_it_was_given(store):
    with store.writing() as connection:
        upload = take_in(connection, ANSWER, ABOUT_A_SHEET)
        kept = KeptAnswer(ANSWER, upload, "march.xlsx", "An advisor", A_DAY)
        assert list_answers(connection, ["T1"]) == [kept]
        assert [k.answer for k in list_answers_of_upload(connection, upload)] == [ANSWER, ABOUT_A_SHEET]
        assert list_answers(connection, ["T2"]) == list_answers(connection, []) == []


def test_the_answers_of_an_upload_that_was_undone_do_not_count_until_the_undo_is_undone(store):
    with store.writing() as connection:
        upload = take_in(connection, ANSWER)
        undo = save_undo(connection, upload, "Wrong", "tests", "An advisor", A_DAY)
        assert list_answers(connection, ["T1"]) == []
        assert len(list_answers_of_upload(connection, upload)) == 1
        save_undo(connection, undo, "Right after all", "tests", "An advisor", A_DAY)
        assert len(list_answers(connection, ["T1"])) == 1


def test_an_answer_changes_the_edition(store):
    with store.writing() as connection:
        upload = take_in(connection)
        before = edition(connection)
        save_answers(connection, upload, [ANSWER], "An advisor", A_DAY)
        assert edition(connection) != before
