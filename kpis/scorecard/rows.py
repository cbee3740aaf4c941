"""A scorecard as an answer: frozen, judged, and ready to be drawn, written or spoken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kpis.model.answers import KeptAnswer
from kpis.model.indicators import Indicator
from kpis.model.intervals import Compared, Fragility, NotFragile
from kpis.model.observations import Marker, Source, Undo
from kpis.model.people import Audience
from kpis.model.periods import Period
from kpis.model.process import Assurance, ProcessLimits, Signal, Variation
from kpis.model.small_numbers import SmallNumbersRule
from kpis.model.targets import Target
from kpis.model.verdicts import Direction, Rag, RagVerdict
from kpis.scorecard.real_change import NOTHING_SAID, RealChange


@dataclass(frozen=True)
class HistoryPoint:
    """One period of one indicator, judged against the target then in force. `shown` is what the reader sees.

    `limits` are the mean and the usual range in force then, and `signal` what is unusual about the figure, as of the
    row that the point belongs to.
    """

    period: Period
    value: float | None
    shown: str
    marker: Marker | None
    rag: RagVerdict
    target: Target | None = None
    numerator: float | None = None
    denominator: float | None = None
    note: str = ""
    source: Source | None = None
    limits: ProcessLimits | None = None
    signal: Signal | None = None


@dataclass(frozen=True)
class ComparatorFigure:
    """The same measure elsewhere, as shown beside ours, and whether ours is better, in words where it is not said."""

    name: str
    period: Period | None
    value: float | None
    shown: str
    same_definition: bool | None
    source: Source | None = None
    differs: str = ""
    note: str = ""
    compared: Compared = Compared.NOT_COMPARED
    compared_words: str = ""
    is_published: bool = False


@dataclass(frozen=True)
class ScorecardRow:
    """One indicator in one period, with all that is said of it.

    `period` is the scorecard's own, or for a yearly figure in a monthly or quarterly scorecard the last year that has
    ended. `history` is every period up to that one, oldest first, this one included.
    """

    indicator: Indicator
    period: Period
    value: float | None
    shown: str
    marker: Marker | None
    numerator: float | None
    denominator: float | None
    target: Target | None
    target_shown: str
    amber_shown: str
    rag: RagVerdict
    direction: Direction
    verdict: str
    comparators: tuple[ComparatorFigure, ...] = ()
    history: tuple[HistoryPoint, ...] = ()
    source: Source | None = None
    change: RealChange = NOTHING_SAID
    depends_on: tuple[str, ...] = ()
    """In short words: where another average, or another model of neighbours, would say otherwise of ours."""

    @property
    def variation(self) -> Variation | None:
        """Whether the newest figure is unusual, and for the better or the worse; None where it cannot be said."""
        return self.change.variation

    @property
    def assurance(self) -> Assurance | None:
        """Whether the usual range meets the target; None where it cannot be said."""
        return self.change.assurance

    def point(self, period: Period) -> HistoryPoint | None:
        """The history at one period, or None where nothing was ever loaded for it."""
        return next((p for p in self.history if p.period == period), None)

    @property
    def periods_red(self) -> int:
        """For how many periods in a row, up to and with this one, the figure has been red."""
        count, period = 0, self.period
        while (point := self.point(period)) is not None and point.rag.rag is Rag.RED:
            count, period = count + 1, period.previous()
        return count


@dataclass(frozen=True)
class Section:
    """A named group of rows, in printed order."""

    name: str
    rows: tuple[ScorecardRow, ...]


@dataclass(frozen=True)
class Withholding:
    """How small numbers were withheld from a public view, as it is explained beside the figures.

    `is_proved` is False where whole tables were withheld, because nothing less could be proved to keep them secret.
    """

    rule: SmallNumbersRule
    is_proved: bool = True


@dataclass(frozen=True)
class Scorecard:
    """A named set of sections for one period, for one audience. `periods` are all that have figures, oldest first.

    `withholding` is set in the public view alone.
    """

    name: str
    title: str
    description: str
    period: Period
    periods: tuple[Period, ...]
    audience: Audience
    sections: tuple[Section, ...]
    withholding: Withholding | None = None

    @property
    def rows(self) -> Iterator[ScorecardRow]:
        """All rows in printed order."""
        return (row for section in self.sections for row in section.rows)

    @property
    def has_withheld(self) -> bool:
        """Whether any figure of any period is withheld."""
        return any(point.marker is Marker.SUPPRESSED for row in self.rows for point in row.history)


@dataclass(frozen=True)
class Revision:
    """A figure that was superseded: what stood then, and what stands after it. `undo` is set where an undo did it."""

    period: Period
    before: str
    before_source: Source
    after: str
    after_source: Source
    undo: Undo | None = None
    reason: str = ""


@dataclass(frozen=True)
class Comparison:
    """One of the further comparisons of the detail page, such as the same month last year."""

    name: str
    period: Period
    shown: str
    words: str


@dataclass(frozen=True)
class History:
    """One indicator over time: its row in the newest period, every period, targets, comparisons and revisions.

    `answers` are the officers' words to questions about its figures, the newest first. `fragility` is how many children
    would change the colour of the row, or why that is not said; `population` says in words what a rate was made with,
    and `depends_on` what would turn round a comparison with the neighbours. The public view, which alone has a
    `withholding`, holds neither answers nor revisions.
    """

    row: ScorecardRow
    scorecard_title: str
    points: tuple[HistoryPoint, ...]
    targets: tuple[Target, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    revisions: tuple[Revision, ...] = ()
    answers: tuple[KeptAnswer, ...] = ()
    fragility: Fragility | NotFragile = NotFragile.NOT_RATED
    audience: Audience = Audience.OFFICERS
    withholding: Withholding | None = None
    population: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()

    @property
    def has_withheld(self) -> bool:
        """Whether the figure of any period is withheld."""
        return any(point.marker is Marker.SUPPRESSED for point in self.points)
