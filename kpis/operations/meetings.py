"""The meetings of committees, each with what was published for it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from kpis.model.audit import Deed
from kpis.model.errors import BadMeeting, Refused
from kpis.model.meetings import LONGEST_COMMITTEE, Meeting, Publication
from kpis.model.people import Asker
from kpis.operations.assembly import must_be_an_officer, name_of
from kpis.operations.keeping import Mistakes, day_in, mistakes_of_name
from kpis.operations.typed_day import day_typed
from kpis.scorecard.build import scorecard_periods
from kpis.scorecard.wording import day_words
from kpis.store.audit import record
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Store
from kpis.store.meetings import list_meetings as list_kept
from kpis.store.meetings import list_meetings_on, save_meeting
from kpis.store.observations import list_current
from kpis.store.publications import list_publications

SHIPPED = Path(__file__).parents[2] / "data" / "meetings.csv"
A_DAY = "the day of the meeting, such as 18 July 2023 or 2023-07-18"
COMMITTEE, DAY, NAME = "committee", "day", "name"
"""The parts of a meeting that can be wrong, as its form calls them."""


@dataclass(frozen=True)
class MeetingPapers:
    """A meeting and its publications, the newest first."""

    meeting: Meeting
    publications: tuple[Publication, ...]


@dataclass(frozen=True)
class Preparable:
    """A scorecard that could be prepared for any meeting from the day on which its first period begins."""

    name: str
    title: str
    since: date


def list_meetings(store: Store) -> list[MeetingPapers]:
    """Every meeting, the newest first. That a committee meets is no secret, and a publication's title is none."""
    with store.reading() as connection:
        published = list_publications(connection)
        return [
            MeetingPapers(meeting, tuple(p for p in published if p.meeting.number == meeting.number))
            for meeting in list_kept(connection)
        ]


def list_preparable(store: Store) -> list[Preparable]:
    """Each scorecard that has figures, in the order of the catalogue."""
    found = []
    with store.reading() as connection:
        catalogue = list_catalogue(connection)
        for name in catalogue.scorecard_names:
            periods = scorecard_periods(list_current(connection, [i.code for i in catalogue.of_scorecard(name)]))
            if periods:
                found.append(Preparable(name, catalogue.title_of(name).title, periods[0].first_day))
    return found


def add_meeting(store: Store, asker: Asker, committee: str, held_on: str) -> int:
    """Adds a meeting of a committee on a day and returns its number; raises BadMeeting with all that is wrong."""
    must_be_an_officer(asker)
    mistakes: Mistakes = []
    wanted = _committee(committee, mistakes)
    day = day_in(held_on, DAY, A_DAY, mistakes)
    mistakes += mistakes_of_name(asker, NAME)
    if mistakes or day is None:
        raise BadMeeting(tuple(mistakes))
    by, now = name_of(asker), datetime.now(UTC)
    with store.writing() as connection:
        if any(m.committee.casefold() == wanted.casefold() for m in list_meetings_on(connection, day)):
            raise BadMeeting(((DAY, "That committee has a meeting on that day already."),))
        number = save_meeting(connection, wanted, day, by, now)
        record(connection, by, Deed.ADDED_MEETING, f"{wanted}, {day_words(day)}", now)
        return number


def _committee(text: str, mistakes: Mistakes) -> str:
    """The name of a committee; none, or one too long to print, is a mistake."""
    committee = " ".join(text.split())
    if not 0 < len(committee) <= LONGEST_COMMITTEE or not committee.isprintable():
        mistakes.append((COMMITTEE, f"Name the committee, in 1 to {LONGEST_COMMITTEE} letters."))
    return committee


def add_shipped_meetings(store: Store, asker: Asker, sheet: Path = SHIPPED) -> None:
    """The meetings that the demonstration's papers were for; those that are there already are left alone."""
    known = {(one.meeting.committee, one.meeting.held_on.isoformat()) for one in list_meetings(store)}
    with sheet.open(encoding="utf-8", newline="") as lines:
        rows = [(row["committee"], row["day"]) for row in csv.DictReader(lines)]
    for committee, day in rows:
        if (committee, day) not in known:
            add_meeting(store, asker, committee, day)


def day_of_meeting(text: str) -> date:
    """The day that a command names; raises Refused for what is none."""
    return day_typed(text, A_DAY)


def meeting_on(store: Store, held_on: date, committee: str | None = None) -> Meeting:
    """The meeting on a day; raises Refused where there is none, or more than one and no committee says which."""
    with store.reading() as connection:
        found = list_meetings_on(connection, held_on)
    if committee is not None:
        found = [m for m in found if m.committee.casefold() == committee.strip().casefold()]
    if not found:
        raise Refused(f"There is no meeting on {held_on.isoformat()}. Add it first, on the page Meetings.")
    if len(found) > 1:
        names = "; ".join(m.committee for m in found)
        raise Refused(f"Several committees meet on {held_on.isoformat()}: {names}. Say which with --committee.")
    return found[0]


def meetings_as_text(papers: Sequence[MeetingPapers]) -> str:
    """Every meeting on a line of its own, with what was published for it under it."""
    lines = []
    for one in papers:
        lines.append(f"{one.meeting.held_on.isoformat()}  {one.meeting.committee}")
        for p in one.publications:
            lines.append(f"  {p.number}  {p.title}, {p.period.label}{'' if p.stands else ' (withdrawn)'}")
    return "\n".join(lines) or "No meeting has been added yet."
