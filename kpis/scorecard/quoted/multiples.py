"""A figure said to be so many times that of another period: "half that of June 2018", "twice the number in May"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpis.methods.rounding import as_shown
from kpis.scorecard.quoted.given import base_point
from kpis.scorecard.quoted.moves import Stretch, first_sight
from kpis.scorecard.quoted.outcomes import Finding, Outcome
from kpis.scorecard.quoted.times import times_meant
from kpis.scorecard.quoted.when import When
from kpis.scorecard.rows import HistoryPoint, ScorecardRow

_VERBS = {"double": "doubled", "twice": "doubled", "treble": "trebled", "three times": "trebled", "half": "halved"}
_MULTIPLE = re.compile(
    rf"\b(?P<word>{'|'.join(_VERBS)})(?: of)? (?:that|those|the (?:rate|number|figure|level|percentage|total))"
    r"(?: (?:of|in|at|for|(?:seen|recorded|reported|received)(?: in)?))? $",
    re.IGNORECASE,
)


def multiples(text: str, whens: Sequence[When]) -> Iterator[tuple[re.Match[str], When]]:
    """Every such claim, with the period that it names last."""
    for when in whens:
        match = _MULTIPLE.search(text[: when.start])
        if match is not None and not when.is_span:
            yield match, when


def check_multiple(
    match: re.Match[str], when: When, begins: int, here: HistoryPoint | None, row: ScorecardRow
) -> Iterator[Finding]:
    """Held against the two figures; nothing where either is missing."""
    times = times_meant(_VERBS[match["word"].casefold()], match.string[: match.start()])
    then = base_point(row, when, here) if here is not None else None
    if times is None or here is None or then is None or here.value is None or then.value is None or then is here:
        return
    decimals = row.indicator.decimals
    both = Stretch((then, here), (as_shown(then.value, decimals), as_shown(here.value, decimals)))
    outcome = Outcome.AGREES if times.holds(*both.values) else Outcome.DIRECTION_NOT_SHOWN
    at = (begins + match.start("word"), begins + match.end("word"))
    yield Finding("", *at, outcome, f"The data give {first_sight(both, row)}", (row.indicator.code,))
