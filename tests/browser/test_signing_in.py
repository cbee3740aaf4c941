"""What a page says, in a real browser, when the site no longer answers for what it shows."""

import pytest
import waitress
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from app import load_published
from kpis.model.people import Role
from kpis.store.engine import open_store
from tests.access import NAMES, PASSWORD, a_site, add_people
from tests.browser.test_accessible import RULES
from tests.serving import serving

CHART = ".js-plotly-plot .main-svg"


@pytest.fixture(scope="module")
def closed(tmp_path_factory):
    """The address of a site where everybody signs in."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('closed') / 'waymark.db'}")
    load_published(store)
    add_people(store)
    with serving(waitress.create_server(a_site(store).server, host="127.0.0.1", port=0, threads=8)) as port:
        yield f"http://127.0.0.1:{port}"
    store.close()


def faults(page):
    return [(f["id"], f["nodes"][0]["html"][:200]) for f in Axe().run(page, options=RULES).response["violations"]]


def test_an_administrator_signs_in_and_out_and_a_second_window_is_told(closed, browser):
    context = browser.new_context(viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(f"{closed}/admin/people")
    assert faults(page) == []
    page.get_by_label("Name").fill(NAMES[Role.ADMINISTRATOR])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    found = faults(page)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for path in (
            "/admin",
            "/admin/people/add",
            "/admin/people/2",
            "/admin/public-view",
            "/admin/audit",
            "/account",
        ):
            page.goto(closed + path)
            found += faults(page)
    assert found == []
    second = context.new_page()
    refused = []
    second.on("console", lambda m: refused.append(m.text) if "Content Security Policy" in m.text else None)
    second.goto(f"{closed}/indicator/N12")
    expect(second.locator(CHART).first).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You have signed out")
    second.bring_to_front()
    second.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(second.get_by_role("heading", level=1)).to_have_text("Your sign-in has ended")
    expect(second.locator("table")).to_have_count(0)
    assert faults(second) == []
    assert refused == []
    context.close()


@pytest.mark.parametrize(
    "status, words",
    [
        (None, "Waymark does not answer"),
        (500, "could not be drawn"),
        (403, "no longer see"),
        (400, "could not be drawn"),
    ],
)
def test_a_chart_that_the_site_does_not_give_says_so(site, browser, status, words):
    page = browser.new_page()
    answer = (
        (lambda route: route.abort()) if status is None else (lambda route: route.fulfill(status=status, body="{}"))
    )
    page.route("**/_dash-update-component*", answer)
    page.goto(f"{site}/indicator/N12")
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.get_by_role("table").first).to_be_visible()
    page.close()
