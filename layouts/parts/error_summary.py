"""What is wrong with what was sent, above the page, with a link to each field; the reader is taken to it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from layouts.native import Element, element


def error_summary(mistakes: Sequence[tuple[str, str]]) -> Element:
    """Each mistake in words, with the id of the field where it is put right."""
    links = html.Ul([html.Li(html.A(words, href=f"#{field}")) for words, field in mistakes])
    return element(
        "div",
        [html.H2("There is a problem"), links],
        class_="error-summary",
        role="alert",
        tabindex="-1",
        autofocus=True,
    )
