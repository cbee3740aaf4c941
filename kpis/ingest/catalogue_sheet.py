"""The catalogue from a sheet (csv, xlsx or ods): one row for each indicator, columns in any order.

Beside it, in the same folder, small sheets may give the scorecards their titles, the council's own signs and the
populations that rates are made with.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from kpis.ingest.cells import Cell, Sheet
from kpis.ingest.period_text import parse_period
from kpis.ingest.target_text import parse_target
from kpis.ingest.workbook import read_sheets
from kpis.methods.rag import amber_limits
from kpis.model.catalogue import Catalogue, Sign
from kpis.model.errors import BadCatalogue
from kpis.model.indicators import Basis, Indicator, Polarity, ScorecardTitle, Unit
from kpis.model.observations import Marker
from kpis.model.populations import Population
from kpis.model.targets import Target, TargetKind, ToleranceKind

REQUIRED = ("code", "scorecard", "name", "unit", "basis", "polarity")
COLUMNS = (
    "code", "ref", "scorecard", "section", "name", "unit", "decimals", "basis", "polarity", "target", "target_source",
    "target_reason", "target_in_force_from", "tolerance", "tolerance_kind", "counts_children", "whole", "numerator",
    "denominator", "count_of", "proxy", "aliases", "definition", "link", "flag",
    "adds_to", "takes_from",
)  # fmt: skip
USUAL_DECIMALS = {Unit.COUNT: 0, Unit.DAYS: 0, Unit.POUNDS: 0}
Choice = TypeVar("Choice", bound=StrEnum)


def read_catalogue(path: Path) -> Catalogue:
    """The catalogue in a file, with `scorecards.csv`, `signs.csv` and `populations.csv` beside it if they are
    there.

    Raises BadCatalogue with everything that is wrong, and UnreadableFile for what is no sheet.
    """
    sheets = [s for s in read_sheets(path.read_bytes(), path.name) if s.cells]
    if not sheets:
        raise BadCatalogue(f"The catalogue {path.name} holds no rows.")
    rows = _Rows(sheets[0])
    catalogue = rows.read()
    return Catalogue(
        catalogue.indicators,
        catalogue.targets,
        _read_titles(path.with_name("scorecards.csv"), path),
        _read_signs(path.with_name("signs.csv"), path),
        _read_populations(path.with_name("populations.csv"), path),
    )


class _Rows:
    """One pass over the rows of a catalogue, gathering every mistake."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._mistakes: list[str] = []
        self._columns = self._find_columns()
        self._row = 0

    def _find_columns(self) -> dict[str, int]:
        header = next(iter(self._sheet.rows.values()))
        columns: dict[str, int] = {}
        for cell in header:
            name = cell.text.casefold().replace(" ", "_")
            if columns.setdefault(name, cell.column) != cell.column:
                self._mistakes.append(f'the column "{name}" stands twice')
        for unknown in [c for c in columns if c not in COLUMNS]:
            self._mistakes.append(f'there is no column called "{unknown}"')
        for missing in REQUIRED:
            if missing not in columns:
                self._mistakes.append(f'the column "{missing}" is missing')
        return columns

    def read(self) -> Catalogue:
        self._stop_if_wrong()
        indicators: list[Indicator] = []
        targets: list[Target] = []
        first = next(iter(self._sheet.rows))
        for row in [r for r in self._sheet.rows if r > first]:
            self._row = row
            if self._cell("code").is_blank:
                self._wrong("code", "is missing")
            else:
                indicators.append(self._indicator())
                target = self._target(indicators[-1])
                targets += [target] if target else []
        seen: set[str] = set()
        for indicator in indicators:
            if indicator.code.casefold() in seen:
                self._mistakes.append(f"the code {indicator.code} stands twice")
            seen.add(indicator.code.casefold())
        for indicator in indicators:
            for column in ("whole", "count_of", "adds_to", "takes_from"):
                code = getattr(indicator, column)
                if code and code.casefold() not in seen:
                    self._mistakes.append(f'{indicator.code}: {column} names "{code}", which is not in the catalogue')
        if not indicators and not self._mistakes:
            self._mistakes.append("it holds no rows")
        self._stop_if_wrong()
        return Catalogue(tuple(indicators), tuple(targets))

    def _stop_if_wrong(self) -> None:
        if self._mistakes:
            raise BadCatalogue("The catalogue cannot be used: " + "; ".join(self._mistakes) + ".")

    def _cell(self, column: str) -> Cell:
        return self._sheet.cell(self._row, self._columns.get(column, 0))

    def _text(self, column: str) -> str:
        return self._cell(column).text

    def _wrong(self, column: str, why: str) -> None:
        self._mistakes.append(f"row {self._row}, {column}: {why}")

    def _choice(self, column: str, kind: type[Choice], default: Choice) -> Choice:
        text = self._text(column).casefold().replace(" ", "_")
        try:
            return kind(text)
        except ValueError:
            self._wrong(column, f'"{text}" is none of {", ".join(kind)}')
            return default

    def _yes(self, column: str) -> bool:
        text = self._text(column).casefold()
        if text not in ("", "yes", "no"):
            self._wrong(column, f'"{text}" is neither yes nor no')
        return text == "yes"

    def _number(self, column: str, read: Callable[[str], float] = float) -> float | None:
        text = self._text(column)
        try:
            return read(text) if text else None
        except ValueError:
            self._wrong(column, f'"{text}" is not a number')
            return None

    def _indicator(self) -> Indicator:
        unit = self._choice("unit", Unit, Unit.COUNT)
        decimals = self._number("decimals", int)
        if decimals is not None and not 0 <= decimals <= 6:
            self._wrong("decimals", "must be 0 to 6")
        for column in ("name", "scorecard"):
            if not self._text(column):
                self._wrong(column, "is missing")
        return Indicator(
            code=self._text("code"),
            scorecard=self._text("scorecard"),
            section=self._text("section"),
            name=self._text("name"),
            unit=unit,
            decimals=int(decimals) if decimals is not None else USUAL_DECIMALS.get(unit, 1),
            basis=self._choice("basis", Basis, Basis.IN_MONTH),
            polarity=self._choice("polarity", Polarity, Polarity.NO_JUDGEMENT),
            ref=self._text("ref"),
            counts_children=self._yes("counts_children"),
            whole=self._text("whole"),
            numerator=self._text("numerator"),
            denominator=self._text("denominator"),
            count_of=self._text("count_of"),
            proxy=self._yes("proxy"),
            aliases=tuple(a.strip() for a in self._text("aliases").split("|") if a.strip()),
            definition=self._text("definition"),
            link=self._text("link"),
            flag=self._text("flag"),
            adds_to=self._text("adds_to"),
            takes_from=self._text("takes_from"),
        )

    def _target(self, indicator: Indicator) -> Target | None:
        tolerance = self._number("tolerance", _finite)
        kind = (
            self._choice("tolerance_kind", ToleranceKind, ToleranceKind.RELATIVE)
            if self._text("tolerance_kind")
            else None
        )
        if kind is not None and tolerance is None:
            self._wrong("tolerance", f"is missing, and tolerance_kind is {kind}")
        if tolerance is not None and tolerance < 0 and kind is not ToleranceKind.LIMIT:
            self._wrong("tolerance", "is below nought")
        in_force_from = self._date("target_in_force_from")
        try:
            printed = parse_target(self._text("target"))
        except ValueError as wrong:
            self._wrong("target", str(wrong).rstrip("."))
            return None
        if printed is None or self._mistakes:
            return None
        limits: tuple[float | None, float | None] = (None, None)
        if printed.low is not None and printed.high is not None:
            limits = amber_limits(printed.low, printed.high, indicator.polarity, tolerance, kind)
        return Target(
            indicator.code,
            TargetKind(printed.kind),
            printed.low,
            printed.high,
            *limits,
            source=self._text("target_source") or printed.source,
            reason=self._text("target_reason"),
            tolerance=tolerance,
            tolerance_kind=kind,
            in_force_from=in_force_from,
        )

    def _date(self, column: str) -> date | None:
        content = self._cell(column).content
        if isinstance(content, datetime):
            return content.date()
        text = self._text(column)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            period, trouble = parse_period(text)
            if period is None or trouble is not None:
                self._wrong(column, f'"{text}" is not a date such as 2024-04-01')
                return None
            return period.first_day


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number) or "_" in text:
        raise ValueError(text)
    return number


