"""How long the public view of a large scorecard takes: 67 indicators over 60 months, with small numbers everywhere.

    python -m benchmarks.public_view

Far worse than a real scorecard: twenty running percentages with small months, totals of nine parts, a stock with those
who come and go, and small counts. Printed: the officers' scorecard, the public's at first, and the public's again.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Basis, Indicator, Polarity, Unit
from kpis.model.observations import Observation
from kpis.model.people import Asker, Audience
from kpis.model.periods import Period
from kpis.operations.scorecard import scorecard_for
from kpis.store.catalogue import save_catalogue
from kpis.store.engine import Store, open_store
from kpis.store.observations import save_observations
from kpis.store.uploads import save_upload

SEED, NAME = 20230331, "large"
MONTHS = [Period.month(2018, 4).shifted(n) for n in range(60)]
FEWEST_WITHHELD = 100
MOST_SECONDS = 5.0
"""Of one core, for the first public view."""


def count(code: str, basis: Basis = Basis.IN_MONTH, **changes: str) -> Indicator:
    """A count of children."""
    return _indicator(code, Unit.COUNT, basis, counts_children=True, **changes)


def share(code: str, basis: Basis) -> Indicator:
    """A percentage of children."""
    return _indicator(code, Unit.PERCENTAGE, basis)


def _indicator(code: str, unit: Unit, basis: Basis, **changes: object) -> Indicator:
    decimals = 0 if unit is Unit.COUNT else 1
    return Indicator(code, NAME, "Section", code, unit, decimals, basis, Polarity.NO_JUDGEMENT, **changes)  # type: ignore[arg-type]


def indicators() -> Iterator[Indicator]:
    """67 of them."""
    yield from (share(f"Y{n}", Basis.YEAR_TO_DATE) for n in range(15))
    yield from (share(f"Z{n}", Basis.SINCE_DATE) for n in range(5))
    yield count("T", Basis.SNAPSHOT)
    yield from (count(f"P{n}", Basis.SNAPSHOT, whole="T") for n in range(9))
    yield from (count("K", Basis.SNAPSHOT), count("I", adds_to="K"), count("O", takes_from="K"))
    yield from (share(f"Q{n}", Basis.SNAPSHOT) for n in range(14))
    yield from (count(f"C{n}") for n in range(20))


def figures(catalogue: Catalogue) -> Iterator[Observation]:
    """A figure for each of them in each month."""
    chance = random.Random(SEED)
    stock = 400
    for month in MONTHS:
        parts = [chance.randint(0, 8) if n % 2 else chance.randint(10, 100) for n in range(9)]
        came, went = chance.randint(1, 20), chance.randint(1, 20)
        stock += came - went
        known = {f"P{n}": part for n, part in enumerate(parts)} | {"T": sum(parts), "I": came, "O": went, "K": stock}
        known |= {f"C{n}": chance.randint(0, 15) for n in range(20)}
        yield from (Observation(code, month, float(value), None) for code, value in known.items())
    for indicator in catalogue.indicators:
        if indicator.unit is Unit.PERCENTAGE:
            yield from _shares(indicator, chance)


def _shares(indicator: Indicator, chance: random.Random) -> Iterator[Observation]:
    top = below = 0
    for month in MONTHS:
        if indicator.basis is Basis.SNAPSHOT or (indicator.basis is Basis.YEAR_TO_DATE and month.starts_financial_year):
            top = below = 0
        more = 400 if indicator.basis is Basis.SNAPSHOT else chance.randint(3, 30)
        top, below = top + chance.randint(0, min(30, more)), below + more
        yield Observation(indicator.code, month, round(100 * top / below, 1), None, float(top), float(below))


def seconds(store: Store, audience: Audience) -> tuple[float, int]:
    """How long one scorecard takes of one core, and how many of its figures are withheld."""
    begun = time.process_time()
    scorecard = scorecard_for(store, Asker("a benchmark", audience), NAME)
    took = time.process_time() - begun
    return took, sum(point.marker is not None for row in scorecard.rows for point in row.history)


def main() -> int:
    """Prints the three times; 1 where the first takes too long, or the public view withholds implausibly little."""
    catalogue = Catalogue(tuple(indicators()))
    seen, now = list(figures(catalogue)), datetime.now(UTC)
    store = open_store("sqlite://")
    with store.writing() as connection:
        save_catalogue(connection, catalogue, "a benchmark", now)
        upload = save_upload(connection, "large", b"", NAME, "a benchmark", now)
        save_observations(connection, upload, seen)
    officers, _ = seconds(store, Audience.OFFICERS)
    first, withheld = seconds(store, Audience.PUBLIC)
    again, _ = seconds(store, Audience.PUBLIC)
    store.close()
    print(f"{len(catalogue.indicators)} indicators, {len(seen):,} figures, {withheld:,} withheld")
    print(f"officers {officers:.2f} s, public at first {first:.2f} s, public again {again:.2f} s")
    return 0 if withheld > FEWEST_WITHHELD and first < MOST_SECONDS else 1


if __name__ == "__main__":
    raise SystemExit(main())
