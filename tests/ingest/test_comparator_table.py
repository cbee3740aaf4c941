"""Files of other areas' figures: each layout, and everything odd told with its place."""

from dataclasses import replace

import pytest

from kpis.ingest.comparator_reading import is_about_other_areas
from kpis.model.comparisons import Measure
from kpis.model.observations import Marker
from kpis.model.periods import PeriodKind
from kpis.model.problems import Outcome
from tests.builders import a_workbook
from tests.ingest.areas import KNOWN, a_long_file, codes, figures, looked_after, packed, read


def test_a_long_file_is_read_by_area_code_and_year():
    reading = read(a_long_file(looked_after(2025, "Plymouth", 101, "879.0"), looked_after(2025, "England", "67")))
    assert figures(reading) == {("LAC", "879", "2024/25"): 101.0, ("LAC", "970", "2024/25"): 67.0}
    assert (reading.outcome, reading.measures[0].name) == (Outcome.ACCEPT, "Children looked after rate")


def test_the_same_file_packed_says_the_same():
    content = a_long_file(looked_after(2025, "Plymouth", 101))
    assert read(packed(content), "areas.csv.gz").figures == read(content).figures


@pytest.mark.parametrize(
    "year, year_type, kind, label",
    [
        ("2025", "Financial Year", PeriodKind.FINANCIAL_YEAR, "2024/25"),
        ("2025", "Annual", PeriodKind.FINANCIAL_YEAR, "2024/25"),
        ("2024-25", "Financial Year", PeriodKind.FINANCIAL_YEAR, "2024/25"),
        ("2025", "Academic Year", PeriodKind.ACADEMIC_YEAR, "2024/25"),
        ("2025", "Annual - January", PeriodKind.ACADEMIC_YEAR, "2024/25"),
        ("2025", "Annual (end of Sept)", PeriodKind.CALENDAR_YEAR, "2025"),
        ("2025", "Calendar Year", PeriodKind.CALENDAR_YEAR, "2025"),
    ],
)
def test_a_year_is_the_one_that_ends_in_it(year, year_type, kind, label):
    (figure,) = read(a_long_file(f"M,{year},Plymouth,5,,M,{year_type},Rate")).figures
    assert (figure.period.kind, figure.period.label) == (kind, label)


@pytest.mark.parametrize(
    "sign, marker",
    [
        ("c", Marker.SUPPRESSED),
        ("[c]", Marker.SUPPRESSED),
        ("low", Marker.SUPPRESSED),
        ("x", Marker.NOT_AVAILABLE),
        ("-", Marker.NOT_AVAILABLE),
        (":", Marker.NOT_AVAILABLE),
        ("z", Marker.NOT_APPLICABLE),
    ],
)
def test_a_sign_is_no_number_and_is_told_with_how_often(sign, marker):
    reading = read(a_long_file(looked_after(2024, "Plymouth", sign), looked_after(2025, "Plymouth", sign)))
    assert [(f.value, f.marker) for f in reading.figures] == [(None, marker)] * 2
    told = next(p for p in reading.problems if p.code == "W_AREA_SIGN")
    assert "2 figures are not drawn" in told.message
    assert "W_AREA_ALL_WITHHELD" in codes(reading)


@pytest.mark.parametrize("text", ["1O.5", "n.k.", "nan", "inf", "1e999", "ten", "=1+1"])
def test_what_is_no_number_refuses_the_file_with_its_row(text):
    reading = read(a_long_file(looked_after(2024, "England", 1), looked_after(2025, "Plymouth", text)))
    (problem,) = [p for p in reading.problems if p.code == "E_AREA_VALUE"]
    assert (reading.outcome, problem.cell) == (Outcome.REJECT, "3:3")
    assert text in problem.message


def test_two_figures_for_one_area_and_year_refuse_the_file_and_name_both():
    reading = read(a_long_file(looked_after(2025, "Plymouth", 101), looked_after(2025, "Plymouth", 99)))
    (problem,) = reading.problems
    assert problem.code == "E_AREA_TWO_VALUES"
    assert "LAC, Plymouth, 2024/25 has two figures: 101 in row 2 and 99 here." in problem.message


def test_the_same_figure_twice_is_kept_once():
    reading = read(a_long_file(*[looked_after(2025, "Plymouth", 101)] * 3))
    assert (len(reading.figures), codes(reading)) == (1, ["W_AREA_REPEATED"])
    assert "2 rows" in reading.problems[0].message


def test_an_area_that_nobody_knows_is_left_out_with_the_nearest_name():
    reading = read(a_long_file(looked_after(2025, "Plymuoth", 5), looked_after(2025, "England", 67)))
    assert list(figures(reading)) == [("LAC", "970", "2024/25")]
    assert codes(reading) == ["W_AREA_UNKNOWN"]
    assert "Did you mean Plymouth?" in reading.problems[0].message


