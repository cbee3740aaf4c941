"""The meetings of committees, each with what was published for it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from kpis.model.audit import Deed
from kpis.model.errors import Refused
from kpis.model.meetings import LONGEST_COMMITTEE, Meeting, Publication
from kpis.model.people import Asker
from kpis.operations.assembly import must_be_an_officer, name_of
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
EARLIEST, LATEST = 1990, 2100
AS_WRITTEN = "Write it as 18 July 2023, or as 2023-07-18."
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_IN_WORDS = re.compile(
    r"(?:[A-Za-z]+,? )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)? (?P<month>[A-Za-z]+),? (?P<year>[0-9]{4})"
)
COMMITTEE, DAY, NAME = "committee", "day", "name"
"""The parts of a meeting that can be wrong, as its form calls them."""


class MeetingRefused(Refused):
    """A meeting that cannot be added: each sentence, with the part that it is about."""

    def __init__(self, mistakes: Sequence[tuple[str, str]]) -> None:
        super().__init__(" ".join(sentence for sentence, _ in mistakes))
        self.mistakes = tuple(mistakes)


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
    """Adds a meeting of a committee on a day and returns its number; raises MeetingRefused with all that is wrong."""
    must_be_an_officer(asker)
    mistakes = _mistakes(asker, committee, held_on)
    if mistakes:
        raise MeetingRefused(mistakes)
    wanted, day, by, now = committee_named(committee), day_in(held_on), name_of(asker), datetime.now(UTC)
    with store.writing() as connection:
        if any(m.committee.casefold() == wanted.casefold() for m in list_meetings_on(connection, day)):
            raise MeetingRefused([("That committee has a meeting on that day already.", DAY)])
        number = save_meeting(connection, wanted, day, by, now)
        record(connection, by, Deed.ADDED_MEETING, f"{wanted}, {day_words(day)}", now)
        return number


def _mistakes(asker: Asker, committee: str, held_on: str) -> list[tuple[str, str]]:
    """Each part of a meeting that is wrong, in the order of the form."""
    checks: tuple[tuple[str, Callable[[], object]], ...] = (
        (COMMITTEE, lambda: committee_named(committee)),
        (DAY, lambda: day_in(held_on)),
        (NAME, lambda: name_of(asker, "adding it")),
    )
    found = []
    for part, check in checks:
        try:
            check()
        except Refused as refusal:
            found.append((str(refusal), part))
    return found


def add_shipped_meetings(store: Store, asker: Asker, sheet: Path = SHIPPED) -> None:
    """The meetings that the demonstration's papers were for; those that are there already are left alone."""
    known = {(one.meeting.committee, one.meeting.held_on.isoformat()) for one in list_meetings(store)}
    with sheet.open(encoding="utf-8", newline="") as lines:
        rows = [(row["committee"], row["day"]) for row in csv.DictReader(lines)]
    for committee, day in rows:
        if (committee, day) not in known:
            add_meeting(store, asker, committee, day)


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


def committee_named(text: str) -> str:
    """The name of a committee; raises Refused for none, or for one too long to print."""
    committee = " ".join(text.split())
    if not committee or len(committee) > LONGEST_COMMITTEE or not committee.isprintable():
        raise Refused(f"Name the committee, in 1 to {LONGEST_COMMITTEE} letters.")
    return committee


def day_in(text: str) -> date:
    """A day as papers write it, 18 July 2023, or as the contract does, 2023-07-18; raises Refused for anything else.

    A day in numbers alone, 07/08/2023, is two days to two readers.
    """
    try:
        day = date.fromisoformat(_as_contract(text.strip()))
    except ValueError:
        raise Refused(f'"{text}" is not the day of a meeting. {AS_WRITTEN}') from None
    if not EARLIEST <= day.year <= LATEST:
        raise Refused(f'"{text}" is not a likely day of a meeting. {AS_WRITTEN}')
    return day


def _as_contract(text: str) -> str:
    """18 July 2023 as 2023-07-18; any other text as it is."""
    match = _IN_WORDS.fullmatch(text)
    month = next((n for n, name in enumerate(MONTHS, start=1) if match and _is_of(match["month"], name)), None)
    return f"{match['year']}-{month:02}-{int(match['day']):02}" if match and month else text


def _is_of(written: str, month: str) -> bool:
    """Whether a month is written whole, or by its first three letters."""
    return written.casefold() in (month.casefold(), month[:3].casefold())


def meetings_as_text(papers: Sequence[MeetingPapers]) -> str:
    """Every meeting on a line of its own, with what was published for it under it."""
    lines = []
    for one in papers:
        lines.append(f"{one.meeting.held_on.isoformat()}  {one.meeting.committee}")
        for p in one.publications:
            lines.append(f"  {p.number}  {p.title}, {p.period.label}{'' if p.stands else ' (withdrawn)'}")
    return "\n".join(lines) or "No meeting has been added yet."
