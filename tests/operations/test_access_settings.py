"""The settings that decide who may come in: what is refused by name before anything listens."""

import stat

import pytest

from kpis.model.errors import Refused
from kpis.model.people import Role
from kpis.operations.access_settings import checked_secret, kept_secret, settings_in

GOOD = "Vf3k9-Qm2xLr8_TzWc5pNb7yHd0aEs4u"
HERE = {"WAYMARK_ADDRESS": "https://scorecards.example.gov.uk", "WAYMARK_SECRET": GOOD}
OPENID = {
    **HERE,
    "WAYMARK_OPENID_ISSUER": "https://login.example.gov.uk/v2.0",
    "WAYMARK_OPENID_CLIENT": "client-1",
    "WAYMARK_OPENID_SECRET": "its secret",
    "WAYMARK_OPENID_GROUPS": "a=b=member, group 2=administrator",
}


def refused(environment, secret=None):
    with pytest.raises(Refused) as stopped:
        settings_in(environment, secret)
    return str(stopped.value)


def test_on_ones_own_machine_a_secret_of_its_own_serves():
    settings = settings_in({}, b"own")
    assert (settings.secret, settings.address, settings.public_view, settings.provider) == (b"own", "", None, None)


def test_elsewhere_a_missing_secret_is_refused():
    assert "Set WAYMARK_SECRET" in refused({"WAYMARK_ADDRESS": "https://scorecards.example.gov.uk"}, b"own")
    assert "Set WAYMARK_SECRET" in refused({})


@pytest.mark.parametrize(
    "secret",
    [
        "tiny",
        GOOD[:31],
        "x" * 64,
        "abababababababababababababababab",
        "changemechangemechangemechangeme",
        "change-me-please-this-is-a-secret",
        "waymark-secret-waymark-secret-12345",
    ],
)
def test_a_secret_that_is_short_known_or_says_the_same_again_is_refused(secret):
    assert "WAYMARK_SECRET is" in refused({"WAYMARK_SECRET": secret})
    assert secret not in refused({"WAYMARK_SECRET": secret})


def test_a_good_secret_is_taken_and_never_shown():
    assert checked_secret(GOOD) == GOOD.encode()
    assert GOOD not in repr(settings_in(HERE))


def test_the_machines_own_secret_is_made_once_and_for_its_owner_alone(tmp_path):
    path = tmp_path / "waymark.db.secret"
    first = kept_secret(path)
    assert kept_secret(path) == first
    assert len(first) >= 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_secret_that_others_can_read_or_that_cannot_be_kept_is_refused(tmp_path):
    path = tmp_path / "waymark.db.secret"
    kept_secret(path)
    path.chmod(0o644)
    with pytest.raises(Refused, match="chmod 600"):
        kept_secret(path)
    with pytest.raises(Refused, match="Set WAYMARK_SECRET instead"):
        kept_secret(tmp_path / "nowhere" / "secret")


@pytest.mark.parametrize(
    "address",
    [
        "http://scorecards.example.gov.uk",
        "scorecards.example.gov.uk",
        "https://",
        "https://x.example/path",
        "ftp://x.example",
    ],
)
def test_an_address_that_is_none_or_is_not_encrypted_is_refused(address):
    assert "WAYMARK_ADDRESS" in refused({**HERE, "WAYMARK_ADDRESS": address})


def test_the_address_gives_the_name_that_is_answered_to():
    assert settings_in({**HERE, "WAYMARK_ADDRESS": "https://Cards.Example:8443/"}).host == "cards.example:8443"


@pytest.mark.parametrize("word, is_open", [("open", True), ("closed", False), (" OPEN ", True), ("", None)])
def test_the_public_view_is_open_closed_or_left_to_an_administrator(word, is_open):
    assert settings_in({**HERE, "WAYMARK_PUBLIC_VIEW": word}).public_view is is_open


@pytest.mark.parametrize(
    "name, value",
    [("WAYMARK_PUBLIC_VIEW", "yes"), ("WAYMARK_PROXIES", "two"), ("WAYMARK_PROXIES", "-1"), ("WAYMARK_PROXIES", "10")],
)
def test_a_setting_that_makes_no_sense_is_refused_by_name(name, value):
    assert name in refused({**HERE, name: value})


def test_the_councils_sign_in_has_its_groups_and_where_it_returns_to():
    provider = settings_in(OPENID).provider
    assert provider.groups == {"a=b": Role.MEMBER, "group 2": Role.ADMINISTRATOR}
    assert provider.returns_to == "https://scorecards.example.gov.uk/sign-in/council/back"
    assert (provider.claim, provider.tenant) == ("groups", "")


@pytest.mark.parametrize("left_out", ["ISSUER", "CLIENT", "SECRET", "GROUPS"])
def test_a_council_sign_in_that_lacks_something_is_refused_by_its_name(left_out):
    name = f"WAYMARK_OPENID_{left_out}"
    assert name in refused({k: v for k, v in OPENID.items() if k != name})


def test_a_council_sign_in_needs_an_address_to_return_to():
    assert "WAYMARK_ADDRESS" in refused({k: v for k, v in OPENID.items() if k != "WAYMARK_ADDRESS"}, b"own")


def test_entra_needs_the_tenant_because_every_council_shares_its_sign_in():
    entra = {**OPENID, "WAYMARK_OPENID_ISSUER": "https://login.microsoftonline.com/tenant-1/v2.0"}
    assert "WAYMARK_OPENID_TENANT" in refused(entra)
    assert settings_in({**entra, "WAYMARK_OPENID_TENANT": "tenant-1"}).provider.tenant == "tenant-1"


@pytest.mark.parametrize("groups", ["advisor", "=advisor", "group=king", "group=reader", "a=member,,b=member"])
def test_groups_that_are_not_given_a_role_are_refused(groups):
    assert "WAYMARK_OPENID_GROUPS" in refused({**OPENID, "WAYMARK_OPENID_GROUPS": groups})


def test_an_issuer_on_an_open_line_is_refused():
    assert "WAYMARK_OPENID_ISSUER" in refused({**OPENID, "WAYMARK_OPENID_ISSUER": "http://login.example"})
