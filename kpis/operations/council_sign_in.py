"""Signing in by the council's own provider: OpenID Connect, the code flow with PKCE, as Microsoft Entra has it.

The provider's word is taken only from a token whose signature, issuer, audience, nonce, times and tenant are all right.
Which role a person has is decided by their groups at each sign-in. Nobody without one of the groups is let in.
"""

from __future__ import annotations

import hmac
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import get_well_known_url
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from kpis.model.audit import Deed
from kpis.model.errors import Refused
from kpis.model.people import ON_THE_COMMAND_LINE, Account, Role
from kpis.operations.door import Door, begin_session, new_token
from kpis.store.accounts import change_role, find_council_account, get_account, save_account
from kpis.store.audit import record
from kpis.store.engine import Connection
from kpis.store.one_time import CouncilSignIn, save_council_sign_in, take_council_sign_in

log = logging.getLogger("waymark")
LASTS = timedelta(minutes=10)
METADATA_LASTS_SECONDS = 3600
TIMEOUT_SECONDS = 10
LEEWAY_SECONDS = 60
LONGEST_NAME = 120
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
ERRORS = frozenset(
    {
        "access_denied", "bad_signature", "consent_required", "expired_token", "interaction_required", "invalid_claim",
        "invalid_client", "invalid_grant", "invalid_request", "invalid_scope", "invalid_token", "login_required",
        "missing_claim", "server_error", "temporarily_unavailable", "unauthorized_client", "unsupported_response_type",
    }
)  # fmt: skip
"""What a provider, and what checks its tokens, may say went wrong: words of the standards, and nobody's name."""
NO_ANSWER = "The council's sign-in does not answer. Try again in a minute; if it goes on, tell your IT service."
NOT_OURS = "The council's sign-in could not be completed, and nobody was signed in. Start again."
NO_GROUP = "You are known to the council's sign-in, but are in no group that may use Waymark. Ask an administrator."
TOO_MANY_GROUPS = (
    "You are in more groups than the council's sign-in can list. Ask your IT service to send only the groups that are "
    "assigned to Waymark."
)
REMOVED = "An administrator has removed your access to Waymark. Ask one of them."
ANOTHER = "That was somebody else's account. Sign in as the person who began."


@dataclass
class Provider:
    """The council's provider as the settings name it. `groups` gives the role of each group; the highest counts."""

    issuer: str
    client: str
    secret: str
    returns_to: str
    groups: Mapping[str, Role]
    tenant: str = ""
    claim: str = "groups"
    _metadata: dict[str, Any] = field(default_factory=dict, repr=False)
    _read_at: float = field(default=0.0, repr=False)

    def metadata(self) -> dict[str, Any]:
        """What the provider says of itself, read anew once an hour; raises Refused where it does not answer."""
        if not self._metadata or time.monotonic() - self._read_at > METADATA_LASTS_SECONDS:
            told = _get_json(get_well_known_url(self.issuer, external=True))
            if told.get("issuer") != self.issuer:
                _tell("the provider calls itself by another issuer")
                raise Refused(NO_ANSWER)
            self._metadata, self._read_at = told, time.monotonic()
        return self._metadata

    def address_of(self, endpoint: str) -> str:
        """One of the provider's own addresses; raises Refused for one that is missing or not encrypted."""
        address = str(self.metadata().get(endpoint, ""))
        if not is_safe_address(address):
            _tell(f"the provider's {endpoint} is missing or is not https")
            raise Refused(NO_ANSWER)
        return address

    def keys(self, anew: bool) -> KeySet:
        """The keys that tokens are signed with."""
        if anew or "jwks" not in self._metadata:
            self._metadata["jwks"] = _get_json(self.address_of("jwks_uri"))
        return KeySet.import_key_set(self._metadata["jwks"])

    def session(self, **more: Any) -> OAuth2Session:
        """Authlib's client for this provider."""
        return OAuth2Session(
            self.client,
            self.secret,
            scope="openid profile email",
            redirect_uri=self.returns_to,
            code_challenge_method="S256",
            default_timeout=TIMEOUT_SECONDS,
            **more,
        )


