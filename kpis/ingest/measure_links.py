"""Which published measure each indicator is compared by, from a sheet that an advisor keeps."""

from __future__ import annotations

from collections.abc import Iterable

from kpis.ingest.area_trouble import AreaTrouble
from kpis.ingest.comparator_layouts import Heads
from kpis.ingest.comparator_rows import Row, tidy
from kpis.ingest.trouble import reject, warn
from kpis.model.comparisons import DefinitionMatch, KnownAreas, MeasureLink

LINK_COLUMNS = ("indicator", "measure", "same_definition", "words", "numerator", "denominator")
MATCHES = {
    "yes": DefinitionMatch.SAME,
    "no": DefinitionMatch.DIFFERS,
    "": DefinitionMatch.NOT_CHECKED,
    "not checked": DefinitionMatch.NOT_CHECKED,
}


def read_links(heads: Heads, rows: Iterable[Row], known: KnownAreas, trouble: AreaTrouble) -> tuple[MeasureLink, ...]:
    """One link for each row. An unknown indicator, or a difference without its words, refuses the sheet."""
    codes = {code.casefold(): code for code in known.codes}
    measures = {measure.short for measure in known.measures}
    found: dict[str, MeasureLink] = {}
    for row in rows:
        texts = {name: tidy(text) for name, text in zip(heads.names, row.texts, strict=False)}
        said = texts.get("same_definition", "").casefold()
        code = codes.get(texts.get("indicator", "").casefold())
        if code is None:
            trouble.report(
                reject(
                    "E_LINK_INDICATOR",
                    f'there is no indicator called "{texts.get("indicator", "")[:40]}" to compare with other areas.',
                    "Put its code right, or add the indicator to the catalogue first.",
                ),
                row,
            )
            continue
        if said not in MATCHES or (MATCHES[said] is DefinitionMatch.DIFFERS and not texts.get("words")):
            trouble.report(
                reject(
                    "E_LINK_MATCH",
                    f'{code}: same_definition is "{said[:40]}", and must be yes, no with words, or not checked.',
                    "Write yes, no or not checked; after no say in words what differs.",
                ),
                row,
            )
            continue
        link = MeasureLink(
            code,
            texts.get("measure", ""),
            MATCHES[said],
            *(texts.get(name, "") for name in ("words", "numerator", "denominator")),
        )
        unknown = [name for name in link.measures if measures and name not in measures]
        if unknown:
            trouble.report(
                warn(
                    "W_LINK_MEASURE",
                    f'{code}: no figures of "{unknown[0][:40]}" have been loaded yet.',
                    "Load the file that holds it, or put the short name right.",
                ),
                row,
            )
        found[code] = link
    return tuple(found.values())
