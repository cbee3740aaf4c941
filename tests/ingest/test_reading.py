import pytest

from kpis.ingest.reading import read_workbook
from kpis.model.catalogue import Sign
from kpis.model.indicators import Basis
from kpis.model.observations import Marker
from kpis.model.problems import Outcome
from tests.builders import (
    MARCH,
    a_catalogue,
    a_count,
    a_csv,
    a_target,
    a_workbook,
    academic_year,
    an_indicator,
    financial_year,
    long_rows,
)

VISITS = an_indicator("T1", ref="1", name="Visits in time")
CONTACTS = a_count("C1", ref="2", name="Contacts")
PUPILS = a_count("P1", ref="3", name="Pupils absent", basis=Basis.ACADEMIC_YEAR)
CATALOGUE = a_catalogue(VISITS, CONTACTS, PUPILS, targets=[a_target(90.0)])
A_CONTACT = ("Contacts", "Mar-23", 5)


def read(rows, catalogue=CATALOGUE, **how):
    return read_workbook(a_workbook(rows, **how), "figures.xlsx", catalogue)


def found(reading):
    return [(p.code, p.cell, p.message.partition(": ")[2]) for p in reading.problems]


def figures(reading):
    return [(o.code, o.period, o.value, o.marker) for o in reading.observations]


def test_a_figure_is_read_with_its_cell_and_its_words():
    reading = read(long_rows(("Visits in time", "Mar-23", "56.7%")))
    (figure,) = reading.observations
    assert (reading.outcome, reading.scorecard, reading.layouts) == (Outcome.ACCEPT, "tests", ("long",))
    assert (figure.code, figure.period, figure.value, figure.marker) == ("T1", MARCH, 56.7, None)
    assert (figure.as_written, figure.sheet, figure.cell) == ("56.7%", "Sheet 1", "G2")


def test_a_marker_is_read_as_one_and_carries_no_number():
    reading = read(long_rows(("Contacts", "Mar-23", "x"), ("Contacts", "Apr-23", 0)))
    assert [(o.value, o.marker) for o in reading.observations] == [(None, Marker.SUPPRESSED), (0, None)]


def test_a_numerator_and_denominator_come_from_their_own_columns():
    row = {"Indicator": "Visits in time", "Period": "Mar-23", "Value": "9.6%", "Numerator": 17, "Denominator": 178}
    (figure,) = read(long_rows(row)).observations
    assert (figure.value, figure.numerator, figure.denominator) == (9.6, 17, 178)


def test_a_numerator_that_is_no_count_is_refused_at_its_own_cell():
    row = {"Indicator": "Visits in time", "Period": "Mar-23", "Value": "9.6%", "Numerator": 1.5}
    assert found(read(long_rows(row))) == [("E_NOT_WHOLE", "E2", '"1.5" is not a whole number, and this is a count.')]


def test_a_percentage_takes_the_fraction_that_is_printed_in_a_row_of_its_own():
    share = an_indicator("S1", name="Share stable", count_of="S2")
    rows = [("Indicator", "Apr-18", "May-18"), ("Share stable", "22.7%", "x"), ("Number stable", "64/282", "1/9")]
    reading = read(rows, a_catalogue(share, a_count("S2", name="Number stable")))
    fractions = {(o.code, o.period.number): (o.value, o.numerator, o.denominator) for o in reading.observations}
    assert fractions[("S1", 4)] == (22.7, 64, 282)
    assert fractions[("S1", 5)] == (None, None, None)


def test_an_unknown_indicator_names_the_nearest():
    reading = read(long_rows(A_CONTACT, ("Kontakts made", "Mar-23", 5)))
    sentence = 'no indicator in the catalogue is called "Kontakts made". The nearest is C1 "Contacts".'
    assert found(reading) == [("E_INDICATOR_UNKNOWN", "C3", sentence)]
    assert reading.problems[0].what_to_do == "Put the name right, or add the indicator to the catalogue first."


def test_an_unknown_ref_names_the_nearest_code():
    reading = read(long_rows(A_CONTACT, {"Ref": "C9", "Period": "Mar-23", "Value": 5}))
    assert found(reading)[0][2] == "no indicator in the catalogue is called C9. Did you mean C1?"


def test_an_indicator_like_no_other_gets_no_hint():
    sentence = 'no indicator in the catalogue is called "zzzz".'
    assert found(read(long_rows(A_CONTACT, ("zzzz", "Mar-23", 5))))[0][2] == sentence


def test_a_name_that_differs_only_by_a_slip_is_asked_about():
    reading = read(long_rows(("Visit in times", "Mar-23", "56.7%"), A_CONTACT))
    sentence = '"Visit in times" is not in the catalogue; the nearest is T1 "Visits in time".'
    assert found(reading) == [("C_INDICATOR_MATCH", "C2", sentence)]
    assert (reading.outcome, len(reading.observations)) == (Outcome.CONFIRM, 2)


