"""A scorecard or a history as csv, for Excel: numbers as numbers, and no cell that Excel would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from kpis.model.catalogue import Catalogue
from kpis.model.periods import Period
from kpis.model.small_numbers import SmallNumbersRule
from kpis.scorecard.change_wording import assurance_words, change_words, unusual_words
from kpis.scorecard.rows import History, HistoryPoint, Scorecard, ScorecardRow
from kpis.scorecard.wording import direction_words, rag_words, shorthand

RUNS_IN_EXCEL = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SCORECARD_COLUMNS = (
    "section", "code", "ref", "indicator", "unit", "basis", "period", "value", "shown", "numerator", "denominator",
    "target", "target_source", "rag", "direction", "variation", "assurance", "verdict",
    "neighbours_depend_on", "source_file", "source_sheet", "source_cell",
)  # fmt: skip
HISTORY_COLUMNS = (
    "code", "indicator", "period", "value", "shown", "numerator", "denominator", "rag", "target_low", "target_high",
    "mean", "lower_limit", "upper_limit", "special_cause", "source_file", "source_sheet", "source_cell",
)  # fmt: skip

Field = str | float | int | None


def scorecard_csv(scorecard: Scorecard) -> str:
    """One row per indicator; a marker stands in the value column as the English statistics' shorthand."""
    rule = scorecard.withholding.rule if scorecard.withholding else None
    rows = (_row_fields(section.name, row, rule) for section in scorecard.sections for row in section.rows)
    return csv_text(SCORECARD_COLUMNS, rows)


def history_csv(history: History) -> str:
    """One row per period, oldest first."""
    return csv_text(HISTORY_COLUMNS, (_point_fields(history, point) for point in history.points))


def scorecards_csv(catalogue: Catalogue, periods: Mapping[str, Sequence[Period]]) -> str:
    """One row per scorecard, with the first and last period it has figures for."""
    rows = (
        [name, catalogue.title_of(name).title, *((found[0].label, found[-1].label) if found else ("", ""))]
        for name, found in periods.items()
    )
    return csv_text(("scorecard", "title", "first_period", "last_period"), rows)


def safe_text(text: str) -> str:
    """Text that a spreadsheet shows and never runs: an apostrophe before what looks like a formula."""
    return f"'{text}" if text.startswith(RUNS_IN_EXCEL) else text


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[Field]]) -> str:
    """Rows under their headings; no text in them runs in a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_text(f) if isinstance(f, str) else f for f in row])
    return out.getvalue()


def _row_fields(section: str, row: ScorecardRow, rule: SmallNumbersRule | None) -> list[Field]:
    indicator = row.indicator
    return [
        section,
        indicator.code,
        indicator.ref,
        indicator.name,
        indicator.unit.value,
        indicator.basis.value,
        row.period.label,
        shorthand(row.marker, rule) if row.marker else row.value,
        row.shown,
        row.numerator,
        row.denominator,
        row.target_shown,
        row.target.source if row.target else "",
        rag_words(row.rag),
        direction_words(row.direction),
        change_words(row),
        assurance_words(row),
        row.verdict,
        " ".join(row.depends_on),
        *((row.source.file, row.source.sheet, row.source.cell) if row.source else ("", "", "")),
    ]


def _point_fields(history: History, point: HistoryPoint) -> list[Field]:
    rule = history.withholding.rule if history.withholding else None
    return [
        history.row.indicator.code,
        history.row.indicator.name,
        point.period.label,
        shorthand(point.marker, rule) if point.marker else point.value,
        point.shown,
        point.numerator,
        point.denominator,
        rag_words(point.rag),
        point.target.low if point.target else None,
        point.target.high if point.target else None,
        *((point.limits.mean, point.limits.lower, point.limits.upper) if point.limits else (None, None, None)),
        unusual_words(point.signal),
        *((point.source.file, point.source.sheet, point.source.cell) if point.source else ("", "", "")),
    ]
