"""What a check may look at: the observations of one workbook and the catalogue they were read with."""

from __future__ import annotations

from dataclasses import dataclass

from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Indicator
from kpis.model.observations import Observation


@dataclass(frozen=True)
class PrintedTotal:
    """A total over several periods that a workbook prints ("Q1 total"): never kept, and it may give a figure away."""

    code: str
    words: str
    value: float
    sheet: str
    cell: str


@dataclass(frozen=True)
class AsRead:
    """One workbook as it was read, before anything is kept."""

    observations: tuple[Observation, ...]
    catalogue: Catalogue
    totals: tuple[PrintedTotal, ...] = ()

    def indicator(self, observation: Observation) -> Indicator:
        return self.catalogue.get(observation.code)
