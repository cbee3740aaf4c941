"""Why figures were revised is kept whole or not at all, and told in the audit trail."""

import pytest

from kpis.model.audit import Deed
from kpis.model.errors import NotFound, Refused
from kpis.model.meetings import RevisionCause
from kpis.model.people import Asker
from kpis.operations.revisions import TypedReason, say_why_revised
from kpis.store.audit import list_entries
from kpis.store.commentary import list_revision_reasons
from tests.operations.builders import GOOD, OFFICER, PUBLIC, load

LATE = TypedReason("T1", "2023-03", "late_record", " It  came late ")
NOTHING = TypedReason("T2", "2023-03", "", " ")


def reasons(store):
    with store.reading() as connection:
        return list_revision_reasons(connection, ["T1", "T2"])


@pytest.fixture
def figures(store):
    load(store, GOOD)
    return store


def test_the_reasons_that_were_given_are_kept(figures):
    assert say_why_revised(figures, OFFICER, [LATE, NOTHING]) == 1
    (kept,) = reasons(figures)
    assert (kept.code, kept.cause, kept.words, kept.by) == (
        "T1", RevisionCause.LATE_RECORD, "It came late", "An advisor",
    )  # fmt: skip
    with figures.reading() as connection:
        newest = list_entries(connection, 1)[0]
    assert (newest.deed, newest.about) == (Deed.SAID_WHY_REVISED, "T1 Visits in time, March 2023: Late record")


@pytest.mark.parametrize(
    "typed, words",
    [
        ([], "Say why at least one figure was revised"),
        ([NOTHING], "Say why at least one figure was revised"),
        ([LATE, TypedReason("T2", "2023-03", "", "Words alone")], "Choose why Contacts was revised"),
        ([LATE, TypedReason("T2", "2023-03", "magic")], "Choose why Contacts was revised"),
        ([LATE, TypedReason("T2", "2023-03", "correction", "x" * 501)], "in at most 500 letters"),
    ],
)
def test_one_that_is_wrong_keeps_them_all_out(figures, typed, words):
    with pytest.raises(Refused, match=words):
        say_why_revised(figures, OFFICER, typed)
    assert reasons(figures) == []


@pytest.mark.parametrize("typed", [TypedReason("T9", "2023-03", "correction"), TypedReason("T1", "soon", "correction")])
def test_what_is_not_there_has_no_reason(figures, typed):
    with pytest.raises(NotFound):
        say_why_revised(figures, OFFICER, [typed])


@pytest.mark.parametrize("asker, words", [(PUBLIC, "for officers"), (Asker(" "), "Give your name")])
def test_only_an_officer_with_a_name_says_why(figures, asker, words):
    with pytest.raises(Refused, match=words):
        say_why_revised(figures, asker, [LATE])
