"""Trend pictures: where each mark stands, where a line breaks, and what is said of it."""

from kpis.exports.pdf.pictures import trend_picture
from kpis.model.observations import Marker
from tests.scorecard.builders import a_row, a_target


def test_marks_stand_across_by_date_and_up_by_value():
    picture = trend_picture(a_row({"2023-01": 10.0, "2023-02": 20.0, "2023-03": 15.0}))
    assert [mark["at"] for mark in picture["marks"]] == [[0.0, 0.0], [0.4746, 1.0], [1.0, 0.5]]
    assert (picture["lowest"], picture["highest"], picture["newest"]) == ("10.0%", "20.0%", "Now 15.0%")


def test_a_missing_month_and_a_withheld_one_break_the_line():
    row = a_row({"2022-10": 1.0, "2022-11": 2.0, "2023-01": 3.0, "2023-02": Marker.SUPPRESSED, "2023-03": 4.0})
    picture = trend_picture(row)
    assert [len(line) for line in picture["lines"]] == [2]
    assert len(picture["marks"]) == 4


def test_where_the_newest_figure_is_withheld_the_last_one_shown_has_its_month():
    row = a_row({"2023-01": 3.0, "2023-02": 4.0, "2023-03": Marker.SUPPRESSED})
    assert trend_picture(row)["newest"] == "4.0% in February 2023"


def test_one_figure_and_no_figure_make_no_picture():
    assert trend_picture(a_row({"2023-03": 4.0})) is None
    assert trend_picture(a_row({})) is None


def test_the_target_is_within_the_picture_and_in_its_words():
    picture = trend_picture(a_row({"2023-02": 10.0, "2023-03": 20.0}, targets=[a_target(90.0)], ref="7"))
    assert picture["highest"] == "90.0%"
    assert picture["goals"] == [[[0.0, 1.0], [1.0, 1.0]]]
    assert picture["alt"].startswith("Trend of 7 ")
    assert picture["alt"].endswith("Red at the end. Target 90.0%.")


def test_a_range_has_two_lines_and_a_flat_figure_stands_in_the_middle():
    assert len(trend_picture(a_row({"2023-02": 1.0, "2023-03": 2.0}, targets=[a_target(1.0, 2.0)]))["goals"]) == 2
    flat = trend_picture(a_row({"2023-02": 5.0, "2023-03": 5.0}))
    assert [mark["at"][1] for mark in flat["marks"]] == [0.5, 0.5]
    assert flat["lowest"] == ""
