"""The list of meetings, and adding one."""

from __future__ import annotations

from flask import Flask, Response, redirect, request

from callbacks.wiring import Wiring
from kpis.model.errors import BadMeeting
from kpis.model.people import Audience
from kpis.operations.meetings import COMMITTEE, DAY, NAME, add_meeting, list_meetings, list_preparable
from layouts import ids, meetings, routes
from layouts.page import Page

FIELDS = {COMMITTEE: ids.Meetings.COMMITTEE, DAY: ids.Meetings.DAY, NAME: ids.Meetings.NAME}


def register(server: Flask, wiring: Wiring) -> None:
    """Answers the addresses of meetings."""

    @server.get(routes.MEETINGS, endpoint="meetings")
    def _list() -> Response:
        return wiring.draw(show_meetings(wiring))

    @server.post(routes.MEETINGS, endpoint="add-meeting")
    def _add() -> Response:
        sent = request.form
        again = receive_meeting(wiring, sent.get("committee", ""), sent.get("day", ""), sent.get("name", ""))
        return wiring.draw(again) if again else redirect(routes.MEETINGS, 303)  # type: ignore[return-value]


def show_meetings(
    wiring: Wiring, typed: tuple[str, str, str] = ("", "", ""), mistakes: list[tuple[str, str]] | None = None
) -> Page:
    """Every meeting with what was published for it."""
    asker = wiring.asker()
    papers = [(p.meeting, p.publications) for p in list_meetings(wiring.store)]
    is_officer = asker.audience is Audience.OFFICERS
    offered = [(p.name, p.title, p.since) for p in list_preparable(wiring.store)] if is_officer else []
    return meetings.page(papers, offered, is_officer, wiring.signed_in_as, typed, mistakes or [])


def receive_meeting(wiring: Wiring, committee: str, day: str, name: str) -> Page | None:
    """Adds a meeting; or the form again with all that stands in the way."""
    try:
        add_meeting(wiring.store, wiring.asker_named(name), committee, day)
    except BadMeeting as refusal:
        return show_meetings(wiring, (committee, day, name), [(said, FIELDS[part]) for part, said in refusal.mistakes])
    return None
