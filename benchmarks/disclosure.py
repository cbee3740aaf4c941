"""How long it takes to find what must be withheld beside the small numbers, and to prove that it is enough.

    python -m benchmarks.disclosure [--runs 5]

Printed: the median and the slowest of the runs for each table, and how many figures are withheld beside.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time

from kpis.methods.disclosure.attack import attack
from kpis.methods.disclosure.protect import protect
from kpis.model.small_numbers import Count, Parts, SmallNumbersRule, Standing, Table, year_to_date

SEED = 20230331
MOST_SECONDS = 1.0
RULE = SmallNumbersRule()


def line(small: int, parts: int = 30) -> Table:
    """A published total and its parts, the first of them small."""
    values = [1 + n % 4 if n < small else 6 + n * 7 for n in range(parts)]
    counts = (Count("total", sum(values), Standing.HEADLINE), *(Count(str(n), v) for n, v in enumerate(values)))
    return Table(counts, (Parts("total", tuple(str(n) for n in range(parts))),))


def grid(size: int) -> Table:
    """A square with the totals of rows and columns, about a quarter of the cells small."""
    chance = random.Random(SEED)
    cells = [[chance.choice([1, 2, 9, 20, 33, 47, 50, 60]) for _ in range(size)] for _ in range(size)]
    places = [(r, c) for r in range(size) for c in range(size)]
    rows = [Parts(f"row {r}", tuple(f"{r},{c}" for c in range(size))) for r in range(size)]
    columns = [Parts(f"column {c}", tuple(f"{r},{c}" for r in range(size))) for c in range(size)]
    counts = [Count(f"{r},{c}", cells[r][c]) for r, c in places]
    counts += [Count(f"row {r}", sum(cells[r]), Standing.HEADLINE) for r in range(size)]
    counts += [Count(f"column {c}", sum(row[c] for row in cells), Standing.HEADLINE) for c in range(size)]
    return Table(tuple(counts), (*rows, *columns))


def year() -> Table:
    """Twelve months, five of them small, and their running totals."""
    months = [7, 3, 6, 3, 9, 1, 7, 0, 12, 4, 12, 2]
    counts = [Count(f"month {n}", m) for n, m in enumerate(months)]
    running = [Count(f"to {n}", sum(months[: n + 1])) for n in range(12)]
    return Table((*counts, *running), year_to_date([c.key for c in running], [c.key for c in counts]))


def main() -> int:
    """Measures every table; 1 when a table of thirty parts takes a second or more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    thirty = {f"30 parts, {small} small": line(small) for small in (1, 2, 10, 29)}
    others = {"12 months and running totals": year(), **{f"{n} by {n} with totals": grid(n) for n in (5, 8, 10)}}
    slowest = 0.0
    for name, table in (thirty | others).items():
        times = []
        for _ in range(runs):
            begun = time.perf_counter()
            protection = protect(table, RULE)
            times.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        safe = not attack(table, protection.withheld, RULE).given_away
        proof = time.perf_counter() - begun
        print(
            f"{name:30} median {statistics.median(times):.3f} s, slowest {max(times):.3f} s, attack {proof:.3f} s, "
            f"{len(protection.beside)} beside, fewest: {protection.is_fewest}, safe: {safe}"
        )
        slowest = max(slowest, max(times)) if name in thirty else slowest
    print(f"A table of 30 parts: {slowest:.3f} s at the slowest; the limit is {MOST_SECONDS:.0f} s.")
    return 0 if slowest < MOST_SECONDS else 1


if __name__ == "__main__":
    raise SystemExit(main())
