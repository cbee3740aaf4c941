"""The officers' words as an audience reads them: the figures filled in from its own rows, and whether they still stand.

What was kept is always shown: words that an earlier version kept and that can no longer be read as Markdown are shown
as they were typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kpis.model.commentary import Commentary, Question
from kpis.model.errors import Refused
from kpis.scorecard.pack import Pack
from kpis.scorecard.prose.markdown import read_commentary
from kpis.scorecard.prose.placeholders import fill_placeholders
from kpis.scorecard.prose.staleness import FigureThen, Staleness, staleness
from kpis.scorecard.prose.tree import Block, BlockKind, Piece, PieceKind, Prose
from kpis.scorecard.rows import ScorecardRow
from kpis.scorecard.wording import day_words


@dataclass(frozen=True)
class Told:
    """Words with who wrote them, as they are read. `stale` says which figures have changed since; empty for none."""

    words: Commentary
    prose: Prose
    stale: str = ""


@dataclass(frozen=True)
class AllTold:
    """All that is told beside a scorecard."""

    told: tuple[Told, ...] = ()

    def of(self, code: str) -> Told | None:
        """What is told of one indicator."""
        return next((t for t in self.told if t.words.subject.code == code), None)

    def answer(self, section: str, question: Question) -> Told | None:
        """What is answered to a section's question."""
        subjects = ((t, t.words.subject) for t in self.told)
        return next((t for t, s in subjects if not s.code and (s.section, s.question) == (section, question)), None)


NOTHING_TOLD = AllTold()


def all_told(words: Iterable[Commentary], rows: Sequence[ScorecardRow]) -> AllTold:
    """Words as the audience of some rows reads them."""
    return AllTold(tuple(as_told(one, rows) for one in words))


def told_in(pack: Pack) -> AllTold:
    """The words of a pack, with the figures of that pack."""
    return all_told(pack.commentary, tuple(pack.scorecard.rows))


def as_told(words: Commentary, rows: Sequence[ScorecardRow]) -> Told:
    """Words as the audience of some rows reads them."""
    return Told(words, _prose(fill_placeholders(words.text, rows).text), staleness_of(words, rows).words)


def action_words(words: Commentary) -> str:
    """For an action, who does it and by when; empty for what is none."""
    parts = (f"who: {words.who}" if words.who else "", f"by {day_words(words.by_when)}" if words.by_when else "")
    said = ", ".join(part for part in parts if part)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def staleness_of(words: Commentary, rows: Sequence[ScorecardRow]) -> Staleness:
    """Which of the figures that words were written about their rows show differently now.

    `rows` are of the scorecard and period that the words are about; a yearly row shows its newest year.
    """
    periods = {row.indicator.code: row.period for row in rows}
    then = (FigureThen(f.code, periods.get(f.code, words.subject.period), f.shown) for f in words.figures)
    return staleness(tuple(then), rows)


def _prose(text: str) -> Prose:
    try:
        return read_commentary(text)
    except Refused:
        typed = (line for line in text.splitlines() if line.strip())
        return Prose(tuple(Block(BlockKind.PARAGRAPH, (Piece(PieceKind.TEXT, line),)) for line in typed))
