"""Forged and garbled callbacks: 400 and one line, never a traceback."""

import copy
import logging
import random

import pytest

from kpis.model.people import Role
from kpis.store.engine import open_store
from tests.access import ORIGIN, a_site, add_people, client_of

GOOD = {
    "output": "chart-place.children",
    "outputs": {"id": "chart-place", "property": "children"},
    "inputs": [
        {"id": "chart-address", "property": "pathname", "value": "/indicator/N12"},
        {"id": "chart-address", "property": "search", "value": ""},
    ],
    "changedPropIds": ["chart-address.pathname"],
}


def without(*path):
    spoilt = copy.deepcopy(GOOD)
    del (spoilt[path[0]][0] if len(path) > 1 else spoilt)[path[-1]]
    return spoilt


FORGED = [
    {},
    [],
    None,
    "text",
    7,
    {"output": "chart-place.children"},
    without("output"),
    without("outputs"),
    without("inputs"),
    without("inputs", "id"),
    without("inputs", "property"),
    {**GOOD, "output": "shell-main.children"},
    {**GOOD, "output": ["chart-place.children"]},
    {**GOOD, "output": None},
    {**GOOD, "outputs": {"id": "shell-main", "property": "children"}},
    {**GOOD, "outputs": [GOOD["outputs"], GOOD["outputs"]]},
    {**GOOD, "outputs": [[]]},
    {**GOOD, "inputs": []},
    {**GOOD, "inputs": GOOD["inputs"] * 2},
    {**GOOD, "inputs": "text"},
    {**GOOD, "inputs": [None]},
    {**GOOD, "inputs": [[GOOD["inputs"][0]]]},
    {**GOOD, "inputs": [{"id": {"type": "x"}, "property": "pathname"}]},
    {**GOOD, "state": [{"id": "x", "property": "y"}]},
    {**GOOD, "state": {}},
    {**GOOD, "changedPropIds": 3},
    {**GOOD, "changedPropIds": [[]]},
]


@pytest.fixture(scope="module")
def client(published):
    return a_site(published).server.test_client()


@pytest.mark.parametrize("body", FORGED, ids=str)
def test_a_forged_callback_is_refused_in_one_line(client, caplog, body):
    with caplog.at_level(logging.WARNING):
        answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 400
    assert answer.get_json() == {"error": "What was sent could not be understood. Load the page again."}
    assert [r.name for r in caplog.records] == ["waymark"]
    assert caplog.records[0].exc_info is None
    assert "\n" not in caplog.text.strip()


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"output": NaN', b"1e999999", b'"' + b"x" * 1000]
)
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data; boundary=x"])
def test_a_body_that_is_no_json_is_refused_in_one_line(client, caplog, body, kind):
    with caplog.at_level(logging.WARNING):
        answer = client.post("/_dash-update-component", data=body, content_type=kind)
    assert answer.status_code == 400
    assert len(caplog.records) == 1


@pytest.mark.parametrize("value", [None, 3, [], {}, "", "/indicator/NOPE", "/indicator/" + "x" * 5000, "\ud800"])
def test_an_address_that_is_the_clients_word_gives_a_sentence_and_no_chart(client, value):
    body = {**GOOD, "inputs": [{**GOOD["inputs"][0], "value": value}, GOOD["inputs"][1]]}
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200
    assert "Graph" not in answer.get_data(as_text=True)


def test_a_good_callback_is_answered(client):
    assert "Graph" in client.post("/_dash-update-component", json=GOOD).get_data(as_text=True)


def test_a_callback_is_for_whoever_may_read(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'waymark.db'}")
    add_people(store)
    site = a_site(store)
    assert client_of(site).post("/_dash-update-component", json=GOOD, headers=ORIGIN).status_code == 401
    assert client_of(site, Role.MEMBER).post("/_dash-update-component", json=GOOD, headers=ORIGIN).status_code == 200
    store.close()


def shapes(chance, count):
    """Bodies of every shape that JSON has: a good one with something put in its place, left out, doubled or nested."""
    odd = [
        None,
        True,
        0,
        -1,
        1e308,
        "",
        "x",
        "\ud800",
        "__proto__",
        [],
        {},
        [[]],
        [{}],
        {"id": 1},
        {"a": {"b": [None]}},
    ]

    def anything():
        return copy.deepcopy(chance.choice(odd))

    for _ in range(count):
        body = copy.deepcopy(GOOD)
        for _ in range(chance.randint(1, 3)):
            place = body
            while isinstance(place, dict | list) and place and chance.random() < 0.7:
                key = chance.choice(list(place) if isinstance(place, dict) else range(len(place)))
                if not isinstance(place[key], dict | list) or chance.random() < 0.4:
                    break
                place = place[key]
            if isinstance(place, list):
                chance.choice([place.clear, place.reverse, lambda p=place: p.append(anything())])()
            elif place:
                key = chance.choice(list(place))
                place.pop(key)
                if chance.random() < 0.8:
                    place[chance.choice([key, key, "state", "extra", "parsedChangedPropsIds"])] = anything()
            else:
                place["output"] = anything()
        yield body if chance.random() < 0.95 else anything()


def test_three_hundred_callbacks_of_any_shape_are_answered_or_refused_in_one_line_each(client, caplog):
    chance, seen = random.Random(6), []
    for body in shapes(chance, 300):
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            answer = client.post("/_dash-update-component", json=body)
        seen.append(answer.status_code)
        assert answer.status_code in (200, 400), body
        assert [(r.name, r.exc_info) for r in caplog.records] == [("waymark", None)] * (answer.status_code == 400), body
    assert seen.count(400) > 200
    assert seen.count(200) > 5
