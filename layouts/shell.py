"""The frame of every page: skip link, header, navigation, main, footer; and the page as one HTML document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from markupsafe import Markup

from layouts import ids, routes
from layouts.native import element, render
from layouts.page import Page

PRODUCT = "Waymark"
FIRST_OF_TROUBLE = 400


@dataclass(frozen=True)
class LiveParts:
    """What Dash needs in a page to keep a part of it alive: its settings and scripts, as it writes them itself."""

    config: str
    scripts: str
    renderer: str


@dataclass(frozen=True)
class Visitor:
    """Who the frame of a page is for: their name where they signed in, the pages they may ask, and a notice.

    `reference` is the id of the request, which a page that says that something is wrong shows at its foot.
    """

    name: str = ""
    links: Sequence[tuple[str, str]] = routes.NAVIGATION
    notice: str = ""
    may_sign_in: bool = False
    reference: str = ""


def document(page: Page, assets: Mapping[str, str], live: LiveParts | None, visitor: Visitor = Visitor()) -> str:
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
    watch = render(element("script", src=assets["alive.js"])) if live or visitor.name else ""
    body = f"{render(_frame(page, assets, visitor))}{watch}{tail}"
    return f'<!DOCTYPE html>\n<html lang="en-GB"><head>{render(head)}</head><body>{body}</body></html>\n'


def _frame(page: Page, assets: Mapping[str, str], visitor: Visitor) -> list[Any]:
    width = "wrap wrap-wide" if page.is_wide else "wrap"
    bar = [_brand(assets), _navigation(page, visitor), _person(page, visitor)]
    return [
        html.A("Skip to main content", href=f"#{ids.Shell.MAIN}", className="skip"),
        html.Header(html.Div(bar, className="wrap wrap-wide bar"), className="top"),
        _notice(visitor),
        html.Main(page.content, id=ids.Shell.MAIN, className=width, tabIndex="-1"),
        html.Footer(
            html.Div(
                [
                    html.P(
                        [
                            "Every figure can be followed to the file, sheet and cell it came from. ",
                            html.A("How we judge", href=routes.METHODS),
                            ". ",
                            html.A("Accessibility", href=routes.ACCESSIBILITY),
                            ".",
                        ]
                    ),
                    _reference(page, visitor),
                ],
                className="wrap wrap-wide",
            ),
            className="foot",
        ),
    ]


def _reference(page: Page, visitor: Visitor) -> html.P | None:
    if page.status < FIRST_OF_TROUBLE or not visitor.reference:
        return None
    return html.P(f"If you ask for help, say that the reference is {visitor.reference}.")


def _brand(assets: Mapping[str, str]) -> html.A:
    return html.A(
        [html.Img(src=assets["waymark.svg"], alt="", width="28", height="28"), html.Span(PRODUCT)],
        href=routes.HOME,
        className="brand",
    )


def _navigation(page: Page, visitor: Visitor) -> html.Nav | None:
    if not visitor.links:
        return None
    links = [html.Li(_link(label, path, page)) for path, label in visitor.links]
    return html.Nav(html.Ul(links), **{"aria-label": "Main"})


def _person(page: Page, visitor: Visitor) -> html.Div | None:
    """At the end of the bar: who is signed in and the way out, or the way in."""
    if visitor.name:
        out = html.Form(html.Button("Sign out", type="submit"), method="post", action=routes.SIGN_OUT)
        return html.Div([_link(visitor.name, routes.ACCOUNT, page), out], className="person")
    if visitor.may_sign_in and page.path:
        return html.Div(html.A("Sign in", href=routes.sign_in(page.path)), className="person")
    return None


def _notice(visitor: Visitor) -> html.Aside | None:
    if not visitor.notice:
        return None
    return html.Aside(html.P(visitor.notice, className="wrap wrap-wide hint"), className="notice")


def _link(label: str, path: str, page: Page) -> html.A:
    return html.A(label, href=path, **({"aria-current": "page"} if path == page.path else {}))
