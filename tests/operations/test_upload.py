"""Taking a workbook in: whole or not at all, once, and by somebody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from kpis.model.answers import Reply, question_id
from kpis.model.errors import NotFound, Refused
from kpis.model.people import Asker
from kpis.model.problems import Outcome
from kpis.operations import upload as uploads
from kpis.operations.catalogue import shipped_catalogue
from kpis.operations.history import history_of
from kpis.operations.upload import (
    Workbook,
    check_workbook,
    confirm_upload,
    drop_upload,
    has_no_figures,
    preview_held,
    preview_upload,
    template,
)
from kpis.store.uploads import HeldWorkbook, hold_workbook
from tests.operations.builders import (
    CATALOGUE,
    CONTACTS,
    GOOD,
    OFFICER,
    PUBLIC,
    QUESTIONABLE,
    REJECTED,
    REVISED,
    TIMELINESS,
    a_workbook,
    load,
    rows_kept,
    shipped,
)


def says_yes(preview):
    return Reply(frozenset(question_id(q) for q in preview.questions))


def shown(store, code="T1"):
    return {p.period.label: p.shown for p in history_of(store, OFFICER, code).points}


# Loading


def test_a_good_workbook_is_kept_with_its_uploader_and_cells(store):
    taken = load(store, GOOD)
    assert (taken.is_kept, taken.upload, taken.preview.outcome) == (True, 1, Outcome.ACCEPT)
    assert shown(store) == {"2023-02": "60.0%", "2023-03": "64.1%"}
    source = history_of(store, OFFICER, "T1").row.source
    assert (source.upload, source.file, source.by, source.cell) == (1, "march.csv", "An advisor", "G3")


def test_the_same_workbook_twice_changes_nothing(store):
    load(store, GOOD)
    before = rows_kept(store)
    again = load(store, GOOD)
    assert rows_kept(store) == before
    assert (again.is_kept, again.upload) == (True, None)
    assert (again.preview.changes.is_nothing, again.preview.changes.unchanged) == (True, 3)


@pytest.mark.parametrize(
    "name",
    ["indicators-of-success-2023", "improvement-plan-2019", "quarterly-report-2022-23", "missing-children-2023"],
)
def test_a_published_workbook_twice_changes_nothing(name, store):
    catalogue = shipped_catalogue()
    load(store, shipped(name), catalogue=catalogue, is_confirmed=True)
    before = rows_kept(store)
    assert load(store, shipped(name), catalogue=catalogue, is_confirmed=True).upload is None
    assert rows_kept(store) == before


def test_the_same_figures_under_another_file_name_change_nothing(store):
    load(store, GOOD)
    before = rows_kept(store)
    load(store, Workbook("copy of march.csv", GOOD.content))
    assert rows_kept(store) == before


def test_a_changed_figure_supersedes_and_both_stay(store):
    load(store, GOOD)
    changes = load(store, REVISED).preview.changes
    assert (len(changes.new), len(changes.changed), changes.unchanged) == (0, 1, 1)
    assert shown(store) == {"2023-02": "60.0%", "2023-03": "95.0%"}
    assert rows_kept(store)["observations"] == 4
    (revision,) = history_of(store, OFFICER, "T1").revisions
    assert (revision.before, revision.before_source.file) == ("64.1%", "march.csv")
    assert (revision.after, revision.after_source.file) == ("95.0%", "april.csv")


def test_a_figure_that_goes_back_supersedes_again(store):
    for workbook in (GOOD, REVISED, GOOD):
        load(store, workbook)
    assert shown(store)["2023-03"] == "64.1%"
    assert len(history_of(store, OFFICER, "T1").revisions) == 2


def test_a_workbook_with_fewer_rows_loses_no_figure(store):
    load(store, GOOD)
    load(store, a_workbook((TIMELINESS, "2023-03", "64.2%")))
    assert shown(store) == {"2023-02": "60.0%", "2023-03": "64.2%"}
    assert shown(store, "T2") == {"2023-03": "609"}


def test_a_rejected_workbook_leaves_nothing(store):
    before = rows_kept(store)
    taken = load(store, REJECTED, keep_catalogue=True)
    assert (taken.is_kept, taken.upload, taken.preview.outcome) == (False, None, Outcome.REJECT)
    assert rows_kept(store) == before
    assert set(before.values()) == {0}


def test_a_rejected_workbook_says_nothing_of_changes(store):
    changes = load(store, REJECTED).preview.changes
    assert (changes.new, changes.changed, changes.unchanged) == ((), (), 0)


def test_a_failure_in_the_middle_of_keeping_leaves_nothing(store, monkeypatch):
    def fail(*_):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(uploads, "save_comparators", fail)
    with pytest.raises(RuntimeError, match="the disk is full"):
        load(store, GOOD, keep_catalogue=True)
    assert set(rows_kept(store).values()) == {0}


def test_a_failure_while_confirming_leaves_the_workbook_waiting(store, monkeypatch):
    token = preview_upload(store, OFFICER, GOOD, CATALOGUE).token
    before = rows_kept(store)
    with monkeypatch.context() as patched:
        patched.setattr(uploads, "save_comparators", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            confirm_upload(store, OFFICER, token, CATALOGUE)
    assert rows_kept(store) == before
    assert confirm_upload(store, OFFICER, token, CATALOGUE).is_kept


def test_a_question_that_nobody_answered_is_not_kept(store):
    taken = load(store, QUESTIONABLE)
    assert (taken.is_kept, taken.preview.outcome) == (False, Outcome.CONFIRM)
    assert set(rows_kept(store).values()) == {0}
    assert len(taken.preview.changes.new) == 1


def test_a_question_that_was_answered_is_kept(store):
    assert load(store, QUESTIONABLE, is_confirmed=True).is_kept
    assert shown(store) == {"2023-03": "104.2%"}


def test_answering_yes_does_not_take_in_what_is_rejected(store):
    assert not load(store, REJECTED, is_confirmed=True).is_kept
    assert set(rows_kept(store).values()) == {0}


def test_a_workbook_keeps_the_catalogue_of_its_own_scorecard_alone(store):
    load(store, shipped("missing-children-2023"), catalogue=shipped_catalogue(), is_confirmed=True)
    assert rows_kept(store)["indicators"] == 14


def test_a_catalogue_that_is_to_be_kept_is_kept_whole(store):
    load(
        store,
        shipped("missing-children-2023"),
        catalogue=shipped_catalogue(),
        is_confirmed=True,
        keep_catalogue=True,
    )
    assert rows_kept(store)["indicators"] == 134


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04broken"])
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "../../etc/passwd", ""])
def test_a_file_that_is_no_workbook_is_rejected_with_one_problem(content, name, store):
    taken = load(store, Workbook(name, content))
    assert (taken.is_kept, taken.preview.outcome) == (False, Outcome.REJECT)
    (problem,) = taken.preview.reading.problems
    assert problem.message
    assert problem.what_to_do
    assert set(rows_kept(store).values()) == {0}


def test_an_empty_store_has_no_figures_until_a_workbook_is_taken_in(store):
    assert has_no_figures(store)
    load(store, REJECTED)
    assert has_no_figures(store)
    load(store, GOOD)
    assert not has_no_figures(store)


def test_the_template_is_understood_once_it_is_filled_in():
    filled = template() + "Visits,,Contacts,Mar-23,,,609,,,\r\n"
    reading = check_workbook(Workbook("template.csv", filled.encode()), CATALOGUE)
    assert reading.outcome is Outcome.ACCEPT
    assert [(o.code, o.value) for o in reading.observations] == [("T2", 609.0)]


# Showing what would change, and the answer


def test_a_preview_shows_what_would_change_and_keeps_no_figure(store):
    load(store, GOOD)
    preview = preview_upload(store, OFFICER, REVISED, CATALOGUE)
    (changed,) = preview.changes.changed
    assert (changed.before, changed.after) == ("64.1%", "95.0%")
    assert (changed.rag_before.rag.value, changed.rag_after.rag.value) == ("red", "green")
    assert shown(store)["2023-03"] == "64.1%"
    assert rows_kept(store)["uploads"] == 1


def test_a_rejected_workbook_is_not_held(store):
    assert preview_upload(store, OFFICER, REJECTED, CATALOGUE).token == ""
    assert set(rows_kept(store).values()) == {0}


def test_a_workbook_that_was_shown_is_kept_once_its_person_confirms(store):
    preview = preview_upload(store, OFFICER, QUESTIONABLE, CATALOGUE)
    taken = confirm_upload(store, OFFICER, preview.token, CATALOGUE, says_yes(preview))
    assert (taken.is_kept, taken.upload) == (True, 1)
    assert shown(store) == {"2023-03": "104.2%"}
    assert rows_kept(store)["held_workbooks"] == 0


def test_a_workbook_can_be_confirmed_only_once(store):
    token = preview_upload(store, OFFICER, GOOD, CATALOGUE).token
    confirm_upload(store, OFFICER, token, CATALOGUE)
    before = rows_kept(store)
    with pytest.raises(NotFound, match="no longer waiting"):
        confirm_upload(store, OFFICER, token, CATALOGUE)
    assert rows_kept(store) == before


def test_a_workbook_that_was_dropped_cannot_be_confirmed(store):
    token = preview_upload(store, OFFICER, GOOD, CATALOGUE).token
    drop_upload(store, OFFICER, token)
    with pytest.raises(NotFound, match="Upload it again"):
        confirm_upload(store, OFFICER, token, CATALOGUE)
    assert set(rows_kept(store).values()) == {0}


def test_dropping_twice_is_no_mistake(store):
    token = preview_upload(store, OFFICER, GOOD, CATALOGUE).token
    drop_upload(store, OFFICER, token)
    drop_upload(store, OFFICER, token)
    assert rows_kept(store)["held_workbooks"] == 0


def test_no_two_workbooks_that_wait_share_a_token(store):
    tokens = {preview_upload(store, OFFICER, GOOD, CATALOGUE).token for _ in range(3)}
    assert len(tokens) == 3


def test_a_workbook_that_nobody_came_back_to_is_forgotten_with_the_next_preview(store):
    long_ago = datetime.now(UTC) - timedelta(days=2)
    with store.writing() as connection:
        hold_workbook(connection, HeldWorkbook("old", "old.csv", GOOD.content, "An advisor", long_ago))
    token = preview_upload(store, OFFICER, GOOD, CATALOGUE).token
    assert rows_kept(store)["held_workbooks"] == 1
    with pytest.raises(NotFound, match="no longer waiting"):
        confirm_upload(store, OFFICER, "old", CATALOGUE)
    assert confirm_upload(store, OFFICER, token, CATALOGUE).is_kept


def test_a_preview_is_made_anew_when_others_have_uploaded_since(store):
    token = preview_upload(store, OFFICER, GOOD, CATALOGUE).token
    load(store, REVISED)
    changes = preview_held(store, OFFICER, token, CATALOGUE).changes
    assert [(c.before, c.after) for c in changes.changed] == [("95.0%", "64.1%")]


def test_an_unknown_token_is_not_found(store):
    for operation in (preview_held, confirm_upload):
        with pytest.raises(NotFound, match="no longer waiting"):
            operation(store, OFFICER, "guessed", CATALOGUE)


def test_of_two_people_who_confirm_at_once_one_succeeds_and_the_other_is_told(store_on_disk):
    for figure in ("60.0%", "61.0%", "62.0%", "63.0%"):
        workbook = a_workbook((TIMELINESS, "2023-03", figure))
        token = preview_upload(store_on_disk, OFFICER, workbook, CATALOGUE).token
        start = Barrier(2)

        def confirm(_, token=token, start=start):
            start.wait()
            try:
                return confirm_upload(store_on_disk, OFFICER, token, CATALOGUE)
            except NotFound as told:
                return told

        with ThreadPoolExecutor(2) as people:
            answers = list(people.map(confirm, range(2)))
        assert sorted(type(answer).__name__ for answer in answers) == ["NotFound", "Taken"]
        assert shown(store_on_disk) == {"2023-03": figure}
    assert rows_kept(store_on_disk)["uploads"] == 4
    assert rows_kept(store_on_disk)["observations"] == 4


def test_two_people_who_load_the_same_workbook_at_once_add_it_once(store_on_disk):
    start = Barrier(2)

    def take_in(_):
        start.wait()
        return load(store_on_disk, GOOD)

    with ThreadPoolExecutor(2) as people:
        answers = list(people.map(take_in, range(2)))
    assert sorted(answer.upload is None for answer in answers) == [False, True]
    assert rows_kept(store_on_disk)["observations"] == 3
    assert rows_kept(store_on_disk)["indicators"] == 2


# Who


@pytest.mark.parametrize("name", ["", "   ", "\n", "a\x00b", "a" * 121])
def test_the_uploader_must_have_a_name(name, store):
    with pytest.raises(Refused, match="Say who is uploading"):
        load(store, GOOD, Asker(name))
    with pytest.raises(Refused, match="Say who is uploading"):
        preview_upload(store, Asker(name), GOOD, CATALOGUE)
    assert set(rows_kept(store).values()) == {0}


def test_spaces_around_a_name_are_not_kept(store):
    load(store, GOOD, Asker("  An   advisor "))
    assert history_of(store, OFFICER, "T1").row.source.by == "An advisor"


@pytest.mark.parametrize(
    "operation",
    [
        lambda store: load(store, GOOD, PUBLIC),
        lambda store: preview_upload(store, PUBLIC, GOOD, CATALOGUE),
        lambda store: preview_held(store, PUBLIC, "token", CATALOGUE),
        lambda store: confirm_upload(store, PUBLIC, "token", CATALOGUE),
        lambda store: drop_upload(store, PUBLIC, "token"),
    ],
    ids=["load", "preview", "preview held", "confirm", "drop"],
)
def test_the_public_may_take_nothing_in(operation, store):
    with pytest.raises(Refused, match="This is for officers"):
        operation(store)
    assert set(rows_kept(store).values()) == {0}


def test_figures_of_another_indicator_stay_as_they_are(store):
    load(store, GOOD)
    load(store, a_workbook((CONTACTS, "2023-03", "610")))
    assert shown(store) == {"2023-02": "60.0%", "2023-03": "64.1%"}
