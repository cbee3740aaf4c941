"""Canaries: withheld numbers that could be nothing else, looked for in every byte that the server sends.

The threshold is set to 5,000, so that a withheld count is an unmistakable number like 4243. Officers are shown every
one of them, so that the search would find them; the public is shown none, nor what follows from them.
"""

import logging
import re
from datetime import UTC, datetime

import pytest

from app import create_app
from callbacks.request_log import as_line
from kpis.cli import main
from kpis.model.answers import Answer
from kpis.model.catalogue import Catalogue
from kpis.model.indicators import Basis, ScorecardTitle, Unit
from kpis.model.people import Audience
from kpis.model.small_numbers import SmallNumbersRule
from kpis.operations.access_settings import AccessSettings
from kpis.operations.small_numbers import set_rule
from kpis.operations.undo import undo_upload
from kpis.operations.upload import load_workbook
from kpis.store.answers import save_answers
from kpis.store.engine import open_store
from tests.builders import a_count, a_target, an_indicator
from tests.callbacks.sent import readable
from tests.operations.builders import OFFICER, Workbook

CHILDREN = {"counts_children": True, "scorecard": "canaries"}
CATALOGUE = Catalogue(
    (
        a_count("T", name="All children", **CHILDREN),
        a_count("A", name="Part one", whole="T", **CHILDREN),
        a_count("B", name="Part two", whole="T", **CHILDREN),
        a_count("C", name="Part three", whole="T", **CHILDREN),
        an_indicator("S", name="Share of part one", scorecard="canaries", decimals=4, whole="T", count_of="A"),
        an_indicator("F", name="Seen in time", scorecard="canaries", decimals=4),
        a_count("Y", name="Started since April", basis=Basis.YEAR_TO_DATE, **CHILDREN),
        an_indicator("R", name="Average wait", scorecard="canaries", unit=Unit.RATIO, decimals=4),
    ),
    (a_target(50.0, code="F"), a_target(5_000.0, code="A"), a_target(40_000.0, code="C")),
    (ScorecardTitle("canaries", "Canaries"),),
)
SHOWN = ("61,507", "51,553", "11,390", "17,001", "61.2345")
"""What the public does see: the total, the largest part, two running totals and an average."""
WITHHELD = {
    "a small count": "4243",
    "the same with its separator": "4,243",
    "the part that would give it away": "5711",
    "the same part with its separator": "5,711",
    "its percentage": "6.8984",
    "a numerator": "4327",
    "the denominator beside it": "9203",
    "their percentage": "47.0173",
    "a running total beside a small month": "7,001",
    "a figure that was corrected": "4,261",
    "a figure that was undone": "4,279",
    "what an officer answered": "4297 of them",
    "why an upload was undone": "4289 was a slip",
    "who brought a figure": "Canary Keeper",
}
FOLLOWS = {
    "the month between two running totals": "4389",
    "those who are not in the numerator": "4876",
    "how far a small count is from its target": "757",
    "the two hidden parts together, by their own sum": "9954",
    "the month with its separator": "4,389",
}
KEEPER = type(OFFICER)("Canary Keeper")


def a_workbook(name, *rows):
    heads = "Section,Ref,Indicator,Period,Numerator,Denominator,Value,Unit,Target,Commentary"
    lines = [f"Visits,,{i},{period},{n},{d},{value},,,{said}" for i, period, n, d, value, said in rows]
    return Workbook(name, "\r\n".join([heads, *lines, ""]).encode())


