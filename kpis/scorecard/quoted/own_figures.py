"""A direction with its own figures, "fell from 12% to 10.7%" or "66.1%, above England (65.9%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpis.scorecard.quoted.differences import good_side
from kpis.scorecard.quoted.figures import Figure, Kind, figures
from kpis.scorecard.quoted.outcomes import Finding, Outcome
from kpis.scorecard.quoted.roles import Role, before_bracket, part_of
from kpis.scorecard.quoted.sentences import Sentence
from kpis.scorecard.quoted.subjects import Subject, is_in_a_name
from kpis.scorecard.quoted.when import When

BETWEEN = 60
"""So many letters may lie between the two figures: their periods."""
_WORD = re.compile(
    r"\b(?:(?P<up>up|increase[sd]?|increasing|risen|rises?|rising|rose|grown|grew|growing|growth|climbed)"
    r"|(?P<down>down|decrease[sd]?|decreasing|reduced?|reducing|reductions?|fallen|falls?|falling|fell"
    r"|declined?|declining|dropped|drops?)"
    r"|(?P<better>improved|improving|improvements?)|(?P<worse>worsened|worsening|deteriorated|deterioration))\b"
    r"(?: (?!from\b|to\b|up\b|down\b)[a-z]+){0,3} (?:from|on) (?:around |about |a (?:baseline|high|low)(?: of)? "
    r"|[A-Z][a-z]+'s |last (?:month|quarter|year)'s )?$",
    re.IGNORECASE,
)


_STANDS = re.compile(
    r"\b(?:(?P<up>above|higher than|greater than)|(?P<down>below|lower than)|(?P<better>better than)"
    r"|(?P<worse>worse than))\b",
    re.IGNORECASE,
)


_RIGHT_BEHIND = re.compile(
    r"\)?,? (?:(?:which|is|and|still|well|slightly|just|much|was|significantly) )*", re.IGNORECASE
)
_THE = re.compile(r" (?:the |our )?", re.IGNORECASE)
"""Between our figure, "lower than" and another of whatever period: "32.4%, lower than the 28.0% of 2017/18"."""


def check_own_figures(sentence: Sentence, whens: Sequence[When], subjects: Sequence[Subject]) -> Iterator[Finding]:
    """Every movement and every standing whose own figures go the other way; nothing is said of one that holds."""
    quoted = figures(sentence.text, [(w.start, w.end) for w in whens])
    yield from _moved(sentence, quoted, whens, subjects)
    yield from _stood(sentence, quoted, whens, subjects)


def _moved(
    sentence: Sentence, quoted: Sequence[Figure], whens: Sequence[When], subjects: Sequence[Subject]
) -> Iterator[Finding]:
    text = sentence.text
    for place, start in enumerate(quoted):
        word = _WORD.search(text[: start.start])
        if word is None or is_in_a_name(_called(word[0]), [s.row for s in subjects]):
            continue
        later = quoted[place + 1] if place + 1 < len(quoted) else None
        joined = text[start.end : later.start] if later else ""
        if later is not None and len(joined) <= BETWEEN and re.search(r"\bto (?:around |about )?$", joined):
            end = later
        elif place and word["up" if word["up"] else "down"] is not None:
            end = quoted[place - 1]
            part = part_of(end, quoted, whens, text)
            if part.role is not Role.VALUE or part.is_beside:
                continue
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


def _called(words: str) -> str:
    """The word of movement; "up" and "down" are in many a name, "up from" is in none."""
    return " ".join(words.split()[: 2 if words.casefold().startswith(("up", "down")) else 1])


def _stood(
    sentence: Sentence, quoted: Sequence[Figure], whens: Sequence[When], subjects: Sequence[Subject]
) -> Iterator[Finding]:
    """Our figure before the word, and another area's or a target right after it."""
    text = sentence.text
    sides = {good_side(s.row.indicator) for s in subjects}
    side = sides.pop() if len(sides) == 1 else 0
    for word in _STANDS.finditer(text):
        name = next(n for n in ("up", "down", "better", "worse") if word[n])
        way = {"up": 1, "down": -1, "better": side, "worse": -side}[name]
        other = next((f for f in quoted if word.end() <= f.start <= word.end() + BETWEEN), None)
        ours = [f for f in quoted if f.end <= word.start()]
        if other is None or not ours or not _is_one_kind(ours[-1], other):
            continue
        is_plain = _RIGHT_BEHIND.fullmatch(text[ours[-1].end : word.start()]) and _THE.fullmatch(
            text[word.end() : other.start]
        )
        if part_of(other, quoted, whens, text).role not in (Role.ELSEWHERE, Role.TARGET) and not is_plain:
            continue
        mine = next((f for f in reversed(ours) if part_of(f, quoted, whens, text).role is Role.VALUE), None)
        if (
            mine is not ours[-1]
            or before_bracket(mine, whens, text) is not None
            or _is_compared(mine, quoted, text)
            or (mine.value - other.value) * way >= 0
        ):
            continue
        says = (
            f"By its own figures {text[mine.start : mine.end]} is not {word[0].split()[0]} "
            f"{text[other.start : other.end]}."
        )
        yield Finding("", sentence.start + word.start(), sentence.start + word.end(), Outcome.DIRECTION_NOT_SHOWN, says)


def _is_one_kind(ours: Figure, other: Figure) -> bool:
    """Whether two figures can be laid beside each other: a rate is often said of the first of them alone."""
    rates = (Kind.RATE, Kind.NUMBER)
    return ours.kind is other.kind or (ours.kind in rates and other.kind in rates)


def _is_compared(figure: Figure, quoted: Sequence[Figure], text: str) -> bool:
    """Whether a figure is itself what something is compared with: "lower than last year (616.4)"."""
    before = max((w.end() for w in _STANDS.finditer(text, 0, figure.start)), default=None)
    return before is not None and not any(before <= f.start < figure.start for f in quoted)
