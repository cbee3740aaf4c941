"""Text files whose figures have a comma before the decimals throughout, as Excel writes them on the continent.

One such file is asked about once and read with points. Where commas and points are mixed nobody can tell what either
means, and each figure is refused by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kpis.ingest.cells import Cell
from kpis.ingest.csv_text import LINES_LOOKED_AT, TextFile
from kpis.ingest.headings import Field, field_of
from kpis.ingest.trouble import confirm
from kpis.model.problems import Problem

MAY_BE_ONE = re.compile(rb"[0-9]\x00?,\x00?[0-9]")
WITH_COMMA = re.compile(r"-?(?P<whole>0|[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]*),(?P<decimals>[0-9]+)(?: ?%)?")
WITH_POINT = re.compile(r"-?[0-9]*\.[0-9]+(?: ?%)?")
LONGEST_WHOLE_BEFORE_THOUSANDS = 3
DIGITS_OF_A_THOUSAND = 3
NO_FIGURES = (Field.REF, Field.SECTION, Field.INDICATOR, Field.PERIOD, Field.UNIT, Field.COMMENTARY, Field.LINK)
FEWEST_HEADINGS = 2


@dataclass(frozen=True)
class TextWithPoints(TextFile):
    """A text file read with points before the decimals, but for columns that hold no figures."""

    left_out: frozenset[int] = frozenset()

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        for row, fields in super().__iter__():
            yield row, [f if c in self.left_out else with_point(f) for c, f in enumerate(fields, 1)]


def read_decimal_commas(text: TextFile) -> tuple[TextFile, Problem | None]:
    """The file with points in place of such commas, and the question about them; or the file as it is."""
    if text.separator == "," or not MAY_BE_ONE.search(text.content):
        return text, None
    left_out = _columns_without_figures(text)
    found = _first_comma(text, left_out)
    if found is None:
        return text, None
    asked = confirm(
        "C_DECIMAL_COMMA",
        f'the figures have a comma before the decimals: "{found.text}" here is read as {with_point(found.text)}.',
        "Confirm that, or save the file again with a point before the decimals.",
    )
    read = TextWithPoints(text.content, text.encoding, text.separator, text.first_row, left_out)
    return read, asked.at("", found.address)


def with_point(text: str) -> str:
    """A figure such as 1.234,5 with a point before its decimals and none in between; any other text as it is."""
    if "," not in text or WITH_COMMA.fullmatch(text.strip()) is None:
        return text
    return text.strip().replace(".", "").replace(",", ".")


def _first_comma(text: TextFile, left_out: frozenset[int]) -> Cell | None:
    """The first figure with a comma that can be nothing else; None where there is none, or some have a point."""
    first = None
    for row, fields in text:
        for column, written in enumerate(fields, 1):
            if ("," not in written and "." not in written) or column in left_out:
                continue
            figure = written.strip()
            if WITH_POINT.fullmatch(figure):
                return None
            found = WITH_COMMA.fullmatch(figure)
            if first is None and found and _is_clear(found):
                first = Cell("", row, column, figure)
    return first


def _is_clear(found: re.Match[str]) -> bool:
    """Whether the comma cannot part thousands: 56,7 and 0,567 and 1512,000, but not 1,512."""
    whole = found["whole"]
    is_thousands = len(whole) <= LONGEST_WHOLE_BEFORE_THOUSANDS and whole != "0"
    return len(found["decimals"]) != DIGITS_OF_A_THOUSAND or not is_thousands


def _columns_without_figures(text: TextFile) -> frozenset[int]:
    """The columns whose headings say that they hold refs, names or periods."""
    for row, fields in islice(text, LINES_LOOKED_AT):
        named = {c: field_of(Cell("", row, c, f)) for c, f in enumerate(fields, 1) if f.strip()}
        if sum(n is not None for n in named.values()) >= FEWEST_HEADINGS:
            return frozenset(column for column, field in named.items() if field in NO_FIGURES)
    return frozenset()
