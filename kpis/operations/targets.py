"""Targets: the one in force for each indicator, and setting another from a day on. The past keeps its colours.

What is set is added and nothing is changed. The day from which it is in force must lie after every figure that the
indicator has, so that no figure that members have seen is judged anew.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kpis.ingest.target_text import parse_target
from kpis.methods.rag import amber_limits
from kpis.model.audit import Deed
from kpis.model.catalogue import Catalogue
from kpis.model.errors import BadTarget
from kpis.model.indicators import Indicator
from kpis.model.people import Asker
from kpis.model.targets import Target, TargetKind, ToleranceKind
from kpis.operations.assembly import must_be_an_officer
from kpis.operations.door import must_be_an_administrator
from kpis.scorecard.wording import amber_shown, day_words, target_shown
from kpis.store.audit import record
from kpis.store.catalogue import list_catalogue, save_catalogue
from kpis.store.engine import Connection, Store
from kpis.store.observations import list_current

LONGEST_REASON, LONGEST_SOURCE = 500, 120
LATEST_YEAR = 2100
TARGET, TOLERANCE, SOURCE, REASON, IN_FORCE_FROM = "target", "tolerance", "source", "reason", "in_force_from"
"""The parts of a target that can be wrong, as its form calls them."""


@dataclass(frozen=True)
class TypedTarget:
    """A target as somebody typed it. Without a tolerance the published one counts."""

    target: str = ""
    tolerance: str = ""
    tolerance_kind: str = ToleranceKind.RELATIVE
    source: str = ""
    reason: str = ""
    in_force_from: str = ""


@dataclass(frozen=True)
class IndicatorTargets:
    """An indicator with the target in force, every one that it has had, the newest first, and when one may begin."""

    indicator: Indicator
    title: str
    in_force: Target | None
    all: tuple[Target, ...]
    earliest: date


def targets_by_scorecard(store: Store, asker: Asker, day: date | None = None) -> Mapping[str, list[IndicatorTargets]]:
    """Every indicator with its target on a day, today unless said, by the title of its scorecard."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        catalogue = list_catalogue(connection)
    found: dict[str, list[IndicatorTargets]] = {}
    for name in catalogue.scorecard_names:
        title = catalogue.title_of(name).title
        found[title] = [_targets(catalogue, i, day or _today(), date.min) for i in catalogue.of_scorecard(name)]
    return found


def targets_of(store: Store, asker: Asker, code: str) -> IndicatorTargets:
    """One indicator's targets, and the first day from which another may be in force; raises NotFound."""
    must_be_an_officer(asker)
    with store.reading() as connection:
        return _of(connection, code)


def target_typed(store: Store, asker: Asker, code: str, typed: TypedTarget) -> Target:
    """The target as it would be kept, its amber limits worked out; raises BadTarget with all that is wrong."""
    must_be_an_administrator(asker)
    with store.reading() as connection:
        return _target(_of(connection, code), typed)


def set_target(store: Store, asker: Asker, code: str, typed: TypedTarget) -> Target:
    """Keeps a target beside those before it; raises NotFound or BadTarget."""
    must_be_an_administrator(asker)
    now = datetime.now(UTC)
    with store.writing() as connection:
        before = _of(connection, code)
        target = _target(before, typed)
        save_catalogue(connection, Catalogue(targets=(target,)), asker.name, now)
        record(connection, asker.name, Deed.SET_TARGET, _told(before.indicator, target), now)
    return target


def _of(connection: Connection, code: str) -> IndicatorTargets:
    catalogue = list_catalogue(connection)
    indicator = catalogue.get(code)
    last = max((k.observation.period.last_day for k in list_current(connection, [indicator.code])), default=None)
    return _targets(catalogue, indicator, _today(), last + timedelta(days=1) if last else date.min)


def _targets(catalogue: Catalogue, indicator: Indicator, day: date, earliest: date) -> IndicatorTargets:
    had = sorted(catalogue.targets_of(indicator.code), key=_begins, reverse=True)
    in_force = next((t for t in had if _begins(t) <= day), None)
    return IndicatorTargets(indicator, catalogue.title_of(indicator.scorecard).title, in_force, tuple(had), earliest)


