"""Rows of a file of other areas to published figures; every odd row is told, and none stops the ones after it."""

from __future__ import annotations

from collections.abc import Iterable

from kpis.ingest import comparator_layouts as layouts
from kpis.ingest.area_trouble import AreaTrouble
from kpis.ingest.area_values import SIGN_WORDS, marker_in, number_in, sign_of, year_period
from kpis.ingest.comparator_layouts import Heads, Layout
from kpis.ingest.comparator_rows import Row, tidy
from kpis.ingest.known_areas import AreaFinder
from kpis.ingest.trouble import reject, warn
from kpis.model.catalogue import plain_name
from kpis.model.comparisons import Area, AreaFigure, AreaKind, KnownAreas, Measure
from kpis.model.observations import Marker

LONGEST_SIGN = 40
ALL_TOGETHER = ("total", "all", "all children", "not applicable", "z", "")
LEVELS = {"national": AreaKind.NATION, "regional": AreaKind.REGION, "local authority": AreaKind.AUTHORITY}
TITLE_WORDS = 3


class AreaTable:
    """One pass over the rows under a row of headings. Figures come out by their key; nothing is kept twice."""

    def __init__(self, heads: Heads, known: KnownAreas, trouble: AreaTrouble, title: str = "") -> None:
        self._heads = heads
        self._known = known
        self._areas = AreaFinder(known.areas)
        self._trouble = trouble
        self._title = title
        self._worded: set[str] = set()
        self.figures: dict[tuple[str, str, object], AreaFigure] = {}
        self.measures: dict[str, Measure] = {}
        self._columns = {
            name: heads.column(*among)
            for name, among in {
                "measure": layouts.MEASURE,
                "name": layouts.MEASURE_NAME,
                "year": layouts.YEAR,
                "area": layouts.AREA,
                "code": layouts.CODE,
                "value": layouts.VALUE,
                "year_type": layouts.YEAR_TYPE,
                "counted_in": layouts.COUNTED_IN,
                "numerator": layouts.NUMERATOR,
                "denominator": layouts.DENOMINATOR,
                "population_year": layouts.POPULATION_YEAR,
                "level": layouts.LEVEL,
            }.items()
        }
        self._across = self._areas_across() if heads.layout is Layout.PREPARED else {}

    def read(self, rows: Iterable[Row]) -> None:
        """Reads every row, in the way that the headings ask for."""
        read = {
            Layout.LONG: self._read_long,
            Layout.PREPARED: self._read_prepared,
            Layout.OPEN_DATA: self._read_open_data,
            Layout.YEARS: self._read_years,
        }[self._heads.layout]
        for row in rows:
            read(row)

    def _text(self, row: Row, name: str) -> str:
        column = self._columns[name]
        return tidy(row.texts[column]) if column is not None and column < len(row.texts) else ""

    def _read_long(self, row: Row) -> None:
        area = self._area(row)
        if area is not None:
            self._add(row, self._measure(row), area, self._text(row, "year"), self._text(row, "value"))

    def _read_prepared(self, row: Row) -> None:
        measure = self._measure(row)
        for column, area in self._across.items():
            if column < len(row.texts):
                self._add(row, measure, area, self._text(row, "year"), tidy(row.texts[column]))
        self._check_refs(row)

    def _read_years(self, row: Row) -> None:
        area = self._area(row)
        if area is None:
            return
        measure = self._titled_measure(row) if self._columns["measure"] is None else self._measure(row)
        for column, year in self._heads.years.items():
            if column < len(row.texts):
                self._add(row, measure, area, year, tidy(row.texts[column]))

    def _read_open_data(self, row: Row) -> None:
        """Each column of figures is a measure; a row about a part of the children makes a measure of its own."""
        level = LEVELS.get(self._text(row, "level").casefold())
        if level is None:
            self._trouble.report(
                warn(
                    "W_AREA_UNKNOWN",
                    f'"{self._text(row, "level")[:LONGEST_SIGN]}" is neither national, regional nor a local authority: '
                    f"left out ({{count}} rows).",
                    "Nothing, unless you miss them.",
                ),
                row,
            )
            return
        area = self._area_at(row, level)
        if area is None:
            return
        parts, figures = [], []
        self._note_words(row)
        for column, name in enumerate(self._heads.names):
            text = tidy(row.texts[column]) if column < len(row.texts) else ""
            if name in layouts.GEOGRAPHY or not name:
                continue
            if name not in self._worded and text:
                figures.append((name, text))
            elif text.casefold() not in ALL_TOGETHER:
                parts.append(text)
        part = f" ({', '.join(parts)})" if parts else ""
        for name, text in figures:
            short = self._known_measure(f"{name}{part}", self._text(row, "year_type"))
            self._add(row, short, area, self._text(row, "year"), text)

    def _note_words(self, row: Row) -> None:
        """Columns that say which children a row is about: they have held a word, which is no figure and no sign."""
        for name, text in zip(self._heads.names, row.texts, strict=False):
            if name not in self._worded and name not in layouts.GEOGRAPHY:
                text = tidy(text)
                if text and text[0].isalpha() and number_in(text) is None and marker_in(text) is None:
                    self._worded.add(name)

    def _area(self, row: Row) -> Area | None:
        return self._found(row, self._text(row, "code"), self._text(row, "area"))

    def _area_at(self, row: Row, level: AreaKind) -> Area | None:
        names = {AreaKind.NATION: "country_name", AreaKind.REGION: "region_name", AreaKind.AUTHORITY: "la_name"}
        codes = {AreaKind.NATION: "country_code", AreaKind.REGION: "region_code", AreaKind.AUTHORITY: "old_la_code"}
        at = [self._heads.column(codes[level], "location_code"), self._heads.column(names[level], "location")]
        code, name = (tidy(row.texts[c]) if c is not None and c < len(row.texts) else "" for c in at)
        return self._found(row, code, name)

    def _found(self, row: Row, code: str, name: str) -> Area | None:
        area = self._areas.find(code, name)
        if area is None:
            said = f'"{name or code}"'[: LONGEST_SIGN * 2]
            self._trouble.report(
                warn(
                    "W_AREA_UNKNOWN",
                    f"{said} is no area that Waymark knows: left out ({{count}} rows).{self._areas.hint(name)}",
                    "Put the name or the code right, or have the area added to areas.csv.",
                ),
                row,
            )
        return area

    def _areas_across(self) -> dict[int, Area]:
        """The columns of the prepared file that are areas, and the groups that it prints for each model."""
        found: dict[int, Area] = {}
        for column, name in enumerate(self._heads.names):
            area = self._areas.find("", name.replace("_", " ")) or group_of(name)
            if area is not None:
                found[column] = area
        return self._without_averages_of_another(found)

    def _without_averages_of_another(self, across: dict[int, Area]) -> dict[int, Area]:
        """Averages are of the neighbours of the council whose own column stands beside them."""
        ours = self._known.council.authority if self._known.council is not None else None
        councils = [area for area in across.values() if area.kind is AreaKind.AUTHORITY]
        groups = [area for area in across.values() if area.kind is AreaKind.GROUP]
        if not groups or ours is None or not councils or any(area.code == ours for area in councils):
            return across
        name = next((area.name for area in self._known.areas if area.code == ours), ours)
        self._trouble.report(
            warn(
                "W_AREA_AVERAGES",
                f"the averages are of the statistical neighbours of {councils[0].name}, and ours is {name}: left out.",
                "Set which council is ours first if that is wrong, or load a file that was prepared for ours.",
            ),
            Row("", 1, []),
        )
        return {column: area for column, area in across.items() if area.kind is not AreaKind.GROUP}

    def _measure(self, row: Row) -> str:
        short = self._text(row, "measure")
        if short and short not in self.measures:
            name = self._text(row, "name") or short
            how = (self._text(row, "counted_in"), self._text(row, "year_type"))
            self.measures[short] = Measure(short, name, *how)
            self._check_linked(short, row)
        return short

    def _known_measure(self, name: str, year_type: str) -> str:
        """A measure by the name that a file gives it: ours where its short or full name is the same."""
        if name not in self.measures:
            self.measures[name] = Measure(name, name.replace("_", " "), "", year_type)
        return name

    def _titled_measure(self, row: Row) -> str:
        """The measure that the title above the table, or the sheet, names."""
        for wanted in (self._title, row.sheet):
            named = [m for m in self._known.measures if wanted and names_it(wanted, m)]
            if named:
                known = max(named, key=lambda m: len(m.name))
                self.measures.setdefault(known.short, known)
                return known.short
        self._trouble.report(
            reject(
                "E_AREA_MEASURE",
                f'"{(self._title or row.sheet)[: LONGEST_SIGN * 2]}" is no measure that Waymark knows, so nobody can '
                f"say what the figures are.",
                "Write the measure's short name or its name, as the department has it, above the table.",
            ),
            Row(row.sheet, 1, []),
        )
        return ""

    def _check_linked(self, short: str, row: Row) -> None:
        if self._known.linked and short not in self._known.linked:
            self._trouble.report(
                warn(
                    "W_AREA_MEASURE",
                    "Measures that belong to no indicator: {count}. Their figures are kept, and shown once linked.",
                    "Nothing, or link them with a sheet of indicator, measure and same_definition.",
                ),
                row,
            )

    def _check_refs(self, row: Row) -> None:
        """The prepared file names our own indicators; one that nobody knows is told."""
        column = self._heads.column("our_indicator_ref")
        said = tidy(row.texts[column]) if column is not None else ""
        for ref in said.partition("(")[0].split("/"):
            if self._known.refs and ref.strip() and ref.strip() not in self._known.refs:
                self._trouble.report(
                    warn(
                        "W_AREA_INDICATOR",
                        f'no indicator has the ref "{ref.strip()[:LONGEST_SIGN]}": its figures are kept under the '
                        f"measure's own name.",
                        "Put the ref right, or link the measure to an indicator.",
                    ),
                    row,
                )

    def _add(self, row: Row, measure: str, area: Area, year: str, text: str) -> None:
        if not measure or not text:
            return
        period = year_period(year, self._year_type(row, measure))
        if period is None:
            self._trouble.report(
                warn(
                    "W_AREA_YEAR",
                    f'"{year[:LONGEST_SIGN]}" is no year: left out ({{count}} rows).',
                    "Ask the department, or put the year right.",
                ),
                row,
            )
            return
        value = number_in(text)
        marker = None if value is not None else self._marker(row, text)
        if value is None and marker is None:
            return
        value, marker, counts = self._with_counts(row, value, marker)
        found = AreaFigure(measure, area.code, period, value, marker, *counts, line=row.line)
        before = self.figures.setdefault(found.key, found)
        if before is not found:
            self._report_twice(row, before, found, area)

    def _year_type(self, row: Row, measure: str) -> str:
        return self._text(row, "year_type") or self.measures[measure].year_type

    def _marker(self, row: Row, text: str) -> Marker | None:
        marker = marker_in(text)
        if marker is None:
            self._trouble.report(
                reject(
                    "E_AREA_VALUE",
                    f'"{text[:LONGEST_SIGN]}" is not a number.',
                    "Write the number, or c for withheld, x for not available, z for not applicable.",
                ),
                row,
            )
            return None
        sign = sign_of(text)
        words = SIGN_WORDS.get(sign, marker.value.replace("_", " "))
        self._trouble.report(
            warn(
                "W_AREA_SIGN",
                f'"{sign}" stands for no number ({words}): {{count}} figures are not drawn and are counted in words.',
                "Nothing: it is the department's own sign.",
            ),
            row,
        )
        return marker

    def _with_counts(
        self, row: Row, value: float | None, marker: Marker | None
    ) -> tuple[float | None, Marker | None, tuple[float | None, float | None, int | None]]:
        """A withheld figure takes no counts with it; one out of nobody is no figure."""
        if value is None:
            return None, marker, (None, None, None)
        numerator, denominator = (number_in(self._text(row, name)) for name in ("numerator", "denominator"))
        year = number_in(self._text(row, "population_year"))
        if denominator == 0:
            self._trouble.report(
                warn(
                    "W_AREA_DENOMINATOR",
                    "the denominator is 0, with nobody to take a share of: {count} figures become not applicable.",
                    "Nothing, if there were no children.",
                ),
                row,
            )
            return None, Marker.NOT_APPLICABLE, (None, None, None)
        return value, None, (numerator, denominator, int(year) if year is not None else None)

    def _report_twice(self, row: Row, before: AreaFigure, found: AreaFigure, area: Area) -> None:
        if before.says_the_same_as(found):
            self._trouble.report(
                warn("W_AREA_REPEATED", "the same figure stands twice ({count} rows): kept once.", "Nothing."), row
            )
            return
        self._trouble.report(
            reject(
                "E_AREA_TWO_VALUES",
                f"{found.measure}, {area.name}, {found.period.label} has two figures: "
                f"{_said(before)} in row {before.line} and {_said(found)} here.",
                "Keep the one that is right.",
            ),
            row,
        )


def group_of(heading: str) -> Area | None:
    """The group that a heading such as sn2021_mean stands for."""
    for average in ("mean", "median"):
        if heading.startswith("sn20") and heading.endswith(f"_{average}") and heading[2:6].isdigit():
            return group_area(int(heading[2:6]), average)
    return None


def group_area(model: int, average: str) -> Area:
    """The statistical neighbours of a model together, by their mean or their median."""
    return Area(f"SN{model}-{average}", f"Statistical neighbours, {model} model, {average}", AreaKind.GROUP)


def names_it(title: str, measure: Measure) -> bool:
    """Whether a title is the short name of a measure, or holds its whole name."""
    plain, name = plain_name(title), plain_name(measure.name)
    is_long = len(name.split()) >= TITLE_WORDS
    return plain in (plain_name(measure.short), name) or (is_long and name in plain)


def title_above(rows: Iterable[Row]) -> str:
    """The first words above the headings."""
    return next((",".join(tidy(t) for t in row.texts).strip(", ") for row in rows if any(map(tidy, row.texts))), "")


def _said(figure: AreaFigure) -> str:
    return f"{figure.value:g}" if figure.value is not None else str(figure.marker).replace("_", " ")
