"""How long a large workbook takes to check and load, and how much memory: python -m benchmarks.loading

10,000 figures from an Excel workbook against openpyxl alone reading the same file, and 100,000 from a csv against
Python's csv reader alone; the whole road each time: guard, reading, checks, comparison, store. Then the memory that a
process takes to read a workbook of 200 figures beside more and more sheets of notes.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
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
SHEETS = (1, 10, 50, 200)
ROWS_OF_NOTES, COLUMNS_OF_NOTES = 150, 8
READING = """
import sys
from pathlib import Path
from benchmarks.loading import a_catalogue, most_memory
from kpis.ingest.reading import read_workbook
content, catalogue = Path(sys.argv[1]).read_bytes(), a_catalogue(2)
before = most_memory()
assert len(read_workbook(content, "notes.xlsx", catalogue).observations) == 200
print(most_memory() - before)
"""
"""Run in a process of its own, which has paid for its imports before it is measured."""


def most_memory() -> int:
    """The most kB that this process has held so far. Linux alone tells."""
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(told["VmHWM"].split()[0])


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


def with_notes(sheets: int) -> bytes:
    """200 figures after so many sheets of notes."""
    book = openpyxl.Workbook(write_only=True)
    for number in range(sheets):
        sheet = book.create_sheet(f"Notes {number}")
        for row in range(ROWS_OF_NOTES):
            sheet.append([f"Note {number} {row} {column}" for column in range(COLUMNS_OF_NOTES)])
    figures = book.create_sheet("Figures")
    for line in [HEADINGS, *rows(2, 100)]:
        figures.append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def memory_to_read(content: bytes) -> float:
    """By how many MB a process grows that reads a workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notes.xlsx"
        path.write_bytes(content)
        done = subprocess.run([sys.executable, "-c", READING, path], capture_output=True, check=True, text=True)
    return int(done.stdout) / 1000


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
    """Prints both ratios, and the memory for each number of sheets."""
    xlsx = as_xlsx(rows(100, 100))
    alone = quickest(lambda: [list(s.iter_rows()) for s in openpyxl.load_workbook(io.BytesIO(xlsx), data_only=True)])
    ours = quickest(load(xlsx, "large.xlsx", a_catalogue(100)))
    print(f"10,000 from xlsx: openpyxl alone {alone:.2f} s, check and load {ours:.2f} s, {ours / alone:.1f} times")
    text = as_csv(rows(300, 334))
    alone = quickest(lambda: list(csv.reader(io.StringIO(text.decode(), newline=""))))
    ours = quickest(load(text, "large.csv", a_catalogue(300)))
    print(f"100,200 from csv: csv reader alone {alone:.2f} s, check and load {ours:.2f} s, {ours / alone:.1f} times")
    for sheets in SHEETS:
        grown = memory_to_read(with_notes(sheets))
        print(f"200 figures beside {sheets} sheets of {ROWS_OF_NOTES * COLUMNS_OF_NOTES:,} notes: {grown:.1f} MB")


if __name__ == "__main__":
    main()
