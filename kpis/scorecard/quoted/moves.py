"""The stretches of a row's figures that a sentence can mean, and how the figures moved over them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from kpis.methods.rounding import as_shown
from kpis.scorecard.quoted.given import base_point, before_in_kind, point_at
from kpis.scorecard.quoted.in_a_row import periods_in_a_row
from kpis.scorecard.quoted.when import When
from kpis.scorecard.rows import HistoryPoint, ScorecardRow
from kpis.scorecard.wording import period_words

STEADY_RELATIVE = Decimal("0.1")
"""A figure that ends within a tenth of where it began may be called steady."""
FIRST_MONTH = 4
"""Since April may mean since the year began, which is since the end of March."""
FEWEST_STEPS, MOST_STEPS = 2, 3
"""Steps without a turn that "steadily" is held to, where no stretch of time is named."""
_TO = re.compile(
    r"\w+(?: back| \w+ly)? to (?:just |around |about |only )?[0-9.,]+(?:%| per ?cent)? (?:in|at|by) ", re.I
)
_ON_THESE = re.compile(r"\w+ on (?:both |each of )?(?=[A-Z])")
"""A movement on named periods: "a fall on both April and May"."""
_EXTREME = re.compile(
    r"\b(?:best|worst|highest|lowest|fewest|most|largest|smallest|biggest|first)\b[^.;]{0,40}$", re.IGNORECASE
)
"""Before a stretch that tells what a figure is the highest of, and not over what it moved."""
_BUT = re.compile(r"(?:,|;)? (?:but|although|though|however|while|whereas)\b|;")
_FROM_TO_NOW = re.compile(
    r"\w+(?: \w+)? from\b(?P<bases>[^;]*?)\bto (?:just |around |about )?[0-9][0-9.,]*(?:%| per ?cent)?"
)
"""A movement whose end has its figure and no period: "has dropped from 92.1% in 2020 and 2021 to 89.8%"."""
_FROM_THERE = re.compile(
    r"\b(?:having|after|following|compared (?:to|with)|than|from|on|against)\b(?!.* to [0-9])"
    r"(?:[^.;]|\.(?=[0-9])){0,60}$",
    re.IGNORECASE,
)
"""Between a movement and the period that it is said to come from: "fell to 5, down from 18 in January"."""
_YEAR = re.compile(r"\b(?:year|annual|12 months|twelve months)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stretch:
    """Figures with a value, oldest first, as they are shown."""

    points: tuple[HistoryPoint, ...]
    values: tuple[Decimal, ...]

    def goes(self, way: int) -> bool:
        """Whether the end lies that way from the beginning."""
        return (self.values[-1] - self.values[0]) * way > 0

    def never_turns(self, way: int) -> bool:
        """Whether no step goes the other way."""
        return all((b - a) * way >= 0 for a, b in pairwise(self.values))

    def mostly(self, way: int) -> bool:
        """Whether more steps go that way than the other."""
        steps = [(b - a) * way for a, b in pairwise(self.values)]
        return sum(s > 0 for s in steps) > sum(s < 0 for s in steps)

    @property
    def is_steady(self) -> bool:
        return abs(self.values[-1] - self.values[0]) <= STEADY_RELATIVE * max(abs(self.values[0]), Decimal(1))


def stretches_meant(row: ScorecardRow, whens: Sequence[When], place: int, unbroken: bool, text: str) -> list[Stretch]:
    """The stretches that a claim at a place of its sentence can mean, the likeliest first; none without the data."""
    whens = _until_there(_of_clause(whens, place, text), place, text)
    whens = [w for w in whens if not (w.is_span and w.start > place and _EXTREME.search(text[place : w.start]))]
    spans = [w for w in whens if w.is_span and not w.is_implied]
    if spans:
        nearest = min(spans, key=lambda w: abs(w.start - place))
        from_to = _from_to(whens, place, nearest, text)
        if not from_to:
            return _over(row, nearest, text)
        whens = from_to
    named = [p for w in whens if not w.is_base and not w.is_implied and (p := point_at(row, w)) is not None]
    missing = [w for w in whens if not (w.is_implied or w.is_base) and point_at(row, w) is None]
    if missing:
        return []
    found = [p for n, p in enumerate(named) if p.value is not None and p not in named[:n]]
    if found and (_ON_THESE.match(text, place) or _is_to_now(whens, place, text)):
        return _on_these(row, whens, place, found)
    both = _from_one_to_another(row, whens, place, text)
    if both is not None:
        return _stretches(row, [both])
    if len(found) >= 2:
        ordered = sorted(found, key=lambda p: p.period.sort_key)
        return _stretches(row, [(ordered[0], ordered[-1])])
    now = row.point(row.period)
    begun = _begun_at(whens, place, text)
    if len(found) == 1 and begun is not None and now is not None and now.value is not None and found[0] is not now:
        return _stretches(row, [(found[0], now)])
    end = found[0] if found else now
    if end is None or end.value is None:
        return []
    bases = [w for w in whens if w.is_base]
    if bases:
        points = [base_point(row, w, end) for w in bases]
        return _stretches(row, [(p, end) for p in points if p is not None and p.value is not None])
    is_in = any(re.search(r"\bin $", text[: w.start], re.IGNORECASE) for w in whens if not w.is_implied)
    claimed = periods_in_a_row(text)
    implied = [] if unbroken else [s for w in whens if w.is_span and w.is_implied for s in _over(row, w, text)]
    return implied + _usual(row, end, now, unbroken, is_in, bool(_YEAR.search(text)), claimed)


def _on_these(row: ScorecardRow, whens: Sequence[When], place: int, found: Sequence[HistoryPoint]) -> list[Stretch]:
    """From each period named after the claim to the one named before it, or to now."""
    then = [p for w in whens if w.start > place and (p := point_at(row, w)) is not None and p.value is not None]
    end = next((p for p in found if p not in then), row.point(row.period))
    if end is None or end.value is None:
        return []
    return _stretches(row, [(p, end) for p in then if p is not end])


def _from_one_to_another(
    row: ScorecardRow, whens: Sequence[When], place: int, text: str
) -> tuple[HistoryPoint, HistoryPoint] | None:
    """The two periods of "rose from 92.7 in February to 94.0 in March", whatever others the sentence names."""
    after = [w for w in whens if w.start > place and not (w.is_span or w.is_implied)][:2]
    if len(after) < 2 or not re.match(r"\w+(?: \w+)? from\b", text[place:]):
        return None
    first, last = (point_at(row, w) for w in after)
    if not re.search(r"\bto\b", text[after[0].end : after[1].start]) or first is None or last is None:
        return None
    is_forward = first.period.sort_key < last.period.sort_key
    return (first, last) if is_forward and first.value is not None and last.value is not None else None


def _is_to_now(whens: Sequence[When], place: int, text: str) -> bool:
    match = _FROM_TO_NOW.match(text, place)
    if match is None:
        return False
    first, last = match.span("bases")
    after = [w for w in whens if w.start > place]
    return bool(after) and all(first <= w.start < last for w in after)


def _begun_at(whens: Sequence[When], place: int, text: str) -> When | None:
    """The one period named, where it comes after the claim as what it moved from."""
    named = [w for w in whens if not w.is_base and not w.is_implied]
    after = [w for w in named if w.start > place and _FROM_THERE.search(text[place : w.start])]
    return after[0] if len(named) == 1 and after else None


def stretches_since(row: ScorecardRow, whens: Sequence[When], place: int) -> list[Stretch]:
    """The stretch that "since" means before a verb: from the last period named before it until now."""
    before = [w for w in whens if w.end <= place and not (w.is_base or w.is_implied)]
    start, now = point_at(row, before[-1]) if before else None, row.point(row.period)
    if start is None or now is None or start.value is None or now.value is None:
        return []
    return _stretches(row, [(start, now)])


def _of_clause(whens: Sequence[When], place: int, text: str) -> Sequence[When]:
    """All but those of a later clause, "but still off the 91% of January", where the claim's own clause has one."""
    turn = _BUT.search(text, place)
    later = [w for w in whens if turn is not None and w.start >= turn.end()]
    own = [w for w in whens if w not in later and not w.is_implied]
    return own if own and later and any(w.start > place for w in own) else whens


