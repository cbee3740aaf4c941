"""The log: one line a request, with an id that is on the page of an error too, and nothing of what was in it."""

import io
import json
import logging

import pytest

from callbacks.request_log import HEADER, as_line, log_to_standard_error
from tests.access import NAMES, ORIGIN, PASSWORD, a_site, add_people, client_of, send_sign_in

CANARY = "Canary4243"


@pytest.fixture
def lines(caplog):
    """What the log holds by now, line by line."""
    caplog.set_level(logging.DEBUG, "waymark")
    return lambda: [as_line(record) for record in caplog.records if record.name == "waymark"]


def test_each_request_is_one_line_with_its_id(client, lines):
    answer = client.get("/scorecard/missing-children-2023?words=Canary4243")
    (line,) = lines()
    told = json.loads(line)
    assert (told["event"], told["method"], told["endpoint"], told["status"]) == ("request", "GET", "scorecard", 200)
    assert told["request"] == answer.headers[HEADER]
    assert told["milliseconds"] > 0
    assert set(told) == {"at", "level", "event", "request", "method", "endpoint", "status", "milliseconds"}


def test_a_page_of_an_error_shows_the_id_that_stands_in_the_log(client, lines):
    answer = client.get("/nowhere")
    assert f"the reference is {json.loads(lines()[-1])['request']}." in answer.get_data(as_text=True)
    assert "the reference is" not in client.get("/").get_data(as_text=True)


def test_two_requests_have_two_ids_and_none_has_a_digit(client):
    ids = {client.get("/healthz").headers[HEADER] for _ in range(20)}
    assert len(ids) == 20
    assert all(one.isalpha() for one in ids)


def test_an_error_is_one_line_with_its_kind_and_never_its_words(published, lines):
    site = a_site(published)

    def fails():
        raise ValueError(f"{CANARY} is no number")

    site.server.view_functions["healthz"] = fails
    answer = site.server.test_client().get("/healthz")
    found = [json.loads(line) for line in lines()]
    assert answer.status_code == 500
    errors = [told for told in found if told["level"] == "error"]
    assert [(e["event"], e["kind"], e["endpoint"]) for e in errors] == [("error", "ValueError", "healthz")]
    assert errors[0]["request"] in answer.get_data(as_text=True)
    (arose,) = [told for told in found if told["event"] == "error arose"]
    assert arose["where"][-1].startswith("test_request_log.py:")
    assert not [line for line in lines() if CANARY in line]


def test_a_refusal_is_one_line_with_its_kind(tmp_path, published, lines):
    client = a_site(published).server.test_client()
    client.post("/upload", headers={"Origin": "https://evil.example"})
    client.get("/indicator/NOPE")
    told = [json.loads(line) for line in lines()]
    assert [one["kind"] for one in told if one["event"] == "refusal"] == ["http_403", "NotFound"]


def test_nothing_that_was_sent_is_in_the_log(own_client, tmp_path, lines, caplog):
    heads = "Section,Ref,Indicator,Period,Numerator,Denominator,Value,Unit,Target,Commentary"
    sheet = f"{heads}\nVisits,,{CANARY},2023-03,4243,9,4243,,,{CANARY}\n".encode()
    for path in (
        f"/scorecard/{CANARY}",
        f"/nowhere/{CANARY}?q={CANARY}",
        f"/indicator/{CANARY}",
        f"/uploads?page={CANARY}",
    ):
        own_client.get(path, headers={"Referer": f"http://localhost/{CANARY}", "User-Agent": CANARY})
    own_client.post("/upload", data={"name": CANARY, "workbook": (io.BytesIO(sheet), f"{CANARY}.csv")})
    own_client.post("/events", data={"title": CANARY, "name": CANARY, "day": CANARY, "subject": CANARY})
    own_client.open("/healthz", method=CANARY.upper())
    own_client.post("/_dash-update-component", json={"output": CANARY})
    told = "\n".join([*lines(), caplog.text])
    assert told.count("\n") > 8
    assert CANARY.casefold() not in told.casefold()
    assert "4243" not in told


def test_no_name_and_no_password_is_in_the_log(empty_store, lines):
    add_people(empty_store)
    site = a_site(empty_store)
    name = next(iter(NAMES.values()))
    send_sign_in(site.server.test_client(), name, "another lantern orchard")
    client = client_of(site, next(iter(NAMES)))
    client.post("/sign-out", headers=ORIGIN)
    told = "\n".join(lines())
    assert '"endpoint": "sign-in-sent"' in told
    assert name not in told
    assert PASSWORD not in told
    assert "lantern" not in told


def test_the_log_goes_to_standard_error_a_line_of_json_each(client, capsys):
    log = logging.getLogger("waymark")
    before = list(log.handlers)
    log_to_standard_error("info")
    log_to_standard_error("info")
    try:
        client.get("/healthz")
    finally:
        log.handlers = before
        log.setLevel(logging.NOTSET)
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["endpoint"] == "healthz"
