"""Every population that was ever given for a year. A later one of the same area and year revises it, and both stay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from kpis.model.populations import KeptPopulation, Population
from kpis.store.tables import populations
from kpis.store.uploads import as_utc


def save_population(connection: sa.Connection, population: Population, reason: str, by: str, at: datetime) -> None:
    """Keeps a population beside those before it."""
    connection.execute(
        sa.insert(populations).values(
            area=population.area,
            year=population.year,
            number=population.number,
            source=population.source,
            reason=reason,
            saved_by=by,
            saved_at=as_utc(at),
            is_set_alone=True,
        )
    )


def list_populations(connection: sa.Connection) -> list[KeptPopulation]:
    """Every one, in the order they were added."""
    return _kept(connection, sa.select(populations))


def list_populations_of_catalogues(connection: sa.Connection) -> list[KeptPopulation]:
    """Those that came with a catalogue, in the order they were added."""
    return _kept(connection, sa.select(populations).where(~populations.c.is_set_alone))


def _kept(connection: sa.Connection, query: sa.Select[Any]) -> list[KeptPopulation]:
    rows = connection.execute(query.order_by(populations.c.id))
    return [
        KeptPopulation(
            Population(row.area, row.year, row.number, row.source), row.saved_by, as_utc(row.saved_at), row.reason
        )
        for row in rows
    ]


def standing_populations(kept: Sequence[KeptPopulation]) -> tuple[Population, ...]:
    """The one that counts for each area and year: the last one added."""
    newest = {(k.population.area, k.population.year): k for k in kept}
    return tuple(k.population for k in kept if newest[k.population.area, k.population.year] is k)


def revised_populations(kept: Sequence[KeptPopulation]) -> tuple[Population, ...]:
    """Those that another took the place of, with another number, in the order they were added."""
    standing = {(p.area, p.year): p.number for p in standing_populations(kept)}
    return tuple(k.population for k in kept if k.population.number != standing[k.population.area, k.population.year])
