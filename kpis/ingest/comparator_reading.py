"""A file about other areas to what it holds: figures, neighbours or links, and everything odd about it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from kpis.ingest.area_trouble import AreaTrouble
from kpis.ingest.comparator_layouts import ROWS_LOOKED_AT, Heads, Layout, bare_years, heads_of
from kpis.ingest.comparator_rows import Row, beginning_of, is_text, rows_in, text_rows
from kpis.ingest.comparator_table import AreaTable, title_above
from kpis.ingest.measure_links import read_links
from kpis.ingest.neighbours_table import NeighbourTable, model_year
from kpis.ingest.population_rows import read_population_rows
from kpis.ingest.trouble import reject, warn
from kpis.model.comparisons import AreaFigure, KnownAreas, Measure, MeasureLink, Neighbour
from kpis.model.errors import UnreadableFile
from kpis.model.local_time import today
from kpis.model.populations import Population
from kpis.model.problems import Outcome, Problem, outcome_of

PUBLICATIONS = {
    Layout.LONG: "Local authority interactive tool (LAIT)",
    Layout.PREPARED: "Local authority interactive tool (LAIT)",
    Layout.YEARS: "Local authority interactive tool (LAIT)",
    Layout.OPEN_DATA: "Explore education statistics",
    Layout.NEIGHBOURS: "Children's services statistical neighbour benchmarking tool",
    Layout.LINKS: "",
    Layout.POPULATIONS: "Mid-year population estimates",
}


@dataclass(frozen=True)
class ComparatorReading:
    """All that was understood of a file about other areas. Nothing of it may be kept if it is rejected."""

    layout: str = ""
    figures: tuple[AreaFigure, ...] = ()
    measures: tuple[Measure, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    links: tuple[MeasureLink, ...] = ()
    populations: tuple[Population, ...] = ()
    problems: tuple[Problem, ...] = ()
    publication: str = ""

    @property
    def outcome(self) -> Outcome:
        return outcome_of(self.problems)

    @property
    def size(self) -> int:
        """How many figures, neighbours, links and populations it holds together."""
        return len(self.figures) + len(self.neighbours) + len(self.links) + len(self.populations)


def is_about_other_areas(content: bytes, file_name: str) -> bool:
    """Whether the first rows of a text have the headings of such a file. A workbook is not looked into here."""
    if not content or not is_text(content, file_name):
        return False
    beginning = beginning_of(content)
    try:
        rows = list(itertools.islice(text_rows(beginning[: beginning.rfind(b"\n") + 1] or beginning), ROWS_LOOKED_AT))
    except UnreadableFile:
        return False
    return any(heads_of(row.texts) is not None for row in rows)


def read_comparators(content: bytes, file_name: str, known: KnownAreas) -> ComparatorReading:
    """Reads a file of any of the layouts. Never raises for what a file holds: one that is none gives one problem."""
    trouble = AreaTrouble()
    try:
        rows = rows_in(content, file_name)
        heads, above = _find_heads(rows)
        if heads is None:
            return ComparatorReading(problems=(_no_table(),))
        reading = _read(heads, above, rows, file_name, known, trouble)
    except UnreadableFile as refusal:
        return ComparatorReading(problems=(refusal.problem,))
    if not reading.size and reading.outcome is not Outcome.REJECT:
        empty = reject(
            "E_AREA_NO_ROWS", "there are headings and no figures under them.", "Save the file with its rows."
        )
        return ComparatorReading(heads.layout, problems=(*reading.problems, empty.at("", "")))
    return reading


def _find_heads(rows: Iterator[Row]) -> tuple[Heads | None, list[Row]]:
    above: list[Row] = []
    for row in itertools.islice(rows, ROWS_LOOKED_AT):
        heads = heads_of(row.texts) or bare_years(row.texts)
        if heads is not None:
            return heads, above
        above.append(row)
    return None, above


def _read(
    heads: Heads, above: list[Row], rows: Iterator[Row], file_name: str, known: KnownAreas, trouble: AreaTrouble
) -> ComparatorReading:
    publication = PUBLICATIONS[heads.layout]
    match heads.layout:
        case Layout.NEIGHBOURS:
            model = model_year(file_name, above, known.council.model if known.council else today().year)
            neighbours = NeighbourTable(heads, known, trouble, model)
            neighbours.read(rows)
            found = tuple(neighbours.found.values())
            return ComparatorReading(
                heads.layout, neighbours=found, problems=trouble.problems(), publication=publication
            )
        case Layout.LINKS:
            links = read_links(heads, rows, known, trouble)
            return ComparatorReading(heads.layout, links=links, problems=trouble.problems())
        case Layout.POPULATIONS:
            people = read_population_rows(heads, rows, known, trouble)
            return ComparatorReading(
                heads.layout, populations=people, problems=trouble.problems(), publication=publication
            )
        case Layout.LONG | Layout.PREPARED | Layout.OPEN_DATA | Layout.YEARS:
            table = AreaTable(heads, known, trouble, title_above(above))
            table.read(rows)
            figures = tuple(table.figures.values())
            if figures and all(figure.value is None for figure in figures):
                trouble.report(
                    warn(
                        "W_AREA_ALL_WITHHELD",
                        "every figure is withheld or missing, so there is nothing to compare with.",
                        "Check that it is the right file.",
                    ),
                    Row("", 1, []),
                )
            return ComparatorReading(
                heads.layout,
                figures,
                tuple(table.measures.values()),
                problems=trouble.problems(),
                publication=publication,
            )


def _no_table() -> Problem:
    return reject(
        "E_AREA_NO_TABLE",
        "this is no file of other areas' figures, of statistical neighbours or of links.",
        "Send the department's file with its headings: Short Desc, Years, LA and Regions, Values.",
    ).at("", "")
