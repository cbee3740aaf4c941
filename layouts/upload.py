"""Uploading a workbook: the form, what would change, and what was taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from kpis.model.answers import LONGEST_ANSWER, Reply, questions
from kpis.model.problems import CheckRun, Outcome, Problem, Severity
from kpis.scorecard.changes import Changes
from layouts import ids, routes
from layouts.native import Element, element
from layouts.page import Page
from layouts.parts.changes_tables import changes_summary, changes_tables, verdict_links
from layouts.parts.check_runs_table import check_runs_table
from layouts.parts.error_summary import error_summary
from layouts.parts.overtaken import overtaken
from layouts.parts.problems_table import problems_table
from layouts.parts.questions import question_groups, unanswered_mistakes
from layouts.parts.text_field import text_field, your_name

NOTHING_TYPED = Reply()


@dataclass(frozen=True)
class Waiting:
    """A workbook that waits for its person: under which token, in whose name, and what they have filled in so far.

    `unanswered` are questions that were left out, `overtaken_by` who did what to how many of the same figures.
    """

    token: str
    name: str
    seen: int
    typed: Reply = NOTHING_TYPED
    unanswered: Sequence[Problem] = ()
    overtaken_by: Sequence[tuple[str, str, int]] = ()


def page(mistake: str = "", name: str = "", field: str = ids.Upload.NAME, signed_in_as: str = "") -> Page:
    """The form. A mistake in what was sent stands above it and at its field, and the name that was typed is kept."""
    mistakes = [(mistake, field)] if mistake else []
    return Page(
        f"{'Error: ' if mistake else ''}Upload a workbook",
        [
            error_summary(mistakes) if mistakes else None,
            html.H1("Upload a workbook"),
            html.P(
                "Nothing is kept until you have seen what would change and confirmed it. A workbook is taken in whole "
                "or not at all.",
                className="lead",
            ),
            html.Form(
                [
                    your_name(
                        ids.Upload.NAME, name, "Kept with the figures, as who took them in.", signed_in_as, mistakes
                    ),
                    text_field(
                        "Workbook",
                        ids.Upload.FILE,
                        "workbook",
                        "",
                        "An Excel workbook (.xlsx), OpenDocument (.ods) or csv.",
                        mistakes,
                        type="file",
                        accept=".xlsx,.ods,.csv",
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
            html.P(
                [
                    "England, the region and statistical neighbours have a page of their own: ",
                    html.A("Figures of other areas", href=routes.COMPARATORS),
                    ".",
                ]
            ),
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
    waiting: Waiting | None,
    check_runs: Sequence[CheckRun] = (),
) -> Page:
    """What was understood, what is asked, and what taking it in would change. Nothing waits where it is refused."""
    title = "This workbook cannot be taken in" if outcome is Outcome.REJECT else "Check what would change"
    is_mistaken = waiting is not None and bool(waiting.unanswered)
    content: list[Any] = [
        html.P(html.A("Upload a workbook", href=routes.UPLOAD), className="crumb"),
        error_summary(unanswered_mistakes(waiting.unanswered)) if waiting and waiting.unanswered else None,
        overtaken(waiting.overtaken_by) if waiting else None,
        html.H1(title),
        html.P(["File: ", html.Strong(file_name), f". Scorecard: {scorecard}." if scorecard else "."]),
        html.P(_lead(outcome, changes), className="lead"),
    ]
    if waiting is None:
        content += problems_table(problems)
    else:
        asked = questions(problems)
        told = [p for p in problems if p.severity is not Severity.CONFIRM]
        content += [
            *verdict_links(changes),
            *_questions(asked, waiting),
            *changes_tables(changes),
            *problems_table(told),
            check_runs_table(check_runs),
            _buttons(waiting.token),
        ]
    status = 409 if waiting and waiting.overtaken_by else 422 if is_mistaken or outcome is Outcome.REJECT else 200
    return Page(f"{'Error: ' if is_mistaken else ''}{title}", content, routes.UPLOAD, status=status)


def done_page(file_name: str, scorecard: str, title: str, changes: Changes, number: int | None) -> Page:
    """What was taken in, under which number, and where to see it."""
    kept = "Nothing has changed" if number is None else "The workbook has been taken in"
    return Page(
        kept,
        [
            html.Div([html.H1(kept), html.P(changes_summary(changes))], className="panel"),
            html.P(["File: ", html.Strong(file_name), "."]),
            html.Ul(
                [
                    html.Li(html.A(f"See {title}", href=routes.scorecard(scorecard))),
                    html.Li(html.A(f"See upload {number}, or undo it", href=routes.upload(number))) if number else None,
                    html.Li(html.A("See what needs attention", href=routes.HOME)),
                    html.Li(html.A("Upload another workbook", href=routes.UPLOAD)),
                ]
            ),
        ],
        routes.UPLOAD,
    )


def _lead(outcome: Outcome, changes: Changes) -> str:
    if outcome is Outcome.REJECT:
        return "Nothing has been kept. Put these right in the workbook and upload it again."
    if changes.is_nothing:
        return "All of it is already here: taking it in would change no figure."
    return changes_summary(changes)


def _questions(asked: Sequence[Problem], waiting: Waiting) -> list[Any]:
    """The form that takes the workbook in; its button stands at the end of the page."""
    how_many = "1 question" if len(asked) == 1 else f"{len(asked)} questions"
    intro = (
        f"Each must be answered before the workbook is taken in. Say why: it is kept with the figure, and the question "
        f"is not asked again for it. At most {LONGEST_ANSWER} letters."
    )
    return [
        html.H2(f"{how_many} for you", id=ids.Upload.QUESTIONS) if asked else None,
        html.P(intro) if asked else None,
        html.Form(
            [
                element("input", type="hidden", name="name", value=waiting.name),
                element("input", type="hidden", name="seen", value=waiting.seen),
                *question_groups(asked, waiting.typed, waiting.unanswered),
            ],
            id=ids.Upload.ANSWERS,
            method="post",
            action=routes.held_workbook(waiting.token, "confirm"),
        ),
    ]


def _buttons(token: str) -> html.Div:
    take_in: Element = element("button", "Take it in", type="submit", class_="button", form=ids.Upload.ANSWERS)
    return html.Div(
        [
            take_in,
            html.Form(
                html.Button("Do not take it in", type="submit", className="button button-quiet"),
                method="post",
                action=routes.held_workbook(token, "drop"),
            ),
        ],
        className="answers",
    )
