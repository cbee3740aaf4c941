"""What part a figure plays in its sentence: the value itself, a target, another area's, or a difference; and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kpis.model.periods import Period
from kpis.model.regions import OUR_REGION
from kpis.scorecard.quoted.figures import Figure, Kind
from kpis.scorecard.quoted.sentences import clauses
from kpis.scorecard.quoted.vocabulary import COMPARATORS, area_named
from kpis.scorecard.quoted.when import When

FAR = 70
"""So many letters on each side of a figure can still say what it is."""
NEAR = 48
"""So many letters between a figure and the period that follows it."""


class Role(StrEnum):
    """What a figure is, beside its row."""

    VALUE = "value"
    TARGET = "target"
    ELSEWHERE = "elsewhere"
    DIFFERENCE = "difference"


class Way(StrEnum):
    """Which way a difference or a movement goes, in the words of the sentence."""

    UP = "up"
    DOWN = "down"
    BETTER = "better"
    WORSE = "worse"
    UNSAID = "unsaid"


@dataclass(frozen=True)
class Part:
    """The part a figure plays. `areas` and `is_beside_target` say what a difference is from, where it is not a period.

    `own` is the period that belongs to it alone; `others` are those it may be for as well, the likeliest first.
    `is_start` says that something moved "from" it, `is_beside` that something is said to lie above, below or within it,
    `is_change` that a difference is told as a movement, "fell by", which needs no period to be one.
    """

    role: Role
    way: Way = Way.UNSAID
    areas: tuple[str, ...] = ()
    is_beside_target: bool = False
    own: When | None = None
    others: tuple[When, ...] = ()
    base: When | None = None
    is_start: bool = False
    is_beside: bool = False
    is_change: bool = False


_FILLER = (
    r"(?:(?:published|average|figures?|benchmark|performance|level|rate|group|target|position|data|of|was"
    r"|is|were|at|the|both|stands?|reported|for|in|by)\W+|'s?\W+)*"
)
_GOALS = r"(?:targets?|goals?|ceiling|threshold|ambition|aspiration)"
_WHERE_WE_WANT = (
    r"(?:where |what )?(?:we|it|they) (?:(?:would|should|need|want|aim|expect|ought|like|have)\b ?)+(?:to )?(?:be)?"
)
_TARGET_BEFORE = re.compile(
    rf"\b{_GOALS}\b(?: (?:of|is|was|at|for|has|had|been|set|remains|to|be|figure|level|in"
    r"|[0-9]{4}(?:[/-][0-9]{2,4})?|\0+|the|year))*\s*[(:]?\s*$|\bwe (?:want|aim|aspire|hope)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_STANDS_AT = re.compile(
    rf"\b(?:above|below|under|over|beyond|off|short of|on|meet(?:s|ing)?|met|miss(?:es|ed|ing)?)"
    rf" (?:(?:its|our|the|[0-9.]+(?:%| per ?cent)?) )*{_GOALS},? (?:standing |still )?(?:at|with)\s*$",
    re.IGNORECASE,
)
"""Before a figure that stands there beside its target: "below target at 54.6%"."""
_TARGET_AFTER = re.compile(
    r"^\)?\s*(?:(?:local |national |agreed |new |aspirational "
    r"|(?!(?:vs?|versus|against|below|above|on|and|but|to)\b)\w+ )?"
    r"(?:target|goal|ceiling|threshold|ambition"
    r"|aspiration)|(?:that )?we (?:want|aim|aspire|expect|hope)(?:ed)?)\b",
    re.IGNORECASE,
)
_AREA_AFTER = re.compile(r"^\)?\s*(?:for |in |across |is the |was the |as the )?(?:the |our )?$", re.IGNORECASE)
_UP = (
    r"increase[sd]?|increasing|rise[sn]?|rose|rising|growth|grown|grew|gain|climbed|up|higher|more|above"
    r"|additional|extra|jumped|leapt|surged|soared"
)
_DOWN = (
    r"decrease[sd]?|decreasing|reduction|reduced|reducing|fall|fallen|fell|drop|dropped|decline[sd]?|down"
    r"|lower|fewer|less|below|slipped|dipped|plunged|plummeted|collapsed"
)
_VERBS_UP = r"increased|rose|risen|grew|grown|climbed|jumped|leapt|surged|soared"
_VERBS_DOWN = r"decreased|reduced|fell|fallen|dropped|declined|slipped|dipped|plunged|plummeted|collapsed"
_BETTER = r"improvement|improved|improving|better"
_WORSE = r"worsening|worsened|deterioration|deteriorated|worse"
_ANY = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<better>{_BETTER})|(?P<worse>{_WORSE}))"
_OF_BEFORE = re.compile(
    rf"\b{_ANY}\b,? (?:of|by)(?: (?:around|about|just|circa|over|under|nearly|almost|roughly|approximately|some|only"
    rf"|more than|less than|at least|well over))*\s*(?:a |an )?$",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(
    r"\b(?:(?P<up>increase|rise)|(?P<down>decrease|reduction|fall|drop|decline)|(?P<better>improvement)"
    r"|(?P<worse>deterioration)) in (?:(?!and\b|but\b)[^.,;]){0,50}\b(?:was|were|is)\s*$",
    re.IGNORECASE,
)
_UP_BEFORE = re.compile(
    r"(?<!\bmake )(?<!\bmakes )(?<!\bmade )(?<!\bmaking )\b(?:(?P<up>up)|(?P<down>down))(?: by)?\s*$", re.IGNORECASE
)
_BY_HOW_MUCH = re.compile(
    r"\b(?:(?P<up>exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?)|(?P<better>beat(?:s|en|ing)?|outperform(?:s|ed|ing)?)"
    r"|(?P<worse>lag(?:s|ged|ging)?(?: behind)?|trail(?:s|ed|ing)?(?: behind)?"
    r"|miss(?:es|ed)?|missing(?= (?:it|its|our|the)\b)))\b"
    r" [^.;]{0,40}\bby (?:(?:just|only|around|about|nearly|almost|over|more than) )*$",
    re.IGNORECASE,
)
"""Before how far a target was missed or exceeded."""
_AFTER_ANY = (
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<better>{_BETTER}|ahead)"
    rf"|(?P<worse>{_WORSE}|behind|adrift|shy|short(?= of)|off))"
)
_SINCE_THEN = re.compile(r"\b(?:has|have|had) since\b(?! (?-i:[A-Z0-9]))", re.IGNORECASE)
"""Before a movement that began at a period of the sentence before."""
_VERB_BEFORE = re.compile(
    rf"\b(?:(?P<up>{_VERBS_UP})|(?P<down>{_VERBS_DOWN})|(?P<better>improved)|(?P<worse>worsened|deteriorated))"
    r"(?: (?:around|about|just|over|nearly|almost|some|a further|another|more than))*\s*$",
    re.IGNORECASE,
)
"""Before points: "jumped 27 points"."""
_GAP_BEFORE = re.compile(
    r"\b(?:gap|difference)\b[^.;]{0,45}\b(?:to|of|at|is|was|by)\s*$|\bwidened by\s*$|\bnarrowed by\s*$", re.IGNORECASE
)
_THAN_AFTER = re.compile(
    rf"^\)?\s*(?:(?!this|that|which|is|was|and|but|or"
    rf"|it)[a-z/]+ ){{0,2}}?{_AFTER_ANY}\b(?:(?: [a-z]+){{0,3}}? (?:than|on|compared|the|our|target|that|in|England"
    rf"|national|statistical)\b|(?: [A-Za-z\0]+){{0,8}}? than\b)",
    re.IGNORECASE,
)
_OF_A_NUMBER = re.compile(r" (?:fewer|more|less) than\b", re.IGNORECASE)
"""After a percentage that is a share of what was: "46% fewer than the 1,147 of October"."""
_PER_SO_MANY = re.compile(r"^(?: \w+){0,2}? per (?:10,?000|ten thousand)(?: children)?", re.IGNORECASE)
_NOUN_AFTER = re.compile(
    r"^ (?:(?:year|month|quarter)[- ]on[- ](?:year|month|quarter) )?(?:(?P<up>increase|rise)"
    r"|(?P<down>decrease|reduction|fall|drop|decline)|(?P<better>improvement)|(?P<worse>deterioration))\b",
    re.IGNORECASE,
)
_POINTS_AFTER = re.compile(rf"^\)?\s*(?:[a-z]+ ){{0,2}}{_AFTER_ANY}\b", re.IGNORECASE)
_FROM_BEFORE = re.compile(
    r"\b(?:(?:from|on|than)(?: an?| the)?(?: baseline| high| low| peak)?(?: of)?|after (?:[a-z]+ ){0,3}(?:at|of|on)"
    r"|having (?:been|stood at)(?: as (?:high|low) as)?|previously(?: at)?)\s*$",
    re.IGNORECASE,
)
_BESIDE_BEFORE = re.compile(
    r"\b(?:pass(?:es|ed|ing)?|topp(?:ed|ing)"
    r"|above|below|over|under|inside|outside|beyond|within|short of|exceed(?:s|ed|ing)?|than|against|beat(?:s|en)?"
    r"|(?:not|never)(?: yet)? (?:at|reached|met))\s+(?:(?:the|our|a|its|that) )?$",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\W*(?:and |the |in |for |across )*", re.IGNORECASE)
_OURS = re.compile(r"\b(?:our|ours|we|local|here)\b|\b(?:above|below|than)\b", re.IGNORECASE)
_JUST_BEFORE = re.compile(
    r"(?:['’]s)?[\s(),:]*(?:(?:was|is|stood|stands|were|at|of|rate|figure|level|reported)\s+){0,3}\(?", re.IGNORECASE
)
_OPENS = re.compile(
    r"(?:['’]s)?\s*\((?:(?:at|was|when it was) )?|,? when (?:it|this|performance|the (?:rate|figure)) "
    r"(?:was|stood at|had been)(?: at)? |['’]s (?:figure of |rate of |low of |high of )?"
)
_OF_NEXT = re.compile(r"['’]s (?:[a-z]+ ){0,2}[0-9]")
_ITS_FIGURE = re.compile(r"(?:['’]s)?(?: figure)?\s*[:=]\s*[0-9]")
"""After a period that the next figure belongs to: "22.0% (May: 26.7%)"."""
_IS_BASE = re.compile(
    r"(?<!\bmore )(?<!\bless )(?<!\bfewer )\b(?:than|compared (?:to|with)|from|on)\b[a-zA-Z0-9' ]{0,40}$", re.IGNORECASE
)
_TURN = re.compile(r"[;.]\s|,\s(?:it|they)\b|\b(?:but|while|whereas|although)\b|\band (?:is|was|remains)\b")
_COMPARED_WITH = re.compile(r"\b(?:compared (?:to|with)|against|versus)\s*$", re.IGNORECASE)
"""Before a figure that belongs to the period that its sentence comes to next."""
_BASE_WORDS = re.compile(r"\b(?:than|above|below|between|on|from|compared|since|against|over)\b", re.IGNORECASE)


def part_of(figure: Figure, figures: Sequence[Figure], whens: Sequence[When], sentence: str) -> Part:
    """Reads the words around a figure."""
    text = _without(sentence, whens)
    before = text[max(0, figure.start - FAR) : figure.start]
    after = text[figure.end : figure.end + FAR]
    own, others = _periods(figure, figures, whens, sentence)
    way = _difference(figure, before, after)
    if way is not None:
        return _a_difference(figure, figures, whens, sentence, way, own, others)
    is_from = re.search(r"\bfrom $", before)
    if (_TARGET_BEFORE.search(before) and not is_from and not _STANDS_AT.search(before)) or _TARGET_AFTER.search(after):
        return Part(Role.TARGET, own=own, others=others)
    area = _area_of(before, after) or _area_of_clause(figure, figures, text)
    if area:
        return Part(Role.ELSEWHERE, areas=(area,), own=own, others=others)
    is_start = bool(_FROM_BEFORE.search(before))
    is_beside = bool(_BESIDE_BEFORE.search(before))
    return Part(Role.VALUE, own=own, others=others, is_start=is_start, is_beside=is_beside)


def way_of(match: re.Match[str]) -> Way:
    """The way that a word of movement goes."""
    found = next((name for name in ("up", "down", "better", "worse") if match.groupdict().get(name)), None)
    return Way(found) if found else Way.UNSAID


def _difference(figure: Figure, before: str, after: str) -> Way | None:
    """Which way, where the figure is a difference; None where it is none."""
    if figure.kind in (Kind.FRACTION, Kind.POUNDS):
        return None
    if figure.kind is Kind.RATE:
        rate_than = _THAN_AFTER.search(_PER_SO_MANY.sub("", after))
        return way_of(rate_than) if rate_than else None
    leading = _OF_BEFORE.search(before) or _UP_BEFORE.search(before) or _NOUN_BEFORE.search(before)
    if figure.kind in (Kind.POINTS, Kind.SCORE):
        leading = leading or _VERB_BEFORE.search(before)
    leading = leading or _BY_HOW_MUCH.search(before)
    if leading:
        return way_of(leading)
    if _GAP_BEFORE.search(before):
        return Way.UNSAID
    following = _THAN_AFTER.search(after)
    if following and (figure.kind is not Kind.PERCENT or _OF_A_NUMBER.match(after)):
        return way_of(following)
    noun = _NOUN_AFTER.search(after)
    if noun:
        return way_of(noun)
    if figure.kind is Kind.POINTS:
        near = _POINTS_AFTER.search(after)
        return way_of(near) if near else Way.UNSAID
    return None


def _a_difference(
    figure: Figure,
    figures: Sequence[Figure],
    whens: Sequence[When],
    sentence: str,
    way: Way,
    own: When | None,
    others: tuple[When, ...],
) -> Part:
    """What a difference is from: what is named after it, up to the next difference; a period, an area or the target."""
    stop = min((f.start for f in figures if f.start > figure.end and f.kind is not Kind.PERCENT), default=len(sentence))
    reach = _TURN.split(sentence[figure.end : stop])[0]
    if sentence.count("(", 0, figure.start) > sentence.count(")", 0, figure.start):
        reach = reach.partition(")")[0]
    stop = figure.end + len(reach)
    areas = tuple(dict.fromkeys(name for name, _, _ in area_named(reach[: NEAR + FAR])))
    if COMPARATORS.search(reach):
        areas = ("England", "Statistical neighbours", OUR_REGION)
    bases = [w for w in whens if figure.end <= w.start < stop and _BASE_WORDS.search(sentence[figure.end : w.start])]
    base = next(iter(bases), None)
    if base is None:
        base = next((w for w in whens if w.is_base and not _is_base_of_another(w, figure, figures, sentence)), None)
    before = sentence[max(0, figure.start - FAR - FAR) : figure.start]
    is_gap = re.search(r"\bgap\b", before, re.IGNORECASE)
    if is_gap and not areas:
        areas = tuple(dict.fromkeys(name for name, _, _ in area_named(sentence[: figure.start])))
    is_missed = _BY_HOW_MUCH.search(before)
    if is_missed and not areas:
        areas = tuple(dict.fromkeys(name for name, _, _ in area_named(is_missed[0])))
    to_goal = re.search(rf"\b(?:{_GOALS}|{_WHERE_WE_WANT})\b", reach[:FAR] + (before if is_gap else ""), re.IGNORECASE)
    beside_target = bool(to_goal or is_missed) and not areas
    mine = own if own is not None and own is not base and not own.is_base else None
    rest = tuple(w for w in others if w is not base and not w.is_base)
    is_start = bool((areas or beside_target) and _FROM_BEFORE.search(before))
    text = _without(sentence, whens)
    is_change = _is_change(text[max(0, figure.start - FAR) : figure.start], text[figure.end : figure.end + FAR])
    return Part(Role.DIFFERENCE, way, areas, beside_target, mine, rest, base, is_start, is_change=is_change)


def _is_change(before: str, after: str) -> bool:
    if _SINCE_THEN.search(before):
        return False
    leading = (_OF_BEFORE, _UP_BEFORE, _NOUN_BEFORE, _VERB_BEFORE)
    return any(pattern.search(before) for pattern in leading) or bool(_NOUN_AFTER.search(after))


def _is_base_of_another(when: When, figure: Figure, figures: Sequence[Figure], sentence: str) -> bool:
    """Whether a later difference is what is compared with the period: "up four, 13 more than a year earlier"."""
    last = max((f for f in figures if f.end <= when.start), key=lambda f: f.end, default=figure)
    return last.start > figure.start and bool(_THAN_AFTER.search(sentence[last.end : when.end + 1]))


def _area_of(before: str, after: str) -> str | None:
    """The area whose figure this is: named right before it, or right after."""
    named = area_named(before)
    if named and re.fullmatch(rf"\W*{_FILLER}\W*", before[named[-1][2] :], re.IGNORECASE):
        return named[-1][0]
    following = area_named(after)
    if following and _AREA_AFTER.match(after[: following[0][1]]) and not after[: following[0][1]].count(")"):
        return following[0][0]
    return None


def _area_of_clause(figure: Figure, figures: Sequence[Figure], text: str) -> str | None:
    """The area that a clause begins with, "England's rate is 19.4%", for its first figure."""
    begin = next(a for a, b in clauses(text) if a <= figure.start < b)
    named = area_named(text[begin : figure.start])
    is_first = not any(begin <= f.start < figure.start for f in figures)
    if not named or not is_first or not _LEADS.fullmatch(text[begin : begin + named[0][1]]):
        return None
    return None if _OURS.search(text[begin : figure.start]) else named[0][0]


def _periods(
    figure: Figure, figures: Sequence[Figure], whens: Sequence[When], sentence: str
) -> tuple[When | None, tuple[When, ...]]:
    """The period that follows a figure closely is its own; those before it, and then the others, may be."""
    in_brackets = before_bracket(figure, whens, sentence)
    if in_brackets is not None:
        return in_brackets, tuple(w for w in whens if w.start != in_brackets.start)
    stop = min((f.start for f in figures if f.start > figure.end), default=len(sentence))
    for when in whens:
        gap = sentence[figure.end : when.start]
        is_now = when.is_implied and re.match(r" (?:at |stands at )?[0-9]", sentence[when.end :])
        is_of_next = (
            is_now
            or _OF_NEXT.match(sentence, when.end)
            or (re.search(r"[(;,]", gap) and _ITS_FIGURE.match(sentence, when.end))
        )
        if is_of_next or _TURN.search(gap) or ";" in gap or _BASE_WORDS.search(gap):
            continue
        if figure.end <= when.start < stop and len(gap) <= NEAR:
            return when, tuple(w for w in whens if w is not when)
    compared = next((w for w in whens if w.start >= figure.end and not w.is_span), None)
    is_compared = _COMPARED_WITH.search(sentence[: figure.start])
    if compared is not None and is_compared and not _TURN.search(sentence[figure.end : compared.start]):
        return compared, tuple(w for w in whens if w is not compared)
    for when in reversed(whens):
        is_base = when.is_base and _IS_BASE.search(sentence[: when.start])
        if (
            when.end <= figure.start
            and not (when.is_span or is_base)
            and _JUST_BEFORE.fullmatch(sentence[when.end : figure.start])
        ):
            return when, tuple(w for w in whens if w is not when)
    taken = {w.start for f in figures if f.end <= figure.start for w in whens if f.end <= w.start <= f.end + 12}
    earlier = [w for w in reversed(whens) if w.end <= figure.start and w.start not in taken]
    earlier.sort(key=lambda w: w.is_span)
    later = [w for w in whens if w not in earlier and (w.is_span or not _IS_BASE.search(sentence[: w.start]))]
    return None, (*earlier, *later)


def before_bracket(figure: Figure, whens: Sequence[When], sentence: str) -> When | None:
    """The period that a figure in brackets stands right behind, "in June (54.8%)"; of "since October" its beginning."""
    for when in whens:
        if not _OPENS.fullmatch(sentence[when.end : figure.start]):
            continue
        bracket = sentence[figure.end :].partition(")")[0]
        if (
            any(figure.end <= w.start < figure.end + len(bracket) for w in whens)
            and "(" in sentence[when.end : figure.start]
        ):
            return None
        if when.is_base and re.search(r"[0-9]", bracket):
            return None
        if not when.is_span:
            return when
        if sentence[when.start :].casefold().startswith("since"):
            first = Period.month(when.first_day.year, when.first_day.month)
            return replace(when, last_day=first.last_day, is_span=False)
    return None


def _without(sentence: str, whens: Sequence[When]) -> str:
    """The sentence with its periods blotted out, so that "target for 2019/20 of 80%" reads as one phrase."""
    for when in whens:
        sentence = sentence[: when.start] + "\0" * (when.end - when.start) + sentence[when.end :]
    return sentence
