"""How many broken figures each check finds, and how many right ones it doubts: python -m benchmarks.checks

Clean months of a small made-up service are broken one figure at a time, in one of the ways that checks look for, and
checked. Chance is seeded, so that the numbers can be had again.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from kpis.ingest.checks import AsRead, check_figures
from kpis.methods.rounding import as_shown
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Basis, Indicator, Polarity, Unit
from kpis.model.observations import Observation
from kpis.model.periods import Period
from kpis.model.populations import Population
from kpis.model.problems import Severity

TRIALS, SEED, MONTHS, PEOPLE = 1_000, 2026, 24, 53_291
START = Period.month(2021, 4)
Figures = dict[tuple[str, Period], Observation]


def an_indicator(code: str, unit: Unit, basis: Basis = Basis.IN_MONTH, **more: object) -> Indicator:
    section = str(more.pop("section", "Care"))
    decimals = 0 if unit is Unit.COUNT else 1
    return Indicator(code, "made-up", section, code, unit, decimals, basis, Polarity.HIGH_IS_GOOD, **more)  # type: ignore[arg-type]


PLACES = ("FOSTER", "HOMES", "HOSTEL", "PARENTS")
TEAMS = ("TEAM1", "TEAM2", "TEAM3", "TEAM4")
INDICATORS = (
    an_indicator("CARE", Unit.COUNT, Basis.SNAPSHOT),
    an_indicator("CARE_RATE", Unit.RATE_PER_10000, Basis.SNAPSHOT, count_of="CARE"),
    *(an_indicator(code, Unit.COUNT, Basis.SNAPSHOT, whole="CARE") for code in PLACES),
    an_indicator("CAME", Unit.COUNT, adds_to="CARE"),
    an_indicator("LEFT", Unit.COUNT, takes_from="CARE"),
    an_indicator("OUTSIDE", Unit.PERCENTAGE, Basis.SNAPSHOT, whole="CARE"),
    an_indicator("EET", Unit.PERCENTAGE, Basis.SNAPSHOT, denominator="care leavers", section="Leavers"),
    an_indicator("HOUSED", Unit.PERCENTAGE, Basis.SNAPSHOT, denominator="care leavers", section="Leavers"),
    an_indicator("PLANS", Unit.COUNT, Basis.YEAR_TO_DATE, section="Plans"),
    *(an_indicator(code, Unit.PERCENTAGE, Basis.SNAPSHOT, section="Supervision") for code in TEAMS),
)
CATALOGUE = Catalogue(INDICATORS, populations=(Population("Made up", 2021, PEOPLE),))


def shown(number: float, decimals: int = 1) -> float:
    return float(as_shown(number, decimals))


def clean(chance: random.Random) -> Figures:
    """Two years in which every sum is right and nothing but chance is at work."""
    found: Figures = {}
    period, care, plans = START, 480, 0

    def put(code: str, value: float, above: float | None = None, below: float | None = None) -> None:
        cell = f"{code}{len(found)}"
        found[code, period] = Observation(code, period, value, None, above, below, "", f"{value}", "Sheet", cell)

    def part(of: int, share: float) -> int:
        return sum(chance.random() < share for _ in range(of))

    for _ in range(MONTHS):
        came, left = part(400, 0.04), part(400, 0.04)
        care += came - left if period != START else 0
        foster, homes, hostel = part(care, 0.68), 0, 0
        homes = part(care - foster, 0.4)
        hostel = part(care - foster - homes, 0.6)
        put("CARE", care)
        put("CARE_RATE", shown(care * 10_000 / PEOPLE))
        for code, number in zip(PLACES, (foster, homes, hostel, care - foster - homes - hostel), strict=True):
            put(code, number)
        put("CAME", came)
        put("LEFT", left)
        put("OUTSIDE", shown(100 * part(care, 0.38) / care))
        leavers = 215 + part(30, 0.5)
        for code, share in (("EET", 0.55), ("HOUSED", 0.93)):
            number = part(leavers, share)
            put(code, shown(100 * number / leavers), number, leavers)
        plans = part(30, 0.7) + (0 if period.starts_financial_year else plans)
        put("PLANS", plans)
        for code, share in zip(TEAMS, (0.88, 0.84, 0.91, 0.86), strict=True):
            put(code, shown(100 * part(120, share) / 120))
        period = period.following()
    return found


Break = Callable[[random.Random, Figures, Period], list[tuple[str, Period]]]


def _change(figures: Figures, code: str, period: Period, **changes: float) -> list[tuple[str, Period]]:
    changed = replace(figures[code, period], **changes)  # type: ignore[arg-type]
    figures[code, period] = replace(changed, as_written=f"{changed.value}")
    return [(code, period)]


def wrong_fraction(chance: random.Random, figures: Figures, period: Period) -> list[tuple[str, Period]]:
    code = chance.choice(("EET", "HOUSED"))
    numerator = (figures[code, period].numerator or 0) + chance.choice((-9, -3, -2, -1, 1, 2, 3, 9))
    return _change(figures, code, period, numerator=numerator)


def copied_fraction(chance: random.Random, figures: Figures, period: Period) -> list[tuple[str, Period]]:
    source = figures["EET", period]
    return _change(figures, "HOUSED", period, numerator=source.numerator or 0, denominator=source.denominator or 0)


def impossible_percentage(chance: random.Random, figures: Figures, period: Period) -> list[tuple[str, Period]]:
    care = int(figures["CARE", period].value or 1)
    possible = {shown(100 * n / care) for n in range(care + 1)}
    wrong = [v / 10 for v in range(300, 460) if v / 10 not in possible]
    return _change(figures, "OUTSIDE", period, value=chance.choice(wrong))


def wrong_part(chance: random.Random, figures: Figures, period: Period) -> list[tuple[str, Period]]:
    code = chance.choice(PLACES)
    return _change(figures, code, period, value=(figures[code, period].value or 0) + chance.choice((1, 2, 10)))


def wrong_rate(chance: random.Random, figures: Figures, period: Period) -> list[tuple[str, Period]]:
    rate = (figures["CARE_RATE", period].value or 0) + chance.choice((-9.0, -0.9, -0.4, -0.2, 0.2, 0.4, 0.9, 9.0))
    return _change(figures, "CARE_RATE", period, value=shown(rate))


def wrong_denominator(chance: random.Random, figures: Figures, period: Period) -> list[tuple[str, Period]]:
    denominator = (figures["EET", period].denominator or 0) + chance.choice((-27, -5, -1, 1, 5, 27))
    return _change(figures, "EET", period, denominator=denominator)


def falling_total(chance: random.Random, figures: Figures, period: Period) -> list[tuple[str, Period]]:
    if period.starts_financial_year:
        period = period.following()
    before = figures["PLANS", period.previous()].value or 0
    return _change(figures, "PLANS", period, value=max(0.0, before - chance.choice((1, 2, 5))))


def slip_beside_its_fraction(chance: random.Random, figures: Figures, period: Period) -> list[tuple[str, Period]]:
    return _slip(chance, figures, chance.choice(("EET", "HOUSED")), period)


def slip_alone(chance: random.Random, figures: Figures, period: Period) -> list[tuple[str, Period]]:
    return _slip(chance, figures, chance.choice(TEAMS), period)


def _slip(chance: random.Random, figures: Figures, code: str, period: Period) -> list[tuple[str, Period]]:
    """A leading digit mistyped, or the point one place off, in a share."""
    text = f"{figures[code, period].value:.1f}"
    slips = [str(d) + text[1:] for d in range(1, 10) if str(d) != text[0]] + [f"{float(text) / 10:.1f}"]
    return _change(figures, code, period, value=float(chance.choice(slips)))


def far_outside(chance: random.Random, figures: Figures, period: Period) -> list[tuple[str, Period]]:
    code = chance.choice(TEAMS)
    return _change(figures, code, period, value=shown(chance.uniform(2, 45)))


def group_falls(chance: random.Random, figures: Figures, period: Period) -> list[tuple[str, Period]]:
    broken = []
    for code in chance.sample(TEAMS, 3):
        value = figures[code, period.previous()].value or 0
        broken += _change(figures, code, period, value=shown(value * chance.uniform(0.2, 0.6)))
    return broken


def lost_children(chance: random.Random, figures: Figures, period: Period) -> list[tuple[str, Period]]:
    code = chance.choice(("CAME", "LEFT"))
    return [
        *_change(figures, code, period, value=(figures[code, period].value or 0) + chance.choice((1, 2, 8, 20))),
        ("CARE", period),
    ]


def over_all(chance: random.Random, figures: Figures, period: Period) -> list[tuple[str, Period]]:
    return _change(figures, "HOUSED", period, value=shown(100 + chance.uniform(0.2, 9)))


FAULTS: dict[str, tuple[Break, tuple[str, ...]]] = {
    "a fraction that does not give its percentage": (wrong_fraction, ("C_FRACTION",)),
    "a fraction copied from another row": (copied_fraction, ("C_FRACTION_COPIED",)),
    "a percentage that no whole number gives": (impossible_percentage, ("C_PERCENT_IMPOSSIBLE",)),
    "a part that does not fit its total": (wrong_part, ("C_PARTS_TOTAL",)),
    "a rate that its count does not give": (wrong_rate, ("C_RATE",)),
    "a denominator unlike its relatives": (wrong_denominator, ("C_DENOMINATORS",)),
    "a year-to-date count that falls": (falling_total, ("C_YTD_FALLS",)),
    "a slip of one digit beside its fraction": (slip_beside_its_fraction, ("C_FRACTION",)),
    "a slip of one digit with nothing beside it": (slip_alone, ("W_DIGIT_SLIP", "W_OUTSIDE_HISTORY")),
    "a figure far outside its history": (far_outside, ("W_DIGIT_SLIP", "W_OUTSIDE_HISTORY")),
    "a group that falls together": (group_falls, ("W_GROUP_FALLS",)),
    "children who came or left and are not there": (lost_children, ("W_STOCK_FLOW",)),
    "more than all": (over_all, ("C_FRACTION",)),
}


def main() -> None:
    """Prints a table: for each fault how often it was found; and how often right figures were doubted."""
    chance = random.Random(SEED)
    tried: Counter[str] = Counter()
    found: Counter[str] = Counter()
    alarms: Counter[Severity] = Counter()
    by_code: Counter[str] = Counter()
    figures_seen = 0
    for trial in range(TRIALS):
        name = list(FAULTS)[trial % len(FAULTS)]
        damage, codes = FAULTS[name]
        figures = clean(chance)
        period = chance.choice(sorted({p for _, p in figures}, key=lambda p: p.sort_key)[6:-1])
        broken = damage(chance, figures, period)
        problems = check_figures(AsRead(tuple(figures.values()), CATALOGUE)).problems
        labels = {(code, p.label) for code, p in broken}
        periods = {p.label for _, p in broken} | {p.following().label for _, p in broken}
        tried[name] += 1
        found[name] += any(p.code in codes and p.period in periods for p in problems)
        innocent = [p for p in problems if (p.indicator, p.period) not in labels and p.period not in periods]
        figures_seen += len(figures) - len(broken)
        for severity, indicator, at, code in {(p.severity, p.indicator, p.period, p.code) for p in innocent}:
            alarms[severity] += 1
            by_code[code] += bool(indicator and at)
    print(f"{TRIALS} trials, seed {SEED}\n")
    print("| fault | tried | found | share found | right figures its check doubts |\n|---|---|---|---|---|")
    for name, count in tried.items():
        doubted = sum(by_code[code] for code in FAULTS[name][1])
        print(f"| {name} | {count} | {found[name]} | {100 * found[name] / count:.0f}% | {doubted} |")
    print(f"\nRight figures looked at: {figures_seen:,}")
    for severity in Severity:
        per = alarms[severity] / figures_seen * 100
        print(f"false alarms ({severity}): {alarms[severity]} ({per:.3f} in 100 figures)")
    print("by code:", dict(by_code.most_common()))


if __name__ == "__main__":
    main()
