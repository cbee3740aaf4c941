"""Targets and how far on the wrong side is still amber: seeing them, setting another from a day on, withdrawing one.

Nothing is overwritten: a target that is set is added beside those before it, and one that is withdrawn stays in the
list. Each figure is judged by the target in force on its period's last day, so a target that begins after every figure
recolours none. One that begins earlier may: which figures, and that published packs keep the colours that members
were given, is shown first, and whoever sets it must say that they have seen it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from kpis.model.audit import Deed
from kpis.model.errors import BadTarget, Refused
from kpis.model.events import Withdrawal
from kpis.model.indicators import Indicator
from kpis.model.local_time import today
from kpis.model.meetings import Publication
from kpis.model.people import Asker
from kpis.model.target_list import IndicatorTargets, KeptTarget, target_states, targets_that_stand
from kpis.model.targets import Target
from kpis.operations.assembly import name_of
from kpis.operations.keeping import (
    fingerprint,
    mistakes_of_name,
    must_keep_settings,
    reason_typed,
)
from kpis.operations.typed_target import IN_FORCE_FROM, REASON, SOURCE, TARGET, TOLERANCE, TypedTarget, target_typed
from kpis.scorecard.target_change import Recoloured, TargetChange, recoloured
from kpis.scorecard.wording import amber_shown, moment_words, target_shown
from kpis.store.audit import record
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Connection, Store
from kpis.store.observations import list_current
from kpis.store.publications import list_publications
from kpis.store.targets import get_kept_target, list_kept_targets, save_target, save_target_withdrawal

__all__ = ["AGREED", "IN_FORCE_FROM", "NAME", "REASON", "SOURCE", "TARGET", "TOLERANCE", "TypedTarget"]

NAME, AGREED = "name", "agreed"
"""The parts of a form besides the target itself."""
NOT_YET_KEPT = 1 << 62
"""In place of the number of a target that is only looked at: it is the last that was set."""


@dataclass(frozen=True)
class TargetDone:
    """What became of it: the number of the target; or None, with what others did since it was looked at."""

    change: TargetChange
    number: int | None = None
    overtaken: str = ""


def targets_by_scorecard(store: Store, asker: Asker) -> Mapping[str, list[tuple[Indicator, Target | None]]]:
    """Every indicator with the target that is in force today, by the title of its scorecard."""
    must_keep_settings(asker)
    with store.reading() as connection:
        catalogue = list_catalogue(connection)
    return {
        catalogue.title_of(name).title: [
            (i, _on(today(), catalogue.targets_of(i.code))) for i in catalogue.of_scorecard(name)
        ]
        for name in catalogue.scorecard_names
    }


def targets_of(store: Store, asker: Asker, code: str) -> IndicatorTargets:
    """One indicator's targets; raises NotFound, naming the nearest code."""
    must_keep_settings(asker)
    with store.reading() as connection:
        catalogue = list_catalogue(connection)
        indicator = catalogue.get(code)
        kept = list_kept_targets(connection, indicator.code)
    day = today()
    in_force = _on(day, [k.target for k in targets_that_stand(kept)])
    title = catalogue.title_of(indicator.scorecard).title
    return IndicatorTargets(indicator, title, tuple(reversed(kept)), target_states(kept, day), in_force)


def preview_target(store: Store, asker: Asker, code: str, typed: TypedTarget) -> TargetChange:
    """What a target would change, its amber limits worked out; raises NotFound, or BadTarget with all that is wrong."""
    must_keep_settings(asker)
    with store.reading() as connection:
        return _setting(connection, asker, code, typed)[0]


def set_target(
    store: Store, asker: Asker, code: str, typed: TypedTarget, seen: str | None = None, has_agreed: bool = False
) -> TargetDone:
    """Keeps a target beside those before it, unless what was shown as `seen` has changed; raises NotFound, BadTarget.

    One that gives figures another colour is kept only by somebody who `has_agreed` to that.
    """
    must_keep_settings(asker)
    with store.writing() as connection:
        change, target = _setting(connection, asker, code, typed)
        if seen not in (None, change.seen):
            return TargetDone(change, overtaken=_overtaken(connection, change.indicator))
        _must_have_agreed(change, has_agreed)
        by, now = name_of(asker, "setting it"), datetime.now(UTC)
        number = save_target(connection, target, by, now)
        record(connection, by, Deed.SET_TARGET, f"{_told(change)} {target.reason}", now)
        return TargetDone(change, number)


def preview_withdrawal(store: Store, asker: Asker, number: int) -> tuple[KeptTarget, TargetChange]:
    """What withdrawing a target would change; raises NotFound, or Refused where it does not count any more."""
    must_keep_settings(asker)
    with store.reading() as connection:
        return _withdrawing(connection, number)


