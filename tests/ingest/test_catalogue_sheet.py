from datetime import date, datetime

import pytest

from kpis.ingest.catalogue_sheet import COLUMNS, read_catalogue
from kpis.model.catalogue import Sign
from kpis.model.errors import BadCatalogue, UnreadableFile
from kpis.model.indicators import Basis, Indicator, Polarity, ScorecardTitle, Unit
from kpis.model.observations import Marker
from kpis.model.targets import Target, TargetKind, ToleranceKind
from tests.builders import a_csv, a_workbook

USUAL = {
    "code": "T1", "scorecard": "tests", "name": "Visits in time", "unit": "percentage", "basis": "in_month",
    "polarity": "high_is_good",
}  # fmt: skip
CANNOT = "The catalogue cannot be used: "


@pytest.fixture
def write(tmp_path):
    """Writes rows beside one another as a catalogue and returns its path."""

    def written(*rows, headings=COLUMNS):
        path = tmp_path / "catalogue.csv"
        path.write_bytes(a_csv([headings, *([(USUAL | row).get(h, "") for h in headings] for row in rows)]))
        return path

    return written


def mistakes(path):
    with pytest.raises(BadCatalogue) as refusal:
        read_catalogue(path)
    assert str(refusal.value).startswith(CANNOT)
    return str(refusal.value).removeprefix(CANNOT).rstrip(".").split("; ")


def only_target(path):
    (target,) = read_catalogue(path).targets
    return target


def test_a_row_with_only_the_needed_columns_is_an_indicator(write):
    catalogue = read_catalogue(write({}, headings=tuple(USUAL)))
    basis, polarity = Basis.IN_MONTH, Polarity.HIGH_IS_GOOD
    assert catalogue.indicators == (
        Indicator("T1", "tests", "", "Visits in time", Unit.PERCENTAGE, 1, basis, polarity),
    )
    assert (catalogue.targets, catalogue.scorecards, catalogue.signs) == ((), (), ())


def test_a_row_with_every_column_is_read_whole(write):
    row = {
        "ref": "1a", "section": "Care", "decimals": "2", "counts_children": "Yes", "whole": "T1", "numerator": "visits",
        "denominator": "children", "count_of": "t1", "proxy": "yes", "aliases": "Calls | Seen |", "definition": "What.",
        "link": "MTFP5", "flag": "NEW",
    }  # fmt: skip
    (read,) = read_catalogue(write(row)).indicators
    assert (read.ref, read.section, read.decimals, read.link, read.flag) == ("1a", "Care", 2, "MTFP5", "NEW")
    assert (read.counts_children, read.proxy, read.aliases) == (True, True, ("Calls", "Seen"))
    assert (read.whole, read.count_of) == ("T1", "t1")
    assert (read.numerator, read.denominator, read.definition) == ("visits", "children", "What.")


def test_columns_may_stand_in_any_order_and_in_words(write):
    path = write({}, headings=tuple(reversed(USUAL)))
    path.write_bytes(path.read_bytes().replace(b"scorecard", b"Scorecard"))
    assert read_catalogue(path).indicators[0].scorecard == "tests"


def test_a_catalogue_may_be_a_workbook(tmp_path):
    path = tmp_path / "catalogue.xlsx"
    headings = [*USUAL, "decimals", "target", "target_in_force_from"]
    path.write_bytes(a_workbook([headings, [*USUAL.values(), 2, 90, datetime(2024, 4, 1)]]))
    catalogue = read_catalogue(path)
    assert catalogue.indicators[0].decimals == 2
    assert (catalogue.targets[0].low, catalogue.targets[0].in_force_from) == (90, date(2024, 4, 1))


@pytest.mark.parametrize(
    ("unit", "decimals"), [("count", 0), ("days", 0), ("pounds", 0), ("percentage", 1), ("ratio", 1), ("points", 1)]
)
def test_decimals_that_are_not_named_follow_the_unit(write, unit, decimals):
    assert read_catalogue(write({"unit": unit})).indicators[0].decimals == decimals


@pytest.mark.parametrize(
    ("row", "limits"),
    [
        ({"target": "90"}, (76.5, None)),
        ({"target": "90", "polarity": "low_is_good"}, (None, 103.5)),
        ({"target": "90", "tolerance": "10", "tolerance_kind": "relative"}, (81, None)),
        ({"target": "90", "tolerance": "2", "tolerance_kind": "points"}, (88, None)),
        ({"target": "90", "tolerance": "70", "tolerance_kind": "limit"}, (70, None)),
        ({"target": "90", "polarity": "close_to_target"}, (76.5, 103.5)),
        ({"target": "90", "polarity": "no_judgement"}, (None, None)),
        ({"target": "70-80"}, (59.5, 92)),
    ],
)
def test_the_amber_limit_is_worked_out_when_the_target_is_read(write, row, limits):
    target = only_target(write(row))
    assert (target.amber_low, target.amber_high) == limits


def test_a_target_keeps_its_source_reason_and_date(write):
    row = {
        "target": "90", "target_source": "Local", "target_reason": "Agreed in May", "tolerance": "15",
        "target_in_force_from": "2023-05-15", "tolerance_kind": "Relative",
    }  # fmt: skip
    relative, begins = ToleranceKind.RELATIVE, date(2023, 5, 15)
    expected = Target("T1", TargetKind.VALUE, 90, 90, 76.5, None, "Local", "Agreed in May", 15, relative, begins)
    assert only_target(write(row)) == expected


@pytest.mark.parametrize(("text", "day"), [("2024-04-01", date(2024, 4, 1)), ("Apr-24", date(2024, 4, 1)), ("", None)])
def test_a_target_begins_on_a_day_or_with_a_month(write, text, day):
    assert only_target(write({"target": "90", "target_in_force_from": text})).in_force_from == day


