"""Uploading a workbook: the form, what would change, and what was taken in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from kpis.model.problems import CheckRun, Outcome, Problem
from kpis.model.verdicts import RagVerdict
from kpis.scorecard.changes import Change, Changes
from kpis.scorecard.wording import period_words
from layouts import ids, routes
from layouts.native import element
from layouts.page import Page
from layouts.parts.check_runs_table import check_runs_table
from layouts.parts.data_table import data_table
from layouts.parts.problems_table import problems_table
from layouts.parts.rag_tag import rag_tag

MOST_ROWS_SHOWN = 200


def page(mistake: str = "", name: str = "") -> Page:
    """The form. A mistake in what was sent stands above it, and the name that was typed is kept."""
    error = f"{ids.Upload.FORM}-error"
    return Page(
        f"{'Error: ' if mistake else ''}Upload a workbook",
        [
            _error_summary(mistake, error) if mistake else None,
            html.H1("Upload a workbook"),
            html.P(
                "Nothing is kept until you have seen what would change and confirmed it. A workbook is taken in whole "
                "or not at all.",
                className="lead",
            ),
            html.Form(
                [
                    _field(
                        "Your name",
                        ids.Upload.NAME,
                        "name",
                        "text",
                        name,
                        "Kept with the figures, as who took them in.",
                    ),
                    _field(
                        "Workbook",
                        ids.Upload.FILE,
                        "workbook",
                        "file",
                        "",
                        "An Excel workbook (.xlsx), OpenDocument (.ods) or csv.",
                    ),
                    html.Button("Read the workbook", type="submit", className="button"),
                    html.Div(
                        [element("progress", aria_label="Reading the workbook"), " Reading the workbook…"],
                        id=ids.Upload.PROGRESS,
                        className="progress",
                        role="status",
                        hidden=True,
                    ),
                ],
                id=ids.Upload.FORM,
                method="post",
                action=routes.UPLOAD,
                encType="multipart/form-data",
            ),
            html.H2("What Waymark can read"),
            html.Ul(
                [
                    html.Li("A list: a row for each indicator and month, with the headings of the template."),
                    html.Li("A monthly table: a row for each indicator and a column for each month."),
                    html.Li("A year table: earlier years, England, statistical neighbours and the current quarter."),
                ]
            ),
            html.P([html.A("Download the template", href=routes.TEMPLATE), " (csv, opens in Excel)."]),
        ],
        routes.UPLOAD,
        scripts=("upload.js",),
        status=422 if mistake else 200,
    )


def preview_page(
    file_name: str,
    scorecard: str,
    outcome: Outcome,
    problems: Sequence[Problem],
    changes: Changes,
    token: str,
    name: str,
    check_runs: Sequence[CheckRun] = (),
) -> Page:
    """What was understood, what is wrong, and what taking it in would change. `token` is empty when it is refused."""
    title = "This workbook cannot be taken in" if outcome is Outcome.REJECT else "Check what would change"
    content: list[Any] = [
        html.P(html.A("Upload a workbook", href=routes.UPLOAD), className="crumb"),
        html.H1(title),
        html.P(["File: ", html.Strong(file_name), f". Scorecard: {scorecard}." if scorecard else "."]),
    ]
    if outcome is Outcome.REJECT:
        content.append(
            html.P("Nothing has been kept. Put these right in the workbook and upload it again.", className="lead")
        )
    elif changes.is_nothing:
        content.append(html.P("All of it is already here: taking it in would change no figure.", className="lead"))
    else:
        content.append(html.P(_summary(changes), className="lead"))
    content += problems_table(problems)
    content.append(check_runs_table(check_runs))
    if token:
        content += [_changed(changes.changed), _new(changes.new), _answers(token, outcome, name)]
    return Page(title, content, routes.UPLOAD, status=422 if outcome is Outcome.REJECT else 200)


def done_page(file_name: str, scorecard: str, title: str, changes: Changes) -> Page:
    """What was taken in, and where to see it."""
    kept = "Nothing has changed" if changes.is_nothing else "The workbook has been taken in"
    return Page(
        kept,
        [
            html.Div([html.H1(kept), html.P(_summary(changes))], className="panel"),
            html.P(["File: ", html.Strong(file_name), "."]),
            html.Ul(
                [
                    html.Li(html.A(f"See {title}", href=routes.scorecard(scorecard))),
                    html.Li(html.A("See what needs attention", href=routes.HOME)),
                    html.Li(html.A("Upload another workbook", href=routes.UPLOAD)),
                ]
            ),
        ],
        routes.UPLOAD,
    )


def _summary(changes: Changes) -> str:
    return f"{len(changes.new)} new, {len(changes.changed)} changed, {changes.unchanged} unchanged."


def _error_summary(mistake: str, target: str) -> html.Div:
    return html.Div(
        [html.H2("There is a problem"), html.P(mistake, id=target)],
        className="error-summary",
        role="alert",
        tabIndex="-1",
    )


def _field(label: str, identity: str, name: str, kind: str, value: str, hint: str) -> html.Div:
    hint_id = f"{identity}-hint"
    attributes: dict[str, Any] = (
        {"accept": ".xlsx,.ods,.csv"} if kind == "file" else {"value": value, "maxlength": "120"}
    )
    if kind == "text":
        attributes["autocomplete"] = "name"
    return html.Div(
        [
            html.Label(label, htmlFor=identity),
            html.P(hint, id=hint_id, className="hint"),
            element("input", id=identity, name=name, type=kind, aria_describedby=hint_id, required=True, **attributes),
        ],
        className="field",
    )


def _changed(changed: Sequence[Change]) -> Any:
    if not changed:
        return None
    rows = (
        [_name(c), period_words(c.period), c.before, c.after, _colour(c.rag_before, c.rag_after), f"{c.sheet} {c.cell}"]
        for c in changed[:MOST_ROWS_SHOWN]
    )
    heads = ("Indicator", "Period", "Now", "Would be", "Against target", "Cell")
    return html.Div([data_table(f"Changed ({len(changed)})", heads, rows, (2, 3)), _left_out(changed)])


def _new(new: Sequence[Change]) -> Any:
    if not new:
        return None
    rows = (
        [_name(c), period_words(c.period), c.after, rag_tag(c.rag_after), f"{c.sheet} {c.cell}"]
        for c in new[:MOST_ROWS_SHOWN]
    )
    heads = ("Indicator", "Period", "Figure", "Against target", "Cell")
    return html.Div([data_table(f"New ({len(new)})", heads, rows, (2,)), _left_out(new)])


def _left_out(changes: Sequence[Change]) -> html.P | None:
    left = len(changes) - MOST_ROWS_SHOWN
    return html.P(f"{left} more are not listed here; all of them are taken in.") if left > 0 else None


def _name(change: Change) -> str:
    ref = change.indicator.ref
    return f"{ref} {change.indicator.name}" if ref else change.indicator.name


def _colour(before: RagVerdict | None, after: RagVerdict) -> Any:
    if before is None or before == after:
        return rag_tag(after)
    return html.Span([rag_tag(before), " becomes ", rag_tag(after)])


def _answers(token: str, outcome: Outcome, name: str) -> html.Div:
    words = "Yes to the questions, take it in" if outcome is Outcome.CONFIRM else "Take it in"
    return html.Div(
        [
            html.Form(
                [
                    element("input", type="hidden", name="name", value=name),
                    html.Button(words, type="submit", className="button"),
                ],
                method="post",
                action=routes.held_workbook(token, "confirm"),
            ),
            html.Form(
                html.Button("Do not take it in", type="submit", className="button button-quiet"),
                method="post",
                action=routes.held_workbook(token, "drop"),
            ),
        ],
        className="answers",
    )
