"""Statistical neighbours, the links of indicators to measures, and the files about other areas that were taken in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from kpis.model.comparisons import DefinitionMatch, MeasureLink, Neighbour, Publication
from kpis.store.area_figures import taken_in_by
from kpis.store.observations import insert_rows
from kpis.store.tables import area_figures, area_publications, measure_links, neighbours, uploads
from kpis.store.uploads import as_utc


@dataclass(frozen=True)
class ComparatorFile:
    """One file about other areas that was taken in."""

    upload: int
    file: str
    publication: Publication
    layout: str
    by: str
    at: datetime
    figures: int
    neighbours: int
    links: int
    first_year: int | None
    last_year: int | None


def save_neighbours(connection: sa.Connection, upload: int, added: Iterable[Neighbour]) -> None:
    """Adds neighbours; the newest of a model, an authority and a rank counts."""
    rows = [
        {
            "upload_id": upload,
            "model": n.model,
            "authority": n.authority,
            "neighbour": n.neighbour,
            "rank": n.rank,
            "closeness": n.closeness,
        }
        for n in added
    ]
    insert_rows(connection, neighbours, rows)


def list_neighbours(
    connection: sa.Connection, authority: str | None = None, until: datetime | None = None
) -> list[Neighbour]:
    """The neighbours that count, of one authority or of all, by model and rank; as they were at a moment."""
    columns = neighbours.c
    newest = sa.select(sa.func.max(columns.id)).group_by(columns.model, columns.authority, columns.rank)
    newest = newest.where(*taken_in_by(neighbours, until))
    if authority is not None:
        newest = newest.where(columns.authority == authority)
    query = sa.select(neighbours).where(columns.id.in_(newest)).order_by(columns.model, columns.rank)
    return [
        Neighbour(row.model, row.authority, row.neighbour, row.rank, row.closeness) for row in connection.execute(query)
    ]


def list_models(connection: sa.Connection, until: datetime | None = None) -> list[int]:
    """The years of the models that were taken in, by a moment where one is named."""
    query = sa.select(neighbours.c.model).where(*taken_in_by(neighbours, until))
    return list(connection.execute(query.distinct().order_by(neighbours.c.model)).scalars())


def save_links(connection: sa.Connection, upload: int, added: Iterable[MeasureLink]) -> None:
    """Adds links; the newest of an indicator counts."""
    rows = [
        {
            "upload_id": upload,
            "indicator": link.indicator,
            "measure": link.measure,
            "definition_match": link.match.value,
            "words": link.words,
            "numerator": link.numerator,
            "denominator": link.denominator,
        }
        for link in added
    ]
    insert_rows(connection, measure_links, rows)


def list_links(connection: sa.Connection, until: datetime | None = None) -> dict[str, MeasureLink]:
    """The link that counts for each indicator. One without a measure says that there is none any more."""
    query = sa.select(measure_links).where(*taken_in_by(measure_links, until)).order_by(measure_links.c.id)
    rows = connection.execute(query)
    return {
        row.indicator: MeasureLink(
            row.indicator,
            row.measure,
            DefinitionMatch(row.definition_match),
            row.words,
            row.numerator,
            row.denominator,
        )
        for row in rows
    }


def save_publication(connection: sa.Connection, upload: int, publication: Publication, layout: str) -> None:
    """Keeps where a file came from, and under which licence."""
    row = {"upload_id": upload, "layout": layout}
    row |= {"name": publication.name, "publisher": publication.publisher, "licence": publication.licence}
    insert_rows(connection, area_publications, [row])


def is_comparator_upload(connection: sa.Connection, upload: int) -> bool:
    """Whether an upload was a file about other areas."""
    query = sa.select(area_publications.c.id).where(area_publications.c.upload_id == upload)
    return connection.execute(query).first() is not None


def list_comparator_files(connection: sa.Connection) -> list[ComparatorFile]:
    """Every file about other areas that was taken in, the newest first."""
    query = (
        sa.select(uploads.c.id, uploads.c.file_name, uploads.c.uploaded_by, uploads.c.uploaded_at, area_publications)
        .join(area_publications, area_publications.c.upload_id == uploads.c.id)
        .order_by(uploads.c.id.desc())
    )
    rows = connection.execute(query).all()
    years = (sa.func.min(area_figures.c.period_year), sa.func.max(area_figures.c.period_year))
    counted = sa.select(area_figures.c.upload_id, sa.func.count(), *years).group_by(area_figures.c.upload_id)
    figures = {row[0]: row for row in connection.execute(counted)}
    others: list[dict[int, int]] = [
        {
            row[0]: row[1]
            for row in connection.execute(sa.select(t.c.upload_id, sa.func.count()).group_by(t.c.upload_id))
        }
        for t in (neighbours, measure_links)
    ]
    nothing = (0, 0, None, None)
    return [
        ComparatorFile(
            row.upload_id,
            row.file_name,
            Publication(row.name, row.publisher, row.licence),
            row.layout,
            row.uploaded_by,
            as_utc(row.uploaded_at),
            figures.get(row.upload_id, nothing)[1],
            *(found.get(row.upload_id, 0) for found in others),
            *figures.get(row.upload_id, nothing)[2:4],
        )
        for row in rows
    ]
