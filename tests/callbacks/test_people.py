"""Administrators' pages: people, the public view and the trail."""

import re

import pytest

from kpis.model.people import Role
from kpis.store.engine import open_store
from tests.access import NAMES, ORIGIN, OTHER_PASSWORD, a_site, add_people, client_of


@pytest.fixture
def site(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'waymark.db'}")
    add_people(store)
    yield a_site(store)
    store.close()


@pytest.fixture
def client(site):
    return client_of(site, Role.ADMINISTRATOR)


def text_of(answer):
    return answer.get_data(as_text=True)


def test_the_index_leads_to_every_page(client):
    links = re.findall(r'<dt><a href="([^"]+)"', text_of(client.get("/admin")))
    assert links == [
        "/admin/people",
        "/admin/public-view",
        "/admin/targets",
        "/admin/populations",
        "/events",
        "/admin/small-numbers",
        "/admin/settings",
        "/admin/audit",
    ]
    assert [client.get(link).status_code for link in links] == [200] * 8


def test_a_person_who_is_added_gets_a_link_that_is_shown_once_and_works_once(site, client):
    sent = client.post("/admin/people/add", data={"name": "New <Person>", "role": "advisor"}, headers=ORIGIN)
    page = text_of(sent)
    assert "New &lt;Person&gt;" in page
    link = re.search(r"http://localhost(/link/[\w-]+)", page)[1]
    assert "Not chosen yet" in text_of(client.get("/admin/people"))
    new = client_of(site)
    assert "New &lt;Person&gt;" in text_of(new.get(link))
    assert new.post(link, data={"password": OTHER_PASSWORD, "again": OTHER_PASSWORD}, headers=ORIGIN).status_code == 303
    assert new.get("/uploads").status_code == 200
    assert new.get("/admin").status_code == 403
    assert client_of(site).get(link).status_code == 403
    assert link.rpartition("/")[2] not in text_of(client.get("/admin/audit"))


@pytest.mark.parametrize(
    "name, role, status", [("", "member", 422), ("a MEMBER", "member", 422), ("X", "king", 403), ("X", "reader", 403)]
)
def test_a_person_who_cannot_be_added_is_not(client, name, role, status):
    before = text_of(client.get("/admin/people"))
    assert client.post("/admin/people/add", data={"name": name, "role": role}, headers=ORIGIN).status_code == status
    assert text_of(client.get("/admin/people")) == before


def test_the_last_administrator_is_told_why_not(client):
    for path, data in (("/admin/people/1/remove", {}), ("/admin/people/1/role", {"role": "member"})):
        answer = client.post(path, data=data, headers=ORIGIN)
        assert answer.status_code == 422
        assert "Nobody would be left who can give people access." in text_of(answer)


def test_a_person_who_is_not_there_is_a_friendly_page(client):
    assert client.get("/admin/people/99").status_code == 404
    assert client.post("/admin/people/99/remove", headers=ORIGIN).status_code == 404


def test_a_reset_gives_a_link(client):
    page = text_of(client.post("/admin/people/3/reset", headers=ORIGIN))
    assert f"A link for {NAMES[Role.MEMBER]}" in page
    assert "/link/" in page


def test_the_public_view_opens_and_closes_for_everybody_at_once(site, client):
    reader = client_of(site)
    assert reader.get("/methods").status_code == 303
    assert client.post("/admin/public-view", data={"view": "open"}, headers=ORIGIN).status_code == 303
    assert reader.get("/methods").status_code == 200
    assert 'href="/sign-in?next=%2Fmethods"' in text_of(reader.get("/methods"))
    assert "The public view is open" in text_of(client.get("/admin/public-view"))
    client.post("/admin/public-view", data={"view": "closed"}, headers=ORIGIN)
    assert reader.get("/methods").status_code == 303
    assert client.post("/admin/public-view", data={"view": "ajar"}, headers=ORIGIN).status_code == 403


def test_every_change_stands_in_the_trail_with_who_made_it(client):
    client.post("/admin/people/3/role", data={"role": "advisor"}, headers=ORIGIN)
    page = text_of(client.get("/admin/audit"))
    for words in ("Changed a role", "A member: member to advisor", "Signed in", NAMES[Role.ADMINISTRATOR]):
        assert words in page
