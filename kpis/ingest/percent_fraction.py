"""C_PERCENT_FRACTION: a bare number below 1 where a percentage should stand: 0.567 may be 56.7% or 0.567%."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kpis.ingest.cells import Cell
from kpis.ingest.trouble import Trouble, confirm
from kpis.model.indicators import Indicator, Unit
from kpis.model.observations import CellValue, Observation

MOST_OF_A_FRACTION = 2
ALIKE = 0.005
"""So near to numerator over denominator, as a share of 1, and the number is that fraction."""


def check_fraction(value: CellValue, cell: Cell, indicator: Indicator) -> tuple[CellValue, Trouble | None]:
    """The value that the figure has if a person confirms, and the question; both unchanged where nothing is odd.

    The numerator and denominator decide. Without them a number with more decimals than the indicator shows is taken
    for a fraction, and any other for the percentage it says.
    """
    number = value.value
    is_plain = (
        not cell.is_percent and "%" not in cell.text and "/" not in cell.text and "cent" not in cell.text.casefold()
    )
    if indicator.unit is not Unit.PERCENTAGE or number is None or not 0 < number <= 1 or not is_plain:
        return value, None
    if number == 1 and not (value.numerator is not None and value.denominator):
        return value, None  # 1% as it stands; asked about where the indicator's other figures are fractions
    if value.numerator is not None and value.denominator:
        share = value.numerator / value.denominator
        if abs(share * 100 - number) <= 100 * ALIKE:
            return value, None
        is_fraction = abs(share - number) <= ALIKE
    else:
        is_fraction = _decimals(number) > indicator.decimals
    meant = float(Decimal(str(number)) * 100) if is_fraction else number
    other = number if is_fraction else float(Decimal(str(number)) * 100)
    return replace(value, value=meant), confirm(
        "C_PERCENT_FRACTION",
        f"{cell.text} may be {meant:g}% or {other:g}%.",
        f"Confirm {meant:g}%, or write {other:g}% with its sign.",
    )


def check_beside_fractions(observation: Observation) -> tuple[Observation, Trouble | None]:
    """The same for a figure from 1 to 2 of an indicator whose other figures are meant as fractions: 1 is then 100%."""
    number, written = observation.value, observation.as_written
    if number is None or not 1 <= number < MOST_OF_A_FRACTION or not set(written) <= set("0123456789."):
        return observation, None
    if observation.numerator is not None and observation.denominator:
        return observation, None  # they have decided already
    meant = float(Decimal(str(number)) * 100)
    return replace(observation, value=meant), confirm(
        "C_PERCENT_FRACTION",
        f"{written} may be {meant:g}% or {number:g}%; the indicator's other figures are fractions of 1.",
        f"Confirm {meant:g}%, or write {number:g}% with its sign.",
    )


def _decimals(number: float) -> int:
    return len(str(Decimal(str(number)).normalize()).partition(".")[2])
