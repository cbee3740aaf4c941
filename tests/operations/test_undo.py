"""Undoing an upload: recorded, with its reason, and nothing lost."""

import pytest

from kpis.model.errors import NotFound, Refused
from kpis.model.observations import Marker
from kpis.model.people import Asker
from kpis.operations.catalogue import shipped_catalogue
from kpis.operations.edition import edition_of
from kpis.operations.history import history_of
from kpis.operations.undo import preview_undo, undo_upload
from kpis.operations.uploads import original_of, upload_detail, uploads_on_page
from kpis.store.observations import list_comparators
from tests.operations.builders import (
    CATALOGUE,
    CONTACTS,
    GOOD,
    OFFICER,
    PUBLIC,
    QUESTIONABLE,
    REVISED,
    TIMELINESS,
    a_workbook,
    load,
    rows_kept,
    shipped,
)

OTHER = Asker("Another advisor")
WHY = "The wrong file"


def shown(store, code="T1"):
    return {p.period.label: p.shown for p in history_of(store, OFFICER, code).points}


def undo(store, number, reason=WHY, seen=None):
    return undo_upload(store, OTHER, number, reason, seen)


def test_undoing_a_revision_puts_back_what_stood_with_its_own_source(store):
    load(store, GOOD)
    load(store, REVISED)
    assert undo(store, 2).number == 3
    assert shown(store) == {"2023-02": "60.0%", "2023-03": "64.1%"}
    source = history_of(store, OFFICER, "T1").row.source
    assert (source.upload, source.file, source.cell, source.by) == (1, "march.csv", "G3", "An advisor")


def test_undoing_the_first_upload_withdraws_its_figures_and_deletes_nothing(store):
    load(store, GOOD)
    undo(store, 1)
    with pytest.raises(NotFound, match="No figures have been loaded"):
        history_of(store, OFFICER, "T1")
    assert rows_kept(store)["observations"] == 6
    assert original_of(store, OFFICER, 1) == ("march.csv", GOOD.content)


def test_a_withdrawn_figure_is_told_among_the_revisions_with_who_and_why(store):
    load(store, GOOD)
    load(store, a_workbook((TIMELINESS, "2023-04", "70.0%"), name="april.csv"))
    undo(store, 2)
    (revision,) = history_of(store, OFFICER, "T1").revisions
    assert (revision.before, revision.after, revision.before_source.file) == ("70.0%", "", "april.csv")
    assert (revision.undo.undoes, revision.undo.by, revision.undo.reason) == (2, "Another advisor", WHY)


def test_undoing_an_undo_takes_the_upload_in_again(store):
    load(store, GOOD)
    load(store, REVISED)
    undo(store, 2)
    undo(store, 3)
    assert shown(store)["2023-03"] == "95.0%"
    assert history_of(store, OFFICER, "T1").row.source.file == "april.csv"
    undo(store, 4)
    assert shown(store)["2023-03"] == "64.1%"


def test_a_withdrawal_can_itself_be_undone(store):
    load(store, GOOD)
    undo(store, 1)
    undo(store, 2)
    assert shown(store) == {"2023-02": "60.0%", "2023-03": "64.1%"}
    assert shown(store, "T2") == {"2023-03": "609"}


def test_the_same_workbook_after_an_undo_is_taken_in_again(store):
    load(store, GOOD)
    undo(store, 1)
    again = load(store, GOOD)
    assert (again.upload, len(again.preview.changes.new)) == (3, 3)
    assert shown(store) == {"2023-02": "60.0%", "2023-03": "64.1%"}


def test_figures_that_a_later_upload_superseded_are_left_alone_and_told(store):
    load(store, GOOD)
    load(store, a_workbook((TIMELINESS, "2023-03", "70.0%"), (CONTACTS, "2023-03", "700"), name="second.csv"))
    load(store, a_workbook((TIMELINESS, "2023-03", "80.0%"), name="third.csv"), OTHER)
    undoing = preview_undo(store, OFFICER, 2)
    (later,) = undoing.superseded
    assert (later.number, later.name, later.by, later.figures) == (3, "third.csv", "Another advisor", 1)
    undo(store, 2)
    assert (shown(store)["2023-03"], shown(store, "T2")["2023-03"]) == ("80.0%", "609")


