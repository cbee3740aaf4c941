"""Figures that fill themselves in: {{N10}} is the figure shown, {{N10:target}} its target, {{N10@2023-01}} January's.

Each is filled in from the row as the audience has it, so a withheld number is never told.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kpis.model.observations import Marker
from kpis.model.verdicts import RagReason
from kpis.scorecard.rows import HistoryPoint, ScorecardRow
from kpis.scorecard.wording import MARKER_WORDS, direction_words, period_words, rag_words

NOTHING_YET = "no figure yet"
WITHHELD = MARKER_WORDS[Marker.SUPPRESSED].casefold()
PARTS = ("target", "period", "direction", "rag", "england", "neighbours", "previous")
COMPARATOR_PARTS = {"england": "England", "neighbours": "Statistical neighbours"}
PLACEHOLDER = re.compile(r"\{\{([^{}\n]*)\}\}")
_INSIDE = re.compile(r"\s*(?P<code>[^:@\s]+)\s*(?::\s*(?P<part>[A-Za-z]+)\s*)?(?:@\s*(?P<period>[^{}:]+?)\s*)?")


@dataclass(frozen=True)
class Placeholder:
    """One placeholder of a text: what it asks for, and its place."""

    written: str
    start: int
    end: int
    code: str
    part: str = ""
    period: str = ""


@dataclass(frozen=True)
class Filled:
    """A text with its placeholders filled in. `problems` name each that could not be: it stays as it was typed."""

    text: str
    problems: tuple[str, ...] = ()


def placeholders(text: str) -> tuple[Placeholder, ...]:
    """Every placeholder of a text, in order, whether or not it names anything."""
    found = []
    for match in PLACEHOLDER.finditer(text):
        inside = _INSIDE.fullmatch(match[1])
        code, part, period = (
            (inside["code"], inside["part"], inside["period"]) if inside else (match[1].strip(), "", "")
        )
        found.append(
            Placeholder(match[0], match.start(), match.end(), code or "", (part or "").casefold(), period or "")
        )
    return tuple(found)


def fill_placeholders(text: str, rows: Sequence[ScorecardRow]) -> Filled:
    """Fills in the figures as this audience is shown them: never a withheld number, and a marker in its words.

    What is filled in is plain, so that no figure or name can become Markdown of its own.
    """
    by_code = {row.indicator.code.casefold(): row for row in rows}
    pieces, problems, done = [], [], 0
    for one in placeholders(text):
        says = _value(one, by_code)
        if says is None:
            problems.append(_problem(one, text, rows, by_code))
        pieces += [text[done : one.start], one.written if says is None else _escaped(says)]
        done = one.end
    return Filled("".join([*pieces, text[done:]]), tuple(problems))


def figures_used(text: str, rows: Sequence[ScorecardRow]) -> dict[str, str]:
    """What each placeholder of a text says now, by its wording: kept with the commentary, and compared later."""
    by_code = {row.indicator.code.casefold(): row for row in rows}
    return {f"{{{{{_name(one)}}}}}": says for one in placeholders(text) if (says := _value(one, by_code)) is not None}


def _name(one: Placeholder) -> str:
    return one.code + (f":{one.part}" if one.part else "") + (f"@{one.period}" if one.period else "")


def _value(one: Placeholder, rows: Mapping[str, ScorecardRow]) -> str | None:
    row = rows.get(one.code.casefold())
    if row is None:
        return None
    point = _point(row, one.period) if one.period else row.point(row.period)
    if one.period and point is None:
        return None
    if one.part == "":
        return _shown(point, row)
    return _part(one.part, point, row)


def _point(row: ScorecardRow, label: str) -> HistoryPoint | None:
    wanted = label.casefold()
    names = ((p, (p.period.label.casefold(), period_words(p.period).casefold())) for p in row.history)
    return next((point for point, labels in names if wanted in labels), None)


def _shown(point: HistoryPoint | None, row: ScorecardRow) -> str:
    if _is_withheld(point, row):
        return WITHHELD
    if point is None or (point.value is None and point.marker is None):
        return NOTHING_YET
    return point.shown if point.value is not None else point.shown.casefold()


def _is_withheld(point: HistoryPoint | None, row: ScorecardRow) -> bool:
    if point is not None and point.marker is Marker.SUPPRESSED:
        return True
    if point is not None and point.rag.reason is RagReason.SUPPRESSED:
        return True
    return row.marker is Marker.SUPPRESSED and (point is None or point.period == row.period)


def _part(part: str, point: HistoryPoint | None, row: ScorecardRow) -> str | None:
    match part:
        case "target":
            return row.target_shown if row.target is not None else "no target agreed"
        case "period":
            return period_words(point.period if point is not None else row.period)
        case "direction":
            return WITHHELD if _is_withheld(point, row) else direction_words(row.direction).casefold()
        case "rag":
            return WITHHELD if _is_withheld(point, row) else rag_words(row.rag).casefold()
        case "previous":
            return _shown(row.point((point.period if point is not None else row.period).previous()), row)
        case "england" | "neighbours":
            name = COMPARATOR_PARTS[part]
            other = next((c for c in row.comparators if c.name == name), None)
            return other.shown if other is not None and other.shown else f"no figure for {name}"
        case _:
            return None


def _problem(one: Placeholder, text: str, rows: Sequence[ScorecardRow], by_code: Mapping[str, ScorecardRow]) -> str:
    line = text.count("\n", 0, one.start) + 1
    row = by_code.get(one.code.casefold())
    if row is None:
        codes = [r.indicator.code for r in rows]
        near = get_close_matches(one.code.upper(), codes, n=1, cutoff=0.4)
        advice = f"Did you mean {{{{{near[0]}}}}}?" if near else "Write the code of an indicator of this scorecard."
        return f"Line {line}: {one.written} names no indicator of this scorecard. {advice}"
    if one.part and one.part not in PARTS:
        return f"Line {line}: {one.written} asks for “{one.part}”. It can be {', '.join(PARTS[:-1])} or {PARTS[-1]}."
    last = row.history[-1].period.label if row.history else ""
    advice = f"The newest is {{{{{row.indicator.code}@{last}}}}}." if last else "It has no figures yet."
    return f"Line {line}: {one.written} names a period that {row.indicator.code} has no figure for. {advice}"


def _escaped(text: str) -> str:
    """The signs of Markdown made plain; a figure is left as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#!|~])", r"\\\1", text)
