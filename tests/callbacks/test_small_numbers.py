"""The page that sets what a scorecard withholds."""

import re

import pytest

from app import load_published
from kpis.model.people import Role
from tests.access import NAMES, ORIGIN, a_site, add_people, client_of

PAGE = "/admin/small-numbers"
FIELDS = {
    "scorecard": "missing-children-2023",
    "fewer_than": "8",
    "zero_is_shown": "yes",
    "symbol": "*",
    "joint_counts_are_small_numbers": "no",
    "rest_is_a_small_number": "no",
    "name": "An administrator",
    "reason": "As the health service does",
}


def text(client):
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_each_scorecard_has_its_rule_in_words(client):
    html = text(client)
    assert html.count("<form") == 4
    assert (
        "A count of fewer than 5 is withheld. Zero is shown. The sign is x. The public does not see 13 of 141" in html
    )
    assert html.count("Nobody has changed it yet.") == 4


def test_a_setting_is_kept_with_who_when_and_why(own_client):
    assert own_client.post(PAGE, data=FIELDS).headers["Location"] == PAGE
    html = text(own_client)
    assert "A count of fewer than 8 is withheld. Zero is shown. The sign is *." in html
    row = re.search(r"<th[^>]*>(\d[^<]*:\d\d)</th>(.*?)</tr>", html)
    assert re.findall(r">([^<>]+)</td>", row[2]) == [
        "An administrator", "8", "Yes", "*", "No", "No", "As the health service does",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "field, typed, words",
    [
        ("fewer_than", "1", "Give the smallest count that is shown as a whole number from 2, such as 5"),
        ("fewer_than", "five", "Give the smallest count that is shown as a whole number from 2, such as 5"),
        ("fewer_than", "99999", "is no small number. Give 2 to 9999."),
        ("symbol", "", "The sign for a withheld figure is blank."),
        ("symbol", "<5", "holds a digit and would be read as a figure"),
        ("name", " ", "Give your name, in 1 to 120 letters."),
        ("reason", "", "Say why it is set so"),
        ("reason", "w" * 501, "Say why it is set so"),
    ],
)
def test_what_makes_no_sense_is_said_above_the_form_with_what_was_typed(client, field, typed, words):
    answer = client.post(PAGE, data={**FIELDS, field: typed})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert re.search(rf'<p id="small-numbers-[\w-]+-{field}-error" class="error">', html)
    assert "<title>Error: Small numbers" in html
    assert words in html
    assert 'value="An administrator"' in html or field == "name"
    assert "Nobody has changed it yet." in text(client)


def test_an_unknown_scorecard_is_not_found(client):
    assert client.post(PAGE, data={**FIELDS, "scorecard": "elsewhere"}).status_code == 404


def test_a_sign_is_shown_as_it_was_typed_and_never_run(own_client):
    own_client.post(PAGE, data={**FIELDS, "symbol": "<b>&"})
    assert "The sign is &lt;b&gt;&amp;." in text(own_client)


def test_somebody_who_signed_in_is_asked_for_no_name_and_theirs_is_kept(empty_store):
    load_published(empty_store)
    add_people(empty_store)
    browser = client_of(a_site(empty_store), Role.ADMINISTRATOR)
    assert "Your name" not in browser.get(PAGE).get_data(as_text=True)
    sent = {**FIELDS, "name": "Somebody else"}
    assert browser.post(PAGE, data=sent, headers=ORIGIN).status_code == 303
    shown = browser.get(PAGE).get_data(as_text=True)
    assert NAMES[Role.ADMINISTRATOR] in shown
    assert "Somebody else" not in shown
