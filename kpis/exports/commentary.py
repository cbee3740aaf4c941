"""The officers' words that a print holds beside the figures. They are plain text: nothing in them is markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class SectionCommentary:
    """A section's three questions, as the papers ask them. An empty text is a question that nobody has answered."""

    working_well: str = ""
    worried_about: str = ""
    needs_to_happen: str = ""

    @property
    def answers(self) -> tuple[tuple[str, str], ...]:
        """Each question with its answer, where there is one."""
        asked = (
            ("What is working well?", self.working_well),
            ("What are we worried about?", self.worried_about),
            ("What needs to happen?", self.needs_to_happen),
        )
        return tuple((question, answer) for question, answer in asked if answer.strip())


@dataclass(frozen=True)
class RowCommentary:
    """What is said of one indicator's figure, by whom and when."""

    text: str
    author: str
    on: date


@dataclass(frozen=True)
class Commentary:
    """All that is said beside a scorecard: of its sections by name, and of its indicators by code."""

    sections: Mapping[str, SectionCommentary] = field(default_factory=dict)
    rows: Mapping[str, RowCommentary] = field(default_factory=dict)


NO_COMMENTARY = Commentary()
