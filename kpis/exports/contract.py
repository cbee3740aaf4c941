"""The outside contract: scorecards, histories and checks as the JSON that scripts elsewhere rest on (design, 6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kpis.model.catalogue import Catalogue
from kpis.model.periods import Period
from kpis.model.problems import Outcome, Problem
from kpis.model.targets import Target, TargetKind
from kpis.model.verdicts import Direction
from kpis.scorecard.rows import ComparatorFigure, History, HistoryPoint, Scorecard, ScorecardRow
from kpis.scorecard.wording import target_shown

Json = dict[str, Any]


def scorecard_json(scorecard: Scorecard) -> Json:
    """A scorecard as the contract has it; absent things are null."""
    return {
        "scorecard": scorecard.name,
        "title": scorecard.title,
        "period": scorecard.period.label,
        "audience": scorecard.audience.value,
        "sections": [{"name": s.name, "rows": [row_json(row) for row in s.rows]} for s in scorecard.sections],
    }


def row_json(row: ScorecardRow) -> Json:
    """One row of a scorecard."""
    indicator = row.indicator
    return {
        "code": indicator.code,
        "ref": indicator.ref or None,
        "name": indicator.name,
        "unit": indicator.unit.value,
        "basis": indicator.basis.value,
        "polarity": indicator.polarity.value,
        "period": row.period.label,
        "value": row.value,
        "shown": row.shown or None,
        "marker": row.marker.value if row.marker else None,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "target": _target_json(row),
        "rag": row.rag.rag.value,
        "rag_reason": row.rag.reason.value if row.rag.reason else None,
        "direction": _direction_json(row.direction),
        "variation": row.variation.value if row.variation else None,
        "assurance": row.assurance.value if row.assurance else None,
        "verdict": row.verdict,
        "comparators": [_comparator_json(c) for c in row.comparators],
        "history": [_point_json(p) for p in row.history],
        "source": _source_json(row),
    }


def history_json(history: History) -> Json:
    """The row's own fields, why there is no variation or assurance, and every period with its limits, oldest first."""
    change = history.row.change
    return {
        **row_json(history.row),
        "reason": change.reason.value if change.reason else None,
        "assurance_reason": change.assurance_reason.value if change.assurance_reason else None,
        "history": [{**_point_json(p), **_limits_json(p)} for p in history.points],
    }


def scorecards_json(catalogue: Catalogue, periods: dict[str, Sequence[Period]]) -> Json:
    """The scorecards there are, each with its periods, oldest first."""
    return {
        "scorecards": [
            {"scorecard": name, "title": catalogue.title_of(name).title, "periods": [p.label for p in found]}
            for name, found in periods.items()
        ]
    }


def check_json(file: str, outcome: Outcome, observations: int, problems: Iterable[Problem]) -> Json:
    """What a check of one workbook found."""
    return {
        "file": file,
        "outcome": outcome.value,
        "observations": observations,
        "problems": [
            {
                "code": p.code,
                "severity": p.severity.value,
                "sheet": p.sheet or None,
                "cell": p.cell or None,
                "indicator": p.indicator or None,
                "period": p.period or None,
                "message": p.message,
                "what_to_do": p.what_to_do,
            }
            for p in problems
        ],
    }


def _target_json(row: ScorecardRow) -> Json:
    target = row.target
    if target is None:
        return {"value": None, "kind": None, "source": None, "shown": None, "amber_limit": None}
    return {
        "value": _one_or_two(target, target.low, target.high),
        "kind": target.kind.value,
        "source": target.source or None,
        "shown": target_shown(target, row.indicator),
        "amber_limit": _one_or_two(target, target.amber_low, target.amber_high),
    }


def _one_or_two(target: Target, low: float | None, high: float | None) -> float | list[float | None] | None:
    """A single number; for a range (and for close to target, which has two limits) both."""
    if target.kind is TargetKind.RANGE or (low is not None and high is not None and low != high):
        return [low, high]
    return low if low is not None else high


def _direction_json(direction: Direction) -> Json:
    return {
        "movement": direction.movement.value,
        "judgement": direction.judgement.value,
        "compared_with": direction.compared_with.label if direction.compared_with else None,
        "reason": direction.reason.value if direction.reason else None,
    }


def _comparator_json(figure: ComparatorFigure) -> Json:
    return {
        "name": figure.name,
        "period": figure.period.label if figure.period else None,
        "value": figure.value,
        "shown": figure.shown or None,
        "same_definition": figure.same_definition,
    }


def _point_json(point: HistoryPoint) -> Json:
    return {
        "period": point.period.label,
        "value": point.value,
        "shown": point.shown or None,
        "marker": point.marker.value if point.marker else None,
        "rag": point.rag.rag.value,
    }


def _limits_json(point: HistoryPoint) -> Json:
    """The mean and the limits in force at a period, as worked out and not rounded, and the rule that marks it."""
    limits = point.limits
    return {
        "mean": limits.mean if limits else None,
        "lower_limit": limits.lower if limits else None,
        "upper_limit": limits.upper if limits else None,
        "special_cause": point.signal.cause.value if point.signal else None,
    }


def _source_json(row: ScorecardRow) -> Json | None:
    if row.source is None:
        return None
    return {
        "upload": row.source.upload,
        "file": row.source.file,
        "sheet": row.source.sheet,
        "cell": row.source.cell,
    }
