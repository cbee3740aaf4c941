from datetime import date

import pytest

from kpis.model.events import Event, EventScope, EventSubject, event_subjects
from tests.builders import a_catalogue, an_indicator

ONE, OTHER = an_indicator("T1"), an_indicator("T2", section="Plans")


@pytest.mark.parametrize(
    ("subject", "scope", "key", "one", "other"),
    [
        (EventSubject("tests"), EventScope.SCORECARD, "scorecard:tests", True, True),
        (EventSubject("tests", "Visits"), EventScope.SECTION, "section:tests:Visits", True, False),
        (EventSubject("tests", "Visits", "T1"), EventScope.INDICATOR, "indicator:T1", True, False),
        (EventSubject("tests", "Plans", "T2"), EventScope.INDICATOR, "indicator:T2", False, True),
    ],
)
def test_an_event_is_about_a_scorecard_a_section_or_an_indicator(subject, scope, key, one, other):
    assert (subject.scope, subject.key) == (scope, key)
    assert (subject.has(ONE), subject.has(OTHER)) == (one, other)


def test_a_catalogue_names_all_that_an_event_can_be_about():
    assert list(event_subjects(a_catalogue(ONE, OTHER))) == [
        "scorecard:tests",
        "section:tests:Visits",
        "section:tests:Plans",
        "indicator:T1",
        "indicator:T2",
    ]


@pytest.mark.parametrize("title", ["", "  "])
def test_an_event_without_a_title_is_refused(title):
    with pytest.raises(ValueError, match="An event needs a title"):
        Event(date(2018, 11, 5), title, True, EventSubject("tests"))
