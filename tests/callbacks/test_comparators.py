"""The page where officers take in files about other areas."""

import io
import re

import pytest

from tests.ingest.areas import a_long_file, looked_after, packed

GOOD = a_long_file(looked_after(2025, "Plymouth", 101), looked_after(2025, "England", 67))


@pytest.fixture
def visitor(own_client):
    return own_client


def send(visitor, content, name="lait.csv", who="An advisor", **more):
    form = {"name": who, **more} | ({"workbook": (io.BytesIO(content), name)} if content is not None else {})
    return visitor.post("/comparators", data=form, content_type="multipart/form-data")


def text(answer):
    return answer.get_data(as_text=True)


def test_a_file_is_shown_confirmed_and_listed_with_its_publication(visitor):
    assert "Nothing has been loaded yet." in text(visitor.get("/comparators"))
    shown = text(send(visitor, packed(GOOD), "lait.csv.gz", publication="LAIT, April 2026"))
    assert "2 new, 0 changed, 0 unchanged." in shown
    token = re.search(r"/comparators/([\w-]+)/confirm", shown)[1]
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown))
    done = text(visitor.post(f"/comparators/{token}/confirm", data=form))
    assert "The file has been taken in" in done
    listed = text(visitor.get("/comparators"))
    assert all(words in listed for words in ("lait.csv.gz", "LAIT, April 2026", "2 figures", "An advisor"))
    assert "101.0" in text(visitor.get("/compare/N20"))


def test_a_file_that_is_dropped_leaves_nothing(visitor):
    token = re.search(r"/comparators/([\w-]+)/drop", text(send(visitor, GOOD)))[1]
    assert visitor.post(f"/comparators/{token}/drop").status_code == 303
    assert visitor.post(f"/comparators/{token}/confirm", data={"name": "An advisor"}).status_code == 404
    assert "Nothing has been loaded yet." in text(visitor.get("/comparators"))


def test_a_refused_file_says_where_what_and_what_to_do(visitor):
    answer = send(visitor, a_long_file(looked_after(2025, "Plymouth", "many")))
    assert answer.status_code == 422
    html = text(answer)
    assert all(w in html for w in ("This file cannot be taken in", "Row 2", "is not a number.", "Write the number"))
    assert "/confirm" not in html


@pytest.mark.parametrize(
    "content, who, field, sentence",
    [(None, "An advisor", "file", "Choose a file to upload."), (GOOD, "  ", "name", "Say who is uploading")],
)
def test_a_form_that_lacks_something_comes_back_with_what_is_missing(visitor, content, who, field, sentence):
    answer = send(visitor, content, who=who)
    assert answer.status_code == 422
    assert f'<p id="comparators-{field}-error" class="error">{sentence}' in text(answer)


def test_the_page_for_workbooks_says_where_such_a_file_goes(visitor):
    form = {"name": "An advisor", "workbook": (io.BytesIO(GOOD), "lait.csv")}
    html = text(visitor.post("/upload", data=form, content_type="multipart/form-data"))
    assert '<p id="upload-file-error" class="error">' in html
    assert "These are figures of other areas." in html
    assert 'href="/comparators"' in html
