"""A movement with both of its figures, "fell from 12% to 10.7%": whether its own figures go the way that it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpis.scorecard.quoted.differences import good_side
from kpis.scorecard.quoted.figures import figures
from kpis.scorecard.quoted.outcomes import Finding, Outcome
from kpis.scorecard.quoted.sentences import Sentence
from kpis.scorecard.quoted.subjects import Subject, is_in_a_name

BETWEEN = 60
"""So many letters may lie between the two figures: their periods."""
_WORD = re.compile(
    r"\b(?:(?P<up>up|increase[sd]?|increasing|risen|rises?|rising|rose|grown|grew|growing|growth|climbed)"
    r"|(?P<down>down|decrease[sd]?|decreasing|reduced?|reducing|reductions?|fallen|falls?|falling|fell|declined?|declining|dropped|drops?)"
    r"|(?P<better>improved|improving|improvements?)|(?P<worse>worsened|worsening|deteriorated|deterioration))\b"
    r"(?: (?!from\b|to\b|up\b|down\b)[a-z]+){0,3} from (?:around |about |a (?:baseline|high|low)(?: of)? )?$",
    re.IGNORECASE,
)


def check_from_to(sentence: Sentence, subjects: Sequence[Subject]) -> Iterator[Finding]:
    """Every movement from one figure to another, or down from one, whose own figures go the other way."""
    text = sentence.text
    quoted = figures(text)
    for place, start in enumerate(quoted):
        word = _WORD.search(text[: start.start])
        if word is None or is_in_a_name(word[0].split()[0], [s.row for s in subjects]):
            continue
        later = quoted[place + 1] if place + 1 < len(quoted) else None
        joined = text[start.end : later.start] if later else ""
        if later is not None and len(joined) <= BETWEEN and re.search(r"\bto (?:around |about )?$", joined):
            end = later
        elif place and word["up" if word["up"] else "down"] is not None:
            end = quoted[place - 1]
        else:
            continue
        sides = {good_side(s.row.indicator) for s in subjects}
        side = sides.pop() if len(sides) == 1 else 0
        name = next(n for n in ("up", "down", "better", "worse") if word[n])
        way = {"up": 1, "down": -1, "better": side, "worse": -side}[name]
        if end.kind is start.kind and (end.value - start.value) * way < 0:
            begin, until = word.span(name)
            says = f"By its own figures it went from {text[start.start : start.end]} to {text[end.start : end.end]}."
            yield Finding("", sentence.start + begin, sentence.start + until, Outcome.DIRECTION_NOT_SHOWN, says)
