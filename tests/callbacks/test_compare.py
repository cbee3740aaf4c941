"""The page of a comparison, its chart and its files, asked for as a browser asks."""

import csv
import io
import re

import pytest

from app import OFFICER_HERE, create_app, load_demonstration
from callbacks.compare import show_chart
from callbacks.wiring import Wiring
from kpis.store.engine import open_store
from layouts.figures.areas import areas_figure
from tests.operations.builders import OFFICER


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('compare') / 'waymark.db'}")
    load_demonstration(store)
    yield store
    store.close()


@pytest.fixture(scope="module")
def visitor(demonstration):
    return create_app(demonstration).server.test_client()


def text(answer):
    return answer.get_data(as_text=True)


def test_what_differs_in_the_definition_is_said_before_any_number(visitor):
    html = text(visitor.get("/compare/N49?year=2022/23&model=2021"))
    said = html.index("Not counted the same: the department counts care leavers aged 19 to 21")
    assert said < html.index("47.0%")
    assert "Plymouth is worse than England: 56.0% is outside Plymouth’s likely range." in html
    assert "It depends on the model: Plymouth is worse than the mean of its neighbours in the 2021 model" in html
    assert "Crown copyright. Open Government Licence v3.0" in html


def test_a_printed_figure_of_england_says_before_it_that_the_department_counts_differently(visitor):
    html = text(visitor.get("/scorecard/quarterly-report-2022-23"))
    row = next(r for r in re.findall(r"<tr[^>]*data-section.*?</tr>", html) if 'href="/indicator/R1-11"' in r)
    assert 'Counted differently</span>55.0%<span class="small">2021/22' in row
    assert "Similar councils are our statistical neighbours" in html


def test_every_authority_stands_in_the_table_once_and_ours_is_marked(visitor):
    html = text(visitor.get("/compare/N20"))
    rows = re.findall(r'<tr role="row"><th role="rowheader" scope="row">(.*?)</th>', html)
    assert len(rows) == len(set(rows)) == 151 + 2
    assert rows.count("<strong>Plymouth</strong>") == 1
    assert html.count("Statistical neighbour, ") == 10


def test_year_and_model_are_chosen_by_a_form_that_needs_no_script(visitor):
    html = text(visitor.get("/compare/N20?year=2022/23&model=2021"))
    assert 'method="get"' in html
    assert re.findall(r'<option value="([^"]+)" selected>', html) == ["2022/23", "2021"]


@pytest.mark.parametrize(
    "path, status, sentence",
    [
        ("/compare/N01", 404, "N01 is not compared: no published measure is linked to it."),
        ("/compare/N999", 404, "No indicator called N999."),
        ("/compare/N20?year=1066", 404, "There are no figures of other areas for 1066."),
        ("/compare/N20?model=nearest", 404, "There is no model of statistical neighbours called"),
        ("/api/v1/comparisons/N20.pdf", 404, "file ends in .json or .csv"),
    ],
)
def test_what_is_not_there_has_its_own_sentence(visitor, path, status, sentence):
    answer = visitor.get(path)
    assert answer.status_code == status
    assert sentence in text(answer)


def test_the_files_hold_what_the_page_shows(visitor):
    found = visitor.get("/api/v1/comparisons/N49.json?year=2022/23&model=2021").get_json()
    (ours,) = [a for a in found["areas"] if a["role"] == "ours"]
    assert (ours["area"], ours["shown"], found["same_definition"]) == ("Plymouth", "47.0%", False)
    assert ours["interval"] == pytest.approx([39.76, 54.17], abs=0.1)
    assert len(found["depends_on"]) == 2
    rows = list(csv.DictReader(io.StringIO(text(visitor.get("/api/v1/comparisons/N49.csv?year=2022/23"))[1:])))
    assert [r["shown"] for r in rows if r["role"] == "england"] == ["56.0%"]
    assert rows[0]["source"].endswith("Department for Education, Crown copyright, Open Government Licence v3.0")


def test_the_chart_says_in_words_what_it_shows_and_marks_by_shape(demonstration):
    wiring = Wiring(demonstration, lambda: OFFICER_HERE, lambda page: ("", 200))
    chart = show_chart(wiring, "/compare/N20", "?year=2024%2F25")
    assert getattr(chart, "aria-label") == (
        "Chart of 151 authorities in order of their figure, 2024/25. Plymouth is at place 130, with 101.0. "
        "England: 67.0. Every figure is in the table below."
    )
    assert show_chart(wiring, "/indicator/N20", "") is None
    assert show_chart(wiring, "/compare/NOPE", None).className == "inset"


def test_ours_the_neighbours_and_the_region_have_shapes_of_their_own(demonstration):
    from kpis.operations.compare import comparison_of

    comparison = comparison_of(demonstration, OFFICER, "N20")
    figure = areas_figure(comparison)
    shapes = {trace.marker.symbol: len(trace.x) for trace in figure.data if trace.marker.symbol}
    assert shapes == {"circle": 140, "diamond": 10, "square": 1, "star": 1}
    lines = [trace.name for trace in figure.data if trace.mode == "lines"]
    assert lines[-1] == "England: 67.0"
    assert len(lines) == 4
    assert next(a.text for a in figure.layout.annotations) == "<b>Plymouth</b> 101.0"
    drawn = sum(len(trace.x) for trace in figure.data if trace.marker.symbol)
    assert drawn == len(comparison.places)


def test_an_indicator_leads_to_its_comparison_only_where_there_is_one(visitor):
    assert 'href="/compare/N20"' in text(visitor.get("/indicator/N20"))
    assert "/compare/" not in text(visitor.get("/indicator/N01"))
    elsewhere = text(visitor.get("/indicator/N49")).partition("<h2>Elsewhere</h2>")[2]
    assert elsewhere.index("aged 19 to 21") < elsewhere.index("56.0%")
    assert 'href="/methods#elsewhere"' in elsewhere


def test_a_scorecard_says_how_others_are_counted_before_their_figures(visitor):
    html = text(visitor.get("/scorecard/indicators-of-success-2023"))
    assert (
        "Elsewhere, counted the same, 2022/23: England 70.0, South West 63.0, similar councils 94.3, "
        "the middle one of them 90.0" in html
    )
    assert "Elsewhere, counted differently, 2022/23: England 56.0%, South West 56.0%, similar councils 53.9%." in html


def test_an_indicator_says_where_another_average_would_turn_its_comparison_round(visitor):
    html = text(visitor.get("/indicator/N20"))
    assert (
        "It depends on the average: ours is lower than the mean of the neighbours (94.3), and higher than their median "
        "(90.0)."
    ) in html
    assert "It depends on" not in text(visitor.get("/indicator/N49"))


def test_the_list_of_uploads_counts_figures_of_other_areas(visitor):
    html = text(visitor.get("/uploads"))
    assert "7,588 of other areas" in html
    assert "10 of other areas" in html
