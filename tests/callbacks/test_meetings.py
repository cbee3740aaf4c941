"""Meetings, preparing and publications, as a browser adds, freezes, reads and withdraws them."""

import re

import pytest

from app import create_app
from kpis.model.people import Role
from kpis.operations.commentary import Draft, write_commentary
from kpis.operations.meetings import add_meeting
from kpis.operations.publishing import publish
from kpis.store.engine import open_store
from tests.access import a_site, add_people, client_of
from tests.operations.builders import GOOD, OFFICER, REVISED, load
from tests.operations.meeting_builders import published
from tests.operations.test_disclosure import FIGURES, JUNE, add

PREPARE = "/meetings/1/prepare/tests"
TYPED = {"committee": "Scrutiny", "day": "2023-07-18", "name": "An advisor"}


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'own.db'}")
    load(opened, GOOD)
    yield opened
    opened.close()


@pytest.fixture
def client(store):
    return create_app(store).server.test_client()


@pytest.fixture
def meeting(store):
    return add_meeting(store, OFFICER, "Scrutiny", "2023-07-18")


def text(answer, status=200):
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_a_meeting_is_added_and_offers_what_can_be_prepared(client):
    assert "No meeting has been added yet." in text(client.get("/meetings"))
    done = client.post("/meetings", data=TYPED)
    assert (done.status_code, done.headers["Location"]) == (303, "/meetings")
    html = text(client.get("/meetings"))
    assert "Scrutiny, 18 July 2023" in html
    assert f'href="{PREPARE}"' in html


def test_all_that_is_wrong_with_a_meeting_is_told_and_what_was_typed_stays(client):
    html = text(client.post("/meetings", data={"committee": "Scrutiny", "day": "soon", "name": ""}), 422)
    assert "<title>Error: Meetings" in html
    assert 'href="#meetings-day"' in html
    assert 'href="#meetings-name"' in html
    assert 'value="Scrutiny"' in html
    assert "No meeting has been added yet." in html


def test_a_committee_that_meets_that_day_already_is_told(client, meeting):
    html = text(client.post("/meetings", data=TYPED), 422)
    assert "has a meeting on that day already" in html


def test_what_is_missing_is_listed_with_where_to_put_it_right(client, meeting):
    html = text(client.get(PREPARE))
    assert "Red, without a word of why (1)." in html
    assert "Targets without a source (1)." in html
    assert re.search(r'href="/commentary/1/tests\?period=2023-03"[^>]*>Visits in time is red', html)
    assert "What members will read first" in html


def test_a_scorecard_is_published_and_what_members_were_given_is_shown(client, meeting):
    done = client.post(PREPARE, data={"period": "2023-03", "name": "An advisor"})
    assert (done.status_code, done.headers["Location"]) == (303, "/publications/1")
    html = text(client.get("/publications/1"))
    for words in ("For Scrutiny, 18 July 2023.", "Figures for March 2023.", "This is the first publication", "SHA-256"):
        assert words in html
    for ending in ("pdf", "xlsx", "csv", "json"):
        assert f'href="/publications/1/scorecard.{ending}"' in html
    assert "published for this meeting already" in text(client.get(PREPARE))
    assert 'href="/publications/1"' in text(client.get("/meetings"))


def test_publishing_without_a_name_or_over_another_is_told_on_the_page(client, meeting):
    html = text(client.post(PREPARE, data={"name": " "}), 422)
    assert 'href="#meetings-publish-name">Give your name' in html
    client.post(PREPARE, data={"name": "An advisor"})
    html = text(client.post(PREPARE, data={"name": "Another"}), 422)
    assert "published for this meeting already, as publication 1. Withdraw that first" in html


def test_a_period_after_the_meeting_is_told_beside_one_that_can_be_published(client, store):
    number = add_meeting(store, OFFICER, "Scrutiny", "2023-02-14")
    told = "March 2023 begins after the meeting on 14 February 2023. Choose an earlier period."
    address = f"/meetings/{number}/prepare/tests"
    for answer in (
        client.get(f"{address}?period=2023-03"),
        client.post(address, data={"name": "An advisor", "period": "2023-03"}),
        client.post("/meetings/revised", data={"scorecard": "tests", "meeting": number, "at": "2023-03", "name": "A"}),
    ):
        html = text(answer, 422)
        assert "<h2>There is a problem</h2>" in html
        assert "Not allowed" not in html
        assert "Figures for February 2023." in html
    for html in (
        text(client.get(f"{address}?period=2023-03"), 422),
        text(client.post(address, data={"period": "2023-03", "name": "A"}), 422),
    ):
        assert f'<a href="#meetings-period">{told}</a>' in html
        assert f'<p id="meetings-period-error" class="error">{told}</p>' in html
        assert re.search(r'<select id="meetings-period"[^>]*aria-describedby="meetings-period-error"', html)
        assert '<option value="2023-02" selected>' in html


