"""E_PERCENT_RANGE and C_PERCENT_RANGE: more than 100% of a measure that cannot pass it."""

from __future__ import annotations

from collections.abc import Iterator

from kpis.ingest.as_read import AsRead
from kpis.ingest.trouble import confirm, reject
from kpis.methods.rounding import as_shown
from kpis.model.indicators import Unit
from kpis.model.problems import Problem

WHOLE = 100
PLAINLY_WRONG = 200
"""From here on it is no rounding and no proxy: a percentage formatted as a percentage twice."""


def check(read: AsRead) -> Iterator[Problem]:
    """A proxy ratio may pass 100%, because it does not follow the same children; others may not."""
    if max(filter(None, read.column("value")), default=0) <= WHOLE:
        return
    for observation in read.observations:
        if observation.value is None or observation.value <= WHOLE:
            continue
        indicator = read.indicator(observation)
        if indicator.unit is not Unit.PERCENTAGE:
            continue
        rounded = as_shown(observation.value, indicator.decimals)
        shown = f"{observation.value if rounded == WHOLE else rounded}%"
        if observation.value >= PLAINLY_WRONG:
            trouble = reject("E_PERCENT_RANGE", f"{shown} is far more than 100%.", "Check the number and its format.")
        elif indicator.proxy:
            continue
        else:
            trouble = confirm("C_PERCENT_RANGE", f"{shown} is more than 100%.", "Confirm it, or put it right.")
        yield trouble.at(observation.sheet, observation.cell, observation.code, observation.period.label)
