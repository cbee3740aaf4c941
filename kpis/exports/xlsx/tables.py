"""What a workbook holds, as plain tables: no empty cell, and where there is no number the shorthand that says why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kpis.exports.commentary import Commentary
from kpis.methods.rounding import exact
from kpis.model.indicators import Indicator
from kpis.model.observations import Marker, Source
from kpis.model.targets import Target
from kpis.scorecard.change_wording import assurance_words, change_words
from kpis.scorecard.rows import HistoryPoint, Scorecard, ScorecardRow
from kpis.scorecard.wording import (
    BASIS_WORDS,
    POLARITY_WORDS,
    SHORTHAND,
    UNIT_WORDS,
    compared_with_words,
    day_words,
    direction_words,
    period_words,
    rag_words,
    target_shown,
)

NOT_APPLICABLE = SHORTHAND[Marker.NOT_APPLICABLE]
NOT_AVAILABLE = SHORTHAND[Marker.NOT_AVAILABLE]
SHORTHAND_WORDS = (
    (SHORTHAND[Marker.SUPPRESSED], "confidential: the figure is withheld because the number is small"),
    (NOT_AVAILABLE, "not available: there is no figure"),
    (NOT_APPLICABLE, "not applicable: there is nothing to say here"),
)
NAME, WORDS, SHORT, TEXT = 45, 24, 12, 80


@dataclass(frozen=True)
class Number:
    """A figure with the decimals that it is shown with."""

    value: float
    decimals: int


Cell = str | Number


@dataclass(frozen=True)
class Table:
    """One table for one sheet; `widths` are in letters, one for each heading."""

    sheet: str
    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


def scorecard_tables(scorecard: Scorecard, commentary: Commentary) -> list[Table]:
    """Every table that has a row, in the order of the sheets."""
    when = f"{scorecard.title}, {period_words(scorecard.period)}"
    found = [
        table_of("Indicators", f"Indicators: {when}", _INDICATORS, _indicator_rows(scorecard)),
        table_of("History", f"Every figure of each indicator up to then: {when}", _HISTORY, _history_rows(scorecard)),
        table_of("Elsewhere", f"The same measures elsewhere: {when}", _ELSEWHERE, _elsewhere_rows(scorecard)),
        table_of("Commentary", f"What officers say: {when}", _COMMENTARY, _commentary_rows(scorecard, commentary)),
        table_of(
            "Definitions", f"What each indicator measures: {scorecard.title}", _DEFINITIONS, _definitions(scorecard)
        ),
    ]
    return [table for table in found if table.rows]


def table_of(sheet: str, title: str, columns: Sequence[tuple[str, int]], rows: Iterator[tuple[Cell, ...]]) -> Table:
    """A table for one sheet: its columns with their widths, and its rows."""
    headings, widths = zip(*columns, strict=True)
    return Table(sheet, title, headings, widths, tuple(rows))


_INDICATORS = (
    ("Ref", SHORT), ("Indicator", NAME), ("Section", WORDS), ("Code", SHORT), ("Period", WORDS), ("Unit", WORDS),
    ("Figure", SHORT), ("Count", SHORT), ("Out of", SHORT), ("Target", WORDS), ("Target from", SHORT),
    ("Target to", SHORT), ("Amber limit", WORDS), ("Target source", WORDS), ("Against target", WORDS),
    ("Direction", WORDS), ("Compared with", WORDS), ("Usual range", WORDS), ("Target reached", WORDS),
    ("In words", NAME), ("Source file", WORDS), ("Source sheet", WORDS), ("Source cell", SHORT),
)  # fmt: skip
_HISTORY = (
    ("Ref", SHORT), ("Indicator", NAME), ("Code", SHORT), ("Period", WORDS), ("Unit", WORDS), ("Figure", SHORT),
    ("Count", SHORT), ("Out of", SHORT), ("Target", WORDS), ("Against target", WORDS), ("Source file", WORDS),
    ("Source sheet", WORDS), ("Source cell", SHORT),
)  # fmt: skip
_ELSEWHERE = (
    ("Ref", SHORT), ("Indicator", NAME), ("Code", SHORT), ("Where", WORDS), ("Period", WORDS), ("Unit", WORDS),
    ("Figure", SHORT), ("Same definition", WORDS),
)  # fmt: skip
_COMMENTARY = (("About", NAME), ("Question", WORDS), ("Words", TEXT), ("By", WORDS), ("On", WORDS))
_DEFINITIONS = (
    ("Ref", SHORT), ("Indicator", NAME), ("Code", SHORT), ("Section", WORDS), ("Definition", TEXT), ("Counted", NAME),
    ("Unit", WORDS), ("Numerator", NAME), ("Denominator", NAME), ("Which way is good", WORDS),
)  # fmt: skip


def _indicator_rows(scorecard: Scorecard) -> Iterator[tuple[Cell, ...]]:
    for section in scorecard.sections:
        for row in section.rows:
            yield (
                *_named(row.indicator, section.name),
                period_words(row.period),
                UNIT_WORDS[row.indicator.unit],
                *_figures(row, row.indicator),
                row.target_shown,
                *_goals(row.target, row.indicator),
                row.amber_shown or NOT_APPLICABLE,
                (row.target.source if row.target else "") or NOT_APPLICABLE,
                rag_words(row.rag),
                direction_words(row.direction),
                compared_with_words(row.direction),
                change_words(row) or NOT_APPLICABLE,
                assurance_words(row) or NOT_APPLICABLE,
                row.verdict,
                *_source(row.source),
            )


def _history_rows(scorecard: Scorecard) -> Iterator[tuple[Cell, ...]]:
    for row in scorecard.rows:
        indicator = row.indicator
        for point in row.history:
            yield (
                indicator.ref or NOT_APPLICABLE,
                indicator.name,
                indicator.code,
                period_words(point.period),
                UNIT_WORDS[indicator.unit],
                *_figures(point, indicator),
                target_shown(point.target, indicator),
                rag_words(point.rag),
                *_source(point.source),
            )


def _elsewhere_rows(scorecard: Scorecard) -> Iterator[tuple[Cell, ...]]:
    same = {True: "The same as ours", False: "Differs from ours", None: "Not checked"}
    for row in scorecard.rows:
        indicator = row.indicator
        for other in row.comparators:
            figure = NOT_AVAILABLE if other.value is None else Number(other.value, indicator.decimals)
            yield (
                indicator.ref or NOT_APPLICABLE,
                indicator.name,
                indicator.code,
                other.name,
                period_words(other.period) if other.period else NOT_AVAILABLE,
                UNIT_WORDS[indicator.unit],
                figure,
                same[other.same_definition],
            )


def _commentary_rows(scorecard: Scorecard, commentary: Commentary) -> Iterator[tuple[Cell, ...]]:
    for section in scorecard.sections:
        words = commentary.sections.get(section.name)
        for question, answer in words.answers if words else ():
            yield section.name, question, answer, NOT_APPLICABLE, NOT_APPLICABLE
        for row in section.rows:
            said = commentary.rows.get(row.indicator.code)
            if said is not None:
                about = f"{row.indicator.ref} {row.indicator.name}".strip()
                yield about, NOT_APPLICABLE, said.text, said.author or NOT_APPLICABLE, day_words(said.on)


def _definitions(scorecard: Scorecard) -> Iterator[tuple[Cell, ...]]:
    for section in scorecard.sections:
        for row in section.rows:
            indicator = row.indicator
            ref, name, where, code = _named(indicator, section.name)
            yield (
                ref,
                name,
                code,
                where,
                indicator.definition or NOT_AVAILABLE,
                BASIS_WORDS[indicator.basis],
                UNIT_WORDS[indicator.unit],
                indicator.numerator or NOT_APPLICABLE,
                indicator.denominator or NOT_APPLICABLE,
                POLARITY_WORDS[indicator.polarity],
            )


def _named(indicator: Indicator, section: str) -> tuple[str, str, str, str]:
    return indicator.ref or NOT_APPLICABLE, indicator.name, section or NOT_APPLICABLE, indicator.code


def _figures(of: ScorecardRow | HistoryPoint, indicator: Indicator) -> tuple[Cell, Cell, Cell]:
    """The figure, and what it was made from. A withheld one has the shorthand in all three places."""
    if of.marker is Marker.SUPPRESSED:
        withheld = SHORTHAND[Marker.SUPPRESSED]
        return withheld, withheld, withheld
    figure: Cell = SHORTHAND[of.marker] if of.marker else NOT_AVAILABLE
    if of.value is not None:
        figure = Number(of.value, indicator.decimals)
    return figure, _count(of.numerator), _count(of.denominator)


def _count(count: float | None) -> Cell:
    return NOT_APPLICABLE if count is None else Number(count, _decimals(count))


def _goals(target: Target | None, indicator: Indicator) -> tuple[Cell, Cell]:
    low, high = (target.low, target.high) if target else (None, None)
    return _goal(low, indicator), _goal(high, indicator)


def _goal(goal: float | None, indicator: Indicator) -> Cell:
    return NOT_APPLICABLE if goal is None else Number(goal, max(indicator.decimals, _decimals(goal)))


def _decimals(value: float) -> int:
    """As many as the number has, so that nothing of it is hidden."""
    return max(0, -int(exact(value).normalize().as_tuple().exponent))


def _source(source: Source | None) -> tuple[str, str, str]:
    if source is None:
        return NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE
    return source.file or NOT_APPLICABLE, source.sheet or NOT_APPLICABLE, source.cell or NOT_APPLICABLE
