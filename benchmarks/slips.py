"""How many slips of a finger the checks find in rows of many shapes, beside a perfect judge: python -m benchmarks.slips

Every row stands alone: no fraction, no total and no count beside it, so that its history is all the evidence there is.
A slip that turns 33 into 34 cannot be told from chance by anybody. So a perfect judge is asked as well: one who knows
the true mean and spread of every figure, which no check can, and doubts the 1 right figure in 100 that lies farthest.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kpis.ingest.checks import AsRead, check_figures, run_all
from kpis.methods.rounding import as_shown
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Basis, Indicator, Polarity, Unit
from kpis.model.observations import Observation
from kpis.model.periods import Period
from kpis.model.problems import Problem, Severity

SEED, ROWS = 2026, 40
MONTHS = (8, 13, 24, 48)
START = Period.month(2020, 4)
ONE_IN_A_HUNDRED = 2.576
"""So many standard deviations from the mean, either way, lies 1 right figure in 100."""
Chance = random.Random


@dataclass(frozen=True)
class Likely:
    """What a figure is drawn from."""

    mean: float
    spread: float


Means = Callable[[Chance, int], list[float]]


def level(low: float, high: float) -> Means:
    return lambda chance, months: [chance.uniform(low, high)] * months


def rising(low: float, high: float) -> Means:
    return lambda _, months: [low + (high - low) * n / (months - 1) for n in range(months)]


def seasonal(low: float, high: float, swing: float) -> Means:
    def means(chance: Chance, months: int) -> list[float]:
        middle, phase = chance.uniform(low, high), chance.uniform(0, 12)
        return [middle * (1 + swing * math.sin(2 * math.pi * (n + phase) / 12)) for n in range(months)]

    return means


def one_low_month(low: float, high: float) -> Means:
    """As August is where schools refer."""

    def means(chance: Chance, months: int) -> list[float]:
        middle, phase = chance.uniform(low, high), chance.randrange(12)
        return [middle * (0.3 if (n + phase) % 12 == 4 else 1) for n in range(months)]

    return means


def changing(low: float, high: float) -> Means:
    """One change of level, that stays."""

    def means(chance: Chance, months: int) -> list[float]:
        at = chance.randrange(4, months - 2)
        levels = (low, high) if chance.random() < 0.5 else (high, low)
        return [levels[n >= at] for n in range(months)]

    return means


Row = tuple[list[float], list[Likely]]
Shape = Callable[[Chance, int], Row]


def shown(number: float, decimals: int) -> float:
    return float(as_shown(number, decimals))


def poisson(chance: Chance, mean: float) -> int:
    """How many come in a month; of many, near enough."""
    if mean > 50:
        return max(0, round(chance.gauss(mean, math.sqrt(mean))))
    left, found = math.exp(-mean), 0
    while (left := left / max(chance.random(), 1e-12)) < 1:
        found += 1
    return found


def counts(means: Means, wider: float = 1.0) -> Shape:
    """In-month counts; `wider` times as uneven as chance alone."""

    def draw(chance: Chance, months: int) -> Row:
        likely = [Likely(m, wider * math.sqrt(m)) for m in means(chance, months)]
        if wider > 1:
            return [max(0.0, float(round(chance.gauss(x.mean, x.spread)))) for x in likely], likely
        return [float(poisson(chance, x.mean)) for x in likely], likely

    return draw


def year_to_date(chance: Chance, months: int) -> Row:
    usual, total, values, likely = chance.uniform(8, 60), 0, [], []
    for n in range(months):
        total = total if n % 12 else 0
        likely.append(Likely(total + usual, math.sqrt(usual)))
        total += poisson(chance, usual)
        values.append(float(total))
    return values, likely


def shares(means: Means, of: int) -> Shape:
    def draw(chance: Chance, months: int) -> Row:
        values, likely = [], []
        for share in means(chance, months):
            number = round(of * chance.uniform(0.85, 1.15))
            spread = 100 * math.sqrt(share * (1 - share) / number)
            part = (
                round(chance.gauss(number * share, number * spread / 100))
                if number > 200
                else sum(chance.random() < share for _ in range(number))
            )
            values.append(shown(100 * min(max(part, 0), number) / number, 1))
            likely.append(Likely(100 * share, spread))
        return values, likely

    return draw


def wandering(chance: Chance, months: int) -> Row:
    """A rate at a month end, which is last month's and a little more or less: its neighbours say what to expect."""
    step, there = chance.uniform(0.4, 1.5), chance.uniform(40, 110)
    values = [shown(there := there + chance.gauss(0, step), 1) for _ in range(months)]
    likely = []
    for n in range(months):
        beside = [values[k] for k in (n - 1, n + 1) if 0 <= k < months]
        likely.append(Likely(sum(beside) / len(beside), step / math.sqrt(len(beside))))
    return values, likely


