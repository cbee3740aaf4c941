"""The audit trail: who did what and when."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from kpis.model.audit import Entry
from kpis.scorecard.access_wording import deed_words
from kpis.scorecard.wording import moment_words
from layouts import routes
from layouts.page import Page
from layouts.parts.data_table import data_table
from layouts.parts.page_links import page_links

DIGITS_SHOWN = 12


def page(entries: Sequence[Entry], number: int, pages: int) -> Page:
    """A page of the trail, the newest first."""
    rows = ([_number(e), moment_words(e.at), e.by, deed_words(e.deed), e.about] for e in entries)
    return Page(
        "Audit trail",
        [
            html.P(html.A("Administration", href=routes.ADMIN), className="crumb"),
            html.H1("Audit trail"),
            html.P(
                "Rows are only ever added, and each holds the digest of the one before. The command "
                "python -m kpis audit checks that none was changed.",
                className="lead",
            ),
            html.Div(
                data_table("The newest first", ("Row and digest", "When", "Who", "What", "About"), rows),
                className="changes",
            ),
            page_links(number, pages, routes.audit),
        ],
        routes.ADMIN,
        is_wide=True,
    )


def _number(entry: Entry) -> html.Span:
    return html.Span([f"{entry.number} ", html.Span(entry.digest[:DIGITS_SHOWN], className="small")])
