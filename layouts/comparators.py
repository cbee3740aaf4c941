"""Files about other areas: what is loaded, the form that takes one, and what it would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dash import html

from kpis.model.problems import Outcome, Problem
from kpis.scorecard.wording import moment_words
from layouts import ids, routes
from layouts.native import element
from layouts.page import Page
from layouts.parts.data_table import data_table
from layouts.parts.empty_state import empty_state
from layouts.parts.error_summary import error_summary
from layouts.parts.field_error import Mistakes
from layouts.parts.problems_table import problems_table
from layouts.parts.text_field import text_field, your_name

TITLE = "Figures of other areas"


@dataclass(frozen=True)
class LoadedFile:
    """One file that was taken in."""

    upload: int
    file: str
    publication: str
    holds: str
    years: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Ours:
    """Which council figures are compared as, and what is missing for it."""

    name: str
    region: str
    model: int
    notes: Sequence[str]


@dataclass(frozen=True)
class Counts:
    """What a file would change."""

    new: int
    changed: int
    unchanged: int


def list_page(
    files: Sequence[LoadedFile], ours: Ours, mistake: str = "", name: str = "", field: str = "", signed_in_as: str = ""
) -> Page:
    """What is loaded, and the form."""
    mistakes = [(mistake, field or ids.Comparators.FILE)] if mistake else []
    heads = ("File", "Publication", "Holds", "Years", "Who", "When")
    rows = (
        [
            html.A(f.file, href=routes.upload(f.upload)),
            f.publication,
            f.holds,
            f.years,
            f.by,
            moment_words(f.at),
        ]
        for f in files
    )
    return Page(
        f"{'Error: ' if mistake else ''}{TITLE}",
        [
            error_summary(mistakes) if mistakes else None,
            html.H1(TITLE),
            html.P(
                "England, the region, other authorities and statistical neighbours, from the department’s own files. "
                "Nothing is kept until you have seen what would change and confirmed it.",
                className="lead",
            ),
            *_ours(ours),
            _form(name, signed_in_as, mistakes),
            html.H2("What Waymark can read"),
            html.Ul(
                [
                    html.Li(
                        "The department’s interactive tool (LAIT) as one long csv, packed with gzip if it is large."
                    ),
                    html.Li("A table of one measure: a row for each authority, a column for each year."),
                    html.Li(
                        "The department’s open data: time_period, geographic_level, and a column for each measure."
                    ),
                    html.Li("The statistical neighbours of every authority, in the 2021 or the 2025 model."),
                    html.Li("The populations that rates are made with: area, year, number, source."),
                    html.Li("A sheet of links: indicator, measure, same_definition, words, numerator, denominator."),
                ]
            ),
            html.H2("What is loaded"),
            data_table("The newest first", heads, rows, is_titled=False)
            if files
            else empty_state("Nothing has been loaded yet."),
        ],
        routes.COMPARATORS,
        status=422 if mistake else 200,
    )


def _ours(ours: Ours) -> list[Any]:
    """Which council is ours, where it is changed, and what is missing for it in plain words."""
    region = f" in {ours.region}" if ours.region else ""
    return [
        html.P(
            [
                "Compared as ",
                html.Strong(ours.name),
                f"{region}, with its statistical neighbours of the {ours.model} model. ",
                html.A("Change which council is ours", href=routes.OUR_COUNCIL),
                ".",
            ]
        ),
        *(html.P(words, className="inset") for words in ours.notes),
    ]


def _form(name: str, signed_in_as: str, mistakes: Mistakes) -> html.Form:
    return html.Form(
        [
            your_name(ids.Comparators.NAME, name, "Kept with the figures, as who took them in.", signed_in_as,
                      mistakes),
            text_field(
                "File", ids.Comparators.FILE, "workbook", "", "csv, csv.gz, Excel (.xlsx) or OpenDocument (.ods).",
                mistakes, type="file", accept=".csv,.gz,.xlsx,.ods",
            ),
            text_field(
                "Publication", ids.Comparators.PUBLICATION, "publication", "",
                "Its name and date, shown with each figure. Leave it blank to use the name of the kind of file.",
                mistakes, required=False, maxlength="200",
            ),
            html.Button("Read the file", type="submit", className="button"),
        ],
        method="post",
        action=routes.COMPARATORS,
        encType="multipart/form-data",
    )  # fmt: skip


def preview_page(
    file_name: str,
    publication: str,
    name: str,
    outcome: Outcome,
    counts: Counts,
    changes: Sequence[Sequence[str]],
    problems: Sequence[Problem],
    token: str,
) -> Page:
    """What was understood and what taking it in would change; nothing waits where it is refused."""
    is_refused = outcome is Outcome.REJECT
    title = "This file cannot be taken in" if is_refused else "Check what would change"
    lead = (
        "Nothing has been kept. Put these right and upload it again."
        if is_refused
        else f"{counts.new:,} new, {counts.changed:,} changed, {counts.unchanged:,} unchanged."
    )
    content: list[Any] = [
        html.P(html.A(TITLE, href=routes.COMPARATORS), className="crumb"),
        html.H1(title),
        html.P(["File: ", html.Strong(file_name), "."]),
        html.P(lead, className="lead"),
    ]
    if not is_refused:
        content += [_changes(changes), _buttons(token, name, publication)]
    content += problems_table(problems)
    return Page(title, content, routes.COMPARATORS, status=422 if is_refused else 200)


def _changes(changes: Sequence[Sequence[str]]) -> html.Div | None:
    heads = ("Measure", "Area", "Period", "Now", "Would be", "Why")
    return data_table("Figures that would change", heads, changes, (3, 4)) if changes else None


def _buttons(token: str, name: str, publication: str) -> html.Div:
    return html.Div(
        [
            html.Form(
                [
                    element("input", type="hidden", name="name", value=name),
                    element("input", type="hidden", name="publication", value=publication),
                    html.Button("Take it in", type="submit", className="button"),
                ],
                method="post",
                action=routes.held_comparators(token, "confirm"),
            ),
            html.Form(
                html.Button("Do not take it in", type="submit", className="button button-quiet"),
                method="post",
                action=routes.held_comparators(token, "drop"),
            ),
        ],
        className="answers",
    )


def done_page(file_name: str, counts: Counts, upload: int | None) -> Page:
    """What was taken in."""
    kept = "Nothing has changed" if upload is None else "The file has been taken in"
    return Page(
        kept,
        [
            html.Div(
                [
                    html.H1(kept),
                    html.P(f"{counts.new:,} new, {counts.changed:,} changed, {counts.unchanged:,} unchanged."),
                ],
                className="panel",
            ),
            html.P(["File: ", html.Strong(file_name), "."]),
            html.Ul(
                [
                    html.Li(html.A("See what is loaded", href=routes.COMPARATORS)),
                    html.Li(html.A("See what needs attention", href=routes.HOME)),
                ]
            ),
        ],
        routes.COMPARATORS,
    )
