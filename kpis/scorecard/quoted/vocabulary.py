"""The field's words for one thing made one: "ICPC" is "initial child protection conference"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kpis.model.regions import OUR_REGION, REGIONS

_LEARNING = r"(?:education|employment|training)"
_PHRASES: tuple[tuple[str, str], ...] = (
    ("icpc", r"\bICPCs?\b|(?i:\binitial (?:child(?:ren)?'?s? protection )?(?:case )?conferences?\b)"),
    ("reviewconference", r"(?i:\breview (?:child protection )?conferences?\b)"),
    ("repeatplan", r"(?i:\b(?:multiple|repeat(?:ed)?|second or further|previous|subsequent) (?:cp "
        r"|child(?:ren)?'?s? protection )?plan(?:s|ning)?\b|\bmultiple child protection\b"
        r"|\b(?:previously|already) been (?:on|(?:the )?subject (?:to|of)) (?:a|one)(?: (?:cp|child protection))?"
        r"(?: plan)?\b"
        r"|\bbeen on (?:one|a plan|a child protection plan) before\b|\bsecond or subsequent\b)"),
    ("cpplan", r"\bCPP?s?\b|(?i:\bchild(?:ren)?'?s? protection plan(?:s|ning)?\b|\bcp plans?\b|\bprotection plans?\b"
        r"|\bon a plan\b|\bchild(?:ren)?'?s? protection(?= (?:reviews?|rates?|numbers?|cases?|caseloads?)\b))"),
    ("cin", r"\bCIN\b|(?i:\bchild(?:ren)? in need(?: plans?)?\b)"),
    ("admission", r"(?i:\badmissions? (?:in)?to (?:our )?care\b|\badmitted (?:in)?to (?:our )?care\b"
        r"|\b(?:enter(?:ed|ing|s)?|c(?:a|o)m(?:e|ing) into|taken into|new into|entr(?:y|ies|ants) (?:in)?to)"
        r" (?:our )?care\b)"),
    ("discharge", r"(?i:\bdischarge[sd]? from (?:our )?care\b|\b(?:left|leave|exit(?:s|ed)?(?: from)?) (?:our )?care\b"
        r"|\b(?:children|those|all) leaving (?:our )?care\b(?! (?:service|team|grant|advis)))"),
    ("incare", r"\bCIC\b|\bLAC\b|\bCLA\b|(?i:\blooked[- ]after child(?:ren)?\b"
        r"|\bchild(?:ren)?(?: and young people)? (?:looked after|in (?:our )?care)\b"
        r"|\bcared[- ]for (?:children|child)\b|\bcare plans?\b|\bin care\b)"),
    ("careleaver", r"(?i:\bcare[- ]leavers?'?s?\b|\bcare[- ]experienced(?: young people| individuals)?\b)"),
    ("neet", r"\bNEET\b"),
    ("eet", rf"\bEET\b|(?i:\b{_LEARNING}(?:\s*(?:,|and/or|and|or|/|,\s*and/or|,\s*and|,\s*or)\s*{_LEARNING}){{2}}\b)"),
    ("rhi", r"\bRHIs?\b|(?i:\breturn home interviews?\b)"),
    ("ehcp", r"\bEHCPs?\b|(?i:\beducation,? health (?:and|&) care plans?\b)"),
    ("send", r"\bSEND\b|(?i:\bspecial educational needs(?: and/or| and| or) disabilit(?:y|ies)\b)"),
    ("fsm", r"\bFSM\b|(?i:\bfree school(?:s)? meals?\b)"),
    ("s47", r"\b[Ss]\.? ?47s?\b|(?i:\bsection 47s?\b)"),
    ("rereferral", r"(?i:\b(?:re-?referrals?|re-?referred|repeat referrals?)\b)"),
    ("nfa", r"\bNFA\b|(?i:\bno further action\b)"),
    ("shortstable", r"(?i:\bshort[- ]term (?:placement )?stability\b)"),
    ("longstable", r"(?i:\blong[- ]term (?:placement )?stability\b|\bstable long[- ]term placements?\b)"),
    ("outside", r"(?i:\bout(?:side)?[- ](?:of[- ])?(?:the |our )?(?:city|county|area|borough|authority)\b)"),
    ("unsuitable", r"(?i:\bunsuitable accommodation\b)"),
    ("suitable", r"(?i:\bsuitable accommodation\b|\bsuitability of accommodation\b)"),
    ("missing episode", r"(?i:\bmissing (?:episodes?|incidents?)(?:\(s\))?|\bepisodes? of (?:going )?missing\b)"),
    ("missing", r"(?i:\bmissing\b)"),
    ("attainment8", r"(?i:\battainment 8\b)"),
    ("basics", r"(?i:'?\bbasics\b'?|\bachieving 5\+ in english and maths\b|\b(?:grade )?5 or (?:above|more"
        r"|better) in english and maths\b)"),
    ("goodschool", r"(?i:\bgood (?:or|and) (?:outstanding|better|above)\b)"),
    ("persistentabsence", r"(?i:\bpersistent(?:ly)? absen(?:ce|t)\b)"),
    ("overallabsence", r"(?i:\boverall absence\b|\babsence from education\b)"),
    ("strategy", r"(?i:\bstrategy (?:discussion|meeting)s?\b)"),
    ("singleassessment assessment", r"(?i:\bsingle assessments?\b)"),
    ("socialworker", r"(?i:\bsocial workers?'?s?\b)"),
    ("sgo", r"\bSGOs?\b|(?i:\bspecial guardianship(?: orders?)?\b)"),
    ("dental", r"(?i:\bdentists?\b|\bdental\b)"),
    ("optical", r"(?i:\bopticians?\b|\b(?:eye|sight) tests?\b|\boptical\b)"),
    ("immunisation", r"(?i:\b(?:immunis|vaccin)(?:ations?|ed)\b)"),
    ("plo", r"\bPLO\b|(?i:\bpublic law outline\b|\bpre-proceedings\b)"),
    ("supervision", r"(?i:\b(?:case )?supervisions?'?s?\b)"),
    ("age1617", r"(?i:\b16(?:-| to | and |/)17[- ]year[- ]olds?\b|\byoung people aged 16(?:-| to | and )17\b)"),
    ("primary", r"(?i:\bprimary\b)"), ("secondary", r"(?i:\bsecondary\b)"),
)  # fmt: skip
_PARTS = (
    "primary secondary special maintained academy academies boys girls male female fsm disadvantaged "
    "disabled disability "
    "unvalidated provisional uasc unaccompanied asylum sibling siblings adolescent teenager baby babies ward locality "
    "cin cpplan incare careleaver send ehcp neet eet nursery setting settings childminder mile miles"
)
PARTS = frozenset(_PARTS.split())
"""Words that narrow a figure to a part of its row, unless the row's own name has them."""
AREAS = (
    ("England", r"(?<!East of )(?<!east of )\b(?:England(?:'s)?|[Nn]ational(?:ly)?)\b(?! (?:funding|formula|scheme"
        r"|survey|insurance|living|accreditation|pilot))"),
    (OUR_REGION, r"\b[Rr]egion(?:al|'s)?\b(?! (?:director|schools|adoption|police))"),
    ("Statistical neighbours", r"\b(?:[Ss]tat(?:\.|istical)? neighbou?rs?'?|[Nn]eighbours?'?|SNs?)\b"),
)  # fmt: skip
_NO_FIGURE_OF_IT = (
    r"(?! (?i:director|schools|police|fire|ambulance|borough|councils|locality|quadrant|ward|team|of the)\b)"
)
"""What makes the name of a region the name of something else, or of a part of the city."""


