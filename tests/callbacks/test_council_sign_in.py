"""The council's own sign-in as a browser goes through it, against a real provider."""

from urllib.parse import urlsplit

import pytest
import requests

from app import create_app
from kpis.model.people import Role
from kpis.operations.access_settings import RETURNS_TO, AccessSettings
from kpis.operations.council_sign_in import NOT_OURS, Provider
from kpis.store.engine import open_store
from tests import openid_provider as council
from tests.access import NAMES, ORIGIN, SECRET, add_people, cheap_passwords, send_sign_in


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    running = council.Provider()
    running.client.returns_to = f"http://localhost{RETURNS_TO}"
    yield running
    running.close()


@pytest.fixture
def site(server, tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'waymark.db'}")
    add_people(store)
    groups = {council.MEMBERS: Role.MEMBER, council.ADVISORS: Role.ADVISOR}
    provider = Provider(
        server.issuer, council.CLIENT, council.CLIENT_SECRET, server.client.returns_to, groups, council.TENANT
    )
    settings = AccessSettings(secret=SECRET, address="http://localhost", provider=provider)
    yield create_app(store, settings, cheap_passwords())
    store.close()


def go(client, path):
    """Follows the way to the provider and back to our own site; the answer there."""
    to_provider = client.get(path).headers["Location"]
    back = requests.get(to_provider, allow_redirects=False, timeout=10).headers["Location"]
    return client.get(f"{urlsplit(back).path}?{urlsplit(back).query}")


def test_a_person_goes_to_the_council_and_comes_back_to_where_they_were(site):
    client = site.server.test_client()
    asked = client.get("/uploads")
    page = client.get(asked.headers["Location"]).get_data(as_text=True)
    assert 'href="/sign-in/council?next=%2Fuploads"' in page
    assert 'type="password"' not in page
    answer = go(client, "/sign-in/council?next=/uploads")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/uploads")
    assert "Sam Lee" in client.get("/uploads").get_data(as_text=True)
    assert client.get("/admin").status_code == 403
    out = client.post("/sign-out", headers=ORIGIN).headers["Location"]
    assert "still be signed in to your council account" in client.get(out).get_data(as_text=True)
    assert client.get("/uploads").status_code == 303


def test_local_passwords_are_gone(site):
    answer = send_sign_in(site.server.test_client(), NAMES[Role.ADMINISTRATOR])
    assert answer.status_code == 422
    assert not answer.headers.getlist("Set-Cookie")


def test_what_comes_back_to_another_browser_signs_nobody_in(site):
    begun, other = site.server.test_client(), site.server.test_client()
    to_provider = begun.get("/sign-in/council").headers["Location"]
    back = urlsplit(requests.get(to_provider, allow_redirects=False, timeout=10).headers["Location"])
    answer = other.get(f"{back.path}?{back.query}")
    assert answer.status_code == 403
    assert NOT_OURS in answer.get_data(as_text=True).replace("&#39;", "'")
    assert other.get("/uploads").status_code == 303


@pytest.mark.parametrize(
    "query", ["", "?state=x&code=y", "?error=access_denied&error_description=<script>alert(1)</script>"]
)
def test_a_forged_return_is_a_friendly_page(site, query):
    answer = site.server.test_client().get(f"{RETURNS_TO}{query}")
    assert answer.status_code == 403
    assert "<script>alert" not in answer.get_data(as_text=True)


def test_without_the_councils_sign_in_its_addresses_lead_nowhere(client):
    assert client.get("/sign-in/council").status_code == 403
    assert client.get(f"{RETURNS_TO}?state=x&code=y").status_code == 403
