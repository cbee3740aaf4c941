"""Tables of counts for tests, and every answer to a small one, found by trying all."""

import csv
import itertools
import json
from decimal import Decimal
from pathlib import Path

from kpis.model.small_numbers import Count, Parts, Share, SmallNumbersRule, Standing, Table

GOLDEN = Path(__file__).parents[2] / "golden"
ONE_TO_FIVE = SmallNumbersRule(largest=5)


def golden(name):
    with (GOLDEN / "disclosure" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def at(place):
    row, column = place
    return f"{row},{column}"


def places(text):
    return [at(place) for place in json.loads(text)]


def limits(text):
    return {key: tuple(pair) for key, pair in json.loads(text).items()}


def seen(possible):
    return {key: (one.low, one.high) for key, one in possible.items()}


def a_grid(cells, totals=Standing.PUBLIC):
    """Rows and columns with their totals; a single row has no column totals."""
    rows, columns = range(len(cells)), range(len(cells[0]))
    counts = [Count(at((r, c)), cells[r][c]) for r in rows for c in columns]
    counts += [Count(f"row {r}", sum(cells[r]), totals) for r in rows]
    lines = [Parts(f"row {r}", tuple(at((r, c)) for c in columns)) for r in rows]
    if len(cells) > 1:
        counts += [Count(f"column {c}", sum(row[c] for row in cells), totals) for c in columns]
        lines += [Parts(f"column {c}", tuple(at((r, c)) for r in rows)) for c in columns]
    return Table(tuple(counts), tuple(lines))


def a_total(total, standing=Standing.HEADLINE, **parts):
    """A published total and its parts, by name."""
    counts = (Count("total", total, standing), *(Count(key, value) for key, value in parts.items()))
    return Table(counts, (Parts("total", tuple(parts)),))


def a_share(shown, numerator, denominator, **changes):
    """A percentage beside the number that it is of, which is public."""
    counts = (Count("n", numerator), Count("d", denominator, Standing.PUBLIC, counts_children=False))
    return Table(counts, shares=(Share("%", Decimal(shown), "n", "d", **changes),))


def placements(header, value):
    """One column of the published table of placement types: all children in care, and the types; x is unknown."""
    with (GOLDEN / "q4_2022_23_report.csv").open(encoding="utf-8-sig", newline="") as file:
        printed = {
            row["ref"] + row["ref_part"]: row for row in csv.DictReader(file) if row["section"].startswith("1.4")
        }
    chosen = {ref: row[value] for ref, row in printed.items() if ref == "7a" or ref.startswith("9")}
    assert {row[header] for row in printed.values()} == {printed["7a"][header]}
    counts = tuple(
        Count(ref, None if text == "x" else int(text), Standing.HEADLINE if ref == "7a" else Standing.PART)
        for ref, text in chosen.items()
    )
    return Table(counts, (Parts("7a", tuple(ref for ref in chosen if ref != "7a")),))


def every_answer(table, withheld, least):
    """Every way to fill in what is withheld of a grid whose totals are shown, none above the largest total."""
    known = {c.key: c.value for c in table.counts if c.key not in withheld}
    hidden = sorted(withheld)
    most = {key: min(known[line.total] for line in table.parts if key in line.parts) for key in hidden}
    for guess in itertools.product(*(range(least, most[key] + 1) for key in hidden)):
        filled = known | dict(zip(hidden, guess, strict=True))
        if all(sum(filled[key] for key in line.parts) == filled[line.total] for line in table.parts):
            yield filled
