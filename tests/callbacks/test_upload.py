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
        (b"\x89PNG\r\n\x1a\n", "picture.xlsx", "is not a spreadsheet"),
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
    assert "Choose a workbook to upload." in html
    assert 'value="An advisor"' in html


def test_without_a_name_the_form_says_so(own_client):
    answer = send(own_client, a_workbook(missing("Jul-23", 40)), by=" ")
    assert answer.status_code == 422
    assert "Say who is uploading" in answer.get_data(as_text=True)


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
