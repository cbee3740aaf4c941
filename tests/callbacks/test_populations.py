"""The page of populations: what another one would change is shown first, and all of them stay in the list."""

import re

PAGE = "/admin/populations"
TYPED = {
    "area": "Plymouth",
    "year": "2021",
    "number": "52,912",
    "source": "ONS, rebased",
    "reason": "Rebased on the census",
    "name": "An administrator",
}


def send(client, **typed):
    answer = client.post(PAGE, data={**TYPED, **typed})
    return answer.status_code, answer.get_data(as_text=True)


def rows(client):
    html = client.get(PAGE).get_data(as_text=True)
    return [re.findall(r">([^<>]+)</t[hd]>", row) for row in re.findall(r"<tr role=\"row\">(.*?)</tr>", html)[1:]]


def test_rates_that_rest_on_it_are_shown_and_then_it_is_kept_beside_the_one_before(own_client):
    status, html = send(own_client)
    assert status == 200
    assert "379 fewer, 0.7%" in html
    assert "12 rates rest on another population" in html
    assert len(rows(own_client)) == 1
    seen = re.search(r'name="seen" value="(\w+)"', html)[1]
    assert send(own_client, keep="yes", seen=seen)[0] == 303
    newest, first = rows(own_client)
    assert (newest[0], newest[2], newest[-2:]) == ("Plymouth", "52,912", ["Rebased on the census", "Counts"])
    assert (first[2], first[-1]) == ("53,291", "Revised")
    page = own_client.get("/indicator/R1-4B").get_data(as_text=True)
    assert "The population of 2021 has been revised to 52,912: the same count gives 44.0" in page
    assert "43.7" in page


def test_nothing_is_kept_that_was_not_shown_first(own_client):
    status, html = send(own_client, keep="yes")
    assert (status, "so nothing was kept" in html) == (422, True)
    assert len(rows(own_client)) == 1


def test_everything_that_is_wrong_is_told_above_the_form_with_what_was_typed(client):
    status, html = send(client, year="soon", reason="")
    assert status == 422
    assert "<title>Error: Populations" in html
    assert '<a href="#populations-year">' in html
    assert '<a href="#populations-reason">' in html
    assert 'value="soon"' in html


def test_whoever_goes_back_finds_what_they_typed(client):
    status, html = send(client, back="yes")
    assert (status, 'value="52,912"' in html) == (200, True)
