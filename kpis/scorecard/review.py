"""Words that were kept, looked over for whoever wrote them, before members read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kpis.scorecard.quoted.outcomes import Finding
from kpis.scorecard.quoted.sentences import sentence_around
from kpis.scorecard.told import Told


@dataclass(frozen=True)
class Doubt:
    """One figure or direction that the data do not give: the sentence that it is in, and what the data say."""

    quoted: str
    sentence: str
    says: str

    @property
    def words(self) -> str:
        """The doubt in one or two sentences."""
        place = "" if self.quoted == self.sentence else f"“{self.quoted}” in "
        return f"{place}“{self.sentence}” {self.says}"


@dataclass(frozen=True)
class Review:
    """Words as members will read them; the figures to be looked at again; and what was not understood."""

    told: Told
    doubts: tuple[Doubt, ...] = ()
    problems: tuple[str, ...] = ()


def doubts_in(text: str, findings: Iterable[Finding]) -> tuple[Doubt, ...]:
    """What is to be doubted in a text, in its order, each once."""
    found = (Doubt(f.quoted, sentence_around(text, f.start), f.says) for f in findings if f.is_doubt)
    return tuple(dict.fromkeys(found))
