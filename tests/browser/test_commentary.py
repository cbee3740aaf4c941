"""What an advisor types is not lost with the connection."""

import re

from playwright.sync_api import Error, expect

PATH = "/commentary/1/indicators-of-success-2023"
BACK = "What you typed before is back in its boxes."


def test_words_come_back_after_a_lost_connection_and_go_once_they_are_kept(site, browser):
    context = browser.new_context()
    page = context.new_page()
    page.goto(site + PATH)
    page.get_by_label("What are we worried about?").fill("Visits stand at {{N12}}.\n<b>Late</b>")
    page.get_by_text("The others (").click()
    page.get_by_label(re.compile("^10 ")).fill("In a folded box")
    page.get_by_label("Your name").fill("An advisor")
    context.set_offline(True)
    try:
        page.get_by_role("button", name="Keep these words").click()
        page.wait_for_url("chrome-error://**")
    except Error:
        assert not page.get_by_text("Kept:").count()
    context.set_offline(False)
    page.goto(site + PATH)
    expect(page.get_by_role("status")).to_contain_text(BACK)
    expect(page.get_by_label("What are we worried about?")).to_have_value("Visits stand at {{N12}}.\n<b>Late</b>")
    expect(page.get_by_label(re.compile("^10 "))).to_be_visible()
    expect(page.get_by_label(re.compile("^10 "))).to_have_value("In a folded box")
    page.get_by_role("button", name="Keep these words").click()
    expect(page.get_by_role("status")).to_contain_text("Kept: 2 changed.")
    expect(page.get_by_text("Visits stand at 64.1%. <b>Late</b>")).to_be_visible()
    page.goto(site + PATH)
    expect(page.get_by_text(BACK)).to_have_count(0)
    expect(page.get_by_label(re.compile("^10 "))).to_have_value("In a folded box")
    context.close()
