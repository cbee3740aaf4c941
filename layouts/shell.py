"""The frame of every page: skip link, header, navigation, main, footer; and the page as one HTML document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html
from markupsafe import Markup

from kpis.model.people import Audience
from layouts import ids, routes
from layouts.native import element, render
from layouts.page import Page

PRODUCT = "Waymark"


@dataclass(frozen=True)
class LiveParts:
    """What Dash needs in a page to keep a part of it alive: its settings and scripts, as it writes them itself."""

    config: str
    scripts: str
    renderer: str


def document(page: Page, assets: Mapping[str, str], live: LiveParts | None, audience: Audience) -> str:
    """The whole page. `assets` gives the address of each file in layouts/assets."""
    title = PRODUCT if page.title == PRODUCT else f"{page.title} – {PRODUCT}"
    head = [
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("link", rel="icon", type="image/svg+xml", href=assets["waymark.svg"]),
        element("link", rel="stylesheet", href=assets["waymark.css"]),
        [element("script", src=assets[name], defer=True) for name in page.scripts],
    ]
    tail = Markup(live.config + live.scripts + live.renderer) if live else ""  # noqa: S704 - Dash's own scripts
    body = f"{render(_frame(page, assets, audience))}{tail}"
    return f'<!DOCTYPE html>\n<html lang="en-GB"><head>{render(head)}</head><body>{body}</body></html>\n'


def _frame(
    page: Page, assets: Mapping[str, str], audience: Audience
) -> list[html.A | html.Header | html.Main | html.Footer]:
    width = "wrap wrap-wide" if page.is_wide else "wrap"
    is_public = audience is Audience.PUBLIC
    links = routes.PUBLIC_NAVIGATION if is_public else routes.NAVIGATION
    return [
        html.A("Skip to main content", href=f"#{ids.Shell.MAIN}", className="skip"),
        html.Header(
            html.Div([_brand(assets), _navigation(page, links)], className="wrap wrap-wide bar"), className="top"
        ),
        html.Main(page.content, id=ids.Shell.MAIN, className=width, tabIndex="-1"),
        html.Footer(
            html.Div(
                [
                    html.P(
                        [
                            "Every figure can be followed to the file, sheet and cell it came from. ",
                            html.A("How we judge", href=routes.METHODS),
                            ".",
                            *([] if is_public else [" ", html.A("Small numbers", href=routes.SMALL_NUMBERS), "."]),
                        ]
                    ),
                ],
                className="wrap wrap-wide",
            ),
            className="foot",
        ),
    ]


def _brand(assets: Mapping[str, str]) -> html.A:
    return html.A(
        [html.Img(src=assets["waymark.svg"], alt="", width="28", height="28"), html.Span(PRODUCT)],
        href=routes.HOME,
        className="brand",
    )


def _navigation(page: Page, links: Sequence[tuple[str, str]]) -> html.Nav:
    listed = [
        html.Li(html.A(label, href=path, **({"aria-current": "page"} if path == page.path else {})))
        for path, label in links
    ]
    return html.Nav(html.Ul(listed), **{"aria-label": "Main"})