def test_a_period_that_is_none_is_told_beside_the_list_of_those_there_are(client, meeting):
    html = text(client.get(f"{PREPARE}?period=soon"), 422)
    assert '<a href="#meetings-period">&#34;soon&#34; is not a period. Write a month as 2023-03.</a>' in html


def test_a_meeting_before_every_figure_says_so(client, store):
    number = add_meeting(store, OFFICER, "Scrutiny", "2019-09-11")
    assert "/prepare/tests" not in text(client.get("/meetings"))
    html = text(client.get(f"/meetings/{number}/prepare/tests"), 422)
    assert "<h1>Nothing to prepare</h1>" in html
    assert "Tests has no figures from before the meeting on 11 September 2019." in html


@pytest.mark.parametrize("path", ["/meetings/9/prepare/tests", "/meetings/1/prepare/none", "/publications/9",
                                  "/publications/9/scorecard", "/publications/9/scorecard.pdf"])  # fmt: skip
def test_what_is_not_there_is_not_found(client, meeting, path):
    assert client.get(path).status_code == 404


@pytest.fixture
def again(store):
    """Published for July; revised; a meeting in September to prepare."""
    published(store, figures=None)
    load(store, REVISED)
    return add_meeting(store, OFFICER, "Scrutiny", "2023-09-12")


def said(number, **changes):
    usual = {"meeting": str(number), "scorecard": "tests", "at": "2023-03", "name": "An advisor"}
    figure = {"code-0": "T1", "period-0": "2023-03", "cause-0": "late_record", "words-0": "It came late"}
    return {**usual, **figure, **changes}


def test_each_figure_that_members_saw_otherwise_asks_why_and_the_reason_is_kept(client, again):
    html = text(client.get(f"/meetings/{again}/prepare/tests"))
    assert "Visits in time, March 2023: then 64.1%, now 95.0%" in html
    done = client.post("/meetings/revised", data=said(again))
    assert (done.status_code, done.headers["Location"]) == (303, f"/meetings/{again}/prepare/tests?period=2023-03")
    html = text(client.get(done.headers["Location"]))
    assert 'value="It came late"' in html
    assert "Revised since members saw them, without a reason" not in html


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"cause-0": ""}, 'href="#meetings-cause-0">Choose why Visits in time was revised'),
        ({"name": ""}, 'href="#meetings-name">Give your name'),
    ],
)
def test_a_reason_that_cannot_be_kept_is_told_and_stays_in_its_box(client, again, changes, words):
    html = text(client.post("/meetings/revised", data=said(again, **changes)), 422)
    assert words in html
    assert 'aria-invalid="true"' in html
    assert 'value="It came late"' in html


def test_a_reason_for_a_meeting_that_is_not_there_is_not_found(client, again):
    assert client.post("/meetings/revised", data=said("x", **{"cause-0": ""})).status_code == 404


def test_then_and_now_is_shown_with_its_reason(client, again):
    client.post("/meetings/revised", data=said(again))
    html = text(client.get("/publications/1"))
    assert "One figure has been revised since this was published." in html
    assert "Late record: It came late" in html


def test_a_publication_is_withdrawn_with_its_reason_and_published_anew(client, again):
    assert "Say why it is withdrawn" in text(client.post("/publications/1/withdraw", data={"name": "A"}), 422)
    done = client.post("/publications/1/withdraw", data={"name": "An advisor", "reason": "The wrong month"})
    assert (done.status_code, done.headers["Location"]) == (303, "/publications/1")
    html = text(client.get("/publications/1"))
    assert "This was withdrawn on" in html
    assert "The wrong month" in html
    assert "Withdraw this publication" not in html
    assert client.post(PREPARE, data={"name": "An advisor"}).headers["Location"] == "/publications/2"
    listed = text(client.get("/meetings"))
    assert "The wrong month" in listed