def _region_pattern(names: Sequence[str]) -> str:
    """A region's names in a sentence, with or without capitals: South West, south-west, Yorkshire & Humber."""
    words = sorted((name for name in names if "(" not in name), key=len, reverse=True)
    either = "|".join("[- ]?".join(_either_case(word) for word in name.split()) for name in words)
    return rf"(?<!Inner )(?<!Outer )(?<!Greater )\b(?:{either})\b{_NO_FIGURE_OF_IT}"


def _either_case(word: str) -> str:
    return "(?:and|&)" if word == "and" else f"[{word[0].upper()}{word[0].lower()}]{re.escape(word[1:])}"


COMPARATORS = re.compile(r"\b(?:our |the )?comparators\b", re.IGNORECASE)
_AREAS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (*AREAS, *((region.name, _region_pattern(region.names)) for region in REGIONS))
)
_STOP_WORDS = (
    "a about above after all also an and any approximately are as at average be been before below "
    "between both but by can child children "
    "city compared current currently data date day days december did down during each end ended ending enabling end-of "
    "figure figures financial following for four from further had has have held higher if in increase "
    "increased indicator "
    "is it its just last less level levels local lower made month months more month-end net new no not "
    "now number numbers of on or "
    "other our out over overall per percent percentage performance period point points population "
    "position previous proportion "
    "published quarter rate rates rated reduced reduction reported reporting s same seen service "
    "services share significant since "
    "january february march april june july august september october november jan feb mar apr jun jul "
    "aug sept sep oct nov dec "
    "rise rises fall falls decline declined declining drop dropped drops growth grew grown worsened worsening "
    "experience experienced small slight slightly although despite similar similarly again main fewer "
    "extra additional whole "
    "benchmark comparison compare authority authorities "
    "place key stage student students measure measures often case show shows showed group service data "
    "addition further format continuously least snapshot so statutory subject such than that the their "
    "them there these they this those three through time times to "
    "total two under until up was we were when where which while who will with within working year years "
    "young people ytd "
    "council improved improving improvement improvements decreased decrease fell fallen risen "
    "rose rising falling "
    "target targets reach reached category ref plan plans aged age area areas better worse against like pupil "
    "yet "
    "remain remained remaining steady stable very well high low highest lowest only still already then i.e e.g england"
)
OWN_NAMES = ("plymouth",)
"""The name of the council whose papers are shipped: it says nothing of which row is meant. Another adds its own."""
_STOP = frozenset((*_STOP_WORDS.split(), *OWN_NAMES))
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9']*")
_ENDINGS = ("ies", "ing", "ed", "s")


@dataclass(frozen=True)
class Word:
    """One word that says what something is about, with its place."""

    token: str
    start: int
    end: int


@lru_cache(maxsize=1024)
def words(text: str) -> tuple[Word, ...]:
    """The words of a plain text that say what it is about; a phrase of the field is one word."""
    found = []
    rest = text
    for token, pattern in _COMPILED:
        for match in pattern.finditer(rest):
            found += [Word(part, match.start(), match.end()) for part in token.split()]
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    for match in _WORD.finditer(rest):
        if match[0].casefold() not in _STOP and len(match[0]) > 1:
            found.append(Word(_stem(match[0]), match.start(), match.end()))
    return tuple(sorted(found, key=lambda w: w.start))


def tokens(text: str) -> frozenset[str]:
    """The same without places."""
    return frozenset(word.token for word in words(text))


def area_named(text: str) -> list[tuple[str, int, int]]:
    """Each other area that a text names, with its place."""
    return sorted(
        ((name, m.start(), m.end()) for name, pattern in _AREAS for m in pattern.finditer(text)), key=lambda a: a[1]
    )


def _stem(word: str) -> str:
    word = word.casefold().split("'")[0]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


_COMPILED = tuple((token, re.compile(pattern)) for token, pattern in _PHRASES)
