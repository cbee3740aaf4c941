"""How far each check on the figures could see: what it looked at, what it found, and what it did not check and why."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from kpis.model.problems import CheckRun
from layouts.parts.data_table import data_table


def check_runs_table(runs: Sequence[CheckRun]) -> html.Details | None:
    """Folded away under one line; None where no check has run."""
    if not runs:
        return None
    rows = ([run.name, str(run.looked_at), str(run.found), _not_checked(run)] for run in runs)
    heads = ("Check", "Figures looked at", "To look into", "Not checked")
    table = data_table("What was checked, and what could not be", heads, rows, (1, 2))
    return html.Details([html.Summary(f"What was checked ({len(runs)} checks)"), table], className="details")


def _not_checked(run: CheckRun) -> html.Ul | str:
    if not run.not_checked:
        return "None"
    return html.Ul([html.Li(f"{left.count}: {left.reason}") for left in run.not_checked])