def march(a, said=""):
    return ("Part one", "2023-03", "", "", a, said)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A store with canaries in every place that a number of children may stand."""
    address = f"sqlite:///{tmp_path_factory.mktemp('canaries') / 'waymark.db'}"
    store = open_store(address)
    full = a_workbook(
        "canaries.csv",
        *(("All children", f"2023-0{n}", "", "", 61_507, "") for n in (2, 3)),
        *(("Part two", f"2023-0{n}", "", "", 5_711, "") for n in (2, 3)),
        *(("Part three", f"2023-0{n}", "", "", 51_553, "") for n in (2, 3)),
        ("Part one", "2023-02", "", "", 4_243, ""),
        march(4_261, "There were 4261 of them"),
        ("Share of part one", "2023-03", "", "", "6.8984%", ""),
        ("Seen in time", "2023-02", 40_000, 60_000, "66.6667%", ""),
        ("Seen in time", "2023-03", 4_327, 9_203, "47.0173%", "4327 in time"),
        ("Started since April", "2022-04", "", "", 7_001, ""),
        ("Started since April", "2022-05", "", "", 11_390, ""),
        ("Started since April", "2022-06", "", "", 17_001, ""),
        ("Average wait", "2023-03", "", "", 61.2345, ""),
    )
    for workbook in (full, a_workbook("corrected.csv", march(4_243)), a_workbook("undone.csv", march(4_279))):
        load_workbook(store, KEEPER, workbook, CATALOGUE, is_confirmed=True, keep_catalogue=True)
    undo_upload(store, KEEPER, 3, "4289 was a slip")
    said = Answer("C_TEST", "A", "2023-03", "Is 4243 right?", "It is right, because 4297 of them came.", "", "G9")
    with store.writing() as connection:
        save_answers(connection, 1, [said], "Canary Keeper", datetime(2023, 4, 12, tzinfo=UTC))
    set_rule(store, OFFICER, "canaries", SmallNumbersRule(4_999, symbol="**"), "So that canaries are seen")
    store.close()
    return address


def addresses(app):
    """Every address there is, for every figure."""
    codes = [i.code for i in CATALOGUE.indicators]
    filled = {
        "name": ["canaries", "canaries?period=2023-02", "canaries?rag=not_rated", "canaries?words=withheld", "nothing"],
        "code": [*codes, "A4243"],
        "number": ["1", "2", "3", "4"],
        "token": ["token"],
        "filename": [path.split("?")[0].rpartition("/")[2] for path in ("/assets/waymark.css", "/assets/scorecard.js")],
        "fingerprinted_path": [],
        "path": ["nowhere", "waymark.db"],
    }
    for rule in app.server.url_map.iter_rules():
        named = re.findall(r"<(?:\w+:)?(\w+)>", rule.rule)
        if not named:
            yield rule.rule
        elif named == ["file"]:
            for stem in ["canaries", *codes]:
                for ending in ("csv", "json", "xlsx", "pdf"):
                    yield f"{rule.rule.partition('<')[0]}{stem}.{ending}"
        elif named[0] in filled:
            for value in filled[named[0]]:
                yield re.sub(r"<[^>]+>", value, rule.rule)
    html = app.server.test_client().get("/indicator/C").get_data(as_text=True)
    yield from re.findall(r'src="(/_dash-component-suites/[^"]+)"', html)


def everything(app):
    """All that the server sends: (where, the text), whatever it is packed in."""
    client = app.server.test_client()
    for path in dict.fromkeys(addresses(app)):
        fixed = path.startswith(("/assets/", "/_dash-component-suites/"))  # the same bytes however they are packed
        for packing in ("identity",) if fixed else ("identity", "gzip", "br"):
            answer = client.get(path, headers={"Accept-Encoding": packing})
            yield f"{path} ({packing})", readable(answer)
            answer.close()
    for indicator in CATALOGUE.indicators:
        chart = {"output": "chart-place.children", "outputs": {"id": "chart-place", "property": "children"}}
        where = [{"id": "chart-address", "property": "pathname", "value": f"/indicator/{indicator.code}"}]
        where.append({"id": "chart-address", "property": "search", "value": ""})
        asked = {**chart, "inputs": where, "changedPropIds": ["chart-address.pathname"]}
        answer = client.post("/_dash-update-component", json=asked)
        assert answer.status_code == 200
        yield f"chart of {indicator.code}", answer.get_data(as_text=True)


def commands(address, audience, capsys):
    """All that the command line prints."""
    asked = [["scorecard"], ["scorecard", "canaries"], ["scorecard", "canaries", "--period", "2023-02"]]
    asked += [["history", i.code] for i in CATALOGUE.indicators]
    for command in asked:
        for form in ("text", "json", "csv"):
            assert main([*command, "--audience", audience.value, "--format", form, "--database", address]) == 0
            out, err = capsys.readouterr()
            yield f"{' '.join(command)} as {form}", out + err


def told(address, audience, capsys, caplog):
    """Everything that one audience is told, by where."""
    caplog.set_level(logging.DEBUG)
    store = open_store(address)
    app = create_app(store, AccessSettings(seen_as=audience))
    app._setup_server()
    found = dict(everything(app))
    store.close()
    found |= dict(commands(address, audience, capsys))
    times = re.compile(r'"(at|milliseconds)": [^,}]*')
    lines = [times.sub("", as_line(record)) for record in caplog.records if record.name == "waymark"]
    return found | {"the log": "\n".join([caplog.text, *lines])}


def stands_in(canary, text):
    """A number stands alone: not within a longer one, as it might by chance within a digest."""
    return canary in text and re.search(rf"(?<![0-9a-zA-Z.]){re.escape(canary)}(?!\d)", text) is not None


def test_no_byte_that_the_public_is_sent_holds_a_withheld_number(address, capsys, caplog):
    found = told(address, Audience.PUBLIC, capsys, caplog)
    assert len(found) > 150
    leaks = [
        (why, where)
        for why, canary in {**WITHHELD, **FOLLOWS}.items()
        for where, text in found.items()
        if stands_in(canary, text) and canary not in where
    ]
    assert leaks == []
    assert [shown for shown in SHOWN if not any(stands_in(shown, text) for text in found.values())] == []


def test_officers_are_shown_every_canary_so_that_the_search_can_fail(address, capsys, caplog):
    found = told(address, Audience.OFFICERS, capsys, caplog)
    missing = [why for why, canary in WITHHELD.items() if not any(stands_in(canary, text) for text in found.values())]
    assert missing == []
