"""A count with its percentage in brackets, "17 (68.2%)", tried with the totals that the same paragraph states."""

from __future__ import annotations

import re
from decimal import Decimal

from kpis.methods.rounding import as_shown
from kpis.scorecard.quoted.figures import NUMBER_WORDS, WORD, Figure, Kind
from kpis.scorecard.quoted.outcomes import Outcome
from kpis.scorecard.quoted.verdicts import Verdict

_COUNT_BEFORE = re.compile(rf"\b([0-9][0-9,]*|{WORD})\b[^.%()0-9]{{0,60}}\(\s*$", re.IGNORECASE)
_TOTALS = re.compile(
    rf"\b(?:there (?:are|were|have been)|out of|of (?:the|these|our)|total(?:ling)? (?:of )?"
    rf"|all) ([0-9][0-9,]*|{WORD})\b(?!%|\.[0-9])",
    re.IGNORECASE,
)


def check_own_sum(figure: Figure, sentence: str, paragraph: str) -> Verdict | None:
    """Whether a count and a total of the paragraph make the percentage; None where there is nothing to try it with."""
    counted = _COUNT_BEFORE.search(sentence[: figure.start])
    if figure.kind is not Kind.PERCENT or counted is None or not sentence[figure.end :].lstrip().startswith(")"):
        return None
    count = _number(counted[1])
    totals = [t for t in map(_number, _TOTALS.findall(paragraph)) if t > count > 0]
    for total in totals:
        share = as_shown(100 * count / total, figure.decimals)
        if share == figure.value:
            return Verdict("", Outcome.AGREES, f"{count} of {total} is {share}%.")
    if len(set(totals)) != 1:
        return None
    share = as_shown(100 * count / totals[0], figure.decimals)
    return Verdict("", Outcome.NOT_FOUND, f"By the text's own numbers {count} of {totals[0]} is {share}%.")


def _number(text: str) -> Decimal:
    return Decimal(NUMBER_WORDS.get(text.casefold()) or text.replace(",", ""))