def _small_sheet(path: Path, needed: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a small csv with a heading row; raises BadCatalogue where a needed column is missing."""
    sheet = read_sheets(path.read_bytes(), path.name)[0]
    rows = list(sheet.rows)
    heads = {c.column: c.text.casefold() for c in sheet.rows[rows[0]]} if rows else {}
    missing = [name for name in needed if name not in heads.values()]
    if missing:
        raise BadCatalogue(f'{path.name} cannot be used: the column "{missing[0]}" is missing.')
    return [{name: sheet.cell(row, column).text for column, name in heads.items()} for row in rows[1:]]


def _read_titles(path: Path, catalogue: Path) -> tuple[ScorecardTitle, ...]:
    if not path.exists() or path == catalogue:
        return ()
    rows = _small_sheet(path, ("scorecard", "title"))
    return tuple(ScorecardTitle(r["scorecard"], r["title"], r.get("description", "")) for r in rows)


def _read_signs(path: Path, catalogue: Path) -> tuple[Sign, ...]:
    if not path.exists() or path == catalogue:
        return ()
    rows = _small_sheet(path, ("scorecard", "sign", "marker"))
    unknown = [r["marker"] for r in rows if r["marker"] not in list(Marker)]
    if unknown:
        raise BadCatalogue(f'{path.name} cannot be used: "{unknown[0]}" is none of {", ".join(Marker)}.')
    return tuple(Sign(r["scorecard"], r["sign"], Marker(r["marker"]), r.get("words", "")) for r in rows)


def _read_populations(path: Path, catalogue: Path) -> tuple[Population, ...]:
    if not path.exists() or path == catalogue:
        return ()
    rows = _small_sheet(path, ("area", "year", "number"))
    wrong = [r for r in rows if not (r["year"].isdecimal() and r["number"].replace(",", "").isdecimal())]
    if wrong:
        raise BadCatalogue(
            f'{path.name} cannot be used: the year and number of "{wrong[0]["area"]}" are whole numbers.'
        )
    return tuple(
        Population(r["area"], int(r["year"]), int(r["number"].replace(",", "")), r.get("source", "")) for r in rows
    )
