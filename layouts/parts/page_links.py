"""The pages of a long list."""

from __future__ import annotations

from collections.abc import Callable

from dash import html


def page_links(page: int, pages: int, address: Callable[[int], str]) -> html.Nav | None:
    """Which page this is, with the ones before and after; nothing where there is only one."""
    if pages == 1:
        return None
    return html.Nav(
        html.Ul(
            [
                html.Li(html.A("Previous page", href=address(page - 1))) if page > 1 else None,
                html.Li(f"Page {page} of {pages}"),
                html.Li(html.A("Next page", href=address(page + 1))) if page < pages else None,
            ]
        ),
        **{"aria-label": "Pages"},
    )