def _until_there(whens: Sequence[When], place: int, text: str) -> Sequence[When]:
    """All but what comes after "fell to 5.6% in May", which ends where it says."""
    there = next((w for w in whens if w.start > place and _TO.fullmatch(text[place : w.start])), None)
    return whens if there is None else [w for w in whens if w.start <= there.start]


def _from_to(whens: Sequence[When], place: int, span: When, text: str) -> list[When]:
    """The two periods of "rose from 49% in May to 76% in June, the best since April": that of "since" is not meant."""
    between = [w for w in whens if place < w.start < span.start and not (w.is_span or w.is_base or w.is_implied)]
    is_meant = len(between) == 2 and re.match(r"\w+ (?:\w+ )?from\b", text[place:])
    return between if is_meant else []


def _usual(
    row: ScorecardRow,
    end: HistoryPoint,
    now: HistoryPoint | None,
    unbroken: bool,
    is_in: bool,
    of_year: bool,
    claimed: int | None,
) -> list[Stretch]:
    """Without a beginning named: since the period before or the last year end; a year before if one is spoken of."""
    earlier = before_in_kind(row, end.period)
    if unbroken:
        steps = min(len(earlier), claimed or MOST_STEPS)
        if claimed and claimed > len(earlier):
            return []
        return _stretches(row, [(earlier[steps - 1], end)]) if steps >= FEWEST_STEPS else []
    year_end = next((p for p in earlier if (p.period.last_day.month, p.period.last_day.day) == (3, 31)), None)
    year_before = next((p for p in earlier if p.period == end.period.same_last_year()), None)
    usual = [p for p in (*earlier[:1], None if is_in else year_end, year_before if of_year else None) if p is not None]
    pairs = [(p, end) for p in usual]
    if (
        not is_in
        and now is not None
        and now is not end
        and now.value is not None
        and end.period.sort_key < now.period.sort_key
    ):
        pairs.append((end, now))
    return _stretches(row, pairs)


