"""Signing in by the council's own provider, against a real one: what lets a person in, and all that does not."""

import logging
import time
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import sqlalchemy as sa
from authlib.integrations.base_client import OAuthError
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from joserfc.jws import JWSRegistry

from kpis.model.errors import Refused
from kpis.model.people import Role, Way
from kpis.operations import council_sign_in
from kpis.operations.accounts import list_people, remove_person
from kpis.operations.council_sign_in import (
    ANOTHER,
    LASTS,
    NO_ANSWER,
    NO_GROUP,
    NOT_OURS,
    REMOVED,
    TOO_MANY_GROUPS,
    Provider,
    begin_council_sign_in,
    finish_council_sign_in,
    is_safe_address,
)
from kpis.operations.signing_in import asker_of, find_signed_in
from kpis.store.tables import council_sign_ins
from tests import openid_provider as council
from tests.access import COMMAND_LINE, a_door

RETURNS_TO = "https://scorecards.example.gov.uk/sign-in/council/back"
GROUPS = {council.MEMBERS: Role.MEMBER, council.ADVISORS: Role.ADVISOR}


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")  # the provider of the tests is on this machine, without TLS
    running = council.Provider()
    running.client.returns_to = RETURNS_TO
    yield running
    running.close()


@pytest.fixture
def provider(server):
    return a_provider(server)


def a_provider(server, **more):
    told = {
        "issuer": server.issuer,
        "client": council.CLIENT,
        "secret": council.CLIENT_SECRET,
        "tenant": council.TENANT,
    }
    return Provider(returns_to=RETURNS_TO, groups=GROUPS, **{**told, **more})


@pytest.fixture
def door(store):
    return a_door(store, is_council=True)


