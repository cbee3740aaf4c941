"""How fast series are judged: process limits and special causes, RAG and direction of travel, of every point.

    python -m benchmarks.methods [--runs 7] [--points 2000000]

1,000 series of 60 months, made from a fixed seed: half without a gap, half with a missing month in every twelve or so;
four polarities; every value has more decimals than are shown. Everything that the pages say of a point is worked out:
its signal, its colour, its movement and judgement, and for the series variation and assurance. The reference's time for
the same batch, as it was given to us, is 2.24 s. Then as many series as make 2 million points, and one single series of
as many, to see that the time grows with the points and with nothing else.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable, Sequence

from kpis.methods.assurance import assurance
from kpis.methods.direction import directions, earlier_of
from kpis.methods.process_behaviour import process_behaviour
from kpis.methods.rag import amber_limits, colour_scale, rags
from kpis.methods.rounding import all_steps_shown
from kpis.methods.variation import variation
from kpis.model.indicators import Basis, Polarity
from kpis.model.periods import Period
from kpis.model.targets import Target, TargetKind

SERIES, POINTS, SEED = 1_000, 60, 20_190_401
REFERENCE_SECONDS = 2.24
GOOD = (80.0, 80.0)
FIRST = Period.month(2018, 4)
POLARITIES = (Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD, Polarity.CLOSE_TO_TARGET, Polarity.NO_JUDGEMENT)

Series = tuple[list[float | None], Polarity, Target]


def make_series(count: int, points: int, rng: random.Random) -> list[Series]:
    """Series of so many months, with a target and a polarity each."""
    made = []
    for number in range(count):
        values: list[float | None] = [round(rng.gauss(80, 6), 4) for _ in range(points)]
        if number % 2:
            for position in rng.sample(range(points), points // 12):
                values[position] = None
        polarity = POLARITIES[number // 2 % len(POLARITIES)]
        low, high = amber_limits(*GOOD, polarity, None, None)
        made.append((values, polarity, Target("T1", TargetKind.VALUE, *GOOD, low, high)))
    return made


def judge(values: Sequence[float | None], polarity: Polarity, target: Target) -> tuple[object, ...]:
    """All that is said of a series and of each of its points."""
    behaviour = process_behaviour(values)
    current = behaviour.current
    said: tuple[object, ...] = (behaviour.reason,)
    limits = current.limits if current is not None else None
    if behaviour.latest is not None and limits is not None and limits.lower is not None and limits.upper is not None:
        signal = behaviour.signals[behaviour.latest]
        said = (variation(signal, polarity), assurance(limits.lower, limits.upper, polarity, target))
    steps = all_steps_shown(values, 1)
    colours = rags(steps, None, colour_scale(1, polarity, target))
    moved = directions(steps, earlier_of(steps, FIRST, Basis.IN_MONTH), polarity, 1, GOOD)
    return said, behaviour.signals, colours, moved


def seconds(run: Callable[[], object], runs: int) -> list[float]:
    """How long each of so many runs took."""
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        run()
        taken.append(time.perf_counter() - begun)
    return taken


def line(name: str, taken: Sequence[float], points: int) -> str:
    """Median, best and the time of a point."""
    middle = statistics.median(taken)
    return f"{name:34} {middle * 1e3:10.1f} ms {min(taken) * 1e3:10.1f} ms {middle / points * 1e6:8.2f} µs a point"


def judge_all(series: Sequence[Series]) -> None:
    """Judges each in turn; keeps nothing, as a page keeps only its own."""
    for one in series:
        judge(*one)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="Times the methods on a batch of series.")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--points", type=int, default=2_000_000)
    options = parser.parse_args()
    rng = random.Random(SEED)
    batch = make_series(SERIES, POINTS, rng)
    points = SERIES * POINTS
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores (a busy one is slower)")
    print(f"{'':34} {'median':>13} {'best':>13}")
    taken = seconds(lambda: judge_all(batch), options.runs)
    print(line("1,000 series of 60", taken, points))
    print(f"{'of the reference, 2.24 s':34} {REFERENCE_SECONDS / statistics.median(taken):10.1f} times faster")
    for size in (points * 4, options.points):
        larger = batch * (size // points)
        print(
            line(f"{len(larger):,} series of 60", seconds(lambda some=larger: judge_all(some), 1), len(larger) * POINTS)
        )
    for size in (options.points // 20, options.points):
        single = make_series(1, size, rng)
        print(line(f"1 series of {size:,}", seconds(lambda some=single: judge_all(some), 1), size))


if __name__ == "__main__":
    main()