def test_another_name_with_the_right_ref_is_taken_with_a_warning():
    row = {"Ref": "1", "Indicator": "Visits made in good time", "Period": "Mar-23", "Value": "56.7%"}
    reading = read(long_rows(row))
    sentence = 'the name "Visits made in good time" is not the catalogue\'s "Visits in time".'
    assert found(reading) == [("W_INDICATOR_NAME", "C2", sentence)]
    assert [o.code for o in reading.observations] == ["T1"]


def test_a_name_with_the_ref_of_another_indicator_is_refused():
    reading = read(long_rows({"Ref": "1", "Indicator": "Contacts", "Period": "Mar-23", "Value": 5}))
    sentence = 'the ref 1 and the name "Contacts" do not belong together: that indicator\'s ref is 2.'
    assert found(reading) == [("E_INDICATOR_UNKNOWN", "B2", sentence)]


@pytest.mark.parametrize("name", ["contacts", " CONTACTS ", "Calls"])
def test_case_spacing_and_aliases_do_not_count(name):
    catalogue = a_catalogue(a_count("C1", name="Contacts", aliases=("Calls",)))
    assert [o.code for o in read(long_rows((name, "Mar-23", 5)), catalogue).observations] == ["C1"]


def test_two_different_figures_for_one_cell_are_refused():
    reading = read(long_rows(A_CONTACT, ("Contacts", "March 2023", 6)))
    assert found(reading) == [("E_CONFLICT", "G2,G3", "C1 for March 2023 is 5 in G2 and 6 in G3.")]
    assert reading.problems[0].what_to_do == "Delete the wrong one."
    assert reading.outcome is Outcome.REJECT


def test_the_same_figure_twice_is_kept_once_with_a_warning():
    reading = read(long_rows(A_CONTACT, A_CONTACT))
    sentence = "C1 for March 2023 stands here again, with the same figure as in G2."
    assert found(reading) == [("W_DUPLICATE_ROW", "G3", sentence)]
    assert (reading.outcome, len(reading.observations)) == (Outcome.WARN, 1)


def test_all_problems_of_a_file_are_told_at_once():
    rows = long_rows(
        ("Contacts", "soon", 5),
        ("Contacts", None, 5),
        ("zzzz", "Mar-23", 5),
        ("Contacts", "Mar-23", "n/a"),
        ("Contacts", "Apr-23", "O"),
        ("Contacts", "May-23", None),
        ("Visits in time", "Mar-23", "£5"),
        ("Visits in time", "Apr-23", "-5%"),
    )
    reading = read(rows)
    assert sorted(p.code for p in reading.problems) == [
        "C_SYMBOL", "E_INDICATOR_UNKNOWN", "E_NEGATIVE", "E_NUMBER", "E_PERIOD", "E_PERIOD_MISSING", "E_UNIT",
        "E_VALUE_MISSING",
    ]  # fmt: skip
    assert all(p.message.startswith('Sheet "Sheet 1", cell ') and p.what_to_do for p in reading.problems)
    assert reading.outcome is Outcome.REJECT


def test_problems_of_every_sheet_are_told():
    reading = read(long_rows(("Contacts", "Mar-23", "O")), sheets=[long_rows(("Contacts", "Apr-23", "l"))])
    assert [(p.sheet, p.cell) for p in reading.problems] == [("Sheet 1", "G2"), ("Sheet 2", "G2")]


def test_a_blank_figure_is_missing_in_a_long_table():
    reading = read(long_rows(("Contacts", "Mar-23", None)))
    assert found(reading) == [("E_VALUE_MISSING", "G2", "the figure is missing.")]


def test_a_blank_figure_is_not_yet_known_in_a_grid():
    reading = read([("Indicator", "Apr-23", "May-23"), ("Contacts", 5, None)])
    assert (reading.problems, len(reading.observations)) == ((), 1)


def test_a_year_for_a_monthly_indicator_is_refused_in_a_long_table():
    sentence = "2022/23 is not a month, and this indicator is monthly."
    assert found(read(long_rows(("Contacts", "2022/23", 5)))) == [("E_PERIOD_KIND", "D2", sentence)]


def test_a_year_over_an_academic_year_indicator_is_an_academic_year():
    rows = [("Indicator", "2020/21 Actual", "2021/22 Actual"), ("Pupils absent", 5, 6), ("Contacts", 7, 8)]
    periods = {(o.code, o.period) for o in read(rows).observations}
    assert ("P1", academic_year(2021)) in periods
    assert ("C1", financial_year(2021)) in periods


def test_a_comparator_is_read_with_its_own_period_and_is_no_figure_of_ours():
    rows = [("Indicator", "2020/21 Actual", "England", "Q4 2022/23"), ("Visits in time", "5%", "21.5% (2021/22)", "6%")]
    reading = read(rows)
    (england,) = reading.comparators
    assert (england.code, england.name, england.value, england.period) == ("T1", "England", 21.5, financial_year(2021))
    assert len(reading.observations) == 2


@pytest.mark.parametrize("sign", ["-", "n/a", "x", "Not available"])
def test_a_sign_where_englands_figure_would_stand_is_not_available_and_asks_nothing(sign):
    rows = [("Indicator", "2020/21 Actual", "England", "Q4 2022/23"), ("Visits in time", "5%", sign, "6%")]
    reading = read(rows)
    assert [(c.value, c.marker) for c in reading.comparators] == [(None, Marker.NOT_AVAILABLE)]
    assert reading.problems == ()


