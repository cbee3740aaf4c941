"""Numbers for a watchman: what they count, and who may read them."""

import io
import re

import pytest

from tests.access import a_site, add_people, client_of, send_sign_in

TOKEN = "q7Vt-Ls2_Kd9mXr4Wb8cPz1Nf6Hj3Gy0"


def numbers(client, **more):
    answer = client.get("/metrics", **more)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.content_type.startswith("text/plain")
    return dict(re.findall(r"^(waymark_\S+) (\S+)$", answer.get_data(as_text=True), re.M))


@pytest.fixture
def client(published):
    """On counters that begin at nought."""
    return a_site(published).server.test_client()


def test_requests_are_counted_by_endpoint_and_status_and_timed(client):
    for path in ("/healthz", "/healthz", "/nowhere"):
        client.get(path)
    found = numbers(client)
    assert found['waymark_requests_total{endpoint="healthz",method="GET",status="200"}'] == "2.0"
    assert found['waymark_request_seconds_count{endpoint="healthz"}'] == "2.0"
    assert [n for n in found if 'status="404"' in n and "_total" in n] == [
        'waymark_requests_total{endpoint="/<path:path>",method="GET",status="404"}'
    ]


def test_what_is_read_given_out_and_refused_is_counted(client):
    client.get("/api/v1/scorecards/missing-children-2023.csv")
    client.get("/api/v1/scorecards.json")
    client.post("/upload", data={"name": "A", "workbook": (io.BytesIO(b"no table"), "x.csv")})
    client.get("/indicator/NOPE")
    found = numbers(client)
    assert found['waymark_exports_total{format="csv"}'] == "1.0"
    assert found['waymark_exports_total{format="json"}'] == "1.0"
    assert found['waymark_uploads_read_total{outcome="refused"}'] == "1.0"
    assert found['waymark_refusals_total{kind="NotFound"}'] == "1.0"


def test_tries_to_sign_in_are_counted_by_how_they_ended(empty_store):
    add_people(empty_store)
    client = a_site(empty_store).server.test_client()
    send_sign_in(client, "An advisor", "not the password at all")
    send_sign_in(client, "An advisor")
    found = numbers(client)
    assert found['waymark_sign_ins_total{outcome="refused"}'] == "1.0"
    assert found['waymark_sign_ins_total{outcome="done"}'] == "1.0"


def test_whether_the_store_answers_is_asked_at_that_moment(client, monkeypatch):
    assert numbers(client)["waymark_store_answers"] == "1.0"
    from callbacks import metrics
    from kpis.model.errors import StoreUnavailable

    def silent(_store):
        raise StoreUnavailable("The database does not answer.")

    monkeypatch.setattr(metrics, "is_ready", silent)
    assert numbers(client)["waymark_store_answers"] == "0.0"


@pytest.mark.parametrize(
    "what",
    [
        {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}},
        {"headers": {"X-Forwarded-For": "192.0.2.7"}},
        {"headers": {"X-Real-IP": "192.0.2.7"}},
        {"headers": {"Host": "scorecards.example.gov.uk"}},
        {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}, "headers": {"Authorization": "Bearer"}},
        {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}, "headers": {"Authorization": f"Bearer {TOKEN[:-1]}"}},
        {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}, "headers": {"Authorization": f"Basic {TOKEN}"}},
    ],
)
@pytest.mark.parametrize("token", ["", TOKEN])
def test_nobody_of_another_machine_reads_them_without_the_token(published, what, token):
    site = a_site(published, address="https://scorecards.example.gov.uk", metrics_token=token)
    answer = site.server.test_client().get("/metrics", **what)
    assert answer.status_code == 403
    assert "waymark_" not in answer.get_data(as_text=True)


def test_whoever_has_the_token_reads_them_from_anywhere(published):
    site = a_site(published, address="https://scorecards.example.gov.uk", metrics_token=TOKEN)
    asked = {"Authorization": f"Bearer {TOKEN}", "Host": "scorecards.example.gov.uk"}
    assert numbers(site.server.test_client(), headers=asked, environ_base={"REMOTE_ADDR": "192.0.2.7"})


def test_an_administrator_who_is_signed_in_elsewhere_is_no_watchman(empty_store):
    add_people(empty_store)
    from kpis.model.people import Role

    client = client_of(a_site(empty_store), Role.ADMINISTRATOR)
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 403


def test_no_label_holds_what_somebody_asked_for(client):
    asked = "Canary4243"
    for path in (
        f"/indicator/{asked}",
        f"/scorecard/{asked}?words={asked}",
        f"/{asked}",
        f"/api/v1/scorecards/{asked}.csv",
    ):
        client.get(
            path, headers={"User-Agent": asked, "X-Forwarded-For": asked, "Referer": f"http://localhost/{asked}"}
        )
    client.open(f"/{asked}", method=asked.upper())
    client.post("/_dash-update-component", json={"output": asked})
    client.post("/sign-in", data={"name": asked, "password": asked})
    told = client.get("/metrics").get_data(as_text=True)
    assert told.count("\n") > 30
    assert asked.casefold() not in told.casefold()
