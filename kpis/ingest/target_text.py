"""The grammar of printed targets: 90.0%, 7.6% England, 42.1r England, 70-80, Monitor only, TBC, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpis.ingest.cells import Cell, clean_text
from kpis.model.targets import TargetKind

LARGEST_TARGET = 10**15
SHOWN = 60
_NUMBER = r"-?[0-9][0-9,]*(?:\.[0-9]+)?"
_VALUE = re.compile(rf"(?P<low>{_NUMBER}) ?(?:%|r)?(?: ?(?:-|–|to) ?(?P<high>{_NUMBER}) ?%?)?(?P<source> .*)?")


@dataclass(frozen=True)
class TargetText:
    """What a target cell says; `low` and `high` are the same for one number."""

    kind: TargetKind
    low: float | None = None
    high: float | None = None
    source: str = ""


def parse_target(text: str) -> TargetText | None:
    """The target that a text names; None for a blank. Raises ValueError for what is neither."""
    text = clean_text(text)
    words = text.casefold()
    if not words:
        return None
    if words in ("monitor", "monitor only"):
        return TargetText(TargetKind.MONITOR)
    if words in ("tbc", "to be confirmed"):
        return TargetText(TargetKind.TO_BE_CONFIRMED)
    found = _VALUE.fullmatch(text)
    if not found:
        raise ValueError(f'"{text}" is not a target.')
    low = float(found["low"].replace(",", ""))
    high = float(found["high"].replace(",", "")) if found["high"] else low
    if max(abs(low), abs(high)) >= LARGEST_TARGET:
        raise ValueError(f'"{text[:SHOWN]}" is too large to be a target.')
    if high < low:
        raise ValueError(f'the range "{text}" ends below its beginning.')
    kind = TargetKind.VALUE if found["high"] is None else TargetKind.RANGE
    return TargetText(kind, low, high, (found["source"] or "").strip())


def target_in_cell(cell: Cell) -> TargetText | None:
    """The target in a cell, with 0.9 formatted as a percentage read as 90."""
    if isinstance(cell.content, int | float) and not isinstance(cell.content, bool):
        value = round(cell.content * (100 if cell.is_percent else 1), 10)
        if not abs(value) < LARGEST_TARGET:
            raise ValueError(f'"{cell.text}" is too large to be a target.')
        return TargetText(TargetKind.VALUE, value, value)
    return parse_target(cell.text)
