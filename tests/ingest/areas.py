"""Areas, and files about them, for tests: say only what matters."""

import gzip

from kpis.ingest.comparator_reading import read_comparators
from kpis.model.comparisons import Area, AreaKind, Council, KnownAreas, Measure

AREAS = (
    Area("970", "England", AreaKind.NATION, aliases=("E92000001",)),
    Area("990", "South West", AreaKind.REGION),
    Area("879", "Plymouth", AreaKind.AUTHORITY, "South West"),
    Area("801", "Bristol, City of", AreaKind.AUTHORITY, "South West", aliases=("Bristol",)),
    Area("880", "Torbay", AreaKind.AUTHORITY, "South West"),
    Area("837", "Bournemouth (Pre LG)", AreaKind.AUTHORITY, "South West", closed=2019),
)
KNOWN = KnownAreas(
    AREAS,
    Council("879", "990", 2025),
    ("LAC",),
    ("20",),
    ("N20", "N49"),
    (Measure("LAC", "Children looked after rate per 10,000", "Rate per 10,000", "Annual"),),
)
LONG = "Short Desc,Years,LA and Regions,Values,LA Number,Measure,Year_Type,y_axis_name"


def a_long_file(*rows):
    return "\n".join([LONG, *rows, ""]).encode()


def looked_after(year, area, value, code=""):
    return f"LAC,{year},{area},{value},{code},Children looked after rate,Annual,Rate"


def read(content, name="areas.csv", known=KNOWN):
    return read_comparators(content.encode() if isinstance(content, str) else content, name, known)


def figures(reading):
    return {(f.measure, f.area, f.period.label): f.value for f in reading.figures}


def codes(reading):
    return [p.code for p in reading.problems]


def packed(content):
    return gzip.compress(content, mtime=0)
