"""What is wrong with a workbook: where, what, and what to do, the worst first."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from kpis.model.problems import Problem, Severity
from layouts.parts.data_table import data_table

SEVERITY_WORDS = {
    Severity.REJECT: "Must be put right",
    Severity.CONFIRM: "Please answer",
    Severity.WARN: "Please note",
}


def problems_table(problems: Sequence[Problem]) -> list[html.Div]:
    """One table for each severity that occurs."""
    tables = []
    for severity in Severity:
        found = [p for p in problems if p.severity is severity]
        if found:
            caption = f"{SEVERITY_WORDS[severity]} ({len(found)})"
            rows = ([p.where, p.statement, p.what_to_do, p.code] for p in found)
            tables.append(data_table(caption, ("Where", "What", "What to do", "Code"), rows))
    return tables
