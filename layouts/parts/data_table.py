"""A plain table with a caption and scoped headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dash import html


def data_table(
    caption: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Any]],
    numeric: Sequence[int] = (),
    *,
    is_titled: bool = True,
) -> html.Div:
    """One heading per column; the first cell of each row is its heading. `numeric` columns align to the right.

    Its caption is for the ear alone where it is not `is_titled`: the heading above says the same.
    The roles keep it a table to a screen reader where a phone lays its rows out as cards.
    """

    def kind(column: int) -> str | None:
        return "number" if column in numeric else None

    body = [
        html.Tr(
            [
                html.Th(cell, scope="row", className=kind(0), role="rowheader")
                if column == 0
                else html.Td(cell, className=kind(column), role="cell", **{"data-label": headings[column]})
                for column, cell in enumerate(row)
            ],
            role="row",
        )
        for row in rows
    ]
    heads = [
        html.Th(heading, scope="col", className=kind(column), role="columnheader")
        for column, heading in enumerate(headings)
    ]
    title = html.Caption(caption, className=None if is_titled else "unseen")
    head = html.Thead(html.Tr(heads, role="row"), role="rowgroup")
    table = html.Table([title, head, html.Tbody(body, role="rowgroup")], className="plain", role="table")
    return html.Div(table, className="scroll", tabIndex="0", role="region", **{"aria-label": caption})
