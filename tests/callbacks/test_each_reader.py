"""Each reader runs through every address, chart and file there is, and is sent exactly what they may see.

A canary is a text that can be nothing else. Each stands somewhere in the store, and the table says who is sent it: no
byte of any answer, inside workbooks and prints too, may hold it for anybody else, and it must reach whoever may.
"""

import re
from urllib.parse import quote

import pytest

from callbacks.guard import ENDPOINTS, SIGN_IN_FIRST
from kpis.model.commentary import Question
from kpis.model.people import Role
from kpis.model.small_numbers import SmallNumbersRule
from kpis.operations.accounts import add_person_with_password
from kpis.operations.commentary import Draft, write_commentary
from kpis.operations.events import TypedEvent, record_event
from kpis.operations.meetings import add_meeting
from kpis.operations.publishing import publish
from kpis.operations.small_numbers import set_rule
from kpis.operations.upload import load_workbook
from kpis.operations.withdrawing import withdraw
from kpis.store.engine import open_store
from tests.access import COMMAND_LINE, NAMES, ORIGIN, PASSWORD, a_door, a_site, add_people, client_of
from tests.callbacks.sent import readable
from tests.callbacks.test_canaries import CATALOGUE, a_workbook, stands_in
from tests.operations.builders import OFFICER

NOBODY, ANYBODY, MEMBER, ADVISOR, ADMINISTRATOR = "nobody", "anybody", "a member", "an advisor", "an administrator"
READERS = {NOBODY: None, ANYBODY: None, MEMBER: Role.MEMBER, ADVISOR: Role.ADVISOR, ADMINISTRATOR: Role.ADMINISTRATOR}
ALL_WHO_READ, OFFICERS = {ANYBODY, MEMBER, ADVISOR, ADMINISTRATOR}, {ADVISOR, ADMINISTRATOR}
KEEPER = type(OFFICER)("Penelope Quill")
WHO_SEES = {
    "a figure that was published": ("61,507", ALL_WHO_READ),
    "a share that was published": ("61.2345", ALL_WHO_READ),
    "words that were published": ("Too many wait in Northgate", ALL_WHO_READ),
    "a small count": ("4243", OFFICERS),
    "a small count with its separator": ("4,243", OFFICERS),
    "the part that would give it away": ("5,711", OFFICERS),
    "its percentage": ("6.8984", OFFICERS),
    "a small numerator": ("4327", OFFICERS),
    "the percentage of a small numerator": ("47.0173", OFFICERS),
    "a figure of a later month": ("63,113", OFFICERS),
    "a figure that was revised since": ("66.6543", OFFICERS),
    "a figure of a publication that was withdrawn, which stays readable": ("71.8765", ALL_WHO_READ),
    "words that are not published": ("Draft words of April", OFFICERS),
    "who brought the figures": ("Penelope Quill", OFFICERS),
    "the file that they brought": ("a-file-of-april.csv", OFFICERS),
    "what the file said": ("Said in a cell", OFFICERS),
    "who has access": ("Quentin Locke", {ADMINISTRATOR}),
    "a deed of the audit trail": ("Quentin Locke, member", {ADMINISTRATOR}),
}
CODES = [*(i.code for i in CATALOGUE.indicators), "A4243"]
PERIODS = ("2023-02", "2023-03", "2023-04")


