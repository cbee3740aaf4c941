"""Better or worse than elsewhere: said only where the interval allows it.

OHID's rule: a comparator inside the 95% interval, its ends included, is similar. Where both have an interval, overlap
is similar. Without an interval nothing is said, however far apart the two figures lie.
"""

from __future__ import annotations

from kpis.model.indicators import Polarity
from kpis.model.intervals import Compared, Interval, NoInterval


def compared_with(ours: Interval | NoInterval | None, theirs: Interval | float | None, polarity: Polarity) -> Compared:
    """Our interval beside their figure, or their interval, which is of the same definition.

    Close to target and no judgement have no better side here: higher or lower is all that is said.
    """
    if not isinstance(ours, Interval) or theirs is None:
        return Compared.NOT_COMPARED
    low, high = (theirs.lower, theirs.upper) if isinstance(theirs, Interval) else (theirs, theirs)
    if ours.lower <= high and low <= ours.upper:
        return Compared.SIMILAR
    is_higher = ours.lower > high
    match polarity:
        case Polarity.HIGH_IS_GOOD:
            return Compared.BETTER if is_higher else Compared.WORSE
        case Polarity.LOW_IS_GOOD:
            return Compared.WORSE if is_higher else Compared.BETTER
        case Polarity.CLOSE_TO_TARGET | Polarity.NO_JUDGEMENT:
            return Compared.HIGHER if is_higher else Compared.LOWER
