"""Every setting with its value and where it came from."""

import re
from pathlib import Path

import pytest

from kpis.model.errors import Refused
from kpis.model.people import Asker, Audience, Role, Way
from kpis.model.settings import PREFIX, SETTINGS, Origin
from kpis.operations.public_view import set_public_view
from kpis.operations.settings import settings_as_json, settings_as_text, settings_found, settings_served
from kpis.store.engine import open_store

ROOT = Path(__file__).parents[2]
SECRET = "Vf3k9-Qm2xLr8_TzWc5pNb7yHd0aEs4u"
HIDDEN = {"WAYMARK_SECRET": SECRET, "WAYMARK_METRICS_TOKEN": SECRET[::-1], "WAYMARK_OPENID_SECRET": "hush-hush"}


@pytest.fixture
def database(tmp_path):
    return f"sqlite:///{tmp_path / 'waymark.db'}"


def shown(environment, database):
    return {s.setting.name: (s.value, s.origin) for s in settings_found(environment, database).shown}


def test_every_variable_that_the_code_names_is_in_the_list():
    names = set()
    for path in [*ROOT.glob("*.py"), *(ROOT / "kpis").rglob("*.py"), *(ROOT / "callbacks").rglob("*.py")]:
        names |= set(re.findall(rf"\b{PREFIX}[A-Z_]*[A-Z]\b", path.read_text(encoding="utf-8")))
    assert names - {setting.name for setting in SETTINGS} == set()


def test_every_setting_is_in_the_document():
    document = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    assert [setting.name for setting in SETTINGS if f"`{setting.name}`" not in document] == []


def test_without_a_word_from_anybody_each_has_its_default(database):
    found = shown({}, database)
    assert {origin for name, (_, origin) in found.items() if name != "WAYMARK_DATABASE"} == {Origin.DEFAULT}
    assert found["WAYMARK_DATABASE"] == (database, Origin.COMMAND_LINE)
    assert found["WAYMARK_PUBLIC_VIEW"] == ("closed", Origin.DEFAULT)


def test_looking_makes_no_store(database):
    settings_found({}, database)
    assert not Path(database.removeprefix("sqlite:///")).exists()


def test_what_an_administrator_opened_is_said_to_come_from_the_store(database):
    store = open_store(database)
    set_public_view(store, Asker("An administrator", role=Role.ADMINISTRATOR, way=Way.SIGNED_IN), True, None)
    store.close()
    assert shown({}, database)["WAYMARK_PUBLIC_VIEW"] == ("open", Origin.STORE)
    decided = shown({"WAYMARK_PUBLIC_VIEW": "closed"}, database)
    assert decided["WAYMARK_PUBLIC_VIEW"] == ("closed", Origin.ENVIRONMENT)


def test_no_secret_is_ever_shown(database):
    environment = {**HIDDEN, "WAYMARK_DATABASE": "postgresql://waymark:hidden-too@127.0.0.1:1/waymark"}
    found = settings_found(environment, environment["WAYMARK_DATABASE"])
    told = settings_as_text(found) + str(settings_as_json(found))
    assert [secret for secret in [*HIDDEN.values(), "hidden-too"] if secret in told] == []
    assert "postgresql://127.0.0.1:1/waymark (environment)" in told
    assert "WAYMARK_SECRET = set, and not shown (environment)" in told


def test_a_site_shows_what_it_is_served_with_wherever_each_came_from(database):
    administrator = Asker("An administrator", role=Role.ADMINISTRATOR, way=Way.SIGNED_IN)
    store = open_store(database)
    set_public_view(store, administrator, True, None)
    environment = {**HIDDEN, "WAYMARK_DATABASE": "sqlite:///another.db", "WAYMARK_PROXIES": "1"}
    found = settings_served(store, administrator, environment, Audience.PUBLIC)
    told = {s.setting.name: (s.value, s.origin) for s in found.shown}
    assert told["WAYMARK_DATABASE"] == (database, Origin.COMMAND_LINE)
    assert told["WAYMARK_AUDIENCE"] == ("public", Origin.COMMAND_LINE)
    assert told["WAYMARK_PUBLIC_VIEW"] == ("open", Origin.STORE)
    assert told["WAYMARK_PROXIES"] == ("1", Origin.ENVIRONMENT)
    assert told["WAYMARK_LOG_LEVEL"] == ("info", Origin.DEFAULT)
    assert [secret for secret in HIDDEN.values() if secret in str(found)] == []
    with pytest.raises(Refused):
        settings_served(store, Asker("An advisor"), environment, Audience.PUBLIC)
    store.close()


@pytest.mark.parametrize(
    "variable, value, words",
    [
        ("WAYMARK_PUBLIC_VEIW", "open", "There is no setting called WAYMARK_PUBLIC_VEIW: it changes nothing. Did you"),
        ("WAYMARK_PROXIES", "many", "WAYMARK_PROXIES is how many servers"),
        ("WAYMARK_SECRET", "short", "WAYMARK_SECRET is too short"),
        ("WAYMARK_METRICS_TOKEN", "short", "WAYMARK_METRICS_TOKEN is too short"),
        ("WAYMARK_LOG_LEVEL", "loud", "WAYMARK_LOG_LEVEL is info or debug"),
        ("WAYMARK_AUDIENCE", "all", 'WAYMARK_AUDIENCE is "all"'),
    ],
)
def test_what_is_wrong_is_pointed_out(database, variable, value, words):
    (fault,) = settings_found({variable: value}, database).faults
    assert fault.startswith(words)


def test_a_store_that_does_not_answer_is_said_so_and_the_rest_is_shown():
    found = settings_found({}, "sqlite:////nowhere/at/all.db")
    assert found.faults == ()  # no such file yet
    unreachable = settings_found({}, "postgresql://127.0.0.1:1/none")
    assert unreachable.faults[0].startswith("The database does not answer")
    assert len(unreachable.shown) == len(SETTINGS)
