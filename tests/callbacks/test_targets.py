"""Targets and populations: seen before they are kept, added and never changed, and the past keeps its colours."""

import re

import pytest

from app import load_published
from kpis.model.people import Asker, Role
from kpis.operations.scorecard import scorecard_for
from kpis.store.catalogue import list_catalogue
from tests.access import ORIGIN, a_site, add_people, client_of

CODE = "N12"
PAGE = f"/admin/targets/{CODE}"
TYPED = {
    "target": "95",
    "tolerance": "",
    "tolerance_kind": "relative",
    "source": "England",
    "reason": "Agreed by the board",
    "in_force_from": "2027-04-01",
}
COUNTED = {"area": "Plymouth", "year": "2024", "number": "53,012", "source": "ONS mid-year estimate"}


@pytest.fixture
def store(empty_store):
    load_published(empty_store)
    add_people(empty_store)
    return empty_store


@pytest.fixture
def client(store):
    return client_of(a_site(store), Role.ADMINISTRATOR)


def send(client, page=PAGE, typed=TYPED, **more):
    answer = client.post(page, data={**typed, **more}, headers=ORIGIN)
    return answer.status_code, answer.get_data(as_text=True)


def targets(store):
    with store.reading() as connection:
        return list_catalogue(connection).targets_of(CODE)


def colours(store):
    names = ("indicators-of-success-2023", "quarterly-report-2022-23", "improvement-plan-2019", "missing-children-2023")
    return [
        [
            (row.indicator.code, point.rag, point.period)
            for row in scorecard_for(store, Asker("x"), n, None).rows
            for point in row.points
        ]
        for n in names
    ]


def trail(client):
    return client.get("/admin/audit").get_data(as_text=True)


def test_the_list_shows_each_indicator_with_its_target_and_its_amber_limit(client, store):
    html = client.get("/admin/targets").get_data(as_text=True)
    with store.reading() as connection:
        catalogue = list_catalogue(connection)
    assert html.count('href="/admin/targets/') == len(catalogue.indicators)
    assert "76.5% or more" in html
    assert "None agreed" in html


def test_the_amber_limit_is_shown_before_anything_is_kept(client, store):
    before = targets(store)
    status, html = send(client)
    assert status == 200
    assert "Check before it is kept" in html
    assert "80.75% or more" in html
    assert targets(store) == before
    assert "Set a target" not in trail(client)


def test_a_target_that_is_kept_stands_beside_those_before_it_with_its_reason_and_in_the_trail(client, store):
    before = targets(store)
    hidden = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?>', send(client)[1])
    answer = client.post(PAGE, data={**dict(hidden), "keep": "yes"}, headers=ORIGIN)
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    (added,) = set(targets(store)) - set(before)
    assert (added.low, added.amber_low, added.source, added.reason) == (95.0, 80.75, "England", "Agreed by the board")
    assert set(before) <= set(targets(store))
    html = client.get(PAGE).get_data(as_text=True)
    assert "1 April 2027" in html
    assert "Agreed by the board" in html
    assert "N12: 95.0%, amber 80.75% or more from 2027-04-01" in trail(client)


def test_no_figure_that_is_here_changes_its_colour(client, store):
    before = colours(store)
    assert any(before)
    assert send(client, target="99.9", keep="yes")[0] == 303
    assert colours(store) == before


def test_a_day_that_would_recolour_the_past_is_refused(client, store):
    before = targets(store)
    status, html = send(client, in_force_from="2022-04-01", keep="yes")
    assert status == 422
    assert "they keep their colours: give" in html
    assert targets(store) == before


@pytest.mark.parametrize(
    "typed, shown",
    [
        ({"target": "70-80"}, ("70.0% to 80.0%", "59.5% or more and 92.0% or less")),
        ({"target": "monitor"}, ("Monitor", "None: beyond the target is red")),
        ({"target": "tbc"}, ("To be confirmed",)),
        ({"target": "90", "tolerance": "5", "tolerance_kind": "points"}, ("85.0% or more",)),
        ({"target": "90", "tolerance": "80", "tolerance_kind": "limit"}, ("80.0% or more",)),
        ({"target": "0"}, ("None: beyond the target is red",)),
    ],
)
def test_every_kind_of_target_and_tolerance_is_taken(client, typed, shown):
    status, html = send(client, **typed)
    assert status == 200
    assert [words for words in shown if words not in html] == []


@pytest.mark.parametrize(
    "typed, words",
    [
        ({"target": ""}, "Give the target: a number"),
        ({"target": "soon"}, "The target is not understood"),
        ({"target": "80-70"}, "ends below its beginning"),
        ({"tolerance": "wide"}, "The tolerance is no number"),
        ({"tolerance": "nan"}, "The tolerance is no number"),
        ({"tolerance": "-5"}, "The tolerance is below nought"),
        ({"tolerance": "99", "tolerance_kind": "limit"}, "on the good side of the target"),
        ({"tolerance_kind": "other"}, "Choose what the tolerance is"),
        ({"reason": " "}, "Say why it is set"),
        ({"source": "x" * 121}, "Say whose target it is"),
        ({"in_force_from": ""}, "Give the day from which it is in force"),
        ({"in_force_from": "9999-01-01"}, "Give a day before the year 2100"),
    ],
)
@pytest.mark.parametrize("keep", ["", "yes"])
def test_what_makes_no_sense_is_said_and_not_kept(client, store, typed, words, keep):
    before = targets(store)
    status, html = send(client, **typed, keep=keep)
    assert status == 422
    assert words in html
    assert "<title>Error: " in html
    assert targets(store) == before


def test_an_unknown_indicator_is_not_found(client):
    assert client.get("/admin/targets/NOPE").status_code == 404
    assert send(client, "/admin/targets/NOPE")[0] == 404


def test_what_is_typed_is_never_run(client):
    status, html = send(client, reason="<script>alert(1)</script>")
    assert status == 200
    assert "<script>alert" not in html


def test_before_the_first_administrator_nobody_sets_a_target(empty_store):
    load_published(empty_store)
    client = a_site(empty_store).server.test_client()
    assert client.get("/admin/targets").status_code == 200
    assert send(client, keep="yes")[0] == 403
    assert send(client, "/admin/populations", COUNTED)[0] == 403


def test_a_population_is_added_and_in_the_trail(client, store):
    assert send(client, "/admin/populations", COUNTED)[0] == 303
    html = client.get("/admin/populations").get_data(as_text=True)
    assert re.search(r"Plymouth</th><td[^>]*>2024</td><td[^>]*>53,012</td><td[^>]*>ONS mid-year estimate", html)
    assert "53,291" in html
    assert "Plymouth, 2024: 53,012" in trail(client)


@pytest.mark.parametrize(
    "typed, words",
    [
        ({"year": "2021"}, "There is one for Plymouth in 2021 already: 53,291. What is kept is never changed."),
        ({"area": "Elsewhere"}, "Rates here are made for Plymouth"),
        ({"area": ""}, "Give the area"),
        ({"year": "soon"}, "Give the year as a whole number"),
        ({"number": "many"}, "Give how many children"),
        ({"number": "0"}, "Give how many children"),
        ({"source": ""}, "Say who counted them"),
    ],
)
def test_a_population_that_makes_no_sense_or_is_there_already_is_not_added(client, store, typed, words):
    status, html = send(client, "/admin/populations", COUNTED, **typed)
    assert status == 422
    assert words in html
    with store.reading() as connection:
        assert len(list_catalogue(connection).populations) == 1
