"""Better or worse than elsewhere, in words; and why it is not said where it is not."""

from __future__ import annotations

from kpis.model.intervals import Compared, Interval, NoInterval
from kpis.model.observations import Comparator

COMPARED_WORDS = {
    Compared.BETTER: "better than",
    Compared.WORSE: "worse than",
    Compared.SIMILAR: "about the same as",
    Compared.HIGHER: "higher than",
    Compared.LOWER: "lower than",
    Compared.NOT_COMPARED: "not compared with",
}
NO_INTERVAL_WORDS = {
    NoInterval.NO_COUNTS: "the counts are not known",
    NoInterval.NO_DENOMINATOR: "it is out of nobody",
    NoInterval.NEGATIVE: "its counts are below nought",
    NoInterval.MORE_THAN_ALL: "it counts more than there are",
    NoInterval.NOT_WHOLE: "its counts are no whole numbers",
}
CHANCE = "so it cannot be said whether the difference is chance"


def compared_words(theirs: Comparator, ours: float | None, interval: Interval | NoInterval, compared: Compared) -> str:
    """One short sentence without its full stop: better than England, or why that is not said."""
    if compared is not Compared.NOT_COMPARED:
        words = COMPARED_WORDS[compared]
        return f"{words[:1].upper()}{words[1:]} {theirs.name}"
    if ours is None or theirs.value is None:
        return "Not compared: there is no figure"
    if theirs.same_definition is False:
        return "Not compared: it is counted differently"
    if theirs.same_definition is None:
        return "Not compared: nobody has checked that it is counted the same"
    return side_words(ours, theirs.value, theirs.name, interval)


def side_words(ours: float, theirs: float, name: str, interval: Interval | NoInterval) -> str:
    """On which side a figure lies where no interval says more: "Higher than England; … cannot be said …"."""
    side = "Equal to" if ours == theirs else "Higher than" if ours > theirs else "Lower than"
    why = NO_INTERVAL_WORDS[interval] if isinstance(interval, NoInterval) else "there is no interval"
    return f"{side} {name}; {why}, {CHANCE}"
