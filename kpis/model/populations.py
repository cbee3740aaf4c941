"""How many children live in an area, as a rate needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Population:
    """The children aged 0 to 17 of one area in the middle of one year, and who says so."""

    area: str
    year: int
    number: int
    source: str = ""


@dataclass(frozen=True)
class KeptPopulation:
    """A population in the store, with who added it, when and why. A later one of the same year is a revision of it."""

    population: Population
    by: str
    at: datetime
    reason: str = ""
