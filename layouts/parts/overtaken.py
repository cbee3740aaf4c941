"""Said to a person whose page is no longer true: what others did meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from layouts.native import Element, element


def overtaken(acts: Sequence[tuple[str, str, int]]) -> Element | None:
    """Who took in or undid what, and how many of the same figures that changed; nothing where nobody did."""
    if not acts:
        return None
    return element(
        "div",
        [
            html.H2("Look again"),
            [html.P(f"Since you looked, {by} {deed}, which changed {_figures(n)}.") for by, deed, n in acts],
            html.P("Nothing has been kept of yours. What would change now is below."),
        ],
        class_="error-summary",
        role="alert",
        tabindex="-1",
        autofocus=True,
    )


def _figures(number: int) -> str:
    return "1 of the same figures" if number == 1 else f"{number} of the same figures"
