"""Reading the officers' words before they are kept: the tree, the figures filled in, and what is to be doubted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpis.scorecard.prose.markdown import read_commentary, refuse_what_cannot_be_kept
from kpis.scorecard.prose.placeholders import figures_used, fill_placeholders
from kpis.scorecard.prose.staleness import FigureThen, figures_then
from kpis.scorecard.prose.tree import Prose
from kpis.scorecard.quoted.check import check_words
from kpis.scorecard.quoted.outcomes import Finding
from kpis.scorecard.rows import Scorecard


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
    codes = tuple(dict.fromkeys((*about, *(code for f in findings for code in f.codes))))
    return WordsRead(
        read_commentary(filled.text),
        filled.problems,
        findings,
        figures_then(rows, codes) if codes else (),
        figures_used(text, rows),
    )
