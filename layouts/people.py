"""Who may sign in: the list, adding somebody, changing somebody, and the link that is handed over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from kpis.model.people import PEOPLE, Account, Role
from kpis.scorecard.access_wording import ROLE_MEANS, ROLE_WORDS
from layouts import ids, routes
from layouts.native import element
from layouts.page import Page
from layouts.parts.data_table import data_table
from layouts.parts.error_summary import error_summary
from layouts.parts.text_field import text_field


def page(people: Sequence[Account], is_council: bool) -> Page:
    """Everybody who may sign in."""
    rows = (
        [html.A(p.name, href=routes.person(p.number)), ROLE_WORDS[p.role], "" if is_council else _password(p)]
        for p in people
    )
    return Page(
        "People",
        [
            html.P(html.A("Administration", href=routes.ADMIN), className="crumb"),
            html.H1("People"),
            html.P(
                "People come by the council's own sign-in. Their groups there decide who may do what, at each sign-in."
                if is_council
                else "Who may sign in, and what they may do.",
                className="lead",
            ),
            data_table("By name", ("Name", "Role", "Password"), rows),
            None if is_council else html.P(html.A("Add a person", href=routes.ADD_PERSON, className="button")),
        ],
        routes.ADMIN,
    )


def add_page(name: str = "", role: Role = Role.MEMBER, mistake: str = "") -> Page:
    """The form that adds a person."""
    mistakes = [(mistake, ids.People.NAME)] if mistake else []
    return Page(
        f"{'Error: ' if mistake else ''}Add a person",
        [
            html.P(html.A("People", href=routes.PEOPLE), className="crumb"),
            error_summary(mistakes) if mistakes else None,
            html.H1("Add a person"),
            html.P("They choose a password of their own, by a link that you hand over.", className="lead"),
            html.Form(
                [
                    text_field(
                        "Their name", ids.People.NAME, "name", name, "What they sign in with: a name or an e-mail "
                        "address. It is kept with what they do.", mistakes, maxlength="120", autocomplete="off",
                    ),
                    _role(role),
                    html.Button("Add", type="submit", className="button"),
                ],
                method="post",
                action=routes.ADD_PERSON,
            ),
        ],
        routes.ADMIN,
        status=422 if mistake else 200,
    )  # fmt: skip


def person_page(person: Account, is_council: bool, is_self: bool, mistake: str = "") -> Page:
    """What may be changed about one person."""
    return Page(
        f"{'Error: ' if mistake else ''}{person.name}",
        [
            html.P(html.A("People", href=routes.PEOPLE), className="crumb"),
            error_summary([(mistake, ids.Shell.MAIN)]) if mistake else None,
            html.H1(person.name),
            *([] if is_council else [html.H2("What they may do"), _role_form(person)]),
            *([] if is_council or is_self else [html.H2("Password"), *_reset_form(person)]),
            html.H2("Access"),
            html.P("Signed out at once on every device, and not let in again. What they did stays in the trail."),
            html.Form(
                html.Button(f"Remove {person.name}", type="submit", className="button button-quiet"),
                method="post",
                action=routes.person(person.number, "remove"),
            ),
        ],
        routes.ADMIN,
        status=422 if mistake else 200,
    )


def link_page(person: Account, address: str) -> Page:
    """The link to hand over, shown this once."""
    return Page(
        "A link to choose a password",
        [
            html.P(html.A("People", href=routes.PEOPLE), className="crumb"),
            html.H1(f"A link for {person.name}"),
            html.P(
                "Hand it to them yourself. It works once, within 24 hours, and is not shown again. Until they use it "
                "they cannot sign in.",
                className="lead",
            ),
            html.P(html.Span(address, id=ids.People.LINK, className="file-name"), className="inset"),
        ],
        routes.ADMIN,
    )


def _password(person: Account) -> str:
    return "Chosen" if person.has_password else "Not chosen yet"


def _role_form(person: Account) -> html.Form:
    return html.Form(
        [_role(person.role), html.Button("Change the role", type="submit", className="button")],
        method="post",
        action=routes.person(person.number, "role"),
    )


def _reset_form(person: Account) -> list[Any]:
    return [
        html.P("Takes the password away, signs them out on every device, and makes a link to choose another."),
        html.Form(
            html.Button("Make a new link", type="submit", className="button button-quiet"),
            method="post",
            action=routes.person(person.number, "reset"),
        ),
    ]


def _role(chosen: Role) -> html.Div:
    options = [
        element("option", f"{ROLE_WORDS[role]}: {ROLE_MEANS[role]}", value=role.value, selected=role is chosen)
        for role in PEOPLE
    ]
    return html.Div(
        [
            html.Label("Role", htmlFor=ids.People.ROLE),
            element("select", options, id=ids.People.ROLE, name="role"),
        ],
        className="field",
    )