def test_inside_a_publication_every_page_is_as_it_was(client, store, again):
    for path in ("/publications/1/scorecard", "/publications/1/indicator/T1"):
        html = text(client.get(path))
        assert "64.1%" in html
        assert "95.0%" not in html
    only_red = text(client.get("/publications/1/scorecard?rag=green"))
    assert "Showing 0 of 2 indicators" in only_red


def test_a_published_scorecard_shows_the_months_before_its_own(client, again):
    html = text(client.get("/publications/1/scorecard"))
    heads = re.findall(r'<th [^>]*class="number (?:past|now)"[^>]*>([^<]*)', html)
    assert heads == ["Feb 23", "Mar 23"]
    assert "60.0%" in html


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv", "json"])
def test_a_publications_file_has_the_filters_of_the_address(client, again, ending):
    whole = client.get(f"/publications/1/scorecard.{ending}")
    part = client.get(f"/publications/1/scorecard.{ending}?rag=red")
    assert (whole.status_code, part.status_code) == (200, 200)
    assert whole.data != part.data
    assert client.get(f"/publications/1/scorecard.{ending}").data == whole.data
    assert ending != "csv" or (b"Contacts" in whole.data and b"Contacts" not in part.data)


def test_an_officer_takes_away_what_members_have(client, store, june):
    officers = client.get("/publications/1/scorecard.json").json
    members = client.get("/publications/1/scorecard.json?audience=public").json
    assert (officers["audience"], members["audience"]) == ("officers", "public")
    values = {row["code"]: row["value"] for row in members["sections"][0]["rows"]}
    assert (values["A"], values["T"]) == (None, 43.0)
    html = text(client.get("/publications/1"))
    assert 'href="/publications/1/scorecard.pdf?audience=public"' in html


def test_a_file_of_another_kind_is_not_found(client, again):
    assert client.get("/publications/1/scorecard.docx").status_code == 404


def test_words_beside_an_indicator_are_on_its_published_page(client, store, meeting):
    write_commentary(store, OFFICER, "tests", None, [Draft("", None, "T1", "Two posts were empty.")])
    publish(store, OFFICER, "tests", meeting)
    html = text(client.get("/publications/1/indicator/T1"))
    assert "What officers say" in html
    assert "Two posts were empty." in html
    assert "What officers say" not in text(client.get("/publications/1/indicator/T2"))


@pytest.fixture
def june(store):
    """Published in July with small counts; one was revised since, so that another would be given away."""
    add(store, JUNE, T=43, **FIGURES)
    publish(store, OFFICER, "tests", add_meeting(store, OFFICER, "Scrutiny", "2022-07-18"), "2022-06")
    add(store, JUNE, "revised.csv", T=50, B=15)
    return f"/meetings/{add_meeting(store, OFFICER, 'Scrutiny', '2022-09-12')}/prepare/tests"


def test_what_would_give_a_small_number_away_asks_to_withhold_more(client, june):
    html = text(client.get(f"{june}?period=2022-06"))
    assert "Would give a small number away (1). These must be put right first." in html
    assert "Withhold these from the public as well" in html
    sent = {"period": "2022-06", "name": "An advisor"}
    refused = text(client.post(june, data=sent), 422)
    assert "It is not published. Put right what stands in the way" in refused
    done = client.post(june, data={**sent, "withhold": "yes"})
    assert (done.status_code, done.headers["Location"]) == (303, "/publications/2")


def test_whoever_is_signed_in_is_not_asked_for_a_name(store, meeting):
    published(store, "2023-04-18", figures=None)
    add_people(store)
    advisor = client_of(a_site(store), Role.ADVISOR)
    for path in ("/meetings", PREPARE, "/publications/1"):
        html = text(advisor.get(path))
        assert "You are signed in as An advisor, and that is the name that is kept." in html
        assert 'name="name"' not in html


def test_a_page_inside_a_publication_is_called_otherwise_than_the_page_as_it_is_now(client, again):
    titles = [
        re.findall("<title>(.*?)</title>", text(client.get(path)))[0]
        for path in ("/scorecard/tests", "/publications/1/scorecard", "/indicator/T1", "/publications/1/indicator/T1")
    ]
    assert len(set(titles)) == 4
    assert [", as published for " in title for title in titles] == [False, True, False, True]


def test_the_front_page_of_a_publication_says_its_title_in_one_heading(client, again):
    headings = re.findall("<h[1-3][^>]*>(.*?)</h[1-3]>", text(client.get("/publications/1")))
    assert [re.sub("<.*?>", "", heading) for heading in headings].count("Tests") == 1
    assert "What needs attention" in headings
