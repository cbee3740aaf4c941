"""The list of uploads, original files and undo, as a browser asks for them."""

import re

import pytest

from callbacks.uploads import safe_name
from tests.callbacks.test_upload import a_workbook, missing, send, token_in


@pytest.fixture
def client(own_client):
    """A client on published figures and one upload more, number 5."""
    take_in(own_client, a_workbook(missing("Jun-23", 62), missing("Jul-23", 40)), "July.xlsx")
    return own_client


def take_in(client, content, name):
    html = send(client, content, name).get_data(as_text=True)
    return client.post(f"/upload/{token_in(html)}/confirm", data={"name": "An advisor"})


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def undo(client, number, name="Another advisor", reason="The wrong month", **fields):
    return client.post(f"/uploads/{number}/undo", data={"name": name, "reason": reason, **fields})


def test_the_list_says_who_when_and_what_with_a_link_to_each(client):
    html = page(client, "/uploads")
    assert re.findall(r'href="/uploads/(\d+)"', html) == ["5", "4", "3", "2", "1"]
    for words in ("July.xlsx", "1 new, 1 changed", "An advisor", "published figures", "Missing children"):
        assert words in html
    assert '<a href="/uploads" aria-current="page">Uploads</a>' in html


def test_an_empty_store_has_an_empty_list(empty_client):
    assert "Nothing has been taken in yet." in page(empty_client, "/uploads")


def test_an_upload_has_its_figures_its_file_and_its_undo(client):
    html = page(client, "/uploads/5")
    assert re.search(r"<td[^>]*>61</td><td[^>]*>62</td><td[^>]*>Stands</td><td[^>]*>July.xlsx, Scorecard G2</td>", html)
    assert 'href="/uploads/5/file"' in html
    assert 'href="/uploads/5/undo"' in html


def test_the_original_file_comes_back_byte_for_byte_and_no_browser_opens_it(client):
    content = a_workbook(missing("Aug-23", 41))
    take_in(client, content, "August ’23.xlsx")
    answer = client.get("/uploads/6/file")
    assert answer.data == content
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert "filename*=UTF-8''August%20%E2%80%9923.xlsx" in disposition


@pytest.mark.parametrize(
    "name, safe",
    [
        ("March.xlsx", "March.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\March.xlsx", "March.xlsx"),
        ("a\r\nSet-Cookie: x.csv", "aSet-Cookie x.csv"),
        ('a"; filename="b.exe', "a; filename=b.exe"),
        ("a\x00b.csv", "ab.csv"),
        ("\u202efdp.csv", "fdp.csv"),
        ("", "workbook"),
        ("/", "workbook"),
        ("..", "workbook"),
    ],
)
def test_a_files_name_is_made_safe_for_a_browser(name, safe):
    assert safe_name(name) == safe


def test_an_upload_or_file_that_is_not_there_is_not_found(client):
    for path in ("/uploads/77", "/uploads/77/file", "/uploads/77/undo", "/uploads/x", "/uploads/-1"):
        assert client.get(path).status_code == 404, path
    assert client.post("/uploads/77/undo", data={"name": "x", "reason": "y"}).status_code == 404


def test_what_an_undo_would_change_is_shown_and_nothing_is_changed_by_looking(client):
    html = page(client, "/uploads/5/undo")
    assert "1 figure would go back to what stood before, 1 figure would be withdrawn." in html
    assert re.search(r"<td[^>]*>62</td><td[^>]*>61</td>", html)
    assert "Undone by" not in page(client, "/uploads")


def test_an_undo_puts_back_what_stood_and_is_listed_with_its_reason(client):
    done = undo(client, 5)
    assert (done.status_code, done.headers["Location"]) == (303, "/uploads/6")
    html = page(client, "/uploads")
    assert "Undo of upload 5" in html
    assert "The wrong month" in html
    assert 'Undone by <a href="/uploads/6">upload 6</a>' in html
    assert "July 2023" not in page(client, "/scorecard/missing-children-2023")
    history = page(client, "/indicator/M01")
    assert "Withdrawn" in history
    assert ": The wrong month" in history
    assert "The wrong month" in page(client, "/uploads/5")


def test_an_undo_can_be_undone_from_its_own_page(client):
    undo(client, 5)
    assert "Undo this undo" in page(client, "/uploads/6")
    assert undo(client, 6, reason="It was right").headers["Location"] == "/uploads/7"
    assert "<strong>July 2023</strong>" in page(client, "/scorecard/missing-children-2023")


def test_an_undo_without_name_or_reason_says_which_field_is_missing_and_keeps_the_other(client):
    answer = undo(client, 5, name=" ", reason="<b>why</b>")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert '<a href="#uploads-name">Give your name, in 1 to 120 letters.</a>' in html
    assert "Say why it is undone" not in html
    assert 'value="&lt;b&gt;why&lt;/b&gt;"' in html
    html = undo(client, 5, reason="").get_data(as_text=True)
    assert '<a href="#uploads-reason">Say why it is undone, in 1 to 500 letters.</a>' in html
    assert '<p id="uploads-reason-error" class="error">Say why it is undone' in html
    assert undo(client, 5, reason="a" * 501).status_code == 422
    assert undo(client, 5, name="a" * 121).status_code == 422


def test_an_upload_is_undone_only_once(client):
    undo(client, 5)
    again = undo(client, 5)
    assert again.status_code == 403
    assert "Upload 5 is undone already, by upload 6." in again.get_data(as_text=True)


def test_an_undo_is_told_of_what_others_did_since_it_was_shown(client):
    seen = re.search(r'name="seen" value="(\d+)"', page(client, "/uploads/5/undo"))[1]
    take_in(client, a_workbook(missing("Jun-23", 63)), "Later.xlsx")
    told = undo(client, 5, seen=seen)
    html = told.get_data(as_text=True)
    assert told.status_code == 409
    assert "Since you looked, An advisor took in Later.xlsx, which changed 1 of the same figures." in html
    assert "1 by An advisor’s Later.xlsx (upload 6)" in html
    assert undo(client, 5, seen="6").status_code == 303


def test_a_published_upload_can_be_undone_and_loaded_again(client):
    assert undo(client, 4).status_code == 303
    assert client.get("/scorecard/quarterly-report-2022-23").status_code == 404
    assert undo(client, 6).status_code == 303
    assert client.get("/scorecard/quarterly-report-2022-23").status_code == 200


def test_another_site_can_undo_nothing(client):
    answer = client.post(
        "/uploads/5/undo", data={"name": "x", "reason": "y"}, headers={"Origin": "http://elsewhere.example"}
    )
    assert answer.status_code == 403
    assert "Undone by" not in page(client, "/uploads")


@pytest.mark.parametrize("number", ["0", "2", "x", "9" * 40])
def test_a_page_number_that_is_none_leads_to_a_page_that_is(number, client):
    assert "July.xlsx" in page(client, f"/uploads?page={number}")
    assert "July.xlsx" in page(client, f"/uploads/5?page={number}")


def test_an_undo_that_changes_no_colour_says_so_in_words(client):
    html = page(client, "/uploads/1/undo")
    assert "No colour and no direction would change." in html
    assert "0 colours" not in html
