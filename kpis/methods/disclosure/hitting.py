"""Of several needs, each met by any one of some figures: the cheapest figures that meet them all.

The hitting set problem, by branching on the need that the fewest figures meet. Prices are whole numbers of any size, so
that one of them can hold several goals in their order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

MOST_TRIED = 200_000
"""About two seconds of one core; a scorecard of 67 indicators and 60 months needs some 3,000 in all."""

Need = frozenset[str]


class TooMany(Exception):
    """The search was given up before the cheapest was certain."""


@dataclass
class _Search:
    prices: Mapping[str, int]
    tried: int = 0
    best: frozenset[str] | None = None
    price: int = 0

    def look(self, needs: Collection[Need], chosen: frozenset[str], spent: int, barred: frozenset[str]) -> None:
        """Every way to meet these needs beside what is chosen, without the barred, as long as it may be cheaper."""
        self.tried += 1
        if self.tried > MOST_TRIED:
            raise TooMany
        if not needs:
            if self.best is None or spent < self.price:
                self.best, self.price = chosen, spent
            return
        left = [need - barred for need in needs]
        if not all(left) or (self.best is not None and spent + self._at_least(left) >= self.price):
            return
        narrowest = min(left, key=lambda need: len(need))
        for key in sorted(narrowest, key=self._in_order):
            unmet = [need for need in left if key not in need]
            self.look(unmet, chosen | {key}, spent + self.prices[key], barred)
            barred |= {key}

    def _at_least(self, needs: Collection[Need]) -> int:
        """What they cost together at the very least: needs that share no figure cost each its own."""
        total, used = 0, frozenset[str]()
        for need in needs:
            if not need & used:
                total, used = total + min(self.prices[key] for key in need), used | need
        return total

    def _in_order(self, key: str) -> tuple[int, str]:
        return self.prices[key], key


def cheapest(needs: Collection[Need], prices: Mapping[str, int]) -> frozenset[str] | None:
    """The cheapest choice; None where a need has nothing to meet it. Raises TooMany."""
    search = _Search(prices)
    search.look(sorted(_without_larger(needs), key=lambda need: (len(need), sorted(need))), frozenset(), 0, frozenset())
    return search.best


def _without_larger(needs: Collection[Need]) -> list[Need]:
    """A need that holds another is met with it."""
    once = set(needs)
    return [need for need in once if not any(other < need for other in once)]
