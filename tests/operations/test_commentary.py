"""Writing words: kept, superseded, taken back, refused whole with each mistake at its box."""

from datetime import date

import pytest

from kpis.model.commentary import LONGEST_COMMENTARY, FigureThen, Question
from kpis.model.errors import NotFound, Refused
from kpis.model.people import Asker
from kpis.operations.commentary import Box, Draft, WordsRefused, desk_of, write_commentary
from kpis.scorecard.prose.as_text import plain_text
from kpis.store.audit import list_entries
from kpis.store.commentary import list_all_commentary
from tests.builders import MARCH
from tests.operations.builders import GOOD, OFFICER, PUBLIC, REVISED, load

OTHER = Asker("Another advisor")


@pytest.fixture
def desk(store):
    """A store with figures for March 2023: T1 is 64.1% and T2 is 609."""
    load(store, GOOD, keep_catalogue=True)
    return store


def about_t1(text):
    return Draft("", None, "T1", text)


def write(store, *drafts, asker=OFFICER, seen=None):
    return write_commentary(store, asker, "tests", None, drafts, seen)


def standing(store):
    return {w.subject.code or w.subject.question: w.text for w in desk_of(store, OFFICER, "tests").words}


def refused(store, *drafts, **more):
    with pytest.raises(WordsRefused) as refusal:
        write(store, *drafts, **more)
    return refusal.value


def section_of(store):
    return desk_of(store, OFFICER, "tests").scorecard.sections[0].name


@pytest.fixture
def section(desk):
    return section_of(desk)


def test_words_are_kept_with_their_author_their_action_and_the_figures_they_are_about(desk, section):
    draft = Draft(section, Question.NEEDS_TO_HAPPEN, "", "Get T1 above 64.1%.", " Head of  service ", "2023-09-30")
    (kept,) = write(desk, draft)
    assert (kept.text, kept.by, kept.who, kept.by_when) == (
        "Get T1 above 64.1%.", OFFICER.name, "Head of service", date(2023, 9, 30),
    )  # fmt: skip
    assert kept.figures == (FigureThen("T1", "64.1%"),)
    assert desk_of(desk, OFFICER, "tests").words == (kept,)


def test_words_of_a_section_that_name_no_figure_do_not_grow_stale(desk, section):
    (kept,) = write(desk, Draft(section, Question.WORKING_WELL, "", "We thank everybody."))
    assert kept.figures == ()


def test_newer_words_supersede_and_the_older_stay(desk):
    write(desk, about_t1("First"))
    write(desk, about_t1("Second"), asker=OTHER)
    assert standing(desk) == {"T1": "Second"}
    with desk.reading() as connection:
        assert [w.text for w in list_all_commentary(connection, "tests", MARCH)] == ["First", "Second"]


def test_words_are_taken_back_by_emptying_the_box(desk):
    write(desk, about_t1("First"))
    (kept,) = write(desk, about_t1(" "))
    assert (kept.text, kept.figures) == ("", ())
    assert standing(desk) == {}


def test_what_did_not_change_is_not_kept_again(desk):
    write(desk, about_t1("The same\nwords"))
    assert write(desk, about_t1("The same\r\nwords  "), about_t1("The same\nwords")) == ()


def test_writing_is_in_the_audit_trail_once_and_without_the_words(desk, section):
    write(desk, about_t1("Secret 4711"), Draft(section, Question.WORKING_WELL, "", "Well"))
    with desk.reading() as connection:
        entries = [e for e in list_entries(connection, 10, 0) if e.deed == "wrote_words"]
    assert [(e.by, e.about) for e in entries] == [(OFFICER.name, f"tests 2023-03: T1, {section}")]


