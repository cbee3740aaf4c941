"""Everything a person can do without a screen: exit statuses, sentences and answers."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import load_published
from kpis.cli import main
from kpis.store.engine import ADDRESS_VARIABLE, NO_ADDRESS, open_store
from tests.builders import a_workbook as a_workbook_of
from tests.ingest.areas import a_long_file, looked_after
from tests.operations.builders import CONTACTS, GOOD, QUESTIONABLE, REJECTED, TIMELINESS, a_workbook

ROOT = Path(__file__).parents[1]
WORKBOOKS = ROOT / "data" / "workbooks"
MISSING = WORKBOOKS / "missing-children-2023.xlsx"
CATALOGUE = (
    "code,scorecard,section,name,unit,decimals,basis,polarity,target\n"
    f"T1,tests,Visits,{TIMELINESS},percentage,1,in_month,high_is_good,90\n"
    f"T2,tests,Visits,{CONTACTS},count,0,in_month,no_judgement,\n"
)
CHECK_KEYS = {"file", "outcome", "observations", "problems"}
PROBLEM_KEYS = {"code", "severity", "sheet", "cell", "indicator", "period", "message", "what_to_do"}
ROW_KEYS = {
    "code", "ref", "name", "unit", "basis", "polarity", "period", "value", "shown", "marker", "numerator",
    "denominator", "target", "rag", "rag_reason", "direction", "variation", "assurance", "verdict", "comparators",
    "history", "source",
}  # fmt: skip


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@pytest.fixture(scope="module")
def published_address(tmp_path_factory):
    """A store on disk with the published figures, for commands that only read."""
    address = f"sqlite:///{tmp_path_factory.mktemp('cli') / 'published.db'}"
    store = open_store(address)
    load_published(store)
    store.close()
    return address


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Runs one command on a store of its own: (status, standard output, standard error)."""
    monkeypatch.setenv(ADDRESS_VARIABLE, f"sqlite:///{tmp_path / 'store.db'}")

    def command(*arguments):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            status = stopped.code
        return status, *capsys.readouterr()

    return command


@pytest.fixture
def read(run, published_address):
    """Runs one command on the published figures."""
    return lambda *arguments: run(*arguments, "--database", published_address)


@pytest.fixture
def put(tmp_path):
    """Puts a workbook or bytes in a file and returns its path."""

    def write(workbook, name=None):
        content = workbook if isinstance(workbook, bytes) else workbook.content
        path = tmp_path / (name or workbook.file_name)
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def catalogue(put):
    """The small catalogue that the workbooks of these tests are read with."""
    return "--catalogue", put(CATALOGUE.encode(), "catalogue.csv")


def assert_refused(answer, sentence):
    """Status 2, nothing on standard output and one sentence on standard error."""
    status, out, err = answer
    assert (status, out, err) == (2, "", sentence + "\n")


def as_json(text):
    """Parses JSON and refuses NaN, which is none."""

    def refuse(constant):
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(text, parse_constant=refuse)


def assert_nothing_is_kept(run):
    status, out, _ = run("scorecard", "--format", "json")
    assert (status, as_json(out)) == (0, {"scorecards": []})


# check


def test_a_workbook_with_nothing_wrong_is_status_0(run, put, catalogue):
    path = put(GOOD)
    status, out, err = run("check", path, *catalogue)
    assert (status, out.splitlines()[0], err) == (0, f"{path}: 3 figures read; nothing wrong.", "")


def test_a_check_says_how_much_it_could_not_check(run, put, catalogue):
    _, out, _ = run("check", put(GOOD), *catalogue)
    assert "  A percentage against its fraction: 0 looked at, 0 to look into." in out
    assert "      2 not checked: no numerator and denominator are given." in out


def test_a_wrong_figure_in_a_published_workbook_is_found_with_its_sum_and_status_1(read):
    status, out, err = read("check", MISSING)
    assert (status, err) == (1, "")
    assert "is 2.8 in April 2023, and 40 (M05) out of 14" in out


def test_a_workbook_with_a_warning_is_status_1(run, put, catalogue):
    twice = a_workbook((TIMELINESS, "2023-03", "60.0%"), (TIMELINESS, "2023-03", "60.0%"))
    status, out, err = run("check", put(twice), *catalogue)
    assert (status, err) == (1, "")
    assert "W_DUPLICATE_ROW" in out


