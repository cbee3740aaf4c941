"""Events, as a browser records, sees and withdraws them."""

import re
import shutil

import pytest
from markupsafe import escape

from app import create_app, load_published
from kpis.store.engine import open_store

VISIT = {
    "day": "2018-11-12",
    "title": "Ofsted visit",
    "subject": "scorecard:improvement-plan-2019",
    "name": "An advisor",
}
AFRESH = {"rebaseline": "yes"}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The file of a store with the published figures; each test takes a copy of its own."""
    path = tmp_path_factory.mktemp("events") / "loaded.db"
    store = open_store(f"sqlite:///{path}")
    load_published(store)
    store.close()
    return path


@pytest.fixture
def client(loaded, tmp_path):
    shutil.copy(loaded, tmp_path / "own.db")
    store = open_store(f"sqlite:///{tmp_path / 'own.db'}")
    yield create_app(store).server.test_client()
    store.close()


def record(client, **changes):
    return client.post("/events", data={**VISIT, **changes})


def text(answer):
    return answer.get_data(as_text=True)


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return text(answer)


def test_an_event_is_recorded_listed_and_told_on_the_pages_it_is_about(client):
    assert "No event has been recorded yet." in page(client, "/events")
    done = record(client)
    assert (done.status_code, done.headers["Location"]) == (303, "/events")
    html = page(client, "/events")
    for words in ("Ofsted visit", "12 November 2018", "Every indicator of Improvement plan 2019", "An advisor"):
        assert words in html
    assert "Ofsted visit" in page(client, "/indicator/A01")
    assert "Noted on the chart; nothing is judged differently" in page(client, "/indicator/A01")
    assert "No event has been recorded for this indicator." in page(client, "/indicator/N21")


def test_a_re_baseline_judges_figures_afresh_and_its_withdrawal_puts_that_right(client):
    path = "/scorecard/improvement-plan-2019"
    before = page(client, path)
    record(client, **AFRESH)
    assert "Too few months from November 2018 on to tell if it is real" in page(client, path)
    assert "The usual range is worked out afresh from November 2018 on" in page(client, "/indicator/A01")
    gone = client.post("/events/1/withdraw", data={"name": "Another advisor", "reason": "It changed nothing"})
    assert (gone.status_code, gone.headers["Location"]) == (303, "/events")
    assert page(client, path) == before
    html = page(client, "/events")
    for words in ("These no longer count", "Another advisor", "It changed nothing", "Ofsted visit"):
        assert words in html


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2017-01-01", "Before the first figure, so it changes nothing here"),
        ("2030-01-01", "After the newest figure: it will count when there are figures from then on"),
        ("2018-04-01", "At the first figure, so nothing is judged differently"),
    ],
)
def test_an_event_outside_the_series_says_so(client, day, words):
    record(client, day=day, **AFRESH)
    assert words in page(client, "/indicator/A01")


def test_an_event_about_an_indicator_without_figures_says_so(client):
    record(client, subject="indicator:N02")
    assert "There is no figure" in page(client, "/indicator/N02")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("day", "", "Give the day of the event, such as 5 November 2018."),
        ("day", "31/02/2018", '"31/02/2018" is not a day. Give the day of the event'),
        ("day", "12/11/2018", '"12/11/2018" may be 12 November 2018 or 11 December 2018. Write its month in words.'),
        ("day", "1018-11-05", '"1018-11-05" is not in the years 1990 to 2100.'),
        ("title", " ", "Say what happened, in 1 to 120 letters."),
        ("title", "a" * 121, "Say what happened"),
        ("subject", "", "Choose which indicators it is about."),
        ("subject", "indicator:NOPE", "Choose which indicators it is about."),
        ("name", "", "Give your name, in 1 to 120 letters."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(client, field, value, sentence):
    answer = record(client, **{field: value})
    html = text(answer)
    assert answer.status_code == 422
    told = re.escape(str(escape(sentence)))
    assert re.search(rf'<p id="events-{field}-error" class="error">{told}', html)
    assert re.search(rf'<a href="#events-{field}">{told}', html)
    assert "<title>Error: Events" in html
    assert "No event has been recorded yet." in page(client, "/events")


def test_everything_that_is_wrong_is_said_at_once_and_what_was_typed_is_kept(client):
    html = text(client.post("/events", data={"title": "<b>Visit</b>", "subject": VISIT["subject"], **AFRESH}))
    assert re.findall(r'<a href="#(events-\w+)"', html) == ["events-day", "events-name"]
    assert 'value="&lt;b&gt;Visit&lt;/b&gt;"' in html
    assert re.search(r'<option value="scorecard:improvement-plan-2019" selected>', html)
    assert re.search(r'<input type="checkbox"[^>]* checked', html)


@pytest.mark.parametrize("day", ["12 November 2018", "12 Nov 2018", "Monday, 12th November 2018", " 2018-11-12 "])
def test_a_day_may_be_written_in_several_ways(client, day):
    assert record(client, day=day).status_code == 303
    assert "12 November 2018" in page(client, "/events")


def test_the_same_event_is_not_recorded_twice(client):
    record(client)
    answer = record(client, title="ofsted visit")
    assert answer.status_code == 422
    assert "ofsted visit on 12 November 2018 is recorded already, by An advisor." in text(answer)


def test_a_withdrawal_needs_a_name_and_a_reason_and_happens_once(client):
    record(client)
    answer = client.post("/events/1/withdraw", data={"reason": " "})
    assert answer.status_code == 422
    assert re.findall(r'<a href="#(events-\w+)"', text(answer)) == ["events-name", "events-reason"]
    assert "Withdrawn by" not in page(client, "/events")
    said = {"name": "Another advisor", "reason": "The wrong day"}
    assert client.post("/events/1/withdraw", data=said).status_code == 303
    assert client.post("/events/1/withdraw", data=said).status_code == 403
    assert "Another advisor withdrew it on" in page(client, "/events/1/withdraw")


def test_an_event_that_is_not_there_is_not_found(client):
    for path in ("/events/77/withdraw", "/events/x/withdraw", "/events/77"):
        assert client.get(path).status_code == 404, path
    assert client.post("/events/77/withdraw", data={"name": "x", "reason": "y"}).status_code == 404


def test_another_site_can_record_nothing(client):
    answer = client.post("/events", data=VISIT, headers={"Origin": "http://elsewhere.example"})
    assert answer.status_code == 403
    assert "No event has been recorded yet." in page(client, "/events")


def test_an_indicators_page_leads_to_the_form_filled_in_for_it(client):
    link = re.search(r'href="(/events\?subject=[^"]+)"', page(client, "/indicator/A01"))[1]
    assert re.search(r'<option value="indicator:A01" selected>', page(client, link))


def test_an_empty_store_has_an_empty_list_of_events(empty_client):
    assert "No event has been recorded yet." in page(empty_client, "/events")
