"""What people do, in a real browser."""

import re

import openpyxl
from playwright.sync_api import expect

from tests.callbacks.test_upload import HEADINGS, missing


def test_a_member_gets_from_the_front_page_to_the_reason_for_a_red_in_one_press(site, page):
    page.goto(site)
    page.get_by_role("link", name="Percentage of referrals leading to").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("No Further Action")
    expect(page.get_by_text("Worse than last month. Still above target. Down is good.")).to_be_visible()
    expect(
        page.get_by_role("cell", name="indicators-of-success-2023.xlsx, Indicators of success!I").first
    ).to_be_visible()


def test_a_member_filters_from_the_keyboard_and_the_address_remembers(site, page):
    page.goto(f"{site}/scorecard/indicators-of-success-2023")
    page.get_by_label("Find an indicator").focus()
    page.keyboard.type("supervision")
    expect(page.get_by_role("status")).to_have_text("Showing 6 of 67 indicators. With the words: supervision")
    expect(page.locator(".scorecard tbody tr:visible")).to_have_count(6)
    page.get_by_label("Against target").select_option("Amber")
    expect(page.locator(".scorecard tbody tr:visible")).to_have_count(1)
    page.wait_for_url("**?period=2023-03&rag=amber&words=supervision")
    page.reload()
    expect(page.locator(".scorecard tbody tr:visible")).to_have_count(1)
    page.get_by_role("link", name="Show all").click()
    expect(page.locator(".scorecard tbody tr:visible")).to_have_count(67)


def test_the_filters_work_without_any_script(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/scorecard/indicators-of-success-2023")
    page.get_by_label("Against target").select_option("Red")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".scorecard tbody tr:visible")).to_have_count(24)
    context.close()


def test_a_member_chooses_an_earlier_month(site, page):
    page.goto(f"{site}/scorecard/improvement-plan-2019")
    page.get_by_label("Period").select_option("April 2019")
    expect(page.locator(".lead strong")).to_have_text("April 2019")
    row = page.get_by_role("row", name="% Initial Case Conference within 15 working days")
    expect(row).to_contain_text("The same as April 2018 (a new year is starting).")


def test_the_chart_is_drawn_and_offers_no_upload_to_a_cloud(site, page):
    page.goto(f"{site}/indicator/N12")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Target: 90.0%").first).to_be_visible()
    page.locator(".js-plotly-plot").hover()
    titles = page.locator(".modebar-btn").evaluate_all("all => all.map(one => one.dataset.title)")
    assert titles == ["Download plot as a PNG"]


