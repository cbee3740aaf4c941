"""How long a large workbook takes to check and load, and how much memory: python -m benchmarks.loading

10,000 figures from an Excel workbook against openpyxl alone reading the same file, and 100,000 from a csv against
Python's csv reader alone, keeping its rows; the whole road each time: guard, reading, checks, comparison, store. A
second csv is less tidy: month by month, every fraction another, one figure in twenty withheld. Then the memory that a
process takes to read a workbook of 200 figures beside more and more sheets of notes.
"""

from __future__ import annotations

import csv
import io
import random
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
TIMES = 5
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


def untidy_rows(indicators: int, months: int) -> list[tuple[object, ...]]:
    """As a case system writes them: month by month, every fraction another, and one figure in twenty withheld."""
    chance = random.Random(0)
    found: list[tuple[object, ...]] = []
    month = Period.month(1992, 1)
    for _ in range(months):
        for n in range(indicators):
            of = chance.randint(150, 900)
            numerator = of // 2 + chance.randint(0, 20)
            figure = ("", of, "x") if chance.random() < 0.05 else (numerator, of, round(100 * numerator / of, 1))
            found.append(("Care", f"T{n:04}", f"Share {n}", month.label, *figure, "%"))
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


def read_alone(text: bytes) -> Callable[[], object]:
    return lambda: list(csv.reader(io.StringIO(text.decode(), newline="")))


def compare(what: str, alone: Callable[[], object], ours: Callable[[], object]) -> None:
    """Times both in turn, so that whatever else the machine does falls on both, and prints the best of each."""
    taken = [(_seconds(alone), _seconds(ours)) for _ in range(TIMES)]
    reader, both = (min(seconds) for seconds in zip(*taken, strict=True))
    print(f"{what} alone {reader:.2f} s, check and load {both:.2f} s, {both / reader:.1f} times")


def _seconds(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


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
    compare(
        "10,000 from xlsx: openpyxl",
        lambda: [list(s.iter_rows()) for s in openpyxl.load_workbook(io.BytesIO(xlsx), data_only=True)],
        load(xlsx, "large.xlsx", a_catalogue(100)),
    )
    for named, table in (("csv", rows(300, 334)), ("an untidy csv", untidy_rows(300, 334))):
        text = as_csv(table)
        compare(
            f"{len(table):,} from {named}: csv reader",
            read_alone(text),
            load(text, "large.csv", a_catalogue(300)),
        )
    for sheets in SHEETS:
        grown = memory_to_read(with_notes(sheets))
        print(f"200 figures beside {sheets} sheets of {ROWS_OF_NOTES * COLUMNS_OF_NOTES:,} notes: {grown:.1f} MB")


if __name__ == "__main__":
    main()
