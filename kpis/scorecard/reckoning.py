"""What a reader can reckon with: every figure of a scorecard as the whole numbers behind it.

A count of children is itself; a percentage, a rate or an average is a numerator and a denominator, printed or not. The
same count in two places has one key, so that what is withheld in one is withheld in both. Who counts children is what
the catalogue says: of a count itself; of a percentage by the count that it is made from, or out of; one that names
neither is taken to be of children. What cannot be reckoned with (half a child) goes where it would be a small number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from kpis.methods.rounding import as_shown
from kpis.methods.whole_numbers import numerators, printed
from kpis.model.catalogue import Catalogue, plain_name
from kpis.model.indicators import Indicator, Unit
from kpis.model.observations import Marker, Observation
from kpis.model.periods import Period, PeriodKind
from kpis.model.small_numbers import Count, Parts, Share, SmallNumbersRule, Standing
from kpis.scorecard.rate_population import rate_population

PER = {Unit.PERCENTAGE: 100, Unit.RATE_PER_10000: 10_000, Unit.RATIO: 1}

Figure = tuple[str, Period]
"""An indicator's code and a period."""


@dataclass
class Reckoning:
    """The counts behind the figures of a scorecard, and what holds between them.

    `figures` has the keys that each figure prints: withhold one and the figure goes. `numerators` and `denominators`
    are the counts behind it, printed or not. `already` are keys that go whatever else does.
    """

    catalogue: Catalogue
    rule: SmallNumbersRule
    observations: dict[Figure, Observation]
    counts: dict[str, Count] = field(default_factory=dict)
    parts: dict[Parts, None] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)
    figures: dict[Figure, set[str]] = field(default_factory=dict)
    numerators: dict[Figure, str] = field(default_factory=dict)
    denominators: dict[Figure, str] = field(default_factory=dict)
    already: set[str] = field(default_factory=set)

    @cached_property
    def about(self) -> dict[str, Figure]:
        """The figure that each count is, or is behind."""
        behind = [*self.denominators.items(), *self.numerators.items()]
        printed = {key: figure for figure, keys in self.figures.items() for key in keys}
        return {key: figure for figure, key in behind} | printed

    @cached_property
    def periods(self) -> dict[str, list[Period]]:
        """The periods of each indicator that has figures, oldest first."""
        found: dict[str, list[Period]] = {}
        for code, period in self.observations:
            found.setdefault(code, []).append(period)
        return {code: sorted(periods, key=lambda p: p.sort_key) for code, periods in found.items()}

    def value(self, key: str) -> int | None:
        """The count of a key, where it is known."""
        return self.counts[key].value


def figure_key(code: str, period: Period) -> str:
    """What a figure is called in a table: N30@2023-03."""
    return f"{code}@{period.label}" + (" academic year" if period.kind is PeriodKind.ACADEMIC_YEAR else "")


def is_made_of_children(catalogue: Catalogue, indicator: Indicator, code: str) -> bool:
    """Whether what a figure is made from, or out of, is a count of children: yes, unless the catalogue says no."""
    for named in (code, indicator.count_of, indicator.whole):
        other = catalogue.find(named) if named else None
        if other is not None and other.unit is Unit.COUNT:
            return other.counts_children or indicator.counts_children
    return True


def reckon(catalogue: Catalogue, observations: Iterable[Observation], rule: SmallNumbersRule) -> Reckoning:
    """The counts and percentages that a reader would have, were every figure shown."""
    seen = [o for o in observations if o.value is not None or o.marker is Marker.SUPPRESSED]
    found = Reckoning(catalogue, rule, {(o.code, o.period): o for o in seen})
    known = [(indicator, o) for o in seen if (indicator := catalogue.find(o.code)) is not None]
    totals = {i.whole for i in catalogue.indicators}
    for indicator, observation in known:
        if indicator.unit is Unit.COUNT:
            _add_count(found, indicator, observation, Standing.HEADLINE if indicator.code in totals else Standing.PART)
    fractions = [(indicator, o) for indicator, o in known if indicator.unit is not Unit.COUNT]
    for indicator, observation in sorted(fractions, key=_what_says_most):
        _add_fraction(found, indicator, observation)
    return found