def test_a_workbook_with_a_question_is_status_1(run, put, catalogue):
    status, out, err = run("check", put(QUESTIONABLE), *catalogue)
    assert (status, err) == (1, "")
    assert "C_PERCENT_RANGE" in out


def test_a_workbook_that_is_rejected_is_status_2_and_says_why_in_one_sentence(run, put, catalogue):
    path = put(REJECTED)
    status, out, err = run("check", path, *catalogue)
    assert status == 2
    assert out.startswith(f"{path}: 1 figure read; cannot be taken in.")
    assert err == f'{path} cannot be taken in: Cell G3: "many" is not a number.\n'


def test_all_problems_are_reported_and_the_sentence_counts_the_rest(run, put, catalogue):
    path = put(a_workbook((TIMELINESS, "2023-02", "many"), (TIMELINESS, "2023-03", "few")))
    status, out, err = run("check", path, *catalogue)
    assert status == 2
    assert out.count("E_NUMBER") == 2
    assert err == f'{path} cannot be taken in: Cell G2: "many" is not a number. (1 more like it)\n'


@pytest.mark.parametrize(
    "workbook, status, outcome", [(GOOD, 0, "accept"), (QUESTIONABLE, 1, "confirm"), (REJECTED, 2, "reject")]
)
def test_a_check_as_json_has_the_contracts_keys(workbook, status, outcome, run, put, catalogue):
    path = put(workbook)
    returned, out, _ = run("check", path, *catalogue, "--format", "json")
    answer = as_json(out)
    assert (returned, answer["outcome"], answer["file"]) == (status, outcome, str(path))
    assert set(answer) == CHECK_KEYS
    assert all(set(problem) == PROBLEM_KEYS for problem in answer["problems"])
    assert bool(answer["problems"]) is (outcome != "accept")


def test_a_check_makes_no_store(run, tmp_path):
    run("check", MISSING)
    assert not (tmp_path / "store.db").exists()


def test_a_file_that_is_not_there_is_named(run, tmp_path):
    gone = tmp_path / "gone.xlsx"
    for command in (("check", gone), ("load", gone, "--by", "An advisor")):
        assert_refused(run(*command), f"There is no file called {gone}.")


def test_a_folder_is_no_workbook(run, tmp_path):
    for command in (("check", tmp_path), ("load", tmp_path, "--by", "An advisor")):
        assert_refused(run(*command), f"{tmp_path} cannot be read: Is a directory.")


