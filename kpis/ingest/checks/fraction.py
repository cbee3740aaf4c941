"""C_FRACTION: a percentage or an average that its numerator and denominator do not give, at the printed precision."""

from __future__ import annotations

from kpis.ingest.as_read import SCALES, AsRead, Checked
from kpis.ingest.fractions import denominator_of, numerator_of, stands
from kpis.ingest.trouble import confirm
from kpis.methods.rounding import as_shown
from kpis.methods.whole_numbers import quotient

NAME = "A percentage against its fraction"
CODES = ("C_FRACTION",)
NO_FRACTION = "no numerator and denominator are given"
NO_CASES = "the denominator is 0"


def check(read: AsRead) -> Checked:
    """Compares every percentage and average with what is divided by what, printed beside it or in rows of their own."""
    checked = Checked()
    doubt = read.in_doubt
    checked.looked_at += doubt.plain
    for figure in doubt.figures:
        above, below = numerator_of(read, figure), denominator_of(read, figure)
        if above is None or below is None:
            checked.not_checked[NO_FRACTION] += 1
            continue
        scale, between = SCALES[read.indicator(figure).unit], read.range_of(figure)
        given = quotient(above.between, below.between, scale)
        if given is None or between is None:
            checked.not_checked[NO_CASES] += 1
            continue
        checked.looked_at += 1
        if not between.meets(given):
            decimals = read.decimals(figure)
            low, high = (as_shown(float(v), decimals) for v in (given.low, given.high))
            sign = "%" if scale > 1 else ""
            result = f"{low}{sign}" if low == high else f"between {low}{sign} and {high}{sign}"
            message = f"{stands(read, figure)}, and {above.words} out of {below.words} is {result}."
            trouble = confirm("C_FRACTION", message, "Put the figure or its fraction right, or say why it is right.")
            checked.report(trouble, figure, *(p.row for p in (above, below) if p.row is not None))
    return checked