def rows(month, total=61_507, average=61.2345):
    return (
        ("All children", month, "", "", total, ""),
        ("Part one", month, "", "", 4_243, "Said in a cell"),
        ("Part two", month, "", "", 5_711, ""),
        ("Part three", month, "", "", total - 4_243 - 5_711, ""),
        ("Average wait", month, "", "", average, ""),
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A publication that was withdrawn, one that stands, and drafts of everything since."""
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('readers') / 'waymark.db'}")
    share = ("Share of part one", "2023-03", "", "", "6.8984%", "")
    seen = ("Seen in time", "2023-03", 4_327, 9_203, "47.0173%", "")

    def take_in(name, *lines):
        load_workbook(opened, KEEPER, a_workbook(name, *lines), CATALOGUE, is_confirmed=True, keep_catalogue=True)

    take_in("a-file-of-may.csv", *rows("2023-02"), *rows("2023-03", average=71.8765), share, seen)
    set_rule(opened, OFFICER, "canaries", SmallNumbersRule(4_999, symbol="**"), "So that canaries are seen")
    words = Draft("Visits", Question.WORRIED_ABOUT, "", "Too many wait in Northgate.")
    write_commentary(opened, KEEPER, "canaries", "2023-03", [words])
    meeting = add_meeting(opened, KEEPER, "Scrutiny", "2023-07-18")
    publish(opened, KEEPER, "canaries", meeting, "2023-03", is_more_withheld=True)
    withdraw(opened, KEEPER, 1, "The wrong figures")
    take_in("a-file-of-july.csv", ("Average wait", "2023-03", "", "", 61.2345, ""))
    publish(opened, KEEPER, "canaries", meeting, "2023-03", is_more_withheld=True)
    take_in("a-file-of-april.csv", *rows("2023-04", total=63_113))
    take_in("a-file-of-august.csv", ("Average wait", "2023-03", "", "", 66.6543, ""))
    draft = Draft("Visits", Question.WORKING_WELL, "", "Draft words of April.")
    write_commentary(opened, KEEPER, "canaries", "2023-04", [draft])
    record_event(opened, KEEPER, TypedEvent("2023-03-05", "Ofsted visit", "scorecard:canaries"))
    add_people(opened)
    add_person_with_password(a_door(opened), COMMAND_LINE, "Quentin Locke", Role.MEMBER, PASSWORD)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def sites(store):
    made = {is_open: a_site(store, public_view=is_open) for is_open in (True, False)}
    for site in made.values():
        site._setup_server()
    return made


def filled(rule):
    """A rule of the url map with everything that there is filled in, and with some that there is not."""
    values = {
        "name": ["canaries", *(f"canaries?period={p}" for p in PERIODS), "canaries?words=part", "no-such"],
        "code": [quote(code, safe="") for code in CODES],
        "number": ["1", "2", "4", "99"],
        "meeting": ["1", "2"],
        "section": ["1", "2"],
        "ending": ["json", "csv", "xlsx", "pdf", "json?audience=officers", "csv?rag=red", "exe"],
        "filename": ["waymark.css", "scorecard.js", "../waymark.db"],
        "token": ["x" * 43],
        "path": ["nowhere", "waymark.db"],
        "file": [f"{stem}.{e}" for stem in ("canaries", *CODES) for e in ("json", "csv")]
        + [f"canaries.{e}{more}" for e in ("xlsx", "pdf") for more in ("", "?period=2023-04")]
        + ["canaries.json?audience=officers", "canaries.csv?period=2023-04"],
    }
    found = [rule.rule]
    for name in re.findall(r"<(?:\w+:)?(\w+)>", rule.rule):
        found = [re.sub(rf"<(?:\w+:)?{name}>", lambda _, v=v: v, one) for one in found for v in values[name]]
    return found


def every_question(site):
    """(how it is asked, the address, what is sent) for every address, and every chart that a browser could ask for."""
    for rule in site.server.url_map.iter_rules():
        if rule.rule.startswith("/_dash-component-suites") or rule.endpoint in ("sign-out", "metrics"):
            continue
        for path in filled(rule) if "GET" in rule.methods else []:
            yield "GET", path, None
    charts = [f"{where}{quote(code)}" for where in ("/indicator/", "/compare/") for code in CODES]
    charts += [f"/publications/{n}/indicator/{quote(code)}" for n in (1, 2, 3) for code in CODES]
    for path in [*charts, "/scorecard/canaries", "/uploads/1", None, ["/indicator/A"], {"pathname": "/indicator/A"}]:
        yield "POST", "/_dash-update-component", a_chart(path)
    yield from (("POST", "/_dash-update-component", body) for body in FORGED)


def a_chart(path, search="", **changes):
    where = [{"id": "chart-address", "property": "pathname", "value": path}]
    where.append({"id": "chart-address", "property": "search", "value": search})
    asked = {"output": "chart-place.children", "outputs": {"id": "chart-place", "property": "children"}}
    return asked | {"inputs": where, "changedPropIds": ["chart-address.pathname"], **changes}


FORGED = [
    a_chart("/indicator/A", "?audience=officers"),
    a_chart("/indicator/A", {"audience": "officers", "role": "administrator"}),
    a_chart("/indicator/A", state=[{"id": "asker", "property": "data", "value": {"role": "administrator"}}]),
    a_chart("/indicator/A", outputs={"id": "shell-main", "property": "children"}),
    a_chart("/indicator/A", output="uploads-table.children"),
    a_chart("/indicator/A", audience="officers", asker={"name": "An administrator"}, cookies={"waymark": "x"}),
]


def everything(site, role):
    """All that a reader is sent: (how, where): (status, the text)."""
    client, found = client_of(site, role), {}
    for number, (method, path, sent) in enumerate(every_question(site)):
        more = {"json": sent} if sent is not None else {}
        answer = client.open(path, method=method, headers=ORIGIN, **more)
        found[f"{method} {path} {number if sent else ''}"] = (answer.status_code, readable(answer))
        answer.close()
    return found


@pytest.fixture(scope="module")
def told(sites):
    return {reader: everything(sites[reader is not NOBODY], role) for reader, role in READERS.items()}


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_is_sent_exactly_what_they_may_see(told, reader):
    answers = told[reader]
    leaks = [
        (why, where)
        for why, (canary, may) in WHO_SEES.items()
        for where, (_, text) in answers.items()
        if reader not in may and stands_in(canary, text) and canary not in where
    ]
    missing = [
        why
        for why, (canary, may) in WHO_SEES.items()
        if reader in may and not any(stands_in(canary, text) for _, text in answers.values())
    ]
    assert (leaks, missing) == ([], [])
    assert len(answers) > 300
    assert [where for where, (status, _) in answers.items() if status >= 500] == []


def test_while_the_public_view_is_closed_nobody_in_particular_gets_the_sign_in_page_and_nothing_else(told, sites):
    adapter = sites[False].server.url_map.bind("")
    for where, (status, text) in told[NOBODY].items():
        method, path = where.split()[:2]
        endpoint = adapter.match(path.partition("?")[0], method)[0]
        is_sent_away = status == 303 and "Location: /sign-in?next=" in text
        is_told = status == 401 and SIGN_IN_FIRST in text
        is_for_anybody = ENDPOINTS[endpoint].role is None or path == "/assets/waymark.css"
        assert is_sent_away or is_told or is_for_anybody, (where, status)
        for word in ("All children", "canaries.", "Penelope", *NAMES.values()):
            assert word not in text or word in path, (where, word)


def test_a_member_and_the_open_web_are_sent_the_same_figures(told):
    files = [w for w, (status, _) in told[MEMBER].items() if w.startswith("GET /api/") and status == 200]
    assert len(files) > 10
    for where in files:
        assert without_id(told[MEMBER][where]) == without_id(told[ANYBODY][where]), where


def without_id(answer):
    status, text = answer
    return status, re.sub(r"X-Request-Id: \w+|[a-z]{12}", "", text)
