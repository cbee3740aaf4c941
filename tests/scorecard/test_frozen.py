"""A pack comes back from its bytes as it was, and bytes that are no pack are refused."""

import json
from datetime import UTC, date, datetime

import pytest

from kpis.model.commentary import Commentary, FigureThen, Question, Subject
from kpis.model.meetings import RevisionCause
from kpis.model.people import Audience
from kpis.scorecard.build import build_scorecard
from kpis.scorecard.frozen import freeze, thaw, to_plain
from kpis.scorecard.history import build_history
from kpis.scorecard.pack import ColourThen, LastSeen, Pack, Publishable, Revised
from tests.builders import MARCH, a_catalogue, an_indicator, financial_year, month
from tests.scorecard.builders import a_target, kept, kept_comparator

WRITTEN = datetime(2023, 4, 12, 9, 30, tzinfo=UTC)
FEBRUARY = month("2023-02")


def a_pack(value=64.1, words="Slower than we want."):
    catalogue = a_catalogue(an_indicator(), targets=(a_target(90.0, amber_low=76.5),))
    figures = [kept("2023-02", 60.0), kept("2023-03", value, numerator=64.0, denominator=100.0)]
    england = [kept_comparator("England", financial_year(2022), 60.0)]
    scorecard = build_scorecard(catalogue, "tests", MARCH, figures, england, Audience.OFFICERS)
    history = build_history(catalogue, an_indicator(), MARCH, figures, england)
    subject = Subject("tests", MARCH, "Visits", Question.NEEDS_TO_HAPPEN)
    said = Commentary(subject, words, "An advisor", WRITTEN, "Head", date(2023, 9, 30), (FigureThen("T1", "64.1%"),))
    revised = Revised("T1", "", "Indicator T1", FEBRUARY, "59.0%", "60.0%", RevisionCause.LATE_RECORD, "Late")
    last = LastSeen(1, date(2023, 3, 1), FEBRUARY, (ColourThen("T1", "red"),), (revised,))
    return Pack(scorecard, (history,), (said,), last)


def a_publishable(**changes):
    return Publishable(a_pack(**changes), a_pack(**changes))


def test_a_pack_comes_back_as_it_was():
    assert thaw(freeze(a_publishable())) == a_publishable()


def test_equal_packs_are_equal_bytes_and_another_figure_is_other_bytes():
    assert freeze(a_publishable()) == freeze(a_publishable())
    assert freeze(a_publishable()) != freeze(a_publishable(value=64.2))


def test_words_of_any_letters_come_back():
    odd = "“Ünïcode” \u2028 <script> {{T1}} =1+1 🙂"
    assert thaw(freeze(a_publishable(words=odd))).officers.commentary[0].text == odd


def test_a_field_that_a_later_version_adds_has_its_default():
    plain = json.loads(freeze(a_publishable()))
    del plain["public"]["last_seen"]
    assert thaw(json.dumps(plain).encode()).public.last_seen is None


def test_a_field_that_a_later_version_dropped_is_left_aside():
    plain = json.loads(freeze(a_publishable()))
    plain["officers"]["mood"] = "calm"
    assert thaw(json.dumps(plain).encode()) == a_publishable()


@pytest.mark.parametrize(
    "bytes_", [b"", b"[]", b"{}", b'{"officers": 1, "public": 2}', b"\xff", b"[" * 100_000, b'"pack"']
)
def test_bytes_that_are_no_pack_are_refused(bytes_):
    with pytest.raises(ValueError, match=r"no |Expecting|decode"):
        thaw(bytes_)


def test_a_number_that_is_none_is_refused():
    plain = freeze(a_publishable()).replace(b'"value":64.1', b'"value":NaN', 1)
    with pytest.raises(ValueError, match="no number"):
        thaw(plain)


def test_what_nobody_has_thought_of_cannot_be_frozen():
    with pytest.raises(TypeError, match="set cannot be frozen"):
        to_plain({"a set"})
