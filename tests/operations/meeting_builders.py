"""A meeting with figures to publish for it, for tests of publishing."""

from kpis.model.people import Asker, Audience, Reads, Role, Way
from kpis.operations.meetings import add_meeting
from kpis.operations.publishing import publish
from tests.operations.builders import GOOD, OFFICER, load

MEMBER = Asker("A member", Audience.PUBLIC, Role.MEMBER, Way.SIGNED_IN, Reads.PUBLISHED)
COMMITTEE = "Scrutiny"


def a_meeting(store, day="2023-07-18", committee=COMMITTEE, figures=GOOD):
    """A meeting, with figures loaded once."""
    if figures is not None:
        load(store, figures, is_confirmed=True)
    return add_meeting(store, OFFICER, committee, day)


def published(store, day="2023-07-18", figures=GOOD, **options):
    """A publication of the small scorecard for a meeting of its own."""
    return publish(store, OFFICER, "tests", a_meeting(store, day, figures=figures), **options)
