"""A comparison with other areas as JSON and csv, each figure with its period, its interval and its source."""

from __future__ import annotations

from typing import Any

from kpis.exports.tabular import csv_text
from kpis.model.intervals import Interval
from kpis.scorecard.area_rows import AreaComparison, AreaPlace

AREA_COLUMNS = (
    "code", "area", "role", "place", "period", "value", "shown", "lower", "upper", "numerator", "denominator",
    "same_definition", "definition", "source",
)  # fmt: skip


def comparison_json(comparison: AreaComparison) -> dict[str, Any]:
    """The whole comparison; words are in full sentences, absent things are null."""
    row = comparison.row
    return {
        "code": row.indicator.code,
        "name": row.indicator.name,
        "unit": row.indicator.unit.value,
        "polarity": row.indicator.polarity.value,
        "measure": {"short": comparison.measure.short, "name": comparison.measure.name},
        "period": comparison.period.label,
        "periods": [p.label for p in comparison.periods],
        "neighbour_model": comparison.model,
        "same_definition": comparison.link.match.is_same,
        "definition": comparison.definition,
        "own": {"period": row.period.label, "value": row.value, "shown": row.shown or None},
        "areas": [area_json(p) for p in (*comparison.places, *([comparison.england] if comparison.england else []))],
        "quartiles": list(comparison.quartiles) if comparison.quartiles else None,
        "statistical_neighbours": [
            {"model": a.model, "mean": a.mean, "median": a.median, "counted": a.counted, "of": a.of}
            for a in comparison.averages
        ],
        "verdicts": [
            {"with": v.name, "shown": v.shown, "compared": v.compared.value, "sentence": v.sentence}
            for v in comparison.verdicts
        ],
        "depends_on": list(comparison.flips),
        "missing": list(comparison.missing),
        "sources": [
            {"publication": p.name, "publisher": p.publisher, "licence": p.licence} for p in comparison.publications
        ],
    }


def area_json(place: AreaPlace) -> dict[str, Any]:
    """One area; its interval is null where no counts are published."""
    limits = place.interval if isinstance(place.interval, Interval) else None
    return {
        "code": place.code,
        "area": place.name,
        "role": place.role.value,
        "place": place.place,
        "value": place.value,
        "shown": place.shown,
        "interval": [limits.lower, limits.upper] if limits else None,
        "numerator": place.numerator,
        "denominator": place.denominator,
    }


def comparison_csv(comparison: AreaComparison) -> str:
    """One row for each area with a number, from the lowest; England and the region stand among them by their role."""
    source = "; ".join(f"{p.name}, {p.publisher}, {p.licence}" for p in comparison.publications)
    same = {True: "yes", False: "no", None: "not checked"}[comparison.link.match.is_same]
    rows = []
    for place in (*comparison.places, *([comparison.england] if comparison.england else [])):
        limits = place.interval if isinstance(place.interval, Interval) else None
        rows.append(
            [
                place.code,
                place.name,
                place.role.value,
                place.place,
                comparison.period.label,
                place.value,
                place.shown,
                limits.lower if limits else None,
                limits.upper if limits else None,
                place.numerator,
                place.denominator,
                same,
                comparison.definition,
                source,
            ]
        )
    return csv_text(AREA_COLUMNS, rows)
