"""Which rows of a scorecard are asked for: the same choice on the page and in every file taken from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from kpis.model.process import Variation
from kpis.model.verdicts import Judgement, Movement, Rag
from kpis.scorecard.rows import Scorecard, ScorecardRow
from kpis.scorecard.wording import RAG_WORDS

DIRECTION_CHOICES = {
    "better": "Better",
    "worse": "Worse",
    "same": "No change",
    "moved": "Moved, not judged",
    "not_comparable": "Cannot compare",
}
WITH_WORDS = "With the words"
"""What was looked for, in what says which rows are shown."""
CHANGE_CHOICES = {
    "improvement": "Real improvement",
    "concern": "Real worsening",
    "moved": "Real, not judged",
    "usual": "Usual variation",
    "not_known": "Cannot be told",
}


@dataclass(frozen=True)
class Filters:
    """What is asked for; empty asks for everything."""

    section: str = ""
    rag: str = ""
    direction: str = ""
    words: str = ""
    change: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """The filters that an address names."""
        return cls(**{field.name: query.get(field.name, "").strip() for field in fields(cls)})

    def shows(self, section: str, row: ScorecardRow) -> bool:
        """Whether a row is among those asked for; every word must stand somewhere in its text."""
        text = searched_text(row)
        return (
            self.section in ("", section)
            and self.rag in ("", row.rag.rag.value)
            and self.direction in ("", direction_choice(row))
            and self.change in ("", change_choice(row))
            and all(word in text for word in self.words.casefold().split())
        )

    def in_words(self) -> tuple[tuple[str, str], ...]:
        """Each filter that is set, as what is shown says it: ("Against target", "Red")."""
        rags: dict[str, str] = {rag.value: RAG_WORDS[rag] for rag in Rag}
        named = (
            ("Section", self.section),
            ("Against target", rags.get(self.rag, self.rag)),
            ("Direction", DIRECTION_CHOICES.get(self.direction, self.direction)),
            ("Real change", CHANGE_CHOICES.get(self.change, self.change)),
            (WITH_WORDS, self.words),
        )
        return tuple((name, chosen) for name, chosen in named if chosen)


def direction_choice(row: ScorecardRow) -> str:
    """Under which choice of the direction filter a row falls."""
    if row.direction.movement is Movement.NOT_COMPARABLE:
        return "not_comparable"
    return "moved" if row.direction.judgement is Judgement.NO_JUDGEMENT else row.direction.judgement.value


def change_choice(row: ScorecardRow) -> str:
    """Under which choice of the filter of real changes a row falls."""
    match row.variation:
        case None:
            return "not_known"
        case Variation.COMMON_CAUSE:
            return "usual"
        case Variation.IMPROVEMENT:
            return "improvement"
        case Variation.CONCERN:
            return "concern"
        case Variation.NEUTRAL_HIGH | Variation.NEUTRAL_LOW:
            return "moved"


def searched_text(row: ScorecardRow) -> str:
    """What the words of a filter are looked for in."""
    indicator = row.indicator
    return " ".join((indicator.ref, indicator.name, indicator.link, indicator.flag, row.verdict)).casefold()


def only_shown(scorecard: Scorecard, filters: Filters) -> Scorecard:
    """The scorecard with the rows asked for; a section without any is left out."""
    sections = (
        replace(section, rows=tuple(row for row in section.rows if filters.shows(section.name, row)))
        for section in scorecard.sections
    )
    return replace(scorecard, sections=tuple(section for section in sections if section.rows))
