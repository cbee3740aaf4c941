"""The shipped sheets that comparisons rest on: which areas there are, which of them is ours, and the links."""

from __future__ import annotations

from pathlib import Path

from kpis.ingest.comparator_reading import read_comparators
from kpis.ingest.comparator_rows import text_rows, tidy
from kpis.model.comparisons import Area, AreaKind, Council, KnownAreas, MeasureLink
from kpis.model.errors import BadCatalogue
from kpis.model.problems import Outcome

AREA_COLUMNS = ("code", "name", "kind", "region", "opened", "closed", "aliases")


def read_areas(path: Path) -> tuple[Area, ...]:
    """Every area of areas.csv; raises BadCatalogue, naming the row."""
    found = []
    for number, row in enumerate(_rows(path), 2):
        kind, years = row.get("kind", ""), [row.get(name, "") for name in ("opened", "closed")]
        if not row.get("code") or kind not in list(AreaKind) or not all(y.isdecimal() or not y for y in years):
            raise BadCatalogue(f"{path.name} cannot be used: row {number} is no area.")
        aliases = tuple(a.strip() for a in row.get("aliases", "").split("|") if a.strip())
        opened, closed = (int(year) if year else None for year in years)
        found.append(Area(row["code"], row["name"], AreaKind(kind), row.get("region", ""), opened, closed, aliases))
    return tuple(found)


def read_council(path: Path, areas: tuple[Area, ...]) -> Council:
    """Which authority is ours; raises BadCatalogue where it is none of the areas."""
    rows = _rows(path)
    known = {area.code for area in areas}
    if len(rows) != 1 or not {rows[0].get("authority"), rows[0].get("region")} <= known:
        raise BadCatalogue(f"{path.name} cannot be used: it must name one authority and its region, by their codes.")
    if not rows[0].get("neighbour_model", "").isdecimal():
        raise BadCatalogue(f"{path.name} cannot be used: neighbour_model must be the year of a model.")
    return Council(rows[0]["authority"], rows[0]["region"], int(rows[0]["neighbour_model"]))


def read_shipped_links(path: Path, known: KnownAreas) -> tuple[MeasureLink, ...]:
    """The links in a sheet that is shipped; raises BadCatalogue with what is wrong with it."""
    reading = read_comparators(path.read_bytes(), path.name, known)
    if reading.outcome is Outcome.REJECT:
        raise BadCatalogue(f"{path.name} cannot be used: {reading.problems[0].message}")
    return reading.links


def _rows(path: Path) -> list[dict[str, str]]:
    rows = [[tidy(text) for text in row.texts] for row in text_rows(path.read_bytes())]
    return [dict(zip(rows[0], row, strict=False)) for row in rows[1:]] if rows else []
