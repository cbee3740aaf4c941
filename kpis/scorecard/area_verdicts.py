"""Ours beside England, the region and its neighbours: what may be said, and what another choice would turn round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpis.methods.compared_with import compared_with
from kpis.methods.rounding import steps_shown
from kpis.model.indicators import Indicator
from kpis.model.intervals import Compared, Interval
from kpis.scorecard.area_rows import AreaPlace, AreaVerdict
from kpis.scorecard.compared_words import CHANCE, COMPARED_WORDS, NO_INTERVAL_WORDS
from kpis.scorecard.elsewhere import NeighbourAverage
from kpis.scorecard.wording import number_shown


def area_verdicts(
    indicator: Indicator,
    name: str,
    ours: AreaPlace | None,
    england: AreaPlace | None,
    region: AreaPlace | None,
    averages: Sequence[NeighbourAverage],
    model: int | None,
) -> tuple[AreaVerdict, ...]:
    """One sentence beside each: England, the region, and the mean and the median of the neighbours in force."""
    if ours is None:
        return ()
    others = [(place.name, place.value) for place in (england, region) if place is not None]
    for average in averages:
        if average.model == model:
            others += list(_named(average))
    return tuple(_verdict(indicator, name, ours, other, value) for other, value in others)


def _named(average: NeighbourAverage) -> Iterator[tuple[str, float]]:
    for which, value in (("mean (the average)", average.mean), ("median (the middle one)", average.median)):
        if value is not None:
            yield f"the {which} of its statistical neighbours in the {average.model} model", value


def _verdict(indicator: Indicator, name: str, ours: AreaPlace, other: str, value: float) -> AreaVerdict:
    shown = number_shown(value, indicator)
    compared = compared_with(ours.interval, value, indicator.polarity)
    if compared is Compared.NOT_COMPARED:
        side = _side(indicator, ours.value, value)
        why = NO_INTERVAL_WORDS[ours.interval] if not isinstance(ours.interval, Interval) else ""
        return AreaVerdict(other, shown, compared, f"{name} is {side} {other} ({shown}); {why}, {CHANCE}.")
    place = "inside" if compared is Compared.SIMILAR else "outside"
    sentence = f"{name} is {COMPARED_WORDS[compared]} {other}: {shown} is {place} {name}’s likely range."
    return AreaVerdict(other, shown, compared, sentence)


def _side(indicator: Indicator, ours: float, theirs: float) -> str:
    now, then = (steps_shown(value, indicator.decimals) for value in (ours, theirs))
    return "equal to" if now == then else "higher than" if now > then else "lower than"


def _says(indicator: Indicator, ours: AreaPlace, value: float) -> str:
    """The verdict in the words that another choice would change."""
    compared = compared_with(ours.interval, value, indicator.polarity)
    if compared is Compared.NOT_COMPARED:
        return _side(indicator, ours.value, value)
    return COMPARED_WORDS[compared]


def flips(
    indicator: Indicator, name: str, ours: AreaPlace | None, averages: Sequence[NeighbourAverage], model: int | None
) -> tuple[str, ...]:
    """A sentence for each choice that would turn the verdict round: mean or median, and one model or another."""
    if ours is None:
        return ()
    found = []
    in_force = next((a for a in averages if a.model == model), None)
    if in_force is not None and in_force.mean is not None and in_force.median is not None:
        mean, median = (_says(indicator, ours, v) for v in (in_force.mean, in_force.median))
        if mean != median:
            found.append(
                f"It depends on the average: {name} is {mean} the mean of its neighbours "
                f"({number_shown(in_force.mean, indicator)}), and {median} their median "
                f"({number_shown(in_force.median, indicator)})."
            )
    for other in averages:
        if in_force is None or other.model == model:
            continue
        for which in ("mean", "median"):
            here, there = getattr(in_force, which), getattr(other, which)
            if here is None or there is None:
                continue
            says, would = _says(indicator, ours, here), _says(indicator, ours, there)
            if says != would:
                found.append(
                    f"It depends on the model: {name} is {says} the {which} of its neighbours in the {model} model "
                    f"({number_shown(here, indicator)}), and {would} that in the {other.model} model "
                    f"({number_shown(there, indicator)})."
                )
    return tuple(found)
