"""Before a meeting nothing is stale in silence: words that figures have left behind are told, and figures that nobody explained."""

import pytest

from kpis.operations.commentary import Draft, write_commentary
from kpis.operations.meetings import add_meeting
from kpis.operations.publishing import Gap, prepare, publish
from tests.operations.builders import GOOD, OFFICER, REVISED, load


@pytest.fixture
def meeting(store):
    load(store, GOOD)
    return add_meeting(store, OFFICER, "Scrutiny", "2023-05-16")


def gaps(store, meeting):
    return {m.gap: m.words for m in prepare(store, OFFICER, "tests", meeting).missing}


def test_words_that_were_written_when_figures_were_others_are_told_with_both_figures(store, meeting):
    write_commentary(store, OFFICER, "tests", None, [Draft("", None, "T1", "Slower than we want.")])
    assert Gap.WORDS_STALE not in gaps(store, meeting)
    load(store, REVISED)
    assert gaps(store, meeting)[Gap.WORDS_STALE] == (
        "The words on T1 were written when figures were others: T1 was 64.1%, now 95.0%."
    )


def test_a_figure_that_members_saw_and_that_is_another_now_asks_why(store, meeting):
    publish(store, OFFICER, "tests", meeting)
    load(store, REVISED)
    later = add_meeting(store, OFFICER, "Scrutiny", "2023-07-18")
    assert "members saw 64.1%, now 95.0%, and nothing says why" in gaps(store, later)[Gap.REVISED_WITHOUT_REASON]
