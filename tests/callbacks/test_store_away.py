"""What is answered while the database does not answer: that the process is up, and nothing about the database."""

from html import unescape
from urllib.parse import urlsplit

import pytest

from callbacks.shell import UNREACHABLE
from kpis.store.engine import open_store
from tests.access import a_site, add_people, client_of

REASON = "unable to open database file"
ELSEWHERE = {"X-Forwarded-For": "192.0.2.7"}


@pytest.fixture
def client(tmp_path):
    """Of a site whose database went away after it was started."""
    path = tmp_path / "waymark.db"
    store = open_store(f"sqlite:///{path}")
    add_people(store)
    site = a_site(store)
    store.close()
    path.unlink()
    path.mkdir()
    yield client_of(site)
    store.close()


def test_the_process_is_still_up(client):
    answer = client.get("/healthz", headers=ELSEWHERE)
    assert (answer.status_code, answer.get_data(as_text=True)) == (200, "ok\n")
    assert client.get("/readyz").status_code == 503


def test_a_watchman_still_reads_the_numbers_and_sees_that_the_store_is_silent(client):
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert "waymark_store_answers 0.0" in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/", "/upload", "/scorecard/missing-children-2023"])
def test_a_reader_is_told_on_a_page_that_has_its_style_and_not_why(client, path):
    answer = client.get(path, headers=ELSEWHERE)
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 503
    assert UNREACHABLE in page
    assert REASON not in page
    style = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    with client.get(urlsplit(style).path, headers=ELSEWHERE) as sheet:
        assert sheet.status_code == 200