@pytest.mark.parametrize(
    "content, name, sentence",
    [
        (b"", "empty.xlsx", "This file is empty: it holds 0 bytes."),
        (b"", "empty.csv", "This file is empty: it holds 0 bytes."),
        (PNG, "picture.xlsx", "This file is a picture, and not a spreadsheet."),
        (b"PK\x03\x04cut off", "damaged.xlsx", "This file is damaged and cannot be opened."),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_status_2(content, name, sentence, run, put):
    path = put(content, name)
    for command in (("check", path), ("load", path, "--by", "An advisor")):
        status, _, err = run(*command)
        assert (status, err) == (2, f"{path} cannot be taken in: {sentence}\n")
    assert_nothing_is_kept(run)


def test_a_catalogue_that_is_not_there_is_named(run, tmp_path):
    gone = tmp_path / "gone.csv"
    assert_refused(run("check", MISSING, "--catalogue", gone), f"There is no catalogue called {gone}.")


def test_a_catalogue_that_is_none_is_refused_with_all_its_mistakes_in_one_sentence(run, put):
    path = put(b"colour,code\nred,T1\n", "bad.csv")
    status, out, err = run("check", MISSING, "--catalogue", path)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("The catalogue cannot be used: ")
    assert '"colour"' in err
    assert '"polarity"' in err


# load


def test_a_workbook_is_loaded_and_shown(run, put, catalogue):
    path = put(GOOD)
    status, out, err = run("load", path, "--by", "An advisor", *catalogue)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        f"{path}: 3 figures read; nothing wrong.",
        "  Kept: 3 new, 0 changed, 0 unchanged.",
    ]
    status, out, _ = run("scorecard", "tests", "--format", "json")
    row = as_json(out)["sections"][0]["rows"][0]
    assert (status, row["value"], row["rag"], row["source"]["file"]) == (0, 64.1, "red", "march.csv")


def test_a_target_without_a_tolerance_gets_the_published_15_percent(run, put, catalogue):
    run("load", put(GOOD), "--by", "An advisor", *catalogue)
    _, out, _ = run("scorecard", "tests", "--format", "json")
    target = as_json(out)["sections"][0]["rows"][0]["target"]
    assert (target["value"], target["amber_limit"]) == (90.0, 76.5)


def test_the_same_workbook_again_says_that_nothing_has_changed(run, put, catalogue):
    command = ("load", put(GOOD), "--by", "An advisor", *catalogue)
    run(*command)
    status, out, _ = run(*command)
    assert status == 0
    assert "Nothing has changed: all of it is already here." in out


def test_a_question_is_not_kept_until_it_is_answered(run, put, catalogue):
    path = put(QUESTIONABLE)
    status, _, err = run("load", path, "--by", "An advisor", *catalogue)
    assert (status, err) == (
        2,
        f"{path} is not taken in: it raises questions. Look at them, then load it again with --confirm.\n",
    )
    assert_nothing_is_kept(run)
    status, out, err = run("load", path, "--by", "An advisor", *catalogue, "--confirm")
    assert (status, err) == (1, "")
    assert "Kept: 1 new" in out


def test_two_different_figures_for_one_cell_are_refused_in_one_sentence_and_nothing_is_kept(run, put, catalogue):
    path = put(a_workbook((TIMELINESS, "2023-03", "60.0%"), (TIMELINESS, "2023-03", "61.0%"), name="two.csv"))
    status, _, err = run("load", path, "--by", "An advisor", *catalogue, "--confirm")
    assert status == 2
    assert err == (f"{path} cannot be taken in: Cells G2 and G3: T1 for March 2023 is 60.0% in G2 and 61.0% in G3.\n")
    assert_nothing_is_kept(run)


def test_a_rejected_workbook_among_others_is_refused_and_the_others_are_kept_whole(run, put, catalogue):
    status, _, err = run("load", put(REJECTED), put(GOOD), "--by", "An advisor", *catalogue)
    assert (status, err.count("\n")) == (2, 1)
    _, out, _ = run("history", "T1", "--format", "json")
    assert [p["value"] for p in as_json(out)["history"]] == [60.0, 64.1]


def test_a_missing_file_among_others_means_that_none_is_loaded(run, put, catalogue, tmp_path):
    gone = tmp_path / "gone.csv"
    answer = run("load", put(GOOD), gone, "--by", "An advisor", *catalogue)
    assert_refused(answer, f"There is no file called {gone}.")
    assert_nothing_is_kept(run)


def test_a_load_as_json_is_a_check_with_what_was_kept(run, put, catalogue):
    path = put(GOOD)
    status, out, _ = run("load", path, "--by", "An advisor", *catalogue, "--format", "json")
    (answer,) = as_json(out)["files"]
    assert set(answer) >= CHECK_KEYS
    kept = {key: answer[key] for key in ("kept", "upload", "new", "changed", "unchanged")}
    assert (status, kept) == (0, {"kept": True, "upload": 1, "new": 3, "changed": 0, "unchanged": 0})


def test_a_catalogue_that_was_given_once_is_known_afterwards(run, put, catalogue):
    run("load", put(GOOD), "--by", "An advisor", *catalogue)
    assert run("check", put(GOOD))[0] == 0


def test_somebody_must_load(run):
    assert_refused(run("load", MISSING), "The following arguments are required: --by. See python -m kpis load --help.")
    assert_refused(run("load", MISSING, "--by", " "), "Say who is uploading: a name of 1 to 120 letters.")


# scorecard


def test_without_a_name_the_scorecards_are_listed(read):
    status, out, _ = read("scorecard", "--format", "json")
    answer = as_json(out)
    assert (status, set(answer)) == (0, {"scorecards"})
    assert all(set(s) == {"scorecard", "title", "periods"} for s in answer["scorecards"])
    assert len(answer["scorecards"]) == 4
    status, out, _ = read("scorecard")
    assert (status, len(out.splitlines())) == (0, 4)


def test_an_empty_store_lists_nothing_and_says_how_to_begin(run):
    status, out, _ = run("scorecard")
    assert (status, out) == (
        0,
        "Nothing has been loaded yet. Load a workbook with: python -m kpis load FILE --by NAME\n",
    )
    assert_nothing_is_kept(run)


def test_a_scorecard_as_json_has_the_contracts_keys(read):
    status, out, _ = read("scorecard", "indicators-of-success-2023", "--period", "2023-03", "--format", "json")
    answer = as_json(out)
    assert status == 0
    assert set(answer) >= {"scorecard", "period", "audience", "sections"}
    rows = [row for section in answer["sections"] for row in section["rows"]]
    assert len(rows) == 67
    assert all(set(row) == ROW_KEYS for row in rows)


def test_a_scorecard_as_csv_has_a_line_for_each_indicator(read):
    status, out, _ = read("scorecard", "improvement-plan-2019", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (status, [row["code"] for row in rows]) == (0, [f"A{n:02d}" for n in range(1, 18)])


def test_a_scorecard_in_words_begins_with_its_title_and_period(read):
    status, out, _ = read("scorecard", "improvement-plan-2019", "--period", "Apr-19")
    assert (status, out.splitlines()[0]) == (0, "Improvement plan 2019: monthly indicators: April 2019")


def test_an_unknown_scorecard_names_the_nearest(read):
    status, out, err = read("scorecard", "missing-children-2032")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("No scorecard called missing-children-2032. Did you mean missing-children-2023?")


@pytest.mark.parametrize("period", ["soon", "", "2023-13", "-1"])
def test_what_is_no_period_is_refused(period, read):
    answer = read("scorecard", "missing-children-2023", f"--period={period}")
    assert_refused(answer, f'"{period}" is not a period. Write a month as 2023-03.')


def test_a_period_without_figures_names_those_there_are(read):
    assert_refused(
        read("scorecard", "missing-children-2023", "--period", "2030-01"),
        "There are no figures for January 2030. There are figures from April 2023 to June 2023.",
    )


@pytest.mark.parametrize("command", [("scorecard", "indicators-of-success-2023"), ("history", "N33")], ids=" ".join)
def test_the_public_view_says_what_its_sign_stands_for_and_the_officers_view_has_none(command, read):
    words = "[c]: Withheld to protect children: fewer than 5, or a figure that would give such a number away."
    public, officers = (read(*command, "--audience", audience)[1] for audience in ("public", "officers"))
    assert public.count("[c] Withheld") >= 1
    assert public.rstrip().endswith(words)
    assert "Withheld" not in officers


# history


def test_a_history_as_json_is_the_row_with_every_period_oldest_first(read):
    status, out, _ = read("history", "a07", "--format", "json")
    answer = as_json(out)
    assert (status, set(answer), answer["code"]) == (0, ROW_KEYS | {"reason", "assurance_reason"}, "A07")
    assert [p["period"] for p in answer["history"]][:2] == ["2017/18", "2018-04"]
    assert len(answer["history"]) == 16


def test_a_history_as_csv_has_a_line_for_each_period(read):
    status, out, _ = read("history", "M01", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (status, [row["value"] for row in rows]) == (0, ["33.0", "59.0", "61.0"])


def test_a_history_in_words_begins_with_the_indicator(read):
    status, out, _ = read("history", "M01")
    assert (status, out.splitlines()[0]) == (0, "M01  Missing Children (Overall)")


def test_an_unknown_indicator_names_the_nearest(read):
    assert_refused(read("history", "M0l"), "No indicator called M0l. Did you mean M01?")


# Commands as such


def test_every_command_has_help(run):
    for command in ((), ("check",), ("load",), ("scorecard",), ("history",)):
        status, out, err = run(*command, "--help")
        assert (status, err) == (0, "")
        assert out.startswith("usage: python -m kpis")


@pytest.mark.parametrize(
    "command, sentence",
    [
        ((), "The following arguments are required: COMMAND. See python -m kpis --help."),
        (("scorecard", "--bogus"), "Unrecognized arguments: --bogus. See python -m kpis --help."),
        (("history",), "The following arguments are required: CODE. See python -m kpis history --help."),
    ],
)
def test_a_mistyped_command_is_told_in_one_sentence(command, sentence, run):
    assert_refused(run(*command), sentence)


@pytest.mark.parametrize(
    "command",
    [
        ("bogus",),
        ("scorecard", "--format", "yaml"),
        ("check", "file.xlsx", "--format", "csv"),
        ("scorecard", "--audience", "nobody"),
    ],
    ids=" ".join,
)
def test_a_choice_that_there_is_not_is_told_in_one_sentence(command, run):
    status, out, err = run(*command)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "invalid choice" in err


@pytest.mark.parametrize("address", ["nonsense", "", "sqlite", "oracle-of-delphi://host/name"])
def test_what_is_no_database_address_is_refused(address, run):
    assert_refused(
        run("scorecard", "--database", address),
        NO_ADDRESS,
    )


def test_a_database_that_cannot_be_opened_is_told_in_one_sentence(run, tmp_path):
    assert_refused(
        run("scorecard", "--database", f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}"),
        "The database does not answer: unable to open database file.",
    )


def test_a_file_that_is_no_database_is_told_in_one_sentence(run, put):
    path = put(b"this is no database, however long it may be" * 100, "notes.db")
    assert_refused(
        run("scorecard", "--database", f"sqlite:///{path}"),
        "The database cannot be used: file is not a database.",
    )


def test_the_command_line_works_from_any_folder(published_address, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), ADDRESS_VARIABLE: published_address}
    done = subprocess.run(
        [sys.executable, "-m", "kpis", "scorecard", "--format", "json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(as_json(done.stdout)["scorecards"]) == 4
    assert list(tmp_path.iterdir()) == []


# export


@pytest.mark.parametrize(
    "ending, begins", [("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfsec"), ("json", b"{")]
)
def test_export_writes_the_kind_of_file_that_its_name_ends_in(read, tmp_path, ending, begins):
    path = tmp_path / f"card.{ending}"
    assert read("export", "improvement-plan-2019", "--to", path) == (0, "", "")
    assert path.read_bytes().startswith(begins)
    assert [p.name for p in tmp_path.glob("*card*")] == [path.name]


def test_export_takes_a_period_and_gives_what_scorecard_gives(read, tmp_path):
    path = tmp_path / "card.json"
    asked = ("improvement-plan-2019", "--period", "2019-03")
    read("export", *asked, "--to", path)
    _, out, _ = read("scorecard", *asked, "--format", "json")
    assert as_json(path.read_text(encoding="utf-8")) == as_json(out)


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (
            ("improvement-plan-2019", "--to", "card.docx"),
            "card.docx does not say what to make: end it in .pdf, .xlsx, .csv or .json.",
        ),
        (
            ("--to", "card.pdf"),
            "Say which scorecard to take away. There are: indicators-of-success-2023, improvement-plan-2019, "
            "quarterly-report-2022-23, missing-children-2023.",
        ),
        (
            ("improvement-plan-2019", "--to", "card.pdf", "--meeting", "2023-07-18"),
            "There is no publication for a meeting on 18 July 2023.",
        ),
        (
            ("improvement-plan-2019", "--to", "card.pdf", "--meeting", "July"),
            '"July" is not a day. Give the day of the meeting, such as 18 July 2023 or 2023-07-18.',
        ),
        (
            ("improvement-plan-2019", "--to", "no/such/folder/card.csv"),
            "no/such/folder/card.csv cannot be written: No such file or directory.",
        ),
    ],
)
def test_export_refuses_in_one_sentence_and_leaves_nothing(read, tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    assert_refused(read("export", *arguments), sentence)
    assert list(tmp_path.glob("**/*card*")) == []


def test_a_file_about_other_areas_is_known_by_its_headings(run, tmp_path):
    path = tmp_path / "lait.csv"
    path.write_bytes(a_long_file(looked_after(2025, "Plymouth", 101), looked_after(2025, "Nowhere", 5)))
    status, out, _ = run("load", path, "--by", "An advisor", "--format", "json")
    answer = json.loads(out)["files"][0]
    assert (status, answer["outcome"], answer["kept"], answer["new"]) == (1, "warn", True, 1)
    status, out, _ = run("check", path)
    assert (status, "Nowhere" in out) == (1, True)
    path.write_bytes(a_long_file(looked_after(2025, "Plymouth", "many")))
    status, _, err = run("load", path, "--by", "An advisor")
    assert (status, "is not a number" in err) == (2, True)


def test_a_workbook_without_indicators_that_is_about_other_areas_is_taken_in_as_that(run, put):
    heads = ["old_la_code", "la_name", "SN_1", "SN_1P"]
    path = put(a_workbook_of([heads, [879, "Plymouth", 880, "Close"]]), "neighbours_2025.xlsx")
    status, out, _ = run("load", path, "--by", "An advisor", "--format", "json")
    assert (status, json.loads(out)["files"][0]["new"]) == (1, 1)


def test_a_python_without_the_packages_is_told_in_one_sentence():
    without_packages = [sys.executable, "-S", "-m", "kpis", "scorecard"]
    done = subprocess.run(without_packages, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Waymark's packages are not installed for this Python (sqlalchemy is missing). See Start in README.md.\n"
    )
