"""Who may sign in: the list, and each change."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response, redirect, request

from callbacks.visit import Visits
from callbacks.wiring import Wiring
from kpis.model.errors import Refused
from kpis.model.people import PEOPLE, Account, Role
from kpis.operations.accounts import add_person, get_person, list_people, remove_person, reset_password, set_role
from layouts import people, routes
from layouts.page import Page


def register(server: Flask, wiring: Wiring, visits: Visits) -> None:
    """Answers the addresses of people."""

    @server.get(routes.PEOPLE, endpoint="people")
    def _list() -> Response:
        found = list_people(wiring.store, wiring.asker())
        return wiring.draw(people.page(found, visits.door.is_council))

    @server.get(routes.ADD_PERSON, endpoint="person-form")
    def _form() -> Response:
        return wiring.draw(people.add_page())

    @server.post(routes.ADD_PERSON, endpoint="add-person")
    def _add() -> Response:
        return wiring.draw(add(visits, request.form.get("name", ""), request.form.get("role", "")))

    @server.get(f"{routes.PEOPLE}/<int:number>", endpoint="person")
    def _person(number: int) -> Response:
        return wiring.draw(show_person(visits, number))

    @server.post(f"{routes.PEOPLE}/<int:number>/role", endpoint="change-role")
    def _role(number: int) -> Response:
        role = role_in(request.form.get("role", ""))
        return _done(wiring, visits, number, lambda: set_role(visits.door, visits.asker(), number, role))

    @server.post(f"{routes.PEOPLE}/<int:number>/remove", endpoint="remove-person")
    def _remove(number: int) -> Response:
        return _done(wiring, visits, number, lambda: remove_person(visits.door, visits.asker(), number))

    @server.post(f"{routes.PEOPLE}/<int:number>/reset", endpoint="reset-password")
    def _reset(number: int) -> Response:
        person, token = reset_password(visits.door, visits.asker(), number)
        return wiring.draw(people.link_page(person, link_address(visits, token)))


def add(visits: Visits, name: str, role: str) -> Page:
    """Adds a person and shows the link to hand over; or the form again with what was wrong."""
    chosen = role_in(role)
    try:
        person, token = add_person(visits.door, visits.asker(), name, chosen)
    except Refused as refusal:
        return people.add_page(name, chosen, str(refusal))
    return people.link_page(person, link_address(visits, token))


def show_person(visits: Visits, number: int, mistake: str = "") -> Page:
    """What may be changed about one person."""
    person = get_person(visits.door.store, visits.asker(), number)
    return people.person_page(person, visits.door.is_council, person.name == visits.asker().name, mistake)


def role_in(text: str) -> Role:
    """The role that a form names; raises Refused for one that no person may have."""
    if text not in list(PEOPLE):
        raise Refused(f"Choose a role: {', '.join(PEOPLE)}.")
    return Role(text)


def link_address(visits: Visits, token: str) -> str:
    """A one-time link in full, with the address that people reach the site by."""
    return (visits.settings.address or request.host_url.rstrip("/")) + routes.one_time_link(token)


def _done(wiring: Wiring, visits: Visits, number: int, change: Callable[[], Account]) -> Response:
    try:
        change()
    except Refused as refusal:
        return wiring.draw(show_person(visits, number, str(refusal)))
    return redirect(routes.PEOPLE, 303)  # type: ignore[return-value]
