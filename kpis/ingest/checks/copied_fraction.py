"""C_FRACTION_COPIED: a fraction that belongs to another row, or to the month before."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from kpis.ingest.as_read import SCALES, AsRead, Checked
from kpis.ingest.fractions import as_printed, ref, stands
from kpis.ingest.trouble import confirm
from kpis.methods.rounding import exact
from kpis.methods.whole_numbers import Between
from kpis.model.observations import Observation
from kpis.model.periods import Period
from kpis.scorecard.wording import period_words

NAME = "A fraction copied from another row"
CODES = ("C_FRACTION_COPIED",)
NO_FRACTION = "no numerator and denominator are printed"


def check(read: AsRead) -> Checked:
    """Looks for the very fraction elsewhere, where a percentage and its fraction do not belong together."""
    checked = Checked()
    doubt = read.in_doubt
    checked.looked_at += doubt.plain - doubt.without_cases
    if doubt.without_cases:
        checked.not_checked[NO_FRACTION] += doubt.without_cases
    same: dict[tuple[float, float], list[Observation]] | None = None
    for figure in doubt.figures:
        if not figure.numerator or not figure.denominator:
            checked.not_checked[NO_FRACTION] += 1
            continue
        checked.looked_at += 1
        scale = SCALES[read.indicator(figure).unit]
        between = read.range_of(figure)
        if between is None or between.has(_quotient(figure) * scale):
            continue
        same = _by_fraction(read) if same is None else same
        twin = _owner(read, figure, same[_fraction(figure)])
        if twin is not None:
            message = (
                f"{stands(read, figure)} and its fraction is {_words(figure)}, the same "
                f"as in {_place(read, figure, twin)}: it looks copied."
            )
            trouble = confirm("C_FRACTION_COPIED", message, "Put the row's own fraction in, or say why it is right.")
            checked.report(trouble, figure, twin)
    return checked


def _by_fraction(read: AsRead) -> dict[tuple[float, float], list[Observation]]:
    found: dict[tuple[float, float], list[Observation]] = defaultdict(list)
    for figure in read.figures.values():
        if figure.numerator and figure.denominator:
            found[_fraction(figure)].append(figure)
    return found


def _fraction(figure: Observation) -> tuple[float, float]:
    return (figure.numerator or 0.0, figure.denominator or 0.0)


def _quotient(figure: Observation) -> Fraction:
    return Fraction(exact(figure.numerator or 0)) / Fraction(exact(figure.denominator or 1))


def _owner(read: AsRead, figure: Observation, twins: list[Observation]) -> Observation | None:
    """The other row that the fraction does fit: of the same period first, then of the period before."""
    own = {figure.code, read.indicator(figure).count_of}
    here = [t for t in twins if t.code not in own and t.period == figure.period and _fits(read, t)]
    before = [t for t in twins if t.code == figure.code and t.period == figure.period.previous() and _fits(read, t)]
    return next(iter(here + before), None)


def _fits(read: AsRead, twin: Observation) -> bool:
    scale = SCALES.get(read.indicator(twin).unit)
    between: Between | None = read.range_of(twin)
    return scale is not None and between is not None and between.has(_quotient(twin) * scale)


def _words(figure: Observation) -> str:
    return f"{figure.numerator:,.15g}/{figure.denominator:,.15g}"


def _place(read: AsRead, figure: Observation, twin: Observation) -> str:
    period: Period = twin.period
    if twin.code == figure.code:
        return f"{period_words(period)}, which is {as_printed(read, twin)}"
    return f"{ref(read, twin)}, which is {as_printed(read, twin)}"