def _what_says_most(fraction: tuple[Indicator, Observation]) -> int:
    """What is printed with its numbers first, then rates of the population: both may say what others are out of."""
    indicator, observation = fraction
    if observation.denominator is not None:
        return 0
    return 1 if indicator.unit is Unit.RATE_PER_10000 else 2


def _add_count(found: Reckoning, indicator: Indicator, observation: Observation, standing: Standing) -> None:
    """A count of its own row. One that the source withheld is a secret, whatever the catalogue says of it."""
    figure = (observation.code, observation.period)
    key = figure_key(*figure)
    found.figures[figure] = {key}
    if observation.value is None:
        found.counts[key] = Count(key, None, standing)
    elif _is_whole(observation.value):
        found.counts[key] = Count(key, int(observation.value), standing, indicator.counts_children)
    elif indicator.counts_children and _is_small(found.rule, observation.value):
        found.already.add(key)
    if key in found.counts:
        found.numerators[figure] = key
    if observation.value is None:
        return
    if observation.numerator not in (None, observation.value):
        _add_printed(found, indicator, figure, observation.numerator, indicator.counts_children, "numerator")
    if observation.denominator is not None:
        below = _add_printed(found, indicator, figure, observation.denominator, indicator.counts_children)
        if below is not None:
            found.denominators[figure] = below


def _add_fraction(found: Reckoning, indicator: Indicator, observation: Observation) -> None:
    """A percentage, a rate or an average; other units (days, points) go with a small count printed beside them."""
    figure = (observation.code, observation.period)
    key = figure_key(*figure)
    found.figures[figure] = {key}
    if observation.value is None:
        return
    above, below = _made_from(found, indicator, observation), _out_of(found, indicator, observation)
    if below is not None and above is None:
        above = _unprinted(found, indicator, observation, below)
    if above is not None:
        found.numerators[figure] = above
    if below is not None:
        found.denominators[figure] = below
    if above is None or below is None or above == below or not _divides(found, indicator, observation, above, below):
        _go_with_small_counts(found, figure, above, below)
        return
    if found.counts[below].is_secret(found.rule):
        found.already.add(key)
    shown = as_shown(observation.value, indicator.decimals)
    found.shares[key] = Share(key, shown, above, below, PER.get(indicator.unit, PER[Unit.RATIO]))


def _divides(found: Reckoning, indicator: Indicator, observation: Observation, above: str, below: str) -> bool:
    """Whether a figure is a quotient. Of days, points and pounds that is said nowhere: it is where they bear it out."""
    figure, top, out_of = observation.value, found.value(above), found.value(below)
    if figure is None or figure < 0 or out_of == 0:
        return False
    if indicator.unit in PER or top is None or out_of is None:
        return indicator.unit in PER
    return top in numerators(printed(figure, indicator.decimals), out_of, PER[Unit.RATIO])


def _go_with_small_counts(found: Reckoning, figure: Figure, *keys: str | None) -> None:
    if any(found.counts[key].is_secret(found.rule) for key in keys if key is not None):
        found.already.add(figure_key(*figure))


def _made_from(found: Reckoning, indicator: Indicator, observation: Observation) -> str | None:
    """The count that a figure is made from: another row of the scorecard, or what is printed beside it."""
    row = figure_key(indicator.count_of, observation.period) if indicator.count_of else ""
    figure = (observation.code, observation.period)
    if observation.numerator is None:
        return row if row in found.counts else None
    if row in found.counts and found.value(row) == observation.numerator:
        found.figures[figure].add(row)
        return row
    of_children = is_made_of_children(found.catalogue, indicator, indicator.count_of)
    return _add_printed(found, indicator, figure, observation.numerator, of_children, "numerator")