def test_a_year_that_is_none_is_left_out_and_told():
    reading = read(a_long_file(looked_after("0", "Plymouth", 5), looked_after("2024-26", "Plymouth", 5)))
    assert [c for c in codes(reading) if c == "W_AREA_YEAR"] == ["W_AREA_YEAR"] * 2
    assert codes(reading)[-1] == "E_AREA_NO_ROWS"


def test_a_measure_of_no_indicator_is_kept_and_told_once_with_how_many():
    rows = [f"M{n},2025,Plymouth,5,,Measure {n},Annual,Rate" for n in range(3)]
    reading = read(a_long_file(*rows))
    assert (len(reading.figures), codes(reading)) == (3, ["W_AREA_MEASURE"])
    assert "Measures that belong to no indicator: 3." in reading.problems[0].message


def test_counts_and_the_year_of_the_population_stay_with_their_rate():
    content = "short_desc,year,area,value,numerator,denominator,population year\nLAC,2025,Plymouth,101,527,52178,2023\n"
    (figure,) = read(content).figures
    assert (figure.numerator, figure.denominator, figure.population_year) == (527.0, 52178.0, 2023)


def test_a_denominator_of_nobody_makes_no_figure():
    reading = read("short_desc,year,area,value,numerator,denominator\nLAC,2025,Plymouth,0,0,0\n")
    assert [(f.value, f.marker) for f in reading.figures] == [(None, Marker.NOT_APPLICABLE)]
    assert "W_AREA_DENOMINATOR" in codes(reading)


def test_what_a_spreadsheet_made_of_a_decimal_is_that_decimal():
    (figure,) = read(a_long_file(looked_after(2025, "Plymouth", "87.600000000000009"))).figures
    assert figure.value == 87.6


def test_the_prepared_file_has_a_column_for_each_area_and_for_the_neighbours_together():
    content = (
        "our_indicator_ref,lait_short,measure,polarity,year_type,period,plymouth,england,sn2025_mean,sn2025_median\n"
        "20,LAC,Children looked after,-,Annual,2025,101,67,90.0,85.0\n"
        "99 (DfE: other ages),LAC,Children looked after,-,Annual,2024,98,,91.0,86.0\n"
    )
    reading = read(content)
    assert figures(reading)["LAC", "SN2025-median", "2024/25"] == 85.0
    assert len(reading.figures) == 7
    assert codes(reading) == ["W_AREA_INDICATOR"]
    assert 'no indicator has the ref "99"' in reading.problems[0].message


def test_averages_of_another_councils_neighbours_are_left_out_and_told():
    content = "lait_short,measure,period,bristol,england,sn2025_mean\nLAC,Children looked after,2025,59,67,90.0\n"
    reading = read(content)
    assert set(figures(reading)) == {("LAC", "801", "2024/25"), ("LAC", "970", "2024/25")}
    (told,) = [p for p in reading.problems if p.code == "W_AREA_AVERAGES"]
    assert (
        "the averages are of the statistical neighbours of Bristol, City of, and ours is Plymouth: left out."
        in told.message
    )


def test_a_table_of_years_is_of_the_measure_in_its_title():
    content = "Children looked after rate per 10,000,,\n,,\nLocal authority,2024,2025\nPlymouth,98,101\nBristol,59,c\n"
    reading = read(content)
    assert figures(reading)["LAC", "801", "2023/24"] == 59.0
    assert [f.marker for f in reading.figures if f.value is None] == [Marker.SUPPRESSED]


def test_a_table_of_years_without_a_known_title_is_refused():
    reading = read("Something else,,\nLocal authority,2024,2025\nPlymouth,98,101\n")
    assert codes(reading) == ["E_AREA_MEASURE"]


def test_open_data_has_a_measure_for_each_column_and_each_part_of_the_children():
    content = (
        "time_period,time_identifier,geographic_level,country_name,region_name,old_la_code,la_name,age,number,rate\n"
        "202425,Financial year,National,England,,,,Total,81770,67\n"
        "202425,Financial year,Local authority,England,South West,879,Plymouth,Total,527,101\n"
        "202425,Financial year,Local authority,England,South West,879,Plymouth,10 to 15,210,c\n"
        "202425,Financial year,Ward,England,South West,879,Plymouth,Total,3,1\n"
    )
    reading = read(content)
    found = figures(reading)
    assert found["number", "879", "2024/25"] == 527.0
    assert found["rate", "970", "2024/25"] == 67.0
    assert found["number (10 to 15)", "879", "2024/25"] == 210.0
    assert found["rate (10 to 15)", "879", "2024/25"] is None
    assert any('"Ward" is neither national' in p.message for p in reading.problems)


