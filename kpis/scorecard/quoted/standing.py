"""Where a figure is said to stand: above England, below the target, lower than last year, the lowest of four years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpis.methods.rounding import as_shown
from kpis.model.regions import is_one_of
from kpis.model.verdicts import Rag
from kpis.scorecard.quoted.differences import good_side
from kpis.scorecard.quoted.figures import WORD
from kpis.scorecard.quoted.given import base_point, goals_of, point_at, target_numbers
from kpis.scorecard.quoted.in_a_row import NTH
from kpis.scorecard.quoted.judged import is_withheld
from kpis.scorecard.quoted.kept import check_kept, claims_kept
from kpis.scorecard.quoted.multiples import check_multiple, multiples
from kpis.scorecard.quoted.outcomes import Finding, NotChecked, Outcome
from kpis.scorecard.quoted.sentences import Sentence, clauses
from kpis.scorecard.quoted.subjects import Subject, Subjects
from kpis.scorecard.quoted.vocabulary import COMPARATORS, area_named, tokens
from kpis.scorecard.quoted.when import NUMBERS, When
from kpis.scorecard.rows import HistoryPoint, ScorecardRow
from kpis.scorecard.wording import period_words

REACH, NEAR = 80, 30
FEWEST_SINCE = 2
"""The best since October may be second to October: what it was then is left out, where more than this are left."""
_STANDS = re.compile(
    r"\b(?:(?P<up>above|higher than|more than|exceed(?:s|ed|ing)?|higher level than)"
    r"|(?P<down>below|lower than|fewer than|less than|under|lower level than)|(?P<better>better than)"
        r"|(?P<worse>worse than))\s+",
    re.IGNORECASE,
)  # fmt: skip
_ENDS_IN_DIFFERENCE = re.compile(
    r"[0-9]%?\s*(?:percentage points?|points?|pp|(?!(?:is|was|are|were|remains?|stands?|stood|sits?|stays?)\b)\w+)?"
    r"\s*$",
    re.IGNORECASE,
)
_BEGINS_A_DIFFERENCE = re.compile(
    r"(?:a |an |one |two |three )?(?:half|third|quarter|fifth|tenth)s?\b|(?:double|twice|treble|one in)\b|"
    rf"(?:[0-9.]+|{WORD}) (?:percentage )?points?\b|[0-9.]+ ?(?:pp|ppts?)\b",
    re.IGNORECASE,
)
"""After a "more than" that tells how large a difference is."""
_MOST = re.compile(
    r"\b(?P<word>lowest|highest|best|worst|fewest|(?<=the )most)\b(?: [a-z]+){0,4}?(?:(?= since\b)"
    r"| (?:for|in|of|since|at|over)\b[^.;]{0,30}?"
    rf"\b(?P<count>[0-9]+|{'|'.join(NUMBERS)}) (?P<unit>months|quarters|years|year ends?|year end positions))",
    re.IGNORECASE,
)
_MEETS = re.compile(
    r"\b(?:(?P<meets>(?<!not )(?:meets?|met|meeting|achiev(?:es|ed)|within|on)|(?:better|ahead) (?:of|than))"
    r"|(?P<misses>miss(?:es|ed|ing)|off|short of|does not meet|(?:is|was) not meeting|(?:has|have"
    r"|had) not met|outside))"
    r" (?:(?:its|our|the|local|agreed|this|that|[0-9.]+(?:%| per ?cent)?) )*target\b(?! for| to)",
    re.IGNORECASE,
)
_WAS_MET = re.compile(
    r"\btarget (?:was|is|has been|had been|has now been) "
    r"(?:(?P<meets>met|achieved|exceeded|reached)|(?P<misses>missed|not (?:met|achieved|reached)))\b",
    re.IGNORECASE,
)
"""The same said of the target."""
_NOT_YET = re.compile(
    r"\b(?:yet|fail(?:s|ed|ing)?|unable|aim(?:s|ing)?|needs?|wants?|hop(?:e|es|ing)|plans?|expect(?:s|ed)?) to $",
    re.IGNORECASE,
)
"""Before "meet the target" that is no claim that it is met."""
_RUNNING = re.compile(
    rf"\bfor (?:(?:the|a) (?P<nth>{'|'.join(NTH)}) (?:consecutive |successive )?(?:month|quarter|year)\b"
    rf"|(?P<count>{'|'.join(NUMBERS)}) (?:consecutive|successive) (?:months|quarters|years)\b)",
    re.IGNORECASE,
)
"""How long a target has been met or missed."""
_OF_TARGET = re.compile(r"(?:[a-z0-9.%]+ ){0,3}target\b", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:than|compared|on|from)\b[^,;]*$", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|never|no|nor|neither|without|cannot|n't)(?: \w+){0,2} $|n't (?:\w+ ){0,2}$", re.IGNORECASE
)
"""Before a standing that is denied: "has not been below 10%"."""
_AT_ONCE = re.compile(
    r"(?:(?:that|those|it was|they were|we (?:saw|had)) )?(?:in |at |of |for )?(?:the )?", re.IGNORECASE
)
_OUR_EARLIER = re.compile(r"\b(?:position|figure|rate|level|published|performance|number)\b", re.IGNORECASE)


def check_standing(
    sentence: Sentence,
    whens: Sequence[When],
    own: Sequence[Subject],
    inherited: Sequence[Subject],
    subjects: Subjects,
) -> Iterator[Finding]:
    """Every claim that a figure stands above or below another one."""
    text = sentence.text
    for match in _STANDS.finditer(text):
        is_verb = match[0].casefold().startswith("exceed")
        if not is_verb and _ENDS_IN_DIFFERENCE.search(text[max(0, match.start() - 30) : match.start()]):
            continue
        if _DENIED.search(text[: match.start()]) or _BEGINS_A_DIFFERENCE.match(text, match.end()):
            continue
        rows = _rows(match.start(), text, own, inherited, subjects)
        at = (sentence.start + match.start(), sentence.start + match.start() + len(match[0].rstrip()))
        word = next(n for n in ("up", "down", "better", "worse") if match.groupdict().get(n))
        for row in rows[:1]:
            yield from _against(word, at, text, match.end(), whens, row)
    for met in (*_MEETS.finditer(text), *_WAS_MET.finditer(text)):
        if met["meets"] and _NOT_YET.search(text[: met.start()]):
            continue
        rows = _rows(met.start(), text, own, inherited, subjects)
        at = (sentence.start + met.start(), sentence.start + met.end())
        for row in rows[:1]:
            yield from _meets(met, at, row, _here(row, whens, text, met.start()))
    for kept in claims_kept(text):
        for row in _rows(kept.start, text, own, inherited, subjects)[:1]:
            if not is_withheld(row):
                yield from check_kept(kept, sentence.start, text, whens, row)
    for multiple, when in multiples(text, whens):
        for row in _rows(multiple.start(), text, own, inherited, subjects)[:1]:
            here = _here(row, whens, text, multiple.start())
            if not is_withheld(row):
                yield from check_multiple(multiple, when, sentence.start, here, row)
    for running in _RUNNING.finditer(text):
        if not re.search(r"\btarget\b", text[: running.start()], re.IGNORECASE):
            continue
        for row in _rows(running.start(), text, own, inherited, subjects)[:1]:
            yield from _in_a_row(running, sentence.start, row)
    for most in _MOST.finditer(text):
        for row in _rows(most.start(), text, own, inherited, subjects)[:1]:
            since = next((w for w in whens if w.is_span and 0 <= w.start - most.end() <= NEAR), None)
            at = (sentence.start + most.start("word"), sentence.start + most.end("word"))
            yield from _extreme(most, at, row, since, _here(row, whens, text, most.start()))


def _rows(
    place: int, text: str, own: Sequence[Subject], inherited: Sequence[Subject], subjects: Subjects
) -> list[ScorecardRow]:
    """The likeliest row that has something to stand beside, first."""
    first, last = next(((a, b) for a, b in clauses(text) if a <= place < b), (0, len(text)))
    named = subjects.of(text[first:place]) or own or inherited
    best = max((s.weight * s.coverage for s in named), default=0.0)
    rows = [s.row for s in named if s.weight * s.coverage >= 0.9 * best]
    rows = [r for r in rows if not subjects.narrowed_by(r, tokens(text[first:last]))]
    return sorted(rows, key=lambda r: not any(c.value is not None for c in r.comparators))


def _against(
    word: str, at: tuple[int, int], text: str, offset: int, whens: Sequence[When], row: ScorecardRow
) -> Iterator[Finding]:
    """Held against the areas, the target or the earlier period that follow; nothing where none is named."""
    here = _here(row, whens, text, offset)
    after = text[offset : offset + REACH]
    code = (row.indicator.code,)
    if is_withheld(row):
        yield Finding("", *at, Outcome.NOT_CHECKED, "The figure is withheld.", code, NotChecked.WITHHELD)
        return
    if here is None or here.value is None:
        return
    reach = re.split(r"[.;:(]|\bbut\b|\band (?:is|was|remains|has)\b|\b(?:higher|lower|above|below)\b", after)[0]
    areas = [name for name, _, _ in area_named(reach)] or (
        ["England", "Statistical neighbours"] if COMPARATORS.search(reach) else []
    )
    then = [w for w in whens if offset <= w.start < offset + len(reach)]
    if areas:
        yield from _against_areas(word, at, areas, here, row)
    elif _OF_TARGET.match(reach) or (re.search(r"\btarget\b", reach, re.IGNORECASE) and not then):
        for number in target_numbers(here.target)[:1]:
            yield _finding(word, at, here, row, number, f"the target is {row.target_shown}")
    elif then and (_OUR_EARLIER.search(reach) or _AT_ONCE.fullmatch(text[offset : then[0].start])):
        point = base_point(row, then[0], here)
        if point is not None and point.value is not None and point is not here:
            number = as_shown(point.value, row.indicator.decimals)
            yield _finding(word, at, here, row, number, f"it was {point.shown} in {period_words(point.period)}")


def _here(row: ScorecardRow, whens: Sequence[When], text: str, offset: int) -> HistoryPoint | None:
    """The period spoken of: the last one named before, else the row's own."""
    named = [
        w
        for w in whens
        if w.end <= offset
        and not (w.is_span or w.is_base or w.is_implied)
        and not _COMPARED.search(text[max(0, w.start - REACH) : w.start])
    ]
    if named:
        return point_at(row, named[-1])
    return row.point(row.period)


