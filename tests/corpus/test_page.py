"""The corpus through the upload page, as a browser sends it."""

import io
from datetime import UTC, datetime

import pytest

from app import create_app
from kpis.model.problems import Outcome
from kpis.store.catalogue import save_catalogue
from kpis.store.engine import open_store
from tests.corpus import manifest

ROWS = [row for row in manifest.rows() if row.name]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('corpus') / 'waymark.db'}")
    with store.writing() as connection:
        save_catalogue(connection, manifest.catalogue(), "The tests", datetime.now(UTC))
    yield create_app(store).server.test_client()
    store.close()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.file)
def test_the_page_tells_the_code_and_what_can_be_done(page, row):
    answer = page.post("/upload", data={"name": "An advisor", "workbook": (io.BytesIO(row.content), row.name)})
    html = answer.get_data(as_text=True)
    is_refused = row.outcome is Outcome.REJECT
    assert answer.status_code == (422 if is_refused else 200)
    assert [code for code in row.codes if code not in html] == []
    assert ("/confirm" in html) is not is_refused


def test_a_file_without_a_name_is_not_taken(page):
    answer = page.post("/upload", data={"name": "An advisor", "workbook": (io.BytesIO(b"Ref,Value"), "")})
    assert answer.status_code in (400, 422)
    assert "/confirm" not in answer.get_data(as_text=True)
