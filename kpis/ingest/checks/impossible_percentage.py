"""C_PERCENT_IMPOSSIBLE: a percentage or an average that no whole number of children can give."""

from __future__ import annotations

from kpis.ingest.as_read import SCALES, AsRead, Checked
from kpis.ingest.fractions import Part, denominator_of, numerator_of, stands
from kpis.ingest.trouble import Trouble, confirm
from kpis.methods.rounding import as_shown
from kpis.methods.whole_numbers import denominators, numerators
from kpis.model.observations import Observation

NAME = "A percentage that no whole number can give"
CODES = ("C_PERCENT_IMPOSSIBLE",)
NO_NUMBER = "neither numerator nor denominator is known"
WHAT_TO_DO = "Put the figure or what it is out of right, or say why they are right."
OTHER_CHECK = "both numerator and denominator are known: the fraction itself is checked"


def check(read: AsRead) -> Checked:
    """Tries every whole number, where one side of the fraction is known and the other is not."""
    checked = Checked()
    doubt = read.in_doubt
    if doubt.plain:
        checked.not_checked[OTHER_CHECK] += doubt.plain
    for figure in doubt.figures:
        if figure.numerator is not None and figure.denominator is not None:
            checked.not_checked[OTHER_CHECK] += 1
            continue
        above, below = numerator_of(read, figure), denominator_of(read, figure)
        if above is not None and below is not None:
            checked.not_checked[OTHER_CHECK] += 1
            continue
        known = below if below is not None else above
        if known is None or known.whole_number is None:
            checked.not_checked[NO_NUMBER] += 1
            continue
        checked.looked_at += 1
        trouble = _trouble(read, figure, known, is_denominator=below is not None)
        if trouble is not None:
            checked.report(trouble, figure, *([known.row] if known.row is not None else []))
    return checked


def _trouble(read: AsRead, figure: Observation, known: Part, is_denominator: bool) -> Trouble | None:
    indicator = read.indicator(figure)
    scale, between = SCALES[indicator.unit], read.range_of(figure)
    number = known.whole_number
    if between is None or number is None or (is_denominator and number == 0):
        return None
    row = stands(read, figure)
    if is_denominator:
        if indicator.unit not in SCALES or numerators(between, number, scale):
            return None
        below = int(between.low * number / scale)
        near = " and ".join(
            f"{n:,} / {number:,} = {as_shown(scale * n / number, read.decimals(figure))}{'%' if scale > 1 else ''}"
            for n in (below, below + 1)
        )
        message = f"{row}, and no whole number out of {known.words} gives that: {near}."
    else:
        if denominators(between, number, scale):
            return None
        message = f"{row}, and {known.words} is that share of no whole number."
    return confirm("C_PERCENT_IMPOSSIBLE", message, WHAT_TO_DO)
