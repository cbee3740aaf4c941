"""What the public is told, and what stays officers'."""

import pytest

from app import create_app
from kpis.model.people import Audience
from kpis.operations.access_settings import AccessSettings

SEEN_BY_THE_PUBLIC = AccessSettings(seen_as=Audience.PUBLIC)


@pytest.fixture(scope="module")
def public(published):
    app = create_app(published, SEEN_BY_THE_PUBLIC)
    app._setup_server()
    return app.server


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
    assert 'href="/admin/small-numbers"' in client.get("/admin").get_data(as_text=True)


def test_an_empty_store_asks_the_public_to_come_back(tmp_path):
    from kpis.store.engine import open_store

    store = open_store(f"sqlite:///{tmp_path / 'empty.db'}")
    html = create_app(store, SEEN_BY_THE_PUBLIC).server.test_client().get("/").get_data(as_text=True)
    store.close()
    assert "No figures have been loaded yet." in html
    assert "upload" not in html
