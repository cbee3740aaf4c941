"""Which figures of a scorecard the public may not see: the small ones, and the fewest that would give them away.

What hangs together is reckoned with together, and beside a small number first: a figure further away is left as it is
shown, and taken as known. Where nothing near will do, more is tried. Where it cannot be proved that a small number
stays secret, all that hangs together with it is withheld.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kpis.model.catalogue import Catalogue
from kpis.model.errors import BadTable, CannotWithhold
from kpis.model.observations import Observation
from kpis.model.small_numbers import Count, Parts, Share, SmallNumbersRule, Standing, Table
from kpis.scorecard.reckoning import Figure, Reckoning, reckon
from kpis.scorecard.relations import relate

STEPS_AWAY = (1, 2, math.inf)
"""How far from a small number figures may be withheld for its sake: first only those beside it."""
MOST_REMEMBERED = 4096


@dataclass(frozen=True)
class Withheld:
    """The figures to withhold. `is_proved` is False where whole tables go, since nothing less was proved to do."""

    figures: frozenset[Figure]
    is_proved: bool = True


def find_withheld(catalogue: Catalogue, observations: Iterable[Observation], rule: SmallNumbersRule) -> Withheld:
    """The figures of one scorecard to withhold from the public."""
    found = reckon(catalogue, observations, rule)
    relate(found)
    keys, is_proved = _withheld_keys(found)
    return Withheld(frozenset(figure for figure, mine in found.figures.items() if mine & keys), is_proved)


def _withheld_keys(found: Reckoning) -> tuple[set[str], bool]:
    withheld = set(found.already)
    secrets = [key for key, count in found.counts.items() if count.is_secret(found.rule)]
    if not secrets:
        return withheld, True
    steps = _steps_from(found, secrets)
    unsafe = set(secrets)
    for most in STEPS_AWAY:
        near = {key for key, away in steps.items() if away <= most}
        tried = [part for part in _hanging_together(found, near) if part.keys & unsafe]
        unsafe = set()
        for part in tried:
            try:
                withheld |= part.protected(found.rule, withheld)
            except (CannotWithhold, BadTable):
                unsafe |= part.keys
    return withheld | unsafe, not unsafe


@dataclass(frozen=True)
class _Part:
    """Counts, and lines and percentages between them, that have nothing to do with any other."""

    counts: tuple[Count, ...]
    parts: tuple[Parts, ...]
    shares: tuple[Share, ...]

    @property
    def keys(self) -> set[str]:
        return {c.key for c in self.counts} | {s.key for s in self.shares}

    def secrets(self, rule: SmallNumbersRule) -> set[str]:
        return {c.key for c in self.counts if c.is_secret(rule)}

    def protected(self, rule: SmallNumbersRule, already: set[str]) -> frozenset[str]:
        """What to withhold of these; raises CannotWithhold or BadTable."""
        if not self.secrets(rule):
            return frozenset()
        if not self.parts and not self.shares:
            return frozenset(self.secrets(rule))
        decimals = tuple(s.decimals for s in self.shares)
        return _protected(Table(self.counts, self.parts, self.shares), decimals, rule, frozenset(already & self.keys))


@lru_cache(MOST_REMEMBERED)
def _protected(
    table: Table, decimals: tuple[int, ...], rule: SmallNumbersRule, already: frozenset[str]
) -> frozenset[str]:
    """Remembered by what it is reckoned from. The decimals tell 12.5 from 12.50, which are equal as numbers."""
    from kpis.methods.disclosure.protect import protect  # the solver is loaded where a small number is, not before

    return protect(table, rule, already).withheld


def _steps_from(found: Reckoning, secrets: Iterable[str]) -> dict[str, int]:
    """How many lines or percentages lie between each count and the nearest secret; those that none reaches are left.

    A count that is printed nowhere, and is no secret itself, is only the way to those beyond it. A count that stands in
    two rows is as near in one as in the other.
    """
    beside: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for keys in _groups(found):
        for key in keys:
            beside[key].append(keys)
    same = {line.keys for line in found.parts if line.all_of_it and len(line.parts) == 1}
    steps = dict.fromkeys(secrets, 0)
    reached = deque(steps)
    while reached:
        key = reached.popleft()
        is_way = found.counts[key].standing is Standing.UNPRINTED and steps[key] > 0
        for keys in beside[key]:
            is_near = is_way or keys in same
            away = steps[key] + (0 if is_near else 1)
            for other in keys:
                if other not in steps or away < steps[other]:
                    steps[other] = away
                    (reached.appendleft if is_near else reached.append)(other)
    return steps


def _groups(found: Reckoning) -> Iterator[tuple[str, ...]]:
    yield from (line.keys for line in found.parts)
    yield from (share.keys for share in found.shares.values())


def _hanging_together(found: Reckoning, near: set[str]) -> list[_Part]:
    """The parts that hold a secret. A count that is shown and not near is a number that everybody knows."""
    seen = {key: count if key in near else _as_known(count) for key, count in found.counts.items()}
    group = {key: key for key in seen}

    def first(key: str) -> str:
        while group[key] != key:
            group[key] = group[group[key]]
            key = group[key]
        return key

    def moving(keys: tuple[str, ...]) -> list[str]:
        return [key for key in keys if seen[key].standing is not Standing.PUBLIC or seen[key].value is None]

    for keys in _groups(found):
        joined = moving(keys)
        for key in joined[1:]:
            group[first(key)] = first(joined[0])
    wanted = dict.fromkeys(first(key) for key, count in seen.items() if count.is_secret(found.rule))
    lines: dict[str, list[Parts]] = defaultdict(list)
    shares: dict[str, list[Share]] = defaultdict(list)
    members: dict[str, dict[str, None]] = {root: {} for root in wanted}
    for key in seen:
        if first(key) in members:
            members[first(key)][key] = None
    for line in found.parts:
        if (joined := moving(line.keys)) and (root := first(joined[0])) in members:
            lines[root].append(line)
            members[root] |= dict.fromkeys(line.keys)
    for share in found.shares.values():
        if (joined := moving(share.keys)) and (root := first(joined[0])) in members:
            is_near = share.numerator in near or share.denominator in near
            shares[root].append(share if is_near else replace(share, standing=Standing.PUBLIC))
            members[root] |= dict.fromkeys(share.keys)
    return [_Part(tuple(seen[k] for k in members[r]), tuple(lines[r]), tuple(shares[r])) for r in wanted]


def _as_known(count: Count) -> Count:
    is_shown = count.value is not None and count.standing is not Standing.UNPRINTED
    return replace(count, standing=Standing.PUBLIC) if is_shown else count
