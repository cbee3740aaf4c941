"""Words are added and never changed; the newest of a subject count."""

from datetime import UTC, date, datetime

from kpis.model.commentary import Commentary, FigureThen, Question, Subject
from kpis.model.meetings import RevisionCause, RevisionReason
from kpis.store.commentary import (
    list_all_commentary,
    list_commentary,
    list_revision_reasons,
    save_commentary,
    save_revision_reason,
)
from tests.builders import MARCH, month

AT = datetime(2023, 4, 12, 9, 30, tzinfo=UTC)
SECTION = Subject("tests", MARCH, "Visits", Question.WORRIED_ABOUT)
INDICATOR = Subject("tests", MARCH, code="T1")


def words(subject=SECTION, text="Fewer visits in time.", **changes):
    return Commentary(subject, text, "An advisor", AT, **changes)


def test_words_come_back_whole(store):
    full = words(text="Line\nand “quotes”", who="Head", by_when=date(2023, 9, 30), figures=(FigureThen("T1", "64.1%"),))
    with store.writing() as connection:
        save_commentary(connection, full)
        assert list_commentary(connection, "tests", MARCH) == [full]


def test_newer_words_count_and_older_ones_stay(store):
    with store.writing() as connection:
        for one in (words(text="First"), words(INDICATOR, "Of T1"), words(text="Second")):
            save_commentary(connection, one)
        assert {w.text for w in list_commentary(connection, "tests", MARCH)} == {"Second", "Of T1"}
        assert [w.text for w in list_all_commentary(connection, "tests", MARCH)] == ["First", "Of T1", "Second"]


def test_words_that_were_taken_back_no_longer_count(store):
    with store.writing() as connection:
        save_commentary(connection, words())
        save_commentary(connection, words(text=""))
        assert list_commentary(connection, "tests", MARCH) == []


def test_words_belong_to_their_scorecard_and_period(store):
    with store.writing() as connection:
        save_commentary(connection, words())
        assert list_commentary(connection, "tests", month("2023-02")) == []
        assert list_commentary(connection, "other", MARCH) == []


def test_reasons_of_revisions_come_back_in_order(store):
    reasons = [
        RevisionReason("T1", MARCH, RevisionCause.LATE_RECORD, "Late", "An advisor", AT),
        RevisionReason("T1", MARCH, RevisionCause.CORRECTION, "", "An advisor", AT),
    ]
    with store.writing() as connection:
        for reason in reasons:
            save_revision_reason(connection, reason)
        assert list_revision_reasons(connection, ["T1"]) == reasons
        assert list_revision_reasons(connection, ["T2"]) == []