def averages(chance: Chance, months: int) -> Row:
    mean, spread = chance.uniform(15, 60), chance.uniform(1, 4)
    return [shown(chance.gauss(mean, spread), 1) for _ in range(months)], [Likely(mean, spread)] * months


SHARE, RATE = Unit.PERCENTAGE, Unit.RATE_PER_10000
SHAPES: dict[str, tuple[Unit, Basis, Shape]] = {
    "counts of about 3": (Unit.COUNT, Basis.IN_MONTH, counts(level(1.5, 5))),
    "counts of about 15": (Unit.COUNT, Basis.IN_MONTH, counts(level(8, 25))),
    "counts of about 80": (Unit.COUNT, Basis.IN_MONTH, counts(level(40, 120))),
    "counts of about 800": (Unit.COUNT, Basis.IN_MONTH, counts(level(400, 1500))),
    "counts twice as uneven as chance": (Unit.COUNT, Basis.IN_MONTH, counts(level(60, 400), 2)),
    "counts with a season": (Unit.COUNT, Basis.IN_MONTH, counts(seasonal(80, 500, 0.35))),
    "counts with one low month a year": (Unit.COUNT, Basis.IN_MONTH, counts(one_low_month(60, 300))),
    "counts that double": (Unit.COUNT, Basis.IN_MONTH, counts(rising(150, 300))),
    "counts that change level": (Unit.COUNT, Basis.IN_MONTH, counts(changing(80, 150))),
    "counts since April": (Unit.COUNT, Basis.YEAR_TO_DATE, year_to_date),
    "shares of about 25": (SHARE, Basis.IN_MONTH, shares(level(0.1, 0.97), 25)),
    "shares of about 120": (SHARE, Basis.IN_MONTH, shares(level(0.1, 0.97), 120)),
    "shares of about 3,000": (SHARE, Basis.SNAPSHOT, shares(level(0.1, 0.97), 3_000)),
    "shares near all of about 10": (SHARE, Basis.IN_MONTH, shares(level(0.9, 0.99), 10)),
    "shares near all of about 90": (SHARE, Basis.IN_MONTH, shares(level(0.94, 0.99), 90)),
    "shares that rise": (SHARE, Basis.IN_MONTH, shares(rising(0.4, 0.85), 150)),
    "shares with a season": (SHARE, Basis.IN_MONTH, shares(seasonal(0.55, 0.75, 0.2), 150)),
    "shares that change level": (SHARE, Basis.IN_MONTH, shares(changing(0.4, 0.8), 150)),
    "rates at a month end": (RATE, Basis.SNAPSHOT, wandering),
    "days on average": (Unit.DAYS, Basis.IN_MONTH, averages),
}


def other_digit(chance: Chance, digit: str) -> str:
    return chance.choice([d for d in "0123456789" if d != digit])


def slips(chance: Chance, text: str) -> Iterator[tuple[str, str]]:
    """One slip of each kind, where the figure allows it."""
    whole, point, decimals = text.partition(".")
    yield "first digit", chance.choice([d for d in "123456789" if d != text[0]]) + text[1:]
    if len(text) > 1:
        yield "last digit", text[:-1] + other_digit(chance, text[-1])
    if len(whole + decimals) > 2:
        yield "a digit between", text[0] + other_digit(chance, text[1]) + text[2:]
    if len(whole) > 1:
        yield "two digits changed over", whole[:-2] + whole[-1] + whole[-2] + point + decimals
        lost = chance.randrange(len(whole))
        yield "a digit left out", whole[:lost] + whole[lost + 1 :] + point + decimals
    twice = chance.randrange(len(whole))
    yield "a digit typed twice", whole[: twice + 1] + whole[twice:] + point + decimals
    if decimals:
        moved = float(text) * chance.choice((0.1, 10))
        yield "the point moved", f"{shown(moved, len(decimals)):.{len(decimals)}f}"


