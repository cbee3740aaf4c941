"""How the site is reached and who may come in, from the environment; a setting that is wrong is refused by name."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from kpis.model import settings
from kpis.model.errors import Refused
from kpis.model.people import PEOPLE, Audience, Role
from kpis.operations.council_sign_in import Provider, is_safe_address

SHORTEST_SECRET, FEWEST_DIFFERENT = 32, 10
SECRET, ADDRESS, PUBLIC_VIEW, PROXIES = (
    setting.name for setting in (settings.SECRET, settings.ADDRESS, settings.PUBLIC_VIEW, settings.PROXIES)
)
METRICS_TOKEN, AUDIENCE = settings.METRICS_TOKEN.name, settings.AUDIENCE.name
OPENID = {
    "issuer": settings.OPENID_ISSUER.name,
    "client": settings.OPENID_CLIENT.name,
    "secret": settings.OPENID_SECRET.name,
    "tenant": settings.OPENID_TENANT.name,
    "groups": settings.OPENID_GROUPS.name,
    "claim": settings.OPENID_CLAIM.name,
}
KNOWN = ("changeme", "change-me", "secret", "password", "waymark", "example", "default", "insecure", "please", "test")
RETURNS_TO = "/sign-in/council/back"
ENTRA = "login.microsoftonline.com"


@dataclass(frozen=True)
class AccessSettings:
    """What is decided outside the store.

    `address` is how people reach the site from elsewhere, empty where only this machine does. `public_view` is None
    where the environment says nothing of it. `proxies` is how many servers of our own stand in front. `seen_as` is
    whose pages this machine shows for as long as nobody needs to sign in. `metrics_token` lets a watchman of another
    machine read the metrics; without one, nobody elsewhere can.
    """

    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    address: str = ""
    public_view: bool | None = None
    provider: Provider | None = None
    proxies: int = 0
    seen_as: Audience = Audience.OFFICERS
    metrics_token: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """The name that people reach the site by, with its port if it has one of its own."""
        return urlsplit(self.address).netloc.casefold()


def settings_in(environment: Mapping[str, str], secret: bytes | None = None) -> AccessSettings:
    """The settings of an environment. `secret` is used where the environment has none, on one's own machine alone."""
    address = _address_in(environment)
    given = environment.get(SECRET, "")
    if given:
        secret = checked_secret(given)
    elif secret is None or address:
        raise Refused(f"Set {SECRET} to a random text of at least {SHORTEST_SECRET} characters, and keep it secret.")
    return AccessSettings(
        secret,
        address,
        _public_view_in(environment),
        _provider_in(environment, address),
        _proxies_in(environment),
        audience_in(environment),
        _metrics_token_in(environment),
    )


def audience_in(environment: Mapping[str, str], chosen: str | None = None) -> Audience:
    """Whose pages are served: as chosen, or as the setting says; officers' where neither does. Raises Refused."""
    named = chosen or environment.get(AUDIENCE) or Audience.OFFICERS.value
    try:
        return Audience(named)
    except ValueError:
        raise Refused(f'{AUDIENCE} is "{named}". Set it to public or officers.') from None


def checked_secret(text: str, name: str = SECRET) -> bytes:
    """A secret that nobody can guess; raises Refused for one that is short, known or says the same again and again."""
    words = f"Make one with: python -c 'import secrets; print(secrets.token_urlsafe(32))'. {name} is kept secret."
    if len(text) < SHORTEST_SECRET:
        raise Refused(f"{name} is too short: it must have at least {SHORTEST_SECRET} characters. {words}")
    bare = text.casefold()
    for known in KNOWN:
        bare = bare.replace(known, "")
    if len(bare) < SHORTEST_SECRET // 2 or len(set(bare)) < FEWEST_DIFFERENT:
        raise Refused(f"{name} is one that others know or can guess. {words}")
    return text.encode()


def kept_secret(path: Path) -> bytes:
    """The secret of one's own machine, made at the first start and kept beside the figures for its owner alone."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(32))
    except FileExistsError:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise Refused(f"{path.name} can be read by others: run chmod 600 {path.name}, or delete it.") from None
    except OSError as failure:
        raise Refused(f"{path} cannot be written: {failure.strerror}. Set {SECRET} instead.") from None
    return checked_secret(path.read_text().strip())


def _address_in(environment: Mapping[str, str]) -> str:
    address = environment.get(ADDRESS, "").rstrip("/")
    parts = urlsplit(address)
    if address and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query):
        raise Refused(f"{ADDRESS} is where people reach Waymark, such as https://scorecards.example.gov.uk.")
    if address and not is_safe_address(address):
        raise Refused(f"{ADDRESS} must begin with https: passwords are not sent over an open line.")
    return address


def _public_view_in(environment: Mapping[str, str]) -> bool | None:
    match environment.get(PUBLIC_VIEW, "").strip().casefold():
        case "":
            return None
        case "open":
            return True
        case "closed":
            return False
        case _:
            raise Refused(f"{PUBLIC_VIEW} is open or closed.")


def _proxies_in(environment: Mapping[str, str]) -> int:
    text = environment.get(PROXIES, "").strip() or "0"
    if not text.isascii() or not text.isdigit() or len(text) > 1:
        raise Refused(f"{PROXIES} is how many servers of your own stand in front of Waymark: 0 to 9.")
    return int(text)


def log_level_in(environment: Mapping[str, str]) -> str:
    """How much the log is told: info or debug; raises Refused."""
    level = environment.get(settings.LOG_LEVEL.name, "").strip().casefold() or "info"
    if level not in ("info", "debug"):
        raise Refused(f"{settings.LOG_LEVEL.name} is info or debug.")
    return level


def _metrics_token_in(environment: Mapping[str, str]) -> str:
    text = environment.get(METRICS_TOKEN, "").strip()
    return checked_secret(text, METRICS_TOKEN).decode() if text else ""


def _provider_in(environment: Mapping[str, str], address: str) -> Provider | None:
    told = {name: environment.get(variable, "").strip() for name, variable in OPENID.items()}
    if not any(told.values()):
        return None
    needed = [OPENID[name] for name in ("issuer", "client", "secret", "groups") if not told[name]]
    needed += [] if address else [ADDRESS]
    if ENTRA in told["issuer"] and not told["tenant"]:
        needed.append(OPENID["tenant"])
    if needed:
        raise Refused(f"The council's sign-in also needs {', '.join(needed)}.")
    if not is_safe_address(told["issuer"]):
        raise Refused(f"{OPENID['issuer']} must begin with https.")
    return Provider(
        told["issuer"],
        told["client"],
        told["secret"],
        address + RETURNS_TO,
        _groups_in(told["groups"]),
        told["tenant"],
        told["claim"] or "groups",
    )


def _groups_in(text: str) -> dict[str, Role]:
    groups: dict[str, Role] = {}
    for part in text.split(","):
        group, _, role = (piece.strip() for piece in part.rpartition("="))
        if not group or role not in list(PEOPLE):
            raise Refused(f"{OPENID['groups']} is a list such as GROUP=member,GROUP=advisor,GROUP=administrator.")
        groups[group] = Role(role)
    return groups