def test_a_workbook_is_read_like_a_text():
    rows = [["Children looked after rate per 10,000"], ["Local authority", 2024, 2025], ["Plymouth", 98, 101]]
    assert figures(read(a_workbook(rows), "lait.xlsx"))["LAC", "879", "2024/25"] == 101.0


@pytest.mark.parametrize(
    "content, name, code",
    [
        (b"", "areas.csv", "E_EMPTY_FILE"),
        (b"a,b\n1,2\n", "areas.csv", "E_AREA_NO_TABLE"),
        (a_long_file(), "areas.csv", "E_AREA_NO_ROWS"),
        (b"\x1f\x8b damaged", "areas.csv.gz", "E_ZIP_DAMAGED"),
        (packed(a_long_file(looked_after(2025, "Plymouth", 1)))[:-20], "areas.csv.gz", "E_ZIP_DAMAGED"),
        (packed(b"  "), "areas.csv.gz", "E_EMPTY_FILE"),
        (b"%PDF-1.7", "areas.pdf", "E_NOT_A_SPREADSHEET"),
        (a_long_file('LAC,2025,"Plymouth,1'), "areas.csv", "E_CSV"),
    ],
)
def test_a_file_that_holds_nothing_to_compare_is_refused_in_one_sentence(content, name, code):
    reading = read(content, name)
    assert (reading.outcome, codes(reading)) == (Outcome.REJECT, [code])


def test_a_file_is_known_by_its_headings_and_a_council_s_own_workbook_is_not_taken_for_one():
    content = a_long_file(looked_after(2025, "Plymouth", 1))
    ours = b"Section,Ref,Indicator,Period,Numerator,Denominator,Value,Unit,Target,Commentary\n"
    yearly = b"Area,Indicator,2021/22,2022/23\nFront door,Visits,1,2\n"
    assert is_about_other_areas(content, "a.csv")
    assert is_about_other_areas(packed(content), "a.csv.gz")
    assert not any(is_about_other_areas(c, "a.csv") for c in (ours, yearly, b"", b"\x1f\x8b?"))
    assert not is_about_other_areas(content, "a.xlsx")


def test_a_table_whose_first_column_has_no_heading_is_one_of_areas_and_years():
    content = '"Children looked after rate per 10,000 in England, 2023 to 2025",,\n,2023,2024,2025\n' + (
        "England,70,70,67\nPlymouth,95,98,101\nTorbay,c,130,z\n1. Rates are rounded,,,\n"
    )
    reading = read(content)
    assert figures(reading)["LAC", "879", "2024/25"] == 101.0
    assert [f.marker for f in reading.figures if f.value is None] == [Marker.SUPPRESSED, Marker.NOT_APPLICABLE]
    assert [p.code for p in reading.problems if "1. Rates" in p.message] == ["W_AREA_UNKNOWN"]
    ours = b",2023,2024\nVisits in time,60,70\n"
    assert not is_about_other_areas(ours, "ours.csv")


def test_open_data_from_the_table_tool_names_each_place_in_one_column():
    content = (
        "location,location_code,geographic_level,time_period,sex,number\n"
        "England,E92000001,National,2025,Total,81770\nSouth West,E12000009,Regional,2025,Total,6640\n"
        "Plymouth,E06000026,Local authority,2025,Total,527\nPlymouth,E06000026,Local authority,2025,Male,300\n"
    )
    found = figures(read(content))
    assert found["number", "970", "2024/25"] == 81770.0
    assert found["number", "879", "2024/25"] == 527.0
    assert found["number (Male)", "879", "2024/25"] == 300.0


def test_a_published_table_with_its_number_notes_and_signs_is_read_past_them():
    rows = [
        ["Table LAA1: Children looked after rate per 10,000 children aged under 18 years"],
        ["Years ending 31 March 2024 to 2025"],
        [],
        ["Area code", "LA code", "Local authority", 2024, 2025],
        ["E92000001", None, "ENGLAND", 70, 67],
        ["E06000026", 879, "Plymouth", 98, "101"],
        ["E06000027", 880, "Torbay", "x", 143],
        [],
        ["1. Source: SSDA903"],
    ]
    reading = read(a_workbook(rows), "SFR_tables.xlsx")
    assert figures(reading)["LAC", "970", "2023/24"] == 70.0
    assert figures(reading)["LAC", "879", "2024/25"] == 101.0
    assert [(f.area, f.marker) for f in reading.figures if f.value is None] == [("880", Marker.NOT_AVAILABLE)]


def test_a_title_that_holds_the_names_of_two_measures_is_of_the_longer_one():
    measures = (Measure("N", "Children looked after"), Measure("R", "Children looked after rate per 10,000"))
    content = "Children looked after rate per 10,000,,\nLocal authority,2024,2025\nPlymouth,98,101\n"
    assert {f.measure for f in read(content, known=replace(KNOWN, measures=measures)).figures} == {"R"}
