"""Keeping events: what happened and when, for which indicators, and whether they are judged afresh from then on.

Recorded by an officer, and withdrawn by one with a reason; never deleted, and never overwritten.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from kpis.model.audit import Deed
from kpis.model.catalogue import Catalogue
from kpis.model.errors import BadEvent, Refused
from kpis.model.events import Event, EventSubject, KeptEvent, event_subjects
from kpis.model.people import Asker
from kpis.operations.assembly import must_be_an_officer, name_of
from kpis.operations.keeping import (
    Mistakes,
    day_in,
    mistakes_of_name,
    one_line,
    reason_typed,
)
from kpis.scorecard.wording import day_words
from kpis.store.audit import record
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Store
from kpis.store.events import get_event, list_events, save_event, save_withdrawal

LONGEST_TITLE = 120
A_DAY = "the day of the event, such as 5 November 2018"
NAME, DAY, TITLE, SUBJECT, REASON = "name", "day", "title", "subject", "reason"
"""The parts of an event that can be wrong, as its form calls them."""


@dataclass(frozen=True)
class TypedEvent:
    """An event as somebody typed it. `subject` is the key of what it is about."""

    day: str = ""
    title: str = ""
    subject: str = ""
    is_rebaseline: bool = False


@dataclass(frozen=True)
class EventList:
    """Every event that was ever recorded, the newest day first, and what one can be about."""

    events: tuple[KeptEvent, ...]
    catalogue: Catalogue
    subjects: tuple[EventSubject, ...]


def events_kept(store: Store, asker: Asker) -> EventList:
    """All events, withdrawn ones among them."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        catalogue = list_catalogue(connection)
        return EventList(tuple(reversed(list_events(connection))), catalogue, tuple(event_subjects(catalogue).values()))


def record_event(store: Store, asker: Asker, typed: TypedEvent) -> int:
    """Keeps an event and returns its number; raises BadEvent with everything that is wrong with it."""
    must_be_an_officer(asker)
    with store.writing() as connection:
        subjects = event_subjects(list_catalogue(connection))
        mistakes: Mistakes = []
        day = day_in(typed.day, DAY, A_DAY, mistakes)
        title, subject = one_line(typed.title), subjects.get(typed.subject)
        mistakes += _mistakes(asker, title, subject)
        if mistakes or day is None or subject is None:
            raise BadEvent(tuple(mistakes))
        event = Event(day, title, typed.is_rebaseline, subject)
        known = [k for k in list_events(connection) if k.withdrawal is None and _is_same(k.event, event)]
        if known:
            raise BadEvent(((TITLE, f"{title} on {day_words(day)} is recorded already, by {known[0].by}."),))
        by, now = name_of(asker), datetime.now(UTC)
        number = save_event(connection, event, by, now)
        record(connection, by, Deed.RECORDED_EVENT, f"event {number}: {title} on {day_words(day)}", now)
        return number


def event_of(store: Store, asker: Asker, number: int) -> tuple[KeptEvent, Catalogue]:
    """One event, with the catalogue that names what it is about; raises NotFound."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        return get_event(connection, number), list_catalogue(connection)


def withdraw_event(store: Store, asker: Asker, number: int, reason: str) -> None:
    """Withdraws an event for a reason that is kept. Raises NotFound; BadEvent; or Refused where it is withdrawn."""
    must_be_an_officer(asker)
    mistakes = mistakes_of_name(asker, NAME)
    reason = reason_typed(reason, REASON, "it is withdrawn", mistakes)
    with store.writing() as connection:
        kept = get_event(connection, number)
        withdrawal = kept.withdrawal
        if withdrawal is not None:
            raise Refused(f"Event {number} is withdrawn already, by {withdrawal.by}: {withdrawal.reason}")
        if mistakes:
            raise BadEvent(tuple(mistakes))
        by, now = name_of(asker), datetime.now(UTC)
        save_withdrawal(connection, number, reason, by, now)
        record(connection, by, Deed.WITHDREW_EVENT, f"event {number}: {kept.event.title}. {reason}", now)


def _mistakes(asker: Asker, title: str, subject: EventSubject | None) -> Mistakes:
    """Each part of an event that is wrong, but for its day, in the order of the form."""
    mistakes: Mistakes = []
    if not 0 < len(title) <= LONGEST_TITLE:
        mistakes.append((TITLE, f"Say what happened, in 1 to {LONGEST_TITLE} letters."))
    if subject is None:
        mistakes.append((SUBJECT, "Choose which indicators it is about."))
    return mistakes + mistakes_of_name(asker, NAME)


def _is_same(one: Event, other: Event) -> bool:
    said = (one.title.casefold(), other.title.casefold())
    return (one.day, said[0], one.subject) == (other.day, said[1], other.subject)
