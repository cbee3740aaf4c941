"""WCAG 2.2 AA by axe-core on every page, at a laptop's width and at a phone's."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_journeys import send_questions

PATHS = [
    "/",
    "/scorecard/indicators-of-success-2023",
    "/scorecard/quarterly-report-2022-23",
    "/scorecard/improvement-plan-2019?rag=red",
    "/indicator/N12",
    "/indicator/R1-1B",
    "/indicator/N02",
    "/compare/N49",
    "/comparators",
    "/comparators/council",
    "/upload",
    "/uploads",
    "/uploads/2",
    "/uploads/2/undo",
    "/events",
    "/meetings",
    "/meetings/2/prepare/indicators-of-success-2023",
    "/indicator/A12",
    "/admin/small-numbers",
    "/admin/targets",
    "/admin/targets/N12",
    "/admin/targets/1/withdraw",
    "/admin/populations",
    "/admin/settings",
    "/commentary/1/indicators-of-success-2023",
    "/methods",
    "/accessibility",
    "/nowhere",
]
WIDER_THAN_ITS_PLACE = """
    [document.documentElement, ...document.querySelectorAll('main .scroll')]
        .filter(one => one.scrollWidth > one.clientWidth)
        .map(one => one.innerText.slice(0, 80))
"""
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_fault(site, browser, path, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(site + path)
    if path in ("/indicator/N12", "/indicator/R1-1B", "/indicator/A12", "/compare/N49"):
        page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=20_000)
    found = Axe().run(page, options=RULES).response["violations"]
    faults = [(f["id"], f["nodes"][0]["html"][:200], len(f["nodes"])) for f in found]
    page.close()
    assert faults == []


def test_nothing_has_to_be_scrolled_sideways_at_four_hundred_per_cent(site, browser):
    """WCAG 1.4.10: 1280 pixels at 400% are 320. A table that scrolls in a box of its own counts too."""
    page = browser.new_page(viewport={"width": 320, "height": 700})
    wider = []
    for path in PATHS:
        page.goto(site + path)
        wider += [(path, words) for words in page.evaluate(WIDER_THAN_ITS_PLACE)]
    page.close()
    assert wider == []


@pytest.mark.parametrize("width", [1280, 390])
def test_what_would_change_and_its_questions_have_no_fault(site, browser, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    send_questions(site, page)
    faults = [f["id"] for f in Axe().run(page, options=RULES).response["violations"]]
    page.get_by_role("button", name="Take it in", exact=True).click()
    assert page.title().startswith("Error: ")
    faults += [f["id"] for f in Axe().run(page, options=RULES).response["violations"]]
    page.close()
    assert faults == []


def test_the_first_press_of_tab_offers_to_skip_to_the_content(site, page):
    page.goto(site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "shell-main"


def test_every_trend_and_chart_has_its_text(site, page):
    page.goto(f"{site}/scorecard/indicators-of-success-2023")
    texts = page.locator("svg.spark").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert len(texts) == 51
    assert all(text.startswith("From ") for text in texts)
