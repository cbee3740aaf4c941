"""Pages for when something is not there, is refused or went wrong: what, why, and where to go."""

from __future__ import annotations

from dash import html

from layouts import routes
from layouts.page import Page


def page(title: str, sentence: str, status: int) -> Page:
    """A friendly page with the sentence and a way on."""
    return Page(
        title,
        [
            html.H1(title),
            html.P(sentence, className="lead"),
            html.P(html.A("See what needs attention", href=routes.HOME)),
        ],
        path="",
        status=status,
    )


def signed_out_page(sentence: str) -> Page:
    """For somebody whose sign-in ended while they filled a form in: what became of it, and where to sign in."""
    return Page(
        "You are not signed in",
        [
            html.H1("You are not signed in"),
            html.P(sentence, className="lead"),
            html.P(html.A("Sign in", href=routes.SIGN_IN, className="button")),
        ],
        path="",
        status=401,
    )