def _out_of(found: Reckoning, indicator: Indicator, observation: Observation) -> str | None:
    """What a figure is out of: what is printed beside it, the total that the catalogue names, or the population."""
    row = figure_key(indicator.whole, observation.period) if indicator.whole else ""
    figure = (observation.code, observation.period)
    if indicator.unit is Unit.RATE_PER_10000:
        used = _population(found, indicator, observation)
        return _add_population(found, figure, None if used is None or not _is_whole(used) else int(used))
    if observation.denominator is None:
        shared = _shared_key(indicator, indicator.denominator, observation.period)
        return next((key for key in (row, shared) if key in found.counts), None)
    if row in found.counts and found.value(row) == observation.denominator:
        found.figures[figure].add(row)
        return row
    of_children = is_made_of_children(found.catalogue, indicator, indicator.whole)
    return _add_printed(found, indicator, figure, observation.denominator, of_children)


def _population(found: Reckoning, indicator: Indicator, observation: Observation) -> float | None:
    """What is printed beside a rate; else the one that its count and the rate give, which may have been revised since;
    where the count is not known, the newest that there is."""
    if observation.denominator is not None:
        return observation.denominator
    row = found.observations.get((indicator.count_of, observation.period))
    count = observation.numerator if observation.numerator is not None else row.value if row is not None else None
    made = rate_population(indicator, observation.period, observation.value, count, found.catalogue)
    if made is not None:
        return made.population.number
    return next((p.number for p in found.catalogue.populations_for(observation.period)), None)


def _add_population(found: Reckoning, figure: Figure, number: int | None) -> str:
    """How many children live here is public: no secret, however it is worked out."""
    key = f"population for {figure_key(*figure)}"
    found.counts[key] = Count(key, number, Standing.PUBLIC, counts_children=False)
    return key


def _add_printed(
    found: Reckoning,
    indicator: Indicator,
    figure: Figure,
    value: float | None,
    of_children: bool,
    which: str = "denominator",
) -> str | None:
    """A count printed beside a figure. Where the catalogue gives two of them the same words they are one count."""
    if value is None:
        return None
    if not _is_whole(value):
        if of_children and _is_small(found.rule, value):
            found.already.add(figure_key(*figure))
        return None
    words = indicator.numerator if which == "numerator" else indicator.denominator
    key = _shared_key(indicator, words, figure[1])
    if not key or (key in found.counts and found.value(key) != value):
        key = f"{which} of {figure_key(*figure)}"
    standing = Standing.PART if which == "numerator" else Standing.HEADLINE
    known = found.counts.get(key)
    found.counts[key] = Count(key, int(value), standing, of_children or (known is not None and known.counts_children))
    found.figures[figure].add(key)
    return key


def _shared_key(indicator: Indicator, words: str, period: Period) -> str:
    """What a count is called by its words in the catalogue, so that it is the same count in every row that has them."""
    plain = plain_name(words)
    return f"{plain} in {indicator.scorecard}, {figure_key('', period)}" if plain else ""


def _unprinted(found: Reckoning, indicator: Indicator, observation: Observation, below: str) -> str | None:
    """The count behind a percentage that is printed without it. Where it may be a small number it is taken for one.

    The percentage then goes for its own sake; what else would give its count away is reckoned with.
    """
    out_of = found.value(below)
    if not out_of or observation.value is None or observation.value < 0 or indicator.unit not in PER:
        return None
    fitting = numerators(printed(observation.value, indicator.decimals), out_of, PER[indicator.unit])
    if not fitting:
        return None
    shared = _shared_key(indicator, indicator.numerator, observation.period)
    own = f"numerator of {figure_key(observation.code, observation.period)}"
    key = own if not shared or shared in found.counts else shared
    of_children = is_made_of_children(found.catalogue, indicator, indicator.count_of)
    small = [n for n in fitting if found.rule.is_small(n)] if of_children else []
    if small:
        found.already.add(figure_key(observation.code, observation.period))
    number = small[0] if small else fitting[len(fitting) // 2]
    found.counts[key] = Count(key, number, Standing.UNPRINTED, of_children)
    return key


def _is_whole(value: float) -> bool:
    return value >= 0 and value == int(value)


def _is_small(rule: SmallNumbersRule, value: float) -> bool:
    """For what is no whole number: anything below the smallest that is shown."""
    return value < rule.fewer_than
