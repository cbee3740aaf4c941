"""The corpus: 136 spreadsheets, one thing wrong in each, and what `manifest.csv` expects of them."""

import csv
import re
from dataclasses import dataclass, replace
from pathlib import Path

from kpis.ingest.catalogue_sheet import read_catalogue
from kpis.model.catalogue import Catalogue
from kpis.model.observations import Marker
from kpis.model.problems import Outcome
from kpis.model.targets import TargetKind

HERE = Path(__file__).parent
CATALOGUE = HERE / "catalogue.csv"
ODD_CELLS = {"pct": "G5", "num_float": "G5", "num": "G2", "sym": "G2", "den": "G5", "cell": "G5"}
"""Which figure a file is about, by how its name begins, where the manifest gives the value alone."""

WORDS = {
    "suppressed": (None, Marker.SUPPRESSED, ""),
    "as x": (None, Marker.SUPPRESSED, ""),
    "low": (None, Marker.SUPPRESSED, "low"),
    "not applicable (no cases)": (None, Marker.NOT_APPLICABLE, ""),
}

OF_OTHERS = {
    "stored as typed; csv/xlsx export prefixes ' (or writes an explicit string cell) so no spreadsheet evaluates it",
    "shown as plain text, never executed",
    "name from the indicator list is shown, not the file's",
    "stored as typed",
    "control characters removed or shown",
    "PostgreSQL refuses NUL in text: strip or reject before the database does",
    "line breaks kept, no '_x000D_' shown",
    "RAG worked out from target and tolerance",
}
"""What the manifest expects of pages, exports and the store; commentary is no observation."""


@dataclass(frozen=True)
class Row:
    """One file and what is expected of it."""

    id: str
    group: str
    file: str
    upload_name: str
    what_is_wrong: str
    expected: str
    code: str
    where: str
    expected_value: str
    note: str

    @property
    def content(self):
        return (HERE / "files" / self.file).read_bytes()

    @property
    def name(self):
        """The name it is sent under. The empty one cannot be told from a missing one in a csv."""
        return "" if self.file == "name_empty.xlsx" else self.upload_name.replace("\\x00", "\x00")

    @property
    def odd_cell(self):
        """The figure that the file is about."""
        return next(cell for beginning, cell in ODD_CELLS.items() if self.file.startswith(beginning))

    @property
    def outcome(self):
        return DEVIATIONS.get(self.file, {}).get("outcome", Outcome(self.expected))

    @property
    def codes(self):
        """Every code that the file gives: the expected one, and what else is true of it."""
        return DEVIATIONS.get(self.file, {}).get("codes", {self.code} - {""})

    @property
    def place(self):
        """Sheet and address of the problem; None where the manifest names none or the file is accepted."""
        if "place" in DEVIATIONS.get(self.file, {}):
            return DEVIATIONS[self.file]["place"]
        if not self.code or not self.where:
            return None
        if self.where.startswith("file"):
            return "", ""
        row = re.fullmatch(r"row ([0-9]+)", self.where)
        if row:
            return "", f"{row[1]}:{row[1]}"
        sheet, _, cell = self.where.partition("!")
        return sheet, cell


DEVIATIONS = {
    "duplicate_rows_same.xlsx": {
        "why": "An observation is found by its own cell: the figure in that row and not the row's first cell.",
        "place": ("Scorecard", "G11"),
    },
    "csv_leading_apostrophe.csv": {
        "why": "The cell is known, and is more use than the file.",
        "place": ("", "G2"),
    },
    "very_hidden_sheet.xlsx": {
        "why": "It is true that the sheet is hidden, too.",
        "codes": {"E_PERSONAL_DATA", "E_HIDDEN_DATA"},
    },
    "two_tables_side_by_side.xlsx": {
        "why": "The second table repeats two rows of the first, and that is told.",
        "codes": {"C_MANY_TABLES", "W_DUPLICATE_ROW"},
    },
    "suppressed_derivable_from_total.xlsx": {
        "why": "The row of the total is left out, and that is told too.",
        "codes": {"C_DIFFERENCING", "W_ROW_SKIPPED"},
    },
    "pct_rounding_100_1.xlsx": {
        "why": "119 out of 210 is not 100.04%, and that is told too.",
        "codes": {"C_PERCENT_RANGE", "C_FRACTION"},
    },
}
"""Where we do otherwise than the manifest says, and why."""


def rows():
    with (HERE / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return [Row(**row) for row in csv.DictReader(file)]


def catalogue():
    """The corpus catalogue, with the hundred indicators beside it that the largest file is about."""
    own = read_catalogue(CATALOGUE)
    like = own.get("CSC02")
    tests = [
        replace(like, code=f"T{n:04d}", ref=f"T{n:04d}", name=f"Test indicator {n}", definition="") for n in range(100)
    ]
    (target,) = own.targets_of("CSC02")
    targets = [
        replace(target, code=t.code, kind=TargetKind.VALUE, low=50.0, high=50.0, amber_low=42.5, amber_high=None)
        for t in tests
    ]
    return Catalogue((*own.indicators, *tests), (*own.targets, *targets))


def claims(row):
    """What the manifest says of the figures: (what, where, wanted) for each part that can be held against a reading."""
    found = []
    if row.expected_value in OF_OTHERS or row.expected_value.startswith("stored under a server-made id"):
        return found
    for part in row.expected_value.split("; "):
        text = part.strip()
        if counted := re.match(r"([0-9,]+) rows", text):
            found.append(("number", "", int(counted[1].replace(",", ""))))
        elif periods := re.fullmatch(r"D,E,F = (.*)", text):
            found.append(("periods", "", set(periods[1].split(", "))))
        elif cell := re.fullmatch(r"(?:Scorecard!)?([A-Z][0-9]+) ?= ?([0-9.]+)(?: @([0-9-]+))?", text):
            found.append(("cell", cell[1], float(cell[2])))
            if cell[3]:
                found.append(("period", cell[1], cell[3]))
        elif cell := re.fullmatch(r"(?:Scorecard!)?([A-Z][0-9]+) suppressed\(x\)", text):
            found.append(("marker", cell[1], Marker.SUPPRESSED))
        elif re.fullmatch(r"row 5 Value=56\.7", text):
            found.append(("figure", ("CSC02", "2024-04"), 56.7))
        elif re.fullmatch(r"row 8 suppressed\(x\)", text):
            found.append(("figure", ("EDU01", "2024-04"), Marker.SUPPRESSED))
        elif re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
            found.append(("period", "G5", text))
        elif text in WORDS:
            found.append(("words", row.odd_cell, WORDS[text]))
        elif code := re.match(r"(?:Ref=)?(CSC02)", text):
            found.append(("code", "G5", code[1]))
        elif text == "stored once":
            found.append(("number", "", 9))
        elif number := re.match(r"[0-9.]+(?= |$)", text):
            found.append(("cell", row.odd_cell, float(number[0])))
    return found
