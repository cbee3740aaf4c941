"""What operations share about the officers' words: reading them before they are kept, and putting them into files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpis.exports.commentary import Commentary, RowCommentary, SectionCommentary
from kpis.model.commentary import Question
from kpis.model.local_time import local_day
from kpis.scorecard.pack import Pack
from kpis.scorecard.prose.as_text import plain_text
from kpis.scorecard.prose.markdown import read_commentary, refuse_what_cannot_be_kept
from kpis.scorecard.prose.placeholders import figures_used, fill_placeholders, placeholders
from kpis.scorecard.prose.staleness import FigureThen, figures_then
from kpis.scorecard.prose.tree import Prose
from kpis.scorecard.quoted.check import check_words
from kpis.scorecard.quoted.outcomes import Finding, Outcome
from kpis.scorecard.quoted.sentences import sentence_around
from kpis.scorecard.rows import Scorecard, ScorecardRow
from kpis.scorecard.told import AllTold, Told, action_words, told_in

_CODE = re.compile(r"[\w.-]*\w")


@dataclass(frozen=True)
class WordsRead:
    """A commentary as this audience may see it.

    `prose` has its figures filled in; `problems` are the placeholders that name nothing. `findings` are of the text as
    it was typed. `figures` and `placeholders` are what is kept beside it, to tell later whether it is stale.
    """

    prose: Prose
    problems: tuple[str, ...]
    findings: tuple[Finding, ...]
    figures: tuple[FigureThen, ...]
    placeholders: Mapping[str, str]

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """What an officer should look at before anyone else does."""
        return tuple(f for f in self.findings if f.is_doubt)


def read_words(text: str, scorecard: Scorecard, about: Sequence[str] = ()) -> WordsRead:
    """Reads a commentary of a scorecard, or of the indicators it is `about`, by code; raises Refused with the place."""
    refuse_what_cannot_be_kept(text)
    rows = tuple(scorecard.rows)
    filled = fill_placeholders(text, rows)
    findings = check_words(text, rows, scorecard.period, about)
    codes = dict.fromkeys((*about, *(code for f in findings for code in f.codes), *codes_named(text, rows)))
    return WordsRead(
        read_commentary(filled.text),
        filled.problems,
        findings,
        figures_then(rows, tuple(codes)) if codes else (),
        figures_used(text, rows),
    )


def codes_named(text: str, rows: Sequence[ScorecardRow]) -> tuple[str, ...]:
    """The indicators that a text names by their code, in a placeholder or outside of one, in printed order."""
    written = {one.code.casefold() for one in placeholders(text)}
    written |= {word.casefold() for word in _CODE.findall(text)}
    return tuple(row.indicator.code for row in rows if row.indicator.code.casefold() in written)


def given_away(text: str, officers: Scorecard, members: Scorecard, about: Sequence[str] = ()) -> tuple[str, ...]:
    """What a text tells that its members' figures do not: a figure that is right, and that they are not shown.

    Such a figure is withheld from them, or is one that gives a withheld one away.
    """
    known = check_words(text, tuple(officers.rows), officers.period, about)
    seen = check_words(text, tuple(members.rows), members.period, about)
    shown = {(f.start, f.end) for f in seen if f.outcome is Outcome.AGREES}
    told = [f for f in known if f.outcome is Outcome.AGREES and f.codes and (f.start, f.end) not in shown]
    return tuple(dict.fromkeys(_secret(f, text) for f in told))


def _secret(finding: Finding, text: str) -> str:
    code = finding.codes[0]
    return (
        f"“{finding.quoted}” in “{sentence_around(text, finding.start)}” tells what is withheld from members. Take it "
        f"out, or write {{{{{code}}}}}, and a target as {{{{{code}:target}}}}: each reader is shown what they may see."
    )


def pack_in_files(pack: Pack) -> Commentary:
    """The words of a pack as its files hold them, with the figures of that pack."""
    return words_in_files(told_in(pack))


def words_in_files(told: AllTold) -> Commentary:
    """Words as plain text, as a file holds them: a section's answers with their actions, and each indicator's."""
    sections = dict.fromkeys(t.words.subject.section for t in told.told if not t.words.subject.code)
    return Commentary(
        {section: _answers(told, section) for section in sections},
        {t.words.subject.code: _of_row(t) for t in told.told if t.words.subject.code},
    )


def _answers(told: AllTold, section: str) -> SectionCommentary:
    text = {q: _text(one) for q in Question if (one := told.answer(section, q)) is not None}
    return SectionCommentary(
        text.get(Question.WORKING_WELL, ""),
        text.get(Question.WORRIED_ABOUT, ""),
        text.get(Question.NEEDS_TO_HAPPEN, ""),
    )


def _of_row(told: Told) -> RowCommentary:
    return RowCommentary(_text(told), told.words.by, local_day(told.words.at))


def _text(told: Told) -> str:
    return "\n\n".join(part for part in (plain_text(told.prose.blocks), action_words(told.words)) if part)
