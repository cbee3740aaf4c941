"""The pages of targets: what would change is shown first, and only an administrator of this site keeps it."""

import re

import pytest

from app import load_published
from kpis.model.people import Role
from kpis.store.catalogue import list_catalogue
from kpis.store.engine import open_store
from tests.access import ORIGIN, a_site, add_people, client_of

PAGE = "/admin/targets/N12"
TYPED = {
    "target": "95",
    "tolerance": "",
    "tolerance_kind": "relative",
    "source": "England",
    "reason": "Agreed by the board",
    "in_force_from": "2027-04-01",
}
RECOLOURS = {**TYPED, "target": "64", "in_force_from": "2022-10-01"}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('targets') / 'waymark.db'}")
    load_published(opened)
    add_people(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def clients(store):
    site = a_site(store)
    return {role: client_of(site, role) for role in (None, Role.MEMBER, Role.ADVISOR, Role.ADMINISTRATOR)}


@pytest.fixture(scope="module")
def client(clients):
    return clients[Role.ADMINISTRATOR]


def send(client, typed=TYPED, page=PAGE, headers=ORIGIN, **more):
    answer = client.post(page, data={**typed, **more}, headers=headers)
    return answer.status_code, answer.get_data(as_text=True)


def hidden(html):
    return dict(re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', html))


def targets(store, code="N12"):
    with store.reading() as connection:
        return list_catalogue(connection).targets_of(code)


def test_the_list_shows_each_indicator_with_its_target_and_its_amber_limit(client, store):
    html = client.get("/admin/targets").get_data(as_text=True)
    with store.reading() as connection:
        codes = {i.code for i in list_catalogue(connection).indicators}
    assert set(re.findall(r'href="/admin/targets/([^"]+)"', html)) == codes
    assert "76.5% or more" in html
    assert "None agreed" in html


def test_old_and_new_target_amber_limit_and_each_colour_that_changes_are_shown_before_it_is_kept(client, store):
    before = targets(store)
    status, html = send(client, RECOLOURS)
    assert status == 200
    for words in ("90.0%", "64.0%", "76.5% or more", "54.4% or more", "6 figures get another colour", "March 2023"):
        assert words in html
    assert "None of them has been published for a meeting." in html
    assert targets(store) == before


def test_colours_that_nobody_said_they_saw_keep_the_target_from_being_kept(client, store):
    before = targets(store)
    status, html = send(client, hidden(send(client, RECOLOURS)[1]), keep="yes")
    assert (status, "Say that you have seen which, or give a later day." in html) == (422, True)
    assert "<title>Error: Check the target" in html
    assert targets(store) == before


def test_a_target_is_kept_with_its_reason_and_withdrawn_with_another(client, store):
    before = targets(store)
    sent = hidden(send(client)[1])
    answer = client.post(PAGE, data={**sent, "keep": "yes"}, headers=ORIGIN)
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    (added,) = set(targets(store)) - set(before)
    assert (added.low, added.amber_low, added.source, added.reason) == (95.0, 80.75, "England", "Agreed by the board")
    html = client.get(PAGE).get_data(as_text=True)
    assert "Is still to come" in html
    assert "An administrator, " in html
    withdrawal = re.search(r'href="(/admin/targets/\d+/withdraw)"', html)[1]
    seen = hidden(client.get(withdrawal).get_data(as_text=True))
    status, html = send(client, seen, withdrawal, reason="")
    assert (status, "Say why it is withdrawn" in html) == (422, True)
    assert send(client, seen, withdrawal, reason="Not agreed after all")[0] == 303
    assert targets(store) == before
    assert "Not agreed after all" in client.get(PAGE).get_data(as_text=True)
    assert "Withdrew a target" in client.get("/admin/audit").get_data(as_text=True)


def test_what_changed_meanwhile_is_shown_again_and_not_kept(client, store):
    stale = hidden(send(client)[1])
    fresh = hidden(send(client, target="96")[1])
    assert send(client, fresh, keep="yes")[0] == 303
    before = targets(store)
    status, html = send(client, stale, keep="yes")
    assert (status, "Its targets were last changed by An administrator" in html) == (422, True)
    assert "96.0%" in html
    assert targets(store) == before


def test_nothing_is_kept_that_was_not_shown_first(client, store):
    before = targets(store)
    assert send(client, target="97", keep="yes")[0] == 422
    assert send(client, hidden(send(client)[1]), target="98", keep="yes")[0] == 422
    assert targets(store) == before


def test_whoever_goes_back_finds_what_they_typed(client):
    status, html = send(client, back="yes")
    assert status == 200
    assert 'value="95"' in html
    assert 'value="Agreed by the board"' in html


def test_everything_that_is_wrong_is_told_above_the_form_with_what_was_typed(client):
    status, html = send(client, target="soon", reason="", in_force_from="")
    assert status == 422
    assert "<title>Error: Targets of" in html
    fields = ("targets-target", "targets-reason", "targets-in-force-from")
    assert [field for field in fields if f'<a href="#{field}">' not in html] == []
    assert 'value="soon"' in html


def test_what_is_typed_is_never_run(client):
    status, html = send(client, reason="<script>alert(1)</script>")
    assert status == 200
    assert "<script>alert" not in html


def test_an_unknown_indicator_or_target_is_not_found(client):
    assert client.get("/admin/targets/NOPE").status_code == 404
    assert send(client, page="/admin/targets/NOPE")[0] == 404
    assert client.get("/admin/targets/9999/withdraw").status_code == 404


@pytest.mark.parametrize("page", [PAGE, "/admin/targets/1/withdraw", "/admin/populations"])
def test_nobody_else_keeps_anything_nor_does_another_site(clients, store, page):
    before = targets(store)
    for role in (None, Role.MEMBER, Role.ADVISOR):
        status, html = send(clients[role], page=page, keep="yes", agreed="yes")
        assert status in (303, 401) if role is None else status == 403, role
        assert "90.0%" not in html
    elsewhere = {"Origin": "https://elsewhere.example"}
    assert send(clients[Role.ADMINISTRATOR], page=page, headers=elsewhere, keep="yes", agreed="yes")[0] == 403
    assert send(clients[Role.ADMINISTRATOR], page=page, headers={"Sec-Fetch-Site": "cross-site"}, keep="yes")[0] == 403
    assert targets(store) == before


def test_where_nobody_signs_in_yet_a_name_is_asked_for_and_kept(own_client):
    assert 'name="name"' in own_client.get(PAGE).get_data(as_text=True)
    assert "Give your name" in send(own_client)[1]
    sent = hidden(send(own_client, name="The first officer")[1])
    assert send(own_client, sent, keep="yes")[0] == 303
    assert "The first officer, " in own_client.get(PAGE).get_data(as_text=True)
