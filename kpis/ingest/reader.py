"""The tables of one workbook to observations and problems, row by row and figure by figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from kpis.ingest import checks
from kpis.ingest.as_read import PrintedTotal
from kpis.ingest.cells import Cell
from kpis.ingest.found import FoundFigure, FoundRow, FoundTable
from kpis.ingest.matching import Matcher, RowLabel
from kpis.ingest.percent_fraction import check_beside_fractions, check_fraction
from kpis.ingest.period_text import for_academic_year
from kpis.ingest.rows_left_out import NOTHING_BUT_A_SUM, is_total
from kpis.ingest.signs import plain_sign
from kpis.ingest.told_once import ToldOnce
from kpis.ingest.trouble import NO_VALUE, Trouble, confirm, reject, warn
from kpis.ingest.value_text import as_written, parse_value
from kpis.model.by_columns import ByColumns, column_of
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Basis, Indicator, Unit
from kpis.model.observations import CellValue, Comparator, Marker, Observation
from kpis.model.periods import Period, PeriodKind
from kpis.model.problems import CheckRun, Outcome, Problem, Severity, outcome_of
from kpis.scorecard.wording import period_words

NO_CASES = "the denominator is 0: there were no cases."
NUMERATOR_GIVEN_AWAY = "the numerator is withheld, and can be worked out from the figure and its denominator."
GIVEN_AWAY = "the figure is withheld, and its numerator gives it away."


@dataclass(frozen=True)
class Reading:
    """All that was understood of a workbook, and all that was not. Nothing of it may be kept if it is rejected.

    There is one observation of each indicator and period.
    """

    observations: Sequence[Observation] = ()
    comparators: tuple[Comparator, ...] = ()
    problems: tuple[Problem, ...] = ()
    scorecard: str = ""
    layouts: tuple[str, ...] = ()
    totals: tuple[PrintedTotal, ...] = ()
    check_runs: tuple[CheckRun, ...] = ()

    @property
    def outcome(self) -> Outcome:
        return outcome_of(self.problems)


class Report(Protocol):
    """Notes trouble with a figure, at its own cell unless another is named."""

    def __call__(self, trouble: Trouble | None, at: Cell | None = None) -> None: ...


class Reader:
    """One pass over the tables of one workbook."""

    def __init__(self, catalogue: Catalogue, labels: Counter[RowLabel], today: date) -> None:
        """`labels` are those of all rows, in the order in which they first stand."""
        self.catalogue = catalogue
        self.matcher = Matcher(catalogue, labels)
        for label in labels:  # in this order: the hints for unknown names are given to the first of them
            if label.name or label.ref:
                self.matcher.match(label)
        own = (s for s in catalogue.signs if s.scorecard in ("", self.matcher.scorecard))
        self.signs = {plain_sign(sign.sign): sign for sign in own}
        self.today = today
        self.observations: list[Observation] = []
        self._comparators: list[Comparator] = []
        self._problems: list[Problem] = []
        self._told = ToldOnce(self._problems)
        self._wrong_periods: set[tuple[str, str]] = set()
        self._merged: set[tuple[str, str]] = set()
        self._fractions: set[str] = set()
        self._counts = {indicator.count_of for indicator in catalogue.indicators}

    def begin(self, table: FoundTable) -> None:
        """What was found out about a table itself is told before what is wrong with its rows."""
        self._problems.extend(table.problems)

    def finish(self, tables: list[FoundTable], observations: Sequence[Observation] | None = None) -> Reading:
        """What was read, once all rows were. `observations` are given where others than this read some of them."""
        self._told.finish()
        found = self._with_fractions(self.observations if observations is None else observations)
        read = checks.AsRead(self._asked_beside_fractions(found), self.catalogue)
        self._problems.extend(checks.run_all(read))
        return Reading(
            tuple(read.read_figures.values()) if read.has_repeats else read.observations,
            tuple(self._comparators),
            tuple(self._problems),
            self.matcher.scorecard,
            tuple(dict.fromkeys(t.layout for t in tables)),
            tuple(self._totals(tables)),
        )

    def _totals(self, tables: list[FoundTable]) -> Iterator[PrintedTotal]:
        """The totals over several periods that the tables print: not kept, and there for checks to hold against."""
        for row in (row for table in tables for row in table.totals):
            indicator, _ = self.matcher.match(row.label)
            (figure,) = row.figures
            value = parse_value(figure.cell, indicator.unit, self.signs)[0] if indicator else None
            if indicator and value is not None and value.value is not None and figure.period_at is not None:
                words = figure.period_at.text
                yield PrintedTotal(indicator.code, words, value.value, figure.cell.sheet, figure.cell.address)

    def read_row(self, sheet: str, row: FoundRow) -> None:
        """Reads one row of a table, with all its figures."""
        indicator = self.read_label(sheet, row)
        if indicator is not None:
            for figure in row.figures:
                self.read_figure(indicator, figure, row.a_blank_is_missing)

    def read_label(self, sheet: str, row: FoundRow, rows: int = 1) -> Indicator | None:
        """Which indicator a row is for, and what is odd about its label, unit and target; None where it is not read.

        `rows` says how many rows there are of which all this can be said, the first of them this one.
        """
        if not row.label.name and not row.label.ref:
            missing = reject("E_REF_MISSING", "neither ref nor indicator is given.", "Write them on every row.")
            self._problems.append(missing.at(sheet, (row.ref or row.at).address))
            return None
        indicator, trouble = self.matcher.match(row.label)
        if indicator is None and is_total(row.label.name, row.label.ref):
            trouble = warn("W_ROW_SKIPPED", "the row holds a total and is left out.", NOTHING_BUT_A_SUM)
        if trouble is not None:
            is_of_the_ref = trouble.severity is Severity.REJECT and row.label.ref and row.ref is not None
            at = row.ref if is_of_the_ref and row.ref is not None else row.at
            self._told.tell(trouble.at(sheet, at.address, row.label.ref), rows)
        if indicator is not None:
            for problem in self.odd_about(row, indicator):
                self._told.tell(problem, rows)
        return indicator

    def odd_about(self, row: FoundRow, indicator: Indicator) -> Iterator[Problem]:
        """A section, a unit or a target that is another's."""
        yield from checks.wrong_place.check_row(row, indicator, self.matcher.sections)
        if row.target is not None:
            targets = self.catalogue.targets_of(indicator.code)
            yield from checks.target_differs.check_target(row.target, indicator, targets)
        if row.period_targets:
            yield from checks.target_differs.check_targets(row.period_targets, indicator, self.catalogue)

    def read_figure(self, indicator: Indicator, figure: FoundFigure, a_blank_is_missing: bool) -> None:
        """Reads one figure, or tells why it cannot be read."""
        cell = figure.cell
        period = figure.period
        if period is not None and indicator.basis is Basis.ACADEMIC_YEAR:
            period = for_academic_year(period)
        label = period.label if period else ""

        def report(trouble: Trouble | None, at: Cell | None = None) -> None:
            at = at or cell
            if trouble is not None:
                self._problems.append(trouble.at(at.sheet, at.address, indicator.code, label))

        if cell.is_formula_without_value:
            report(NO_VALUE)
            return
        if cell.is_blank and (a_blank_is_missing or figure.has_counts):
            report(reject("E_VALUE_MISSING", "the figure is missing.", "Write it, or [x] for not available."))
            return
        wrong_period = self.wrong_period(indicator, period, a_blank_is_missing)
        if wrong_period is not None:
            at = figure.period_at or cell
            if (at.sheet, at.address) not in self._wrong_periods:  # a heading is told once and not for every row
                report(wrong_period, at)
            self._wrong_periods.add((at.sheet, at.address))
            return
        value, trouble = parse_value(cell, indicator.unit, self.signs)
        if figure.comparator and trouble is not None and value is not None and value.marker:
            trouble = None  # a dash where England's figure would stand takes nothing of ours away
        report(trouble)
        if value is None:
            return
        if figure.comparator:
            self._comparators.append(_comparator(indicator, figure, value))
            return
        if period is None:
            return
        if indicator.unit is Unit.COUNT and value.denominator and indicator.code not in self._counts:
            report(_not_divided(cell, value))
        value = self._with_counts(value, figure, report)
        number = value.value
        value, asked = check_fraction(value, cell, indicator)
        report(asked)
        if value.value != number:
            self._fractions.add(indicator.code)
        for part in (cell, figure.numerator, figure.denominator):
            self._ask_of_merged(part, value, indicator, label)
        if value.denominator == 0 and value.marker is None:
            report(_no_cases(value, cell), figure.denominator)
            value = replace(value, value=None, marker=Marker.NOT_APPLICABLE)
        if value.marker is Marker.SUPPRESSED and value.numerator is not None:
            report(reject("E_DISCLOSIVE", GIVEN_AWAY, "Write the sign for withheld there too."), figure.numerator)
            return
        if value.marker is Marker.SUPPRESSED:
            value = replace(value, denominator=None)
        self.observations.append(
            Observation(
                indicator.code,
                period,
                value.value,
                value.marker,
                value.numerator,
                value.denominator,
                value.note,
                as_written(cell),
                cell.sheet,
                cell.address,
            )
        )

    def _ask_of_merged(self, cell: Cell | None, value: CellValue, indicator: Indicator, label: str) -> None:
        """Asks once of each range of merged cells whether its one figure counts for every row or column of it."""
        if (
            cell is None
            or not cell.merged_over
            or value.value is None
            or (cell.sheet, cell.merged_over) in self._merged
        ):
            return
        self._merged.add((cell.sheet, cell.merged_over))
        merged = confirm(
            "C_MERGED_FIGURE",
            "one figure stands in merged cells, and would count for each of them.",
            "Confirm that, or unmerge them and write each figure in its own cell.",
        )
        self._problems.append(merged.at(cell.sheet, cell.merged_over, indicator.code, label))

    def wrong_period(self, indicator: Indicator, period: Period | None, is_long: bool) -> Trouble | None:
        """A period that no figure can be for: one that has not begun, or in a long table one of another length."""
        if period is None:
            return None
        if period.first_day > self.today:
            return reject("E_PERIOD_FUTURE", f"{period_words(period)} has not begun.", "Check the year and the month.")
        if is_long and _wants_months(indicator) != (period.kind is PeriodKind.MONTH):
            if _wants_months(indicator):
                message = f"{period_words(period)} is not a month, and this indicator is monthly."
                return reject("E_PERIOD_KIND", message, "Write the month.")
            message = f"{period_words(period)} is a month, and this indicator is not monthly."
            return reject("E_PERIOD_KIND", message, "Write the quarter as Q4 2022/23, or the year as 2022/23.")
        return None

    def _with_counts(self, value: CellValue, figure: FoundFigure, report: Report) -> CellValue:
        """The value with the numerator and denominator of their own columns."""
        above = self._count_in(figure.numerator, report)
        below = self._count_in(figure.denominator, report)
        numerator = value.numerator if above is None or above.value is None else above.value
        denominator = value.denominator if below is None or below.value is None else below.value
        if above is not None and above.marker is Marker.SUPPRESSED and value.value is not None and denominator:
            report(confirm("C_DIFFERENCING", NUMERATOR_GIVEN_AWAY, "Withhold the figure too, or its denominator."))
        return replace(value, numerator=numerator, denominator=denominator)

    def _count_in(self, cell: Cell | None, report: Report) -> CellValue | None:
        if cell is None:
            return None
        if cell.is_formula_without_value:
            report(NO_VALUE, cell)
            return None
        count, trouble = parse_value(cell, Unit.COUNT, self.signs)
        report(trouble, cell)
        return count

    def _asked_beside_fractions(self, observations: Sequence[Observation]) -> Sequence[Observation]:
        """A bare 1 among fractions of 1 is asked about, once it is known that the others are."""
        if not self._fractions:
            return observations
        found = list(observations)
        for place, observation in enumerate(found):
            if observation.code in self._fractions:
                found[place], asked = check_beside_fractions(observation)
                if asked is not None:
                    problem = asked.at(observation.sheet, observation.cell, observation.code, observation.period.label)
                    self._problems.append(problem)
        return tuple(found)

    def _with_fractions(self, observations: Sequence[Observation]) -> Sequence[Observation]:
        """A percentage whose fraction is printed in a row of its own takes its numerator and denominator from it."""
        codes, denominators = (column_of(observations, name) for name in ("code", "denominator"))
        count_of = {code: self.catalogue.get(code).count_of for code in set(codes)}
        counts = {code for code in count_of.values() if code}
        if not any(code in counts and below is not None for code, below in zip(codes, denominators, strict=True)):
            return observations if isinstance(observations, ByColumns) else tuple(observations)
        printed = {(o.code, o.period): o for o in observations if o.code in counts and o.denominator is not None}
        filled = list(observations)
        for place, observation in enumerate(filled):
            fraction = printed.get((count_of[observation.code], observation.period))
            if fraction is not None and observation.numerator is None and observation.marker is None:
                filled[place] = replace(observation, numerator=fraction.numerator, denominator=fraction.denominator)
        return tuple(filled)


