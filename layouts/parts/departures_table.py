"""Where our methods differ from the published ones, one table for each of those."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from kpis.scorecard.departures import Departure, Reference
from layouts.parts.data_table import data_table

HEADINGS = ("What the reference does", "What we do", "Why")


def departures_tables(departures: Sequence[Departure]) -> list[Any]:
    """A heading and a table for every reference that we differ from."""
    found: list[Any] = []
    for reference in Reference:
        rows = [
            (_sentence(d.there), _sentence(d.here), _sentence(d.why)) for d in departures if d.reference is reference
        ]
        if rows:
            table = data_table(reference.partition(":")[0], HEADINGS, rows)
            found += [html.H3(reference.value), html.Div(table)]
    return found


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