def _against_areas(
    word: str, at: tuple[int, int], areas: Sequence[str], here: HistoryPoint, row: ScorecardRow
) -> Iterator[Finding]:
    for number in goals_of(here.target, areas):
        yield _finding(word, at, here, row, number, f"the target, which is theirs, is {row.target_shown}")
    for other in row.comparators:
        if is_one_of(other.name, areas) and other.value is not None:
            number = as_shown(other.value, row.indicator.decimals)
            finding = _finding(word, at, here, row, number, f"{other.name} is {other.shown}")
            yield finding
            if finding.is_doubt:
                return


def _finding(
    word: str, at: tuple[int, int], here: HistoryPoint, row: ScorecardRow, number: Decimal, other: str
) -> Finding:
    value = as_shown(here.value or 0.0, row.indicator.decimals)
    side = good_side(row.indicator)
    way = {"up": 1, "down": -1, "better": side, "worse": -side}[word]
    says = f"The data give {here.shown} for {period_words(here.period)}; {other}."
    if way == 0:
        return Finding("", *at, Outcome.NOT_CHECKED, says, (row.indicator.code,), NotChecked.NO_GOOD_SIDE)
    holds = (value - number) * way > 0
    return Finding("", *at, Outcome.AGREES if holds else Outcome.DIRECTION_NOT_SHOWN, says, (row.indicator.code,))


