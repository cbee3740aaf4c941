"""The directions that a text tells, held against the figures: "improved steadily", "remained stable"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kpis.model.indicators import Unit
from kpis.scorecard.quoted.differences import good_side
from kpis.scorecard.quoted.in_a_row import IN_A_ROW, NTH
from kpis.scorecard.quoted.judged import is_withheld
from kpis.scorecard.quoted.moves import Stretch, between, first_sight, stretches_meant, stretches_since
from kpis.scorecard.quoted.outcomes import Finding, NotChecked, Outcome
from kpis.scorecard.quoted.own_figures import check_own_figures
from kpis.scorecard.quoted.sentences import Sentence, clauses
from kpis.scorecard.quoted.standing import check_standing
from kpis.scorecard.quoted.subjects import Subject, Subjects, is_in_a_name
from kpis.scorecard.quoted.times import VERBS_DOWN, VERBS_UP, Times, own_ends, times_meant
from kpis.scorecard.quoted.vocabulary import tokens, words
from kpis.scorecard.quoted.when import When
from kpis.scorecard.rows import ScorecardRow


def _bare(pattern: str) -> str:
    """A pattern without its names, to stand inside another."""
    return re.sub(r"\(\?P<[a-z_]+>", "(?:", pattern)


class Claim(StrEnum):
    """What a word of movement claims."""

    UP = "up"
    DOWN = "down"
    BETTER = "better"
    WORSE = "worse"
    STEADY = "steady"


@dataclass(frozen=True)
class _Told:
    """One claim with its place in the sentence; `unbroken` where every step is meant, `mostly` where most of them."""

    claim: Claim
    start: int
    end: int
    unbroken: bool
    mostly: bool
    is_noun: bool
    times: Times | None = None
    ends: tuple[Decimal, Decimal] | None = None


_STANDING, _ON_WHEN = (
    r"(?:(?<=, )|(?<=is )|(?<=as )|(?<=re ))",
    r"(?= on (?:[A-Z]|last |the (?:previous|same|month|year)))",
)
"""Before and after "up" and "down" that tell a movement: "87.2%, down on May"."""
_VERB = (
    r"(?P<up>increased|increasing|risen|rising|rose|grown|growing|grew|climbed|climbing|jumped|surged|soared"
    rf"|{VERBS_UP}|{_STANDING}up{_ON_WHEN}"
    r"|(?:gone|went) up|continu(?:e|es|ed|ing) to (?:increase|rise|grow|climb))"
    r"|(?P<down>decreased|decreasing|reduced|reducing|fallen|falling|fell|declined|declining|dropped|dropping"
    rf"|{VERBS_DOWN}|{_STANDING}down{_ON_WHEN}"
    r"|slipped|dipped|plunged|plummeted|collapsed|(?:gone|went|come|came) down"
        r"|continu(?:e|es|ed|ing) to (?:decrease|reduce|fall|decline|drop))"
    r"|(?P<better>improved|improving|continu(?:e|es|ed|ing) to improve)"
    r"|(?P<worse>worsened|worsening|deteriorated|deteriorating|continu(?:e|es|ed|ing) to (?:worsen|deteriorate))"
    r"|(?P<steady>(?:remain(?:ed|s)?|been|kept|held|stayed)(?: [a-z]+)? (?:stable|steady|unchanged"
        r"|the same|static)|stabilised|plateaued)"
)  # fmt: skip
_NOUN = (
    r"(?P<up>increases?|rises?|growth)|(?P<down>decreases?|reductions?|falls?|declines?|drops?)"
    r"|(?P<better>improvements?)|(?P<worse>deteriorations?)"
)
_VERBS = re.compile(rf"\b(?:{_VERB})\b", re.IGNORECASE)
_NOUNS = re.compile(
    rf"(?:\b(?:saw|seen|sees|seeing|been|experienced?|was|is|shown?|a|an|the|significant|further|small"
    rf"|slight|clear|welcome|{'|'.join(NTH)}|consecutive|successive|straight|monthly|quarterly|annual|year-on-year"
    rf"|month-on-month|sharp|steep|steady|marked|modest|large|big)\s+)+"
    rf"(?:{_NOUN})\b(?! (?:plan|board|partner|notice|area|work|project|of|priorit))",
    re.IGNORECASE,
)
_NOT_TOLD = re.compile(
    r"\b(?:to|will|would|could|should|may|might|can|must|if|how|whether|not|never|no|hope[sd]?|aim(?:s"
    r"|ed)?|expect(?:s|ed)?|"
    r"need(?:s|ed)?|want(?:s|ed)?|wish|going|further|help(?:s|ed)?|for|towards?|on|be|by|of"
    r"|and focus)\s+(?:\w+ly )?(?:be(?:ing)? |have )?$"
    r"|n't (?:\w+ )?$",
    re.IGNORECASE,
)
_SHARE_OF_PEOPLE = re.compile(r"[0-9] ?(?:%|per ?cent) $", re.IGNORECASE)
"""Before a verb of people: "11.7% declined"."""
_UNBROKEN = re.compile(
    r"\b(?:steadily|consistently|continuously|continually|every (?:month|quarter|year)|(?:each"
        r"|every one) of the|each (?:month|quarter|year)"
    rf"|{_bare(IN_A_ROW)}"
    r"|month (?:on|by|after) month|quarter (?:on|by) quarter|year (?:on|by) year|without a break"
        r"|uninterrupted(?:ly)?)\b",
    re.IGNORECASE,
)  # fmt: skip
_MOSTLY = re.compile(r"\b(?:in the main|mostly|generally|largely|for the most part|broadly|overall)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"^\W*(?:this|it|these|they|performance|the (?:figure|rate|number|percentage|indicator|proportion))\b",
    re.IGNORECASE,
)
_SINCE_THEN = re.compile(r"\bsince (?:then )?(?:\w+ly |more than |almost )?$", re.IGNORECASE)
"""Before a verb: "but has since fallen"."""
_HAS = re.compile(r"\b(?:has|have)(?: (?:now|then|\w+ly))? $", re.IGNORECASE)
"""Before a verb: "peaked in January and has slipped back"."""
_THIS = re.compile(r"\b(?:this|it)\b", re.IGNORECASE)
_COUNTED_IN = (
    (re.compile(r"\bnumbers?\b", re.IGNORECASE), (Unit.COUNT,)),
    (re.compile(r"\b(?:percentage|proportion|share)\b|%", re.IGNORECASE), (Unit.PERCENTAGE,)),
)
_AVERAGE = re.compile(r"\baverage\b|\bper (?:child|person)\b", re.IGNORECASE)
REACH = 60
LEAST_COVERAGE = 0.45
"""A direction is only held against a row that the sentence names this fully."""


def check_movements(
    sentence: Sentence,
    whens: Sequence[When],
    own: Sequence[Subject],
    inherited: Sequence[Subject],
    subjects: Subjects,
    agreed: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """Every claim of movement or of standing in a sentence that is plainly about a row.

    `agreed` are the codes that figures of the sentence agree with.
    """
    for told in _claims(sentence.text):
        rows = _about(told, sentence.text, own, inherited, subjects, agreed)
        outside = [w for w in whens if not w.is_span or not _is_in_brackets(sentence.text, w.start)]
        if is_in_a_name(sentence.text[told.start : told.end], [*rows, *(s.row for s in own)]):
            continue
        finding = _held(told, sentence, outside, rows) if rows else None
        if finding is not None:
            yield finding
    yield from check_own_figures(sentence, whens, own or inherited)
    yield from check_standing(sentence, whens, own, inherited, subjects)


def _is_in_brackets(text: str, place: int) -> bool:
    return text.rfind("(", 0, place) > text.rfind(")", 0, place)


def _claims(text: str) -> Iterator[_Told]:
    for pattern, is_noun in ((_NOUNS, True), (_VERBS, False)):
        for match in pattern.finditer(text):
            if _NOT_TOLD.search(text[max(0, match.start() - 30) : match.start()]) and not is_noun:
                continue
            if not is_noun and _SHARE_OF_PEOPLE.search(text[: match.start()]):
                continue
            name = next(n for n in Claim if match.groupdict().get(n))
            start, end = match.span(name)
            clause = next((text[a:b] for a, b in clauses(text) if a <= start < b), text)
            near = text[max(0, start - 40) : end + 40]
            mostly = bool(_MOSTLY.search(clause))
            times = times_meant(match[0], text[max(0, start - 30) : start])
            ends = own_ends(text[end:]) if times else None
            yield _Told(name, start, end, bool(_UNBROKEN.search(near)), mostly, is_noun, times, ends)


def _about(
    told: _Told,
    text: str,
    own: Sequence[Subject],
    inherited: Sequence[Subject],
    subjects: Subjects,
    agreed: frozenset[str],
) -> list[ScorecardRow]:
    """The rows that the claim is of: named before the verb, or after the noun; else what "this" points back to."""
    first, last = next(((a, b) for a, b in clauses(text) if a <= told.start < b), (0, len(text)))
    after = re.match(r"\s+(?:in|of)\s+([^.;:()]*)", text[told.end : told.end + REACH + 40])
    if told.is_noun and after and words(after[1]) and not after[1].startswith("a row"):
        return _narrow(subjects.of(after[1]), after[1], subjects, agreed)
    ahead = text[first : told.start]
    named = subjects.of(ahead)
    if named:
        return _narrow(named, ahead, subjects, agreed, text[first:last])
    if _POINTS_BACK.search(text[first:last]) or _THIS.search(ahead) or (first > 0 and not words(ahead)):
        back = own if first > 0 and own else inherited
        return _narrow(back, text[first:last], subjects, agreed)
    return []


def _narrow(
    named: Sequence[Subject], text: str, subjects: Subjects, agreed: frozenset[str], clause: str = ""
) -> list[ScorecardRow]:
    best = max((s.weight * s.coverage for s in named), default=0.0)
    sure = [s for s in named if s.coverage >= LEAST_COVERAGE or s.row.indicator.code in agreed]
    chosen = [s.row for s in sure if s.weight * s.coverage >= 0.9 * best]
    rows = [row for row in chosen if not subjects.narrowed_by(row, tokens(text))]
    if not _AVERAGE.search(clause or text):
        rows = [row for row in rows if not _AVERAGE.search(row.indicator.name)] or rows
    for pattern, units in _COUNTED_IN:
        if pattern.search(clause or text):
            return [row for row in rows if row.indicator.unit in units]
    return rows


def _held(told: _Told, sentence: Sentence, whens: Sequence[When], rows: Sequence[ScorecardRow]) -> Finding | None:
    """The finding of the first row that shows it; else of the first that denies it; None where none can tell."""
    at = (sentence.start + told.start, sentence.start + told.end)
    denied: Finding | None = None
    for row in rows:
        if is_withheld(row):
            words_of_it = "The figure is withheld: say nothing of how it moved."
            return Finding("", *at, Outcome.NOT_CHECKED, words_of_it, (row.indicator.code,), NotChecked.WITHHELD)
        side = good_side(row.indicator)
        if told.claim in (Claim.BETTER, Claim.WORSE) and side == 0:
            continue
        meant = stretches_meant(row, whens, told.start, told.unbroken, sentence.text)
        if _SINCE_THEN.search(sentence.text[: told.start]):
            meant = stretches_since(row, whens, told.start)
        elif _HAS.search(sentence.text[: told.start]) and not any(w.start > told.start for w in whens):
            meant = [*meant, *stretches_since(row, whens, told.start)]
        shown = next((s for s in meant if _shows(told, s, side)), None)
        if shown is not None:
            return Finding("", *at, Outcome.AGREES, first_sight(shown, row), (row.indicator.code,))
        if meant and denied is None:
            said = between(meant[0], row, told.unbroken)
            denied = Finding("", *at, Outcome.DIRECTION_NOT_SHOWN, said, (row.indicator.code,))
    return denied


def _shows(told: _Told, stretch: Stretch, side: int) -> bool:
    match told.claim:
        case Claim.STEADY:
            return stretch.is_steady
        case Claim.UP:
            way = 1
        case Claim.DOWN:
            way = -1
        case Claim.BETTER:
            way = side
        case Claim.WORSE:
            way = -side
    if told.times is not None and not told.times.holds(*(told.ends or (stretch.values[0], stretch.values[-1]))):
        return False
    if told.unbroken and told.mostly:
        return stretch.goes(way) and stretch.mostly(way)
    return stretch.goes(way) and (not told.unbroken or stretch.never_turns(way))
