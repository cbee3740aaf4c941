"""How many children live in an area, as a rate needs to know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Population:
    """The children aged 0 to 17 of one area in the middle of one year, and who says so."""

    area: str
    year: int
    number: int
    source: str = ""