def test_an_advisor_uploads_next_month_and_sees_the_scorecard_change(site, page, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append(missing("Jul-23", 44))
    book.save(tmp_path / "July 2023.xlsx")
    page.goto(f"{site}/upload")
    page.get_by_label("Your name").fill("An advisor")
    page.get_by_label("Workbook", exact=True).set_input_files(tmp_path / "July 2023.xlsx")
    page.get_by_role("button", name="Read the workbook").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check what would change")
    expect(page.get_by_text("1 new, 0 changed, 0 unchanged.")).to_be_visible()
    page.get_by_role("button", name="Take it in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The workbook has been taken in")
    page.get_by_role("link", name="See Missing children").click()
    expect(page.locator(".lead strong")).to_have_text("July 2023")
    row = page.get_by_role("row", name="Missing Children (Overall)")
    expect(row.locator("td.now")).to_have_text("44")


def send_questions(site, page):
    """Sends a workbook that corrects two figures and raises a question about each."""
    names = ("Percentage of single assessments completed within 45 working days (in month)", "21"), (
        "Percentage of single assessments completed in 45 working days (June 2022 to date)", "12"
    )  # fmt: skip
    rows = [f',{ref},"{name}",2023-03,,,104.2%,,,' for name, ref in names]
    content = "\n".join([",".join(HEADINGS), *rows, ""])
    page.goto(f"{site}/upload")
    page.get_by_label("Your name").fill("An advisor")
    file = {"name": "corrections.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.get_by_label("Workbook", exact=True).set_input_files(file)
    page.get_by_role("button", name="Read the workbook").click()


def test_an_advisor_answers_the_questions_without_any_script_then_undoes_it(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    send_questions(site, page)
    expect(page.get_by_text("2 colours and 1 direction would change.")).to_be_visible()
    page.get_by_label("because").first.fill("two families moved")
    page.get_by_role("button", name="Take it in", exact=True).click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.get_by_label("Yes, all of these are right").check()
    page.get_by_role("button", name="Take it in", exact=True).click()
    page.get_by_role("link", name="or undo it").click()
    expect(page.get_by_role("cell", name="It is right, because two families moved.")).to_be_visible()
    page.get_by_role("link", name="Undo this upload").click()
    page.get_by_label("Your name").fill("An advisor")
    page.get_by_label("Why it is undone").fill("The wrong month")
    page.get_by_role("button", name="Undo upload").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Undo of upload")
    page.get_by_role("link", name="Uploads", exact=True).first.click()
    expect(page.get_by_text("Undone by")).to_be_visible()
    context.close()


def test_the_last_row_of_67_is_in_the_first_response_and_the_page_is_small(site, page):
    sent = []
    page.on("response", lambda answer: sent.append(int(answer.headers.get("content-length", 0))))
    page.goto(f"{site}/scorecard/indicators-of-success-2023")
    page.wait_for_load_state("networkidle")
    expect(
        page.get_by_role("link", name="Vacancy rate for Social Workers (month end snapshot)", exact=True)
    ).to_be_attached()
    assert sum(sent) < 320_000


def test_nothing_is_lost_at_four_hundred_per_cent(site, browser):
    """WCAG 1.4.10: 1280 pixels at 400% are 320."""
    page = browser.new_page(viewport={"width": 320, "height": 700})
    page.goto(f"{site}/scorecard/indicators-of-success-2023")
    row = page.locator(".scorecard tbody tr").nth(9)
    for words in ("Percentage of re-referrals", "19.3%", "23.0%", "Green", "Down, better", "21.2%"):
        expect(row).to_contain_text(words)
    page.close()


def test_a_scorecard_prints_its_rows_without_the_filters(site, page, tmp_path):
    page.goto(f"{site}/scorecard/indicators-of-success-2023?rag=red")
    page.emulate_media(media="print")
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.locator(".scorecard tbody tr:visible")).to_have_count(24)
    assert len(page.pdf()) > 20_000


def test_a_member_takes_away_what_is_on_the_page_as_it_is_filtered(site, page):
    page.goto(f"{site}/scorecard/indicators-of-success-2023")
    page.get_by_label("Find an indicator").fill("supervision")
    link = page.get_by_role("link", name="JSON")
    expect(link).to_have_attribute("href", re.compile(r"\.json\?period=2023-03&words=supervision$"))
    answer = page.request.get(link.get_attribute("href"))
    assert sum(len(section["rows"]) for section in answer.json()["sections"]) == 6
    with page.expect_download() as taken:
        page.get_by_role("link", name="PDF").click()
    assert taken.value.suggested_filename == "indicators-of-success-2023-2023-03.pdf"
    expect(page.get_by_role("button", name="Print")).to_be_visible()


def test_a_member_sees_where_the_council_stands_among_all_others(site, page):
    page.goto(f"{site}/indicator/N49")
    page.get_by_role("link", name="See all authorities in order").click()
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=20_000)
    expect(page.get_by_text("Not counted the same: the department counts care leavers aged 19 to 21")).to_be_visible()
    page.get_by_label("Year").select_option("2022/23")
    page.get_by_label("Statistical neighbours").select_option("2021")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("year=2022%2F23&model=2021"))
    expect(page.get_by_text("It depends on the model").first).to_be_visible()
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=20_000)
    expect(page.locator(".js-plotly-plot .annotation")).to_have_count(3)


def test_paper_has_no_menus_no_names_and_no_links_that_only_a_press_could_follow(site, page):
    page.goto(f"{site}/scorecard/indicators-of-success-2023?rag=red")
    page.emulate_media(media="print")
    expect(page.get_by_text("What you could ask").first).to_be_hidden()
    for path in ("/scorecard/indicators-of-success-2023", "/methods"):
        page.goto(site + path)
        expect(page.locator("nav:visible, .person:visible")).to_have_count(0)
