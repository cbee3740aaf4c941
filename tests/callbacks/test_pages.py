"""Every page, asked for as a browser asks, and every way of asking for what is not there."""

import json
import re

import pytest

PAGES = [
    "/",
    "/scorecard/indicators-of-success-2023",
    "/scorecard/improvement-plan-2019",
    "/scorecard/quarterly-report-2022-23",
    "/scorecard/missing-children-2023",
    "/indicator/N12",
    "/indicator/A17",
    "/indicator/R1-9D",
    "/indicator/N02",
    "/upload",
    "/events",
    "/methods",
    "/accessibility",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_there_before_any_script_runs(client, path):
    html = client.get(path).get_data(as_text=True)
    assert html.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert html.count("<h1") == 1
    assert html.count("<main") == 1
    assert re.search(r"<title>.+ – Waymark</title>", html)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_own_title_and_no_python_version(client, path):
    html = client.get(path).get_data(as_text=True)
    others = [client.get(other).get_data(as_text=True) for other in PAGES if other != path]
    title = re.search(r"<title>(.*?)</title>", html)[1]
    assert title not in [re.search(r"<title>(.*?)</title>", other)[1] for other in others]
    assert "3.11" not in html.replace("plotly", "")


def test_plotly_and_dash_load_only_where_there_is_a_chart(client):
    loads = {path: "_dash-component-suites" in client.get(path).get_data(as_text=True) for path in PAGES}
    assert [path for path, does in loads.items() if does] == ["/indicator/N12", "/indicator/A17", "/indicator/R1-9D"]


@pytest.mark.parametrize(
    "path, status, sentence",
    [
        ("/nowhere", 404, "There is no page at this address."),
        ("/indicator/N3x", 404, "No indicator called N3x. Did you mean N3"),
        ("/scorecard/indicators-of-sucess-2023", 404, "Did you mean indicators-of-success-2023?"),
        ("/scorecard/indicators-of-success-2023?period=2031-01", 404, "There are no figures for January 2031."),
        ("/scorecard/indicators-of-success-2023?period=soon", 404, "&#34;soon&#34; is not a period."),
        ("/scorecard/<script>alert(1)</script>", 404, "No scorecard called &lt;script&gt;"),
        ("/api/v1/scorecards/indicators-of-success-2023.docx", 404, "ends in .pdf, .xlsx, .csv or .json"),
        ("/api/v1/indicators/N12", 404, "ends in .json or .csv"),
    ],
)
def test_a_wrong_address_gets_a_friendly_page(client, path, status, sentence):
    answer = client.get(path)
    html = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert sentence in html
    assert "Traceback" not in html
    assert "<script>alert" not in html


def test_an_empty_store_says_so_on_its_front_page(empty_client):
    html = empty_client.get("/").get_data(as_text=True)
    assert "No figures have been loaded yet." in html


def test_an_empty_store_has_no_scorecards(empty_client):
    answer = empty_client.get("/scorecard/indicators-of-success-2023")
    assert answer.status_code == 404
    assert "There are: none yet." in answer.get_data(as_text=True)


def test_the_api_gives_what_the_command_line_gives(client, published):
    from kpis.exports.contract import scorecard_json
    from kpis.model.people import Asker
    from kpis.operations.scorecard import scorecard_for

    got = client.get("/api/v1/scorecards/improvement-plan-2019.json?period=2019-03").get_json()
    wanted = scorecard_json(scorecard_for(published, Asker("a test"), "improvement-plan-2019", "2019-03"))
    assert got == json.loads(json.dumps(wanted))


def test_the_api_gives_csv_that_excel_reads_in_the_right_letters(client):
    answer = client.get("/api/v1/scorecards/missing-children-2023.csv")
    assert answer.mimetype == "text/csv"
    assert answer.get_data().startswith(b"\xef\xbb\xbfsection,code,ref,")


def test_the_watchman_is_answered(client):
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_figures_are_kept_by_no_browser_and_fixed_files_are(client):
    assert client.get("/").headers["Cache-Control"] == "no-store"
    style = re.search(r'href="(/assets/waymark\.css[^"]*)"', client.get("/").get_data(as_text=True))[1]
    with client.get(style) as fixed:
        assert fixed.headers["Cache-Control"].startswith("public")
    assert client.get("/nowhere").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example", "192.168.1.10:8050", "127.0.0.1.evil.example"])
def test_a_strangers_name_for_this_machine_is_refused(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost:8050", "[::1]:8050"])
def test_this_machines_own_names_are_answered(client, host):
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}],
)
def test_another_site_cannot_send_anything(client, headers):
    assert client.open("/upload", method="POST", headers=headers).status_code == 403
    assert client.open("/_dash-update-component", method="POST", headers=headers, json={}).status_code == 403


def test_the_chart_comes_by_a_callback(client, app):
    asked = {
        "output": "chart-place.children",
        "outputs": {"id": "chart-place", "property": "children"},
        "inputs": [
            {"id": "chart-address", "property": "pathname", "value": "/indicator/N12"},
            {"id": "chart-address", "property": "search", "value": ""},
        ],
        "changedPropIds": ["chart-address.pathname"],
    }
    answer = client.post("/_dash-update-component", json=asked)
    assert answer.status_code == 200
    assert "Target: 90.0%" in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", [None, 3, "", "/elsewhere", "/indicator/", "/indicator/NOPE", ["/indicator/N12"]])
def test_a_chart_of_nothing_is_a_sentence(published, path):
    from app import OFFICER_HERE
    from callbacks.indicator import show_chart
    from callbacks.wiring import Wiring

    wiring = Wiring(published, lambda: OFFICER_HERE, lambda page: ("", 200))
    assert show_chart(wiring, path).className == "inset"


def test_a_second_application_in_one_process_has_its_callbacks_too(published):
    from app import create_app

    first, second = create_app(published), create_app(published)
    for one in (first, second):
        one._setup_server()
        assert list(one.callback_map) == ["chart-place.children"]
