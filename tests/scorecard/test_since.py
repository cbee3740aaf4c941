"""What readers saw last, beside what is now."""

from dataclasses import replace
from datetime import UTC, datetime

from kpis.model.meetings import RevisionCause, RevisionReason
from kpis.model.people import Audience
from kpis.model.verdicts import Rag
from kpis.scorecard.attention import Concern, build_attention
from kpis.scorecard.build import build_scorecard
from kpis.scorecard.pack import ColourThen, LastSeen, Pack
from kpis.scorecard.since import build_last_seen, revised_since
from tests.builders import MARCH, a_catalogue, an_indicator, month
from tests.scorecard.builders import a_target, kept

FEBRUARY, APRIL = month("2023-02"), month("2023-04")
AT = datetime(2023, 5, 1, tzinfo=UTC)


def a_scorecard(period, *figures):
    catalogue = a_catalogue(an_indicator(), targets=(a_target(90.0, amber_low=76.5),))
    return build_scorecard(catalogue, "tests", period, list(figures), [], Audience.OFFICERS)


SEEN = Pack(a_scorecard(MARCH, kept("2023-02", 60.0), kept("2023-03", 64.1)), ())


def test_a_figure_that_is_another_now_is_revised():
    now = a_scorecard(APRIL, kept("2023-02", 61.0), kept("2023-03", 64.1), kept("2023-04", 70.0))
    (revised,) = revised_since(SEEN, now.rows, [])
    assert (revised.period, revised.then, revised.now, revised.cause) == (FEBRUARY, "60.0%", "61.0%", None)


def test_a_figure_that_reads_the_same_is_not_revised():
    now = a_scorecard(MARCH, kept("2023-02", 60.01), kept("2023-03", 64.1))
    assert revised_since(SEEN, now.rows, []) == ()


def test_a_figure_that_is_gone_is_revised_to_no_figure():
    (revised,) = revised_since(SEEN, a_scorecard(MARCH, kept("2023-03", 64.1)).rows, [])
    assert (revised.then, revised.now) == ("60.0%", "No figure")


def test_the_newest_reason_for_the_figure_stands():
    reasons = [
        RevisionReason("T1", FEBRUARY, RevisionCause.LATE_RECORD, "Late", "An advisor", AT),
        RevisionReason("T1", FEBRUARY, RevisionCause.CORRECTION, "Typed wrongly", "An advisor", AT),
        RevisionReason("T1", MARCH, RevisionCause.POPULATION, "", "An advisor", AT),
    ]
    now = a_scorecard(MARCH, kept("2023-02", 61.0), kept("2023-03", 64.1))
    (revised,) = revised_since(SEEN, now.rows, reasons)
    assert (revised.cause, revised.words) == (RevisionCause.CORRECTION, "Typed wrongly")


def test_what_readers_saw_is_the_colours_of_the_earlier_pack():
    last = build_last_seen(3, AT.date(), SEEN, a_scorecard(APRIL, kept("2023-04", 95.0)).rows, [])
    assert (last.publication, last.period, last.colours) == (3, MARCH, (ColourThen("T1", "red"),))


def test_newly_is_since_readers_last_saw_it_and_not_since_the_month_before():
    now = a_scorecard(APRIL, kept("2023-03", 95.0), kept("2023-04", 64.1))
    red_then = LastSeen(1, AT.date(), FEBRUARY, (ColourThen("T1", Rag.RED.value),))
    green_then = replace(red_then, colours=(ColourThen("T1", Rag.GREEN.value),))
    assert list(build_attention(now).groups) == [Concern.NEWLY_RED]
    assert list(build_attention(now, red_then).groups) == [Concern.RED_AND_WORSE]
    assert list(build_attention(now, green_then).groups) == [Concern.NEWLY_RED]
