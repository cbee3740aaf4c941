"""Every setting that the environment may hold: the one list, which the code that reads them and the command share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PREFIX = "WAYMARK_"


class Origin(StrEnum):
    """Where the value of a setting came from."""

    ENVIRONMENT = "environment"
    COMMAND_LINE = "command_line"
    STORE = "store"
    DEFAULT = "default"


@dataclass(frozen=True)
class Setting:
    """One variable of the environment. `default` says in words what counts where it is not set."""

    name: str
    means: str
    default: str
    is_secret: bool = False


@dataclass(frozen=True)
class SettingShown:
    """A setting with the value in force, as it may be shown, and where it came from."""

    setting: Setting
    value: str
    origin: Origin


DATABASE = Setting(
    f"{PREFIX}DATABASE", "where figures are kept: sqlite:///FILE or postgresql://HOST/NAME", "a file beside the program"
)
SECRET = Setting(
    f"{PREFIX}SECRET",
    "at least 32 random characters; another one signs everybody out",
    "on one's own machine, one that is kept beside the database",
    is_secret=True,
)
ADDRESS = Setting(f"{PREFIX}ADDRESS", "where people reach the site, such as https://scorecards.example.gov.uk", "none")
PUBLIC_VIEW = Setting(f"{PREFIX}PUBLIC_VIEW", "open or closed: whether anybody may read without signing in", "closed")
PROXIES = Setting(f"{PREFIX}PROXIES", "how many servers of your own stand in front", "0")
AUDIENCE = Setting(
    f"{PREFIX}AUDIENCE", "public or officers: whose pages are shown until the first person is added", "officers"
)
METRICS_TOKEN = Setting(
    f"{PREFIX}METRICS_TOKEN",
    "what a monitoring program on another machine sends to read /metrics: at least 32 random characters",
    "/metrics answers this machine alone",
    is_secret=True,
)
LOG_LEVEL = Setting(f"{PREFIX}LOG_LEVEL", "info, or debug for where in the program an error arose", "info")
OPENID_ISSUER = Setting(f"{PREFIX}OPENID_ISSUER", "the address of the council's own sign-in", "none: local passwords")
OPENID_CLIENT = Setting(f"{PREFIX}OPENID_CLIENT", "the name that Waymark has there", "none")
OPENID_SECRET = Setting(f"{PREFIX}OPENID_SECRET", "the secret that Waymark has there", "none", is_secret=True)
OPENID_TENANT = Setting(f"{PREFIX}OPENID_TENANT", "the tenant that people must belong to", "none")
OPENID_GROUPS = Setting(
    f"{PREFIX}OPENID_GROUPS", "the role of each group: GROUP=member,GROUP=advisor,GROUP=administrator", "none"
)
OPENID_CLAIM = Setting(f"{PREFIX}OPENID_CLAIM", "the claim that lists a person's groups", "groups")
SETTINGS = (
    DATABASE,
    SECRET,
    ADDRESS,
    PUBLIC_VIEW,
    PROXIES,
    AUDIENCE,
    METRICS_TOKEN,
    LOG_LEVEL,
    OPENID_ISSUER,
    OPENID_CLIENT,
    OPENID_SECRET,
    OPENID_TENANT,
    OPENID_GROUPS,
    OPENID_CLAIM,
)