def test_the_signs_of_the_scorecard_count_and_those_of_others_do_not():
    signs = [Sign("tests", "-", Marker.NOT_REPORTED), Sign("other", "n/a", Marker.NOT_REPORTED)]
    rows = long_rows(("Contacts", "Mar-23", "-"), ("Contacts", "Apr-23", "n/a"))
    reading = read(rows, a_catalogue(CONTACTS, signs=signs))
    assert [o.marker for o in reading.observations] == [Marker.NOT_REPORTED, Marker.NOT_AVAILABLE]
    assert [p.code for p in reading.problems] == ["C_SYMBOL"]


def test_the_scorecard_is_the_one_that_most_rows_belong_to():
    elsewhere = a_count("X1", scorecard="other", name="Contacts")
    catalogue = a_catalogue(elsewhere, VISITS, CONTACTS)
    reading = read(long_rows(("Visits in time", "Mar-23", "56.7%"), A_CONTACT), catalogue)
    assert reading.scorecard == "tests"
    assert [o.code for o in reading.observations] == ["T1", "C1"]


def test_a_target_other_than_the_catalogues_is_pointed_out():
    row = {"Indicator": "Visits in time", "Period": "Mar-23", "Value": "56.7%", "Target": "85%"}
    reading = read(long_rows(row))
    sentence = "the target here, 85%, is not the one in the catalogue."
    assert found(reading) == [("W_TARGET_DIFFERS", "I2", sentence)]
    assert reading.outcome is Outcome.WARN


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 and then nothing"])
def test_a_file_that_is_no_spreadsheet_is_one_problem_and_no_figures(content):
    reading = read_workbook(content, "figures.xlsx", CATALOGUE)
    assert (len(reading.problems), reading.outcome, reading.observations) == (1, Outcome.REJECT, ())
    assert reading.problems[0].message.startswith("This file ")


@pytest.mark.parametrize("rows", [[], long_rows()])
def test_a_table_without_rows_says_so(rows):
    (problem,) = read(rows).problems
    assert (problem.code, problem.message) == ("E_NO_ROWS", "there are no rows of figures.")
    assert problem.what_to_do == "Fill in the rows under the headings."


def test_a_sheet_of_something_else_names_the_headings_of_the_template():
    (problem,) = read([("Shopping", "Price"), ("Bread", 2)]).problems
    assert (problem.code, problem.message) == ("E_NO_TABLE", "no table of indicators was found.")
    assert problem.what_to_do == (
        "Use the template's headings (Section, Ref, Indicator, Period, Numerator, Denominator, Value, Unit, Target, "
        "Commentary), or a row for each indicator with a column for each month."
    )


def test_sheets_of_something_else_are_passed_over():
    reading = read([("Contents",), ("See the next sheet.",)], sheets=[long_rows(A_CONTACT)])
    assert figures(reading) == [("C1", MARCH, 5, None)]


def test_the_same_rows_as_csv_and_as_xlsx_say_the_same():
    rows = long_rows(("Visits in time", "Mar-23", "56.7%"), ("Contacts", "Mar-23", "x"))
    from_csv = read_workbook(a_csv(rows), "figures.csv", CATALOGUE)
    assert figures(from_csv) == figures(read(rows))
    assert from_csv.observations[0].cell == "G2"


def test_with_an_empty_catalogue_every_indicator_is_unknown():
    reading = read(long_rows(A_CONTACT), a_catalogue().only([]))
    assert [p.code for p in reading.problems] == ["E_INDICATOR_UNKNOWN"]


def test_an_unknown_ref_is_told_at_the_ref():
    reading = read(long_rows({"Ref": "99", "Indicator": "Contacts", "Period": "Mar-23", "Value": 5}))
    assert [(p.code, p.cell) for p in reading.problems] == [("E_INDICATOR_UNKNOWN", "B2")]


def test_a_month_that_has_not_begun_is_told_once_for_its_column():
    rows = [("Indicator", "Mar-23", "Mar-98"), ("Contacts", 1, 2), ("Visits in time", "50%", "60%")]
    reading = read(rows)
    assert found(reading) == [("E_PERIOD_FUTURE", "C1", "March 2098 has not begun.")]
    assert len(reading.observations) == 2


def test_a_month_for_an_indicator_of_years_says_so():
    reading = read(long_rows(A_CONTACT, ("Pupils absent", "Mar-23", 5)))
    assert found(reading) == [("E_PERIOD_KIND", "D3", "March 2023 is a month, and this indicator is not monthly.")]
    assert reading.problems[0].what_to_do == "Write the quarter as Q4 2022/23, or the year as 2022/23."


def test_a_table_without_a_single_figure_is_refused_and_not_only_warned_of():
    reading = read([("Indicator", "Period", "Value", "Rank"), ("Total", "Apr-24", 5, 1)])
    assert [p.code for p in reading.problems] == ["W_COLUMN_IGNORED", "W_ROW_SKIPPED", "E_NO_ROWS"]
