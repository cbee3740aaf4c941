"""Comparing an indicator with other areas: the answer of /compare, and its files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from kpis.exports.areas import comparison_csv, comparison_json
from kpis.model.comparisons import KeptAreaFigure, Measure
from kpis.model.errors import NotFound
from kpis.model.people import Asker, Audience, Reads
from kpis.operations.assembly import row_of
from kpis.operations.elsewhere import (
    council_in_force,
    known_neighbours,
    links_of,
    shipped_comparisons,
    without_averages_of_another,
)
from kpis.operations.published import published_with
from kpis.scorecard.area_comparison import Elsewhere, build_area_comparison, choose_period
from kpis.scorecard.area_rows import AreaComparison
from kpis.scorecard.elsewhere import ENGLAND
from kpis.store.area_figures import (
    list_added_area_figures,
    list_area_figures,
    list_measures,
    measures_with_figures,
)
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import Connection, Store
from kpis.store.neighbours import list_models

__all__ = ["comparable_codes", "comparison_csv", "comparison_json", "comparison_of"]


def comparison_of(
    store: Store, asker: Asker, code: str, year: str | None = None, model: str | None = None
) -> AreaComparison:
    """The comparison of an indicator's measure in a year, under a model; raises NotFound with what there is."""
    with store.reading() as connection:
        catalogue = list_catalogue(connection)
        indicator = catalogue.get(code)
        read_at = _published_at(connection, asker, indicator.code)
        link = links_of(connection, read_at).get(indicator.code)
        if link is None:
            raise NotFound(f"{indicator.code} is not compared: no published measure is linked to it.")
        row = row_of(connection, catalogue, asker, indicator.code)
        council = council_in_force(connection, read_at)
        named = {measure.short: measure for measure in list_measures(connection)}
        ours = [council.authority, ENGLAND, council.region]
        kept = list_area_figures(connection, link.measures, until=read_at)
        elsewhere = Elsewhere(
            link,
            named.get(link.measure, Measure(link.measure, link.measure)),
            shipped_comparisons().areas,
            council,
            tuple(known_neighbours(connection, read_at)),
            _for(asker, without_averages_of_another(connection, kept, read_at)),
            _for(asker, list_added_area_figures(connection, link.measures, ours, read_at)),
            read_at,
            tuple(list_models(connection, read_at)),
        )
    periods = elsewhere.periods()
    if not periods:
        raise NotFound(f"{indicator.code} cannot be compared yet: no figures of {link.measure} have been loaded.")
    period = choose_period(periods, year)
    if period is None:
        listed = ", ".join(p.label for p in periods)
        raise NotFound(f"There are no figures of other areas for {year}. There are: {listed}.")
    return build_area_comparison(row, elsewhere, period, _model(elsewhere, model))


def _published_at(connection: Connection, asker: Asker, code: str) -> datetime | None:
    """The moment that whoever reads nothing but what was published reads other areas at; None for anybody else."""
    return published_with(connection, code).publication.at if asker.reads is Reads.PUBLISHED else None


def _for(asker: Asker, kept: Iterable[KeptAreaFigure]) -> tuple[KeptAreaFigure, ...]:
    """Figures with their source, which names to officers alone who took them in."""
    if asker.audience is Audience.OFFICERS:
        return tuple(kept)
    return tuple(replace(one, source=replace(one.source, by="")) for one in kept)


def _model(elsewhere: Elsewhere, asked: str | None) -> int | None:
    """The model that is asked for, or the one in force; the newest where that was not loaded."""
    known = sorted({*elsewhere.models, *(n.model for n in elsewhere.neighbours)})
    if asked is not None:
        if not asked.isdecimal() or int(asked) not in {*known, elsewhere.council.model}:
            listed = ", ".join(str(m) for m in known) or "none yet"
            raise NotFound(f'There is no model of statistical neighbours called "{asked}". There are: {listed}.')
        return int(asked)
    if elsewhere.council.model in known:
        return elsewhere.council.model
    return known[-1] if known else None


def comparable_codes(store: Store) -> frozenset[str]:
    """The indicators that have figures of other areas, and so a page of comparison."""
    with store.reading() as connection:
        links = links_of(connection)
        found = measures_with_figures(connection, sorted({link.measure for link in links.values()}))
        return frozenset(code for code, link in links.items() if link.measure in found)
