"""What was taken in: the list, one upload with its figures and answers, and undoing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from kpis.model.answers import KeptAnswer
from kpis.model.catalogue import Catalogue
from kpis.model.uploads import Upload
from kpis.scorecard.changes import Changes
from kpis.scorecard.uploads import UploadFigure
from kpis.scorecard.wording import moment_words, period_words
from layouts import ids, routes
from layouts.native import element
from layouts.page import Page
from layouts.parts.changes_tables import changes_tables, undo_summary, verdict_links
from layouts.parts.data_table import data_table
from layouts.parts.empty_state import empty_state
from layouts.parts.error_summary import error_summary
from layouts.parts.file_name import file_name
from layouts.parts.overtaken import overtaken
from layouts.parts.page_links import page_links
from layouts.parts.summary_list import summary_list
from layouts.parts.text_field import text_field, your_name

KEPT = "Nothing is ever deleted: an undo is an act of its own, and can itself be undone."


def list_page(
    uploads: Sequence[Upload], undone_by: Mapping[int, int], catalogue: Catalogue, page: int, pages: int
) -> Page:
    """Everything that was ever taken in or undone, the newest first."""
    heads = ("Upload", "What", "Scorecard", "Figures", "Who", "When")
    rows = (
        [
            html.A(f"Upload {upload.number}", href=routes.upload(upload.number)),
            _what(upload, undone_by.get(upload.number)),
            catalogue.title_of(upload.scorecard).title if upload.scorecard else "",
            _figures(upload),
            upload.by,
            moment_words(upload.at),
        ]
        for upload in uploads
    )
    start = html.A("Upload a workbook", href=routes.UPLOAD)
    return Page(
        "Uploads",
        [
            html.H1("Uploads"),
            html.P(f"Who took in what, and when, with the original files. {KEPT}", className="lead"),
            data_table("The newest first", heads, rows, is_titled=False)
            if uploads
            else empty_state("Nothing has been taken in yet.", start),
            page_links(page, pages, routes.uploads),
        ],
        routes.UPLOADS,
        is_wide=True,
    )


def detail_page(
    upload: Upload,
    title: str,
    undone_by: Upload | None,
    figures: Sequence[UploadFigure],
    answers: Sequence[KeptAnswer],
    page: int,
    pages: int,
) -> Page:
    """One upload: who, when, what, its file, its figures and what each became, its answers, and its undo."""
    is_undo = upload.undoes is not None
    undo = "Undo this undo" if is_undo else "Undo this upload"
    return Page(
        f"Upload {upload.number}",
        [
            html.P(html.A("Uploads", href=routes.UPLOADS), className="crumb"),
            html.H1(f"Upload {upload.number}: {upload.name}"),
            _undone(undone_by),
            summary_list(
                [
                    ("Who", upload.by),
                    ("When", moment_words(upload.at)),
                    ("Scorecard", html.A(title, href=routes.scorecard(upload.scorecard)) if upload.scorecard else ""),
                    ("Figures", _figures(upload)),
                    ("Other areas", _counted(upload.comparators, "figure") if upload.comparators else ""),
                    (
                        "Undoes",
                        html.A(f"Upload {upload.undoes}", href=routes.upload(upload.undoes or 0)) if is_undo else "",
                    ),
                    ("Reason", upload.reason),
                    ("Original file", None if is_undo else _original(upload)),
                ]
            ),
            None
            if undone_by
            else html.P(html.A(undo, href=routes.undo(upload.number), className="button button-quiet")),
            *_figures_table(figures),
            page_links(page, pages, lambda number: routes.upload(upload.number, number)),
            *_answers_table(answers),
        ],
        routes.UPLOADS,
    )


def undo_page(
    upload: Upload,
    changes: Changes,
    comparators: int,
    superseded: Sequence[str],
    seen: int,
    name: str = "",
    reason: str = "",
    mistakes: Sequence[tuple[str, str]] = (),
    overtaken_by: Sequence[tuple[str, str, int]] = (),
    signed_in_as: str = "",
) -> Page:
    """What undoing would change, and the form that does it with a reason."""
    title = f"Undo upload {upload.number}"
    areas = f" {_counted(comparators, 'figure')} of other areas would change too." if comparators else ""
    return Page(
        f"{'Error: ' if mistakes else ''}{title}",
        [
            html.P(html.A(f"Upload {upload.number}", href=routes.upload(upload.number)), className="crumb"),
            error_summary(mistakes) if mistakes else None,
            overtaken(overtaken_by),
            html.H1(f"{title}: {upload.name}"),
            html.P(undo_summary(changes) + areas, className="lead"),
            html.P(KEPT),
            _left_alone(superseded),
            *verdict_links(changes),
            html.H2("Undo it"),
            html.Form(
                [
                    element("input", type="hidden", name="seen", value=seen),
                    your_name(ids.Uploads.NAME, name, "Kept as who undid it.", signed_in_as, mistakes),
                    text_field(
                        "Why it is undone", ids.Uploads.REASON, "reason", reason,
                        "Kept, and shown with each figure that changes.", mistakes, maxlength="500",
                    ),
                    html.Button(title, type="submit", className="button"),
                ],
                method="post",
                action=routes.undo(upload.number),
            ),
            *changes_tables(changes),
        ],
        routes.UPLOADS,
        status=409 if overtaken_by else 422 if mistakes else 200,
    )  # fmt: skip


def _what(upload: Upload, undone_by: int | None) -> list[Any]:
    return [
        file_name(upload.name),
        html.Span(upload.reason, className="small") if upload.reason else None,
        html.Span(["Undone by ", html.A(f"upload {undone_by}", href=routes.upload(undone_by))], className="small")
        if undone_by
        else None,
    ]


def _figures(upload: Upload) -> str:
    counts = [
        (upload.new, "new"),
        (upload.changed, "changed"),
        (upload.withdrawn, "withdrawn"),
        (upload.unchanged, "unchanged"),
    ]
    told = [f"{number:,} {word}" for number, word in counts if number]
    if not upload.scorecard and upload.comparators:
        told = [f"{upload.comparators:,} of other areas"]
    return ", ".join(told) or "None"


def _original(upload: Upload) -> list[Any]:
    size = f"{max(1, round(upload.size / 1000)):,} kB"
    return [
        html.A(f"Download {upload.file}", href=routes.original_file(upload.number)),
        html.Span(f"{size}, exactly as it was sent. SHA-256 {upload.digest}", className="small digest"),
    ]


def _undone(by: Upload | None) -> html.Div | None:
    if by is None:
        return None
    link = html.A(f"upload {by.number}", href=routes.upload(by.number))
    return html.Div(
        html.P([f"This no longer counts. {by.by} undid it on {moment_words(by.at)} (", link, f"): {by.reason}"]),
        className="inset",
    )


def _left_alone(superseded: Sequence[str]) -> html.Div | None:
    if not superseded:
        return None
    return html.Div(
        [
            html.P("Some of its figures are left as they are, because a later upload superseded them:"),
            html.Ul([html.Li(words) for words in superseded]),
        ],
        className="inset",
    )


def _figures_table(figures: Sequence[UploadFigure]) -> list[Any]:
    if not figures:
        return [html.P("It brought no figures of ours.")]
    heads = ("Indicator", "Period", "Before", "Brought", "Now", "Cell")
    rows = (
        [
            html.A(f"{f.indicator.ref} {f.indicator.name}".strip(), href=routes.indicator(f.indicator.code)),
            period_words(f.period),
            f.before or "Nothing",
            f.after or "Withdrawn",
            "Stands" if f.stands else "No longer stands",
            f"{f.source.file}, {f.source.sheet} {f.source.cell}",
        ]
        for f in figures
    )
    return [
        html.H2("Figures"),
        html.Div(data_table("Figures that it brought", heads, rows, (2, 3), is_titled=False), className="changes"),
    ]


def _answers_table(answers: Sequence[KeptAnswer]) -> list[Any]:
    if not answers:
        return []
    rows = (
        [
            " ".join(part for part in (a.answer.sheet, a.answer.cell) if part) or "The file",
            " ".join(part for part in (a.answer.indicator, a.answer.period) if part),
            a.answer.question,
            a.answer.words,
            a.by,
        ]
        for a in answers
    )
    heads = ("Where", "Figure", "Question", "Answer", "By")
    return [
        html.H2("Questions that were answered"),
        html.Div(data_table("Questions and answers", heads, rows, is_titled=False), className="changes"),
    ]


def _link(number: int | None) -> html.A | None:
    return html.A(f"Upload {number}", href=routes.upload(number)) if number is not None else None


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number:,} {word}s"
