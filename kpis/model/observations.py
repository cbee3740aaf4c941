"""Observations: one indicator, one period, and a value or a marker saying why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kpis.model.periods import Period


class Marker(StrEnum):
    """Why there is no number. A marker is never 0, -1 or NaN."""

    SUPPRESSED = "suppressed"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"
    NOT_REPORTED = "not_reported"
    NOT_BENCHMARKED = "not_benchmarked"
    REPORT_IN_DEVELOPMENT = "report_in_development"
    TO_BE_CONFIRMED = "to_be_confirmed"


@dataclass(frozen=True, slots=True)
class CellValue:
    """What one cell says, before anyone knows which indicator it is for.

    `value` is in the indicator's unit (56.6 for 56.6%). `note` is what stood in brackets and was no number: the source
    of a prior year's figure ("LAIT").
    """

    value: float | None = None
    marker: Marker | None = None
    numerator: float | None = None
    denominator: float | None = None
    note: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure as it was read, with the cell it came from and the text that stood there."""

    code: str
    period: Period
    value: float | None
    marker: Marker | None
    numerator: float | None = None
    denominator: float | None = None
    note: str = ""
    as_written: str = ""
    sheet: str = ""
    cell: str = ""

    def says_the_same_as(self, other: Observation) -> bool:
        """Whether two observations of one indicator and period hold the same figure, wherever they came from."""
        return (self.value, self.marker, self.numerator, self.denominator, self.note) == (
            other.value,
            other.marker,
            other.numerator,
            other.denominator,
            other.note,
        )

    def agrees_with(self, other: Observation) -> bool:
        """Whether they say the same as far as each says anything: a table may leave out what a figure was made from."""
        pairs = (
            (self.numerator, other.numerator),
            (self.denominator, other.denominator),
            (self.note or None, other.note or None),
        )
        is_one_figure = (self.value, self.marker) == (other.value, other.marker)
        return is_one_figure and all(one == another or one is None or another is None for one, another in pairs)


@dataclass(frozen=True, slots=True)
class Comparator:
    """The same measure elsewhere: England, or statistical neighbours, with its own period and cell.

    `differs` says in words how it is counted otherwise than ours; `note` what it was made from (which model, how many).
    `is_published` is a figure of a department's own file, and not one that a workbook prints.
    """

    code: str
    name: str
    period: Period | None
    value: float | None
    marker: Marker | None
    as_written: str = ""
    same_definition: bool | None = None
    sheet: str = ""
    cell: str = ""
    differs: str = ""
    note: str = ""
    is_published: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a kept figure came from: the upload, its file and the cell."""

    upload: int
    file: str
    sheet: str
    cell: str
    by: str
    at: datetime


NO_SOURCE = Source(0, "", "", "", "", datetime.min)
"""In place of the source of a figure that is withheld: a reader is not told where it stands."""


@dataclass(frozen=True)
class Undo:
    """The undoing of an upload, or of an earlier undo: an act of its own, with its reason."""

    number: int
    undoes: int
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class KeptObservation:
    """An observation in the store, with its source. Later ones supersede earlier ones; all stay.

    `undo` is set where an undo put the figure here: what stood before, with its own source, or, `is_withdrawn`, that no
    figure stands any more.
    """

    observation: Observation
    source: Source
    undo: Undo | None = None
    is_withdrawn: bool = False

    @property
    def key(self) -> tuple[str, Period]:
        """What later figures supersede it by."""
        return (self.observation.code, self.observation.period)


@dataclass(frozen=True)
class KeptComparator:
    """A comparator in the store, with its source; undone as observations are."""

    comparator: Comparator
    source: Source
    undo: Undo | None = None
    is_withdrawn: bool = False

    @property
    def key(self) -> tuple[str, str, Period | None]:
        """What later comparators supersede it by."""
        return (self.comparator.code, self.comparator.name, self.comparator.period)