def _meets(met: re.Match[str], at: tuple[int, int], row: ScorecardRow, here: HistoryPoint | None) -> Iterator[Finding]:
    """Said to meet its target or to miss it: held against the period's colour, where amber and red both miss it."""
    if here is None or here.value is None or is_withheld(row) or here.rag.rag is Rag.NOT_RATED:
        return
    holds = (here.rag.rag is Rag.GREEN) is (met["meets"] is not None)
    says = f"The data give {here.shown} for {period_words(here.period)}; the target is {row.target_shown}."
    outcome = Outcome.AGREES if holds else Outcome.DIRECTION_NOT_SHOWN
    yield Finding("", *at, outcome, says, (row.indicator.code,))


def _in_a_row(match: re.Match[str], begins: int, row: ScorecardRow) -> Iterator[Finding]:
    """Said to meet or to miss its target for so many periods: held against the newest so many colours."""
    word = "nth" if match["nth"] else "count"
    wanted = (NTH if match["nth"] else NUMBERS)[match[word].casefold()]
    recent = [p for p in row.history if p.value is not None and p.period.kind is row.period.kind][-wanted:]
    colours = {p.rag.rag is Rag.GREEN for p in recent}
    if is_withheld(row) or len(recent) < wanted or any(p.rag.rag is Rag.NOT_RATED for p in recent):
        return
    says = f"The data give {', '.join(p.shown for p in recent)}; the target is {row.target_shown}."
    outcome = Outcome.AGREES if len(colours) == 1 else Outcome.DIRECTION_NOT_SHOWN
    yield Finding("", begins + match.start(word), begins + match.end(word), outcome, says, (row.indicator.code,))


def _extreme(
    match: re.Match[str], at: tuple[int, int], row: ScorecardRow, since: When | None, here: HistoryPoint | None
) -> Iterator[Finding]:
    """The lowest or highest of so many: held against the newest so many figures that the row has."""
    if here is None or here.value is None:
        return
    until = row.period.last_day if since is not None else here.period.last_day
    valued = [p for p in row.history if p.value is not None and p.period.last_day <= until]
    if match["count"]:
        number = match["count"].casefold()
        wanted = int(number) if number.isdigit() else NUMBERS[number]
        recent = valued[-wanted:]
    elif since is not None:
        recent = [p for p in valued if p.period.first_day >= since.first_day and p.period.kind is row.period.kind]
        wanted = max(2, len(recent))
    else:
        return
    code = (row.indicator.code,)
    if is_withheld(row) or len(recent) < wanted or here not in recent:
        said = "The data do not hold that many figures."
        yield Finding("", *at, Outcome.NOT_CHECKED, said, code, NotChecked.PERIOD_NOT_LOADED)
        return
    side = good_side(row.indicator)
    way = {"highest": 1, "most": 1, "lowest": -1, "fewest": -1, "best": side, "worst": -side}[match["word"].casefold()]
    values = [as_shown(p.value or 0.0, row.indicator.decimals) for p in recent]
    if since is not None and len(values) > FEWEST_SINCE:
        values = values[1:]
    says = f"The data give {', '.join(p.shown for p in recent)} from {period_words(recent[0].period)} on."
    mine = as_shown(here.value, row.indicator.decimals)
    holds = all((mine - v) * way >= 0 for v in values)
    yield Finding("", *at, Outcome.AGREES if holds and way else Outcome.DIRECTION_NOT_SHOWN, says, code)
