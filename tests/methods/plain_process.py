"""The rules of process behaviour a second time, written from their description alone and as slowly as they read.

Figures stand on the calendar, None where there is none. Means are worked out as fractions. What differs from the
published description on purpose is what docs/methods.md lists: gaps break runs, thirteen points, flat stretches,
screening that leaves only noughts, and the tie in a trend.
"""

from fractions import Fraction
from itertools import pairwise

FEWEST, RUN = 13, 7


def mean_of(values):
    return float(sum(map(Fraction, values)) / len(values))


def limits_of(figures, screened=True):
    """Mean, lower, upper and the two near limits; None for all but the mean where the figures are all equal."""
    middle = mean_of(figures)
    if len(set(figures)) == 1:
        return figures[0], None, None, None, None
    moved = [abs(b - a) for a, b in pairwise(figures)]
    average = mean_of(moved)
    if screened:
        kept = [m for m in moved if m < 3.267 * average]
        average = (mean_of(kept) if kept else 0.0) or average
    wide, near = 2.66 * average, 2 * (2.66 / 3) * average
    return middle, middle - wide, middle + wide, middle - near, middle + near


def marked(part, limits):
    """(cause, side) or None for each place of one stretch: every rule at every place, the first that holds is told."""
    middle, lower, upper, near_lower, near_upper = limits

    def side(x):
        return (x > middle) - (x < middle)

    def is_out(x):
        return x is not None and (x > upper or x < lower)

    def is_near(x):
        return x is not None and not is_out(x) and (x > near_upper or x < near_lower)

    def windows(place, length):
        starts = range(max(0, place - length + 1), min(place, len(part) - length) + 1)
        return [w for s in starts if None not in (w := part[s : s + length])]

    def steps(window):
        return [(b > a) - (b < a) for a, b in pairwise(window)]

    def trends(place):
        """Which way each trend that a place is in goes, by where it starts."""
        starts = range(max(0, place - RUN + 1), min(place, len(part) - RUN) + 1)
        found = [(s, steps(part[s : s + RUN])) for s in starts if None not in part[s : s + RUN]]
        return [(s, one[0]) for s, one in found if set(one) in ({1}, {-1})]

    def told(place):
        x = part[place]
        if x is None:
            return None
        if is_out(x):
            return "outside_limits", side(x)
        if mine := trends(place):
            return "trend", max(mine)[1]
        for window in windows(place, 3):
            if is_near(x) and {side(w) for w in window} in ({1}, {-1}) and sum(map(is_near, window)) > 1:
                return "two_of_three", side(x)
        for window in windows(place, RUN):
            if {side(w) for w in window} in ({1}, {-1}):
                return "shift", side(x)
        return None

    return [told(place) for place in range(len(part))]


def is_close_call(part, limits):
    """Whether a figure lies so near a limit that rounding decides; the two may then rightly differ."""
    return any(x is not None and abs(x - edge) < 1e-9 * max(1, abs(x), abs(edge)) for x in part for edge in limits[1:])


def process(values, starts=(), baseline=None, screened=True):
    """(limits, causes) of each stretch; limits is None with fewer than thirteen figures."""
    edges = [0, *sorted({s for s in starts if 0 < s < len(values)}), len(values)]
    for start, end in pairwise(edges):
        part = list(values[start:end])
        figures = [x for x in part if x is not None]
        if len(figures) < FEWEST:
            yield part, None, [None] * len(part)
            continue
        limits = limits_of(figures if baseline is None else figures[:baseline], screened)
        yield part, limits, [None] * len(part) if limits[1] is None else marked(part, limits)