def withdraw_target(
    store: Store, asker: Asker, number: int, reason: str, seen: str | None = None, has_agreed: bool = False
) -> TargetDone:
    """Withdraws a target for a reason that is kept: the one before it counts again. Raises as setting one does."""
    must_keep_settings(asker)
    mistakes = mistakes_of_name(asker, NAME)
    reason = reason_typed(reason, REASON, "it is withdrawn", mistakes)
    with store.writing() as connection:
        _, change = _withdrawing(connection, number)
        if mistakes:
            raise BadTarget(tuple(mistakes))
        if seen not in (None, change.seen):
            return TargetDone(change, overtaken=_overtaken(connection, change.indicator))
        _must_have_agreed(change, has_agreed)
        by, now = name_of(asker, "withdrawing it"), datetime.now(UTC)
        save_target_withdrawal(connection, number, reason, by, now)
        record(connection, by, Deed.WITHDREW_TARGET, f"{_told(change)} {reason}", now)
        return TargetDone(change, number)


def _setting(connection: Connection, asker: Asker, code: str, typed: TypedTarget) -> tuple[TargetChange, Target]:
    catalogue = list_catalogue(connection)
    indicator = catalogue.get(code)
    target, mistakes = target_typed(indicator, typed)
    mistakes += mistakes_of_name(asker, NAME)
    kept = list_kept_targets(connection, indicator.code)
    before = _on(target.begins, [k.target for k in targets_that_stand(kept)]) if target is not None else None
    if target is not None and before is not None and _is_as_before(target, before):
        mistakes.append((TARGET, "It is the target that counts on that day already, for the same reason."))
    if target is None or mistakes:
        raise BadTarget(tuple(mistakes))
    added = KeptTarget(NOT_YET_KEPT, target, "", datetime.now(UTC))
    return _change(connection, indicator, kept, [*kept, added], target.in_force_from), target


def _withdrawing(connection: Connection, number: int) -> tuple[KeptTarget, TargetChange]:
    one = get_kept_target(connection, number)
    indicator = list_catalogue(connection).get(one.target.code)
    kept = list_kept_targets(connection, indicator.code)
    gone = one.withdrawal
    if gone is not None:
        raise Refused(f"Target {number} is withdrawn already, by {gone.by}: {gone.reason}")
    if one not in targets_that_stand(kept):
        raise Refused(f"Another target took the place of target {number}: there is nothing to withdraw.")
    withdrawn = replace(one, withdrawal=Withdrawal("", one.at, ""))
    after = [withdrawn if k.number == number else k for k in kept]
    return one, _change(connection, indicator, kept, after, one.target.in_force_from)


def _change(
    connection: Connection,
    indicator: Indicator,
    kept: Sequence[KeptTarget],
    then: Sequence[KeptTarget],
    begins: date | None,
) -> TargetChange:
    now, later = ([k.target for k in targets_that_stand(targets)] for targets in (kept, then))
    figures = list_current(connection, [indicator.code])
    colours = recoloured(indicator, figures, now, later)
    day = begins or date.min
    before, after = _on(day, now), _on(day, later)
    next_one = min((t.begins for t in later if t.begins > day), default=None)
    until = next_one - timedelta(days=1) if next_one is not None else None
    published = _published(connection, indicator, colours)
    acts = [(k.number, k.withdrawal is not None) for k in kept]
    seen = fingerprint(acts, before, after, begins, until, colours, [p.number for p in published])
    return TargetChange(indicator, before, after, begins, until, colours, published, seen)


def _published(connection: Connection, indicator: Indicator, colours: Sequence[Recoloured]) -> tuple[Publication, ...]:
    """The packs that show a period which would be coloured otherwise, the newest first."""
    if not colours:
        return ()
    first = colours[-1].period.sort_key
    known = [p for p in list_publications(connection) if p.stands and p.scorecard == indicator.scorecard]
    return tuple(p for p in known if p.period.sort_key >= first)


def _must_have_agreed(change: TargetChange, has_agreed: bool) -> None:
    if change.recoloured and not has_agreed:
        words = "Figures that are here would get another colour. Say that you have seen which, or give a later day."
        raise BadTarget(((AGREED, words),))


def _overtaken(connection: Connection, indicator: Indicator) -> str:
    """That something is another now than it was shown, and who last changed the indicator's targets."""
    acts = []
    for kept in list_kept_targets(connection, indicator.code):
        acts.append((kept.at, kept.by))
        if kept.withdrawal is not None:
            acts.append((kept.withdrawal.at, kept.withdrawal.by))
    told = "This indicator has changed since you looked, so nothing was kept. Check it again."
    if not acts:
        return told
    at, by = max(acts)
    return f"{told} Its targets were last changed by {by} on {moment_words(at)}."


def _on(day: date, targets: Sequence[Target]) -> Target | None:
    return max((t for t in targets if t.begins <= day), key=lambda t: t.begins, default=None)


def _is_as_before(target: Target, before: Target) -> bool:
    return replace(target, in_force_from=None) == replace(before, in_force_from=None)


def _told(change: TargetChange) -> str:
    """What is written in the trail: from what to what, its amber, and since when."""
    indicator = change.indicator
    amber = amber_shown(change.after, indicator)
    was, now = target_shown(change.before, indicator), target_shown(change.after, indicator)
    begins = f"from {change.begins.isoformat()}" if change.begins else "from the beginning"
    return f"{indicator.code}: {now}{f', amber {amber}' if amber else ''}, in place of {was}, {begins}."
