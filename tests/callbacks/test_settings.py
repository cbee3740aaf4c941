"""The page of settings shows each with where it came from, and no secret."""

import pytest

from app import create_app
from kpis.model.settings import SETTINGS
from kpis.store.engine import open_store

HIDDEN = {"WAYMARK_SECRET": "Vf3k9-Qm2xLr8_TzWc5pNb7yHd0aEs4u", "WAYMARK_OPENID_SECRET": "hush-hush"}


@pytest.fixture
def page():
    store = open_store("sqlite://")
    environment = {**HIDDEN, "WAYMARK_PROXIES": "2", "WAYMARK_PROXY": "2"}
    client = create_app(store, environment=environment).server.test_client()
    yield client.get("/admin/settings").get_data(as_text=True)
    store.close()


def test_each_setting_has_its_value_and_where_it_came_from(page):
    assert [setting.name for setting in SETTINGS if setting.name not in page] == []
    assert "2</td>" in page
    assert "The machine’s environment" in page
    assert "Nobody: usual value" in page


def test_secrets_are_said_to_be_set_and_never_shown(page):
    assert page.count("set, and not shown") == 2
    assert [secret for secret in HIDDEN.values() if secret in page] == []


def test_what_is_wrong_with_a_setting_is_told(page):
    assert "There is no setting called WAYMARK_PROXY: it changes nothing. Did you mean WAYMARK_PROXIES?" in page
