"""The list of events, and the forms that record and withdraw one."""

from __future__ import annotations

from flask import Flask, Response, redirect, request

from callbacks.wiring import Wiring
from kpis.model.errors import BadEvent
from kpis.operations.events import (
    DAY,
    NAME,
    REASON,
    SUBJECT,
    TITLE,
    TypedEvent,
    event_of,
    events_kept,
    record_event,
    withdraw_event,
)
from layouts import events, ids, routes
from layouts.page import Page

FIELDS = {
    DAY: ids.Events.DAY,
    TITLE: ids.Events.TITLE,
    SUBJECT: ids.Events.SUBJECT,
    NAME: ids.Events.NAME,
    REASON: ids.Events.REASON,
}


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the addresses of events."""

    @server.get(routes.EVENTS, endpoint="events")
    def _list() -> Response:
        return wiring.draw(show_events(wiring, TypedEvent(subject=request.args.get("subject", ""))))

    @server.post(routes.EVENTS, endpoint="record-event")
    def _record() -> Response:
        sent = request.form
        typed = TypedEvent(
            sent.get("day", ""), sent.get("title", ""), sent.get("subject", ""), sent.get("rebaseline") == "yes"
        )
        again = record(wiring, typed, sent.get("name", ""))
        return wiring.draw(again) if isinstance(again, Page) else redirect(again, 303)  # type: ignore[return-value]

    @server.get(f"{routes.EVENTS}/<int:number>/withdraw", endpoint="withdrawal-form")
    def _form(number: int) -> Response:
        return wiring.draw(show_withdrawal(wiring, number))

    @server.post(f"{routes.EVENTS}/<int:number>/withdraw", endpoint="withdraw-event")
    def _withdraw(number: int) -> Response:
        again = withdraw(wiring, number, request.form.get("name", ""), request.form.get("reason", ""))
        return wiring.draw(again) if isinstance(again, Page) else redirect(again, 303)  # type: ignore[return-value]


def show_events(wiring: Wiring, typed: TypedEvent, name: str = "", mistakes: tuple[tuple[str, str], ...] = ()) -> Page:
    """The list with its form, and what was typed into it."""
    found = events_kept(wiring.store, wiring.asker())
    return events.page(
        found.events,
        found.catalogue,
        found.subjects,
        typed.day,
        typed.title,
        typed.subject,
        typed.is_rebaseline,
        name,
        _at_fields(mistakes),
        wiring.signed_in_as,
    )


def record(wiring: Wiring, typed: TypedEvent, name: str) -> Page | str:
    """Records an event and says where it is listed; or the form again with everything that is wrong."""
    try:
        record_event(wiring.store, wiring.asker_named(name), typed)
    except BadEvent as refusal:
        return show_events(wiring, typed, name, refusal.mistakes)
    return routes.EVENTS


def show_withdrawal(wiring: Wiring, number: int) -> Page:
    """One event with the form that withdraws it."""
    return events.withdraw_page(*event_of(wiring.store, wiring.asker(), number), signed_in_as=wiring.signed_in_as)


def withdraw(wiring: Wiring, number: int, name: str, reason: str) -> Page | str:
    """Withdraws an event and leads back to the list; or the form again with everything that is wrong."""
    try:
        withdraw_event(wiring.store, wiring.asker_named(name), number, reason)
    except BadEvent as refusal:
        kept, catalogue = event_of(wiring.store, wiring.asker(), number)
        return events.withdraw_page(kept, catalogue, name, reason, _at_fields(refusal.mistakes), wiring.signed_in_as)
    return routes.EVENTS


def _at_fields(mistakes: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Each sentence with the id of the field where it is put right."""
    return [(sentence, FIELDS[part]) for part, sentence in mistakes]
