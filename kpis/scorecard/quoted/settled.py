"""Doubts that the rest of their own sentence takes back: where its figures agree with a row, it is about that row.

A doubt that is wrong costs an officer's trust in all the others, so what a sentence leaves open is not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kpis.scorecard.quoted.figures import Figure, Kind, Nearly
from kpis.scorecard.quoted.given import fits, goals
from kpis.scorecard.quoted.outcomes import Finding, NotChecked, Outcome
from kpis.scorecard.quoted.roles import Part, Role, Way
from kpis.scorecard.quoted.sentences import clauses
from kpis.scorecard.quoted.subjects import Subjects
from kpis.scorecard.quoted.vocabulary import area_named
from kpis.scorecard.rows import ScorecardRow

OF_ANOTHER = "The figures of this sentence are of another row, so it is not certain which one this is about."
AS_TARGET = "It is the target, and our own figure stands beside it."
IN_WORDS = "It is a share in words beside figures that are right, so it is not certain of what it is a share."
FAR_FROM_WORDED = 10
"""So many percentage points between a share in words and the percentage in brackets behind it are a mistake."""
IN_SERIES = (
    "Another figure of the sentence is right, and this is one of the same row in another period, which is not named."
)
OF_AN_AREA = "Our own figure stands in the sentence, and it names another area."
AS_BOUND = "It is a bound, and our own figure stands before it."
MIGHT_BE = "It is what might be or is hoped for, and no figure of the past."
AS_AVERAGE = "It is an average of several periods, which is not worked out."
_AVERAGE = re.compile(r"\b(?:averag(?:e[ds]?|ing)|mean)(?: (?:of|is|was|at))?(?: \w+)? ?$", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:compared (?:to|with)|against|versus|vs?)\s*$", re.IGNORECASE)
DENIED = "It is a bound that is denied."
_MIGHT_BE = re.compile(
    r"\b(?:would|could|should|might|(?-i:may)|will|if|unless|forecast(?:s|ed)?|project(?:ed|ion)|anticipated?|predict(?:s|ed)?"
    r"|plan(?:s|ned)? to|intend(?:s|ed)? to|hop(?:e|es|ed|ing) (?:to|for)|aim(?:s|ed|ing)? (?:to|for)|require[sd]?)\b",
    re.IGNORECASE,
)
_PASSED = re.compile(r"\b(?:pass(?:es|ed|ing)?|topp(?:ed|ing)|br(?:oke|eached))(?: through)?(?: the)? $", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|no|nor|neither|without|cannot)\b|n't\b", re.IGNORECASE)
_LIST = re.compile(r"[0-9][0-9.,]*%?(?:(?:, and|,| and)(?: now| then)? [0-9][0-9.,]*%?){1,11}")
_TO, _TO_NEXT = re.compile(r"\bto\s*$"), re.compile(r",? (?:and )?(?:then )?to [0-9]")


@dataclass(frozen=True)
class Held:
    """A figure held against the data, with what was said of it and the part it plays in its sentence."""

    figure: Figure
    part: Part
    finding: Finding


def settled(
    of_figures: Sequence[Held], of_movements: Iterable[Finding], subjects: Subjects, text: str
) -> list[Finding]:
    """The findings of one sentence, the doubts that it takes back as not checked."""
    agreed = {code for h in of_figures if h.finding.outcome is Outcome.AGREES for code in h.finding.codes}
    rows = [row for row in subjects.rows if row.indicator.code in agreed]
    told = agreed | {code for row in subjects.rows for code in _counted_with(row, agreed)}
    found = []
    for held in of_figures:
        of_row = [h for h in of_figures if _is_ours(h, held)]
        finding = _in_series(held, text) if of_row else held.finding
        if any(_in_one_list(h.figure, held.figure, text) for h in of_row) and held.part.own is None:
            finding = _open(held.finding, IN_SERIES)
        finding = _left_open(held, finding, text)
        belying = next((h for h in of_figures if _belies(h, held, text)), None)
        found.append(_figure(held, finding, rows) if belying is None else _belied(held, belying, text))
    moved = [_open(f, OF_ANOTHER) if _is_of_another(f, told) else f for f in of_movements]
    return [*found, *(f for f in moved if not (f.is_doubt and any(_is_by(f, h) for h in of_figures)))]


def _is_by(moved: Finding, held: Held) -> bool:
    """Whether a movement has its difference right behind it, "jumped by 27 points", and that is right."""
    is_right = held.finding.outcome is Outcome.AGREES and held.part.role is Role.DIFFERENCE
    return is_right and held.part.way is not Way.UNSAID and 0 < held.finding.start - moved.end <= len(" by more than ")


def _belies(other: Held, held: Held, text: str) -> bool:
    """Whether a share in words is followed by its own percentage in brackets, and that is another share."""
    share, written = held.figure, other.figure
    between = text[share.end : written.start]
    is_its_own = share.in_words and between.rstrip().endswith("(") and not re.search(r"[.;()]", between.rstrip()[:-1])
    if not is_its_own or other.finding.outcome is not Outcome.AGREES:
        return False
    if share.kind is not Kind.PERCENT or written.kind is not Kind.PERCENT:
        return False
    match share.nearly:
        case Nearly.MORE:
            return written.value < share.value
        case Nearly.LESS:
            return written.value > share.value
        case _:
            return abs(written.value - share.value) > FAR_FROM_WORDED


def _belied(held: Held, by: Held, text: str) -> Finding:
    written = text[by.figure.start : by.figure.end]
    says = f"By its own figures it is {written}, which is not so."
    return replace(held.finding, outcome=Outcome.NOT_FOUND, says=says, reason=None)


def _is_ours(other: Held, held: Held) -> bool:
    """Whether another figure is right, as a value of the row that this one is doubted against."""
    is_right = other.finding.outcome is Outcome.AGREES and other.part.role is Role.VALUE
    return is_right and held.finding.is_doubt and other.finding.codes == held.finding.codes


def _left_open(held: Held, finding: Finding, text: str) -> Finding:
    """A figure of what might be, or of what is denied, can be no mistake."""
    if not finding.is_doubt or held.part.role is not Role.VALUE:
        return finding
    clause = next((text[a:b] for a, b in clauses(text) if a <= held.figure.start < b), text)
    before = clause[: clause.find(text[held.figure.start : held.figure.end])]
    if _AVERAGE.search(before):
        return _open(finding, AS_AVERAGE)
    if _MIGHT_BE.search(before):
        return _open(finding, MIGHT_BE)
    if _PASSED.search(before):
        return _open(finding, AS_BOUND)
    if held.figure.nearly in (Nearly.MORE, Nearly.LESS) and _DENIED.search(before):
        return _open(finding, DENIED)
    return finding


def _in_one_list(one: Figure, other: Figure, text: str) -> bool:
    """Whether two figures are of one list, "40, 40 and 39", with nothing but figures between them."""
    first, last = sorted((one, other), key=lambda f: f.start)
    return bool(_LIST.fullmatch(text[first.start : last.end]))


def _in_series(held: Held, text: str) -> Finding:
    """A figure beside one of its row that is right: of another period it is what that is compared with."""
    figure, finding = held.figure, held.finding
    before, after = text[: figure.start], text[figure.end :]
    is_beside = not _TO.search(before) or _TO_NEXT.match(after)
    if finding.outcome is Outcome.ANOTHER_PERIOD and (held.part.own is None or held.part.own.is_span) and is_beside:
        return _open(finding, IN_SERIES)
    is_value = held.part.role is Role.VALUE
    if is_value and finding.outcome is Outcome.ANOTHER_ROW and _COMPARED.search(before) and area_named(text):
        return _open(finding, OF_AN_AREA)
    if is_value and figure.nearly in (Nearly.MORE, Nearly.LESS):
        return _open(finding, AS_BOUND)
    return finding


def _figure(held: Held, finding: Finding, rows: Sequence[ScorecardRow]) -> Finding:
    """A figure in a sentence whose other figures agree with some rows."""
    if not finding.is_doubt or not rows:
        return finding
    figure = held.figure
    if figure.in_words and figure.kind is Kind.PERCENT and held.part.role is not Role.DIFFERENCE:
        return _open(finding, IN_WORDS)
    if held.part.role is Role.TARGET and any(fits(figure, g, 3) for row in rows for g in goals(row.target)):
        return _open(finding, OF_ANOTHER)
    own = [row for row in rows if row.indicator.code in finding.codes]
    if finding.outcome is Outcome.ANOTHER_ROW and any(fits(figure, g, 3) for row in own for g in goals(row.target)):
        return _open(finding, AS_TARGET)
    return finding


def _counted_with(row: ScorecardRow, agreed: set[str]) -> set[str]:
    """A rate and the number that it is made from tell of one thing: both, where the figures are of either."""
    both = {row.indicator.code, row.indicator.count_of}
    return both if row.indicator.count_of and both & agreed else set()


def _is_of_another(finding: Finding, told: set[str]) -> bool:
    return finding.is_doubt and bool(finding.codes) and bool(told) and not told & set(finding.codes)


def _open(finding: Finding, why: str) -> Finding:
    return replace(finding, outcome=Outcome.NOT_CHECKED, says=f"{why} {finding.says}", reason=NotChecked.NO_INDICATOR)