SIZES = ((2, "under 2"), (3, "2 to 3"), (4.5, "3 to 4.5"), (6, "4.5 to 6"), (10, "6 to 10"), (math.inf, "over 10"))


def problems_of(indicator: Indicator, values: list[float]) -> list[Problem]:
    period, figures = START, []
    for n, value in enumerate(values):
        text = f"{value:.{indicator.decimals}f}"
        figures.append(Observation("ROW", period, value, None, None, None, "", text, "Sheet", f"B{n}"))
        period = period.following()
    read = AsRead(tuple(figures), Catalogue((indicator,)))
    return [*run_all(read), *check_figures(read).problems]


@dataclass
class Tally:
    """Of so many slips how many were found, and how many a perfect judge finds."""

    tried: int = 0
    found: int = 0
    judged: int = 0


def main() -> None:
    """Prints, for each kind, size, length and shape, how many slips are found and how many right figures doubted."""
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    alarms: dict[str, Counter[Severity]] = defaultdict(Counter)
    figures: Counter[str] = Counter()
    chance = random.Random(SEED)
    for name, (unit, basis, shape) in SHAPES.items():
        decimals = 0 if unit is Unit.COUNT else 1
        indicator = Indicator("ROW", "made-up", "Care", "Row", unit, decimals, basis, Polarity.HIGH_IS_GOOD)
        for months in MONTHS * ROWS:
            values, likely = shape(chance, months)
            figures[name] += months
            alarms[name].update(p.severity for p in problems_of(indicator, values))
            for place in (months - 1, chance.randrange(2, months - 1)):
                for kind, text in slips(chance, f"{values[place]:.{decimals}f}"):
                    typed = float(text)
                    if typed == values[place]:
                        continue
                    found = problems_of(indicator, [*values[:place], typed, *values[place + 1 :]])
                    places = {START.shifted(place).label, START.shifted(place + 1).label}
                    spreads = abs(typed - values[place]) / likely[place].spread
                    size = next(words for limit, words in SIZES if spreads < limit)
                    for key in (("kind", kind), ("size", size), ("months", f"{months}"), ("row", name), ("all", "")):
                        tally = tallies[key]
                        tally.tried += 1
                        tally.found += any(p.period in places for p in found)
                        far = abs(typed - likely[place].mean) / likely[place].spread
                        tally.judged += far > ONE_IN_A_HUNDRED
    report(tallies, alarms, figures)


def report(tallies: dict[tuple[str, str], Tally], alarms: dict[str, Counter[Severity]], figures: Counter[str]) -> None:
    headings = {"all": "", "kind": "slip", "size": "standard deviations", "months": "months", "row": "row"}
    for group, heading in headings.items():
        print(f"\n| {heading} | tried | found | a perfect judge | right figures warned of |\n|---|---|---|---|---|")
        names = [name for g, name in tallies if g == group]
        if group == "size":
            names = [words for _, words in SIZES]
        for name in names:
            tally = tallies[group, name]
            found, judged = (100 * n / tally.tried for n in (tally.found, tally.judged))
            warned = f"{100 * alarms[name][Severity.WARN] / figures[name]:.2f} in 100" if group == "row" else ""
            print(f"| {name} | {tally.tried} | {found:.0f}% | {judged:.0f}% | {warned} |")
    together = sum(alarms.values(), Counter())
    print(f"\nRight figures looked at: {figures.total():,}")
    for severity in Severity:
        print(
            f"false alarms ({severity}): {together[severity]} ({100 * together[severity] / figures.total():.3f} in 100)"
        )


if __name__ == "__main__":
    main()