def test_everything_that_is_wrong_is_told_at_once_each_at_its_box_and_nothing_is_kept(desk, section):
    wrong = refused(
        desk,
        about_t1("x" * 100_000),
        Draft("", None, "T2", "An unseen \x0b sign"),
        Draft(section, Question.NEEDS_TO_HAPPEN, "", "Act", "y" * 121, "soon"),
        asker=Asker(" "),
    )
    assert [(m.box, m.draft.code if m.draft else None) for m in wrong.mistakes] == [
        (Box.NAME, None), (Box.TEXT, "T1"), (Box.TEXT, "T2"), (Box.WHO, ""), (Box.BY_WHEN, ""),
    ]  # fmt: skip
    told = str(wrong)
    assert "Visits in time: The commentary has 100,000 characters and at most 20,000 can be kept." in told
    assert "Line 1, character 11: there is a character that cannot be seen (U+000B)." in told
    assert 'What needs to happen? "soon" is not a day. Give the day by which it is to be done' in told
    assert standing(desk) == {}


def test_the_longest_words_are_kept(desk):
    (kept,) = write(desk, about_t1("x" * LONGEST_COMMENTARY))
    assert len(kept.text) == LONGEST_COMMENTARY


def test_an_action_without_words_is_refused(desk, section):
    wrong = refused(desk, Draft(section, Question.NEEDS_TO_HAPPEN, "", "", "Head of service"))
    assert str(wrong).endswith("Say what is to be done, or empty who does it and by when.")


def test_a_section_or_an_indicator_that_is_not_there_is_not_found(desk):
    with pytest.raises(NotFound, match="Tests has no section Nowhere"):
        write(desk, Draft("Nowhere", Question.WORKING_WELL, "", "Words"))
    with pytest.raises(NotFound, match="Tests has no T9"):
        write(desk, Draft("", None, "T9", "Words"))


def test_only_officers_write_and_see_the_desk(desk):
    with pytest.raises(Refused, match="for officers"):
        write(desk, about_t1("Words"), asker=PUBLIC)
    with pytest.raises(Refused, match="for officers"):
        desk_of(desk, PUBLIC, "tests")


def test_nobody_writes_over_anothers_newer_words_unawares(desk):
    seen = desk_of(desk, OFFICER, "tests").seen
    write(desk, about_t1("Hers"), Draft("", None, "T2", "Hers too"), asker=OTHER)
    wrong = refused(desk, about_t1("His"), Draft("", None, "T2", ""), seen=seen)
    assert "Another advisor wrote here on" in str(wrong)
    assert [d.code for d in wrong.untouched] == ["T2"]
    assert standing(desk) == {"T1": "Hers", "T2": "Hers too"}
    write(desk, about_t1("His and hers"), seen=desk_of(desk, OFFICER, "tests").seen)
    assert standing(desk)["T1"] == "His and hers"


def test_a_box_that_was_left_as_it_was_leaves_anothers_newer_words_alone(desk):
    write(desk, about_t1("Old"))
    seen = desk_of(desk, OFFICER, "tests").seen
    write(desk, about_t1("New"), asker=OTHER)
    assert write(desk, about_t1("Old"), seen=seen) == ()
    assert standing(desk) == {"T1": "New"}


def test_a_review_shows_the_words_as_read_the_doubts_and_what_has_changed(desk):
    write(desk, about_t1("Visits in time stand at {{T1}}, see {{T8}}. They were 71.0% in February."))
    load(desk, REVISED, is_confirmed=True)
    now = desk_of(desk, OFFICER, "tests")
    review = now.review(now.words[0])
    assert plain_text(review.told.prose.blocks).startswith("Visits in time stand at 95.0%, see {{T8}}.")
    assert review.problems == ("Line 1: {{T8}} names no indicator of this scorecard. Did you mean {{T2}}?",)
    assert [(d.quoted, d.sentence) for d in review.doubts] == [("71.0%", "They were 71.0% in February.")]
    assert "60.0%" in review.doubts[0].says
    assert review.told.stale == "A figure has changed since this was written. T1, March 2023: was 64.1%, is now 95.0%."