def test_an_upload_that_was_undone_never_comes_back_by_the_undoing_of_another(store):
    load(store, GOOD)
    load(store, a_workbook((TIMELINESS, "2023-03", "70.0%"), (CONTACTS, "2023-03", "700")))
    load(store, a_workbook((TIMELINESS, "2023-03", "80.0%")))
    undo(store, 2)
    undo(store, 3)
    assert shown(store)["2023-03"] == "64.1%"


def test_an_upload_of_which_nothing_stands_is_refused_naming_what_superseded_it(store):
    load(store, GOOD)
    load(store, REVISED)
    load(store, a_workbook((TIMELINESS, "2023-03", "80.0%"), name="third.csv"), OTHER)
    before = rows_kept(store)
    with pytest.raises(Refused) as refusal:
        undo(store, 2)
    assert str(refusal.value) == (
        "Nothing of upload 2 stands any more: Another advisor’s third.csv (upload 3) superseded it. Undo that first."
    )
    assert rows_kept(store) == before


def test_an_upload_is_undone_only_once(store):
    load(store, GOOD)
    undo(store, 1)
    with pytest.raises(Refused) as refusal:
        undo(store, 1)
    assert str(refusal.value) == "Upload 1 is undone already, by upload 2. Undo upload 2 to take it in again."


def test_an_upload_may_be_undone_again_after_its_undo_was_undone(store):
    load(store, GOOD)
    for number in (1, 2, 1):
        undo(store, number)
    assert uploads_on_page(store, OFFICER).undone_by == {1: 4, 2: 3}


@pytest.mark.parametrize("reason", ["", "  ", "\n", "a" * 501])
def test_an_undo_needs_a_reason(reason, store):
    load(store, GOOD)
    before = rows_kept(store)
    with pytest.raises(Refused, match="Say why it is undone"):
        undo(store, 1, reason)
    assert rows_kept(store) == before


def test_an_undo_needs_a_name_and_an_officer(store):
    load(store, GOOD)
    with pytest.raises(Refused, match="Give your name"):
        undo_upload(store, Asker(" "), 1, WHY)
    for operation in (
        lambda: undo_upload(store, PUBLIC, 1, WHY),
        lambda: preview_undo(store, PUBLIC, 1),
        lambda: uploads_on_page(store, PUBLIC),
        lambda: upload_detail(store, PUBLIC, 1),
        lambda: original_of(store, PUBLIC, 1),
    ):
        with pytest.raises(Refused, match="This is for officers"):
            operation()


def test_an_upload_that_is_not_there_is_not_found(store):
    for operation in (preview_undo, upload_detail):
        with pytest.raises(NotFound, match=r"There is no upload 7\."):
            operation(store, OFFICER, 7)
    with pytest.raises(NotFound, match=r"There is no file of upload 7\."):
        original_of(store, OFFICER, 7)


def test_an_undo_has_no_file(store):
    load(store, GOOD)
    undo(store, 1)
    with pytest.raises(NotFound, match=r"There is no file of upload 2\."):
        original_of(store, OFFICER, 2)


def test_what_an_undo_would_change_is_shown_before_it_is_done(store):
    load(store, GOOD)
    load(store, REVISED)
    before = rows_kept(store)
    changes = preview_undo(store, OFFICER, 2).changes
    (changed,) = changes.changed
    assert (changed.before, changed.after) == ("95.0%", "64.1%")
    assert (changed.rag_before.rag.value, changed.rag_after.rag.value) == ("green", "red")
    assert (changes.new, changes.withdrawn) == ((), ())
    assert [c.before for c in preview_undo(store, OFFICER, 1).changes.withdrawn] == ["60.0%", "609"]
    assert rows_kept(store) == before


def test_an_undo_is_told_when_others_changed_the_same_figures_meanwhile(store):
    load(store, GOOD)
    seen = preview_undo(store, OFFICER, 1).seen
    load(store, a_workbook((CONTACTS, "2023-04", "610")))
    assert undo(store, 1, seen=seen).number == 3
    seen = preview_undo(store, OFFICER, 3).seen
    load(store, a_workbook((CONTACTS, "2023-03", "611"), name="again.csv"))
    told = undo(store, 3, seen=seen)
    assert (told.number, shown(store, "T2")["2023-03"]) == (None, "611")


