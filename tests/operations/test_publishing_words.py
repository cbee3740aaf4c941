"""Words at a meeting: what stands in the way, what is pointed at, and how they are read once frozen."""

import pytest

from kpis.model.commentary import Question
from kpis.model.errors import Refused
from kpis.operations.commentary import Draft, write_commentary
from kpis.operations.export import FileKind, export_scorecard
from kpis.operations.history import indicator_now
from kpis.operations.meetings import add_meeting
from kpis.operations.publications import pack_of, read_indicator, read_publication
from kpis.operations.publishing import Gap, prepare, publish
from kpis.operations.words import pack_in_files
from kpis.scorecard.prose.as_text import plain_text
from tests.operations.builders import GOOD, OFFICER, PUBLIC, REVISED, load


@pytest.fixture
def meeting(store):
    """A meeting after the figures of March 2023, in which T1 is red at 64.1%."""
    load(store, GOOD, keep_catalogue=True)
    return add_meeting(store, OFFICER, "Scrutiny", "2023-07-18")


def write(store, text, code="", question=Question.WORRIED_ABOUT, who="", by_when=""):
    draft = Draft("" if code else "Visits", None if code else question, code, text, who, by_when)
    write_commentary(store, OFFICER, "tests", None, [draft])


def gaps(store, meeting):
    return [m.gap for m in prepare(store, OFFICER, "tests", meeting).missing if m.gap is not Gap.TARGET_WITHOUT_SOURCE]


@pytest.mark.parametrize(
    "words, explains",
    [
        (("Visits fell.", ""), False),
        (("See {{T10}}.", ""), False),
        (("{{ t1 : target }}", ""), True),
        (("So.", "T1"), True),
    ],
)
def test_a_red_is_explained_by_its_own_words_or_by_a_placeholder_that_names_it(store, meeting, words, explains):
    write(store, *words)
    assert (Gap.RED_WITHOUT_WORDS not in gaps(store, meeting)) is explains


def test_a_placeholder_that_names_nothing_stops_the_publication_with_its_line(store, meeting):
    write(store, "Well.\n\nSee {{T9}}.", "T1")
    with pytest.raises(Refused, match=r"T1: Line 3: {{T9}} names no indicator of this scorecard\. Did you mean"):
        publish(store, OFFICER, "tests", meeting)


def test_a_doubted_figure_is_listed_with_its_sentence_and_does_not_stop(store, meeting):
    write(store, "We looked at it. Visits in time were 71.4% in March. More to come.", "T1")
    (doubt,) = [m for m in prepare(store, OFFICER, "tests", meeting).missing if m.gap is Gap.WORDS_DOUBTED]
    assert doubt.words == ("T1: “71.4%” in “Visits in time were 71.4% in March.” The data give 64.1% for March 2023.")
    assert publish(store, OFFICER, "tests", meeting).stands


def test_words_whose_figure_was_revised_are_stale_and_others_are_not(store, meeting):
    write(store, "The section thanks {{T2}} people.")
    write(store, "Too few.", "T1")
    load(store, REVISED, is_confirmed=True)
    stale = [m for m in prepare(store, OFFICER, "tests", meeting).missing if m.gap is Gap.WORDS_STALE]
    assert [m.words for m in stale] == [
        "T1: A figure has changed since this was written. T1, March 2023: was 64.1%, is now 95.0%."
    ]


def test_a_publication_keeps_the_figures_that_its_words_were_filled_in_with(store, meeting):
    write(store, "It stands at {{T1}}.", "T1")
    number = publish(store, OFFICER, "tests", meeting).number
    load(store, REVISED, is_confirmed=True)
    for asker in (OFFICER, PUBLIC):
        then = read_indicator(store, asker, number, "t1")
        assert plain_text(then.told.prose.blocks) == "It stands at 64.1%."
        assert "the target is 90.0%" in then.questions[0].fact
    assert plain_text(indicator_now(store, OFFICER, "T1").told.prose.blocks) == "It stands at 95.0%."


def test_the_front_page_of_a_publication_has_its_questions_from_the_frozen_rows(store, meeting):
    number = publish(store, OFFICER, "tests", meeting).number
    load(store, REVISED, is_confirmed=True)
    assert [*read_publication(store, PUBLIC, number).attention.questions] == ["T1"]


def test_words_that_are_not_published_are_for_officers_alone(store, meeting):
    write(store, "A draft.", "T1")
    assert indicator_now(store, PUBLIC, "T1").told is None
    officers, public = (export_scorecard(store, a, "tests", FileKind.XLSX).content for a in (OFFICER, PUBLIC))
    assert len(officers) > len(public)


def test_files_hold_a_packs_words_as_plain_text_with_the_action(store, meeting):
    write(store, "**More** visits, from {{T1}}.", question=Question.NEEDS_TO_HAPPEN, who="Head", by_when="2023-09-30")
    write(store, "- one\n- =two()", "T1")
    words = pack_in_files(pack_of(store, OFFICER, publish(store, OFFICER, "tests", meeting).number)[1])
    assert words.sections["Visits"].answers == (
        ("What needs to happen?", "More visits, from 64.1%.\n\nWho: Head, by 30 September 2023."),
    )
    assert (words.rows["T1"].text, words.rows["T1"].author) == ("- one\n- =two()", "An advisor")
