"""A member, and the open web, read what was published and nothing else: no byte of a draft is sent to them."""

import html
import re

import pytest

from kpis.model.commentary import Question
from kpis.model.people import Role
from kpis.operations.commentary import Draft, write_commentary
from kpis.operations.publishing import publish
from kpis.operations.revisions import TypedReason, say_why_revised
from kpis.operations.withdrawing import withdraw
from kpis.store.engine import open_store
from tests.access import ORIGIN, a_site, add_people, client_of
from tests.callbacks.sent import readable
from tests.operations.builders import CONTACTS, GOOD, OFFICER, TIMELINESS, a_workbook, load
from tests.operations.meeting_builders import a_meeting

PUBLISHED_VALUES = ("64.1%", "609")
DRAFTS = {
    "a figure that was revised": "93.7",
    "a figure of a later month": "71.3",
    "a count that was revised": "60,917",
    "words that were written since": "Canary commentary",
    "why a figure was revised": "Canary reason",
    "who wrote them": "Penelope Quill",
}
WRITER = type(OFFICER)("Penelope Quill")
FILLED = {
    "name": ["tests", "tests?period=2023-03", "tests?period=2023-04", "tests?rag=green"],
    "code": ["T1", "T2", "T3"],
    "number": ["1", "2"],
    "meeting": ["1"],
    "section": ["1"],
    "ending": ["json?audience=officers", "pdf", "xlsx", "csv", "json"],
    "filename": ["waymark.css"],
}
DRAFT = a_workbook(
    (TIMELINESS, "2023-03", "93.7%"), (TIMELINESS, "2023-04", "71.3%"), (CONTACTS, "2023-03", "60917"), name="draft.csv"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A publication, and after it a draft of everything."""
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('drafts') / 'waymark.db'}")
    meeting = a_meeting(opened, figures=GOOD)
    write_commentary(opened, OFFICER, "tests", None, [Draft("Visits", Question.WORRIED_ABOUT, "", "Too many wait.")])
    publish(opened, OFFICER, "tests", meeting)
    load(opened, DRAFT, asker=WRITER, is_confirmed=True)
    for period in ("2023-03", "2023-04"):
        draft = Draft("Visits", Question.WORKING_WELL, "", f"Canary commentary of {period}.")
        write_commentary(opened, WRITER, "tests", period, [draft])
    say_why_revised(opened, WRITER, [TypedReason("T1", "2023-03", "correction", "Canary reason")])
    add_people(opened)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def site(store):
    app = a_site(store, public_view=True)
    app._setup_server()
    return app


def addresses(app):
    for rule in app.server.url_map.iter_rules():
        named = re.findall(r"<(?:\w+:)?(\w+)>", rule.rule)
        if "GET" not in rule.methods or rule.rule.startswith("/_dash-component"):
            continue
        if named == ["file"]:
            stem = rule.rule.partition("<")[0]
            yield from (f"{stem}{one}.{e}" for one in ("tests", "T1", "T2") for e in ("csv", "json", "xlsx", "pdf"))
        elif named == ["number", "file"]:
            stem = rule.rule.replace("<int:number>", "1").partition("<")[0]
            yield from (f"{stem}{one}.{e}" for one in ("T1", "T2") for e in ("csv", "json"))
        else:
            found = [rule.rule]
            for name in named:
                found = [re.sub(rf"<(?:\w+:)?{name}>", v, one) for one in found for v in FILLED.get(name, ["x"])]
            yield from found


def chart(client, path):
    where = [{"id": "chart-address", "property": "pathname", "value": path}]
    where.append({"id": "chart-address", "property": "search", "value": ""})
    asked = {"output": "chart-place.children", "outputs": {"id": "chart-place", "property": "children"}}
    asked |= {"inputs": where, "changedPropIds": ["chart-address.pathname"]}
    return client.post("/_dash-update-component", json=asked, headers=ORIGIN)


def everything(site, role):
    """All that a role is sent, by where."""
    client = client_of(site, role)
    found = {}
    for path in dict.fromkeys(addresses(site)):
        if not path.startswith(("/sign-out", "/healthz", "/readyz")):
            answer = client.get(path)
            found[path] = readable(answer)
            answer.close()
    for path in ("/indicator/T1", "/compare/T1", "/publications/1/indicator/T1"):
        answer = chart(client, path)
        assert answer.status_code == 200
        found[f"chart of {path}"] = answer.get_data(as_text=True)
    return found


@pytest.mark.parametrize("role", [Role.MEMBER, None])
def test_no_byte_of_a_draft_is_sent_to_a_member_or_to_the_open_web(site, role):
    found = everything(site, role)
    leaks = [(why, where) for why, draft in DRAFTS.items() for where, text in found.items() if draft in text]
    assert leaks == []
    assert [v for v in PUBLISHED_VALUES if not any(v in text for text in found.values())] == []


def test_officers_are_sent_every_draft_so_that_the_search_can_fail(site):
    found = everything(site, Role.ADVISOR)
    assert [why for why, draft in DRAFTS.items() if not any(draft in text for text in found.values())] == []


@pytest.fixture(scope="module")
def member(site):
    return client_of(site, Role.MEMBER)


def page(client, path):
    answer = client.get(path)
    return answer.status_code, answer.get_data(as_text=True)


def test_a_member_opens_with_what_was_given_last_and_its_links_lead_into_it(member):
    status, html = page(member, "/")
    assert status == 200
    assert "What members were given" in html
    assert "for Scrutiny, 18 July 2023." in html
    assert 'href="/publications/1/indicator/T1"' in html
    assert 'href="/publications/1/scorecard?rag=red"' in html
    assert 'href="/indicator/' not in html
    assert 'href="/scorecard/' not in html


def test_a_member_gets_from_the_front_page_to_the_reason_for_a_red_in_one_press(member):
    _, html = page(member, "/")
    (red,) = re.findall(r'href="(/publications/1/indicator/[^"]+)"', html.partition("Still red")[2].partition("<h3")[0])
    status, html = page(member, red)
    assert status == 200
    assert "What officers say" in html
    assert "Too many wait." in html


def test_a_members_indicator_page_is_the_published_one(member):
    status, html = page(member, "/indicator/T1")
    assert status == 200
    assert 'href="/publications/1"' in html
    assert "Too many wait." in html


@pytest.mark.parametrize("period, status", [("", 200), ("?period=2023-03", 200), ("?period=2023-04", 404)])
def test_a_member_asks_for_a_period_that_was_published(member, period, status):
    assert page(member, f"/scorecard/tests{period}")[0] == status
    told, words = page(member, f"/api/v1/scorecards/tests.json{period}")
    assert told == status
    assert status == 200 or html.unescape(words).count("There is: March 2023.") == 1


def test_a_members_list_of_scorecards_has_the_periods_that_were_published(member, site):
    assert member.get("/api/v1/scorecards.json").json["scorecards"] == [
        {"scorecard": "tests", "title": "Tests", "periods": ["2023-03"]}
    ]
    advisor = client_of(site, Role.ADVISOR).get("/api/v1/scorecards.json").json
    assert advisor["scorecards"][0]["periods"] == ["2023-02", "2023-03", "2023-04"]


def test_an_officers_front_page_says_what_was_revised_since_members_saw_it(site):
    _, html = page(client_of(site, Role.ADVISOR), "/")
    assert "Newly means since members last saw this scorecard" in html
    assert "Revised since members last saw them" in html
    assert "Correction: Canary reason" in html
    assert html.index("64.1%</td>") < html.index("93.7%</td>")


def test_the_page_of_a_publication_tells_officers_what_is_another_now_and_members_nothing_of_it(site, member):
    assert "2 figures have been revised since this was published." in page(
        client_of(site, Role.ADVISOR), "/publications/1"
    )[1]  # fmt: skip
    assert (
        "No figure in this publication is different in what was published since." in page(member, "/publications/1")[1]
    )


def test_members_are_not_told_who_published_it_nor_its_digest(site, member):
    html = page(member, "/publications/1")[1]
    assert "Published by" not in html
    assert "An advisor" not in html
    assert "SHA-256" not in html
    assert "Published by" in page(client_of(site, Role.ADVISOR), "/publications/1")[1]


def test_before_anything_is_published_a_member_is_told_so(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'none.db'}")
    load(store, GOOD)
    add_people(store)
    member = client_of(a_site(store), Role.MEMBER)
    assert "Nothing has been published yet." in page(member, "/")[1]
    for path in ("/scorecard/tests", "/indicator/T1", "/api/v1/scorecards/tests.json", "/scorecard/no"):
        status, html = page(member, path)
        assert (status, "Nothing has been published yet." in html) == (404, True), path
    assert member.get("/api/v1/scorecards.json").json == {"scorecards": []}
    meeting = a_meeting(store, figures=None)
    publish(store, OFFICER, "tests", meeting)
    assert page(member, "/scorecard/tests")[0] == 200
    status, html = page(member, "/indicator/T9")
    assert (status, "Nothing has been published of an indicator called T9." in html) == (404, True)
    withdraw(store, OFFICER, 1, "Wrong")
    assert page(member, "/scorecard/tests")[0] == 404
    assert "withdrawn" in page(member, "/publications/1")[1]
    store.close()