def is_safe_address(address: str) -> bool:
    """Whether an address is encrypted, or leads to this machine itself."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost"))


def begin_council_sign_in(
    door: Door, provider: Provider, leads_to: str, again: Account | None = None
) -> tuple[str, str]:
    """The provider's address to send a browser to, and the token that this browser must come back with.

    With `again` the provider is asked to make sure that the person is still there, and it must be the same person.
    """
    state, nonce, verifier, browser = new_token(), new_token(), generate_token(64), new_token()
    more = {"prompt": "login"} if again else {}
    with provider.session() as session:
        url, _ = session.create_authorization_url(
            provider.address_of("authorization_endpoint"), state=state, nonce=nonce, code_verifier=verifier, **more
        )
    subject = again.subject if again else None
    begun = CouncilSignIn(door.digest(browser), nonce, verifier, leads_to, subject, door.now() + LASTS)
    with door.store.writing() as connection:
        save_council_sign_in(connection, door.digest(state), begun, door.now())
    return str(url), browser


def finish_council_sign_in(
    door: Door, provider: Provider, answer: Mapping[str, str], browser: str | None, replaces: str | None = None
) -> tuple[str, str]:
    """The token of a new session and the page it leads to, from what the provider sent back; raises Refused."""
    with door.store.writing() as connection:
        begun = take_council_sign_in(connection, door.digest(answer.get("state", "")), door.now())
    if begun is None or not browser or not hmac.compare_digest(begun.browser_digest, door.digest(browser)):
        raise Refused(NOT_OURS)
    if "code" not in answer:
        _tell(f"the provider refused: {_known_error(answer.get('error', ''))}")
        raise Refused(NOT_OURS)
    claims = _claims(provider, answer["code"], begun)
    role = _role_of(provider, claims)
    subject = f"{provider.issuer} {claims['sub']}"
    if begun.subject is not None and subject != begun.subject:
        raise Refused(ANOTHER)
    if begun.subject is not None and _is_old(claims, begun):
        raise Refused(NOT_OURS)
    with door.store.writing() as connection:
        account = _known(connection, door, subject, _name_in(claims), role)
        return begin_session(connection, door, account, replaces), begun.leads_to


def _claims(provider: Provider, code: str, begun: CouncilSignIn) -> Mapping[str, Any]:
    """What the token says, once everything about it is right."""
    try:
        with provider.session() as session:
            token = session.fetch_token(
                provider.address_of("token_endpoint"), code=code, code_verifier=begun.verifier, allow_redirects=False
            )
        return _checked(provider, str(token["id_token"]), str(token.get("access_token", "")), begun.nonce)
    except requests.RequestException as failure:
        _tell(f"the provider does not answer: {type(failure).__name__}")
        raise Refused(NO_ANSWER) from None
    except Refused:
        raise
    except Exception as failure:  # whatever is wrong with a token, nobody is signed in by it
        _tell(f"the token was refused: {type(failure).__name__} {_known_error(getattr(failure, 'error', ''))}")
        raise Refused(NOT_OURS) from None


def _checked(provider: Provider, id_token: str, access_token: str, nonce: str) -> Mapping[str, Any]:
    registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
    try:
        decoded = jwt.decode(id_token, provider.keys(anew=False), registry=registry)
    except (JoseError, ValueError):  # the provider may have changed its keys since they were read
        decoded = jwt.decode(id_token, provider.keys(anew=True), registry=registry)
    options = {
        "iss": {"essential": True, "value": provider.issuer},
        "aud": {"essential": True, "value": provider.client},
    }
    told = {"nonce": nonce, "client_id": provider.client, "access_token": access_token or None}
    claims = CodeIDToken(decoded.claims, decoded.header, options, told)
    claims.validate(leeway=LEEWAY_SECONDS)
    if not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise ValueError("it names nobody")
    if provider.tenant and claims.get("tid") != provider.tenant:
        raise ValueError("it is of another tenant")
    return dict(claims)


def _is_old(claims: Mapping[str, Any], begun: CouncilSignIn) -> bool:
    """Whether the provider says that it asked nobody just now. Not every provider says when it did."""
    asked_at = claims.get("auth_time")
    started = (begun.expires_at - LASTS).timestamp()
    return isinstance(asked_at, int | float) and asked_at < started - LEEWAY_SECONDS


def _role_of(provider: Provider, claims: Mapping[str, Any]) -> Role:
    elsewhere = claims.get("_claim_names")
    if isinstance(elsewhere, dict) and provider.claim in elsewhere:
        raise Refused(TOO_MANY_GROUPS)
    told = claims.get(provider.claim)
    groups = [group for group in told if isinstance(group, str)] if isinstance(told, list) else []
    roles = [provider.groups[group] for group in groups if group in provider.groups]
    if not roles:
        raise Refused(NO_GROUP)
    return max(roles, key=list(Role).index)


def _name_in(claims: Mapping[str, Any]) -> str:
    for claim in ("name", "preferred_username", "email"):
        told = claims.get(claim)
        if isinstance(told, str):
            name = " ".join("".join(c if c.isprintable() else " " for c in told).split())
            if name and not name[:LONGEST_NAME].casefold().endswith(ON_THE_COMMAND_LINE):
                return name[:LONGEST_NAME]
    return "A person without a name"


def _known(connection: Connection, door: Door, subject: str, name: str, role: Role) -> Account:
    """The account of a subject, with the role of today; made at the first sign-in."""
    known = find_council_account(connection, subject)
    if known is None:
        number = save_account(connection, name, role, door.now(), subject=subject)
        record(connection, name, Deed.ADDED_PERSON, f"{name}, {role}, by the council's sign-in", door.now())
        return get_account(connection, number)
    if known.is_removed:
        raise Refused(REMOVED)
    if known.role is not role:
        change_role(connection, known.number, role)
        told = f"{known.name}: {known.role} to {role}, by the council's groups"
        record(connection, known.name, Deed.CHANGED_ROLE, told, door.now())
    return get_account(connection, known.number)


def _get_json(address: str) -> dict[str, Any]:
    try:
        answer = requests.get(address, timeout=TIMEOUT_SECONDS, allow_redirects=False)
        answer.raise_for_status()
        told = answer.json()
    except (requests.RequestException, ValueError) as failure:
        _tell(f"the provider does not answer: {type(failure).__name__}")
        raise Refused(NO_ANSWER) from None
    if not isinstance(told, dict):
        _tell("the provider's answer is no object")
        raise Refused(NO_ANSWER)
    return told


def _known_error(error: object) -> str:
    """The error as the standards name it. What else a provider says may name the person whom it is about."""
    return error if isinstance(error, str) and error in ERRORS else "for a reason of its own"


def _tell(what: str) -> None:
    """One line for whoever looks after the machine; never a token, a name or an address of a person."""
    log.warning("council sign-in: %s", what)
