"""What the public may ask for, and what it is told of the rest."""

import pytest

from app import create_app
from callbacks.audience import PUBLIC_ENDPOINTS
from kpis.model.people import Audience

OFFICERS_PAGES = [
    ("GET", "/upload"), ("POST", "/upload"), ("GET", "/upload/token"), ("POST", "/upload/token/confirm"),
    ("POST", "/upload/token/drop"), ("GET", "/template.csv"), ("GET", "/uploads"), ("GET", "/uploads/1"),
    ("GET", "/uploads/1/file"), ("GET", "/uploads/1/undo"), ("POST", "/uploads/1/undo"),
    ("GET", "/admin/small-numbers"), ("POST", "/admin/small-numbers"), ("GET", "/_reload-hash"),
]  # fmt: skip


@pytest.fixture(scope="module")
def public(published):
    app = create_app(published, Audience.PUBLIC)
    app._setup_server()
    return app.server


@pytest.mark.parametrize("method, path", OFFICERS_PAGES)
def test_an_officers_page_is_refused_in_plain_words(public, method, path):
    answer = public.test_client().open(path, method=method)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 403
    assert "This is for officers. The public can see the scorecards, and how we judge." in html
    assert "/upload" not in html


def test_every_route_that_is_not_named_is_refused(public):
    """Deny by default: a page that is added tomorrow is closed until somebody names it."""
    asked = 0
    for rule in public.url_map.iter_rules():
        path = rule.rule.replace("<int:number>", "1").replace("<int:meeting>", "1").replace("<int:section>", "1")
        if "<" in path and rule.endpoint not in PUBLIC_ENDPOINTS:
            path = path.replace("<token>", "token").replace("<path:path>", "x").replace("<path:name>", "x")
        if rule.endpoint in PUBLIC_ENDPOINTS or rule.endpoint == "/":
            continue
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            asked += 1
            assert public.test_client().open(path, method=method).status_code == 403, (method, path)
    assert asked >= len(OFFICERS_PAGES)


def test_every_name_in_the_list_is_a_route(public):
    assert {rule.endpoint for rule in public.url_map.iter_rules()} >= PUBLIC_ENDPOINTS


def test_a_new_page_is_closed_until_it_is_named(published):
    app = create_app(published, Audience.PUBLIC)
    app.server.add_url_rule("/novelty", "novelty", lambda: "4243")
    answer = app.server.test_client().get("/novelty")
    assert answer.status_code == 403
    assert b"4243" not in answer.data


@pytest.mark.parametrize("path", ["/", "/scorecard/quarterly-report-2022-23", "/indicator/N33", "/methods", "/nowhere"])
def test_the_public_sees_no_link_to_what_it_may_not_open(public, path):
    html = public.test_client().get(path).get_data(as_text=True)
    assert 'href="/upload' not in html
    assert 'href="/admin' not in html


def test_an_address_that_no_page_answers_is_not_found(public):
    assert public.test_client().get("/nowhere").status_code == 404


def test_a_scorecard_explains_the_sign_of_what_is_withheld(public):
    html = public.test_client().get("/scorecard/quarterly-report-2022-23").get_data(as_text=True)
    assert "<strong>x</strong> Withheld to protect children: fewer than 5, or a figure" in html
    assert 'href="/methods#small-numbers"' in html
    assert "x Withheld</td>" in html


def test_a_scorecard_without_a_withheld_figure_explains_nothing(public):
    html = public.test_client().get("/scorecard/missing-children-2023").get_data(as_text=True)
    assert "Withheld to protect" not in html


def test_the_public_is_not_told_whether_a_figure_was_revised(public, client):
    assert "Revisions" in client.get("/indicator/N33").get_data(as_text=True)
    assert "Revisions" not in public.test_client().get("/indicator/N33").get_data(as_text=True)


def test_officers_are_refused_nothing(client):
    assert client.get("/uploads").status_code == 200
    assert 'href="/admin/small-numbers"' in client.get("/").get_data(as_text=True)


def test_an_empty_store_asks_the_public_to_come_back(tmp_path):
    from kpis.store.engine import open_store

    store = open_store(f"sqlite:///{tmp_path / 'empty.db'}")
    html = create_app(store, Audience.PUBLIC).server.test_client().get("/").get_data(as_text=True)
    store.close()
    assert "No figures have been loaded yet." in html
    assert "upload" not in html
