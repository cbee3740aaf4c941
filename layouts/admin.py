"""The index of what administrators keep, and the switch of the public view."""

from __future__ import annotations

from dash import html

from layouts import routes
from layouts.page import Page
from layouts.parts.summary_list import summary_list


def page() -> Page:
    """Every page for administrators, with what it is for."""
    links = [(html.A(name, href=path), words) for path, name, words in routes.ADMINISTRATION]
    return Page("Administration", [html.H1("Administration"), summary_list(links)], routes.ADMIN)


def public_view_page(is_open: bool, is_decided: bool) -> Page:
    """Whether the public view is open, and the button that changes it. `is_decided`: by the environment, not here."""
    says = "The public view is open" if is_open else "The public view is closed"
    means = (
        "Anybody who knows the address reads the scorecards without signing in. Small numbers are withheld from them."
        if is_open
        else "Whoever reads must sign in. Others see the sign-in page and nothing else."
    )
    button = "Close the public view" if is_open else "Open the public view"
    return Page(
        "Public view",
        [
            html.P(html.A("Administration", href=routes.ADMIN), className="crumb"),
            html.H1(says),
            html.P(means, className="lead"),
            html.P("The setting WAYMARK_PUBLIC_VIEW of the machine decides this.", className="inset")
            if is_decided
            else html.Form(
                html.Button(
                    button, type="submit", name="view", value="closed" if is_open else "open", className="button"
                ),
                method="post",
                action=routes.PUBLIC_VIEW,
            ),
        ],
        routes.ADMIN,
    )
