"""Whatever people type, and whatever their files say, is text wherever it is read: no script, no formula, no markup.

One store has the worst of it in every field that takes words. Every page, chart and file is then asked for and opened.
"""

import csv
import io
import json
import re
import zipfile
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from kpis.model.answers import Answer
from kpis.model.catalogue import Catalogue
from kpis.model.commentary import Question
from kpis.model.indicators import Basis, ScorecardTitle
from kpis.model.people import Role
from kpis.operations.accounts import add_person_with_password
from kpis.operations.commentary import Draft, write_commentary
from kpis.operations.events import TypedEvent, record_event, withdraw_event
from kpis.operations.meetings import add_meeting
from kpis.operations.publishing import publish
from kpis.operations.revisions import TypedReason, say_why_revised
from kpis.operations.small_numbers import SmallNumbersRule, set_rule
from kpis.operations.undo import undo_upload
from kpis.operations.upload import Workbook, load_workbook
from kpis.operations.withdrawing import withdraw
from kpis.store.answers import save_answers
from kpis.store.engine import open_store
from tests.access import COMMAND_LINE, ORIGIN, PASSWORD, a_door, a_site, add_people, client_of
from tests.builders import a_target, an_indicator
from tests.callbacks.sent import readable, unpacked
from tests.callbacks.test_each_reader import a_chart
from tests.operations.builders import OFFICER

BREAKS_OUT = '</script><script>alert("{}")</script><img src=x onerror=alert(2)>'
SETS = '#import "x": * #read("/etc/passwd")'
MARKDOWN = (
    "[press](javascript:alert(3)) [here](data:text/html,x) <iframe srcdoc=x></iframe> ![p](https://evil.example/p)"
)


def worst(field, length=120):
    """A text that begins as a formula does, ends a script, and means something to a typesetter."""
    return f"={field}+1{BREAKS_OUT.format(field)}{SETS}"[:length]


TITLE, NAME = worst("title"), f"Seen {BREAKS_OUT.format('name')}"
CATALOGUE = Catalogue(
    (
        an_indicator("T1", name=NAME, ref="=1+1", section=worst("section"), definition=worst("definition", 300)),
        an_indicator("T2", name="@SUM(A1)", ref="-2+3", section=worst("section"), basis=Basis.SNAPSHOT),
    ),
    (a_target(90.0, source=worst("source")), a_target(90.0, code="T2")),
    (ScorecardTitle("tests", TITLE),),
)
WRITER = type(OFFICER)(worst("writer"))


def a_file(name, *lines):
    text = io.StringIO()
    heads = (
        "Section",
        "Ref",
        "Indicator",
        "Period",
        "Numerator",
        "Denominator",
        "Value",
        "Unit",
        "Target",
        "Commentary",
    )
    csv.writer(text).writerows([heads, *lines])
    return Workbook(name, text.getvalue().encode())


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('stored') / 'waymark.db'}")

    def take_in(name, *lines):
        load_workbook(opened, WRITER, a_file(name, *lines), CATALOGUE, is_confirmed=True, keep_catalogue=True)

    def months(value):
        return [("", "", NAME, f"2023-0{n}", "", "", f"{value + n}%", "", "", worst("cell")) for n in (1, 2, 3)]

    take_in(f"{worst('file', 90)}.csv", *months(60))
    said = Answer("C_TEST", "T1", "2023-03", worst("question"), worst("answer", 300), "", "G9")
    with opened.writing() as connection:
        save_answers(connection, 1, [said], WRITER.name, datetime(2023, 4, 12, tzinfo=UTC))
    set_rule(opened, WRITER, "tests", SmallNumbersRule(symbol="<b>=@"), worst("rule"))
    words = [Draft(CATALOGUE.indicators[0].section, q, "", f"{worst(q.value, 300)}\n\n{MARKDOWN}") for q in Question]
    words.append(
        Draft(CATALOGUE.indicators[0].section, Question.WORRIED_ABOUT, "T1", f"{worst('on', 300)}\n\n{MARKDOWN}")
    )
    write_commentary(opened, WRITER, "tests", "2023-03", words)
    number = record_event(opened, WRITER, TypedEvent("2023-02-05", worst("event"), "scorecard:tests", True))
    record_event(opened, WRITER, TypedEvent("2023-02-06", worst("another"), "scorecard:tests"))
    meeting = add_meeting(opened, WRITER, worst("committee", 80), "2023-07-18")
    publish(opened, WRITER, "tests", meeting, "2023-03")
    take_in("second.csv", *months(70))
    take_in("third.csv", *months(50))
    say_why_revised(opened, WRITER, [TypedReason("T1", "2023-03", "correction", worst("revised"))])
    undo_upload(opened, WRITER, 3, worst("undone"))
    withdraw(opened, WRITER, 1, worst("withdrawn"))
    publish(opened, WRITER, "tests", meeting, "2023-03")
    withdraw_event(opened, WRITER, number, worst("no event"))
    add_people(opened)
    add_person_with_password(a_door(opened), COMMAND_LINE, worst("person"), Role.MEMBER, PASSWORD)
    yield opened
    opened.close()