def test_the_edition_changes_with_an_undo(store):
    load(store, GOOD)
    before = edition_of(store)
    undo(store, 1)
    assert edition_of(store) != before


def test_a_published_workbook_and_its_comparators_can_be_undone_and_taken_in_again(store):
    catalogue = shipped_catalogue()

    def elsewhere():
        codes = [i.code for i in catalogue.of_scorecard("quarterly-report-2022-23")]
        with store.reading() as connection:
            return [k.comparator for k in list_comparators(connection, codes)]

    load(store, shipped("quarterly-report-2022-23"), catalogue=catalogue, is_confirmed=True)
    published = elsewhere()
    undo(store, 1)
    assert (len(published) > 50, elsewhere()) == (True, [])
    undo(store, 2)
    assert elsewhere() == published


def test_a_marker_is_put_back_as_a_marker(store):
    load(store, a_workbook((TIMELINESS, "2023-02", "60.0%"), (TIMELINESS, "2023-03", "[x]")))
    load(store, a_workbook((TIMELINESS, "2023-03", "64.1%")))
    undo(store, 2)
    assert history_of(store, OFFICER, "T1").row.marker is Marker.NOT_AVAILABLE


def test_the_list_says_who_when_and_what(store):
    load(store, GOOD)
    load(store, REVISED, OTHER)
    undo(store, 2)
    newest, second, first = uploads_on_page(store, OFFICER).uploads
    assert (first.file, first.by, first.scorecard) == ("march.csv", "An advisor", "tests")
    assert (first.new, first.changed, first.unchanged) == (3, 0, 0)
    assert (second.new, second.changed, second.unchanged, second.by) == (0, 1, 1, "Another advisor")
    assert (newest.undoes, newest.changed, newest.reason, newest.name) == (2, 1, WHY, "Undo of upload 2")
    assert uploads_on_page(store, OFFICER).undone_by == {2: 3}


def test_a_figure_that_comes_after_a_withdrawal_is_new(store):
    load(store, GOOD)
    undo(store, 1)
    load(store, GOOD)
    again, withdrawal, _ = uploads_on_page(store, OFFICER).uploads
    assert (again.new, again.changed, withdrawal.withdrawn) == (3, 0, 3)


def test_an_upload_tells_what_each_of_its_figures_became(store):
    load(store, GOOD)
    load(store, REVISED)
    first = [(f.period.label, f.before, f.after, f.stands) for f in upload_detail(store, OFFICER, 1).figures]
    assert first == [("2023-02", "", "60.0%", True), ("2023-03", "", "64.1%", False), ("2023-03", "", "609", True)]
    (second,) = upload_detail(store, OFFICER, 2).figures
    assert (second.before, second.after, second.stands, second.source.cell) == ("64.1%", "95.0%", True, "G3")
    undo(store, 2)
    assert [f.stands for f in upload_detail(store, OFFICER, 1).figures] == [True, True, True]
    assert upload_detail(store, OFFICER, 2).undone_by.number == 3


def test_many_figures_and_uploads_are_shown_a_page_at_a_time(store):
    months = [f"{year}-{month:02d}" for year in range(2000, 2022) for month in range(1, 13)]
    load(store, a_workbook(*((CONTACTS, label, str(n)) for n, label in enumerate(months))))
    pages = [upload_detail(store, OFFICER, 1, page) for page in (1, 2, 3)]
    assert [len(p.figures) for p in pages] == [200, 64, 64]
    assert [(p.page, p.pages) for p in pages] == [(1, 2), (2, 2), (2, 2)]


def test_the_answers_of_an_upload_that_was_undone_are_asked_again(store):
    load(store, QUESTIONABLE, is_confirmed=True)
    assert load(store, QUESTIONABLE).is_kept
    undo(store, 1)
    assert not load(store, QUESTIONABLE).is_kept
    assert load(store, QUESTIONABLE, is_confirmed=True, catalogue=CATALOGUE).is_kept
