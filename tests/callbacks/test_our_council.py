"""The page where officers say which council is ours."""

import re

import pytest

TYPED = {"authority": "801", "model": "2025", "name": "An advisor", "reason": "Bristol uses it"}


def text(answer, status=200):
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_it_is_seen_where_other_areas_are_loaded_changed_and_kept_with_who_and_why(own_client):
    html = text(own_client.get("/comparators"))
    assert "Compared as <strong>Plymouth</strong> in South West" in html
    assert 'href="/comparators/council"' in html
    assert "Nobody has changed it yet" in text(own_client.get("/comparators/council"))
    done = own_client.post("/comparators/council", data=TYPED)
    assert (done.status_code, done.headers["Location"]) == (303, "/comparators/council")
    html = text(own_client.get("/comparators/council"))
    assert all(words in html for words in ("those of Bristol, City of.", "An advisor", "Bristol uses it"))
    assert "Compared as <strong>Bristol, City of</strong>" in text(own_client.get("/comparators"))


@pytest.mark.parametrize(
    "wrong, field",
    [
        ({"name": " "}, "name"),
        ({"reason": ""}, "reason"),
        ({"reason": "x" * 501}, "reason"),
        ({"authority": "<b>"}, "authority"),
        ({"authority": "879"}, "authority"),
        ({"model": "1999"}, "model"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_what_was_typed_stays(own_client, wrong, field):
    html = text(own_client.post("/comparators/council", data=TYPED | wrong), 422)
    assert re.findall(r'href="#(our-council-[a-z]+)"', html) == [f"our-council-{field}"]
    assert f'<p id="our-council-{field}-error" class="error">' in html
    assert "<title>Error: " in html
    assert "<b>" not in html
    assert 'value="Bristol uses it"' in html or field == "reason"


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_form(own_client):
    html = text(own_client.post("/comparators/council", data={"authority": "none", "model": "none"}), 422)
    fields = ["our-council-authority", "our-council-model", "our-council-name", "our-council-reason"]
    assert re.findall(r'href="#(our-council-[a-z]+)"', html) == fields