PATHS = [
    "/", "/scorecard/tests", "/scorecard/tests?words=%3Cscript%3E", "/indicator/T1", "/indicator/T2", "/compare/T1",
    "/meetings", "/publications/1", "/publications/2", "/publications/2/scorecard", "/publications/2/indicator/T1",
    "/methods", "/upload", "/comparators", "/uploads", "/uploads/1", "/uploads/2/undo", "/uploads/3", "/events",
    "/events/2/withdraw", "/meetings/1/prepare/tests", "/commentary/1/tests", "/admin/small-numbers", "/admin/people",
    "/admin/people/4", "/admin/audit", "/account",
]  # fmt: skip
FILES = [
    f"{stem}.{ending}"
    for stem, endings in {
        "/api/v1/scorecards/tests": ("json", "csv", "xlsx", "pdf"),
        "/api/v1/indicators/T1": ("json", "csv"),
        "/publications/2/scorecard": ("json", "csv", "xlsx", "pdf"),
        "/publications/2/indicators/T1": ("json", "csv"),
    }.items()
    for ending in endings
]


@pytest.fixture(scope="module")
def client(store):
    return client_of(a_site(store), Role.ADMINISTRATOR)


class Tags(HTMLParser):
    """The tags and what they are told to do, as a browser sees them."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def runs(tag, attributes):
    """Whether something in a page would run, or would lead to what runs, or asks another site for anything."""
    leads = [str(attributes.get(name) or "") for name in ("href", "src", "action", "formaction")]
    is_ours = "src" in attributes or attributes.get("type") == "application/json" or "_dash" in attributes.get("id", "")
    return (
        tag in ("iframe", "object", "embed", "base")
        or (tag == "script" and not is_ours)
        or any(name.startswith("on") or name == "srcdoc" for name in attributes)
        or any(re.match(r"(?i)\s*(javascript|data|vbscript):", one) for one in leads)
        or (tag in ("img", "script", "link") and any(one and not one.startswith("/") for one in leads))
    )


@pytest.mark.parametrize("path", PATHS)
def test_no_text_runs_on_a_page(client, path):
    answer, tags = client.get(path), Tags()
    html = unpacked(answer).decode()
    tags.feed(html)
    assert answer.status_code == (404 if path.startswith("/compare") else 200)
    assert [found for found in tags.found if runs(*found)] == []
    assert '<script>alert("' not in html


def test_the_worst_of_every_field_is_read_somewhere_as_text(client):
    pages = "\n".join(unpacked(client.get(path)).decode() for path in PATHS)
    fields = ["title", "section", "definition", "source", "writer", "file", "answer", "rule", "on", "event"]
    fields += [
        "another",
        "committee",
        "revised",
        "undone",
        "withdrawn",
        "no event",
        "person",
        *(q.value for q in Question),
    ]
    assert [field for field in fields if f"={field}+1&lt;/script&gt;" not in pages] == []


@pytest.mark.parametrize("path", ["/indicator/T1", "/publications/2/indicator/T1"])
def test_a_chart_is_sent_as_json_that_no_browser_takes_for_a_page(client, path):
    answer = client.post("/_dash-update-component", json=a_chart(path), headers=ORIGIN)
    assert answer.mimetype == "application/json"
    drawn = json.dumps(answer.get_json())
    assert '"Graph"' in drawn
    for text in re.findall(r'"(?:text|hovertext|name|customdata|hovertemplate)": "([^"]*)"', drawn):
        assert not re.search(r"<(script|img|iframe|a )", text), text


@pytest.mark.parametrize("path", FILES)
def test_no_text_in_a_file_is_a_formula_a_link_or_markup(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    content = unpacked(answer)
    if path.endswith(".csv"):
        cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
        live = [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r")) and not re.fullmatch(r"-[\d.]+", c)]
        assert live == []
        assert "/indicators/" in path or any(c.startswith("'=") for c in cells)
    elif path.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sheets = {n: parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/worksheets/")}
        assert len(sheets) > 3
        assert not [n for n, sheet in sheets.items() if "<f>" in sheet or "<f " in sheet]
        assert not re.search(r"Target=\"(?!https://)\w+:", "".join(sheets.values()))
    else:
        told = readable(answer)
        assert "root:" not in told
        assert "alert" in told
