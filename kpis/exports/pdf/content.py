"""What a print says, as plain values for its template: every word and number is settled here, none in the template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kpis.exports.commentary import Commentary
from kpis.exports.given_for import given_words
from kpis.exports.methods_in_words import AUDIENCE_WORDS, methods, no_number_words, withheld_words
from kpis.exports.pdf.letters import all_printable, has_unshown
from kpis.exports.pdf.pictures import trend_picture
from kpis.exports.pdf.pressing import pressing_rows
from kpis.exports.printed_on import files_used, newest_upload
from kpis.exports.revised import RevisedWords, revised_words, since_words, then_words
from kpis.model.meetings import Publication
from kpis.model.observations import Marker
from kpis.model.verdicts import Rag
from kpis.scorecard.change_wording import assurance_words, short_change_words
from kpis.scorecard.elsewhere_words import elsewhere_in_words
from kpis.scorecard.filters import Filters, only_shown
from kpis.scorecard.pack import LastSeen
from kpis.scorecard.palette import AMBER_BAND, INK, LINE, QUIET_INK, RAG_LOOKS, RULE
from kpis.scorecard.question import Question
from kpis.scorecard.questions_to_ask import questions_to_ask
from kpis.scorecard.rows import Scorecard, ScorecardRow, Section
from kpis.scorecard.wording import (
    BASIS_WORDS,
    POLARITY_WORDS,
    RAG_WORDS,
    UNIT_WORDS,
    day_words,
    direction_words,
    period_words,
    rag_words,
)

Values = dict[str, Any]
WORST_FIRST = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.NOT_RATED)
DASH = "- "
LONGEST_UNSPLIT = 900
"""A row with more letters than this may run on to the next page; it would not fit on one."""


def print_values(
    scorecard: Scorecard,
    filters: Filters,
    commentary: Commentary,
    publication: Publication | None = None,
    last_seen: LastSeen | None = None,
) -> Values:
    """The whole print. Rows that the filters leave out are in no part of it."""
    shown, questions = only_shown(scorecard, filters), questions_to_ask(scorecard)
    values = all_printable(
        {
            "title": scorecard.title,
            "description": scorecard.description,
            "period": period_words(scorecard.period),
            "audience": AUDIENCE_WORDS[scorecard.audience],
            "given": given_words(publication),
            "since": since_words(last_seen),
            "then": then_words(last_seen),
            "revised": [_revised(one) for one in revised_words(last_seen, shown)],
            "as_at": day_words(newest_upload(scorecard)),
            "filters": [f"{name}: {chosen}" for name, chosen in filters.in_words()],
            "how_many": _how_many(scorecard, shown),
            "rags": [{"rag": rag.value, "words": RAG_WORDS[rag]} for rag in WORST_FIRST],
            "sections": [_section(shown, s, commentary, last_seen, questions) for s in shown.sections],
            "whole": [{"name": "All parts", "counts": _counts(shown.rows)}] if len(shown.sections) > 1 else [],
            "methods": [{"heading": heading, "words": words} for heading, words in methods()],
            "no_number": [{"words": words, "why": why} for words, _, why in no_number_words()],
            "withheld": withheld_words(shown),
            "sources": [f"{source.file}, taken in on {day_words(source.at)}" for source in files_used(shown)],
            "looks": _looks(),
        }
    )
    return {**values, "has_unshown": has_unshown(values)}


def _how_many(scorecard: Scorecard, shown: Scorecard) -> str:
    left, whole = len(list(shown.rows)), len(list(scorecard.rows))
    said = "1 indicator" if whole == 1 else f"{whole} indicators"
    return said if left == whole else f"{left} of {said}"


def _looks() -> Values:
    rags = {rag.value: {"ink": look.ink, "ground": look.ground} for rag, look in RAG_LOOKS.items()}
    return {"rag": rags, "ink": INK, "quiet": QUIET_INK, "line": LINE, "rule": RULE, "band": AMBER_BAND}


def _revised(one: RevisedWords) -> list[str]:
    return [f"{one.ref} {one.name}".strip(), one.period, one.then, one.now, one.why]


def _section(
    scorecard: Scorecard,
    section: Section,
    commentary: Commentary,
    last: LastSeen | None,
    questions: Mapping[str, Sequence[Question]],
) -> Values:
    words = commentary.sections.get(section.name)
    return {
        "name": section.name or "Indicators",
        "counts": _counts(section.rows),
        "concerns": pressing_rows(scorecard, section, last, questions),
        "rows": [_row(scorecard, row) for row in section.rows],
        "answers": [{"question": q, "paragraphs": _paragraphs(a)} for q, a in (words.answers if words else ())],
        "remarks": [_remark(row, commentary) for row in section.rows if row.indicator.code in commentary.rows],
        "pictures": [picture for picture in map(trend_picture, section.rows) if picture],
        "definitions": [_definition(row) for row in section.rows],
    }


def _counts(rows: Iterable[ScorecardRow]) -> list[int]:
    counted = Counter(row.rag.rag for row in rows)
    return [counted[rag] for rag in WORST_FIRST]


def _row(scorecard: Scorecard, row: ScorecardRow) -> Values:
    indicator = row.indicator
    elsewhere = " ".join(filter(None, (elsewhere_in_words(row, ()), *row.depends_on)))
    notes = [note for note in (indicator.flag, indicator.link) if note]
    return {
        "ref": indicator.ref,
        "name": indicator.name,
        "notes": notes,
        "verdict": row.verdict,
        "elsewhere": elsewhere,
        "shown": row.shown or "No figure",
        "is_number": row.value is not None,
        "count": _count(row),
        "period": "" if row.period == scorecard.period else period_words(row.period),
        "target": row.target_shown,
        "has_goal": row.target is not None and row.target.low is not None,
        "rag": row.rag.rag.value,
        "rag_words": rag_words(row.rag),
        "direction": direction_words(row.direction),
        "usual": [words for words in (short_change_words(row), assurance_words(row)) if words],
        "splits": len(indicator.name) + len(row.verdict) + len(elsewhere) > LONGEST_UNSPLIT,
    }


def _count(row: ScorecardRow) -> str:
    if row.marker is Marker.SUPPRESSED or row.numerator is None or row.denominator is None:
        return ""
    return f"{row.numerator:,.0f} of {row.denominator:,.0f}"


def _remark(row: ScorecardRow, commentary: Commentary) -> Values:
    said = commentary.rows[row.indicator.code]
    return {
        "ref": row.indicator.ref,
        "name": row.indicator.name,
        "paragraphs": _paragraphs(said.text),
        "by": ", ".join(part for part in (said.author, day_words(said.on)) if part),
    }


def _paragraphs(text: str) -> list[Values]:
    """The text by its lines; those that follow each other with a dash before them are one list."""
    found: list[Values] = []
    for line in (line.strip() for line in text.splitlines()):
        if not line.startswith(DASH):
            found += [{"words": line, "items": []}] if line else []
        elif found and found[-1]["items"]:
            found[-1]["items"].append(line.removeprefix(DASH))
        else:
            found.append({"words": "", "items": [line.removeprefix(DASH)]})
    return found


def _definition(row: ScorecardRow) -> Values:
    indicator = row.indicator
    made_of = f"{indicator.numerator}, divided by {indicator.denominator}"
    source = row.target.source if row.target else ""
    facts = (
        ("Definition", _sentence(indicator.definition) or "None has been written yet."),
        ("Counted", BASIS_WORDS[indicator.basis].removeprefix("Counted ")),
        ("Unit", UNIT_WORDS[indicator.unit]),
        ("Worked out as", made_of if indicator.numerator and indicator.denominator else ""),
        ("Which way is good", POLARITY_WORDS[indicator.polarity]),
        ("Target", _sentence(f"{row.target_shown}, {source}" if source else row.target_shown)),
        ("Amber limit", row.amber_shown),
        ("Proxy", "it does not follow the same children, and may pass 100%" if indicator.proxy else ""),
    )
    return {
        "ref": indicator.ref,
        "name": indicator.name,
        "splits": sum(len(words) for _, words in facts) > LONGEST_UNSPLIT,
        "facts": [[name, _sentence(words)] for name, words in facts if words],
    }


def _sentence(words: str) -> str:
    """The words with a full stop, where they have no end yet; nothing stays nothing."""
    return words if not words or words.endswith((".", "?", "!")) else f"{words}."
