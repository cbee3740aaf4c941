"""How long a large workbook takes to check and load: python -m benchmarks.loading

10,000 figures from an Excel workbook against openpyxl alone reading the same file, and 100,000 from a csv against
Python's csv reader alone; the whole road each time: guard, reading, checks, comparison, store.
"""

from __future__ import annotations

import csv
import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Basis, Indicator, Polarity, Unit
from kpis.model.people import Asker
from kpis.model.periods import Period
from kpis.operations.upload import Workbook, load_workbook
from kpis.store.engine import open_store

HEADINGS = ("Section", "Ref", "Indicator", "Period", "Numerator", "Denominator", "Value", "Unit")
TIMES = 3


def a_catalogue(indicators: int) -> Catalogue:
    return Catalogue(
        tuple(
            Indicator(
                f"T{n:04}", "large", "Care", f"Share {n}", Unit.PERCENTAGE, 1, Basis.IN_MONTH, Polarity.HIGH_IS_GOOD,
                ref=f"T{n:04}",
            )
            for n in range(indicators)
        )
    )  # fmt: skip


def rows(indicators: int, months: int) -> list[tuple[object, ...]]:
    """Every sum is right, and every series has some chance in it."""
    found: list[tuple[object, ...]] = []
    for n in range(indicators):
        month = Period.month(1992, 1)
        for m in range(months):
            numerator = 100 + (n * 7 + m * 13) % 20
            found.append(("Care", f"T{n:04}", f"Share {n}", month.label, numerator, 200, numerator / 2, "%"))
            month = month.following()
    return found


def as_xlsx(table: list[tuple[object, ...]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [HEADINGS, *table]:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_csv(table: list[tuple[object, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *table])
    return text.getvalue().encode()


def quickest(do: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(TIMES):
        begun = time.perf_counter()
        do()
        best = min(best, time.perf_counter() - begun)
    return best


def load(content: bytes, name: str, catalogue: Catalogue) -> Callable[[], None]:
    def once() -> None:
        with tempfile.TemporaryDirectory() as folder:
            store = open_store(f"sqlite:///{Path(folder) / 'store.db'}")
            taken = load_workbook(store, Asker("benchmark"), Workbook(name, content), catalogue, True, False)
            assert taken.is_kept, taken.preview.reading.problems[:3]
            assert len(taken.preview.changes.new) > 1000
            store.close()

    return once


def main() -> None:
    """Prints both ratios."""
    xlsx = as_xlsx(rows(100, 100))
    alone = quickest(lambda: [list(s.iter_rows()) for s in openpyxl.load_workbook(io.BytesIO(xlsx), data_only=True)])
    ours = quickest(load(xlsx, "large.xlsx", a_catalogue(100)))
    print(f"10,000 from xlsx: openpyxl alone {alone:.2f} s, check and load {ours:.2f} s, {ours / alone:.1f} times")
    text = as_csv(rows(300, 334))
    alone = quickest(lambda: list(csv.reader(io.StringIO(text.decode(), newline=""))))
    ours = quickest(load(text, "large.csv", a_catalogue(300)))
    print(f"100,200 from csv: csv reader alone {alone:.2f} s, check and load {ours:.2f} s, {ours / alone:.1f} times")


if __name__ == "__main__":
    main()