def _no_cases(value: CellValue, cell: Cell) -> Trouble:
    if not value.value and not value.numerator:
        return confirm("C_DEN_ZERO", NO_CASES, "Confirm that the figure is not applicable.")
    return confirm(
        "C_DEN_ZERO",
        f"the denominator is 0, and the figure is {as_written(cell)}.",
        "Put the denominator right, or confirm that there were no cases and the figure is not applicable.",
    )


def _not_divided(cell: Cell, value: CellValue) -> Trouble:
    """The question about a fraction in a count that no percentage is made from: 12/4 may be a day and a month."""
    return confirm(
        "C_SYMBOL",
        f'"{cell.text}" is a fraction, and this indicator is a count by itself.',
        f"Confirm {value.value:.15g}, or write the number meant.",
    )


def _wants_months(indicator: Indicator) -> bool:
    return indicator.basis not in (Basis.QUARTER, Basis.YEAR, Basis.ACADEMIC_YEAR)


def _comparator(indicator: Indicator, figure: FoundFigure, value: CellValue) -> Comparator:
    period = value.period
    if period is not None and indicator.basis is Basis.ACADEMIC_YEAR:
        period = for_academic_year(period)
    cell = figure.cell
    marker = value.marker if value.marker is not Marker.SUPPRESSED else Marker.NOT_AVAILABLE
    return Comparator(
        indicator.code, figure.comparator, period, value.value, marker, as_written(cell), None, cell.sheet, cell.address
    )
