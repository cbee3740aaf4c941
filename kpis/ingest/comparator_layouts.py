"""Which kind of file of other areas this is, by the headings in its first rows.

Long: a row for each measure, area and year. Prepared: a row for each measure and year, and a column for each area.
Wide: a row for each area and year, and a column for each measure (the department's open data), or a row for each area
and a column for each year (the sheets of its interactive tool). Neighbours: a row for each authority with its ten.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kpis.ingest.area_values import year_ended
from kpis.ingest.comparator_rows import tidy

ROWS_LOOKED_AT = 20
FEWEST_YEARS = 2


class Layout(StrEnum):
    """How the file is laid out."""

    LONG = "long"
    PREPARED = "prepared"
    OPEN_DATA = "open_data"
    YEARS = "years"
    NEIGHBOURS = "neighbours"
    LINKS = "links"
    POPULATIONS = "populations"


MEASURE = ("short_desc", "lait_short", "short_name", "measure_code")
MEASURE_NAME = ("measure", "data_item", "measure_name", "indicator")
YEAR = ("years", "year", "period", "time_period")
AREA = ("la_and_regions", "la_name", "area", "area_name", "local_authority", "authority", "la")
CODE = ("la_number", "la_num", "la_code", "old_la_code", "area_code")
VALUE = ("values", "value", "figure")
YEAR_TYPE = ("year_type", "time_identifier")
COUNTED_IN = ("y_axis_name", "unit", "counted_in")
NUMERATOR, DENOMINATOR = ("numerator", "count"), ("denominator", "population")
POPULATION_YEAR = ("population_year",)
OUR_OWN = ("indicator", "ref", "section")
"""Headings of a council's own year table, where an area is a part of the service."""
LEVEL = ("geographic_level",)
FIRST_NEIGHBOUR = ("sn1", "sn_1")
GEOGRAPHY = frozenset(
    {
        "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code",
        "region_name", "old_la_code", "new_la_code", "la_name", "lad_code", "lad_name", "version", "refreshdate",
        "location", "location_code",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Heads:
    """The headings of a file by their plain names, with the column that each stands in."""

    layout: Layout
    names: tuple[str, ...]
    written: tuple[str, ...]

    def column(self, *known: str) -> int | None:
        """The first column that has one of these headings."""
        return next((self.names.index(name) for name in known if name in self.names), None)

    @property
    def years(self) -> dict[int, str]:
        """The columns whose heading is a year."""
        return {column: text for column, text in enumerate(self.written) if year_ended(text) is not None}


def heads_of(texts: Sequence[str]) -> Heads | None:
    """The headings in a row; None where they are those of no file that Waymark knows."""
    written = tuple(tidy(text) for text in texts)
    names = tuple(plain_heading(text) for text in written)

    def has(*known: str) -> bool:
        return any(name in names for name in known)

    for layout, fits in (
        (Layout.NEIGHBOURS, has(*FIRST_NEIGHBOUR) and has(*CODE)),
        (Layout.LINKS, has("indicator") and has("measure") and has("same_definition")),
        (Layout.POPULATIONS, names[:1] == ("area",) and has("year") and has("number") and not has(*MEASURE)),
        (Layout.OPEN_DATA, has("time_period") and has(*LEVEL)),
        (Layout.LONG, has(*MEASURE) and has(*YEAR) and has(*VALUE) and has(*AREA, *CODE)),
        (Layout.PREPARED, has("lait_short") and has(*YEAR) and has("england")),
        (
            Layout.YEARS,
            has(*AREA, *CODE)
            and not has(*OUR_OWN)
            and sum(year_ended(text) is not None for text in written) >= FEWEST_YEARS,
        ),
    ):
        if fits:
            return Heads(layout, names, written)
    return None


def bare_years(texts: Sequence[str]) -> Heads | None:
    """The headings of a table whose first column has none, as the department's table tool draws it: years alone."""
    written = tuple(tidy(text) for text in texts)
    said = [text for text in written[1:] if text]
    if len(said) < FEWEST_YEARS or written[0] or any(year_ended(text) is None for text in said):
        return None
    return Heads(Layout.YEARS, (AREA[0], *(plain_heading(text) for text in written[1:])), written)


def plain_heading(text: str) -> str:
    """A heading in small letters, its words joined by underscores."""
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")
