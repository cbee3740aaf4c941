"""A workbook sent as a browser sends it."""

import io
import re

import openpyxl
import pytest

from kpis.ingest.long_table import TEMPLATE_COLUMNS

HEADINGS = TEMPLATE_COLUMNS.split(", ")


def a_workbook(*rows):
    book = openpyxl.Workbook()
    book.active.title = "Scorecard"
    for row in (HEADINGS, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def missing(period, value, name="Missing Children (Overall)", ref="M01"):
    return ["Missing children", ref, name, period, None, None, value, "count", None, None]


def send(client, content, name="July.xlsx", by="An advisor"):
    return client.post("/upload", data={"name": by, "workbook": (io.BytesIO(content), name)})


def percentages(*values, period="2023-03"):
    """A workbook of indicators of the plan of 2023 that cannot pass 100%."""
    names = {
        "12": "Percentage of single assessments completed in 45 working days (June 2022 to date)",
        "21": "Percentage of single assessments completed within 45 working days (in month)",
    }
    rows = zip(names.items(), values, strict=False)
    return a_workbook(*([None, ref, name, period, None, None, value, None, None, None] for (ref, name), value in rows))


def token_in(html):
    return re.search(r'action="/upload/([^/]+)/confirm"', html)[1]


def test_a_workbook_is_shown_then_confirmed_and_the_scorecard_changes(own_client):
    shown = send(own_client, a_workbook(missing("Jul-23", 40), missing("Jun-23", 62)))
    html = shown.get_data(as_text=True)
    assert shown.status_code == 200
    assert "1 new, 1 changed, 0 unchanged." in html
    assert re.search(r"<td[^>]*>61</td><td[^>]*>62</td>", html), "old and new stand side by side"
    assert "July 2023" not in own_client.get("/scorecard/missing-children-2023").get_data(as_text=True)
    assert 'type="hidden" name="name" value="An advisor"' in html
    done = own_client.post(f"/upload/{token_in(html)}/confirm", data={"name": "An advisor"})
    assert "The workbook has been taken in" in done.get_data(as_text=True)
    after = own_client.get("/scorecard/missing-children-2023").get_data(as_text=True)
    assert "<strong>July 2023</strong>" in after
    history = own_client.get("/indicator/M01").get_data(as_text=True)
    assert "Figures that were revised" in history
    assert "An advisor" in history


def test_a_workbook_that_waits_can_be_looked_at_again(own_client):
    token = token_in(send(own_client, a_workbook(missing("Jul-23", 40))).get_data(as_text=True))
    assert "1 new, 0 changed, 0 unchanged." in own_client.get(f"/upload/{token}").get_data(as_text=True)
    assert own_client.get("/upload/some-other-token").status_code == 404


def test_a_workbook_that_is_dropped_changes_nothing(own_client):
    html = send(own_client, a_workbook(missing("Jul-23", 40))).get_data(as_text=True)
    token = token_in(html)
    assert own_client.post(f"/upload/{token}/drop").status_code == 303
    assert own_client.post(f"/upload/{token}/confirm").status_code == 404
    assert "July 2023" not in own_client.get("/scorecard/missing-children-2023").get_data(as_text=True)


def test_a_workbook_is_taken_in_only_once(own_client):
    token = token_in(send(own_client, a_workbook(missing("Jul-23", 40))).get_data(as_text=True))
    assert own_client.post(f"/upload/{token}/confirm").status_code == 200
    again = own_client.post(f"/upload/{token}/confirm")
    assert again.status_code == 404
    assert "no longer waiting" in again.get_data(as_text=True)


def test_all_problems_are_shown_at_once_with_their_cells(own_client):
    bad = a_workbook(missing("Arp-23", 40), missing("Jul-23", "forty"), missing("Jul-23", 3, "Zebras", "Z9"))
    answer = send(own_client, bad)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    for words in ("cell D2", "cell G3", "cell B4", "&#34;Arp-23&#34; is not a period", "is not a number", "Zebras"):
        assert words in html
    assert "Nothing has been kept" in html
    assert "/confirm" not in html


@pytest.mark.parametrize(
    "content, name, sentence",
    [
        (b"", "empty.xlsx", "is empty"),
        (b"\x89PNG\r\n\x1a\n", "picture.xlsx", "is a picture, and not a spreadsheet"),
        (b"hello", "note.docx", "is not a spreadsheet"),
        (a_workbook(), "headings.xlsx", "no rows of figures"),
    ],
)
def test_what_is_no_workbook_is_refused_in_one_sentence(own_client, content, name, sentence):
    answer = send(own_client, content, name)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


def test_without_a_file_the_form_says_what_is_missing(own_client):
    answer = own_client.post("/upload", data={"name": "An advisor"})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert '<p id="upload-file-error" class="error">Choose a workbook to upload.</p>' in html
    assert 'value="An advisor"' in html


def test_without_a_name_the_form_says_so(own_client):
    answer = send(own_client, a_workbook(missing("Jul-23", 40)), by=" ")
    assert answer.status_code == 422
    assert '<p id="upload-name-error" class="error">Say who is uploading' in answer.get_data(as_text=True)


def test_a_file_name_is_data_and_never_markup(own_client):
    html = send(own_client, a_workbook(missing("Jul-23", 40)), "<img src=x onerror=alert(1)>.xlsx").get_data(
        as_text=True
    )
    assert "<img src=x" not in html
    assert "&lt;img src=x" in html


def test_a_body_that_is_too_large_is_refused_before_it_is_read(own_client):
    answer = own_client.post("/upload", data=b"0" * 22_000_000, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
    assert "too large" in answer.get_data(as_text=True)


def test_the_same_figures_again_change_nothing(own_client):
    html = send(own_client, a_workbook(missing("Jun-23", 61))).get_data(as_text=True)
    assert "All of it is already here" in html


def test_the_template_has_the_headings_that_are_read(own_client):
    assert own_client.get("/template.csv").get_data(as_text=True) == ",".join(HEADINGS) + "\r\n"


def test_what_members_would_see_differently_is_counted_with_a_jump_to_each(own_client):
    html = send(own_client, percentages("95.0%", "95.0%")).get_data(as_text=True)
    assert "2 colours and 1 direction would change." in html
    jumps = re.findall(r'href="#(upload-verdict-[^"]+)"', html)
    assert len(jumps) == 2
    assert [html.count(f'id="{jump}"') for jump in jumps] == [1, 1]
    assert "March 2023: Red becomes Green" in html


def question_ids(html):
    return re.findall(r'name="yes"[^>]*value="([0-9a-f]{16})"', html)


def answer(client, token, **fields):
    return client.post(f"/upload/{token}/confirm", data={"name": "An advisor", **fields})


def test_a_question_without_an_answer_is_named_with_a_link_to_it_and_what_was_typed_is_kept(own_client):
    html = send(own_client, percentages("104.2%", "101.5%")).get_data(as_text=True)
    first, second = question_ids(html)
    answered = answer(own_client, token_in(html), yes=[first], **{f"because-{second}": "we <counted> twice"})
    again = answered.get_data(as_text=True)
    assert answered.status_code == 422
    assert "<title>Error: Check what would change" in again
    assert f'href="#upload-question-{second}"' in again
    assert f'href="#upload-question-{first}"' not in again
    assert 'value="we &lt;counted&gt; twice"' in again
    assert re.search(rf'value="{first}" checked', again)
    assert not re.search(rf'value="{second}" checked', again)


def test_an_answer_is_shown_with_its_figure_and_not_asked_again(own_client):
    html = send(own_client, percentages("104.2%", "101.5%")).get_data(as_text=True)
    done = answer(own_client, token_in(html), yes=["C_PERCENT_RANGE"], **{"because-C_PERCENT_RANGE": "two <moved>"})
    assert "The workbook has been taken in" in done.get_data(as_text=True)
    code = re.search(r"\b(N\w+), March 2023", html)[1]
    page = own_client.get(f"/indicator/{code}").get_data(as_text=True)
    assert "Questions that were answered" in page
    assert "It is right, because two &lt;moved&gt;." in page
    assert question_ids(send(own_client, percentages("104.2%", "101.5%")).get_data(as_text=True)) == []


def test_thirty_questions_of_one_check_have_one_answer_for_all(own_client):
    periods = [f"{year}-{month:02d}" for year in (2019, 2020, 2021) for month in range(1, 13)][:30]
    name = "Percentage of single assessments completed within 45 working days (in month)"
    rows = [[None, "21", name, period, None, None, "104.2%", None, None, None] for period in periods]
    html = send(own_client, a_workbook(*rows)).get_data(as_text=True)
    assert len(question_ids(html)) == 30
    assert html.count("Yes, all of these are right") == 1
    assert answer(own_client, token_in(html), yes="C_PERCENT_RANGE").status_code == 200


def test_somebody_who_took_in_the_same_figures_meanwhile_is_named(own_client):
    mine = send(own_client, a_workbook(missing("Jun-23", 62))).get_data(as_text=True)
    theirs = send(own_client, a_workbook(missing("Jun-23", 63)), "Theirs.xlsx", "Another advisor").get_data(
        as_text=True
    )
    seen = re.search(r'name="seen" value="(\d+)"', mine)[1]
    assert answer(own_client, token_in(theirs), name="Another advisor").status_code == 200
    told = answer(own_client, token_in(mine), seen=seen)
    html = told.get_data(as_text=True)
    assert told.status_code == 409
    assert "Since you looked, Another advisor took in Theirs.xlsx, which changed 1 of the same figures." in html
    assert re.search(r"<td[^>]*>63</td><td[^>]*>62</td>", html)
    now = re.search(r'name="seen" value="(\d+)"', html)[1]
    assert answer(own_client, token_in(mine), seen=now).status_code == 200


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 30, "²"])
def test_a_form_that_says_nonsense_of_what_was_seen_is_measured_by_what_was_first_shown(seen, own_client):
    token = token_in(send(own_client, a_workbook(missing("Jul-23", 40))).get_data(as_text=True))
    assert answer(own_client, token, seen=seen).status_code == 200
