"""A scorecard's files as the web gives them: the same as the command line's, with the page's period and filters."""

import re

import pytest

from callbacks import scorecard
from callbacks.turns import Turns
from kpis.model.people import Asker
from kpis.operations.export import FileKind, export_scorecard

NAME = "indicators-of-success-2023"
ADDRESS = f"/api/v1/scorecards/{NAME}"
OFFICER = Asker("a test")


@pytest.mark.parametrize("kind", FileKind)
def test_the_web_gives_the_very_bytes_of_the_command_line(client, published, kind):
    answer = client.get(f"{ADDRESS}.{kind}?period=2023-02")
    made = export_scorecard(published, OFFICER, NAME, kind, "2023-02")
    assert answer.status_code == 200
    assert answer.data == made.content
    assert answer.headers["Content-Type"].startswith(made.media_type)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv"])
def test_a_file_is_kept_under_the_scorecards_name_and_period(client, ending):
    answer = client.get(f"{ADDRESS}.{ending}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{NAME}-2023-03.{ending}"'


def test_the_links_on_the_page_keep_its_period_and_filters(client):
    html = client.get(f"/scorecard/{NAME}?period=2023-02&rag=red&words=supervision").get_data(as_text=True)
    links = re.findall(r'href="(/api/v1/scorecards/[^"]+)"', html)
    assert [link.partition("?")[0].rpartition(".")[2] for link in links] == ["pdf", "xlsx", "csv", "json"]
    assert {link.partition("?")[2] for link in links} == {"period=2023-02&amp;rag=red&amp;words=supervision"}


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_file_holds_the_rows_that_the_page_shows(client, ending):
    whole, part = (client.get(f"{ADDRESS}.{ending}{query}").data for query in ("", "?rag=red&words=supervision"))
    assert b"N61" in part
    assert b"N01" in whole
    assert b"N01" not in part


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_a_period_without_figures_is_no_file_but_a_sentence(client, ending):
    answer = client.get(f"{ADDRESS}.{ending}?period=2031-01")
    assert answer.status_code == 404
    assert "There are no figures for January 2031." in answer.get_data(as_text=True)


def test_when_too_many_ask_at_once_the_next_is_told(own_client, monkeypatch):
    full, taken = Turns(at_once=1, waiting=0), Turns.taken
    monkeypatch.setattr(Turns, "taken", lambda _turns: taken(full))
    with taken(full):
        answer = own_client.get(f"{ADDRESS}.pdf")
    assert answer.status_code == 429
    assert "Others are having files made at this moment." in answer.get_data(as_text=True)
    assert own_client.get(f"{ADDRESS}.csv").status_code == 200


def test_a_file_is_made_once_for_an_edition_of_the_figures(own_client, monkeypatch):
    made = []
    real = scorecard.export_scorecard
    monkeypatch.setattr(scorecard, "export_scorecard", lambda *args: made.append(args) or real(*args))
    for _ in range(3):
        assert own_client.get(f"{ADDRESS}.xlsx").status_code == 200
    assert len(made) == 1