@pytest.mark.parametrize(
    ("text", "kind"), [("monitor", TargetKind.MONITOR), ("tbc", TargetKind.TO_BE_CONFIRMED), ("TBC", "to_be_confirmed")]
)
def test_monitor_and_tbc_are_targets_without_numbers(write, text, kind):
    assert only_target(write({"target": text})) == Target("T1", TargetKind(kind))


def test_the_source_printed_with_a_target_is_its_source(write):
    assert only_target(write({"target": "7.6% England"})).source == "England"


@pytest.mark.parametrize(
    ("row", "mistake"),
    [
        (
            {"unit": "pints"},
            'row 2, unit: "pints" is none of percentage, count, rate_per_10000, ratio, points, days, pounds',
        ),
        (
            {"basis": "weekly"},
            'row 2, basis: "weekly" is none of in_month, snapshot, year_to_date, rolling_12_months, since_date, '
            "quarter, year, academic_year",
        ),
        (
            {"polarity": ""},
            'row 2, polarity: "" is none of high_is_good, low_is_good, close_to_target, no_judgement',
        ),
        ({"name": ""}, "row 2, name: is missing"),
        ({"scorecard": " "}, "row 2, scorecard: is missing"),
        ({"decimals": "-1"}, "row 2, decimals: must be 0 to 6"),
        ({"decimals": "7"}, "row 2, decimals: must be 0 to 6"),
        ({"decimals": "1.5"}, 'row 2, decimals: "1.5" is not a number'),
        ({"counts_children": "some"}, 'row 2, counts_children: "some" is neither yes nor no'),
        ({"proxy": "maybe"}, 'row 2, proxy: "maybe" is neither yes nor no'),
        ({"target": "soon"}, 'row 2, target: "soon" is not a target'),
        ({"target": "80-70"}, 'row 2, target: the range "80-70" ends below its beginning'),
        ({"target": "90", "tolerance": "wide"}, 'row 2, tolerance: "wide" is not a number'),
        ({"target": "90", "tolerance": "nan"}, 'row 2, tolerance: "nan" is not a number'),
        ({"target": "90", "tolerance": "inf"}, 'row 2, tolerance: "inf" is not a number'),
        ({"target": "90", "tolerance": "1_5"}, 'row 2, tolerance: "1_5" is not a number'),
        ({"target": "90", "tolerance": "-15"}, "row 2, tolerance: is below nought"),
        ({"target": "90", "tolerance_kind": "limit"}, "row 2, tolerance: is missing, and tolerance_kind is limit"),
        (
            {"target": "90", "tolerance": "5", "tolerance_kind": "bands"},
            'row 2, tolerance_kind: "bands" is none of relative, points, limit',
        ),
        (
            {"target": "90", "target_in_force_from": "04/01/2024"},
            'row 2, target_in_force_from: "04/01/2024" is not a date such as 2024-04-01',
        ),
        ({"whole": "Z1"}, 'T1: whole names "Z1", which is not in the catalogue'),
        ({"count_of": "Z1"}, 'T1: count_of names "Z1", which is not in the catalogue'),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_row_and_column(write, row, mistake):
    assert mistakes(write(row)) == [mistake]


@pytest.mark.parametrize("decimals", ["0", "6"])
def test_decimals_may_be_0_to_6(write, decimals):
    assert read_catalogue(write({"decimals": decimals})).indicators[0].decimals == int(decimals)


def test_all_mistakes_are_named_at_once(write):
    rows = [{"unit": "pints", "proxy": "maybe"}, {"code": "T2", "name": ""}, {"code": "t1", "whole": "Z1"}]
    assert [m.partition(": ")[0] for m in mistakes(write(*rows))] == [
        "row 2, unit",
        "row 2, proxy",
        "row 3, name",
        "the code t1 stands twice",
        "t1",
    ]


def test_an_unknown_column_is_refused_by_name(write):
    assert mistakes(write({}, headings=(*USUAL, "Colour"))) == ['there is no column called "colour"']


def test_every_missing_column_is_named(write):
    assert mistakes(write({}, headings=("code", "name"))) == [
        'the column "scorecard" is missing',
        'the column "unit" is missing',
        'the column "basis" is missing',
        'the column "polarity" is missing',
    ]


def test_a_catalogue_of_headings_alone_is_refused(write):
    assert mistakes(write()) == ["it holds no rows"]


def test_a_catalogue_without_a_cell_is_refused(tmp_path):
    path = tmp_path / "catalogue.csv"
    path.write_bytes(b"\n")
    with pytest.raises(BadCatalogue) as refusal:
        read_catalogue(path)
    assert str(refusal.value) == "The catalogue catalogue.csv holds no rows."


def test_a_file_that_is_no_sheet_is_refused(tmp_path):
    path = tmp_path / "catalogue.pdf"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(UnreadableFile) as refusal:
        read_catalogue(path)
    assert str(refusal.value) == "This file is a PDF, and not a spreadsheet. Upload an .xlsx, .ods or .csv file."


def test_titles_and_signs_are_read_from_the_sheets_beside_it(write):
    path = write({})
    path.with_name("scorecards.csv").write_bytes(a_csv([("scorecard", "title"), ("tests", "Tests")]))
    path.with_name("signs.csv").write_bytes(a_csv([("scorecard", "sign", "marker"), ("tests", "x", "suppressed")]))
    catalogue = read_catalogue(path)
    assert catalogue.scorecards == (ScorecardTitle("tests", "Tests"),)
    assert catalogue.signs == (Sign("tests", "x", Marker.SUPPRESSED),)