def _begins(target: Target) -> date:
    return target.in_force_from or date.min


def _target(known: IndicatorTargets, typed: TypedTarget) -> Target:
    mistakes: list[tuple[str, str]] = []
    printed = None
    try:
        printed = parse_target(typed.target)
        if printed is None:
            mistakes.append((TARGET, "Give the target: a number, a range such as 70-80, monitor or tbc."))
    except ValueError as wrong:
        mistakes.append((TARGET, f"The target is not understood: {wrong} Give a number, 70-80, monitor or tbc."))
    tolerance = _number(typed.tolerance, mistakes)
    if typed.tolerance_kind not in list(ToleranceKind):
        mistakes.append((TOLERANCE, "Choose what the tolerance is: a share, points or the limit itself."))
    elif tolerance is not None and tolerance < 0 and typed.tolerance_kind != ToleranceKind.LIMIT:
        mistakes.append((TOLERANCE, "The tolerance is below nought. Give how far on the wrong side is still amber."))
    begins = _begin(known, typed.in_force_from, mistakes)
    source, reason = _words(typed, mistakes)
    if mistakes or printed is None:
        raise BadTarget(tuple(mistakes))
    limits: tuple[float | None, float | None] = (None, None)
    kind = ToleranceKind(typed.tolerance_kind) if tolerance is not None else None
    if printed.low is not None and printed.high is not None:
        limits = amber_limits(printed.low, printed.high, known.indicator.polarity, tolerance, kind)
        _must_be_on_the_wrong_side(printed.low, printed.high, limits)
    else:
        tolerance, kind = None, None
    return Target(
        known.indicator.code,
        TargetKind(printed.kind),
        printed.low,
        printed.high,
        *limits,
        source=source or printed.source,
        reason=reason,
        tolerance=tolerance,
        tolerance_kind=kind,
        in_force_from=begins,
    )


def _must_be_on_the_wrong_side(low: float, high: float, limits: tuple[float | None, float | None]) -> None:
    """A limit that stands on the good side of its target would make amber what is green."""
    below, above = limits
    if (below is not None and below > low) or (above is not None and above < high):
        raise BadTarget(
            ((TOLERANCE, "The amber limit is on the good side of the target. Give one on its wrong side."),)
        )


def _number(text: str, mistakes: list[tuple[str, str]]) -> float | None:
    text = text.strip().rstrip("%").replace(",", "")
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or "_" in text:
        mistakes.append((TOLERANCE, "The tolerance is no number. Leave it blank for the published one, or give one."))
        return None
    return number


def _begin(known: IndicatorTargets, text: str, mistakes: list[tuple[str, str]]) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        mistakes.append((IN_FORCE_FROM, "Give the day from which it is in force, such as 2027-04-01."))
        return None
    if day.year > LATEST_YEAR:
        mistakes.append((IN_FORCE_FROM, f"Give a day before the year {LATEST_YEAR}."))
    elif day < known.earliest:
        words = (
            f"There are figures up to {day_words(known.earliest - timedelta(days=1))}, and they keep their colours: "
            f"give {day_words(known.earliest)} or a later day."
        )
        mistakes.append((IN_FORCE_FROM, words))
    return day


def _words(typed: TypedTarget, mistakes: list[tuple[str, str]]) -> Sequence[str]:
    source, reason = " ".join(typed.source.split()), " ".join(typed.reason.split())
    if len(source) > LONGEST_SOURCE or not source.isprintable():
        mistakes.append((SOURCE, f"Say whose target it is in {LONGEST_SOURCE} letters at most, such as England."))
    if not 0 < len(reason) <= LONGEST_REASON or not reason.isprintable():
        mistakes.append((REASON, f"Say why it is set, in 1 to {LONGEST_REASON} letters."))
    return source, reason


def _told(indicator: Indicator, target: Target) -> str:
    amber = amber_shown(target, indicator)
    begins = f" from {target.in_force_from.isoformat()}" if target.in_force_from else ""
    return f"{indicator.code}: {target_shown(target, indicator)}{f', amber {amber}' if amber else ''}{begins}"


def _today() -> date:
    return datetime.now(UTC).date()
