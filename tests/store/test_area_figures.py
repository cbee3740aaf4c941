"""Other areas' figures, neighbours and links in the store, on SQLite and on PostgreSQL."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from kpis.model.comparisons import AreaFigure, DefinitionMatch, Measure, MeasureLink, Neighbour, Publication
from kpis.model.observations import Marker
from kpis.store.area_figures import (
    list_added_area_figures,
    list_area_figures,
    list_measures,
    save_area_figures,
    save_measures,
    standing_of,
)
from kpis.store.neighbours import (
    list_comparator_files,
    list_links,
    list_models,
    list_neighbours,
    save_links,
    save_neighbours,
    save_publication,
)
from kpis.store.tables import area_figures
from kpis.store.uploads import save_upload
from tests.builders import financial_year

WHEN = datetime(2026, 4, 2, 9, 30, tzinfo=UTC)


def a_figure(value=101.0, area="879", year=2024, measure="LAC", **more):
    return AreaFigure(measure, area, financial_year(year), value, **more)


def taken_in(connection, name="lait.csv"):
    upload = save_upload(connection, name, b"content", "", "An advisor", WHEN)
    save_publication(connection, upload, Publication("LAIT, April 2026"), "long")
    return upload


def test_the_newest_figure_counts_and_the_earlier_one_stays(store):
    with store.writing() as connection:
        save_area_figures(connection, taken_in(connection), [a_figure(98.0), a_figure(67.0, "970")])
        save_area_figures(connection, taken_in(connection), [a_figure(101.0, numerator=527.0, population_year=2023)])
    with store.reading() as connection:
        current = {k.figure.area: k.figure.value for k in list_area_figures(connection, ["LAC"])}
        ever = [k.figure.value for k in list_added_area_figures(connection, ["LAC"], ["879"])]
        (kept,) = list_area_figures(connection, ["LAC"], ["879"])
        standing = standing_of(connection, "LAC")
    assert (current, ever) == ({"879": 101.0, "970": 67.0}, [98.0, 101.0])
    assert (kept.figure.numerator, kept.figure.population_year) == (527.0, 2023)
    assert (kept.publication.name, kept.publication.licence) == ("LAIT, April 2026", "Open Government Licence v3.0")
    assert (kept.source.by, kept.source.at) == ("An advisor", WHEN)
    assert standing[a_figure().key].value == 101.0


def test_only_the_measures_and_areas_that_are_asked_for_are_read(store):
    with store.writing() as connection:
        upload = taken_in(connection)
        save_area_figures(connection, upload, [a_figure(), a_figure(measure="CPP"), a_figure(area="801")])
    with store.reading() as connection:
        assert [k.figure for k in list_area_figures(connection, ["LAC"], ["801"])] == [a_figure(area="801")]


def test_a_marker_comes_back_as_a_marker(store):
    with store.writing() as connection:
        save_area_figures(connection, taken_in(connection), [a_figure(None, marker=Marker.SUPPRESSED)])
    with store.reading() as connection:
        (kept,) = list_area_figures(connection, ["LAC"])
    assert (kept.figure.value, kept.figure.marker) == (None, Marker.SUPPRESSED)


def test_a_kept_figure_is_never_changed(store):
    with store.writing() as connection:
        save_area_figures(connection, taken_in(connection), [a_figure()])
    with pytest.raises(Exception, match=r"overwritten|never changed"):
        with store.writing() as connection:
            connection.execute(sa.update(area_figures).values(value=1.0))
    with store.reading() as connection:
        assert [k.figure.value for k in list_area_figures(connection, ["LAC"])] == [101.0]


def test_neighbours_links_and_measures_come_back_the_newest_counting(store):
    first, second = (Neighbour(2025, "879", code, 1, "Close") for code in ("880", "801"))
    link = MeasureLink("N20", "LAC", DefinitionMatch.DIFFERS, "other ages", "LACnum")
    with store.writing() as connection:
        upload = taken_in(connection)
        save_neighbours(connection, upload, [first, Neighbour(2021, "880", "879", 1)])
        save_neighbours(connection, upload, [second])
        save_links(connection, upload, [MeasureLink("N20", "CPP", DefinitionMatch.SAME), link])
        save_measures(connection, upload, [Measure("LAC", "Old name"), Measure("LAC", "Looked after", "Rate")])
        save_measures(connection, upload, [Measure("LAC", "Looked after", "Rate")])
    with store.reading() as connection:
        assert list_neighbours(connection, "879") == [second]
        assert list_models(connection) == [2021, 2025]
        assert list_links(connection) == {"N20": link}
        assert list_measures(connection) == [Measure("LAC", "Looked after", "Rate")]


def test_a_file_is_listed_with_what_it_holds(store):
    with store.writing() as connection:
        upload = taken_in(connection)
        save_area_figures(connection, upload, [a_figure(), a_figure(year=2020)])
        save_neighbours(connection, upload, [Neighbour(2025, "879", "880", 1)])
    with store.reading() as connection:
        (found,) = list_comparator_files(connection)
    assert (found.file, found.figures, found.neighbours, found.links) == ("lait.csv", 2, 1, 0)
    assert (found.first_year, found.last_year, found.layout) == (2020, 2024, "long")
