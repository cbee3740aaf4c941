"""The figures in a sentence: percentages, points, counts in digits and words, fractions, rates, averages and pounds.

Dates, years, references, ages, sections of an Act and the lengths of a definition ("within 10 days") are not figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import chain


class Kind(StrEnum):
    """What a figure is counted in, as far as its own words tell."""

    PERCENT = "percent"
    POINTS = "points"
    COUNT = "count"
    FRACTION = "fraction"
    RATE = "rate"
    POUNDS = "pounds"
    DAYS = "days"
    SCORE = "score"
    """A score in points, such as Attainment 8: in prose the same words as percentage points, but not "percentage"."""
    NUMBER = "number"
    """A number with decimals and nothing behind it: an average, a rate, a difference."""


class Nearly(StrEnum):
    """How closely a figure is meant."""

    EXACT = "exact"
    ABOUT = "about"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True)
class Figure:
    """One figure as written: its value, the decimals written, and of a fraction also what it is out of."""

    start: int
    end: int
    kind: Kind
    value: Decimal
    decimals: int
    nearly: Nearly = Nearly.EXACT
    out_of: Decimal | None = None
    in_words: bool = False


NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SHARES = {
    "half": (1, 2), "a third": (1, 3), "one third": (1, 3), "two thirds": (2, 3), "a quarter of": (1, 4),
    "one quarter": (1, 4), "three quarters": (3, 4), "a fifth": (1, 5), "one fifth": (1, 5), "a tenth": (1, 10),
    "two-thirds": (2, 3), "three-quarters": (3, 4), "two fifths": (2, 5), "three fifths": (3, 5), "four fifths": (4, 5),
    "one tenth": (1, 10), "nine tenths": (9, 10),
}  # fmt: skip
WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_N = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_ALONE = r"(?<![\w./,:£-])"
_NOT_FIGURES = (
    r"\b(?:aged?|ages|[Yy]ears?|grades?|[Kk]ey [Ss]tage|KS|[Ll]evel|[Tt]ier|[Pp]hase|[Tt]ranche"
        r"|[Pp]riority(?: [Aa]ction)?|[Pp]ledges?"
    r"|[Pp]art|[Pp]ages?|[Ss]ections?|(?<!['’])[Ss]\.? ?|para(?:graph)?s?|[Tt]ables?|[Ff]igures?|[Aa]nnex"
        r"|[Aa]ppendix|[Vv]ersion|[Bb]and"
    r"|[Tt]op|[Nn]o\.|[Rr]ef\.?|[Ii]tem|[Rr]egulation|[Rr]eg|[Cc]lause|[Rr]isk|PL|[Aa]ttainment"
        r"|[Pp]rogress|[Oo]bjective"
    r"|[Ww]indows|[Pp]rofile) ?[0-9]+(?:\.[0-9]+)*[a-z]?(?:(?: ?- ?| to | and |, ?"
        r"| or )[0-9]{1,3}(?![0-9,.]*[0-9%]))*\b(?!%)",
    r"\b[0-9]{1,2} (?:or|and) (?:over|under|above|below|older|younger|up)\b|\b(?:under"
        r"|over)[- ]?(?:[0-9]{1,2})s\b|\b[Uu]nder (?:1[0-9]|2[0-5]|5)\b(?=\s*(?:$|[.,;)]|and\b|in\b|years))"
        r"|\b[0-9]{1,2}\+(?! in)",
    r"\b[0-9]+(?:\.[0-9]+)?(?:(?:-| to | and | or |/)[0-9]+)?[- ]?years?[- ]olds?\b|\b0 ?- ?[0-9]{2}\b"
        r"|\b[0-9]+-[0-9]+ year\b",
    r"\b(?:[0-9]+(?:\.[0-9]+)?|WORD)(?: ?(?:-|to|and|or) ?[0-9]+)?[ -](?:working |school "
        r"|calendar )?(?:weeks?|weekly|months?|monthly"
    r"|years?|yearly|hours?|minutes?|miles?|km|quarters?|terms?)\b",
    r"\b(?:within|in|under|over|after|before|every|than|for|of|next|first|last) (?:the )?(?:[0-9]+"
        r"|WORD)[ -](?:working |calendar )?days?\b",
    r"\bper (?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?: children| population| pupils)?",
    r"\b[0-9]{1,2}[.:][0-9]{2} ?(?:am|pm)\b|\b[0-9]{1,2} ?(?:am|pm)\b|\b[0-9]+:[0-9]+\b",
    r"\b(?:less|more|at least|under|over|above|below) (?:than )?[0-9]+% attendance\b|\b5\+ in\b",
    r"\b[Nn]umber [0-9]\b(?![0-9,.]*[0-9%])",
    r"\b[0-9]{1,2}(?:st|nd|rd|th)\b|\b0[0-9]{4,}\b|\b[0-9]+/[0-9]+/[0-9]+(?:/[0-9]+)*\b",
    r"^\s*\(?[0-9]+(?:\.[0-9]+)*[.):](?=\s)|\b[0-9]+\.[0-9]+(?= \")|\b24/7\b",
    r"\b[A-Z]+[0-9][\w-]*|\bone[- ]to[- ]one\b|\b(?:WORD)[- ]fold\b",
    r"\b(?:[0-9]+|one|WORD) and a half(?: (?:percentage )?points?)?\b|\b(?:first|second|last|other) half\b"
    r"|\bhalf[- ](?:year|yearly|term|day|hour)\b",
    r"\b(?:[0-9]+|WORD) or (?:more|fewer|less)\b|\b(?:[0-9]+|WORD)-(?:working-)?days?\b",
)  # fmt: skip
_MASKS = tuple(re.compile(p.replace("WORD", WORD)) for p in _NOT_FIGURES)
_FRACTION = re.compile(
    rf"{_ALONE}(?P<n>{_N}|(?:{WORD})\b) ?(?:/|out of|of(?: the| these| those| our)?|in every"
    rf"|in) ?(?P<of>{_N}|(?:{WORD})\b)(?![\w%]|[.,]?[0-9])",
    re.IGNORECASE,
)
_ONE_IN = re.compile(rf"\b(?:1|one) in (?P<of>[0-9]{{1,2}}|{WORD})\b", re.IGNORECASE)
_SHARE = re.compile(
    rf"\b(?:{'|'.join(SHARES)})\b"
    r"(?! (?:(?:of )?(?:the|its|our|their)(?: [a-z]+){0,2} (?:rate|number|figure|level|average|target|total)"
    r"|of (?:what|that|last)|that|what|as|short|a (?:percentage )?point)\b)",
    re.IGNORECASE,
)
_POINT_IN_WORDS = re.compile(
    r"(?<!of )\b(?:(?P<half>half a)|one|a(?= (?:\w+ )?percentage)) (?:full |single |whole )?(?:percentage )?point\b",
    re.IGNORECASE,
)
_GLOSS = re.compile(
    r"[^.;()]{0,60}\((?:(?P<n>[0-9]+(?:\.[0-9]+)?)(?:%| per ?cent)"
    r"|(?P<top>[0-9,]+) ?(?:of|out of|/) ?(?P<of>[1-9][0-9,]*)\))"
)
"""A share in words is often followed by its percentage in brackets, which is then the figure that counts."""
AS_WORDED = 5
"""So many percentage points a share in words may lie from its own percentage."""
_POUNDS = re.compile(rf"-?£ ?(?P<n>{_N}) ?(?P<unit>bn|billion|mil(?:lion)?|m|k|thousand)?\b", re.IGNORECASE)
_UNIT_AFTER = (
    (Kind.POINTS, re.compile(
        r" ?(?:of a (?:percentage )?point|percentage[- ]points?|per cent points?|% points?|ppts?|pp)\b", re.IGNORECASE
    )),
    (Kind.PERCENT, re.compile(r" ?(?:%|per ?cent\b|pc\b)", re.IGNORECASE)),
    (Kind.SCORE, re.compile(r" ?points?\b", re.IGNORECASE)),
    (Kind.DAYS, re.compile(r" ?(?:working |calendar )?days?\b", re.IGNORECASE)),
    (Kind.RATE, re.compile(r"(?: \w+){0,2} per (?:10,?000|ten thousand)\b", re.IGNORECASE)),
)  # fmt: skip
_PLAIN = re.compile(
    rf"{_ALONE}[-+]?(?P<n>{_N})(?!(?!per ?cent|pp\b|points?\b)[\w/]|[.,:]?[0-9])|(?<![\w-])(?P<w>{WORD})\b(?!-)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?P<about>\b(?:around|about|approximately|approx\.?|circa|c\.|nearly|almost|roughly|some"
        r"|just (?:over|under|above|below)))\s*(?:a )?$"
    r"|(?P<more>\b(?:more than|over|at least|above|exceeding|upwards of))\s*$|(?P<less>\b(?:less than"
        r"|fewer than|under|below|up to))\s*$",
    re.IGNORECASE,
)  # fmt: skip


def figures(sentence: str, taken: Iterable[tuple[int, int]] = ()) -> tuple[Figure, ...]:
    """The figures of a plain sentence, in order. `taken` are stretches that are something else, such as periods."""
    text = _masked(sentence, taken)
    found: list[Figure] = []
    read = (_pounds(text), _points(text), _one_in(text), _fractions(text), _shares(text), _plain(text, sentence))
    for figure in chain(*read):
        if not any(figure.start < f.end and f.start < figure.end for f in found):
            found.append(figure)
    return tuple(sorted(found, key=lambda f: f.start))


def _masked(sentence: str, taken: Iterable[tuple[int, int]]) -> str:
    text = sentence
    for start, end in taken:
        text = text[:start] + "\0" * (end - start) + text[end:]
    for mask in _MASKS:
        text = mask.sub(lambda found: "\0" * len(found[0]), text)
    for match, share in list(_worded_shares(text)):
        if _has_gloss(text, match, share):
            text = text[: match.start()] + "\0" * len(match[0]) + text[match.end() :]
    return text


def _pounds(text: str) -> Iterator[Figure]:
    scale = {"b": 10**9, "m": 10**6, "k": 1000, "t": 1000}
    for match in _POUNDS.finditer(text):
        times = scale[match["unit"][0].casefold()] if match["unit"] else 1
        yield _figure(text, match.start(), match.end(), Kind.POUNDS, _decimal(match["n"]) * times, 0)


def _points(text: str) -> Iterator[Figure]:
    for match in _POINT_IN_WORDS.finditer(text):
        value, decimals = (Decimal("0.5"), 1) if match["half"] else (Decimal(1), 0)
        yield _figure(text, match.start(), match.end(), Kind.POINTS, value, decimals, True)


def _one_in(text: str) -> Iterator[Figure]:
    for match in _ONE_IN.finditer(text):
        share = Decimal(100) / _decimal(match["of"])
        yield Figure(match.start(), match.end(), Kind.PERCENT, share, 0, Nearly.ABOUT, in_words=True)


def _fractions(text: str) -> Iterator[Figure]:
    for match in _FRACTION.finditer(text):
        top, bottom = _decimal(match["n"]), _decimal(match["of"])
        if top <= bottom and bottom > 0:
            words = match["n"].casefold() in NUMBER_WORDS
            yield Figure(match.start(), match.end(), Kind.FRACTION, top, 0, out_of=bottom, in_words=words)


def _shares(text: str) -> Iterator[Figure]:
    for match in _SHARE.finditer(text):
        top, bottom = SHARES[match[0].casefold()]
        before = _ABOUT.search(text[: match.start()])
        nearly = Nearly(before.lastgroup) if before and before.lastgroup else Nearly.ABOUT
        yield Figure(match.start(), match.end(), Kind.PERCENT, Decimal(100) * top / bottom, 0, nearly, in_words=True)


def _worded_shares(text: str) -> Iterator[tuple[re.Match[str], Decimal]]:
    """Each share that is written in words, in percent: "two thirds", "one in six", "nine in ten"."""
    for match in _SHARE.finditer(text):
        top, bottom = SHARES[match[0].casefold()]
        yield match, Decimal(100) * top / bottom
    for match in _ONE_IN.finditer(text):
        yield match, Decimal(100) / _decimal(match["of"])
    for match in _FRACTION.finditer(text):
        if match["n"].casefold() in NUMBER_WORDS and _decimal(match["of"]):
            yield match, 100 * _decimal(match["n"]) / _decimal(match["of"])


def _has_gloss(text: str, match: re.Match[str], share: Decimal) -> bool:
    """Whether a share in words is followed by its own percentage, which it fits as loosely as it is worded."""
    gloss, before = _GLOSS.match(text, match.end()), _ABOUT.search(text[: match.start()])
    if gloss is None or (not gloss["of"] and not gloss["n"]):
        return False
    more = (_decimal(gloss["n"]) if gloss["n"] else 100 * _decimal(gloss["top"]) / _decimal(gloss["of"])) - share
    words = before[0].casefold() if before else ""
    if before and before["more"]:
        return more >= 0
    if before and before["less"]:
        return more <= 0
    return abs(more) <= AS_WORDED or ("over" in words and more > 0) or ("under" in words and more < 0)


def _plain(text: str, sentence: str) -> Iterator[Figure]:
    for match in _PLAIN.finditer(text):
        number = match["n"] or match["w"]
        after = next(((k, u) for k, p in _UNIT_AFTER if (u := p.match(sentence, match.end()))), None)
        decimals = len(number.partition(".")[2])
        kind = after[0] if after else Kind.NUMBER if decimals else Kind.COUNT
        end = after[1].end() if after and kind is not Kind.RATE else match.end()
        yield _figure(text, match.start(), end, kind, _decimal(number), decimals, bool(match["w"]))


def _figure(
    text: str, start: int, end: int, kind: Kind, value: Decimal, decimals: int, in_words: bool = False
) -> Figure:
    before = _ABOUT.search(text[:start])
    nearly = Nearly(before.lastgroup) if before and before.lastgroup else Nearly.EXACT
    return Figure(start, end, kind, value, decimals, nearly, in_words=in_words)


def _decimal(text: str) -> Decimal:
    return Decimal(NUMBER_WORDS.get(text.casefold()) or text.replace(",", ""))
