"""A committee's meeting from its first publication to then and now, in a real browser."""

import re

import pytest
import waitress
from playwright.sync_api import expect

from kpis.model.people import Role
from kpis.operations.meetings import add_meeting
from kpis.operations.publishing import publish
from kpis.store.engine import open_store
from tests.access import NAMES, PASSWORD, a_site, add_people
from tests.browser.test_accessible import RULES, Axe
from tests.operations.builders import CONTACTS, GOOD, OFFICER, TIMELINESS, load
from tests.serving import serving


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A site where people sign in, with a small scorecard: its address, and its store."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('meeting') / 'waymark.db'}")
    load(store, GOOD)
    add_people(store)
    with serving(waitress.create_server(a_site(store).server, host="127.0.0.1", port=0, threads=8)) as port:
        yield f"http://127.0.0.1:{port}", store
    store.close()


def sign_in(page, site, role):
    page.goto(f"{site}/sign-in")
    page.get_by_label("Name").fill(NAMES[role])
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What needs attention")


def prepare(page, site, meeting):
    page.goto(f"{site}/meetings")
    section = page.locator("section").filter(has_text=meeting)
    section.get_by_text("Prepare a scorecard for this meeting").click()
    section.get_by_role("link", name="Tests", exact=True).last.click()


def freeze(page, number):
    page.get_by_role("button", name="Freeze and publish").click()
    page.wait_for_url(f"**/publications/{number}")


def add(page, site, day, words):
    page.goto(f"{site}/meetings")
    page.get_by_label("Committee").fill("Scrutiny")
    page.get_by_label("Day").fill(day)
    page.get_by_role("button", name="Add the meeting").click()
    expect(page.get_by_role("heading", name=f"Scrutiny, {words}")).to_be_visible()


def upload_revision(page, site):
    lines = "Section,Ref,Indicator,Period,Numerator,Denominator,Value,Unit,Target,Commentary"
    rows = f"{lines}\nVisits,,{TIMELINESS},2023-03,,,70.0%,,,\nVisits,,{CONTACTS},2023-03,,,611,,,\n"
    page.goto(f"{site}/upload")
    file = {"name": "revised.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    page.get_by_label("Workbook", exact=True).set_input_files(file)
    page.get_by_role("button", name="Read the workbook").click()
    page.get_by_role("button", name="Take it in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The workbook has been taken in")


def say_why_it_is_red(page, words):
    page.get_by_role("link", name="Visits", exact=True).click()
    page.get_by_label(TIMELINESS).fill(words)
    page.get_by_role("button", name="Keep these words").click()
    expect(page.get_by_text("Kept: 1 changed.")).to_be_visible()


def test_publish_revise_withdraw_republish_then_and_now(served, page, browser):
    site, _ = served
    sign_in(page, site, Role.ADVISOR)
    add(page, site, "2023-04-18", "18 April 2023")
    prepare(page, site, "18 April 2023")
    expect(page.get_by_text("Red, without a word of why (1).")).to_be_visible()
    freeze(page, 1)
    upload_revision(page, site)
    page.goto(f"{site}/publications/1")
    expect(page.get_by_text("2 figures have been revised since this was published.")).to_be_visible()

    add(page, site, "2023-07-18", "18 July 2023")
    prepare(page, site, "18 July 2023")
    say_why_it_is_red(page, "Three visitors left in the winter.")
    prepare(page, site, "18 July 2023")
    page.get_by_label(f"Why {TIMELINESS} was revised", exact=True).select_option("Late record")
    page.get_by_label(f"In words why {TIMELINESS} was revised").fill("Eleven visits were written up late")
    page.get_by_role("button", name="Keep these reasons").click()
    freeze(page, 2)
    page.get_by_text("Withdraw this publication").click()
    page.get_by_label("Why it is withdrawn").fill("Contacts had no reason")
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text(re.compile("This was withdrawn on .*: Contacts had no reason"))).to_be_visible()

    prepare(page, site, "18 July 2023")
    page.get_by_label(f"Why {CONTACTS} was revised", exact=True).select_option("Correction")
    page.get_by_role("button", name="Keep these reasons").click()
    freeze(page, 3)
    row = page.get_by_role("row").filter(has_text="Eleven visits").first
    expect(row.get_by_role("cell")).to_have_text(
        ["March 2023", "64.1%", "70.0%", "Late record: Eleven visits were written up late"]
    )

    members = browser.new_page()
    sign_in(members, site, Role.MEMBER)
    expect(members.get_by_text("What members were given: Tests")).to_have_attribute("href", "/publications/3")
    expect(members.get_by_text("Late record: Eleven visits were written up late")).to_be_visible()
    red = members.get_by_role("row").filter(has_text="Red")
    red.get_by_role("link", name=TIMELINESS).click()
    members.wait_for_url("**/publications/3/indicator/T1")
    expect(members.locator("main")).to_contain_text("70.0%")
    expect(members.get_by_text("Three visitors left in the winter.")).to_be_visible()
    expect(members.get_by_role("heading", name="What you could ask")).to_be_visible()
    expect(members.get_by_role("link", name="Upload")).to_have_count(0)
    members.close()


@pytest.fixture(scope="module")
def prepared(served):
    """A publication, figures that were revised since, and a later meeting to prepare: their addresses."""
    site, store = served
    done = publish(store, OFFICER, "tests", add_meeting(store, OFFICER, "Planning", "2023-05-01"))
    next_one = add_meeting(store, OFFICER, "Planning", "2023-06-01")
    load(store, GOOD)
    return site, f"/meetings/{next_one}/prepare/tests", f"/publications/{done.number}"


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_meetings_have_no_fault(prepared, browser, width):
    site, preparing, publication = prepared
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    sign_in(page, site, Role.ADVISOR)
    faults = []
    for path in ("/", "/meetings", preparing, publication, f"{publication}/scorecard", f"{publication}/indicator/T1"):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        found = Axe().run(page, options=RULES).response["violations"]
        faults += [(path, f["id"], f["nodes"][0]["html"][:200]) for f in found]
    context.close()
    assert faults == []
