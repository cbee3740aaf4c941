"""The address of each page, and what stands in the navigation: data only."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urlencode

HOME = "/"
UPLOAD = "/upload"
UPLOADS = "/uploads"
EVENTS = "/events"
METHODS = "/methods"
ACCESSIBILITY = "/accessibility"
METHODS_OF_CHANGE = "/methods#change"
SMALL_NUMBERS = "/admin/small-numbers"
TEMPLATE = "/template.csv"
DONE = "/upload/done/"
SCORECARD = "/scorecard/"
INDICATOR = "/indicator/"
MEETINGS = "/meetings"
PUBLICATIONS = "/publications"
COMMENTARY = "/commentary/"
COMPARE = "/compare/"
COMPARATORS = "/comparators"
OUR_COUNCIL = "/comparators/council"
ELSEWHERE_EXPLAINED = "/methods#elsewhere"
SIGN_IN = "/sign-in"
SIGN_IN_AGAIN = "/sign-in/again"
COUNCIL_SIGN_IN = "/sign-in/council"
COUNCIL_SIGN_IN_BACK = "/sign-in/council/back"
SIGN_OUT = "/sign-out"
SIGNED_OUT = "/signed-out"
SESSION = "/session"
ACCOUNT = "/account"
OWN_PASSWORD = "/account/password"  # noqa: S105 - an address
ADMIN = "/admin"
PEOPLE = "/admin/people"
ADD_PERSON = "/admin/people/add"
PUBLIC_VIEW = "/admin/public-view"
AUDIT = "/admin/audit"
TARGETS = "/admin/targets"
POPULATIONS = "/admin/populations"
SETTINGS = "/admin/settings"
NAVIGATION = (
    (HOME, "What needs attention"),
    (MEETINGS, "Meetings"),
    (METHODS, "How we judge"),
    (UPLOAD, "Upload"),
    (UPLOADS, "Uploads"),
    (EVENTS, "Events"),
    (COMPARATORS, "Other areas"),
    (ADMIN, "Administration"),
)
"""What stands in the navigation, members' own pages first; each reader sees the pages that their role may ask."""
ADMINISTRATION = (
    (PEOPLE, "People", "who may sign in, and what they may do"),
    (PUBLIC_VIEW, "Public view", "whether anybody may read without signing in"),
    (TARGETS, "Targets and tolerances", "the target of each indicator, how far off is still amber, and why"),
    (POPULATIONS, "Populations", "how many children the rates are made with, year by year"),
    (EVENTS, "Events", "what happened that may explain a change, drawn on the charts"),
    (SMALL_NUMBERS, "Small numbers", "what each scorecard withholds from the public"),
    (SETTINGS, "Settings", "how this site is set up, and where each setting came from"),
    (AUDIT, "Audit trail", "who did what and when"),
)
"""The pages of /admin: address, name, what it is for."""


def scorecard(name: str, **query: str) -> str:
    """The page of a scorecard; the query names period and filters."""
    kept = {key: value for key, value in query.items() if value}
    return f"{SCORECARD}{quote(name)}" + (f"?{urlencode(kept)}" if kept else "")


def indicator(code: str) -> str:
    """The page of an indicator."""
    return f"{INDICATOR}{quote(code)}"


def scorecard_file(name: str, ending: str, **query: str) -> str:
    """The scorecard as a file: pdf, xlsx, csv or json; the query names period and filters."""
    kept = {key: value for key, value in query.items() if value}
    return f"/api/v1/scorecards/{quote(name)}.{ending}" + (f"?{urlencode(kept)}" if kept else "")


def indicator_file(code: str, ending: str) -> str:
    """One indicator's history as a file: json or csv."""
    return f"/api/v1/indicators/{quote(code)}.{ending}"


def compare(code: str, **query: str) -> str:
    """An indicator beside other areas; the query names the year and the model of neighbours."""
    kept = {key: value for key, value in query.items() if value}
    return f"{COMPARE}{quote(code)}" + (f"?{urlencode(kept)}" if kept else "")


