"""The statistical neighbours of each authority, from the sheet of a model: ten pairs of code and closeness in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kpis.ingest.area_trouble import AreaTrouble
from kpis.ingest.comparator_layouts import CODE, Heads
from kpis.ingest.comparator_rows import Row, tidy
from kpis.ingest.known_areas import AreaFinder
from kpis.ingest.trouble import reject, warn
from kpis.model.comparisons import NEIGHBOURS_IN_A_MODEL, Area, AreaKind, KnownAreas, Neighbour

NEIGHBOUR = re.compile(r"sn_?(\d{1,2})")
YEAR = re.compile(r"20\d\d")


class NeighbourTable:
    """One pass over the rows under the headings of a model."""

    def __init__(self, heads: Heads, known: KnownAreas, trouble: AreaTrouble, model: int) -> None:
        self._known = known
        self._areas = AreaFinder(known.areas)
        self._trouble = trouble
        self._model = model
        self._code = heads.column(*CODE)
        self._name = heads.column("la_name")
        self._ranks = {int(m[1]): c for c, name in enumerate(heads.names) if (m := NEIGHBOUR.fullmatch(name))}
        self.found: dict[tuple[int, str, int], Neighbour] = {}

    def read(self, rows: Iterable[Row]) -> None:
        """Reads every row; an authority that is listed twice, or is its own neighbour, is told."""
        seen: set[str] = set()
        for row in rows:
            area = self._find(row, self._text(row, self._code), self._text(row, self._name))
            if area is None:
                continue
            if area.code in seen:
                self._trouble.report(
                    reject("E_NEIGHBOUR_TWICE", f"{area.name} is listed twice.", "Keep the row that is right."), row
                )
                continue
            seen.add(area.code)
            self._read_row(row, area)
        ours = self._known.council
        if ours is not None and seen and ours.authority not in seen:
            name = next((a.name for a in self._known.areas if a.code == ours.authority), ours.authority)
            self._trouble.report(
                warn(
                    "W_NEIGHBOUR_OURS",
                    f"the {self._model} model does not list {name}, so it gives no statistical neighbours of ours.",
                    "Use another model, or ask the department.",
                ),
                Row("", 1, []),
            )

    def _read_row(self, row: Row, area: Area) -> None:
        codes: list[str] = []
        for rank, column in sorted(self._ranks.items()):
            text = self._text(row, column)
            if not text:
                continue
            neighbour = self._find(row, text, text)
            if neighbour is None:
                continue
            if neighbour.code in (*codes, area.code):
                self._trouble.report(
                    reject(
                        "E_NEIGHBOUR_TWICE",
                        f"{neighbour.name} stands twice among the neighbours of {area.name}, or is {area.name} itself.",
                        "Put the codes right.",
                    ),
                    row,
                )
            codes.append(neighbour.code)
            close = " ".join(self._text(row, column + 1).split()).capitalize()
            one = Neighbour(self._model, area.code, neighbour.code, rank, close)
            self.found[one.key] = one
        if len(codes) < NEIGHBOURS_IN_A_MODEL:
            self._trouble.report(
                warn("W_NEIGHBOUR_FEW", f"{area.name} has {len(codes)} neighbours, not ten.", "Check the row."), row
            )

    def _find(self, row: Row, code: str, name: str) -> Area | None:
        area = self._areas.find(code, name)
        if area is None or area.kind is not AreaKind.AUTHORITY:
            self._trouble.report(
                warn(
                    "W_AREA_UNKNOWN",
                    f'"{(name or code)[:40]}" is no authority that Waymark knows: left out ({{count}} times).'
                    f"{self._areas.hint(name)}",
                    "Put the code right, or have the area added to areas.csv.",
                ),
                row,
            )
            return None
        return area

    def _text(self, row: Row, column: int | None) -> str:
        return tidy(row.texts[column]) if column is not None and column < len(row.texts) else ""


def model_year(file_name: str, titles: Iterable[Row], council_model: int) -> int:
    """The year of a model, which no column says: from a title above the table, the file's name, or the one in force."""
    texts = [text for row in titles for text in row.texts] + [file_name]
    found = [int(year) for text in texts for year in YEAR.findall(text)]
    return found[0] if found else council_model
