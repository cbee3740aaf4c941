"""Signing in, giving the password again, choosing one by a link, and one's own account."""

from __future__ import annotations

from typing import Any

from dash import html

from kpis.model.passwords import SHORTEST
from kpis.model.people import Role
from kpis.scorecard.access_wording import ROLE_MEANS, ROLE_WORDS
from layouts import ids, routes
from layouts.native import Element, element
from layouts.page import Page
from layouts.parts.error_summary import error_summary
from layouts.parts.summary_list import summary_list
from layouts.parts.text_field import text_field

COUNCIL = "Sign in with your council account"
HIDDEN: dict[str, Any] = {"type": "password", "maxlength": "200"}


def page(leads_to: str, is_council: bool, mistake: str = "", name: str = "", has_ended: bool = False) -> Page:
    """The sign-in page. With the council's own sign-in it has one button and asks for no password."""
    return _page(
        "Sign in",
        mistake,
        ids.SignIn.NAME,
        [
            html.P("Your sign-in has ended. Sign in again to go on.", className="inset") if has_ended else None,
            html.P(html.A(COUNCIL, href=routes.council_sign_in(leads_to), className="button"))
            if is_council
            else html.Form(
                [
                    _leads_to(leads_to),
                    text_field(
                        "Name", ids.SignIn.NAME, "name", name, "As your administrator wrote it.", maxlength="120",
                        autocomplete="username",
                    ),
                    _password("Password", ids.SignIn.PASSWORD, "password", "Capital letters and spaces count."),
                    html.Button("Sign in", type="submit", className="button"),
                ],
                method="post",
                action=routes.SIGN_IN,
            ),
            html.P("No access, or a lost password? Ask your administrator.", className="files quiet"),
        ],
    )  # fmt: skip


def again_page(name: str, leads_to: str, is_council: bool, mistake: str = "") -> Page:
    """Asks whoever is signed in for the password once more, before something that matters."""
    return _page(
        "Give your password again",
        mistake,
        ids.SignIn.PASSWORD,
        [
            html.P(
                f"You are signed in as {name}. What you are about to do needs a password of the last ten minutes. "
                "Nothing has been changed yet.",
                className="lead",
            ),
            html.P(html.A(COUNCIL, href=routes.council_sign_in(leads_to, is_again=True), className="button"))
            if is_council
            else html.Form(
                [
                    _leads_to(leads_to),
                    element("input", type="hidden", name="name", value=name, autocomplete="username"),
                    _password("Password", ids.SignIn.PASSWORD, "password", "The one that you sign in with."),
                    html.Button("Go on", type="submit", className="button"),
                ],
                method="post",
                action=routes.SIGN_IN_AGAIN,
            ),
        ],
    )


def link_page(token: str, person: str | None, mistake: str = "", name: str = "") -> Page:
    """Where a password is chosen: by a person who was added, or by the first administrator, who also says a name."""
    title = "Choose a password" if person else "Add the first administrator"
    return _page(
        title,
        mistake,
        ids.SignIn.PASSWORD if person else ids.SignIn.NAME,
        [
            html.P(
                f"For {person}. This page works once."
                if person
                else "From then on everybody signs in, here and on every other machine. This page works once.",
                className="lead",
            ),
            html.Form(
                [
                    element("input", type="hidden", name="name", value=person, autocomplete="username")
                    if person
                    else text_field(
                        "Your name", ids.SignIn.NAME, "name", name, "What you sign in with, and what is kept with what "
                        "you do.", maxlength="120", autocomplete="username",
                    ),
                    _password(
                        "New password", ids.SignIn.PASSWORD, "password",
                        f"At least {SHORTEST} characters. Three words that have nothing in common do well.",
                        autocomplete="new-password",
                    ),
                    _password(
                        "The same again", ids.SignIn.AGAIN, "again", "So that a slip of the finger locks nobody out.",
                        autocomplete="new-password",
                    ),
                    html.Button("Keep this password", type="submit", className="button"),
                ],
                method="post",
                action=routes.one_time_link(token),
            ),
        ],
    )  # fmt: skip


def account_page(name: str, role: Role, is_signed_in: bool, is_council: bool) -> Page:
    """Who one is here, what one may do, and another password."""
    return Page(
        "Your account",
        [
            html.H1("Your account"),
            summary_list([("Name", name), ("Role", f"{ROLE_WORDS[role]}: {ROLE_MEANS[role]}")]),
            html.Form(
                html.Button("Choose another password", type="submit", className="button button-quiet"),
                method="post",
                action=routes.OWN_PASSWORD,
            )
            if is_signed_in and not is_council
            else None,
        ],
        routes.ACCOUNT,
    )


def signed_out_page(is_council: bool) -> Page:
    """Said after signing out, which does not sign out of the council's own account."""
    return Page(
        "You have signed out",
        [
            html.H1("You have signed out"),
            html.P("On a shared machine, close this window too.", className="lead"),
            html.P("You may still be signed in to your council account: sign out of that as well.", className="inset")
            if is_council
            else None,
            html.P(html.A("Sign in", href=routes.SIGN_IN, className="button")),
        ],
        path="",
    )


def _page(title: str, mistake: str, field: str, content: list[Any]) -> Page:
    return Page(
        f"{'Error: ' if mistake else ''}{title}",
        [error_summary([(mistake, field)]) if mistake else None, html.H1(title), *content],
        path="",
        status=422 if mistake else 200,
    )


def _leads_to(path: str) -> Element:
    return element("input", type="hidden", name="next", value=path)


def _password(label: str, identity: str, name: str, hint: str, autocomplete: str = "current-password") -> html.Div:
    return text_field(label, identity, name, "", hint, autocomplete=autocomplete, **HIDDEN)