def _over(row: ScorecardRow, span: When, text: str) -> list[Stretch]:
    inside = [
        p
        for p in row.history
        if p.value is not None
        and span.first_day <= p.period.first_day
        and p.period.last_day <= span.last_day
        and (p.period.kind is row.period.kind)
    ]
    ends = point_at(row, span)
    if not inside or (ends is not inside[-1]):
        return []
    earlier = before_in_kind(row, inside[0].period)
    is_since = (
        text[span.start : span.start + 5].casefold() == "since" and inside[0].period.first_day.month != FIRST_MONTH
    )
    starts = [inside[0], *earlier[: 0 if is_since else 1]] if len(inside) > 1 else earlier[:1]
    if span.first_day.year == 1:
        starts = starts[:1]
    return _stretches(row, [(start, inside[-1]) for start in starts])


def _stretches(row: ScorecardRow, pairs: Sequence[tuple[HistoryPoint, HistoryPoint]]) -> list[Stretch]:
    found = []
    for first, last in pairs:
        kind = last.period.kind
        between_them = [
            p
            for p in row.history
            if p.value is not None
            and (p is first or p is last or p.period.kind is kind)
            and first.period.sort_key <= p.period.sort_key <= last.period.sort_key
        ]
        if len(between_them) > 1:
            shown = tuple(as_shown(p.value or 0.0, row.indicator.decimals) for p in between_them)
            found.append(Stretch(tuple(between_them), shown))
    return found


def first_sight(stretch: Stretch, row: ScorecardRow) -> str:
    """The two ends in words."""
    first, last = stretch.points[0], stretch.points[-1]
    return f"{first.shown} in {period_words(first.period)}, {last.shown} in {period_words(last.period)}."


def between(stretch: Stretch, row: ScorecardRow, unbroken: bool) -> str:
    """The two ends in words, and where every step was claimed, how many go against the whole."""
    sentence = f"The data give {first_sight(stretch, row)}"
    if not unbroken or len(stretch.points) < 3:
        return sentence
    whole = stretch.values[-1] - stretch.values[0]
    against = [
        (a, b)
        for (a, x), (b, y) in pairwise(zip(stretch.points, stretch.values, strict=True))
        if (y - x) * (1 if whole >= 0 else -1) < 0
    ]
    if not against:
        return sentence
    first, last = against[0][0], against[-1][1]
    go = f"{'goes' if len(against) == 1 else 'go'} {'down' if whole >= 0 else 'up'}"
    turns = f"{len(against)} of its {len(stretch.points) - 1} steps {go}"
    return (
        f"{sentence.removesuffix('.')}, but {turns}, the first after {period_words(first.period)} and the "
        f"last to {period_words(last.period)}."
    )
