"""The words of a section, as a browser writes and reads them."""

import html as html_text
import re
import shutil

import pytest

from app import create_app, load_published
from kpis.store.engine import open_store

PATH = "/commentary/1/indicators-of-success-2023?period=2023-03"
SCRIPT = "<script>alert(1)</script> and [a link](javascript:alert(1)) and <img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The file of a store with the published figures; each test takes a copy of its own."""
    path = tmp_path_factory.mktemp("commentary") / "loaded.db"
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


def keep(client, words, path=PATH):
    """Sends words by the name of their box: a question, or code-N12."""
    sent = {f"text-{key}": typed for key, typed in words.items()}
    return client.post(path, data={"name": "An advisor", **sent})


def page(client, path=PATH):
    answer = client.get(path)
    assert answer.status_code == 200
    return text(answer)


def text(answer):
    return answer.get_data(as_text=True)


def box(html, key):
    """What stands in a box: a browser leaves out the first line break."""
    inside = re.search(rf'<textarea[^>]* name="text-{key}"[^>]*>\n(.*?)</textarea>', html, re.DOTALL)[1]
    return html_text.unescape(inside)


def test_words_are_kept_and_shown_as_members_will_read_them(client):
    answer = keep(client, {"worried_about": "# Visits\n\nThey stand at **{{N12}}**."})
    html = text(answer)
    assert answer.status_code == 200
    assert "Kept: 1 changed." in html
    assert "<h3>Visits</h3><p>They stand at <strong>64.1%</strong>.</p>" in html
    assert box(page(client), "worried_about") == "# Visits\n\nThey stand at **{{N12}}**."


def test_what_is_doubted_or_not_understood_is_shown_under_its_box_and_led_to(client):
    html = text(keep(client, {"worried_about": "Supervision in the Care Leavers Service is 74%. See {{N999}}."}))
    assert "“74%” in “Supervision in the Care Leavers Service is 74%.” The data give 7.4% for March 2023." in html
    assert "Line 1: {{N999}} names no indicator of this scorecard. Did you mean" in html
    assert '<a href="#commentary-words-worried_about">What are we worried about?</a>' in html


def test_a_withheld_figure_is_told_to_members_in_words_and_its_number_is_pointed_at(client):
    path = PATH.replace("/1/", "/3/")
    html = text(keep(client, {"code-N32": "There are {{N32}}, which is four children."}, path))
    assert "There are withheld, which is four children." in html
    assert "“four” in “There are {{N32}}, which is four children.” tells what is withheld from members." in html


def test_markup_and_scripts_are_text_wherever_they_are_read(client):
    html = text(keep(client, {"worried_about": SCRIPT, "code-N12": f"{SCRIPT}\n\n=1+1"}))
    for drawn in (html, page(client), page(client, "/indicator/N12")):
        assert "<script>alert" not in drawn
        assert "<img" not in drawn.split("<main", 1)[1]
        assert 'href="javascript' not in drawn
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in drawn
    assert "<p>=1+1</p>" in page(client, "/indicator/N12")
    assert box(html, "worried_about") == SCRIPT


@pytest.mark.parametrize("letter", ["x", "£", "子"])
def test_a_hundred_thousand_characters_are_refused_and_stay_in_their_box(client, letter):
    answer = keep(client, {"worried_about": letter * 100_000, "working_well": "Something else"})
    html = text(answer)
    assert answer.status_code == 422
    told = "What are we worried about? The commentary has 100,000 characters and at most 20,000 can be kept."
    assert f'<a href="#commentary-words-worried_about">{told}' in html
    assert box(html, "worried_about") == letter * 100_000
    assert box(html, "working_well") == "Something else"
    assert "Nothing is written yet." in page(client)
    assert "Something else" not in page(client)


def test_no_box_cuts_off_what_is_pasted(client):
    assert not re.search(r"<textarea[^>]*maxlength", page(client))


def test_each_mistake_leads_to_its_own_box(client):
    sent = {"name": "", "text-needs_to_happen": "Act", "who-needs_to_happen": "Head", "day-needs_to_happen": "soon"}
    answer = client.post(PATH, data=sent)
    html = text(answer)
    assert answer.status_code == 422
    assert "<title>Error: Words on" in html
    assert re.findall(r'<li><a href="#([\w-]+)"', html.split("</h2>")[1]) == [
        "commentary-name", "commentary-words-needs_to_happen-day",
    ]  # fmt: skip
    assert 'value="Head"' in html
    assert 'value="soon"' in html


def test_a_box_that_was_not_sent_is_left_as_it_stands(client):
    keep(client, {"worried_about": "First"})
    assert "Kept: 1 changed." in text(keep(client, {"working_well": "Second"}))
    assert box(page(client), "worried_about") == "First"
    assert "Nothing had changed." in text(keep(client, {"working_well": "Second"}))


def test_anothers_newer_words_are_shown_beside_ones_own_and_neither_is_lost(client):
    seen = re.search(r'name="seen" value="(\d+)"', page(client))[1]
    keep(client, {"worried_about": "Hers", "working_well": "Hers too"})
    mine = {"name": "Another", "seen": seen, "text-worried_about": "His", "text-working_well": ""}
    answer = client.post(PATH, data=mine)
    html = text(answer)
    assert answer.status_code == 422
    assert "An advisor wrote here on" in html
    assert "Kept now: An advisor" in html
    assert (box(html, "worried_about"), box(html, "working_well")) == ("His", "Hers too")


def test_a_section_or_a_period_that_is_not_there_is_not_found(client):
    for path in ("/commentary/0/indicators-of-success-2023", "/commentary/99/indicators-of-success-2023",
                 "/commentary/1/nothing", PATH.replace("2023-03", "1999-01")):  # fmt: skip
        assert client.get(path).status_code == 404, path
        assert client.post(path, data={"name": "An advisor", "text-working_well": "x"}).status_code == 404, path


def test_a_member_could_ask_on_the_front_page_and_on_the_indicators_page(client):
    home = page(client, "/")
    assert re.search(r"<summary>What you could ask \(\d\d\)</summary>", home)
    assert "<em>Was that expected, and what has been done since?</em>" in home
    assert '<h2 id="what-to-ask">What you could ask</h2>' in page(client, "/indicator/N12")
    assert "What you could ask" not in page(client, "/indicator/N06")


def test_each_red_row_of_a_scorecard_leads_to_what_could_be_asked_about_it_and_no_other_row_does(client):
    card = page(client, "/scorecard/indicators-of-success-2023")
    led = re.findall(r'href="(/indicator/\w+)#what-to-ask"', card)
    assert len(led) == card.count('data-rag="red"') == 24
    assert 'id="what-to-ask"' in page(client, led[0])
    assert 'id="what-to-ask"' in page(client, led[-1])


def test_what_members_will_read_is_shown_without_the_name_of_who_wrote_it(client):
    html = text(keep(client, {"working_well": "Well enough."}))
    shown = re.search(r'An advisor, [^<]+ As members will read it:</p><div class="inset">(.*?)</div>', html)
    assert "Well enough." in shown[1]
    assert "An advisor" not in shown[1]