def go(url):
    """What the provider sends a browser back with."""
    answer = requests.get(url, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    assert answer.headers["Location"].startswith(RETURNS_TO)
    return {key: values[0] for key, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


def sign_in(door, provider, **more):
    url, browser = begin_council_sign_in(door, provider, "/uploads", **more)
    return finish_council_sign_in(door, provider, go(url), browser)


def refused(door, provider, **more):
    with pytest.raises(Refused) as stopped:
        sign_in(door, provider, **more)
    assert list_people(door.store, COMMAND_LINE) == () or more
    return str(stopped.value)


def test_a_person_of_a_group_is_let_in_with_its_role(door, provider, server):
    token, leads_to = sign_in(door, provider)
    asker = asker_of(find_signed_in(door, token))
    assert (asker.name, asker.role, asker.way, leads_to) == ("Sam Lee", Role.ADVISOR, Way.SIGNED_IN, "/uploads")
    assert server.asked_for["code_challenge_method"] == "S256"
    assert {"openid", "profile"} <= set(server.asked_for["scope"].split())
    assert "code_verifier" not in server.asked_for


def test_sign_ins_that_were_begun_and_never_came_back_are_forgotten_when_the_next_begins(door, provider):
    """Anybody may begin one, as often as they like."""
    for _ in range(3):
        begin_council_sign_in(door, provider, "/")
    later = replace(door, now=lambda: datetime.now(UTC) + LASTS)
    begin_council_sign_in(later, provider, "/")
    with door.store.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(council_sign_ins)).scalar_one() == 1


def change(**claims):
    def spoil(honest):
        return {name: value for name, value in {**honest, **claims}.items() if value is not None}

    return spoil


def test_a_provider_cannot_name_somebody_as_the_trail_names_the_machines_own_users(door, provider, server):
    server.spoil = change(name="root on the command line", preferred_username="sam.lee")
    token, _ = sign_in(door, provider)
    assert find_signed_in(door, token).account.name == "sam.lee"


@pytest.mark.parametrize(
    "spoil",
    [
        change(iss="https://elsewhere.example"),
        change(iss=None),
        change(aud=["another-client"]),
        change(aud=[council.CLIENT, "another-client"]),
        change(aud=None),
        change(azp="another-client"),
        change(nonce="another"),
        change(nonce=None),
        change(tid="tenant-2"),
        change(tid=None),
        change(exp=int(time.time()) - 300),
        change(exp=None),
        change(iat=int(time.time()) + 3600),
        change(iat=None),
        change(nbf=int(time.time()) + 3600),
        change(sub=None),
        change(sub=""),
        change(at_hash="of-another-token"),
    ],
    ids=[
        "wrong issuer", "no issuer", "wrong audience", "audience of others too", "no audience", "made for another",
        "wrong nonce", "no nonce", "other tenant", "no tenant", "expired", "never expires", "of the future",
        "of no time", "not valid yet", "of nobody", "of an empty subject", "of another access token",
    ],
)  # fmt: skip
def test_a_token_with_one_thing_wrong_lets_nobody_in(door, provider, server, spoil):
    server.spoil = spoil
    assert refused(door, provider) == NOT_OURS


def test_a_token_that_the_provider_did_not_sign_lets_nobody_in(door, provider, server):
    server.signing_key = RSAKey.generate_key(2048, {"kid": "first"})
    assert refused(door, provider) == NOT_OURS
    server.algorithm = "none"
    assert refused(door, provider) == NOT_OURS


@pytest.mark.parametrize("key", [council.CLIENT_SECRET, "the provider's public key"])
def test_a_token_that_is_sealed_with_what_others_know_lets_nobody_in(door, provider, server, monkeypatch, key):
    """The provider's public key, or the client's secret, used as if it were a secret of the provider's."""
    known = server.key.as_pem(private=False) if key != council.CLIENT_SECRET else key
    registry = JWSRegistry(algorithms=["HS256", "RS256"])

    def sealed(token, *_):
        claims = jwt.decode(token, server.key).claims
        return jwt.encode({"alg": "HS256", "kid": server.key.kid}, claims, OctKey.import_key(known), registry=registry)

    real = council_sign_in.OAuth2Session.fetch_token

    def fetch(self, *given, **more):
        token = real(self, *given, **more)
        return {**token, "id_token": sealed(token["id_token"])}

    monkeypatch.setattr(council_sign_in.OAuth2Session, "fetch_token", fetch)
    assert refused(door, provider) == NOT_OURS


def test_a_code_without_the_verifier_of_this_browser_is_worth_nothing(door, provider, server, monkeypatch):
    url, browser = begin_council_sign_in(door, provider, "/")
    answer = go(url)
    real = council_sign_in.OAuth2Session.fetch_token

    def fetch(self, *given, code_verifier, **more):
        return real(self, *given, code_verifier=f"x{code_verifier[1:]}", **more)

    monkeypatch.setattr(council_sign_in.OAuth2Session, "fetch_token", fetch)
    with pytest.raises(Refused, match="could not be completed"):
        finish_council_sign_in(door, provider, answer, browser)


@pytest.mark.parametrize("elsewhere", [7, "groups", ["groups"], None])
def test_a_claim_of_another_kind_than_the_standard_has_is_no_error(door, provider, server, elsewhere):
    server.spoil = change(groups=[{"id": council.ADVISORS}], _claim_names=elsewhere)
    assert refused(door, provider) == NO_GROUP


def test_nothing_that_a_provider_says_of_a_person_is_in_the_log(door, provider, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    url, browser = begin_council_sign_in(door, provider, "/")
    with pytest.raises(Refused):
        finish_council_sign_in(door, provider, {**go(url), "code": "", "error": "x"}, browser)
    url, browser = begin_council_sign_in(door, provider, "/")
    with pytest.raises(Refused):
        finish_council_sign_in(door, provider, {"state": go(url)["state"], "error": "sam.lee@council.example"}, browser)

    def fails(*_, **__):
        raise OAuthError("invalid_grant", "User account sam.lee@council.example does not exist")

    monkeypatch.setattr(council_sign_in.OAuth2Session, "fetch_token", fails)
    url, browser = begin_council_sign_in(door, provider, "/")
    with pytest.raises(Refused):
        finish_council_sign_in(door, provider, go(url), browser)
    assert "sam.lee" not in caplog.text
    assert "the token was refused: OAuthError invalid_grant" in caplog.text


def test_a_provider_that_changes_its_keys_goes_on_working(door, provider, server):
    sign_in(door, provider)
    server.change_keys()
    assert sign_in(door, provider)


@pytest.mark.parametrize("groups", [[], ["another-group"], "group-of-advisors", None, [None, 7]])
def test_a_person_of_no_group_of_ours_is_told_so(door, provider, server, groups):
    server.person.groups = groups
    server.spoil = change(groups=groups)
    assert refused(door, provider) == NO_GROUP


def test_more_groups_than_the_provider_can_list_are_told_apart_from_none(door, provider, server):
    server.spoil = change(groups=None, _claim_names={"groups": "src1"})
    assert refused(door, provider) == TOO_MANY_GROUPS


def test_the_highest_group_counts_and_a_change_counts_at_the_next_sign_in(door, provider, server):
    server.person.groups = [council.MEMBERS, council.ADVISORS]
    first, _ = sign_in(door, provider)
    assert find_signed_in(door, first).account.role is Role.ADVISOR
    server.person.groups = [council.MEMBERS]
    sign_in(door, provider)
    assert find_signed_in(door, first).account.role is Role.MEMBER
    assert len(list_people(door.store, COMMAND_LINE)) == 1


def test_a_person_who_was_removed_is_not_let_in_again(door, provider):
    token, _ = sign_in(door, provider)
    remove_person(door, COMMAND_LINE, find_signed_in(door, token).account.number)
    assert find_signed_in(door, token) is None
    assert refused(door, provider) == REMOVED


def test_what_comes_back_must_be_what_this_browser_began_and_counts_once(door, provider):
    url, browser = begin_council_sign_in(door, provider, "/")
    other_url, other = begin_council_sign_in(door, provider, "/")
    answer = go(url)
    for sent, cookie in ((answer, other), ({**answer, "state": "x"}, browser), (answer, browser)):
        with pytest.raises(Refused, match="could not be completed"):
            finish_council_sign_in(door, provider, sent, cookie)
    for sent, cookie in ((go(other_url), None), ({}, other), ({"error": "access_denied"}, other)):
        with pytest.raises(Refused, match="could not be completed"):
            finish_council_sign_in(door, provider, sent, cookie)


def test_a_code_that_somebody_else_began_is_worth_nothing(door, provider):
    """PKCE: the provider itself refuses a code whose verifier is another's."""
    url, browser = begin_council_sign_in(door, provider, "/")
    stolen = go(begin_council_sign_in(door, provider, "/")[0])["code"]
    with pytest.raises(Refused, match="could not be completed"):
        finish_council_sign_in(door, provider, {**go(url), "code": stolen}, browser)


def test_a_refusal_by_the_provider_lets_nobody_in(door, provider):
    url, browser = begin_council_sign_in(door, provider, "/")
    state = go(url)["state"]
    with pytest.raises(Refused, match="could not be completed"):
        finish_council_sign_in(door, provider, {"state": state, "error": "access_denied"}, browser)


def test_giving_the_password_again_must_be_the_same_person_just_now(door, provider, server):
    token, _ = sign_in(door, provider)
    account = find_signed_in(door, token).account
    assert sign_in(door, provider, again=account)
    assert server.asked_for["prompt"] == "login"
    server.spoil = change(auth_time=int(time.time()) - 3600)
    assert refused(door, provider, again=account) == NOT_OURS
    server.spoil = change(sub="subject-2")
    assert refused(door, provider, again=account) == ANOTHER


def test_a_provider_that_calls_itself_something_else_is_refused(door, provider, server):
    server.metadata_spoilt = {"issuer": "https://elsewhere.example"}
    assert refused(door, provider) == NO_ANSWER


@pytest.mark.parametrize("endpoint", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
@pytest.mark.parametrize("address", [None, "http://elsewhere.example/x", "ftp://127.0.0.1/x"])
def test_a_provider_without_a_safe_address_is_refused(door, provider, server, endpoint, address):
    server.metadata_spoilt = {endpoint: address}
    assert refused(door, provider) == NO_ANSWER


def test_a_provider_that_does_not_answer_is_told_in_a_sentence(door, provider, server):
    server.close()
    assert refused(door, provider) == NO_ANSWER


def test_a_wrong_secret_of_the_client_lets_nobody_in(door, server):
    assert refused(door, a_provider(server, secret="another")) == NOT_OURS


@pytest.mark.parametrize(
    "address, is_safe",
    [
        ("https://login.example", True),
        ("http://127.0.0.1:8000", True),
        ("http://localhost", True),
        ("http://login.example", False),
        ("http://127.0.0.1.example.org", False),
        ("", False),
    ],
)
def test_an_address_is_safe_when_it_is_encrypted_or_this_machines_own(address, is_safe):
    assert is_safe_address(address) is is_safe