def compare_file(code: str, ending: str, **query: str) -> str:
    """A comparison as a file: json or csv."""
    kept = {key: value for key, value in query.items() if value}
    return f"/api/v1/comparisons/{quote(code)}.{ending}" + (f"?{urlencode(kept)}" if kept else "")


def held_comparators(token: str, action: str) -> str:
    """Where a file about other areas that waits is confirmed or dropped."""
    return f"{COMPARATORS}/{token}/{action}"


def uploads(page: int = 1) -> str:
    """A page of the list of uploads."""
    return UPLOADS if page == 1 else f"{UPLOADS}?{urlencode({'page': page})}"


def upload(number: int, page: int = 1) -> str:
    """One upload, with a page of its figures."""
    return f"{UPLOADS}/{number}" + ("" if page == 1 else f"?{urlencode({'page': page})}")


def original_file(number: int) -> str:
    """The very file that was uploaded."""
    return f"{UPLOADS}/{number}/file"


def undo(number: int) -> str:
    """Where an upload is undone."""
    return f"{UPLOADS}/{number}/undo"


def held_workbook(token: str, action: str) -> str:
    """Where a held workbook is confirmed or dropped."""
    return f"{UPLOAD}/{token}/{action}"


def events(subject: str = "") -> str:
    """The list of events, with its form filled in for what an event would be about."""
    return f"{EVENTS}?{urlencode({'subject': subject})}" if subject else EVENTS


def withdrawal(number: int) -> str:
    """Where an event is withdrawn."""
    return f"{EVENTS}/{number}/withdraw"


def prepare(meeting: int, scorecard: str, period: str = "") -> str:
    """Where a scorecard is prepared for a meeting."""
    query = f"?{urlencode({'period': period})}" if period else ""
    return f"{MEETINGS}/{meeting}/prepare/{quote(scorecard)}{query}"


def publication(number: int) -> str:
    """What members were given."""
    return f"{PUBLICATIONS}/{number}"


def commentary(scorecard: str, section: int, period: str) -> str:
    """Where the words of a section are written; sections are counted from 1."""
    return f"{COMMENTARY}{section}/{quote(scorecard)}?{urlencode({'period': period})}"


def within(number: int, address: str) -> str:
    """The address inside a publication that answers to one of the pages as they are now; others stay."""
    inside = publication(number)
    page, _, query = address.partition("?")
    if page == HOME:
        return inside
    if page.startswith(SCORECARD):
        return f"{inside}/scorecard" + (f"?{query}" if query else "")
    if page.startswith(INDICATOR):
        return f"{inside}/indicator/{page.removeprefix(INDICATOR)}"
    if page.startswith("/api/v1/scorecards/"):
        kept = urlencode([(key, value) for key, value in parse_qsl(query) if key != "period"])
        return f"{inside}/scorecard.{page.rpartition('.')[2]}" + (f"?{kept}" if kept else "")
    if page.startswith("/api/v1/indicators/"):
        return f"{inside}/indicators/{page.removeprefix('/api/v1/indicators/')}"
    return address


def sign_in(leads_to: str) -> str:
    """The sign-in page, which goes on to a page of ours."""
    return f"{SIGN_IN}?{urlencode({'next': leads_to})}"


def council_sign_in(leads_to: str, is_again: bool = False) -> str:
    """Where the council's own sign-in begins; `is_again` makes sure that the person is still there."""
    return f"{COUNCIL_SIGN_IN}?{urlencode({'next': leads_to, **({'again': 'yes'} if is_again else {})})}"


def one_time_link(token: str) -> str:
    """Where a password is chosen, once."""
    return f"/link/{quote(token)}"


def person(number: int, action: str = "") -> str:
    """One person's page, or what is done to them there."""
    return f"{PEOPLE}/{number}" + (f"/{action}" if action else "")


def target(code: str) -> str:
    """Where the target of an indicator is set."""
    return f"{TARGETS}/{quote(code)}"


def target_withdrawal(number: int) -> str:
    """Where a target is withdrawn."""
    return f"{TARGETS}/{number}/withdraw"


def audit(page: int = 1) -> str:
    """A page of the audit trail."""
    return AUDIT if page == 1 else f"{AUDIT}?{urlencode({'page': page})}"
